"""Blocks of plain text and Markdown: lines joined where a line was only wrapped, kept apart where it was ended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from dragoman.documents.blocks import Block, Role, fold, join
from dragoman.documents.head import Meta, front_matter
from dragoman.documents.markup import Markup
from dragoman.documents.rules import is_link_line, is_url_tail, rule_zone, speaker_label
from dragoman.model import Zone

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*+(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]|\Z)")
_HEADING = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+(?=\S)")
_CLOSED_HEADING = re.compile(r"[ \t]#{1,6}[ \t]*$")
_QUOTED = re.compile(r"[ \t]{0,3}(?:>[ \t]?){1,3}")
_BULLET = re.compile(r"[ \t]{0,12}[-*+•▪◦‣·][ \t]+(?=\S)")
_NUMBERED = re.compile(r"\d{1,2}[.)] ")
_WORDLESS = re.compile(r"[\W_]*\Z")
_HYPHENATED = re.compile(r"[^\W\d_]-\Z")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]{0,3}\Z")

NARROWEST, WIDEST = 40, 140
"""Code points of the widest line between which a file can be hard-wrapped."""
_CONTINUED = 0.3
"""Share of lines that begin with a small letter in wrapped prose."""
_LOOSE, _TIGHT = 0.6, 0.8
"""Shares of the width that a wrapped line fills: in mid-sentence, at the end of one."""
_SHORTEST_CUT = 20
"""Code points of a line that a small letter alone shows to be wrapped."""


def blocks(original: str) -> tuple[list[Block], Meta]:
    """The paragraphs, headings and list items of a text, in order, and what its front matter says."""
    meta, start = front_matter(original)
    lines = _lines(original, start)
    width = _wrap_width(lines)
    groups: list[list[tuple[str, Block]]] = []
    for line in lines:
        glue = None if line.parted or not groups else _glue(groups[-1][0][1], groups[-1][-1][1], line, width)
        if glue is None:
            groups.append([("", line)])
        else:
            groups[-1].append((glue, line))
    return [join(group) for group in groups], meta


def _lines(original: str, at: int) -> list[Block]:
    """The lines that hold words, each a block; ``parted`` where a blank or wordless line goes before."""
    markup = Markup(original)
    found: list[Block] = []
    parted = True
    for match in _LINE.finditer(original, at):
        start, end = match.span()
        if start == end:
            continue
        line = _line(original, markup, start, end, parted)
        parted = line is None
        if line is not None:
            found.append(line)
    return found


def _line(original: str, markup: Markup, start: int, end: int, parted: bool) -> Block | None:
    role = Role.TEXT
    if quoted := _QUOTED.match(original, start, end):
        start = quoted.end()
    if heading := _HEADING.match(original, start, end):
        start, role = heading.end(), Role.HEADING
        closed = _CLOSED_HEADING.search(original[start:end].rstrip())
        end = start + closed.start() if closed else end
    elif bullet := _BULLET.match(original, start, end):
        start, role = bullet.end(), Role.ITEM
    block = fold(original, markup.bits(start, end), role, parted=parted)
    if _WORDLESS.match(block.text):
        return None
    return replace(block, role=Role.ITEM) if _NUMBERED.match(block.text) else block


def _wrap_width(lines: Sequence[Block]) -> int | None:
    """The width at which the file is hard-wrapped; None where its lines end on purpose.

    Wrapped prose goes on in the middle of a sentence, mostly with a small letter; poems, lists and transcripts
    do not, and unwrapped paragraphs are longer than any page is wide.
    """
    pairs = [(a.text, b.text) for a, b in pairwise(lines) if not b.parted and a.role is not Role.HEADING]
    inner = [len(a) for a, _ in pairs if len(a) <= WIDEST]
    if not inner or max(inner) < NARROWEST or len(inner) < 0.8 * len(pairs):
        return None
    width = max(inner)
    full = sum(_fills(a, b, width, _LOOSE) for a, b in pairs)
    continued = sum(b[0].islower() for _, b in pairs)
    return width if full >= 0.5 * len(pairs) and continued >= _CONTINUED * len(pairs) else None


def _fills(line: str, following: str, width: int, share: float) -> bool:
    """Would the first word of the following line have gone over the width (or that share of it)?"""
    return len(line) + 1 + len(following.split(" ", 1)[0]) > share * width


def _glue(first: Block, last: Block, line: Block, width: int | None) -> str | None:
    """What to join a line to those before it with (the first and the last of them); None where it stands apart."""
    if is_link_line(first.text):
        return " " if is_url_tail(line.text) else None
    if Role.HEADING in (first.role, line.role) or line.role is Role.ITEM or is_link_line(line.text):
        return None
    ended = bool(_SENTENCE_END.search(last.text))
    if speaker_label(line.text) or (ended and _is_debris(line)):
        return None
    small = line.text[0].islower()
    continues = small and not ended and len(last.text) >= _SHORTEST_CUT
    if not continues and not (width and _fills(last.text, line.text, width, _TIGHT if ended else _LOOSE)):
        return None
    return "" if small and _HYPHENATED.search(last.text) else " "


def _is_debris(line: Block) -> bool:
    """Is it a credit, caption or promo line?"""
    return rule_zone(line.text, line.role) not in (None, Zone.DATELINE)
