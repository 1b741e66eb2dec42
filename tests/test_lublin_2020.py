"""The Lublin register of 2020 as transcribed: catalogue, example and given subtotals against the published rows.

Read with plain YAML and CSV, so that collector's own loader is not on both sides of the comparison. The published side
is `published/lublin-2020.txt`: one line a printed row with task, first words of the action, term, four cells of money
and value.
"""

import csv
import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
PROGRAMME = "lublin-srps-2014-2020"
CATALOGUE = ROOT / "src" / "collector" / "catalogue" / "programmes" / f"{PROGRAMME}.yaml"
EXAMPLE = ROOT / "examples" / PROGRAMME
PUBLISHED = Path(__file__).parent / "published" / "lublin-2020.txt"
MONEY = ("koszt", "panstwo", "gmina", "inne")
MERGED = "j.w."
ZERO = Decimal("0.00")

_AMOUNT = re.compile(r"(\d{1,3}(?: \d{3})*|\d+)(?:,(\d\d))? ?(?:zł)?")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

# What the given subtotals have more (+) or less (-) than the rows add up to.
DIFFERENCES = {
    ("1.2", "koszt"): "2781939.96",  # the cost cells of the care homes are not in the text
    ("1.2", "gmina"): "1710287.91",
    ("1.2", "inne"): "1071652.05",
    ("1.3", "koszt"): "-1362712.00",  # five health programmes left out
    ("1.3", "gmina"): "-1362712.00",
    ("2.2", "koszt"): "-100000.00",  # the help after the epidemic left out
    ("2.2", "panstwo"): "-100000.00",
    ("2.3", "koszt"): "71080.50",  # a row is not in the text
    ("2.3", "gmina"): "71080.50",
    ("5.4", "koszt"): "197424.58",  # crisis management added beside the total that contains it
    ("5.4", "gmina"): "197424.58",
}


@dataclass(frozen=True)
class PublishedRow:
    """A printed row of the register."""

    task: str
    action: str
    term: str
    money: tuple[str, ...]
    value: str


def _published() -> list[PublishedRow]:
    lines = PUBLISHED.read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines]
    return [PublishedRow(row[0], row[1], row[2], tuple(row[3:7]), row[7]) for row in cells]


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _amount(cell: str) -> Decimal | None:
    match = _AMOUNT.fullmatch(cell)
    return Decimal(f"{match[1].replace(' ', '')}.{match[2] or '00'}") if match else None


def _amounts(cells: list[str]) -> Counter[Decimal]:
    return Counter(amount for cell in cells if (amount := _amount(cell)) is not None)


CATALOGUE_DATA: dict[str, Any] = yaml.load(CATALOGUE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
GOALS: list[dict[str, Any]] = [goal for main in CATALOGUE_DATA["drzewo"] for goal in main["podrzedne"]]
TASKS: list[dict[str, Any]] = [task for goal in GOALS for task in goal["podrzedne"]]
ACTIONS: dict[str, dict[str, str]] = {action["id"]: action for task in TASKS for action in task["dzialania"]}
CHOICES: dict[str, str] = {choice["id"]: choice["nazwa"] for task in TASKS for choice in task["wskazniki_do_wyboru"]}
ROWS = _table(EXAMPLE / "2020" / "dzialania.csv")
GIVEN = {
    (row["goal"], row["column"]): Decimal(row["published"]) for row in _table(EXAMPLE / "history" / "2020-sumy.csv")
}
PRINTED = _published()


def test_the_tree_is_the_printed_one() -> None:
    assert len(CATALOGUE_DATA["drzewo"]) == 6
    assert [len(main["podrzedne"]) for main in CATALOGUE_DATA["drzewo"]] == [3, 5, 3, 3, 5, 2]
    assert len(TASKS) == 56
    assert len(CHOICES) == 260
    assert len(ACTIONS) == len(ROWS) == len(PRINTED) == 367


def test_every_code_continues_the_code_above() -> None:
    for main in CATALOGUE_DATA["drzewo"]:
        for goal in main["podrzedne"]:
            assert goal["kod"].startswith(f"{main['kod']}.")
            assert all(task["kod"].startswith(f"{goal['kod']}.") for task in goal["podrzedne"])


def test_every_reference_leads_somewhere() -> None:
    executors = set(CATALOGUE_DATA["realizatorzy"])
    assert {action["realizator"] for action in ACTIONS.values()} == executors
    for task in TASKS:
        own_choices = {choice["id"] for choice in task["wskazniki_do_wyboru"]}
        own_actions = {action["id"] for action in task["dzialania"]}
        for action in task["dzialania"]:
            assert action["id"].startswith(f"{task['kod']}/d")
            assert action.get("wskaznik") is None or action["wskaznik"] in own_choices
            parent = action.get("z_tego", action.get("w_tym"))
            assert parent is None or parent in own_actions


# The report prints the letter „o”; collector asks about it, so the example answers.
CORRECTED = {"2.4.3/d1": "0"}


def test_every_row_is_the_action_of_the_catalogue() -> None:
    for row in ROWS:
        action = ACTIONS[row["id"]]
        assert row["zadanie"] == row["id"].partition("/")[0]
        assert row["dzialanie"] == action["nazwa"]
        assert row["realizator"] == action["realizator"]
        assert row["wskaznik"] == action.get("wskaznik", "")
        roles = {"z tego": action.get("z_tego"), "w tym": action.get("w_tym"), "": None}
        assert (row["nadrzedne"] or None) == roles[row["rola"]]


@pytest.mark.parametrize(("row", "printed"), list(zip(ROWS, PRINTED, strict=True)), ids=[row["id"] for row in ROWS])
def test_row_says_what_is_printed(row: dict[str, str], printed: PublishedRow) -> None:
    assert row["zadanie"] == printed.task
    assert row["dzialanie"].startswith(printed.action)
    assert row["termin"] == printed.term
    assert row["wartosc"] == CORRECTED.get(row["id"], printed.value)
    cost, *sources = printed.money
    assert [row[key] for key in MONEY[1:]] == sources
    assert row["koszt"] == cost or (not cost and row["koszt"] == MERGED)


def test_a_row_without_a_printed_action_repeats_the_one_above() -> None:
    for (above, row), printed in zip(pairwise(ROWS), PRINTED[1:], strict=True):
        if not printed.action:
            assert row["dzialanie"] == above["dzialanie"]


def test_no_amount_is_lost_and_none_added() -> None:
    printed = _amounts([cell for row in PRINTED for cell in row.money])
    assert _amounts([row[key] for row in ROWS for key in MONEY]) == printed
    assert printed[Decimal("89770.00")] == 2  # the same amount in 5.5.1 and 5.5.2


def test_words_instead_of_an_amount_are_official() -> None:
    reasons = CATALOGUE_DATA["rejestr"]["powody"]
    official = {*reasons, *(other for others in reasons.values() for other in others), ""}
    assert {row[key] for row in ROWS for key in MONEY if _amount(row[key]) is None} <= official


@pytest.mark.parametrize("parent", ["5.4.1/d6", "5.4.1/d16"])
def test_parts_are_exactly_the_total(parent: str) -> None:
    (total,) = (row for row in ROWS if row["id"] == parent)
    parts = [row for row in ROWS if row["nadrzedne"] == parent]
    assert {part["rola"] for part in parts} == {"z tego"}
    for key in MONEY:
        assert sum((_amount(part[key]) or ZERO for part in parts), ZERO) == _amount(total[key])


def test_multi_year_actions_are_those_whose_term_names_more_years() -> None:
    assert [row["id"] for row in ROWS if _is_multi_year(row)] == [
        "1.1.4/d1", "1.1.4/d2", "2.1.1/d1", "2.2.2/d2", "2.2.2/d4", "2.2.3/d4", "2.3.2/d5",
    ]  # fmt: skip


def _is_multi_year(row: dict[str, str]) -> bool:
    return len(set(_YEAR.findall(row["termin"]))) > 1


def _sum_of_rows(goal: str, key: str) -> Decimal:
    counted = [row for row in ROWS if row["zadanie"].startswith(f"{goal}.") and not row["nadrzedne"]]
    return sum((_amount(row[key]) or ZERO for row in counted if not _is_multi_year(row)), ZERO)


@pytest.mark.parametrize("key", MONEY)
@pytest.mark.parametrize("goal", [goal["kod"] for goal in GOALS])
def test_given_subtotal_of_a_detailed_goal(goal: str, key: str) -> None:
    difference = Decimal(DIFFERENCES.get((goal, key), "0"))
    assert GIVEN[goal, key] == _sum_of_rows(goal, key) + difference


@pytest.mark.parametrize("key", MONEY)
@pytest.mark.parametrize("main", CATALOGUE_DATA["drzewo"], ids=lambda main: str(main["kod"]))
def test_given_subtotal_of_a_main_goal(main: dict[str, Any], key: str) -> None:
    assert GIVEN[main["kod"], key] == sum((GIVEN[goal["kod"], key] for goal in main["podrzedne"]), ZERO)


def test_every_goal_has_its_four_given_subtotals() -> None:
    codes = [main["kod"] for main in CATALOGUE_DATA["drzewo"]] + [goal["kod"] for goal in GOALS]
    assert set(GIVEN) == {(code, key) for code in codes for key in MONEY}
