"""The page of rules and the rules themselves name the same things."""

from __future__ import annotations

import re
from pathlib import Path

from dragoman.exchange.rules import Rule

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def test_every_rule_has_its_row_and_every_row_its_rule():
    rows = set(re.findall(r"^\| `([a-z-]+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert rows == {rule.value for rule in Rule}
