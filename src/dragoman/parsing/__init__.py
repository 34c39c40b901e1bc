"""The spaCy pipeline: loaded once a process, fed body paragraphs in batches."""

from dragoman.parsing.pipeline import model_version, parse, parse_all

__all__ = ["model_version", "parse", "parse_all"]
