"""What each block is to the report: headline, dateline, body, caption, related, credit or link."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.documents.blocks import Block, Role, join
from dragoman.documents.rules import (
    closing_credit,
    closing_url,
    fused_credit,
    opening_dateline,
    rule_zone,
    small_words,
    speaker_label,
)
from dragoman.model import Zone

Zoned = tuple[Zone, Block]

_PROSE_END = re.compile(r"[.!?…:;,][\"'”’»)\]]{0,3}\Z")
_PROSE_CLOSED = re.compile(r"[.!?][\"'”’]\Z")
_NAME = re.compile(r"(?:[A-Z][\w.’'-]{0,30} ){1,3}[A-Z][\w’'-]{1,30}\Z")
_WORDS = re.compile(r"[^\W\d_][\w’'.-]*")
LONGEST_HEADLINE = 40
"""Words."""
LONGEST_SUBHEADING = 10
_TOP = 4
"""Blocks at the top among which a lone name is a picture's caption."""


def zoned(blocks: Sequence[Block], *, title: str | None = None) -> list[Zoned]:
    """The blocks with their zones, in order; fused ones parted, sentences that a blank line cut joined."""
    return list(_mended(_promoted(_subheaded(_topped(_ruled(blocks), title)))))


def _ruled(blocks: Sequence[Block]) -> list[Block]:
    """Blocks whose words or markup give their zone away have it afterwards."""
    found: list[Block] = []
    top = True
    for block in blocks:
        zone = block.zone or rule_zone(block.text, block.role, top=top)
        if zone is None and block.role is not Role.HEADING:
            found += _parted(block)
            top = top and not _is_prose(block.text)
        else:
            found.append(replace(block, zone=zone) if zone else block)
    return found


def _parted(block: Block) -> Iterator[Block]:
    """A paragraph without the credit or dateline before its first word and the address or outlets behind its last."""
    for zone, at in ((Zone.CREDIT, fused_credit(block.text)), (Zone.DATELINE, opening_dateline(block.text))):
        if at:
            head, block = block.cut(at)
            yield replace(head, zone=zone)
    tails: list[Block] = []
    for zone, find in ((Zone.LINK, closing_url), (Zone.CREDIT, closing_credit)):
        if at := find(block.text):
            block, tail = block.cut(at)
            tails.insert(0, replace(tail, zone=zone))
    yield block
    yield from tails


def _topped(blocks: list[Block], title: str | None) -> list[Block]:
    """Headlines before the first paragraph of the body, and a caption that is only a name."""
    named = _folded(title or "")
    for index, block in enumerate(blocks):
        if block.zone is not None:
            continue
        if _folded(block.text) == named or _opens(blocks, index):
            blocks[index] = replace(block, zone=Zone.HEADLINE)
        elif 0 < index < _TOP and block.role is Role.TEXT and _NAME.match(block.text):
            blocks[index] = replace(block, zone=Zone.CAPTION)
        elif index >= _TOP or _is_long(block.text):
            break
    return blocks


def _opens(blocks: Sequence[Block], index: int) -> bool:
    """Is the block a headline, with a text to follow?"""
    block = blocks[index]
    lone_name = index > 0 and _NAME.match(block.text)
    return not lone_name and _is_headline(block, first=index == 0) and _text_follows(blocks, index, title=True)


def _is_headline(block: Block, *, first: bool) -> bool:
    if block.role is not Role.TEXT:
        return block.role is Role.HEADING
    words = block.text.count(" ") + 1
    if words > LONGEST_HEADLINE or block.text[0].islower() or speaker_label(block.text):
        return False
    ended = _PROSE_END.search(block.text)
    if ended and not (block.text[ended.start()] in "?!" or block.text.endswith(("U.S.", "U.N.", "U.K."))):
        return False
    return first or _is_title_case(block.text)


def _is_title_case(text: str) -> bool:
    words = [word for word in _WORDS.findall(text) if word.lower() not in small_words()]
    return bool(words) and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


def _subheaded(blocks: list[Block]) -> list[Block]:
    """Headings are headlines, and so are short lines without an end that stand alone before a paragraph."""
    for index, block in enumerate(blocks):
        if block.zone is None and (block.role is Role.HEADING or _is_subheading(blocks, index)):
            blocks[index] = replace(block, zone=Zone.HEADLINE)
    return blocks


def _is_subheading(blocks: Sequence[Block], index: int) -> bool:
    block = blocks[index]
    return (
        block.role is Role.TEXT
        and block.parted
        and block.lines == 1
        and block.text.count(" ") < LONGEST_SUBHEADING
        and not block.text[0].islower()
        and not _PROSE_END.search(block.text)
        and index + 1 < len(blocks)
        and blocks[index + 1].parted
        and _text_follows(blocks, index)
    )


def _text_follows(blocks: Sequence[Block], index: int, *, title: bool = False) -> bool:
    """Is the next block that is not settled a paragraph or an item (or a further title) that begins anew?"""
    following = next((blocks[i] for i in range(index + 1, len(blocks)) if blocks[i].zone is None), None)
    if following is None or following.text[0].islower():
        return False
    return following.role is Role.ITEM or _is_prose(following.text) or (title and _is_headline(following, first=False))


def _is_prose(text: str) -> bool:
    return bool(_PROSE_END.search(text)) or _is_long(text)


def _is_long(text: str) -> bool:
    return text.count(" ") >= LONGEST_HEADLINE


def _promoted(blocks: list[Block]) -> list[Zoned]:
    """Everything settled; the list or the titles under a promo heading ("Read more") are promos too."""
    found: list[Zoned] = []
    promo = False
    for block in blocks:
        zone = block.zone or Zone.BODY
        if zone is Zone.RELATED:
            promo = len(block.text) <= 40
        elif promo and (block.role is Role.ITEM or _is_title_case(block.text)) and not _is_prose(block.text):
            zone = Zone.RELATED
        elif zone is not Zone.LINK:
            promo = False
        found.append((zone, block))
    return found


def _mended(blocks: list[Zoned]) -> Iterator[Zoned]:
    """Paragraphs joined where a blank line cut a sentence in two."""
    held: list[Zoned] = []
    for zoned_block in blocks:
        if held and not _is_cut(held[-1], zoned_block):
            yield _whole(held)
            held = []
        held.append(zoned_block)
    if held:
        yield _whole(held)


def _whole(parts: list[Zoned]) -> Zoned:
    return parts[0][0], join([(" ", block) for _, block in parts])


def _is_cut(before: Zoned, after: Zoned) -> bool:
    """Does the second go on, with a small letter, with a sentence that the first does not end?"""
    (zone, block), (next_zone, following) = before, after
    if not zone is next_zone is Zone.BODY or Role.ITEM in (block.role, following.role):
        return False
    unended = block.text[-1].isalnum() or block.text[-1] in ',’”"–—-'
    return (
        unended and block.text.count(" ") >= 3 and following.text[0].islower() and not _PROSE_CLOSED.search(block.text)
    )


def _folded(text: str) -> str:
    return " ".join(_WORDS.findall(text.casefold()))
