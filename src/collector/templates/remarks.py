"""The sheets that only a form which is given back has: what to correct, in front, and what stood outside its fields."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from xlsxwriter.utility import xl_rowcol_to_cell

from collector.domain.submission import LeftCell
from collector.layout.filled import FormCell
from collector.layout.form import OUTSIDE_SHEET, REMARK, REMARKS_SHEET, SIGN_OFF_FIELDS, SIGN_OFF_SHEET
from collector.layout.heights import LINE, row_height, text_height
from collector.layout.identity import Identity
from collector.spreadsheet import Sheet, Workbook
from collector.templates.given_back import FormCopy, Remark, cut, outside_cell
from collector.templates.page import print_on_a4, protect
from collector.templates.rows import REMARKED

# Where the cells of the workbook are: sheet, row and column, both from 0.
Places = Mapping[FormCell, tuple[str, int, int]]

_COLUMNS: Final = (
    ("Lp.", 4.0), ("Gdzie", 26.0), ("W przysłanym pliku", 12.0), ("Wiersz", 28.0), ("Co jest nie tak", 38.0),
    ("Wpisano", 17.0), ("Oczekiwano", 17.0), ("Co zrobić", 40.0), ("Waga", 12.0), ("Reguła", 7.0),
)  # fmt: skip
_WIDTHS: Final = tuple(width for _, width in _COLUMNS)
_WIDTH: Final = sum(_WIDTHS)
_TITLE: Final = f"{REMARKS_SHEET} – co poprawić w formularzu"
_KNOWN: Final = "Do wiadomości (nic nie trzeba robić)"
_OUTSIDE_COLUMNS: Final = (("Lp.", 5.0), ("Arkusz", 20.0), ("Komórka", 10.0), ("Treść", 100.0))
_OUTSIDE_WIDTHS: Final = tuple(width for _, width in _OUTSIDE_COLUMNS)
_ABOUT_OUTSIDE: Final = (
    "Te wpisy były w przysłanym pliku w miejscach, z których nie przejmuje się danych. Jeżeli któryś jest potrzebny, "
    "przepisz go do właściwego żółtego pola; z tego arkusza niczego się nie odczytuje."
)
_LONGEST: Final = 600
_LONGEST_ENTRY: Final = 300
# A number of a form in these sheets would make the file another form; with another dash it looks the same.
_FORM_NUMBER: Final = re.compile(r"-(?=[0-9a-f]{6}(?![\w-]))")
_DASH: Final = "\u2011"
_SIGN_OFF_LABELS: Final = {field.attribute: field.label for field in SIGN_OFF_FIELDS}


def write_remarks(book: Workbook, sheet: Sheet, copy: FormCopy, identity: Identity, places: Places) -> None:
    """Fill the front sheet of a form that is given back."""
    plain, bold = book.style(text_wrap=True), book.style(bold=True, text_wrap=True)
    sheet.text(0, 0, _TITLE, book.style(bold=True, font_size=14))
    row = 1
    for text in map(_without_form_numbers, copy.introduction):
        sheet.merged(row, 0, row, len(_COLUMNS) - 1, text, bold if row == 1 else plain)
        sheet.worksheet.set_row(row, text_height(text, _WIDTH))
        row += 1
    sheet.text(row, 0, identity.line, book.style(font_color="#595959"))
    row += 2
    if copy.remarks:
        row = _write_lines(book, sheet, row, copy.remarks, places)
    if copy.known:
        sheet.text(row + 1, 0, _KNOWN, book.style(bold=True, font_size=12))
        row += 2
        cell = book.style(text_wrap=True, border=1)
        for number, text in enumerate(copy.known, 1):
            shown = cut(_without_form_numbers(text), _LONGEST)
            sheet.text(row, 0, f"{number}.", cell)
            sheet.merged(row, 1, row, len(_COLUMNS) - 1, shown, cell)
            sheet.worksheet.set_row(row, row_height([(shown, _WIDTH - _WIDTHS[0])]))
            row += 1
    for column, width in enumerate(_WIDTHS):
        sheet.worksheet.set_column(column, column, width)
    sheet.worksheet.print_area(0, 0, row - 1, len(_COLUMNS) - 1)
    print_on_a4(sheet, identity)
    protect(sheet)
    sheet.worksheet.activate()
    sheet.worksheet.set_first_sheet()


def _write_lines(book: Workbook, sheet: Sheet, top: int, remarks: Sequence[Remark], places: Places) -> int:
    _write_headings(book, sheet, top, _COLUMNS)
    sheet.worksheet.repeat_rows(top)
    cell = book.style(text_wrap=True, border=1)
    link = book.style(text_wrap=True, border=1, underline=1, font_color="#0B4F9E")
    blocking = book.style(text_wrap=True, border=1, bold=True, bg_color=REMARKED)
    row = top + 1
    for number, remark in enumerate(remarks, 1):
        at = next((cell for cell in remark.cells if cell in places), None)
        texts = [
            f"{number}.", _where(at), remark.sent, remark.row, remark.problem, cut(remark.found, _LONGEST_ENTRY),
            cut(remark.expected, _LONGEST_ENTRY), remark.fix, remark.weight, remark.code,
        ]  # fmt: skip
        texts = [cut(_without_form_numbers(text), _LONGEST) for text in texts]
        for column, text in enumerate(texts):
            if column == 1 and at is not None:
                name, *target = places[at]
                sheet.link(row, column, f"'{name}'!{xl_rowcol_to_cell(*target)}", text, link)
            else:
                is_blocking = column == len(texts) - 2 and remark.is_blocking
                sheet.text(row, column, text, blocking if is_blocking else cell)
        sheet.worksheet.set_row(row, row_height(zip(texts, _WIDTHS, strict=True)))
        row += 1
    return row


def _write_headings(book: Workbook, sheet: Sheet, row: int, columns: Sequence[tuple[str, float]]) -> None:
    heading = book.style(bold=True, text_wrap=True, border=1, bg_color="#1F4E79", font_color="#FFFFFF")
    for column, (text, _) in enumerate(columns):
        sheet.text(row, column, text, heading)
    sheet.worksheet.set_row(row, row_height(columns))


def _where(cell: FormCell | None) -> str:
    """The words of the link to a cell: short, for some programs show links on one line."""
    if cell is None:
        return "cały plik"
    match cell.sheet:
        case sheet if sheet == OUTSIDE_SHEET:
            return f"{sheet}, lp. {int(cell.row_id) + 1}"
        case sheet if sheet == SIGN_OFF_SHEET:
            return f"{sheet}, {_SIGN_OFF_LABELS[cell.row_id]}"
        case sheet:
            return f"{sheet}, wiersz {cell.row_id}"


def write_outside(book: Workbook, left: Sequence[LeftCell], identity: Identity, copy: FormCopy) -> Places:
    """Write the sheet of what stood outside the fields of the form; returns where its lines are."""
    sheet = book.sheet(OUTSIDE_SHEET)
    sheet.text(0, 0, OUTSIDE_SHEET, book.style(bold=True, font_size=14))
    sheet.merged(1, 0, 1, len(_OUTSIDE_COLUMNS) - 1, _ABOUT_OUTSIDE, book.style(text_wrap=True))
    sheet.worksheet.set_row(1, text_height(_ABOUT_OUTSIDE, sum(_OUTSIDE_WIDTHS)) + LINE)
    _write_headings(book, sheet, 3, _OUTSIDE_COLUMNS)
    cell = book.style(text_wrap=True, border=1, num_format="@")
    marked = book.style(text_wrap=True, border=1, num_format="@", bg_color=REMARKED)
    places = {}
    for number, one in enumerate(left):
        row, mark = number + 4, outside_cell(number)
        texts = (f"{number + 1}.", one.sheet, one.cell, _without_form_numbers(one.text))
        for column, text in enumerate(texts):
            sheet.text(row, column, text, marked if copy.message(mark) else cell)
        sheet.worksheet.set_row(row, row_height(zip(texts, _OUTSIDE_WIDTHS, strict=True)))
        places[mark] = OUTSIDE_SHEET, row, len(_OUTSIDE_COLUMNS) - 1
    for column, width in enumerate(_OUTSIDE_WIDTHS):
        sheet.worksheet.set_column(column, column, width)
    sheet.worksheet.repeat_rows(3)
    print_on_a4(sheet, identity)
    protect(sheet)
    return places


def write_beside_sign_off(book: Workbook, sheet: Sheet, row: int, column: int, text: str) -> None:
    """Write the remark about a line of the sheet “Metryczka” beside it."""
    style = book.style(text_wrap=True, border=1, bold=True, bg_color=REMARKED)
    sheet.text(row, column, _without_form_numbers(f"{REMARK.heading}: {text}"), style)


def _without_form_numbers(text: str) -> str:
    return _FORM_NUMBER.sub(_DASH, text)
