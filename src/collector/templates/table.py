"""The sheet “Dane”: a row for every indicator and every input of its own that the executor reports."""

from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter.format import Format

from collector.domain.consolidation import PastValue
from collector.domain.programme import Component, Executor, Indicator, Kind, Programme, Section
from collector.layout.form import COLUMNS, DATA_SHEET, POSITION
from collector.layout.heights import row_height
from collector.layout.identity import Identity
from collector.spreadsheet import Sheet, Workbook
from collector.templates.page import print_on_a4, protect
from collector.templates.validations import missing_validation, note_validation, value_validation
from collector.values.writing import polish_number, with_gap

_HEADING_ROW = 4
_ROOM_FOR_WORDS = 72.0
# No percent format and no locale prefix: both change what a typed number becomes.
_NUMBER_FORMATS = {
    Kind.COUNT: "#,##0",
    Kind.AMOUNT: "#,##0.0##",
    Kind.DECIMAL: "#,##0.0###",
    Kind.PERCENTAGE: "#,##0.0###",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListNames:
    """The defined names of the drop-down lists."""

    missing: str
    scales: Mapping[tuple[str, ...], str]


def write_table(
    book: Workbook,
    programme: Programme,
    executor: Executor,
    year: int,
    history: Mapping[str, PastValue],
    identity: Identity,
    lists: ListNames,
) -> Sheet:
    """Write the sheet and return it."""
    sheet = book.sheet(DATA_SHEET)
    sheet.text(0, 0, programme.title, book.style(bold=True, font_size=13))
    sheet.text(1, 0, f"{executor.id} – {executor.name}: dane za {year} r.", book.style(bold=True, font_size=11))
    sheet.text(2, 0, identity.line, book.style(font_color="#595959"))
    heading = book.style(
        bold=True, text_wrap=True, border=1, bg_color="#1F4E79", font_color="#FFFFFF", valign="vcenter", align="center"
    )
    for position, column in enumerate(COLUMNS):
        sheet.text(_HEADING_ROW, position, column.titled(year), heading)
        sheet.worksheet.set_column(position, position, column.width)
    sheet.worksheet.set_row(_HEADING_ROW, 32)
    rows = _Rows(book, sheet, history, lists, _HEADING_ROW + 1)
    ancestors = _ancestors(programme)
    shown: list[Section] = []
    for task, indicators in programme.asked_of(executor):
        for level, band in enumerate(ancestors[task.code]):
            if band not in shown[level : level + 1]:
                shown[level:] = [band]
                rows.band(programme.report.bands[level].format(kod=band.code, tytul=band.title))
        rows.task(task, indicators)
    sheet.worksheet.freeze_panes(_HEADING_ROW + 1, POSITION["unit"])
    sheet.worksheet.repeat_rows(_HEADING_ROW)
    sheet.worksheet.print_area(0, 0, rows.next_row - 1, len(COLUMNS) - 1)
    print_on_a4(sheet, identity)
    protect(sheet)
    return sheet


def _ancestors(programme: Programme) -> dict[str, tuple[Section, ...]]:
    found: dict[str, tuple[Section, ...]] = {}

    def visit(section: Section, above: tuple[Section, ...]) -> None:
        found[section.code] = above
        for child in section.children:
            visit(child, (*above, section))

    for top in programme.sections:
        visit(top, ())
    return found


class _Rows:
    """Writes the table downwards."""

    def __init__(
        self, book: Workbook, sheet: Sheet, history: Mapping[str, PastValue], lists: ListNames, first_row: int
    ) -> None:
        self.book, self.sheet, self.history, self.lists, self.next_row = book, sheet, history, lists, first_row

    def band(self, text: str) -> None:
        """A heading of the tree, over the width of the table but not merged: merged cells block sorting."""
        style = self.book.style(bold=True, bg_color="#DCE6F1", top=1, bottom=1)
        self.sheet.text(self.next_row, 0, text, style)
        for column in range(1, len(COLUMNS)):
            self.sheet.text(self.next_row, column, "", style)
        self.next_row += 1

    def task(self, task: Section, indicators: tuple[Indicator, ...]) -> None:
        """The rows of a task; its code and title stand in the first one."""
        for number, indicator in enumerate(indicators):
            self._asked(indicator, task if number == 0 else None)
            for component in indicator.components:
                self._asked(component, None)

    def _asked(self, asked: Indicator | Component, task: Section | None) -> None:
        top = {"top": 1} if task else {}
        locked = self.book.style(text_wrap=True, border=1, border_color="#A6A6A6")
        heading = self.book.style(text_wrap=True, left=1, right=1, left_color="#A6A6A6", right_color="#A6A6A6", **top)
        indent = {"indent": 1} if isinstance(asked, Component) else {}
        name_style = self.book.style(text_wrap=True, border=1, border_color="#A6A6A6", **indent)
        self._write("id", asked.id, locked)
        self._write("code", task.code if task else "", heading)
        self._write("task", task.title if task else "", heading)
        self._write("name", asked.label, name_style)
        self._write("unit", asked.unit.label, locked)
        self._write_history(asked)
        self._write_inputs(asked)
        past = self.history.get(asked.id)
        texts = {
            "task": task.title if task else "",
            "name": asked.label,
            "unit": asked.unit.label,
            "previous": _past_words(asked, past) if past else "",
        }
        least = 0.0 if asked.kind.is_numeric else _ROOM_FOR_WORDS
        height = row_height(((text, COLUMNS[POSITION[key]].width) for key, text in texts.items()), least)
        self.sheet.worksheet.set_row(self.next_row, height)
        self.next_row += 1

    def _write(self, key: str, text: str, style: Format) -> None:
        self.sheet.text(self.next_row, POSITION[key], text, style)

    def _write_history(self, asked: Indicator | Component) -> None:
        style = self.book.style(text_wrap=True, border=1, border_color="#A6A6A6", align="right", font_color="#404040")
        past = self.history.get(asked.id)
        text = _past_words(asked, past) if past else ""
        self._write("previous", text, style)
        self._write("previous_year", str(past.year) if past and text else "", style)

    def _write_inputs(self, asked: Indicator | Component) -> None:
        entry = {"text_wrap": True, "border": 1, "bg_color": "#FFFBE6", "locked": False}
        number_format = _NUMBER_FORMATS.get(asked.kind)
        if number_format:
            style = self.book.style(**entry, num_format=number_format, align="right")
        else:
            style = self.book.style(**entry, num_format="@")
        scale_name = self.lists.scales.get(asked.scale, "") if isinstance(asked, Indicator) else ""
        text_style = self.book.style(**entry, num_format="@")
        for key, cell_style, validation in (
            ("value", style, value_validation(asked, scale_name)),
            ("missing", text_style, missing_validation(self.lists.missing)),
            ("note", text_style, note_validation()),
        ):
            self.sheet.text(self.next_row, POSITION[key], "", cell_style)
            self.sheet.validation(self.next_row, POSITION[key], validation)


def _past_words(asked: Indicator | Component, past: PastValue) -> str:
    if past.value is not None:
        is_shared = isinstance(asked, Indicator) and len(asked.executors) > 1
        shown = polish_number(past.value)
        return f"{shown} (łącznie)" if is_shared and not past.missing else with_gap(shown, past.missing)
    return with_gap(f"{past.text[:200]}…" if len(past.text) > 200 else past.text, past.missing)
