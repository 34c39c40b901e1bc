"""Reads offices beside names: "the Ruritanian foreign minister, Ana Berg" makes her one, for Ruritania."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from dragoman.linking.lexicon import Lexicon, Office
from dragoman.linking.words import Words

_LONGEST_FORM = 5
_KEPT = "dragoman.offices"
_FAR = 14
"""Tokens of an apposition that are read."""

Region = tuple[int, int]


def regions(doc: Doc, first: int, end: int) -> Iterator[Region]:
    """Where an office may stand beside the name ``doc[first:end]``: before it, apposed to it, after a comma."""
    root = doc[first:end].root
    left = root.left_edge.i
    if left < first:
        yield left, first
    if root.dep_ in {"appos", "prep"}:  # a first name that the parser took for a preposition: "leader Per Lund"
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
    found = list(_forms(doc, *region, lexicon))
    return max(found, key=lambda form: (form[2] - form[1], -form[1]), default=None)


def office_at(head: Token, lexicon: Lexicon) -> tuple[Office, str] | None:
    """The office that the phrase with this head names, and its form: the longest that holds the head."""
    doc = head.doc
    region = max(0, head.i - _LONGEST_FORM + 1), min(len(doc), head.i + _LONGEST_FORM)
    found = [f for f in _forms(doc, *region, lexicon) if f[1] <= head.i < f[2] and doc[f[1] : f[2]].root.i == head.i]
    if not found:
        return None
    office, first, end = max(found, key=lambda form: (form[2] - form[1], -form[1]))
    return office, _form(doc, first, end)


def is_part_of_office(token: Token, lexicon: Lexicon) -> bool:
    """Is the word within the name of an office without being its head: "state" in "secretary of state"?"""
    doc = token.doc
    region = max(0, token.i - _LONGEST_FORM + 1), min(len(doc), token.i + _LONGEST_FORM)
    covering = [(first, end) for _, first, end in _forms(doc, *region, lexicon) if first <= token.i < end]
    return bool(covering) and all(doc[first:end].root.i != token.i for first, end in covering)


def _forms(doc: Doc, first: int, end: int, lexicon: Lexicon) -> Iterator[tuple[Office, int, int]]:
    """For each token of the region the longest office form that begins there and ends in the region."""
    known = _forms_of(doc, lexicon)
    for at in range(first, end):
        for office, stop in known.get(at, ()):
            if stop <= end:
                yield office, at, stop
                break


def _forms_of(doc: Doc, lexicon: Lexicon) -> dict[int, list[tuple[Office, int]]]:
    """The office forms that begin at each token, longest first: looked for once, and kept with the parse."""
    kept: tuple[Lexicon, dict[int, list[tuple[Office, int]]]] | None = doc.user_data.get(_KEPT)
    if kept is not None and kept[0] is lexicon:
        return kept[1]
    words, found = Words(doc), dict[int, list[tuple[Office, int]]]()
    for at, word in enumerate(words.each):
        if word.lower() in lexicon.office_openings:
            stops = range(min(len(doc), at + _LONGEST_FORM), at, -1)
            forms = ((lexicon.offices.get(words.between(at, stop).lower()), stop) for stop in stops)
            found[at] = [(office, stop) for office, stop in forms if office is not None]
    doc.user_data[_KEPT] = lexicon, found
    return found


def _form(doc: Doc, first: int, end: int) -> str:
    return " ".join(doc[first:end].text.lower().split())
