"""Why a value is not compared with the last known one, and why it is not assessed, in words for the reader."""

from collections.abc import Iterator
from typing import Final

from collector.domain.consolidation import Result
from collector.domain.indicator import Direction
from collector.domain.observation import Status
from collector.values.writing import NBSP

NOTHING_KNOWN: Final = "Nie ma danych z lat wcześniejszych, dlatego wartości nie porównano."
ONLY_DESCRIBES: Final = "wskaźnik tylko opisuje sytuację"
BASE_YEAR: Final = "rok bazowy – ocena od następnego roku"
_BEFORE_BASE: Final = "rok sprzed bazowego – ocena od roku po bazowym"
_BASE_NOT_ASKED: Final = "ocena od następnego roku (w roku bazowym o wskaźnik nie pytano)"
NOTHING_EARLIER: Final = "brak wcześniejszej wartości"


def why_not_compared(result: Result) -> str:
    """Why the value is not compared with the last known one; empty if it is."""
    previous = result.previous
    if result.status is not Status.GIVEN:
        return f"brak wartości za {result.year}{NBSP}r."
    if result.missing:
        return f"wartość niepełna: bez danych {', '.join(result.missing)}"
    if previous is None:
        return NOTHING_EARLIER
    if previous.missing:
        return f"wcześniejsza wartość niepełna: bez danych {previous.missing}"
    if (result.value is None) != (previous.value is None):
        return "wcześniej podano liczbę" if result.value is None else "wcześniej podano opis, nie liczbę"
    return ""


def why_not_assessed(result: Result) -> str:
    """Why nothing is said of a value that is not assessed."""
    base, direction, target = result.indicator.base, result.indicator.direction, result.indicator.target
    if direction is Direction.CONTEXT and (target is None or target.number is not None):
        return f"nie ocenia się ({ONLY_DESCRIBES})"
    if base is not None and result.is_before_assessment:
        return BASE_YEAR if base.year == result.year else _BEFORE_BASE
    if result.status is Status.GIVEN and result.previous is None and not result.missing and base is not None:
        return _BASE_NOT_ASKED
    return f"nie ocenia się ({next(_obstacles(result))})"


def _obstacles(result: Result) -> Iterator[str]:
    """What stands in the way of an assessment, the most telling first."""
    if result.status is not Status.GIVEN:
        yield "brak wartości"
    if result.value is None:
        yield "odpowiedź opisowa"
    if result.missing:
        yield "wartość niepełna"
    if result.previous is None:
        yield NOTHING_EARLIER
    elif result.previous.value is None:
        yield "wcześniej podano opis"
    yield "wcześniejsza wartość niepełna"
