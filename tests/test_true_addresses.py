"""Whatever is done to the sheets of a return, an address in what was read of it holds what is said to stand there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any, cast

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from collector.catalogue import load_programme
from collector.domain.consolidation import History
from collector.domain.observation import Place
from collector.domain.programme import Programme
from collector.layout.form import DATA, SheetLayout, register_sheet
from collector.submissions import DEFAULT_LIMITS
from collector.submissions.forms.asked_form import AskedForm
from collector.submissions.forms.reading import Reading
from collector.submissions.processes.file_reading import FileReader
from collector.templates import write_template

from .conftest import ROOT

EXECUTOR = "ZMK"
# What is typed wrongly: in which column, and how its cell shows it.
OFFENCES: tuple[tuple[str, Any, str], ...] = (
    ("value", "dużo", "General"),
    ("value", "ok. 200", "General"),
    ("value", "#DIV/0!", "General"),
    ("value", datetime(2017, 1, 2), "dd.mm.yyyy"),  # noqa: DTZ001 - no zone in cells
    ("value", 0.12, "0%"),
    ("value", 1200, "#,##0,"),
    ("value", "12 kobiet i 5 mężczyzn", "General"),
    ("value", "4/5/6", "General"),
    ("value", "minus 5", "General"),
    ("value", True, "General"),
    ("value", "=5+3", "General"),
    ("value", "*", "General"),
    ("missing", "zapomniano", "General"),
    ("missing", "#N/A", "General"),
    ("note", "#REF!", "General"),
)


@dataclass
class Treated:
    """A return while somebody works on its sheet of data."""

    book: Workbook
    sheet: Worksheet
    year: int
    layout: SheetLayout = DATA

    @property
    def heading(self) -> int:
        """The row of the headings."""
        return next(row for (row, _), cell in self.cells.items() if cell.value == self.layout.column("id").heading)

    @property
    def cells(self) -> dict[tuple[int, int], Cell]:
        return cast("dict[tuple[int, int], Cell]", self.sheet._cells)

    def column(self, key: str) -> int:
        """Where a column of the form now is."""
        heading, row = self.layout.column(key).titled(self.year), self.heading
        return next(column for (at, column), cell in self.cells.items() if at == row and cell.value == heading)

    def cell(self, indicator: str, key: str) -> Cell:
        """An input cell of an indicator."""
        ids = self.column("id")
        row = next(row for (row, at), cell in self.cells.items() if at == ids and cell.value == indicator)
        return self.cells[row, self.column(key)]

    def rearrange(self, place: Callable[[int, int], tuple[int, int] | None]) -> None:
        """Put every cell, with its style, where `place` says; nowhere if it says None."""
        cells = {}
        for old, cell in list(self.cells.items()):
            if new := place(*old):
                cell.row, cell.column = new
                cells[new] = cell
        self.sheet._cells = dict(sorted(cells.items()))


def insert_row(form: Treated, at: int, _: int) -> None:
    at = 1 + at % (form.sheet.max_row + 1)
    form.rearrange(lambda row, column: (row + (row >= at), column))


def insert_column(form: Treated, at: int, _: int) -> None:
    at = 1 + at % (form.sheet.max_column + 1)
    form.rearrange(lambda row, column: (row, column + (column >= at)))


def move_column(form: Treated, source: int, target: int) -> None:
    order = list(range(1, form.sheet.max_column + 1))
    order.insert(target % len(order), order.pop(source % len(order)))
    place = {old: new for new, old in enumerate(order, 1)}
    form.rearrange(lambda row, column: (row, place[column]))


def sort_rows(form: Treated, by: int, backwards: int) -> None:
    by, first = 1 + by % form.sheet.max_column, form.heading + 1
    rows = list(range(first, form.sheet.max_row + 1))

    def key(row: int) -> tuple[bool, str]:
        cell = form.cells.get((row, by))
        return cell is None or cell.value is None, str(cell.value if cell else "")

    place = {old: new for new, old in zip(rows, sorted(rows, key=key, reverse=bool(backwards % 2)), strict=True)}
    form.rearrange(lambda row, column: (place.get(row, row), column))


def move_row(form: Treated, source: int, target: int) -> None:
    first = form.heading + 1
    order = list(range(first, form.sheet.max_row + 1))
    order.insert(target % len(order), order.pop(source % len(order)))
    place = {old: new for new, old in enumerate(order, first)}
    form.rearrange(lambda row, column: (place.get(row, row), column))


def delete_a_band(form: Treated, which: int, _: int) -> None:
    column = form.column("id")
    filled = {row for (row, at), cell in form.cells.items() if at == column and cell.value is not None}
    used = {row for (row, _), cell in form.cells.items() if cell.value is not None and row not in filled}
    if bands := sorted(row for row in used if row > form.heading):
        gone = bands[which % len(bands)]
        form.rearrange(lambda row, column: None if row == gone else (row - (row > gone), column))


def hide_row(form: Treated, which: int, _: int) -> None:
    form.sheet.row_dimensions[1 + which % form.sheet.max_row].hidden = True


def hide_column(form: Treated, which: int, _: int) -> None:
    form.sheet.column_dimensions[get_column_letter(1 + which % form.sheet.max_column)].hidden = True


def rename_sheet(form: Treated, which: int, _: int) -> None:
    form.sheet.title = ("Arkusz1", "Zażółć & „gęślą”", "dane (2)", "x" * 26)[which % 4]


def move_sheet(form: Treated, by: int, _: int) -> None:
    form.book.move_sheet(form.sheet, by % 5 - 2)


def blank_copy(form: Treated, where: int, _: int) -> None:
    """A copy of the sheet without any answer, once."""
    if any("kopia" in title for title in form.book.sheetnames):
        return
    copy = form.book.copy_worksheet(form.sheet)
    copy.title = "kopia"
    for key in form.layout.entry_keys:
        column = form.column(key)
        for row in range(form.heading + 1, copy.max_row + 1):
            copy.cell(row, column).value = None
    form.book.move_sheet(copy, -(where % len(form.book.sheetnames)))


def extra_sheet(form: Treated, _: int, __: int) -> None:
    form.book.create_sheet(f"notatki {len(form.book.sheetnames)}", 0)["C3"] = "do wyjaśnienia"


def filter_rows(form: Treated, _: int, __: int) -> None:
    form.sheet.auto_filter.ref = f"A{form.heading}:{get_column_letter(form.sheet.max_column)}{form.sheet.max_row}"


def merge_cells(form: Treated, row: int, column: int) -> None:
    """Merge cells outside the columns to fill in, where nothing is lost by it."""
    top, left = 1 + row % form.sheet.max_row, 1 + column % form.sheet.max_column
    area = {(at, column) for at in (top, top + 1) for column in (left, left + 1)}
    entries = {form.column(key) for key in form.layout.entry_keys}
    covered = [form.cells[place].value for place in area - {(top, left)} if place in form.cells]
    taken = [area_.coord for area_ in form.sheet.merged_cells.ranges if area & set(area_.cells)]
    if not entries & {left, left + 1} and not taken and not any(value is not None for value in covered):
        form.sheet.merge_cells(start_row=top, end_row=top + 1, start_column=left, end_column=left + 1)


def into_new_workbook(form: Treated, _: int, __: int) -> None:
    """The sheet alone, in a workbook that knows nothing of the form."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = form.sheet.title
    for (row, column), cell in form.cells.items():
        if cell.value is not None:
            copied = sheet.cell(row, column)
            copied.value = cell.value
            copied.number_format = cell.number_format
    form.book, form.sheet = book, sheet


Step = Callable[[Treated, int, int], None]
MOVES: tuple[Step, ...] = (
    *(insert_row, insert_column, move_column, sort_rows, move_row, delete_a_band, hide_row, hide_column),
    *(rename_sheet, move_sheet, blank_copy, extra_sheet),
)
LAST: tuple[Step, ...] = (filter_rows, merge_cells, into_new_workbook, extra_sheet, hide_row)
Move = tuple[Step, int, int]
TREATING = settings(
    deadline=None, derandomize=True, phases=(Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
NUMBERS = st.integers(0, 60)


def steps(of: tuple[Step, ...], at_most: int) -> st.SearchStrategy[list[Move]]:
    return st.lists(st.tuples(st.sampled_from(of), NUMBERS, NUMBERS), max_size=at_most)


class Task:
    """The form of an executor, and how it is read."""

    def __init__(
        self,
        form: Path,
        ids: list[str],
        reader: FileReader,
        layout: SheetLayout = DATA,
        keys: tuple[str, ...] = ("value",),
    ) -> None:
        self.form, self.ids, self.reader, self.layout, self.keys = form, ids, reader, layout, keys

    def filled(self) -> tuple[Treated, dict[str, Any]]:
        """A form in which every answer is a different number."""
        book = openpyxl.load_workbook(self.form)
        form = Treated(book, book[self.layout.sheet], self.reader.year, self.layout)
        for area in list(form.sheet.merged_cells.ranges):
            form.sheet.unmerge_cells(area.coord)
        typed = dict(zip(self.ids, count(11), strict=False))
        for id_, number in typed.items():
            for key in self.keys:
                form.cell(id_, key).value = number
        return form, typed

    def after(self, moves: list[Move], form: Treated, path: Path) -> tuple[Reading, Workbook]:
        """What is read of a form after `moves`, and the workbook as openpyxl sees it then."""
        for step, one, other in moves:
            step(form, one, other)
            event(step.__name__)
        form.book.save(path)
        reading = self.reader.read(path, path.name)
        assert reading.submissions, [finding.message for finding in reading.findings]
        return reading, openpyxl.load_workbook(path)


@pytest.fixture(scope="module")
def task(templates: Path, programme: Programme) -> Task:
    asked = AskedForm(programme, programme.executor_by_id[EXECUTOR], 2017).asked_on(DATA)
    return Task(templates / f"{EXECUTOR}.xlsx", list(asked), FileReader(programme, 2017, DEFAULT_LIMITS))


def held(book: Workbook, place: Place) -> object:
    """What stands at an address, as anybody sees it who opens the file."""
    return book[place.sheet][place.cell].value


@settings(TREATING, max_examples=80)
@given(which=NUMBERS, offence=st.sampled_from(OFFENCES), moves=steps(MOVES, 6), last=steps(LAST, 3))
def test_a_finding_names_the_cell_in_which_the_offending_value_stands(
    which: int, offence: tuple[str, Any, str], moves: list[Move], last: list[Move], task: Task, tmp_path: Path
) -> None:
    form, typed = task.filled()
    wrong = task.ids[which % len(task.ids)]
    key, content, number_format = offence
    if key != "note":
        form.cell(wrong, "value").value = typed[wrong] = None
    if key == "value":
        typed[wrong] = content
    form.cell(wrong, key).value = content
    form.cell(wrong, key).number_format = number_format
    reading, seen = task.after([*moves, *last], form, tmp_path / "zwrot.xlsx")
    about = [finding for finding in reading.findings if finding.indicator == wrong]
    assert about
    for finding in about:
        assert held(seen, finding.place) == content, finding.message
    assert not [finding for finding in reading.findings if finding.indicator not in {wrong, ""}]
    for observation in reading.submissions[0].observations:
        indicator = observation.indicator
        assert held(seen, observation.place) == (
            content if (indicator, key) == (wrong, "missing") else typed[indicator]
        )
        if indicator != wrong or key == "note":
            assert observation.value.number == typed[indicator]


# --- The register ---------------------------------------------------------------------------------------------------

WRONG_ENTRIES: tuple[tuple[str, Any], ...] = (
    ("koszt", "dużo"), ("koszt", "#DIV/0!"), ("koszt", "1,2,3"), ("koszt", "=5+3"), ("value", "1.2.3"),
    ("value", "#N/A"),
)  # fmt: skip


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Task:
    programme = load_programme(ROOT / "examples" / "lublin-srps-2014-2020" / "programme.yaml")
    path = tmp_path_factory.mktemp("register") / "formularz.xlsx"
    write_template(programme, programme.executor_by_id["UM-WK"], 2020, History(), path)
    assert programme.register is not None
    ids = [action.id for action in programme.actions if action.executor == "UM-WK"]
    reader = FileReader(programme, 2020, DEFAULT_LIMITS)
    return Task(path, ids, reader, register_sheet(programme.register), ("koszt", "gmina", "value"))


@settings(TREATING, max_examples=30)
@given(which=NUMBERS, wrong=st.sampled_from(WRONG_ENTRIES), moves=steps(MOVES, 6), last=steps(LAST, 3))
def test_the_register_names_the_cells_in_which_its_entries_stand(
    which: int, wrong: tuple[str, Any], moves: list[Move], last: list[Move], register: Task, tmp_path: Path
) -> None:
    form, typed = register.filled()
    action = register.ids[which % len(register.ids)]
    key, content = wrong
    form.cell(action, key).value = content
    reading, seen = register.after([*moves, *last], form, tmp_path / "zwrot.xlsx")
    about = [finding for finding in reading.findings if finding.indicator == action]
    assert content in [held(seen, finding.place) for finding in about]
    entries = {entry.id: entry for entry in reading.submissions[0].entries}
    assert entries.keys() == set(register.ids)
    for id_, entry in entries.items():
        assert entry.cost_place
        assert entry.value_place
        cost, value = held(seen, entry.cost_place), held(seen, entry.value_place)
        expected = {"koszt": typed[id_], "value": typed[id_]} | ({key: content} if id_ == action else {})
        assert {"koszt": cost, "value": value} == expected
        if id_ != action:
            assert (entry.amount("koszt"), entry.amount("gmina"), entry.value.number) == (typed[id_],) * 3
