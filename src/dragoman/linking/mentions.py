"""A mention that stands alone in words: in the shape of the tables, and by the parts of the phrase."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.linking.folding import key
from dragoman.linking.knowledge import word_list

MOST_CHARACTERS = 600
"""Of a longer mention no more is read: who is meant stands at its beginning."""

_TOKEN = re.compile(r"[^\s,;:()\"“”–—-]+|[,;:()–—-]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands, as the tables have it, and the number of the part of the phrase that it stands in."""

    text: str
    key: str
    part: int
    after_hyphen: bool

    @property
    def capital(self) -> bool:
        """Does it begin with a capital?"""
        return self.text[0].isupper()


def words_of(mention: str) -> tuple[Word, ...]:
    """The words of a mention without articles, marks and possessive endings."""
    found: list[Word] = []
    part, hyphen = 0, False
    articles, parting = word_list("articles"), word_list("parting")
    for token in _TOKEN.findall(mention[:MOST_CHARACTERS]):
        if token in "-–—":
            hyphen = True
            continue
        form = key(token)
        part += token in ",;:()" or form in parting
        if form and form not in articles and token not in ",;:()":
            text = token.replace("’", "'").removesuffix("'s").rstrip("'")
            found.append(Word(text or token, form, part, hyphen))
        hyphen = False
    return tuple(found)


def join_keys(words: tuple[Word, ...]) -> str:
    """The words as one form of the tables."""
    return " ".join(word.key for word in words)
