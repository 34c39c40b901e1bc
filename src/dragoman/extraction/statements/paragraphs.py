"""One parsed paragraph with what the rules see in it before they decide anything."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from dragoman.extraction.lexicon import CueLexicon
from dragoman.extraction.quotations import Quotation, quotations
from dragoman.extraction.statements.cues import Cue, find_cues
from dragoman.extraction.statements.sources import Naming
from dragoman.extraction.syntax import text_of
from dragoman.model import Links, Parsed


@dataclass(frozen=True)
class Paragraph:
    """A parsed passage with its quotations, its cues and what names its sources."""

    part: Parsed
    naming: Naming
    lexicon: CueLexicon
    quotes: tuple[Quotation, ...]
    cues: tuple[Cue, ...]

    @classmethod
    def of(cls, part: Parsed, links: Links, lexicon: CueLexicon) -> Paragraph:
        """The paragraph of a parsed passage."""
        quotes = quotations(text_of(part.doc))
        naming = Naming(links, part.passage.start, lexicon)
        return cls(part, naming, lexicon, quotes, find_cues(part.doc, quotes, lexicon))

    @property
    def doc(self) -> Doc:
        """Its parse."""
        return self.part.doc

    @property
    def offset(self) -> int:
        """Where its first code point stands in the canonical text."""
        return self.part.passage.start
