"""What the statistical tables of a well-formed catalogue can still get wrong."""

from collections.abc import Collection, Iterator

from collector.catalogue.model import CataloguePart, MeasurePart, RowPart, TablePart
from collector.catalogue.template_text import Inconsistency
from collector.domain.indicator import Kind


def table_inconsistencies(catalogue: CataloguePart) -> Iterator[Inconsistency]:
    """Every place of `tabele` that contradicts another, with a Polish sentence."""
    seen: set[str] = set()
    for index, table in enumerate(catalogue.tabele):
        for key, message in _of_table(catalogue, table, seen):
            yield ("tabele", index, key), f"tabela {table.kod}: {message}"
        for number, row in enumerate(table.wiersze):
            for message in _of_row_kinds(row, table.miary):
                yield ("tabele", index, "wiersze", number, "rodzaje"), f"tabela {table.kod}, wiersz {row.nr}: {message}"


def _of_table(catalogue: CataloguePart, table: TablePart, seen: set[str]) -> Iterator[tuple[str, str]]:
    if table.kod in seen:
        yield "kod", "kod powtarza się"
    seen.add(table.kod)
    owners = [table.realizatorzy, *(m.realizatorzy for m in table.miary), *(r.realizatorzy for r in table.wiersze)]
    for executors in owners:
        if len(executors) > 1:
            yield "realizatorzy", "każdą liczbę tabeli podaje jeden realizator"
        for executor in executors:
            if executor not in catalogue.realizatorzy:
                yield "realizatorzy", f"nie ma realizatora „{executor}”"
    yield from _of_measures(catalogue, table.miary)
    yield from _of_rows(table.wiersze, {measure.klucz for measure in table.miary}, catalogue.jednostki)
    if table.lata == "wiersze" and len(table.wiersze) > 1:
        yield "lata", "gdy lata są wierszami, tabela ma jeden wiersz"


def _of_measures(catalogue: CataloguePart, measures: list[MeasurePart]) -> Iterator[tuple[str, str]]:
    keys = [measure.klucz for measure in measures]
    if len(set(keys)) != len(keys):
        yield "miary", "klucz miary powtarza się"
    for measure in measures:
        if measure.jednostka not in catalogue.jednostki:
            yield "miary", f"nie ma jednostki „{measure.jednostka}”"
        if measure.rodzaj is Kind.SCALE:
            yield "miary", f"miara „{measure.klucz}” nie może być skalą"
        inputs = [key for key in (measure.licznik, measure.mianownik) if key]
        if inputs and (len(inputs) == 1 or measure.rodzaj is not Kind.PERCENTAGE):
            yield "miary", f"miara „{measure.klucz}”: licznik i mianownik podaje się razem, przy rodzaju „procent”"
        for key in inputs:
            if key not in keys or key == measure.klucz:
                yield "miary", f"miara „{measure.klucz}”: nie ma miary „{key}”"
        if measure.klucz in _inputs(measures) and not measure.rodzaj.starts_with_number:
            yield "miary", f"z miary „{measure.klucz}” liczy się procent, więc nie może być rodzaju „{measure.rodzaj}”"


def _inputs(measures: list[MeasurePart]) -> set[str]:
    """The keys of the measures from which percentages are computed."""
    return {key for measure in measures for key in (measure.licznik, measure.mianownik) if key}


def _of_rows(rows: list[RowPart], measures: set[str], units: Collection[str]) -> Iterator[tuple[str, str]]:
    numbers = [row.nr for row in rows]
    if len(set(numbers)) != len(numbers):
        yield "wiersze", "numer wiersza powtarza się"
    for row in rows:
        if not row.nazwa and len(rows) > 1:
            yield "wiersze", f"wiersz {row.nr} nie ma nazwy"
        for total in (row.w_tym, row.z_tego):
            if total is not None and (total not in numbers or total >= row.nr):
                yield "wiersze", f"wiersz {row.nr} jest częścią wiersza {total}, a ten ma stać wyżej w tej tabeli"
        if row.w_tym and row.z_tego:
            yield "wiersze", f"wiersz {row.nr} ma mieć albo „w_tym”, albo „z_tego”"
        if row.jednostka and row.jednostka not in units:
            yield "wiersze", f"wiersz {row.nr}: nie ma jednostki „{row.jednostka}”"
        for key in row.rodzaje:
            if key not in measures:
                yield "wiersze", f"wiersz {row.nr}: nie ma miary „{key}”"


def _of_row_kinds(row: RowPart, measures: list[MeasurePart]) -> Iterator[str]:
    """Kinds of single cells that no table can have, or that no percentage can be computed from."""
    for measure in measures:
        kind = row.rodzaje.get(measure.klucz, Kind.PERCENTAGE)
        if kind is Kind.SCALE:
            yield f"miara „{measure.klucz}” nie może być skalą"
        elif measure.klucz in _inputs(measures) and not kind.starts_with_number:
            yield f"z miary „{measure.klucz}” liczy się procent, więc nie może być rodzaju „{kind}”"
        elif measure.licznik and kind is not Kind.PERCENTAGE:
            yield f"miara „{measure.klucz}” ma licznik i mianownik, więc nie może być rodzaju „{kind}”"
