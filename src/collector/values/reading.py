"""One cell of a return -> Value, or the reason why a person must be asked. The grammar is docs/wartosci.md."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from math import isfinite
from typing import Final

from collector.domain.indicator import Component, Indicator, Kind
from collector.domain.observation import Status, Value
from collector.values.content import CellContent, shown_content
from collector.values.dates import probably_typed
from collector.values.described import read_described, read_number_or_words
from collector.values.doubts import Doubt, Unreadable
from collector.values.formats import display_factor
from collector.values.missing import is_zero_or_missing, read_missing, read_sign
from collector.values.numbers import APOSTROPHES, from_float
from collector.values.numeric import as_read, doubt_about, read_numeric
from collector.values.text import REVERSING, clean, hides_signs_in_number, same
from collector.values.words import read_levels, read_words, scale_levels
from collector.values.writing import polish_number, without_trailing_zeros

__all__ = [
    "CellContent",
    "Doubt",
    "Unreadable",
    "read_missing",
    "read_value",
    "scale_levels",
    "shown_content",
]

_IN_WORDS: Final = (Kind.LIST, Kind.TEXT, Kind.SCALE)
# An apostrophe before a number or a sign makes Excel store it as text; typed into a text cell it stays.
_LEADING_APOSTROPHE: Final = re.compile(rf"[{APOSTROPHES}]\s*(?=[-\u2212]?[0-9]|\S{{1,2}}\Z)")
_CHOICES: Final = "0, „brak danych” albo „nie dotyczy”"


def read_value(
    cell: CellContent, asked: Indicator | Component, number_format: str = "General"
) -> Value | Unreadable | None:
    """What `cell` answers to `asked`; None if it is blank. `number_format` is how the cell shows a number."""
    match cell:
        case None:
            return None
        case str():
            return _text_cell(cell, asked)
        case bool():
            return Unreadable(doubt=Doubt.LOGICAL, shown=shown_content(cell))
        case int() | float():
            return _number_cell(cell, asked, number_format)
        case _:
            return Unreadable(doubt=Doubt.DATE, shown=shown_content(cell), hint=probably_typed(cell))


def _text_cell(cell: str, asked: Indicator | Component) -> Value | Unreadable | None:
    text = clean(cell)
    if not text:
        return None
    reader = _READERS[asked.kind]
    if "0" <= text[0] <= "9" and text == cell:
        return reader(text, asked)
    if status := read_missing(text.rstrip("*").lstrip(APOSTROPHES)):
        return _absent(status, text)
    if asked.kind in _IN_WORDS:
        return reader(text, asked)
    typed = _LEADING_APOSTROPHE.sub("", text)
    if sign := read_sign(typed):
        return Value(
            status=sign, reading=f"odczytano jako „{sign}” – tak rozumie się znak „{typed}” w statystyce publicznej"
        )
    if is_zero_or_missing(typed):
        return Unreadable(doubt=Doubt.ZERO_OR_MISSING, shown=text, hint=_CHOICES)
    return _with_note_of_repairs(cell, text, typed, reader(typed, asked), asked)


def _absent(status: Status, text: str) -> Value:
    mark = "*" * text.count("*")
    return Value(status=status, mark=mark, reading="" if same(text) == status else f"odczytano jako „{status}”")


def _with_note_of_repairs(
    cell: str, text: str, typed: str, understood: Value | Unreadable, asked: Indicator | Component
) -> Value | Unreadable:
    """What was understood of `typed`; a number for which something was left out of `cell` is told, or asked about."""
    if isinstance(understood, Unreadable):
        return replace(understood, shown=text)
    if understood.number is None:
        return understood
    if not REVERSING.isdisjoint(cell):
        return Unreadable(doubt=Doubt.NOT_A_NUMBER, shown=text, hint="niewidoczne znaki mogą zmieniać kolejność cyfr")
    if typed == text and not hides_signs_in_number(cell):
        return understood
    return understood if understood.reading else replace(understood, reading=as_read(understood.number, asked))


def _number_cell(cell: float, asked: Indicator | Component, number_format: str) -> Value | Unreadable:
    if asked.kind in _IN_WORDS:
        return _READERS[asked.kind](shown_content(cell), asked)
    if isinstance(cell, int):
        number = Decimal(cell)
    elif isfinite(cell):
        number = from_float(cell)
    else:
        return Unreadable(doubt=Doubt.NOT_A_NUMBER, shown=shown_content(cell))
    factor = display_factor(number_format)
    if factor != 1:
        return _number_shown_otherwise(number, asked, shown_content(cell), factor)
    if doubt := doubt_about(number, asked, ""):
        return replace(doubt, shown=shown_content(cell))
    return Value(status=Status.GIVEN, number=number)


def _number_shown_otherwise(
    number: Decimal, asked: Indicator | Component, shown: str, factor: Decimal
) -> Value | Unreadable:
    """A cell that shows another number than it holds: a percentage is what is seen, anything else is asked."""
    seen = without_trailing_zeros(number * factor)
    if factor == 100 and asked.kind is Kind.PERCENTAGE:
        return doubt_about(seen, asked, shown) or Value(
            status=Status.GIVEN, number=seen, reading=f"odczytano jako {polish_number(seen)} %"
        )
    hint = f"{polish_number(seen)}{' %' if factor == 100 else ''} czy {polish_number(number)}"
    return Unreadable(doubt=Doubt.AMBIGUOUS, shown=shown, hint=hint)


_READERS: Final[dict[Kind, Callable[[str, Indicator | Component], Value | Unreadable]]] = {
    Kind.COUNT: read_numeric,
    Kind.DECIMAL: read_numeric,
    Kind.PERCENTAGE: read_numeric,
    Kind.AMOUNT: read_numeric,
    Kind.COUNT_WITH_BREAKDOWN: read_described,
    Kind.COUNT_OR_TEXT: read_number_or_words,
    Kind.LIST: read_words,
    Kind.SCALE: read_levels,
    Kind.TEXT: read_words,
}
