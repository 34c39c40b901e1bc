"""What is found of one event, and what becomes of it under a governing word."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from spacy.tokens import Token

from dragoman.extraction.realis.forms import lemma
from dragoman.extraction.realis.tables import Effect, effect
from dragoman.model import Realis


class Finding(NamedTuple):
    """A value, the name of the rule that gave it, and the word that it rests on (None: nothing stands against it)."""

    value: Realis
    rule: str
    cue: Token | None = None


Judge: TypeAlias = Callable[[Token], Finding]
"""How another event of the sentence, on which this one depends, is presented."""

ASSERTED = Finding(Realis.OCCURRED, "asserted")
_UNDER_ASSERTED = {
    Effect.SCHEDULED: Realis.SCHEDULED,
    Effect.PROPOSED: Realis.PROPOSED,
    Effect.DENIED: Realis.DENIED,
}


def embedded(does: Effect, governor: Finding, rule: str, cue: Token) -> Finding:
    """The finding of a complement, from what its governing word does and how that word is presented itself.

    The signature of a governing word (Karttunen 2012; Nairn, Condoravdi and Karttunen 2006): "refused to leave"
    denies the leaving, "did not refuse to leave" does not, and "may refuse to leave" leaves it open.
    """
    if does is Effect.KEPT or governor.value is Realis.CONDITIONAL:
        return governor
    if governor.value is Realis.DENIED:
        return _not_denied(rule, cue) if does is Effect.DENIED else governor
    if governor.value is Realis.PROPOSED:
        return governor
    return Finding(_UNDER_ASSERTED[does], rule, cue)


def _not_denied(rule: str, cue: Token) -> Finding:
    """Who does not refuse to leave leaves; who does not deny that he left leaves it open."""
    words = effect("clause.verb", lemma(cue)) is Effect.DENIED
    return Finding(Realis.PROPOSED if words else Realis.OCCURRED, f"no {rule}", cue)
