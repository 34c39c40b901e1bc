"""The user's own agents (``--agents FILE``): a TOML table an agent, with file and line where one is at fault."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dragoman.linking.register import Form, Register, Sense
from dragoman.linking.terms import END, Term, Terms, read_term
from dragoman.model import Agent, AgentKind, BadInput, BadTable, content_id
from dragoman.model.tables import parse_table

SECTORS = frozenset(
    ["AGR", "BUS", "COP", "CRM", "CVL", "EDU", "ELI", "GOV", "JRN", "JUD", "LAB", "LEG", "MED", "MIL", "OPP", "PRE",
     "PRM", "PTY", "REB", "REF", "REL", "SOC", "SPY", "UAF"]
)  # fmt: skip
"""PLOVER's sectors of actors."""

_SENSES = {
    "aliases": Sense.NAME,
    "seats": Sense.NAME,
    "adjectives": Sense.ADJECTIVE,
    "people": Sense.PEOPLE,
    "capitals": Sense.CAPITAL,
}
_OF_STATES = frozenset({"adjectives", "people", "capitals", "seats", "code"})
_KEYS = frozenset({*_SENSES, "kind", "code", "of", "home", "office", "offices", "sectors", "wikidata"})
_KINDS = tuple(kind for kind in AgentKind if kind is not AgentKind.UNNAMED)
_CODE, _ITEM = re.compile(r"[A-Z]{3}\Z"), re.compile(r"Q[1-9]\d*\Z")
_QUOTES = re.compile("[\"']")
_ALWAYS = "0001-01-01"


def read_register(path: Path, known: Register) -> Register:
    """The agents of the file over those of ``known``; see docs/agents.md for the form.

    Raises BadInput where the file cannot be read, and BadTable, with file and line, where it is at fault: no TOML, an
    unknown key or kind, a form that names two agents, an agent of or at home in one that nobody knows.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(str(path), f"cannot be read ({error})", "Name a TOML file in UTF-8 with --agents.") from error
    rows = parse_table(text, str(path))
    source = _Source(str(path), tuple(text.splitlines()))
    own = _register([_agent(source, name, row, known.agents.get(name)) for name, row in rows.items()], source)
    merged = known.merge(replace(own, own=content_id("agents", text)))
    for name, row in rows.items():
        _check_owners(source, merged, name, row)
    return merged


@dataclass(frozen=True)
class _Source:
    """The file by its name and its lines, to tell where a fault stands."""

    file: str
    lines: tuple[str, ...]

    def fault(self, name: str, key: str | None, what: str, advice: str) -> BadTable:
        """The error about a key of an agent, with its line."""
        return BadTable(self.place(name, key), what, advice)

    def place(self, name: str, key: str | None) -> str:
        """File and line of the agent's table, or of the key in it; the first line where neither is found."""
        return f"{self.file}, line {self._line(name, key)}"

    def _line(self, name: str, key: str | None) -> int:
        heads = [_QUOTES.sub("", line.split("#")[0]).strip() for line in self.lines]
        start = next((n for n, head in enumerate(heads) if head == f"[{_QUOTES.sub('', name)}]"), 0)
        for number in range(start + 1, len(self.lines)):
            line = self.lines[number].strip()
            if key is None or line.startswith("["):
                break
            if line.split("=")[0].strip(" \"'") == key:
                return number + 1
        return start + 1


@dataclass(frozen=True)
class _Row:
    """One agent of the file, read: its forms with their senses, and what else is told of it."""

    agent: Agent
    forms: tuple[tuple[str, Sense], ...]
    terms: tuple[Term, ...]
    told: Mapping[str, Any]


def _agent(source: _Source, name: str, row: object, known: Agent | None) -> _Row:
    if not isinstance(row, dict):
        raise source.fault(name, None, f"{name!r} stands under no agent", f'Begin the agent with a line ["{name}"].')
    kind = _kind(source, name, row, known)
    for key in row:
        _check(source, name, key, kind)
    for key, shape, example in (("code", _CODE, "FRA"), ("wikidata", _ITEM, "Q142")):
        if key in row and not (isinstance(row[key], str) and shape.match(row[key])):
            raise source.fault(name, key, f"{row[key]!r} is no {key}", f'Write {key} = "{example}", or leave it out.')
    sectors = _strings(source, name, row, "sectors")
    if unknown := [sector for sector in sectors if sector not in SECTORS]:
        raise source.fault(
            name, "sectors", f"there is no sector {unknown[0]!r}", f"Take of {', '.join(sorted(SECTORS))}."
        )
    forms = [(name, Sense.NAME)]
    forms += [(form, sense) for key, sense in _SENSES.items() for form in _strings(source, name, row, key)]
    base = known or Agent(name, kind)
    agent = Agent(
        name,
        kind,
        of=_text(source, name, row, "of") or base.of,
        office=_text(source, name, row, "office") or base.office,
        aliases=tuple(dict.fromkeys((*base.aliases, *_strings(source, name, row, "aliases")))),
        wikidata=row.get("wikidata", base.wikidata),
    )
    return _Row(agent, tuple(forms), tuple(_terms(source, name, row, agent)), row)


def _kind(source: _Source, name: str, row: Mapping[str, Any], known: Agent | None) -> AgentKind:
    kind = row.get("kind", known.kind if known else AgentKind.ORGANISATION)
    if kind not in _KINDS:
        raise source.fault(name, "kind", f"there is no kind {kind!r}", f"Take one of {', '.join(_KINDS)}.")
    return AgentKind(kind)


def _check(source: _Source, name: str, key: str, kind: AgentKind) -> None:
    if key not in _KEYS:
        raise source.fault(name, key, f"an agent has no {key!r}", f"Take of {', '.join(sorted(_KEYS))}.")
    if key in _OF_STATES and kind is not AgentKind.STATE:
        raise source.fault(name, key, f"only states have {key!r}", 'Add kind = "state", or take the line out.')


def _strings(source: _Source, name: str, row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = row.get(key, [])
    if isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value):
        return tuple(value)
    raise source.fault(name, key, f"{key!r} is no list of strings", f'Write {key} = ["first", "second"].')


def _text(source: _Source, name: str, row: Mapping[str, Any], key: str) -> str | None:
    value = row.get(key)
    if value is None or (isinstance(value, str) and value.strip()):
        return value
    raise source.fault(name, key, f"{key!r} is no text", f'Write {key} = "...".')


def _terms(source: _Source, name: str, row: Mapping[str, Any], agent: Agent) -> Iterator[Term]:
    """Who held its offices, and what a person is for whom no days are told."""
    if agent.kind is AgentKind.PERSON:
        yield Term(name, agent.office or "", agent.of or "", _ALWAYS, END, ended=False)
    offices = row.get("offices", {})
    if not isinstance(offices, dict):
        raise source.fault(name, "offices", "'offices' is no table", f'Begin it with a line ["{name}".offices].')
    for office in offices:
        for entry in _strings(source, f"{name}.offices", offices, office):
            yield read_term(entry, office, name, source.place(f"{name}.offices", office))


def _register(rows: list[_Row], source: _Source) -> Register:
    forms: dict[str, Form] = {}
    for row in rows:
        for form, sense in row.forms if row.agent.kind is not AgentKind.PERSON else ():
            held = forms.setdefault(form.replace("’", "'"), Form(row.agent.name, sense))
            if held.agent != row.agent.name:
                what = f"{form!r} names two agents, {held.agent!r} and {row.agent.name!r}"
                raise source.fault(row.agent.name, "aliases", what, "Leave the form to one of them.")
    prefixes = {row.agent.name: adjectives[0] for row in rows if (adjectives := row.told.get("adjectives"))}
    return Register(
        {row.agent.name: row.agent for row in rows if row.agent.kind is not AgentKind.PERSON},
        forms,
        prefixes,
        _told(rows, "code"),
        {row.agent.name: tuple(row.told["sectors"]) for row in rows if "sectors" in row.told},
        _told(rows, "home"),
        terms=Terms(
            tuple(term for row in rows for term in row.terms),
            {row.agent.name: row.agent.aliases for row in rows if row.agent.kind is AgentKind.PERSON},
        ),
    )


def _told(rows: list[_Row], key: str) -> dict[str, str]:
    return {row.agent.name: row.told[key] for row in rows if key in row.told}


def _check_owners(source: _Source, register: Register, name: str, row: Mapping[str, Any]) -> None:
    for key in ("of", "home"):
        owner = _text(source, name, row, key)
        if owner is not None and owner not in register.agents:
            advice = f'Write its name as the register has it, or add a table ["{owner}"].'
            raise source.fault(name, key, f"no agent is called {owner!r}", advice)
