"""Mentions that stand alone: whom they name, of which country, in which sectors."""

from __future__ import annotations

import pytest

from dragoman.linking import Coder, load_register
from dragoman.model import AgentKind


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(load_register())


@pytest.mark.parametrize(
    ("mention", "country", "sectors"),
    [
        ("Norway", "NOR", ()),
        ("the Norwegians", "NOR", ()),
        ("Oslo", "NOR", ("GOV",)),
        ("OSLO", "NOR", ("GOV",)),
        ("Bergen", "NOR", ("CVL",)),
        ("Norwegian fishermen", "NOR", ("AGR",)),
        ("three Chilean soldiers", "CHL", ("MIL",)),
        ("South Ossetia", "GEO", ("PRE",)),
        ("the Danish Defence Ministry", "DNK", ("GOV", "MIL")),
        ("Defence Minister", None, ("GOV", "MIL")),
        ("a group of smugglers", None, ("CRM",)),
        ("members of the ELN", "COL", ("REB",)),
        ("Boko Haram fighters", "NGA", ("REB",)),
        ("a navy accountant", None, ("MIL",)),
        ("the mayor's spokeswoman", None, ("GOV",)),
        ("a former Belgian minister", "BEL", ("ELI",)),
        ("the company's chairman", None, ("BUS",)),
        ("Buddhist leaders in Sri Lanka", "LKA", ("REL",)),
        ("Iran-backed rebels from Yemen", "YEM", ("REB",)),
        ("a Kampala-based newspaper", "UGA", ("JRN",)),
        ("Uppsala University", "SWE", ("EDU",)),
        ("the MI6", "GBR", ("SPY",)),
        ("fields across Paraguay", "PRY", ()),
        ("she", None, ()),
    ],
)
def test_country_and_sectors(coder: Coder, mention: str, country: str | None, sectors: tuple[str, ...]) -> None:
    known = coder.code(mention)
    assert (known.country, known.sectors) == (country, sectors)


@pytest.mark.parametrize(
    ("mention", "on", "name", "sectors"),
    [
        ("Gordon Brown", "2003-05-01", "Gordon Brown", ("GOV",)),
        ("Helen Clark", "2004-01-01", "Helen Clark", ("GOV",)),
        ("Helen Clark", "2012-01-01", "Helen Clark", ("ELI",)),
        ("Prime Minister Ardern", "2019-03", "Jacinda Ardern", ("GOV",)),
        ("Barack Obama", "2007", "Barack Obama", ("LEG",)),
        ("President Lukashenka", "2010-12-19", "Alexander Lukashenko", ("GOV",)),
        ("Helen Clark", None, "Helen Clark", ()),
        ("Volodymyr Zelensky", "2031-01-01", "Volodymyr Zelenskyy", ()),
    ],
)
def test_what_a_person_is_depends_on_the_day(
    coder: Coder, mention: str, on: str | None, name: str, sectors: tuple[str, ...]
) -> None:
    known = coder.code(mention, on=on)
    assert (known.name, known.kind, known.sectors) == (name, AgentKind.PERSON, sectors)


def test_the_context_tells_the_country_where_the_mention_tells_none(coder: Coder) -> None:
    assert coder.code("the coast guard", context="Iceland").country == "ISL"
    assert coder.code("the coast guard", context="talks of Iceland and Norway").country is None
    assert coder.code("Danish trawlers", context="Iceland").country == "DNK"


def test_of_two_organisations_with_one_name_the_country_tells_which(coder: Coder) -> None:
    assert coder.code("ADF").name is None
    assert coder.code("ADF", context="Australia").name == "Australian Defence Force"
    assert coder.code("ADF", context="Congo-Kinshasa, the DRC").name == "Allied Democratic Forces"


def test_a_common_word_is_an_organisation_only_where_it_is_the_whole_mention(coder: Coder) -> None:
    assert coder.code("Orange").country == "FRA"
    assert coder.code("Orange growers").country is None


def test_a_name_in_another_script_and_a_very_long_mention_are_read(coder: Coder) -> None:
    assert coder.code("Владимир").country is None
    assert coder.code("Norway " * 2000).country == "NOR"
    assert coder.code("x" * 10_000).country is None
    assert coder.code("") == coder.code("-,-")
