"""A sheet of data being written downwards: its head, its bands and its cells to fill in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xlsxwriter.format import Format

from collector.domain.indicator import Indicator, Kind
from collector.domain.programme import Executor, Programme, Question
from collector.layout.form import SheetLayout
from collector.layout.heights import row_height
from collector.layout.identity import Identity
from collector.spreadsheet import Sheet, Workbook
from collector.templates.page import print_on_a4, protect
from collector.templates.validations import Options, missing_validation, note_validation, value_validation

_HEADING_ROW = 4
# No percent format and no locale prefix: both change what a typed number becomes.
_NUMBER_FORMATS = {
    Kind.COUNT: "#,##0",
    Kind.AMOUNT: "#,##0.0##",
    Kind.DECIMAL: "#,##0.0###",
    Kind.PERCENTAGE: "#,##0.0###",
}
# Room for an answer in words.
ROOM_FOR_WORDS = 72.0
_INPUT = {"text_wrap": True, "border": 1, "bg_color": "#FFFBE6", "locked": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListNames:
    """The defined names of the drop-down lists."""

    missing: str
    scales: Mapping[tuple[str, ...], str]


class DataSheet:
    """Writes the rows of one sheet; `next_row` is the next free one, from 0."""

    def __init__(
        self, book: Workbook, layout: SheetLayout, programme: Programme, executor: Executor, year: int,
        identity: Identity, lists: ListNames,
    ) -> None:  # fmt: skip
        self.book, self.layout, self.year, self.identity, self.lists = book, layout, year, identity, lists
        self.sheet: Sheet = book.sheet(layout.sheet)
        self.next_row = _HEADING_ROW + 1
        self._write_head(programme, executor)

    def _write_head(self, programme: Programme, executor: Executor) -> None:
        title = f"{executor.id} – {executor.name}: dane za {self.year} r."
        self.sheet.text(0, 0, programme.title, self.book.style(bold=True, font_size=13))
        self.sheet.text(1, 0, title, self.book.style(bold=True, font_size=11))
        self.sheet.text(2, 0, self.identity.line, self.book.style(font_color="#595959"))
        heading = self.book.style(
            bold=True, text_wrap=True, border=1, bg_color="#1F4E79", font_color="#FFFFFF", valign="vcenter",
            align="center",
        )  # fmt: skip
        for position, column in enumerate(self.layout.columns):
            self.sheet.text(_HEADING_ROW, position, column.titled(self.year), heading)
            self.sheet.worksheet.set_column(position, position, column.width)
        self.sheet.worksheet.set_row(_HEADING_ROW, 32)

    def finish(self, frozen: str) -> None:
        """Freeze the columns before `frozen`, set up the print and lock what is not to be filled in."""
        self.sheet.worksheet.freeze_panes(_HEADING_ROW + 1, self.layout.position[frozen])
        self.sheet.worksheet.repeat_rows(_HEADING_ROW)
        self.sheet.worksheet.print_area(0, 0, self.next_row - 1, len(self.layout.columns) - 1)
        print_on_a4(self.sheet, self.identity)
        protect(self.sheet)

    def band(self, text: str) -> None:
        """A heading over the width of the table but not merged: merged cells block sorting."""
        style = self.book.style(bold=True, bg_color="#DCE6F1", top=1, bottom=1)
        self.sheet.text(self.next_row, 0, text, style)
        for column in range(1, len(self.layout.columns)):
            self.sheet.text(self.next_row, column, "", style)
        self.next_row += 1

    def locked(self, **properties: Any) -> Format:
        """The style of a cell that is not to be filled in."""
        return self.book.style(**{"text_wrap": True, "border": 1, "border_color": "#A6A6A6", **properties})

    def write(self, key: str, text: str, style: Format | None = None) -> None:
        """Write a text into the current row."""
        self.sheet.text(self.next_row, self.layout.position[key], text, style or self.locked())

    def entry(self, key: str, validation: Options, text: str = "", **properties: Any) -> None:
        """A cell of the current row to fill in, with what is already known."""
        style = self.book.style(**{**_INPUT, "num_format": "@", **properties})
        self.sheet.text(self.next_row, self.layout.position[key], text, style)
        self.sheet.validation(self.next_row, self.layout.position[key], validation)

    def inputs(self, asked: Question) -> None:
        """The cells that answer `asked`: its value, the reason why there is none, and a note."""
        scale_name = self.lists.scales.get(asked.scale, "") if isinstance(asked, Indicator) else ""
        number_format = _NUMBER_FORMATS.get(asked.kind)
        shown = {"num_format": number_format, "align": "right"} if number_format else {}
        self.entry("value", value_validation(asked, scale_name), **shown)
        self.entry("missing", missing_validation(self.lists.missing))
        self.entry("note", note_validation())

    def end_row(self, texts: Mapping[str, str], least: float = 0.0) -> None:
        """Give the current row the height that `texts` need, at least `least`, and go to the next."""
        cells = [(text, self.layout.column(key).width) for key, text in texts.items()]
        self.sheet.worksheet.set_row(self.next_row, row_height(cells or [("", 1.0)], least))
        self.next_row += 1
