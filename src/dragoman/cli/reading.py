"""``read`` and ``extract``: sources in, one line a document out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from dragoman.brief.displayable import visible
from dragoman.cli.progress import progress
from dragoman.documents import Source, load
from dragoman.ledger import Ledger
from dragoman.linking import Register, load_register, read_register
from dragoman.model import BadInput, BadTable, DragomanError, SourceError
from dragoman.pipeline.agents import coded_mentions
from dragoman.pipeline.flat import FORMS, annotated
from dragoman.pipeline.output import as_json, output_name
from dragoman.pipeline.runner import Fate, Line, read_all, run

STANDARD_INPUT = Path("-")


def read_into(
    sources: tuple[Source, ...], record: Path, *, reader: str, processes: int, agents: Path | None = None
) -> bool:
    """Read the sources into the record and print each one's fate; False where one was refused."""
    register = known_agents(agents)
    with Ledger.open(record) as ledger, progress(len(sources)) as advance:

        def tell(line: Line) -> None:
            _print_line(line.fate.value, line.source, line.error)
            advance()

        report = run(sources, ledger, n_process=processes, reader=reader, register=register, on_line=tell)
        return not report.refused


def extract_to(
    sources: tuple[Source, ...], folder: Path, *, reader: str, processes: int, agents: Path | None = None
) -> bool:
    """Write each source's reading into the folder and print its name; False where one was refused.

    Raises BadInput where two documents would go to one file, or where the folder cannot be written.
    """
    register = known_agents(agents)
    names = _output_names(sources)
    _writing(folder, lambda: folder.mkdir(parents=True, exist_ok=True))
    complete = True
    with progress(len(sources)) as advance:
        for outcome in read_all(sources, n_process=processes, reader=reader, register=register):
            if outcome.document and outcome.reading:
                path = folder / names[outcome.source]
                text = json.dumps(as_json(outcome.document, outcome.reading), ensure_ascii=False, indent=1)
                _writing(path, partial(path.write_text, text + "\n", encoding="utf-8"))
                _print_line("written", outcome.source, path)
            else:
                complete = False
                _print_line(Fate.REFUSED.value, outcome.source, outcome.error)
            advance()
    return complete


def extract_flat(paths: Sequence[Path], folder: Path, form: str, *, processes: int, agents: Path | None = None) -> bool:
    """Write each JSON Lines file with a layer added into the folder, under its name; False where one was refused.

    A file with a bad row is refused as a whole. Raises BadInput as ``extract_to`` does.
    """
    register = known_agents(agents)
    sources = tuple(dict.fromkeys(_flat_source(path) for path in paths))
    names = _output_names(sources, _flat_name)
    _writing(folder, lambda: folder.mkdir(parents=True, exist_ok=True))
    complete = True
    with progress(len(sources)) as advance:
        for source in sources:
            path = folder / names[source]
            try:
                rows = _flat_rows(load(source).split(b"\n"), source.file, form, processes, register)
                text = "".join(row + "\n" for row in rows)
                _writing(path, partial(path.write_text, text, encoding="utf-8"))
                _print_line("written", source, path)
            except (SourceError, BadTable) as error:
                complete = False
                _print_line(Fate.REFUSED.value, source, error)
            advance()
    return complete


def known_agents(agents: Path | None) -> Register:
    """The known agents: the package's own, and over them those of the user's file."""
    return read_register(agents, load_register()) if agents else load_register()


def _flat_rows(lines: list[bytes], file: str, form: str, processes: int, register: Register) -> Iterator[str]:
    if form == "agents":
        return coded_mentions(lines, file, register)
    return annotated(lines, file, FORMS[form], n_process=processes)


def _flat_source(path: Path) -> Source:
    return Source(None, "-") if path == STANDARD_INPUT else Source(path, str(path))


def _flat_name(file: str) -> str:
    return "stdin.jsonl" if file == "-" else Path(file).name


def _output_names(sources: tuple[Source, ...], name_of: Callable[[str], str] = output_name) -> dict[Source, str]:
    takers: dict[str, Source] = {}
    for source in sources:
        name = name_of(source.file)
        if name in takers:
            raise BadInput(
                source.file, f"its output would overwrite that of {takers[name].file}", "Extract them to two folders."
            )
        takers[name] = source
    return {source: name for name, source in takers.items()}


def _writing(path: Path, write: Callable[[], object]) -> None:
    try:
        write()
    except OSError as error:
        raise BadInput(str(path), f"cannot be written ({error.strerror})", "Name another folder with -o.") from error


def _print_line(word: str, source: Source, more: Path | DragomanError | None = None) -> None:
    """The line of a document: what became of it, its name, and where its reading went or why it was refused."""
    match more:
        case Path():
            told = f"{source.file} -> {more}"
        case DragomanError():
            told = f"{more.where}: {more.what}. {more.advice}"
        case None:
            told = source.file
    # To sys.stdout as it is now (typer.echo would go past it): the bar puts its own stream there.
    sys.stdout.write(f"{word:<10}  {visible(told)}\n")
    sys.stdout.flush()
