"""The names of the rules that set a status or a position; docs/rules.md says from what to what each leads."""

from __future__ import annotations

from enum import StrEnum


class Rule(StrEnum):
    """A rule of the fold, as ``Step.rule`` names it."""

    DEMAND_TOLD = "demand-told"
    DEMAND_DENIED = "demand-denied"
    TOLD_AS_REJECTED = "told-as-rejected"
    TOLD_AS_ACCEPTED = "told-as-accepted"
    TOLD_AS_MET = "told-as-met"
    TOLD_AS_CONTESTED = "told-as-contested"
    TAKEN_BACK = "taken-back"
    REJECTION_OF_THE_MATTER = "rejection-of-the-matter"
    ACCEPTANCE_OF_THE_MATTER = "acceptance-of-the-matter"
    DEED_OF_THE_MATTER = "deed-of-the-thing-demanded"
    PROMISE_OF_THE_MATTER = "promise-of-the-thing-demanded"
    ACCOUNTS_DIFFER = "accounts-differ"

    REPLY_PROMISED = "reply-promised"
    REPLY_AWAITED = "reply-awaited"
    REPLY_ASKED_FOR = "reply-asked-for"
    REPLY_HANDED_OVER = "reply-handed-over"
    REPLY_GIVEN = "reply-given"
    REPLY_DECLINED = "reply-declined"
    REPLY_DENIED = "reply-denied"
    TOLD_AS_SOMETHING_ELSE = "told-as-something-else"

    INVITED = "invited"
    TOLD_AS_PROPOSED = "told-as-proposed"
    TOLD_AS_PLANNED = "told-as-planned"
    DAY_AHEAD = "day-ahead"
    INVITATION_ACCEPTED = "invitation-accepted"
    INVITATION_DECLINED = "invitation-declined"
    TOLD_AS_CANCELLED = "told-as-cancelled"
    TOLD_AS_HELD = "told-as-held"
    DAY_PASSED = "day-passed-and-nobody-says"

    ASSERTED_AND_DENIED = "asserted-and-denied"
    ACCUSATION_DENIED = "accusation-denied"
    ACCUSATION_TURNED_ROUND = "accusation-turned-round"
    CALLED_NO_FACT = "called-no-fact"
    DENIAL_POINTS_BACK = "denial-points-back"
    SENT_AND_NOT_RECEIVED = "sent-and-not-received"
    AGREED_AND_NOT_AGREED = "agreed-and-not-agreed"

    JUDGED = "judged-by-a-person"
    ACCUSATION_ANSWERED = "accusation-answered"
    CLAIMED_AND_CONTRADICTED = "claimed-and-contradicted"
    NUMBERS_DIFFER = "numbers-differ"
    DENIED_NEXT_TO_IT = "denied-next-to-it"
    CONTRARY_NEXT_TO_IT = "contrary-next-to-it"
    DAYS_DIFFER = "days-differ"

    WAS_IT_HELD = "was-it-held"
    WAS_IT_GIVEN = "was-it-given"
    WAS_IT_ANSWERED = "was-it-answered"
