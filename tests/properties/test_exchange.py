"""What holds of the fold for any record."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.exchange import diff, fold, item_tie, judged
from dragoman.model import (
    Agent,
    AgentKind,
    Anchor,
    Change,
    DocumentInfo,
    Doubt,
    Entry,
    Judgement,
    JudgementKind,
    Mode,
    Move,
    MoveKind,
    MoveStatus,
    Polarity,
    Published,
    Statement,
    Tie,
    in_force,
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


def evidence(state):
    """The words of documents that statements and doubts of a state rest on."""
    return {words for told in (*state.statements, *state.doubts) for words in told.evidence}


@given(records(), st.sampled_from(["2024-03-01", "2024-03-02", "2024-03-10"]))
def test_as_of_is_monotone_in_evidence(entries, day):
    early, late = fold(entries, as_of=day), fold(entries, as_of="2024-03-31")
    assert {d.id for d in early.documents} <= {d.id for d in late.documents}
    assert evidence(early) <= evidence(late)
    shown = {words for item in items(early) for words in item.evidence}
    assert {words.document for words in shown} <= {d.id for d in early.documents}


@given(records())
def test_a_document_superseded_later_keeps_its_claims_until_then(entries):
    """The report of 2 March is corrected on the 20th: up to the 19th nothing changes, from then on it is gone."""
    old, new = documents["2024-03-02"], documents["2024-03-20"]
    edited = replace(old, superseded_by=new.id)
    corrected = [replace(e, document=edited) if e.document == old else e for e in entries]
    corrected.append(Entry("new", new, Agent("Arland", AgentKind.STATE)))
    before, after = fold(corrected, as_of="2024-03-19"), fold(corrected, as_of="2024-03-20")
    as_it_was = fold([e for e in entries if e.document != new], as_of="2024-03-19")
    assert unsuperseded(before) == unsuperseded(as_it_was)
    assert old.id not in {d.id for d in after.documents}
    assert old.id not in {words.document for item in items(after) for words in item.evidence}


def unsuperseded(state):
    """The state, its documents without the note that an edition supersedes them."""
    return replace(state, documents=tuple(replace(d, superseded_by=None) for d in state.documents))


@st.composite
def judgements(draw, entries):
    """Judgements of any sort about entries, agents and documents of the record, some of them withdrawn."""
    made = []
    for n in range(draw(st.integers(0, 4))):
        kind = draw(st.sampled_from([k for k in JudgementKind if k is not JudgementKind.SUPERSEDE]))
        if kind is JudgementKind.WITHDRAW and made:
            back = draw(st.sampled_from(made))
            ties = (Tie("judgement", back.id),)
        elif kind in (JudgementKind.MERGE, JudgementKind.KEEP_APART):
            alike = draw(st.sampled_from([group for group in joinable(entries) if len(group) > 1]))
            ties = tuple(draw(st.lists(st.sampled_from(alike), min_size=2, max_size=3, unique_by=lambda t: t.id)))
        elif entries and kind is not JudgementKind.WITHDRAW:
            ties = (tie(draw(st.sampled_from(entries))),)
        else:
            continue
        changes = (Change("of", ("Arland",)),) if ties[0].kind == "agent" else (Change("via", ("Post",)),)
        edit = kind is JudgementKind.EDIT and ties[0].kind != "doubt"
        ids = tuple(t.id for t in ties)
        made.append(
            Judgement(f"j{n}", kind, ids, "Kari Lund", f"2024-04-0{n + 1}", None, ties, changes if edit else ())
        )
    return made


def joinable(entries):
    """What can be merged or kept apart: names, tellings, items of one sort."""
    state = fold(entries)
    yield [Tie("party", f"party-{name}", name) for name in NAMES]
    yield [tie(e) for e in entries if isinstance(e.value, Statement | Move)]
    yield [item_tie("dispute", dispute) for dispute in state.disputes]
    yield [item_tie("reply", reply) for reply in state.replies]


def tie(entry):
    value = entry.value
    kind = type(value).__name__.lower()
    anchor = getattr(value, "evidence", None) or getattr(value, "anchor", None)
    place = (
        (anchor.exact, entry.document.id, anchor.start, anchor.end) if anchor else ("", entry.document.id, None, None)
    )
    return Tie(kind, entry.id, *place, value)


judged_records = records().flatmap(lambda entries: st.tuples(st.just(entries), judgements(entries)))


@given(judged_records, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_entries_does_not_matter_with_judgements(record, random):
    entries, made = record
    shuffled = list(entries)
    random.shuffle(shuffled)
    assert fold(shuffled, judgements=made) == fold(entries, judgements=made)


@given(judged_records)
@settings(deadline=None)
def test_all_judgements_withdrawn_leave_what_was_read(record):
    entries, made = record
    standing = in_force(made)
    ties = tuple(Tie("judgement", judgement.id) for judgement in standing)
    back = Judgement("back", JudgementKind.WITHDRAW, tuple(t.id for t in ties), "Kari Lund", "2024-04-09", None, ties)
    assert fold(entries, judgements=[*made, back]) == fold(entries)


@given(records(), st.data())
@settings(deadline=None)
def test_a_judgement_finds_its_entry_whatever_id_a_newer_reader_gives_it(entries, data):
    """Entries that stand alone on their words: what was judged of one holds for its successor."""
    alone = [e for e in entries if tie(e).start is not None and not isinstance(e.value, Doubt) and is_alone(e, entries)]
    if not alone:
        return
    chosen = data.draw(st.sampled_from(alone))
    held = tie(chosen)
    rejected = Judgement("j1", JudgementKind.REJECT, (held.id,), "Kari Lund", "2024-04-01", None, (held,))
    renamed = [replace(e, id=f"new-{e.id}") for e in entries]
    kept = {e.id.removeprefix("new-") for e in judged(renamed, [rejected])}
    assert kept == {e.id for e in judged(entries, [rejected])} == {e.id for e in entries if e is not chosen}


TOPICS = (
    "the camp had been shelled",
    "prisoners were moved in March",
    "a letter had been opened",
    "the bridge was cut",
)


@st.composite
def quarrels(draw):
    """Reports in which one party denies what another says."""
    told = draw(st.lists(st.tuples(st.sampled_from(TOPICS), st.sampled_from(sorted(documents, key=str))), max_size=6))
    entries = []
    for n, (topic, day) in enumerate(told):
        for m, (speaker, polarity) in enumerate((("Arland", Polarity.ASSERTED), ("Borduria", Polarity.DENIED))):
            start = 200 * n + 100 * m
            value = replace(
                draw(statements),
                id=f"s{n}{m}",
                speakers=(speaker,),
                via=(),
                polarity=polarity,
                content_text=topic,
                cue=None,
                evidence=Anchor(start, start + len(topic), topic),
            )
            entries.append(Entry(value.id, documents[day], value))
    return entries


@given(quarrels(), st.data())
@settings(deadline=None)
def test_merged_disputes_keep_every_account_and_the_order_of_merges_does_not_matter(entries, data):
    before = fold(entries).disputes
    if len(before) < 2:
        return
    pairs = [
        data.draw(st.lists(st.sampled_from(before), min_size=2, max_size=2, unique_by=lambda d: d.id)) for _ in "12"
    ]
    ties = [tuple(item_tie("dispute", dispute) for dispute in pair) for pair in pairs]
    made = [
        Judgement(f"j{n}", JudgementKind.MERGE, tuple(t.id for t in pair), "Kari Lund", "2024-04-01", None, pair)
        for n, pair in enumerate(ties)
    ]
    after = [fold(entries, judgements=order).disputes for order in (made, made[::-1])]
    assert len(after[0]) < len(before)
    assert {told_in(dispute) for dispute in after[0]} == {told_in(dispute) for dispute in after[1]}
    assert frozenset().union(*map(told_in, before)) == frozenset().union(*map(told_in, after[0]))


def told_in(dispute):
    """Who holds what in a dispute, on which words."""
    return frozenset((a.holder, a.via, a.position, words) for a in dispute.accounts for words in a.evidence)


@given(quarrels(), st.data())
@settings(deadline=None)
def test_statements_kept_apart_are_in_no_dispute_together(entries, data):
    if not entries:
        return
    pair = data.draw(st.lists(st.sampled_from(entries), min_size=2, max_size=2, unique_by=lambda e: e.id))
    ties = tuple(map(tie, pair))
    apart = Judgement("j1", JudgementKind.KEEP_APART, tuple(t.id for t in ties), "K", "2024-04-01", None, ties)
    for dispute in fold(entries, judgements=[apart]).disputes:
        words = {(e.document, e.start, e.end) for a in dispute.accounts for e in a.evidence}
        assert not {(t.document, t.start, t.end) for t in ties} <= words


def is_alone(entry, entries):
    """Does no other entry of the document and sort touch its words?"""
    anchor = entry.value.evidence
    others = [
        e.value.evidence
        for e in entries
        if e is not entry and e.document == entry.document and type(e.value) is type(entry.value)
    ]
    return not any(anchor.meets(other) for other in others)


@given(records())
@settings(deadline=None)
def test_without_unnamed_sources_nothing_rests_on_them(entries):
    state = fold(entries, named_only=True)
    assert not any(step.anonymous for item in (*state.demands, *state.meetings) for step in item.history)
    assert not any(voice.anonymous for voice in state.statements)
    assert not any(origin.anonymous for backing in state.backing for origin in backing.origins)


@given(records())
@settings(deadline=None)
def test_every_item_has_its_reports_and_origins(entries):
    state = fold(entries)
    known = {backing.subject: backing for backing in state.backing}
    assert set(known) == {item.id for item in (*items(state), *state.disputes)}
    for item in items(state):
        assert known[item.id].reports == len({words.document for words in item.evidence})
        assert known[item.id].origins


@given(records(), st.sampled_from(["2024-03-01", "2024-03-03", "2024-03-25"]))
@settings(deadline=None)
def test_a_diff_tells_nothing_of_two_states_that_are_alike_and_all_of_others(entries, day):
    early, late = fold(entries, as_of=day), fold(entries, as_of="2024-03-31")
    assert diff(late, late).differences == ()
    found = diff(early, late).differences
    told = {id_ for d in found for id_ in (getattr(d.before, "id", None), getattr(d.after, "id", None))}
    before, after = ({i.id: i for i in (*items(s), *s.disputes)} for s in (early, late))
    assert {id_ for id_ in {*before, *after} if (id_ in before) is not (id_ in after)} <= told
    assert all(difference.reasons for difference in found)
