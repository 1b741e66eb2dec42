"""One cell of a return -> Value, or the reason why a person must be asked."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum, auto
from typing import TypeAlias

from collector.domain.observation import Status, Value
from collector.domain.programme import Component, Indicator, Kind
from collector.values.numbers import AmbiguousNumber, ReadNumber, from_float, read_number
from collector.values.text import SPACES, clean, one_line, same
from collector.values.writing import polish_number

CellContent: TypeAlias = str | int | float | bool | datetime | date | time | timedelta | None

_NO_DATA = frozenset({"brak danych", "b.d.", "b.d", "bd", "bd."})
_NOT_APPLICABLE = frozenset({"nie dotyczy", "n.d.", "n.d", "n/d", "nd", "nd."})
_MARK = re.compile(r"\s*(\*+)$")
_LEADING_NUMBER = re.compile(
    rf"(?P<number>[-\u2212]?\d[\d{SPACES}.,]*?)(?P<mark>\**)[{SPACES}]*(?:\n|[{SPACES}](?=[^\d\s])|$)"
)
_SCALE_SEPARATOR = re.compile(r"\s*[/,;]\s*")


class Doubt(Enum):
    """Why a cell cannot be understood without asking."""

    NOT_A_NUMBER = auto()
    NOT_WHOLE = auto()
    AMBIGUOUS = auto()
    OTHER_UNIT = auto()
    DATE = auto()
    LOGICAL = auto()
    NOT_ON_SCALE = auto()
    MARK_ALONE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A cell that a person must look at; `shown` is what stands there, `hint` what may have been meant."""

    doubt: Doubt
    shown: str
    hint: str = ""


def shown_content(cell: CellContent) -> str:
    """The content of a cell as text for a person and for the `raw` column: never lost, never reformatted."""
    match cell:
        case None:
            return ""
        case bool():
            return "PRAWDA" if cell else "FAŁSZ"
        case float():
            return f"{from_float(cell):f}".replace(".", ",")
        case datetime():
            return f"{cell:%d.%m.%Y}" if cell.time() == time() else f"{cell:%d.%m.%Y %H:%M}"
        case date():
            return f"{cell:%d.%m.%Y}"
        case _:
            return str(cell)


def read_missing(cell: CellContent) -> Status | None:
    """The Status that a cell states instead of a value, if it does."""
    words = same(shown_content(cell))
    if words in _NO_DATA:
        return Status.NO_DATA
    return Status.NOT_APPLICABLE if words in _NOT_APPLICABLE else None


def read_value(cell: CellContent, asked: Indicator | Component) -> Value | Unreadable | None:
    """What `cell` answers to `asked`; None if it is blank."""
    shown = shown_content(cell)
    text = clean(shown)
    if not text:
        return None
    if status := read_missing(text):
        reading = "" if same(text) == status else f"odczytano jako „{status}”"
        return Value(status=status, reading=reading)
    if isinstance(cell, bool):
        return Unreadable(doubt=Doubt.LOGICAL, shown=shown)
    if isinstance(cell, datetime | date | time | timedelta):
        return Unreadable(doubt=Doubt.DATE, shown=shown)
    if isinstance(cell, int | float):
        return _number_cell(from_float(float(cell)) if isinstance(cell, float) else Decimal(cell), asked, shown)
    return _READERS[asked.kind](text, asked)


def _number_cell(number: Decimal, asked: Indicator | Component, shown: str) -> Value | Unreadable:
    if asked.kind in (Kind.LIST, Kind.TEXT, Kind.SCALE):
        return _READERS[asked.kind](shown, asked)
    if _must_be_whole(asked) and number != number.to_integral_value():
        return Unreadable(doubt=Doubt.NOT_WHOLE, shown=shown)
    return Value(status=Status.GIVEN, number=number)


def _must_be_whole(asked: Indicator | Component) -> bool:
    return asked.kind in (Kind.COUNT, Kind.COUNT_WITH_BREAKDOWN, Kind.COUNT_OR_TEXT)


def _numeric(text: str, asked: Indicator | Component) -> Value | Unreadable:
    body, mark = _split_mark(text)
    if not body:
        return Unreadable(doubt=Doubt.MARK_ALONE, shown=text)
    bare = _without_unit(body, asked)
    if bare is None:
        return Unreadable(doubt=Doubt.OTHER_UNIT, shown=text, hint=asked.unit.label)
    match read_number(bare, whole=_must_be_whole(asked)):
        case None:
            return Unreadable(doubt=Doubt.NOT_A_NUMBER, shown=text, hint=_letter_hint(bare))
        case AmbiguousNumber(grouped=grouped, decimal=decimal):
            hint = f"{polish_number(grouped)} czy {polish_number(decimal)}"
            return Unreadable(doubt=Doubt.AMBIGUOUS, shown=text, hint=hint)
        case ReadNumber(number=number, interpreted=interpreted):
            if _must_be_whole(asked) and number != number.to_integral_value():
                return Unreadable(doubt=Doubt.NOT_WHOLE, shown=text)
            needs_note = interpreted or bare != body
            reading = f"odczytano jako {polish_number(number)} {asked.unit.label}" if needs_note else ""
            return Value(status=Status.GIVEN, number=number, mark=mark, reading=reading)


def _split_mark(text: str) -> tuple[str, str]:
    match = _MARK.search(text)
    return (text[: match.start()], match[1]) if match else (text, "")


def _without_unit(text: str, asked: Indicator | Component) -> str | None:
    """The number before its own unit; None if another unit of money or a percent sign follows it."""
    for unit in sorted(asked.unit.forms | {asked.unit.label.replace(". ", ".")}, key=len, reverse=True):
        if text.casefold().endswith(unit.casefold()) and text[: -len(unit)].strip(SPACES):
            return text[: -len(unit)].strip(SPACES)
    if re.search(r"(zł|%|tys\.?|mln)\.?$", text.casefold()) and re.match(r"[-\u2212]?\d", text):
        return None
    return text


def _letter_hint(text: str) -> str:
    if text in {"o", "O"}:
        return "litera „o” – czy chodziło o zero (0)?"
    if text in {"l", "I"}:
        return "litera – czy chodziło o jedynkę (1)?"
    return ""


def _with_breakdown(text: str, asked: Indicator | Component) -> Value | Unreadable:
    plain = _numeric(text, asked)
    if isinstance(plain, Value):
        return plain
    match = _LEADING_NUMBER.match(text)
    if match is None:
        return Unreadable(doubt=Doubt.NOT_A_NUMBER, shown=text)
    leading = _numeric(match["number"].strip(SPACES), asked)
    if isinstance(leading, Unreadable):
        return leading
    return Value(status=Status.GIVEN, number=leading.number, text=text, mark=match["mark"], reading=leading.reading)


def _number_or_words(text: str, asked: Indicator | Component) -> Value | Unreadable:
    plain = _numeric(text, asked)
    if isinstance(plain, Value) or not re.search(r"[^\W\d_]{2}", text):
        return plain
    return Value(status=Status.GIVEN, text=text)


def _words(text: str, _: Indicator | Component) -> Value:
    return Value(status=Status.GIVEN, text=text)


def scale_levels(text: str) -> list[str]:
    """The levels named in an answer such as `minimalny/wysoki/ wystarczający`, in the form for comparing."""
    return [same(level) for level in _SCALE_SEPARATOR.split(one_line(text)) if level]


def _levels(text: str, asked: Indicator | Component) -> Value | Unreadable:
    known = {same(level) for level in asked.scale} if isinstance(asked, Indicator) else set()
    typed = scale_levels(text)
    if not typed or not known.issuperset(typed):
        return Unreadable(doubt=Doubt.NOT_ON_SCALE, shown=text)
    return Value(status=Status.GIVEN, text=text)


_READERS: dict[Kind, Callable[[str, Indicator | Component], Value | Unreadable]] = {
    Kind.COUNT: _numeric,
    Kind.DECIMAL: _numeric,
    Kind.PERCENTAGE: _numeric,
    Kind.AMOUNT: _numeric,
    Kind.COUNT_WITH_BREAKDOWN: _with_breakdown,
    Kind.COUNT_OR_TEXT: _number_or_words,
    Kind.LIST: _words,
    Kind.SCALE: _levels,
    Kind.TEXT: _words,
}
