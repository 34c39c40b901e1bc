"""Links of any text: no exception, mentions within the text, heads within mentions, the same again the second time."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.linking import Coder, link, load_register
from dragoman.model import Document, Links, OffsetMap, Passage, Published, Zone, content_id
from dragoman.parsing import parse

WORDS = [
    "Oslo", "Norway", "Norwegian", "the", "a", "an", "said", "told", "that", "he", "she", "it", "they", "who",
    "his", "its", "official", "officials", "ministry", "Foreign", "Ministry", "Minister", "minister", "Karl",
    "Brandt", "-", "al", "moon", "of", "in", "to", "from", "and", ",", ".", '"', "“", "”", "'s", "’s", "(", ")",
    "NATO", "U.S.", "Embassy", "both", "two", "sides", "countries", "Brussels", "The", "Washington", "Post",
    "statement", "report", "reports", "president", "Mr.", "Secretary", "State", "administration", "union", "party",
    "company", "Obama", "Merkel", "chancellor", "German", "former", "BNP", "Roche", "some", "others", "\n", "İ",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))


def linked(text: str) -> tuple[Document, Links]:
    offsets = OffsetMap.identity(len(text))
    passages = (Passage(Zone.BODY, 0, len(text)),)
    published = Published("2015-09-15", "user", "2015-09-15")
    document = Document(
        content_id("doc", text), "a.txt", b"", "utf-8", text, text, offsets, passages, "en", published=published
    )
    return document, link(document, parse(document))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_mentions_lie_in_the_text_and_name_agents(text: str) -> None:
    _, links = linked(text)
    for mention in links.mentions:
        assert 0 <= mention.start <= mention.head < mention.end <= len(text)
        assert mention.agent is None or links.agents[mention.agent].name == mention.agent
    for agent in links.agents.values():
        assert agent.of is None or agent.of in links.agents


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_linking_twice_gives_the_same(text: str) -> None:
    assert linked(text) == linked(text)


def test_deep_and_long_phrases_are_bounded() -> None:
    chains = ("the aide of the head " * 300, "Norway and " * 900, "Karl Brandt, " * 500, "Oslo's " * 600)
    for text in chains:
        _, links = linked(text)
        assert links.agents


CODER = Coder(load_register())


@given(TEXTS, TEXTS, st.sampled_from([None, "2015", "2015-09", "2015-09-15", "3000-01-01", "no day"]))
def test_any_mention_is_coded_and_alike_the_second_time(mention: str, context: str, on: str | None) -> None:
    known = CODER.code(mention, context=context, on=on)
    assert known == CODER.code(mention, context=context, on=on)
    assert known.country is None or len(known.country) == 3
    assert len(known.sectors) <= 2
