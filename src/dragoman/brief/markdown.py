"""The brief as Markdown (CommonMark with tables' and footnotes' usual extensions), the words in footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from dragoman.brief.lines import Line
from dragoman.brief.sheet import Section, Sheet
from dragoman.brief.wording import grounds, source_name
from dragoman.model import Evidence

_SPECIAL = re.compile(r"[\\`*_\[\]<>#|~&!^$@{}]|:(?=\S)|(?<=\bwww)\.|\A *[-+]", re.IGNORECASE)
"""What Markdown or its common extensions would read as a mark, a link, an emoji, a formula or a mention."""

_NUMBER = re.compile(r"\A( *\d{1,9})(?=[.)])")
"""What would begin an ordered list."""

_Notes = Mapping[Evidence, int]


def as_markdown(sheet: Sheet) -> str:
    """The sheet with one footnote for each passage cited; text from outside cannot become markup."""
    notes = _numbered(sheet)
    told = (_escape(sheet.read), _escape(sheet.exchanges))
    head = [f"# {sheet.title}", f"**{_escape(sheet.as_of)}**", *told, *_summary(sheet)]
    blocks = head + [_section(section, notes) for section in sheet.sections]
    if sheet.statements:
        blocks.append(sheet.statements)
    blocks += [_sources(sheet), _footnotes(notes, sheet)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _escape(text: str) -> str:
    return _NUMBER.sub(r"\1\\", _SPECIAL.sub(lambda mark: "\\" + mark[0].lstrip(), text))


def _numbered(sheet: Sheet) -> dict[Evidence, int]:
    """Every passage under the number of its footnote, in the order of first mention."""
    cited = (e for section in sheet.sections for line in section.lines for e in _cited(line))
    return {evidence: n for n, evidence in enumerate(dict.fromkeys(cited), 1)}


def _cited(line: Line) -> Iterator[Evidence]:
    yield from line.evidence
    for part in line.parts:
        yield from part.evidence


def _summary(sheet: Sheet) -> Iterator[str]:
    if sheet.summary:
        yield "\n".join(f"- {row}" for row in sheet.summary)


def _section(section: Section, notes: _Notes) -> str:
    head = f"## {section.title}" + (f"\n\n{section.about}" if section.about else "")
    return head + "\n\n" + "\n".join(row for line in section.lines for row in _rows(line, notes))


def _rows(line: Line, notes: _Notes) -> Iterator[str]:
    marks = [f"**{line.label}**" if line.label else "", f"*{line.status}*" if line.status else ""]
    says = ": ".join(_escape(words) for words in (line.who, line.what) if words)
    facts = line.facts + ((f"see {line.see}",) if line.see and not line.points else ())
    yield "- " + " ".join(x for x in (*marks, says) if x) + _facts(facts) + _references(line.evidence, notes)
    for part in line.parts:
        says = ", ".join(_escape(words) for words in (part.what, *part.facts) if words)
        yield f"  - *{part.status}* {says}".rstrip() + _references(part.evidence, notes)


def _facts(facts: Sequence[str]) -> str:
    return f" ({_escape('; '.join(facts))})" if facts else ""


def _references(evidence: Sequence[Evidence], notes: _Notes) -> str:
    return "".join(f"[^{notes[place]}]" for place in evidence)


def _sources(sheet: Sheet) -> str:
    rows = []
    for source in sheet.sources.values():
        document = source.document
        title = f" “{_escape(document.title)}”" if document.title else ""
        ground = _escape(f"{document.file}; {grounds(document.published)}")
        rows.append(f"{source.number}. {_escape(source_name(document))}{title} ({ground})")
    return "## Sources\n\n" + "\n".join(rows) if rows else ""


def _footnotes(notes: _Notes, sheet: Sheet) -> str:
    return "\n".join(
        f"[^{n}]: Source {source.number}, {_escape(source_name(source.document))}: “{_escape(evidence.quote.strip())}”"
        for evidence, n in notes.items()
        for source in (sheet.sources[evidence.document],)
    )
