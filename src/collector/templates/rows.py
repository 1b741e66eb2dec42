"""A sheet of data being written downwards: its head, its bands and its cells to fill in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell

from collector.domain.consolidation import PastValue
from collector.domain.indicator import Indicator, Kind
from collector.domain.programme import Executor, Programme, Question
from collector.domain.thresholds import DEFAULT_THRESHOLDS, Thresholds
from collector.layout.filled import FormCell
from collector.layout.form import REMARK, SheetLayout
from collector.layout.heights import row_height
from collector.layout.identity import Identity
from collector.spreadsheet import Sheet, Workbook
from collector.templates.contents import write_content
from collector.templates.given_back import BLANK, FormCopy
from collector.templates.page import print_on_a4, protect
from collector.templates.validations import (
    Options,
    explanation_validation,
    missing_validation,
    note_validation,
    reason_validation,
    value_validation,
    with_remark,
)
from collector.values.content import shown_content
from collector.values.reading import Unreadable, read_value
from collector.values.writing import plain_number

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
INPUT = {"text_wrap": True, "border": 1, "bg_color": "#FFFBE6", "locked": False, "num_format": "@"}
# Of a cell, and of a text beside it, that some remark is about.
REMARKED = "#FFD7AE"
# Of the cells for an explanation that a surprising value asks for.
_ASKED_FOR = "#F8CBAD"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListNames:
    """The defined names of the drop-down lists."""

    missing: str
    reasons: str
    scales: Mapping[tuple[str, ...], str]


class DataSheet:
    """Writes the rows of one sheet; `next_row` is the next free one, from 0, and `rows` has those of the ids.

    With a `copy` the form is given back: what was typed stands in its cells, and remarks beside them.
    """

    def __init__(
        self, book: Workbook, layout: SheetLayout, programme: Programme, executor: Executor, year: int,
        identity: Identity, lists: ListNames, copy: FormCopy | None = None,
        thresholds: Thresholds = DEFAULT_THRESHOLDS,
    ) -> None:  # fmt: skip
        self.book, self.year, self.identity, self.lists, self.thresholds = book, year, identity, lists, thresholds
        self.layout = layout if copy is None else layout.with_remarks
        self.copy = copy or BLANK
        self.sheet: Sheet = book.sheet(layout.sheet)
        self.next_row = _HEADING_ROW + 1
        self.rows: dict[str, int] = {}
        self._row_id = ""
        self._typed: list[tuple[str, float]] = []
        self._colour: Format | None = None
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
        protect(self.sheet, allows_formats=self.copy is not BLANK)

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
        if key == "id":
            self._row_id = text
            self.rows[text] = self.next_row
        self.sheet.text(self.next_row, self.layout.position[key], text, style or self.locked())

    def entry(
        self, key: str, validation: Options, text: str = "", *, as_words: bool = False, **properties: Any
    ) -> None:
        """A cell of the current row to fill in, with what is already known or what was typed into it.

        With `as_words` a day or a logical value is written in words: by its format each number that is typed over it
        would be one too.
        """
        cell, column = FormCell(self.layout.sheet, self._row_id, key), self.layout.position[key]
        content, message = self.copy.typed(cell, text), self.copy.message(cell)
        if as_words and (isinstance(content, bool) or not isinstance(content, int | float | str | None)):
            content = shown_content(content)
        look = {**INPUT, **properties, **({"bg_color": REMARKED} if message else {})}
        if number_format := self.copy.number_format(cell):
            look["num_format"] = number_format
        if text:
            self.sheet.texts.add(text)
        write_content(self.book, self.sheet, self.next_row, column, content, look)
        self.sheet.validation(self.next_row, column, with_remark(validation, message))
        if content != text:
            self._typed.append((shown_content(content), self.layout.column(key).width))

    def inputs(self, asked: Question, past: PastValue | None = None) -> None:
        """The cells that answer `asked`: its value, why there is none, a note, and what is said of a doubtful value.

        The last two are coloured when the value is unusual after the last known one, `past`.
        """
        scale_name = self.lists.scales.get(asked.scale, "") if isinstance(asked, Indicator) else ""
        number_format = _NUMBER_FORMATS.get(asked.kind)
        shown = {"num_format": number_format, "align": "right"} if number_format else {}
        typed = shown_content(self.copy.typed(FormCell(self.layout.sheet, self._row_id, "value"), ""))
        # Words that would be taken for an answer are not made of what was none.
        is_no_answer = isinstance(read_value(typed, asked), Unreadable)
        self.entry("value", value_validation(asked, scale_name), as_words=is_no_answer, **shown)
        self.entry("missing", missing_validation(self.lists.missing))
        self.entry("note", note_validation())
        self.entry("reason", reason_validation(self.lists.reasons))
        self.entry("explanation", explanation_validation())
        if isinstance(asked, Indicator) and past is not None:
            self._ask_to_explain(asked, past)

    def _ask_to_explain(self, asked: Indicator, past: PastValue) -> None:
        """Colour the cells for an explanation while a number stands beside them that needs one."""
        if past.value is None or past.missing or len(asked.executors) > 1 or not asked.kind.is_numeric:
            return
        least, largest = self.thresholds.usual_range(past.value, asked.kind, asked.change_threshold)
        position = self.layout.position
        value = xl_rowcol_to_cell(self.next_row, position["value"], col_abs=True)
        unusual = f"OR({value}<{plain_number(least)},{value}>{plain_number(largest)})"
        # AND would compare a text too; the names and the point are those of the file, whatever a person sees.
        formula = f"=IF(ISNUMBER({value}),{unusual},FALSE)"
        style = self.book.book.add_format({"bg_color": _ASKED_FOR}) if self._colour is None else self._colour
        self._colour = style
        self.sheet.colour_if(self.next_row, position["reason"], position["explanation"], formula, style)

    def end_row(self, texts: Mapping[str, str], least: float = 0.0) -> None:
        """Give the current row the height that `texts` need, at least `least`, and go to the next."""
        if REMARK.key in self.layout.position:
            self._write_remark()
        cells = [*((text, self.layout.column(key).width) for key, text in texts.items()), *self._typed]
        self._typed = []
        self.sheet.worksheet.set_row(self.next_row, row_height(cells or [("", 1.0)], least))
        self.next_row += 1

    def _write_remark(self) -> None:
        text = self.copy.beside(self.layout.sheet, self._row_id)
        self.write(REMARK.key, text, self.locked(bold=True, bg_color=REMARKED) if text else self.locked())
        self._typed.append((text, REMARK.width))
