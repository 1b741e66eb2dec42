"""A document -> its table of tasks: bands, tasks with their indicators, and what stands above and below the table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from collector.catalogue.importing.codes import as_code, follows, parent_code
from collector.catalogue.importing.document import Document, Row
from collector.catalogue.importing.remarks import Remarks
from collector.catalogue.importing.tasks.bands import Band, read_band
from collector.catalogue.importing.tasks.columns import Column, read_headings
from collector.catalogue.importing.tasks.task import ReadTask, TaskRows
from collector.values.text import one_line

_PAGE_NUMBER: Final = re.compile(r"(?:(?:strona|str\.)\s*)?\d{1,3}(?:\s*(?:z|/)\s*\d{1,3})?", re.IGNORECASE)

_NO_ROW: Final = Row(line=1, cells=())


@dataclass(slots=True, kw_only=True)
class ReadTable:
    """All that was read; `heading` is the row of the first headings, `levels` the words of the bands from the top."""

    columns: tuple[Column, ...] = ()
    heading: Row = _NO_ROW
    levels: list[str] = field(default_factory=list)
    bands: dict[str, Band] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    tasks: list[ReadTask] = field(default_factory=list)
    above: list[Row] = field(default_factory=list)
    below: list[Row] = field(default_factory=list)


def has_tasks(rows: Sequence[Row]) -> bool:
    """Whether the headings of a table of tasks with indicators stand in `rows`."""
    return any(read_headings(row.cells) for row in rows)


def read_table(document: Document, remarks: Remarks) -> ReadTable | None:
    """The table of tasks with indicators in `document`, if it has one."""
    if not has_tasks(document.rows):
        return None
    reader = _TableReader(remarks, _page_starts(document.rows) if document.is_paged else frozenset())
    for row in document.rows:
        reader.take(row)
    reader.table.below = reader.loose
    return reader.table if reader.table.tasks else None


def _page_starts(rows: tuple[Row, ...]) -> frozenset[int]:
    """The lines above which lines were empty; nothing if that is so everywhere and therefore says nothing."""
    starts = [row.line for above, row in pairwise(rows) if row.line > above.line + 1]
    return frozenset(starts) if len(starts) * 2 < len(rows) else frozenset()


class _TableReader:
    """Tells the rows of a table apart: bands, headings, tasks, and lines that belong to none of them."""

    def __init__(self, remarks: Remarks, page_starts: frozenset[int]) -> None:
        self.table = ReadTable()
        self.loose: list[Row] = []
        self._remarks = remarks
        self._page_starts = page_starts
        self._columns: tuple[Column, ...] = ()
        self._place: tuple[str, ...] = ()
        self._rows: TaskRows | None = None

    def take(self, row: Row) -> None:
        """Take the next row of the document."""
        is_alone = sum(bool(cell) for cell in row.cells) == 1
        if columns := read_headings(row.cells):
            self._take_headings(row, columns)
        elif is_alone and (band := read_band(row.line, row.text)):
            self._take_band(row, band)
        elif not self._columns:
            self.table.above.append(row)
        elif is_alone and row.cells[0] and not as_code(row.cells[0]):
            self.loose.append(row)
        elif row.numbers_columns:
            return
        else:
            self._take_task_row(row)

    def _take_headings(self, row: Row, columns: tuple[Column, ...]) -> None:
        # Of a running head over the table and the headings of its first part, the second are those it is printed with.
        if not self.table.tasks:
            self.table.columns, self.table.heading = columns, row
        elif [column.key for column in columns] != [column.key for column in self.table.columns]:
            self._remarks.doubt(row, "nagłówki następnej części tabeli", "kolumny są tu inne niż na początku tabeli")
        self._columns, self._rows = columns, None
        self._forget_loose()

    def _take_band(self, row: Row, band: Band) -> None:
        known = self.table.bands.get(band.code)
        if known and self._has_tasks(band.code):
            self._remarks.doubt(
                row, f"powtórzony nagłówek {band.code}", "ten sam kod miał już zadania wyżej" + _changed(known, band)
            )
        if band.level not in self.table.levels:
            self.table.levels.append(band.level)
        depth = self.table.levels.index(band.level)
        if len(self._place) < depth:
            self._remarks.doubt(row, f"{band.level} {band.code}", "brakuje nagłówka wyższego poziomu")
        self._place = (*self._place[:depth], band.code)
        above = self._place[-2] if len(self._place) > 1 else ""
        if parent_code(band.code) and above and parent_code(band.code) != above:
            self._remarks.doubt(
                row, f"{band.level} {band.code} w części {above}", "kod nie pasuje do kodu części nad nim"
            )
        self.table.bands[band.code] = known if known and self._has_tasks(band.code) else band
        self.table.parents[band.code] = above
        self._rows = None
        self._forget_loose()

    def _has_tasks(self, code: str) -> bool:
        return any(code in task.place for task in self.table.tasks)

    def _take_task_row(self, row: Row) -> None:
        cells = {column.key: cell for column, cell in zip(self._columns, row.cells, strict=False)}
        code = self._new_code(row, cells)
        if code:
            self._open_task(row, code)
        if self._rows is None:
            self._remarks.lost(row, "nad tym wierszem nie ma zadania, do którego mógłby należeć")
            return
        self._rows.columns = self._columns
        self._rows.take(row, begins_page=row.line in self._page_starts)
        self._forget_loose()

    def _new_code(self, row: Row, cells: dict[str, str]) -> str:
        """The code of the task that the row opens; empty if it belongs to the task above."""
        typed = one_line(cells.get("kod", ""))
        code = as_code(typed)
        if code and self._rows and code == self._rows.task.code:
            if cells.get("zadanie") and one_line(cells["zadanie"]) != self._rows.task.title:
                self._remarks.doubt(row, f"dalszy ciąg zadania {code}", "kod zadania powtarza się")
            return ""
        if code or (not typed and "kod" in cells) or not (typed or cells.get("zadanie")):
            return code
        guessed = self._next_code()
        why = f"nie można odczytać kodu „{typed}”" if typed else "zadanie nie ma kodu"
        self._remarks.doubt(row, f"zadanie {guessed}", why)
        return guessed

    def _next_code(self) -> str:
        place = self._place[-1] if self._place else ""
        number = sum(task.place == self._place for task in self.table.tasks) + 1
        return f"{place}.{number}" if place else str(number)

    def _open_task(self, row: Row, code: str) -> None:
        before = self.table.tasks[-1].code if self.table.tasks else ""
        above = self._place[-1] if self._place else ""
        if any(task.code == code for task in self.table.tasks):
            free = f"{code}-{sum(task.code.partition('-')[0] == code for task in self.table.tasks) + 1}"
            self._remarks.doubt(row, f"zadanie {free}", f"kod {code} ma już inne zadanie")
            code = free
        elif parent_code(code) and above and parent_code(code) != above:
            self._remarks.doubt(
                row, f"zadanie {code} w części {above}", "kod zadania nie pasuje do kodu części nad nim"
            )
        elif not follows(code, before):
            self._remarks.doubt(row, f"zadanie {code}", f"kod nie następuje po {before or 'początku tabeli'}")
        if len(self._place) < len(self.table.levels):
            self._remarks.doubt(row, f"zadanie {code}", "nad zadaniem brakuje nagłówka części, do której należy")
        task = ReadTask(row=row, code=code, place=self._place)
        self.table.tasks.append(task)
        self._rows = TaskRows(columns=self._columns, remarks=self._remarks, task=task)

    def _forget_loose(self) -> None:
        """Lines inside the table that belong to nothing; page numbers say nothing."""
        for row in self.loose:
            if not _PAGE_NUMBER.fullmatch(row.text):
                self._remarks.lost(row, "wiersz w środku tabeli nie jest nagłówkiem części ani zadaniem")
        self.loose = []


def _changed(known: Band, band: Band) -> str:
    return "" if known.title == band.title else f" i inny tytuł („{known.title}”)"
