"""The exchange: where it stands on a day, folded from what the ledger keeps. Door: ``fold``.

``diff`` gives what changed between two states, ``judged`` entries as people's judgements left them, ``item_tie`` what
a judgement of an item holds on to. ``exchanges`` finds the exchanges of a record by the ``gist`` of each report,
``outline`` tells one of them in a few lines.
"""

from dragoman.exchange.diff import diff
from dragoman.exchange.fold import fold
from dragoman.exchange.gists import Gist, Report, gist
from dragoman.exchange.judgements import judged, moved
from dragoman.exchange.negotiations import Exchanges, chosen_of, circles_of, exchanges, negotiations, ranked
from dragoman.exchange.outline import outline
from dragoman.exchange.ties import item_tie
from dragoman.exchange.verdicts import LISTS

__all__ = [
    "LISTS",
    "Exchanges",
    "Gist",
    "Report",
    "chosen_of",
    "circles_of",
    "diff",
    "exchanges",
    "fold",
    "gist",
    "item_tie",
    "judged",
    "moved",
    "negotiations",
    "outline",
    "ranked",
]
