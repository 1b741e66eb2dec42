"""The day for which a command works, as an option."""

import re
from datetime import date
from typing import Annotated, Final

import typer

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def read_day(text: str) -> date:
    """The day written as RRRR-MM-DD. Raises ValueError for anything else."""
    if not _DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def today() -> date:
    """The day by the clock of the computer on which somebody works."""
    return date.today()  # noqa: DTZ011 - their own day, wherever they are


Day = Annotated[
    date | None,
    typer.Option(
        "--dzien",
        metavar="RRRR-MM-DD",
        parser=read_day,
        help="Dzień, na który sprawdzane są terminy rozstrzygnięć i który stoi w potwierdzeniach; zwykle dzisiejszy.",
    ),
]
