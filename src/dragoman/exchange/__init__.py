"""The exchange: where it stands on a day, folded from what the ledger keeps. Door: ``fold``."""

from dragoman.exchange.fold import fold

__all__ = ["fold"]
