"""What goes to the screen: safe in any console, a progress line only on a terminal."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TextIO

import typer

_PATIENCE_S: Final = 1.0
_WIDTH: Final = 60


def use_safe_output() -> None:
    """Characters that the console cannot show are replaced instead of stopping the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def complain(message: str) -> None:
    """Say on the error stream why the program cannot go on."""
    typer.echo(message, err=True)


def shown_path(path: Path) -> str:
    """A path as short as it can be for a person: relative to the current folder when it lies below it."""
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return str(path)


@contextmanager
def progress_line(stream: TextIO | None = None) -> Iterator[Callable[[str], None]]:
    """Yield a function that shows what is being done, on a terminal and after a second; elsewhere it is silent."""
    target = stream or sys.stderr
    started = time.monotonic()
    shown = False

    def show(what: str) -> None:
        nonlocal shown
        if target.isatty() and time.monotonic() - started > _PATIENCE_S:
            target.write(f"\r{what[:_WIDTH]:<{_WIDTH}}")
            target.flush()
            shown = True

    try:
        yield show
    finally:
        if shown:
            target.write(f"\r{'':{_WIDTH}}\r")
            target.flush()
