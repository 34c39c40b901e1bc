"""The exchange: where it stands on a day, folded from what the ledger keeps. Door: ``fold``.

``diff`` gives what changed between two states, ``judged`` entries as people's judgements left them, ``item_tie`` what
a judgement of an item holds on to.
"""

from dragoman.exchange.diff import diff
from dragoman.exchange.fold import fold
from dragoman.exchange.judgements import judged
from dragoman.exchange.ties import item_tie
from dragoman.exchange.verdicts import LISTS

__all__ = ["LISTS", "diff", "fold", "item_tie", "judged"]
