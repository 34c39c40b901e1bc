"""Addresses: everything that has a page, and where it is."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from dragoman.brief.lines import Line
from dragoman.brief.sheet import Sheet
from dragoman.model import Evidence


def address(path: str, **asked: str | int | None) -> str:
    """The path with what is asked behind it; what is None or empty is left out."""
    given = {name: value for name, value in asked.items() if value not in (None, "")}
    return f"{path}?{urlencode(given)}" if given else path


def document(id_: str) -> str:
    """The page of a document."""
    return f"/documents/{quote(id_, safe='')}"


def words(evidence: Evidence) -> str:
    """The words in their document, marked there."""
    return address(document(evidence.document), at=f"{evidence.start}-{evidence.end}") + "#here"


def entry(document_id: str, entry_id: str) -> str:
    """The page on which a statement or a move is corrected."""
    return f"{document(document_id)}/entries/{quote(entry_id, safe='')}"


def item(id_: str, as_of: str | None) -> str:
    """The page of a demand, a reply, a dispute, a meeting, a decision or a warning."""
    return address(f"/items/{quote(id_, safe='')}", as_of=as_of)


def agent(id_: str, as_of: str | None) -> str:
    """The page of a party."""
    return address(f"/agents/{quote(id_, safe='')}", as_of=as_of)


def section(name: str, as_of: str | None, page: int = 1) -> str:
    """The page that lists a whole section of the overview."""
    return address(f"/exchange/{quote(name, safe='')}", as_of=as_of, page=page if page > 1 else None)


def overview(as_of: str | None) -> str:
    """Where the exchange stands on a day."""
    return address("/", as_of=as_of)


@dataclass(frozen=True, slots=True)
class SiteLinks:
    """Where the lines of a sheet lead: words to their document, labels to the page of their item."""

    sheet: Sheet
    as_of: str | None

    def place(self, evidence: Evidence) -> str:
        """The address of the words in their document."""
        return words(evidence)

    def label(self, label: str) -> str:
        """The address of the item with that label."""
        return item(self.sheet.items[label], self.as_of)

    def heading(self, line: Line) -> str:
        """The address behind the line's own label."""
        return self.label(line.label) if line.label in self.sheet.items else ""
