"""Wordings compared: content words, negation, numbers, and the cues that tell one kind of telling from another.

Two wordings mean one matter by slots: the same polarity, no numbers at odds, and enough content words in common.
The words are data (``data/wording.toml``, ``data/cues.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dragoman.model import BadTable
from dragoman.model.tables import read_table

LONGEST = 2000
"""Code points of a wording that are read; a matter is named in fewer."""

OVERLAP = 0.5
"""Share of the shorter wording's content words that two wordings of one matter have in common."""

_SHORT = 3
"""Letters up to which a common word says nothing."""

_TURNS = 8
"""Words from the beginning among which one like "stop" turns the whole matter round, if no "and" comes before it."""

_ROOM = "dragoman.exchange"
_NEVER = r"(?!)"
_TOKEN = re.compile(r"\w+(?:[-'’]\w+)*")
_POSSESSIVE = re.compile(r"['’]s\b")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a phrase is about: stemmed common ``words``, ``names`` (places, proper nouns), ``numbers``, polarity."""

    words: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    negative: bool

    @property
    def counts(self) -> frozenset[str]:
        """The numbers that count something: no years."""
        return frozenset(n for n in self.numbers if not (len(n) == 4 and n.startswith(("19", "20"))))

    def common(self, other: Wording) -> int:
        """How many content words the two share; 0 where they share names only."""
        shared = len(self.words & other.words)
        return shared + len(self.names & other.names) if shared else 0

    def size(self) -> int:
        """How many content words there are."""
        return len(self.words) + len(self.names)

    def overlaps(self, other: Wording) -> bool:
        """Do they share at least half of the shorter one's content words, two where it has two?

        Of a wording of one word, it must be the other's whole matter or nearly (three words at most).
        """
        shorter, longer = sorted((self.size(), other.size()))
        shared = self.common(other)
        if shorter < 2:
            return shared > 0 and longer <= 3
        return shared >= max(2, OVERLAP * shorter)

    def same_matter(self, other: Wording) -> bool:
        """Do the slots agree: polarity, numbers, content words?"""
        return self._may_agree(other) and self.overlaps(other)

    def may_repeat(self, other: Wording) -> bool:
        """May this be the other, told as something that is repeated: do the slots agree, be it in one content word?"""
        return self._may_agree(other) and self.common(other) > 0

    def _may_agree(self, other: Wording) -> bool:
        """The same polarity, and no numbers at odds?"""
        apart = self.numbers and other.numbers and not self.numbers & other.numbers
        return self.negative == other.negative and not apart


@lru_cache(maxsize=4096)
def wording(text: str, without: frozenset[str] = frozenset()) -> Wording:
    """The wording of a phrase; ``without`` are lower-case names to leave out (those of the parties themselves)."""
    table = _lexicon()
    plain = _POSSESSIVE.sub("", text[:LONGEST])
    words, names, numbers, negative = set(), set(), set(), bool(_phrases(table.negating_phrases).search(plain))
    can_turn = True
    for order, found in enumerate(_TOKEN.finditer(plain)):
        token, lower = found[0], found[0].lower()
        can_turn = can_turn and order < _TURNS and lower != "and"
        if lower in table.denials or lower.endswith(("n't", "n’t")) or (can_turn and lower in table.negators):
            negative = True
        elif not token.isalpha() and any(map(str.isdigit, token)):
            numbers.add(lower)
        elif len(token) < 2 or table.ignores(lower) or _names_one(token, lower, without):
            continue
        elif lower in table.settings or (token[0].isupper() and (found.start() > 0 or token == plain.strip())):
            names.add(table.stem(lower))
        else:
            words.add(table.stem(lower))
    return Wording(frozenset(words), frozenset(names), frozenset(numbers), negative)


@lru_cache(maxsize=65536)
def has_cue(name: str, text: str) -> bool:
    """Does the text hold a cue of the list ``name`` of ``data/cues.toml``?"""
    return _cue(name).search(text[:LONGEST]) is not None


def begins_with(name: str, text: str) -> bool:
    """Does the text begin with a cue of the list?"""
    return _cue(name).match(text[:LONGEST].lstrip()) is not None


def is_bare(text: str, names: frozenset[str] = frozenset(), *, handled: bool = False) -> bool:
    """Does the text only name a step, be it with whose it is ("the union's demand", "their offers")?

    ``names`` are lower-case words of those whose it may be; ``handled`` allows for what is done with it ("to accept").
    """
    table = _lexicon()
    tokens = (token.lower() for token in _TOKEN.findall(_POSSESSIVE.sub("", text[:LONGEST])))
    idle = all(table.ignores(t) or t in names or (handled and t in table.handling) for t in tokens)
    return idle and has_cue("step_named", text)


def is_but_a_paper(text: str) -> bool:
    """Does the text name no more than what holds an offer ("the plan", "a draft of the resolution")?"""
    table, tokens = _lexicon(), [token.lower() for token in _TOKEN.findall(text[:LONGEST])]
    return all(table.ignores(t) or t in table.papers for t in tokens) and not table.papers.isdisjoint(tokens)


def cues_in(name: str, text: str) -> frozenset[str]:
    """The cues of the list that the text holds, in lower case."""
    return frozenset(found[0].lower() for found in _cue(name).finditer(text[:LONGEST]))


def contraries(one: str, other: str) -> bool:
    """Does one text hold a word and the other its contrary ("missing", "complete")?"""
    return any(
        (left.search(one[:LONGEST]) and right.search(other[:LONGEST]))
        or (right.search(one[:LONGEST]) and left.search(other[:LONGEST]))
        for left, right in _contraries()
    )


def is_cue(name: str, text: str) -> bool:
    """Is the text nothing but a cue of the list, be it after an article?"""
    return _cue(name).fullmatch(_pattern("article").sub("", text[:LONGEST].strip(" .,;"))) is not None


def in_order(first: str, second: str, text: str, *, apart: int = LONGEST) -> bool:
    """Does a cue of the one list stand before one of the other, at most ``apart`` code points between them?"""
    found = _cue(first).search(text[:LONGEST])
    then = _cue(second).search(text[:LONGEST], found.end()) if found else None
    return found is not None and then is not None and then.start() - found.end() <= apart


def first_cue(name: str, text: str) -> str | None:
    """The first cue of the list ``name`` in the text, as it stands there."""
    found = _cue(name).search(text[:LONGEST])
    return found[0] if found else None


def name_tokens(names: Iterable[str]) -> frozenset[str]:
    """The lower-case words of names, to hand to ``wording`` as ``without``."""
    return frozenset().union(*map(_tokens_of, names))


@lru_cache(maxsize=16384)
def _tokens_of(name: str) -> frozenset[str]:
    return frozenset(token.lower() for token in _TOKEN.findall(name) if len(token) > 1)


def mentions(text: str, names: Iterable[str]) -> bool:
    """Does the text name one of these, also by the adjective ("Iranian" for Iran)?"""
    return _naming(tuple(names)).search(text[:LONGEST]) is not None


def shares_a_word(one: str, other: str) -> bool:
    """Have the two a word of some length in common, no name, but one that names a step of the exchange ("list") too?"""
    left, right = ({t for t in _TOKEN.findall(text[:LONGEST]) if not t[0].isupper()} for text in (one, other))
    return any(len(word) > _SHORT and word not in _lexicon().stop for word in left & right)


def rebuffs(text: str) -> bool:
    """Does the text turn to another name ("it is the owners, not the Union", "it was the owners that left")?"""
    return _pattern("another_name").search(text[:LONGEST]) is not None


def is_past(text: str) -> bool:
    """Does the text tell of something past, by an auxiliary or by the ending of a verb ("crossed")?"""
    return (
        has_cue("past", text)
        or has_cue("past_forms", text)
        or _pattern("past_ending").search(text[:LONGEST]) is not None
    )


def names_the_doer(text: str) -> bool:
    """Does the text say who it was, and so that it was no other: "it was the owners who had left"?"""
    return _pattern("the_doer").search(text[:LONGEST]) is not None


@lru_cache(maxsize=1024)
def _naming(names: tuple[str, ...]) -> re.Pattern[str]:
    """The names as whole words; one-word names also with the ending of an adjective, less their last letter."""
    stems = (re.escape(n[:-1] if " " not in n and len(n) > 5 else n) + ("" if " " in n else r"\w{0,4}") for n in names)
    plain = (re.escape(n.lower()) for n in names if " " not in n and len(n) > _SHORT and n.istitle())
    return re.compile("|".join(rf"\b{s}\b" for s in (*stems, *plain) if s) or _NEVER)


def _names_one(token: str, lower: str, names: frozenset[str]) -> bool:
    """Is the token one of the names, or the adjective of one ("Russian" of "Russia", "Iranian" of "Iran")?"""
    if not token[0].isupper():
        return False
    return lower in names or any(lower.startswith(n[: max(4, len(n) - 1)]) for n in names if len(n) >= 4)


@dataclass(frozen=True)
class _Lexicon:
    stop: frozenset[str]
    step: frozenset[str]
    negators: frozenset[str]
    denials: frozenset[str]
    settings: frozenset[str]
    handling: frozenset[str]
    papers: frozenset[str]
    negating_phrases: tuple[str, ...]
    suffixes: tuple[str, ...]
    concepts: Mapping[str, str]

    def ignores(self, word: str) -> bool:
        """Does the word carry no content, or name a step of the exchange only?"""
        return word in self.stop or _cut(word, self.suffixes) in self.step

    def stem(self, word: str) -> str:
        """The word's concept, or the word less one suffix."""
        stem = _cut(word, self.suffixes)
        return self.concepts.get(word) or self.concepts.get(stem) or _levelled(stem)


def _levelled(stem: str) -> str:
    """The stem of "production" as that of "producing"."""
    return stem[:-1] if stem.endswith("ct") and len(stem) > _SHORT + 1 else stem


@lru_cache(maxsize=65536)
def _cut(word: str, suffixes: tuple[str, ...]) -> str:
    for suffix in suffixes:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word[: -len(suffix)]
    return word


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    table = read_table(_ROOM, "wording.toml")
    lists = {key: _listed(table, "words", key, "wording.toml") for key in _KEYS}
    suffixes = lists["suffixes"]
    concepts: dict[str, str] = {}
    for number, row in enumerate(table.get("same", ()), start=1):
        words = _words(row.get("words"), f"wording.toml, same {number}, words")
        for word in words:
            concepts.setdefault(word, words[0])
            concepts.setdefault(_cut(word, suffixes), words[0])
    return _Lexicon(
        frozenset(lists["stop"]),
        frozenset(_cut(word, suffixes) for word in lists["step"]),
        frozenset(lists["negators"]),
        frozenset(lists["denials"]),
        frozenset(lists["settings"]),
        frozenset(lists["handling"]),
        frozenset(lists["papers"]),
        lists["negating_phrases"],
        suffixes,
        concepts,
    )


_KEYS = ("stop", "step", "negators", "denials", "settings", "handling", "papers", "negating_phrases", "suffixes")


@lru_cache(maxsize=8)
def _pattern(name: str) -> re.Pattern[str]:
    """A turn of phrase of the table, as a regular expression without open repetitions in one another."""
    return re.compile(read_table(_ROOM, "wording.toml")["patterns"][name])


@lru_cache(maxsize=64)
def _cue(name: str) -> re.Pattern[str]:
    return _phrases(_listed(read_table(_ROOM, "cues.toml"), "cues", name, "cues.toml"))


@lru_cache(maxsize=1)
def _contraries() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    rows = read_table(_ROOM, "wording.toml").get("contrary", ())
    where = "wording.toml, contrary"
    return tuple(
        (_phrases(_words(row.get("one"), f"{where} {number}")), _phrases(_words(row.get("other"), f"{where} {number}")))
        for number, row in enumerate(rows, start=1)
    )


@lru_cache(maxsize=64)
def _phrases(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(_phrase, phrases)), re.IGNORECASE)


def _phrase(phrase: str) -> str:
    body = r"[\s-]".join(map(re.escape, phrase.rstrip("*").split("-")))
    return rf"\b{body}\w*" if phrase.endswith("*") else rf"\b{body}\b"


def _listed(table: Mapping[str, Any], section: str, key: str, file: str) -> tuple[str, ...]:
    return _words(table.get(section, {}).get(key), f"{file}, {section}.{key}")


def _words(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, str) or not value.split():
        raise BadTable(where, "a list of words is missing here", "Write the words in one string, parted by spaces.")
    return tuple(value.split())
