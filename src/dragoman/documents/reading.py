"""From the bytes of one report to its canonical text, in one screen of steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from dragoman.documents import dates, page, plain, weekdays
from dragoman.documents.agencies import credited
from dragoman.documents.blocks import compose
from dragoman.documents.decoding import decode
from dragoman.documents.head import Meta
from dragoman.documents.language import check_english
from dragoman.documents.rules import address, labels_own_address
from dragoman.documents.sources import LIMIT, too_large
from dragoman.documents.zones import Zoned, zoned
from dragoman.model import Document, Doubt, NoText, Published, Zone, bounds, content_id


def read(
    raw: bytes,
    *,
    file: str,
    published: str | None = None,
    told_by: Literal["user", "index"] = "user",
    outlet: str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> Document:
    """The document that the bytes hold: plain text, Markdown or HTML, told by content and name.

    What the caller says (``published`` on the word of ``told_by``, ``outlet``, ``title``, ``url``) goes before what
    the document shows. ``original`` is the decoded text without its byte order mark, line ends as they were.

    Raises BadDate, and of SourceError: TooLarge, EmptySource, NotText, NoText, NotEnglish.
    """
    if published is not None:
        bounds(published)
    if len(raw) > LIMIT:
        raise too_large(file)
    # 1. Bytes to text
    original, encoding = decode(raw, file)
    # 2. Text to blocks: paragraphs, headings, items
    blocks, meta = (page if page.is_html(original, file) else plain).blocks(original)
    # 3. Blocks to zones
    zones = zoned(blocks, title=title or meta.title)
    # 4. Zones to the canonical text
    text, offsets, passages = compose(zones)
    body = "\n".join(block.text for zone, block in zones if zone is Zone.BODY)
    if not body:
        raise NoText(file, "there is no report in it, only titles, links or navigation", "Save the report's own page.")
    # 5. Language, date and names
    language = check_english(body, file)
    url = url or meta.url or _footer_address(zones)
    told = [Published(published, told_by, f"told by the {told_by}")] if published else []
    date, doubts = _dated([*told, *_signs(zones, meta, url)], zones, text)
    return Document(
        id=content_id("doc", raw) if outlet is None else content_id("doc", raw, outlet),
        file=file,
        raw=raw,
        encoding=encoding,
        original=original,
        text=text,
        offsets=offsets,
        passages=passages,
        language=language,
        title=title or meta.title or _headline(zones),
        outlet=outlet or meta.outlet,
        agency=credited(text, passages),
        url=url,
        published=date,
        doubts=doubts,
    )


def _dated(signs: Sequence[Published], zones: Sequence[Zoned], text: str) -> tuple[Published | None, tuple[Doubt, ...]]:
    """The day of publication by its signs, the surest first, and what speaks against it."""
    date, doubts = dates.decide(signs)
    lines = [block.text for zone, block in zones if zone is Zone.DATELINE]
    against = *weekdays.line_doubts(lines), *dates.stray_lines(lines, date), *weekdays.weekday_doubts(text, date)
    return date, (*doubts, *against)


def _signs(zones: Sequence[Zoned], meta: Meta, url: str | None) -> Iterator[Published]:
    """The signs of the day of publication that the document shows, the surest first."""
    for zone, block in zones:
        day = dates.date_of_line(block.text) if zone is Zone.DATELINE else None
        if day and not weekdays.names_another_weekday(block.text, day):
            yield Published(day, "dateline", block.text)
            break
    yield from meta.published
    day = dates.date_in_address(url) if url else None
    if day and url:
        yield Published(day, "url", url)


def _headline(zones: Sequence[Zoned]) -> str | None:
    """The headline that goes before the body."""
    for zone, block in zones:
        if zone is Zone.HEADLINE:
            return block.text
        if zone is Zone.BODY:
            break
    return None


def _footer_address(zones: Sequence[Zoned]) -> str | None:
    """The address that a link line gives as the report's own."""
    for (_, before), (zone, block) in zip([zones[0], *zones], zones, strict=False):
        labelled = labels_own_address(block.text) or labels_own_address(before.text)
        if zone is Zone.LINK and labelled and address(block.text):
            return address(block.text)
    return None
