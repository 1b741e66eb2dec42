"""The forms that are sent out: what may be typed where, what a person reads there, and that it all comes back."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from collector.domain.consolidation import History, PastValue
from collector.domain.indicator import Component, Indicator, Kind
from collector.domain.observation import Place, Status, Value
from collector.domain.programme import Executor, Programme
from collector.layout.form import (
    CHANGE_REASONS,
    DATA,
    IDENTITY_SHEET,
    INSTRUCTION_SHEET,
    LIST_SHEET,
    MISSING_WORDS,
    SIGN_OFF_FIELDS,
    SIGN_OFF_SHEET,
)
from collector.layout.identity import identity_from_line, issue_identity
from collector.submissions import DEFAULT_LIMITS
from collector.submissions.forms.reading import FormReader, Reading
from collector.submissions.opening.gate import open_book
from collector.submissions.processes.file_reading import FileReader
from collector.templates import write_template
from collector.values.reading import read_missing, read_value
from collector.values.text import clean
from collector.values.writing import polish_number

from .conftest import HEADING_ROW, Form, assert_golden, history_of, read_submission

EXECUTORS = ("MOPR", "PUP", "ZMK", "UM-DSS", "UM-DE", "UM-BZK", "UM-KULT", "UM-SPORT", "UM-ZDR")
SEEN_SHEETS = (INSTRUCTION_SHEET, DATA.sheet, SIGN_OFF_SHEET)
ENGLISH = re.compile(
    r"(?<!Alt\+)\b(the|value|values|enter|input|invalid|valid|number|please|must|field|error|list|text|from|and|of|year|not|is)\b",
    re.IGNORECASE,
)
INPUT_KEYS = ("value", "missing", "note", "reason", "explanation")


@pytest.fixture(params=EXECUTORS)
def executor(request: pytest.FixtureRequest, programme: Programme) -> Executor:
    return programme.executor_by_id[request.param]


@pytest.fixture
def book(executor: Executor, blank: Callable[[str], Form]) -> Workbook:
    return blank(executor.id).book


def asked(programme: Programme, executor: Executor) -> list[Indicator | Component]:
    """Everything that an executor is asked, in the order of the form."""
    found: list[Indicator | Component] = []
    for _, indicators in programme.asked_of(executor, 2017):
        for indicator in indicators:
            found += [indicator, *indicator.components]
    return found


def cells(sheet: Worksheet) -> Iterator[Cell]:
    """The cells of a sheet that were written."""
    for row in sheet.iter_rows():
        yield from (cell for cell in row if isinstance(cell, Cell))


def validations(sheet: Worksheet) -> dict[str, DataValidation]:
    """The validation of every cell that has one."""
    found: dict[str, DataValidation] = {}
    for rule in sheet.data_validations.dataValidation:
        for area in rule.sqref.ranges:
            for row, column in area.cells:
                address = f"{get_column_letter(column)}{row}"
                assert address not in found, f"two validations at {address}"
                found[address] = rule
    return found


def words_of(book: Workbook, name: str) -> list[str]:
    """The words of a drop-down list, through its defined name."""
    ((sheet, area),) = book.defined_names[name.removeprefix("=")].destinations
    return [str(cell.value) for row in book[sheet][area.replace("$", "")] for cell in row]


def test_every_executor_is_tried(programme: Programme) -> None:
    assert set(EXECUTORS) == set(programme.executor_by_id)


# --- What may be typed where ---------------------------------------------------------------------------------------


def test_only_input_cells_are_unlocked(programme: Programme, executor: Executor, book: Workbook) -> None:
    ids = {question.id for question in asked(programme, executor)}
    rows = [cell.row for (cell,) in book[DATA.sheet].iter_rows(max_col=1) if cell.value in ids]
    assert len(rows) == len(ids)
    inputs = {f"{get_column_letter(DATA.position[key] + 1)}{row}" for row in rows for key in INPUT_KEYS}
    signing = {f"B{row}" for row in range(4, 4 + len(SIGN_OFF_FIELDS))}
    expected = {DATA.sheet: inputs, SIGN_OFF_SHEET: signing}
    for sheet in book.worksheets:
        unlocked = {cell.coordinate for cell in cells(sheet) if not cell.protection.locked}
        assert unlocked == expected.get(sheet.title, set()), sheet.title


def test_input_cells_are_the_yellow_ones(book: Workbook) -> None:
    for name in SEEN_SHEETS:
        for cell in cells(book[name]):
            is_yellow = cell.fill.fgColor.rgb == "FFFFFBE6"
            assert is_yellow == (not cell.protection.locked), f"{name}!{cell.coordinate}"


def test_every_sheet_is_protected_without_a_password(book: Workbook) -> None:
    for sheet in book.worksheets:
        assert sheet.protection.sheet, sheet.title
        assert sheet.protection.password is None
        assert sheet.protection.hashValue is None
        assert not sheet.protection.formatColumns, "a column may be made wider"
        assert not sheet.protection.formatRows
        assert not sheet.protection.selectLockedCells, "a locked text may be copied"
    assert book.security is None or book.security.workbookPassword is None


def test_every_input_cell_helps_in_polish(book: Workbook) -> None:
    for name in (DATA.sheet, SIGN_OFF_SHEET):
        rules = validations(book[name])
        assert set(rules) == {cell.coordinate for cell in cells(book[name]) if not cell.protection.locked}
        for address, rule in rules.items():
            assert rule.showErrorMessage, address
            assert rule.showInputMessage, address
            assert rule.allowBlank, address
            assert rule.promptTitle
            assert rule.errorTitle
            for text in (rule.prompt, rule.error):
                assert text
                assert text.endswith((".", "?"))
                assert len(text) <= 255
            spoken = " ".join((rule.promptTitle, rule.prompt or "", rule.errorTitle, rule.error or ""))
            assert not ENGLISH.search(spoken), spoken


def test_validation_is_of_the_kind_of_the_answer(
    programme: Programme, executor: Executor, blank: Callable[[str], Form]
) -> None:
    form = blank(executor.id)
    rules = validations(form.sheet)
    for question in asked(programme, executor):
        rule = rules[form.address(question.id)]
        match question.kind:
            case Kind.COUNT:
                assert rule.type == "whole"
            case Kind.DECIMAL | Kind.PERCENTAGE | Kind.AMOUNT:
                assert rule.type == "decimal"
            case Kind.SCALE:
                assert rule.type == "list"
                assert rule.errorStyle == "warning", "several levels are allowed"
            case _:
                assert rule.type == "textLength"
        if isinstance(question, Indicator) and question.kind.is_numeric:
            assert Decimal(str(rule.formula1)) == (question.minimum or 0)
            assert (None if rule.formula2 is None else Decimal(str(rule.formula2))) == question.maximum
        assert rules[form.address(question.id, "missing")].type == "list"
        assert rules[form.address(question.id, "note")].type == "textLength"


def test_every_word_of_a_list_is_understood(
    programme: Programme, executor: Executor, blank: Callable[[str], Form]
) -> None:
    form = blank(executor.id)
    rules = validations(form.sheet)
    for question in asked(programme, executor):
        missing = words_of(form.book, str(rules[form.address(question.id, "missing")].formula1))
        assert tuple(missing) == MISSING_WORDS
        assert [read_missing(word) for word in missing] == [Status.NO_DATA, Status.NOT_APPLICABLE]
        if isinstance(question, Indicator) and question.kind is Kind.SCALE:
            levels = words_of(form.book, str(rules[form.address(question.id)].formula1))
            assert tuple(levels) == question.scale
            for level in levels:
                assert read_value(level, question) == Value(status=Status.GIVEN, text=level)


def test_list_of_every_scale_is_its_own(programme: Programme, executor: Executor, book: Workbook) -> None:
    scales = {indicator.scale for indicator in programme.indicators if indicator.scale}
    assert {tuple(words_of(book, name)) for name in book.defined_names} == {MISSING_WORDS, CHANGE_REASONS, *scales}
    assert book[LIST_SHEET].sheet_state == "hidden"
    assert book[IDENTITY_SHEET].sheet_state == "hidden"


def test_no_format_changes_what_is_typed(
    programme: Programme, executor: Executor, blank: Callable[[str], Form]
) -> None:
    form = blank(executor.id)
    for sheet in form.book.worksheets:
        for cell in cells(sheet):
            assert "%" not in cell.number_format, f"{sheet.title}!{cell.coordinate}"
            assert "[$" not in cell.number_format, f"{sheet.title}!{cell.coordinate}"
            assert cell.data_type in ("s", "n"), "no formula stands in a form"
    for question in asked(programme, executor):
        shown_as = form.sheet[form.address(question.id)].number_format
        assert shown_as.startswith("#,##0") if question.kind.is_numeric else shown_as == "@"
        assert form.sheet[form.address(question.id, "note")].number_format == "@"


def test_nothing_hangs_on_the_cells(book: Workbook, executor: Executor, templates: Path) -> None:
    assert not [cell.coordinate for sheet in book.worksheets for cell in cells(sheet) if cell.comment or cell.hyperlink]
    with zipfile.ZipFile(templates / f"{executor.id}.xlsx") as package:
        assert not [name for name in package.namelist() if re.search(r"(?i)comment|drawing|vba|external", name)]


# --- What a person sees --------------------------------------------------------------------------------------------


def test_every_row_shows_its_number_and_unit(
    programme: Programme, executor: Executor, blank: Callable[[str], Form]
) -> None:
    form = blank(executor.id)
    sheet = form.sheet
    for column in DATA.columns:
        dimension = sheet.column_dimensions[get_column_letter(DATA.position[column.key] + 1)]
        assert not dimension.hidden
        assert dimension.width >= column.width
    for question in asked(programme, executor):
        row = form.row(question.id)
        assert not sheet.row_dimensions[row].hidden
        assert sheet.cell(row, DATA.position["unit"] + 1).value == question.unit.label
        shown = sheet.cell(row, DATA.position["name"] + 1).value
        assert shown == (question.name if isinstance(question, Indicator) else f"{question.role}: {question.name}")
    order = [str(cell.value) for (cell,) in sheet.iter_rows(min_row=HEADING_ROW + 1, max_col=1)]
    ids = [question.id for question in asked(programme, executor)]
    assert [text for text in order if text in set(ids)] == ids


def test_form_number_is_seen_on_every_sheet_and_on_paper(
    programme: Programme, executor: Executor, book: Workbook
) -> None:
    number = issue_identity(programme, executor, 2017).form_id
    for name in SEEN_SHEETS:
        sheet = book[name]
        assert sheet.sheet_state == "visible"
        seen = [str(cell.value) for cell in cells(sheet) if number in str(cell.value)]
        assert seen, name
        identity = identity_from_line(seen[0])
        assert identity is not None
        assert (identity.form_id, identity.programme) == (number, programme.id)
        assert (identity.executor, identity.year) == (executor.id, 2017)
        assert sheet.oddFooter is not None
        assert number in (sheet.oddFooter.left.text or "")
    assert number in str(book.properties.title)


def test_paper_is_a4_landscape_one_page_wide(book: Workbook) -> None:
    for name in SEEN_SHEETS:
        sheet = book[name]
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_view.zoomScale in (None, 100)


def test_headings_stay_in_sight(book: Workbook) -> None:
    sheet = book[DATA.sheet]
    assert sheet.freeze_panes == f"{get_column_letter(DATA.position['unit'] + 1)}{HEADING_ROW + 1}"
    assert sheet.print_title_rows == f"${HEADING_ROW}:${HEADING_ROW}"
    assert book[INSTRUCTION_SHEET].print_title_rows
    headings = [cell.value for cell in sheet[HEADING_ROW]]
    assert headings == [column.titled(2017) for column in DATA.columns]
    assert book.active is sheet


def test_no_table_row_is_merged(book: Workbook) -> None:
    assert not book[DATA.sheet].merged_cells.ranges


def test_every_row_is_high_enough_for_its_lines(book: Workbook) -> None:
    sheet = book[DATA.sheet]
    for row in range(HEADING_ROW + 1, sheet.max_row + 1):
        height = sheet.row_dimensions[row].height
        if sheet.cell(row, DATA.position["unit"] + 1).value is None:
            continue
        for key in ("task", "name", "unit"):
            text = str(sheet.cell(row, DATA.position[key] + 1).value or "")
            least = -(-len(text) // int(DATA.columns[DATA.position[key]].width * 1.35)) * 12
            assert height is not None
            assert least <= height <= 409, f"{row}: {text}"


def test_instruction_explains_every_question(programme: Programme, executor: Executor, book: Workbook) -> None:
    sheet = book[INSTRUCTION_SHEET]
    explained = {str(row[0].value): [str(cell.value or "") for cell in row] for row in sheet.iter_rows(max_col=5)}
    for _, indicators in programme.asked_of(executor, 2017):
        for indicator in indicators:
            _, name, answer, moment, explanation = explained[indicator.id]
            assert name == indicator.name
            assert answer
            assert "2017" in moment
            assert indicator.hint in explanation
            for other in set(indicator.executors) - {executor.id}:
                assert other in explanation
    assert any(executor.name in cell for row in explained.values() for cell in row)
    assert not [cell for row in explained.values() for cell in row if ENGLISH.search(cell)]


def test_last_known_value_is_shown_with_its_year(programme: Programme, tmp_path: Path) -> None:
    history = {
        "C.4.1/2": PastValue(year=2016, value=Decimal(1021), text=""),
        "C.1.3/2": PastValue(year=2015, value=Decimal("1129.10"), text=""),
        "G.3.1/2": PastValue(year=2016, value=None, text="- słowa"),
    }
    path = tmp_path / "PUP.xlsx"
    write_template(programme, programme.executor_by_id["PUP"], 2017, history_of(history), path)
    form = Form(openpyxl.load_workbook(path))

    def past(indicator: str) -> tuple[object, object]:
        return form.sheet[form.address(indicator, "previous")].value, form.sheet[
            form.address(indicator, "previous_year")
        ].value

    assert past("C.4.1/2") == ("1\u00a0021 (łącznie)", "2016")
    assert past("C.1.3/2") == ("1\u00a0129,10", "2015")
    assert past("G.3.1/2") == ("- słowa", "2016")
    assert past("C.1.1/1") == (None, None)


# --- The same bytes ------------------------------------------------------------------------------------------------


def test_form_is_made_the_same_every_time(
    programme: Programme, executor: Executor, templates: Path, tmp_path: Path
) -> None:
    path = tmp_path / "inna nazwa.xlsx"
    write_template(programme, executor, 2017, History(), path)
    assert path.read_bytes() == (templates / f"{executor.id}.xlsx").read_bytes()


def test_form_of_another_year_has_another_number(programme: Programme, executor: Executor) -> None:
    numbers = {issue_identity(programme, executor, year).form_id for year in range(2011, 2021)}
    assert len(numbers) == 10


# --- A form as text ------------------------------------------------------------------------------------------------


def form_as_text(book: Workbook) -> str:
    """One line for every cell that says or asks something; fingerprints of the catalogue are hidden.

    Most validations stand at many cells: they are numbered and written out at the end.
    """
    lines: list[str] = []
    numbered: dict[str, int] = {}
    for sheet in book.worksheets:
        rules = validations(sheet)
        lines.append(f"# {sheet.title} ({sheet.sheet_state})")
        for cell in cells(sheet):
            rule = rules.get(cell.coordinate)
            if cell.value is None and rule is None:
                continue
            lock = "locked" if cell.protection.locked else "unlocked"
            parts = [f"{sheet.title}!{cell.coordinate}", lock, repr(cell.value) if cell.value is not None else "-"]
            if cell.number_format != "General":
                parts.append(f"format {cell.number_format}")
            if rule is not None:
                parts.append(f"validation {numbered.setdefault(validation_as_text(rule), len(numbered) + 1)}")
            lines.append("  ".join(parts))
    lines.append("# Validations")
    lines += [f"{number}  {text}" for text, number in numbered.items()]
    text = "\n".join(lines) + "\n"
    return re.sub(r"('|ZMK-2017-)(?:[0-9a-f]{12}|[0-9a-f]{6})\b", r"\1…", text)


def validation_as_text(rule: DataValidation) -> str:
    """What may be typed, what is said beside the cell, what is said when something else was typed."""
    limits = [str(part) for part in (rule.type, rule.operator, rule.formula1, rule.formula2) if part is not None]
    spoken = f"{rule.promptTitle} | {rule.prompt} | {rule.errorTitle} | {rule.error}"
    return f"{' '.join(limits)} ({rule.errorStyle or 'stop'})  {spoken}"


def test_form_of_zmk_is_as_agreed(blank: Callable[[str], Form]) -> None:
    assert_golden("template-zmk.txt", form_as_text(blank("ZMK").book))


# --- What is typed is read -----------------------------------------------------------------------------------------

NO_ANSWERS = ("brak", "nie", "x", "j", "b", "n")
WORDS = st.text(
    st.characters(exclude_categories=("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"), include_characters="\n"),
    min_size=1,
    max_size=80,
).filter(
    lambda text: clean(text) == text and text[0].isalpha() and not text.casefold().startswith(("brak", "nie", "x", "j"))
)
COUNTS = st.integers(0, 10**9).map(Decimal)
AMOUNTS = st.decimals(min_value=0, max_value=10**7, places=2)
SHARES = st.decimals(min_value=0, max_value=100, places=2)
Typed = tuple[object, Value]
"""What is typed into the cell, and what must be understood."""


def numbers(of: st.SearchStrategy[Decimal]) -> st.SearchStrategy[Typed]:
    """A number typed as a number, or as text in Polish; a footnote mark makes it text."""

    def typed(drawn: tuple[Decimal, str]) -> Typed:
        number, way = drawn
        if way == "cell":
            return (int(number) if number == int(number) else float(number)), Value(status=Status.GIVEN, number=number)
        mark = "*" if way == "mark" else ""
        return f"{polish_number(number)}{mark}", Value(status=Status.GIVEN, number=number, mark=mark)

    return st.tuples(of, st.sampled_from(("cell", "text", "mark"))).map(typed)


def answers(question: Indicator | Component) -> st.SearchStrategy[Typed]:
    """Anything that answers a question."""
    match question.kind:
        case Kind.COUNT:
            return numbers(COUNTS)
        case Kind.DECIMAL | Kind.AMOUNT:
            return numbers(AMOUNTS)
        case Kind.PERCENTAGE:
            return numbers(SHARES)
        case Kind.SCALE:
            assert isinstance(question, Indicator)
            levels = st.lists(st.sampled_from(question.scale), min_size=1, max_size=3, unique=True).map("/".join)
            return levels.map(lambda text: (text, Value(status=Status.GIVEN, text=text)))
        case Kind.COUNT_WITH_BREAKDOWN:
            return st.tuples(COUNTS, WORDS).map(lambda drawn: _with_breakdown(*drawn))
        case _:
            return WORDS.map(lambda text: (text, Value(status=Status.GIVEN, text=text)))


def _with_breakdown(number: Decimal, words: str) -> Typed:
    text = f"{number} w tym: {words}"
    return text, Value(status=Status.GIVEN, number=number, text=text)


def put(form: Form, address: str, content: object) -> None:
    """Type into a cell; text is text, also when it begins with an equals sign."""
    cell = form.sheet[address]
    assert isinstance(cell, Cell)
    cell.value = content  # type: ignore[assignment]
    if isinstance(content, str):
        cell.data_type = "s"


@pytest.mark.parametrize("executor_id", ["UM-DSS", "UM-DE", "UM-ZDR", "ZMK"])
@settings(
    deadline=None, max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
def test_what_is_typed_is_read(
    executor_id: str, data: st.DataObject, programme: Programme, blank: Callable[[str], Form], tmp_path: Path
) -> None:
    form = blank(executor_id)
    expected: dict[str, tuple[Value, str]] = {}
    for question in asked(programme, programme.executor_by_id[executor_id]):
        note = data.draw(st.one_of(st.just(""), WORDS))
        put(form, form.address(question.id, "note"), note or None)
        way = data.draw(st.sampled_from(("value", "value", "value", "reason", "nothing")))
        value = Value(status=Status.NOT_SUBMITTED)
        if way == "value":
            content, value = data.draw(answers(question))
            put(form, form.address(question.id), content)
        elif way == "reason":
            word = data.draw(st.sampled_from(MISSING_WORDS))
            put(form, form.address(question.id, "missing"), word)
            value = Value(status=Status(word))
        expected[question.id] = value, note
    path = tmp_path / "zwrot.xlsx"
    path.write_bytes(form.content())
    submission, findings = read_submission(path, "zwrot.xlsx", programme, 2017)
    assert findings == []
    assert submission is not None
    assert {o.indicator: (o.value, o.note) for o in submission.observations} == expected
    assert (submission.executor, submission.programme, submission.year) == (executor_id, programme.id, 2017)


def test_sign_off_is_read(blank: Callable[[str], Form], programme: Programme, tmp_path: Path) -> None:
    form = blank("UM-SPORT")
    for row, text in enumerate(("  Inspektor\u00a0A ", "inspektor", "85 000 00 00", "2018-03-15", "Dyrektor"), 4):
        form.book[SIGN_OFF_SHEET].cell(row, 2).value = text
    form.book[SIGN_OFF_SHEET]["B7"] = date(2018, 3, 15)
    submission, findings = read_submission(form.save(tmp_path / "a.xlsx"), "a.xlsx", programme, 2017)
    assert findings == []
    assert submission is not None
    signed = submission.sign_off
    assert (signed.prepared_by, signed.position, signed.phone) == ("Inspektor\u00a0A", "inspektor", "85 000 00 00")
    assert (signed.date, signed.approved_by) == ("15.03.2018", "Dyrektor")


def test_form_is_read_from_what_was_sent_not_from_where_it_lies(
    blank: Callable[[str], Form], programme: Programme, tmp_path: Path
) -> None:
    path = tmp_path / "PUP-2016-000000.xlsx"
    path.write_bytes(io.BytesIO(blank("ZMK").content()).getvalue())
    submission, _ = read_submission(path, path.name, programme, 2017)
    assert submission is not None
    assert submission.executor == "ZMK"


# --- What is left --------------------------------------------------------------------------------------------------


def read_form(form: Form, programme: Programme, path: Path) -> Reading:
    return FileReader(programme, 2017, DEFAULT_LIMITS).read(form.save(path), path.name)


def told(reading: Reading) -> list[tuple[str, str]]:
    return [(found.rule.code, found.place.cell) for found in reading.findings]


def sign_beside_the_table(form: Form) -> None:
    """The lines of the sign-off beside the rows of the table, and no sheet of their own."""
    lines = form.book[SIGN_OFF_SHEET].iter_rows(min_row=4, max_row=9, max_col=3, values_only=True)
    for row, line in enumerate(lines, 9):
        for column, content in enumerate(line, 13):
            form.sheet.cell(row, column).value = content
    del form.book[SIGN_OFF_SHEET]


def test_sign_off_beside_the_table_is_taken(
    returned: Callable[[str], Form], programme: Programme, tmp_path: Path
) -> None:
    as_sent = read_form(returned("ZMK"), programme, tmp_path / "a.xlsx")
    form = returned("ZMK")
    sign_beside_the_table(form)
    reading = read_form(form, programme, tmp_path / "b.xlsx")
    assert told(reading) == told(as_sent)
    assert reading.submissions[0].sign_off == as_sent.submissions[0].sign_off
    assert reading.files[0].taken == as_sent.files[0].taken
    assert reading.files[0].left == ()


def test_notes_beside_a_sign_off_beside_the_table_are_told(
    returned: Callable[[str], Form], programme: Programme, tmp_path: Path
) -> None:
    form = returned("ZMK")
    sign_beside_the_table(form)
    form.sheet["Q9"] = "poprawnie 99"
    form.sheet["M20"] = "Stanowisko"
    reading = read_form(form, programme, tmp_path / "b.xlsx")
    assert [(cell.cell, cell.text) for cell in reading.files[0].left] == [("Q9", "poprawnie 99"), ("M20", "Stanowisko")]
    assert ("S211", "Q9") in told(reading)


def test_sign_off_on_the_sheet_that_is_read_comes_before_that_on_its_copy(
    returned: Callable[[str], Form], programme: Programme, tmp_path: Path
) -> None:
    form = returned("ZMK")
    sign_beside_the_table(form)
    form.book.copy_worksheet(form.sheet).title = "Kopia"
    form.book.move_sheet("Kopia", -3)
    reading = read_form(form, programme, tmp_path / "b.xlsx")
    (twice,) = (finding for finding in reading.findings if finding.rule.code == "S213")
    assert "S211" not in [code for code, _ in told(reading)]
    assert {"Dane", "Kopia"} - {cell.sheet for cell in reading.files[0].left} == {twice.expected}


def blanks_beside(form: Form, *, last: str) -> Form:
    """Four hundred cells with blanks beside the table, and one more."""
    for row in range(101, 501):
        form.sheet.cell(row, 15).value = "  "
    form.sheet["O501"] = last
    return form


def test_blanks_are_no_question_however_many(
    blank: Callable[[str], Form], programme: Programme, tmp_path: Path
) -> None:
    reading = read_form(blanks_beside(blank("ZMK"), last=" "), programme, tmp_path / "a.xlsx")
    assert told(reading) == []
    assert reading.files[0].left_count == 401


def test_entry_after_many_blanks_is_told(blank: Callable[[str], Form], programme: Programme, tmp_path: Path) -> None:
    reading = read_form(blanks_beside(blank("ZMK"), last="99"), programme, tmp_path / "a.xlsx")
    assert told(reading) == [("S211", "O501")]
    assert reading.findings[0].found == "O501: 99"
    assert reading.files[0].left_count == 401


def test_numbers_of_cells_are_written_in_polish(
    blank: Callable[[str], Form], programme: Programme, tmp_path: Path
) -> None:
    form = blank("ZMK")
    notes = form.book.create_sheet("Notatki")
    for number in range(1, 2101):
        form.sheet.cell(number, 15).value = number
        notes.cell(number, 1).value = f"lokal {number}"
    reading = read_form(form, programme, tmp_path / "a.xlsx")
    beside, sheet = (finding.found for finding in reading.findings)
    assert beside.endswith("; O5: 5; i dalsze (2\u00a0095)")
    assert sheet.startswith("arkusz „Notatki” (komórki: 2\u00a0100) – A1: lokal 1; ")
    assert "(dalsze komórki: 1\u00a0800)" in [cell.text for cell in reading.files[0].left]


@pytest.mark.parametrize("lost", [0, 210_000])
def test_cells_that_were_lost_refuse_the_file(lost: int, blank: Callable[[str], Form], programme: Programme) -> None:
    place = Place(file="ZMK.xlsx")
    opened = open_book(blank("ZMK").content(), place, DEFAULT_LIMITS)
    filled = opened.book.filled
    assert 100 < filled < 1000
    book = replace(opened.book, filled=filled + lost)
    reading = FormReader(programme, 2017).read(replace(opened, book=book), place)
    assert [(found.rule.code, found.found, found.expected) for found in reading.findings] == (
        [("P118", str(filled), f"210\u00a0{filled}")] if lost else []
    )
    assert reading.files[0].filled == (0 if lost else filled)


def pasted(form: Form, rows: int) -> Form:
    """A list of other things with numbers of its own, pasted below the table."""
    for number in range(1, rows + 1):
        form.sheet.cell(100 + number, 1).value = f"Z.{number}"
        form.sheet.cell(100 + number, DATA.position["value"] + 1).value = number
    return form


def test_pasted_list_is_one_sentence(blank: Callable[[str], Form], programme: Programme, tmp_path: Path) -> None:
    (finding,) = read_form(pasted(blank("ZMK"), 1500), programme, tmp_path / "a.xlsx").findings
    assert (finding.rule.code, finding.place.cell, finding.found) == ("S204", "A101", "Z.1")
    assert finding.message == (
        "Wiersz ma numer „Z.1”, którego nie ma wśród wskaźników tego realizatora. "
        "Tak samo w dalszych wierszach (1\u00a0499), aż do wiersza 1\u00a0600."
    )


def test_few_unknown_rows_are_told_one_by_one(
    blank: Callable[[str], Form], programme: Programme, tmp_path: Path
) -> None:
    findings = read_form(pasted(blank("ZMK"), 3), programme, tmp_path / "a.xlsx").findings
    assert [finding.place.cell for finding in findings] == ["A101", "A102", "A103"]
    assert all(finding.message.endswith("tego realizatora.") for finding in findings)


def test_name_of_two_rows_without_a_number_is_a_question(
    blank: Callable[[str], Form], programme: Programme, tmp_path: Path
) -> None:
    form = blank("ZMK").type("E.1.1/1", 12.5)
    row = form.row("E.1.1/1")
    form.sheet.cell(row, 1).value = "?"
    assert told(read_form(form, programme, tmp_path / "a.xlsx")) == [("S212", f"A{row}")]
    for column in range(1, len(DATA.columns) + 1):
        form.sheet.cell(101, column).value = form.sheet.cell(row, column).value
    findings = told(read_form(form, programme, tmp_path / "b.xlsx"))
    assert findings == [("S204", f"A{row}"), ("S204", "A101"), ("S205", "")]
