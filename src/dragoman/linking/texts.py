"""One parsed passage as this room reads it: its names, its runs of capitals, its sentences, what is quoted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from dragoman.linking.lexicon import load_lexicon
from dragoman.linking.names import Name, heads

if TYPE_CHECKING:
    from dragoman.linking.runs import Run

_OF_THE_PHRASE = frozenset(
    {"det", "predet", "amod", "compound", "poss", "nmod", "nummod", "quantmod", "npadvmod", "case", "advmod"}
)
MODIFIER = frozenset({"amod", "compound", "nmod", "poss"})
"""Relations of a word before the noun that it belongs to."""
_NEAR = 6
"""Tokens from a subject to its verb, where the parser did not join them."""
_OPENS, _CLOSES, _TURNS = "“„«", "”»", '"'


@dataclass(frozen=True)
class Text:
    """A passage: ``offset`` is where it begins in the canonical text, ``sentence`` the number of its first sentence.

    ``names`` and ``runs`` map the index of each token to the name or run that holds it; ``quoted`` says of each
    token whether it stands within quotation marks; ``number`` gives the sentence of each token.
    """

    doc: Doc
    offset: int
    names: Mapping[int, Name]
    runs: Mapping[int, Run]
    quoted: Sequence[bool]
    number: Sequence[int]

    def place(self, token: Token) -> int:
        """The offset of the token in the canonical text."""
        return self.offset + int(token.idx)


def make_text(doc: Doc, offset: int, names: Sequence[Name], runs: Sequence[Run], sentence: int) -> Text:
    """The passage with everything found in it laid out by token."""
    number = [sentence] * len(doc)
    for count, sent in enumerate(doc.sents):
        for token in sent:
            number[token.i] = sentence + count
    return Text(
        doc,
        offset,
        {i: name for name in names for i in range(name.first, name.end)},
        {i: run for run in runs for i in range(run.first, run.end)},
        _quoted(doc),
        number,
    )


def leads(token: Token, first: int, end: int) -> bool:
    """Does ``doc[first:end]`` hang in the sentence by this token?"""
    return any(head.i == token.i for head in heads(token.doc, first, end))


def left(token: Token) -> int:
    """The index of the first token of the phrase whose head this is."""
    return min((int(c.left_edge.i) for c in token.lefts if c.dep_ in _OF_THE_PHRASE), default=int(token.i))


def modifiers(token: Token) -> Iterator[Token]:
    """The tokens of the phrase before its head, nearest the head first."""
    for index in range(token.i - 1, left(token) - 1, -1):
        yield token.doc[index]


def prepositional(token: Token, prepositions: frozenset[str]) -> Iterator[tuple[str, Token]]:
    """The objects of the prepositions that hang on the token, with the preposition."""
    for child in token.rights:
        if child.dep_ in {"prep", "agent"} and child.lower_ in prepositions:
            for target in child.children:
                if target.dep_ == "pobj":
                    yield child.lower_, target


def conjuncts(token: Token) -> Iterator[Token]:
    """The tokens joined to this one, in the order of the text."""
    waiting = [token]
    while waiting:
        joined = [child for child in waiting.pop(0).rights if child.dep_ == "conj"]
        yield from joined
        waiting += joined


def plural(token: Token) -> bool:
    """Is the noun in the plural?"""
    return token.tag_ in {"NNS", "NNPS"}


def noun(token: Token) -> str:
    """The noun in the singular and in lower case, also where the tagger takes it for a name ("MPs")."""
    lemma = token.lemma_.lower()
    return lemma[:-1] if plural(token) and lemma == token.lower_ and lemma.endswith("s") else lemma


def definite(token: Token) -> bool:
    """Has the phrase a definite article, a demonstrative or a possessor?"""
    return any(child.lower_ in load_lexicon().words["definite"] or child.dep_ == "poss" for child in token.lefts)


def clause_verb(token: Token) -> Token:
    """The verb whose clause the token stands in, the sentence's root at the last."""
    for above in token.ancestors:
        if above.pos_ in {"VERB", "AUX"} and above.dep_ != "prep":  # according to
            return above
    return token.sent.root


def subject_verb(token: Token) -> Token | None:
    """The verb of which the token is the subject, also where the parser took "after it and X refused" for a phrase."""
    if is_subject(token):
        return clause_verb(token)
    if token.dep_ == "pobj" and token.head.lower_ in load_lexicon().words["subordinators"]:
        return next((t for t in token.doc[token.i + 1 : token.i + _NEAR] if t.pos_ in {"VERB", "AUX"}), None)
    return None


def is_subject(token: Token) -> bool:
    """Is it the subject of a clause, or joined to one?"""
    while token.dep_ == "conj":
        token = token.head
    return token.dep_ in {"nsubj", "nsubjpass", "csubj"}


def _quoted(doc: Doc) -> list[bool]:
    inside, flags = False, []
    for token in doc:
        mark = token.text
        if mark[0] in _OPENS or (mark[0] in _TURNS and not inside):
            inside = True
            flags.append(True)
            continue
        flags.append(inside)
        if inside and (mark[-1] in _CLOSES or mark[-1] in _TURNS):
            inside = False
    return flags
