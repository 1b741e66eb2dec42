"""Values as Polish text: numbers with no-break spaces and a comma, nouns in the right form after a number."""

from decimal import Decimal
from typing import Final

from collector.domain.programme import Indicator, Unit

NBSP: Final = "\u00a0"


def polish_number(number: Decimal, decimals: int | None = None) -> str:
    """`22 351`, `0,71`: the decimals that the number has, or exactly `decimals`, rounded half up by its caller."""
    text = f"{number:,f}" if decimals is None else f"{number:,.{decimals}f}"
    return text.replace(",", NBSP).replace(".", ",").replace("-", "\u2212")


def plain_number(number: Decimal) -> str:
    """A number for data files: decimal point, no grouping, no exponent."""
    return f"{number:f}"


def counted(number: Decimal | int, forms: tuple[str, str, str]) -> str:
    """The number with its noun: `1 placówka`, `2 placówki`, `5 placówek`, `2,5 placówki`."""
    number = Decimal(number)
    return f"{polish_number(number)}{NBSP}{noun(number, forms)}"


def noun(number: Decimal | int, forms: tuple[str, str, str]) -> str:
    """The form of a noun (after 1, after 2–4, after 5 and more) that `number` asks for; fractions take the second."""
    number = abs(Decimal(number))
    if number != number.to_integral_value():
        return forms[1]
    whole = int(number)
    if whole == 1:
        return forms[0]
    if whole % 10 in (2, 3, 4) and whole % 100 not in (12, 13, 14):
        return forms[1]
    return forms[2]


def unit_form(number: Decimal, unit: Unit) -> str:
    """The form of `unit` after `number`."""
    return noun(number, (unit.one, unit.few, unit.many))


def shown_value(number: Decimal, indicator: Indicator) -> str:
    """A value as the report prints it: with its unit where the catalogue says so."""
    text = polish_number(number)
    return f"{text}{NBSP}{unit_form(number, indicator.unit)}" if indicator.unit_is_printed else text
