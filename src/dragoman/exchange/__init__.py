"""The exchange: where it stands on a day, folded from what the ledger keeps. Door: ``fold``.

``judged`` gives entries as people's judgements left them, ``item_tie`` what a judgement of an item holds on to.
"""

from dragoman.exchange.fold import fold
from dragoman.exchange.judgements import item_tie, judged

__all__ = ["fold", "item_tie", "judged"]
