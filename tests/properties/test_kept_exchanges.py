"""What is kept of single reports and exchanges is as good as a fold of everything, whatever is read and judged."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.exchange import Exchanges, fold, outline
from dragoman.ledger import Ledger
from dragoman.ledger import kept as keeping
from dragoman.model import (
    Agent,
    AgentKind,
    BadInput,
    Change,
    Document,
    ExchangeState,
    JudgementKind,
    Move,
    MoveKind,
    MoveStatus,
    OffsetMap,
    Passage,
    Published,
    Reading,
    Tie,
    Zone,
    content_id,
)
from dragoman.pipeline import overview as at_a_glance
from dragoman.pipeline.exchanges import exchanges_of
from dragoman.pipeline.states import state_of

PARTIES = ("Arland", "Borduria", "Port Union", "Harbour Board", "Ana Berg")
MATTERS = ("opening the border posts", "the release of the crew", "higher pay for dockers", "sharing the river water")
DAYS = ("2024-01-10", "2024-02-20", "2024-09-01", None)

numbers = itertools.count()
pairs = st.lists(st.sampled_from(PARTIES), min_size=2, max_size=2, unique=True)
told = st.tuples(
    st.sampled_from([MoveKind.DEMAND, MoveKind.REPLY, MoveKind.REJECTION, MoveKind.MEETING]),
    pairs,
    st.sampled_from(MATTERS),
    st.booleans(),
)
reports = st.tuples(st.sampled_from(DAYS), st.lists(told, max_size=3))

BEGUN = (
    ("2024-01-10", [(MoveKind.DEMAND, ["Arland", "Borduria"], MATTERS[0], False)]),
    ("2024-01-10", [(MoveKind.DEMAND, ["Port Union", "Harbour Board"], MATTERS[2], True)]),
)
"""Two exchanges that every record begins with."""

Step = Callable[[Ledger], object]


def _document(number: int, day: str | None, moves: Iterable[tuple[MoveKind, list[str], str, bool]]) -> Document:
    text = f"Report {number}. " + " ".join(f"{by} and {to} on {what}." for _, (by, to), what, _ in moves)
    return Document(
        id=content_id("doc", text),
        file=f"{number}.txt",
        raw=text.encode(),
        encoding="utf-8",
        original=text,
        text=text,
        offsets=OffsetMap.identity(len(text)),
        passages=(Passage(Zone.BODY, 0, len(text)),),
        language="en",
        outlet="Northern Post",
        published=Published(day, "user", day) if day else None,
    )


def _reading(document: Document, moves: Iterable[tuple[MoveKind, list[str], str, bool]]) -> Reading:
    whole = document.anchor(0, len(document.text))
    found = tuple(
        Move(
            id=content_id("mov", document.id, str(number)),
            kind=kind,
            by=(by,),
            to=(to,),
            what=what,
            status=MoveStatus.AWAITED if kind is MoveKind.REPLY else MoveStatus.MADE,
            event_date=None,
            evidence=whole,
            according_to=("official (unnamed)",) if unnamed else (),
            anonymous=unnamed,
        )
        for number, (kind, (by, to), what, unnamed) in enumerate(moves)
    )
    agents = (
        Agent("Arland", AgentKind.STATE),
        Agent("Borduria", AgentKind.STATE),
        Agent("Port Union", AgentKind.ORGANISATION),
        Agent("Harbour Board", AgentKind.ORGANISATION),
        Agent("Ana Berg", AgentKind.PERSON, of="Port Union"),
        Agent("official (unnamed)", AgentKind.UNNAMED),
    )
    return Reading(content_id("rdg", document.id), document.id, "rules 1", (), found, agents, (), (), ())


def _read(report: tuple[str | None, list[tuple[MoveKind, list[str], str, bool]]]) -> Step:
    def step(ledger: Ledger) -> None:
        document = _document(next(numbers), *report)
        ledger.append(document, _reading(document, report[1]))

    return step


def _judge(kind: JudgementKind, which: int, *changes: Change) -> Step:
    def step(ledger: Ledger) -> None:
        documents = ledger.documents()
        if documents:
            ledger.judge(kind, [documents[which % len(documents)].id], author="Ana Berg", changes=changes)

    return step


def _reject_entry(which: int) -> Step:
    def step(ledger: Ledger) -> None:
        moves = [entry for entry in ledger.entries() if isinstance(entry.value, Move)]
        if moves:
            ledger.judge(JudgementKind.REJECT, [moves[which % len(moves)].id], author="Ana Berg")

    return step


def _supersede(one: int, other: int) -> Step:
    def step(ledger: Ledger) -> None:
        documents = ledger.documents()
        if len(documents) > 1:
            ids = [documents[n % len(documents)].id for n in (one, other)]
            ledger.judge(JudgementKind.SUPERSEDE, ids, author="Ana Berg")

    return step


def _merge(names: list[str]) -> Step:
    def step(ledger: Ledger) -> None:
        ledger.judge(JudgementKind.MERGE, [Tie("party", name, name) for name in names], author="Ana Berg")

    return step


def _withdraw(which: int) -> Step:
    def step(ledger: Ledger) -> None:
        made = ledger.judgements()
        if made:
            ledger.withdraw(made[which % len(made)].id, author="Ana Berg")

    return step


any_number = st.integers(0, 9)
steps = st.one_of(
    reports.map(_read),
    reports.map(_read),
    reports.map(_read),
    any_number.map(lambda n: _judge(JudgementKind.REJECT, n)),
    any_number.map(lambda n: _judge(JudgementKind.EDIT, n, Change("exchange", ("The river",)))),
    any_number.map(_reject_entry),
    st.tuples(any_number, any_number).map(lambda pair: _supersede(*pair)),
    pairs.map(_merge),
    any_number.map(_withdraw),
)


def _whole(ledger: Ledger, day: str | None, exchange: str | None = None) -> ExchangeState:
    """The state folded from everything, as if nothing had ever been kept."""
    return fold(
        ledger.entries(as_of=day),
        as_of=day,
        undated=ledger.undated(),
        judgements=ledger.judgements(),
        exchange=exchange,
    )


@settings(max_examples=40)
@given(st.lists(steps, min_size=1, max_size=7), st.sampled_from([None, "2024-02-20"]))
def test_what_is_kept_is_what_a_fold_of_everything_gives(taken: list[Step], day: str | None) -> None:
    with (
        mock.patch.object(keeping, "LEAST", 0),
        mock.patch.object(at_a_glance, "LARGE", 0),
        Ledger.open("sqlite://") as ledger,
    ):
        for step in (*map(_read, BEGUN), *taken):
            with suppress(BadInput):  # what contradicts an earlier judgement is refused
                step(ledger)
            found = _whole(ledger, day).negotiations
            assert exchanges_of(ledger, ledger.judgements(), day).exchanges.held == found
            for negotiation in found:
                assert state_of(ledger, as_of=day, exchange=negotiation.name) == _whole(ledger, day, negotiation.name)
            seen = at_a_glance.glance(ledger, as_of=day)
            assert seen is None or seen.exchanges == found
            for told_of in seen.overview.outlines if seen else ():
                assert told_of == _outlined(ledger, next(n for n in found if n.name == told_of.name))


def _outlined(ledger: Ledger, negotiation: object) -> object:
    """The outline made of the entries of the whole record."""
    among = Exchanges((negotiation,), None, 0)
    state = fold(ledger.entries(), judgements=ledger.judgements(), exchange=negotiation.name, among=among)
    return replace(outline(state, negotiation), name=negotiation.name)
