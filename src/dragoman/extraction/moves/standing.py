"""Did a move take place? The realis of the grammar, and what a move is by its kind and status."""

from __future__ import annotations

from dragoman.extraction.moves.candidate import Candidate
from dragoman.extraction.moves.frames import frame_of
from dragoman.extraction.realis import realis_of
from dragoman.model import MoveKind, MoveStatus, Realis

_STILL_TO_COME = frozenset({MoveStatus.AWAITED, MoveStatus.PLANNED, MoveStatus.PROMISED})


def standing(found: Candidate, status: MoveStatus, *, ahead: bool) -> Realis:
    """The realis of a move; ``ahead`` tells that its day is after publication.

    What words do ("we will leave" promises, "did not accept" refuses) is done when they are said.
    """
    if status is MoveStatus.CONDITIONAL:
        return Realis.CONDITIONAL
    frame = frame_of(found.predicate)
    if frame is None or frame.kind is not found.kind:
        return Realis.OCCURRED
    value = realis_of(found.predicate, ahead=ahead).value
    undone = status in _STILL_TO_COME and found.kind is not MoveKind.PROMISE
    return Realis.SCHEDULED if undone and value is Realis.OCCURRED else value
