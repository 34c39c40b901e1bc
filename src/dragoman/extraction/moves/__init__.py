"""Finds moves: the steps of an exchange (demand, promise, reply, meeting, ...), by frames over the dependency parse."""

from dragoman.extraction.moves.finder import find_moves

__all__ = ["find_moves"]
