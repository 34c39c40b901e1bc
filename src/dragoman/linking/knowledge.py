"""Coded names and nouns for mentions without a text around them: places, officials, organisations, role nouns.

Each table is read when it is first asked for. Forms are in the shape that ``folding.key`` gives them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from dragoman.linking.folding import key
from dragoman.linking.tables import strings, table

Sectors = tuple[str, ...]

_PLURALS = (("ies", "y"), ("ves", "f"), ("men", "man"), ("ses", "s"), ("ches", "ch"), ("shes", "sh"), ("s", ""))


@cache
def places() -> Mapping[str, str]:
    """The names of countries, regions and cities, each with the ISO 3166 alpha-3 code of its country."""
    found = {form: code for code, forms in _rows("places.tsv") for form in forms.split("|")}
    regions = dict(table("regions.toml"))
    regions.pop("partly_recognised")
    own = {key(form): code for code in regions for form in strings(regions, code, "regions.toml")}
    return found | own


@cache
def partly_recognised() -> Mapping[str, tuple[str, str]]:
    """States that few others recognise: the name, and the code of the country that others take them for a part of."""
    rows = table("regions.toml")["partly_recognised"]
    where = "regions.toml, partly_recognised"
    return {key(form): (form, code) for code in rows for form in strings(rows, code, where)}


@cache
def officials() -> Mapping[str, str]:
    """The names of officials of 1985 to 2011, each with what they were: ``RUS GOV 2004-03-09/;...``"""
    return {name.replace(". ", " "): told for names, told in _rows("coded_officials.tsv") for name in names.split("|")}


@cache
def groups() -> Mapping[str, tuple[str | None, Sectors]]:
    """The names of organisations, each with the country (None: of none) and the sectors."""
    return {
        form: (None if country == "-" else country, tuple(sectors))
        for form, told in _rows("coded_groups.tsv")
        for country, *sectors in [told.split()]
    }


@cache
def nouns() -> Mapping[str, Sectors]:
    """Nouns for persons and bodies, in the singular, with their sectors; none for those that tell none."""
    found = {noun: tuple(told.split()) for noun, told in _rows("coded_roles.tsv")}
    return {**found, **_by_form("nouns")}


@cache
def office_sectors(office: str) -> Sectors:
    """The sectors of whoever holds an office of ``holders.toml``."""
    return _by_form("offices").get(key(office)) or nouns().get(key(office), ())


@cache
def word_list(name: str) -> frozenset[str]:
    """The list of that name among the words of ``sectors.toml``, which says what each is for."""
    return frozenset(strings(table("sectors.toml")["words"], name, "sectors.toml, words"))


def noun_sectors(form: str) -> Sectors | None:
    """The sectors of a noun in the singular or the plural; None where it is no noun of the table."""
    known = nouns()
    if form in known:
        return known[form]
    for ending, singular in _PLURALS:
        if form.endswith(ending) and form.removesuffix(ending) + singular in known:
            return known[form.removesuffix(ending) + singular]
    return None


@cache
def _by_form(part: str) -> Mapping[str, Sectors]:
    rows = table("sectors.toml")[part]
    where = f"sectors.toml, {part}"
    return {key(noun): tuple(sectors.split()) for sectors in rows for noun in strings(rows, sectors, where)}


def _rows(name: str) -> Iterator[tuple[str, str]]:
    """The rows of a table that ``tools/agent_tables.py`` makes."""
    text = files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        first, _, second = line.partition("\t")
        yield first, second
