"""Does a row of the table fit a predicate: its particle, its complements, and the words in them."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extraction.events.lexicon import Row, listed
from dragoman.extraction.moves.phrases import NAMES
from dragoman.extraction.moves.slots import fill
from dragoman.extraction.realis.forms import lemma
from dragoman.extraction.syntax import child, children, conjuncts

NAME = "@name"
"""In a class of words: any name."""
_WIDEST = 24
"""Words of a phrase that are looked at."""
_MOST = 12
"""Coordinated phrases that are looked at."""
_LABELS = frozenset({"oprd", "dep", "xcomp", "ccomp", "advcl"})
"""Slots that are labels of the parse."""
_BEFORE = ("compound", "amod", "nmod", "quantmod", "nummod", "npadvmod", "appos")


def has_particle(verb: Token, particle: str) -> bool:
    """Is the word the verb's particle, whatever the parse makes of it: next to it, or parted from it?"""
    near = children(verb, "prt", "advmod", "acomp", "dobj", "advcl", "xcomp", "ccomp", "oprd")
    following = verb.nbor(1).lower_ if verb.i + 1 < len(verb.doc) else ""
    return following == particle or any(c.lower_ == particle for c in near)


def fits(token: Token, row: Row) -> bool:
    """Are the complements and the words there that the row asks for?"""
    if not all(any(_is_filled(token, slot) for slot in slots) for slots in row.needs):
        return False
    beside = (word for word in phrase_words(token) if word.i != token.i)
    if (row.modifiers or row.except_modifiers) and not _suit(beside, row.modifiers, row.except_modifiers):
        return False
    subject = fill(token, "subject") if row.subjects or row.except_subjects else None
    if not _suit(_words(subject), row.subjects, row.except_subjects):
        return False
    if not row.objects and not row.except_objects:
        return True
    heads = [head for slot in row.within if (head := _head_in(token, slot)) is not None]
    if any(_is_in(word, row.except_objects) for head in heads for word in _words(head, wide=False)):
        return False
    return not row.objects or any(_is_in(word, row.objects) for head in heads for word in _words(head))


def _suit(words: Iterator[Token], wanted: frozenset[str], unwanted: frozenset[str]) -> bool:
    """Is one of the words in the class that is wanted, if any is, and none in the other?"""
    found = False
    for word in words:
        if _is_in(word, unwanted):
            return False
        found = found or _is_in(word, wanted)
    return found or not wanted


def _is_in(word: Token, lemmas: frozenset[str]) -> bool:
    named = NAME in lemmas and (word.ent_type_ in NAMES or word.pos_ == "PROPN")
    return named or lemma(word) in lemmas or word.lower_ in lemmas


def _head_in(token: Token, slot: str) -> Token | None:
    return child(token, slot) if slot in _LABELS else fill(token, slot)


def _is_filled(token: Token, slot: str) -> bool:
    if slot == "guilty":
        below = (token, *children(token, "ccomp", "xcomp", "dobj"))
        return any(listed("to_blame", c.lower_) for holder in below for c in holder.children)
    return fill(token, slot) is not None


def _words(head: Token | None, *, wide: bool = True) -> Iterator[Token]:
    """The words of the phrase and of those coordinated with it."""
    for part in conjuncts(head)[:_MOST] if head is not None else ():
        yield from phrase_words(part, wide=wide)


def phrase_words(head: Token, *, wide: bool = True) -> Iterator[Token]:
    """The head, what stands before it in its phrase, and what it is made of ("tons of food").

    Where it is ``wide``, also what it lies in ("curbs on imports") and the object of a verb.
    """
    waiting, seen = [head], 0
    while waiting and seen < _WIDEST:
        token = waiting.pop()
        seen += 1
        yield token
        waiting.extend(children(token, *_BEFORE))
        waiting.extend(nouns_after(token, "made_of"))
        if wide and token.i == head.i:
            waiting.extend(nouns_after(token, "held_in"))
            waiting.extend(children(token, "dobj", "prt") if token.pos_ == "VERB" else ())


def nouns_after(token: Token, prepositions: str) -> Iterator[Token]:
    """The nouns that hang from the word by a preposition of the list."""
    for prep in children(token, "prep"):
        if listed(prepositions, prep.lower_):
            yield from children(prep, "pobj")
