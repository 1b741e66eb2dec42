"""A printed statistical table -> one of `tabele` of a catalogue, with its numbers as values of their years."""

from typing import Any, Final

from collector.catalogue.importing.programme.printed_tables import PrintedRow, PrintedTable
from collector.catalogue.importing.programme.printed_values import PrintedValue
from collector.catalogue.importing.programme.table_logic import (
    Proportion,
    doubt_marks,
    doubt_steps,
    parents,
    proportions,
)
from collector.catalogue.importing.programme.values import EXECUTOR, ProgrammeValues
from collector.catalogue.importing.remarks import Remarks
from collector.domain.indicator import Kind

_UNNAMED: Final = "Liczba"
_KEYS: Final = "abcdefghijklmnopqrstuvwxyz"


def table_part(printed: PrintedTable, values: ProgrammeValues) -> dict[str, Any]:
    """The table, and its cells among `values`."""
    measures = _measures(printed, values)
    doubt_marks(printed, values.remarks)
    doubt_steps(printed, values.remarks)
    part_of = parents(printed, values.remarks)
    code = f"T{printed.number}"
    table: dict[str, Any] = {"kod": code, "tytul": printed.title}
    if printed.heading:
        table["naglowek"] = printed.heading
    if printed.years_are_rows:
        table["lata"] = "wiersze"
        rows: list[dict[str, Any]] = [{"nr": "1"}]
    else:
        rows = [
            _row(number, row, part_of.get(number), measures, values.remarks)
            for number, row in enumerate(printed.rows, 1)
        ]
    table |= {"realizatorzy": [EXECUTOR], "miary": measures, "wiersze": rows}
    used = set(_record(printed, code, measures, values))
    # A footnote of a number goes with that number; the others stand under the table every year.
    if footnotes := [note for note in printed.footnotes if note not in used]:
        table["przypisy"] = footnotes
    return table


def _record(printed: PrintedTable, code: str, measures: list[dict[str, Any]], values: ProgrammeValues) -> list[str]:
    """Put every cell into the history; the footnotes of cells."""
    notes = []
    for number, row in enumerate(printed.rows, 1):
        for (index, year), value in row.values.items():
            measure = measures[index]
            cell = f"{code}/{1 if printed.years_are_rows else number}.{measure['klucz']}"
            note = values.note(row.row, value.mark, printed.footnotes)
            values.record(year, cell, _cell_name(row, measure, len(measures)), value, measure["jednostka"], note)
            notes.append(note)
    return notes


def _measures(printed: PrintedTable, values: ProgrammeValues) -> list[dict[str, Any]]:
    found = proportions(printed)
    names = [heading.name for heading in printed.measures]
    if len(set(names)) < len(names):
        values.remarks.doubt(printed.top, " | ".join(names), "kilka miar tabeli ma ten sam nagłówek albo żadnego")
    measures: list[dict[str, Any]] = []
    for index, heading in enumerate(printed.measures):
        if heading.name:
            unit = values.unit(printed.top, *filter(None, [heading.name, heading.group]))
        else:
            values.remarks.doubt(printed.top, f"„{_UNNAMED}”", f"{index + 1}. miara tabeli nie ma własnego nagłówka")
            unit = values.common_unit(printed.top, list(dict.fromkeys(row.name for row in printed.rows)))
        cells = [value for row in printed.rows for (place, _), value in row.values.items() if place == index]
        measure = {"klucz": _KEYS[index], "nazwa": heading.name or _UNNAMED, "jednostka": unit}
        measure["rodzaj"] = str(_kind(unit, cells))
        if heading.group:
            measure["grupa"] = heading.group
        if measure["rodzaj"] == Kind.PERCENTAGE:
            measure |= _inputs(printed, heading.name, found.get(index, []), values.remarks)
        measures.append(measure)
    return measures


def _inputs(printed: PrintedTable, name: str, fitting: list[Proportion], remarks: Remarks) -> dict[str, str]:
    if len(fitting) == 1:
        return {"licznik": _KEYS[fitting[0].numerator], "mianownik": _KEYS[fitting[0].denominator]}
    pairs = ", ".join(f"{_KEYS[pair.numerator]}/{_KEYS[pair.denominator]}" for pair in fitting)
    why = (
        f"procent wynika z więcej niż jednej pary miar ({pairs})"
        if pairs
        else "procent nie wynika z innych miar tabeli"
    )
    remarks.doubt(printed.top, name, why)
    return {}


def _kind(unit: str, cells: list[PrintedValue]) -> Kind:
    if unit == "%":
        return Kind.PERCENTAGE
    if unit.endswith("zł"):
        return Kind.AMOUNT
    has_fractions = any(value.number is not None and value.number % 1 for value in cells)
    return Kind.DECIMAL if has_fractions else Kind.COUNT


def _row(
    number: int, printed: PrintedRow, part: tuple[str, int] | None, measures: list[dict[str, Any]], remarks: Remarks
) -> dict[str, Any]:
    row: dict[str, Any] = {"nr": str(number)}
    row |= {key: text for key, text in (("lp", printed.lp), ("nazwa", printed.name)) if text}
    if part:
        row[part[0]] = str(part[1])
    if printed.band:
        row["grupa"] = printed.band
    worded = sorted({index for (index, _), value in printed.values.items() if value.has_words})
    if worded:
        plain = {
            index for (index, _), value in printed.values.items() if value.number is not None and not value.has_words
        }
        if plain.intersection(worded):
            why = "przy liczbie stoją słowa, ale tylko w części lat"
            remarks.doubt(printed.row, f"rodzaj „{Kind.COUNT_WITH_BREAKDOWN}”", why)
        row["rodzaje"] = {measures[index]["klucz"]: str(Kind.COUNT_WITH_BREAKDOWN) for index in worded}
    return row


def _cell_name(row: PrintedRow, measure: dict[str, Any], count: int) -> str:
    group = f"{measure['nazwa']} ({measure['grupa']})" if "grupa" in measure else str(measure["nazwa"])
    if not row.name:
        return group
    name = f"{row.band}: {row.name}" if row.band else row.name
    return name if count == 1 else f"{name} – {group}"
