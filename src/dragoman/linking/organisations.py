"""Organisations that only the document names: by the recogniser, by what is said beside the name, by their initials."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from spacy.tokens import Span, Token

from dragoman.linking.folding import fold
from dragoman.linking.lexicon import Lexicon
from dragoman.linking.runs import HYPHENS, LONGEST_NAME, Run
from dragoman.linking.texts import clause_verb, is_subject, noun, plural

_ACRONYM = re.compile(r"[A-Z][A-Za-z&-]{0,6}[A-Z]\Z")
_LONGEST_OFFICE = 3
"""Tokens of an office that is looked for behind a name."""
_MAY_ACT = frozenset({"", "GPE", "PRODUCT", "WORK_OF_ART", "LAW", "FAC", "LOC"})
"""Labels of the entity recogniser that an organisation may wear by mistake."""


def find_organisations(runs: Sequence[Run], lexicon: Lexicon) -> dict[str, str]:
    """Folded forms to canonical names: whole names, their short forms, and initials that the text uses for them."""
    called = {fold(run.name) for run in runs if is_called_body(run, lexicon) or _acts(run, lexicon)}
    names: dict[str, str] = {}
    for run in runs:
        if fold(run.name) in called or _is_organisation(run, lexicon):
            names.setdefault(fold(run.name), run.name)
    names |= {form: names[f"{form}s"] for form in names if f"{form}s" in names}  # Social Democrat, of Social Democrats
    for run in runs:
        may_be_short = len(run.words) == 1 or run.words[0] not in lexicon.genders
        whole = short_of(run.name, names.values()) if may_be_short else None
        if whole is not None:
            names[fold(run.name)] = whole
    initials = {_initials(name): name for name in reversed(names.values())}
    for run in runs:
        if _ACRONYM.match(run.name):
            meant = _in_brackets(run, lexicon) or initials.get(run.name)
            if meant is not None and meant != run.name:
                names[fold(run.name)] = meant
    return names


def beginning(word: str, names: Iterable[str]) -> str | None:
    """The one name of several words that begins with the word, or with its singular ("Greens": "Green Alliance")."""
    stem = fold(word).removesuffix("s")
    found = {name for name in names if " " in name and fold(name).split()[0].removesuffix("s") == stem}
    return next(iter(found)) if len(found) == 1 and stem else None


def short_of(word: str, names: Collection[str]) -> str | None:
    """The one name of several words that begins with these, else that ends with the one word ("Milford" FC)."""
    if " " in word:
        longer = {name for name in names if fold(name).startswith(f"{fold(word)} ")}
        return next(iter(longer)) if len(longer) == 1 else None
    ending = {name for name in names if " " in name and fold(word) in {head_of(name), fold(name).split()[-1]}}
    return beginning(word, names) or (next(iter(ending)) if len(ending) == 1 else None)


def head_of(name: str) -> str:
    """The noun that the name of an organisation says it is: "union" of "Central Union of Miners"."""
    return fold(name).partition(" of ")[0].rpartition(" ")[2]


def _is_organisation(run: Run, lexicon: Lexicon) -> bool:
    labels = {token.ent_type_ for token in run.doc[run.first : run.end]}
    if labels & {"ORG", "NORP"} or run.words[-1] in lexicon.words["organisation_nouns"]:
        return True
    if "&" in run.words:
        return True
    if len(run.words) > 1 and (_is_club(run, lexicon) or fold(run.words[-1]) in lexicon.told_by["company"]):
        return True
    return len(run.words) > 1 and labels <= {"", "PERSON"}


def _is_club(run: Run, lexicon: Lexicon) -> bool:
    return any(fold(word) in lexicon.told_by["club"] for word in (run.words[0], run.words[-1]))


def is_called_body(run: Run, lexicon: Lexicon) -> bool:
    """Is what stands beside the name said of bodies alone: "carmakers A and B", "A, the carrier", "A's chairman"?"""
    return _follows_body(run, lexicon) or _apposed_body(run, lexicon) or _has_officer(run, lexicon)


def _follows_body(run: Run, lexicon: Lexicon) -> bool:
    """Does a noun for a body stand before the name, or before the one it is joined to: "the carmakers A and B"?"""
    root: Token = run.doc[run.first : run.end].root
    first = run.first
    if root.dep_ == "conj" and root.head.i < first:
        first = root.head.left_edge.i if root.head.pos_ == "PROPN" else root.head.i + 1
        first = next((t.i for t in run.doc[first : root.head.i + 1] if t.pos_ == "PROPN"), first)
    before = run.doc[first - 1] if first else None
    bodies = lexicon.words["collectives"] | lexicon.words["before_names"]
    return before is not None and before.pos_ == "NOUN" and noun(before) in bodies


def _apposed_body(run: Run, lexicon: Lexicon) -> bool:
    """Is a noun for a body set beside the name: "A, the carrier", "the carrier, A"?"""
    root: Token = run.doc[run.first : run.end].root
    beside = [child for child in root.children if child.dep_ == "appos"]
    if root.dep_ == "appos":
        beside.append(root.head)
    return any(t.pos_ == "NOUN" and noun(t) in lexicon.words["collectives"] and not plural(t) for t in beside)


def _has_officer(run: Run, lexicon: Lexicon) -> bool:
    """Does the name stand before somebody or something that only bodies have: "A's chairman", "A chief executive B"?"""
    owns = run.end < len(run.doc) and run.doc[run.end].tag_ == "POS"
    officers = lexicon.words["officers_owned"] | (frozenset() if owns else lexicon.words["officers"])
    first = run.end + owns
    after = [token.lower_ for token in run.doc[first : first + _LONGEST_OFFICE + 1]]
    lengths = range(1, min(len(after), _LONGEST_OFFICE) + 1)
    return any(" ".join(after[:n]) in officers and after[n : n + 1] != ["of"] for n in lengths)


def _acts(run: Run, lexicon: Lexicon) -> bool:
    """Does the name act, and is it taken up by "it": "Massif said it would sell"? Several words need not be."""
    root: Token = run.doc[run.first : run.end].root
    verb = clause_verb(root)
    if root.ent_type_ not in _MAY_ACT or not is_subject(root):
        return False
    if len(run.words) > 1:
        return verb.lemma_ in lexicon.words["saying"] | lexicon.words["acting"]
    below = [lexicon.pronouns.get(token.lower_) for token in run.doc[run.end : verb.right_edge.i + 1]]
    return next((sort for sort in below if sort), None) == "it"


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _in_brackets(run: Run, lexicon: Lexicon) -> str | None:
    """The name that initials in brackets stand for: "British Widget Board (BWB)"."""
    if run.first < 2 or run.doc[run.first - 1].text != "(":
        return None
    words: list[Token] = []
    for token in reversed(run.doc[max(0, run.first - 1 - 2 * LONGEST_NAME) : run.first - 1]):
        if not (token.text[0].isupper() or token.lower_ in lexicon.words["inner"] or token.text in HYPHENS):
            break
        words.insert(0, token)
    while words and not words[0].text[0].isupper():
        words.pop(0)
    if len(words) < 2:
        return None
    span: Span = run.doc[words[0].i : words[-1].i + 1]
    return " ".join(span.text.split()) if _initials(span.text)[:1] == run.name[:1] else None
