"""Runs of capitalised words that no register knows: where a name begins and ends, and the titles before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product, takewhile

from spacy.tokens import Doc, Token

from dragoman.linking.folding import fold
from dragoman.linking.lexicon import Lexicon
from dragoman.linking.names import Name
from dragoman.linking.register import Sense
from dragoman.linking.texts import noun, plural

LONGEST_NAME = 6
HYPHENS = frozenset("-–")
_MISTAKEN = frozenset({"ADJ", "NOUN"})
"""Parts of speech for which the tagger takes the name of an organisation."""
_OFFICE_BEFORE, _LONGEST_FIELD = 4, 2
"""Tokens of an office before what it is for, and of that: "Secretary of" "State", "Minister of" "Foreign Affairs"."""
_OWNED = 4
"""Tokens of what an owner's name is joined to, the apostrophe among them."""


@dataclass(frozen=True)
class Run:
    """A run of capitalised words that no register knows: its titles, then ``doc[first:end]``, the name."""

    doc: Doc
    first: int
    end: int
    titles: tuple[str, ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The name, in words as white space parts them."""
        return tuple(self.doc[self.first : self.end].text.split())

    @cached_property
    def name(self) -> str:
        """The name with single spaces."""
        return " ".join(self.words)


def without_openers(runs: Sequence[Run], lexicon: Lexicon) -> list[Run]:
    """The runs, less a common word that only begins the sentence ("Brewer Halden Group", where "Halden" is met too)."""
    openings = {fold(run.words[0]) for run in runs}
    return [replace(run, first=run.first + 1) if _has_opener(run, openings, lexicon) else run for run in runs]


def without_joins(runs: Sequence[Run]) -> list[Run]:
    """The runs, each that joins two names met apart as two: "Novalis and Hemera Pharma"."""
    openings = {fold(run.words[0]) for run in runs if "and" not in run.words}
    return [part for run in runs for part in _parts(run, openings)]


def _parts(run: Run, openings: set[str]) -> Iterator[Run]:
    joint = next((token.i for token in run.doc[run.first : run.end] if token.text == "and"), None)
    if joint is None or not {fold(run.doc[i].text) for i in (run.first, joint + 1)} <= openings:
        yield run
        return
    yield replace(run, end=joint)
    yield Run(run.doc, joint + 1, run.end, ())


def _has_opener(run: Run, openings: set[str], lexicon: Lexicon) -> bool:
    words, first = run.words, run.doc[run.first]
    if first.text != words[0] or not first.is_sent_start or words[0] in lexicon.genders or len(words) < 2:
        return False
    if first.pos_ == "ADV" or (len(words) == 2 and words[0].endswith("ly")):
        return True
    return len(words) > 2 and words[-1] in lexicon.words["organisation_nouns"] and fold(words[1]) in openings


def find_runs(doc: Doc, names: tuple[Name, ...], lexicon: Lexicon) -> Iterator[Run]:
    """The runs of capitals in a passage, outside the names that the register knows there."""
    taken = {i for name in names for i in range(name.first, name.end)}
    adjectives = {name.end: name.first for name in names if name.form and name.form.sense is Sense.ADJECTIVE}
    at = 0
    while at < len(doc):
        end = _run_end(doc, at, taken, lexicon)
        if end > at:
            run = _strip_office(doc, at, end, lexicon)
            if run is not None:
                yield _with_adjective(run, adjectives, lexicon)
        at = max(end, at + 1)


def _with_adjective(run: Run, adjectives: Mapping[int, int], lexicon: Lexicon) -> Run:
    """The run with the demonym before it, where that belongs to an organisation's name: "British Widget Board"."""
    if run.first in adjectives and run.words[-1] in lexicon.words["organisation_nouns"]:
        return replace(run, first=adjectives[run.first])
    return run


def _run_end(doc: Doc, at: int, taken: set[int], lexicon: Lexicon) -> int:
    """The end of the run of name words that begins at ``at``; ``at`` where none does."""
    end, named = at, False
    while end - at < 2 * LONGEST_NAME and end < len(doc) and end not in taken:
        stop = hyphenated_end(doc, end, taken)
        owned = end > at and doc[end - 1].tag_ == "POS" and doc[end].text in lexicon.words["organisation_nouns"]
        opens = stop > end + 1 and _opens_with_particle(doc, end, lexicon)
        opens = opens or (end == at and _opens_with_owner(doc, at, taken, lexicon))
        if owned or opens or _is_name_word(doc[end], lexicon):
            end, named = stop, True
        elif named and _joins(doc, end, taken, lexicon):
            end += 1
        else:
            break
    while end > at and (
        doc[end - 1].lower_ in lexicon.words["particles"] or doc[end - 1].lower_ in lexicon.words["inner"]
    ):
        end -= 1
    return end


def _is_name_word(token: Token, lexicon: Lexicon) -> bool:
    if (
        token.ent_type_ == "ORG"
        and len(token) > 1
        and (token.text.isupper() or (token.is_title and token.pos_ in _MISTAKEN))
    ):
        return True  # initials, and "Copperline spokesman"
    if _is_first_name(token, lexicon):
        return True
    named = token.pos_ == "PROPN" or (token.ent_type_ == "PERSON" and token.pos_ != "ADV")
    is_time = token.ent_type_ in {"DATE", "TIME"} and token.text not in lexicon.genders
    return named and token.text[0].isupper() and not is_time


def _is_first_name(token: Token, lexicon: Lexicon) -> bool:
    """Is it a first name before another name, though the tagger took it for a word: "League leader Per Lund"?"""
    first_name = token.is_title and token.text in lexicon.genders and not token.is_sent_start
    if not first_name or token.i + 1 >= len(token.doc) or not token.whitespace_:
        return False
    before, after = token.nbor(-1), token.nbor()
    before = before.nbor(-1) if before.text == "," and before.i else before
    titled = not {before.lower_, noun(before)}.isdisjoint(lexicon.words["honorifics"] | lexicon.words["roles"])
    return after.pos_ == "PROPN" and after.text[0].isupper() and (after.ent_type_ == "PERSON" or titled)


def hyphenated_end(doc: Doc, at: int, taken: set[int]) -> int:
    """The end of the tokens that hyphens join to the one at ``at``: "Ki-moon" is one word."""
    end = at + 1
    while end + 1 < len(doc) and doc[end].text in HYPHENS and end + 1 not in taken:
        if doc[end - 1].whitespace_ or doc[end].whitespace_ or not doc[end + 1].text[0].isalpha():
            break
        end += 2
    return end


def _opens_with_particle(doc: Doc, at: int, lexicon: Lexicon) -> bool:
    """Is it the beginning of "al-Maliki"?"""
    return doc[at].lower_ in lexicon.words["article_particles"] and doc[at + 2].text[0].isupper()


def _opens_with_owner(doc: Doc, at: int, taken: set[int], lexicon: Lexicon) -> bool:
    """Is it the beginning of "Students' Union", be it taken for a common noun?"""
    owner = doc[at].is_title and at + 1 < len(doc) and doc[at + 1].tag_ == "POS"
    return owner and _is_plural_owner(doc, at + 1) and _owns_body(doc, at + 1, taken, lexicon)


def _joins(doc: Doc, at: int, taken: set[int], lexicon: Lexicon) -> bool:
    """Does the token lie within a name: a particle, or an "of" inside an organisation's name?"""
    if at + 1 >= len(doc) or at + 1 in taken:
        return False
    token, after = doc[at], doc[at + 1]
    if token.text == "&":
        return after.text[0].isupper()  # Holm & Vik
    if token.tag_ == "POS" and _owns_body(doc, at, taken, lexicon):
        return True
    if token.lower_ in lexicon.words["particles"]:
        return _is_name_word(after, lexicon) or after.lower_ in lexicon.words["particles"]
    if token.lower_ == "of" and doc[at - 1].text in lexicon.words["organisation_nouns"]:
        return after.pos_ == "PROPN" and after.ent_type_ != "PERSON"  # Army of Dawn
    in_entity = token.ent_type_ == "ORG" and token.ent_iob_ == "I" and after.ent_type_ == "ORG"
    return in_entity and token.lower_ in lexicon.words["inner"]


def _owns_body(doc: Doc, at: int, taken: set[int], lexicon: Lexicon) -> bool:
    """Is it the apostrophe of "Farmers' Party", the "'s" of "People's Unity Party" or of "St Olga's Hospital"?"""
    names = [t.text for t in takewhile(lambda t: t.text[0].isupper() and t.i not in taken, doc[at + 1 : at + _OWNED])]
    if not names or at == 0:
        return False
    if doc[at - 1].lower_ in lexicon.words["plural_owners"] or _is_plural_owner(doc, at):
        return any(name in lexicon.words["organisation_nouns"] for name in names)
    saint = at > 1 and doc[at - 2].lower_ in lexicon.words["saints"]
    return saint and names[0] in lexicon.words["institutions"]


def _is_plural_owner(doc: Doc, at: int) -> bool:
    return doc[at - 1].lower_.endswith("s") and doc[at].text in {"'", "’"}


def _strip_office(doc: Doc, first: int, end: int, lexicon: Lexicon) -> Run | None:
    """The run without its titles, nor the end of an office that begins before it: "Secretary of [State Berg]"."""
    opens = first > 1 and doc[first - 1].lower_ in lexicon.words["before_bodies"]
    stops = range(first + 1, min(end, first + _LONGEST_FIELD + 1)) if opens else ()
    for begins, stop in product(range(max(0, first - _OFFICE_BEFORE), first - 1), stops):
        if doc[begins:stop].text.lower() in lexicon.offices:
            run = _strip_titles(doc, stop, end, lexicon)
            return replace(run, titles=(doc[begins].lower_, *run.titles)) if run is not None else None
    return _strip_titles(doc, first, end, lexicon)


def _strip_titles(doc: Doc, first: int, end: int, lexicon: Lexicon) -> Run | None:
    """The run without the titles before the name; None where it is titles only."""
    titles = [i for i in range(first, end) if _is_title(doc[i], lexicon)]
    if titles and end - titles[-1] > 1 and doc[end - 1].text in lexicon.words["organisation_nouns"]:
        titles = []  # the Premier Handball League
    if len(titles) > 0 and titles[-1] == end - 1 and _is_surname(doc, end - 1, titles):
        titles.pop()
    if titles and first < titles[-1] == end - 1 and doc[end - 1].ent_type_ == "NORP":
        titles.pop()  # Social Democrat
    if titles and titles[-1] == end - 1:
        return None
    start = titles[-1] + 1 if titles else first
    start = max(_entity_start(doc, start, end), _first_name_start(doc, start, end, lexicon))
    named = end - start > 1 and doc[end - 1].text in lexicon.words["ends_of_names"]
    if not named and all(_is_common_noun(token, lexicon) for token in doc[start:end]):
        return None
    return Run(doc, start, end, tuple(doc[i].lower_ for i in range(first, start)))


def _is_title(token: Token, lexicon: Lexicon) -> bool:
    """Is it a title, or a role with which the sentence begins: "Midfielder Ivo Santos"?"""
    word = token.lower_
    return word in lexicon.words["honorifics"] or (token.is_sent_start is True and word in lexicon.words["roles"])


def _is_surname(doc: Doc, at: int, titles: list[int]) -> bool:
    """Is the title behind a person's first name his surname ("Amna Sheikh", "Stephen King")?"""
    return at - 1 not in titles and at > 0 and doc[at].ent_type_ == doc[at - 1].ent_type_ == "PERSON"


def _is_common_noun(token: Token, lexicon: Lexicon) -> bool:
    """Is it a noun for persons or bodies with a capital, no name: "the Party", "Hijackers said"?"""
    return token.text.title() in lexicon.words["organisation_nouns"] or (
        plural(token) and noun(token) in lexicon.words["roles"] | lexicon.words["collectives"]
    )


def _first_name_start(doc: Doc, start: int, end: int, lexicon: Lexicon) -> int:
    """Where a first name stands after words that are none ("Foreign Affairs Ana Berg"), the first name."""
    if doc[end - 1].text in lexicon.words["organisation_nouns"]:
        return start
    for index in range(start, end - 1):
        if doc[index].text in lexicon.genders or doc[index].ent_type_ == "PERSON":
            return index if doc[index].text in lexicon.genders else start
    return start


def _entity_start(doc: Doc, start: int, end: int) -> int:
    """Where the entity recogniser sees a person's full name at the end of the run, its beginning."""
    if doc[end - 1].ent_type_ != "PERSON":
        return start
    first = end - 1
    while first > start and doc[first].ent_iob_ == "I":
        first -= 1
    return first if end - first > 1 else start
