"""The target of an indicator in a catalogue: its words, its number, and what the two can get wrong."""

from collections.abc import Iterator
from typing import Final

from collector.catalogue.form_limits import number_inconsistency
from collector.catalogue.model import IndicatorPart
from collector.domain.indicator import Direction, Kind, Unit
from collector.domain.target import Outcome, Target
from collector.values.writing import NBSP, polish_number, unit_form

_LIMITS: Final = {
    Direction.MORE: "co najmniej",
    Direction.FEWER: "co najwyżej",
    Direction.STABLE: "około",
}
# What the words of a target may say beside a number in this direction.
_FITTING: Final = {
    Direction.MORE: {Outcome.GROWTH, Outcome.UPKEEP},
    Direction.FEWER: {Outcome.DECLINE, Outcome.UPKEEP},
    Direction.STABLE: {Outcome.UPKEEP},
}
_KEY: Final = "cel_wartosc"


def unit_is_printed(part: IndicatorPart) -> bool:
    """Whether the report shows the unit after the number: of amounts, unless the catalogue says otherwise."""
    return part.rodzaj is Kind.AMOUNT if part.drukuj_jednostke is None else part.drukuj_jednostke


def target_of(part: IndicatorPart, unit: Unit) -> Target | None:
    """The target as the report prints it: „Spadek”, „co najwyżej 150”, „Spadek (co najwyżej 150)”."""
    number = part.cel_wartosc
    if number is None:
        return Target(text=part.cel) if part.cel else None
    printed_unit = f"{NBSP}{unit_form(number, unit)}" if unit_is_printed(part) else ""
    limit = f"{_LIMITS[part.kierunek]} {polish_number(number)}{printed_unit}"
    return Target(text=f"{part.cel} ({limit})" if part.cel else limit, number=number, limit=limit)


def target_inconsistencies(indicator: IndicatorPart) -> Iterator[tuple[str, str]]:
    """The keys of the target of `indicator` that contradict something, with a Polish clause."""
    outcomes = Target(text=indicator.cel).outcomes
    if indicator.cel and not outcomes:
        yield "cel", "w celu ma stać co najmniej jedno ze słów: Utrzymanie, Wzrost, Spadek"
    number, direction = indicator.cel_wartosc, indicator.kierunek
    if number is None:
        return
    if not indicator.rodzaj.starts_with_number:
        yield _KEY, f"klucza „{_KEY}” nie może mieć wskaźnik rodzaju „{indicator.rodzaj}”, bo nie jest on liczbą"
    if message := number_inconsistency(number):
        yield _KEY, message
    if number < indicator.min:
        yield _KEY, f"{_KEY} jest mniejsze niż min ({polish_number(indicator.min)})"
    if indicator.max is not None and number > indicator.max:
        yield _KEY, f"{_KEY} jest większe niż max ({polish_number(indicator.max)})"
    if direction is Direction.CONTEXT:
        allowed = "„więcej” (co najmniej tyle), „mniej” (co najwyżej tyle) lub „bez zmian” (około tyle)"
        yield _KEY, f"przy kierunku „{direction}” wartości się nie ocenia; podaj kierunek {allowed} albo usuń „{_KEY}”"
    elif outcomes and outcomes.isdisjoint(_FITTING[direction]):
        yield _KEY, f"kierunek „{direction}” przeczy słowom celu („{indicator.cel}”); popraw jedno z nich"
