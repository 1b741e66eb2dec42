"""The register of returns: every file, whether it counts and why, and where each of its filled cells went."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from collector.domain.observation import Place
from collector.domain.submission import LeftCell, ReturnedFile, SignOff, Standing
from collector.reports.findings import write_findings_workbook
from collector.reports.register_of_returns import (
    REGISTER_FIELDS,
    cells_accounted_for,
    register_of_returns_csv,
    register_sheets,
)
from collector.submissions.counting.differences import Difference

RETURN = ReturnedFile(
    place=Place(file='zwroty/=PUP "1",\nkopia.xlsx', sha256="1f" * 32),
    standing=Standing.COUNTS,
    why="jedyny zwrot realizatora",
    executor="PUP",
    form_id="PUP-2017-1f3a9c",
    programme="bialystok-srps-2011-2020",
    year=2017,
    version="2",
    catalogue="0123456789ab",
    modified="2018-03-20T10:15:00Z",
    sign_off=SignOff(date="20.03.2018", correction="1"),
    own=80,
    taken=38,
    left=(LeftCell(sheet="Dane", cell="L9", text="=1+1"), LeftCell(sheet="Arkusz1", cell="A1", text="-5")),
)
REFUSED = ReturnedFile(
    place=Place(file="skan\udcb3.pdf", sha256="2f" * 32), standing=Standing.ATTACHMENT, why="nie jest arkuszem"
)
CHANGE = Difference(
    executor="PUP", indicator="C.1.3/1", part="", earlier="12", later="",
    earlier_place=Place(file="a.xlsx", sheet="Dane", cell="H14"),
    later_place=Place(file="b.xlsx", sheet="Dane", cell="H15"), is_lost=True,
)  # fmt: skip


def rows(files: list[ReturnedFile]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(register_of_returns_csv(files), newline="")))


def workbook(path: Path, files: list[ReturnedFile], changes: list[Difference]) -> Workbook:
    write_findings_workbook([], path, register_sheets(files, changes))
    return openpyxl.load_workbook(path)


def test_register_is_data() -> None:
    row, refused = rows([RETURN, REFUSED])
    assert tuple(row) == REGISTER_FIELDS
    assert row == {
        "file": "zwroty/=PUP \"1\",\nkopia.xlsx", "sha256": "1f" * 32, "executor": "PUP", "standing": "liczy się",
        "why": "jedyny zwrot realizatora", "form_id": "PUP-2017-1f3a9c", "programme": "bialystok-srps-2011-2020",
        "year": "2017", "version": "2", "catalogue": "0123456789ab", "correction": "1", "prepared_on": "20.03.2018",
        "modified": "2018-03-20T10:15:00Z", "filled": "120", "own": "80", "taken": "38", "left": "2",
    }  # fmt: skip
    assert (refused["file"], refused["standing"], refused["year"]) == ("skan\\udcb3.pdf", "załącznik", "")
    assert [refused[key] for key in ("filled", "own", "taken", "left")] == [""] * 4, "not counted is not zero"


def test_register_without_files_has_its_heading() -> None:
    assert register_of_returns_csv([]) == ",".join(REGISTER_FIELDS) + "\n"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            {},
            "120 wypełnionych komórek = 80 tekstów formularza + 38 przejętych + 2 nieprzejęte",
        ),
        (
            {"own": 1, "taken": 1},
            "4 wypełnione komórki = 1 tekst formularza + 1 przejęta + 2 nieprzejęte",
        ),
        ({"own": 1, "taken": 0, "left": ()},
         "1 wypełniona komórka = 1 tekst formularza + 0 przejętych + 0 nieprzejętych"),
        ({"own": 0, "taken": 0, "left": ()}, ""),
    ],
)  # fmt: skip
def test_every_filled_cell_is_accounted_for(cells: dict[str, int], said: str) -> None:
    returned = replace(RETURN, **cells)  # type: ignore[arg-type]
    assert cells_accounted_for(returned).replace("\u00a0", " ") == said


def test_workbook_has_the_register(tmp_path: Path) -> None:
    book = workbook(tmp_path / "uwagi.xlsx", [RETURN, REFUSED], [CHANGE])
    assert book.sheetnames == ["Uwagi", "Rejestr zwrotów", "Komórki nieprzejęte", "Zmiany po korektach"]
    headings, first, second = book["Rejestr zwrotów"].iter_rows(values_only=True)
    row = dict(zip(headings, first, strict=True))
    assert (row["Plik"], row["Czy się liczy"]) == (RETURN.place.file, "liczy się")
    assert row["Zapisano"] == "20.03.2018 10:15:00 UTC"
    assert (second[0], second[2]) == ("skan\\udcb3.pdf", "załącznik")
    left = list(book["Komórki nieprzejęte"].iter_rows(min_row=2, values_only=True))
    assert left == [(RETURN.place.file, "PUP", "Dane", "L9", "=1+1"), (RETURN.place.file, "PUP", "Arkusz1", "A1", "-5")]
    change = list(book["Zmiany po korektach"].iter_rows(min_row=2, values_only=True))
    assert change == [("PUP", "C.1.3/1", "12", "a.xlsx > Dane > H14", "puste", "b.xlsx > Dane > H15")]


def test_text_from_returns_stays_text(tmp_path: Path) -> None:
    book = workbook(tmp_path / "uwagi.xlsx", [RETURN], [CHANGE])
    for sheet in book.worksheets[1:]:
        for line in sheet.iter_rows():
            assert {cell.data_type for cell in line if cell.value is not None} <= {"s"}
            assert all(cell.hyperlink is None for cell in line)


def test_sheets_without_anything_to_list_are_left_out(tmp_path: Path) -> None:
    book = workbook(tmp_path / "uwagi.xlsx", [replace(RETURN, left=())], [])
    assert book.sheetnames == ["Uwagi", "Rejestr zwrotów"]
    assert book["Uwagi"]["A2"].value == "Nie ma uwag."
    assert workbook(tmp_path / "bez.xlsx", [], [])["Rejestr zwrotów"]["A2"].value == "Nie ma zwrotów."


def test_workbook_of_findings_needs_no_register(tmp_path: Path) -> None:
    write_findings_workbook([], tmp_path / "uwagi.xlsx")
    assert openpyxl.load_workbook(tmp_path / "uwagi.xlsx").sheetnames == ["Uwagi"]


def test_very_long_text_fits_a_cell(tmp_path: Path) -> None:
    returned = replace(RETURN, left=(LeftCell(sheet="Dane", cell="L9", text="x" * 40_000),))
    text = workbook(tmp_path / "uwagi.xlsx", [returned], [])["Komórki nieprzejęte"]["E2"].value
    assert isinstance(text, str)
    assert len(text) == 32_000


def test_same_returns_are_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        workbook(tmp_path / name, [RETURN, REFUSED], [CHANGE])
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
