"""The command ``dragoman``: arguments, printing, exit codes; the one room that prints and exits.

Exit code 0: done. 1: some input could not be read, or a check failed; standard error says which and why.
2: the command was called wrongly. Results go to standard output, everything else to standard error.
"""

from __future__ import annotations

from dragoman.model import BadInput, DragomanError

__all__ = ["main"]


def main() -> int:
    """Run the command that ``sys.argv`` names and return its exit code; no traceback reaches the user."""
    from dragoman.cli.app import app

    try:
        app(prog_name="dragoman")
    except BadInput as error:
        return _fail(f"dragoman: {error}", code=2)
    except DragomanError as error:
        return _fail(f"dragoman: {error}", code=1)
    except Exception as error:
        return _fail(f"dragoman: this is a fault in Dragoman ({_origin(error)}). Please report this line.", code=1)
    return 0


def _fail(message: str, *, code: int) -> int:
    import typer

    from dragoman.brief.displayable import visible

    typer.echo(visible(message), err=True)
    return code


def _origin(error: Exception) -> str:
    """What went wrong and where, in one line."""
    frame = error.__traceback__
    while frame and frame.tb_next:
        frame = frame.tb_next
    module = frame.tb_frame.f_globals.get("__name__", "?") if frame else "?"
    return f"{type(error).__name__}: {error}, {module} line {frame.tb_lineno if frame else 0}"
