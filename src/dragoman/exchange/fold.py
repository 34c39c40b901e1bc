"""The fold: from the entries of a record to where the exchange stands on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.exchange.bonds import bound
from dragoman.exchange.claims import about_claims
from dragoman.exchange.demands import demands
from dragoman.exchange.disputes import about_days, about_replies
from dragoman.exchange.gists import reports
from dragoman.exchange.intentions import decision, intentions, warning
from dragoman.exchange.judgements import apart, judged, moved
from dragoman.exchange.meetings import meetings
from dragoman.exchange.negotiations import Exchanges, chosen_of, exchanges
from dragoman.exchange.origins import backing
from dragoman.exchange.outlook import one_sided, questions, upcoming
from dragoman.exchange.parties import names_in
from dragoman.exchange.readouts import readouts
from dragoman.exchange.replies import reply, threads
from dragoman.exchange.sightings import Record, Said, Told, evidence, record
from dragoman.exchange.standing import gone_quiet, rests_on_unnamed, undated_doubt, without_unnamed
from dragoman.exchange.threads import Thread, hands_over
from dragoman.exchange.verdicts import as_judged
from dragoman.model import (
    Concern,
    DocumentInfo,
    Entry,
    ExchangeState,
    Judgement,
    MoveKind,
    Negotiation,
    ReplyStatus,
    Voice,
    bounds,
)


def fold(
    entries: Iterable[Entry],
    *,
    as_of: str | None = None,
    undated: Iterable[DocumentInfo] = (),
    judgements: Iterable[Judgement] = (),
    named_only: bool = False,
    exchange: str | None = None,
    among: Exchanges | None = None,
) -> ExchangeState:
    """Where the exchange stands as of a day (an EDTF date; its last day counts), or with everything in the record.

    A pure function of the set of entries: their order does not matter, and of documents published after the day, or
    without a date, nothing is seen; without a day undated documents count as the oldest. ``undated`` names documents
    that the caller has left out already for want of a date: the state doubts them. ``judgements`` are those of people,
    which go before what was read; ``named_only`` leaves out all that unnamed people tell, ``exchange``
    all but the exchange of that name, or of a name with these words. ``among`` are the exchanges of the record, where
    they are known already: then the entries need be no more than those of the exchange. The rules that set a status
    are named in ``Step.rule``; docs/rules.md lists them. Raises BadDate where ``as_of`` is no date, BadInput where
    there is no such exchange, or several.
    """
    # 1. Take the entries as people left them, find the exchanges, and keep to the one that is asked for.
    rulings = tuple(judgements)
    left: Sequence[Entry] = judged(entries, rulings)
    found = among or exchanges(reports(left, as_of), moved(rulings), bounds(as_of).last if as_of else None)
    chosen = chosen_of(found.held, exchange) if exchange is not None else None
    # 2. Put the entries in one order, with whoever tells each move.
    known = bound(record(_of(left, chosen), as_of, apart(rulings)), rulings)
    known = replace(known, today=found.today or known.today)
    known = without_unnamed(known) if named_only else known
    # 3. Fold moves to demands, replies owed, meetings, decisions and warnings, and set accounts against each other.
    state = replace(_folded(known), as_of=as_of, doubts=_doubts(known, undated if as_of else ()))
    # 4. Let people's word on an item go before what its evidence made of it.
    state = as_judged(state, rulings)
    # 5. Say what each rests on, what went quiet, what comes next and stays open, and who they all are.
    state = replace(state, backing=backing(state, known, rulings), gone_quiet=gone_quiet(state, known.today))
    return replace(
        state,
        named_only=named_only,
        parties=known.parties.listed(names_in(state)),
        rests_on_unnamed=rests_on_unnamed(state, known),
        upcoming=upcoming(state, known.today),
        one_sided=one_sided(state, known),
        questions=questions(state),
        readouts=readouts(state, known),
        negotiations=found.held,
        negotiation=chosen.name if chosen else None,
    )


def _of(entries: Sequence[Entry], chosen: Negotiation | None) -> Sequence[Entry]:
    """The entries of one exchange, if one is chosen."""
    if chosen is None:
        return entries
    documents = frozenset(chosen.documents)
    return [entry for entry in entries if entry.document.id in documents]


def _folded(known: Record) -> ExchangeState:
    """The items of the record, and the disputes about them."""
    owed = threads(known)
    replies = tuple(reply(thread, known) for thread in owed)
    contested = about_replies(owed, replies)
    delivered = (account for item in replies if item.status is ReplyStatus.DELIVERED for account in item.accounts)
    told = (*delivered, *(account for dispute in contested for account in dispute.accounts))
    held = (words for account in told for words in account.evidence)
    return ExchangeState(
        as_of=None,
        documents=known.documents,
        demands=demands(_without_replies(known.moves, owed), known.parties),
        replies=replies,
        meetings=meetings(known),
        decisions=tuple(map(decision, intentions(known, MoveKind.DECISION_PENDING))),
        warnings=tuple(map(warning, intentions(known, MoveKind.THREAT))),
        disputes=contested + about_days(owed, replies) + about_claims(known, held),
        statements=tuple(map(_voice, known.statements)),
    )


def _without_replies(moves: Iterable[Told], owed: Iterable[Thread]) -> tuple[Told, ...]:
    """The moves less the proposals that were the reply owed, of which no more is told than that they were made."""
    handed = {told.move.id for thread in owed for told in thread.tellings if hands_over(told) and not told.move.what}
    return tuple(told for told in moves if told.move.id not in handed)


def _voice(said: Said) -> Voice:
    statement = said.statement
    return Voice(
        id=statement.id,
        speakers=statement.speakers,
        via=statement.via,
        anonymous=statement.anonymous,
        mode=statement.mode.value,
        polarity=statement.polarity.value,
        content=statement.content_text,
        said_on=statement.said_on,
        evidence=(said.evidence,),
    )


def _doubts(known: Record, undated: Iterable[DocumentInfo]) -> tuple[Concern, ...]:
    """The doubts of the readings, then one for each document that was left out for want of a date."""
    met = tuple(
        Concern(doubt.code, doubt.message, (evidence(document, doubt.anchor),) if doubt.anchor else ())
        for doubt, document in known.doubts
    )
    left_out = {document.id: document for document in (*known.undated, *undated)}
    return met + tuple(Concern("undated-document", undated_doubt(left_out[key]), ()) for key in sorted(left_out))
