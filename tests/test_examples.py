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
