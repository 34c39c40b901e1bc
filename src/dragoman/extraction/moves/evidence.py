"""Which words a move rests on."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from dragoman.extraction.moves.candidate import Candidate
from dragoman.extraction.moves.scene import Scene
from dragoman.extraction.syntax import children, is_that
from dragoman.model import Anchor

LONGEST = 45
"""Tokens of evidence: enough for a clause with its complement, too few to hold two reports."""
DASHES = frozenset({"—", "–", "--"})
"""Marks that end an insertion, and so the last item of a list in it."""
FEWEST = 4
"""Tokens below which a phrase does not tell what it is about."""


def words(token: Token | None, scene: Scene) -> str:
    """The words of the phrase or clause that the token heads; nothing for nothing."""
    return "" if token is None else _cut(_clause(token), token, scene).exact


def matter(found: Candidate, scene: Scene) -> str:
    """What it is about, in the words of the text; of a list, the one item."""
    return evidence(found, scene).exact if found.is_item else words(found.what, scene)


def evidence(found: Candidate, scene: Scene) -> Anchor:
    """The clause or noun phrase that the move rests on; where that is very short, with what it hangs from."""
    clause = _clause(found.root)
    if found.until is not None:
        clause = clause.doc[clause.start : found.until.left_edge.i]
    elif found.is_item:
        dash = next((t.i for t in clause if t.i > found.root.i and t.text in DASHES), clause.end)
        clause = clause.doc[clause.start : dash]
    elif len(clause) < FEWEST and not found.is_item:
        wider = _clause(_governor(found.root))
        clause = clause.doc[min(clause.start, wider.start) : max(clause.end, wider.end)]
    return _cut(clause, found.predicate, scene)


def _clause(root: Token) -> Span:
    """From the first to the last word of the subtree, without what is coordinated with its root at either end.

    A bare participle takes the noun before it along: "a draft circulated by Norland".
    """
    first, last = root.left_edge.i, root.right_edge.i
    if root.dep_ == "acl" and root.tag_ == "VBN" and root.head.i < root.i:
        first = root.head.left_edge.i
    aside = list(children(root, "conj", "cc", "punct", "parataxis"))
    for below in reversed(aside):
        if below.right_edge.i == last and below.i > root.i:
            last = below.left_edge.i - 1
    for below in aside:
        if below.left_edge.i == first and below.i < root.i:
            first = below.right_edge.i + 1
    return root.doc[first : last + 1]


def _governor(token: Token) -> Token:
    """What the token hangs from, be it through a preposition."""
    return token.head.head if token.head.pos_ == "ADP" else token.head


def _cut(clause: Span, predicate: Token, scene: Scene) -> Anchor:
    """The anchor of the clause, or where that is too long of a stretch of it around the predicate."""
    first, last = clause.start, clause.end - 1
    if len(clause) > LONGEST:
        first = max(first, min(predicate.i - LONGEST // 3, last + 1 - LONGEST))
        last = first + LONGEST - 1
    doc = clause.doc
    while first < last and _is_edge(doc[last]):
        last -= 1
    while first < last and (_is_edge(doc[first]) or is_that(doc[first])):
        first += 1
    first, last = _whole(doc, first, last)
    return scene.anchor(doc[first], doc[last])


def _whole(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """The stretch with the rest of a hyphenated word and the fellow of a quotation mark that stand at its edge."""
    while (
        last + 2 < len(doc) and doc[last + 1].text == "-" and not (doc[last].whitespace_ or doc[last + 1].whitespace_)
    ):
        last += 2
    marks = [token for token in doc[first : last + 1] if token.is_quote]
    if len(marks) % 2:
        closes = marks[0].i > 0 and not doc[marks[0].i - 1].whitespace_
        if closes and first > 0 and doc[first - 1].is_quote:
            first -= 1
        elif not closes and last + 1 < len(doc) and doc[last + 1].is_quote:
            last += 1
    return first, last


def _is_edge(token: Token) -> bool:
    return bool(token.is_punct or token.is_space) or token.pos_ == "CCONJ"
