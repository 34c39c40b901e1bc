"""The renderings of one invented exchange: a strike in the port of Halvik."""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import json
import re
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from dragoman.brief import render
from dragoman.brief.wording import day, shortened
from dragoman.model import (
    Account,
    AgentKind,
    BadInput,
    Concern,
    Decision,
    Demand,
    DemandStatus,
    Dispute,
    DocumentInfo,
    Evidence,
    ExchangeState,
    Meeting,
    MeetingStatus,
    Mentioned,
    Negotiation,
    Party,
    Position,
    Published,
    Question,
    Readouts,
    ReplyOwed,
    ReplyStatus,
    Step,
    Voice,
    Warned,
)

SNAPSHOTS = Path(__file__).parents[1] / "snapshots" / "brief"
FORMATS = {"text": "txt", "markdown": "md", "html": "html", "json": "json"}
ANSI = re.compile(r"\x1b\[[0-9;]*m")

TEXTS = {
    "doc-a": "The Dockworkers' Union demanded a 9 percent raise from the Halvik Port Authority on Monday and said it "
    'would walk out on 20 March if no offer came. The authority called the figure "out of reach". '
    'Authority chief Mara Lind promised a written offer "by Friday". '
    "Both sides will meet at the town hall on Thursday, a union official said.",
    "doc-b": "The authority had sent its written offer to the union, a person close to the talks told the Coast "
    'Courier. The union denied that it had received any offer. Lind said only that "a letter with figures" '
    "had gone out. The union's board will decide on Sunday whether to strike, depending on the offer. "
    "Thursday's talks at the town hall were called off.",
}
DOCUMENTS = (
    DocumentInfo(
        "doc-a",
        "monday.txt",
        "Port union wants 9 percent",
        "Harbour Post",
        Published("2023-03-06", "dateline", "HALVIK, March 6"),
        "https://example.org/harbour/monday",
    ),
    DocumentInfo(
        "doc-b",
        "friday.md",
        "Halvik: an offer, or none?",
        "Coast Courier",
        Published("2023-03-10", "index", "index.jsonl"),
    ),
    DocumentInfo("doc-c", "undated.txt"),
)


def words(document: str, quote: str) -> Evidence:
    text = TEXTS[document]
    start = text.index(quote)
    end = start + len(quote)
    return Evidence(document, start, end, quote, text[max(0, start - 32) : start], text[end : end + 32])


RAISE = words("doc-a", "The Dockworkers' Union demanded a 9 percent raise from the Halvik Port Authority on Monday")
REFUSED = words("doc-a", 'The authority called the figure "out of reach"')
PROMISED = words("doc-a", 'Authority chief Mara Lind promised a written offer "by Friday"')
SENT = words("doc-b", "The authority had sent its written offer to the union")
NOT_SENT = words("doc-b", "The union denied that it had received any offer")
A_LETTER = words("doc-b", 'Lind said only that "a letter with figures" had gone out')
WILL_MEET = words("doc-a", "Both sides will meet at the town hall on Thursday, a union official said")
CALLED_OFF = words("doc-b", "Thursday's talks at the town hall were called off")
DECIDES = words("doc-b", "The union's board will decide on Sunday whether to strike")
WALK_OUT = words("doc-a", "it would walk out on 20 March if no offer came")

ACCOUNTS = (
    Account("person close to the talks (unnamed)", ("Coast Courier",), True, Position.YES, None, (SENT,)),
    Account("Dockworkers' Union", (), False, Position.NO, "2023-03-10", (NOT_SENT,)),
    Account("Mara Lind", (), False, Position.OTHER, None, (A_LETTER,)),
)
STATE = ExchangeState(
    as_of="2023-03-12",
    documents=DOCUMENTS,
    parties=(Party("p-1", "Dockworkers' Union", AgentKind.ORGANISATION, ("the union",)),),
    demands=(
        Demand(
            "d-1",
            ("Dockworkers' Union",),
            ("Halvik Port Authority",),
            "a 9 percent raise",
            "demand",
            DemandStatus.REJECTED,
            "2023-03-06",
            "the figure",
            (
                Step("made", "2023-03-06", "demand-made", (RAISE,)),
                Step("rejected", "2023-W10", "rejection-of-matter", (REFUSED,), ("Halvik Port Authority",)),
            ),
            (RAISE, REFUSED),
        ),
    ),
    replies=(
        ReplyOwed(
            "r-1",
            ("Halvik Port Authority",),
            ("Dockworkers' Union",),
            "a written offer",
            "offer",
            ReplyStatus.CONTESTED,
            "2023-03-10",
            ("Mara Lind",),
            True,
            "2023-03-10",
            ACCOUNTS,
            (),
            (PROMISED, SENT, NOT_SENT),
        ),
    ),
    decisions=(Decision("x-1", ("Dockworkers' Union",), "whether to strike", "pending", "the offer", (DECIDES,)),),
    disputes=(Dispute("c-1", "Has the authority sent its written offer?", ACCOUNTS, "r-1"),),
    meetings=(
        Meeting(
            "m-1",
            ("Dockworkers' Union", "Halvik Port Authority"),
            "2023-03-09",
            "town hall",
            MeetingStatus.CANCELLED,
            (
                Step("planned", None, "meeting-planned", (WILL_MEET,), ("union official (unnamed)",), (), True),
                Step("cancelled", None, "meeting-cancelled", (CALLED_OFF,)),
            ),
            (WILL_MEET, CALLED_OFF),
        ),
    ),
    warnings=(
        Warned(
            "w-1",
            ("Dockworkers' Union",),
            ("Halvik Port Authority",),
            "walk out on 20 March",
            "no offer came",
            "2023-03-06",
            (WALK_OUT,),
        ),
    ),
    statements=(
        Voice("s-1", ("Mara Lind",), (), False, "mixed", "asserted", '"a letter with figures"', None, (A_LETTER,)),
    ),
    rests_on_unnamed=("m-1", "s-1"),
    gone_quiet=("w-1",),
    doubts=(Concern("agent-several-candidates", "“it” may be the union or the authority", (WALK_OUT,)),),
    upcoming=("x-1",),
    one_sided=("d-1",),
    questions=(Question("r-1", "Has the authority answered the union, as due 2023-03-10?", "was-it-given"),),
    readouts=(
        Readouts(
            "m-1",
            ("Dockworkers' Union", "Halvik Port Authority"),
            (Mentioned("Halvik Port Authority", "a letter with figures", (A_LETTER,)),),
        ),
    ),
    negotiations=(
        Negotiation("Dockworkers' Union – Halvik Port Authority", ("Dockworkers' Union",), ("doc-a", "doc-b")),
        Negotiation("Harbour Pilots – Halvik Port Authority", ("Harbour Pilots",), ("doc-c",)),
    ),
)


@pytest.mark.parametrize(("format_", "suffix"), FORMATS.items())
def test_snapshot(format_, suffix):
    """What people look at, as it was last looked at; to renew one, delete it and run the test."""
    path = SNAPSHOTS / f"halvik.{suffix}"
    rendered = render(STATE, format=format_)
    if not path.exists():
        path.write_text(rendered, encoding="utf-8")
        pytest.fail(f"{path.name} was missing and has been written: look at it, then run again")
    assert rendered == path.read_text(encoding="utf-8")


def test_json_names_parties_as_the_interface_says():
    brief = json.loads(render(STATE, format="json"))
    assert list(brief) == [
        "as_of", "documents", "parties", "demands", "replies", "decisions", "disputes", "meetings", "warnings",
        "statements", "rests_on_unnamed", "gone_quiet", "doubts", "backing", "judged", "named_only", "upcoming",
        "one_sided", "questions", "readouts", "exchanges", "exchange",
    ]  # fmt: skip
    reply = brief["replies"][0]
    assert (reply["from"], reply["to"], reply["due_by"]) == ("Halvik Port Authority", "Dockworkers' Union", "Mara Lind")
    assert brief["meetings"][0]["participants"] == ["Dockworkers' Union", "Halvik Port Authority"]
    assert brief["disputes"][0]["accounts"][0]["via"] == ["Coast Courier"]
    assert brief["documents"][2]["published"] is None


def test_json_keeps_to_the_schema_of_the_package():
    schema = json.loads((files("dragoman.brief") / "brief.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for state in (STATE, ExchangeState(None), HOSTILE):
        jsonschema.Draft202012Validator(schema).validate(json.loads(render(state, format="json")))


def test_json_can_be_written_as_utf_8_whatever_the_text_holds():
    brief = render(replace(STATE, as_of="\ud800"), format="json")
    assert json.loads(brief.encode("utf-8"))["as_of"] == "\ud800"


def test_the_scorer_accepts_the_json(tmp_path):
    tools = Path(__file__).parents[3] / "shared" / "tools"
    if not tools.is_dir():
        pytest.skip("needs ../shared/tools")
    spec = importlib.util.spec_from_file_location("score_exchanges", tools / "score_exchanges.py")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(tools))
        scorer = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(scorer)
    (tmp_path / "brief.json").write_text(render(STATE, format="json"), encoding="utf-8")
    lists = scorer.load_prediction(tmp_path / "brief.json", STATE.as_of, {})
    assert {name: len(lists[name]) for name in ("demands", "replies", "meetings", "disputes")} == {
        "demands": 1, "replies": 1, "meetings": 1, "disputes": 1,
    }  # fmt: skip
    assert not lists["leaks"]


@pytest.mark.parametrize("format_", ["text", "markdown"])
def test_a_dispute_is_told_once_with_every_account_and_its_chain(format_):
    brief = render(STATE, format=format_, width=200)
    assert brief.count(NOT_SENT.quote) == 1
    assert "unnamed person close to the talks, via Coast Courier" in brief
    reply = next(line for line in brief.splitlines() if "a written offer" in line)
    assert "see C1" in brief[brief.index(reply) :].split("##")[0]


def test_a_contested_reply_without_a_dispute_tells_its_accounts_itself():
    text = render(replace(STATE, disputes=(), rests_on_unnamed=()), format="text", width=200)
    replies = text[text.index("REPLIES") : text.index("DEMANDS")]
    assert "YES  unnamed person close to the talks, via Coast Courier" in replies
    assert "OTHERWISE  Mara Lind" in replies


def test_accounts_stand_by_their_position():
    dispute = replace(STATE.disputes[0], accounts=tuple(reversed(ACCOUNTS)))
    text = render(replace(STATE, disputes=(dispute,)), format="text")
    assert re.findall(r"^ +(YES|NO|OTHERWISE)  ", text, re.MULTILINE) == ["YES", "NO", "OTHERWISE"]


def test_no_words_are_told_twice_in_a_line():
    inside = replace(RAISE, end=RAISE.start + 10, quote=RAISE.quote[:10])
    again = Step("made", "2023-03-07", "demand-made", (RAISE,))
    demand = replace(STATE.demands[0], history=(), evidence=(inside, RAISE, RAISE))
    repeated = replace(STATE.demands[0], id="d-2", history=(STATE.demands[0].history[0], again), evidence=(RAISE,))
    text = render(replace(ExchangeState(None, DOCUMENTS), demands=(demand, repeated)), format="text", width=300)
    assert text.count("[1] Harbour Post, 2023-03-06: “") == 2


def test_a_format_that_is_none_is_named():
    with pytest.raises(BadInput, match=r"format 'pdf': a brief has no such format\. Choose text, markdown"):
        render(STATE, format="pdf")


def test_a_long_life_is_told_in_text_by_its_ends():
    steps = tuple(Step("made", f"2023-03-{day:02}", "demand-made", (RAISE,)) for day in range(1, 10))
    demand = replace(STATE.demands[0], history=steps)
    text = render(replace(STATE, demands=(demand,)), format="text")
    assert [day for day in range(1, 10) if f"MADE  2023-03-{day:02}" in text] == [1, 7, 8, 9]
    assert "5 steps between" in text


def test_of_many_accounts_none_is_left_out():
    accounts = tuple(replace(ACCOUNTS[1], holder=f"Holder {n}") for n in range(9))
    text = render(replace(STATE, disputes=(replace(STATE.disputes[0], accounts=accounts),)), format="text")
    assert [n for n in range(9) if f"NO  Holder {n}," in text] == list(range(9))


def test_an_empty_state_says_so_and_has_no_empty_sections():
    text = render(ExchangeState("2023-01-01"), format="text")
    assert "No report had been published by then." in text
    assert "CONTESTED" not in text
    assert "<h2" not in render(ExchangeState("2023-01-01"), format="html")


@pytest.mark.parametrize("width", [40, 72, 160])
def test_text_keeps_to_its_width_and_is_plain_unless_coloured(width):
    plain = render(STATE, format="text", width=width)
    assert max(map(len, plain.splitlines())) <= width
    assert "\x1b" not in plain
    assert ANSI.sub("", render(STATE, format="text", width=width, color=True)) == plain


# ---------------------------------------------------------------- texts that mean harm
HARM = (
    "<script>alert(1)</script><img src=x onerror=alert(1)> [red]rich[/red] :boom: [a](javascript:alert(1)) `x` **b** "
    "![i](http://evil.example/i.png) http://evil.example www.evil.example @all $x$ [^1] {{ 7*7 }} | "
    "\u202eabc\u2066\x1b[31m\x07\x00\x9b31m\ud800 \u200b&amp;\n# head\n\n- item"
)
HARMFUL_WORDS = Evidence("doc-h", 0, 9, HARM, HARM, HARM)
HARMFUL_STEP = Step(HARM, HARM, HARM, (HARMFUL_WORDS,), (HARM,), (HARM,), True)
HARMFUL_ACCOUNT = Account(HARM, (HARM,), True, Position.YES, HARM, (HARMFUL_WORDS,))
HOSTILE = ExchangeState(
    as_of=HARM,
    documents=(DocumentInfo("doc-h", HARM, HARM, HARM, Published(HARM, HARM, HARM), "javascript:alert(1)"),),
    demands=(
        Demand(
            "d-h", (HARM,), (HARM,), HARM, HARM, DemandStatus.PARTLY_MET, HARM, HARM, (HARMFUL_STEP,), (HARMFUL_WORDS,)
        ),
        Demand("d-i", (), (), HARM, "demand", DemandStatus.MADE, None, None, (HARMFUL_STEP,) * 2, (HARMFUL_WORDS,)),
    ),
    replies=(
        ReplyOwed(
            "r-h", (HARM,), (HARM,), HARM, HARM, ReplyStatus.CONTESTED, HARM, (HARM,), False, HARM, (HARMFUL_ACCOUNT,),
            (), (HARMFUL_WORDS,),
        ),
    ),
    decisions=(Decision("x-h", (HARM,), HARM, "pending", HARM, (HARMFUL_WORDS,)),),
    disputes=(Dispute("c-h", HARM, (HARMFUL_ACCOUNT,)),),
    meetings=(Meeting("m-h", (HARM,), HARM, HARM, MeetingStatus.HELD, (HARMFUL_STEP,), (HARMFUL_WORDS,)),),
    warnings=(Warned("w-h", (HARM,), (HARM,), HARM, HARM, HARM, (HARMFUL_WORDS,)),),
    rests_on_unnamed=("m-h", "not-here"),
    gone_quiet=("d-h",),
    doubts=(Concern(HARM, HARM, (HARMFUL_WORDS,)),),
)  # fmt: skip


class Page(HTMLParser):
    """The tags of a page with their attributes, and its ids."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def values(self, attribute):
        return [attrs[attribute] for _, attrs in self.tags if attribute in attrs]


@pytest.mark.parametrize("format_", ["text", "markdown", "html"])
def test_no_control_or_direction_mark_reaches_the_reader(format_):
    brief = render(HOSTILE, format=format_)
    brief.encode("utf-8")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ud800-\udfff]", brief)
    assert "⟨U+202E⟩" in brief


def test_markup_of_rich_is_text_in_text():
    text = render(HOSTILE, format="text", width=4000)
    assert "[red]rich[/red] :boom:" in text


def _outline(state):
    return [tag for tag, _ in Page(render(state, format="html")).tags]


@given(st.text(min_size=1, max_size=200))
@settings(max_examples=25, deadline=None)
def test_any_text_is_rendered_as_text(text):
    state = _replaced(HOSTILE, text)
    assert _outline(state) == _outline(_replaced(HOSTILE, "words"))
    for format_ in ("text", "markdown", "json"):
        assert render(state, format=format_).encode("utf-8").endswith(b"\n")


def test_outside_text_becomes_no_element_of_the_page():
    harmless = re.sub(r"[^a-z]", "", HARM)
    assert _outline(HOSTILE) == _outline(_replaced(HOSTILE, harmless))
    assert "{{ 7*7 }}" in render(HOSTILE, format="html")


def _replaced(value, text):
    """The value with every occurrence of the harmful text replaced."""
    if isinstance(value, tuple):
        return tuple(_replaced(item, text) for item in value)
    if is_dataclass(value):
        return replace(value, **{f.name: _replaced(getattr(value, f.name), text) for f in fields(value)})
    return text if value == HARM else value


def test_outside_text_becomes_no_element_of_the_markdown():
    tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(render(HOSTILE, format="markdown"))
    inline = [child.type for token in tokens for child in token.children or ()]
    assert not {"link_open", "image", "html_inline", "code_inline", "s_open"} & set(inline)
    assert not {"html_block", "table_open", "fence"} & {token.type for token in tokens}
    headings = [after.content for token, after in pairwise(tokens) if token.type == "heading_open"]
    assert "head" not in headings


@pytest.mark.parametrize(
    "start", ["- two", "+ two", "* two", "1. two", "12) two", "# two", "> two", "    two", "=== two"]
)
def test_the_start_of_a_text_begins_no_block_of_the_markdown(start):
    def blocks(message):
        state = ExchangeState(None, doubts=(Concern("code", message, ()),))
        return [token.type for token in MarkdownIt("commonmark").parse(render(state, format="markdown"))]

    assert blocks(start) == blocks("two")


def test_markdown_leaves_nothing_for_an_autolinker():
    markdown = render(HOSTILE, format="markdown")
    assert not re.search(r"https?://|www\.|(?<!\\)@", markdown)


def test_the_page_is_self_contained_and_admits_only_its_own_style():
    html = render(STATE, format="html")
    page = Page(html)
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "link", "img", "iframe", "object", "form"}
    policy = next(v for v in page.values("content") if v and v.startswith("default-src"))
    style = html[html.index("<style>") + len("<style>") : html.index("</style>")]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")
    assert not re.search(r"url\(|@import", style)


def test_the_page_holds_together():
    page = Page(render(STATE, format="html"))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    targets = [href[1:] for href in page.values("href") if href.startswith("#")]
    assert targets
    assert set(targets) <= set(ids)
    assert [tag for tag, _ in page.tags if tag in ("main", "nav", "header", "footer", "h1")] == [
        "header", "h1", "nav", "main", "footer",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a", True),
        ("http://example.org/a", True),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT:alert(1)//example.org", False),
        ("data:text/html,x", False),
        ("//example.org/a", False),
        ("http://[", False),
        ("https:", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_are_linked(url, linked):
    document = replace(DOCUMENTS[0], url=url)
    page = Page(render(replace(STATE, documents=(document, *DOCUMENTS[1:])), format="html"))
    assert [href for href in page.values("href") if not href.startswith("#")] == ([url] if linked else [])


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("short enough", 12, "short enough"),
        ("cut between the words", 15, "cut between…"),
        ("no comma left, here", 17, "no comma left…"),
        ("x" * 30, 10, "x" * 9 + "…"),
        ("a " + "x" * 30, 10, "a xxxxxxx…"),
    ],
)
def test_quotes_are_cut_at_words(text, limit, short):
    assert shortened(text, limit) == short


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2022-02-01", "2022-02-01"),
        ("2021-12", "2021-12"),
        ("2022-W04", "week of 2022-01-24"),
        ("2022-01-10/2022-01-13", "2022-01-10 to 2022-01-13"),
        ("Where/When", "Where/When"),
        (None, ""),
    ],
)
def test_dates_are_told_in_plain_words(edtf, words):
    assert day(edtf) == words


def test_the_head_names_the_exchange_that_is_shown_or_those_there_are():
    both = render(STATE, format="text")
    assert "2 exchanges in this record, one with --exchange NAME" in " ".join(both.split())
    one = replace(STATE, negotiation="Dockworkers' Union – Halvik Port Authority")
    assert "Exchange: Dockworkers' Union – Halvik Port Authority" in render(one, format="text")
    assert "exchanges in this record" not in render(replace(STATE, negotiations=()), format="text")


def test_of_a_long_readout_people_see_the_beginning_and_programs_all():
    many = tuple(Mentioned("Halvik Port Authority", f"point {n}", (A_LETTER,)) for n in range(20))
    state = replace(STATE, readouts=(Readouts("m-1", ("Dockworkers' Union", "Halvik Port Authority"), many),))
    assert "and 8 more things that only Halvik Port Authority mentions" in render(state, format="markdown")
    assert len(json.loads(render(state, format="json"))["readouts"][0]["only"]) == 20
