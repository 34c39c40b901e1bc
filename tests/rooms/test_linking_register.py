"""The register of known agents and the word lists: what they hold, how they merge, what a fault says."""

from __future__ import annotations

import pytest
from test_linking_names import document_of

from dragoman.linking import Register, link, load_register, tables
from dragoman.linking.lexicon import load_lexicon
from dragoman.linking.register import Form, Sense
from dragoman.model import Agent, AgentKind, BadTable
from dragoman.parsing import parse


def test_every_form_names_an_agent_of_the_register() -> None:
    register = load_register()
    assert {form.agent for form in register.forms.values()} <= set(register.agents)


def test_those_for_whom_bodies_act_are_in_the_register() -> None:
    register = load_register()
    missing = {agent.of for agent in register.agents.values() if agent.of} - set(register.agents)
    assert missing == set()


def test_every_member_of_the_security_council_has_a_demonym_and_a_capital() -> None:
    register = load_register()
    for adjective, capital, state in [
        ("Chinese", "Beijing", "China"),
        ("French", "Paris", "France"),
        ("Russian", "Moscow", "Russia"),
        ("British", "London", "United Kingdom"),
        ("American", "Washington", "United States"),
    ]:
        assert register.find(adjective) == Form(state, Sense.ADJECTIVE)
        assert register.find(capital) == Form(state, Sense.CAPITAL)


def test_curly_apostrophes_are_straight_ones() -> None:
    assert load_register().find("Côte d’Ivoire") == Form("Ivory Coast", Sense.NAME)


def test_a_table_of_the_users_own_is_merged_over_the_register() -> None:
    own = Register(
        {"Ruritania": Agent("Ruritania", AgentKind.STATE)},
        {"Ruritania": Form("Ruritania", Sense.NAME), "Ruritanian": Form("Ruritania", Sense.ADJECTIVE)},
        {"Ruritania": "Ruritanian"},
        {},
    )
    document = document_of("Ruritania's Foreign Ministry refused. Norway agreed.")
    links = link(document, parse(document), load_register().merge(own))
    assert {"Ruritanian Foreign Ministry", "Norway"} <= set(links.agents)
    assert links.agents["Ruritanian Foreign Ministry"].of == "Ruritania"


def test_nouns_that_take_up_and_offices_are_lower_case() -> None:
    lexicon = load_lexicon()
    words = {word for nouns in lexicon.takes_up.values() for word in nouns} | set(lexicon.offices) | set(lexicon.bodies)
    assert all(word == word.lower() for word in words)


def test_a_fault_in_a_table_says_where() -> None:
    with pytest.raises(BadTable, match=r"countries\.toml, Norway, aliases: this is no list of strings"):
        tables.strings({"aliases": [1]}, "aliases", "countries.toml, Norway")
