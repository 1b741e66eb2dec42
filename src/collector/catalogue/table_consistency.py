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
