"""What a person is asked to look at first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.model import (
    Account,
    Agent,
    AgentKind,
    Anchor,
    Dispute,
    DocumentInfo,
    Doubt,
    Entry,
    Evidence,
    ExchangeState,
    Mode,
    Polarity,
    Position,
    Statement,
    Verdict,
)
from dragoman.pipeline.review import Question, queue

REPORT = DocumentInfo("doc-1", "a.txt")


def _said(number: int, **changes: object) -> Entry:
    anchor = Anchor(100 * number, 100 * number + 50, "x" * 50)
    statement = Statement(
        id=f"stm-{number}",
        speakers=("Ana Berg",),
        via=(),
        anonymous=False,
        mode=Mode.INDIRECT,
        polarity=Polarity.ASSERTED,
        content_text="x",
        said_on=None,
        source=None,
        cue=None,
        content=(anchor,),
        evidence=anchor,
    )
    return Entry(statement.id, REPORT, replace(statement, **changes))  # type: ignore[arg-type]


def _disputed(*numbers: int) -> Dispute:
    words = tuple(Evidence("doc-1", 100 * n + 10, 100 * n + 20, "x") for n in numbers)
    return Dispute("dispute-1", "Was it sent?", (Account("Ana Berg", (), False, Position.YES, None, words),))


def _asked(*entries: Entry, state: ExchangeState = ExchangeState(None), most: int = 9) -> list[str]:  # noqa: B008
    return [question.entry.id for question in queue(entries, state, most=most)]


def test_what_is_contested_comes_before_what_is_not() -> None:
    assert _asked(_said(1), _said(2), state=ExchangeState(None, disputes=(_disputed(2),))) == ["stm-2", "stm-1"]


@pytest.mark.parametrize(
    "uncertain", [{"speakers": ()}, {"anonymous": True}, {"nested": True}, {"reader": "model", "score": 0.41}]
)
def test_what_is_uncertain_comes_before_what_is_sure(uncertain: dict[str, object]) -> None:
    assert _asked(_said(1), _said(2, **uncertain)) == ["stm-2", "stm-1"]


def test_a_low_score_counts_more_than_a_high_one() -> None:
    low, high = _said(2, reader="model", score=0.31), _said(1, reader="model", score=0.97)
    assert _asked(high, low) == ["stm-2", "stm-1"]


def test_a_doubt_at_the_same_words_counts() -> None:
    doubt = Entry("dbt-1", REPORT, Doubt("two-candidates", "which one?", Anchor(210, 214, "she ")))
    assert _asked(_said(1), _said(2), doubt) == ["stm-2", "stm-1"]


def test_what_was_judged_and_what_is_no_finding_are_not_asked_for() -> None:
    agent = Entry("agt-1", REPORT, Agent("Ana Berg", AgentKind.PERSON))
    state = ExchangeState(None, judged=(Verdict("stm-1", "accept", "judgement-1", "Kari Lund", "2023-03-06"),))
    assert _asked(_said(1), _said(2), agent, state=state) == ["stm-2"]


def test_the_order_of_the_entries_does_not_matter_and_only_so_many_are_asked_for() -> None:
    entries = [_said(n, anonymous=n % 3 == 0) for n in range(12)]
    assert _asked(*entries) == _asked(*reversed(entries))
    assert _asked(*entries, most=4) == _asked(*entries, most=12)[:4]


def test_a_question_says_why_it_is_asked() -> None:
    (question,) = queue([_said(1, anonymous=True)], ExchangeState(None, disputes=(_disputed(1),)), most=1)
    assert question == Question(question.entry, "a contested question", ("its source is unnamed",), 2.4)
