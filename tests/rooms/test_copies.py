"""How many reports, from how many origins: copies are one, chains end at whoever spoke."""

from __future__ import annotations

from dataclasses import replace

import pytest
from exchange_samples import Report, together

from dragoman.brief import render
from dragoman.documents import read
from dragoman.exchange import fold
from dragoman.ledger.sketches import NEAR, keys, share, sketch
from dragoman.model import Backing, Entry, ExchangeState, Judgement, JudgementKind, Origin, Passage, Tie, Zone

WORDS = [f"word{n}" for n in range(400)]


def drawn(*words: str) -> bytes:
    text = " ".join(words)
    held = sketch(text, (Passage(Zone.BODY, 0, len(text)),))
    assert held
    return held


def told(name: str, published: str, outlet: str, **rest: object) -> Report:
    report = (
        Report(name, published, outlet).agent("Dockers' Union", "organisation").agent("Port Authority", "organisation")
    )
    report.agent("union official (unnamed)", "unnamed", "Dockers' Union").agent("Ana Berg", "person", "Dockers' Union")
    return report.move("demand", "Dockers' Union", "Port Authority", "the reopening of the northern quay", **rest)  # type: ignore[arg-type]


def linked(*groups: tuple[Report, ...]) -> list[Entry]:
    """The entries of all reports, those of a group being copies of each other."""
    found = []
    for group in groups:
        for report in group:
            copies = tuple(sorted(other.document.id for other in group if other is not report))
            document = replace(report.document, copies=copies)
            found += [replace(entry, document=document) for entry in report.entries]
    return found


def of_the_demand(state: ExchangeState) -> Backing:
    (demand,) = state.demands
    return next(backing for backing in state.backing if backing.subject == demand.id)


UNNAMED = {"said_by": "union official (unnamed)", "anonymous": True}


# Sketches


def test_like_texts_have_like_sketches_and_meet_in_a_band() -> None:
    one, near, far = drawn(*WORDS), drawn(*WORDS[:380], "an", "end", "of", "its", "own"), drawn(*WORDS[::-1])
    assert share(one, one) == 1
    assert share(one, near) > 0.8
    assert set(keys(one)) & set(keys(near))
    assert share(one, far) < 0.1
    assert not set(keys(one)) & set(keys(far))


@pytest.mark.parametrize("common", [100, 200, 300])
def test_a_sketch_tells_about_how_much_is_shared(common: int) -> None:
    other = [*WORDS[:common], *(f"other{n}" for n in range(400 - common))]
    true = (common - 3) / (397 * 2 - (common - 3))
    assert abs(share(drawn(*WORDS), drawn(*other)) - true) < 0.15


def test_letter_case_and_marks_do_not_count_and_short_texts_have_no_sketch() -> None:
    assert share(drawn(*WORDS), drawn(*(f"{word.upper()}," for word in WORDS))) == 1
    assert sketch("Talks resumed.", (Passage(Zone.BODY, 0, 14),)) is None


def test_headlines_and_credits_do_not_count() -> None:
    text = " ".join(WORDS)
    head = "Quay stays shut, says port "
    passages = (Passage(Zone.HEADLINE, 0, len(head)), Passage(Zone.BODY, len(head), len(head) + len(text)))
    assert sketch(head + text, passages) == drawn(*WORDS)
    assert NEAR <= 0.5


# Agency credits


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (
            "HALVIK, Feb. 1 (Reuters) - The union said on Tuesday that the quay would stay shut for another week.",
            "Reuters",
        ),
        ("HALVIK (AP) — The union said on Tuesday that the quay would stay shut for another week.", "Associated Press"),
        ("The union said that the quay would stay shut for another week.\n\n(AFP)", "Agence France-Presse"),
        ("The union said that the quay would stay shut. It wants an answer (TASS said on Monday).", None),
        ("HALVIK - The union said on Tuesday that the quay would stay shut for another week.", None),
    ],
)
def test_the_agency_is_the_one_that_the_report_credits(text: str, agency: str | None) -> None:
    assert read(text.encode(), file="a.txt").agency == agency


# Origins


def test_reports_of_outlets_that_nothing_ties_are_as_many_origins() -> None:
    reports = [told(str(n), f"2024-03-0{n}", f"Post {n}") for n in (1, 2, 3)]
    found = of_the_demand(fold(together(*reports)))
    assert (found.reports, [origin.name for origin in found.origins]) == (3, ["Post 1", "Post 2", "Post 3"])


def test_copies_are_one_origin_that_of_the_outlet_which_came_first() -> None:
    late, early = told("late", "2024-03-02", "Baltic Wire"), told("early", "2024-03-01", "Northern Post")
    other = told("other", "2024-03-03", "Coast Courier")
    found = of_the_demand(fold(linked((late, early), (other,))))
    assert found.reports == 3
    assert found.origins == (Origin("Coast Courier"), Origin("Northern Post"))


def test_copies_are_the_agency_s_that_one_of_them_credits() -> None:
    one, two = told("one", "2024-03-01", "Northern Post"), told("two", "2024-03-02", "Baltic Wire")
    entries = [
        replace(e, document=replace(e.document, agency="Reuters")) if e.document.id == two.document.id else e
        for e in linked((one, two))
    ]
    assert of_the_demand(fold(entries)).origins == (Origin("Reuters"),)


def test_whoever_speaks_is_the_origin_whatever_the_outlet() -> None:
    reports = [told(str(n), f"2024-03-0{n}", f"Post {n}", said_by="Ana Berg") for n in (1, 2)]
    assert of_the_demand(fold(together(*reports))).origins == (Origin("Ana Berg"),)


def test_unnamed_people_are_one_origin_if_they_spoke_to_one_outlet() -> None:
    first = told("1", "2024-03-01", "Coast Courier", **UNNAMED)
    relayed = told("2", "2024-03-02", "Northern Post", **UNNAMED, via=("Coast Courier",))
    again = told("3", "2024-03-03", "Baltic Wire", **UNNAMED)
    found = of_the_demand(fold(together(first, relayed, again)))
    name = "union official (unnamed)"
    assert found == Backing(found.subject, 3, (Origin(name, "Baltic Wire", True), Origin(name, "Coast Courier", True)))


def test_what_an_unnamed_person_relays_is_the_unnamed_person_s_word() -> None:
    name = "union official (unnamed)"
    relayed = told("1", "2024-03-01", "Coast Courier", said_by="Ana Berg", via=(name,))
    state = fold(together(relayed))
    assert of_the_demand(state).origins == (Origin(name, "Coast Courier", True),)
    assert state.rests_on_unnamed == (state.demands[0].id,)
    assert fold(together(relayed), named_only=True).demands == ()


def test_people_can_merge_copies_and_keep_them_apart() -> None:
    one, two = told("one", "2024-03-01", "Northern Post"), told("two", "2024-03-02", "Baltic Wire")
    ties = tuple(Tie("document", report.document.id, document=report.document.id) for report in (one, two))

    def judged(kind: JudgementKind) -> Judgement:
        return Judgement("judgement-1", kind, tuple(tie.id for tie in ties), "Kari Lund", "2024-03-05", ties=ties)

    merged = fold(together(one, two), judgements=[judged(JudgementKind.MERGE)])
    apart = fold(linked((one, two)), judgements=[judged(JudgementKind.KEEP_APART)])
    assert [len(of_the_demand(state).origins) for state in (merged, apart)] == [1, 2]


# In the brief


def test_the_brief_says_how_many_reports_and_origins() -> None:
    reports = [
        told(str(n), f"2024-03-0{n}", "Coast Courier" if n < 7 else "Baltic Wire", **UNNAMED) for n in range(1, 8)
    ]
    assert "7 reports, 2 origins, both unnamed" in render(fold(together(*reports)), format="text")
    alone = render(fold(together(reports[0])), format="text")
    assert "1 origin" not in alone


def test_without_unnamed_sources_only_what_named_ones_tell_stands() -> None:
    named = told("1", "2024-03-01", "Northern Post", said_by="Ana Berg")
    whispered = told("2", "2024-03-02", "Coast Courier", **UNNAMED)
    whispered.move("demand", "Dockers' Union", "Port Authority", "a bonus for night shifts", **UNNAMED)
    whispered.says("union official (unnamed)", "the quay would stay shut", anonymous=True)
    entries = together(named, whispered)
    assert len(fold(entries).demands) == 2
    state = fold(entries, named_only=True)
    assert [demand.matter for demand in state.demands] == ["the reopening of the northern quay"]
    assert of_the_demand(state) == Backing(state.demands[0].id, 1, (Origin("Ana Berg"),))
    assert not state.statements
    assert state.rests_on_unnamed == ()
    assert "without what unnamed sources tell" in render(state, format="text")
