"""Several people and processes at one record: nothing is lost, and nobody is shown a lock."""

from __future__ import annotations

import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

from starlette.testclient import TestClient
from web_samples import serving, token

from dragoman.ledger import Ledger
from dragoman.web import Access, create_app

REPORT = "Ana Berg said on Tuesday that Norway would send a written answer about matter {number} to Sweden.\n"
REPORTS = 12
JUDGEMENTS = 10


def test_one_corrects_one_reads_on_and_a_third_process_reads_new_reports_in(record: Path, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    for number in range(REPORTS):
        (folder / f"{number}.txt").write_text(REPORT.format(number=number))
    command = [sys.executable, "-c", "from dragoman.cli import main; raise SystemExit(main())", "read", str(folder)]
    command += ["--record", str(record), "--published", "2022-02-01"]
    failed: list[str] = []

    with serving(record) as address, subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as reader:
        done = threading.Event()

        def look() -> None:
            while not done.is_set():
                for path in ("/", "/documents", "/search?words=answer", "/review"):
                    with urllib.request.urlopen(address + path) as answer:
                        if answer.status != 200:
                            failed.append(path)

        looking = threading.Thread(target=look)
        looking.start()
        _correct(record)
        said, _ = reader.communicate(timeout=240)
        done.set()
        looking.join()

    assert reader.returncode == 0
    assert said.count("new ") == REPORTS
    assert not failed
    with Ledger.open(record) as ledger:
        assert len(ledger.documents()) == 12 + REPORTS
        assert len(ledger.judgements()) == JUDGEMENTS
        assert ledger.check() == ()


def _correct(record: Path) -> None:
    """A second server at the same record, at which somebody corrects."""
    with (
        Ledger.open(record) as ledger,
        TestClient(create_app(ledger, Access(author="Kari Lund")), base_url="http://127.0.0.1") as client,
    ):
        questions = client.get(f"/api/v1/queue?limit={JUDGEMENTS}").json()["values"]
        for question in questions:
            new = {"kind": "accept", "subjects": [question["entry"]], "author": "Kari Lund"}
            kept = client.post("/api/v1/judgements", json=new, headers={"x-dragoman-token": token(client)})
            assert kept.status_code == 201
