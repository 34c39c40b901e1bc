"""Statements: who said what, through whom; by rules over the dependency parse, or from a tagger's attributions."""

from dragoman.extraction.statements.finder import find_statements
from dragoman.extraction.statements.tagged import tagged_statements
from dragoman.extraction.statements.unclaimed import unclaimed

__all__ = ["find_statements", "tagged_statements", "unclaimed"]
