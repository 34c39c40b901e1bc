"""The room's word lists: nouns of those who act, offices, bodies of a state, first names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from dragoman.linking.tables import strings, table


@dataclass(frozen=True, slots=True)
class Office:
    """An office: its forms, the nouns that may take its holder up, and whether one person holds it at a time.

    ``of_state`` marks the offices of states, ``of_few`` those that few states have.
    """

    name: str
    forms: tuple[str, ...]
    called: frozenset[str]
    covers: tuple[str, ...]
    unique: bool
    of_state: bool
    of_few: bool


@dataclass(frozen=True)
class Lexicon:
    """Every word list, by the key it has in ``words.toml``, and the tables of offices, bodies and first names.

    ``told_by`` has the words that tell such a key of an organisation, ``trades`` the words of each trade of companies.
    ``kinds_of_sectors`` maps a sector to the keys of ``takes_up`` whose nouns may take up an organisation of it.
    ``pronouns`` maps a form to its sort: ``m``, ``f``, ``it`` or ``they``. ``genders`` maps a first name, a title
    or a noun to ``m`` or ``f``. ``offices`` and ``bodies`` map a form, in lower case, to its office or to what
    follows the adjective in the name of the body; the openings are the first words of those forms.
    """

    words: Mapping[str, frozenset[str]]
    takes_up: Mapping[str, frozenset[str]]
    told_by: Mapping[str, frozenset[str]]
    trades: Mapping[str, frozenset[str]]
    kinds_of_sectors: Mapping[str, tuple[str, ...]]
    doubtful_seats: Mapping[str, tuple[str, ...]]
    titles_of_states: Mapping[str, tuple[str, ...]]
    pronouns: Mapping[str, str]
    offices: Mapping[str, Office]
    bodies: Mapping[str, str]
    genders: Mapping[str, str]
    office_openings: frozenset[str] = field(init=False, repr=False)
    body_openings: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        for name, forms in (("office_openings", self.offices), ("body_openings", self.bodies)):
            object.__setattr__(self, name, frozenset(form.split()[0].split("-")[0] for form in forms))


@cache
def load_lexicon() -> Lexicon:
    """The word lists that ship with the package."""
    words, names = dict(table("words.toml")), table("first_names.toml")
    by_key = {part: _sets(words.pop(part), part) for part in ("takes_up", "told_by", "trades")}
    parts = ("kinds_of_sectors", "doubtful_seats", "titles_of_states", "pronouns")
    kinds, seats, titles, pronouns = (words.pop(part) for part in parts)
    genders = dict.fromkeys((*words["masculine"], *names["male"]), "m")
    genders |= dict.fromkeys((*words["feminine"], *names["female"]), "f")
    return Lexicon(
        words={key: frozenset(strings(words, key, "words.toml")) for key in words},
        **by_key,
        kinds_of_sectors={sector: strings(kinds, sector, "words.toml, kinds_of_sectors") for sector in kinds},
        doubtful_seats={key: strings(seats, key, "words.toml, doubtful_seats") for key in seats},
        titles_of_states={key: strings(titles, key, "words.toml, titles_of_states") for key in titles},
        pronouns={form: sort for sort in pronouns for form in strings(pronouns, sort, "words.toml, pronouns")},
        offices=_offices(),
        bodies=_bodies(),
        genders=genders,
    )


def _sets(rows: Mapping[str, Any], part: str) -> dict[str, frozenset[str]]:
    return {key: frozenset(strings(rows, key, f"words.toml, {part}")) for key in rows}


def _offices() -> dict[str, Office]:
    """Offices by form; a form that two offices share belongs to the first."""
    found: dict[str, Office] = {}
    for name, row in table("offices.toml").items():
        where = f"offices.toml, {name}"
        forms, covers = strings(row, "forms", where), strings(row, "covers", where)
        office = Office(
            name,
            forms,
            frozenset(strings(row, "called", where)),
            covers,
            bool(row.get("unique")),
            bool(row.get("of_state")),
            bool(row.get("of_few")),
        )
        for form in forms:
            found.setdefault(form, office)
    return found


def _bodies() -> dict[str, str]:
    rows = table("bodies.toml")
    return {form: rows[key]["name"] for key in rows for form in strings(rows[key], "forms", f"bodies.toml, {key}")}
