"""Reports as files: which ones a call means, their bytes, and the canonical text with zones that is made of them."""

from dragoman.documents.reading import read
from dragoman.documents.sources import LIMIT, Source, collect, load

__all__ = ["LIMIT", "Source", "collect", "load", "read"]
