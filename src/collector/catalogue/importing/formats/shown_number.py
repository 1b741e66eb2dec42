"""What a person sees in a cell that holds a number: its format may add a footnote's star, a unit, a percent sign."""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Final

from collector.values.formats import display_factor, section_of, sections
from collector.values.text import one_line
from collector.values.writing import plain_number, without_trailing_zeros

_TEXT_FORMAT: Final = "@"
# The largest number of a workbook has 309 digits.
_MOST_DIGITS: Final = 400


def shown_number(number: Decimal, number_format: str) -> tuple[str, str]:
    """`number` as its cell shows it, without gaps between thousands, and in Polish what is uncertain about that."""
    parts = sections(number_format)
    section = section_of(number, parts)
    if section.is_general or section.is_text:
        return one_line(f"{section.before}{_polish(number)}{section.after}".replace(_TEXT_FORMAT, "")), ""
    before, after = section.before, section.after
    if number < 0 and section is not parts[0]:
        before, after = before.strip("-( "), after.rstrip(") ")
    seen = _seen(number, number_format, section.digits)
    text = one_line(f"{before}{_digits(seen, section.digits)}{after}")
    is_there = "0" in section.digits or bool(seen)
    if section.has_condition:
        return text, f"„{text}” wynika z formatu z warunkiem, a zapisana liczba to {_polish(number)}"
    return text, "" if seen == number and is_there else f"widać „{text}”, a zapisana liczba to {_polish(number)}"


def _seen(number: Decimal, number_format: str, digits: str) -> Decimal:
    """The number that is shown: multiplied for a percent, divided for thousands, rounded to the decimals shown."""
    with localcontext(prec=_MOST_DIGITS):
        decimals = Decimal(1).scaleb(-_decimals(digits, most=True))
        return (number * display_factor(number_format)).quantize(decimals, ROUND_HALF_UP)


def _digits(seen: Decimal, digits: str) -> str:
    """The digits that are shown; a zero is not where the format only leaves room for it."""
    if not seen and "0" not in digits:
        return ""
    least = _decimals(digits, most=False)
    with localcontext(prec=_MOST_DIGITS):
        shortest = without_trailing_zeros(seen)
        missing = least + min(int(shortest.as_tuple().exponent), 0)
        return _polish(shortest.quantize(Decimal(1).scaleb(-least)) if missing > 0 else shortest)


def _decimals(digits: str, *, most: bool) -> int:
    """How many decimals the digits of a format show: those that are always there, or at `most`."""
    part = digits.partition(".")[2]
    return sum(sign in ("0#?" if most else "0") for sign in part)


def _polish(number: Decimal) -> str:
    return plain_number(number).replace(".", ",")
