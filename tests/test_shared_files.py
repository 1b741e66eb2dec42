"""A shared-service centre sends the forms of several executors in one workbook."""

from collections.abc import Callable
from pathlib import Path

from openpyxl.comments import Comment
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from collector.domain.observation import Status, Value
from collector.domain.programme import Programme
from collector.domain.submission import Standing
from collector.layout.form import DATA, SIGN_OFF_SHEET
from collector.submissions import DEFAULT_LIMITS
from collector.submissions.forms.reading import Reading
from collector.submissions.processes.file_reading import FileReader

from .conftest import Form

Forms = Callable[[str], Form]


def copied(sheet: Worksheet, book: Workbook, title: str) -> Worksheet:
    """The sheet with what stands in it, as „move or copy” takes it to another workbook."""
    copy: Worksheet = book.create_sheet(title)
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                copy.cell(cell.row, cell.column, cell.value)
    return copy


def together(returned: Forms) -> Workbook:
    """The return of ZMK with the tables of UM-SPORT and UM-ZDR on sheets of their own."""
    book = returned("ZMK").book
    for executor in ("UM-SPORT", "UM-ZDR"):
        copied(returned(executor).sheet, book, f"Dane {executor}")
    return book


def read(book: Workbook, programme: Programme, folder: Path) -> Reading:
    path = folder / "CUW.xlsx"
    book.save(path)
    return FileReader(programme, 2017, DEFAULT_LIMITS).read(path, path.name)


def answers(reading: Reading, executor: str) -> dict[str, tuple[Value, str]]:
    (submission,) = (submission for submission in reading.submissions if submission.executor == executor)
    return {o.indicator: (o.value, o.note) for o in submission.observations}


def test_every_executor_gets_its_own_answers(returned: Forms, programme: Programme, tmp_path: Path) -> None:
    reading = read(together(returned), programme, tmp_path)
    assert sorted(submission.executor for submission in reading.submissions) == ["UM-SPORT", "UM-ZDR", "ZMK"]
    assert [finding for finding in reading.findings if finding.rule.severity != "informacja"] == []
    for executor in ("ZMK", "UM-SPORT", "UM-ZDR"):
        alone = read(returned(executor).book, programme, tmp_path)
        assert answers(reading, executor) == answers(alone, executor)
        assert any(value.status is Status.GIVEN for value, _ in answers(reading, executor).values())


def test_every_part_has_its_line_and_all_cells_are_in_one(
    returned: Forms, programme: Programme, tmp_path: Path
) -> None:
    reading = read(together(returned), programme, tmp_path)
    assert {line.executor: line.standing for line in reading.files} == dict.fromkeys(
        ("ZMK", "UM-SPORT", "UM-ZDR"), Standing.COUNTS
    )
    assert all(line.filled == line.own + line.taken and not line.left for line in reading.files)


def test_the_sign_off_is_everybodys(returned: Forms, programme: Programme, tmp_path: Path) -> None:
    reading = read(together(returned), programme, tmp_path)
    assert len({submission.sign_off for submission in reading.submissions}) == 1
    assert reading.submissions[0].sign_off.approved_by


def test_a_sign_off_beside_one_of_the_tables_is_everybodys(
    returned: Forms, programme: Programme, tmp_path: Path
) -> None:
    expected = read(returned("ZMK").book, programme, tmp_path).submissions[0].sign_off
    book = together(returned)
    beside(book["Dane UM-SPORT"], book[SIGN_OFF_SHEET])
    del book[SIGN_OFF_SHEET]
    reading = read(book, programme, tmp_path)
    assert [submission.sign_off for submission in reading.submissions] == [expected] * 3
    assert all(not line.left for line in reading.files)
    assert [finding for finding in reading.findings if finding.rule.severity != "informacja"] == []


def beside(sheet: Worksheet, signed: Worksheet) -> None:
    """Write the lines of the sign-off beside the table of a sheet."""
    lines = signed.iter_rows(min_row=4, max_row=9, max_col=3, values_only=True)
    for row, line in enumerate(lines, 9):
        for column, content in enumerate(line, 13):
            sheet.cell(row, column, content)


def test_what_hangs_on_a_shared_file_is_nobodys_in_particular(
    returned: Forms, programme: Programme, tmp_path: Path
) -> None:
    for book, executor in ((together(returned), ""), (returned("ZMK").book, "ZMK")):
        book[DATA.sheet]["H8"].comment = Comment("poprawnie 99", "Anna Nowak")
        findings = read(book, programme, tmp_path).findings
        assert [(found.rule.code, found.executor) for found in findings if found.rule.code == "P121"] == [
            ("P121", executor)
        ]


def test_a_table_that_does_not_say_whose_it_is_is_a_question(
    returned: Forms, programme: Programme, tmp_path: Path
) -> None:
    book = together(returned)
    book["Dane UM-ZDR"]["A3"].value = None
    reading = read(book, programme, tmp_path)
    assert [finding.rule.code for finding in reading.findings] == ["T305"]
    assert reading.submissions == ()


def test_a_sign_off_of_another_executor_is_a_question(returned: Forms, programme: Programme, tmp_path: Path) -> None:
    book = returned("ZMK").book
    book[SIGN_OFF_SHEET]["A2"].value = returned("PUP").book[SIGN_OFF_SHEET]["A2"].value
    reading = read(book, programme, tmp_path)
    assert [finding.rule.code for finding in reading.findings] == ["T305"]
    assert DATA.sheet in reading.findings[0].message
