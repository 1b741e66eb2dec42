"""One cell of a return -> Value, or the reason why a person must be asked."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum, auto
from math import isfinite
from typing import TypeAlias

from collector.domain.indicator import Component, Indicator, Kind
from collector.domain.observation import Status, Value
from collector.values.formats import display_factor
from collector.values.numbers import AmbiguousNumber, ReadNumber, from_float, read_number
from collector.values.text import SPACES, clean, one_line, same
from collector.values.writing import polish_number, unit_form, without_trailing_zeros

CellContent: TypeAlias = str | int | float | bool | datetime | date | time | timedelta | None

_NO_DATA = frozenset({"brak danych", "b.d.", "b.d", "bd", "bd."})
_NOT_APPLICABLE = frozenset({"nie dotyczy", "n.d.", "n.d", "n/d", "nd", "nd."})
# Excel keeps no more digits of a number.
_EXACT_DIGITS = 15
_MARK = re.compile(r"\s*(\*+)$")
# After the number of a „liczba z opisem” only a footnote mark, its own unit and a description may follow; anything that
# could change the number („5 tys. osób”, „12 - 15”, „3 x 4”) is a question.
_LEADING_NUMBER = re.compile(
    rf"(?P<number>[-\u2212]?\d(?:[{SPACES}.,]?\d)*)(?P<mark>\**)(?:[{SPACES}]+|(?=[,;:(\n\u2013-]))(?P<words>\S.*|\n.*)",
    re.DOTALL,
)
_DESCRIPTION = re.compile(
    r"[,;]?\s*(?:w tym|z tego|tj\.|m\.\s?in\.)|[:(\n]|[-\u2013]\s*[^\W\d]|,\s*[^\W\d]", re.IGNORECASE
)
_HAS_WORDS = re.compile(r"[^\W_]")
_NO_ANSWER = re.compile(r"x|brak|brak danych .*|nie dotyczy .*|j\.\s?w\.?|jw\.?")
_CHANGES_NUMBER = re.compile(r"\W*(?:w\s+)?(?:tys|mln|mld|ok\b|\d)")
_OTHER_UNIT = re.compile(r"[-\u2212]?\d.*?(zł|%|tys|mln|mld)\.?")
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
    TOO_LONG = auto()
    NO_ANSWER = auto()


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
        case float() if not isfinite(cell):
            return "liczba poza zakresem"
        case float():
            return f"{from_float(cell):f}".replace(".", ",")
        case datetime():
            return f"{cell:%d.%m.%Y}" if cell.time() == time() else f"{cell:%d.%m.%Y %H:%M}"
        case date():
            return f"{cell:%d.%m.%Y}"
        case timedelta():
            minutes, seconds = divmod(int(cell.total_seconds()), 60)
            return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
        case _:
            return str(cell)


def read_missing(cell: CellContent) -> Status | None:
    """The Status that a cell states instead of a value, if it does."""
    words = same(shown_content(cell))
    if words in _NO_DATA:
        return Status.NO_DATA
    return Status.NOT_APPLICABLE if words in _NOT_APPLICABLE else None


def read_value(
    cell: CellContent, asked: Indicator | Component, number_format: str = "General"
) -> Value | Unreadable | None:
    """What `cell` answers to `asked`; None if it is blank. `number_format` is how the cell shows a number."""
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
        if isinstance(cell, float) and not isfinite(cell):
            return Unreadable(doubt=Doubt.NOT_A_NUMBER, shown=shown)
        number = from_float(cell) if isinstance(cell, float) else Decimal(cell)
        return _number_cell(number, asked, shown, display_factor(number_format))
    return _READERS[asked.kind](text, asked)


def _number_cell(number: Decimal, asked: Indicator | Component, shown: str, factor: Decimal) -> Value | Unreadable:
    if asked.kind in (Kind.LIST, Kind.TEXT, Kind.SCALE):
        return _READERS[asked.kind](shown, asked)
    if factor != 1:
        return _number_shown_otherwise(number, asked, shown, factor)
    return _checked(number, asked, shown) or Value(status=Status.GIVEN, number=number)


def _checked(number: Decimal, asked: Indicator | Component, shown: str) -> Unreadable | None:
    """What is wrong with a number that was read, if anything is."""
    if len(number.as_tuple().digits) > _EXACT_DIGITS or number.adjusted() >= _EXACT_DIGITS:
        return Unreadable(doubt=Doubt.TOO_LONG, shown=shown)
    if _must_be_whole(asked) and number != number.to_integral_value():
        return Unreadable(doubt=Doubt.NOT_WHOLE, shown=shown)
    return None


def _number_shown_otherwise(
    number: Decimal, asked: Indicator | Component, shown: str, factor: Decimal
) -> Value | Unreadable:
    """A cell that shows another number than it holds: a percentage is what is seen, anything else is asked."""
    seen = without_trailing_zeros(number * factor)
    if factor == 100 and asked.kind is Kind.PERCENTAGE:
        return _checked(seen, asked, shown) or Value(
            status=Status.GIVEN, number=seen, reading=f"odczytano jako {polish_number(seen)} %"
        )
    hint = f"{polish_number(seen)}{' %' if factor == 100 else ''} czy {polish_number(number)}"
    return Unreadable(doubt=Doubt.AMBIGUOUS, shown=shown, hint=hint)


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
            if doubt := _checked(number, asked, text):
                return doubt
            needs_note = interpreted or bare != body
            reading = f"odczytano jako {polish_number(number)} {unit_form(number, asked.unit)}" if needs_note else ""
            return Value(status=Status.GIVEN, number=number, mark=mark, reading=reading)


def _split_mark(text: str) -> tuple[str, str]:
    match = _MARK.search(text)
    return (text[: match.start()], match[1]) if match else (text, "")


def _without_unit(text: str, asked: Indicator | Component) -> str | None:
    """The number before its own unit; None if another unit of money or a percent sign follows it."""
    bare = text
    for unit in sorted(asked.unit.forms | {asked.unit.label.replace(". ", ".")}, key=len, reverse=True):
        if text.casefold().endswith(unit.casefold()) and text[: -len(unit)].strip(SPACES):
            bare = text[: -len(unit)].strip(SPACES)
            break
    return None if _OTHER_UNIT.fullmatch(bare.casefold()) else bare


def _letter_hint(text: str) -> str:
    if text in {"o", "O"}:
        return "litera „o” – czy chodziło o zero (0)?"
    if text in {"l", "I"}:
        return "litera – czy chodziło o jedynkę (1)?"
    return ""


def _with_breakdown(text: str, asked: Indicator | Component) -> Value | Unreadable:
    plain = _numeric(text, asked)
    match = _LEADING_NUMBER.fullmatch(text)
    if isinstance(plain, Value) or match is None:
        return plain
    words = _without_leading_unit(match["words"], asked)
    if not _DESCRIPTION.match(words) or _CHANGES_NUMBER.match(words.casefold()):
        return Unreadable(doubt=Doubt.NOT_A_NUMBER, shown=text, hint="sama liczba albo liczba, a po niej „w tym: …”")
    leading = _numeric(match["number"], asked)
    if isinstance(leading, Unreadable):
        return replace(leading, shown=text)
    return Value(status=Status.GIVEN, number=leading.number, text=text, mark=match["mark"], reading=leading.reading)


def _without_leading_unit(words: str, asked: Indicator | Component) -> str:
    for unit in sorted(asked.unit.forms, key=len, reverse=True):
        if words.casefold().startswith(unit.casefold()):
            return words[len(unit) :].lstrip(SPACES)
    return words


def _number_or_words(text: str, asked: Indicator | Component) -> Value | Unreadable:
    plain = _numeric(text, asked)
    if isinstance(plain, Value) or not re.search(r"[^\W\d_]{2}", text):
        return plain
    return Value(status=Status.GIVEN, text=text)


def _words(text: str, _: Indicator | Component) -> Value | Unreadable:
    if not _HAS_WORDS.search(text) or _NO_ANSWER.fullmatch(same(text)):
        return Unreadable(doubt=Doubt.NO_ANSWER, shown=text)
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
