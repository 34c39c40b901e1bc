"""What holds of the fold for any record."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.exchange import fold
from dragoman.model import (
    Agent,
    AgentKind,
    Anchor,
    DocumentInfo,
    Doubt,
    Entry,
    Mode,
    Move,
    MoveKind,
    MoveStatus,
    Polarity,
    Published,
    Statement,
)

NAMES = ("Arland", "Borduria", "Ana Berg", "Berg", "Tomas Lind", "envoy (unnamed)")
PHRASES = (
    "a written answer",
    "to free 40 prisoners",
    "the release of the captives",
    "not to free prisoners",
    "talks in Oslo",
    "the letter was not about the prisoners",
    "Arland of shelling the camp",
    "",
)
DAYS = ("2024-03-01", "2024-03-09", "2024-03-09/2024-03-12", "2024-04", "no day")

names = st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(tuple)
anchors = st.builds(
    lambda start, words: Anchor(start, start + len(words), words),
    st.integers(0, 60),
    st.sampled_from([p for p in PHRASES if p]),
)
days = st.none() | st.sampled_from(DAYS)
agents = st.builds(Agent, st.sampled_from(NAMES), st.sampled_from(AgentKind), st.none() | st.sampled_from(NAMES))
moves = st.builds(
    Move,
    id=st.just("m"),
    kind=st.sampled_from(MoveKind),
    by=names,
    to=names,
    what=st.sampled_from(PHRASES) | st.text(max_size=20),
    status=st.sampled_from(MoveStatus),
    event_date=days,
    evidence=anchors,
    due=days,
    hedge=st.none() | st.just("some of"),
    according_to=names,
    anonymous=st.booleans(),
    negated=st.booleans(),
)
statements = st.builds(
    Statement,
    id=st.sampled_from(["s1", "s2"]),
    speakers=names,
    via=names,
    anonymous=st.booleans(),
    mode=st.sampled_from(Mode),
    polarity=st.sampled_from(Polarity),
    content_text=st.sampled_from(PHRASES),
    said_on=days,
    source=st.none(),
    cue=st.none() | st.just(Anchor(0, 7, "accused")),
    content=st.lists(anchors, max_size=2).map(tuple),
    evidence=anchors,
)
doubts = st.builds(Doubt, st.just("code"), st.just("message"), st.none() | anchors)
documents = {
    day: DocumentInfo(f"doc-{n}", f"{n}.txt", published=Published(day, "user", day) if day else None)
    for n, day in enumerate(("2024-03-02", "2024-03-05", "2024-03-20", None))
}


@st.composite
def records(draw: st.DrawFn) -> list[Entry]:
    values = draw(st.lists(moves | moves | statements | agents | doubts, max_size=12))
    homes = [draw(st.sampled_from(sorted(documents, key=str))) for _ in values]
    return [Entry(f"e{n}", documents[home], value) for n, (home, value) in enumerate(zip(homes, values, strict=True))]


def items(state):
    return (*state.demands, *state.replies, *state.meetings, *state.decisions, *state.warnings)


@given(records(), st.randoms(use_true_random=False))
def test_the_order_of_entries_does_not_matter(entries, random):
    shuffled = list(entries)
    random.shuffle(shuffled)
    assert fold(shuffled) == fold(entries)


@given(records())
def test_as_of_a_day_nothing_later_is_seen(entries):
    day = "2024-03-10"
    early = [e for e in entries if e.document in (documents["2024-03-02"], documents["2024-03-05"])]
    undated = [e for e in entries if e.document.published is None]
    assert fold(entries, as_of=day) == fold([*early, *undated], as_of=day)
    assert {d.id for d in fold(entries, as_of=day).documents} <= {"doc-0", "doc-1"}


@given(records())
@settings(max_examples=150)
def test_every_item_and_every_step_has_evidence_and_a_rule(entries):
    state = fold(entries)
    assert all(item.evidence for item in items(state))
    for item in (*state.demands, *state.replies, *state.meetings):
        assert item.history and item.history[-1].status == item.status
        assert all(step.rule and step.evidence for step in item.history)
    for account in (a for item in (*state.replies, *state.disputes) for a in item.accounts):
        assert account.evidence and account.holder


@given(records())
def test_ids_are_stable_between_days(entries):
    dated = [e for e in entries if e.document.published]
    early = fold([e for e in dated if e.document.id == "doc-0"])
    assert {i.id for i in early.demands} <= {i.id for i in fold(dated).demands}


@given(records())
def test_a_dispute_has_two_holders(entries):
    for dispute in fold(entries).disputes:
        assert len({a.holder for a in dispute.accounts}) >= 2
