"""Did it happen, and who says so: the realis of an event from the grammar around its head.

The door, for whoever finds events (moves, coded events):

    from dragoman.extraction.realis import realis_of

    standing = realis_of(token)          # the head of the event: a verb, a noun, a predicate adjective
    standing.value                       # Realis.OCCURRED, SCHEDULED, PROPOSED, CONDITIONAL or DENIED
    standing.rule, standing.cue          # the rule that gave it, and the word that it rests on
    standing.reporter                    # head of the phrase that names who reports it, or None
    realis_of(token, ahead=True)         # where the text dates the event after its publication

The value is how the sentence presents the event, whoever says so: FactBank's factuality (Saurí and Pustejovsky 2009)
reduced to what a record of an exchange needs.

============ ===================================================================================
occurred     presented as a fact: done, going on, so ("replied to the proposal": both)
scheduled    to come, and fixed, planned, undertaken or expected ("will meet", "a planned visit")
proposed     wished, asked, offered, threatened, tried, possible: nobody has undertaken it
conditional  in an if-clause, or dependent on one ("if X attacks, Y will sanction it": both)
denied       said not to have happened, or not to be going to ("denied that it attacked", "refused to")
============ ===================================================================================
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.extraction.realis.findings import ASSERTED, Finding
from dragoman.extraction.realis.nominals import of_noun
from dragoman.extraction.realis.predicates import of_predicate
from dragoman.extraction.realis.reporters import reporter_of
from dragoman.extraction.syntax import REACH
from dragoman.model import Realis

__all__ = ["Standing", "realis_of"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a sentence presents an event: its realis, the rule and the word that settle it, and who reports it."""

    value: Realis
    rule: str
    cue: Token | None
    reporter: Token | None


def realis_of(head: Token, *, ahead: bool = False) -> Standing:
    """How the sentence presents the event whose head the token is.

    ``ahead`` tells that the text dates it after the day of publication: what is presented as a fact is then scheduled.
    """
    finding = _judged(head, REACH)
    if ahead and finding.value is Realis.OCCURRED:
        finding = Finding(Realis.SCHEDULED, "dated ahead")
    return Standing(finding.value, finding.rule, finding.cue, reporter_of(head))


def _judged(token: Token, reach: int) -> Finding:
    """The finding of an event; ``reach`` bounds the chain of words that it depends on."""
    if reach == 0:
        return ASSERTED

    def judge(other: Token) -> Finding:
        return _judged(other, reach - 1)

    if token.pos_ in {"NOUN", "PROPN"} and token.tag_ != "VBG":
        return of_noun(token, judge)
    if token.pos_ == "ADJ" and token.dep_ in {"acomp", "attr", "oprd"}:
        return judge(token.head)
    return of_predicate(token, judge)
