"""content.xml of an OpenDocument spreadsheet -> the inventory of its cells; repeated cells are counted, not copied."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Final

from collector.submissions.opening.book import GENERAL
from collector.submissions.opening.ods.styles import Styles
from collector.submissions.opening.ods.text import CellText
from collector.submissions.opening.ods.values import Read, read_cell
from collector.submissions.opening.refusal import Refusal, unreadable
from collector.submissions.opening.second_inventory import (
    SHEET_LIMIT,
    TOO_COSTLY,
    Inventory,
    Tally,
    too_many_sheets,
)
from collector.submissions.rules import DAMAGED

_CELLS: Final = frozenset({"table:table-cell", "table:covered-table-cell"})
_LAST_ROW: Final = 1_048_576
_LAST_COLUMN: Final = 16_384
_COUNT: Final = re.compile(r"[1-9]\d{0,8}", re.ASCII)
# LibreOffice keeps copies of the sheets of other files under such names.
_COPY_OF_OTHER_FILE: Final = "'#$"
_VALUES: Final = (
    "office:value-type", "office:value", "office:string-value", "office:date-value", "office:time-value",
    "office:boolean-value", "table:formula",
)  # fmt: skip


@dataclass(slots=True)
class _Cell:
    attributes: dict[str, str]
    column: int
    repeated: int
    text: CellText = field(default_factory=CellText)


@dataclass(slots=True)
class _Row:
    """The row that is being read: its filled cells, and how far calamine would write it out."""

    number: int
    repeated: int
    style: str
    column: int = 1
    cells: list[tuple[int, int, Read]] = field(default_factory=list)
    letters: int = 0
    written: int = 0
    bare: int = 0
    width: int = 0


class Content:
    """Fed with the elements of content.xml; `sheets` are the sheets found, `cost` how many cells calamine allocates."""

    def __init__(self, styles: Styles, tally: Tally) -> None:
        self.sheets: list[Inventory] = []
        self.cost = 0
        self._styles = styles
        self._tally = tally
        self._sheet: Inventory | None = None
        self._row: _Row | None = None
        self._cell: _Cell | None = None
        self._next_row = 1
        self._first_used = self._last_used = self._width = 0
        self._column = 1
        self._columns: list[tuple[int, str]] = []
        self._external = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._cell is not None:
            if name == "table:table":
                raise unreadable()
            self._cell.text.start(name, attributes)
        elif name in _CELLS:
            self._start_cell(attributes)
        elif name == "table:table-row":
            if self._row is not None:
                raise unreadable()
            repeated = _count(attributes, "table:number-rows-repeated")
            self._row = _Row(self._next_row, repeated, attributes.get("table:default-cell-style-name", ""))
        elif name == "table:table-column":
            self._add_columns(attributes)
        elif name == "table:table":
            self._start_sheet(attributes)
        elif name == "table:dde-link":
            self._external += 1
        else:
            self._styles.start(name, attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        if self._cell is not None:
            if name in _CELLS and self._cell.text.is_outside:
                self._end_cell(self._cell)
            else:
                self._cell.text.end()
        elif name == "table:table-row" and self._row is not None:
            if self._sheet is not None:
                self._end_row(self._row, self._sheet)
        elif name == "table:table":
            # What calamine allocates: the box around everything that it takes for filled.
            self.cost += (self._last_used - self._first_used + 1) * self._width
            self._sheet = None
        elif name == "table:dde-link":
            self._external -= 1
        else:
            self._styles.end(name)

    def text(self, data: str) -> None:
        """Text between them."""
        if self._cell is not None:
            self._cell.text.add(data)
        elif self._sheet is None:
            self._styles.text(data)

    def _add_columns(self, attributes: dict[str, str]) -> None:
        if self._column <= _LAST_COLUMN:
            self._columns.append((self._column, attributes.get("table:default-cell-style-name", "")))
        self._column += _count(attributes, "table:number-columns-repeated")

    def _start_sheet(self, attributes: dict[str, str]) -> None:
        title = attributes.get("table:name", "")
        if self._sheet is not None or not (title or self._external):
            raise unreadable()
        if len(self.sheets) >= SHEET_LIMIT:
            raise too_many_sheets()
        if title in {sheet.title for sheet in self.sheets}:
            raise unreadable()
        style = attributes.get("table:style-name", "")
        self._sheet = Inventory(title, self._styles.is_hidden(style), self._styles.footer(style))
        if not self._external and _COPY_OF_OTHER_FILE not in title:
            self.sheets.append(self._sheet)
        self._next_row, self._column, self._columns = 1, 1, []
        self._first_used = self._last_used = self._width = 0

    def _start_cell(self, attributes: dict[str, str]) -> None:
        if self._row is None or self._sheet is None:
            raise unreadable()
        repeated = _count(attributes, "table:number-columns-repeated")
        self._cell = _Cell(attributes, self._row.column, repeated)

    def _end_cell(self, cell: _Cell) -> None:
        self._cell = None
        row = self._row
        if row is None:
            raise unreadable()
        row.column += cell.repeated
        if any(key in cell.attributes for key in _VALUES):
            row.written, row.bare = row.written + row.bare + cell.repeated, 0
            row.width = row.column - 1
        else:
            # calamine writes out empty cells as soon as another cell follows them.
            row.written, row.bare = row.written + row.bare, cell.repeated
        self._list_merged(row, cell)
        read = read_cell(cell.attributes, cell.text.shown, self._number_format(row, cell))
        row.letters += max(cell.text.letters, len(cell.attributes.get("office:string-value", ""))) * cell.repeated
        if read is None:
            self._note_misread(row, cell)
            return
        if row.number + row.repeated - 1 > _LAST_ROW or row.column - 1 > _LAST_COLUMN:
            raise Refusal(DAMAGED, "są w nim komórki poza arkuszem")
        if not cell.text.is_plain and isinstance(read.content, str):
            read = read._replace(unsure=True)
        row.letters += len(read.facts.formula) * cell.repeated
        row.cells.append((cell.column, cell.repeated, read))

    def _note_misread(self, row: _Row, cell: _Cell) -> None:
        """Keep in mind an empty cell in which calamine will see the text of its comment or drawing."""
        if cell.text.is_plain or self._sheet is None:
            return
        if cell.repeated == row.repeated == 1:
            self._sheet.unsure.add((row.number, cell.column))
        else:
            self.cost += TOO_COSTLY

    def _list_merged(self, row: _Row, cell: _Cell) -> None:
        down = _count(cell.attributes, "table:number-rows-spanned")
        across = _count(cell.attributes, "table:number-columns-spanned")
        if self._sheet is None or (down == 1 and across == 1):
            return
        last = min(row.number + down - 1, _LAST_ROW), min(cell.column + across - 1, _LAST_COLUMN)
        self._sheet.merge(row.number, cell.column, *last)

    def _number_format(self, row: _Row, cell: _Cell) -> str:
        if "office:value" not in cell.attributes:
            return GENERAL
        style = cell.attributes.get("table:style-name") or row.style
        if not style:
            following = bisect_right(self._columns, cell.column, key=itemgetter(0))
            style = self._columns[following - 1][1] if following else ""
        return self._styles.number_format(style)

    def _end_row(self, row: _Row, sheet: Inventory) -> None:
        self._row = None
        self._next_row += row.repeated
        self.cost += row.written
        if row.width:
            self._first_used = self._first_used or row.number
            self._last_used, self._width = self._next_row - 1, max(self._width, row.width)
        self._tally.add(sum(repeated for _, repeated, _ in row.cells) * row.repeated, row.letters * row.repeated)
        if not row.cells:
            return
        for number in range(row.number, row.number + row.repeated):
            for first, repeated, read in row.cells:
                for column in range(first, first + repeated):
                    sheet.put(number, column, read.content, read.facts, unsure=read.unsure)


def _count(attributes: dict[str, str], name: str) -> int:
    stated = attributes.get(name, "1")
    if not _COUNT.fullmatch(stated):
        raise unreadable()
    return int(stated)
