"""A move as the parse shows it, before names and dates."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.model import MoveKind, MoveStatus


@dataclass(frozen=True, slots=True)
class Candidate:
    """A predicate and what hangs from it, all as tokens; a phrase stands for itself by its head.

    ``root`` heads the words that the move rests on; in a list they stop before ``until``, the next item.
    ``without_by`` says who moves where the text names nobody: "speaker", "nobody", or None for no move at all.
    """

    kind: MoveKind
    predicate: Token
    root: Token
    by: tuple[Token, ...]
    to: tuple[Token, ...]
    what: Token | None
    status: MoveStatus
    condition: Token | None = None
    hedge: str | None = None
    negated: bool = False
    without_by: str | None = None
    until: Token | None = None

    @property
    def is_mention(self) -> bool:
        """Does a noun alone speak of the move ("its demands"), without a verb that does it or an item of a list?"""
        return self.root.i == self.predicate.i and self.predicate.pos_ in {"NOUN", "PROPN"}

    @property
    def is_item(self) -> bool:
        """Is it one item of a list ("demands, which include X and Y": X)?"""
        return self.root.i != self.predicate.i and self.what is not None and self.what.i == self.root.i
