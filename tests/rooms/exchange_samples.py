"""Reports of invented negotiations, made by hand: what a reader would find in each, as the fold gets it."""

from __future__ import annotations

from dragoman.model import (
    Agent,
    AgentKind,
    Anchor,
    DocumentInfo,
    Doubt,
    Entry,
    Mode,
    Move,
    MoveKind,
    MoveStatus,
    Polarity,
    Published,
    Statement,
)


class Report:
    """One report; each thing found in it stands behind the one before."""

    def __init__(self, name: str, published: str | None = None, outlet: str = "Northern Post") -> None:
        dated = Published(published, "user", published) if published else None
        self.document = DocumentInfo(f"doc-{name}", f"{name}.txt", outlet=outlet, published=dated)
        self.entries: list[Entry] = []
        self._at = 0

    def _keep(self, value: Statement | Move | Agent | Doubt) -> None:
        self.entries.append(Entry(f"{self.document.id}-{len(self.entries)}", self.document, value))

    def _anchor(self, words: str) -> Anchor:
        start = self._at
        self._at += len(words) + 1
        return Anchor(start, start + len(words), words)

    def agent(self, name: str, kind: str, of: str | None = None, *aliases: str) -> Report:
        self._keep(Agent(name, AgentKind(kind), of, aliases=aliases))
        return self

    def doubt(self, code: str, words: str) -> Report:
        self._keep(Doubt(code, f"in doubt: {words}", self._anchor(words)))
        return self

    def move(
        self, kind: str, by: str, to: str, what: str, status: str = "made", date: str | None = None, **rest: object
    ) -> Report:
        """A move; ``by`` and ``to`` are names parted by ``; ``. ``rest`` are further fields of Move."""
        anchor = self._anchor(str(rest.pop("evidence", what)))
        told = rest.pop("said_by", "")
        self._keep(
            Move(
                f"m{len(self.entries)}",
                MoveKind(kind),
                names(by),
                names(to),
                what,
                MoveStatus(status),
                date,
                anchor,
                according_to=names(str(told)),
                **rest,  # type: ignore[arg-type]
            )
        )
        return self

    def says(self, speaker: str, content: str, cue: str = "said", **rest: object) -> Report:
        """A statement; its evidence is its content."""
        source, said = self._anchor(speaker), self._anchor(cue)
        anchor = self._anchor(content)
        polarity = Polarity.DENIED if rest.pop("denied", False) else Polarity.ASSERTED
        fields: dict[str, object] = {"via": (), "anonymous": False, "said_on": None, **rest}
        self._keep(
            Statement(
                id=f"s{len(self.entries)}",
                speakers=names(speaker),
                mode=Mode.INDIRECT,
                polarity=polarity,
                content_text=content,
                source=source,
                cue=said,
                content=(anchor,),
                evidence=anchor,
                **fields,  # type: ignore[arg-type]
            )
        )
        return self


def names(cell: str) -> tuple[str, ...]:
    return tuple(name for name in cell.split("; ") if name)


def together(*reports: Report) -> list[Entry]:
    return [entry for report in reports for entry in report.entries]


def strike(name: str = "strike", published: str | None = "2024-03-04") -> Report:
    """A report of a dockers' strike, with who acts for whom."""
    return (
        Report(name, published)
        .agent("Dockers' Union", "organisation")
        .agent("Ana Berg", "person", "Dockers' Union")
        .agent("Port Authority", "organisation")
        .agent("Tomas Lind", "person", "Port Authority")
        .agent("port official (unnamed)", "unnamed", "Port Authority")
    )
