"""The documentation cannot drift: what it tells of the page is there, and what is there it tells."""

from __future__ import annotations

import re
from pathlib import Path

from starlette.testclient import TestClient

from dragoman.web import guards, intake

PAGE = (Path(__file__).parent.parent.parent / "docs" / "web.md").read_text(encoding="utf-8")


def _told() -> set[str]:
    """The paths of the table of the API."""
    rows = re.findall(r"^\| (`(?:GET|POST).*?) \|", PAGE, re.MULTILINE)
    return {path for row in rows for path in re.findall(r"`(?:GET |POST )?(/[^`]*)`", row)}


def test_every_path_of_the_api_is_told_and_no_other(shown: TestClient) -> None:
    assert _told() == set(shown.get("/api/v1/openapi.json").json()["paths"])


def test_the_limits_told_are_those_in_force() -> None:
    assert f"at most {intake.MOST_FILES} files" in PAGE
    assert f"{intake.MOST_BYTES_EACH // 2**20} MiB each and {guards.MOST_BYTES // 2**20} MiB together" in PAGE
    assert all(f"`{suffix}`" in PAGE for suffix in intake.SUFFIXES if suffix != ".htm")


def test_every_page_of_the_menu_is_told(shown: TestClient) -> None:
    menu = re.findall(r'<li><a href="[^"]*"[^>]*>([^<]+)</a></li>', shown.get("/read").text)
    assert len(menu) == 6
    assert all(f"| {name} |" in PAGE for name in menu)
