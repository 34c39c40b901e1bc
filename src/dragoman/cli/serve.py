"""``serve``: the page, in this process until it is stopped."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from getpass import getuser
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import RECORD, Agents, Reader, Readers, Record
from dragoman.model import BadInput

if TYPE_CHECKING:
    from dragoman.ledger import Ledger
    from dragoman.web.guards import Guard

HERE = "127.0.0.1"
_NEEDED = ("argon2", "fastapi", "itsdangerous", "python_multipart", "uvicorn")
Host = Annotated[str, typer.Option(metavar="ADDRESS", help="The address to listen on; another one needs a password.")]
Port = Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="The port to listen on; 0 takes a free one.")]
Names = Annotated[
    list[str] | None, typer.Option("--name", metavar="HOST", help="A host name that the page answers to, too.")
]
PasswordFile = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Ask for the password whose hash this file holds.")
]
Certificate = Annotated[Path | None, typer.Option(metavar="FILE", help="A TLS certificate (PEM), to serve HTTPS.")]
Key = Annotated[Path | None, typer.Option(metavar="FILE", help="The certificate's private key (PEM).")]
Author = Annotated[str, typer.Option("--by", metavar="NAME", help="Whose judgements they are where nobody says.")]


def serve(
    record: Record = RECORD,
    host: Host = HERE,
    port: Port = 8765,
    name: Names = None,
    password_file: PasswordFile = None,
    set_password: Annotated[bool, typer.Option("--set-password", help="Write a new password's hash there.")] = False,
    certificate: Certificate = None,
    key: Key = None,
    by: Author = "",
    reader: Readers = Reader.UNION,
    agents: Agents = None,
) -> None:
    """Open the page: see the exchange, check every word, correct it.

    It listens on this machine alone. On another address it asks for a password, kept as an argon2 hash, and serves
    HTTPS or stands behind a proxy that does: its session is a cookie that only HTTPS carries. Reports that are dropped
    on it are read with that reader and those agents, as by `dragoman read`.

    \b
    Example:
      dragoman serve --record talks.db
      dragoman serve --record talks.db --reader rules
      dragoman serve --set-password --password-file page.hash
      dragoman serve --host 0.0.0.0 --name talks.example.org --password-file page.hash --certificate c.pem --key k.pem
    """
    _check_installed()
    if set_password:
        _write_password(password_file)
        return
    password = _password(password_file)
    if not _is_here(host) and password is None:
        raise BadInput(
            f"--host {host}", "others could read and change the record", "Set a password with --set-password first."
        )
    from dragoman.cli.reading import known_agents
    from dragoman.web import Access, create_app
    from dragoman.web.guards import HERE as ALWAYS

    access = Access((*ALWAYS, *(name or ()), host), password, by or _user())
    app_of = partial(create_app, access=access, reader=reader, register=known_agents(agents))
    _run(record, host, port, app_of, (certificate, key))


def _run(
    record: Path, host: str, port: int, app_of: Callable[[Ledger], Guard], tls: tuple[Path | None, Path | None]
) -> None:
    import uvicorn

    from dragoman.ledger import Ledger

    certificate, key = tls
    listening = _listening(host, port)
    address = f"{'https' if certificate else 'http'}://{_in_address(host)}:{listening.getsockname()[1]}/"
    with listening, Ledger.open(record) as ledger:
        typer.echo(f"The page is at {address} (Ctrl+C ends it).", err=True)
        config = uvicorn.Config(
            app_of(ledger),
            log_level="warning",
            server_header=False,
            proxy_headers=False,
            ssl_certfile=certificate,
            ssl_keyfile=key,
            timeout_graceful_shutdown=5,
        )
        with suppress(KeyboardInterrupt):  # how it is meant to end
            uvicorn.Server(config).run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        advice = "Choose another --port, or end what listens there."
        raise BadInput(f"{host}:{port}", f"cannot listen there ({error.strerror})", advice) from error


def _check_installed() -> None:
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        advice = "Install what it needs with: pip install 'dragoman[web]'"
        raise BadInput("serve", f"{', '.join(missing)} is not installed", advice)


def _write_password(file: Path | None) -> None:
    from argon2 import PasswordHasher

    if file is None:
        raise BadInput("--set-password", "no file is named for it", "Name one with --password-file FILE.")
    password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
            stream.write(PasswordHasher().hash(password) + "\n")
    except OSError as error:
        raise BadInput(str(file), f"cannot be written ({error.strerror})", "Name another file.") from error


def _password(file: Path | None) -> str | None:
    """The hash that the file holds. Raises BadInput."""
    if file is None:
        return None
    try:
        held = file.read_text(encoding="ascii").strip()
    except (OSError, ValueError) as error:
        raise BadInput(str(file), "cannot be read", "Write it with --set-password.") from error
    if not held.startswith("$argon2"):
        raise BadInput(str(file), "holds no argon2 hash", "Write it with --set-password.")
    return held


def _is_here(host: str) -> bool:
    """Is the address one that only this machine reaches?"""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _user() -> str:
    try:
        return getuser()
    except (KeyError, OSError):
        return ""
