"""Whether two texts say the same figure: `22351` and `22 351`, `12,50 %` and `12,5%`."""

import re
import unicodedata
from decimal import Decimal
from typing import Final

from collector.values.numbers import ReadNumber, read_number
from collector.values.text import SPACES, clean, one_line
from collector.values.writing import plain_number, without_trailing_zeros

_NUMBER: Final = re.compile(
    rf"(?<!\d)(?:\d{{1,3}}(?:[{SPACES}]\d{{3}})+(?!\d)|\d{{1,3}}(?:\.\d{{3}})+(?![\d])|\d+)(?:[.,]\d+)?", re.ASCII
)
# What Word puts in place of typed signs, and what ends a sentence.
_ALIKE: Final = str.maketrans({
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"), **dict.fromkeys("„”“‟«»", '"'),
    **dict.fromkeys("’‘‚", "'"), "…": "...",
})  # fmt: skip
_EDGES: Final = " .,;:"
_BESIDE: Final = re.compile(rf"\s*({_NUMBER.pattern})\s*", re.ASCII)


def is_same_figure(one: str, other: str) -> bool:
    """Whether the numbers in two texts are equal, and so is what stands between them but for blanks and capitals."""
    return one == other or figure_form(one) == figure_form(other)


def figure_form(text: str) -> str:
    """What all spellings of a figure have in common."""
    line = one_line(clean(text))
    if not line.isascii():
        line = unicodedata.normalize("NFC", line).translate(_ALIKE)
    return _BESIDE.sub(lambda match: f" {_plain(match[1])} ", line.casefold()).strip(_EDGES)


def numbers_in(text: str) -> dict[str, str]:
    """The numbers in a text as they are spelled, by the form that all their spellings have in common."""
    return {_plain(match[0]): match[0] for match in _NUMBER.finditer(text)}


def times_said(text: str, figure: str) -> int:
    """How often a figure stands in a text by itself, and not as a part of a longer number or word."""
    form = figure_form(figure)
    return len(re.findall(rf"(?<![\w,]){re.escape(form)}(?![\w]|,\d)", figure_form(text))) if form else 0


def _plain(spelled: str) -> str:
    """A number without groups and trailing zeros, with a comma; as it stands if it can be read in two ways: `1.234`."""
    read = read_number(spelled, whole=False)
    if not isinstance(read, ReadNumber):
        return spelled
    number: Decimal = read.number
    return plain_number(without_trailing_zeros(number)).replace(".", ",")
