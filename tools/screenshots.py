"""Screenshots of the main pages over the example reports, as they stand in the README.

    python tools/screenshots.py [FOLDER]

Reads the examples into a record of its own, serves it on this machine, and writes PNG files to docs/images (or FOLDER).
Needs Chromium.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "web"))

from web_samples import CONTESTED, EXAMPLES, FLAGS, serving  # noqa: E402

from dragoman.documents import collect  # noqa: E402
from dragoman.ledger import Ledger  # noqa: E402
from dragoman.pipeline.runner import run  # noqa: E402

WIDE, PHONE = {"width": 1180, "height": 900}, {"width": 390, "height": 820}
RECORDED = datetime(2022, 2, 18, 9, tzinfo=UTC)
"""The clock of the record in the pictures, so that they are the same on every day."""


def main() -> int:
    """Take every picture."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images"
    folder.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("No Chromium is installed (Debian: apt-get install chromium).", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as scratch:
        record = Path(scratch) / "talks.db"
        with Ledger.open(record, now=lambda: RECORDED) as ledger:
            run(collect([EXAMPLES], index=EXAMPLES / "index.jsonl"), ledger)
        with serving(record) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
            _shoot(browser.new_page(viewport=WIDE, color_scheme="light"), address, folder)
            phone = browser.new_page(viewport=PHONE, color_scheme="light")
            phone.goto(f"{address}/?as_of={CONTESTED}")
            phone.screenshot(path=folder / "overview-phone.png")
            browser.close()
    return 0


def _shoot(page: Page, address: str, folder: Path) -> None:
    dispute = page.context.request.get(f"{address}/api/v1/disputes?as_of={CONTESTED}").json()["values"][0]
    places = {
        "overview": f"/?as_of={CONTESTED}",
        "changes": f"/changes?from=2022-01-31&to={CONTESTED}",
        "dispute": f"/items/{dispute['id']}?as_of={CONTESTED}",
        "document": f"/documents/{dispute['accounts'][0]['evidence'][0]['document']}",
    }
    for name, path in places.items():
        page.goto(address + path)
        page.screenshot(path=folder / f"{name}.png")
    page.goto(address + places["overview"])
    page.locator(".drawing").screenshot(path=folder / "timeline.png")


if __name__ == "__main__":
    sys.exit(main())
