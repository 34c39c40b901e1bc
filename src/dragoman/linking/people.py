"""Persons and organisations that only the document names: full names first, then their short forms.

What a name is gets decided over the whole document: titles, first names, appositions and the labels of the
entity recogniser vote, so that one wrong label of a bare surname does no harm.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from dragoman.linking.folding import fold
from dragoman.linking.lexicon import Lexicon
from dragoman.linking.names import Name
from dragoman.linking.register import Sense
from dragoman.linking.texts import noun, plural

_ACRONYM = re.compile(r"[A-Z][A-Za-z&-]{0,6}[A-Z]\Z")
_LONGEST_NAME = 6
_HYPHENS = frozenset("-–")
_WHOLE = 1000
"""What a whole name weighs more than a part of one."""
_KNOWN = 3
_SURE = 2
"""Votes that make a name a person's."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of capitalised words that no register knows: its titles, then ``doc[first:end]``, the name."""

    doc: Doc
    first: int
    end: int
    titles: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The name, in words as white space parts them."""
        return tuple(self.doc[self.first : self.end].text.split())

    @property
    def name(self) -> str:
        """The name with single spaces."""
        return " ".join(self.words)


@dataclass(frozen=True)
class Cast:
    """Who is named in a document beside the register: for each run its person or organisation.

    ``people`` and ``organisations`` map a folded form to canonical names, most mentioned first.
    """

    people: Mapping[str, tuple[str, ...]]
    organisations: Mapping[str, str]
    runs: tuple[Run, ...]

    def person(self, form: str) -> str | None:
        """The one person, or the most mentioned, whose name or whose part of a name the form is."""
        found = self.people.get(fold(form))
        return found[0] if found else None

    def organisation(self, form: str) -> str | None:
        """The organisation of that name, short name or set of initials."""
        return self.organisations.get(fold(form))

    def organisation_beginning(self, word: str) -> str | None:
        """The one organisation of several words that begins with the word: "Labour" in "Labour Front"."""
        return _beginning(word, self.organisations.values())


def find_cast(
    docs: Sequence[tuple[Doc, tuple[Name, ...]]],
    lexicon: Lexicon,
    is_person: Callable[[str], bool] = lambda name: False,
) -> Cast:
    """The people and organisations of one document, given what the register knows in each passage.

    ``is_person`` says of a full name whether it is known for a person's.
    """
    runs = _without_openers([run for doc, names in docs for run in _runs(doc, names, lexicon)], lexicon)
    votes: Counter[str] = Counter()
    for run in runs:
        votes[fold(run.name)] += _vote(run, lexicon) + (_KNOWN if is_person(run.name) else 0)
    people = _people([r for r in runs if votes[fold(r.name)] >= _SURE])
    organisations = _organisations(
        [r for r in runs if votes[fold(r.name)] < _SURE and fold(r.name) not in people], lexicon
    )
    taken: dict[int, set[int]] = {id(doc): {i for n in names for i in range(n.first, n.end)} for doc, names in docs}
    for run in runs:
        taken[id(run.doc)] |= set(range(run.first, run.end))
    bare = [run for doc, _ in docs for run in _bare_surnames(doc, taken[id(doc)], people)]
    return Cast(people, organisations, (*runs, *bare))


def _without_openers(runs: Sequence[Run], lexicon: Lexicon) -> list[Run]:
    """The runs, less a common word that only begins the sentence ("Brewer Halden Group", where "Halden" is met too)."""
    openings = {fold(run.words[0]) for run in runs}
    return [replace(run, first=run.first + 1) if _has_opener(run, openings, lexicon) else run for run in runs]


def _has_opener(run: Run, openings: set[str], lexicon: Lexicon) -> bool:
    words, first = run.words, run.doc[run.first]
    if first.text != words[0] or not first.is_sent_start or words[0] in lexicon.genders or len(words) < 2:
        return False
    if first.pos_ == "ADV" or (len(words) == 2 and words[0].endswith("ly")):
        return True
    return len(words) > 2 and words[-1] in lexicon.words["organisation_nouns"] and fold(words[1]) in openings


def _bare_surnames(doc: Doc, taken: set[int], people: Mapping[str, tuple[str, ...]]) -> Iterator[Run]:
    """Surnames of known people that the tagger took for something else ("Price" for a noun)."""
    for token in doc:
        if token.i not in taken and token.text[0].isupper() and token.pos_ in {"NOUN", "PROPN", "ADJ", "VERB", "X"}:
            stop = _hyphenated_end(doc, token.i, taken)
            if fold(doc[token.i : stop].text) in people:
                yield Run(doc, token.i, stop, ())


def _runs(doc: Doc, names: tuple[Name, ...], lexicon: Lexicon) -> Iterator[Run]:
    taken = {i for name in names for i in range(name.first, name.end)}
    adjectives = {name.end: name.first for name in names if name.form and name.form.sense is Sense.ADJECTIVE}
    at = 0
    while at < len(doc):
        end = _run_end(doc, at, taken, lexicon)
        if end > at:
            run = _strip_titles(doc, at, end, lexicon)
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
    while end - at < 2 * _LONGEST_NAME and end < len(doc) and end not in taken:
        stop = _hyphenated_end(doc, end, taken)
        if _is_name_word(doc[end], lexicon.genders) or (stop > end + 1 and _opens_with_particle(doc, end, lexicon)):
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


def _is_name_word(token: Token, genders: Mapping[str, str]) -> bool:
    named = token.pos_ == "PROPN" or (token.ent_type_ == "PERSON" and token.pos_ != "ADV")
    return named and token.text[0].isupper() and (token.ent_type_ not in {"DATE", "TIME"} or token.text in genders)


def _hyphenated_end(doc: Doc, at: int, taken: set[int]) -> int:
    """The end of the tokens that hyphens join to the one at ``at``: "Ki-moon" is one word."""
    end = at + 1
    while end + 1 < len(doc) and doc[end].text in _HYPHENS and end + 1 not in taken:
        if doc[end - 1].whitespace_ or doc[end].whitespace_ or not doc[end + 1].text[0].isalpha():
            break
        end += 2
    return end


def _opens_with_particle(doc: Doc, at: int, lexicon: Lexicon) -> bool:
    """Is it the beginning of "al-Maliki"?"""
    return doc[at].lower_ in lexicon.words["article_particles"] and doc[at + 2].text[0].isupper()


def _joins(doc: Doc, at: int, taken: set[int], lexicon: Lexicon) -> bool:
    """Does the token lie within a name: a particle, or an "of" inside an organisation's name?"""
    if at + 1 >= len(doc) or at + 1 in taken:
        return False
    token, after = doc[at], doc[at + 1]
    if _ends_plural_owner(doc, at, lexicon):
        return after.text in lexicon.words["organisation_nouns"]
    if token.lower_ in lexicon.words["particles"]:
        return _is_name_word(after, lexicon.genders) or after.lower_ in lexicon.words["particles"]
    in_entity = token.ent_type_ == "ORG" and token.ent_iob_ == "I" and after.ent_type_ == "ORG"
    return in_entity and token.lower_ in lexicon.words["inner"]


def _ends_plural_owner(doc: Doc, at: int, lexicon: Lexicon) -> bool:
    """Is it the apostrophe of "Farmers' Party", or the "'s" of "People's Party"?"""
    if doc[at].tag_ != "POS" or at == 0:
        return False
    owner = doc[at - 1].lower_
    return owner in lexicon.words["plural_owners"] or (owner.endswith("s") and doc[at].text in {"'", "’"})


def _strip_titles(doc: Doc, first: int, end: int, lexicon: Lexicon) -> Run | None:
    """The run without the titles before the name; None where it is titles only."""
    titles = [i for i in range(first, end) if doc[i].lower_ in lexicon.words["honorifics"]]
    if len(titles) > 0 and titles[-1] == end - 1 and _is_surname(doc, end - 1, titles):
        titles.pop()
    if titles and titles[-1] == end - 1:
        return None
    start = titles[-1] + 1 if titles else first
    start = max(_entity_start(doc, start, end), _first_name_start(doc, start, end, lexicon))
    named = end - start > 1 and doc[end - 1].text in lexicon.words["ends_of_names"]
    if not named and all(_is_common_noun(token, lexicon) for token in doc[start:end]):
        return None
    return Run(doc, start, end, tuple(doc[i].lower_ for i in range(first, start)))


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


def _vote(run: Run, lexicon: Lexicon) -> int:
    """How much this place speaks for a person."""
    words, doc = run.words, run.doc
    before = doc[run.first - 1] if run.first else None
    vote = 0
    if words[-1] in lexicon.words["organisation_nouns"] or len(words) > _LONGEST_NAME or "of" in words:
        return -5
    if run.titles:
        vote += 3 if run.titles[-1] in lexicon.words["honorifics"] else 0
    elif before is not None and before.lower_ in lexicon.words["roles"] and before.pos_ in {"NOUN", "PROPN"}:
        vote += 3
    elif before is not None and before.lower_ == "the":
        vote -= 2
    if _follows_body(run, lexicon):
        return -5
    if len(words) > 1 and lexicon.genders.get(words[0]):
        vote += 3
    labels = Counter(token.ent_type_ for token in doc[run.first : run.end])
    label = labels.most_common(1)[0][0]
    vote += {"PERSON": 2, "ORG": -1, "GPE": -1, "LOC": -2, "FAC": -2, "NORP": -1, "DATE": -3}.get(label, 0)
    if any(_speaks(token, lexicon) for token in doc[run.first : run.end]):
        vote += 1
    return vote + (1 if _apposed_role(run, lexicon) else 0) * 2


def _follows_body(run: Run, lexicon: Lexicon) -> bool:
    """Does a noun for a body stand before the name, or before the one it is joined to: "the carmakers A and B"?"""
    root: Token = run.doc[run.first : run.end].root
    first = run.first
    if root.dep_ == "conj" and root.head.i < first:
        first = root.head.left_edge.i if root.head.pos_ == "PROPN" else root.head.i + 1
        first = next((t.i for t in run.doc[first : root.head.i + 1] if t.pos_ == "PROPN"), first)
    before = run.doc[first - 1] if first else None
    return before is not None and before.pos_ == "NOUN" and noun(before) in lexicon.words["collectives"]


def _speaks(token: Token, lexicon: Lexicon) -> bool:
    return token.dep_ == "nsubj" and token.head.lemma_ in lexicon.words["saying"]


def _apposed_role(run: Run, lexicon: Lexicon) -> bool:
    """Is a role or office set beside the name: "Ana Berg, the envoy"?"""
    root: Token = run.doc[run.first : run.end].root
    beside = [child for child in root.children if child.dep_ == "appos"]
    if root.dep_ == "appos":
        beside.append(root.head)
    return any(token.lemma_.lower() in lexicon.words["roles"] for token in beside)


def _people(runs: list[Run]) -> dict[str, tuple[str, ...]]:
    """Folded forms to canonical names: whole names, their ends, and first names that only one person has."""
    counts = Counter(run.name for run in runs)
    canonical = _merge_spellings(counts)
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    firsts: dict[str, set[str]] = defaultdict(set)
    for name, whole in canonical.items():
        words = fold(name).split()
        forms[fold(name)][whole] += counts[name] + _WHOLE
        for start in range(1, len(words)):
            forms[" ".join(words[start:])][whole] += counts[name]
        firsts[words[0]].add(whole)
    singles = [fold(name) for name in counts if len(fold(name).split()) == 1]
    for first, whole_names in firsts.items():
        if len(whole_names) == 1 and (first not in forms or first in singles):
            forms.setdefault(first, Counter(whole_names))
    return {form: tuple(name for name, _ in found.most_common()) for form, found in forms.items()}


def _merge_spellings(counts: Counter[str]) -> dict[str, str]:
    """Each name to the fullest name of the same person: a surname to the full name, "G. Berg" to "G. W. Berg"."""
    canonical: dict[str, str] = {}
    by_last: dict[str, list[str]] = defaultdict(list)
    by_first: dict[str, list[str]] = defaultdict(list)
    for name in sorted(counts, key=lambda n: (-len(fold(n).split()), -counts[n], n)):
        words = fold(name).split()
        whole = next((other for other in by_last[words[-1]] if _same_person(other, name)), None)
        if whole is None and len(words) == 1 and len(by_first[words[0]]) == 1:
            whole = by_first[words[0]][0]
        canonical[name] = whole or name
        if whole is None:
            by_last[words[-1]].append(name)
            by_first[words[0]].append(name)
    return canonical


def _same_person(full: str, name: str) -> bool:
    """Is the name an end of the full one, or the full one without a middle name or in another spelling?"""
    whole, part = fold(full).split(), fold(name).split()
    if whole[-len(part) :] == part:
        return True
    alike = whole[0] == part[0] or (len(whole[0]) > 3 and whole[0][:4] == part[0][:4])
    return len(part) > 1 and whole[-1] == part[-1] and alike


def _organisations(runs: list[Run], lexicon: Lexicon) -> dict[str, str]:
    """Folded forms to canonical names: whole names, and initials that the text uses for them."""
    names: dict[str, str] = {}
    for run in runs:
        if _is_organisation(run, lexicon):
            names.setdefault(fold(run.name), run.name)
    for run in runs:
        whole = _beginning(run.name, names.values()) if len(run.words) == 1 else None
        if whole is not None:
            names[fold(run.name)] = whole
    initials = {_initials(name): name for name in reversed(names.values())}
    for run in runs:
        if _ACRONYM.match(run.name):
            meant = _in_brackets(run, lexicon) or initials.get(run.name)
            if meant is not None and meant != run.name:
                names[fold(run.name)] = meant
    return names


def _beginning(word: str, names: Iterable[str]) -> str | None:
    """The one name of several words that begins with the word, or with its singular ("Greens": "Green Alliance")."""
    stem = fold(word).removesuffix("s")
    found = {name for name in names if " " in name and fold(name).split()[0].removesuffix("s") == stem}
    return next(iter(found)) if len(found) == 1 and stem else None


def _is_organisation(run: Run, lexicon: Lexicon) -> bool:
    labels = {token.ent_type_ for token in run.doc[run.first : run.end]}
    if labels & {"ORG", "NORP"} or run.words[-1] in lexicon.words["organisation_nouns"] or _follows_body(run, lexicon):
        return True
    return len(run.words) > 1 and labels <= {"", "PERSON"}


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _in_brackets(run: Run, lexicon: Lexicon) -> str | None:
    """The name that initials in brackets stand for: "British Widget Board (BWB)"."""
    if run.first < 2 or run.doc[run.first - 1].text != "(":
        return None
    words: list[Token] = []
    for token in reversed(run.doc[max(0, run.first - 1 - 2 * _LONGEST_NAME) : run.first - 1]):
        if not (token.text[0].isupper() or token.lower_ in lexicon.words["inner"] or token.text in _HYPHENS):
            break
        words.insert(0, token)
    while words and not words[0].text[0].isupper():
        words.pop(0)
    if len(words) < 2:
        return None
    span: Span = run.doc[words[0].i : words[-1].i + 1]
    return " ".join(span.text.split()) if _initials(span.text)[:1] == run.name[:1] else None
