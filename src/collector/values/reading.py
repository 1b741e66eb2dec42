"""One cell of a return -> Value, or the reason why a person must be asked. The grammar is docs/wartosci.md."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Final

from collector.domain.indicator import Component, Indicator, Kind
from collector.domain.observation import Status, Value
from collector.values.content import CellContent, shown_content
from collector.values.dates import probably_typed
from collector.values.described import read_described, read_number_or_words
from collector.values.doubts import Doubt, Unreadable
from collector.values.formats import Section, display_factor, sections_with_words
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
_FIGURES: Final = re.compile(r"\d")
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
    shown = shown_content(cell)
    number = Decimal(cell) if isinstance(cell, int) else from_float(cell)
    worded = sections_with_words(number, number_format) if number.is_finite() else ()
    if asked.kind in _IN_WORDS:
        return _READERS[asked.kind](worded[0].with_number(shown) if worded else shown, asked)
    if not number.is_finite():
        return Unreadable(doubt=Doubt.NOT_A_NUMBER, shown=shown)
    factor = display_factor(number_format)
    if factor != 1:
        return _number_shown_otherwise(number, asked, shown, factor)
    if doubt := doubt_about(number, asked, shown):
        return doubt
    understood = [_number_with_words(number, asked, section) for section in worded]
    doubts = [one for one in understood if isinstance(one, Unreadable)]
    return next(iter(doubts or understood), Value(status=Status.GIVEN, number=number))


def _number_with_words(number: Decimal, asked: Indicator | Component, section: Section) -> Value | Unreadable:
    """What a number says with the words that its format shows beside it: the same as if they had been typed."""
    seen = section.with_number(polish_number(number))
    if not section.shows_number or _FIGURES.search(section.words):
        return Unreadable(doubt=Doubt.AMBIGUOUS, shown=seen, hint=f"„{seen}” czy {polish_number(number)}")
    understood = _READERS[asked.kind](section.with_number(_never_thousands(number)), asked)
    if isinstance(understood, Unreadable):
        return replace(understood, shown=seen)
    if understood.number is None:
        return understood
    if understood.text:
        return replace(understood, number=number, text=seen)
    return replace(understood, number=number, reading="")


def _never_thousands(number: Decimal) -> str:
    """`number` with four decimals rather than three: those of a stored number set off no thousands."""
    text = polish_number(number)
    return f"{text}0" if len(text.partition(",")[2]) == 3 else text


def _number_shown_otherwise(
    number: Decimal, asked: Indicator | Component, shown: str, factor: Decimal
) -> Value | Unreadable:
    """A cell that shows another number than it holds: a percentage is what is seen, anything else is asked."""
    seen = without_trailing_zeros(number * factor)
    if factor == 100 and asked.kind is Kind.PERCENTAGE:
        return doubt_about(seen, asked, shown) or Value(status=Status.GIVEN, number=seen, reading=as_read(seen, asked))
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
