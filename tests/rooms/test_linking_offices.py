"""People and offices on a day: who is meant by a surname, a long form, an office."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_linking_names import document_of

from dragoman.linking import link, load_register
from dragoman.model import AgentKind, Links, Published
from dragoman.parsing import parse


def links_on(day: str | None, text: str) -> Links:
    published = Published(day, "user", day) if day else None
    document = replace(document_of(text), published=published)
    return link(document, parse(document))


@pytest.mark.parametrize(
    ("day", "text", "name"),
    [
        ("2013-05-06", "President Obama said the talks would go on.", "Barack Obama"),
        ("2013-05-06", "President Barack H. Obama, Jr. said the talks would go on.", "Barack Obama"),
        ("2013-05-06", "Kerry said the United States would not sign.", "John Kerry"),
        ("2006-05-06", "The German chancellor refused to sign the letter.", "Angela Merkel"),
        ("2016-05-06", "Norway's foreign minister said the talks would go on.", "Børge Brende"),
        ("2011-05-06", "The NATO secretary general said the talks would go on.", "Anders Fogh Rasmussen"),
        (None, "President Yanukovych said the talks would go on.", "Viktor Yanukovych"),
    ],
)
def test_the_holder_of_the_day_is_meant(day: str | None, text: str, name: str) -> None:
    assert name in links_on(day, text).agents


@pytest.mark.parametrize(
    ("day", "text", "name"),
    [
        ("2013-05-06", "Kerry said the union would not sign.", "John Kerry"),
        ("2013-05-06", "The former German chancellor said the talks would go on.", "Angela Merkel"),
        (None, "The German chancellor refused to sign the letter.", "Angela Merkel"),
        ("2031-05-06", "The Spanish prime minister refused to sign the letter.", "Pedro Sánchez"),
        ("2013-05-06", "Nurse Ellen Kerry met the United States envoy. Kerry said no.", "John Kerry"),
    ],
)
def test_nobody_is_taken_for_a_holder_without_day_title_or_state(day: str | None, text: str, name: str) -> None:
    assert name not in links_on(day, text).agents


def test_the_person_whom_the_text_names_prevails() -> None:
    found = links_on("2013-05-06", "Acting Foreign Minister Eva Holm spoke first. The Norwegian foreign minister left.")
    assert "Espen Barth Eide" not in found.agents


def test_an_office_that_changes_hands_that_day_is_a_doubt() -> None:
    found = links_on("2015-09-15", "The Australian prime minister said the talks would go on.")
    assert "Tony Abbott" not in found.agents
    assert [doubt.message for doubt in found.doubts] == [
        "'Australian prime minister' changed hands about that day: Tony Abbott or Malcolm Turnbull"
    ]


def test_a_person_acts_for_the_state_or_body_of_the_office() -> None:
    found = links_on("2013-05-06", "Sergey Lavrov met Catherine Ashton on Monday.")
    assert found.agents["Sergei Lavrov"].of == "Russia"
    assert found.agents["Catherine Ashton"].of == "European Union"


def test_a_surname_that_is_a_company_is_the_person_named_in_full() -> None:
    found = links_on(None, "Maria Siemens, the mediator, said no. Siemens left at noon.")
    assert set(found.agents) == {"Maria Siemens"}


def test_no_office_of_the_register_has_a_holder_before_it_begins() -> None:
    assert all(term.first <= term.last for term in load_register().terms.terms)


@pytest.mark.parametrize(
    ("title", "person", "of"),
    [
        ("Secretary of State", "Antony Blinken", "United States"),
        ("Secretary of State", "Una Berg", None),
        ("Foreign Minister", "Una Berg", "Russia"),
    ],
)
def test_an_office_that_few_states_have_is_not_of_the_state_in_focus(title: str, person: str, of: str | None) -> None:
    found = links_on("2022-03-08", f"Russia rejected the plan on Monday. {title} {person} left for Geneva on Friday.")
    assert found.agents[person].of == of


@pytest.mark.parametrize("title", ["League leader", "Foreign Minister"])
def test_a_first_name_that_is_a_word_belongs_to_the_name_behind_a_title(title: str) -> None:
    found = links_on("2022-03-08", f"Nobody spoke. {title} Per Holt said the talks would go on. Holt left.")
    assert [(m.agent, m.rule) for m in found.mentions if m.rule == "person"] == [("Per Holt", "person")] * 2
    assert {agent for agent in found.agents if "unnamed" in agent} == set()


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("Education Minister Una Berg met teachers. The Education Ministry refused to pay.", "Education Ministry"),
        ("Denmark lost. The Education Ministry refused. Education Minister Una Berg met teachers.", "Denmark"),
        ("Danish Education Minister Una Berg met teachers. The ministry refused to pay.", "Denmark"),
        ("Education Minister Una Berg met teachers. The Health Ministry refused to pay.", None),
        ("Education Minister Una Berg met Finance Minister Olin Farr. The ministry refused to pay.", None),
    ],
)
def test_a_minister_of_no_known_state_acts_for_the_ministry(text: str, of: str | None) -> None:
    assert links_on("2022-03-08", text).agents["Una Berg"].of == of


def test_an_aide_to_the_president_has_a_name_and_not_that_office() -> None:
    text = "Briefing by Aide to the President Ivo Santos. The Brazilian president had asked for a reply, he said."
    found = links_on("2013-05-06", text)
    assert found.agents["Ivo Santos"].office is None
    assert "Dilma Rousseff" in found.agents


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("The envoy of France met Secretary of State Blinken on Friday.", "Antony Blinken"),
        ("Minister of Foreign Affairs Lavrov spoke on Friday.", "Sergei Lavrov"),
        ("Secretary of State Lund spoke on Friday.", "Lund"),
    ],
)
def test_an_office_with_of_is_no_part_of_the_surname_behind_it(text: str, person: str) -> None:
    found = links_on("2022-03-08", text)
    assert [name for name, agent in found.agents.items() if agent.kind is AgentKind.PERSON] == [person]
