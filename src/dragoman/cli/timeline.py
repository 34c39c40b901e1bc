"""``timeline``: what was said and done, in the order in which it happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.cli.options import RECORD, About, AsCsv, AsJson, AsOf, By, Record, Since, entries, shape

if TYPE_CHECKING:
    from dragoman.pipeline.timeline import TimelineRow

_COLUMNS = ("when", "who", "what", "words", "said, published, recorded")


def timeline(
    record: Record = RECORD,
    by: By = None,
    about: About = None,
    since: Since = None,
    as_of: AsOf = None,
    json: AsJson = False,
    csv: AsCsv = False,
) -> None:
    """Print what was said and done in the order in which it happened.

    By event time: the day of the act, or of the saying. A date that is no certain day shows between which days it
    lies; what has no date comes last. Each entry says whether it took place (occurred, scheduled, proposed,
    conditional, denied), when it was said, when its report was published, and when the record took it up.

    \b
    Example:
      dragoman timeline --as-of 2022-02-01
      dragoman timeline --by Russia --about reply --csv > replies.csv
    """
    from dragoman.cli.printing import print_rows, print_table
    from dragoman.pipeline.timeline import TimelineRow, timeline_rows

    form = shape(json, csv)
    rows = timeline_rows(entries(record, as_of), by=by, about=about, since=since)
    if form == "table":
        print_table(_COLUMNS, [_cells(row) for row in rows])
    else:
        print_rows(rows, list(TimelineRow.__annotations__), form)


def _cells(row: TimelineRow) -> tuple[str, ...]:
    from dragoman.cli.printing import with_chain

    who = " and ".join(row["by"]) or "nobody named"
    whom = f" to {' and '.join(row['to'])}" if row["to"] else ""
    told = f" (according to {' and '.join(row['according_to'])})" if row["according_to"] else ""
    return _when(row), with_chain(who + whom, row["via"]), _what(row), row["what"] + told, _clocks(row)


def _when(row: TimelineRow) -> str:
    """The event time, with the days between which it lies where it is no certain day."""
    if row["event_time"] is None:
        return "unknown"
    plain = row["earliest"] == row["latest"] or "/" in row["event_time"]
    return row["event_time"] if plain else f"{row['event_time']} ({row['earliest']} to {row['latest']})"


def _what(row: TimelineRow) -> str:
    if row["kind"] == "statement":
        return row["status"]
    return f"{row['kind']}, {row['status']} ({row['realis']})"


def _clocks(row: TimelineRow) -> str:
    said = row["said_on"] or "unknown"
    published = f"{row['published'] or 'unknown'}, {row['file']}"
    return f"said {said}; published {published}; recorded {(row['recorded'] or 'unknown')[:10]}"
