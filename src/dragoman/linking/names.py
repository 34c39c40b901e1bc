"""Finds the names of the register, and of bodies of a state, in a parsed passage: longest match, left to right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dragoman.linking.lexicon import Lexicon
from dragoman.linking.register import Form, Register, Sense
from dragoman.linking.words import Words
from dragoman.model import AgentKind

LONGEST = 9
"""Tokens of the longest name looked for."""

_NAMED_BY_WORDS = frozenset({AgentKind.ORGANISATION, AgentKind.OUTLET})
_PLACES = frozenset({"GPE", "LOC", "FAC", "PERSON", "EVENT"})


@dataclass(frozen=True, slots=True)
class Name:
    """``doc[first:end]`` names ``form.agent``; or, where ``form`` is None, it is the body ``body`` of some state."""

    first: int
    end: int
    form: Form | None
    body: str | None = None


def find_names(doc: Doc, register: Register, lexicon: Lexicon) -> tuple[Name, ...]:
    """Every name of the register and every body of a state, none over another, in the order of the text."""
    words = Words(doc)
    found: list[Name] = []
    at = 0
    while at < len(doc):
        name = _known_at(words, at, register) or _body_at(words, at, lexicon)
        begun = found[-1].end if found else 0
        if name is not None and not _is_other(doc, name, begun, register, lexicon):
            found.append(name)
            at = name.end
        else:
            at += 1
    return tuple(found)


def heads(doc: Doc, first: int, end: int) -> Iterator[Token]:
    """The tokens of ``doc[first:end]`` that hang on a token outside it: one, unless the parse tore the name."""
    for token in doc[first:end]:
        if not first <= token.head.i < end or token.head.i == token.i:
            yield token


def _known_at(words: Words, at: int, register: Register) -> Name | None:
    if words.each[at] not in register.openings:
        return None
    doc = words.doc
    for end in range(min(len(doc), at + LONGEST), at, -1):
        form = register.find(words.between(at, end))
        if form is not None and not _goes_on(doc, end, form, register) and not _is_demonym(doc, at, end, register):
            return Name(at, end, form)
    return None


def _is_demonym(doc: Doc, at: int, end: int, register: Register) -> bool:
    """Is "The Ruritanian" no newspaper but the beginning of "The Ruritanian minister"?"""
    if end - at != 2 or doc[at].text != "The" or doc[end - 1].head.i < end:
        return False
    form = register.find(doc[end - 1].text)
    return form is not None and form.sense is Sense.ADJECTIVE


def _goes_on(doc: Doc, end: int, form: Form, register: Register) -> bool:
    """Does a hyphen or an ampersand join an unknown name to that of an organisation: is it a part of that?"""
    if register.agents[form.agent].kind not in _NAMED_BY_WORDS or end + 1 >= len(doc) or doc[end].text not in "-&":
        return False
    joined = doc[end].text == "&" or not (doc[end - 1].whitespace_ or doc[end].whitespace_)
    return joined and doc[end + 1].is_title and doc[end + 1].text not in register.openings


def _body_at(words: Words, at: int, lexicon: Lexicon) -> Name | None:
    if words.each[at].lower() not in lexicon.body_openings:
        return None
    for end in range(min(len(words.doc), at + 4), at, -1):
        body = lexicon.bodies.get(words.between(at, end).lower())
        if body is not None:
            return Name(at, end, None, body)
    return None


def _is_other(doc: Doc, name: Name, begun: int, register: Register, lexicon: Lexicon) -> bool:
    """Do the words mean something else here? ``begun`` is where the name before them ends."""
    if _is_date(doc, name) or _within_place(doc, name) or _within_longer(doc, name, register, lexicon):
        return True
    named = name.form is not None and register.agents[name.form.agent].kind in _NAMED_BY_WORDS
    return named and begun < name.first and _ends_longer(doc, name, lexicon)


def _is_date(doc: Doc, name: Name) -> bool:
    """Is it a day, after which a movement may be called: "on March 14"?"""
    return all(token.ent_type_ == "DATE" for token in doc[name.first : name.end])


def _ends_longer(doc: Doc, name: Name, lexicon: Lexicon) -> bool:
    """Did the name begin before it, with a word that is no title: "Liberation" in "Ashar Liberation Movement"?"""
    token, before = doc[name.first], doc[name.first - 1]
    if token.ent_type_ != "ORG" or token.ent_iob_ != "I" or not (before.is_title and before.pos_ == "PROPN"):
        return False
    return before.lower_ not in lexicon.words["honorifics"] | lexicon.words["roles"]


def _within_place(doc: Doc, name: Name) -> bool:
    """Is a short name only a part of a longer one ("West" in "West Bank")?"""
    if name.form is None or name.form.sense is Sense.ADJECTIVE or name.end - name.first > 1:
        return False
    token = doc[name.first]
    if _is_qualified(doc, name.first) or _is_common(token):
        return True
    near = [doc[i] for i in (name.first - 1, name.end) if 0 <= i < len(doc)]
    return token.ent_type_ in _PLACES and any(
        t.ent_type_ == token.ent_type_ and t.pos_ == "PROPN" and t.text[0].isupper() and _same_entity(token, t)
        for t in near
    )


def _within_longer(doc: Doc, name: Name, register: Register, lexicon: Lexicon) -> bool:
    """Is it one word of the name of something else: "Labour" in "Labour Front", "Army" in "Liberation Army"?"""
    if name.end - name.first > 1 or not doc[name.first].is_title:
        return False
    if name.form is None:
        qualified = _is_qualified(doc, name.first) and not _is_state(doc[name.first - 1].text, register)
        return qualified or _is_of_another(doc, name.end, register)
    after = doc[name.end] if name.end < len(doc) else None
    if after is None or register.agents[name.form.agent].kind not in _NAMED_BY_WORDS:
        return False
    outlet = register.agents[name.form.agent].kind is AgentKind.OUTLET
    same = lexicon.takes_up["outlet"] if outlet else lexicon.words["same_as_name"]
    ends_name = after.text in lexicon.words["organisation_nouns"] and after.lower_ not in same
    return ends_name and doc[name.first].head.i == after.i


def _is_of_another(doc: Doc, end: int, register: Register) -> bool:
    """Does the name go on, with something that is no known state: "Army of Dawn"?"""
    if end + 1 >= len(doc) or doc[end].lower_ != "of":
        return False
    if any(_is_state(doc[end + 1 : stop].text, register) for stop in range(end + 2, end + 5)):
        return False
    return doc[end + 1].pos_ == "PROPN" and doc[end + 1].ent_type_ != "PERSON"


def _is_state(word: str, register: Register) -> bool:
    """Does the word name a state, be it by its adjective?"""
    form = register.find(word)
    return form is not None and register.agents[form.agent].kind is AgentKind.STATE


def _is_qualified(doc: Doc, at: int) -> bool:
    """Does a capitalised modifier before it make another name of it: "Social Democrats", "Eastern Europe"?"""
    if at == 0 or doc[at - 1].is_sent_start:
        return False
    before = doc[at - 1]
    modifies = before.dep_ in {"amod", "compound", "nmod"} and before.head.i == at
    return modifies and before.is_title and before.is_alpha and before.pos_ in {"PROPN", "ADJ"}


def _is_common(token: Token) -> bool:
    """Is it a common word that only begins the sentence: "Labour unions"?"""
    common = token.is_sent_start and not token.ent_type_ and token.is_title and token.dep_ in {"compound", "amod"}
    return bool(common and token.head.is_lower)


def _same_entity(one: Token, other: Token) -> bool:
    """Are the two neighbours parts of one named entity?"""
    return bool(max(one, other, key=lambda token: token.i).ent_iob_ == "I")
