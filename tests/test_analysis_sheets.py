"""The sheets “Zmiany i ocena”, “Kompletność” and “Uwagi otwarte”, read back from workbooks of real merges."""

import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook as OpenedWorkbook
from openpyxl.worksheet.worksheet import Worksheet
from scripts.fill_example import main as fill_forms

from collector.checks.rules import NO_ANSWER, SIGN_OFF_INCOMPLETE, TOO_LARGE
from collector.checks.year_rules import LARGE_CHANGE
from collector.domain.consolidation import Consolidation, PastValue
from collector.domain.decision import Correction
from collector.domain.finding import Finding
from collector.domain.observation import Place, Status, Value
from collector.domain.programme import Programme
from collector.domain.register import Entry, Money
from collector.domain.submission import ReturnedFile, SignOff, Standing, Submission
from collector.domain.target import Target
from collector.layout.form import SIGN_OFF_SHEET
from collector.reports.changes_sheet import CHANGES_SHEET, write_changes
from collector.reports.completeness import COMPLETENESS_SHEET, TOTAL, Answers, answer_of_action, write_completeness
from collector.reports.discretion import HIDDEN
from collector.reports.figure_list import change_figure, day_in_words, figure
from collector.reports.grouping import grouped
from collector.reports.list_sheet import page_head
from collector.reports.material import Material
from collector.reports.open_findings import OPEN_FINDINGS_SHEET, write_open_findings
from collector.reports.timeliness import Sent, sent_by, timeliness_rules
from collector.spreadsheet import Workbook, new_workbook
from collector.values.writing import NBSP

from .conftest import ROOT, Bureau, FullForm
from .small_catalogue import CATALOGUE

HISTORY = """\
programme,year,indicator,value,text
oceny,2023,1/1,100,
oceny,2023,1/2,140,
oceny,2023,1/3,40,
oceny,2023,1/4,7,
oceny,2023,1/5,30,bez: PUP
oceny,2023,1/6,,- zajęcia
"""
EARLIER = "programme,year,indicator,value,text\noceny,2022,1/9,0,\n"
Rows = dict[str, dict[str, Any]]
# Beside base values it is told what a change is counted from.
DIFFERENCE, CHANGE = "Różnica od ostatniej znanej wartości", "Zmiana od ostatniej znanej wartości w %"


def sign(form: FullForm, day: str) -> FullForm:
    """The sign-off with names, as persons fill it in."""
    sheet = form.book[SIGN_OFF_SHEET]
    for row, text in enumerate(("Zenobia Kowalczyk", "inspektor", "86 215 11 22", day, "Ambroży Nowicki"), 4):
        sheet.cell(row, 2).value = text
    return form


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    """A year in which OPS answered everything, PUP late and not everything, and ZMK nothing."""
    root = tmp_path_factory.mktemp("oceny")
    (root / "history").mkdir()
    (root / "history" / "2023.csv").write_text(HISTORY, encoding="utf-8")
    (root / "history" / "2022.csv").write_text(EARLIER, encoding="utf-8")
    (root / "programme.yaml").write_text(CATALOGUE, encoding="utf-8")
    settings = 'programme = "oceny"\nyear = 2024\ndeadline = 2025-03-31\n'
    (root / "collector.toml").write_text(settings, encoding="utf-8")
    opened = Bureau(root)
    form = sign(opened.form("OPS"), "31.03.2025")
    for row, value in (("1/1", 105), ("1/2", 119), ("1/3", "42,5"), ("1/4", 70), ("1/5", 20), ("1/7", 3)):
        form.type(row, value=value)
    form.type("1/4", explanation="Nowa ustawa od stycznia.").type("1/5", explanation="@SUM(A1)")
    form.type("1/6", value="- zajęcia\n- spotkania")
    opened.send("OPS", form)
    form = sign(opened.form("PUP"), "2025-04-01")
    form.type("1/5", value="dużo").type("1/9", value=4)
    form.book.properties.modified = datetime(2025, 4, 2, 8, 30, tzinfo=UTC).replace(tzinfo=None)
    opened.send("PUP", form)
    opened.merge()
    return opened


@pytest.fixture(scope="module")
def report(office: Bureau) -> OpenedWorkbook:
    return office.report()


def rows_of(sheet: Worksheet) -> Rows:
    """The rows of a list by what stands in their first column, each by its headings."""
    headings = [str(cell.value).replace(NBSP, " ") for cell in sheet[1]]
    rows = (dict(zip(headings, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=2))
    return {str(row[headings[0]]): row for row in rows if row[headings[0]]}


def plain(shown: Any) -> Any:
    return shown.replace(NBSP, " ") if isinstance(shown, str) else shown


def text_of(sheet: Worksheet) -> str:
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)


def written(tmp_path: Path, write: Callable[[Workbook, Material], None], material: Material) -> OpenedWorkbook:
    """A workbook with what `write` makes of `material`, and a sheet without which it could not be saved."""
    path = tmp_path / "raport.xlsx"
    with new_workbook(path, title="Próba") as book:
        book.sheet("Pierwszy")
        write(book, material)
    return openpyxl.load_workbook(path)


# --- Zmiany i ocena ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("id_", "expected"),
    [
        ("1/1", {"Wartość w 2024 r.": 105, "Ostatnia znana wartość": 100, "Rok ostatniej znanej wartości": 2023,
                 DIFFERENCE: 5, CHANGE: 5, "Ocena": f"bez istotnej zmiany względem 2023{NBSP}r.", "Uwagi": None}),
        ("1/2", {"Wartość w 2024 r.": 119, DIFFERENCE: -21, CHANGE: -15, "Wartość bazowa": 200, "Rok bazowy": 2020,
                 "Zmiana od roku bazowego w %": -40.5, "Cel": "co najwyżej 150",
                 "Ocena": "119 przy celu co najwyżej 150 – cel osiągnięty (79,3% granicy)"}),
        ("1/3", {"Jednostka": "%", "Wartość w 2024 r.": 42.5, DIFFERENCE: 2.5, CHANGE: 6.3,
                 "Ocena": f"wzrost względem 2023{NBSP}r. – poziom nieutrzymany", "Wartość bazowa": None, "Cel": None}),
        ("1/4", {DIFFERENCE: 63, CHANGE: 900, "Ocena": "nie ocenia się (wskaźnik tylko opisuje sytuację)",
                 "Wyjaśnienie realizatora": "Nowa ustawa od stycznia."}),
        ("1/5", {"Wartość w 2024 r.": 20, "Ostatnia znana wartość": 30, DIFFERENCE: None, CHANGE: None,
                 "Ocena": "nie ocenia się (wartość niepełna)", "Uwagi": "wartość niepełna: bez danych PUP",
                 "Wyjaśnienie realizatora": "OPS: @SUM(A1)"}),
        ("1/6", {"Wartość w 2024 r.": "- zajęcia\n- spotkania", "Ostatnia znana wartość": "- zajęcia",
                 DIFFERENCE: "zmieniono", CHANGE: None, "Uwagi": None}),
        ("1/7", {"Wartość w 2024 r.": 3, "Ostatnia znana wartość": None, "Rok ostatniej znanej wartości": None,
                 "Ocena": "nie ocenia się (brak wcześniejszej wartości)", "Uwagi": "brak wcześniejszej wartości"}),
        ("1/9", {"Wartość w 2024 r.": 4, "Ostatnia znana wartość": 0, "Rok ostatniej znanej wartości": 2022,
                 DIFFERENCE: 4, CHANGE: "–", "Ocena": f"wzrost względem 2022{NBSP}r. – poprawa"}),
        ("1/11", {"Wartość w 2024 r.": "nie złożono", DIFFERENCE: None, "Ocena": "nie ocenia się (brak wartości)",
                  "Uwagi": f"brak wartości za 2024{NBSP}r."}),
    ],
)  # fmt: skip
def test_changes_and_assessment_of_an_indicator(id_: str, expected: dict[str, Any], report: OpenedWorkbook) -> None:
    row = rows_of(report[CHANGES_SHEET])[id_]
    assert {heading: row[heading] for heading in expected} == expected


def test_only_what_was_asked_stands_in_the_sheet_in_the_order_of_the_report(report: OpenedWorkbook) -> None:
    ids = [id_ for id_ in rows_of(report[CHANGES_SHEET]) if id_.startswith("1/")]
    assert ids == ["1/1", "1/2", "1/3", "1/4", "1/5", "1/6", "1/7", "1/8", "1/9", "1/11"]


def cell_of(sheet: Worksheet, id_: str, heading: str) -> Any:
    column = next(cell.column or 0 for cell in sheet[1] if str(cell.value).replace(NBSP, " ") == heading)
    row = next(row[0].row for row in sheet.iter_rows(min_row=2, max_col=1) if row[0].value == id_)
    return sheet.cell(row, column)


def test_numbers_are_numbers_with_polish_formats(report: OpenedWorkbook) -> None:
    sheet = report[CHANGES_SHEET]
    assert cell_of(sheet, "1/1", "Wartość w 2024 r.").number_format == "[$-415]#,##0_)"
    assert "(niepełna)" in cell_of(sheet, "1/5", "Wartość w 2024 r.").number_format
    assert "(niepełna)" in cell_of(sheet, "1/5", "Ostatnia znana wartość").number_format
    assert "p.p." in cell_of(sheet, "1/3", DIFFERENCE).number_format
    assert "p.p." not in cell_of(sheet, "1/1", DIFFERENCE).number_format
    assert cell_of(sheet, "1/1", DIFFERENCE).number_format.startswith('[$-415]+#,##0_);[$-415]"\u2212"#,##0_);')
    formulas = [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f" or cell.hyperlink]
    assert not formulas


def test_a_colour_is_never_alone(report: OpenedWorkbook) -> None:
    sheet = report[CHANGES_SHEET]
    coloured = {
        (row[0].value, cell.fill.fgColor.rgb): cell.value
        for row in sheet.iter_rows(min_row=2)
        for cell in row
        if cell.fill.fill_type
    }
    assert {id_ for id_, _ in coloured} == {"1/2", "1/3", "1/9"}, "what hardly changed or is context has no colour"
    assert all("–" in str(words) for words in coloured.values())
    assert {str(words).rpartition(" – ")[2]: rgb for (_, rgb), words in coloured.items()} == {
        "cel osiągnięty (79,3% granicy)": "FFE2F0D9", "poprawa": "FFE2F0D9", "poziom nieutrzymany": "FFFBE5D6",
    }  # fmt: skip


def test_the_method_stands_below_the_table(report: OpenedWorkbook) -> None:
    text = text_of(report[CHANGES_SHEET])
    for words in ("nie większą niż 5%", "„Poprawa”", "Cel liczbowy", "od 38% do 42%", "wynosiła ona zero"):
        assert words in text, words


@pytest.mark.parametrize(("name", "last"), [(CHANGES_SHEET, 11), (COMPLETENESS_SHEET, 4)])
def test_sheets_print_on_a4_with_a_repeated_heading_and_a_filter(name: str, last: int, report: OpenedWorkbook) -> None:
    sheet = report[name]
    assert sheet.page_setup.orientation == "landscape"
    assert str(sheet.page_setup.paperSize) == "9"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.freeze_panes == "C2"
    assert str(sheet.auto_filter.ref).endswith(str(last)), "the filter ends with the list, before sums and method"


def test_columns_of_base_and_target_stand_only_where_there_are_any(merged: Path) -> None:
    sheet = openpyxl.load_workbook(merged / "raport-2017.xlsx", read_only=False)[CHANGES_SHEET]
    rows = rows_of(sheet)
    assert len([row for row in rows.values() if row["Jednostka"]]) == 175
    headings = list(rows["A.1.1/1"])
    assert headings == [
        "Nr", "Wskaźnik", "Jednostka", "Wartość w 2017 r.", "Wyjaśnienie realizatora", "Uwagi",
    ], "in the first year there is nothing to compare with"  # fmt: skip
    assert {row["Uwagi"] for row in rows.values()} == {None, f"brak wartości za 2017{NBSP}r."}
    below = [text for row in sheet.iter_rows(min_row=177, values_only=True) for text in row if text]
    assert below == ["Nie ma danych z lat wcześniejszych, dlatego wartości nie porównano."], "it is told once"


def test_the_base_year_is_not_assessed(consolidation: Consolidation, tmp_path: Path) -> None:
    of_base_year = replace(
        consolidation, year=2020, results=tuple(replace(r, year=2020, previous=None) for r in consolidation.results)
    )
    sheet = written(tmp_path, write_changes, Material(consolidation=of_base_year))[CHANGES_SHEET]
    row = rows_of(sheet)["1/2"]
    assert (row["Wartość bazowa"], row["Ocena"]) == (200, "rok bazowy – ocena od następnego roku")
    assert not {DIFFERENCE, CHANGE, "Różnica", "Zmiana od roku bazowego w %", "Ostatnia znana wartość"} & set(row)
    assert row["Uwagi"] is None, "a base value stands beside it"
    told = text_of(sheet)
    assert f"Wartości roku bazowego (2020{NBSP}r.) się nie ocenia." in told
    assert told.count("Nie ma danych z lat wcześniejszych") == 1
    before = replace(of_base_year, results=tuple(replace(r, year=2019) for r in of_base_year.results))
    rows = rows_of(written(tmp_path, write_changes, Material(consolidation=before))[CHANGES_SHEET])
    assert rows["1/2"]["Ocena"] == "rok sprzed bazowego – ocena od roku po bazowym"


def test_beside_a_base_value_nothing_is_missing(consolidation: Consolidation, tmp_path: Path) -> None:
    material = Material(consolidation=result_of(consolidation, "1/2", previous=None))
    row = rows_of(written(tmp_path, write_changes, material)[CHANGES_SHEET])["1/2"]
    assert (row["Uwagi"], row["Zmiana od roku bazowego w %"]) == (None, -40.5)


def test_the_shown_percent_never_contradicts_the_verdict(consolidation: Consolidation, tmp_path: Path) -> None:
    told = []
    for before, after in ((5887, 6181), (4098, 4303)):
        past = PastValue(year=2023, value=Decimal(before), text="")
        changed = result_of(consolidation, "1/1", value=Decimal(after), previous=past)
        row = rows_of(written(tmp_path, write_changes, Material(consolidation=changed))[CHANGES_SHEET])["1/1"]
        told.append((row[CHANGE], row["Ocena"].replace(NBSP, " ")))
    assert told == [(5.0, "bez istotnej zmiany względem 2023 r."), (5.1, "wzrost względem 2023 r. – poprawa")]


CORRECTION = Correction(
    indicator="1/1", year=2023, before="2659", value="100", reason="pomyłka\nw sumowaniu", person="A. Nowak",
    day=date(2025, 2, 3), line=4,
)  # fmt: skip


def result_of(consolidation: Consolidation, id_: str, **changes: Any) -> Consolidation:
    """The consolidation with another result of an indicator."""
    results = tuple(replace(r, **changes) if r.indicator.id == id_ else r for r in consolidation.results)
    return replace(consolidation, results=results)


@pytest.fixture(scope="module")
def consolidation(office: Bureau) -> Consolidation:
    consolidated = office.merge().consolidation
    assert consolidated is not None
    return consolidated


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        (PastValue(year=2023, value=Decimal(2659), text=""), f"podano 2{NBSP}659; skorygowano na 100, powód"),
        (PastValue(year=2023, value=None, text="kilka"), "podano kilka; skorygowano na 100, powód"),
    ],
)
def test_of_a_corrected_value_both_are_shown(
    published: PastValue, shown: str, consolidation: Consolidation, tmp_path: Path
) -> None:
    past = PastValue(year=2023, value=Decimal(100), text="", correction=CORRECTION, published=published)
    changed = result_of(consolidation, "1/1", previous=past)
    sheet = written(tmp_path, write_changes, Material(consolidation=changed))[CHANGES_SHEET]
    rows = rows_of(sheet)
    assert rows["1/1"]["Ostatnia znana wartość"] == 100
    assert "(po korekcie)" in cell_of(sheet, "1/1", "Ostatnia znana wartość").number_format
    assert "(po korekcie)" not in cell_of(sheet, "1/2", "Ostatnia znana wartość").number_format
    remark = str(rows["1/1"]["Uwagi"])
    assert remark.startswith(f"w sprawozdaniu za 2023{NBSP}r. {shown}: pomyłka w sumowaniu (A. Nowak, 3")
    assert rows["1/2"]["Uwagi"] is None


def test_corrected_words_are_marked_too(consolidation: Consolidation, tmp_path: Path) -> None:
    published = PastValue(year=2023, value=None, text="- spotkania")
    past = PastValue(year=2023, value=None, text="- zajęcia", correction=CORRECTION, published=published)
    material = Material(consolidation=result_of(consolidation, "1/6", previous=past))
    row = rows_of(written(tmp_path, write_changes, material)[CHANGES_SHEET])["1/6"]
    assert row["Ostatnia znana wartość"] == "- zajęcia (po korekcie)"
    assert "podano - spotkania; skorygowano na - zajęcia, powód: pomyłka" in row["Uwagi"]


def test_a_column_is_as_wide_as_its_longest_number(consolidation: Consolidation, tmp_path: Path) -> None:
    def width(value: int) -> float:
        changed = result_of(consolidation, "1/1", value=Decimal(value))
        sheet = written(tmp_path, write_changes, Material(consolidation=changed))[CHANGES_SHEET]
        return float(sheet.column_dimensions["D"].width)

    assert width(1_234_567_890_123) > width(5) + 1, "numbers go on no second line"


@pytest.mark.parametrize(
    ("id_", "changes", "words"),
    [
        ("1/1", {"value": None, "text": "kilka"}, "nie ocenia się (odpowiedź opisowa)"),
        ("1/1", {"value": None, "status": Status.NO_DATA}, "nie ocenia się (brak wartości)"),
        ("1/1", {"missing": ("PUP",)}, "nie ocenia się (wartość niepełna)"),
        ("1/1", {"previous": None}, "nie ocenia się (brak wcześniejszej wartości)"),
        ("1/1", {"previous": PastValue(year=2023, value=None, text="kilka")}, "nie ocenia się (wcześniej podano opis)"),
        (
            "1/1",
            {"previous": PastValue(year=2023, value=Decimal(1), text="", missing="PUP")},
            "nie ocenia się (wcześniejsza wartość niepełna)",
        ),
        ("1/2", {"missing": ("PUP",)}, "nie ocenia się (wartość niepełna)"),
        ("1/2", {"value": None, "status": Status.NOT_SUBMITTED}, "nie ocenia się (brak wartości)"),
        ("1/4", {"value": None, "status": Status.NO_DATA}, "nie ocenia się (wskaźnik tylko opisuje sytuację)"),
    ],
)
def test_why_nothing_is_assessed_is_told(
    id_: str, changes: dict[str, Any], words: str, consolidation: Consolidation, tmp_path: Path
) -> None:
    material = Material(consolidation=result_of(consolidation, id_, **changes))
    assert rows_of(written(tmp_path, write_changes, material)[CHANGES_SHEET])[id_]["Ocena"] == words


def test_context_with_a_target_in_words_is_assessed(consolidation: Consolidation, tmp_path: Path) -> None:
    context = next(r for r in consolidation.results if r.indicator.id == "1/4").indicator
    aimed = replace(context, target=Target(text="Wzrost"))
    material = Material(consolidation=result_of(consolidation, "1/4", indicator=aimed))
    row = rows_of(written(tmp_path, write_changes, material)[CHANGES_SHEET])["1/4"]
    assert row["Ocena"] == f"wzrost względem 2023{NBSP}r. – zgodnie z celem"


def test_of_what_began_after_the_base_year_the_wait_is_told(consolidation: Consolidation, tmp_path: Path) -> None:
    later = next(r for r in consolidation.results if r.indicator.id == "1/2").indicator
    later = replace(later, since=2024, target=Target(text="Wzrost"))
    material = Material(consolidation=result_of(consolidation, "1/2", indicator=later, previous=None))
    row = rows_of(written(tmp_path, write_changes, material)[CHANGES_SHEET])["1/2"]
    assert row["Ocena"] == "ocena od następnego roku (w roku bazowym o wskaźnik nie pytano)"
    assert row["Uwagi"] is None


@pytest.mark.parametrize(
    ("changes", "remark"),
    [
        ({"previous": PastValue(year=2023, value=None, text="kilka")}, "wcześniej podano opis, nie liczbę"),
        ({"value": None, "text": "kilka", "shown": "kilka"}, "wcześniej podano liczbę"),
        (
            {"previous": PastValue(year=2023, value=Decimal(1), text="", missing="PUP")},
            "wcześniejsza wartość niepełna: bez danych PUP",
        ),
        ({"value": None, "status": Status.NO_DATA, "shown": "Brak danych"}, f"brak wartości za 2024{NBSP}r."),
        ({}, None),
    ],
)
def test_why_nothing_is_compared_is_told(
    changes: dict[str, Any], remark: str | None, consolidation: Consolidation, tmp_path: Path
) -> None:
    material = Material(consolidation=result_of(consolidation, "1/1", **changes))
    row = rows_of(written(tmp_path, write_changes, material)[CHANGES_SHEET])["1/1"]
    assert row["Uwagi"] == remark
    assert (row[DIFFERENCE] is None) == bool(remark)


def test_a_list_that_says_the_same_did_not_change(consolidation: Consolidation, tmp_path: Path) -> None:
    material = Material(consolidation=result_of(consolidation, "1/6", text="-  zajęcia "))
    assert rows_of(written(tmp_path, write_changes, material)[CHANGES_SHEET])["1/6"][DIFFERENCE] == "bez zmian"


def test_long_words_are_shortened(consolidation: Consolidation, tmp_path: Path) -> None:
    (ops, *others) = next(r for r in consolidation.results if r.indicator.id == "1/6").observations
    said = (replace(ops, explanation="bo " * 500), *others)
    changed = result_of(consolidation, "1/6", shown="- rzecz\n" * 100, observations=said)
    row = rows_of(written(tmp_path, write_changes, Material(consolidation=changed))[CHANGES_SHEET])["1/6"]
    assert len(row["Wartość w 2024 r."]) <= 120
    assert len(row["Wyjaśnienie realizatora"]) <= 300
    assert row["Wartość w 2024 r."].endswith("…")
    assert row["Wyjaśnienie realizatora"].endswith("…")


def test_without_indicators_there_is_no_sheet_of_changes(consolidation: Consolidation, tmp_path: Path) -> None:
    bare = Material(consolidation=replace(consolidation, results=()))
    assert written(tmp_path, write_changes, bare).sheetnames == ["Pierwszy"]


# --- Kompletność ---------------------------------------------------------------------------------------------------


def counts(row: Mapping[str, Any]) -> tuple[Any, ...]:
    headings = ("Liczba pytań", "Podano", "Brak danych", "Nie dotyczy", "Bez odpowiedzi", "Odpowiedzi niejasne")
    return (*(row[heading] for heading in headings), row["Kompletność w %"])


def test_answers_of_every_executor_are_counted(report: OpenedWorkbook) -> None:
    rows = rows_of(report[COMPLETENESS_SHEET])
    assert counts(rows["OPS"]) == (7, 7, 0, 0, 0, 0, 100)
    assert counts(rows["PUP"]) == (2, 1, 0, 0, 0, 1, 50), "1/8 need not be answered and was not"
    assert counts(rows["ZMK"]) == (1, 0, 0, 0, 1, 0, 0), "1/10 is not asked yet"
    assert counts(rows[TOTAL]) == (10, 8, 0, 0, 1, 1, 80)


def test_returns_and_their_dates_are_told(report: OpenedWorkbook) -> None:
    rows = rows_of(report[COMPLETENESS_SHEET])
    headings = ("Otrzymane zwroty", "W tym uwzględnione", "Numer korekty", "Data sporządzenia", "Terminowość")
    told = {id_: tuple(rows[id_][heading] for heading in headings) for id_ in ("OPS", "PUP", "ZMK", TOTAL)}
    assert told == {
        "OPS": (1, 1, None, f"31{NBSP}marca 2025{NBSP}r.", "w terminie"),
        "PUP": (1, 1, None, f"1{NBSP}kwietnia 2025{NBSP}r.", f"po terminie o 1{NBSP}dzień"),
        "ZMK": (0, 0, None, None, "nie złożono"),
        TOTAL: (2, 2, None, None, None),
    }
    assert re.fullmatch(r"\d+ \w+ \d{4} r\., \d\d:\d\d", rows["OPS"]["Plik zapisano (czas UTC)"].replace(NBSP, " "))


def test_a_percentage_has_one_decimal(report: OpenedWorkbook) -> None:
    sheet = report[COMPLETENESS_SHEET]
    ids = ("OPS", "PUP", "ZMK", TOTAL)
    assert {cell_of(sheet, id_, "Kompletność w %").number_format for id_ in ids} == {"[$-415]#,##0.0_)"}


def test_open_findings_are_counted(office: Bureau, report: OpenedWorkbook) -> None:
    rows = rows_of(report[COMPLETENESS_SHEET])
    opened = [finding for finding in office.findings() if finding.is_open]
    for executor in ("OPS", "PUP", "ZMK"):
        own = [finding for finding in opened if finding.executor == executor]
        blocking = sum(finding.blocks for finding in own)
        told = (rows[executor]["Uwagi blokujące"], rows[executor]["Uwagi do wyjaśnienia"])
        assert told == (blocking, len(own) - blocking)
    assert rows["PUP"]["Uwagi blokujące"] >= 1
    assert rows[TOTAL]["Uwagi blokujące"] == sum(finding.blocks for finding in opened)


def test_it_is_told_by_which_date_timeliness_is_judged(report: OpenedWorkbook) -> None:
    text = text_of(report[COMPLETENESS_SHEET]).replace(NBSP, " ")
    assert "Termin złożenia: 31 marca 2025 r. Terminowość" in text
    assert "według daty sporządzenia" in text
    assert "Kiedy zwrot nadesłano, z samych plików nie wiadomo." in text
    assert timeliness_rules(None) == (
        "Terminu złożenia nie ustalono, dlatego terminowości nie oceniono (termin wpisuje się w collector.toml: "
        "deadline)."
    )


def test_only_what_the_programme_asks_for_is_named(consolidation: Consolidation, tmp_path: Path) -> None:
    def told(material: Material) -> str:
        return text_of(written(tmp_path, write_completeness, material)[COMPLETENESS_SHEET])

    assert "Liczba pytań to wskaźniki, o które zapytano realizatora; pytania nieobowiązkowe liczy się tylko wtedy" in (
        told(Material(consolidation=consolidation))
    )
    with_cells = replace(consolidation, cells=consolidation.results[:1])
    assert "to wskaźniki i komórki tabel statystycznych, o które" in told(Material(consolidation=with_cells))


def test_no_person_is_named_in_these_sheets(report: OpenedWorkbook) -> None:
    for name in (CHANGES_SHEET, COMPLETENESS_SHEET, OPEN_FINDINGS_SHEET):
        text = text_of(report[name])
        assert not [typed for typed in ("Kowalczyk", "Zenobia", "Nowicki", "86 215") if typed in text], name


def test_findings_of_nobody_are_told_below_the_list(consolidation: Consolidation, tmp_path: Path) -> None:
    stray = Finding(rule=TOO_LARGE, place=Place(file="obcy.xlsx"), facts=dict.fromkeys(TOO_LARGE.facts, "x"))
    for findings, told in (([stray, stray], True), ([], False)):
        material = Material(consolidation=consolidation, findings=findings)
        sheet = written(tmp_path, write_completeness, material)[COMPLETENESS_SHEET]
        assert (f"nie należą do jednego realizatora: 2{NBSP}otwarte uwagi." in text_of(sheet)) is told
        assert rows_of(sheet)[TOTAL]["Uwagi blokujące"] == 0


def test_actions_of_a_register_are_answers_too() -> None:
    silent = Entry(
        id="1/d1", task="1", name="Działanie", executor="OPS", term="", money={"koszt": Money()}, indicator="",
        indicator_name="", value=Value(status=Status.NOT_SUBMITTED), raw="", note="", place=Place(file=""),
    )  # fmt: skip
    assert answer_of_action(silent) == Answers(silent=1)
    assert answer_of_action(replace(silent, term="2024")) == Answers(given=1)
    assert answer_of_action(replace(silent, raw="dużo")) == Answers(in_doubt=1)
    assert answer_of_action(replace(silent, value=Value(status=Status.NO_DATA))) == Answers(no_data=1)


@pytest.mark.parametrize(
    ("answers", "percent"),
    [
        (Answers(given=1999, silent=1), "99.9"),
        (Answers(given=1, no_data=1, not_applicable=1, in_doubt=1), "75.0"),
        (Answers(given=3), "100.0"),
        (Answers(), None),
    ],
)
def test_only_all_answers_are_complete(answers: Answers, percent: str | None) -> None:
    assert str(answers.percent) == str(percent)


# --- When a return was made ----------------------------------------------------------------------------------------

DEADLINE = date(2025, 3, 31)


def sent(day: str, *earlier: tuple[Standing, str], correction: str = "", modified: str = "") -> Sent:
    """What an executor sent: the return that counts, signed on `day`, and files before it."""
    submission = Submission(
        executor="OPS", programme="oceny", year=2024, form_id="", place=Place(file="OPS.xlsx"), observations=(),
        sign_off=SignOff(date=day, correction=correction), modified=modified,
    )  # fmt: skip
    files = [
        ReturnedFile(place=Place(file=f"{number}.xlsx"), standing=standing, why="", executor="OPS",
                     sign_off=SignOff(date=before))
        for number, (standing, before) in enumerate(((Standing.COUNTS, day), *earlier))
    ]  # fmt: skip
    return sent_by("OPS", files, [submission])


@pytest.mark.parametrize(
    ("what", "deadline", "expected"),
    [
        (sent("31.03.2025"), DEADLINE, "w terminie"),
        (sent("31.03.2025"), None, "nie ustalono terminu"),
        (sent("01.04.2025"), DEADLINE, f"po terminie o 1{NBSP}dzień"),
        (sent("5 kwietnia 2025 r."), DEADLINE, f"po terminie o 5{NBSP}dni"),
        (sent("wczoraj"), DEADLINE, "nie wiadomo (brak daty sporządzenia)"),
        (sent(""), DEADLINE, "nie wiadomo (brak daty sporządzenia)"),
        (
            sent("02.04.2025", (Standing.REPLACED, "30.03.2025")),
            DEADLINE,
            f"w terminie; korekta po terminie o 2{NBSP}dni",
        ),
        (sent("02.04.2025", (Standing.REPLACED, "01.04.2025")), DEADLINE, f"po terminie o 2{NBSP}dni"),
        (sent("02.04.2025", (Standing.REPLACED, "")), DEADLINE, f"po terminie o 2{NBSP}dni"),
        (sent("02.04.2025", (Standing.REFUSED, "30.03.2025")), DEADLINE, f"po terminie o 2{NBSP}dni"),
        (Sent((), None), DEADLINE, "nie złożono"),
        (Sent((), None), None, "nie złożono"),
        (Sent(sent("").files, None), DEADLINE, "złożono, ale żaden zwrot się nie liczy"),
    ],
)
def test_timeliness(what: Sent, deadline: date | None, expected: str) -> None:
    assert what.timeliness(deadline) == expected


def test_what_a_return_says_of_its_own_time() -> None:
    told = sent("31.03.2025", correction="2", modified="2025-03-31T14:05:00+02:00")
    assert (told.correction, told.day) == (2, date(2025, 3, 31))
    assert told.saved == datetime(2025, 3, 31, 12, 5)  # noqa: DTZ001 - in UTC, as the heading says
    unclear = sent("w piątek, Jan", correction="druga, Jan")
    assert (unclear.correction, unclear.day, unclear.saved) == ("nie odczytano", "nie odczytano", "nie wiadomo")
    blank = sent("")
    assert (blank.correction, blank.day) == ("", "nie podano")
    nothing = Sent((), None)
    assert (nothing.correction, nothing.day, nothing.saved) == ("", "", "")


def test_attachments_and_files_of_others_are_no_returns() -> None:
    files = [
        ReturnedFile(place=Place(file=f"{standing}.xlsx"), standing=standing, why="", executor=executor)
        for standing, executor in ((Standing.ATTACHMENT, "OPS"), (Standing.SKIPPED, "OPS"), (Standing.COPY, "OPS"),
                                   (Standing.COUNTS, "PUP"))
    ]  # fmt: skip
    assert [file.standing for file in sent_by("OPS", files, ()).files] == [Standing.COPY]


# --- Uwagi otwarte -------------------------------------------------------------------------------------------------


def test_the_blocking_findings_come_first(consolidation: Consolidation, tmp_path: Path) -> None:
    findings = [
        Finding(rule=rule, place=Place(file="A.xlsx"), executor=executor, facts=dict.fromkeys(rule.facts, "x"))
        for rule, executor in ((LARGE_CHANGE, "OPS"), (TOO_LARGE, "PUP"))
    ]
    material = Material(consolidation=consolidation, findings=findings)
    rows = list(written(tmp_path, write_open_findings, material)[OPEN_FINDINGS_SHEET].iter_rows(values_only=True))
    assert [row[:2] for row in rows[1:]] == [("blokuje", "PUP"), ("do wyjaśnienia", "OPS")]


def test_open_findings_are_listed(office: Bureau, report: OpenedWorkbook) -> None:
    opened = [finding for finding in office.findings() if finding.is_open]
    rows = list(report[OPEN_FINDINGS_SHEET].iter_rows(values_only=True))
    assert rows[0] == ("Waga", "Realizator", "Wskaźnik", "Gdzie", "Co jest nie tak", "Co zrobić", "Reguła")
    assert len(rows) - 1 == len(grouped(opened))
    unclear = next(row for row in rows if row[1:3] == ("PUP", "1/5"))
    assert re.fullmatch(r"PUP\.xlsx, arkusz Dane, komórka [A-Z]\d+", str(unclear[3]))
    assert {str(row[6]) for row in rows[1:]} == {finding.rule.code for finding in opened}


def unanswered(indicator: str, place: Place, executor: str = "OPS") -> Finding:
    return Finding(
        rule=NO_ANSWER, place=place, executor=executor, indicator=indicator,
        facts=dict.fromkeys(NO_ANSWER.facts - {"indicator"}, "x"),
    )  # fmt: skip


def test_the_same_in_many_rows_is_told_once(consolidation: Consolidation, tmp_path: Path) -> None:
    findings = [
        unanswered(f"1/{row}", Place(file="OPS.xlsx", sheet="Dane", cell=f"H{row}")) for row in (12, 14, 15, 16)
    ]
    findings.append(unanswered("1/12", Place(file="PUP.xlsx", sheet="Dane", cell="H12"), "PUP"))
    material = Material(consolidation=consolidation, findings=findings)
    rows = list(written(tmp_path, write_open_findings, material)[OPEN_FINDINGS_SHEET].iter_rows(values_only=True))
    told = [row[1:5] for row in rows[1:]]
    assert told == [
        ("OPS", "1/12, 1/14, 1/15 i 1/16", "OPS.xlsx, arkusz Dane, komórki H12, H14–H16",
         "Nie podano wartości 4 wskaźników: 1/12, 1/14, 1/15 i 1/16."),
        ("PUP", "1/12", "PUP.xlsx, arkusz Dane, komórka H12", findings[-1].message),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("place", "where"),
    [
        (Place(file="OPS.xlsx"), "OPS.xlsx"),
        (Place(file="OPS.xlsx", sheet="Dane"), "OPS.xlsx, arkusz Dane"),
        (Place(file="history/2023.csv", cell="wiersz 4"), "history/2023.csv, wiersz 4"),
    ],
)
def test_a_whole_file_or_sheet_is_a_place_too(
    place: Place, where: str, consolidation: Consolidation, tmp_path: Path
) -> None:
    material = Material(consolidation=consolidation, findings=[unanswered("1/1", place)])
    rows = list(written(tmp_path, write_open_findings, material)[OPEN_FINDINGS_SHEET].iter_rows(values_only=True))
    assert rows[1][3] == where


def test_nothing_open_gives_no_sheet(consolidation: Consolidation, tmp_path: Path) -> None:
    finding = Finding(
        rule=SIGN_OFF_INCOMPLETE, place=Place(file="OPS.xlsx"), executor="OPS", settled="Przyjęto.",
        facts=dict.fromkeys(SIGN_OFF_INCOMPLETE.facts, "x"),
    )  # fmt: skip
    material = Material(consolidation=consolidation, findings=[finding])
    assert written(tmp_path, write_open_findings, material).sheetnames == ["Pierwszy"]
    still = replace(material, findings=[replace(finding, settled="")])
    assert written(tmp_path, write_open_findings, still).sheetnames == ["Pierwszy", OPEN_FINDINGS_SHEET]


def test_what_a_person_typed_into_the_sign_off_is_hidden(consolidation: Consolidation, tmp_path: Path) -> None:
    signed = SignOff(prepared_by="Zenobia Kowalczyk", date="w piątek, Zenobia Kowalczyk")
    file = ReturnedFile(place=Place(file="OPS.xlsx"), standing=Standing.COUNTS, why="", executor="OPS", sign_off=signed)
    facts = dict.fromkeys(TOO_LARGE.facts - {"found"}, "x")
    place = Place(file="OPS.xlsx", sheet=SIGN_OFF_SHEET, cell="B7")
    finding = Finding(rule=TOO_LARGE, place=place, executor="OPS", found=signed.date, facts=facts)
    assert "Kowalczyk" in finding.message
    material = Material(consolidation=consolidation, findings=[finding], files=[file])
    text = text_of(written(tmp_path, write_open_findings, material)[OPEN_FINDINGS_SHEET])
    assert "Kowalczyk" not in text
    assert HIDDEN in text


# --- Figures -------------------------------------------------------------------------------------------------------


def test_figures_read_as_they_are_shown() -> None:
    assert figure(Decimal("1129.1")).text == f"1{NBSP}129,1"
    assert change_figure(Decimal("-2.5"), " p.p.").text == "\u22122,5 p.p."
    assert change_figure(Decimal(3)).text == "+3"
    assert change_figure(Decimal(0)).text == "0"
    assert day_in_words(date(2025, 1, 2)) == f"2{NBSP}stycznia 2025{NBSP}r."
    assert day_in_words(datetime(2025, 10, 30, 3, 4, tzinfo=UTC)) == f"30{NBSP}października 2025{NBSP}r.,{NBSP}03:04"
    assert day_in_words(date(1, 1, 1)) == f"1{NBSP}stycznia 1{NBSP}r."


# --- How the sheets print ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [CHANGES_SHEET, COMPLETENESS_SHEET, OPEN_FINDINGS_SHEET])
def test_every_page_tells_what_it_is_part_of(name: str, report: OpenedWorkbook) -> None:
    sheet = report[name]
    assert sheet.oddHeader.left.text == f"Program ocen – dane za 2024 r. – {name}"  # type: ignore[union-attr]
    assert sheet.oddFooter.right.text == "Strona &P z &N"  # type: ignore[union-attr]
    assert sheet.HeaderFooter.scaleWithDoc is False, "it is not made smaller with the list"


@pytest.mark.parametrize(
    ("title", "begins"),
    [
        ("„Praca & rodzina”", "Praca && rodzina – dane za"),
        ("2030: plan", " 2030: plan – dane za"),
        ("&" * 200, "&" * 20),
        ("Długi tytuł " * 40, "Długi tytuł"),
    ],
)
def test_a_title_fits_the_head_of_a_page(title: str, begins: str, consolidation: Consolidation, tmp_path: Path) -> None:
    titled = replace(consolidation, programme=replace(consolidation.programme, title=title))
    head = page_head(titled, COMPLETENESS_SHEET)
    assert head.startswith(begins)
    assert head.endswith("dane za 2024 r. – Kompletność")
    assert len(head) <= 200
    assert ("…" in head) == (len(title) > 100)
    ampersands = [len(run) for run in re.findall("&+", head)]
    assert not any(length % 2 for length in ampersands), "a single one begins a command"
    written(tmp_path, write_completeness, Material(consolidation=titled))  # a head that Excel refuses is a warning


def test_the_widest_sheets_can_be_read_on_paper(report: OpenedWorkbook) -> None:
    for name in (CHANGES_SHEET, COMPLETENESS_SHEET):
        sheet = report[name]
        letters = (get_column_letter(column) for column in range(1, sheet.max_column + 1))
        widths = [float(sheet.column_dimensions[letter].width) for letter in letters]
        points = sum(width * 5.25 for width in widths)
        assert 10 * (842 - 2 * 0.4 * 72) / points >= 7, f"{name}: letters of less than 7 points on A4"


# --- The published fragment of 2019 --------------------------------------------------------------------------------


def test_the_fragment_of_2019_is_compared_with_2017(programme: Programme, merged: Path, tmp_path: Path) -> None:
    (tmp_path / "history").mkdir()
    shutil.copy(merged / "wskazniki-2017.csv", tmp_path / "history" / "2017.csv")
    shutil.copy(ROOT / "programme.yaml", tmp_path / "programme.yaml")
    settings = f'programme = "{programme.id}"\nyear = 2019\ndeadline = 2020-03-10\n'
    (tmp_path / "collector.toml").write_text(settings, encoding="utf-8")
    office = Bureau(tmp_path)
    answers = ROOT / "examples" / programme.id / "2019" / "odpowiedzi.csv"
    for executor in ("MOPR", "UM-DE", "UM-DSS"):
        office.form(executor)
    fill_forms(office.desk.templates, answers, office.desk.submissions, "2020-03-15")
    office.merge()
    rows = rows_of(office.report()[CHANGES_SHEET])
    headings = (
        "Wartość w 2019 r.",
        "Ostatnia znana wartość",
        "Rok ostatniej znanej wartości",
        "Różnica",
        "Zmiana w %",
        "Ocena",
    )
    told = {
        id_: tuple(plain(rows[f"A.1.{id_}"][heading]) for heading in headings) for id_ in ("1/1", "1/2", "2/1", "3/1")
    }
    assert told == {
        "1/1": (21, 25, 2017, -4, -16, "spadek względem 2017 r. – pogorszenie"),
        "1/2": (31, 25, 2017, 6, 24, "wzrost względem 2017 r. – poprawa"),
        "2/1": (352, 364, 2017, -12, -3.3, "bez istotnej zmiany względem 2017 r."),
        "3/1": (6361, 2659, 2017, 3702, 139.2, "nie ocenia się (wskaźnik tylko opisuje sytuację)"),
    }
    rows = rows_of(office.report()[COMPLETENESS_SHEET])
    assert rows["MOPR"]["Terminowość"] == f"po terminie o 5{NBSP}dni"
    assert rows["PUP"]["Terminowość"] == "nie złożono"
    assert (rows[TOTAL]["Podano"], rows[TOTAL]["Otrzymane zwroty"]) == (10, 3)
