"""The words of a parse as plain strings: asked for again and again, they cost too much as tokens."""

from __future__ import annotations

from spacy.tokens import Doc


class Words:
    """The words of one parse; ``each`` has the text of every token."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.each = [token.text for token in doc]
        self._text = doc.text
        self._starts = [token.idx for token in doc]

    def between(self, first: int, end: int) -> str:
        """The text of the tokens ``first`` to ``end``, runs of white space as one blank."""
        last = end - 1
        return " ".join(self._text[self._starts[first] : self._starts[last] + len(self.each[last])].split())
