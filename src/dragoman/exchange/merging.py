"""Disputes that people said are one question, and statements that they put among the accounts of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.exchange.accounts import Claim, accounts
from dragoman.exchange.rules import Rule
from dragoman.exchange.sightings import Teller
from dragoman.exchange.ties import closest, groups_of, item_evidence, item_of
from dragoman.model import Account, Dispute, ExchangeState, Judgement, Statement, Tie

_TOLD = frozenset({"statement", "move"})


def merged(state: ExchangeState, standing: Iterable[Judgement]) -> ExchangeState:
    """The state with each group of merged disputes as one: the first one named, with the accounts of all.

    Statements that people merged are accounts of one question as well: what one of them is an account of is so of the
    others, on the same side where no dispute holds them. Moves alone that are merged say nothing of disputes.
    """
    given = tuple(standing)
    for ties in (*groups_of(given, {"dispute"}), *groups_of(given, _TOLD)):
        if any(tie.kind != "move" for tie in ties):
            state = replace(state, disputes=_as_one(state, ties))
    return state


def _as_one(state: ExchangeState, ties: Sequence[Tie]) -> tuple[Dispute, ...]:
    """The disputes of the state, those that the ties hold on to made one."""
    held = [(tie, _dispute_of(tie, state.disputes)) for tie in ties]
    found = list({dispute.id: dispute for _, dispute in held if dispute}.values())
    if not found:
        return state.disputes
    first = found[0]
    lone = [tie for tie, dispute in held if dispute is None and tie.kind == "statement"]
    told = [account for dispute in found for account in dispute.accounts]
    beside = next((account for tie in ties for account in _accounts_of(tie, told)), None)
    if beside:
        told += [account for tie in lone for account in _on_the_side_of(beside, tie, state)]
    about = next((dispute.about for dispute in found if dispute.about), None)
    whole = replace(first, accounts=_joined(told), about=about)
    gone = {dispute.id for dispute in found[1:]}
    return tuple(whole if d.id == first.id else d for d in state.disputes if d.id not in gone)


def _dispute_of(tie: Tie, disputes: Iterable[Dispute]) -> Dispute | None:
    """The dispute, or the first one that has an account on the words of the statement."""
    if tie.kind not in _TOLD:
        return item_of(tie, disputes)
    return next(iter(closest(tie, [(d, d.question, item_evidence(d)) for d in disputes])), None)


def _accounts_of(tie: Tie, told: Iterable[Account]) -> list[Account]:
    return closest(tie, [(account, "", account.evidence) for account in told])


def _on_the_side_of(beside: Account, tie: Tie, state: ExchangeState) -> tuple[Account, ...]:
    """What the statement says, as accounts with the position of one that is there."""
    documents = {document.id: document for document in state.documents}
    voices = [(voice, voice.content, voice.evidence) for voice in state.statements]
    near = closest(replace(tie, words=_said(tie)), voices)
    claims = (
        Claim(
            beside.position,
            True,
            Rule.JUDGED,
            Teller(voice.speakers, voice.via, voice.anonymous, voice.said_on),
            documents[words.document],
            words,
        )
        for voice in near[:1]
        for words in voice.evidence
    )
    return accounts(claims)


def _said(tie: Tie) -> str:
    return tie.value.content_text if isinstance(tie.value, Statement) else tie.words


def _joined(told: Iterable[Account]) -> tuple[Account, ...]:
    """The accounts, those of one holder by one chain with one position together."""
    held: dict[object, Account] = {}
    for account in told:
        key = account.holder, account.via, account.position
        one = held.get(key, account)
        held[key] = replace(
            one,
            anonymous=one.anonymous or account.anonymous,
            said_on=one.said_on or account.said_on,
            evidence=tuple(dict.fromkeys((*one.evidence, *account.evidence))),
        )
    return tuple(held.values())
