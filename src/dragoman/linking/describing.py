"""Names for whoever has none: whom they belong to, what they are, in the words of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from dragoman.linking.lexicon import Lexicon
from dragoman.linking.names import Name
from dragoman.linking.texts import MODIFIER, Text, left, noun, plural, prepositional
from dragoman.model import AgentKind

if TYPE_CHECKING:
    from dragoman.linking.reader import Reader


def describe(reader: Reader, text: Text, token: Token) -> str:
    """The words that name whoever has no name: belonging, modifiers, head; without articles and numbers."""
    words, index = [], left(token)
    while index <= token.i:
        part = text.doc[index]
        name, run = text.names.get(index), text.runs.get(index)
        if name is not None and name.first == index:
            words.append(_prefix(reader, text, name))
            index = min(name.end, token.i + 1)
            continue
        if run is None and _is_body_before(reader, part, token):
            decision = reader.resolve(text, part)
            words.append(reader.register.prefix(decision.agent) if decision and decision.agent else part.text)
        elif not _unwanted(reader, part, index == token.i):
            words.append(part.text if _is_proper(part, reader.lexicon) else part.lower_)
        index += 1
    return _tidy([*_whence(reader, text, token, words), *words])


def _is_proper(part: Token, lexicon: Lexicon) -> bool:
    """Does it keep its capital? One that only begins the sentence does not."""
    return not part.is_sent_start or part.pos_ == "PROPN" or part.lower_ in lexicon.words["proper_adjectives"]


def _is_body_before(reader: Reader, part: Token, token: Token) -> bool:
    """Is it a noun for a body met before, as in "a ministry spokesman"? "Party leaders" may be of any party."""
    if part.i == token.i or part.dep_ not in MODIFIER or not stands_for_body(reader, noun(part)):
        return False
    return not plural(token) or noun(part) in reader.lexicon.takes_up["ministry"]


def _prefix(reader: Reader, text: Text, name: Name) -> str:
    surface = " ".join(text.doc[name.first : name.end].text.split())
    if name.form is None:
        head = text.doc[name.first : name.end].root
        decision = reader.resolve(text, head)
        return decision.agent if decision and decision.agent else surface
    if name.form.agent == "United States":
        return reader.register.prefix(name.form.agent)
    possessive = name.end < len(text.doc) and text.doc[name.end].tag_ == "POS"
    return reader.register.prefix(name.form.agent) if possessive else surface


def _unwanted(reader: Reader, part: Token, is_head: bool) -> bool:
    if is_head:
        return False
    return (
        (part.is_punct and part.text not in {"-", "–"})
        or part.lower_ in reader.lexicon.words["not_in_names"]
        or part.pos_ in {"DET", "NUM"}
        or part.tag_ in {"POS", "PRP$"}
    )


def _whence(reader: Reader, text: Text, token: Token, words: list[str]) -> list[str]:
    """Whom the role belongs to where that stands behind it: "an official from the union"."""
    for _, target in prepositional(token, reader.lexicon.words["whence"]):
        name, decision = text.names.get(target.i), reader.resolve(text, target)
        agent = decision.agent if decision else None
        if name is not None and name.form is not None:
            agent = name.form.agent
        if agent is None and target.ent_type_ == "GPE":
            return [target.text]
        if agent is not None and reader.kind(agent) in {AgentKind.UNNAMED, AgentKind.GROUP}:
            return []
        if agent is not None and reader.register.prefix(agent) not in words:
            return [reader.register.prefix(agent)]
    return []


def _tidy(words: list[str]) -> str:
    return " ".join(words).replace(" - ", "-").replace(" ’s", "").replace(" 's", "").strip()


def stands_for_body(reader: Reader, lemma: str) -> bool:
    """May the noun before another stand for a body met before: "a ministry spokesman"?"""
    loose = reader.lexicon.takes_up["state"] | reader.lexicon.takes_up["outlet"] | reader.lexicon.takes_up["alliance"]
    if lemma in reader.discourse.nouns and lemma.title() in reader.lexicon.words["organisation_nouns"]:
        return True  # the League officials of a Nurses' League
    return lemma not in loose and _takes_up_word(reader, lemma)


def _takes_up_word(reader: Reader, lemma: str) -> bool:
    return any(lemma in nouns for nouns in reader.lexicon.takes_up.values())
