"""Disputes: questions of fact on which named holders give accounts that cannot all be true."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.exchange.accounts import Claim, accounts
from dragoman.exchange.sightings import published
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
