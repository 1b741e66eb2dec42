"""The published fragment of 2019 after the closed year 2017, through the real commands, as a coordinator would."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from scripts.fill_example import main as fill_forms

from .conftest import PROGRAMME_ID, ROOT, Run
from .published_report import published, read_number, squeeze

ANSWERS = ROOT / "examples" / PROGRAMME_ID / "2019" / "odpowiedzi.csv"
FRAGMENT = {indicator.id: indicator for indicator in published(2019).indicators}
BEFORE = {indicator.id: indicator for indicator in published(2017).indicators}


@dataclass(frozen=True)
class Year:
    folder: Path
    run: Run

    @property
    def results(self) -> Path:
        return self.folder / "build" / "2019"

    @property
    def report(self) -> Workbook:
        return openpyxl.load_workbook(self.results / "raport-2019.xlsx")


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory, collector: Callable[..., Run]) -> Year:
    """2017 closed as shipped, then 2019 with the returns of the fragment; one executor explains its change."""
    folder = tmp_path_factory.mktemp("lata") / "biuro"
    assert collector("init", "--programme", PROGRAMME_ID, "--year", "2019", folder, cwd=folder.parent).code == 0
    assert collector("generate", cwd=folder).code == 0
    fill_forms(folder / "templates_xlsx" / "2019", ANSWERS, folder / "submissions" / "2019", "2020-03-15")
    explained = folder / "submissions" / "2019" / "UM-DE.xlsx"
    book = openpyxl.load_workbook(explained)
    sheet = book["Dane"]
    headings = {cell.value: cell.column for cell in sheet[5]}
    (row,) = [cells[0].row for cells in sheet.iter_rows(min_row=6, max_col=1) if cells[0].value == "A.1.2/2"]
    sheet.cell(row or 0, headings["Wyjaśnienie"] or 0).value = "od 2018 r. liczymy także działania poradni"
    book.save(explained)
    return Year(folder, collector("merge", "--dzien", "2020-05-01", cwd=folder))


def rows(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["indicator"]: row for row in csv.DictReader(file)}


def test_values_of_both_years_are_the_published_ones(year: Year) -> None:
    assert year.run.code == 1
    assert "Wskaźniki z wartością: 9 z 175." in year.run.out
    found = rows(year.results / "wskazniki-2019.csv")
    assert len(FRAGMENT) == 9
    for id_, indicator in FRAGMENT.items():
        now, before = read_number(indicator.value), read_number(BEFORE[id_].value)
        assert now
        assert before
        assert (found[id_]["value"], found[id_]["previous_value"]) == (str(now.number), str(before.number))
        assert found[id_]["previous_year"] == "2017"
        assert squeeze(found[id_]["note"]) == indicator.note


def test_changes_stand_with_both_figures_and_what_was_said(year: Year) -> None:
    sheet = year.report["Zmiany i ocena"]
    found = {str(row[0].value): [cell.value for cell in row] for row in sheet.iter_rows()}
    large = found["A.1.3/1"]
    assert [large[3], large[4], large[5]] == [6361, 2659, 2017]
    assert 3702 in large
    assert 139.2 in large
    assert any("od 2018 r. liczymy także działania poradni" in str(text) for text in found["A.1.2/2"])
    assert found["A.1.1/1"][8:9] == ["spadek względem 2017\u00a0r. – pogorszenie"]


def test_an_explanation_is_asked_for_the_large_change_only(year: Year) -> None:
    findings = json.loads((year.results / "uwagi.json").read_text(encoding="utf-8"))
    assert [(f["code"], f["indicator"], f["executor"]) for f in findings if f["code"].startswith("R")] == [
        ("R901", "A.1.3/1", "MOPR")
    ]


def test_charts_show_two_years(year: Year) -> None:
    report: Any = year.report
    charts = {chart.anchor._from.row: chart for chart in report["Wykresy"]._charts}
    first = charts[min(charts)]
    named = [series.tx.strRef.f for series in first.series]
    sheet = report["Wykresy"]
    assert [str(sheet[reference.split("!")[1].replace("$", "")].value) for reference in named] == ["2017", "2019"]


def test_every_value_of_2019_leads_to_a_cell_and_that_of_2017_to_its_row(year: Year) -> None:
    lines = [row for row in year.report["Źródła"].iter_rows(min_row=2, values_only=True) if row[0] in FRAGMENT]
    now = [row for row in lines if row[2] == "2019" and row[9]]
    assert {row[0] for row in now} == set(FRAGMENT)
    assert {row[9] for row in lines if row[2] == "2017"} == {"history/2017.csv"}
    history = list(csv.reader(io.StringIO((year.folder / "history" / "2017.csv").read_text(encoding="utf-8"))))
    for row in lines:
        if row[2] == "2017":
            assert history[int(str(row[11]).removeprefix("wiersz ")) - 1][2] == row[0]


def test_missing_executors_are_named(year: Year) -> None:
    assert "Brakuje zwrotów: PUP, ZMK" in year.run.out
    sheet = year.report["Kompletność"]
    found = {str(row[0].value): [str(cell.value) for cell in row] for row in sheet.iter_rows(max_row=12)}
    assert any("nie złożono" in text for text in found["PUP"])
