"""The workbook of one executor for one year: instruction, table, sign-off, lists and identity."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from xlsxwriter.utility import xl_col_to_name

from collector.domain.consolidation import PastValue
from collector.domain.programme import Executor, Programme
from collector.layout.form import (
    IDENTITY_SHEET,
    LIST_SHEET,
    MISSING_WORDS,
    SIGN_OFF_FIELDS,
    SIGN_OFF_SHEET,
)
from collector.layout.identity import Identity, issue_identity
from collector.spreadsheet import Workbook, new_workbook
from collector.templates.instruction import write_instruction
from collector.templates.page import print_on_a4, protect
from collector.templates.table import ListNames, write_table
from collector.templates.validations import sign_off_validation


def write_template(
    programme: Programme,
    executor: Executor,
    year: int,
    history: Mapping[str, PastValue],
    path: Path,
    deadline: date | None = None,
) -> Identity:
    """Write the form that `executor` fills in for `year` and returns by `deadline`.

    `history` holds the last known values by indicator id.
    """
    identity = issue_identity(programme, executor, year)
    title = f"Formularz {identity.form_id}"
    with new_workbook(path, title=title, description=identity.line, author="collector") as book:
        book.book.set_custom_property("collector.form_id", identity.form_id)
        book.book.set_custom_property("collector.programme", identity.programme)
        write_instruction(book, programme, executor, year, identity, deadline)
        data = write_table(book, programme, executor, year, history, identity, _list_names(programme))
        _write_sign_off(book, identity)
        _write_lists(book, programme)
        _write_identity(book, identity)
        data.worksheet.activate()
    return identity


def _scales(programme: Programme) -> tuple[tuple[str, ...], ...]:
    return tuple(dict.fromkeys(indicator.scale for indicator in programme.indicators if indicator.scale))


def _list_names(programme: Programme) -> ListNames:
    return ListNames(
        missing="lista_brak",
        scales={scale: f"lista_skala_{number}" for number, scale in enumerate(_scales(programme), 1)},
    )


def _write_sign_off(book: Workbook, identity: Identity) -> None:
    sheet = book.sheet(SIGN_OFF_SHEET)
    label = book.style(bold=True, border=1, text_wrap=True, bg_color="#E8EEF4")
    entry = book.style(border=1, text_wrap=True, bg_color="#FFFBE6", locked=False, num_format="@")
    hint = book.style(italic=True, font_color="#595959", text_wrap=True)
    sheet.text(0, 0, "Metryczka", book.style(bold=True, font_size=14))
    sheet.text(1, 0, identity.line, book.style(font_color="#595959"))
    for row, field in enumerate(SIGN_OFF_FIELDS, 3):
        sheet.text(row, 0, field.label, label)
        sheet.text(row, 1, "", entry)
        sheet.text(row, 2, field.hint, hint)
        sheet.validation(row, 1, sign_off_validation(field))
    sheet.worksheet.set_column(0, 0, 24)
    sheet.worksheet.set_column(1, 1, 42)
    sheet.worksheet.set_column(2, 2, 52)
    print_on_a4(sheet, identity)
    protect(sheet)


def _write_lists(book: Workbook, programme: Programme) -> None:
    # Drop-downs take their words from cells: a list inside a validation ends at 255 characters and splits at commas.
    sheet = book.sheet(LIST_SHEET)
    names = _list_names(programme)
    for column, (name, words) in enumerate(
        [(names.missing, MISSING_WORDS), *((n, s) for s, n in names.scales.items())]
    ):
        sheet.text(0, column, name)
        for row, word in enumerate(words, 1):
            sheet.text(row, column, word)
        letter = xl_col_to_name(column)
        book.name(name, f"{LIST_SHEET}!${letter}$2:${letter}${len(words) + 1}")
    protect(sheet)
    sheet.worksheet.hide()


def _write_identity(book: Workbook, identity: Identity) -> None:
    sheet = book.sheet(IDENTITY_SHEET)
    for row, (key, value) in enumerate(identity.rows()):
        sheet.text(row, 0, key)
        sheet.text(row, 1, value)
    protect(sheet)
    sheet.worksheet.hide()
