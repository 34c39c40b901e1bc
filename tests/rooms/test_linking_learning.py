"""What a record teaches of offices."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

from dragoman.linking import as_toml, learn_terms, load_register, read_register
from dragoman.model import Agent, AgentKind


def minister(name: str, of: str = "Norway", office: str = "foreign minister") -> Agent:
    return Agent(name, AgentKind.PERSON, of=of, office=office)


SIGHTINGS = [
    (minister("Ana Berg"), "2030-03-08"),
    (minister("Ana Berg"), "2030-03-20"),
    (minister("Karl Brandt"), "2030-04-02"),
    (minister("Eva Holm", "Sweden", "prime minister"), "2030-03-08"),
]


def test_a_term_lasts_to_two_months_after_the_last_report_or_to_the_next_holder() -> None:
    terms = learn_terms(SIGHTINGS, load_register())
    assert [(t.person, t.of, t.first, t.last) for t in terms] == [
        ("Ana Berg", "Norway", "2030-03-08", "2030-04-01"),
        ("Karl Brandt", "Norway", "2030-04-02", "2030-06-01"),
        ("Eva Holm", "Sweden", "2030-03-08", "2030-05-07"),
    ]


def test_the_order_of_the_reports_does_not_matter() -> None:
    shuffled = SIGHTINGS * 2
    random.Random(4).shuffle(shuffled)
    assert learn_terms(shuffled, load_register()) == learn_terms(SIGHTINGS, load_register())


def test_two_on_one_day_teach_nothing_of_it() -> None:
    both = [(minister("Ana Berg"), "2030-03-08"), (minister("Karl Brandt"), "2030-03-08")]
    assert learn_terms(both, load_register()) == ()


def test_offices_by_which_somebody_is_called_and_those_known_are_not_learned() -> None:
    known = (minister("Børge Brende"), "2016-03-08")
    by_office = (minister("Norwegian foreign minister"), "2030-03-08")
    of_many = (minister("Ana Berg", office="spokeswoman"), "2030-03-08")
    assert learn_terms([known, by_office, of_many], load_register()) == ()


def test_what_is_learned_is_read_again(tmp_path: Path) -> None:
    text = as_toml(learn_terms(SIGHTINGS, load_register()))
    assert tomllib.loads(text)["Sweden"]["offices"] == {"prime minister": ["Eva Holm 2030-03-08/2030-05-07"]}
    file = tmp_path / "known.toml"
    file.write_text(text, encoding="utf-8")
    register = read_register(file, load_register())
    (term,) = register.terms.holders("Norway", frozenset({"foreign minister"}), "2030-03-30")
    assert term.person == "Ana Berg"
    assert register.agents["Norway"] == load_register().agents["Norway"]
