"""The day for which a command works, as an option."""

import re
from datetime import date
from typing import Annotated, Final

import typer

from collector.domain.errors import SettingsError
from collector.values.text import printable

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def read_day(text: str) -> date:
    """The day written as RRRR-MM-DD. Raises SettingsError for anything else."""
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise SettingsError(
        f"Niewłaściwa wartość: --dzien. „{printable(text)}” nie jest dniem w postaci RRRR-MM-DD (np. 2018-04-02)."
    )


def today() -> date:
    """The day by the clock of the computer on which somebody works."""
    return date.today()  # noqa: DTZ011 - their own day, wherever they are


Day = Annotated[
    date | None,
    typer.Option(
        "--dzien",
        metavar="RRRR-MM-DD",
        parser=read_day,
        help="Dzień sprawdzenia: na ten dzień liczą się terminy odstępstw; bez podania – dzisiejszy, a w zamkniętym "
        "roku – dzień zamknięcia.",
    ),
]
