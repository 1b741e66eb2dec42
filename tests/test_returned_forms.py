"""What a department gets back to correct: everything it wrote is there, whole again, with remarks that are no data."""

import datetime as dt
import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import cycle
from pathlib import Path
from string import Formatter
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Protection
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from collector.catalogue import load_programme
from collector.checks import check_submissions
from collector.checks.rules import NO_ANSWER
from collector.domain.consolidation import History, PastValue
from collector.domain.errors import InputError
from collector.domain.finding import Finding, Rule
from collector.domain.indicator import Kind
from collector.domain.programme import Programme
from collector.history import read_history
from collector.layout.filled import FilledForm, FormCell
from collector.layout.form import (
    DATA,
    OUTSIDE_SHEET,
    REMARK,
    REMARKS_SHEET,
    SIGN_OFF_SHEET,
    TABLES,
    SheetLayout,
    form_sheets,
)
from collector.reports import remark_words
from collector.submissions import DEFAULT_LIMITS
from collector.submissions.counting.counting import count_returns
from collector.submissions.forms.reading import Reading
from collector.submissions.processes.file_reading import FileReader
from collector.templates import write_template
from collector.values.content import shown_content
from collector.values.text import decode_escapes
from collector.workflows.giving_back import Returned, give_back
from collector.workflows.workspace import open_workspace, workspace_programme

from .conftest import HEADING_ROW, OTHER_CITY, ROOT, FullForm, codes

DAY = dt.date(2026, 11, 27)
OFFICE = shutil.which("soffice")
EXAMPLES = (ROOT, *sorted(path for path in (ROOT / "examples").iterdir() if (path / "collector.toml").is_file()))
# In the copy the error, the formula, the day and the logical value are the text that they were.
TOLD_OTHERWISE = {
    ("P104", "W401"), ("P106", "W401"), ("P104", "D801"), ("P106", "D801"), ("W403", "W401"), ("W403", "W406"),
    ("W407", "W401"), ("W407", "W406"),
}  # fmt: skip
IN_WORDS = (bool, dt.date, dt.time, dt.timedelta)
MARCH = dt.datetime(2018, 3, 1)  # noqa: DTZ001 - cells know no time zone
NASTY: Sequence[object] = (
    12.5, "ok. 40 osób", "1.250", -5, MARCH, True, "=1+2", "'12", "x" * 30_000, "120*", "- a\n- b\n- c", "o",
    0.1 + 0.2, 0.71, 2659, "12 345", "brak", "-", "@SUM(A1)", "+48 85 123", "http://example.invalid/", "_x0041_",
    "\u00a0 12 \u202f", dt.time(12, 30), MARCH.replace(hour=14, minute=5), "Zażółć gęślą jaźń 🙂", False, 1e15, 10**14,
    0,
)  # fmt: skip


@dataclass
class Desk:
    """A programme, and what its departments send and get back."""

    programme: Programme
    year: int
    root: Path
    history: History = field(default_factory=History)

    def form(self, executor: str) -> FullForm:
        """The blank form of an executor."""
        path = self.root / f"blank-{executor}.xlsx"
        write_template(self.programme, self.programme.executor_by_id[executor], self.year, self.history, path)
        return FullForm(openpyxl.load_workbook(path), self.programme)

    def read(self, path: Path) -> Reading:
        reader = FileReader(self.programme, self.year, DEFAULT_LIMITS, keeps_forms=True)
        return reader.read(path, path.name)

    def received(self, *paths: Path) -> Returned:
        """What came back, read and checked."""
        readings = [self.read(path) for path in paths]
        counted = count_returns((s for reading in readings for s in reading.submissions), (), self.year)
        read = [finding for reading in readings for finding in reading.findings]
        return Returned(
            programme=self.programme,
            year=self.year,
            history=self.history,
            changes={},
            deadline=None,
            submissions=counted.submissions,
            findings=[
                *counted.without_superseded(read),
                *counted.findings,
                *check_submissions(list(counted.submissions), self.programme, self.history),
            ],
            files=counted.in_register(line for reading in readings for line in reading.files),
            forms=[form for reading in readings for form in reading.forms],
        )

    def send(self, form: FullForm, name: str = "zwrot.xlsx") -> Path:
        path = self.root / name
        form.book.save(path)
        return path

    def back(self, *paths: Path) -> Path:
        """The folder of what goes back for some files."""
        folder = self.root / "zwroty"
        give_back([self.received(*paths)], DAY, folder, lambda _: None)
        return folder

    def copy(self, executor: str, *paths: Path) -> Path:
        """The form that goes back."""
        return self.back(*paths) / executor / f"do-poprawy-{executor}-{self.year}.xlsx"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(load_programme(OTHER_CITY), 2023, tmp_path)


@pytest.fixture
def bialystok(programme: Programme, tmp_path: Path) -> Desk:
    return Desk(programme, 2017, tmp_path)


def fill(form: FullForm, contents: Sequence[object] = NASTY) -> FullForm:
    """Type something into every field."""
    following = cycle(contents)
    for layout in form.layouts:
        for row_id in form.ids(layout.sheet):
            for key in layout.entry_keys:
                cell = form.find(row_id, key)
                if cell.protection.locked:
                    continue
                content = next(following)
                cell.value = content  # type: ignore[assignment]
                if isinstance(content, str):
                    cell.data_type = "s"  # text that begins with = is no formula here
    for row, content in zip(range(4, 9), ("Łącka-Gęś", "=inspektor", 48, MARCH, "-"), strict=True):
        form.book[SIGN_OFF_SHEET].cell(row, 2).value = content  # type: ignore[assignment]
        if isinstance(content, str):
            form.book[SIGN_OFF_SHEET].cell(row, 2).data_type = "s"
    return form


def typed_into(form: FilledForm) -> dict[FormCell, object]:
    return {
        FormCell(table.layout, row_id, key): content
        for table in form.tables
        for row_id, entries in table.entries.items()
        for key, content in entries.items()
    }


def said(reading: Reading) -> list[tuple[object, ...]]:
    """What a file answers, wherever it stands."""
    (submission,) = reading.submissions
    answers: list[tuple[object, ...]] = [
        (o.indicator, o.value, o.note, o.raw, o.reason, o.explanation) for o in submission.observations
    ]
    answers += (
        (
            entry.id, entry.task, entry.name, entry.term, tuple(sorted(entry.money.items(), key=str)), entry.indicator,
            entry.value, entry.raw, entry.note, entry.part_of, entry.explanation,
        )
        for entry in submission.entries
    )  # fmt: skip
    return answers


def asked(findings: Sequence[Finding]) -> list[tuple[str, str]]:
    return sorted({(finding.rule.code, finding.indicator) for finding in findings})


def new_findings(before: Sequence[Finding], after: Sequence[Finding]) -> list[tuple[str, str]]:
    """What is found in the copy and was not in the original, but for errors that are now texts."""
    old = {(finding.rule.code, finding.indicator) for finding in before}
    return [
        (code, indicator)
        for code, indicator in asked(after)
        if (code, indicator) not in old
        and not any((former, indicator) in old for former, now in TOLD_OTHERWISE if now == code)
    ]


def assert_nothing_is_lost(desk: Desk, original: Path, copy: Path) -> tuple[Reading, Reading]:
    """The copy holds every entry and says the same; what stood outside the fields is on its sheet."""
    before, after = desk.read(original), desk.read(copy)
    (old,), (new,) = before.forms, after.forms
    given, typed = typed_into(new), typed_into(old)
    in_words = {cell for cell, content in typed.items() if isinstance(content, IN_WORDS) and content != given[cell]}
    assert {cell: given[cell] for cell in given.keys() - in_words} == {c: typed[c] for c in typed.keys() - in_words}
    assert [given[cell] for cell in in_words] == [shown_content(typed[cell]) for cell in in_words]  # type: ignore[arg-type]
    assert {**new.sign_off, "correction": ""} == {**old.sign_off, "correction": ""}
    assert said(after) == said(before)
    assert new_findings(before.findings, after.findings) == []
    assert not {"S211", "S214", "P121"} & set(codes(list(after.findings)))
    assert new.outside == ()
    book = openpyxl.load_workbook(copy)
    if old.outside:
        rows = book[OUTSIDE_SHEET].iter_rows(min_row=5, values_only=True)
        assert [tuple(row[1:4]) for row in rows] == [(cell.sheet, cell.cell, cell.text or None) for cell in old.outside]
    else:
        assert OUTSIDE_SHEET not in book.sheetnames
    return before, after


# --- Everything that was typed --------------------------------------------------------------------------------------


@pytest.mark.parametrize("executor", ["CUS", "PCPR"])
@pytest.mark.parametrize("start", range(0, len(NASTY), 6))
def test_every_entry_is_in_the_copy(desk: Desk, executor: str, start: int) -> None:
    form = fill(desk.form(executor), (*NASTY[start:], *NASTY[:start]))
    sent = desk.send(form)
    copy = desk.copy(executor, sent)
    assert_nothing_is_lost(desk, sent, copy)
    # The same with eyes of another reader, cell by cell.
    given = FullForm(openpyxl.load_workbook(copy), desk.programme)
    for layout in form.layouts:
        for row_id in form.ids(layout.sheet):
            for key in layout.entry_keys:
                cell = form.find(row_id, key)
                if not cell.protection.locked and cell.value not in (None, ""):
                    mine = cell_of(given.book[layout.sheet], layout, row_id, key)
                    typed = decode_escapes(cell.value) if isinstance(cell.value, str) else cell.value
                    if isinstance(typed, IN_WORDS) and isinstance(mine.value, str):
                        assert mine.value == shown_content(typed)
                        continue
                    assert mine.value == (pytest.approx(typed, rel=1e-14) if isinstance(typed, float) else typed)
                    assert type(mine.value) is type(cell.value) or isinstance(cell.value, int | float)
                    assert mine.data_type == cell.data_type
                    assert mine.hyperlink is None


def cell_of(sheet: Worksheet, layout: SheetLayout, row_id: str, key: str) -> Any:
    """The cell of a copy, found by the id of its row and the heading of its column."""
    columns = {
        column.key: number
        for number, cell in enumerate(sheet[HEADING_ROW], 1)
        if (column := layout.column_headed(str(cell.value)))
    }
    row = next(row for row in range(HEADING_ROW + 1, sheet.max_row + 1) if sheet.cell(row, 1).value == row_id)
    return sheet.cell(row, columns[key])


def test_what_people_do_to_a_form_is_undone(bialystok: Desk) -> None:
    form = fill(bialystok.form("MOPR"), (12, 7.5, "ok. 3", "brak danych", "* uwaga", ""))
    sheet = form.book[DATA.sheet]
    sheet.protection.sheet = False
    sheet.data_validations.dataValidation = []
    for row in sheet.iter_rows(min_row=HEADING_ROW + 1):
        for cell in row:
            cell.protection = Protection(locked=False)
    sheet.insert_cols(5)
    sheet["E9"] = "w nowej kolumnie: 17"
    sheet["R9"] = "obok tabeli: razem 125"
    sheet.move_range("A20:M20", rows=120)
    sheet["A80"], sheet["J80"] = "Z.9/9", 44
    form.book.create_sheet("Notatki")["B2"] = "do sprawdzenia z kimś"
    sent = bialystok.send(form)
    copy = bialystok.copy("MOPR", sent)
    before, after = assert_nothing_is_lost(bialystok, sent, copy)
    assert {"S204", "S211"} <= set(codes(list(before.findings)))
    texts = [str(cell.value) for row in openpyxl.load_workbook(copy)[OUTSIDE_SHEET].iter_rows() for cell in row]
    for text in ("w nowej kolumnie: 17", "obok tabeli: razem 125", "44", "do sprawdzenia z kimś"):
        assert text in texts
    assert_whole(bialystok, "MOPR", copy)
    assert after.files[0].left == ()


def assert_whole(desk: Desk, executor: str, copy: Path) -> None:
    """Locks and validations are those of a fresh form; only the prompts of cells with a remark differ."""
    fresh, given = desk.form(executor).book, openpyxl.load_workbook(copy)
    remarked = 0
    for layout in form_sheets(desk.programme, desk.programme.executor_by_id[executor], desk.year):
        mine, its = fields(given[layout.sheet], layout.with_remarks), fields(fresh[layout.sheet], layout)
        assert mine.keys() == its.keys()
        for cell, (locked, facts, prompt) in mine.items():
            assert (locked, facts) == its[cell][:2], cell
            if prompt != its[cell][2]:
                assert prompt is not None
                assert prompt[0] == "Do poprawy"
                assert re.match(r"Lp\. \d+: \S", prompt[1] or "")
                remarked += 1
        assert given[layout.sheet].protection.sheet
        column = layout.with_remarks.position[REMARK.key] + 1
        assert all(given[layout.sheet].cell(row, column).protection.locked for row in range(1, 40))
    for name in (REMARKS_SHEET, SIGN_OFF_SHEET):
        assert given[name].protection.sheet
    assert given.active is not None
    assert given.active.title == REMARKS_SHEET == given.sheetnames[0]
    assert remarked or copy_has_no_cell(given)


def copy_has_no_cell(book: Workbook) -> bool:
    return not any(str(row[1]).startswith(("Dane", "Tabele", "Działania")) for row in remark_rows(book))


def fields(sheet: Worksheet, layout: SheetLayout) -> dict[tuple[str, str], tuple[bool, object, Any]]:
    """Of every cell below the headings: whether it is locked, its validation, and the prompt of that."""
    of_cell: dict[str, Any] = {}
    for validation in sheet.data_validations.dataValidation:
        for area in validation.sqref.ranges:
            assert area.size["rows"] == area.size["columns"] == 1
            of_cell[area.coord] = validation
    found: dict[tuple[str, str], tuple[bool, object, Any]] = {}
    for number in range(HEADING_ROW + 1, sheet.max_row + 1):
        row_id = str(sheet.cell(number, 1).value)
        for column in layout.columns:
            if column.key != REMARK.key:
                cell = sheet.cell(number, layout.position[column.key] + 1)
                one = of_cell.get(cell.coordinate)
                # The list of a task's indicators names the row of the task.
                facts = (
                    None
                    if one is None
                    else (
                        one.type, one.operator, re.sub(r"\$B\d+", "$B", one.formula1 or ""), one.formula2,
                        one.errorStyle, one.errorTitle, one.error, one.showErrorMessage,
                    )
                )  # fmt: skip
                prompt = None if one is None else (one.promptTitle, one.prompt)
                found[row_id, column.key] = bool(cell.protection.locked), facts, prompt
    return found


@pytest.mark.parametrize("root", EXAMPLES, ids=lambda path: path.name if path != ROOT else "workspace")
def test_the_examples_come_back_as_they_were_sent(root: Path, tmp_path: Path) -> None:
    desk = example(root, tmp_path)
    for sent in sorted((root / "submissions" / str(desk.year)).glob("*.xlsx")):
        (form,) = desk.read(sent).forms
        path = tmp_path / f"{sent.stem}-copy.xlsx"
        received = desk.received(sent)
        copy = whole_copy(desk, received, form)
        executor = desk.programme.executor_by_id[form.executor]
        write_template(desk.programme, executor, desk.year, desk.history, path, copy=copy)
        assert_nothing_is_lost(desk, sent, path)
        if form.executor in ("MOPR", "PUP"):
            assert_whole(desk, form.executor, path)


def example(root: Path, tmp_path: Path) -> Desk:
    workspace = open_workspace(root)
    programme = workspace_programme(workspace)
    history = read_history(workspace.history, programme.id, workspace.year)
    return Desk(programme, workspace.year, tmp_path, history)


def whole_copy(desk: Desk, received: Returned, form: FilledForm) -> Any:
    """A copy also where nothing is to be corrected."""
    from collector.reports.returned_form import concerning, returned_form

    executor = desk.programme.executor_by_id[form.executor]
    told = concerning(executor, received.findings, received.files, desk.programme)
    return returned_form(desk.programme, executor, desk.year, form, told, received.files)


def test_a_copy_of_a_copy_keeps_everything(bialystok: Desk) -> None:
    form = fill(bialystok.form("PUP"), (12, "ok. 40 osób", "", "* uwaga"))
    form.book[DATA.sheet]["R9"] = "obok: 5"
    first = bialystok.copy("PUP", bialystok.send(form))
    again = bialystok.root / "odeslany.xlsx"
    shutil.copy(first, again)
    second = bialystok.copy("PUP", again)
    before, after = assert_nothing_is_lost(bialystok, again, second)
    assert before.forms[0].sign_off["correction"] == "1"
    assert after.forms[0].sign_off["correction"] == "2"


# --- What must not become an answer by being given back -------------------------------------------------------------

WRONG = "Całkiem inny wskaźnik"


def test_a_value_of_which_nobody_knows_whose_it_is_stands_outside(bialystok: Desk) -> None:
    form = bialystok.form("MOPR")
    form.type("A.1.3/1", value=2659, note="* z rejestru").type("A.1.4/1", value=5)
    form.find("A.1.3/1", "name").value = WRONG
    copy = bialystok.copy("MOPR", bialystok.send(form))
    book = openpyxl.load_workbook(copy)
    assert cell_of(book[DATA.sheet], DATA, "A.1.3/1", "value").value is None
    assert cell_of(book[DATA.sheet], DATA, "A.1.3/1", "note").value == "* z rejestru"
    assert [row[3] for row in book[OUTSIDE_SHEET].iter_rows(min_row=5, values_only=True)] == ["2659"]
    (row,) = [row for row in remark_rows(book) if row[-1] == "S207"]
    assert "Poza formularzem" in str(row[7])
    (observation,) = [o for o in bialystok.read(copy).submissions[0].observations if o.indicator == "A.1.3/1"]
    assert observation.value.number is None


def test_rows_that_stand_there_twice_and_differ_stand_outside(bialystok: Desk) -> None:
    form = bialystok.form("MOPR").type("A.1.3/1", value=2659, note="ta sama uwaga").type("A.1.4/1", value=5)
    sheet = form.book[DATA.sheet]
    row, last = form.find("A.1.3/1", "value").row, sheet.max_row + 1
    for column in range(1, 13):
        sheet.cell(last, column).value = sheet.cell(row, column).value
    sheet.cell(last, DATA.position["value"] + 1).value = 6361
    book = openpyxl.load_workbook(copy := bialystok.copy("MOPR", bialystok.send(form)))
    assert cell_of(book[DATA.sheet], DATA, "A.1.3/1", "value").value is None
    assert cell_of(book[DATA.sheet], DATA, "A.1.3/1", "note").value == "ta sama uwaga"
    outside = [row[3] for row in book[OUTSIDE_SHEET].iter_rows(min_row=5, values_only=True)]
    assert outside[:2] == ["2659", "6361"]
    assert "S206" in [row[-1] for row in remark_rows(book)]
    received = bialystok.received(copy)
    assert ("A.1.3/1") in [finding.indicator for finding in received.findings if finding.rule == NO_ANSWER]


def test_a_percent_format_keeps_what_the_number_says(bialystok: Desk) -> None:
    percent = next(i for i in bialystok.programme.indicators if i.kind is Kind.PERCENTAGE)
    executor = percent.executors[0]
    form = bialystok.form(executor)
    cell = form.find(percent.id, "value")
    cell.value, cell.number_format = 0.713, "0.0%"
    sent = bialystok.send(form)
    _, after = assert_nothing_is_lost(bialystok, sent, bialystok.copy(executor, sent))
    (value,) = [o.value.number for o in after.submissions[0].observations if o.indicator == percent.id]
    assert value == Decimal("71.3")


@pytest.mark.parametrize("typed", [MARCH, dt.time(12, 30), dt.timedelta(hours=26), True, False])
def test_what_was_typed_over_a_day_or_a_logical_value_counts(bialystok: Desk, typed: object) -> None:
    # In a cell with the format of a day 12 would be the twelfth of January 1900, whatever is typed.
    form = bialystok.form("MOPR")
    form.find("A.1.3/1", "value").value = typed  # type: ignore[assignment]
    sent = bialystok.send(form)
    book = openpyxl.load_workbook(bialystok.copy("MOPR", sent))
    cell = cell_of(book[DATA.sheet], DATA, "A.1.3/1", "value")
    assert (cell.value, cell.number_format) == (shown_content(typed), "#,##0")  # type: ignore[arg-type]
    cell.value = 12
    book.save(corrected := bialystok.root / "poprawiony.xlsx")
    (value,) = [o.value for o in bialystok.read(corrected).submissions[0].observations if o.indicator == "A.1.3/1"]
    assert value.number == 12


def test_what_is_no_answer_is_none_in_words(bialystok: Desk) -> None:
    # Here „01.03.2018” would be the description that is asked.
    form = bialystok.form("MOPR")
    form.find("G.3.4/6", "value").value = MARCH
    copy = bialystok.copy("MOPR", bialystok.send(form))
    assert cell_of(openpyxl.load_workbook(copy)[DATA.sheet], DATA, "G.3.4/6", "value").value == MARCH
    assert ("W403", "G.3.4/6") in asked(bialystok.read(copy).findings)


def test_a_wrong_format_can_be_changed_in_the_copy_alone(bialystok: Desk) -> None:
    form = bialystok.form("PUP").type("C.1.1/1", value="ok. 40 osób")
    assert form.book[DATA.sheet].protection.formatCells
    copy = openpyxl.load_workbook(bialystok.copy("PUP", bialystok.send(form)))
    assert not copy[DATA.sheet].protection.formatCells
    assert copy[SIGN_OFF_SHEET].protection.formatCells


def test_the_sign_off_of_a_centre_is_in_the_copy_of_everybody(bialystok: Desk) -> None:
    book = bialystok.form("ZMK").sign().book
    other = bialystok.form("PUP").type("C.1.1/1", value="ok. 40 osób").book[DATA.sheet]
    sheet = book.create_sheet("Dane PUP")
    for row in other.iter_rows():
        for cell in row:
            sheet[cell.coordinate] = cell.value
    book.save(path := bialystok.root / "CUW.xlsx")
    (before,) = [s for s in bialystok.read(path).submissions if s.executor == "PUP"]
    (after,) = bialystok.read(bialystok.copy("PUP", path)).submissions
    assert after.sign_off == replace(before.sign_off, correction="1") != replace(after.sign_off, approved_by="")


def test_the_remarks_are_no_data_but_what_is_typed_over_them_is_told(bialystok: Desk) -> None:
    form = bialystok.form("PUP").type("C.1.1/1", value="ok. 40 osób")
    copy = bialystok.copy("PUP", bialystok.send(form))
    book = openpyxl.load_workbook(copy)
    remark = cell_of(book[DATA.sheet], DATA, "C.1.1/1", REMARK.key)
    assert "ok. 40 osób" in remark.value
    remark.value = "poprawiono na 41"
    path = bialystok.root / "odeslany.xlsx"
    book.save(path)
    (found,) = [finding for finding in bialystok.read(path).findings if finding.rule.code == "S214"]
    assert "poprawiono na 41" in found.found


def test_an_entry_beside_the_fields_that_was_given_back_is_told_again_if_it_is_typed_again(bialystok: Desk) -> None:
    form = bialystok.form("PUP").type("C.1.1/1", value="ok. 40 osób")
    form.book[DATA.sheet]["R9"] = "razem 125"
    book = openpyxl.load_workbook(bialystok.copy("PUP", bialystok.send(form)))
    book[DATA.sheet]["R9"] = "razem 125"
    path = bialystok.root / "odeslany.xlsx"
    book.save(path)
    assert "S211" in codes(list(bialystok.read(path).findings))


def test_numbers_of_other_forms_do_not_make_the_copy_another_form(bialystok: Desk) -> None:
    form = bialystok.form("PUP").type("C.1.1/1", value="ok. 40 osób", note="por. MOPR-2017-abcdef")
    form.book[DATA.sheet]["R9"] = "przepisano z MOPR-2017-abcdef"
    copy = bialystok.copy("PUP", bialystok.send(form, "PUP-2017-fedcba.xlsx"))
    after = bialystok.read(copy)
    assert [submission.executor for submission in after.submissions] == ["PUP"]
    assert "T305" not in codes(list(after.findings))


# --- The sheet in front ---------------------------------------------------------------------------------------------


def remark_rows(book: Workbook) -> list[tuple[object, ...]]:
    """The lines of the table of remarks."""
    rows = list(book[REMARKS_SHEET].iter_rows(values_only=True))
    top = next((number for number, row in enumerate(rows) if row[0] == "Lp."), None)
    if top is None:
        return []
    lines: list[tuple[object, ...]] = []
    for row in rows[top + 1 :]:
        if row[0] is None:
            break
        lines.append(row)
    return lines


def links_of(sheet: Worksheet) -> dict[str, str]:
    """Where the cells of a sheet lead."""
    return {
        str(cell.coordinate): str(cell.hyperlink.location)
        for row in sheet.iter_rows()
        for cell in row
        if cell.hyperlink
    }


def front_texts(book: Workbook) -> str:
    return "\n".join(str(cell.value) for row in book[REMARKS_SHEET].iter_rows() for cell in row if cell.value)


def test_every_open_finding_is_a_line_that_leads_to_its_cell(bialystok: Desk) -> None:
    form = bialystok.form("PUP")
    form.type("C.1.1/1", value="ok. 40 osób").type("C.1.2/1", value=12.5, missing="brak danych")
    form.book[DATA.sheet].insert_cols(2)
    sent = bialystok.send(form)
    received = bialystok.received(sent)
    book = openpyxl.load_workbook(bialystok.copy("PUP", sent))
    sheet = book[REMARKS_SHEET]
    told = [finding for finding in received.findings if finding.is_open]
    lines = remark_rows(book)
    assert {row[-1] for row in lines} == {finding.rule.code for finding in told}
    weights = [str(row[-2]) for row in lines]
    assert weights == sorted(weights, key=["blokuje", "do wyjaśnienia"].index)
    links = links_of(sheet)
    assert links
    for number, row in enumerate(sheet.iter_rows(), 1):
        if row[0].value and row[-1].value and row[0].value != "Lp.":
            target = links[f"B{number}"]
            name, _, at = str(target).rpartition("!")
            leads_to = book[name.strip("'")]
            words = str(row[1].value)
            assert words.startswith(name.strip("'"))
            if "wiersz" in words:
                assert leads_to.cell(leads_to[at].row, 1).value == words.rpartition("wiersz ")[2]
    (wrong,) = [row for row in lines if row[4] and "ok. 40 osób" in str(row[4])]
    assert wrong[1:4] == ("Dane, wiersz C.1.1/1", f"Dane, {sent_address(form, 'C.1.1/1')}", wrong[3])
    assert wrong[5] == "ok. 40 osób"


def sent_address(form: FullForm, row_id: str) -> str:
    sheet = form.book[DATA.sheet]
    row = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == row_id)
    return str(sheet.cell(row, DATA.position["value"] + 2).coordinate)


def test_rows_that_are_told_as_one_have_each_its_own_words_beside_it(bialystok: Desk) -> None:
    form = bialystok.form("PUP").type("C.1.1/1", value="ok. 40 osób")
    book = openpyxl.load_workbook(bialystok.copy("PUP", bialystok.send(form)))
    (line,) = [row for row in remark_rows(book) if row[-1] == "K501"]
    blank = [i.id for i in bialystok.programme.indicators if "PUP" in i.executors and i.id != "C.1.1/1"]
    for id_ in blank[:3]:
        words = cell_of(book[DATA.sheet], DATA, id_, REMARK.key).value
        assert words.startswith(f"Lp. {str(line[0]).rstrip('.')}: Nie podano wartości wskaźnika {id_}")
        assert len(words) <= 200


def test_an_entry_that_was_added_to_the_register_is_found(desk: Desk) -> None:
    form = desk.form("CUS").type("nowe 3", task="B1.1", name="Piknik", term="2023", koszt="sto złotych")
    copy = desk.copy("CUS", desk.send(form))
    book = openpyxl.load_workbook(copy)
    lines = [row for row in remark_rows(book) if "nowe 3" in str(row[1])]
    assert lines
    assert all(str(row[3]).startswith("Piknik") for row in lines)
    register = form_sheets(desk.programme, desk.programme.executor_by_id["CUS"], 2023)[-1]
    assert "sto złotych" in cell_of(book[register.sheet], register, "nowe 3", REMARK.key).value
    assert_whole(desk, "CUS", copy)


def test_blank_fields_of_the_sign_off_have_their_remark_beside_them(bialystok: Desk) -> None:
    book = openpyxl.load_workbook(bialystok.copy("PUP", bialystok.send(bialystok.form("PUP").type("C.1.1/1", value=4))))
    sheet = book[SIGN_OFF_SHEET]
    assert str(sheet["D4"].value).startswith("Do poprawy: Lp. ")
    assert sheet["D9"].value is None


def test_nothing_stands_under_expected_that_must_not_be_typed(bialystok: Desk) -> None:
    past = {
        "A.1.3/1": PastValue(year=2016, value=Decimal(6361), text=""),
        "A.3.3/1": PastValue(year=2016, value=Decimal(80), text=""),
    }
    desk = Desk(bialystok.programme, 2017, bialystok.root, History({2016: past}))
    form = desk.form("MOPR").type("A.1.3/1", value=2659).type("A.3.3/1", value=0)
    form.type("A.1.5/3", value=165, missing="brak danych").type("A.1.6/1", value=-4).type("A.1.1/2", value="dużo")
    lines = remark_rows(openpyxl.load_workbook(desk.copy("MOPR", desk.send(form))))
    said_of = {str(row[1]).rpartition(" ")[2]: (row[5], row[6]) for row in lines}
    assert said_of["A.1.3/1"][1] == "wartość za ten rok albo powód zmiany (w 2016 r. było: 6\u00a0361)"
    assert said_of["A.3.3/1"] == ("0", "wartość za ten rok albo powód zmiany (w 2016 r. było: 80)")
    assert said_of["A.1.5/3"] == ("165 oraz „brak danych”", "jedno z dwojga")
    assert said_of["A.1.6/1"] == ("-4", "najmniej 0")
    assert said_of["A.1.1/2"] == ("dużo", "liczba całkowita (jednostka: asystenci)")


@pytest.mark.parametrize("sentences", [remark_words._FIX, remark_words._EXPECTED], ids=["fix", "expected"])
def test_the_words_of_the_copy_name_only_facts_that_their_findings_carry(sentences: Mapping[Rule, str]) -> None:
    for rule, sentence in sentences.items():
        named = {name for _, name, _, _ in Formatter().parse(sentence) if name}
        assert named <= rule.facts | {"indicator", "executor", "found", "expected"}, rule.code


def test_the_values_of_a_row_that_stands_there_twice_are_in_front(bialystok: Desk) -> None:
    form = bialystok.form("MOPR").type("A.1.3/1", value=2659)
    sheet = form.book[DATA.sheet]
    row, last = form.find("A.1.3/1", "value").row, sheet.max_row + 1
    for column in range(1, 13):
        sheet.cell(last, column).value = sheet.cell(row, column).value
    same = remark_rows(openpyxl.load_workbook(bialystok.copy("MOPR", bialystok.send(form))))
    assert [line[5] for line in same if line[-1] == "S206"] == [f"A{row}, A{last}"]
    sheet.cell(last, DATA.position["value"] + 1).value = 6361
    lines = remark_rows(openpyxl.load_workbook(bialystok.copy("MOPR", bialystok.send(form))))
    assert [line[5] for line in lines if line[-1] == "S206"] == [f"H{row}: 2659; H{last}: 6361"]


def test_a_remark_leads_to_the_column_that_it_names(bialystok: Desk) -> None:
    form = bialystok.form("PUP").type("C.1.1/1", value=40, note="do uzupełnienia").sign()
    form.book[SIGN_OFF_SHEET]["B7"] = "2016-03-01"
    book = openpyxl.load_workbook(bialystok.copy("PUP", bialystok.send(form)))
    links = links_of(book[REMARKS_SHEET])
    at = {str(row[-1].value): row for row in book[REMARKS_SHEET].iter_rows() if row[-1].value}
    row = form.find("C.1.1/1", "note").row
    assert links[at["K506"][1].coordinate] == f"'Dane'!{cell_of(book[DATA.sheet], DATA, 'C.1.1/1', 'note').coordinate}"
    assert at["K506"][2].value == f"Dane, J{row}"
    assert links[at["K507"][1].coordinate] == f"'{SIGN_OFF_SHEET}'!B7"
    assert (at["K507"][5].value, at["K507"][6].value) == ("01.03.2016", "nie wcześniej niż 01.12.2017")


def test_a_result_of_the_register_is_not_sent_to_a_column_that_is_not_there(desk: Desk) -> None:
    form = desk.form("CUS").type("B1.1/d1", term="2023 r.", koszt=10, value="?")
    lines = remark_rows(openpyxl.load_workbook(desk.copy("CUS", desk.send(form))))
    (fix,) = [str(row[7]) for row in lines if row[-1] == "W401" and "B1.1/d1" in str(row[1])]
    assert "b.d." in fix
    assert "Brak wartości" not in fix


def test_the_colours_that_ask_for_an_explanation_are_in_the_copy(bialystok: Desk) -> None:
    past = {"A.1.3/1": PastValue(year=2016, value=Decimal(6361), text="")}
    desk = Desk(bialystok.programme, 2017, bialystok.root, History({2016: past}))
    sheet = openpyxl.load_workbook(desk.copy("MOPR", desk.send(desk.form("MOPR").type("A.1.3/1", value=2659))))["Dane"]
    (coloured,) = sheet.conditional_formatting
    row = cell_of(sheet, DATA, "A.1.3/1", "value").row
    assert str(coloured.sqref) == f"L{row}:M{row}"
    assert f"$H{row}" in coloured.rules[0].formula[0]


def test_settled_and_harmless_findings_are_told_below(bialystok: Desk) -> None:
    form = bialystok.form("PUP").type("C.1.1/1", value="1.129,1").type("C.1.2/1", value="ok. 5")
    text = front_texts(openpyxl.load_workbook(bialystok.copy("PUP", bialystok.send(form))))
    assert "Do wiadomości" in text
    assert "odczytano jako" in text.partition("Do wiadomości")[2]


@pytest.mark.parametrize(
    ("typed", "expected"), [(None, "1"), ("", "1"), (1, "2"), ("2", "3"), (3.0, "4"), ("pierwsza", "pierwsza")]
)
def test_the_copy_has_the_next_number_of_the_correction(bialystok: Desk, typed: object, expected: str) -> None:
    form = bialystok.form("PUP").type("C.1.1/1", value="ok. 5")
    form.book[SIGN_OFF_SHEET]["B9"].value = typed
    sent = bialystok.send(form)
    copy = bialystok.copy("PUP", sent)
    assert openpyxl.load_workbook(copy)[SIGN_OFF_SHEET]["B9"].value == expected
    text = front_texts(openpyxl.load_workbook(copy))
    assert (f"numer korekty: {expected}." in text) is (typed != "pierwsza")
    if typed != "pierwsza":
        # Sent back, corrected, beside the first file: it counts without a question.
        book = openpyxl.load_workbook(copy)
        cell_of(book[DATA.sheet], DATA, "C.1.1/1", "value").value = 5
        corrected = bialystok.root / "poprawiony.xlsx"
        book.save(corrected)
        (counts,) = bialystok.received(sent, corrected).submissions
        assert counts.place.file == "poprawiony.xlsx"


def test_the_number_is_after_those_of_all_files(bialystok: Desk) -> None:
    paths = []
    for number, name in ((None, "a.xlsx"), (4, "b.xlsx")):
        form = bialystok.form("PUP").type("C.1.1/1", value="ok. 5")
        form.book[SIGN_OFF_SHEET]["B9"].value = number
        paths.append(bialystok.send(form, name))
    assert openpyxl.load_workbook(bialystok.copy("PUP", *paths))[SIGN_OFF_SHEET]["B9"].value == "5"


# --- When there is a copy, and when not ------------------------------------------------------------------------------


def test_a_refused_form_comes_back_blank_with_the_reason(bialystok: Desk) -> None:
    form = bialystok.form("PUP").type("C.1.1/1", value=4)
    form.book[DATA.sheet].delete_cols(DATA.position["note"] + 1)
    copy = bialystok.copy("PUP", bialystok.send(form))
    book = openpyxl.load_workbook(copy)
    text = front_texts(book)
    assert "Pliku zwrot.xlsx nie przyjęto" in text
    (row,) = remark_rows(book)
    assert row[-1] == "S203"
    assert "Przenieś do niego wartości" in str(row[7])
    assert cell_of(book[DATA.sheet], DATA, "C.1.1/1", "value").value is None
    (submission,) = bialystok.read(copy).submissions
    assert submission.sign_off.correction == ""


def test_undecided_returns_give_no_copy(bialystok: Desk) -> None:
    paths = [bialystok.send(bialystok.form("PUP").type("C.1.1/1", value=n), f"{n}.xlsx") for n in (4, 5)]
    for path in paths:
        same_time(path)
    folder = bialystok.back(*paths)
    assert [path.suffix for path in sorted((folder / "PUP").iterdir())] == [".docx", ".docx"]


def same_time(path: Path) -> None:
    """Take the time of saving out of a workbook, so that nothing says which is the later one."""
    target = io.BytesIO()
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(target, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>2018-01-01T00:00:00Z", part)
            after.writestr(name, part)
    path.write_bytes(target.getvalue())


def test_a_return_with_nothing_open_comes_back_without_remarks_and_takes_the_old_copy_away(bialystok: Desk) -> None:
    folder = bialystok.root / "zwroty"
    bad = bialystok.send(bialystok.form("ZMK").type("E.1.1/1", value="ok. 5").sign())
    bialystok.back(bad)
    assert (folder / "ZMK" / "do-poprawy-ZMK-2017.xlsx").is_file()
    (folder / "ZMK" / "notatka.txt").write_text("zostaje", encoding="utf-8")
    shutil.copy(ROOT / "submissions" / "2017" / "ZMK.xlsx", bad)
    received = bialystok.received(bad)
    assert not any(finding.is_open for finding in received.findings)
    bialystok.back(bad)
    *_, receipt = sorted((folder / "ZMK").iterdir())
    assert sorted(path.name for path in (folder / "ZMK").iterdir() if path != receipt) == [
        "formularz-ZMK-2017.xlsx", "notatka.txt",
    ]  # fmt: skip
    copy = folder / "ZMK" / "formularz-ZMK-2017.xlsx"
    front = openpyxl.load_workbook(copy).worksheets[0]
    assert front.title == REMARKS_SHEET
    assert str(front["A4"].value).startswith("Nie ma nic do poprawy ani do wyjaśnienia")
    assert_nothing_is_lost(bialystok, bad, copy)


def test_a_file_that_somebody_changed_is_neither_overwritten_nor_removed(bialystok: Desk) -> None:
    sent = bialystok.send(bialystok.form("PUP").type("C.1.1/1", value="ok. 5"))
    copy = bialystok.copy("PUP", sent)
    openpyxl.load_workbook(copy).save(copy)
    kept = {path: path.read_bytes() for path in copy.parent.iterdir()}
    with pytest.raises(InputError, match=r"PUP/do-poprawy-PUP-2017\.xlsx.*Przenieś je w inne miejsce"):
        bialystok.back(sent)
    assert {path: path.read_bytes() for path in copy.parent.iterdir()} == kept


def test_the_same_returns_give_the_same_bytes(desk: Desk, tmp_path: Path) -> None:
    sent = desk.send(fill(desk.form("CUS")))
    folder = desk.back(sent)
    first = {path.name: path.read_bytes() for path in folder.rglob("*.*")}
    assert len(first) == 2
    shutil.rmtree(folder)
    assert {path.name: path.read_bytes() for path in desk.back(sent).rglob("*.*")} == first


def test_a_text_longer_than_a_cell_is_kept_in_pieces(bialystok: Desk) -> None:
    long = "🙂" * 20_000
    form = bialystok.form("PUP").type("C.1.1/1", note=long)
    copy = bialystok.copy("PUP", bialystok.send(form))
    pieces = [row[3] for row in openpyxl.load_workbook(copy)[OUTSIDE_SHEET].iter_rows(min_row=5, values_only=True)]
    assert "".join(map(str, pieces)) == long


# --- The ordinary form: a surprising value asks for its explanation ---------------------------------------------------


def test_only_rows_with_a_number_to_compare_with_colour_their_explanation(programme: Programme, tmp_path: Path) -> None:
    numeric = [i for i in programme.indicators if i.kind.is_numeric and i.executors == ("MOPR",)]
    shared = next(i for i in programme.indicators if i.kind.is_numeric and len(i.executors) > 1)
    one, other, without = numeric[:3]
    past = {
        one.id: PastValue(year=2016, value=Decimal(1000), text=""),
        other.id: PastValue(year=2016, value=None, text="wiele"),
        without.id: PastValue(year=2016, value=Decimal(5), text="", missing="PUP"),
        shared.id: PastValue(year=2016, value=Decimal(5), text=""),
    }
    path = tmp_path / "MOPR.xlsx"
    write_template(programme, programme.executor_by_id["MOPR"], 2017, History({2016: past}), path)
    sheet = openpyxl.load_workbook(path)[DATA.sheet]
    (coloured,) = sheet.conditional_formatting
    row = cell_of(sheet, DATA, one.id, "value").row
    assert str(coloured.sqref) == f"K{row}:L{row}"
    assert coloured.rules[0].formula == [f"IF(ISNUMBER($H{row}),OR($H{row}<500,$H{row}>1500),FALSE)"]


# --- LibreOffice ------------------------------------------------------------------------------------------------------

needs_office = pytest.mark.skipif(not OFFICE and not os.environ.get("CI"), reason="LibreOffice is not installed")


@pytest.fixture
def resaved(tmp_path: Path) -> Callable[..., Path]:
    """Saves workbooks again in LibreOffice; returns the folder of the results."""

    def run(*paths: Path) -> Path:
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        out = tmp_path / "again"
        command = [str(OFFICE), profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out)]
        subprocess.run([*command, *map(str, paths)], check=True, capture_output=True, timeout=300)
        return out

    return run


@pytest.mark.office
@needs_office
def test_a_copy_saved_again_in_libreoffice_says_the_same_and_its_links_lead(
    desk: Desk, resaved: Callable[..., Path]
) -> None:
    # LibreOffice itself turns true into a formula and drops what a text says of its blanks.
    plain = [content for content in NASTY if not isinstance(content, bool) and content != "\u00a0 12 \u202f"]
    form = fill(desk.form("CUS"), plain)
    form.book[DATA.sheet]["R9"] = "obok tabeli: razem 125"
    sent = desk.send(form)
    copy = desk.copy("CUS", sent)
    again = resaved(copy) / copy.name
    assert_the_same(desk, copy, again)
    book = openpyxl.load_workbook(again)
    assert book.sheetnames[0] == REMARKS_SHEET
    links = links_of(book[REMARKS_SHEET])
    assert links.keys() == links_of(openpyxl.load_workbook(copy)[REMARKS_SHEET]).keys() != set()
    for link, target in links.items():
        name, _, at = target.rpartition("!")
        sheet = book[name.strip("'")]
        words = str(book[REMARKS_SHEET][link].value)
        if "wiersz" in words:
            assert sheet.cell(sheet[at].row, 1).value == words.rpartition("wiersz ")[2]
    assert book[TABLES.sheet].protection.sheet


def assert_the_same(desk: Desk, copy: Path, again: Path) -> None:
    before, after = desk.read(copy), desk.read(again)
    assert said(after) == said(before)
    assert new_findings(before.findings, after.findings) == []
    assert after.files[0].left == before.files[0].left


@pytest.mark.office
@needs_office
def test_the_copies_of_the_examples_say_the_same_saved_again_in_libreoffice(
    tmp_path: Path, resaved: Callable[..., Path]
) -> None:
    copies: dict[Path, Desk] = {}
    for root in EXAMPLES[1:]:
        desk = example(root, tmp_path)
        for sent in sorted((root / "submissions" / str(desk.year)).glob("*.xlsx"))[:6]:
            (form,) = desk.read(sent).forms
            path = tmp_path / f"{root.name}-{sent.stem}.xlsx"
            copy = whole_copy(desk, desk.received(sent), form)
            write_template(
                desk.programme, desk.programme.executor_by_id[form.executor], desk.year, desk.history, path, copy=copy
            )
            copies[path] = desk
    again = resaved(*copies)
    for path, desk in copies.items():
        assert_the_same(desk, path, again / path.name)


def test_what_nobody_could_use_one_by_one_comes_back_as_an_area(bialystok: Desk) -> None:
    form = bialystok.form("ZMK")
    for number in range(1, 3101):
        form.book["Dane"].cell(number, 15).value = f"lokal {number}"
    (kept,) = bialystok.read(bialystok.send(form)).forms
    *cells, rest = kept.outside
    assert [cell.text for cell in cells] == [f"lokal {number}" for number in range(1, 3001)]
    assert (rest.cell, rest.text) == ("O3001:O3100", "(dalsze komórki: 100)")
