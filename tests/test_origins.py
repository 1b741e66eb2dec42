"""Every figure of the report leads to the cell it came from: through the links of the workbook, in all programmes."""

import csv
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook

from collector.consolidation import consolidate
from collector.consolidation.origins import NoOriginError, origins
from collector.domain.consolidation import Consolidation, History
from collector.domain.observation import Place
from collector.reports.sources import SOURCES_SHEET

from .conftest import Bureau, Form

EXAMPLES = (
    ("bialystok-srps-2011-2020", 2017),
    ("bialystok-pps-2021-2024", 2023),
    ("bialystok-pps-2025-2030", 2023),
    ("lublin-srps-2014-2020", 2020),
)
# The sheets of figures that a reader may point at, as far as a programme has them.
TABLES = ("Sprawozdanie", "Rejestr działań", "Tabele statystyczne")
TARGET = re.compile(r"'?(?P<sheet>[^'!]+)'?!(?P<cell>[A-Z]+\d+)")


@dataclass(frozen=True)
class Line:
    """A line of the sheet of sources."""

    figure: str
    name: str
    year: int
    kind: str
    shown: str
    combine: str
    executor: str
    status: str
    raw: str
    file: str
    sheet: str
    cell: str
    sha256: str
    replaced: str


@dataclass
class Report:
    """The workbook of a merged example beside the folder it was made from."""

    book: Workbook
    bureau: Bureau
    consolidation: Consolidation

    @cached_property
    def lines(self) -> dict[int, Line]:
        rows = self.book[SOURCES_SHEET].iter_rows(min_row=2)
        texts = ((row[0].row or 0, ["" if cell.value is None else str(cell.value) for cell in row]) for row in rows)
        return {number: Line(found[0], found[1], int(found[2]), *found[3:14]) for number, found in texts}

    def led_from(self, cell: Cell) -> list[Line]:
        """The lines to which a cell leads: all of one figure and year."""
        assert cell.hyperlink
        assert not cell.hyperlink.target
        sheet, address = target(str(cell.hyperlink.location))
        assert sheet == SOURCES_SHEET
        number = self.book[sheet][address].row
        first, found = self.lines[number], []
        while (line := self.lines.get(number)) and (line.figure, line.year) == (first.figure, first.year):
            found.append(line)
            number += 1
        return found

    def leading_cells(self) -> Iterator[Cell]:
        for name in TABLES:
            if name in self.book.sheetnames:
                yield from (
                    cell for row in self.book[name].iter_rows() for cell in row
                    if isinstance(cell, Cell) and cell.hyperlink
                )  # fmt: skip

    @cached_property
    def returns(self) -> dict[str, Workbook]:
        folder = self.bureau.desk.submissions
        return {path.name: openpyxl.load_workbook(path) for path in folder.glob("*.xlsx")}


def target(location: str) -> tuple[str, str]:
    match = TARGET.fullmatch(location)
    assert match, location
    return match["sheet"], match["cell"]


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    return {}


@pytest.fixture(params=EXAMPLES, ids=[name for name, _ in EXAMPLES])
def report(request: pytest.FixtureRequest, bureau: Callable[..., Bureau], reports: dict[str, Report]) -> Report:
    name, year = request.param
    if name not in reports:
        opened = bureau(example=name, year=year)
        merge = opened.merge()
        assert merge.consolidation is not None
        reports[name] = Report(opened.report(), opened, merge.consolidation)
    return reports[name]


def test_every_source_of_a_return_is_the_cell_it_says(report: Report) -> None:
    fingerprints: dict[str, str] = {}
    checked = 0
    for line in report.lines.values():
        if not line.executor or not line.file:
            continue
        if line.file not in fingerprints:
            content = (report.bureau.desk.submissions / line.file).read_bytes()
            fingerprints[line.file] = hashlib.sha256(content).hexdigest()
        typed = report.returns[line.file][line.sheet][line.cell].value
        assert ("" if typed is None else str(typed)) == line.raw, line
        assert line.sha256 == fingerprints[line.file]
        checked += 1
    assert checked >= 100


def test_every_figure_of_the_tables_leads_to_its_sources(report: Report) -> None:
    """Each indicator, each value of a statistical table and each action, none of them twice and none left out."""
    led = [lines[0] for cell in report.leading_cells() if (lines := report.led_from(cell))]
    consolidation = report.consolidation
    reported = {line.figure for line in led if line.year == consolidation.year}
    wanted = {result.indicator.id for result in (*consolidation.results, *consolidation.cells) if result.is_asked}
    # Words lead nowhere, for LibreOffice would not wrap them; the accessible twins lead from every row.
    wanted -= {
        id_ for id_ in wanted if (result := consolidation.by_id[id_]).text or result.value is None or result.missing
    }
    wanted |= {entry.id for entry in consolidation.entries if any(money.amount for money in entry.money.values())}
    assert wanted <= reported
    years = {(line.figure, line.year) for line in led}
    past = {
        (id_, year)
        for cell in consolidation.cells
        for year in range(consolidation.year - 2, consolidation.year)
        if (known := consolidation.history.in_year(id_ := cell.indicator.id, year)) and not known.text
    }
    assert past <= years


def test_every_row_of_the_accessible_tables_leads_to_its_sources(report: Report) -> None:
    twins = {
        "Wersja dostępna": "Nr wskaźnika",
        "Działania – dostępne": "Nr działania",
        "Tabele – dostępne": "Nr wartości",
    }
    checked = 0
    for name, heading in twins.items():
        if name not in report.book.sheetnames:
            continue
        headings, *rows = report.book[name].iter_rows()
        position = [cell.value for cell in headings].index(heading)
        for row in rows:
            cell = row[position]
            if isinstance(cell, Cell) and cell.hyperlink:
                assert report.led_from(cell)[0].figure == cell.value
                checked += 1
    assert checked >= 100


def test_sources_lead_back_to_the_figure(report: Report) -> None:
    """From the first column of the sources to the cell with the value, for everything that the tables show."""
    back = 0
    for row in report.book[SOURCES_SHEET].iter_rows(min_row=2, max_col=1):
        cell = row[0]
        if not isinstance(cell, Cell) or not cell.hyperlink:
            continue
        sheet, address = target(str(cell.hyperlink.location))
        line, consolidation = report.lines[cell.row], report.consolidation
        held = report.book[sheet][address].value
        back += 1
        if line.year != consolidation.year:
            past = consolidation.history.in_year(line.figure, line.year)
            assert past
            assert held == past.text if past.text else Decimal(str(held)) == past.value
        elif result := consolidation.by_id.get(line.figure):
            is_number = result.value is not None and not result.text and not result.missing
            assert Decimal(str(held)) == result.value if is_number else str(held or "") == result.shown
    assert back >= len(report.consolidation.results)


def test_only_what_a_figure_was_made_of_names_its_value(report: Report) -> None:
    """Base values and those of earlier years stand beside it and are not a part of it."""
    for line in report.lines.values():
        is_beside = line.kind in ("wartość opublikowana", "wartość bazowa", "wartość skorygowana")
        assert not (is_beside and (line.shown or line.combine)), line


def test_other_files_have_their_true_fingerprints(report: Report) -> None:
    others = {line.file: line.sha256 for line in report.lines.values() if line.file and not line.executor}
    for name, fingerprint in others.items():
        assert hashlib.sha256((report.bureau.root / name).read_bytes()).hexdigest() == fingerprint, name
    base = [result for result in report.consolidation.results if result.indicator.base]
    assert not base or "programme.yaml" in others


def test_fingerprints_stay_in_their_column(report: Report) -> None:
    fingerprints = [row[12] for row in report.book[SOURCES_SHEET].iter_rows(min_row=2)]
    assert any(cell.value for cell in fingerprints)
    assert {cell.alignment.horizontal for cell in fingerprints} == {"fill"}


def test_a_figure_is_made_of_the_answers_that_its_sources_name(report: Report) -> None:
    """The raw texts of a sum, read by other code, give the figure."""
    sums = 0
    for result in report.consolidation.results:
        if str(result.indicator.combine) != "suma" or result.text or result.value is None:
            continue
        lines = [
            line for line in report.lines.values()
            if line.figure == result.indicator.id and line.year == result.year and line.kind == "odpowiedź"
        ]  # fmt: skip
        given = [re.match(r"[\d\s\u00a0]+", line.raw) for line in lines]
        assert len(lines) == len(result.indicator.executors)
        assert sum(int(re.sub(r"\D", "", match[0])) for match in given if match) == result.value
        sums += 1
    assert sums or report.bureau.programme.id != EXAMPLES[0][0]


def test_money_of_a_register_has_its_own_cells(bureau: Callable[..., Bureau], reports: dict[str, Report]) -> None:
    name, year = EXAMPLES[3]
    if name not in reports:
        opened = bureau(example=name, year=year)
        merge = opened.merge()
        assert merge.consolidation is not None
        reports[name] = Report(opened.report(), opened, merge.consolidation)
    found = reports[name]
    keys = found.bureau.programme.register.money_keys  # type: ignore[union-attr]
    amounts = [o for o in origins(found.consolidation) if o.source in keys]
    assert len(amounts) == sum(
        not money.is_blank for entry in found.consolidation.entries for money in entry.money.values()
    )
    assert len({(o.place.file, o.place.cell) for o in amounts}) == len(amounts)


def test_combined_values_say_of_what_they_are_made(merged: Path) -> None:
    sheet = openpyxl.load_workbook(merged / "raport-2017.xlsx")["Sprawozdanie"]
    comments = [cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment]
    shared = [text for text in comments if text.startswith("Suma:\n")]
    assert "Suma:\nMOPR: 1921* (MOPR.xlsx > Dane > " in "".join(shared)
    assert len(comments) == 12


def test_the_chain_of_corrections_stands_beside_the_answer(
    bureau: Callable[..., Bureau], returned: Callable[[str], Form]
) -> None:
    """Two corrections of one value: the sources tell both earlier texts, each with its file and cell."""
    opened = bureau(example=EXAMPLES[0][0], year=2017)
    for number, value in (("1", "0,72"), ("2", "0,73")):
        form = returned("ZMK").type("E.1.1/1", value)
        sheet = form.book["Metryczka"]
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == "Numer korekty":
                    sheet.cell(cell.row or 0, 2).value = number
        form.save(opened.desk.submissions / f"ZMK-{number}.xlsx")
    opened.merge()
    rows = list(opened.report()[SOURCES_SHEET].iter_rows(min_row=2, values_only=True))
    (line,) = [row for row in rows if row[0] == "E.1.1/1"]
    assert (line[8], line[9]) == ("0,73", "ZMK-2.xlsx")
    earlier = str(line[13]).split("\n")
    assert [text.split(" (")[0] for text in earlier] == ["0,71", "0,72"]
    assert ["ZMK.xlsx > Dane > " in earlier[0], "ZMK-1.xlsx > Dane > " in earlier[1]] == [True, True]
    assert "zastępuje: ZMK-1.xlsx (numer korekty: 2 zamiast 1); ZMK.xlsx" in str(line[14])
    unchanged = [row for row in rows if row[6] == "ZMK" and row[0] != "E.1.1/1"]
    assert unchanged
    assert not any(row[13] for row in unchanged)


def test_the_chain_of_an_amount_has_all_its_steps(bureau: Callable[..., Bureau], reports: dict[str, Report]) -> None:
    """A cost that is changed, changed back and emptied: each step once, also where nothing stands there now."""
    opened = bureau(example=EXAMPLES[3][0], year=EXAMPLES[3][1])
    entries = opened.sent("CIK")
    row = next(id_ for id_ in entries.ids("Działania") if entries.find(id_, "koszt").value)
    first = str(entries.find(row, "koszt").value)
    for number, cost in (("1", "200"), ("2", first), ("3", None)):
        form = opened.sent("CIK")
        form.find(row, "koszt").value = cost
        form.book["Metryczka"].cell(9, 2).value = number
        form.book.save(opened.desk.submissions / f"CIK-{number}.xlsx")
    opened.merge()
    with (opened.desk.build / "zrodla-2020.csv").open(encoding="utf-8", newline="") as file:
        lines = [line for line in csv.DictReader(file) if (line["figure"], line["source"]) == (row, "koszt")]
    (line,) = lines
    assert (line["raw"], line["state"], line["name"]) == ("", "nie złożono", "Koszt działania (zł)")
    assert [text.split(" (")[0] for text in line["replaced"].split("\n")] == [first, "200", first]


def test_the_sources_are_published_as_data(merged: Path) -> None:
    with (merged / "zrodla-2017.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert len(lines) == 193
    assert {line["kind"] for line in lines} == {"odpowiedź"}
    assert all(line["source_file"] and line["source_cell"] and len(line["source_sha256"]) == 64 for line in lines)


def test_a_figure_that_nobody_gave_stops_the_build(report: Report) -> None:
    """A value whose answers are gone, and one whose cell is not known."""
    consolidation = report.consolidation
    results = [result for result in (*consolidation.results, *consolidation.cells) if result.value is not None]
    for result in results[:1]:
        with pytest.raises(NoOriginError):
            origins(replace(consolidation, results=(replace(result, observations=()),), cells=(), entries=()))
    for entry in [entry for entry in consolidation.entries if entry.is_reported][:1]:
        with pytest.raises(NoOriginError):
            origins(replace(consolidation, entries=(replace(entry, value_place=Place(file="x.xlsx")),)))
    assert results or consolidation.entries


def test_nothing_comes_from_nowhere_when_nothing_came(report: Report) -> None:
    empty = consolidate(report.bureau.programme, report.consolidation.year, [], History())
    assert not [o for o in origins(empty) if o.place.file and o.executor]
