"""Addresses: everything that has a page, and where it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

from dragoman.brief.lines import Line
from dragoman.brief.sheet import Sheet
from dragoman.model import Evidence

UNNAMED = "unnamed"
"""The value of ``without`` in addresses, and the only one."""


@dataclass(frozen=True, slots=True)
class View:
    """What of the record is looked at: as of which day, with or without what unnamed people tell, which exchange."""

    as_of: str | None = None
    named_only: bool = False
    exchange: str | None = None

    def query(self) -> dict[str, str | None]:
        """The view in an address."""
        return {"as_of": self.as_of, "without": UNNAMED if self.named_only else None, "exchange": self.exchange}

    def on(self, day: str | None) -> View:
        """The same view as of another day."""
        return replace(self, as_of=day)


def address(path: str, view: View | None = None, /, **asked: str | int | None) -> str:
    """The path with what is asked behind it; what is None or empty is left out."""
    given = {**(view.query() if view else {}), **asked}
    given = {name: value for name, value in given.items() if value not in (None, "")}
    return f"{path}?{urlencode(given)}" if given else path


def document(id_: str) -> str:
    """The page of a document."""
    return f"/documents/{quote(id_, safe='')}"


def words(evidence: Evidence) -> str:
    """The words in their document, marked there."""
    return place(evidence.document, evidence.start, evidence.end)


def place(document_id: str, start: int, end: int) -> str:
    """A place of a document, marked there."""
    return address(document(document_id), at=f"{start}-{end}") + "#here"


def entry(document_id: str, entry_id: str) -> str:
    """The page on which a statement or a move is corrected."""
    return f"{document(document_id)}/entries/{quote(entry_id, safe='')}"


def item(id_: str, view: View | None = None) -> str:
    """The page of a demand, a reply, a dispute, a meeting, a decision or a warning."""
    return address(f"/items/{quote(id_, safe='')}", view)


def agent(id_: str, view: View | None = None) -> str:
    """The page of a party."""
    return address(f"/agents/{quote(id_, safe='')}", view)


def section(name: str, view: View | None = None, page: int = 1) -> str:
    """The page that lists a whole section of the overview."""
    return address(f"/exchange/{quote(name, safe='')}", view, page=page if page > 1 else None)


def changes(first: str, second: str, view: View, section: str = "", page: int = 1) -> str:
    """What changed in the view between two days, whatever its own; all of one section."""
    asked = {"from": first, "to": second, "of": section, "page": page if page > 1 else None}
    return address("/changes", view.on(None), **asked)


def overview(view: View | None = None) -> str:
    """Where the exchange stands."""
    return address("/", view)


@dataclass(frozen=True, slots=True)
class SiteLinks:
    """Where the lines of a sheet lead: words to their document, labels to the page of their item."""

    sheet: Sheet
    view: View

    def place(self, evidence: Evidence) -> str:
        """The address of the words in their document."""
        return words(evidence)

    def label(self, label: str) -> str:
        """The address of the item or the exchange with that label."""
        if label in self.sheet.leads:
            return overview(replace(self.view, exchange=self.sheet.leads[label]))
        return item(self.sheet.items[label], self.view)

    def heading(self, line: Line) -> str:
        """The address behind the line's own label."""
        return self.label(line.label) if line.label in {*self.sheet.items, *self.sheet.leads} else ""
