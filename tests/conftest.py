"""What tests share: the folder of gold readings, where it stands beside the repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with articles, gold readings and scorers; tests that want it are skipped where it is not there."""
    folder = Path(os.environ.get("DRAGOMAN_SHARED", ROOT.parent / "shared"))
    if not (folder / "gold").is_dir():
        pytest.skip(f"no gold readings in {folder} (set DRAGOMAN_SHARED to where they are)")
    return folder
