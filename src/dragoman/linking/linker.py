"""The door of the room: every mention of one document, linked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from dragoman.linking.discourse import Decision, Discourse
from dragoman.linking.introductions import introduce
from dragoman.linking.lexicon import load_lexicon
from dragoman.linking.ministries import tie_ministers
from dragoman.linking.names import Name, find_names
from dragoman.linking.people import find_cast
from dragoman.linking.reader import Reader
from dragoman.linking.recognition import Recognition
from dragoman.linking.register import Register, load_register
from dragoman.linking.runs import Run
from dragoman.linking.texts import Text, make_text
from dragoman.model import Agent, Document, Doubt, Links, Mention, Parsed

_DOUBTS = {
    "pronoun": "nobody named before fits",
    "seat": "nobody named before fits",
    "taken": "several named before fit",
}
"""What is said of a mention that names nobody for sure, by the first word of its rule."""


def link(document: Document, parsed: Sequence[Parsed], register: Register | None = None) -> Links:
    """Every mention of an agent in the parsed passages of the document, and the agents they name.

    ``register`` is the table of known agents, the package's own by default. Mentions stand in the order of the
    text; one whose agent is None names nobody for sure, and a doubt with the code ``who`` says so.
    """
    register, lexicon = register or load_register(), load_lexicon()
    # 1. Names that the register knows, and bodies of states, passage by passage.
    named = [(item.doc, find_names(item.doc, register, lexicon)) for item in parsed]
    # 2. People and organisations that only this document names, decided over the whole of it.
    on = document.published.date if document.published else None
    mentioned = Counter(name.form.agent for _, names in named for name in names if name.form)
    recognition = Recognition(register, lexicon, mentioned.keys(), on)
    cast = recognition.cast(find_cast(named, lexicon, recognition.is_person))
    # 3. The passages, laid out by token; the offices that people hold.
    texts = _texts(parsed, named, cast.runs)
    reader = Reader(register, lexicon, cast, recognition, Discourse(), named=mentioned)
    introduce(reader, texts)
    # 4. Left to right, so that each pronoun and each "the official" knows who came before.
    mentions = [_mention(text, token, found) for text in texts for token, found in _walk(text, reader)]
    tie_ministers(reader, texts)
    # 5. Agents with the other names met.
    agents = {name: _with_aliases(reader, name) for name in _everybody(reader, mentions)}
    return Links(agents, tuple(mentions), (*_doubts(document, mentions), *_doubted_offices(document, reader, mentions)))


def _texts(parsed: Sequence[Parsed], named: Sequence[tuple[Doc, tuple[Name, ...]]], runs: Iterable[Run]) -> list[Text]:
    """The passages laid out, their sentences numbered through the document."""
    runs_of: dict[int, list[Run]] = defaultdict(list)
    for run in runs:
        runs_of[id(run.doc)].append(run)
    texts: list[Text] = []
    sentence = 0
    for item, (doc, names) in zip(parsed, named, strict=True):
        texts.append(make_text(doc, item.passage.start, names, runs_of[id(doc)], sentence))
        sentence += sum(1 for _ in doc.sents)
    return texts


def _walk(text: Text, reader: Reader) -> list[tuple[Token, Decision]]:
    """Each token of the passage that names an agent, in order; the discourse grows on the way."""
    found = []
    for sentence in text.doc.sents:
        here = []
        for token in sentence:
            decision = reader.resolve(text, token)
            if decision is not None:
                reader.note(text, token, decision)
                here.append((token, decision))
        reader.join(text, here)
        found += here
    return found


def _mention(text: Text, token: Token, found: Decision) -> Mention:
    last = text.doc[max(found.end - 1, token.i)]
    start = text.offset + text.doc[min(found.first, token.i)].idx
    return Mention(start, text.offset + last.idx + len(last), text.place(token), found.agent, found.rule)


def _everybody(reader: Reader, mentions: Sequence[Mention]) -> list[str]:
    """The agents that are mentioned, those joined in a group, and those for whom they act."""
    waiting = sorted({mention.agent for mention in mentions if mention.agent})
    names: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in names:
            names.add(name)
            of = reader.agent(name).of
            waiting += [*reader.discourse.groups.get(name, ()), *([of] if of else [])]
    return sorted(names)


def _with_aliases(reader: Reader, name: str) -> Agent:
    """The agent with the other forms of its name that the document has; nobody acts for itself."""
    agent = reader.discourse.agents[name]
    aliases = dict.fromkeys((*agent.aliases, *reader.discourse.forms.get(name, ())))
    aliases.pop(name, None)
    return replace(agent, of=agent.of if agent.of != name else None, aliases=tuple(aliases))


def _doubts(document: Document, mentions: list[Mention]) -> list[Doubt]:
    return [
        Doubt("who", f"{_DOUBTS[sort]} {document.text[m.start : m.end]!r}", document.anchor(m.start, m.end))
        for m in mentions
        if m.agent is None and (sort := m.rule.partition(" ")[0].rstrip(":")) in _DOUBTS
    ]


def _doubted_offices(document: Document, reader: Reader, mentions: list[Mention]) -> Iterator[Doubt]:
    """The doubt about each office that had several holders on the day, where it is first named."""
    for name, holders in reader.discourse.doubted.items():
        mention = next((m for m in mentions if m.agent == name), None)
        if mention is not None:
            message = f"{name!r} changed hands about that day: {' or '.join(holders)}"
            yield Doubt("who", message, document.anchor(mention.start, mention.end))
