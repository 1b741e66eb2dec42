"""What a person sees in a cell that holds a number: its format may add a footnote's star, a unit, a percent sign."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Final

from collector.values.formats import display_factor
from collector.values.text import one_line
from collector.values.writing import plain_number, without_trailing_zeros

_TOKEN: Final = re.compile(
    r'"(?P<quoted>[^"]*)"'
    r"|\\(?P<escaped>.)"
    r"|\[\$(?P<currency>[^\]-]*)[^\]]*\]"
    r"|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<unseen>[_*].)"
    r"|(?P<general>general|standard)"
    r"|(?P<digits>[0#?.,]+)"
    r"|(?P<percent>%)"
    r"|(?P<end>;)"
    r"|(?P<plain>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION: Final = re.compile(r"[<>=]")
_TEXT_FORMAT: Final = "@"
# The largest number of a workbook has 309 digits.
_MOST_DIGITS: Final = 400


@dataclass(slots=True)
class _Section:
    """One part of a format: for all numbers, or for positive, negative and zero."""

    before: str = ""
    digits: str = ""
    after: str = ""
    is_general: bool = False
    has_condition: bool = False

    def take(self, token: re.Match[str]) -> None:
        """Read the next token."""
        kind = token.lastgroup
        if kind == "general":
            self.is_general = True
        elif kind == "digits":
            self.digits += token["digits"]
        elif kind == "bracket":
            self.has_condition |= bool(_CONDITION.search(token["bracket"]))
        elif kind in ("quoted", "escaped", "currency", "percent", "plain"):
            if self.digits or self.is_general:
                self.after += token[kind]
            else:
                self.before += token[kind]


def shown_number(number: Decimal, number_format: str) -> tuple[str, str]:
    """`number` as its cell shows it, without gaps between thousands, and in Polish what is uncertain about that."""
    sections = _sections(number_format)
    section = _section_of(number, sections)
    if section.is_general or _TEXT_FORMAT in section.before:
        return one_line(f"{section.before}{_polish(number)}{section.after}".replace(_TEXT_FORMAT, "")), ""
    before, after = section.before, section.after
    if number < 0 and section is not sections[0]:
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


def _sections(number_format: str) -> list[_Section]:
    sections = [_Section()]
    for token in _TOKEN.finditer(number_format):
        if token.lastgroup == "end":
            sections.append(_Section())
        else:
            sections[-1].take(token)
    return sections


def _section_of(number: Decimal, sections: list[_Section]) -> _Section:
    if number < 0 and len(sections) > 1:
        return sections[1]
    return sections[2] if number == 0 and len(sections) > 2 else sections[0]


def _decimals(digits: str, *, most: bool) -> int:
    """How many decimals the digits of a format show: those that are always there, or at `most`."""
    part = digits.partition(".")[2]
    return sum(sign in ("0#?" if most else "0") for sign in part)


def _polish(number: Decimal) -> str:
    return plain_number(number).replace(".", ",")
