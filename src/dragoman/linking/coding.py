"""Codes a mention that stands alone: whom it names, of which country, in which sectors. No parse is needed.

Names and nouns are found from left to right, the longest first. The first name tells the country, the head of the
phrase the sector.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.linking import knowledge
from dragoman.linking.careers import career
from dragoman.linking.coded import Coded, code_agent
from dragoman.linking.folding import key
from dragoman.linking.knowledge import Sectors
from dragoman.linking.mentions import Word, join_keys, words_of
from dragoman.linking.register import Form, Register, Sense
from dragoman.model import AgentKind

_LONGEST = 8
"""Words of the longest form looked for."""
_LONGEST_NOUN = 4
_SHORTEST_FOLDED = 4
"""Characters of the shortest single word that is taken for a name in any case of its letters."""
_OFFICES = frozenset({"GOV", "LEG", "JUD", "MIL", "SPY", "COP", "PTY"})
_ARMED = frozenset({"REB", "PRM", "CRM", "UAF"})
_INSTITUTIONS = frozenset({"MIL", "COP", "SPY", "PTY", "AGR"})
_OCCUPATIONS = frozenset({"BUS", "LAB", "MED", "EDU", "GOV"})


@dataclass(frozen=True, slots=True)
class _Find:
    """``words[first:end]`` is a name (``named``) or a noun, and tells ``known``."""

    first: int
    end: int
    part: int
    known: Coded
    named: bool

    @property
    def sectors(self) -> Sectors:
        return self.known.sectors


@dataclass(frozen=True)
class Coder:
    """Codes mentions by a register, whose names it knows in any case of their letters."""

    register: Register
    _folded: Mapping[str, Form] = field(init=False, repr=False, compare=False)
    _alone: Mapping[str, Form] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for name, forms in (("_folded", self.register.forms), ("_alone", self.register.lone)):
            index: dict[str, Form] = {}
            for form, held in forms.items():
                index.setdefault(key(form), held)
            object.__setattr__(self, name, index)

    def code(self, mention: str, *, context: str = "", on: str | None = None) -> Coded:
        """Who is meant, as far as the register and the tables tell; what they do not tell is None.

        ``context`` tells the country where the mention does not, if it names one only; offices are those held on the
        EDTF day, month or year ``on``. Of two agents of one name neither is taken, unless the country tells which.
        """
        words = words_of(mention)
        finds = tuple(self._finds(words, on))
        named = [find for find in finds if find.named]
        country = named[0].known.country if named else self._only_country(context)
        shared = self._shared(words, country)
        if shared is not None:
            return shared
        if named and named[0].end - named[0].first == len(words):
            return named[0].known
        sectors = _sectors(words, finds)
        heads = [f for f in named if f.known.kind is not AgentKind.STATE and _is_head(f, finds)]
        if heads:
            head = next((f for f in heads if f.known.kind is AgentKind.PERSON), heads[0])
            return replace(head.known, country=country, sectors=sectors)
        return Coded(None, None, country, sectors)

    def _finds(self, words: tuple[Word, ...], on: str | None) -> Iterator[_Find]:
        """The names and nouns of the mention, none over another, in order."""
        at = 0
        while at < len(words):
            find = next(self._at(words, at, on), None)
            if find is not None:
                yield find
            at = find.end if find else at + 1

    def _at(self, words: tuple[Word, ...], at: int, on: str | None) -> Iterator[_Find]:
        for end in range(min(len(words), at + _LONGEST), at, -1):
            known = self._name(words, at, end, on) if words[at].capital else None
            if known is not None and not _tells_of_others(words, end):
                yield _Find(at, end, words[at].part, known, named=True)
            sectors = knowledge.noun_sectors(join_keys(words[at:end]))
            if sectors is not None:
                yield _Find(at, end, words[at].part, Coded(sectors=sectors), named=False)

    def _name(self, words: tuple[Word, ...], at: int, end: int, on: str | None) -> Coded | None:
        """What the words name: an agent of the register, a person, an organisation, a place, in this order."""
        form, whole = join_keys(words[at:end]), end - at == len(words)
        text = " ".join(word.text for word in words[at:end])
        held = self._held(text, form, whole)
        if form in knowledge.partly_recognised():
            name, country = knowledge.partly_recognised()[form]
            wikidata = self.register.agents[held.agent].wikidata if held else None
            return Coded(name, AgentKind.STATE, country, ("PRE",), wikidata)
        if held is not None and not (knowledge.noun_sectors(form) and not whole):
            known = code_agent(self.register.agents[held.agent], self.register)
            return replace(known, sectors=("GOV",)) if whole and held.sense is Sense.CAPITAL else known
        person = career(form, self.register, on) if _may_be_a_person(words, at, end) else None
        return person or self._of_tables(words, at, end, form, whole)

    def _held(self, text: str, form: str, whole: bool) -> Form | None:
        """The form of the register: letter for letter, else in any case where it is too long for another word."""
        held = self.register.find(text) or (self.register.lone.get(text) if whole else None)
        if held is None and (len(form) >= _SHORTEST_FOLDED or " " in form):
            held = self._folded.get(form) or (self._alone.get(form) if whole else None)
        return held

    def _of_tables(self, words: tuple[Word, ...], at: int, end: int, form: str, whole: bool) -> Coded | None:
        group = knowledge.groups().get(form) if whole or end - at > 1 else None
        if group is not None:
            return Coded(None, AgentKind.ORGANISATION, *group)
        code = knowledge.places().get(form)
        if code is None or (end - at == 1 and _is_half_a_name(words, at)):
            return None
        return Coded(None, AgentKind.STATE, code, ("CVL",) if whole else ())

    def _only_country(self, context: str) -> str | None:
        """The one country that a context names."""
        codes = {find.known.country for find in self._finds(words_of(context), None) if find.named}
        return codes.pop() if len(codes) == 1 else None

    def _shared(self, words: tuple[Word, ...], country: str | None) -> Coded | None:
        """The agent meant by a name that several have, where only one of them is of the country."""
        names = self.register.shared.get(" ".join(word.text for word in words), ())
        coded = [code_agent(self.register.agents[name], self.register) for name in names]
        fitting = [known for known in coded if known.country == country]
        return fitting[0] if len(fitting) == 1 else None


def _tells_of_others(words: Sequence[Word], end: int) -> bool:
    return end < len(words) and words[end].after_hyphen and words[end].key in knowledge.word_list("of_others")


def _may_be_a_person(words: Sequence[Word], at: int, end: int) -> bool:
    """Is it a whole name: not the beginning of a longer one, and a surname alone only behind a title?"""
    if end - at == 1:
        return end == len(words) == 1 or (at > 0 and bool(knowledge.noun_sectors(words[at - 1].key)))
    return end - at > 2 or not _goes_on(words, end, words[at].part)


def _goes_on(words: Sequence[Word], at: int, part: int) -> bool:
    """Does a capitalised word stand there that begins no noun, and so goes on with a name?"""
    if not 0 <= at < len(words) or not words[at].capital or words[at].part != part:
        return False
    ends = range(at + 1, min(len(words), at + _LONGEST_NOUN) + 1)
    return words[at].key not in knowledge.word_list("former") and all(
        knowledge.noun_sectors(join_keys(tuple(words[at:end]))) is None for end in ends
    )


def _is_half_a_name(words: Sequence[Word], at: int) -> bool:
    """Is the word within a person's name: "Austin" in "Lloyd Austin"?"""
    return any(_goes_on(words, beside, words[at].part) for beside in (at - 1, at + 1))


def _is_head(find: _Find, finds: Sequence[_Find]) -> bool:
    """Does the name stand for the whole: with titles before it, or with what it is behind a comma?"""
    return all(other.first < find.first or other.part > find.part for other in finds if other is not find)


def _sectors(words: Sequence[Word], finds: Sequence[_Find]) -> Sectors:
    """The sectors of the head: of the first part of the phrase that has any."""
    telling = [find for find in finds if find.sectors]
    if not telling:
        return ()
    first = [find for find in telling if find.part == telling[0].part]
    head = first[-1]
    for other in reversed(first[:-1]):
        if _prevails(other, head):
            head = other
    before = {word.key for word in words[: head.end] if word.part == head.part}
    if set(head.sectors) & _OFFICES and before & knowledge.word_list("former"):
        return ("ELI",)
    return head.sectors


def _prevails(before: _Find, head: _Find) -> bool:
    """Does what stands before the last noun tell more: an army's accountant is of the army, a rebel general a rebel?"""
    one, other = set(before.sectors), set(head.sectors)
    if one > other:
        return True
    if one & _ARMED:
        return bool(other & {"MIL", "UAF", "GOV", "LEG", "BUS"})
    return bool(one & _INSTITUTIONS) and other <= _OCCUPATIONS and not head.named
