"""The brief for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from rich.console import Console
from rich.text import Text

from dragoman.brief.lines import Line
from dragoman.brief.sheet import Section, Sheet
from dragoman.brief.wording import counted, grounds, shortened, source_name
from dragoman.model import Evidence

WIDTH = 88
"""Columns where the caller names none."""

_NARROWEST = 40
_QUOTE = 150
_POINTER = 90
_QUOTES_A_LINE = 2
_STEPS_A_LINE = 5
_DOUBTS = 10
_STYLES = {
    "contested": "bold magenta",
    "rejected": "red",
    "declined": "red",
    "no": "red",
    "not yet": "yellow",
    "awaited": "yellow",
    "promised": "yellow",
    "pending": "yellow",
    "proposed": "yellow",
    "unknown": "yellow",
    "otherwise": "yellow",
    "accepted": "green",
    "delivered": "green",
    "held": "green",
    "yes": "green",
}


@dataclass(frozen=True, slots=True)
class _Row:
    """A text that hangs at ``indent`` columns; ``lead`` (a label) stands in the margin of its first line."""

    text: Text
    indent: int = 0
    lead: Text | None = None


def as_text(sheet: Sheet, *, width: int | None, color: bool) -> str:
    """The sheet as lines of at most ``width`` columns (88 where None, never under 40), with ANSI colour if asked."""
    out = StringIO()
    console = Console(
        file=out,
        width=max(width or WIDTH, _NARROWEST),
        force_terminal=color,
        color_system="standard" if color else None,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )
    for row in _rows(sheet):
        for line in _printed(console, row):
            if color:
                console.print(line)
            else:
                out.write(f"{line.plain}\n")
    return out.getvalue()


def _printed(console: Console, row: _Row) -> Iterator[Text]:
    """The lines of a row, none wider than the console."""
    lead = row.lead or Text()
    for line in _wrapped(row.text, console, console.width - row.indent):
        line.rstrip()
        margin = Text(" " * (row.indent - lead.cell_len)) if line else Text()
        yield Text.assemble(lead, margin, line)
        lead = Text()


def _wrapped(text: Text, console: Console, width: int) -> Iterable[Text]:
    """The text in lines; most rows are short, and wrapping is what takes the time of a long brief."""
    return [text] if text.cell_len <= width else text.wrap(console, width)


def _rows(sheet: Sheet) -> Iterator[_Row]:
    yield _Row(Text(sheet.title, "bold"))
    yield _Row(Text(sheet.as_of, "bold"))
    yield _Row(Text(sheet.read))
    if sheet.exchanges:
        yield _Row(Text(sheet.exchanges))
    if sheet.summary:
        yield _Row(Text(" · ".join(sheet.summary)))
    for section in sheet.sections:
        yield from _section(section, sheet)
    if sheet.statements:
        yield from (_Row(Text()), _Row(Text(sheet.statements)))
    yield from _sources(sheet)


def _section(section: Section, sheet: Sheet) -> Iterator[_Row]:
    yield _Row(Text())
    yield _Row(Text.assemble((section.title.upper(), "bold"), (f"  {section.about}", "dim")))
    shown = section.lines[:_DOUBTS] if section.name == "doubts" else section.lines
    for line in shown:
        yield from _line(line, sheet)
    if len(shown) < len(section.lines):
        yield _Row(Text(f"and {len(section.lines) - len(shown):,} more, all in the other formats", "dim"), 5)


def _line(line: Line, sheet: Sheet) -> Iterator[_Row]:
    if line.points:
        yield _pointer(line)
        return
    yield _headline(line)
    facts = line.facts + ((f"see {line.see}",) if line.see else ())
    if facts:
        yield _Row(Text(" · ".join(facts), "dim"), 5)
    yield from _quotes(line.evidence, sheet, indent=5)
    for part in _shown_steps(line.parts) if line.lived else line.parts:
        yield _Row(_part(part), 5)
        yield from _quotes(part.evidence, sheet, indent=7)


def _pointer(line: Line) -> _Row:
    """One row for a line that stands in full elsewhere."""
    says = shortened(": ".join(words for words in (line.who, line.what) if words), _POINTER)
    return _Row(Text.assemble(says, *((f" · {fact}", "dim") for fact in line.facts)), 5, Text(line.label, "bold"))


def _headline(line: Line) -> _Row:
    text = Text.assemble(
        (f"{line.status.upper()}  " if line.status else "", _STYLES.get(line.status, "bold")),
        (line.who, "bold"),
        ": " if line.who and line.what else "",
        line.what,
    )
    return _Row(text, 5, Text(line.label or "  -", "bold"))


def _shown_steps(parts: Sequence[Line]) -> list[Line]:
    """All steps, or of a long life its beginning and its latest ones."""
    if len(parts) <= _STEPS_A_LINE:
        return list(parts)
    left_out = Line(counted(len(parts) - _STEPS_A_LINE + 1, "step") + " between")
    return [parts[0], left_out, *parts[2 - _STEPS_A_LINE :]]


def _part(part: Line) -> Text:
    words = ", ".join(x for x in (part.what, *part.facts) if x)
    return Text.assemble((part.status.upper(), _STYLES.get(part.status, "bold")), "  " if part.status else "", words)


def _quotes(evidence: Sequence[Evidence], sheet: Sheet, *, indent: int) -> Iterator[_Row]:
    for place in evidence[:_QUOTES_A_LINE]:
        number, name = _cited(place, sheet)
        quote = Text(f"{name}: “{shortened(place.quote, _QUOTE)}”")
        yield _Row(quote, indent + len(number) + 1, Text(" " * indent + number))
    further = len(evidence) - _QUOTES_A_LINE
    if further > 0:
        yield _Row(Text(f"and in {counted(further, 'more place')}", "dim"), indent)


def _cited(place: Evidence, sheet: Sheet) -> tuple[str, str]:
    """Number and name of the report that the words stand in."""
    source = sheet.sources[place.document]
    return f"[{source.number}]", source_name(source.document)


def _sources(sheet: Sheet) -> Iterator[_Row]:
    if not sheet.sources:
        return
    yield _Row(Text())
    yield _Row(Text("SOURCES", "bold"))
    for source in sheet.sources.values():
        document = source.document
        title = f" “{shortened(document.title, _QUOTE)}”" if document.title else ""
        text = f"{source_name(document)}{title} ({document.file}; {grounds(document.published)})"
        yield _Row(Text(text), 5, Text(f"[{source.number}]"))
