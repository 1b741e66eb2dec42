"""The grammar of numbers as Polish officials type them. What is not clearly one number is a question to a person."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from collector.values.text import SPACES

APOSTROPHES: Final = "'\u2019\u02bc"
_GROUP: Final = f"[{SPACES}]"
_SIGN: Final = "(?P<sign>[-\u2212]?)"
_SPACED: Final = re.compile(
    rf"{_SIGN}(?P<whole>0|[1-9]\d{{0,2}}(?:{_GROUP}\d{{3}})+|[1-9]\d*)(?:,(?P<part>\d+))?", re.ASCII
)
_MARKED: Final = re.compile(
    rf"{_SIGN}(?P<whole>[1-9]\d{{0,2}}(?:[{APOSTROPHES}]\d{{3}})+)(?:[.,](?P<part>\d+))?", re.ASCII
)
_DOTTED_WITH_COMMA: Final = re.compile(rf"{_SIGN}(?P<whole>[1-9]\d{{0,2}}(?:\.\d{{3}})+),(?P<part>\d+)", re.ASCII)
_DOTTED_GROUPS: Final = re.compile(rf"{_SIGN}(?P<whole>[1-9]\d{{0,2}}(?:\.\d{{3}})+)", re.ASCII)
_POINT: Final = re.compile(rf"{_SIGN}(?P<whole>0|[1-9]\d*|[1-9]\d{{0,2}}(?:{_GROUP}\d{{3}})+)\.(?P<part>\d+)", re.ASCII)
_SEPARATORS: Final = re.compile(rf"[{SPACES}.{APOSTROPHES}]")
_THOUSANDS: Final = 3
# Excel keeps no more digits of a number.
_EXACT_DIGITS: Final = 15


@dataclass(frozen=True, slots=True)
class ReadNumber:
    """A number and whether its spelling needed interpreting (dots or apostrophes as separators)."""

    number: Decimal
    interpreted: bool


@dataclass(frozen=True, slots=True)
class AmbiguousNumber:
    """A spelling with two readings, such as `1.250`: one thousand two hundred and fifty, or one and a quarter."""

    grouped: Decimal
    decimal: Decimal


def read_number(text: str, *, whole: bool, hundredths: bool = False) -> ReadNumber | AmbiguousNumber | None:
    """The number that `text` is, as a Decimal that keeps the decimals typed; None if it is no number.

    `whole` says that only whole numbers make sense: then `1.250` can only be 1250. `hundredths` says that a third
    decimal makes no sense, as in złote: then `1,250` and `12 500.250` are as doubtful as in a count.
    """
    has_no_thousandths = whole or hundredths
    if match := _SPACED.fullmatch(text):
        return _checked(match, has_no_thousandths, interpreted=False)
    if match := _DOTTED_WITH_COMMA.fullmatch(text) or _MARKED.fullmatch(text):
        return _checked(match, has_no_thousandths, interpreted=True)
    if match := _DOTTED_GROUPS.fullmatch(text):
        grouped = _decimal(match)
        if whole or text.count(".") > 1:
            return ReadNumber(grouped, interpreted=True)
        return AmbiguousNumber(grouped, decimal=Decimal(text.replace("\u2212", "-")))
    if match := _POINT.fullmatch(text):
        return _checked(match, has_no_thousandths, interpreted=True)
    return None


def is_too_long(number: Decimal) -> bool:
    """Whether `number` has more digits than a spreadsheet keeps."""
    return len(number.as_tuple().digits) > _EXACT_DIGITS or number.adjusted() >= _EXACT_DIGITS


def _checked(match: re.Match[str], has_no_thousandths: bool, *, interpreted: bool) -> ReadNumber | AmbiguousNumber:
    """The number of `match`; three decimals where there are no thousandths may be thousands set off by that sign."""
    number = _decimal(match)
    if has_no_thousandths and len(match["part"] or "") == _THOUSANDS and match["whole"] != "0":
        return AmbiguousNumber(grouped=Decimal(f"{number:f}".replace(".", "")), decimal=number)
    return ReadNumber(number, interpreted)


def _decimal(match: re.Match[str]) -> Decimal:
    sign, whole, *parts = match.groups()
    digits = whole if whole.isdecimal() else _SEPARATORS.sub("", whole)
    number = Decimal(f"{digits}.{parts[0]}" if parts and parts[0] else digits)
    return number.copy_negate() if sign and number else number


def from_float(value: float) -> Decimal:
    """The decimal number that a spreadsheet shows for a stored float: fifteen significant digits."""
    number = Decimal(format(value, ".15g"))
    return number.quantize(Decimal(1)) if number == number.to_integral_value() and abs(number) < 10**15 else number
