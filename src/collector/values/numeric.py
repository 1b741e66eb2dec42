"""A number as the answer to a question: exact, approximate, or several where one is asked for."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from collector.domain.indicator import Component, Indicator, Kind
from collector.domain.observation import Status, Value
from collector.values.approximate import may_be_approximate, without_about
from collector.values.composites import find_composite, parts_of, told
from collector.values.doubts import Doubt, Unreadable
from collector.values.numbers import AmbiguousNumber, is_too_long, read_number
from collector.values.slips import letters_for_figures, looks_like_year, probably_meant
from collector.values.units import has_other_unit, without_unit
from collector.values.writing import polish_number, unit_form

WHOLE: Final = (Kind.COUNT, Kind.COUNT_WITH_BREAKDOWN, Kind.COUNT_OR_TEXT)


def read_numeric(text: str, asked: Indicator | Component) -> Value | Unreadable:
    """The number in `text`, which may be approximate or stand before the parts that the catalogue asks for."""
    return read_composite(text, asked, read_single(text, asked))


def read_single(text: str, asked: Indicator | Component) -> Value | Unreadable:
    """The one number in `text`, exact or approximate."""
    exact = read_exact(text, asked)
    if isinstance(exact, Value) or not may_be_approximate(asked) or (rest := without_about(text)) is None:
        return exact
    about = read_exact(rest, asked)
    if isinstance(about, Unreadable):
        return replace(about, shown=text)
    number = about.number or Decimal(0)
    said = _with_unit(number, asked) if about.reading else polish_number(number)
    return replace(about, text=text, reading=f"odczytano jako wartość przybliżoną {said}")


def read_composite(text: str, asked: Indicator | Component, single: Value | Unreadable) -> Value | Unreadable:
    """What `text` says if it is several numbers; `single` is what it says otherwise."""
    if isinstance(single, Value) or single.doubt not in (Doubt.NOT_A_NUMBER, Doubt.OTHER_UNIT):
        return single
    composite = find_composite(text)
    if composite is None:
        return single
    total = read_exact(composite.leading, asked)
    number = total.number or Decimal(0) if isinstance(total, Value) else Decimal(0)
    if isinstance(total, Value) and (parts := parts_of(composite, number, asked, whole=asked.kind in WHOLE)):
        said = total.reading or f"odczytano jako {polish_number(number)}"
        return replace(total, mark=composite.mark, reading=f"{said}; {told(parts)}")
    fraction = "; ułamek zapisz po przecinku" if asked.kind not in WHOLE and re.fullmatch(r"\d+/\d+", text) else ""
    return Unreadable(doubt=Doubt.COMPOSITE, shown=text, hint=composite.hint + fraction)


def read_exact(text: str, asked: Indicator | Component) -> Value | Unreadable:
    """The number that `text` is, with its unit and a footnote mark at most."""
    whole, in_zloty = asked.kind in WHOLE, asked.kind is Kind.AMOUNT and asked.unit.one == "zł"
    mark, has_unit, bare = "", False, text
    read = read_number(text, whole=whole, hundredths=in_zloty)
    if read is None:
        body, mark = _split_mark(text)
        if not body:
            return Unreadable(doubt=Doubt.MARK_ALONE, shown=text)
        without = without_unit(body, asked.unit)
        has_unit = without != body
        bare, inner_mark = _split_mark(without)
        mark = mark or inner_mark
        read = read_number(bare, whole=whole, hundredths=in_zloty)
    match read:
        case None:
            return _no_number(text, bare, asked)
        case AmbiguousNumber(grouped=grouped, decimal=decimal):
            hint = f"{polish_number(grouped)} czy {polish_number(decimal)}"
            return Unreadable(doubt=Doubt.AMBIGUOUS, shown=text, hint=hint)
        case _:
            number = read.number
            if doubt := doubt_about(number, asked, text):
                return doubt
            reading = as_read(number, asked) if read.interpreted or has_unit else ""
            return Value(status=Status.GIVEN, number=number, mark=mark, reading=reading)


def doubt_about(number: Decimal, asked: Indicator | Component, shown: str) -> Unreadable | None:
    """What is wrong with a number that was read, if anything is."""
    if is_too_long(number):
        return Unreadable(doubt=Doubt.TOO_LONG, shown=shown)
    if asked.kind in WHOLE and number != number.to_integral_value():
        return Unreadable(doubt=Doubt.NOT_WHOLE, shown=shown)
    return None


def as_read(number: Decimal, asked: Indicator | Component) -> str:
    """`odczytano jako 1 020 osób`."""
    return f"odczytano jako {_with_unit(number, asked)}"


def _with_unit(number: Decimal, asked: Indicator | Component) -> str:
    return f"{polish_number(number)} {unit_form(number, asked.unit)}".rstrip()


def _no_number(text: str, bare: str, asked: Indicator | Component) -> Unreadable:
    """The question about `text`, of which `bare` is what is not the unit; a letter O or „rok” is not a unit either."""
    if not letters_for_figures(bare) and not looks_like_year(bare) and has_other_unit(bare):
        return Unreadable(doubt=Doubt.OTHER_UNIT, shown=text, hint=asked.unit.label)
    return Unreadable(doubt=Doubt.NOT_A_NUMBER, shown=text, hint=probably_meant(bare))


def _split_mark(text: str) -> tuple[str, str]:
    body = text.rstrip("*")
    return body.rstrip(), text[len(body) :]
