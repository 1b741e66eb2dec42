"""Every shipped programme has an example workspace that validates and merges, made from the answers beside it."""

import filecmp
import json
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from scripts.fill_example import main as fill_forms

from collector.catalogue import SHIPPED, load_programme
from collector.history import read_history
from collector.layout.form import DATA
from collector.workflows.generate import generate_templates
from collector.workflows.init import init_workspace
from collector.workflows.workspace import Workspace, open_workspace

from .conftest import ROOT, Run

Collector = Callable[..., Run]
EXAMPLES = ROOT / "examples"
PREPARED_ON = {2017: "2018-03-15", 2020: "2021-03-15", 2023: "2024-03-15"}
COUNTS = {
    "bialystok-srps-2011-2020": (175, 0, 0),
    "bialystok-pps-2021-2024": (44, 0, 8),
    "bialystok-pps-2025-2030": (49, 0, 11),
    "lublin-srps-2014-2020": (260, 367, 0),
}
PROGRAMMES = sorted(SHIPPED)


def copied(programme_id: str, target: Path) -> Path:
    """A copy of the example workspace without what collector makes."""
    ignored = shutil.ignore_patterns("build", "templates_xlsx")
    return Path(shutil.copytree(EXAMPLES / programme_id, target / programme_id, ignore=ignored))


def test_every_programme_is_listed_with_its_counts(collector: Collector, tmp_path: Path) -> None:
    done = collector("programmes", "--format", "json", cwd=tmp_path)
    rows = {row["id"]: row for row in json.loads(done.out)}
    assert {id_: (row["indicators"], row["actions"], row["tables"]) for id_, row in rows.items()} == COUNTS
    assert rows["bialystok-pps-2025-2030"]["years"] == [2025, 2030]
    assert all(row["title"] and row["executors"] for row in rows.values())
    listed = collector("programmes", cwd=tmp_path).out
    assert all(id_ in listed for id_ in COUNTS)
    assert "działania: 367" in listed
    assert "tabele statystyczne: 11" in listed


@pytest.mark.parametrize("programme_id", PROGRAMMES)
def test_init_and_generate_work(programme_id: str, tmp_path: Path) -> None:
    programme = load_programme(SHIPPED[programme_id])
    init_workspace(tmp_path, programme_id, programme.last_year)
    paths = generate_templates(open_workspace(tmp_path), (), lambda _: None)
    assert [path.stem for path in paths] == [executor.id for executor in programme.executors]


@pytest.mark.parametrize("programme_id", PROGRAMMES)
def test_a_new_workspace_has_the_published_values_of_earlier_years(programme_id: str, tmp_path: Path) -> None:
    programme = load_programme(SHIPPED[programme_id])
    init_workspace(tmp_path, programme_id, programme.last_year)
    known = read_history(tmp_path / "history", programme_id, programme.last_year)
    assert set(known) <= set(programme.indicator_by_id)
    assert bool(known) == (programme.register is None)
    example = sorted((EXAMPLES / programme_id / "history").glob("????.csv"))
    for path in example:
        assert path.read_bytes() == (tmp_path / "history" / path.name).read_bytes()


@pytest.mark.parametrize("programme_id", PROGRAMMES)
def test_the_example_has_the_shipped_catalogue(programme_id: str) -> None:
    assert (EXAMPLES / programme_id / "programme.yaml").read_bytes() == SHIPPED[programme_id].read_bytes()


@pytest.mark.parametrize("programme_id", PROGRAMMES)
def test_the_returns_are_the_forms_filled_with_the_answers(programme_id: str, tmp_path: Path) -> None:
    example = copied(programme_id, tmp_path)
    shutil.rmtree(example / "submissions")
    workspace = open_workspace(example)
    generate_templates(workspace, (), lambda _: None)
    answers = [example / str(workspace.year) / f"{name}.csv" for name in ("odpowiedzi", "dzialania")]
    for path in answers:
        if path.is_file():
            fill_forms(workspace.templates, path, workspace.submissions, PREPARED_ON[workspace.year])
    shipped = EXAMPLES / programme_id / "submissions" / str(workspace.year)
    names = sorted(path.name for path in shipped.iterdir())
    assert names == sorted(path.name for path in workspace.submissions.iterdir())
    _, different, errors = filecmp.cmpfiles(shipped, workspace.submissions, names, shallow=False)
    assert not different
    assert not errors


@pytest.mark.parametrize("programme_id", PROGRAMMES)
def test_the_example_validates_and_merges(programme_id: str, collector: Collector, tmp_path: Path) -> None:
    example = copied(programme_id, tmp_path)
    checked = collector("validate", cwd=example)
    assert (checked.code, checked.err) == (0, "")
    merged = collector("merge", cwd=example)
    assert (merged.code, merged.err) == (0, "")
    workspace = open_workspace(example)
    for path in outputs(workspace):
        assert path.is_file(), path.name
    book = openpyxl.load_workbook(workspace.build / f"raport-{workspace.year}.xlsx")
    sheets = {"Sprawozdanie", "Źródła"}
    programme = load_programme(SHIPPED[programme_id])
    sheets |= {"Tabele statystyczne"} if programme.tables else set()
    sheets |= {"Uzgodnienie kosztów"} if programme.register else set()
    assert sheets <= set(book.sheetnames)


def outputs(workspace: Workspace) -> list[Path]:
    year = workspace.year
    names = [f"raport-{year}.xlsx", f"raport-{year}.docx", f"dane-{year}.csv", f"wskazniki-{year}.csv",
             "datapackage.json", "uwagi.json", "uwagi.xlsx"]  # fmt: skip
    return [workspace.build / name for name in names]


def test_the_root_workspace_is_the_example_of_2017() -> None:
    for name in ("collector.toml", "programme.yaml"):
        assert (ROOT / name).read_bytes() == (EXAMPLES / "bialystok-srps-2011-2020" / name).read_bytes()
    settings = tomllib.loads((ROOT / "collector.toml").read_text(encoding="utf-8"))
    assert settings["year"] == 2017


# --- What a careful reader asks -------------------------------------------------------------------------------------


def asked(folder: Path) -> list[tuple[str, str, str]]:
    """The findings of `uwagi.json` that ask for something, each with its severity, indicator and rule."""
    told = json.loads((folder / "uwagi.json").read_text(encoding="utf-8"))
    return sorted((f["severity"], f["indicator"], f["code"]) for f in told if f["severity"] != "informacja")


def test_the_published_report_of_2017_raises_the_questions_of_a_careful_reader(
    collector: Collector, workspace: Path
) -> None:
    assert collector("validate", cwd=workspace).code == 0
    expected = [("F.1.2/5", "W420"), ("F.3.2/2", "W420"), ("G.3.1/4", "K509")]
    assert asked(workspace / "build" / "2017") == [("do wyjaśnienia", *question) for question in expected]
    readme = (EXAMPLES / "bialystok-srps-2011-2020" / "README.md").read_text(encoding="utf-8")
    assert all(f"| {indicator} | {code} |" in readme for indicator, code in expected)


def test_the_fragment_of_2019_is_held_against_2017(collector: Collector, workspace: Path, tmp_path: Path) -> None:
    """The published change from 2659 to 6361 families asks for an explanation; an answer in the form settles it."""
    assert collector("merge", cwd=workspace).code == 0
    later = tmp_path / "2019"
    (later / "history").mkdir(parents=True)
    (later / "programme.yaml").write_bytes((workspace / "programme.yaml").read_bytes())
    settings = (workspace / "collector.toml").read_text(encoding="utf-8").replace("2017", "2019")
    (later / "collector.toml").write_text(settings, encoding="utf-8")
    shutil.copy(workspace / "build" / "2017" / "wskazniki-2017.csv", later / "history" / "2017.csv")
    desk = open_workspace(later)
    generate_templates(desk, (), lambda _: None)
    answers = EXAMPLES / "bialystok-srps-2011-2020" / "2019" / "odpowiedzi.csv"
    fill_forms(desk.templates, answers, desk.submissions, "2020-03-15")
    done = collector("validate", cwd=later)
    doubts = [question for question in asked(desk.build) if question[0] == "do wyjaśnienia"]
    assert doubts == [("do wyjaśnienia", "A.1.3/1", "R901")]
    assert "Wartość wskaźnika A.1.3/1 to 6 361, a w 2017 r. było 2 659: zmiana o +139,2 %." in done.out
    path = desk.submissions / "MOPR.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["Dane"]
    (row,) = (cell.row for (cell,) in sheet.iter_rows(max_col=1) if cell.value == "A.1.3/1")
    sheet.cell(row, DATA.position["explanation"] + 1).value = "od 2018 r. liczy się też rodziny z programu 500+"
    book.save(path)
    collector("validate", cwd=later)
    assert not [question for question in asked(desk.build) if question[0] == "do wyjaśnienia"]
