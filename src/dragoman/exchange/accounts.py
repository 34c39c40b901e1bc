"""Accounts: who holds what on one question, through whose hands, and what of it still stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.exchange.rules import Rule
from dragoman.exchange.sightings import Bond, Teller
from dragoman.model import Account, DocumentInfo, Evidence, Position


@dataclass(frozen=True, slots=True)
class Claim:
    """One answer to a yes-or-no question, as one document tells it.

    ``plain``: the answer is given in so many words (a denial, a delivery), not read from a mere waiting.
    ``rule`` names the rule that read it; ``on`` is the day of the act, where the text gives it, ``bond`` what people
    said of it.
    """

    position: Position
    plain: bool
    rule: Rule
    teller: Teller
    document: DocumentInfo
    evidence: Evidence
    on: str | None = None
    bond: Bond | None = None

    @property
    def named(self) -> bool:
        """Has it a holder other than the reporter?"""
        return bool(self.teller.holders)


def accounts(claims: Iterable[Claim], *, narration: bool = True) -> tuple[Account, ...]:
    """One account for each holder and chain, in the order in which they were first told.

    Of a holder's claims those of the latest document count. ``narration`` keeps the reporter's own voice as a holder.
    """
    by_holder: dict[tuple[str, tuple[str, ...]], list[Claim]] = {}
    for claim in claims:
        if claim.named or narration:
            for holder in claim.teller.holders or (narrator(claim.document),):
                by_holder.setdefault((holder, claim.teller.via), []).append(claim)
    return tuple(_account(holder, via, held) for (holder, via), held in by_holder.items())


def narrator(document: DocumentInfo) -> str:
    """The holder's name for what a report says in its own voice."""
    return f"{document.outlet or document.file} (own narration)"


def at_odds(left: Iterable[Claim], right: Iterable[Claim]) -> list[Claim]:
    """The claims of both sides that have another holder on the other side; empty where nobody contradicts anybody."""
    left, right = list(left), list(right)
    against = [c for c in left if any(c.teller.holders != d.teller.holders for d in right)]
    return against + [d for d in right if any(c.teller.holders != d.teller.holders for c in left)]


def words_of(claims: Iterable[Claim]) -> tuple[Evidence, ...]:
    """The evidence of claims, each passage once."""
    return tuple(dict.fromkeys(c.evidence for c in claims))


def _account(holder: str, via: tuple[str, ...], held: Sequence[Claim]) -> Account:
    latest = [c for c in held if c.document.id == held[-1].document.id]
    position = _position(latest)
    same = [c for c in held if c.position is position] or latest
    deciding = sorted(same, key=lambda c: c.document.id != held[-1].document.id)
    return Account(
        holder=holder,
        via=via,
        anonymous=any(c.teller.anonymous for c in held),
        position=position,
        said_on=next((c.teller.said_on for c in deciding if c.teller.said_on), None),
        evidence=_widest(words_of(deciding)),
    )


def _widest(words: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """The passages less those that lie inside another: one sentence told by a statement and by a move is one."""
    return tuple(e for e in words if not any(_inside(e, other) for other in words))


def _inside(inner: Evidence, outer: Evidence) -> bool:
    same = inner.document == outer.document and inner != outer
    return same and outer.start <= inner.start and inner.end <= outer.end


def _position(claims: Sequence[Claim]) -> Position:
    """Yes and no from one mouth in one report is neither: the holder tells it differently."""
    positions = {c.position for c in claims}
    return positions.pop() if len(positions) == 1 else Position.OTHER
