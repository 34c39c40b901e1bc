"""Linking over sentences in the style of wire news: who is named, where the head stands, who is nobody."""

from __future__ import annotations

import pytest

from dragoman.linking import link
from dragoman.model import AgentKind, Document, Links, OffsetMap, Passage, Zone, content_id
from dragoman.parsing import parse


def document_of(text: str) -> Document:
    """A document whose paragraphs are parted by a blank line."""
    passages, start = [], 0
    for paragraph in text.split("\n\n"):
        passages.append(Passage(Zone.BODY, start, start + len(paragraph)))
        start += len(paragraph) + 2
    offsets = OffsetMap.identity(len(text))
    return Document(content_id("doc", text), "a.txt", b"", "utf-8", text, text, offsets, tuple(passages), "en")


def links_of(text: str) -> Links:
    document = document_of(text)
    return link(document, parse(document))


def name_at(text: str, words: str) -> str | None:
    """The agent of the phrase whose head is the last word of ``words``, at its first place in the text."""
    head = text.index(words) + words.rindex(" ") + 1 if " " in words else text.index(words)
    agent = links_of(text).agent_at(head)
    return agent.name if agent else None


@pytest.mark.parametrize(
    ("text", "words", "agent"),
    [
        ("Foreign Minister Karl Brandt said no.", "Foreign Minister Karl Brandt", "Karl Brandt"),
        ("Sweden's demands were refused.", "Sweden", "Sweden"),
        ("Swedish demands were refused.", "Swedish", "Sweden"),
        ("Sweden's Foreign Ministry refused.", "Foreign Ministry", "Swedish Foreign Ministry"),
        ("The Foreign Office of the United Kingdom refused.", "Foreign Office", "UK Foreign Office"),
        ("The Georgian internal affairs ministry said so.", "ministry", "Georgian Ministry of Internal Affairs"),
        ("An unnamed U.S. official said so.", "official", "U.S. official (unnamed)"),
        ("The Syrian government said so.", "government", "Syria"),
        ("Authorities in Cyprus said so.", "Authorities", "Cyprus"),
        ("The British said so.", "British", "United Kingdom"),
        ("Downing Street said so.", "Downing Street", "United Kingdom"),
        ("The Kremlin said so.", "Kremlin", "Kremlin"),
        ("Western governments said so.", "governments", "Western governments"),
        ("The state-run TASS news agency said so.", "agency", "TASS"),
        ("The Obama administration said so.", "administration", "Obama administration"),
        ("A statement from the Danish government said so.", "statement", "Denmark"),
        ("A NATO statement said so.", "statement", "NATO"),
        ("It was raining. It is clear that Denmark lost.", "It", None),
        ("Denmark's Social Democrats said no.", "Democrats", "Social Democrats"),
        ("The talks were held in Oslo.", "Oslo", None),
        ("The envoy arrived in Oslo and left Oslo.", "Oslo", None),
        ("Oslo said no.", "Oslo", "Norway"),
        ("They sent the proposals to Oslo.", "Oslo", "Norway"),
    ],
)
def test_names_at_the_head_of_the_phrase(text: str, words: str, agent: str | None) -> None:
    assert name_at(text, words) == agent


def test_nested_and_joined_mentions_each_stand_alone() -> None:
    text = "Norway's Foreign Ministry and the European Union refused."
    names = [mention.agent for mention in links_of(text).mentions]
    assert names == ["Norway", "Norwegian Foreign Ministry", "European Union"]


def test_a_person_acts_for_state_body_or_organisation() -> None:
    text = (
        "Danish Foreign Minister Ida Holm met NATO Secretary General Lars Dahl. State Department spokesman "
        "Ned Baker said nothing."
    )
    agents = links_of(text).agents
    assert agents["Ida Holm"].of == "Denmark"
    assert agents["Ida Holm"].office == "foreign minister"
    assert agents["Lars Dahl"].of == "NATO"
    assert agents["Ned Baker"].of == "U.S. Department of State"
    assert agents["U.S. Department of State"].of == "United States"


def test_a_title_counts_even_where_only_a_later_line_gives_the_name() -> None:
    text = "Sweden's top diplomat said no.\n\nForeign Minister Karl Brandt told Sweden's parliament so."
    assert name_at(text, "top diplomat") == "Karl Brandt"


def test_he_is_not_whom_the_same_clause_names() -> None:
    text = "Brandt said Holm wanted an answer. He called on Holm to wait. Karl Brandt and Ida Holm met."
    assert name_at(text, "He") == "Karl Brandt"


def test_it_is_not_whose_demands_it_rejects() -> None:
    text = "Moscow wrote again to Washington because it and NATO had refused Russia's wishes."
    assert name_at(text, "it") == "United States"


def test_she_passes_over_a_man() -> None:
    text = "Maria Holt said no. John Baker said yes. She then left."
    assert name_at(text, "She") == "Maria Holt"


def test_a_pronoun_without_candidate_is_a_doubt() -> None:
    links = links_of("He said no.")
    assert [mention.agent for mention in links.mentions] == [None]
    assert [doubt.code for doubt in links.doubts] == ["who"]


def test_a_seat_of_several_bodies_is_a_doubt_unless_one_is_named() -> None:
    assert [doubt.code for doubt in links_of("Brussels said no.").doubts] == ["who"]
    assert name_at("The European Union waits. Brussels said no.", "Brussels") == "European Union"


def test_unnamed_persons_are_anonymous_and_bodies_are_not() -> None:
    agents = links_of("Danish officials and a senior diplomatic source disagreed with Western governments.").agents
    assert agents["Danish officials"].anonymous
    assert agents["senior diplomatic source (unnamed)"].anonymous
    assert agents["Western governments"].kind is AgentKind.GROUP


def test_a_surname_that_is_a_word_is_the_person() -> None:
    text = 'Spokesman Ned Price spoke. "This matters," Price said.'
    assert name_at(text, 'matters," Price') == "Ned Price"


def test_hyphens_and_particles_belong_to_the_name() -> None:
    text = "Foreign Minister Park Ki-moon and Prime Minister Nabil al-Masri spoke. Al-Masri said no."
    agents = links_of(text).agents
    assert {"Park Ki-moon", "Nabil al-Masri"} <= set(agents)


def test_groups_and_those_for_whom_agents_act_are_among_the_agents() -> None:
    agents = links_of("Japan and Chile met. Both countries said the Chilean Foreign Ministry was ready.").agents
    assert agents["Japan and Chile"].kind is AgentKind.GROUP
    assert {"Japan", "Chile"} <= set(agents)


def test_headlines_and_empty_documents_have_no_mentions() -> None:
    assert links_of("").mentions == ()
