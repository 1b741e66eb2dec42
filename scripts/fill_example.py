"""Fill generated forms with the published answers, as an executor would, and put them where returns belong.

    python scripts/fill_example.py TEMPLATES ANSWERS.csv SUBMISSIONS DATE

ANSWERS has the columns realizator, wskaznik, wartosc, brak, uwagi (indicators and cells of tables) or those of a
register of actions: realizator, id, zadanie, dzialanie, termin, a column for the cost and every source, wskaznik,
wartosc, uwagi, nadrzedne. Everything is typed as text exactly as published; the sign-off holds roles, not people. The
same inputs give the same bytes.
"""

import csv
import io
import sys
from collections import defaultdict
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from collector.catalogue import load_programme
from collector.domain.programme import Programme
from collector.domain.register import ADDED_PREFIX
from collector.files import with_fixed_times, write_bytes
from collector.layout.form import (
    DATA,
    SIGN_OFF_FIELDS,
    SIGN_OFF_SHEET,
    TABLES,
    SheetLayout,
    register_sheet,
)
from collector.workflows.workspace import CATALOGUE_FILE

ROLES = {
    "prepared_by": "pracownik do spraw sprawozdawczości",
    "position": "inspektor",
    "phone": "numer wewnętrzny sekretariatu",
    "approved_by": "kierownik jednostki",
}


def main(templates: Path, answers: Path, submissions: Path, prepared_on: str) -> None:
    """Fill every form of which there are answers."""
    by_executor: dict[str, list[dict[str, str]]] = defaultdict(list)
    with answers.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            by_executor[row["realizator"]].append(row)
    for executor, rows in by_executor.items():
        book = openpyxl.load_workbook(templates / f"{executor}.xlsx")
        if "dzialanie" in rows[0]:
            fill_register(book, rows, load_programme(templates.parents[1] / CATALOGUE_FILE))
        else:
            fill_tables(book, rows)
        fill_sign_off(book[SIGN_OFF_SHEET], prepared_on)
        book.properties.creator = executor
        write_bytes(submissions / f"{executor}.xlsx", saved(book))
        print(f"{executor}: {len(rows)}")


def fill_tables(book: Workbook, rows: list[dict[str, str]]) -> None:
    """Type the answers into the sheets of indicators and of tables."""
    for layout in (DATA, TABLES):
        if layout.sheet in book.sheetnames:
            columns, lines = places(book[layout.sheet], layout)
            for row in rows:
                if row["wskaznik"] in lines:
                    entries = {"value": row["wartosc"], "missing": row["brak"], "note": row["uwagi"]}
                    type_into(book[layout.sheet], lines[row["wskaznik"]], columns, entries)


def fill_register(book: Workbook, rows: list[dict[str, str]], programme: Programme) -> None:
    """Type the rows of the register into their known rows, and the rest into the rows for additions."""
    if programme.register is None:
        raise SystemExit("the programme has no register")
    layout = register_sheet(programme.register)
    sheet = book[layout.sheet]
    columns, lines = places(sheet, layout)
    names = {choice.id: choice.name for choice in programme.choices}
    added = 0
    for row in rows:
        entries = {
            "name": row["dzialanie"], "part_of": row["nadrzedne"], "term": row["termin"],
            "indicator": names.get(row["wskaznik"], ""), "value": row["wartosc"], "note": row["uwagi"],
            **{key: row[key] for key in programme.register.money_keys},
        }  # fmt: skip
        if row["id"] not in lines:
            added += 1
            entries["task"] = row["zadanie"]
        type_into(sheet, lines.get(row["id"]) or lines[f"{ADDED_PREFIX} {added}"], columns, entries)


def places(sheet: Worksheet, layout: SheetLayout) -> tuple[dict[str, int], dict[str, int]]:
    """The column numbers by key and the row numbers by id."""
    columns: dict[str, int] = {}
    lines: dict[str, int] = {}
    for line in sheet.iter_rows():
        for cell in line:
            if isinstance(cell.value, str) and (column := layout.column_headed(cell.value)):
                columns.setdefault(column.key, cell.column)
        if columns and isinstance(line[0].value, str):
            lines[line[0].value] = line[0].row
    return columns, lines


def type_into(sheet: Worksheet, line: int, columns: dict[str, int], entries: dict[str, str]) -> None:
    for key, text in entries.items():
        if text:
            cell = sheet.cell(line, columns[key])
            cell.value = text
            cell.data_type = "s"


def fill_sign_off(sheet: Worksheet, prepared_on: str) -> None:
    entries = {**ROLES, "date": prepared_on}
    labels = {field.label: entries.get(field.attribute, "") for field in SIGN_OFF_FIELDS}
    for line in sheet.iter_rows(max_col=2):
        entry = labels.get(str(line[0].value))
        if entry:
            line[1].value = entry


def saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return with_fixed_times(target.getvalue())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4])
