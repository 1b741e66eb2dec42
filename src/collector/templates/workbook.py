"""The workbook of one executor for one year: instruction, table, sign-off, lists and identity."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from xlsxwriter.utility import xl_col_to_name

from collector.catalogue.differing import Change
from collector.domain.consolidation import History
from collector.domain.programme import Executor, Programme
from collector.layout.form import (
    DATA,
    IDENTITY_SHEET,
    LIST_SHEET,
    MISSING_WORDS,
    SIGN_OFF_FIELDS,
    SIGN_OFF_SHEET,
    TABLES,
    form_sheets,
)
from collector.layout.identity import Identity, issue_identity, text_digest
from collector.spreadsheet import Workbook, new_workbook
from collector.templates.instruction import write_instruction
from collector.templates.page import print_on_a4, protect
from collector.templates.register import choices_name, write_register
from collector.templates.rows import DataSheet, ListNames
from collector.templates.statistics import write_statistics
from collector.templates.table import write_table
from collector.templates.validations import TASK_LIST, sign_off_validation


def write_template(
    programme: Programme,
    executor: Executor,
    year: int,
    history: History,
    path: Path,
    deadline: date | None = None,
    changes: Sequence[Change] = (),
) -> Identity:
    """Write the form that `executor` fills in for `year` and returns by `deadline`, with the values of `history`.

    `changes` are what it asks otherwise than last year.
    """
    identity = issue_identity(programme, executor, year)
    title = f"Formularz {identity.form_id}"
    with new_workbook(path, title=title, description=identity.line, author="collector") as book:
        book.book.set_custom_property("collector.form_id", identity.form_id)
        book.book.set_custom_property("collector.programme", identity.programme)
        write_instruction(book, programme, executor, year, identity, deadline, changes)
        sheets = [
            DataSheet(book, layout, programme, executor, year, identity, _list_names(programme))
            for layout in form_sheets(programme, executor, year)
        ]
        for sheet in sheets:
            _fill(sheet, programme, executor, history)
        _write_sign_off(book, identity)
        _write_lists(book, programme)
        _write_identity(book, identity)
        sheets[0].sheet.worksheet.activate()
    return identity


def _fill(sheet: DataSheet, programme: Programme, executor: Executor, history: History) -> None:
    if sheet.layout is DATA:
        write_table(sheet, programme, executor, history)
    elif sheet.layout is TABLES:
        write_statistics(sheet, programme, executor, history)
    elif programme.register is not None:
        write_register(sheet, programme, executor, programme.register)


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
    for column, (name, words) in enumerate(_lists(programme)):
        sheet.text(0, column, name)
        for row, word in enumerate(words, 1):
            sheet.text(row, column, word)
        letter = xl_col_to_name(column)
        book.name(name, f"{LIST_SHEET}!${letter}$2:${letter}${len(words) + 1}")
    protect(sheet)
    sheet.worksheet.hide()


def _lists(programme: Programme) -> Iterator[tuple[str, Sequence[str]]]:
    """The drop-down lists by their defined names."""
    names = _list_names(programme)
    yield names.missing, MISSING_WORDS
    for scale, name in names.scales.items():
        yield name, scale
    tasks = [task for task in programme.tasks if task.choices]
    if tasks:
        yield TASK_LIST, [task.code for task in tasks]
    for task in tasks:
        yield choices_name(task), [choice.name for choice in task.choices]


def _write_identity(book: Workbook, identity: Identity) -> None:
    sheet = book.sheet(IDENTITY_SHEET)
    digests = (
        text_digest(text, is_listed=name == LIST_SHEET)
        for name, written in book.sheets.items()
        for text in written.texts
    )
    known = replace(identity, texts=frozenset(digests))
    for row, (key, value) in enumerate(known.rows()):
        sheet.text(row, 0, key)
        sheet.text(row, 1, value)
    protect(sheet)
    sheet.worksheet.hide()
