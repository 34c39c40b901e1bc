"""Readers: who finds the statements of a document. One protocol, and three that keep it.

``rules``  cues and clauses over the dependency parse
``model``  the trained tagger proposes source, cue and content; rules give names, chain, mode, denial and day
``union``  the rules, and beside them what the tagger is sure of and they pass over
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Protocol

from dragoman.extraction.statements import find_statements, tagged_statements, unclaimed
from dragoman.extraction.syntax import text_of
from dragoman.model import Document, Links, Parsed, Statement, Timex

RULES_VERSION = "rules-3"
"""Changes whenever the rules or their tables do: readings made by another version are superseded."""

MODEL = "model"
"""How statements that the tagger proposed are labelled."""


class Reader(Protocol):
    """Finds the statements of one document, in the order of the text, each labelled with what found it."""

    @property
    def version(self) -> str:
        """Changes with whatever may change what is found."""

    def statements(
        self, document: Document, parsed: Sequence[Parsed], links: Links, timexes: Sequence[Timex]
    ) -> tuple[Statement, ...]:
        """The statements of the parsed paragraphs."""


class RulesReader:
    """The rules alone."""

    version = RULES_VERSION

    def statements(
        self, document: Document, parsed: Sequence[Parsed], links: Links, timexes: Sequence[Timex]
    ) -> tuple[Statement, ...]:
        """The statements of the parsed paragraphs."""
        return find_statements(document, parsed, links, timexes)


@dataclass(frozen=True)
class ModelReader:
    """The trained tagger, with the rules for what it does not tell; ``least`` is the least probability of a cue."""

    least: float = 0.0

    @property
    def version(self) -> str:
        """The weights' and the rules'."""
        from dragoman.extraction.attribution import model_version

        return f"{MODEL}-{model_version()}/{RULES_VERSION}"

    def statements(
        self, document: Document, parsed: Sequence[Parsed], links: Links, timexes: Sequence[Timex]
    ) -> tuple[Statement, ...]:
        """The statements of the parsed paragraphs, with the tagger's probability as score."""
        # Here, so that the rules alone do not wait for the runtime of the model.
        from dragoman.extraction.attribution import find_attributions

        paragraphs = [(part.passage.start, text_of(part.doc)) for part in parsed]
        sure = [one for one in find_attributions(paragraphs, nested=True) if one.score >= self.least]
        found = tagged_statements(document, parsed, links, timexes, sure)
        return tuple(replace(statement, reader=MODEL, score=round(score, 2)) for statement, score in found)


@dataclass(frozen=True)
class UnionReader:
    """The statements of the first reader, and those of the second whose contents none of them, nor its cue, touches.

    The second one is given only the paragraphs in which the first may have left something.
    """

    first: Reader
    second: Reader

    @property
    def version(self) -> str:
        """Both versions."""
        return f"{self.first.version}+{self.second.version}"

    def statements(
        self, document: Document, parsed: Sequence[Parsed], links: Links, timexes: Sequence[Timex]
    ) -> tuple[Statement, ...]:
        """The statements of the parsed paragraphs, in the order of their contents."""
        found = self.first.statements(document, parsed, links, timexes)
        more = self.second.statements(document, unclaimed(parsed, found), links, timexes)
        return tuple(sorted([*found, *_untouched(more, found)], key=lambda one: one.content[0].start))


def _untouched(more: Sequence[Statement], found: Sequence[Statement]) -> Iterator[Statement]:
    taken = [anchor for s in found for anchor in (*s.content, s.cue) if anchor is not None]
    for statement in more:
        if not any(fragment.meets(other) for fragment in statement.content for other in taken):
            yield statement


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "rules": RulesReader(),
        "model": ModelReader(),
        "union": UnionReader(RulesReader(), ModelReader(least=0.5)),
    }
)
"""The readers by the name that ``--reader`` knows them by."""

DEFAULT_READER = "union"
