"""One cell of money of a register: an amount in zł, or an official reason why there is none."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from collector.domain.indicator import Unit
from collector.domain.register import Money
from collector.values.formats import display_factor, sections_with_words
from collector.values.numbers import ReadNumber, from_float, is_too_long, read_number
from collector.values.text import clean, one_line, same
from collector.values.units import without_unit
from collector.values.writing import polish_number

_ZLOTY: Final = Unit(one="zł", few="zł", many="zł")
# A shorter reason („x”, „b.d.”) is the whole cell; a longer one may be continued („… placówek”).
_LONG_REASON: Final = 5
# What follows a reason must not hide an amount: „bez nakładów, 5 000 zł” is a question; codes of tasks are no amounts.
_CODE: Final = re.compile(r"\b\d{1,2}(?:\.\d{1,2}){1,3}\b")
_AMOUNT: Final = re.compile(r"\d")


def read_money(raw: str, reasons: Mapping[str, tuple[str, ...]]) -> Money | None:
    """What the text of a cell says; None if it is neither an amount from zero up, in whole grosze, nor a reason.

    `reasons` are the official words with their other spellings; a text may also begin with one of them.
    """
    text = one_line(clean(raw))
    if not text:
        return Money()
    if reason := _reason(same(text), reasons):
        return Money(raw=raw, reason=reason)
    number = _read(text)
    return None if number is None else _amount(number, raw)


def money_of_number(number: Decimal, raw: str, number_format: str = "General") -> Money | None:
    """The same for a cell that holds a number; what a float adds beyond its fifteen digits is not an amount.

    Its format must show that number, and beside it no other unit than zł.
    """
    if not number.is_finite() or display_factor(number_format) != 1:
        return None
    stored = from_float(float(number))
    seen = (one.with_number(polish_number(stored)) for one in sections_with_words(stored, number_format))
    return _amount(stored, raw) if all(_read(text) == stored for text in seen) else None


def _read(text: str) -> Decimal | None:
    read = read_number(without_unit(text, _ZLOTY), whole=False)
    return read.number if isinstance(read, ReadNumber) else None


def _amount(number: Decimal, raw: str) -> Money | None:
    exponent = number.as_tuple().exponent
    in_grosze = isinstance(exponent, int) and exponent >= -2
    return Money(raw=raw, amount=number) if in_grosze and number >= 0 and not is_too_long(number) else None


def _reason(text: str, reasons: Mapping[str, tuple[str, ...]]) -> str:
    """The official words for `text`; of two reasons that it begins with, the longer one."""
    spelled = sorted(_spellings(reasons), key=lambda pair: len(pair[0]), reverse=True)
    return next((official for words, official in spelled if _says(text, words)), "")


def _spellings(reasons: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    for official, others in reasons.items():
        for words in (official, *others):
            yield same(words), official


def _says(text: str, words: str) -> bool:
    if text == words:
        return True
    rest = text.removeprefix(words)
    continued = rest != text and not rest[0].isalnum() and len(words) >= _LONG_REASON
    return continued and not _AMOUNT.search(_CODE.sub("", rest))
