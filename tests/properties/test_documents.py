"""What holds of the canonical text of any input: anchors lead home, nothing is made up, nothing escapes."""

from __future__ import annotations

from itertools import pairwise
from textwrap import fill

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.documents import read
from dragoman.model import Document, DragomanError

PROSE = """talks Ministers said. the “no” union's 12 Reuters Oslo, (AP) — and demand: rejected GENEVA March 5, 2023 By
Photo: https://a.example/b-c Related article: &amp; &quot; &#8217; e.g. U.S. said: offer? ł 谈判"""
ELEMENTS = """<p> </p> <div> </div> <ul> <li> </li> </ul> <h1> </h1> <a> </a> <b> </b> <nav> </nav> <br> <!-- --> <
<script> </script> <span> </span> <figcaption> </figcaption> </time>"""

WORDS = st.sampled_from([*PROSE.split(), "\u00a0", "\u200b"])
MARKS = st.sampled_from(
    ["**", "*", "_", "__NOTOC__", "''", "##", "#", "- ", "* ", "> ", "]]", "[", "](https://a.example)", "\\", "\\###",
     "<u>", "</u>", "<!--", "-->", "<br>", "\n", "\n\n", "\r\n", "\t", "  ", "|", "1. "]
)  # fmt: skip
TAGS = st.sampled_from(
    [
        *ELEMENTS.split(),
        "<span style='display: none'>",
        "<div class='related'>",
        "<time datetime='2023-03-05'>",
        "<p hidden>",
        '<a "',
    ]
)


def _text(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(st.one_of(*parts), max_size=60).map(" ".join) | st.lists(st.one_of(*parts), max_size=60).map(
        "".join
    )


markdown = _text(WORDS, MARKS)
html = _text(WORDS, WORDS, TAGS, st.just("The union said that it had rejected the offer.")).map("<html><body>".__add__)


def _read(raw: bytes) -> Document | None:
    try:
        return read(raw, file="report.txt")
    except DragomanError:
        return None


def _assert_true(document: Document) -> None:
    text, original = document.text, document.original
    assert document.passages
    for passage in document.passages:
        assert 0 <= passage.start < passage.end <= len(text)
        quote = text[passage.start : passage.end]
        assert quote == quote.strip()
        assert document.offsets.restore(original, text, passage.start, passage.end) == quote
        start, end = document.offsets.to_original(passage.start, passage.end)
        assert 0 <= start < end <= len(original)
    assert all(a.end < b.start for a, b in pairwise(document.passages))
    for a, b in pairwise(document.offsets.pieces):
        assert a.start + a.length <= b.start
        assert a.original + a.length <= b.original
    _assert_nothing_made_up(document)


def _assert_nothing_made_up(document: Document) -> None:
    """What stands between copied pieces is white space, or a character that an entity of the original spells."""
    at = 0
    for piece in [*document.offsets.pieces]:
        written = document.text[at : piece.start].strip()
        assert not written or "&" in document.original
        assert (
            document.text[piece.start : piece.start + piece.length]
            == (document.original[piece.original : piece.original + piece.length])
        )
        at = piece.start + piece.length
    assert not document.text[at:].strip()


@given(markdown)
def test_any_markdown(text: str) -> None:
    document = _read(text.encode())
    if document:
        _assert_true(document)


@given(html)
@settings(deadline=None)
def test_any_page(text: str) -> None:
    document = _read(text.encode())
    if document:
        _assert_true(document)


@given(st.text())
def test_any_text(text: str) -> None:
    document = _read(text.encode("utf-8", "surrogatepass"))
    if document:
        _assert_true(document)


@given(st.binary())
def test_any_bytes(raw: bytes) -> None:
    document = _read(raw)
    if document:
        _assert_true(document)


@given(markdown)
def test_the_same_bytes_make_the_same_document(text: str) -> None:
    assert _read(text.encode()) == _read(text.encode())


@given(
    st.lists(st.from_regex(r"\A[A-Z][a-z]{2,8}( [a-z]{2,8}){4,12}\.\Z"), min_size=2, max_size=5), st.integers(45, 90)
)
def test_wrapping_changes_nothing(paragraphs: list[str], width: int) -> None:
    """Hard-wrapped paragraphs make the canonical text of the same paragraphs on one line each."""
    wrapped = _read("\n\n".join(fill(p, width) for p in paragraphs).encode())
    plain = _read("\n\n".join(paragraphs).encode())
    assert (wrapped and wrapped.text) == (plain and plain.text)
