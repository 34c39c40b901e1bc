"""The day of publication: every sign and its evidence, what several of them agree on, and what contradicts it."""

from __future__ import annotations

import json

import pytest

from dragoman.documents import read
from dragoman.documents.dates import date_in_address, date_of_line, date_of_meta
from dragoman.model import Document

REPORT = "Norland's transport ministry and the ferry crews' union met again in Vik, and neither side gave way on pay."


def page(head: str = "", body: str = "", url: str | None = None) -> Document:
    top = f"<html><head><title>Union says no</title>{head}</head>"
    html = f"{top}<body><h1>Union says no</h1>{body}<p>{REPORT}</p></body></html>"
    return read(html.encode(), file="page.html", url=url)


def meta(day: str, name: str = "article:published_time") -> str:
    return f'<meta property="{name}" content="{day}">'


def linked(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://np.example/2023/03/05/union-says-no", "2023-03-05"),
        ("https://np.example/2023/3/5/union", "2023-03-05"),
        ("https://np.example/world/2023/mar/05/union", "2023-03-05"),
        ("https://np.example/union-20230305.html", "2023-03-05"),
        ("https://np.example/2023-03-05-union", "2023-03-05"),
        ("https://np.example/2023/03/union-says-no", "2023-03"),
        ("https://np.example/2023/02/31/union", None),
        ("https://np.example/2023/03/05/from-2023-03-06", None),
        ("https://np.example/story/123202303051", None),
        ("https://np.example/0000/01/01/union", None),
        ("https://np.example/2023/may5", None),
    ],
)
def test_the_day_in_an_address(url: str, day: str | None) -> None:
    assert date_in_address(url) == day


@pytest.mark.parametrize(
    "text", ["2023-02-31", "0000-01-01", "2023-13-01", "2023-W53", "30 Mehr 1400", "yesterday", "1 Ramadan 1443 AH", ""]
)
def test_what_is_no_day_of_our_calendar_is_no_sign(text: str) -> None:
    assert date_of_meta(text) is None
    assert date_of_line(text) is None


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ({"datePublished": "2023-03-05T09:00:00+01:00"}, "2023-03-05"),
        ({"@graph": [{"@type": "WebSite"}, {"@type": "NewsArticle", "datePublished": "2023-03-05"}]}, "2023-03-05"),
        (
            [
                {"@type": "WebPage", "datePublished": "2019-01-01"},
                {"@type": ["NewsArticle"], "datePublished": "2023-03-05"},
            ],
            "2023-03-05",
        ),
        ({"datePublished": "soon", "dateModified": "2023-03-05"}, None),
        ({"datePublished": ["2023-03-05"]}, None),
        ("2023-03-05", None),
    ],
)
def test_json_ld(value: object, day: str | None) -> None:
    published = page(linked(value)).published
    assert (published.date if published else None) == day


@pytest.mark.parametrize(
    ("times", "day"),
    [
        ("<time datetime='2023-03-09'>now</time><time datetime='2023-03-05' pubdate>Sunday</time>", "2023-03-05"),
        (
            "<time datetime='2023-03-09'>now</time><time itemprop='datePublished' datetime='2023-03-05'></time>",
            "2023-03-05",
        ),
        ("<time itemprop='dateModified' datetime='2023-03-09'>Thursday</time>", None),
        ("<time datetime='2023-02-31'>never</time><time datetime='2023-03-05'>Sunday</time>", "2023-03-05"),
    ],
)
def test_time_elements(times: str, day: str | None) -> None:
    published = page(body=times).published
    assert (published.date if published else None) == day


def test_signs_that_agree_are_all_evidence() -> None:
    document = page(meta("2023-03-05"), "<p>March 5, 2023</p>", url="https://np.example/2023/03/06/union")
    assert document.published
    assert document.published.date == "2023-03-05"
    assert all(sign in document.published.evidence for sign in ("March 5, 2023", "published_time", "np.example"))
    assert not document.doubts


def test_two_signs_that_agree_outweigh_one_and_the_one_is_a_doubt() -> None:
    document = page(meta("2023-03-05"), "<p>March 15, 2023</p>", url="https://np.example/2023/03/05/union")
    assert document.published and document.published.date == "2023-03-05"
    (doubt,) = document.doubts
    assert doubt.code == "date-conflict"
    assert "2023-03-15" in doubt.message


def test_one_against_one_is_the_surer_sign_and_a_doubt() -> None:
    document = page(meta("2023-03-05"), "<p>March 15, 2023</p>")
    assert document.published and (document.published.date, document.published.source) == ("2023-03-15", "dateline")
    assert [doubt.code for doubt in document.doubts] == ["date-conflict"]


def test_a_month_gives_way_to_a_day_in_it() -> None:
    document = page(meta("2023-03-05"), "<p>March 2023</p>")
    assert document.published and document.published.date == "2023-03-05"
    assert not document.doubts


def test_no_number_of_signs_outweighs_what_the_caller_says() -> None:
    text = f"Union says no\n\nMarch 15, 2023\n\n{REPORT}"
    document = read(text.encode(), file="a.txt", published="2023-03-05", url="https://np.example/2023/03/15/union")
    assert document.published and (document.published.date, document.published.source) == ("2023-03-05", "user")
    assert [doubt.code for doubt in document.doubts] == ["date-conflict"]


def test_a_date_line_with_another_day_of_the_week_is_no_sign_but_a_doubt() -> None:
    right = read(f"Union says no\n\nSunday, March 5, 2023\n\n{REPORT}".encode(), file="a.txt")
    assert right.published and right.published.date == "2023-03-05"
    wrong = read(f"Union says no\n\nMonday, March 5, 2023\n\n{REPORT}".encode(), file="a.txt")
    assert wrong.published is None
    assert [doubt.code for doubt in wrong.doubts] == ["weekday-conflict"]


@pytest.mark.parametrize(
    ("text", "published", "codes"),
    [
        ("They met on Sunday, March 5.", "2023-03-08", []),
        ("They met on Sunday, March 5.", "2022-03-08", ["weekday-conflict"]),
        ("They met on Sunday, 5 March, and on Monday, March 7.", "2023-03-08", []),
        ("They met on Friday, December 30.", "2023-01-02", []),
        ("They met on Sunday, March 5, 2023.", "2022-03-08", []),
        ("They will meet on Friday, February 31.", "2023-01-02", []),
    ],
)
def test_days_of_the_week_in_the_text_speak_for_or_against_the_year(
    text: str, published: str, codes: list[str]
) -> None:
    document = read(f"{REPORT} {text}".encode(), file="a.txt", published=published)
    assert document.published and document.published.date == published
    assert [doubt.code for doubt in document.doubts] == codes
    for doubt in document.doubts:
        assert doubt.anchor and document.text[doubt.anchor.start : doubt.anchor.end] == "Sunday, March 5"


@pytest.mark.parametrize(
    ("line", "published", "codes"),
    [
        ("OSLO, March 5 —", "2023-03-07", []),
        ("OSLO, Dec. 30 —", "2023-01-02", []),
        ("OSLO, March 5 —", "2023-03", []),
        ("OSLO, March 5 —", "2023-06-01", ["date-conflict"]),
        ("OSLO, Feb. 30 —", "2023-06-01", []),
    ],
)
def test_a_date_line_without_a_year_may_contradict_the_date(line: str, published: str, codes: list[str]) -> None:
    document = read(f"Union says no\n\n{line}\n\n{REPORT}".encode(), file="a.txt", published=published)
    assert [doubt.code for doubt in document.doubts] == codes
