"""The commands, one function each. What is slow to import is imported in the command that needs it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.diff import diff
from dragoman.cli.judge import judge
from dragoman.cli.options import (
    RECORD,
    About,
    Agents,
    AsCsv,
    AsJson,
    AsOf,
    By,
    Reader,
    Readers,
    Record,
    Since,
    entries,
    shape,
)
from dragoman.cli.serve import serve
from dragoman.cli.timeline import timeline

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(judge, name="judge")
app.command()(diff)
app.command()(timeline)
app.command()(serve)

Sources = Annotated[list[Path], typer.Argument(metavar="SOURCE", help="Files or folders; - is standard input.")]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="Publication date of the sources, such as 2022-01-18.")
]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="Who published the sources.")]
Index = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="JSON Lines, a row a document: file, published, outlet, title, url."),
]
Processes = Annotated[int, typer.Option(metavar="N", min=1, help="Worker processes for the parser.")]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file, not to standard output.")
]


class BriefFormat(StrEnum):
    """The renderings of a brief."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"


class Without(StrEnum):
    """Sources that a brief can leave out."""

    UNNAMED = "unnamed"


class ExtractFormat(StrEnum):
    """What ``extract`` writes."""

    READINGS = "readings"
    TIMEXES = "timexes"
    ATTRIBUTIONS = "attributions"
    AGENTS = "agents"
    EVENTS = "events"


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"dragoman {version('dragoman')}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Read news reports of a negotiation and keep the record of the exchange.

    \b
    Example:
      dragoman read reports/ --index reports/index.jsonl
      dragoman brief --as-of 2022-02-01
    """


@app.command()
def read(
    sources: Sources,
    record: Record = RECORD,
    published: Published = None,
    outlet: Outlet = None,
    index: Index = None,
    reader: Readers = Reader.UNION,
    agents: Agents = None,
    processes: Processes = 1,
) -> None:
    """Read files or folders into the record.

    Prints one line a document: new, unchanged, superseded, or refused and why.

    \b
    Example:
      dragoman read reports/ --index reports/index.jsonl --record talks.db
      dragoman read report.txt --published 2022-01-18 --outlet "Northern Post" --reader rules
      dragoman read reports/ --index reports/index.jsonl --agents unions.toml
    """
    from dragoman.cli.reading import read_into
    from dragoman.documents import collect

    found = collect(sources, index=index, published=published, outlet=outlet)
    _exit_unless(read_into(found, record, reader=reader, processes=processes, agents=agents))


@app.command()
def extract(
    sources: Sources,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="The folder to write to.")],
    format: Annotated[ExtractFormat, typer.Option(help="What to write.")] = ExtractFormat.READINGS,
    nested: Annotated[
        bool, typer.Option("--nested", help="With --format attributions: also those inside what others say.")
    ] = False,
    published: Published = None,
    outlet: Outlet = None,
    index: Index = None,
    reader: Readers = Reader.UNION,
    agents: Agents = None,
    processes: Processes = 1,
) -> None:
    """Write what is read to JSON files, without a record.

    Writes one file a document, named after it, in the shape of the package's reading.schema.json.
    --format timexes takes JSON Lines files instead, a row a text: id, dct (its publication date), text; for each it
    writes a file of the same name, its rows with the time expressions added: start, end, type, value, text.
    --format attributions does so with source, cue and content of every attribution, found by the trained tagger:
    the outermost ones, or with --nested those inside what others say, too.
    --format events takes id, text and, if you have it, date, and adds who did what to whom, coded in PLOVER's types
    with CAMEO's roots (docs/codebook.md).
    --format agents takes id, mention and, if you have them, context and query_date, and writes who is meant: name,
    kind, country, sectors, Wikidata item (docs/agents.md).

    \b
    Example:
      dragoman extract reports/ --index reports/index.jsonl -o readings/
      dragoman extract texts.jsonl --format timexes -o times/
      dragoman extract texts.jsonl --format attributions --nested -o attributions/
      dragoman extract texts.jsonl --format events -o events/
      dragoman extract mentions.jsonl --format agents -o agents/
    """
    from dragoman.cli.reading import extract_flat, extract_to
    from dragoman.documents import collect

    if nested and format is not ExtractFormat.ATTRIBUTIONS:
        raise typer.BadParameter("--nested goes with --format attributions alone.")
    if agents and format not in {ExtractFormat.READINGS, ExtractFormat.AGENTS}:
        raise typer.BadParameter(f"--agents does not go with --format {format}.")
    if format is not ExtractFormat.READINGS:
        if published or outlet or index:
            raise typer.BadParameter(f"--published, --outlet and --index do not go with --format {format}.")
        form = f"nested {format}" if nested else format.value
        _exit_unless(extract_flat(sources, output, form, processes=processes, agents=agents))
        return
    found = collect(sources, index=index, published=published, outlet=outlet)
    _exit_unless(extract_to(found, output, reader=reader, processes=processes, agents=agents))


@app.command()
def brief(
    record: Record = RECORD,
    as_of: AsOf = None,
    without: Annotated[
        Without | None, typer.Option(help="Leave out what such sources tell, and show what stands then.")
    ] = None,
    exchange: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Only this exchange of the record, or words of its name; all: all as one."),
    ] = None,
    format: Annotated[BriefFormat, typer.Option(help="How to render it.")] = BriefFormat.TEXT,
    output: Output = None,
) -> None:
    """Print where the exchange stands.

    Every line comes with its sources. Of a record of a thousand reports or more that holds several exchanges it prints
    an overview; --exchange gives one of them whole.

    \b
    Example:
      dragoman brief --as-of 2022-02-01
      dragoman brief --without unnamed
      dragoman brief --exchange "Russia United States"
      dragoman brief --format html -o brief.html
    """
    from dragoman.cli.printing import emit_brief
    from dragoman.ledger import Ledger

    with Ledger.open(record, create=False) as ledger:
        emit_brief(ledger, format.value, output, as_of=as_of, named_only=without is not None, exchange=exchange)


@app.command()
def statements(
    record: Record = RECORD,
    by: By = None,
    about: About = None,
    since: Since = None,
    as_of: AsOf = None,
    json: AsJson = False,
    csv: AsCsv = False,
) -> None:
    """Print who said what, through whom, as a table.

    \b
    Example:
      dragoman statements --by Lavrov --since 2022-01-18
      dragoman statements --about sanctions --csv > sanctions.csv
    """
    from dragoman.cli.printing import emit_statements

    form = shape(json, csv)
    emit_statements(entries(record, as_of), {"by": by, "about": about, "since": since}, form)


@app.command()
def moves(
    record: Record = RECORD,
    by: By = None,
    about: About = None,
    since: Since = None,
    as_of: AsOf = None,
    json: AsJson = False,
    csv: AsCsv = False,
) -> None:
    """Print the steps of the exchange as a table.

    Demands, proposals, promises, threats, replies, refusals, meetings, each with the words it rests on.

    \b
    Example:
      dragoman moves --by Russia --as-of 2022-01-31
      dragoman moves --json
    """
    from dragoman.cli.printing import emit_moves

    form = shape(json, csv)
    emit_moves(entries(record, as_of), {"by": by, "about": about, "since": since}, form)


@app.command()
def show(
    document: Annotated[str, typer.Argument(help="The document's id or file name.")], record: Record = RECORD
) -> None:
    """Print a document with what was read from it.

    Each statement and move stands between its labels, [s1 ... s1] and [m1 ... m1], explained below the text.

    \b
    Example:
      dragoman show 2022-02-01-answer.txt
    """
    from dragoman.cli.show import emit_document
    from dragoman.ledger import Ledger

    with Ledger.open(record, create=False) as ledger:
        emit_document(*ledger.document(document))


@app.command()
def agents(record: Record = RECORD, as_of: AsOf = None) -> None:
    """Print who holds which office, as the reports of the record tell, for --agents of a later run.

    A term lasts from the first report that tells it to two months after the last. Look it over before you use it.

    \b
    Example:
      dragoman agents --record talks.db > known.toml
    """
    from dragoman.brief.displayable import visible
    from dragoman.pipeline.learned import learned_agents

    for line in learned_agents(entries(record, as_of)).splitlines():
        typer.echo(visible(line))


@app.command()
def check(record: Record = RECORD) -> None:
    """Check every anchor against its document.

    Lists those that fail and exits 1 if there are any.

    \b
    Example:
      dragoman check --record talks.db
    """
    from dragoman.brief.displayable import visible
    from dragoman.ledger import Ledger

    with Ledger.open(record, create=False) as ledger:
        faults = ledger.check()
    for fault in faults:
        typer.echo(visible(f"{fault.file}: {fault.entry or fault.document}: {fault.what}"))
    _exit_unless(not faults)


def _exit_unless(good: bool) -> None:
    if not good:
        raise typer.Exit(1)
