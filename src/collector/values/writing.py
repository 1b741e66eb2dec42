"""Values as Polish text: numbers with no-break spaces and a comma, nouns in the right form after a number."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from collector.domain.consolidation import WITHOUT, PastValue
from collector.domain.indicator import Indicator, Unit

NBSP: Final = "\u00a0"


def polish_number(number: Decimal, decimals: int | None = None) -> str:
    """`22 351`, `0,71`: the decimals that the number has, or exactly `decimals`, rounded half up by its caller."""
    text = f"{number:,f}" if decimals is None else f"{number:,.{decimals}f}"
    return text.replace(",", NBSP).replace(".", ",").replace("-", "\u2212")


def without_trailing_zeros(number: Decimal) -> Decimal:
    """`1.00` as 1 and `0.50` as 0.5, never with an exponent."""
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def plain_number(number: Decimal) -> str:
    """A number for data files: decimal point, no grouping, no exponent."""
    return f"{number:f}"


def counted(number: Decimal | int, forms: Sequence[str]) -> str:
    """The number with its noun: `1 placówka`, `2 placówki`, `5 placówek`, `0,5 punktu`."""
    return f"{polish_number(Decimal(number))}{NBSP}{noun(number, forms)}"


def noun(number: Decimal | int, forms: Sequence[str]) -> str:
    """The form of a noun that `number` asks for.

    `forms` are those after 1, after 2–4 and after 5 and more; fractions take the fourth, or the second without it.
    """
    number = abs(Decimal(number))
    if number != number.to_integral_value():
        return forms[3] if len(forms) > 3 else forms[1]
    whole = int(number)
    if whole == 1:
        return forms[0]
    if whole % 10 in (2, 3, 4) and whole % 100 not in (12, 13, 14):
        return forms[1]
    return forms[2]


def unit_form(number: Decimal, unit: Unit) -> str:
    """The form of `unit` after `number`."""
    return noun(number, (unit.one, unit.few, unit.many))


def with_gap(shown: str, missing: str) -> str:
    """A value as shown, with the executors whose part is missing from it; below it if it is a list."""
    between = "\n" if "\n" in shown else " "
    return f"{shown}{between}({WITHOUT}{missing})" if missing else shown


def shown_past(past: PastValue) -> str:
    """A value of an earlier year in words or else as a number without its unit, with the gap that it has."""
    words = past.text if past.value is None or past.text else polish_number(past.value)
    return with_gap(words, past.missing)


def shown_value(number: Decimal, indicator: Indicator) -> str:
    """A value as the report prints it: with its unit where the catalogue says so."""
    text = polish_number(number)
    return f"{text}{NBSP}{unit_form(number, indicator.unit)}" if indicator.unit_is_printed else text
