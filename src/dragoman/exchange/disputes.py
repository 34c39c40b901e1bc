"""Disputes: questions of fact on which named holders give accounts that cannot all be true."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.exchange.accounts import accounts
from dragoman.exchange.threads import Thread
from dragoman.exchange.wording import has_cue
from dragoman.model import Dispute, ReplyOwed, ReplyStatus, content_id


def about_replies(threads: Sequence[Thread], listed: Sequence[ReplyOwed]) -> tuple[Dispute, ...]:
    """One dispute for each contested reply; the reporter is a holder only where there are not two others."""
    return tuple(
        _about_reply(thread, item)
        for thread, item in zip(threads, listed, strict=True)
        if item.status is ReplyStatus.CONTESTED
    )


def _about_reply(thread: Thread, item: ReplyOwed) -> Dispute:
    held = accounts(thread.claims, narration=False)
    if len({a.holder for a in held}) < 2:
        held = item.accounts
    return Dispute(content_id("dispute", item.id), _question(item), held, item.id)


def _question(item: ReplyOwed) -> str:
    form = f"{item.form} reply" if item.form else "reply"
    verb, whose = ("Have", "their") if len(item.by) > 1 else ("Has", "its")
    by, to = (" and ".join(map(_in_a_sentence, names)) for names in (item.by, item.to))
    return f"{verb} {by} given {to} {whose} {form}?"


def _in_a_sentence(name: str) -> str:
    return f"the {name}" if has_cue("articled", name) else name
