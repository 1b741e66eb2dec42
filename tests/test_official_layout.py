"""How the official sheet prints: pages, breaks, lists longer than a page, numbers under any locale."""

import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from collector.consolidation import consolidate
from collector.domain.consolidation import Consolidation, History
from collector.domain.programme import Programme
from collector.reports.official_table import write_official_table
from collector.reports.pages import Pages
from collector.reports.sources import Sources
from collector.spreadsheet import Workbook as NewWorkbook
from collector.spreadsheet import new_workbook

from .conftest import ROOT, Bureau, read_submission

OFFICE = shutil.which("soffice")
PDF_TEXT = shutil.which("pdftotext")
office = pytest.mark.office
installed = pytest.mark.skipif(
    not (OFFICE and PDF_TEXT) and not os.environ.get("CI"), reason="LibreOffice or pdftotext is not installed"
)


# --- Pages ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def pages(tmp_path: Path) -> Iterator[Pages]:
    with new_workbook(tmp_path / "a.xlsx", title="a") as book:
        yield Pages(book.sheet("a"), [145.0])


def test_rows_that_a_page_holds_stay_together(pages: Pages) -> None:
    whole = pages.whole
    pages.place(0, [[whole * 0.6]])
    pages.place(1, [[whole * 0.2]], [[whole * 0.3]])
    assert pages.breaks == [1]
    pages.place(3, [[whole * 0.4]])
    assert pages.breaks == [1]


def test_a_heading_goes_with_what_it_heads(pages: Pages) -> None:
    pages.place(0, [[pages.whole * 0.9]])
    pages.keep_with_next(1, 20)
    pages.place(2, [[pages.whole * 0.2]])
    assert pages.breaks == [1]


def test_what_no_page_holds_is_split_between_its_groups(pages: Pages) -> None:
    whole = pages.whole
    pages.place(0, [[whole * 0.7]], [[whole * 0.2], [whole * 0.2]], [[whole * 0.9], [whole * 0.3]])
    assert pages.breaks == [1, 3, 4]


def test_the_running_head_takes_its_room_from_every_page(pages: Pages) -> None:
    before = pages.whole
    pages.repeat(1, 15)
    assert pages.whole == before - 15


# --- The sheet of 2017, printed -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def consolidation(programme: Programme) -> Consolidation:
    files = sorted((ROOT / "submissions" / "2017").glob("*.xlsx"))
    read = [read_submission(path, path.name, programme, 2017)[0] for path in files]
    return consolidate(programme, 2017, [submission for submission in read if submission], History())


@pytest.fixture(scope="module")
def sheet_of_2017(consolidation: Consolidation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook of the official sheet alone."""
    path = tmp_path_factory.mktemp("arkusz") / "arkusz.xlsx"
    with new_workbook(path, title="Raport") as book:
        write_official_table(book, consolidation, Sources(consolidation))
    return path


def pdf_pages(source: Path, profile: Path, *crop: str) -> list[str]:
    """The text of every page of the PDF that LibreOffice makes of a workbook, or of a part of each page."""
    command = [str(OFFICE), f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf",
               "--outdir", str(source.parent), str(source)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pdf = source.with_suffix(".pdf")
    done = subprocess.run([str(PDF_TEXT), "-raw", *crop, str(pdf), "-"], check=True, capture_output=True)
    return done.stdout.decode("utf-8").replace("\u00a0", " ").removesuffix("\f").split("\f")


@pytest.fixture(scope="module")
def printed(sheet_of_2017: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The text of every page of the PDF."""
    return pdf_pages(sheet_of_2017, tmp_path_factory.mktemp("profil"))


def planned(path: Path) -> list[range]:
    """The rows of every page that our breaks make."""
    sheet = openpyxl.load_workbook(path)["Sprawozdanie"]
    ends = [*sorted(int(found.id) for found in sheet.row_breaks.brk), sheet.max_row]
    starts = [1, *(end + 1 for end in ends[:-1])]
    return [range(start, end + 1) for start, end in zip(starts, ends, strict=True)]


def tasks(book: Workbook) -> dict[str, tuple[int, int]]:
    """The first and the last row of every task."""
    sheet = book["Sprawozdanie"]
    ends = {area.min_row: area.max_row for area in sheet.merged_cells.ranges if area.min_col == area.max_col == 1}
    found = {}
    for (cell,) in sheet.iter_rows(min_row=3, max_col=1):
        if re.fullmatch(r"[A-Z]\.\d+\.\d+", str(cell.value)):
            found[str(cell.value)] = (cell.row or 0, ends.get(cell.row or 0, cell.row or 0))
    return found


def height(sheet: Any, first: int, last: int) -> float:
    return float(sum(sheet.row_dimensions[row].height for row in range(first, last + 1)))


def test_no_task_that_fits_a_page_is_split(sheet_of_2017: Path) -> None:
    book = openpyxl.load_workbook(sheet_of_2017)
    sheet, pages = book["Sprawozdanie"], planned(sheet_of_2017)
    tallest = max(height(sheet, page[0], page[-1]) for page in pages)
    found = tasks(book)
    assert len(found) == 88
    split = {code for code, (first, last) in found.items() if not any(first in page and last in page for page in pages)}
    assert split
    assert {code for code in split if height(sheet, *found[code]) <= tallest} == set()


def test_each_goal_begins_a_page(sheet_of_2017: Path) -> None:
    sheet = openpyxl.load_workbook(sheet_of_2017)["Sprawozdanie"]
    goals = [cell.row for (cell,) in sheet.iter_rows(max_col=1) if str(cell.value).startswith("Cel strategiczny")]
    starts = [page[0] for page in planned(sheet_of_2017)]
    assert len(goals) == 7
    assert goals[0] == 3, "below the title and the running head"
    assert set(goals[1:]) <= set(starts)


def test_how_the_sheet_is_set_up(sheet_of_2017: Path) -> None:
    sheet: Any = openpyxl.load_workbook(sheet_of_2017)["Sprawozdanie"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$2:$2"
    assert sheet.print_area == f"'Sprawozdanie'!$A$1:$H${sheet.max_row}"
    assert "Strategia Rozwiązywania Problemów Społecznych" in str(sheet.oddHeader.left.text)
    assert "2017" in str(sheet.oddHeader.right.text)
    assert "&P z &N" in str(sheet.oddFooter.right.text)


@office
@installed
def test_every_page_has_a_head_a_foot_and_the_headings(printed: list[str]) -> None:
    for number, text in enumerate(printed, 1):
        flat = " ".join(text.split())
        assert f"Strona {number} z {len(printed)}" in flat
        assert "Strategia Rozwiązywania Problemów Społecznych Miasta Białegostoku na lata 2011 - 2020" in flat
        assert "dane za 2017 r." in flat
        assert "Nr zadania Zadania realizacyjne (działania) Realizatorzy Źródła finansowania Wskaźniki" in flat


@office
@installed
def test_every_page_prints_exactly_the_rows_planned_for_it(sheet_of_2017: Path, tmp_path: Path) -> None:
    """LibreOffice begins no page of its own, and between head and foot stand all letters of the rows and no other.

    A text that did not fit its row, or a list cut through at the foot of a page, would stand on the next page too.
    """
    copy = tmp_path / "arkusz.xlsx"
    shutil.copy(sheet_of_2017, copy)
    sheet, pages = openpyxl.load_workbook(copy)["Sprawozdanie"], planned(copy)
    # In points, from below the running head to above the foot.
    body = pdf_pages(copy, tmp_path / "profil", "-r", "72", "-x", "0", "-y", "56", "-W", "842", "-H", "500")
    assert len(body) == len(pages)
    groups = together(sheet, pages)
    assert any(len(group) > 1 for group in groups)
    for group in groups:
        rows = [row for number in group for row in pages[number]]
        expected = Counter("".join(letters(sheet.cell(row, column)) for row in rows for column in range(1, 9)))
        found = Counter("".join("".join(body[number] for number in group).split()))
        # What is cut off at the foot of a page, to go on on the next, still is in its text, unseen.
        assert found == expected if len(group) == 1 else found >= expected, group


@office
@installed
def test_no_page_ends_within_a_line_of_text(sheet_of_2017: Path, tmp_path: Path) -> None:
    """Where a list goes on, the first line of the page begins at its top: none is cut through above it."""
    copy = tmp_path / "arkusz.xlsx"
    shutil.copy(sheet_of_2017, copy)
    sheet, pages = openpyxl.load_workbook(copy)["Sprawozdanie"], planned(copy)
    pdf_pages(copy, tmp_path / "profil")
    words = subprocess.run(
        [str(PDF_TEXT), "-bbox", str(copy.with_suffix(".pdf")), "-"], check=True, capture_output=True
    )
    tops = [
        [float(top) for top in re.findall(r'yMin="(-?[\d.]+)"', page)]
        for page in words.stdout.decode("utf-8").split("<page ")[1:]
    ]
    going_on = [number for group in together(sheet, pages) for number in group[1:]]
    assert going_on
    # In points: the rows begin at 54; a line is 9 tall, its letters begin 2 below its top, the running head ends at 53.
    assert {number: [top for top in tops[number] if 47.5 < top < 52.5] for number in going_on} == {
        number: [] for number in going_on
    }


def together(sheet: Any, pages: list[range]) -> list[list[int]]:
    """The numbers of the pages, those together over which a text goes on."""
    groups: list[list[int]] = [[0]]
    for number in range(1, len(pages)):
        first = pages[number][0]
        goes_on = any(area.min_row < first <= area.max_row for area in sheet.merged_cells.ranges)
        groups[-1:] = [[*groups[-1], number]] if goes_on else [groups[-1], [number]]
    return groups


def letters(cell: Any) -> str:
    """What is printed of a cell, without blanks."""
    if isinstance(cell.value, int | float):
        found = re.fullmatch(r'\[\$-415\]#,##0(?:\.(0+))?(?:"([^"]*)")?', cell.number_format)
        assert found
        text = f"{cell.value:.{len(found[1] or '')}f}".replace(".", ",") + (found[2] or "")
    else:
        text = str(cell.value or "")
    return "".join(text.replace("\u00a0", " ").split())


@office
@installed
def test_comments_are_not_printed(printed: list[str]) -> None:
    assert not any("odcisk" in page for page in printed)


@office
@installed
@pytest.mark.parametrize("locale", ["pl-PL", "en-US"])
def test_numbers_look_polish_under_any_locale(locale: str, sheet_of_2017: Path, tmp_path: Path) -> None:
    profile = tmp_path / "profil"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        '<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">'
        f"<value>{locale}</value></prop></item></oor:items>",
        encoding="utf-8",
    )
    copy = tmp_path / "arkusz.xlsx"
    shutil.copy(sheet_of_2017, copy)
    text = " ".join(" ".join(pdf_pages(copy, profile)).split())
    for shown in ("22 351", "0,71", "1 129,1 tys. zł*", "3 821*"):
        assert f" {shown} " in text


# --- Other layouts --------------------------------------------------------------------------------------------------


def drawn(consolidation: Consolidation, path: Path) -> Any:
    with new_workbook(path, title="Raport") as book:
        write_official_table(book, consolidation, Sources(consolidation))
    return openpyxl.load_workbook(path)["Sprawozdanie"]


def test_parts_with_headings_of_their_own_repeat_them_instead(bureau: Callable[..., Bureau], tmp_path: Path) -> None:
    """Where tasks are bands, every page begins with a band or with the headings again."""
    consolidation = bureau(example="bialystok-pps-2025-2030", year=2023).merge().consolidation
    assert consolidation is not None
    sheet = drawn(consolidation, tmp_path / "a.xlsx")
    assert not sheet.print_title_rows
    merged = {area.min_row for area in sheet.merged_cells.ranges if area.min_col == 1 and area.max_col == 7}
    starts = [int(found.id) + 1 for found in sheet.row_breaks.brk]
    assert starts
    assert all(row in merged or sheet.cell(row, 1).value == "Lp." for row in starts)
    footnotes = [cell.row for (cell,) in sheet.iter_rows(max_col=1) if str(cell.value).startswith("* Realizacja")]
    assert footnotes
    assert not set(footnotes) & set(starts)


def test_an_incomplete_report_draws_no_conclusion(bureau: Callable[..., Bureau], tmp_path: Path) -> None:
    opened = bureau(example="bialystok-srps-2011-2020", year=2017)
    ends = []
    for missing in ("", "UM-DE.xlsx"):
        if missing:
            (opened.desk.submissions / missing).unlink()
        consolidation = opened.merge().consolidation
        assert consolidation is not None
        sheet = drawn(consolidation, tmp_path / "a.xlsx")
        ends.append(str(sheet.cell(sheet.max_row, 1).value).startswith("Powyższe pozwala stwierdzić"))
    assert ends == [True, False]


def test_numbers_lead_to_their_sources_and_words_nowhere(sheet_of_2017: Path) -> None:
    """Least of all a text of a return."""
    sheet = openpyxl.load_workbook(sheet_of_2017)["Sprawozdanie"]
    leading = [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    numbers = [
        cell for (cell,) in sheet.iter_rows(min_row=3, min_col=6, max_col=6) if isinstance(cell.value, int | float)
    ]
    assert leading == numbers
    assert len(numbers) > 150
    assert sheet.max_column == 8


def test_pages_know_their_workbook(tmp_path: Path) -> None:
    """Wide tables go to A3."""
    with new_workbook(tmp_path / "a.xlsx", title="a") as book:
        assert isinstance(book, NewWorkbook)
        assert [Pages(book.sheet(str(w)), [w]).paper for w in (145.0, 320.0)] == [9, 8]
