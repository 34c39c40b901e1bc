"""Time expressions: values and EDTF dates, what stays unknown, faulty dates and tables."""

import pytest

from dragoman.model import BadDate, BadTable, Document, OffsetMap, Passage, Timex, TimexType, Zone, bounds, content_id
from dragoman.model.tables import parse_table
from dragoman.parsing import parse
from dragoman.timex import resolve, tables
from dragoman.timex.calendar import Part, Stretch, Unit
from dragoman.timex.reckoning import RECKONERS

PUBLISHED = "2022-01-18"  # a Tuesday


def times_of(text: str, published: str | None = PUBLISHED) -> tuple[Timex, ...]:
    """The expressions of a text whose lines are paragraphs."""
    passages, start = [], 0
    for line in text.split("\n"):
        if line:
            passages.append(Passage(Zone.BODY, start, start + len(line)))
        start += len(line) + 1
    document = Document(
        content_id("doc", text), "a.txt", b"", "utf-8", text, text, OffsetMap.identity(len(text)), tuple(passages), "en"
    )
    return resolve(parse(document), published=published)


def one(text: str, published: str | None = PUBLISHED) -> tuple[str, str, str | None, str | None]:
    """Words, type, value and EDTF of the only expression in a text."""
    (timex,) = times_of(text, published)
    return timex.text, timex.type.value, timex.value, timex.edtf


@pytest.mark.parametrize(
    ("text", "words", "value", "edtf"),
    [
        ("The truce of 11 August 2008 held.", "11 August 2008", "2008-08-11", "2008-08-11"),
        ("Exports are a third below 2000 levels.", "2000", "2000", "2000"),
        ('"[Ten] years ago we asked for it," he said.', "[Ten] years ago", "2012", "2012"),
        ("They cancelled this years summit.", "this years", "2022", "2022"),
        ("Exports fell in the first half of 2021.", "the first half of 2021", "2021-H1", "2021-01/2021-06"),
        (
            "Exports will fall in the second half of the year.",
            "the second half of the year",
            "2022-H2",
            "2022-07/2022-12",
        ),
        ("Profit fell in the latest quarter.", "the latest quarter", "2021-Q4", "2021-10/2021-12"),
        ("They want a deal by year's end.", "year's end", "2022", "2022-09/2022-12"),
        ("The battle of 14 October 1066 was long.", "14 October 1066", "1066-10-14", "1066-10-14"),
        ("On January 12, 1200 soldiers left.", "January 12", "2022-01-12", "2022-01-12"),
        ("They met on Aug. 11, 2008.", "Aug. 11, 2008", "2008-08-11", "2008-08-11"),
        ("The letter of 2022-01-26 came late.", "2022-01-26", "2022-01-26", "2022-01-26"),
        ("The drafts of December 17 were rejected.", "December 17", "2021-12-17", "2021-12-17"),
        ("He will speak on Friday 21 January.", "Friday 21 January", "2022-01-21", "2022-01-21"),
        ("He will speak on Friday, Jan. 28.", "Friday, Jan. 28", "2022-01-28", "2022-01-28"),
        ("A January 25 deadline looms.", "January 25", "2022-01-25", "2022-01-25"),
        ("They met on the 15th of March 2021.", "the 15th of March 2021", "2021-03-15", "2021-03-15"),
        ("It was signed in November 2010.", "November 2010", "2010-11", "2010-11"),
        ("Talks ran from January 10-14 in Vienna.", "January 10-14", "2022-01-10/2022-01-14", "2022-01-10/2022-01-14"),
        ("They fell out in the 1990s.", "the 1990s", "199", "1990/1999"),
        ("The plan of 2022-W04 failed.", "2022-W04", "2022-W04", "2022-01-24/2022-01-30"),
        ("It was signed on 17/12/2021.", "17/12/2021", "2021-12-17", "2021-12-17"),
        ("The sides met on Christmas Eve.", "Christmas Eve", "2021-12-24", "2021-12-24"),
        ("Fighting flared up this weekend.", "this weekend", "2022-W02-WE", "2022-01-15/2022-01-16"),
        ("The sides will meet this weekend.", "this weekend", "2022-W03-WE", "2022-01-22/2022-01-23"),
        ("He replied yesterday.", "yesterday", "2022-01-17", "2022-01-17"),
        ("The envoy arrives tomorrow.", "tomorrow", "2022-01-19", "2022-01-19"),
        ("The envoys met last week.", "last week", "2022-W02", "2022-01-10/2022-01-16"),
        ("He expected a reply early this week.", "early this week", "2022-W03", "2022-01-17/2022-01-18"),
        ("The demand was made last month.", "last month", "2021-12", "2021-12"),
        ("They will meet next year.", "next year", "2023", "2023"),
        ("The troops must leave by the end of March.", "the end of March", "2022-03", "2022-03-21/2022-03-31"),
        ("The port reopened in early 2021.", "early 2021", "2021", "2021-01/2021-04"),
        ("They last met three days ago.", "three days ago", "2022-01-15", "2022-01-15"),
        ("They split two years ago.", "two years ago", "2020", "2020"),
        ("They will meet in three weeks.", "three weeks", "2022-W06", "2022-02-07/2022-02-13"),
        ("The minister saw him last Friday.", "last Friday", "2022-01-14", "2022-01-14"),
        ("The minister sees him next Tuesday.", "next Tuesday", "2022-01-25", "2022-01-25"),
        ("The vote was held last December.", "last December", "2021-12", "2021-12"),
        ("Prices rose in the third quarter of 2021.", "the third quarter of 2021", "2021-Q3", "2021-07/2021-09"),
    ],
)
def test_dates(text: str, words: str, value: str, edtf: str) -> None:
    assert one(text) == (words, "DATE", value, edtf)
    bounds(edtf)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They agreed on a 14-day truce.", ("14-day", "DURATION", "P14D", None)),
        ("The siege lasted two and a half years.", ("two and a half years", "DURATION", "P2.5Y", None)),
        ("After months of haggling they gave up.", ("months", "DURATION", "PXM", None)),
        (
            "Both were silent for the past two weeks.",
            ("the past two weeks", "DURATION", "P2W", "2022-01-04/2022-01-18"),
        ),
        ("A reply is due within ten days.", ("ten days", "DURATION", "P10D", "2022-01-18/2022-01-28")),
        ("They always meet on a Friday.", ("a Friday", "DATE", "XXXX-WXX-5", None)),
        ("He rests on Sundays.", ("Sundays", "SET", "XXXX-WXX-7", None)),
        ("The budget of fiscal 2012 was cut.", ("fiscal 2012", "DATE", "FY2012", None)),
        ("The siege took two-and-a-half years.", ("two-and-a-half years", "DURATION", "P2.5Y", None)),
        ("The truce began at 10:30 a.m. GMT.", ("10:30 a.m. GMT", "TIME", "2022-01-18T10:30Z", "2022-01-18")),
        ("It was a reply to Bloody Sunday.", ("Bloody Sunday", "DATE", "XXXX-WXX-7", None)),
        ("He spoke at Friday prayers.", ("Friday", "SET", "XXXX-WXX-5", None)),
        ("The council meets every Monday.", ("every Monday", "SET", "XXXX-WXX-1", None)),
        ("The weekly meeting was called off.", ("weekly", "SET", "P1W", None)),
        ("They met twice a year.", ("a year", "SET", "P1Y", None)),
        ("Polls closed at 22:30.", ("22:30", "TIME", "2022-01-18T22:30", "2022-01-18")),
        ("He spoke last night.", ("last night", "TIME", "2022-01-17TNI", "2022-01-17")),
        ("He spoke at 6:40 p.m. on Monday.", ("6:40 p.m. on Monday", "TIME", "2022-01-17T18:40", "2022-01-17")),
        ("The truce began at noon on Sunday.", ("noon on Sunday", "TIME", "2022-01-16T12:00", "2022-01-16")),
        ("The two sides are now talking.", ("now", "DATE", "PRESENT_REF", None)),
    ],
)
def test_durations_sets_and_times(text: str, expected: tuple[str, str, str | None, str | None]) -> None:
    assert one(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He said so on Tuesday.",
        "He said so yesterday.",
        "They met last week.",
        "It was signed on December 17.",
        "It was signed in December.",
        "They met three days ago.",
        "The next day they left.",
    ],
)
def test_without_a_publication_date_nothing_is_invented(text: str) -> None:
    _, _, value, edtf = one(text, None)
    assert (value, edtf) == (None, None)


def test_a_day_that_two_readings_share_is_left_open() -> None:
    assert one("It was signed on 02/03/2021.")[2:] == (None, None)


def test_what_needs_no_publication_date_is_known_without_one() -> None:
    assert one("It was signed on December 17, 2021.", None)[3] == "2021-12-17"
    assert one("A two-week truce held.", None)[2] == "P2W"


def test_a_publication_month_gives_months_and_years_but_no_days() -> None:
    assert one("They met last month.", "2022-01")[3] == "2021-12"
    assert one("They met last year.", "2022-01")[3] == "2021"
    assert one("They met last week.", "2022-01")[3] is None
    assert one("They met on Monday.", "2022-01")[3] is None


@pytest.mark.parametrize("text", ["On 31 February they met.", "On Feb. 30, 2021 they met.", "It began in 2021-W53."])
def test_a_day_that_no_calendar_has_is_no_date(text: str) -> None:
    assert [t.edtf for t in times_of(text) if t.rule != "year"] == []


@pytest.mark.parametrize("text", ["It fell 99999 centuries ago.", "It fell 999999 years ago."])
def test_a_time_before_the_first_year_is_no_date(text: str) -> None:
    assert times_of(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "He may march on.",
        "Prices fall and rise.",
        "Some 2000 soldiers left.",
        "Theresa May left.",
        "The dispute began the day after the vote.",
    ],
)
def test_words_that_only_look_like_dates(text: str) -> None:
    assert times_of(text) == ()


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Aid fell in 2020. It had doubled the year before.", "the year before", "2019"),
        ("They met in 2019 and the following year again.", "the following year", "2020"),
        ("They met on January 4 and left the following week.", "the following week", "2022-W02"),
        ("They met in May 2019 and again the same month.", "the same month", "2019-05"),
        ("Aid fell in 2015. A year earlier it had doubled.", "A year earlier", "2014"),
        ("The vote ended on Sunday; the last box came at 2:30 the next day.", "2:30 the next day", "2022-01-17T02:30"),
    ],
)
def test_what_follows_counts_from_what_was_last_named(text: str, words: str, value: str) -> None:
    last = times_of(text)[-1]
    assert (last.text, last.value) == (words, value)


def test_the_next_day_counts_from_the_day_last_named() -> None:
    first, second, third = times_of("On Saturday they met.\nThe next day they left. Two days later the truce broke.")
    assert [first.edtf, second.edtf, third.edtf] == ["2022-01-15", "2022-01-16", "2022-01-18"]


def test_offsets_count_in_the_canonical_text() -> None:
    text = "Nothing here.\nThe envoy left on Monday, the ministry said on Jan. 18, 2022."
    found = times_of(text)
    assert [t.text for t in found] == ["Monday", "Jan. 18, 2022"]
    assert all(text[t.start : t.end] == t.text for t in found)


def test_a_year_less_date_takes_the_year_that_the_verb_looks_to() -> None:
    assert one("The talks will open on June 3.", "2021-12-30")[3] == "2022-06-03"
    assert one("The talks opened on June 3.", "2021-12-30")[3] == "2021-06-03"
    assert one("The talks will open on February 2.", "2021-12-30")[3] == "2022-02-02"


def test_a_publication_date_in_the_far_future_is_taken_at_its_word() -> None:
    assert one("He said so yesterday.", "2999-01-01")[3] == "2998-12-31"


@pytest.mark.parametrize("published", ["soon", "2022-02-31", "2022-13", "0000", ""])
def test_a_publication_date_that_is_none_is_refused(published: str) -> None:
    with pytest.raises(BadDate):
        times_of("He said so yesterday.", published)


def test_every_rule_names_a_type_and_a_way_of_reckoning() -> None:
    assert {rule.reckon for rule in tables.rules()} == set(RECKONERS)
    assert {rule.type for rule in tables.rules()} == set(TimexType)


def test_parts_of_a_stretch() -> None:
    march = Stretch.parse("2022-03")
    assert [march.part(part) for part in Part] == [
        "2022-03-01/2022-03-10",
        "2022-03-11/2022-03-20",
        "2022-03-21/2022-03-31",
    ]
    assert Stretch.holding(Unit.WEEK, march.first).part(Part.LATE) == "2022-03-03/2022-03-04"
    assert Stretch.parse("2022-03-05").part(Part.EARLY) == "2022-03-05"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[[rule]]\nname = 'x'\n", r"rules\.toml, rule 1: KeyError 'pattern'"),
        (
            "[[rule]]\nname='x'\npattern='NOSUCH'\ntype='DATE'\nreckon='day'\n",
            r"rule 1: KeyError 'NOSUCH'",
        ),
        ("[[rule]]\nname='x'\npattern='('\ntype='DATE'\nreckon='day'\n", r"rule 1: error"),
        ("[[rule]]\nname='x'\npattern='x'\ntype='DAY'\nreckon='day'\n", r"rule 1: ValueError 'DAY'"),
    ],
)
def test_a_faulty_table_is_named(content: str, message: str) -> None:
    with pytest.raises(BadTable, match=message):
        tables.read_rules(parse_table(content, "rules.toml"))
