"""Forms that people changed: their numbers, sheets, headings, rows and columns."""

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Literal

import openpyxl
from openpyxl.chartsheet import Chartsheet
from openpyxl.comments import Comment

from collector.layout.form import DATA as LAYOUT
from collector.layout.form import IDENTITY_SHEET, INSTRUCTION_SHEET, LIST_SHEET, SIGN_OFF_SHEET
from collector.layout.identity import issue_identity
from tests.conftest import HEADING_ROW, PROGRAMME_ID, Form

from .defect import ANSWERS, DATA_SHEET, YEAR, Defect, Kit, Make, Spot, is_read, refused
from .packages import DATA_PART, TYPES_PART, changed, with_part, zipped

DATA = DATA_SHEET
FIRST, SECOND, LAST = "E.1.1/1", "E.1.2/1", "E.3.1/1"
WIDTH = len(LAYOUT.columns)
SIGN_OFF_GAPS: Spot = ("K504", SIGN_OFF_SHEET, "")
Change = Callable[[Form], object]


def edited(change: Change) -> Make:
    """The plain return after somebody changed it and saved it."""

    def make(kit: Kit) -> bytes:
        form = kit.form()
        change(form)
        return form.content()

    return make


def resaved(kit: Kit) -> bytes:
    return kit.form().content()


def form(name: str, change: Change, *expected: Spot, **others: object) -> Defect:
    """A form that was changed and can still be read."""
    return is_read(name, edited(change), **{"twin": resaved, "expected": expected} | others)


def refused_form(name: str, change: Change, code: str, says: str, sheet: str = "", **others: object) -> Defect:
    """A form that was changed so that it is refused, with a finding about `sheet`."""
    expected = ((code, sheet, ""),)
    return form(name, change, *expected, says=says, is_refused=True, **others)


def put(cell: str, content: object, sheet: str = DATA) -> Change:
    """Typing into a cell."""

    def change(form: Form) -> None:
        form.book[sheet][cell] = content  # type: ignore[assignment]

    return change


# --- Whose form it is ------------------------------------------------------------------------------------------------


def everywhere(old: str, new: str) -> Make:
    """The plain return in which a word is another one wherever it stands."""

    def make(kit: Kit) -> bytes:
        return zipped({name: part.replace(old.encode(), new.encode()) for name, part in kit.parts().items()})

    return make


def without_number(form: Form, *, keep: str = "") -> None:
    """Remove the number of the form from everywhere but `keep`."""
    for sheet in form.book.worksheets:
        if keep != "footer":
            sheet.oddFooter.left.text = None  # type: ignore[union-attr]
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and "ZMK-2017-" in cell.value and cell.parent.title != keep:
                    cell.value = None
    if keep != "custom":
        del form.book.custom_doc_props["collector.form_id"]  # type: ignore[attr-defined]
    if keep != "core":
        form.book.properties.description = form.book.properties.title = None


def number_only(keep: str) -> Change:
    return lambda form: without_number(form, keep=keep)


def version_1(kit: Kit) -> bytes:
    """A form of the first version: with another number, and without the digests of its texts."""
    executor = kit.programme.executor_by_id["ZMK"]
    now, before = (issue_identity(kit.programme, executor, YEAR, *version) for version in ((), ("1",)))
    old = everywhere(now.form_id, before.form_id)(kit)
    book = openpyxl.load_workbook(io.BytesIO(old))
    identity = book[IDENTITY_SHEET]
    identity["B6"] = "1"
    for row in range(identity.max_row, 0, -1):
        if identity.cell(row, 1).value == "teksty":
            identity.delete_rows(row)
    return Form(book).content()


def other_number(sheet: str, cell: str) -> Change:
    return put(cell, f"Formularz PUP-2017-1f3a9c, program {PROGRAMME_ID}", sheet)


def number_of_another_in_properties(form: Form) -> None:
    form.book.properties.description = f"Formularz PUP-2017-1f3a9c, program {PROGRAMME_ID}"


def workbook_of_something_else(_: Kit) -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Lp.", "Kto", "Telefon"])
    return Form(book).content()


def workbook_of_nothing(_: Kit) -> bytes:
    return Form(openpyxl.Workbook()).content()


def rename(old: str, new: str) -> Change:
    def change(form: Form) -> None:
        form.book[old].title = new

    return change


def drop(*sheets: str) -> Change:
    def change(form: Form) -> None:
        for sheet in sheets:
            del form.book[sheet]

    return change


def state(sheet: str, name: Literal["visible", "hidden", "veryHidden"]) -> Change:
    def change(form: Form) -> None:
        form.book[sheet].sheet_state = name

    return change


IDENTITY: tuple[Defect, ...] = (
    form("number-lost-from-the-data-sheet", put("A3", None)),
    form("number-only-in-the-footer", number_only("footer")),
    form("number-only-on-the-identity-sheet", number_only(IDENTITY_SHEET)),
    form("number-only-on-the-instruction", number_only(INSTRUCTION_SHEET)),
    form("number-only-in-the-own-properties", number_only("custom"), ("T309", "", ""), says="właściwości pliku"),
    form("number-only-in-the-properties", number_only("core"), ("T309", "", ""), says="właściwości pliku"),
    form(
        "number-only-in-the-file-name", without_number, ("T309", "", ""), says="nazwa pliku", file_name="{id} (2).xlsx"
    ),
    refused_form("number-nowhere", without_number, "T304", "nie ma numeru"),
    refused_form(
        "number-of-another-on-the-data-sheet", other_number(DATA, "A3"), "T305", "PUP-2017-1f3a9c (arkusz „Dane”, A3"
    ),
    refused_form(
        "number-of-another-on-the-sign-off",
        other_number(SIGN_OFF_SHEET, "A2"),
        "T305",
        "PUP-2017-1f3a9c (arkusz „Metryczka”, A2",
    ),
    refused_form("number-of-another-in-the-properties", number_of_another_in_properties, "T305", "właściwości pliku"),
    form(
        "number-of-another-in-the-file-name",
        lambda _: None,
        ("T321", "", ""),
        file_name="PUP-2017-1f3a9c.xlsx",
        twin_file_name="PUP 2017.xlsx",
    ),
    refused("workbook-of-something-else", workbook_of_something_else, "T304", "nie ma numeru"),
    refused("workbook-of-nothing", workbook_of_nothing, "T304", "nie ma numeru"),
    refused("form-of-another-programme", everywhere(PROGRAMME_ID, "bialystok-srps-2021-2030"), "T301", "2021-2030"),
    refused("form-of-another-year", everywhere("ZMK-2017-", "ZMK-2016-"), "T302", "2016"),
    refused("form-of-an-unknown-executor", everywhere("ZMK-2017-", "ZGM-2017-"), "T303", "ZGM"),
    refused_form("form-of-a-newer-version", put("B6", "99", IDENTITY_SHEET), "T320", "99"),
    refused_form("form-of-a-version-in-words", put("B6", "druga", IDENTITY_SHEET), "T320", "druga"),
    is_read("form-of-the-first-version", version_1),
    form("identity-sheet-deleted", drop(IDENTITY_SHEET)),
    form("identity-sheet-renamed", rename(IDENTITY_SHEET, "Arkusz5")),
    form("identity-sheet-visible", state(IDENTITY_SHEET, "visible")),
    form("identity-sheet-very-hidden", state(IDENTITY_SHEET, "veryHidden")),
    form(
        "typed-on-the-identity-sheet",
        put("D3", 99, IDENTITY_SHEET),
        ("S211", IDENTITY_SHEET, "D3"),
        left=((IDENTITY_SHEET, "D3"),),
    ),
    form(
        "all-other-sheets-deleted", drop(INSTRUCTION_SHEET, SIGN_OFF_SHEET, LIST_SHEET, IDENTITY_SHEET), SIGN_OFF_GAPS
    ),
)

# --- Sheets ----------------------------------------------------------------------------------------------------------


def copied(title: str, change: Change) -> Change:
    """A copy of the data sheet, after which `change` is done to the first one."""

    def make(form: Form) -> None:
        form.book.copy_worksheet(form.sheet).title = title
        change(form)

    return make


def emptied(form: Form) -> None:
    """The data sheet without answers."""
    for row in range(HEADING_ROW + 1, form.sheet.max_row + 1):
        form.sheet.cell(row, LAYOUT.position["value"] + 1).value = None


def blank_copy(form: Form) -> None:
    copy = form.book.copy_worksheet(form.sheet)
    copy.title = "Dane (2)"
    for row in range(HEADING_ROW + 1, copy.max_row + 1):
        copy.cell(row, LAYOUT.position["value"] + 1).value = None


def into_another_workbook(form: Form) -> None:
    """The data sheet alone, as its cells are pasted into a new workbook."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in form.sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                sheet[cell.coordinate] = cell.value
    form.book = book


def new_sheet(form: Form) -> None:
    sheet = form.book.create_sheet("Notatki")
    sheet["B2"] = "E.1.1/1: sprawdzić z księgowością"
    sheet["B3"] = 13.5


def rename_new(title: str) -> Change:
    """A new sheet of this title, with a note that may command a screen."""

    def change(form: Form) -> None:
        form.book.create_sheet(title)["A1"] = "a\x9b2J\u202eb"

    return change


def chart_sheet(form: Form) -> None:
    from openpyxl.chart import BarChart

    sheet: Chartsheet = form.book.create_chartsheet("Wykres")
    sheet.add_chart(BarChart())


SHEETS: tuple[Defect, ...] = (
    form("data-sheet-renamed", rename(DATA, "Arkusz1")),
    form("data-sheet-named-oddly", rename(DATA, "Ćwiartka 'x' & <b> 😀")),
    form("data-sheet-first", lambda form: form.book.move_sheet(DATA, -1)),
    form("data-sheet-last", lambda form: form.book.move_sheet(DATA, 3)),
    form("data-sheet-hidden", state(DATA, "hidden")),
    form("data-sheet-very-hidden", state(DATA, "veryHidden")),
    form(
        "data-sheet-copied",
        copied("Dane (2)", lambda _: None),
        ("S213", "", ""),
        left=tuple(("Dane (2)", cell) for cell, _ in ANSWERS.values()),
    ),
    form("data-sheet-copied-blank", blank_copy, ("S213", "", "")),
    form(
        "data-sheet-emptied-after-copying",
        copied("Robocze", emptied),
        ("S213", "", ""),
        says="odczytano arkusz „Robocze”",
    ),
    refused_form("data-sheet-copied-and-changed", copied("Dane (2)", put("H8", 13.5)), "S202", "„Dane (2)”"),
    form("data-sheet-in-another-workbook", into_another_workbook, SIGN_OFF_GAPS),
    refused_form("data-sheet-deleted", drop(DATA), "S201", "Nr wskaźnika"),
    form(
        "new-sheet",
        new_sheet,
        ("S211", "Notatki", "B2"),
        says="arkusz „Notatki” (komórki: 2)",
        left=(("Notatki", "B2"), ("Notatki", "B3")),
    ),
    form(
        "new-sheet-that-commands-the-screen",
        rename_new("\u202e\x9b2J"),
        ("S211", "\u202e\x9b2J", "A1"),
        left=(("\u202e\x9b2J", "A1"),),
    ),
    form("sheet-with-a-chart", chart_sheet),
    form(
        "typed-on-the-instruction",
        put("G3", "poprawnie 99", INSTRUCTION_SHEET),
        ("S211", INSTRUCTION_SHEET, "G3"),
        left=((INSTRUCTION_SHEET, "G3"),),
    ),
    form(
        "typed-over-the-instruction",
        put("B8", "13,5", INSTRUCTION_SHEET),
        ("S211", INSTRUCTION_SHEET, "B8"),
        left=((INSTRUCTION_SHEET, "B8"),),
    ),
    form(
        "typed-on-the-lists",
        put("A4", "nie wiadomo", LIST_SHEET),
        ("S211", LIST_SHEET, "A4"),
        left=((LIST_SHEET, "A4"),),
    ),
    form("lists-deleted", drop(LIST_SHEET)),
    form("instruction-deleted", drop(INSTRUCTION_SHEET)),
)

# --- Headings and columns --------------------------------------------------------------------------------------------

HEADINGS = {column.key: column.titled(YEAR) for column in LAYOUT.columns}


def heading(key: str, words: str | None) -> Change:
    return lambda form: _set(form, HEADING_ROW, LAYOUT.position[key] + 1, words)


def _set(form: Form, row: int, column: int, content: object) -> None:
    form.sheet.cell(row, column).value = content  # type: ignore[assignment]


def all_headings(change: Callable[[str], str]) -> Change:
    def make(form: Form) -> None:
        for column in range(1, WIDTH + 1):
            _set(form, HEADING_ROW, column, change(str(form.sheet.cell(HEADING_ROW, column).value)))

    return make


def columns_reversed(form: Form) -> None:
    for row in range(HEADING_ROW, form.sheet.max_row + 1):
        contents = [form.sheet.cell(row, column).value for column in range(1, WIDTH + 1)]
        for column, content in enumerate(reversed(contents), 1):
            _set(form, row, column, content)


def columns_inserted(form: Form) -> None:
    form.sheet.insert_cols(1, 2)
    form.sheet.insert_cols(LAYOUT.position["value"] + 3)


def hidden(form: Form) -> None:
    for letter in "AHJ":
        form.sheet.column_dimensions[letter].hidden = True
    form.sheet.row_dimensions[8].hidden = True


def filtered(form: Form) -> None:
    form.sheet.auto_filter.ref = f"A{HEADING_ROW}:L24"
    form.sheet.auto_filter.add_filter_column(0, ["E.1.1/1"])
    for row in range(9, 25):
        form.sheet.row_dimensions[row].hidden = True


COLUMNS: tuple[Defect, ...] = (
    form(
        "headings-in-capitals",
        all_headings(str.upper),
    ),
    form("headings-with-blanks-and-line-ends", all_headings(lambda words: f" {words.replace(' ', chr(10))}\u00a0")),
    refused_form("heading-of-the-values-changed", heading("value", "Ile"), "S203", HEADINGS["value"], DATA),
    refused_form(
        "heading-of-the-values-of-another-year", heading("value", "Wartość w 2016 r."), "S203", HEADINGS["value"], DATA
    ),
    refused_form("heading-of-the-notes-missing", heading("note", None), "S203", HEADINGS["note"], DATA),
    refused_form("heading-of-the-ids-missing", heading("id", None), "S201", HEADINGS["id"]),
    refused_form("heading-repeated", put("N5", HEADINGS["value"]), "S210", HEADINGS["value"], DATA),
    refused_form("headings-deleted", lambda form: form.sheet.delete_rows(HEADING_ROW), "S201", HEADINGS["id"]),
    refused_form(
        "column-of-reasons-deleted", lambda form: form.sheet.delete_cols(9), "S203", HEADINGS["missing"], DATA
    ),
    form("column-of-tasks-deleted", lambda form: form.sheet.delete_cols(3)),
    form("columns-reversed", columns_reversed),
    form("columns-inserted", columns_inserted),
    form("columns-and-rows-hidden", hidden),
    form("rows-filtered", filtered),
    form(
        "column-added",
        lambda form: (put("K5", "Sprawdził")(form), put("K8", "AN")(form)),
        ("S211", DATA, "K5"),
        left=((DATA, "K5"), (DATA, "K8")),
    ),
)

# --- Rows ------------------------------------------------------------------------------------------------------------


def ids_shifted(form: Form) -> None:
    """The ids of the five percentages, each pasted one row of theirs too low."""
    rows = [8, 11, 14, 18, 22]
    ids = [form.sheet.cell(row, 1).value for row in rows]
    for row, id_ in zip(rows, [ids[-1], *ids[:-1]], strict=True):
        _set(form, row, 1, id_)


def swapped(one: str, other: str) -> Change:
    def change(form: Form) -> None:
        first, second = form.sheet[one].value, form.sheet[other].value
        form.sheet[one], form.sheet[other] = second, first

    return change


def row_moved(form: Form) -> None:
    contents = [form.sheet.cell(8, column).value for column in range(1, WIDTH + 1)]
    form.sheet.delete_rows(8)
    for column, content in enumerate(contents, 1):
        _set(form, 30, column, content)


def row_repeated(form: Form) -> None:
    for column in range(1, WIDTH + 1):
        _set(form, 25, column, form.sheet.cell(8, column).value)
    _set(form, 25, LAYOUT.position["value"] + 1, 13.5)


def headings_again(form: Form) -> None:
    """The headings once more before the second band, as somebody prints it."""
    form.sheet.insert_rows(17)
    for column in range(1, WIDTH + 1):
        _set(form, 17, column, form.sheet.cell(HEADING_ROW, column).value)


def rows_sorted(form: Form) -> None:
    rows = [[cell.value for cell in row] for row in form.sheet.iter_rows(min_row=HEADING_ROW + 1)]
    for number, contents in enumerate(sorted(rows, key=lambda row: str(row[0]), reverse=True), HEADING_ROW + 1):
        for column, content in enumerate(contents, 1):
            _set(form, number, column, content)


def unknown_row(form: Form) -> None:
    _set(form, 25, 1, "E.9.9/1")
    _set(form, 25, LAYOUT.position["value"] + 1, 5)


def rows_pasted(form: Form) -> None:
    """A list of other things pasted under the table, with numbers of its own in the first column."""
    for number in range(1, 501):
        form.sheet.append([number, None, None, f"Lokal {number}", None, None, None, 1])


def total_row(form: Form) -> None:
    _set(form, 25, 1, "Razem")
    _set(form, 25, LAYOUT.position["value"] + 1, 150)


ALIAS = "Ilość lokali wybudowanych / ogólna ilość lokali x 100%"
ROWS: tuple[Defect, ...] = (
    form(
        "ids-pasted-over",
        ids_shifted,
        *(("S207", DATA, f"D{row}") for row in (8, 11, 14, 18, 22)),
        values=dict.fromkeys(("E.1.1/1", "E.1.2/1", "E.1.3/1", "E.2.2/1", "E.3.1/1")),
    ),
    form(
        "names-swapped",
        swapped("D8", "D11"),
        ("S207", DATA, "D8"),
        ("S207", DATA, "D11"),
        values={FIRST: None, SECOND: None},
    ),
    form("unit-changed", put("E8", "lokal"), ("S207", DATA, "E8"), values={FIRST: None}),
    form(
        "name-changed", put("D8", "Ilość mieszkań"), ("S207", DATA, "D8"), values={FIRST: None}, says="Ilość mieszkań"
    ),
    form("name-missing", put("D8", None), ("S207", DATA, "D8"), values={FIRST: None}),
    form("name-of-an-earlier-catalogue", put("D8", ALIAS)),
    form("id-with-blanks", put("A8", "  E.1.1/1\n")),
    form("id-with-a-hard-blank", put("A8", "\u00a0E.1.1/1\u00a0")),
    form("id-with-an-invisible-sign", put("A8", "E.1.1/1\u200b")),
    form("id-in-small-letters", put("A8", "e.1.1/1"), ("S212", DATA, "A8"), says="„e.1.1/1”"),
    form("id-lost", put("A8", None), ("S212", DATA, "A8"), says="(puste)"),
    form(
        "id-of-a-component-lost",
        lambda form: (put("A9", None)(form), put("H9", 1)(form)),
        ("S212", DATA, "A9"),
        values={"E.1.1/1.a": Decimal(1)},
    ),
    form(
        "id-and-name-lost",
        lambda form: (put("A8", None)(form), put("D8", None)(form)),
        ("S205", DATA, ""),
        ("S208", DATA, "H8"),
        values={FIRST: None},
        left=((DATA, "H8"),),
    ),
    form("row-deleted", lambda form: form.sheet.delete_rows(8), ("S205", DATA, ""), values={FIRST: None}, says=FIRST),
    form("row-of-a-component-deleted", lambda form: form.sheet.delete_rows(9), ("S205", DATA, ""), says="E.1.1/1.a"),
    form("rows-inserted", lambda form: form.sheet.insert_rows(8, 3)),
    form("rows-inserted-above-the-table", lambda form: form.sheet.insert_rows(1, 10)),
    form("row-moved-below-the-table", row_moved),
    form("rows-sorted", rows_sorted),
    form(
        "row-repeated",
        row_repeated,
        ("S206", DATA, ""),
        values={FIRST: None},
        raw={FIRST: "12,5 | 13,5"},
        says="A8, A25",
    ),
    form("row-unknown", unknown_row, ("S204", DATA, "A25"), says="E.9.9/1", left=((DATA, "A25"), (DATA, "H25"))),
    form("row-of-a-total", total_row, ("S204", DATA, "A25"), says="Razem", left=((DATA, "A25"), (DATA, "H25"))),
    form(
        "list-pasted-below-the-table",
        rows_pasted,
        ("S204", DATA, "A25"),
        says="Tak samo w dalszych wierszach (499)",
        left=(*((DATA, f"{letter}{row}") for row in range(25, 125) for letter in "ADH"), (DATA, "A125:H524")),
    ),
    form("headings-again", headings_again),
    form("band-deleted", lambda form: form.sheet.delete_rows(6)),
    form("band-changed", put("A7", "Priorytet E.1. Mieszkania"), ("S211", DATA, "A7"), left=((DATA, "A7"),)),
    form("typed-below-the-table", put("H27", "razem 60"), ("S208", DATA, "H27"), left=((DATA, "H27"),)),
    form("typed-beside-the-table", put("N8", "poprawnie 99"), ("S211", DATA, "N8"), left=((DATA, "N8"),)),
    form("typed-above-the-table", put("E3", "uwaga: dane wstępne"), ("S211", DATA, "E3"), left=((DATA, "E3"),)),
    form("typed-in-a-band", put("H7", 13.5), ("S208", DATA, "H7"), left=((DATA, "H7"),)),
    form("last-value-overtyped", put("F8", "14,2"), ("S214", DATA, "F8"), left=((DATA, "F8"),), says="14,2"),
    form("task-overtyped", put("C8", "Budowa mieszkań"), ("S214", DATA, "C8"), left=((DATA, "C8"),)),
    form("title-overtyped", put("A1", "Dane ostateczne"), ("S211", DATA, "A1"), left=((DATA, "A1"),)),
    form("value-and-reason", put("I8", "brak danych"), ("W410", DATA, "I8"), values={FIRST: None}, raw={FIRST: "12,5"}),
    form(
        "reason-unknown",
        lambda form: (put("H8", None)(form), put("I8", "nie wiem")(form)),
        ("W411", DATA, "I8"),
        values={FIRST: None},
    ),
    form(
        "all-answers-deleted",
        emptied,
        ("K502", "", ""),
        values=dict.fromkeys(("E.1.1/1", "E.1.2/1", "E.1.3/1", "E.2.2/1", "E.3.1/1")),
    ),
    form(
        "all-rows-deleted",
        lambda form: form.sheet.delete_rows(HEADING_ROW + 1, 30),
        ("S209", DATA, ""),
        values=dict.fromkeys(("E.1.1/1", "E.1.2/1", "E.1.3/1", "E.2.2/1", "E.3.1/1")),
    ),
)

# --- The sign-off ----------------------------------------------------------------------------------------------------


def sign_off(change: Callable[[object], object]) -> Change:
    return lambda form: change(form.book[SIGN_OFF_SHEET])


SIGN_OFF: tuple[Defect, ...] = (
    form("sign-off-deleted", drop(SIGN_OFF_SHEET), SIGN_OFF_GAPS),
    form("sign-off-renamed", rename(SIGN_OFF_SHEET, "Podpis")),
    form("sign-off-rows-inserted", lambda form: form.book[SIGN_OFF_SHEET].insert_rows(1, 4)),
    form("sign-off-column-inserted", lambda form: form.book[SIGN_OFF_SHEET].insert_cols(2)),
    form("sign-off-column-inserted-before", lambda form: form.book[SIGN_OFF_SHEET].insert_cols(1)),
    form("sign-off-entries-merged", lambda form: form.book[SIGN_OFF_SHEET].merge_cells("B9:B10")),
    form("sign-off-entry-missing", put("B4", None, SIGN_OFF_SHEET), SIGN_OFF_GAPS, says="Sporządził(a)"),
    form(
        "sign-off-label-changed",
        put("A4", "Wykonała", SIGN_OFF_SHEET),
        SIGN_OFF_GAPS,
        ("S211", SIGN_OFF_SHEET, "A4"),
        left=((SIGN_OFF_SHEET, "A4"), (SIGN_OFF_SHEET, "B4")),
    ),
    form(
        "sign-off-typed-beside",
        put("E4", "tel. po 12", SIGN_OFF_SHEET),
        ("S211", SIGN_OFF_SHEET, "E4"),
        left=((SIGN_OFF_SHEET, "E4"),),
    ),
    form("sign-off-date-as-a-date", put("B7", date(2018, 3, 20), SIGN_OFF_SHEET)),
)

# --- What is written beside the cells --------------------------------------------------------------------------------


def comment(form: Form) -> None:
    form.sheet["H8"].comment = Comment("poprawnie 99", "Anna Nowak")


def text_box(kit: Kit) -> bytes:
    """A text box on the data sheet."""
    drawing = (
        '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor><xdr:sp><xdr:txBody><a:p>'
        "<a:r><a:t>poprawnie 99</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor></xdr:wsDr>"
    )
    types = "application/vnd.openxmlformats-officedocument.drawing+xml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    content = changed(kit.plain, DATA_PART, b"</worksheet>", b'<drawing r:id="rId9"/></worksheet>')
    content = changed(
        content, TYPES_PART, b"</Types>",
        f'<Override PartName="/xl/drawings/drawing1.xml" ContentType="{types}"/></Types>'.encode(),
    )  # fmt: skip
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" '
        f'Type="{office}/drawing" Target="../drawings/drawing1.xml"/></Relationships>'
    )
    content = with_part(content, "xl/worksheets/_rels/sheet2.xml.rels", relations.encode())
    return with_part(content, "xl/drawings/drawing1.xml", drawing.encode())


BESIDE: tuple[Defect, ...] = (
    form("comment-on-a-value", comment, ("P121", "", ""), says="komentarze"),
    is_read("text-box", text_box, expected=(("P121", "", ""),), says="pola tekstowe"),
)

DEFECTS: tuple[Defect, ...] = (*IDENTITY, *SHEETS, *COLUMNS, *ROWS, *SIGN_OFF, *BESIDE)
