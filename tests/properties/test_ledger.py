"""What holds for any documents: none is altered, their order never shows, none is seen early."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import pairwise
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.brief import render
from dragoman.exchange import judged
from dragoman.ledger import Ledger
from dragoman.ledger import kept as keeping
from dragoman.model import (
    Agent,
    AgentKind,
    Anchor,
    Document,
    Doubt,
    JudgementKind,
    Mode,
    Move,
    MoveKind,
    MoveStatus,
    OffsetMap,
    Passage,
    Polarity,
    Published,
    Reading,
    Statement,
    Timex,
    TimexType,
    Zone,
    bounds,
    content_id,
    in_force,
)
from dragoman.pipeline.kept import kept
from dragoman.pipeline.states import changes, state_of

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
names = st.lists(words, max_size=3).map(tuple)
maybe = st.none() | words
days = st.dates(date(2021, 12, 1), date(2022, 3, 1)).map(str)
dates = days | days.map(lambda day: day[:7])


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document of any text that was taken as it is, with or without a date."""
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
    raw = text.encode()
    return Document(
        id=content_id("doc", raw),
        file=draw(words),
        raw=raw,
        encoding="utf-8",
        original=text,
        text=text,
        offsets=OffsetMap.identity(len(text)),
        passages=(Passage(draw(st.sampled_from(Zone)), 0, len(text)),),
        language="en",
        title=draw(maybe),
        outlet=draw(maybe),
        url=draw(maybe),
        published=draw(st.none() | st.builds(Published, dates, words, words)),
        doubts=draw(st.lists(st.builds(Doubt, words, words), max_size=1).map(tuple)),
    )


@st.composite
def readings(draw: st.DrawFn, document: Document) -> Reading:
    """A reading of the document with values of every kind and every field."""

    @st.composite
    def passages(draw: st.DrawFn) -> Anchor:
        start = draw(st.integers(0, len(document.text) - 1))
        return document.anchor(start, draw(st.integers(start + 1, len(document.text))))

    def tuples(values: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
        return st.lists(values, max_size=2).map(tuple)

    anchors = passages()
    statements = st.builds(
        Statement,
        id=words,
        speakers=names,
        via=names,
        anonymous=st.booleans(),
        mode=st.sampled_from(Mode),
        polarity=st.sampled_from(Polarity),
        content_text=words,
        said_on=st.none() | dates,
        source=st.none() | anchors,
        cue=st.none() | anchors,
        content=tuples(anchors),
        evidence=anchors,
        addressees=names,
        nested=st.booleans(),
        reader=words,
    )
    moves = st.builds(
        Move,
        id=words,
        kind=st.sampled_from(MoveKind),
        by=names,
        to=names,
        what=words,
        status=st.sampled_from(MoveStatus),
        event_date=maybe,
        evidence=anchors,
        due=maybe,
        due_evidence=st.none() | anchors,
        condition=maybe,
        hedge=maybe,
        place=maybe,
        according_to=names,
        via=names,
        anonymous=st.booleans(),
        negated=st.booleans(),
        statement=maybe,
        reader=words,
    )
    timexes = st.builds(
        lambda at, kind, value: Timex(at.start, at.end, kind, value, value, at.exact, "rule"),
        anchors,
        st.sampled_from(TimexType),
        maybe,
    )
    return Reading(
        id=draw(words),
        document=document.id,
        reader=draw(words),
        statements=draw(tuples(statements)),
        moves=draw(tuples(moves)),
        agents=draw(tuples(st.builds(Agent, words, st.sampled_from(AgentKind), maybe, maybe, names, maybe))),
        timexes=draw(tuples(timexes)),
        doubts=draw(tuples(st.builds(Doubt, words, words, st.none() | anchors))),
    )


Read = tuple[Document, Reading]
read = documents().flatmap(lambda document: st.tuples(st.just(document), readings(document)))
several = st.lists(read, min_size=1, max_size=5, unique_by=lambda each: each[0].id)


def filled(reads: list[Read]) -> Ledger:
    ledger = Ledger.open("sqlite://", now=lambda: datetime(2022, 4, 1, tzinfo=UTC))
    for document, reading in reads:
        ledger.append(document, reading)
    return ledger


@given(read)
@settings(max_examples=60, deadline=None)
def test_what_is_kept_comes_back_as_it_was_and_checks(each: Read) -> None:
    with filled([each]) as ledger:
        assert ledger.document(each[0].id) == each
        assert ledger.check() == ()
        assert ledger.append(*each) == "unchanged"


@given(several, st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_the_order_of_appending_never_shows(reads: list[Read], random: object) -> None:
    shuffled = list(reads)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    with filled(reads) as one, filled(shuffled) as other:
        assert one.entries() == other.entries()
        assert one.documents(as_of="2022-01") == other.documents(as_of="2022-01")


@given(several)
@settings(max_examples=25, deadline=None)
def test_as_of_never_sees_a_later_document_nor_what_later_ones_did(reads: list[Read]) -> None:
    ids = sorted(document.id for document, _ in reads)
    with filled(reads) as ledger:
        for old, new in pairwise(ids):
            ledger.judge(JudgementKind.SUPERSEDE, (old, new), author="Ana Berg")
        for day in (date(2021, 12, 1) + timedelta(days=n) for n in range(0, 91, 15)):
            seen = [d for d, _ in reads if d.published and bounds(d.published.date).last <= day]
            known = {document.id for document in seen}
            infos = ledger.documents(as_of=str(day))
            assert {info.id for info in infos} == known
            assert {info.superseded_by for info in infos} <= known | {None}
            last = max(known, default=None)
            standing = {last} if last else set()
            assert {entry.document.id for entry in ledger.entries(as_of=str(day))} <= standing
            assert {info.id for info in infos if info.superseded_by is None} == standing


@given(several, days)
@settings(max_examples=25, deadline=None)
def test_as_of_equals_a_record_of_the_earlier_documents_alone(reads: list[Read], day: str) -> None:
    earlier = [(d, r) for d, r in reads if d.published and bounds(d.published.date).last.isoformat() <= day]
    with filled(reads) as whole, filled(earlier) as part:
        assert whole.entries(as_of=day) == part.entries()


@given(documents(), st.data())
@settings(max_examples=25, deadline=None)
def test_check_tells_an_anchor_whose_words_are_not_there(document: Document, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(document.text) - 1))
    true = document.anchor(start, start + 1)
    false = dataclasses.replace(true, exact="x" if true.exact != "x" else "y")
    doubts = (Doubt("true", "as it stands", true), Doubt("false", "as it does not stand", false))
    with filled([(document, Reading("r", document.id, "rules", (), (), (), (), doubts))]) as ledger:
        (fault,) = ledger.check()
        assert fault.document == document.id
        assert [e.value for e in ledger.entries() if e.id == fault.entry] == [doubts[1]]


twice = documents().flatmap(lambda document: st.tuples(st.just(document), readings(document), readings(document)))
reread = st.lists(twice, min_size=1, max_size=4, unique_by=lambda each: each[0].id)


@given(reread)
@settings(max_examples=25, deadline=None)
def test_what_the_record_held_on_a_day_comes_back(reads: list[tuple[Document, Reading, Reading]]) -> None:
    clock = [datetime(2022, 4, 1, tzinfo=UTC)]
    with Ledger.open("sqlite://", now=lambda: clock[0]) as ledger:
        for document, first, _ in reads:
            ledger.append(document, first)
        before = ledger.entries()
        clock[0] += timedelta(days=1)
        changed = {d.id for d, _, second in reads if ledger.append(d, second) == "superseded"}
        assert ledger.entries(recorded="2022-04-01") == before
        assert ledger.entries(recorded="2022-04-02") == ledger.entries(recorded="2022-03-31") == ledger.entries()
        assert ledger.reread("2022-04-01", "2022-04-02") == changed


@given(reread, st.data())
@settings(max_examples=25, deadline=None)
def test_a_judgement_survives_any_new_reading(
    reads: list[tuple[Document, Reading, Reading]], data: st.DataObject
) -> None:
    with filled([(document, first) for document, first, _ in reads]) as ledger:
        alone = [e for e in ledger.entries() if [x.id for x in ledger.entries()].count(e.id) == 1 and e.id]
        if not alone:
            return
        chosen = data.draw(st.sampled_from(alone))
        made = ledger.judge(JudgementKind.REJECT, [chosen.id], author="Ana Berg")
        assert chosen not in judged(ledger.entries(), ledger.judgements())
        for document, _, second in reads:
            ledger.append(document, second)
        assert ledger.judgements() == (made,)
        assert made.ties[0].value == chosen.value
        left = judged(ledger.entries(), ledger.judgements())
        assert chosen.value not in [e.value for e in left if e.document.id == chosen.document.id and e.id == chosen.id]


@given(several, st.randoms(use_true_random=False), days)
@settings(max_examples=25, deadline=None)
def test_a_report_that_arrives_late_leaves_the_state_it_would_have_left_in_time(
    reads: list[Read], random: object, day: str
) -> None:
    shuffled = list(reads)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    with filled(reads) as one, filled(shuffled) as other:
        assert state_of(one, as_of=day) == state_of(other, as_of=day)
        assert state_of(one) == state_of(other)
        assert changes(one, "2022-01-01", day).differences == changes(other, "2022-01-01", day).differences


def brief(ledger: Ledger, as_of: str | None) -> str:
    return render(state_of(ledger, as_of=as_of), format="text")


steps = st.lists(st.sampled_from(["append", "append", "judge", "withdraw", "brief", "brief as of"]), max_size=10)


@given(several, steps, st.data())
@settings(max_examples=20, deadline=None)
def test_a_kept_brief_is_the_brief_of_the_full_fold(reads: list[Read], steps: list[str], data: st.DataObject) -> None:
    waiting = list(reads)
    with mock.patch.object(keeping, "LEAST", 0), filled([waiting.pop()]) as ledger:
        for step in (*steps, "brief", "brief as of"):
            standing = in_force(ledger.judgements())
            if step == "append" and waiting:
                ledger.append(*waiting.pop())
            elif step == "judge":
                ids = [info.id for info in ledger.documents()]
                ledger.judge(JudgementKind.REJECT, [data.draw(st.sampled_from(ids))], author="Ana Berg")
            elif step == "withdraw" and standing:
                ledger.withdraw(standing[0].id, author="Ana Berg")
            elif step.startswith("brief"):
                as_of = "2022-01" if step == "brief as of" else None
                anew = partial(brief, ledger, as_of)
                assert kept(ledger, "brief", as_of, anew) == anew()
