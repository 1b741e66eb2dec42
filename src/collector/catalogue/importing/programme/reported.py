"""What a report adds to an indicator of a programme: the value of the year, last year's, remarks, its kind."""

import re
from typing import Any, Final

from collector.catalogue.importing.history_rows import history_row
from collector.catalogue.importing.programme.indicators import indicator_part
from collector.catalogue.importing.programme.printed_indicators import IndicatorList, PrintedIndicator
from collector.catalogue.importing.programme.printed_values import is_dash
from collector.catalogue.importing.programme.values import ProgrammeValues
from collector.catalogue.importing.remarks import Remarks
from collector.catalogue.importing.tasks.guessing import Guess, counts, guess
from collector.domain.indicator import Kind
from collector.domain.observation import Status
from collector.values.text import one_line

_ASKED_FROM: Final = re.compile(
    r"wskaźnik\w* (?:jest )?(?:zbieran|badan|monitorowan)\w* od (?P<year>\d{4}).*", re.IGNORECASE
)


def reported_part(
    indicator_id: str,
    printed: PrintedIndicator,
    source: IndicatorList,
    top_mark: str,
    year: int,
    values: ProgrammeValues,
) -> dict[str, Any]:
    """The indicator `printed` in `source`, with its value of `year` among `values`."""
    asked_from = _ASKED_FROM.fullmatch(printed.note)
    note = "" if asked_from else printed.note
    found = None if _is_blank(printed.value) else guess(printed.name, printed.value, printed.unit)
    part = indicator_part(
        indicator_id,
        printed,
        source,
        top_mark,
        values,
        footnotes=[note, *source.footnotes] if note.startswith("*") else source.footnotes,
        unit=values.answered_unit(printed.row, printed.name, found) if found else "",
        is_recorded=source.base_year != year,
    )
    if asked_from:
        part["od"] = asked_from["year"]
    if found:
        _settle_kind(found, part, printed)
        part["rodzaj"] = str(found.kind)
        if found.prints_unit is not None:
            part["drukuj_jednostke"] = "tak" if found.prints_unit else "nie"
        _ask(indicator_id, printed, source, found, year, values.remarks)
        if found.value is not None:
            note = _note(printed, note, source, values)
            row = history_row(indicator_id, printed.name, found, one_line(printed.value), note, year)
            values.add(year, row)
    elif not asked_from:
        why = "w wierszu nie ma wartości"
        values.remarks.doubt(printed.row, f"wskaźnik {indicator_id} bez wartości za {year} r.", why)
    return part


def _ask(
    indicator_id: str, printed: PrintedIndicator, source: IndicatorList, found: Guess, year: int, remarks: Remarks
) -> None:
    for taken, why in found.questions:
        remarks.doubt(printed.row, f"wskaźnik {indicator_id}: {taken}", why)
    base, value = printed.base, found.value
    if source.base_year == year and base and value and base.number != value.number:
        why = f"wartość bazowa z tego samego roku to {base.shown}"
        remarks.doubt(printed.row, f"wskaźnik {indicator_id}: wartość {printed.value}", why)


def remember_previous(
    indicator_id: str, printed: PrintedIndicator, source: IndicatorList, values: ProgrammeValues
) -> None:
    """The value of an earlier year, if the heading of its column names the year."""
    column = source.columns.get("poprzednia") if source.columns else None
    if column is None or not column.year or _is_blank(printed.previous):
        return
    past = guess(printed.name, printed.previous, printed.unit)
    if past.value is None:
        values.remarks.lost(printed.row, f"wartości „{printed.previous}” za {column.year} r. nie można odczytać")
        return
    row = history_row(indicator_id, printed.name, past, one_line(printed.previous), "", column.year)
    values.add(column.year, row)


def doubt_columns(source: IndicatorList, remarks: Remarks) -> None:
    """A column of earlier values without a year helps nobody, unless it is empty."""
    column = source.columns.get("poprzednia") if source.columns else None
    is_used = any(not _is_blank(printed.previous) for printed in source.indicators)
    if column and not column.year and is_used:
        taken = f"pominięto wartości z kolumny „{column.heading}”"
        remarks.doubt(source.top, taken, "nagłówek nie mówi, z którego są roku; są w sprawozdaniach z lat ubiegłych")


def _is_blank(cell: str) -> bool:
    return not cell or is_dash(cell)


def _settle_kind(found: Guess, part: dict[str, Any], printed: PrintedIndicator) -> None:
    """A value that is missing does not show what kind of answer is asked: the base value or the name does."""
    is_missing = found.value is not None and found.value.status is not Status.GIVEN
    if not is_missing or found.kind is not Kind.COUNT_OR_TEXT:
        return
    if printed.base and printed.base.number is not None:
        found.kind = Kind(part["rodzaj"])
    elif counts(printed.name):
        found.kind = Kind.COUNT
    else:
        return
    found.questions = [(taken, why) for taken, why in found.questions if taken != str(Kind.COUNT_OR_TEXT)]
    if not printed.base:
        found.questions.append((str(found.kind), "wartości nie ma, więc rodzaj przyjęto z nazwy wskaźnika"))


def _note(printed: PrintedIndicator, note: str, source: IndicatorList, values: ProgrammeValues) -> str:
    """The remark on a value; one that begins with a star needs the star at the value, and the other way round."""
    mark = printed.value_mark
    if note.startswith("*") and not mark:
        why = "uwaga zaczyna się gwiazdką, a przy wartości jej nie ma"
        if not (printed.base and printed.base.mark):
            values.remarks.doubt(printed.row, f"uwaga do wartości „{printed.value}”", why)
            return note
        return ""
    if mark and not note.startswith(mark):
        footnote = values.note(printed.row, mark, source.footnotes)
        return one_line(f"{footnote} {note}")
    return note
