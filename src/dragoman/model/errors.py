"""What can go wrong in a call, drawn as a tree.

    DragomanError
    ├── BadInput                 the call itself is wrong (exit code 2)
    │   └── BadDate              a date that is no EDTF level 0 date
    ├── BadTable                 a data table of ours or of the user's has a fault in a line
    ├── SourceError              one source could not be read (exit code 1, the others are read)
    │   ├── UnreadableSource     the file is missing, a folder where a file was meant, not permitted
    │   ├── EmptySource          nothing in it
    │   ├── NotText              binary, or bytes that no encoding explains
    │   ├── TooLarge             over the limit of one document
    │   ├── NoText               text, but no report in it (all navigation)
    │   └── NotEnglish           a report in another language
    └── RecordError              the record file
        ├── NotARecord           not an SQLite file of ours
        └── NewerRecord          written by a later version of Dragoman

Each says where, what, and what to do next. Findings in the data are no errors: they are ``Doubt`` values.
"""

from __future__ import annotations


class DragomanError(Exception):
    """Base of every error that Dragoman raises on purpose.

    ``where`` names the file, option or line, ``what`` says what is wrong, ``advice`` what to do next. The text
    of the error is the three in one line.
    """

    def __init__(self, where: str, what: str, advice: str) -> None:
        self.where, self.what, self.advice = where, what, advice
        super().__init__(f"{where}: {what}. {advice}")

    def __reduce__(self) -> tuple[type[DragomanError], tuple[str, str, str]]:
        return type(self), (self.where, self.what, self.advice)


class BadInput(DragomanError):
    """The call itself is wrong: an option, a name, an identifier."""


class BadDate(BadInput):
    """A date that is not an EDTF level 0 date."""


class BadTable(DragomanError):
    """A data table has a fault; ``where`` is file and line."""


class SourceError(DragomanError):
    """One source could not be read; the others are."""


class UnreadableSource(SourceError):
    """The file is missing, is a folder, or may not be opened."""


class EmptySource(SourceError):
    """The source holds nothing, or white space only."""


class NotText(SourceError):
    """The source is binary, or no encoding explains its bytes."""


class TooLarge(SourceError):
    """The source is over the limit of one document."""


class NoText(SourceError):
    """The source is text, but holds no report: navigation, links, credits only."""


class NotEnglish(SourceError):
    """The report is in another language than English."""


class RecordError(DragomanError):
    """The record file could not be used."""


class NotARecord(RecordError):
    """The file is there, but it is no record of Dragoman's."""


class NewerRecord(RecordError):
    """The record was written by a later version of Dragoman."""
