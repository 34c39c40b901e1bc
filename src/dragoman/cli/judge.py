"""``judge``: a person's judgements into the record, and the list of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import RECORD, AsJson, AsOf, Record
from dragoman.model import Change, JudgementKind

judge = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Record a person's judgement.")

Subjects = Annotated[
    list[str], typer.Argument(metavar="ID...", help="Ids as --json prints them; for documents file names too.")
]
Reason = Annotated[str | None, typer.Option(metavar="TEXT", help="Why, kept with the judgement.")]
Author = Annotated[
    str, typer.Option("--by", "--author", metavar="NAME", envvar="USER", help="Who judges, kept with the judgement.")
]
UNKNOWN = "unknown"


@judge.command()
def accept(
    subjects: Subjects, record: Record = RECORD, as_of: AsOf = None, reason: Reason = None, author: Author = UNKNOWN
) -> None:
    """Say that it is so.

    A statement or a move stays as it stands, whatever a later reader finds in its place.

    \b
    Example:
      dragoman judge accept stm-1f0c2a9be0d4c3e1 --by "Ana Berg"
    """
    _judge(record, JudgementKind.ACCEPT, subjects, as_of, reason, author)


@judge.command()
def reject(
    subjects: Subjects, record: Record = RECORD, as_of: AsOf = None, reason: Reason = None, author: Author = UNKNOWN
) -> None:
    """Say that it is not so: it counts no more.

    A document is taken out of the account by it; it stays in the record.

    \b
    Example:
      dragoman judge reject mov-83d1f20a6c55b7e9 --reason "a figure of speech"
      dragoman judge reject quiz.html --reason "no report"
    """
    _judge(record, JudgementKind.REJECT, subjects, as_of, reason, author)


@judge.command()
def edit(
    subject: Annotated[str, typer.Argument(metavar="ID", help="An id as --json prints it.")],
    settings: Annotated[
        list[str], typer.Option("--set", metavar="FIELD=VALUE", help="A field and its value; names joined by ;.")
    ],
    record: Record = RECORD,
    as_of: AsOf = None,
    reason: Reason = None,
    author: Author = UNKNOWN,
) -> None:
    """Set fields of a statement, a move, an agent or an item of the brief.

    An empty value empties the field. A document moves to another exchange with --set exchange=NAME.
    A field that somebody set otherwise is refused with that judgement's id: withdraw it first, and nothing is lost.

    \b
    Example:
      dragoman judge edit stm-1f0c2a9be0d4c3e1 --set "speaker=Ana Berg" --by "Kari Lund"
      dragoman judge edit mov-83d1f20a6c55b7e9 --set status=rejected --set "to=Norway; Sweden"
      dragoman judge edit strike.txt --set "exchange=Halvik port strike"
    """
    from dragoman.pipeline.judging import changes_of

    _judge(record, JudgementKind.EDIT, [subject], as_of, reason, author, settings=changes_of(settings))


@judge.command()
def merge(
    subjects: Subjects, record: Record = RECORD, as_of: AsOf = None, reason: Reason = None, author: Author = UNKNOWN
) -> None:
    """Say that they are one: agents under the first one's name, items of the brief, or copies of one text.

    Statements that are merged are accounts of one question, on one side where no dispute holds them yet.

    \b
    Example:
      dragoman judge merge "Ana Berg" "A. Berg"
      dragoman judge merge demand-5b1e0f7a9c2d4e68 demand-9d20c1b7e6f3a584
      dragoman judge merge dispute-2c7d9e1f5a3b8064 dispute-71e8a0c4d2f6b935
    """
    _judge(record, JudgementKind.MERGE, subjects, as_of, reason, author)


@judge.command("keep-apart")
def keep_apart(
    subjects: Subjects, record: Record = RECORD, as_of: AsOf = None, reason: Reason = None, author: Author = UNKNOWN
) -> None:
    """Say that they are not one: agents, moves or items of the brief, or documents that look like copies.

    Statements that are kept apart are accounts of no common question.

    \b
    Example:
      dragoman judge keep-apart mov-83d1f20a6c55b7e9 mov-6a7b0d1c2e3f4958 --reason "two letters"
      dragoman judge keep-apart stm-1f0c2a9be0d4c3e1 stm-0d4c3e1f0c2a9be7 --reason "another crossing"
    """
    _judge(record, JudgementKind.KEEP_APART, subjects, as_of, reason, author)


@judge.command()
def supersede(
    old: Annotated[str, typer.Argument(help="The earlier edition: its id or file name.")],
    new: Annotated[str, typer.Argument(help="The corrected edition: its id or file name.")],
    record: Record = RECORD,
    reason: Reason = None,
    author: Author = UNKNOWN,
) -> None:
    """Let a corrected edition replace an earlier one.

    Nothing is lost by it: the earlier edition stays in the record, and readings as of earlier days keep to it.

    \b
    Example:
      dragoman judge supersede report.txt report-corrected.txt --reason "the outlet corrected the date"
    """
    _judge(record, JudgementKind.SUPERSEDE, [old, new], None, reason, author)


@judge.command()
def withdraw(subjects: Subjects, record: Record = RECORD, reason: Reason = None, author: Author = UNKNOWN) -> None:
    """Take judgements back, by their ids; they stay in the record and count no more.

    \b
    Example:
      dragoman judge withdraw judgement-0c4e7d21a8b95f36
    """
    _judge(record, JudgementKind.WITHDRAW, subjects, None, reason, author)


@judge.command("list")
def list_judgements(record: Record = RECORD, json: AsJson = False) -> None:
    """Print every judgement, withdrawn ones too, oldest first.

    \b
    Example:
      dragoman judge list --record talks.db
    """
    from dragoman.cli.printing import emit_judgements
    from dragoman.ledger import Ledger

    with Ledger.open(record, create=False) as ledger:
        emit_judgements(ledger.judgements(), json=json)


def _judge(
    record: Path,
    kind: JudgementKind,
    subjects: Sequence[str],
    as_of: str | None,
    reason: str | None,
    author: str,
    settings: Sequence[Change] = (),
) -> None:
    """Keep the judgement and print its id."""
    from dragoman.ledger import Ledger
    from dragoman.pipeline.judging import judge as keep

    with Ledger.open(record, create=False) as ledger:
        kept = keep(ledger, kind, subjects, author=author, reason=reason, changes=settings, as_of=as_of)
    typer.echo(kept.id)
