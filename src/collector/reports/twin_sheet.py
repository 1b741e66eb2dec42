"""A sheet for everyone, also for who has it read aloud: a table with one heading row and one value in every cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeAlias

from xlsxwriter.utility import quote_sheetname

from collector.layout.heights import row_height
from collector.reports.list_sheet import DARK
from collector.reports.number_formats import format_of
from collector.spreadsheet import Sheet, SpreadsheetError, Workbook

NOTES_SHEET: Final = "Przypisy"
# Excel's numbers of the papers; of more columns, in characters, nobody could read the letters on A4.
_A4, _A3 = 9, 8
_WIDEST_ON_A4: Final = 200.0
_LEADS_TO_NOTE: Final = "Pokaż treść przypisu"


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a cell of its own, shown with `decimals` of them, or with those that it has."""

    number: Decimal
    decimals: int | None = None

    @property
    def number_format(self) -> str:
        """The Excel format that shows it."""
        return format_of(self.number if self.decimals is None else self.number.quantize(Decimal(10) ** -self.decimals))


@dataclass(frozen=True, slots=True)
class NoteNumber:
    """The number of a note; its cell leads to it."""

    number: int


@dataclass(frozen=True, slots=True)
class Leading:
    """A short text of ours, such as an id, that leads to a cell of the workbook."""

    text: str
    target: str


# An int is a year or an ordinal: it is not grouped.
Cell: TypeAlias = str | int | Number | NoteNumber | Leading | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TwinTable:
    """A table of a sheet: its name among the tables of the workbook, its headings with their widths, its rows."""

    sheet: str
    name: str
    columns: Sequence[tuple[str, float]]
    rows: Sequence[Sequence[Cell]]


class Notes:
    """The notes of all tables, numbered as they come."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}

    def number(self, about: str, text: str) -> NoteNumber | None:
        """The number of a note, the same for the same; None where there is no text."""
        if not text:
            return None
        return NoteNumber(self._numbers.setdefault((about, text), len(self._numbers) + 1))

    def table(self) -> TwinTable:
        """All notes: number, what each is about, its text."""
        rows: list[Sequence[Cell]] = [(number, about, text) for (about, text), number in self._numbers.items()]
        columns = (("Nr przypisu", 12.0), ("Czego dotyczy", 60.0), ("Treść przypisu", 80.0))
        return TwinTable(
            sheet=NOTES_SHEET,
            name="Przypisy",
            columns=columns,
            rows=rows or [("–", "–", "W raporcie nie ma przypisów.")],
        )


def write_twin(book: Workbook, table: TwinTable) -> Sheet:
    """Write the table as an Excel table, which programs read aloud with its headings."""
    sheet = book.sheet(table.sheet)
    headings = _different([heading for heading, _ in table.columns])
    title = book.style(bold=True, text_wrap=True, border=1, **DARK)
    last = len(table.columns) - 1
    options = {
        "name": table.name,
        "style": None,
        "columns": [{"header": heading, "header_format": title} for heading in headings],
    }
    if sheet.worksheet.add_table(0, 0, len(table.rows), last, options):
        raise SpreadsheetError(f"xlsxwriter refused the table {table.name}")
    widths = [width for _, width in table.columns]
    for position, width in enumerate(widths):
        sheet.worksheet.set_column(position, position, width)
    # The button of the filter takes a corner of its heading.
    sheet.worksheet.set_row(0, row_height((text, max(w - 3, 1)) for text, w in zip(headings, widths, strict=True)))
    for number, row in enumerate(table.rows, 1):
        for position, cell in enumerate(row):
            _write(book, sheet, number, position, cell)
        texts = [(cell, width) for cell, width in zip(row, widths, strict=True) if isinstance(cell, str)]
        sheet.worksheet.set_row(number, row_height(texts, 16.0))
    sheet.worksheet.freeze_panes(1, 0)
    sheet.worksheet.repeat_rows(0)
    sheet.worksheet.set_paper(_A3 if sum(widths) > _WIDEST_ON_A4 else _A4)
    sheet.worksheet.set_landscape()
    sheet.worksheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.worksheet.fit_to_pages(1, 0)
    sheet.worksheet.set_footer("&C&8Strona &P z &N")
    return sheet


def _write(book: Workbook, sheet: Sheet, row: int, position: int, cell: Cell) -> None:
    match cell:
        case Number():
            style = book.style(border=1, align="right", num_format=cell.number_format)
            sheet.number(row, position, float(cell.number), style)
        case int():
            sheet.number(row, position, cell, book.style(border=1, align="right", num_format="0"))
        case Leading(text=text, target=target) if target:
            style = book.style(border=1, font_color="#0563C1", underline=1)
            sheet.link(row, position, target, text, style)
        case Leading(text=text):
            sheet.text(row, position, text, book.style(border=1))
        case NoteNumber():
            sheet.leads(row, position, f"{quote_sheetname(NOTES_SHEET)}!A{cell.number + 1}", _LEADS_TO_NOTE)
            style = book.style(border=1, align="right", font_color="#0563C1", underline=1)
            sheet.number(row, position, cell.number, style)
        case _:
            sheet.text(row, position, cell or "", book.style(border=1, text_wrap=True))


def _different(headings: Sequence[str]) -> list[str]:
    """The headings as an Excel table wants them: none twice, whatever their capitals, and none empty."""
    found: list[str] = []
    taken: set[str] = set()
    for heading in headings:
        number, name = 1, heading.strip() or "Kolumna"
        while name.casefold() in taken:
            number += 1
            name = f"{heading.strip() or 'Kolumna'} ({number})"
        taken.add(name.casefold())
        found.append(name)
    return found
