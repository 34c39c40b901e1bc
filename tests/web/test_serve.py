"""``dragoman serve``: where it listens, and what it asks for."""

from __future__ import annotations

import os
import re
import signal
import stat
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from dragoman.linking import Register

Dragoman = Callable[..., object]


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "talks.example.org"])
def test_it_refuses_to_listen_elsewhere_without_a_password(dragoman: Callable[..., object], host: str) -> None:
    done = dragoman("serve", "--host", host)
    assert done.code == 2  # type: ignore[attr-defined]
    assert "Set a password" in done.err  # type: ignore[attr-defined]


@pytest.mark.parametrize("held", [None, "", "plain words"])
def test_a_password_file_must_hold_a_hash(dragoman: Callable[..., object], tmp_path: Path, held: str | None) -> None:
    if held is not None:
        (tmp_path / "page.hash").write_text(held)
    done = dragoman("serve", "--host", "0.0.0.0", "--password-file", "page.hash")
    assert done.code == 2  # type: ignore[attr-defined]
    assert "--set-password" in done.err  # type: ignore[attr-defined]


def test_uploads_are_read_with_the_reader_and_the_agents_named(
    dragoman: Callable[..., object], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made: list[tuple[str, bool]] = []

    def create_app(ledger: object, access: object, *, reader: str, register: Register) -> object:
        made.append((reader, bool(register.own)))
        return _answer

    monkeypatch.setattr("dragoman.web.create_app", create_app)
    monkeypatch.setattr("uvicorn.Server.run", lambda *_, **__: None)
    (tmp_path / "own.toml").write_text('["Harbour Guild"]\naliases = ["the Guild"]\n', encoding="utf-8")
    assert dragoman("serve", "--port", "0").code == 0  # type: ignore[attr-defined]
    own = ("--reader", "rules", "--agents", "own.toml")
    assert dragoman("serve", "--port", "0", *own).code == 0  # type: ignore[attr-defined]
    assert made == [("union", False), ("rules", True)]


async def _answer(*_: object) -> None:
    """An application that is never asked."""


def test_there_is_no_other_reader(dragoman: Callable[..., object]) -> None:
    done = dragoman("serve", "--reader", "guess")
    assert done.code == 2  # type: ignore[attr-defined]
    assert "'rules', 'model', 'union'" in done.err  # type: ignore[attr-defined]


def test_set_password_keeps_a_hash_that_only_the_user_reads(
    dragoman: Callable[..., object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("typer.prompt", lambda *_, **__: "three short words")
    assert dragoman("serve", "--set-password", "--password-file", "page.hash").code == 0  # type: ignore[attr-defined]
    held = tmp_path / "page.hash"
    assert PasswordHasher().verify(held.read_text().strip(), "three short words")
    assert stat.S_IMODE(held.stat().st_mode) == 0o600


def test_it_serves_on_this_machine_until_it_is_stopped(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from dragoman.cli import main; raise SystemExit(main())", "serve", "--port", "0"]
    environment = {**os.environ, "DRAGOMAN_RECORD": str(tmp_path / "talks.db")}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as server:
        assert server.stderr is not None
        said = server.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/", said)
        assert found, said
        with urllib.request.urlopen(found[0]) as answer:
            assert b"Nothing read yet" in answer.read()
        server.send_signal(signal.SIGINT)
        assert server.wait(30) == 0


def test_a_port_that_is_taken_is_told(dragoman: Callable[..., object]) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = dragoman("serve", "--port", str(taken.getsockname()[1]))
    assert done.code == 2  # type: ignore[attr-defined]
    assert "another --port" in done.err  # type: ignore[attr-defined]
