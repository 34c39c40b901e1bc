"""Statements: who said what, through whom, by rules over the dependency parse."""

from dragoman.extraction.statements.finder import find_statements

__all__ = ["find_statements"]
