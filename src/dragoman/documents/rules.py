"""Rules that tell the zone of a block by its words alone; the patterns are data."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from dragoman.documents.blocks import Role
from dragoman.documents.dates import is_date_line
from dragoman.documents.tables import compiled, table
from dragoman.model import BadTable, Zone

_FILE = "zones.toml"
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"]{3,}", re.IGNORECASE)
_LONGEST_URL_LINE = 2500
_URL_TAIL = re.compile(r"(?=\S{0,300}[-/_.=&%\d])[\w./%&=?#:;,+~@-]{2,300}\Z")
_WORD_END = re.compile(r"[,.;:]\Z")


class Rule(NamedTuple):
    """A zone for blocks of at most ``words`` words that the pattern describes from their start."""

    zone: Zone
    pattern: re.Pattern[str]
    words: int
    top: bool


@cache
def _rules() -> tuple[Rule, ...]:
    return tuple(_rule(number, row) for number, row in enumerate(table(_FILE)["rule"], 1))


def _rule(number: int, row: dict[str, object]) -> Rule:
    key = f"rule {number}"
    try:
        zone, words = Zone(str(row["zone"])), int(str(row["words"]))
        return Rule(zone, compiled(_FILE, key, str(row["pattern"])), words, bool(row.get("top", False)))
    except (KeyError, ValueError) as error:
        what = f"the rule has no good {error}"
        raise BadTable(_FILE + ", " + key, what, "Give it zone, words and pattern.") from error


def rule_zone(text: str, role: Role, *, top: bool = False) -> Zone | None:
    """The zone that the words give away; None for a paragraph like any other. ``top``: nothing of the body yet."""
    if is_link_line(text):
        return Zone.LINK
    if len(text) > 600:
        return None
    if role is not Role.HEADING and is_date_line(text):
        return Zone.DATELINE
    words = text.count(" ") + 1
    return next(
        (r.zone for r in _rules() if words <= r.words and (top or not r.top) and r.pattern.match(text)),
        None,
    )


def is_link_line(text: str) -> bool:
    """Is it a bare address, perhaps after a label ("Original url:"), perhaps split by blanks?"""
    if len(text) > _LONGEST_URL_LINE:
        return False
    label = _link_label().match(text)
    start = label.end() if label else 0
    found = _URL.match(text, start)
    if not found:
        return bool(label) and start == len(text)
    return all(is_url_tail(part) for part in text[found.end() :].split())


def is_url_tail(text: str) -> bool:
    """Could the words be the rest of an address that a line break or a blank cut?"""
    return bool(_URL_TAIL.match(text)) and not _WORD_END.search(text)


def address(text: str) -> str:
    """The address of a link line, put together again; empty where the line has only a label."""
    found = _URL.search(text)
    return "".join(text[found.start() :].split()) if found else ""


@cache
def _link_label() -> re.Pattern[str]:
    return compiled(_FILE, "link.label", table(_FILE)["link"]["label"])


@cache
def _own_label() -> re.Pattern[str]:
    return compiled(_FILE, "link.own", table(_FILE)["link"]["own"])


def labels_own_address(text: str) -> bool:
    """Does the line say that an address in it, or in the next, is the report's own ("Original url:")?"""
    return bool(_own_label().match(text))


@cache
def _speaker() -> re.Pattern[str]:
    return compiled(_FILE, "transcript.speaker", table(_FILE)["transcript"]["speaker"])


def speaker_label(text: str) -> bool:
    """Does a transcript's next speaker begin here ("QUESTION: ...")?"""
    return bool(_speaker().match(text))


@cache
def _agencies() -> tuple[re.Pattern[str], ...]:
    fused = table(_FILE)["fused"]
    names = "|".join(re.escape(name) for name in sorted(fused["names"], key=lambda n: (-len(n), n)))
    endings = "|".join(re.escape(name) for name in fused["endings"])
    return (
        compiled(_FILE, "fused.names", rf"(?:{names})(?=[A-Z][a-z])"),
        compiled(_FILE, "fused.endings", rf"(?:[A-Z][\w.]{{0,20}} ){{1,3}}(?:{endings})(?=[A-Z][a-z])"),
    )


def fused_credit(text: str) -> int:
    """Where the words begin to which a picture's credit was fused ("VOA NewsThe"); 0 where there is none."""
    return next((found.end() for pattern in _agencies() if (found := pattern.match(text))), 0)


@cache
def _place_and_agency() -> re.Pattern[str]:
    return compiled(_FILE, "dateline.opening", table(_FILE)["dateline"]["opening"])


def opening_dateline(text: str) -> int:
    """Where the words begin after a dateline that opens a paragraph ("GENEVA (AP) — "); 0 where there is none."""
    found = _place_and_agency().match(text)
    return found.end() if found else 0


@cache
def _closing_source() -> re.Pattern[str]:
    return compiled(_FILE, "credit.closing", table(_FILE)["credit"]["closing"])


def closing_credit(text: str) -> int:
    """Where the outlets in brackets begin that close a paragraph ("... a truce. (AP)"); 0 where there are none."""
    tail = max(0, len(text) - 200)
    found = _closing_source().search(text, tail)
    return found.start("credit") if found else 0


@cache
def small_words() -> frozenset[str]:
    """Words that stay small in a headline in title case."""
    return frozenset(table(_FILE)["top"]["small"])


_CLOSING_URL = re.compile(r"[.!?][\"'”’)]{0,2} (?P<url>(?:https?://|www\.)\S{3,400})\Z")


def closing_url(text: str) -> int:
    """Where a bare address begins that stands behind the last sentence of a paragraph; 0 where there is none."""
    found = _CLOSING_URL.search(text, max(0, len(text) - 410))
    return found.start("url") if found else 0
