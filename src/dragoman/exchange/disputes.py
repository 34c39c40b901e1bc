"""Disputes: questions of fact on which named holders give accounts that cannot all be true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.exchange.accounts import Claim, accounts
from dragoman.exchange.rules import Rule
from dragoman.exchange.sightings import first_day, last_day, published
from dragoman.exchange.threads import Thread
from dragoman.exchange.wording import has_cue
from dragoman.model import Dispute, Position, ReplyOwed, ReplyStatus, content_id


def about_replies(threads: Sequence[Thread], listed: Sequence[ReplyOwed]) -> tuple[Dispute, ...]:
    """One dispute for each contested reply; the reporter is a holder only where there are not two others."""
    return tuple(
        _about_reply(thread, item)
        for thread, item in zip(threads, listed, strict=True)
        if item.status is ReplyStatus.CONTESTED
    )


def about_days(threads: Sequence[Thread], listed: Sequence[ReplyOwed]) -> tuple[Dispute, ...]:
    """One dispute for each reply that was given on different days, by what different holders say."""
    found = (_about_day(thread, item) for thread, item in zip(threads, listed, strict=True))
    return tuple(dispute for dispute in found if dispute)


def _about_day(thread: Thread, item: ReplyOwed) -> Dispute | None:
    dated = [c for c in thread.claims if c.position is Position.YES and c.named and _is_a_day(c.on)]
    first = dated[0] if dated else None
    others = [c for c in dated if first and c.on != first.on and c.teller.holders != first.teller.holders]
    if first is None or not others or item.status is not ReplyStatus.DELIVERED:
        return None
    same = [c for c in dated if c.on == first.on]
    held = accounts([*same, *(replace(c, position=Position.NO, rule=Rule.DAYS_DIFFER) for c in others)])
    return Dispute(content_id("dispute", "day", item.id), f"{_question(item)[:-1]} on {first.on}?", held, item.id)


def _is_a_day(edtf: str | None) -> bool:
    first, last = first_day(edtf), last_day(edtf)
    return first is not None and first == last


def _about_reply(thread: Thread, item: ReplyOwed) -> Dispute:
    held = accounts(_in_contradiction(thread.claims), narration=False)
    if len({a.holder for a in held}) < 2:
        held = item.accounts
    return Dispute(content_id("dispute", item.id), _question(item), held, item.id)


def _in_contradiction(claims: Sequence[Claim]) -> list[Claim]:
    """The claims without those that a reply was still out, told before anybody said that it had been given."""
    given = [day for c in claims if c.position is Position.YES and (day := published(c.document)) is not None]
    first = min(given, default=None)
    return [
        claim
        for claim in claims
        if claim.position is not Position.NO
        or first is None
        or (day := published(claim.document)) is None
        or day >= first
    ]


def _question(item: ReplyOwed) -> str:
    form = f"{item.form} reply" if item.form else "reply"
    verb, whose = ("Have", "their") if len(item.by) > 1 else ("Has", "its")
    by, to = (" and ".join(map(_in_a_sentence, names)) for names in (item.by, item.to))
    return f"{verb} {by} given {to} {whose} {form}?"


def _in_a_sentence(name: str) -> str:
    return f"the {name}" if has_cue("articled", name) else name
