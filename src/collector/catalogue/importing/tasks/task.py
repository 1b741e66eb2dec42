"""A task as its rows are read one after another: a page may have ended in the middle of any of them."""

import re
from dataclasses import dataclass, field
from typing import Final

from collector.catalogue.importing.codes import as_code
from collector.catalogue.importing.document import Row
from collector.catalogue.importing.remarks import Remarks
from collector.catalogue.importing.tasks.columns import Column
from collector.values.reading import read_missing
from collector.values.text import one_line

_SENTENCE_END: Final = (".", "!", "?", ")")
_BARE_NUMBER: Final = re.compile(r"[\d\s.,]+\**")
_NEW_NAME: Final = re.compile(r"(?:liczba|ilość|kwota|suma|wysokość|odsetek|procent|średni\w+)\b", re.IGNORECASE)
# „; - wykłady” or „5 292 507 zł” in the column of names.
_NO_NAME: Final = re.compile(r"[-\u2013\u2022\d]|[^;]*;", re.DOTALL)
_LONGEST_NAME: Final = 250
_NUMBERS: Final = frozenset({"kod", "wartosc", "poprzednia", "uwagi"})
_CELLS: Final = frozenset({"kod", "zadanie", "wskaznik", "wartosc", "uwagi"})


@dataclass(slots=True, kw_only=True)
class ReadIndicator:
    """What the table says of one indicator; `further` are its cells in other columns of indicators (unit, past)."""

    row: Row
    name: str
    value: str
    note: str = ""
    further: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A text in a column of the city's own, and whether a page began right above it."""

    row: Row
    text: str
    begins_page: bool


@dataclass(slots=True, kw_only=True)
class ReadTask:
    """A task with what stands beside its code and below it."""

    row: Row
    code: str
    title: str = ""
    place: tuple[str, ...] = ()
    pieces: dict[str, list[Piece]] = field(default_factory=dict)
    indicators: list[ReadIndicator] = field(default_factory=list)
    shares_note: bool = False


@dataclass(slots=True, kw_only=True)
class TaskRows:
    """Gives every cell of a row to the task it belongs to."""

    columns: tuple[Column, ...]
    remarks: Remarks
    task: ReadTask

    def take(self, row: Row, *, begins_page: bool) -> None:
        """Take a row of the task: its first one, the next indicator, or what a page cut off."""
        cells = self._cells(row)
        self._suspect(row, cells)
        is_first = row is self.task.row
        self._take_title(row, cells.get("zadanie", ""), begins_page=begins_page or is_first)
        for column in self.columns:
            if column.is_own and cells[column.key]:
                piece = Piece(row=row, text=one_line(cells[column.key]), begins_page=begins_page)
                self.task.pieces.setdefault(column.key, []).append(piece)
        name, value = one_line(cells["wskaznik"]), cells["wartosc"]
        if is_first or not self.task.indicators or (name and value):
            self._take_indicator(row, cells, begins_page=begins_page and not is_first)
        elif self._continues_indicator(row, name, value, begins_page=begins_page):
            self._take_note_below(row, cells.get("uwagi", ""), begins_page=begins_page)
        else:
            self._take_indicator(row, cells, begins_page=begins_page)

    def _cells(self, row: Row) -> dict[str, str]:
        """The cells by the keys of their columns."""
        padded = (*row.cells, *[""] * len(self.columns))
        if any(padded[len(self.columns) : len(row.cells)]):
            self.remarks.doubt(
                row, "odczytano tylko tyle komórek, ile jest kolumn", "wiersz ma więcej komórek niż kolumn"
            )
        return {column.key: cell for column, cell in zip(self.columns, padded, strict=False)}

    def _suspect(self, row: Row, cells: dict[str, str]) -> None:
        """Cells in a wrong column: a number or a list where a name belongs, a name where a value belongs."""
        words = {key: cell for key, cell in cells.items() if key not in _NUMBERS and cell}
        is_moved = (
            any(_BARE_NUMBER.fullmatch(cell) or (key == "zadanie" and as_code(cell)) for key, cell in words.items())
            or _NO_NAME.match(cells["wskaznik"])
            or len(cells["wskaznik"]) > _LONGEST_NAME
            or _NEW_NAME.match(cells["wartosc"])
            or read_missing(cells["wskaznik"])
        )
        if is_moved:
            self.remarks.doubt(row, f"wiersz zadania {self.task.code}", "komórki mogły się przesunąć o kolumnę")

    def _take_title(self, row: Row, title: str, *, begins_page: bool) -> None:
        title = one_line(title)
        if not title or title == self.task.title:
            return
        if not begins_page or (self.task.title and title[0].isupper()):
            self.remarks.doubt(
                row, f"dalszy ciąg nazwy zadania {self.task.code}", "nazwa zadania stoi w dwóch wierszach"
            )
        self.task.title = one_line(f"{self.task.title} {title}")

    def _take_indicator(self, row: Row, cells: dict[str, str], *, begins_page: bool) -> None:
        name, value, note = one_line(cells["wskaznik"]), cells["wartosc"], cells.get("uwagi", "")
        further = {
            column.key: cells[column.key]
            for column in self.columns
            if not column.is_own and column.key not in _CELLS and cells[column.key]
        }
        if not (name or value or note or further):
            return
        number = len(self.task.indicators) + 1
        if number > 1 and name[:1].islower():
            self.remarks.doubt(
                row,
                f"nowy wskaźnik {self.task.code}/{number}",
                "nazwa zaczyna się małą literą: może jest dalszym ciągiem",
            )
        if begins_page and note and self._is_cut_off(note):
            self._note_above(row, note)
            note = ""
        self.task.indicators.append(ReadIndicator(row=row, name=name, value=value, note=note, further=further))

    def _continues_indicator(self, row: Row, name: str, value: str, *, begins_page: bool) -> bool:
        """Join a row that lacks a name or a value to the indicator above; False if it is a new indicator."""
        last = self.task.indicators[-1]
        id_ = f"{self.task.code}/{len(self.task.indicators)}"
        if name and (_NEW_NAME.match(name) or (name[0].isupper() and not begins_page)):
            return False
        if name:
            last.name = one_line(f"{last.name} {name}")
            if not begins_page or name[0].isupper():
                self.remarks.doubt(row, f"dalszy ciąg nazwy wskaźnika {id_}", "nazwa stoi w dwóch wierszach")
        if value:
            if not begins_page:
                self.remarks.doubt(row, f"dalszy ciąg wartości wskaźnika {id_}", "wartość stoi w dwóch wierszach")
            elif _BARE_NUMBER.fullmatch(last.value) or not last.value:
                self.remarks.doubt(row, f"wartość wskaźnika {id_}", "strona kończy się w środku wartości")
            last.value = f"{last.value} {value}".strip()
        return True

    def _take_note_below(self, row: Row, note: str, *, begins_page: bool) -> None:
        """A note beside a continued row: a footnote of its own, or the end of the one above."""
        if not note:
            return
        last = self.task.indicators[-1]
        above = next((indicator for indicator in reversed(self.task.indicators) if indicator.note), None)
        if above is None or (note.startswith("*") and not last.note):
            last.note = note
            if not (begins_page and note.startswith("*")):
                self.remarks.doubt(
                    row, f"uwaga do wskaźnika {self._id(last)}", "uwaga stoi niżej niż wskaźnik, do którego należy"
                )
            return
        if not begins_page or above.note.endswith(_SENTENCE_END):
            self.remarks.doubt(row, f"dalszy ciąg uwagi do {self._id(above)}", "uwaga stoi w dwóch wierszach")
        above.note = f"{above.note} {note}"

    def _is_cut_off(self, note: str) -> bool:
        """Whether a note at the top of a page looks like the end of the one at the bottom of the page before."""
        above = self.task.indicators[-1].note if self.task.indicators else ""
        return bool(above) and not above.endswith(_SENTENCE_END) and note[0].islower()

    def _note_above(self, row: Row, note: str) -> None:
        above = self.task.indicators[-1]
        self.remarks.doubt(
            row,
            f"„{note}” jako dalszy ciąg uwagi do {self._id(above)}",
            "strona kończy się w środku uwagi, a jej koniec stoi obok następnego wskaźnika",
        )
        above.note = f"{above.note} {note}"
        self.task.shares_note = True

    def _id(self, indicator: ReadIndicator) -> str:
        return f"{self.task.code}/{self.task.indicators.index(indicator) + 1}"
