"""The workbook of one executor for one year: instruction, table, sign-off, lists and identity."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from xlsxwriter.utility import xl_col_to_name

from collector.catalogue.differing import Change
from collector.domain.consolidation import History
from collector.domain.programme import Executor, Programme
from collector.domain.thresholds import DEFAULT_THRESHOLDS, Thresholds
from collector.layout.filled import FormCell
from collector.layout.form import (
    CHANGE_REASONS,
    DATA,
    IDENTITY_SHEET,
    LIST_SHEET,
    MISSING_WORDS,
    OUTSIDE_SHEET,
    REMARKS_SHEET,
    SIGN_OFF_FIELDS,
    SIGN_OFF_SHEET,
    TABLES,
    form_sheets,
)
from collector.layout.heights import LINE, row_height
from collector.layout.identity import Identity, issue_identity, text_digest
from collector.spreadsheet import Workbook, new_workbook
from collector.templates.contents import write_content
from collector.templates.given_back import BLANK, FormCopy, sign_off_cell
from collector.templates.instruction import write_instruction
from collector.templates.page import print_on_a4, protect
from collector.templates.register import choices_name, write_register
from collector.templates.remarks import Places, write_beside_sign_off, write_outside, write_remarks
from collector.templates.rows import INPUT, REMARKED, DataSheet, ListNames
from collector.templates.statistics import write_statistics
from collector.templates.table import write_table
from collector.templates.validations import TASK_LIST, sign_off_validation, with_remark
from collector.values.content import shown_content

# Their texts stand only there: the same text beside the fields of a form is an entry.
_SHEETS_OF_LISTS: Final = frozenset({LIST_SHEET, REMARKS_SHEET, OUTSIDE_SHEET})
_SIGN_OFF_WIDTHS: Final = (24.0, 42.0, 52.0, 48.0)


def write_template(
    programme: Programme,
    executor: Executor,
    year: int,
    history: History,
    path: Path,
    deadline: date | None = None,
    changes: Sequence[Change] = (),
    copy: FormCopy | None = None,
    thresholds: Thresholds = DEFAULT_THRESHOLDS,
) -> Identity:
    """Write the form that `executor` fills in for `year` and returns by `deadline`, with the values of `history`.

    `changes` are what it asks otherwise than last year. With a `copy` it is the form that is given back to be
    corrected: filled in, with remarks. `thresholds` say which values need an explanation.
    """
    identity = issue_identity(programme, executor, year)
    title = f"Formularz {identity.form_id}"
    with new_workbook(path, title=title, description=identity.line, author="collector") as book:
        book.book.set_custom_property("collector.form_id", identity.form_id)
        book.book.set_custom_property("collector.programme", identity.programme)
        front = book.sheet(REMARKS_SHEET) if copy else None
        write_instruction(book, programme, executor, year, identity, deadline, changes)
        sheets = [
            DataSheet(book, layout, programme, executor, year, identity, _list_names(programme), copy, thresholds)
            for layout in form_sheets(programme, executor, year)
        ]
        for sheet in sheets:
            _fill(sheet, programme, executor, history)
        places = {**_places(sheets), **_write_sign_off(book, identity, copy or BLANK)}
        if copy and copy.outside:
            places.update(write_outside(book, copy.outside, identity, copy))
        if copy and front:
            write_remarks(book, front, copy, identity, places)
        else:
            sheets[0].sheet.worksheet.activate()
        _write_lists(book, programme)
        _write_identity(book, identity)
    return identity


def _places(sheets: Sequence[DataSheet]) -> Places:
    """Where the cells of the rows are."""
    return {
        FormCell(sheet.layout.sheet, row_id, column.key): (sheet.layout.sheet, row, position)
        for sheet in sheets
        for row_id, row in sheet.rows.items()
        for position, column in enumerate(sheet.layout.columns)
    }


def _fill(sheet: DataSheet, programme: Programme, executor: Executor, history: History) -> None:
    if sheet.layout.sheet == DATA.sheet:
        write_table(sheet, programme, executor, history)
    elif sheet.layout.sheet == TABLES.sheet:
        write_statistics(sheet, programme, executor, history)
    elif programme.register is not None:
        write_register(sheet, programme, executor, programme.register)


def _scales(programme: Programme) -> tuple[tuple[str, ...], ...]:
    return tuple(dict.fromkeys(indicator.scale for indicator in programme.indicators if indicator.scale))


def _list_names(programme: Programme) -> ListNames:
    return ListNames(
        missing="lista_brak",
        reasons="lista_powodow",
        scales={scale: f"lista_skala_{number}" for number, scale in enumerate(_scales(programme), 1)},
    )


def _write_sign_off(book: Workbook, identity: Identity, copy: FormCopy) -> Places:
    sheet = book.sheet(SIGN_OFF_SHEET)
    label = book.style(bold=True, border=1, text_wrap=True, bg_color="#E8EEF4")
    hint = book.style(italic=True, font_color="#595959", text_wrap=True)
    sheet.text(0, 0, "Metryczka", book.style(bold=True, font_size=14))
    sheet.text(1, 0, identity.line, book.style(font_color="#595959"))
    places = {}
    for row, field in enumerate(SIGN_OFF_FIELDS, 3):
        cell = sign_off_cell(field.attribute)
        message, content = copy.message(cell), copy.sign_off.get(field.attribute)
        look = {**INPUT, **({"bg_color": REMARKED} if message else {})}
        sheet.text(row, 0, field.label, label)
        write_content(book, sheet, row, 1, content, look)
        sheet.text(row, 2, field.hint, hint)
        sheet.validation(row, 1, with_remark(sign_off_validation(field), message))
        if message:
            write_beside_sign_off(book, sheet, row, 3, message)
        heights = [(shown_content(content), _SIGN_OFF_WIDTHS[1]), (message, _SIGN_OFF_WIDTHS[3])]
        if any(text for text, _ in heights):
            sheet.worksheet.set_row(row, row_height(heights, least=LINE + 2))
        places[cell] = SIGN_OFF_SHEET, row, 1
    for column, width in enumerate(_SIGN_OFF_WIDTHS[: 4 if copy.remarks else 3]):
        sheet.worksheet.set_column(column, column, width)
    print_on_a4(sheet, identity)
    protect(sheet)
    return places


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
    yield names.reasons, CHANGE_REASONS
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
        text_digest(text, is_listed=name in _SHEETS_OF_LISTS)
        for name, written in book.sheets.items()
        for text in written.texts
    )
    known = replace(identity, texts=frozenset(digests))
    for row, (key, value) in enumerate(known.rows()):
        sheet.text(row, 0, key)
        sheet.text(row, 1, value)
    protect(sheet)
    sheet.worksheet.hide()
