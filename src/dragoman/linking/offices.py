"""Reads offices beside names: "the Ruritanian foreign minister, Ana Berg" makes her one, for Ruritania."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from dragoman.linking.lexicon import Lexicon, Office

_LONGEST_FORM = 5
_FAR = 14
"""Tokens of an apposition that are read."""

Region = tuple[int, int]


def regions(doc: Doc, first: int, end: int) -> Iterator[Region]:
    """Where an office may stand beside the name ``doc[first:end]``: before it, apposed to it, after a comma."""
    root = doc[first:end].root
    left = root.left_edge.i
    if left < first:
        yield left, first
    if root.dep_ == "appos":
        yield root.head.left_edge.i, first
    for child in root.children:
        if child.dep_ == "appos" and child.i >= end:
            yield child.left_edge.i, min(child.right_edge.i + 1, child.left_edge.i + _FAR)
            return
    if end + 1 < len(doc) and doc[end].text == "," and doc[end + 1].pos_ in {"DET", "ADJ", "NOUN", "PROPN", "PRON"}:
        close = next((i for i in range(end + 2, min(len(doc), end + _FAR)) if doc[i].text in ",.;"), None)
        if close is not None:
            yield end + 1, close


def office_in(doc: Doc, region: Region, lexicon: Lexicon) -> tuple[Office, int, int] | None:
    """The longest office form in the region, the first of several, with the tokens it covers."""
    best: tuple[Office, int, int] | None = None
    for at in range(*region):
        for end in range(min(region[1], at + _LONGEST_FORM), at, -1):
            office = lexicon.offices.get(_form(doc, at, end))
            if office is not None and (best is None or end - at > best[2] - best[1]):
                best = office, at, end
                break
    return best


def office_at(head: Token, lexicon: Lexicon) -> Office | None:
    """The office that the phrase with this head names: the longest form that holds the head."""
    doc, best, length = head.doc, None, 0
    for at in range(max(0, head.i - _LONGEST_FORM + 1), head.i + 1):
        for end in range(head.i + 1, min(len(doc), at + _LONGEST_FORM) + 1):
            office = lexicon.offices.get(_form(doc, at, end))
            if office is not None and end - at > length:
                best, length = office, end - at
    return best


def office_words(head: Token, lexicon: Lexicon) -> str:
    """The form of the office as it stands around the head."""
    doc, best = head.doc, head.lower_
    for at in range(max(0, head.i - _LONGEST_FORM + 1), head.i + 1):
        for end in range(head.i + 1, min(len(doc), at + _LONGEST_FORM) + 1):
            form = _form(doc, at, end)
            if form in lexicon.offices and len(form) > len(best):
                best = form
    return best


def _form(doc: Doc, first: int, end: int) -> str:
    return " ".join(doc[first:end].text.lower().split())
