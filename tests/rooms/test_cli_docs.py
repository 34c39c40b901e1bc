"""The documentation cannot drift: every command and option that it shows is one that the program takes."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main

from dragoman.cli.app import app

ROOT = Path(__file__).parent.parent.parent
PAGES = [path for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))) if path.stat().st_size]
BLOCK = re.compile(r"^```(?:sh|bash|console|shell)?\n(.*?)^```", re.MULTILINE | re.DOTALL)


def _calls(page: Path) -> Iterator[str]:
    """The lines of a page's code blocks that call the command, and the calls between backticks."""
    text = page.read_text(encoding="utf-8")
    for block in BLOCK.findall(text):
        joined = block.replace("\\\n", " ")
        yield from (line.strip().removeprefix("$ ") for line in joined.splitlines())
    yield from re.findall(r"`(dragoman [^`\n]+)`", BLOCK.sub("", text))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_call_in_the_documentation_is_one_the_program_takes(page: Path) -> None:
    for call in _calls(page):
        if re.match(r"(?:\S*/)?dragoman\s", call):
            assert not _unknown(call), f"{page.name}: {call}"


def _unknown(call: str) -> list[str]:
    """The words of a call that name no command or option."""
    command = typer.main.get_command(app)
    words = shlex.split(re.sub(r"[|>;#].*", "", call).replace("[", " ").replace("]", " "))[1:]
    while words and hasattr(command, "commands") and not words[0].startswith("-"):
        if words[0] not in command.commands:
            return words[:1]
        command = command.commands[words.pop(0)]
    known = {option for parameter in command.params for option in parameter.opts} | {"-h", "--help"}
    return [word for word in words if re.match(r"--?[a-z]", word) and word.partition("=")[0] not in known]


@pytest.mark.parametrize(
    ("call", "unknown"),
    [
        ("dragoman guess", ["guess"]),
        ("dragoman read a.txt --record b.db --colour", ["--colour"]),
        ("dragoman judge doubt x", ["doubt"]),
        ("dragoman brief [--as-of DATE] > brief.txt", []),
    ],
)
def test_what_the_program_does_not_take_is_noticed(call: str, unknown: list[str]) -> None:
    assert _unknown(call) == unknown
