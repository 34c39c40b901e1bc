"""The README shows what the first command prints, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "security-guarantees-2022"
LEFT_OUT = "   [...]"


def test_the_brief_in_the_readme_is_the_one_that_is_printed(dragoman: Callable[..., Any]) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    (shown,) = re.findall(r"```\n(Where the exchange stands.*?)\n```", readme, re.DOTALL)
    as_of = re.findall(r"^AS_OF \?= (\S+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert dragoman("read", str(EXAMPLE), "--index", str(EXAMPLE / "index.jsonl")).code == 0
    printed = iter(dragoman("brief", "--as-of", *as_of).out.splitlines())
    for line in shown.splitlines():
        assert line == LEFT_OUT or line in printed, f"the brief does not go on with this line of the README: {line}"
