"""Organisations taken up by a noun, and the people who act for them."""

from __future__ import annotations

import pytest
from test_linking_names import document_of

from dragoman.linking import link
from dragoman.model import Links
from dragoman.parsing import parse

MERGER = "Volta AG, the Austrian carrier, has offered to buy Nordwind, a rival from Hamburg. "


def links_of(text: str) -> Links:
    document = document_of(text)
    return link(document, parse(document))


def named(text: str, words: str) -> str | None:
    """The agent of the last mention with these words."""
    document = document_of(text)
    links = link(document, parse(document))
    return [mention.agent for mention in links.mentions if document.text[mention.start : mention.end] == words][-1]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (MERGER + "Nordwind refused. The carrier raised its bid.", "The carrier", "Volta AG"),
        ("Polar Air met Delta Airways. Polar Air said the airline would fight.", "the airline", "Polar Air"),
        ("Rovena FC turned down a bid from Athletic Milford. The club wants more.", "The club", "Rovena FC"),
        ("The Mill Workers' Union met Osten Foods. The company offered 2%.", "The company", "Osten Foods"),
        ("The Mill Workers' Union met Osten Foods. The union asked for 4%.", "The union", "Mill Workers' Union"),
        ("The Coast Front, a rebel group, met Danish envoys. The rebels signed.", "The rebels", "Coast Front"),
        ("Osten Foods asked Delta Brewery to wait. Delta Brewery told the company no.", "the company", "Osten Foods"),
    ],
)
def test_a_noun_takes_up_whom_it_fits(text: str, words: str, name: str) -> None:
    assert named(text, words) == name


def test_a_noun_that_fits_two_alike_names_nobody_and_is_doubted() -> None:
    links = links_of("Talks between Osten Foods and Delta Foods went on. The company refused to comment.")
    assert [m.agent for m in links.mentions if m.rule == "taken up"] == [None]
    assert [doubt.message for doubt in links.doubts] == ["several named before fit 'The company'"]


@pytest.mark.parametrize(
    ("text", "person", "of"),
    [
        ("Maria Holt, chief executive of Volta AG, refused.", "Maria Holt", "Volta AG"),
        ("Volta AG made a bid. Volta chairman Otto Graf said it was fair.", "Otto Graf", "Volta AG"),
        (
            "The Dockers' Union met Volta AG. The union's general secretary, Ida Lund, left.",
            "Ida Lund",
            "Dockers' Union",
        ),
        ("The Nurses' League met Osten Clinic. League president Joan Abara left.", "Joan Abara", "Nurses' League"),
        (
            "The Free Coast Movement refused. Idris Kone, who leads the movement, left.",
            "Idris Kone",
            "Free Coast Movement",
        ),
        ("The Greens refused. Green leader Tessa Roth said so.", "Tessa Roth", "Greens"),
    ],
)
def test_people_act_for_whom_they_lead(text: str, person: str, of: str) -> None:
    assert links_of(text).agents[person].of == of


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Transport Workers' Front refused to pay.", "Transport Workers' Front"),
        ("The People's Renewal Party refused to pay.", "People's Renewal Party"),
        ("St Olga's Hospital refused to pay.", "St Olga's Hospital"),
        ("The Premier Handball League refused to pay.", "Premier Handball League"),
        ("The Army of Sunrise refused to pay.", "Army of Sunrise"),
        ("Massif said it would sell two mills.", "Massif"),
    ],
)
def test_a_name_is_an_organisation_as_a_whole(text: str, name: str) -> None:
    assert links_of(text).agents[name].kind == "organisation"


def test_a_person_who_bears_the_name_of_a_capital_is_no_state() -> None:
    links = links_of("The federation banned Viktor Moscow. A judge asked Moscow to return his prize.")
    assert "Viktor Moscow" in links.agents
    assert "Russia" not in links.agents
