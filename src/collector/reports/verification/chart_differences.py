"""The charts of a document beside those of the new report."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

from collector.reports.verification.difference import DocumentDifference, Kind, instead
from collector.reports.verification.document import DocumentChart, Series
from collector.values.numbers import from_float
from collector.values.same_figure import figure_form
from collector.values.writing import polish_number

_FROM_NEW: Final = "Jeżeli nie zrobiono tego celowo, przenieś wykres z nowego raportu (collector merge)."
_MOST_TOLD: Final = 5


def chart_differences(edited: Sequence[DocumentChart], fresh: Sequence[DocumentChart]) -> Iterator[DocumentDifference]:
    """What became of the charts, in the order of the new report. Those that somebody added are no matter of ours."""
    there = _paired(edited, fresh)
    for place, chart in enumerate(fresh):
        if place in there:
            yield from _compared(there[place], chart)
        else:
            yield _difference(chart.under, f"Brakuje wykresu „{chart.name}”.")
    silent = [fresh[place].name for place, chart in there.items() if fresh[place].description and not chart.description]
    if silent:
        yield DocumentDifference(
            kind=Kind.ALTERNATIVE_TEXT, place="", found="; ".join(silent),
            problem=f"Wykresy bez tekstu alternatywnego: {len(silent)}. Usunął go program, w którym zapisano dokument, "
            "więc osoby niewidome nie dowiedzą się, co jest na wykresie.",
            fix="Jeżeli dokument ma być dostępny, przenieś wykresy z nowego raportu (collector merge).",
        )  # fmt: skip


def _paired(edited: Sequence[DocumentChart], fresh: Sequence[DocumentChart]) -> dict[int, DocumentChart]:
    """The charts of the document by the place of the same one in the new report.

    Programs that save a document again may call its charts otherwise: then their numbers or their chapter tell.
    """
    left, found = list(edited), dict[int, DocumentChart]()
    for is_same in (_has_same_name, _has_same_numbers, _is_in_same_chapter):
        for place, chart in enumerate(fresh):
            same = next((each for each in left if is_same(each, chart)), None) if place not in found else None
            if same is not None:
                found[place] = same
                left.remove(same)
    return found


def _has_same_name(one: DocumentChart, other: DocumentChart) -> bool:
    return one.name == other.name


def _has_same_numbers(one: DocumentChart, other: DocumentChart) -> bool:
    return _numbers(one) == _numbers(other)


def _is_in_same_chapter(one: DocumentChart, other: DocumentChart) -> bool:
    return one.under == other.under and len(one.series) == len(other.series)


def _compared(edited: DocumentChart, fresh: DocumentChart) -> Iterator[DocumentDifference]:
    place = f"wykres „{fresh.name}”"
    told = list(_in_series(edited.series, fresh.series))
    if not told and edited.cells is not None and fresh.cells is not None:
        told = [f"Inne są dane, które Word pokaże przy edycji wykresu: {each}." for each in _in_cells(edited, fresh)]
    yield from (_difference(place, problem) for problem in told[:_MOST_TOLD])
    if len(told) > _MOST_TOLD:
        yield _difference(place, f"Różnic w tym wykresie jest więcej: jeszcze {len(told) - _MOST_TOLD}.")
    if edited.description and figure_form(edited.description) != figure_form(fresh.description):
        yield DocumentDifference(
            kind=Kind.CHART, place=place, found=edited.description, expected=fresh.description,
            problem=f"Zmieniono tekst alternatywny: {instead(edited.description, fresh.description)}.",
            fix="Popraw go: prawy przycisk myszy na wykresie > Wyświetl tekst alternatywny.",
        )  # fmt: skip


def _in_series(edited: Sequence[Series], fresh: Sequence[Series]) -> Iterator[str]:
    if len(edited) != len(fresh):
        yield f"Wykres ma inną liczbę serii: {instead(str(len(edited)), str(len(fresh)))}."
        return
    for there, made in zip(edited, fresh, strict=True):
        if figure_form(there.name) != figure_form(made.name):
            yield f"Zmieniono nazwę serii: {instead(there.name, made.name)}."
        if len(there.numbers) != len(made.numbers):
            yield f"Seria „{made.name}” ma inną liczbę wartości: {len(there.numbers)} zamiast {len(made.numbers)}."
            continue
        labels = made.labels if len(made.labels) == len(made.numbers) else [""] * len(made.numbers)
        for label, found, expected in zip(labels, there.numbers, made.numbers, strict=True):
            if _number(found) != _number(expected):
                yield f"Seria „{made.name}”, „{label}”: {instead(_shown(found), _shown(expected))}."
        for found, expected in zip(there.labels, made.labels, strict=False):
            if figure_form(found) != figure_form(expected):
                yield f"Zmieniono podpis: {instead(found, expected)}."


def _in_cells(edited: DocumentChart, fresh: DocumentChart) -> Iterator[str]:
    there, made = _by_place(edited.cells or {}), _by_place(fresh.cells or {})
    for place in dict.fromkeys((*made, *there)):
        found, expected = there.get(place, ""), made.get(place, "")
        if figure_form(found) != figure_form(expected):
            yield f"komórka {place}: {instead(found, expected)}"


def _by_place(cells: Mapping[str, str]) -> dict[str, str]:
    """The cells by address alone: what a program calls the only sheet does not matter."""
    return {place.rpartition("!")[2]: text for place, text in cells.items()}


def _numbers(chart: DocumentChart) -> list[tuple[object, ...]]:
    return [tuple(map(_number, series.numbers)) for series in chart.series]


def _number(text: str) -> Decimal | str:
    """The number as a spreadsheet shows it: programs write the same one with more or fewer digits."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return from_float(float(number)) if number.is_finite() else text


def _shown(text: str) -> str:
    return polish_number(number) if isinstance(number := _number(text), Decimal) else text


def _difference(place: str, problem: str) -> DocumentDifference:
    return DocumentDifference(kind=Kind.CHART, place=place, problem=problem, fix=_FROM_NEW)
