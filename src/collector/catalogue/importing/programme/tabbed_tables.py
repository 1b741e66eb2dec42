"""Statistical tables whose cells are kept apart: headings spread over columns, years under every heading."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from collector.catalogue.importing.document import Row
from collector.catalogue.importing.programme.assembled_rows import footnote
from collector.catalogue.importing.programme.printed_tables import (
    NUMBERED,
    YEAR,
    PrintedMeasure,
    PrintedRow,
    PrintedTable,
    repeated_years,
)
from collector.catalogue.importing.programme.printed_values import PrintedValue, is_dash, read_printed
from collector.catalogue.importing.remarks import Remarks
from collector.values.text import one_line, same

_NUMBER: Final = re.compile(r"\d+\.")
RULE: Final = re.compile(r"[\s|:+=_-]*-{3,}[\s|:+=_-]*")


def is_rule(row: Row) -> bool:
    """Whether `row` only draws a line."""
    return bool(RULE.fullmatch(row.text))


def read_tabbed(rows: Sequence[Row], width: int, remarks: Remarks) -> list[PrintedTable]:
    """The tables of `rows`, still without titles."""
    reader = _Reader(remarks)
    index = 0
    while index < len(rows):
        row = rows[index]
        if row.text.startswith("*"):
            note, index = footnote(rows, index, width, remarks)
            reader.footnote(note)
            continue
        following = rows[index + 1] if index + 1 < len(rows) else None
        if not is_rule(row):
            reader.take(row, following)
        index += 1
    return reader.finish()


@dataclass(slots=True)
class _Reader:
    remarks: Remarks
    tables: list[PrintedTable] = field(default_factory=list)
    columns: dict[int, tuple[int, int]] = field(default_factory=dict)
    top: list[Row] = field(default_factory=list)
    last_top: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)
    band: str = ""
    is_interrupted: bool = False

    def footnote(self, note: str) -> None:
        (self.tables[-1].footnotes if self.tables and not self.top else self.notes).append(note)

    def take(self, row: Row, following: Row | None) -> None:
        filled = [column for column, cell in enumerate(row.cells) if cell]
        if len(filled) == 1 and not self.top and len(row.cells) == 1:
            self._prose(row, following)
        elif self._is_top_of_years(row, filled):
            self._begin([*self.top, row])
        elif self.tables and not self.top and self._is_data(row):
            self._data(row)
        elif self.top and len(filled) > 1 and YEAR.fullmatch(row.cells[0]) and any(self.top[-1].cells[1:]):
            self._begin_with_years_as_rows(row)
        else:
            self.top.append(row)

    def finish(self) -> list[PrintedTable]:
        for row in self.top:
            self.remarks.lost(row, "wiersz wygląda na nagłówek tabeli, pod którym nie ma wiersza z latami")
        return self.tables

    def _prose(self, row: Row, following: Row | None) -> None:
        if self.tables and following is not None and len(following.cells) > 1 and self._is_data(following):
            self.band = one_line(row.text)
            self.remarks.doubt(row, "nagłówek grupy wierszy poniżej", "tekst stoi między wierszami tabeli")
        else:
            self.is_interrupted = True

    @staticmethod
    def _is_top_of_years(row: Row, filled: list[int]) -> bool:
        first = next((column for column in filled if YEAR.fullmatch(row.cells[column])), None)
        return first is not None and bool(repeated_years([row.cells[column] for column in filled if column >= first]))

    def _begin(self, top: list[Row]) -> None:
        texts = tuple(same(cell) for row in top for cell in row.cells if cell)
        self.top = []
        if texts == self.last_top:
            return
        self.last_top = texts
        year_row = top[-1]
        first = next(column for column, cell in enumerate(year_row.cells) if YEAR.fullmatch(cell))
        columns = [column for column, cell in enumerate(year_row.cells) if column >= first and cell]
        years = repeated_years([year_row.cells[column] for column in columns])
        starts = columns[:: len(years)]
        before = [_heading(top, column) for column in range(first)]
        if not all(before):
            self.remarks.doubt(top[0], " | ".join(before), "kolumna przed liczbami nie ma nagłówka")
        self.columns = {
            column: (index // len(years), int(year_row.cells[column])) for index, column in enumerate(columns)
        }
        self._open(
            PrintedTable(
                top=top[0],
                heading="|".join(filter(None, before)),
                measures=_measures(top, starts, first),
                years=years,
            )
        )

    def _begin_with_years_as_rows(self, row: Row) -> None:
        top, self.top = self.top, []
        headings = [(column, cell) for column, cell in enumerate(top[-1].cells) if column and cell]
        self.columns = {column: (index, 0) for index, (column, _) in enumerate(headings)}
        measures = tuple(PrintedMeasure(name=one_line(cell)) for _, cell in headings)
        self._open(PrintedTable(top=top[0], heading=top[-1].cells[0], measures=measures, years_are_rows=True))
        if not top[-1].cells[0]:
            self.remarks.doubt(top[-1], "kolumna lat bez nagłówka", "pierwsza komórka nagłówka jest pusta")
        for extra in top[:-1]:
            self.remarks.lost(extra, "nie wiadomo, do których kolumn należy ten nagłówek")
        self._data(row)

    def _open(self, table: PrintedTable) -> None:
        table.footnotes.extend(self.notes)
        self.notes, self.band, self.is_interrupted = [], "", False
        self.tables.append(table)

    def _is_data(self, row: Row) -> bool:
        cells = [row.cells[column] for column in self.columns if column < len(row.cells)]
        is_empty = bool(_NUMBER.fullmatch(row.cells[0])) and not any(cells)
        return is_empty or any(is_dash(cell) or read_printed(cell) for cell in cells if cell)

    def _data(self, row: Row) -> None:
        table = self.tables[-1]
        if self.is_interrupted:
            self.is_interrupted = False
            self.remarks.doubt(row, "dalszy wiersz tabeli powyżej", "między wierszami tabeli stoi zwykły tekst")
        year = 0
        if table.years_are_rows:
            if not YEAR.fullmatch(row.cells[0]):
                self.remarks.lost(row, "wiersz tabeli nie zaczyna się od roku")
                return
            year = int(row.cells[0])
            table.years = (*table.years, year)
        values: dict[tuple[int, int], PrintedValue] = {}
        for column, (measure, of_year) in self.columns.items():
            if value := self._value(row, column):
                values[measure, of_year or year] = value
        self._doubt_blanks(row)
        for column, cell in enumerate(row.cells):
            if cell and column > min(self.columns) and column not in self.columns:
                self.remarks.lost(row, f"nie wiadomo, do której kolumny należy „{cell}”")
        lp, name = ("", "") if table.years_are_rows else self._label(row)
        if not name and not table.years_are_rows and min(self.columns):
            self.remarks.doubt(row, "wiersz bez nazwy", "komórka z nazwą wiersza jest pusta")
        table.rows.append(PrintedRow(row=row, lp=lp, name=name, band=self.band, values=values))

    def _value(self, row: Row, column: int) -> PrintedValue | None:
        cell = row.cells[column] if column < len(row.cells) else ""
        value = read_printed(cell) if cell else None
        if cell and value is None and not is_dash(cell):
            self.remarks.lost(row, f"„{cell}” nie jest jednoznaczną liczbą")
        return value

    def _doubt_blanks(self, row: Row) -> None:
        """Cells without a value: one doubt a row."""
        dashes = [column for column in self.columns if column < len(row.cells) and is_dash(row.cells[column])]
        if dashes:
            numbers = ", ".join(f"{column + 1}." for column in dashes)
            why = f"kreska nie mówi, czy danych nie ma, czy jest ich zero; komórki wiersza: {numbers}"
            self.remarks.doubt(row, "brak wartości", why)
        blanks = [column for column in self.columns if column >= len(row.cells) or not row.cells[column]]
        if len(blanks) == 1:
            self.remarks.doubt(row, "brak wartości", f"{blanks[0] + 1}. komórka wiersza jest pusta")
        elif blanks:
            numbers = ", ".join(f"{column + 1}." for column in blanks)
            self.remarks.doubt(row, "brak wartości", f"komórki wiersza są puste: {numbers}")

    def _label(self, row: Row) -> tuple[str, str]:
        before = [one_line(cell) for cell in row.cells[: min(self.columns)]]
        if len(before) > 2:
            self.remarks.doubt(row, " ".join(filter(None, before)), "nazwa wiersza stoi w więcej niż jednej kolumnie")
        if len(before) > 1:
            return before[0], " ".join(filter(None, before[1:]))
        name = before[0] if before else ""
        match = NUMBERED.fullmatch(name)
        return (match["lp"], match["name"]) if match else ("", name)


def _heading(top: Sequence[Row], column: int) -> str:
    return " ".join(one_line(row.cells[column]) for row in top if column < len(row.cells) and row.cells[column])


def _measures(top: Sequence[Row], starts: Sequence[int], first: int) -> tuple[PrintedMeasure, ...]:
    """The headings over the first year of every measure; one that covers several measures is their group."""
    names = [""] * len(starts)
    groups = [""] * len(starts)
    for row in top[:-1]:
        over = [_covering(row, start, first) for start in starts]
        is_shared = len(starts) > 1 and len({place for place, _ in over}) < len(starts)
        target = groups if is_shared else names
        for index, (_, text) in enumerate(over):
            target[index] = f"{target[index]} {text}".strip()
    if not any(names):
        names, groups = groups, names
    return tuple(PrintedMeasure(name=name, group=group) for name, group in zip(names, groups, strict=True))


def _covering(row: Row, start: int, first: int) -> tuple[int, str]:
    """The last filled cell at or before `start`, with its place; what a merged cell repeats is one place."""
    place, text = -1, ""
    for column in range(first, min(start + 1, len(row.cells))):
        if row.cells[column] and one_line(row.cells[column]) != text:
            place, text = column, one_line(row.cells[column])
    return place, text
