"""The documents room: what comes in, in which encoding, and what each part of it is taken for."""

from __future__ import annotations

import importlib

import pytest

from dragoman.documents import LIMIT, read
from dragoman.model import (
    BadDate,
    Document,
    DragomanError,
    EmptySource,
    NotEnglish,
    NoText,
    NotText,
    TooLarge,
)

PARAGRAPH = "The union rejected the owners' offer on Sunday, its leader Kari Holm said."


def _read(text: str | bytes, **told: str) -> Document:
    raw = text.encode() if isinstance(text, str) else text
    return read(raw, **{"file": "report.txt", **told})  # type: ignore[arg-type]


def _zones(document: Document) -> list[tuple[str, str]]:
    return [(p.zone.value, document.text[p.start : p.end]) for p in document.passages]


def _body(document: Document) -> list[str]:
    return [text for zone, text in _zones(document) if zone == "body"]


def _zone_of(document: Document, text: str) -> str | None:
    return next((zone for zone, words in _zones(document) if words == text), None)


@pytest.mark.parametrize(
    ("raw", "error", "message"),
    [
        (b"", EmptySource, "r.txt: the file is empty. Check that the report was saved to it."),
        (b" \r\n\t", EmptySource, "r.txt: the file is empty. Check that the report was saved to it."),
        (
            b"%PDF-1.7\nstream",
            NotText,
            "r.txt: this is a PDF file, not text. Convert it to text first, e.g. with pdftotext.",
        ),
        (
            b"\x01\x02\x03" * 50,
            NotText,
            "r.txt: this looks like a binary file, not text. Give the report as plain text or HTML.",
        ),
        (
            "The talks failed.".encode("utf-16")[:-1],
            NotText,
            "r.txt: this UTF-16 file is cut off in the middle of a character. Fetch the file again.",
        ),
        (
            "He said “no”.".encode()[:-2],
            NotText,
            "r.txt: this UTF-8 file is cut off in the middle of a character. Fetch the file again.",
        ),
        (
            b"x" * (LIMIT + 1),
            TooLarge,
            "r.txt: larger than the limit of 8 MiB for one document. Split it into one file a report.",
        ),
        (
            b"Die Regierung hat die Forderungen der Gewerkschaft am Freitag abgelehnt.",
            NotEnglish,
            "r.txt: the report reads as German. Dragoman reads English; give a translation.",
        ),
        (
            b"https://example.org/a\n\nhttps://example.org/b",
            NoText,
            "r.txt: there is no report in it, only titles, links or navigation. Save the report's own page.",
        ),
    ],
)
def test_what_cannot_be_read_says_why(raw: bytes, error: type[DragomanError], message: str) -> None:
    with pytest.raises(error) as caught:
        read(raw, file="r.txt")
    assert str(caught.value) == message


def test_a_page_of_navigation_holds_no_report() -> None:
    links = "".join(f'<li><a href="/{n}">Talks fail again in the north</a></li>' for n in range(9))
    with pytest.raises(NoText):
        _read(f"<html><body><nav><a href='/'>Home</a></nav><ul>{links}</ul><footer>Contact us.</footer></body></html>")


def test_a_bad_date_is_refused() -> None:
    with pytest.raises(BadDate):
        _read(PARAGRAPH, published="2023-02-30")


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-32", "utf-32-le"),
        ("cp1252", "cp1252"),
    ],
)
def test_encodings(encoding: str, told: str) -> None:
    document = _read("He called it a “non-starter” — again.".encode(encoding))
    assert document.text == document.original == "He called it a “non-starter” — again."
    assert document.encoding == told


def test_a_declared_encoding_is_believed() -> None:
    page = '<html><meta charset="iso-8859-2"><p>Minister Tomáš Dvořák rejected the offer of the union.</p></html>'
    assert "Dvořák" in _read(page.encode("iso-8859-2")).text


def test_wrapped_lines_are_joined_and_lead_back() -> None:
    text = (
        "The ministers agreed on Friday to meet again in\r\nGeneva before the end of the month, and to\r\n"
        "bring a written answer with them to the long-\r\nawaited meeting.\r\n\r\nThey said no more.\r\n"
    )
    document = _read(text)
    assert _body(document) == [
        "The ministers agreed on Friday to meet again in Geneva before the end of the month, and to "
        "bring a written answer with them to the long-awaited meeting.",
        "They said no more.",
    ]
    at = document.text.index("again in Geneva")
    start, end = document.offsets.to_original(at, at + len("again in Geneva"))
    assert text[start:end] == "again in\r\nGeneva"


@pytest.mark.parametrize(
    "lines",
    [
        ["QUESTION: Did you meet?", "MR BERG: We met, and we will meet again.", "QUESTION: And then?"],
        ["Roses grow beside the wall", "Where the two old men once met", "Nobody recalls the talk", "That they had."],
    ],
)
def test_lines_that_were_ended_stay_apart(lines: list[str]) -> None:
    assert [text for _, text in _zones(_read("\n".join(lines)))] == lines


def test_a_sentence_cut_by_a_blank_line_is_one_passage() -> None:
    document = _read("The spokesman added that the minister\n\nwill decide on his own.\n\nNobody objected.")
    assert _body(document) == ["The spokesman added that the minister will decide on his own.", "Nobody objected."]


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("The union <u>rejected</u> the **sixth** offer.", "The union rejected the sixth offer."),
        ("The union [rejected](https://a.example/x_(y)) it.", "The union rejected it."),
        ("''The Northern Post'' said so.", "The Northern Post said so."),
        ("He said ''we will not pay.''", "He said ''we will not pay.''"),
        (r"An official \[from the ministry\] said so.", "An official [from the ministry] said so."),
        ("It was a _surprise_ for snake_case_names.", "It was a surprise for snake_case_names."),
        ("The owners&#8217; offer &amp; the union&rsquo;s.", "The owners’ offer & the union’s."),
        ("It costs 5 * 3 crowns.", "It costs 5 * 3 crowns."),
        ("]] The union said no. __NOTOC__", "The union said no."),
    ],
)
def test_marks_are_dropped_and_nothing_else(marked: str, plain: str) -> None:
    assert _read(marked).text == plain


def test_an_anchor_on_a_decoded_quote_is_tight() -> None:
    document = _read("<p>The union said: &quot;No.&quot;</p><p>That was all that it said.</p>")
    at = document.text.index('"No."')
    start, end = document.offsets.to_original(at, at + len('"No."'))
    assert document.original[start:end] == "&quot;No.&quot;"


@pytest.mark.parametrize(
    ("line", "zone"),
    [
        ("March 5, 2023", "dateline"),
        ("Sunday, 5 March 2023 14:20 GMT", "dateline"),
        ("OSLO, March 5 —", "dateline"),
        ("Published: 2023-03-05", "dateline"),
        ("Minister Ola Lie. Ministry of Transport (U.S. Government Works)", "caption"),
        ("Photo: Per Hansen", "caption"),
        ("File photo of the ferry terminal", "caption"),
        ("The ferry terminal in Oslo on Sunday. (AP Photo/Per Hansen)", "caption"),
        ("Related article: Union Rejects Offer, Owners Say", "related"),
        ("## Related article: Union Rejects Offer", "related"),
        ("ALSO READ: Strike enters its third week", "related"),
        ("Read more: Strike enters its third week", "related"),
        ("Reporting by Anna Berg; editing by Tom Lund", "credit"),
        ("(Reporting by Anna Berg and Per Hansen in Oslo; Editing by Tom Lund)", "credit"),
        ("Reuters contributed reporting.", "credit"),
        ("© 2023 Northern Post. All rights reserved.", "credit"),
        ("https://example.org/2023/03/05/ferry", "link"),
        ("Original url: https://example.org/2023/03/05/ferry-stri ke-goes-on", "link"),
        ("## Original url:", "link"),
        ("Source: https://example.org/ferry", "link"),
        ("## What happens next", "headline"),
        ("What happens next", "headline"),
        ("Mr Lie said:", "body"),
        ("Photographs of the meeting were shown on state television on Monday.", "body"),
        ("Reporting the talks, the agency said that both sides had agreed.", "body"),
        ("Related demands, the minister said, would be heard later.", "body"),
        ("On March 5, 2023, the union said no.", "body"),
        ("This report was rejected by the ministry on Monday.", "body"),
        ("The union said no. (Nobody gave a reason.)", "body"),
    ],
)
def test_lines_between_paragraphs(line: str, zone: str) -> None:
    document = _read(f"{PARAGRAPH}\n\n{line}\n\n{PARAGRAPH}")
    assert _zone_of(document, line.removeprefix("## ")) == zone


def test_the_top_of_a_report() -> None:
    document = _read(f"Union Says No\nBy Anna Berg\nMarch 5, 2023\n\nOSLO (AP) — {PARAGRAPH}")
    assert [zone for zone, _ in _zones(document)] == ["headline", "credit", "dateline", "dateline", "body"]
    assert document.title == "Union Says No"


def test_front_matter_tells_of_the_report_and_is_no_text() -> None:
    document = _read(f'---\ntitle: "Union says no"\ndate: 2023-03-05\n---\n\n# Union says no\n\n{PARAGRAPH}\n')
    assert _zones(document) == [("headline", "Union says no"), ("body", PARAGRAPH)]
    assert document.published and document.published.date == "2023-03-05"


@pytest.mark.parametrize("text", ["U.S. — Russian talks go on in Geneva.", "EU-China talks go on in Geneva."])
def test_a_compound_is_no_dateline(text: str) -> None:
    assert _body(_read(text)) == [text]


def test_a_lone_name_near_the_top_is_a_caption() -> None:
    document = _read(f"Union says no\n\nThe sixth offer was turned down\nKari Holm\n{PARAGRAPH}\n")
    assert _zone_of(document, "Kari Holm") == "caption"
    assert _zone_of(document, "The sixth offer was turned down") == "body"


def test_a_credit_fused_to_the_first_word() -> None:
    document = _read("Union says no\n\nNorth NewsThe union rejected the offer.")
    assert _zones(document)[1:] == [("credit", "North News"), ("body", "The union rejected the offer.")]


@pytest.mark.parametrize("text", ["McDonald said that the union said no.", "NATOs answer came late.", "iPhones sold."])
def test_a_name_with_a_capital_inside_is_no_fused_credit(text: str) -> None:
    assert _body(_read(text)) == [text]


def test_the_list_under_a_promo_heading_is_promo() -> None:
    document = _read(f"{PARAGRAPH}\n\nSee also:\n- Strike Enters Third Week\n- Owners Make Offer\n\n{PARAGRAPH}")
    assert [zone for zone, _ in _zones(document)] == ["body", "related", "related", "related", "body"]


def test_an_address_behind_the_last_sentence_is_a_link() -> None:
    document = _read(f"{PARAGRAPH} https://example.org/a-1")
    assert _zones(document) == [("body", PARAGRAPH), ("link", "https://example.org/a-1")]


def test_an_address_cut_by_a_line_break_is_one_link() -> None:
    document = _read(f"{PARAGRAPH}\n\nhttps://example.org/2023/03/05/ferry-\nstrike-goes-on\n")
    assert [zone for zone, _ in _zones(document)] == ["body", "link"]


PAGE = """<!DOCTYPE html><html><head><title>Union says no | Northern Post</title>
<meta property="og:site_name" content="Northern Post"><meta property="og:title" content="Union says no">
<meta property="article:published_time" content="2023-03-05T10:00:00Z">
<link rel="canonical" href="https://np.example/2023/03/05/union-says-no"><style>p {}</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>Union says no</h1>
<p>The union <a href="/u">rejected</a> the owners&rsquo; offer on Sunday, its leader Kari Holm said.</p>
<p>The owners&nbsp;had promised a written answer by Friday<br>to the questions that the mediators had put to them.
<p>Mediators will invite both sides to a new round of talks next week, the ministry said.</p>
<div class="related"><h3>Read more</h3><ul><li><a href="/1">Strike enters its third week</a></li></ul></div>
<h2>What happens next</h2>
<p>Talks will resume on Monday. <span style="display: none">Nobody sees this.</span>Nobody expects a quick deal.</p>
</article><aside><p>Subscribe to our newsletter, every morning in your box.</p></aside>
<footer><p>Northern Post is a member of the press council of the north.</p></footer></body></html>"""


def test_a_page() -> None:
    document = _read(PAGE, file="page.html")
    assert _body(document) == [
        "The union rejected the owners’ offer on Sunday, its leader Kari Holm said.",
        "The owners had promised a written answer by Friday to the questions that the mediators had put to them.",
        "Mediators will invite both sides to a new round of talks next week, the ministry said.",
        "Talks will resume on Monday. Nobody expects a quick deal.",
    ]
    assert (document.title, document.outlet) == ("Union says no", "Northern Post")
    assert document.url == "https://np.example/2023/03/05/union-says-no"
    assert document.published and (document.published.date, document.published.source) == ("2023-03-05", "meta")
    for gone in ("Home", "third week", "newsletter", "press council", "Nobody sees"):
        assert gone not in document.text


def test_a_fragment_of_lists() -> None:
    items = (
        '<li><a href="/t">Ferry strike</a><ul><li>The <a href="/u">union</a> rejects the sixth offer of the owners. '
        '<a href="/x">(North News)</a></li></ul></li>'
    )
    document = _read(f"<div><ul class='editlink'><li><a href='/e'>edit</a></li></ul><ul>{items}</ul></div>")
    assert _zones(document) == [
        ("headline", "Ferry strike"),
        ("body", "The union rejects the sixth offer of the owners."),
        ("credit", "(North News)"),
    ]


@pytest.mark.parametrize(
    ("text", "told", "date", "source"),
    [
        (f"Union says no\n\nMarch 5, 2023\n\n{PARAGRAPH}", {}, "2023-03-05", "dateline"),
        (f"Union says no\n\n5 March 2023\n\n{PARAGRAPH}", {"published": "2023-03"}, "2023-03", "user"),
        (PARAGRAPH, {"published": "2023-03-05", "told_by": "index"}, "2023-03-05", "index"),
        (PARAGRAPH, {"url": "https://np.example/2023/3/5/no"}, "2023-03-05", "url"),
        (f"{PARAGRAPH}\n\nOriginal url: https://np.example/2023/03/05/n o-1", {}, "2023-03-05", "url"),
        (f"<p>{PARAGRAPH}</p><time datetime='2023-03-05T10:00'>Sunday</time>", {}, "2023-03-05", "meta"),
        (
            f'<p>{PARAGRAPH}</p><script type="application/ld+json">[{{"datePublished": "2023-03-05"}}]</script>',
            {},
            "2023-03-05",
            "meta",
        ),
    ],
)
def test_the_day_of_publication(text: str, told: dict[str, str], date: str, source: str) -> None:
    published = _read(text, **told).published
    assert published and (published.date, published.source) == (date, source)


@pytest.mark.parametrize("text", [PARAGRAPH, f"{PARAGRAPH}\n\nUpdated: March 5, 2023", f"OSLO, March 5 — {PARAGRAPH}"])
def test_a_day_that_nobody_gives_stays_unknown(text: str) -> None:
    assert _read(text).published is None


def test_signs_that_contradict_each_other_are_a_doubt() -> None:
    text = f"Union says no\n\nMarch 5, 2023\n\n{PARAGRAPH}"
    assert [doubt.code for doubt in _read(text, published="2023-04-05").doubts] == ["date-conflict"]
    assert not _read(text, published="2023-03-06").doubts
    assert not _read(text, published="2023-03").doubts


def test_short_texts_and_foreign_names_pass_as_english() -> None:
    assert _read("Łódź: nie.").language == "en"
    assert _read("Mottaki met Lavrov in Tehran, and Kharazi met Solana in Vienna on Tuesday.").language == "en"


def test_the_selection_of_blocks_can_ask_trafilatura() -> None:
    """Without it pages are still read, by their links alone: the declared dependencies must bring it whole."""
    assert importlib.import_module("trafilatura").extract


def test_passages_are_the_text() -> None:
    document = _read(PAGE, file="page.html")
    assert "\n\n".join(text for _, text in _zones(document)) == document.text
