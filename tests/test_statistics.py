"""The statistical tables: three years as published, what blocks, what is computed, and what the forms show."""

import csv
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from collector.domain.finding import Finding
from collector.domain.table import StatisticalTable
from collector.layout.form import TABLES
from collector.reports.statistics import STATISTICS_SHEET, PrintedValue, printed_value, years_shown
from collector.values.writing import polish_number

from .conftest import ROOT, Bureau, FullForm

PPS_2025, PPS_2021 = "bialystok-pps-2025-2030", "bialystok-pps-2021-2024"
Opened = Callable[..., Bureau]


@pytest.fixture
def pps(bureau: Opened) -> Bureau:
    """The shipped example of 2025-2030 with its returns for 2023."""
    return bureau(year=2023, example=PPS_2025)


def blocking(findings: list[Finding]) -> list[tuple[str, str, str]]:
    return [(found.rule.code, found.executor, found.indicator) for found in findings if found.blocks]


# --- The published tables -------------------------------------------------------------------------------------------


@cache
def published(name: str, kind: str) -> list[list[str]]:
    text = (ROOT / "tests" / "published" / name).read_text(encoding="utf-8")
    return [line.split("\t")[1:] for line in text.splitlines() if line.split("\t")[0] == kind]


def shown(cell: object, number_format: str) -> str:
    """What a person sees in a cell: the number with its groups, its decimals and the footnote mark of its format."""
    if not isinstance(cell, int | float):
        return "" if cell is None else str(cell)
    decimals = number_format.partition(".")[2].count("0")
    mark = "*" * number_format.count("*")
    return f"{cell:,.{decimals}f}".replace(",", " ").replace(".", ",") + mark


def printed_rows(sheet: Worksheet, table: StatisticalTable) -> list[tuple[list[str], list[str]]]:
    """The labels and the numbers of every row between the title of a table and the next title."""
    titles = [str(row[0].value or "") for row in sheet.iter_rows(max_col=1)]
    top = titles.index(table.title) + 1
    rows = []
    for line in sheet.iter_rows(min_row=top + 1):
        texts = [shown(cell.value, cell.number_format) for cell in line]
        if texts[0].startswith("Tabela Nr"):
            break
        if any(texts):
            rows.append((texts[:2], [text for text in texts[2:] if text]))
    return rows


def test_tables_of_three_years_are_the_published_ones(pps: Bureau) -> None:
    merge = pps.merge()
    assert blocking(merge.campaign.findings) == []
    sheet = pps.report()[STATISTICS_SHEET]
    for table in pps.programme.tables:
        number = table.code.removeprefix("T")
        expected: dict[tuple[str, str], list[str]] = {}
        for code, row, measure, year, value in published("pps-2025-2030.txt", "komórka"):
            if code == number:
                place = (year, "") if table.years_are_rows else (row, measure)
                expected.setdefault(place, []).append(value)
        by_row: dict[str, list[str]] = {}
        for (row, _), values in expected.items():
            by_row.setdefault(row, []).extend(values)
        numbers = [values for _, values in printed_rows(sheet, table) if values and values[0][0].isdigit()]
        without_headings = [values for values in numbers if values[:3] != ["2021", "2022", "2023"]]
        assert without_headings == list(by_row.values()), table.title


def test_footnotes_stand_under_their_tables(pps: Bureau) -> None:
    pps.merge()
    sheet = pps.report()[STATISTICS_SHEET]
    notes = {code: note for code, note in published("pps-2025-2030.txt", "przypis") if code.startswith("T")}
    assert notes
    for table in pps.programme.tables:
        under = [labels[0] for labels, values in printed_rows(sheet, table) if not values]
        under = [text for text in under if text.lstrip().startswith("*")]
        assert under == ([notes[table.code]] if table.code in notes else []), table.code


def test_marks_and_words_of_every_year(pps: Bureau) -> None:
    consolidation = pps.merge().consolidation
    assert consolidation is not None
    cells = [
        (table, row, measure) for table in pps.programme.tables for row in table.rows for measure in table.measures
    ]
    values = published("pps-2025-2030.txt", "komórka")
    for year in years_shown(2023):
        printed: dict[str, list[str]] = {}
        for code, _, _, when, value in values:
            if when == str(year):
                printed.setdefault(f"T{code}", []).append(value)
        for table, row, measure in cells:
            expected = printed[table.code].pop(0)
            assert as_printed(printed_value(consolidation, table.cell_id(row, measure), year)) == expected


@pytest.fixture
def of_2019(bureau: Opened) -> Bureau:
    """The programme of 2021-2024 asked for 2019, the year of its diagnosis, with the answers it published."""
    catalogue = (ROOT / "examples" / PPS_2021 / "programme.yaml").read_text(encoding="utf-8")
    assert "lata: {od: 2021," in catalogue
    root = bureau(catalogue.replace("lata: {od: 2021,", "lata: {od: 2019,"), year=2019).root
    (root / "history").mkdir()
    for year in (2017, 2018):
        name = f"history/{year}.csv"
        (root / name).write_bytes((ROOT / "examples" / PPS_2021 / name).read_bytes())
    office = Bureau(root)
    answers = answers_of(ROOT / "examples" / PPS_2021 / "history" / "2019.csv")
    for executor in office.programme.executors:
        form = office.form(executor.id).sign()
        for _, indicators in office.programme.asked_of(executor, 2019):
            for indicator in indicators:
                form.type(indicator.id, missing="brak danych")
        for _, cells in office.programme.cells_asked_of(executor, 2019):
            for cell in cells:
                form.type(cell.id, **answers[cell.id])
        office.send(executor.id, form)
    return office


def answers_of(path: Path) -> Mapping[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["indicator"]: {"value": row["text"] or row["value"].replace(".", ","), "note": row["note"]}
            for row in csv.DictReader(file)
        }


def test_tables_of_2019_are_the_published_ones(of_2019: Bureau) -> None:
    merge = of_2019.merge()
    assert blocking(merge.campaign.findings) == []
    consolidation = merge.consolidation
    assert consolidation is not None
    printed: dict[tuple[str, int], list[str]] = {}
    for code, number, *_, printed_year, value in published("pps-2021-2024.txt", "tabela"):
        printed.setdefault((f"T{code}/{number}", int(printed_year)), []).append(value)
    compared = 0
    for table in of_2019.programme.tables:
        for row in table.rows:
            for year in years_shown(2019):
                ids = [table.cell_id(row, measure) for measure in table.measures]
                values = [as_printed(printed_value(consolidation, id_, year)) for id_ in ids]
                assert values == printed[f"{table.code}/{row.number}", year]
                compared += len(values)
    assert compared == 85 * 3


def as_printed(value: PrintedValue) -> str:
    """What a person reads in a cell."""
    number = "" if value.number is None else polish_number(value.number)
    return (f"{number}{value.mark}" if number else value.words).replace("\u00a0", " ")


# --- What blocks and what is computed --------------------------------------------------------------------------------


@pytest.mark.parametrize(("part", "total"), [("T2/4.a", "T2/3.a"), ("T2/10.b", "T2/9.b"), ("T4/2.b", "T4/1.b")])
def test_part_larger_than_its_total_blocks(part: str, total: str, pps: Bureau) -> None:
    form = pps.sent("MOPR")
    form.type(part, value="999999999")
    pps.send("MOPR", form)
    findings = [found for found in pps.findings() if found.blocks]
    assert [(found.rule.code, found.indicator) for found in findings] == [("L603", total), ("L603", part)]
    for finding in findings:
        assert (finding.place.sheet, finding.place.cell) == (TABLES.sheet, form.find(part, "value").coordinate)


def test_part_as_large_as_its_total_is_right(pps: Bureau) -> None:
    form = pps.sent("MOPR")
    pps.send("MOPR", form.type("T2/4.a", value=form.find("T2/3.a", "value").value))
    assert blocking(pps.findings()) == []


@pytest.mark.parametrize(
    ("value", "codes"),
    [("3,2", []), ("3,22", []), ("3,225", []), ("3", []), ("3,3", ["L601"]), ("3,1", ["L601"]), ("32", ["L601"])],
)
def test_percentage_follows_from_the_denominator_of_another_executor(value: str, codes: list[str], pps: Bureau) -> None:
    assert pps.programme.indicator_by_id["T1/1.a"].executors == ("UM-DOM",)
    assert pps.programme.indicator_by_id["T1/1.d"].executors == ("MOPR",)
    pps.send("MOPR", pps.sent("MOPR").type("T1/1.d", value=value))
    found = blocking(pps.findings())
    assert found == [(code, "MOPR", "T1/1.d") for code in codes]


def test_wrong_denominator_blocks_the_percentage(pps: Bureau) -> None:
    pps.send("UM-DOM", pps.sent("UM-DOM").type("T1/1.a", value="27 048"))
    assert blocking(pps.findings()) == [("L601", "MOPR", "T1/1.d")]
    consolidation = pps.merge().consolidation
    assert consolidation is not None
    assert consolidation.by_id["T1/1.d"].shown == "do wyjaśnienia"


def test_blank_percentage_is_computed(pps: Bureau) -> None:
    pps.send("MOPR", pps.sent("MOPR").type("T1/1.d", value=None))
    consolidation = pps.merge().consolidation
    assert blocking(pps.findings()) == []
    assert consolidation is not None
    result = consolidation.by_id["T1/1.d"]
    assert (result.value, result.shown, result.status) == (Decimal("3.2"), "3,2", "podano")
    (row,) = (row for row in pps.data("tabele-2023") if row["indicator"] == "T1/1.d")
    assert (row["value"], row["status"]) == ("3.2", "podano")
    table = pps.programme.tables[0]
    assert printed_rows(pps.report()[STATISTICS_SHEET], table)[-2][1] == ["270 486", "6 302", "8 723", "3,2"]


def test_blank_percentage_without_a_denominator_stays_open(pps: Bureau) -> None:
    pps.send("MOPR", pps.sent("MOPR").type("T1/1.d", value=None))
    pps.send("UM-DOM", pps.sent("UM-DOM").type("T1/1.a", value=None, missing="brak danych"))
    consolidation = pps.merge().consolidation
    assert consolidation is not None
    result = consolidation.by_id["T1/1.d"]
    assert (result.value, result.shown) == (None, "Brak danych")


def test_blank_cell_of_a_table_blocks(pps: Bureau) -> None:
    pps.send("MOPR", pps.sent("MOPR").type("T5/1.a", value=None))
    assert blocking(pps.findings()) == [("K501", "MOPR", "T5/1.a")]


@pytest.mark.parametrize("missing", ["brak danych", "nie dotyczy"])
def test_reason_for_a_missing_number_stands_in_the_table(missing: str, pps: Bureau) -> None:
    pps.send("MOPR", pps.sent("MOPR").type("T5/1.a", value=None, missing=missing))
    consolidation = pps.merge().consolidation
    assert consolidation is not None
    assert printed_value(consolidation, "T5/1.a", 2023).words == missing.capitalize()
    assert printed_value(consolidation, "T5/1.a", 2022).number is not None


def test_note_of_a_number_is_a_footnote(pps: Bureau) -> None:
    pps.send("MOPR", pps.sent("MOPR").type("T5/1.a", note="* łącznie z filiami").type("T5/3.a", note="od maja"))
    pps.merge()
    table = next(table for table in pps.programme.tables if table.code == "T5")
    rows = printed_rows(pps.report()[STATISTICS_SHEET], table)
    label = pps.programme.indicator_by_id["T5/3.a"].label
    assert [labels[0] for labels, values in rows if not values][-2:] == ["* łącznie z filiami", f"{label}: od maja"]
    assert any(value.endswith("*") for _, values in rows for value in values)


def test_form_of_nothing_but_tables_that_nobody_touched_is_empty(pps: Bureau) -> None:
    (pps.desk.templates).mkdir(parents=True, exist_ok=True)
    form = pps.form("UM-DOM")
    assert form.book.sheetnames[1:3] == [TABLES.sheet, "Metryczka"]
    pps.send("UM-DOM", form)
    assert [found.rule.code for found in pps.findings() if found.executor == "UM-DOM"] == ["K502"]


# --- The forms ------------------------------------------------------------------------------------------------------


def before(form: FullForm, id_: str) -> tuple[object, object]:
    """What the form shows of the two years before."""
    cells = (form.find(id_, key).value for key in ("two_before", "year_before"))
    earlier, later = (cell.replace("\u00a0", " ") if isinstance(cell, str) else cell for cell in cells)
    return earlier, later


def test_forms_show_the_two_years_before(pps: Bureau) -> None:
    form = pps.form("MOPR")
    headings = [cell.value for cell in form.book[TABLES.sheet][5]]
    assert headings[3:6] == ["Dwa lata wcześniej (2021)", "Rok wcześniej (2022)", "Wartość w 2023 r."]
    assert before(form, "T1/1.b") == ("6 345", "6 122")
    assert before(form, "T1/1.d") == ("3,4", "3,1")
    assert form.find("T1/1.d", "unit").value == "%"
    assert before(pps.form("UM-DOM"), "T1/1.a") == ("274 579", "273 268")


def test_forms_show_every_published_number(pps: Bureau) -> None:
    shown_cells = 0
    for executor in pps.programme.executors:
        if not pps.programme.cells_asked_of(executor, 2023):
            continue
        form = pps.form(executor.id)
        for row in form.book[TABLES.sheet].iter_rows(min_row=6, values_only=True):
            if row[2]:
                assert row[3], row[:2]
                assert row[4], row[:2]
                shown_cells += 1
    assert shown_cells == len(pps.programme.cells)


def test_year_without_history_is_blank(bureau: Opened) -> None:
    office = bureau(ROOT / "examples" / PPS_2025 / "programme.yaml", year=2026)
    assert before(office.form("UM-DOM"), "T1/1.a") == (None, None)


def test_report_after_a_gap_shows_the_years_it_knows(bureau: Opened) -> None:
    office = bureau(year=2025, example=PPS_2025)
    closed = (office.root / "history" / "2022.csv").read_text(encoding="utf-8").replace(",2022,T", ",2023,T")
    (office.root / "history" / "2023.csv").write_text(closed, encoding="utf-8")
    form = office.form("UM-DOM").sign().type("T1/1.a", value=268000)
    assert before(form, "T1/1.a") == ("273 268", None)
    office.send("UM-DOM", form)
    office.merge()
    sheet = office.report()[STATISTICS_SHEET]
    rows = printed_rows(sheet, office.programme.tables[0])
    assert [(labels[0], values) for labels, values in rows[1:4]] == [
        ("2023", ["273 268", "6 122", "8 585", "3,1"]),
        ("2024", ["–", "–", "–", "–"]),
        ("2025", ["268 000", "nie złożono", "nie złożono", "nie złożono"]),
    ]


def test_tables_are_the_same_every_time(pps: Bureau) -> None:
    pps.merge()
    first = (pps.desk.build / "raport-2023.xlsx").read_bytes()
    pps.merge()
    assert (pps.desk.build / "raport-2023.xlsx").read_bytes() == first
    assert openpyxl.load_workbook(pps.desk.build / "raport-2023.xlsx")[STATISTICS_SHEET].max_row > 50
