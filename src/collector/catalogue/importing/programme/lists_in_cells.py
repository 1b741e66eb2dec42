"""Tables of indicators whose cells are kept apart: every cell by the heading of its column."""

import re
from collections.abc import Sequence

from collector.catalogue.importing.document import Row
from collector.catalogue.importing.programme.assembled_rows import footnote
from collector.catalogue.importing.programme.list_columns import ListColumns, joined_headings, read_columns
from collector.catalogue.importing.programme.printed_indicators import IndicatorList, PrintedIndicator
from collector.catalogue.importing.programme.printed_values import PrintedValue, read_printed
from collector.catalogue.importing.remarks import Remarks


def read_cells(
    top: Sequence[Row], rows: Sequence[Row], found: IndicatorList, *, first: int, width: int, remarks: Remarks
) -> None:
    """Put the indicators in `rows` under the headings `top` into `found`."""
    _take_columns(top, found, remarks)
    between: list[Row] = []
    index = 0
    while index < len(rows):
        row = rows[index]
        if row.text.startswith("*"):
            note, index = footnote(rows, index, width, remarks)
            found.footnotes.append(note)
            continue
        index += 1
        if len(row.cells) == 1:
            between.append(row)
            continue
        for other in between:
            remarks.lost(other, "tekst stoi między wierszami tabeli wskaźników")
        between = []
        if row.numbers_columns:
            continue
        if indicator := _indicator(row, found, remarks):
            found.add(indicator, first, remarks)
    found.below = between


def _take_columns(top: Sequence[Row], found: IndicatorList, remarks: Remarks) -> None:
    """Tell the columns apart by their headings."""
    columns = read_columns(joined_headings(top))
    base, goal = columns.get("bazowa"), columns.get("cel")
    found.columns = columns
    found.base_year = (base.year or None) if base else None
    found.goal_heading = goal.heading if goal else ""
    for column in columns.all:
        if not column.key:
            remarks.doubt(top[0], f"pominięto kolumnę „{column.heading}”", "nie wiadomo, co oznacza ten nagłówek")
    if base and not base.year:
        remarks.doubt(top[0], f"pominięto wartości z kolumny „{base.heading}”", "w nagłówku nie ma roku bazowego")
    if columns.is_unsure_base and base:
        why = "może to być wartość z ubiegłego roku, a nie bazowa"
        remarks.doubt(top[0], f"„{base.heading}” jako wartość bazowa", why)
    for row in top[1:]:
        if len(row.cells) == 1:
            remarks.lost(row, "wiersz między nagłówkami a pierwszym wskaźnikiem")


def _indicator(row: Row, found: IndicatorList, remarks: Remarks) -> PrintedIndicator | None:
    columns = found.columns or ListColumns(all=())
    number = re.fullmatch(r"(\d+)\.?", columns.cell(row.cells, "lp"))
    name = columns.cell(row.cells, "wskaznik")
    if number is None or not name:
        remarks.lost(row, "wiersz tabeli wskaźników bez numeru albo bez nazwy: może być dalszym ciągiem powyższego")
        return None
    known = {column.place for column in columns.all}
    for place, cell in enumerate(row.cells):
        if cell and place not in known:
            remarks.lost(row, f"nie wiadomo, do której kolumny należy „{cell}”")
    return PrintedIndicator(
        row=row,
        number=int(number[1]),
        name=name,
        target=columns.cell(row.cells, "cel"),
        base=_base(row, columns.cell(row.cells, "bazowa"), found, remarks),
        value=columns.cell(row.cells, "wartosc"),
        previous=columns.cell(row.cells, "poprzednia"),
        unit=columns.cell(row.cells, "jednostka"),
        note=columns.cell(row.cells, "uwagi"),
    )


def _base(row: Row, cell: str, found: IndicatorList, remarks: Remarks) -> PrintedValue | None:
    if found.base_year is None:
        return None
    value = read_printed(cell) if cell else None
    if value is None:
        remarks.lost(row, f"wartość bazowa „{cell}” nie jest jednoznaczną liczbą")
    return value
