"""The sheet “Zmiany i ocena”: every value beside the last known one and the base, and what that means."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from collector.domain.assessment import Verdict
from collector.domain.consolidation import Change, Consolidation, PastValue, Result
from collector.domain.indicator import Kind
from collector.reports.columns import INDICATOR_TEXTS, assessment_rules
from collector.reports.figure_list import (
    Figure,
    FigureCell,
    change_figure,
    figure,
    fitting,
    write_figure_list,
    year_figure,
)
from collector.reports.material import Material
from collector.reports.not_compared import NOTHING_EARLIER, NOTHING_KNOWN, why_not_assessed, why_not_compared
from collector.spreadsheet import Workbook
from collector.values.days import polish_date
from collector.values.text import cut, one_line
from collector.values.writing import NBSP, polish_number, with_gap

CHANGES_SHEET: Final = "Zmiany i ocena"
CHANGED: Final = "zmieniono"
UNCHANGED: Final = "bez zmian"
_INCOMPLETE: Final = "niepełna"
_CORRECTED: Final = "po korekcie"
_FROM_ZERO: Final = "–"
_GOOD, _BAD = "#E2F0D9", "#FBE5D6"
# The whole of a list stands in the report, the whole of an explanation in the annex.
_LONGEST_VALUE: Final = 120
_LONGEST_WORDS: Final = 300


class _Column(NamedTuple):
    heading: str
    width: float
    cell: Callable[[Result], FigureCell]


def write_changes(book: Workbook, material: Material) -> None:
    """Write the sheet, if anything was asked: a row an indicator, in the order of the report, and the method below."""
    consolidation = material.consolidation
    results = [result for result in consolidation.results if result.is_asked]
    if not results:
        return
    columns = list(_columns(consolidation, results))
    cells = [[column.cell(result) for column in columns] for result in results]
    widths = (fitting(column.width, own) for column, own in zip(columns, zip(*cells, strict=True), strict=True))
    write_figure_list(
        book,
        CHANGES_SHEET,
        tuple((column.heading, width) for column, width in zip(columns, widths, strict=True)),
        cells,
        _method(results, consolidation.programme.report.upkeep_band),
        frozen=2,
        pages_of=consolidation,
    )


def _columns(consolidation: Consolidation, results: Sequence[Result]) -> Iterator[_Column]:
    """The columns; those of earlier years, base values, targets and verdicts only where there are any."""
    year, band = consolidation.year, consolidation.programme.report.upkeep_band
    has_base = any(result.indicator.base for result in results)
    yield _Column("Nr", 8, lambda result: result.indicator.id)
    yield _Column("Wskaźnik", 27 if has_base else 36, lambda result: result.indicator.name)
    yield _Column("Jednostka", 12.5, lambda result: result.indicator.unit.label)
    yield _Column(f"Wartość w {year}{NBSP}r.", 11, _value)
    if _has_past(results):
        of_last = " od ostatniej znanej wartości" if has_base else ""
        yield _Column("Ostatnia znana wartość", 11, _previous)
        yield _Column(
            "Rok ostatniej znanej wartości", 10, lambda result: _year(result.previous.year if result.previous else None)
        )
        yield _Column(f"Różnica{of_last}", 10, _difference)
        yield _Column(f"Zmiana{of_last} w{NBSP}%", 10, lambda result: _percent(result.change, band))
    if has_base:
        yield _Column("Wartość bazowa", 9, _base)
        yield _Column(
            "Rok bazowy", 7, lambda result: _year(result.indicator.base.year if result.indicator.base else None)
        )
    if any(_since_base(result) for result in results):
        yield _Column(f"Zmiana od roku bazowego w{NBSP}%", 10, lambda result: _percent(_since_base(result), band))
    if any(result.indicator.target for result in results):
        yield _Column("Cel", 14, lambda result: INDICATOR_TEXTS["cel"](result, band))
    if _is_anything_assessed(results, band):
        yield _Column("Ocena", 18.5, lambda result: _assessment(result, band))
    yield _Column("Wyjaśnienie realizatora", 20 if has_base else 26, _explanation)
    yield _Column(
        "Uwagi",
        17 if has_base else 26,
        lambda result: "\n".join(_remarks(result, is_first_year=not _has_past(results))),
    )


def _has_past(results: Sequence[Result]) -> bool:
    return any(result.previous for result in results)


def _is_anything_assessed(results: Sequence[Result], band: Decimal) -> bool:
    """Whether of any value more can be said than that there is nothing to compare it with."""
    return _has_past(results) or any(result.indicator.base or result.assessment(band) for result in results)


def _method(results: Sequence[Result], band: Decimal) -> Iterator[str]:
    if not _has_past(results):
        yield NOTHING_KNOWN
    if _is_anything_assessed(results, band):
        yield from assessment_rules(band, [result.indicator for result in results])


def _year(year: int | None) -> FigureCell:
    return year_figure(year) if year else ""


def _value(result: Result) -> FigureCell:
    if result.value is not None:
        return figure(result.value, _in_brackets(_INCOMPLETE if result.missing else ""))
    return cut(result.shown, _LONGEST_VALUE)


def _previous(result: Result) -> FigureCell:
    previous = result.previous
    if previous is None:
        return ""
    corrected = _CORRECTED if previous.correction else ""
    if previous.value is not None:
        return figure(previous.value, _in_brackets(_INCOMPLETE if previous.missing else "", corrected))
    return f"{cut(with_gap(previous.text, previous.missing), _LONGEST_VALUE)}{_in_brackets(corrected)}"


def _in_brackets(*words: str) -> str:
    """What is to be known of a value, behind it."""
    told = ", ".join(filter(None, words))
    return f" ({told})" if told else ""


def _base(result: Result) -> FigureCell:
    base = result.indicator.base
    return figure(base.value, base.mark) if base else ""


def _difference(result: Result) -> FigureCell:
    if change := result.change:
        return change_figure(change.difference, " p.p." if result.indicator.kind is Kind.PERCENTAGE else "")
    previous = result.previous
    if previous is None or why_not_compared(result) or not result.text:
        return ""
    return UNCHANGED if one_line(result.text) == one_line(previous.text) else CHANGED


def _percent(change: Change | None, band: Decimal) -> FigureCell:
    if change is None:
        return ""
    percent = change.percent_beside_verdict(band)
    return _FROM_ZERO if percent is None else change_figure(percent)


def _since_base(result: Result) -> Change | None:
    """The change against the base value, never against another."""
    base, change = result.indicator.base, result.since_base
    return change if base and change and change.since == base.year else None


def _assessment(result: Result, band: Decimal) -> FigureCell:
    assessment = result.assessment(band)
    if assessment is None:
        return why_not_assessed(result)
    return Figure(text=assessment.words.replace(" r.", f"{NBSP}r."), colour=_colour(assessment.verdict))


def _colour(verdict: Verdict) -> str:
    if verdict.is_good:
        return _GOOD
    return _BAD if verdict.is_bad else ""


def _explanation(result: Result) -> str:
    """What the executors say of the value, each by name where there are several."""
    labels = {component.id: component.label for component in result.indicator.components}
    said = []
    for observation in result.observations:
        if observation.answer:
            who = [observation.executor] if len(result.indicator.executors) > 1 else []
            what = [labels[observation.indicator]] if observation.indicator in labels else []
            said.append(
                ": ".join([", ".join([*who, *what]), observation.answer] if who or what else [observation.answer])
            )
    return "\n".join(cut(words, _LONGEST_WORDS) for words in said)


def _remarks(result: Result, *, is_first_year: bool) -> Iterator[str]:
    """Why nothing is compared, what was corrected, and the footnote of the base value.

    That nothing is known of earlier years is told once below the table, and a base value is something to compare with.
    """
    why = why_not_compared(result)
    is_told_elsewhere = why == NOTHING_EARLIER and (is_first_year or result.indicator.base)
    if why and not is_told_elsewhere:
        yield why
    if result.previous:
        yield from _correction(result.previous)
    if result.indicator.base and result.indicator.base.note:
        yield f"wartość bazowa: {result.indicator.base.note}"


def _correction(past: PastValue) -> Iterator[str]:
    """What was published instead of a corrected value, and who corrected it, when and why; every time it was."""
    correction, before = past.correction, past.published
    if correction is None or before is None:
        return
    yield from _correction(before)
    began = "" if before.correction else f"w sprawozdaniu za {past.year}{NBSP}r. podano {_worth(before)}; "
    yield (
        f"{began}{'potem ' if before.correction else ''}skorygowano na {_worth(past)}, powód: "
        f"{one_line(correction.reason)} ({one_line(correction.person)}, {polish_date(correction.day)})"
    )


def _worth(past: PastValue) -> str:
    shown = cut(one_line(past.text), _LONGEST_VALUE) if past.value is None else polish_number(past.value)
    return with_gap(shown, past.missing)
