"""The reconciliation of money: every kind of difference is noticed, and nothing else is."""

import csv
import io
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from collector.catalogue import load_programme, shipped_path
from collector.consolidation.reconciliation import reconcile
from collector.consolidation.repetitions import quoted_titles
from collector.consolidation.sums import computed_sums, counted_entries
from collector.domain.indicator import Role, Unit
from collector.domain.observation import Place, Status, Value
from collector.domain.programme import Programme, ReportColumn, ReportLayout, Section
from collector.domain.reconciliation import Difference, Kind
from collector.domain.register import COST, Choice, Entry, FundingSource, RegisterLayout
from collector.reports.reconciliation import (
    RECONCILIATION_FIELDS,
    RECONCILIATION_SHEET,
    reconciliation_csv,
    write_reconciliation,
)
from collector.spreadsheet import new_workbook
from collector.values.money import read_money

from .conftest import ROOT

YEAR = 2020
KEYS = (COST, "panstwo", "gmina", "inne")
REASONS = {"b.d.": ("bd",), "x": (), "j.w.": ("jw",), "w ramach działalności statutowej": ()}
CENTRE = "Budowa centrum rozwoju i integracji przy ul. Długiej"
HOUSE = "Rozbudowa domu samopomocy „Kalina” w mieście"
Sums = Mapping[str, Mapping[str, Decimal]]


def a_task(code: str) -> Section:
    return Section(code=code, title="Zadanie", level=2, choices=(Choice(id=f"{code}/1", name="liczba"),))


def a_goal(code: str) -> Section:
    return Section(code=code, title="Cel", level=1, children=(a_task(f"{code}.1"), a_task(f"{code}.2")))


@pytest.fixture(scope="module")
def small() -> Programme:
    """Two goals of two tasks each, under one main goal."""
    return Programme(
        id="maly",
        title="Mały program",
        city="Łomża",
        coordinator="Ośrodek",
        first_year=2014,
        last_year=2020,
        first_report_year=2014,
        levels=(Unit(one="cel", few="cele", many="celów"),) * 3,
        sections=(Section(code="1", title="Cel główny", level=0, children=(a_goal("1.1"), a_goal("1.2"))),),
        executors=(),
        report=ReportLayout(
            title_lines=(), issued_by="", table_title="", bands=(), closing="",
            columns=(ReportColumn(key=COST, heading="Koszt działania", width=10),),
        ),
        fingerprint="",
        register=RegisterLayout(
            sources=tuple(FundingSource(key=key, heading=key) for key in KEYS[1:]), reasons=REASONS, goal_sum="",
            sum_without_multi_year="", summary_heading="", summary_goal="",
        ),
    )  # fmt: skip


def row(
    id_: str, money: str = "", *, name: str = "Działanie", executor: str = "OPS", term: str = "2020 r.",
    z_tego: str = "", w_tym: str = "", reasons: Mapping[str, tuple[str, ...]] = REASONS,
) -> Entry:  # fmt: skip
    """An entry; `money` holds the four cells, separated by bars."""
    cells = [cell.strip() for cell in money.split("|")] if money else [""] * len(KEYS)
    read = {key: read_money(cell, reasons) for key, cell in zip(KEYS, cells, strict=True)}
    assert all(read.values()), id_
    return Entry(
        id=id_, task=id_.partition("/")[0], name=name, executor=executor, term=term,
        money={key: cell for key, cell in read.items() if cell}, indicator="", indicator_name="",
        value=Value(status=Status.GIVEN), raw="", note="", place=Place(file="formularz.xlsx"),
        part_of=z_tego or w_tym, role=Role.ALL_PARTS if z_tego else Role.PART_OF if w_tym else None,
    )  # fmt: skip


def sums(**given: str) -> dict[str, dict[str, Decimal]]:
    """Given sums: `c11="100|0|100|0"` is goal 1.1, `c1` the main goal."""
    return {
        ".".join(code[1:]): {key: Decimal(cell) for key, cell in zip(KEYS, cells.split("|"), strict=True) if cell}
        for code, cells in given.items()
    }


def kinds(found: Sequence[Difference]) -> list[Kind]:
    return [line.kind for line in found]


def of_kind(found: Sequence[Difference], kind: Kind) -> list[Difference]:
    return [line for line in found if line.kind is kind]


def shares(found: Sequence[Difference], goal: str, column: str) -> Decimal:
    """What the lines below the sum of a goal explain of it."""
    explaining = {Kind.LEFT_OUT, Kind.COUNTED_TWICE, Kind.MULTI_YEAR_COUNTED, Kind.NO_ROW, Kind.UNEXPLAINED}
    lines = (line for line in found if line.goal == goal and line.column == column and line.kind in explaining)
    return sum((line.difference or Decimal(0) for line in lines), Decimal(0))


# What is counted


def test_of_a_whole_and_its_parts_only_the_whole_is_counted() -> None:
    entries = [
        row("1.1.1/d1", "100|0|100|0"),
        row("1.1.1/d2", "60|0|60|0", z_tego="1.1.1/d1"),
        row("1.1.1/d3", "40|0|40|0", z_tego="1.1.1/d2"),
        row("1.1.1/d4", "7|0|7|0", w_tym="1.1.1/d9"),
        row("1.1.1/d5", "900|0|900|0", term="2019–2021"),
    ]
    assert [entry.id for entry in counted_entries(entries)] == ["1.1.1/d1", "1.1.1/d4"]


def test_sums_are_decimal_and_go_up_the_tree(small: Programme) -> None:
    entries = [row("1.1.1/d1", "0,30|0,10|0,20|b.d."), row("1.1.2/d1", "1|1|0|0"), row("1.2.1/d1", "x|x|x|x")]
    computed = computed_sums(small, entries)
    assert computed["1.1"] == dict(zip(KEYS, map(Decimal, ("1.30", "1.10", "0.20", "0")), strict=True))
    assert computed["1.2"][COST] == 0
    assert computed["1"] == computed["1.1"]
    assert set(computed) == {"1", "1.1", "1.2"}
    assert reconcile(small, entries, computed, YEAR) == []


# What rows say about themselves


@pytest.mark.parametrize(
    "money",
    ["0,30|0,10|0,20|0", "100|b.d.|100|x", "0|0|0|0", "0|x|x|x", "b.d.|b.d.|b.d.|b.d.", "|||", "x|0|0|0"],
)
def test_a_balanced_row_is_quiet(small: Programme, money: str) -> None:
    assert reconcile(small, [row("1.1.1/d1", money)], {}, YEAR) == []


@pytest.mark.parametrize(
    ("money", "kind", "difference"),
    [
        ("0,31|0,10|0,20|0", Kind.NOT_BALANCED, "0.01"),
        ("100|0|0|0", Kind.NOT_BALANCED, "100"),
        ("0|5|0|0", Kind.NOT_BALANCED, "-5"),
        ("277 000,00|bd|b.d.|x", Kind.NO_FUNDING, "277000"),
        ("b.d.|0|12|0", Kind.NO_COST, "-12"),
    ],
)
def test_a_row_that_does_not_balance(small: Programme, money: str, kind: Kind, difference: str) -> None:
    (line,) = reconcile(small, [row("1.1.1/d1", money)], {}, YEAR)
    assert (line.goal, line.row, line.kind, line.column) == ("1.1", "1.1.1/d1", kind, COST)
    assert line.difference == Decimal(difference)


def test_a_cost_over_several_rows_balances_with_them_together(small: Programme) -> None:
    entries = [
        row("1.1.1/d1", "100|60|10|0"),
        row("1.1.1/d2", "|20||0"),
        row("1.1.1/d3", "j.w.|10|j.w.|0"),
        row("1.1.1/d4", "5|5|0|0"),
    ]
    assert reconcile(small, entries, {}, YEAR) == []
    (line,) = reconcile(small, [row("1.1.1/d1", "101|60|10|0"), *entries[1:]], {}, YEAR)
    assert (line.row, line.difference) == ("1.1.1/d1", Decimal(1))
    assert "wiersze 1.1.1/d1, 1.1.1/d2 i 1.1.1/d3" in line.cause


def test_a_row_after_a_balanced_one_lacks_its_own_cost(small: Programme) -> None:
    entries = [row("1.1.1/d1", "70|60|10|0"), row("1.1.1/d2", "|20||0")]
    (line,) = reconcile(small, entries, {}, YEAR)
    assert (line.row, line.kind, line.difference) == ("1.1.1/d2", Kind.NO_COST, Decimal(-20))


def test_another_executor_and_action_begin_another_cost(small: Programme) -> None:
    entries = [row("1.1.1/d1", "90|60|10|0"), row("1.1.1/d2", "|20||0", executor="PUP", name="Inne")]
    assert kinds(reconcile(small, entries, {}, YEAR)) == [Kind.NOT_BALANCED, Kind.NO_COST]


@pytest.mark.parametrize(
    ("parts", "differences"),
    [
        ([row("1.1.1/d2", "60|0|60|0", z_tego="1.1.1/d1"), row("1.1.1/d3", "40|0|40|0", z_tego="1.1.1/d1")], []),
        ([row("1.1.1/d2", "60|0|60|0", w_tym="1.1.1/d1")], []),
        ([row("1.1.1/d2", "b.d.|b.d.|b.d.|b.d.", z_tego="1.1.1/d1")], []),
        ([row("1.1.1/d2", "99,99|0|99,99|0", z_tego="1.1.1/d1")], ["0.01", "0.01"]),
        ([row("1.1.1/d2", "100|1|99|0", w_tym="1.1.1/d1")], ["-1"]),
        (
            [row("1.1.1/d2", "60|0|60|0", z_tego="1.1.1/d1"), row("1.1.1/d3", "x|x|x|x", z_tego="1.1.1/d1")],
            ["40", "40"],
        ),
    ],
)
def test_a_whole_and_its_parts(small: Programme, parts: list[Entry], differences: list[str]) -> None:
    found = reconcile(small, [row("1.1.1/d1", "100|0|100|0"), *parts], {}, YEAR)
    assert [line.difference for line in found] == [Decimal(difference) for difference in differences]
    assert {line.kind for line in found} <= {Kind.WHOLE_AND_PARTS}


def test_terms(small: Programme) -> None:
    entries = [
        row("1.1.1/d1", "100|0|100|0", term="2018-2020"),
        row("1.1.1/d2", "50|0|50|0", term="2018-2020", z_tego="1.1.1/d1"),
        row("1.1.1/d3", "50|0|50|0", z_tego="1.1.1/d1"),
        row("1.1.1/d4", "3|0|3|0", term="1.01.2019 – 30.09.2019"),
        row("1.1.1/d5", "0|0|0|0", term="2019 r."),
        row("1.1.1/d6", "4|0|4|0", term="cały rok"),
        row("1.1.1/d7", "5|0|5|0", term="2018-2022"),
        row("1.1.1/d8", "6|0|6|0", term="2021, 2022"),
    ]
    found = reconcile(small, entries, {}, YEAR)
    assert [line.row for line in of_kind(found, Kind.MULTI_YEAR)] == ["1.1.1/d1", "1.1.1/d7", "1.1.1/d8"]
    assert [line.row for line in of_kind(found, Kind.OTHER_YEAR)] == ["1.1.1/d4", "1.1.1/d8"]
    assert computed_sums(small, entries)["1.1"][COST] == 57, "the part of one year is no part of a counted whole"


# Repetitions


def test_equal_amounts_in_two_rows(small: Programme) -> None:
    entries = [
        row("1.1.1/d1", "89 770|73 773|0|15 997"),
        row("1.2.1/d1", "89 770,00|73 773,00|0,00|15 997,00"),
        row("1.2.1/d2", "89 770|0|73 773|15 997"),
        row("1.2.1/d3", "999|999|0|0"),
        row("1.2.2/d1", "999|999|0|0"),
    ]
    (line,) = reconcile(small, entries, {}, YEAR)
    assert (line.goal, line.row, line.kind, line.published) == ("1.1", "1.1.1/d1", Kind.REPEATED_AMOUNT, Decimal(89770))
    assert "1.1.1/d1 i 1.2.1/d1" in line.cause


def test_a_whole_with_one_part_repeats_nothing(small: Programme) -> None:
    entries = [
        row("1.1.1/d1", "5 000|0|5 000|0"),
        row("1.1.1/d2", "5 000|0|5 000|0", z_tego="1.1.1/d1"),
        row("1.1.1/d3", "5 000|0|5 000|0", z_tego="1.1.1/d2"),
    ]
    assert reconcile(small, entries, {}, YEAR) == []


def test_one_investment_in_several_tasks_and_its_cost_in_two(small: Programme) -> None:
    entries = [
        row("1.1.1/d1", "300|300|0|0", name=f'Nadzór: 1) "{CENTRE}", 2) " {HOUSE}"'),
        row("1.1.2/d1", "100|0|100|0", name=f"Budowa „{CENTRE.upper()}”"),
        row("1.2.1/d1", "200|0|200|0", name=f'Rozbudowa "{HOUSE}"'),
        row("1.2.2/d1", "x|x|x|x", name=f'Promocja "{HOUSE}"'),
    ]
    found = reconcile(small, entries, {}, YEAR)
    assert kinds(found) == [Kind.REPEATED_INVESTMENT] * 2 + [Kind.REPEATED_COST]
    assert all(id_ in found[0].cause for id_ in (CENTRE, "1.1.1/d1", "1.1.2/d1"))
    assert "1.2.2/d1" not in found[1].cause
    assert "1.1.2/d1 (100,00\u00a0zł) i 1.2.1/d1" in found[2].cause
    assert found[2].cause.endswith("inny.")


@pytest.mark.parametrize(
    "names",
    [
        ('Zajęcia "Bezpieczna droga do szkoły"', "Zajęcia bez nazwy"),
        ('Festyn "Dni seniora"', 'Zabawa "Dni seniora"'),
        ('"Za Życiem" oraz inny program wsparcia "Aktywni"', '"Maluch" oraz inny program wsparcia "Senior"'),
    ],
)
def test_other_quotations_are_no_investment(small: Programme, names: tuple[str, str]) -> None:
    entries = [row("1.1.1/d1", "5|5|0|0", name=names[0]), row("1.2.1/d1", "6|6|0|0", name=names[1])]
    assert reconcile(small, entries, {}, YEAR) == []


def test_a_title_in_one_task_only_is_no_repetition(small: Programme) -> None:
    entries = [row(f"1.1.1/d{n}", f"{n}|{n}|0|0", name=f'Etap {n}: "{CENTRE}"') for n in (1, 2)]
    assert reconcile(small, entries, {}, YEAR) == []


def test_titles_in_mixed_quotation_marks() -> None:
    assert quoted_titles(f'„{CENTRE}" oraz "{HOUSE}", a także „{CENTRE}”') == [CENTRE, HOUSE]


# Given sums

ROWS = [
    row("1.1.1/d1", "1 234,56|0|1 234,56|0"),
    row("1.1.1/d2", "2 345,67|2 000|345,67|0"),
    row("1.1.1/d3", "45,67|0|45,67|0", z_tego="1.1.1/d2"),
    row("1.1.1/d4", "2 300|2 000|300|0", z_tego="1.1.1/d2"),
    row("1.1.2/d1", "77,07|0|0|77,07"),
    row("1.1.2/d2", "9 999,99|0|9 999,99|0", term="2018-2020"),
    row("1.1.2/d3", "b.d.|b.d.|b.d.|b.d."),
]


def explained(small: Programme, given: str, rows: Sequence[Entry] = ROWS) -> list[Difference]:
    """The lines about the sum of goal 1.1; what they explain is always the whole difference."""
    found = reconcile(small, rows, sums(c11=given), YEAR)
    for line in of_kind(found, Kind.GOAL_SUM):
        assert line.published is not None
        assert line.computed is not None
        assert line.difference == line.published - line.computed == shares(found, "1.1", line.column)
    return [line for line in found if line.kind is not Kind.MULTI_YEAR]


def slips(found: Sequence[Difference]) -> list[tuple[str, Kind]]:
    return list(dict.fromkeys((line.row, line.kind) for line in found if line.row))


def test_a_right_sum_is_quiet(small: Programme) -> None:
    assert explained(small, "3657.30|2000|1580.23|77.07") == []
    assert explained(small, "3657.30|||77.07") == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("1311.63|0|1234.56|77.07", [("1.1.1/d2", Kind.LEFT_OUT)]),
        ("3702.97|2000|1625.90|77.07", [("1.1.1/d3", Kind.COUNTED_TWICE)]),
        ("3734.37|2000|1580.23|154.14", [("1.1.2/d1", Kind.COUNTED_TWICE)]),
        ("13657.29|2000|11580.22|77.07", [("1.1.2/d2", Kind.MULTI_YEAR_COUNTED)]),
        ("13580.22|2000|11580.22|0", [("1.1.2/d2", Kind.MULTI_YEAR_COUNTED), ("1.1.2/d1", Kind.LEFT_OUT)]),
        (
            "12468.40|2000|10391.33|77.07",
            [("1.1.1/d3", Kind.COUNTED_TWICE), ("1.1.2/d2", Kind.MULTI_YEAR_COUNTED), ("1.1.1/d1", Kind.LEFT_OUT)],
        ),
    ],
)
def test_rows_explain_a_sum(small: Programme, given: str, expected: list[tuple[str, Kind]]) -> None:
    found = explained(small, given)
    assert slips(found) == expected
    assert "Równie możliwe" not in found[0].cause


def test_shares_of_an_explaining_row_are_its_parts_of_both_sums(small: Programme) -> None:
    found = explained(small, "3702.97|2000|1625.90|77.07")
    (line,) = (line for line in found if line.row and line.column == COST)
    assert (line.published, line.computed, line.difference) == (Decimal("91.34"), Decimal("45.67"), Decimal("45.67"))
    assert "którego jest częścią" in line.cause


def test_a_sum_of_few_rows_names_all_that_are_missing(small: Programme) -> None:
    rows = [row(f"1.1.1/d{n}", f"{n**3}13,57|0|{n**3}13,57|0") for n in range(1, 8)]
    found = explained(small, "34427.14|0|34427.14|0", rows)
    assert slips(found) == [(f"1.1.1/d{n}", Kind.LEFT_OUT) for n in (2, 3, 4, 5, 6)]
    assert "dodano tylko wiersze 1.1.1/d1 i 1.1.1/d7, pominięto wiersze 1.1.1/d2" in found[0].cause


def test_a_multi_year_action_that_was_added_is_named(small: Programme) -> None:
    rows = [*ROWS, row("1.1.2/d4", "5 000,50|5 000,50|0|0", term="2018-2020")]
    found = reconcile(small, rows, sums(c11="8657.80|7000.50|1580.23|77.07"), YEAR)
    assert slips(found)[0] == ("1.1.2/d4", Kind.MULTI_YEAR_COUNTED)


def test_parts_of_each_other_do_not_hang(small: Programme) -> None:
    rows = [
        row("1.1.1/d1", "5 000|5 000|0|0", z_tego="1.1.1/d2"),
        row("1.1.1/d2", "5 000|5 000|0|0", z_tego="1.1.1/d1"),
    ]
    assert slips(reconcile(small, rows, sums(c11="5000|5000|0|0"), YEAR)) == [("1.1.1/d1", Kind.MULTI_YEAR_COUNTED)]


def test_a_grosz_is_shown_and_has_no_row(small: Programme) -> None:
    found = explained(small, "3657.31|2000|1580.23|77.07")
    assert kinds(found) == [Kind.GOAL_SUM, Kind.NO_ROW]
    assert found[1].difference == Decimal("0.01")
    assert kinds(explained(small, "3657.29|2000|1580.23|77.07")) == [Kind.GOAL_SUM, Kind.UNEXPLAINED]


def test_a_row_that_misses_in_one_column_only(small: Programme) -> None:
    found = explained(small, "3657.30|2000|345.67|77.07")
    assert [(line.row, line.kind, line.column) for line in found[1:]] == [("1.1.1/d1", Kind.LEFT_OUT, "gmina")]
    assert "tylko w kolumnach" in found[0].cause


def test_rows_without_any_amount_are_named_beside_money_without_a_row(small: Programme) -> None:
    found = explained(small, "4000|2000|1580.23|77.07", [*ROWS, row("1.1.2/d4")])
    assert found[1].cause.endswith("wierszy, w których ich nie podano: 1.1.2/d4.")


def test_two_explanations_are_both_told(small: Programme) -> None:
    rows = [row(f"1.1.1/d{n}", "500|500|0|0") for n in (1, 2)] + [row("1.1.1/d3", "70|70|0|0")]
    found = explained(small, "570|570|0|0", rows)
    assert slips(found) == [("1.1.1/d1", Kind.LEFT_OUT)]
    assert "Równie możliwe: pominięto wiersz 1.1.1/d2." in found[0].cause


def test_nothing_was_added(small: Programme) -> None:
    found = explained(small, "0|0|0|0")
    assert "nie dodano żadnego wiersza" in found[0].cause
    assert [id_ for id_, _ in slips(found)] == ["1.1.1/d1", "1.1.1/d2", "1.1.2/d1"]


@pytest.mark.parametrize("size", [150, 400])
def test_many_rows_are_searched_in_time(small: Programme, size: int) -> None:
    rows = [row(f"1.1.1/d{n}", f"{n * 37},{n % 90 + 10}|0|{n * 37},{n % 90 + 10}|0") for n in range(1, size)]
    assert of_kind(explained(small, "1|0|1|0", rows), Kind.UNEXPLAINED)


def test_main_goals(small: Programme) -> None:
    rows = [row("1.1.1/d1", "100|100|0|0"), row("1.2.1/d1", "10|10|0|0")]
    assert reconcile(small, rows, sums(c11="100|100|0|0", c12="10|10|0|0", c1="110|110|0|0"), YEAR) == []
    found = reconcile(small, rows, sums(c11="100|100|0|0", c12="0|0|0|0", c1="100|100|0|0"), YEAR)
    main = [line for line in found if line.goal == "1"]
    assert kinds(main) == [Kind.MAIN_GOAL_SUM] * 2
    assert "celu 1.2." in main[0].cause
    found = reconcile(small, rows, sums(c11="100|100|0|0", c12="10|10|0|0", c1="111|110|0|0"), YEAR)
    assert [(line.goal, line.kind, line.difference) for line in found] == [
        ("1", Kind.MAIN_GOAL_PARTS, Decimal(1)),
        ("1", Kind.MAIN_GOAL_SUM, Decimal(1)),
    ]
    assert "celów 1.1 i 1.2" in found[0].cause


def test_a_programme_without_a_register_has_nothing_to_reconcile(programme: Programme) -> None:
    assert reconcile(programme, [], {}, YEAR) == []


# Outputs


def test_the_data_file() -> None:
    line = Difference(goal="1.1", kind=Kind.GOAL_SUM, column=COST, published=Decimal(1000), cause="Powód, „a”.")
    text = reconciliation_csv([line])
    assert text.splitlines()[0] == "goal,row,kind,column,published,computed,difference,cause"
    assert list(csv.DictReader(io.StringIO(text))) == [
        dict(zip(RECONCILIATION_FIELDS, ("1.1", "", "suma celu", "koszt", "1000.00", "", "", line.cause), strict=True))
    ]


def test_the_sheet_has_the_rules_and_numbers(small: Programme, tmp_path: Path) -> None:
    entries = [row("1.1.1/d1", "0,31|0,10|0,20|0", name="=1+1 " + "bardzo długa nazwa " * 9)]
    entries.append(row("1.1.2/d1", "5|5|0|0", term="2018-2020"))
    path = tmp_path / "uzgodnienie.xlsx"
    with new_workbook(path, title="Uzgodnienie") as book:
        write_reconciliation(book, reconcile(small, entries, {}, YEAR), entries, small)
    sheet = openpyxl.load_workbook(path)[RECONCILIATION_SHEET]
    rows = [[cell.value for cell in cells] for cells in sheet.iter_rows()]
    assert any("więcej niż jeden rok" in str(cells[0]) for cells in rows)
    (line,) = (cells for cells in rows if cells[1] == "1.1.1/d1")
    assert line[3:8] == ["koszt a źródła", "Koszt działania", 0.31, 0.3, 0.01]
    assert [cells[5:8] for cells in rows if cells[1] == "1.1.2/d1"] == [[5, None, None]]
    assert str(line[2]).startswith("=1+1")
    assert len(str(line[2])) == 80
    assert all(cell.data_type != "f" for cells in sheet.iter_rows() for cell in cells)


def test_an_empty_sheet_says_so(small: Programme, tmp_path: Path) -> None:
    path = tmp_path / "uzgodnienie.xlsx"
    with new_workbook(path, title="Uzgodnienie") as book:
        write_reconciliation(book, [], [], small)
    sheet = openpyxl.load_workbook(path)[RECONCILIATION_SHEET]
    assert "Nie znaleziono różnic ani powtórzeń." in [cells[0].value for cells in sheet.iter_rows()]


# The published report of Lublin for 2020


def read_csv(name: str) -> list[dict[str, str]]:
    text = (ROOT / "examples/lublin-srps-2014-2020" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture(scope="module")
def lublin() -> Programme:
    return load_programme(shipped_path("lublin-srps-2014-2020"))


@pytest.fixture(scope="module")
def published() -> Sums:
    found: dict[str, dict[str, Decimal]] = {}
    for line in read_csv("history/2020-sumy.csv"):
        found.setdefault(line["goal"], {})[line["column"]] = Decimal(line["published"])
    return found


@pytest.fixture(scope="module")
def lublin_rows(lublin: Programme) -> list[Entry]:
    assert lublin.register is not None
    return [
        row(
            line["id"],
            "|".join(line[key] for key in KEYS),
            name=line["dzialanie"],
            executor=line["realizator"],
            term=line["termin"],
            z_tego=line["nadrzedne"] if line["rola"] == Role.ALL_PARTS else "",
            w_tym=line["nadrzedne"] if line["rola"] == Role.PART_OF else "",
            reasons=lublin.register.reasons,
        )
        for line in read_csv("2020/dzialania.csv")
    ]


@pytest.fixture(scope="module")
def found(lublin: Programme, lublin_rows: list[Entry], published: Sums) -> list[Difference]:
    return reconcile(lublin, lublin_rows, published, YEAR)


def in_goal(found: Sequence[Difference], goal: str) -> list[tuple[str, Kind, str, Decimal | None]]:
    return [(line.row, line.kind, line.column, line.difference) for line in found if line.goal == goal]


def test_lublin_every_right_sum_is_computed(lublin: Programme, lublin_rows: list[Entry], published: Sums) -> None:
    computed = computed_sums(lublin, lublin_rows)
    wrong = {(goal, key) for goal, given in published.items() for key in given if given[key] != computed[goal][key]}
    expected = {
        "1": "koszt gmina inne", "1.2": "koszt gmina inne", "1.3": "koszt gmina",
        "2": "koszt panstwo gmina", "2.2": "koszt panstwo", "2.3": "koszt gmina",
        "5": "koszt gmina", "5.4": "koszt gmina",
    }  # fmt: skip
    assert wrong == {(goal, key) for goal, columns in expected.items() for key in columns.split()}
    assert len(published) == 27


def test_lublin_every_difference_of_a_sum_is_listed_with_its_cause(found: list[Difference], published: Sums) -> None:
    sums_found = [line for line in found if line.kind in (Kind.GOAL_SUM, Kind.MAIN_GOAL_SUM)]
    assert len(sums_found) == 19
    for line in of_kind(found, Kind.GOAL_SUM):
        assert line.published == published[line.goal][line.column]
        assert line.difference == shares(found, line.goal, line.column) != 0
    assert all(line.cause for line in found)
    assert not of_kind(found, Kind.MAIN_GOAL_PARTS)
    assert not of_kind(found, Kind.NOT_BALANCED)
    assert not of_kind(found, Kind.WHOLE_AND_PARTS)


def test_lublin_money_counted_twice(found: list[Difference]) -> None:
    twice = Decimal("197424.58")
    assert [line[1:] for line in in_goal(found, "5.4")[:4]] == [
        (Kind.GOAL_SUM, COST, twice),
        (Kind.GOAL_SUM, "gmina", twice),
        (Kind.COUNTED_TWICE, COST, twice),
        (Kind.COUNTED_TWICE, "gmina", twice),
    ]


def test_lublin_money_without_a_row(found: list[Difference]) -> None:
    assert [(kind, key, rest) for _, kind, key, rest in in_goal(found, "2.3")] == [
        (kind, key, Decimal("71080.50")) for kind in (Kind.GOAL_SUM, Kind.NO_ROW) for key in (COST, "gmina")
    ]


def test_lublin_a_row_left_out(found: list[Difference], lublin_rows: list[Entry]) -> None:
    left_out = [line for line in in_goal(found, "2.2") if line[1] is Kind.LEFT_OUT]
    assert [line[2:] for line in left_out] == [(COST, Decimal(-100000)), ("panstwo", Decimal(-100000))]
    (entry,) = (entry for entry in lublin_rows if entry.id == left_out[0][0])
    assert entry.name.startswith("Zapewnienie pomocy osobom niepełnosprawnym poszkodowanym")


def test_lublin_programmes_left_out_without_a_reason(found: list[Difference]) -> None:
    total, *_ = (line for line in found if line.goal == "1.3")
    assert (total.published, total.difference) == (Decimal(243420), Decimal(-1362712))
    assert "dodano tylko wiersze" in total.cause
    left_out = [line for line in of_kind(found, Kind.LEFT_OUT) if line.goal == "1.3" and line.column == COST]
    assert len(left_out) == 5
    assert all("nie podaje powodu" in line.cause for line in left_out)


def test_lublin_a_cost_without_sources(found: list[Difference]) -> None:
    assert [(line.goal, line.published) for line in of_kind(found, Kind.NO_FUNDING)] == [("2.1", Decimal(277000))]


def test_lublin_repeated_amounts(found: list[Difference]) -> None:
    repeated = of_kind(found, Kind.REPEATED_AMOUNT)
    assert [(line.goal, line.published) for line in repeated] == [("5.1", Decimal("6198.30")), ("5.5", Decimal(89770))]
    assert "5.3.4/" in repeated[0].cause
    assert "5.5.2/" in repeated[1].cause


def test_lublin_repeated_investments(found: list[Difference]) -> None:
    repeated = of_kind(found, Kind.REPEATED_INVESTMENT)
    assert len(repeated) == 5
    (centre,) = (line for line in repeated if "ul. Głowackiego" in line.cause)
    assert all(task in centre.cause for task in ("2.1.1/", "2.2.2/", "2.2.3/"))
    (cost,) = of_kind(found, Kind.REPEATED_COST)
    assert cost.published == Decimal("75603403.32")


def test_lublin_terms(found: list[Difference]) -> None:
    multi_year = of_kind(found, Kind.MULTI_YEAR)
    assert [line.goal for line in multi_year] == ["1.1", "1.1", "2.1", "2.2", "2.2", "2.2"]
    assert sum(line.published or 0 for line in multi_year) == Decimal("233459988.43")
    other = of_kind(found, Kind.OTHER_YEAR)
    assert [(line.goal, line.published) for line in other] == [
        ("5.2", Decimal("334422.96")),
        ("5.4", Decimal("2242349.23")),
    ]
