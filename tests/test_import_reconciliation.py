"""The published register of Lublin, read as an import, says where its money does not agree."""

import csv
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from .conftest import ROOT, Run

REPORT = ROOT / "tests" / "published" / "report-lublin-2020.txt"


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory, collector: Callable[..., Run]) -> list[dict[str, str]]:
    folder = tmp_path_factory.mktemp("import")
    done = collector("catalogue", "import", REPORT, "--out", folder / "lublin", cwd=folder)
    assert (done.code, done.err) == (0, "")
    path = folder / "lublin" / "build" / "2020" / "uzgodnienie-kosztow.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
    assert reader.fieldnames is not None
    assert ",".join(reader.fieldnames) == "goal,row,kind,column,published,computed,difference,cause"
    return rows


@pytest.mark.parametrize(
    ("goal", "kind", "column", "difference"),
    [
        ("5.4", "wiersz policzony dwa razy", "koszt", "197424.58"),
        ("2.3", "kwota bez wiersza", "koszt", "71080.50"),
        ("2.3", "kwota bez wiersza", "gmina", "71080.50"),
        ("2.2", "wiersz pominięty w sumie", "koszt", "-100000.00"),
        ("1.3", "suma celu", "koszt", "-1362712.00"),
        ("2.1", "brak źródeł finansowania", "koszt", "277000.00"),
    ],
)
def test_what_does_not_agree_is_found(
    lines: list[dict[str, str]], goal: str, kind: str, column: str, difference: str
) -> None:
    found = [row for row in lines if (row["goal"], row["kind"], row["column"]) == (goal, kind, column)]
    assert difference in [row["difference"] for row in found]
    assert all(row["cause"] for row in found)


def test_amounts_that_stand_twice_are_named(lines: list[dict[str, str]]) -> None:
    repeated = [row for row in lines if row["kind"] == "powtórzona kwota"]
    assert {(row["goal"], row["published"]) for row in repeated} >= {("5.5", "89770.00"), ("5.1", "6198.30")}


def test_goals_whose_published_sum_is_right_are_not_accused(lines: list[dict[str, str]]) -> None:
    accused = {row["goal"] for row in lines if row["kind"] in ("suma celu", "suma celu głównego")}
    assert accused == {"1.2", "1.3", "2.2", "2.3", "5.4", "1", "2", "5"}


def test_rows_that_explain_a_sum_add_up_to_its_difference(lines: list[dict[str, str]]) -> None:
    explaining = ("wiersz policzony dwa razy", "wiersz pominięty w sumie", "kwota bez wiersza")
    for goal in ("1.2", "1.3", "2.2", "2.3", "5.4"):
        for column in ("koszt", "panstwo", "gmina", "inne"):
            of_goal = [row for row in lines if (row["goal"], row["column"]) == (goal, column)]
            sums = [Decimal(row["difference"]) for row in of_goal if row["kind"] == "suma celu"]
            parts = [Decimal(row["difference"]) for row in of_goal if row["kind"] in explaining]
            assert sum(parts) == sum(sums), (goal, column)


def test_the_draft_can_be_used_at_once(tmp_path: Path, collector: Callable[..., Run]) -> None:
    collector("catalogue", "import", REPORT, "--out", tmp_path, cwd=tmp_path)
    settings = (tmp_path / "collector.toml").read_text(encoding="utf-8")
    assert "year = 2021" in settings
    assert collector("catalogue", "check", cwd=tmp_path).code == 0
