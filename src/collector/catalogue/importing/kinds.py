"""The kind of an indicator, guessed from one printed value of it."""

import re
from typing import Final

from collector.domain.indicator import Kind
from collector.values.reading import read_missing
from collector.values.text import SPACES, clean

_NUMBER: Final = rf"[-\u2212]?\d(?:[{SPACES}.,]?\d)*"
_PLAIN: Final = re.compile(
    rf"(?P<number>{_NUMBER})[{SPACES}]*(?P<unit>%|(?:tys\.|mln|mld)?[{SPACES}]*zł)?[{SPACES}]*\**"
)
_COUNTED: Final = re.compile(rf"{_NUMBER}[{SPACES}]+[^\W\d]+\.?[{SPACES}]*\**")
_WITH_WORDS: Final = re.compile(
    rf"{_NUMBER}\**[\s{SPACES}]*(?:[,;:(\n\u2013-]|w tym|z tego|tj\.|m\.\s?in\.)\s*\S", re.IGNORECASE
)
_GROUPED: Final = re.compile(r"\d{1,3}(?:\.\d{3})+")
_ITEM: Final = re.compile(r"(?:^|[;:.\n]\s*)(?:[-\u2013\u2022]|\d{1,2}[.)](?!\d))\s*(?=[^\W\d])")


def guess_kind(value_text: str) -> str:
    """The kind whose answers look like `value_text`; „liczba lub opis” takes anything, so it stands for no value."""
    text = clean(value_text)
    if not text or read_missing(text):
        return Kind.COUNT_OR_TEXT
    if match := _PLAIN.fullmatch(text):
        return _kind_of_number(match["number"], match["unit"] or "")
    if _COUNTED.fullmatch(text):
        return Kind.COUNT
    if _WITH_WORDS.match(text):
        return Kind.COUNT_WITH_BREAKDOWN
    return Kind.LIST if "\n" in text or len(_ITEM.findall(text)) > 1 else Kind.TEXT


def _kind_of_number(number: str, unit: str) -> Kind:
    if unit == "%":
        return Kind.PERCENTAGE
    if unit:
        return Kind.AMOUNT
    if "," in number or ("." in number and not _GROUPED.fullmatch(number)):
        return Kind.DECIMAL
    return Kind.COUNT


def items_on_lines(text: str) -> str:
    """A dashed or numbered list with each item on its own line; nothing but white space changes."""
    return re.sub(r"(?<=[;:.\n])[^\S\n]+(?=(?:[-\u2013\u2022]|\d{1,2}[.)])\s*[^\W\d])", "\n", text)
