"""Fill generated forms with the published answers, as an executor would, and put them where returns belong.

    python scripts/fill_example.py TEMPLATES ANSWERS.csv SUBMISSIONS DATE

ANSWERS has the columns realizator, wskaznik, wartosc, brak, uwagi. Everything is typed as text exactly as published;
the sign-off holds roles, not people. The same inputs give the same bytes.
"""

import csv
import io
import sys
from collections import defaultdict
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from collector.files import with_fixed_times, write_bytes
from collector.layout.form import DATA_SHEET, SIGN_OFF_FIELDS, SIGN_OFF_SHEET, column_headed

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
        fill_table(book[DATA_SHEET], rows)
        fill_sign_off(book[SIGN_OFF_SHEET], prepared_on)
        book.properties.creator = executor
        write_bytes(submissions / f"{executor}.xlsx", saved(book))
        print(f"{executor}: {len(rows)}")


def fill_table(sheet: Worksheet, rows: list[dict[str, str]]) -> None:
    columns: dict[str, int] = {}
    lines: dict[str, int] = {}
    for line in sheet.iter_rows():
        for cell in line:
            if isinstance(cell.value, str) and (column := column_headed(cell.value)):
                columns[column.key] = cell.column
        if columns and isinstance(line[0].value, str):
            lines[line[0].value] = line[0].row
    for row in rows:
        for key, field in (("value", "wartosc"), ("missing", "brak"), ("note", "uwagi")):
            if row[field]:
                cell = sheet.cell(lines[row["wskaznik"]], columns[key])
                cell.value = row[field]
                cell.data_type = "s"


def fill_sign_off(sheet: Worksheet, prepared_on: str) -> None:
    entries = {**ROLES, "date": prepared_on}
    labels = {field.label: entries[field.attribute] for field in SIGN_OFF_FIELDS}
    for line in sheet.iter_rows(max_col=2):
        entry = labels.get(str(line[0].value))
        if entry:
            line[1].value = entry


def saved(book: openpyxl.Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return with_fixed_times(target.getvalue())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4])
