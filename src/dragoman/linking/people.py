"""Persons and organisations that only the document names: full names first, then their short forms.

What a name is gets decided over the whole document: titles, first names, appositions and the labels of the
entity recogniser vote, so that one wrong label of a bare surname does no harm.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dragoman.linking.folding import fold
from dragoman.linking.lexicon import Lexicon
from dragoman.linking.names import Name
from dragoman.linking.organisations import beginning, find_organisations, head_of, is_called_body, short_of
from dragoman.linking.runs import LONGEST_NAME, Run, find_runs, hyphenated_end, without_joins, without_openers

_WHOLE = 1000
"""What a whole name weighs more than a part of one."""
_KNOWN = 3
_SURE = 2
"""Votes that make a name a person's."""
_LABELS = {"PERSON": 2, "ORG": -1, "GPE": -1, "LOC": -2, "FAC": -2, "NORP": -1, "DATE": -3}
"""Votes of the entity recogniser's labels."""
_MISTAKEN = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "X"})
"""Parts of speech for which the tagger takes a name."""
_NO_PLACES = {**_LABELS, "GPE": 0}


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
        """The organisation of that name, its singular ("Green" leader), its short name or set of initials."""
        return self.organisations.get(fold(form)) or self.organisations.get(fold(f"{form}s"))

    def organisation_beginning(self, word: str) -> str | None:
        """The one organisation of several words that begins with the word: "Labour" in "Labour Front"."""
        return beginning(word, self.organisations.values())


def find_cast(
    docs: Sequence[tuple[Doc, tuple[Name, ...]]],
    lexicon: Lexicon,
    is_person: Callable[[str], bool] = lambda name: False,
) -> Cast:
    """The people and organisations of one document, given what the register knows in each passage.

    ``is_person`` says of a full name whether it is known for a person's.
    """
    found = [run for doc, names in docs for run in find_runs(doc, names, lexicon)]
    runs = without_joins(without_openers(found, lexicon))
    taken = {id(doc): {i for name in names for i in range(name.first, name.end)} for doc, names in docs}
    for run in runs:
        taken[id(run.doc)] |= set(range(run.first, run.end))
    spare = [run for doc, _ in docs for run in _spare(doc, taken[id(doc)])]
    names_met, endings = ({fold(run.name) for run in runs}, {head_of(run.name) for run in runs})
    runs += [run for run in spare if _is_mistagged_body(run, names_met, endings, lexicon)]
    votes = _count_votes(runs, lexicon, is_person)
    whole = find_organisations([r for r in runs if len(r.words) > 1 and votes[fold(r.name)] < _SURE], lexicon)
    people = _people([r for r in runs if votes[fold(r.name)] >= _SURE])
    people = {form: found for form, found in people.items() if not _is_short_name(form, found, whole)}
    organisations = find_organisations([r for r in runs if fold(r.name) not in people], lexicon)
    bare = [run for run in spare if fold(run.name) in people]
    return Cast(people, organisations, (*runs, *bare))


def _count_votes(runs: Sequence[Run], lexicon: Lexicon, is_person: Callable[[str], bool]) -> Counter[str]:
    """How much speaks for a person, by the folded name; the label of a place says nothing against a titled name."""
    votes: Counter[str] = Counter()
    titled = {fold(run.name) for run in runs if _has_title(run, lexicon)}
    for run in runs:
        name = fold(run.name)
        votes[name] += _vote(run, lexicon, _NO_PLACES if name in titled else _LABELS)
        votes[name] += _KNOWN if is_person(run.name) else 0
    return votes


def _is_short_name(form: str, found: tuple[str, ...], organisations: Mapping[str, str]) -> bool:
    """Is the one word, which nobody bears in full, the short name of an organisation named in full?"""
    return found == (found[0],) and fold(found[0]) == form and short_of(form, organisations.values()) is not None


def _spare(doc: Doc, taken: set[int]) -> Iterator[Run]:
    """Words with a capital outside what is taken: the tagger takes names for something else ("Price" for a noun)."""
    for at, word in enumerate(token.text for token in doc):
        if word[0].isupper() and at not in taken and doc[at].pos_ in _MISTAKEN:
            yield Run(doc, at, hyphenated_end(doc, at, taken), ())


def _is_mistagged_body(run: Run, names: Set[str], endings: Set[str], lexicon: Lexicon) -> bool:
    """Is it a name met elsewhere, its ending or singular, before somebody who acts for it: "Green leader"?"""
    form = fold(run.name)
    follows = run.doc[run.end].lower_ if run.end < len(run.doc) else ""
    if form in names and follows in lexicon.words["roles"]:
        return True
    return not {form, f"{form}s"}.isdisjoint(names | endings) and is_called_body(run, lexicon)


def _vote(run: Run, lexicon: Lexicon, of_labels: Mapping[str, int]) -> int:
    """How much this place speaks for a person, given what the recogniser's labels count for."""
    words, doc = run.words, run.doc
    before = doc[run.first - 1] if run.first else None
    vote = 0
    if len(words) > LONGEST_NAME or "of" in words or _is_built_as_body(words, lexicon):
        return -5
    if run.titles:
        vote += 3 if _has_title(run, lexicon) else 0
    elif before is not None and before.lower_ in lexicon.words["roles"] and before.pos_ in {"NOUN", "PROPN"}:
        vote += 3
    elif before is not None and before.lower_ == "the":
        vote -= 2
    if is_called_body(run, lexicon):
        return -5 if len(words) > 1 else -_WHOLE
    if len(words) > 1 and lexicon.genders.get(words[0]):
        vote += 3
    labels = Counter(token.ent_type_ for token in doc[run.first : run.end])
    label = labels.most_common(1)[0][0]
    vote += of_labels.get(label, 0)
    if any(_speaks(token, lexicon) for token in doc[run.first : run.end]):
        vote += 1
    return vote + (1 if _apposed_role(run, lexicon) else 0) * 2


def _is_built_as_body(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Does the last word or an ampersand tell an organisation: "Holm Shipping", "Dockers' Union", "Holm & Vik"?"""
    company = len(words) > 1 and (fold(words[-1]) in lexicon.told_by["company"] or "&" in words)
    return company or words[-1] in lexicon.words["organisation_nouns"]


def _has_title(run: Run, lexicon: Lexicon) -> bool:
    return bool(run.titles) and run.titles[-1] in lexicon.words["honorifics"] | lexicon.words["roles"]


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
