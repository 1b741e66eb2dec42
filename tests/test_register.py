"""The register of actions: from the rows that somebody fills in or adds to the report with its live sums."""

import csv
import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cached_property
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from collector.consolidation.sums import computed_sums, counted_entries
from collector.domain.observation import Status
from collector.domain.programme import Programme
from collector.domain.register import Entry, Money
from collector.layout.form import ADDED_ROWS, LIST_SHEET, REGISTER_SHEET
from collector.templates.register import choices_name
from collector.workflows.campaign import Campaign, read_campaign
from collector.workflows.merge import Merge

from .conftest import HEADING_ROW, OTHER_CITY, ROOT, Bureau, FullForm, codes

LUBLIN = "lublin-srps-2014-2020"
# Rows of the published report without any cell of money.
WITHOUT_MONEY = {"1.2": {f"1.2.2/d{number}" for number in range(17, 22)}, "2.1": {"2.1.1/d3"}}
Opened = Callable[..., Bureau]


@pytest.fixture
def elk(bureau: Opened) -> Bureau:
    """A programme with a small register, for which nothing came back yet."""
    return bureau(OTHER_CITY, year=2023)


def described(form: FullForm) -> FullForm:
    """A form of PCPR whose known actions are described in full."""
    form.sign().type("A1/1", value=14)
    form.type("B1.1/d3", term="2023 r.", koszt=100, miasto=100)
    return form.type("B1.2/d1", term="maj 2023 r.", koszt=40, ngo=40, value=3)


def entries_of(bureau: Bureau, form: FullForm, executor: str = "PCPR") -> dict[str, Entry]:
    """What the only return of the year says."""
    bureau.send(executor, form)
    return {entry.id: entry for entry in merged(bureau).entries}


def merged(bureau: Bureau) -> "Merged":
    return Merged(bureau, bureau.merge())


class Merged:
    """The results of a year."""

    def __init__(self, bureau: Bureau, merge: Merge) -> None:
        assert merge.consolidation is not None
        self.bureau, self.codes = bureau, codes(merge.campaign.findings)
        self.consolidation = merge.consolidation
        self.entries = tuple(entry for entry in merge.consolidation.entries if not entry.is_silent)
        self.programme: Programme = merge.consolidation.programme

    @cached_property
    def sheet(self) -> Worksheet:
        book = self.bureau.report()
        return book["Rejestr działań" if "Rejestr działań" in book.sheetnames else "Sprawozdanie"]

    def sums(self) -> dict[str, dict[str, Decimal]]:
        return computed_sums(self.programme, self.entries)


# --- Added rows ----------------------------------------------------------------------------------------------------


def test_added_rows_land_in_the_report_with_numbers_of_their_own(elk: Bureau) -> None:
    form = described(elk.form("PCPR"))
    form.type("nowe 1", task="B1.1", name="Piknik rodzinny", term="czerwiec 2023 r.", koszt="78 177,65 zł")
    form.type("nowe 1", ue="78 177,65 zł", indicator="liczba uczestników", value=250, note="wspólnie z parafią")
    form.type("nowe 7", task="B1.2", name="Nowa świetlica", term="2023", koszt=5, ngo=5, value=1)
    form.type("nowe 7", indicator="liczba świetlic")
    elk.send("PCPR", form)
    result = merged(elk)
    assert result.codes == ["K503", "K503"]
    assert [entry.id for entry in result.entries] == ["B1.1/d3", "B1.1/PCPR+1", "B1.2/d1", "B1.2/PCPR+7"]
    row = next(row for row in elk.data("dzialania-2023") if row["action"] == "B1.1/PCPR+1")
    assert (row["task"], row["name"], row["term"]) == ("B1.1", "Piknik rodzinny", "czerwiec 2023 r.")
    assert (row["koszt"], row["ue"], row["indicator"], row["value"]) == ("78177.65", "78177.65", "B1.1/2", "250")
    assert row["note"] == "wspólnie z parafią"
    shown = [value for line in result.sheet.iter_rows(values_only=True) for value in line if value is not None]
    assert {"Piknik rodzinny", "liczba uczestników", 250, 78177.65, "wspólnie z parafią"} <= set(shown)
    assert result.sums()["B1"]["koszt"] == Decimal("78322.65")


def test_blank_row_for_additions_is_nothing(elk: Bureau) -> None:
    assert set(entries_of(elk, described(elk.form("PCPR")))) == {"B1.1/d3", "B1.2/d1"}


def test_added_row_as_part_of_a_known_action_is_not_added_twice(elk: Bureau) -> None:
    form = described(elk.form("PCPR"))
    form.type("nowe 1", task="B1.1", name="Druk poradnika", part_of="B1.1/d3", term="2023", koszt=60, miasto=60)
    elk.send("PCPR", form)
    result = merged(elk)
    assert [entry.id for entry in result.entries] == ["B1.1/d3", "B1.1/PCPR+1", "B1.2/d1"]
    assert [entry.id for entry in counted_entries(result.entries)] == ["B1.1/d3", "B1.2/d1"]
    assert result.sums()["B1"] == {"koszt": 140, "miasto": 100, "powiat": 0, "ue": 0, "ngo": 40}
    (part,) = (row for row in elk.data("dzialania-2023") if row["action"] == "B1.1/PCPR+1")
    assert part["part_of"] == "B1.1/d3"


def test_added_row_as_part_of_another_added_row(elk: Bureau) -> None:
    form = described(elk.form("PCPR"))
    form.type("nowe 3", task="B1.1", name="Wyjazd", term="2023", koszt=500, ue=500)
    form.type("nowe 4", task="B1.1", name="Autobus", part_of="nowe 3", term="2023", koszt=200, ue=200)
    entries = entries_of(elk, form)
    assert entries["B1.1/PCPR+4"].part_of == "B1.1/PCPR+3"
    assert [entry.id for entry in counted_entries([*entries.values()])] == ["B1.1/d3", "B1.1/PCPR+3", "B1.2/d1"]


def test_part_of_an_action_that_another_executor_reports(elk: Bureau) -> None:
    form = described(elk.form("PCPR"))
    form.type("nowe 1", task="B1.1", name="Druk", part_of="B1.1/d1", term="2023", koszt=60, miasto=60)
    elk.send("PCPR", form)
    assert merged(elk).sums()["B1"]["koszt"] == 200, "its whole was not reported, so the part is added itself"
    other = elk.form("CUS").sign().type("A1/1", value=1).type("A1/2", value=1)
    other.type("B1.1/d1", term="2023", koszt=1000, miasto=1000, value=1).type("B1.1/d2", term="2023", koszt="nr")
    elk.send("CUS", other)
    assert merged(elk).sums()["B1"]["koszt"] == 1140


@pytest.mark.parametrize(
    ("one", "other", "blocked", "added"),
    [("nowe 1", "", 1, 142), ("nowe 2", "nowe 1", 2, 140), ("B1.1/d3", "nowe 1", 1, 142)],
    ids=["part of itself", "of each other", "over a known action"],
)
def test_circular_parts_block_and_are_not_added(one: str, other: str, blocked: int, added: int, elk: Bureau) -> None:
    form = described(elk.form("PCPR"))
    form.type("nowe 1", task="B1.1", name="Raz", part_of=one, term="2023", koszt=1, miasto=1)
    form.type("nowe 2", task="B1.1", name="Dwa", part_of=other or None, term="2023", koszt=2, miasto=2)
    if one == "B1.1/d3":
        form.type("B1.1/d3", part_of="nowe 1").type("nowe 2", part_of=None)
    elk.send("PCPR", form)
    result = merged(elk)
    assert result.codes == ["D805"] * blocked + ["K503", "K503"]
    assert result.sums()["B1"]["koszt"] == added


@pytest.mark.parametrize("total", ["B1.2/d1", "B1.1/d9", "nowe 9", "A1/1", "coś"])
def test_part_of_nothing_in_the_task_blocks(total: str, elk: Bureau) -> None:
    form = described(elk.form("PCPR")).type("B1.1/d3", part_of=total)
    elk.send("PCPR", form)
    (finding,) = (found for found in elk.findings() if found.blocks and found.rule.code != "K503")
    assert (finding.rule.code, finding.found) == ("D805", total)
    assert finding.place.cell == form.find("B1.1/d3", "part_of").coordinate


# --- Money ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "amount", "reason", "found"),
    [
        (78177.65, "78177.65", "", ""),
        (0.1 + 0.2, "0.3", "", ""),
        (0, "0", "", ""),
        ("78 177,65 zł", "78177.65", "", ""),
        ("78\u00a0177,65", "78177.65", "", ""),
        ("1250", "1250", "", ""),
        ("wolontariat", None, "wolontariat", ""),
        ("koszty własne jednostki", None, "koszt własny jednostki", "D802"),
        ("Koszt własny jednostki", None, "koszt własny jednostki", ""),
        ("około 5 tys.", None, "", "D801"),
        ("ale drogo", None, "", "D801"),
        (-5, None, "", "D801"),
        ("-5,00", None, "", "D801"),
        (12.345, None, "", "D801"),
        ("12,345", None, "", "D801"),
        (True, None, "", "D801"),
        ("#DIV/0!", None, "", "P104"),
    ],
)  # fmt: skip
def test_money(typed: object, amount: str | None, reason: str, found: str, elk: Bureau) -> None:
    together = str(Decimal(amount or 0) + 40).replace(".", ",")
    form = described(elk.form("PCPR")).type("B1.2/d1", powiat=typed, koszt=together)
    campaign = read_sent(elk, form)
    assert codes(campaign.findings) == sorted([*([found] if found else []), "K503", "K503"])
    (submission,) = campaign.submissions
    money = submission.entries[-1].money["powiat"]
    assert (money.amount, money.reason) == (Decimal(amount) if amount else None, reason)
    assert money.is_unreadable == (found in ("D801", "P104"))


def read_sent(bureau: Bureau, form: FullForm) -> Campaign:
    bureau.send("PCPR", form)
    return read_campaign(bureau.desk, bureau.desk.submissions, lambda _: None)


def test_money_in_the_data_and_in_the_report(elk: Bureau) -> None:
    form = described(elk.form("PCPR"))
    form.type("B1.2/d1", koszt="78 177,65 zł", miasto=78177.65, powiat="koszty własne jednostki", ue="drogo", ngo=0)
    elk.send("PCPR", form)
    result = merged(elk)
    row = next(row for row in elk.data("dzialania-2023") if row["action"] == "B1.2/d1")
    money = {key: (row[key], row[f"{key}_text"]) for key in ("koszt", "miasto", "powiat", "ue", "ngo")}
    assert money == {
        "koszt": ("78177.65", ""),
        "miasto": ("78177.65", ""),
        "powiat": ("", "koszty własne jednostki"),
        "ue": ("", "drogo"),
        "ngo": ("0", ""),
    }
    (line,) = (line for line in result.sheet.iter_rows(values_only=True) if "Remont świetlicy" in line)
    assert line[6:11] == (0, "do wyjaśnienia", "koszty własne jednostki", 78177.65, 78177.65)
    assert {str(result.sheet.cell(row, 1).value) for row in sum_rows(result.sheet)} == {
        "Kierunek B1 kosztował (bez: CUS, B1.2/d1)",
        "Wszystko w filarze B „Rodziny aktywne” (bez: CUS, B1.2/d1)",
    }


def test_money_is_decimal_in_the_sums(elk: Bureau) -> None:
    form = described(elk.form("PCPR"))
    form.type("B1.1/d3", koszt=0.1, miasto=0.1).type("B1.2/d1", koszt="0,20", ngo=0.2)
    elk.send("PCPR", form)
    assert merged(elk).sums()["B1"]["koszt"] == Decimal("0.3")


# --- Rows and whole forms ------------------------------------------------------------------------------------------


def test_blank_form_is_one_finding(bureau: Opened) -> None:
    lublin = bureau(year=2020, example=LUBLIN)
    lublin.send("UM-WIPS", lublin.form("UM-WIPS"))
    assert [found.rule.code for found in lublin.findings() if found.executor == "UM-WIPS"] == ["K502"]


def test_missing_and_repeated_rows_are_told(elk: Bureau) -> None:
    form = described(elk.form("PCPR"))
    sheet = form.book[REGISTER_SHEET]
    bottom = sheet.max_row + 1
    for column in range(1, sheet.max_column + 1):
        sheet.cell(bottom, column).value = sheet.cell(form.find("B1.1/d3", "id").row, column).value
    sheet.delete_rows(form.find("B1.2/d1", "id").row)
    elk.send("PCPR", form)
    findings = {found.rule.code: found for found in elk.findings() if found.rule.code != "K503"}
    assert findings.keys() == {"S205", "S206"}
    assert findings["S205"].indicator == "B1.2/d1"
    assert findings["S206"].indicator == "B1.1/d3"
    assert str(form.find("B1.1/d3", "id").coordinate) in findings["S206"].found
    assert merged(elk).entries == ()


def test_repeated_row_for_an_addition_is_not_passed_over(elk: Bureau) -> None:
    form = described(elk.form("PCPR"))
    form.type("nowe 1", task="B1.1", name="Raz", term="2023", koszt=1, miasto=1)
    sheet = form.book[REGISTER_SHEET]
    bottom = sheet.max_row + 1
    for column in range(1, sheet.max_column + 1):
        sheet.cell(bottom, column).value = sheet.cell(form.find("nowe 1", "id").row, column).value
    elk.send("PCPR", form)
    assert [found.rule.code for found in elk.findings() if found.rule.code != "K503"] == ["S206"]


def test_row_with_a_number_of_nobody_is_told(elk: Bureau) -> None:
    form = described(elk.form("PCPR"))
    form.book[REGISTER_SHEET].cell(form.find("nowe 2", "id").row, 1).value = "moje 1"
    form.type("moje 1", task="B1.1", name="Piknik", koszt=5)
    elk.send("PCPR", form)
    assert [found.found for found in elk.findings() if found.rule.code == "S204"] == ["moje 1"]


def test_row_without_a_number_is_not_passed_over(elk: Bureau) -> None:
    form = described(elk.form("PCPR"))
    sheet = form.book[REGISTER_SHEET]
    row = sheet.max_row + 1
    sheet.cell(row, 3).value, sheet.cell(row, 6).value = "Piknik", 5
    elk.send("PCPR", form)
    assert [found.rule.code for found in elk.findings() if found.rule.code != "K503"] == ["S208"]


@pytest.mark.parametrize(
    ("typed", "status", "number", "text"),
    [
        (12, Status.GIVEN, 12, ""),
        ("64 porozumienia", Status.GIVEN, None, "64 porozumienia"),
        ("7/25", Status.GIVEN, None, "7/25"),
        ("x", Status.NOT_APPLICABLE, None, ""),
        ("b.d.", Status.NO_DATA, None, ""),
        ("o", Status.NOT_SUBMITTED, None, ""),
    ],
)  # fmt: skip
def test_result_of_an_action(typed: object, status: Status, number: int | None, text: str, elk: Bureau) -> None:
    entry = entries_of(elk, described(elk.form("PCPR")).type("B1.2/d1", value=typed))["B1.2/d1"]
    assert (entry.value.status, entry.value.number, entry.value.text) == (status, number, text)
    assert entry.raw == str(typed)


# --- Errors and formulas -------------------------------------------------------------------------------------------

WORDS = {"name": "Remont świetlicy", "term": "maj 2023 r.", "note": "bez uwag", "value": "7 grup"}


def found_in(bureau: Bureau, form: FullForm) -> tuple[list[str], Entry]:
    """What was found besides what is always found, and the last entry."""
    campaign = read_sent(bureau, form)
    found = [finding for finding in campaign.findings if finding.rule.code != "K503"]
    return [f"{finding.rule.code} {finding.place.cell}" for finding in found], campaign.submissions[0].entries[-1]


@pytest.mark.parametrize(("typed", "code"), [("#DIV/0!", "P104"), ("#N/A", "P104"), ("=5+3", "P106")])
@pytest.mark.parametrize("key", ["name", "term", "indicator", "value", "note", "koszt", "part_of"])
def test_error_in_a_cell_is_told_once_and_is_no_answer(key: str, typed: str, code: str, elk: Bureau) -> None:
    form = described(elk.form("PCPR")).type("B1.2/d1", **{key: typed})
    found, entry = found_in(elk, form)
    assert found == [f"{code} {form.find('B1.2/d1', key).coordinate}"]
    told = (entry.name, entry.term, entry.indicator_name, entry.value.text, entry.note, entry.part_of)
    assert typed not in told
    if key == "value":
        assert (entry.value.status, entry.raw) == (Status.NOT_SUBMITTED, typed)
    if key == "koszt":
        assert entry.money["koszt"] == Money(raw=typed)


@pytest.mark.parametrize("key", WORDS)
def test_words_in_a_cell_are_an_answer(key: str, elk: Bureau) -> None:
    found, entry = found_in(elk, described(elk.form("PCPR")).type("B1.2/d1", **{key: WORDS[key]}))
    assert found == []
    assert WORDS[key] in (entry.name, entry.term, entry.value.text, entry.note)


def test_error_instead_of_the_task_of_an_added_row_is_told_once(elk: Bureau) -> None:
    form = described(elk.form("PCPR")).type("nowe 1", task="#REF!", name="Piknik", koszt=5)
    found, entry = found_in(elk, form)
    assert (found, entry.id) == ([f"P104 {form.find('nowe 1', 'task').coordinate}"], "B1.2/d1")
    found, entry = found_in(elk, form.type("nowe 1", task="B1.2", term="2023 r.", miasto=5))
    assert (found, entry.id) == ([], "B1.2/PCPR+1")


def test_money_of_a_row_whose_whole_is_an_error_is_not_added(elk: Bureau) -> None:
    form = described(elk.form("PCPR"))
    form.type("nowe 1", task="B1.1", name="Druk", part_of="#REF!", term="2023", koszt=60, miasto=60)
    elk.send("PCPR", form)
    result = merged(elk)
    assert result.codes == ["D805", "K503", "K503", "P104"]
    assert result.sums()["B1"]["koszt"] == 140


@pytest.mark.parametrize(
    ("above", "typed", "years"),
    [
        ("2022–2023", "j.w.", (2022, 2023)),
        ("2022–2023", "j. w.", (2022, 2023)),
        ("2022–2023", "jak wyżej", (2022, 2023)),
        ("2022–2023", "jak co roku", ()),
        ("#REF!", "j.w.", ()),
    ],
)  # fmt: skip
def test_term_of_the_row_above(above: str, typed: str, years: tuple[int, ...], elk: Bureau) -> None:
    form = elk.form("CUS").sign().type("B1.1/d1", term="2021 r.", koszt=1, miasto=1)
    form.type("B1.1/d2", term=above, koszt=1, miasto=1)
    form.type("nowe 1", task="B1.1", name="Piknik", term=typed, koszt=1, miasto=1)
    assert entries_of(elk, form, "CUS")["B1.1/CUS+1"].years == years


# --- Headings again ------------------------------------------------------------------------------------------------


def with_headings_again(form: FullForm) -> int:
    """Put the headings once more below the table, as they print on every page; the row is returned."""
    sheet = form.book[REGISTER_SHEET]
    bottom = sheet.max_row + 1
    for column in range(1, sheet.max_column + 1):
        sheet.cell(bottom, column).value = sheet.cell(HEADING_ROW, column).value
    return bottom


def test_headings_again_are_no_row_of_the_register(elk: Bureau) -> None:
    form = described(elk.form("PCPR"))
    with_headings_again(form)
    found, _ = found_in(elk, form)
    assert found == []


def test_row_that_only_resembles_headings_is_told(elk: Bureau) -> None:
    form = described(elk.form("PCPR"))
    sheet, bottom = form.book[REGISTER_SHEET], with_headings_again(form)
    for column in range(4, sheet.max_column + 1):
        sheet.cell(bottom, column).value = None
    found, _ = found_in(elk, form)
    assert found == [f"S204 A{bottom}"]


def test_number_typed_over_a_heading_is_not_passed_over(elk: Bureau) -> None:
    form = described(elk.form("PCPR"))
    sheet, bottom = form.book[REGISTER_SHEET], with_headings_again(form)
    sheet.cell(bottom, 6).value = 5000
    found, _ = found_in(elk, form)
    assert found == [f"S211 F{bottom}"]


# --- The form ------------------------------------------------------------------------------------------------------


def list_of(form: FullForm, name: str) -> list[object]:
    """The words behind a defined name."""
    sheet, _, cells = form.book.defined_names[name].value.partition("!")
    assert sheet == LIST_SHEET
    return [cell.value for (cell,) in form.book[LIST_SHEET][cells.replace("$", "")]]


def source_of(form: FullForm, row_id: str, key: str) -> str:
    """The source of the drop-down of an input cell."""
    cell = form.find(row_id, key)
    rules = form.book[REGISTER_SHEET].data_validations.dataValidation
    (rule,) = (rule for rule in rules if cell.coordinate in rule.sqref and rule.type == "list")
    return str(rule.formula1)


def test_drop_down_of_an_added_row_has_a_list_for_every_task(bureau: Opened) -> None:
    lublin = bureau(year=2020, example=LUBLIN)
    form = lublin.form("LCAO")
    assert list_of(form, source_of(form, "nowe 1", "task")) == [task.code for task in form.programme.tasks]
    row = form.find("nowe 40", "id").row
    assert source_of(form, "nowe 40", "indicator") == f'INDIRECT("wybor_"&SUBSTITUTE($B{row},".","_"))'
    assert get_column_letter(form.find("nowe 40", "task").column) == "B"
    for task in form.programme.tasks:
        assert choices_name(task) == f"wybor_{task.code.replace('.', '_')}"
        assert list_of(form, choices_name(task)) == [choice.name for choice in task.choices]
    known = form.programme.actions_of(form.programme.executor_by_id["LCAO"])[0]
    assert source_of(form, known[1][0].id, "indicator") == choices_name(known[0])


def test_form_has_the_known_actions_and_rows_to_add(elk: Bureau) -> None:
    form = elk.form("CUS")
    assert form.ids(REGISTER_SHEET) == ["B1.1/d1", "B1.1/d2", *(f"nowe {number + 1}" for number in range(ADDED_ROWS))]
    assert form.find("B1.1/d1", "name").value == "Warsztaty dla rodziców"
    assert form.find("B1.1/d1", "indicator").value == "liczba warsztatów"
    assert form.find("B1.1/d2", "part_of").value == "B1.1/d1"
    headings = [cell.value for cell in form.book[REGISTER_SHEET][5]]
    assert headings[5:10] == [
        "Koszt działania (zł)", "Źródło: budżet miasta (zł)", "Źródło: budżet powiatu (zł)",
        "Źródło: Unia Europejska (zł)", "Źródło: organizacje (zł)",
    ]  # fmt: skip


def test_executor_without_known_actions_may_add_some(elk: Bureau) -> None:
    form = elk.form("UM-STAT").sign()
    for row in ("T1/1.b", "T1/2.b", "T1/3.b"):
        form.type(row, value=1)
    form.type("nowe 1", task="B1.2", name="Spis świetlic", term="2023", koszt="wolontariat")
    assert set(entries_of(elk, form, "UM-STAT")) == {"B1.2/UM-STAT+1"}


# --- The report of Lublin ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def lublin(tmp_path_factory: pytest.TempPathFactory) -> Merged:
    """The shipped example, merged once."""
    root = tmp_path_factory.mktemp("lublin") / "biuro"
    shutil.copytree(ROOT / "examples" / LUBLIN, root, ignore=shutil.ignore_patterns("build", "templates_xlsx"))
    return merged(Bureau(root))


def sum_rows(sheet: Worksheet) -> Iterator[int]:
    """The rows of the sums: their label stands in the first column and bears a shade of its own."""
    for (cell,) in sheet.iter_rows(max_col=1):
        if cell.value and cell.fill.fgColor.rgb == "FFEAF1DD":
            yield int(cell.row or 0)


MONEY_COLUMNS = "FGHI"


def test_every_sum_is_a_formula(lublin: Merged) -> None:
    sheet = lublin.sheet
    rows = list(sum_rows(sheet))
    goals = [part for main in lublin.programme.sections for part in main.children]
    assert len(rows) == 2 * len(goals) + len(lublin.programme.sections)
    for row in rows:
        for column in MONEY_COLUMNS:
            assert re.fullmatch(r"=(SUM\([^)]+\)|[F-I]\d+(\+[F-I]\d+)*|0)", str(sheet[f"{column}{row}"].value))
    formulas = [cell.coordinate for line in sheet.iter_rows() for cell in line if cell.data_type == "f"]
    assert formulas == [f"{column}{row}" for row in rows for column in MONEY_COLUMNS]


def cached_sums(path: Path) -> list[list[Decimal]]:
    """The results of all formulas, row by row."""
    results = openpyxl.load_workbook(path, data_only=True)["Sprawozdanie"]
    formulas = openpyxl.load_workbook(path)["Sprawozdanie"]
    return [[grosze(results[f"{column}{row}"].value) for column in MONEY_COLUMNS] for row in sum_rows(formulas)]


def grosze(number: object) -> Decimal:
    return Decimal(repr(number)).quantize(Decimal("0.01"))


def expected_sums(result: Merged) -> list[list[Decimal]]:
    """What should stand in the rows of the sums: of the goals, then of the main goal and of its goals again."""
    sums = {code: [grosze(float(amount)) for amount in money.values()] for code, money in result.sums().items()}
    expected = []
    for main in result.programme.sections:
        goals = [sums[goal.code] for goal in main.children]
        expected += [*goals, sums[main.code], *goals]
    return expected


def test_stored_results_of_the_formulas_are_the_sums(lublin: Merged) -> None:
    assert cached_sums(lublin.bureau.desk.build / "raport-2020.xlsx") == expected_sums(lublin)


def test_formulas_name_the_rows_that_count(lublin: Merged) -> None:
    """A sum names every row of the goal that counts, by the number that stands in it."""
    sheet = lublin.sheet
    amounts = [entry.amount("koszt") for entry in counted_entries(lublin.entries)]
    named = [
        grosze(cell.value)
        for row in sum_rows(sheet)
        if str(sheet[f"F{row}"].value).startswith("=SUM(")
        for part in str(sheet[f"F{row}"].value)[5:-1].split(",")
        for line in (sheet[part] if ":" in part else ((sheet[part],),))
        for cell in line
        if isinstance(cell.value, int | float)
    ]
    assert sorted(filter(None, named)) == sorted(grosze(float(amount)) for amount in amounts if amount)


def test_data_equals_what_was_typed(lublin: Merged) -> None:
    text = (ROOT / "examples" / LUBLIN / "2020" / "dzialania.csv").read_text(encoding="utf-8")
    typed = list(csv.DictReader(io.StringIO(text, newline="")))
    rows = {row["action"]: row for row in lublin.bureau.data("dzialania-2020")}
    assert len(rows) == len(typed) == 367
    for answer in typed:
        row = rows[answer["id"]]
        assert (row["executor"], row["task"], row["name"]) == (
            answer["realizator"], answer["zadanie"], answer["dzialanie"]
        )  # fmt: skip
        assert (row["term"], row["indicator"], row["raw"]) == (answer["termin"], answer["wskaznik"], answer["wartosc"])
        assert (row["note"], row["part_of"], row["role"]) == (answer["uwagi"], answer["nadrzedne"], answer["rola"])
        for key in ("koszt", "panstwo", "gmina", "inne"):
            amount, words = row[key], row[f"{key}_text"]
            assert (grosze_typed(answer[key]) == Decimal(amount)) if amount else (words == answer[key]), answer["id"]


def grosze_typed(amount: str) -> Decimal:
    """A typed amount such as „72 344 401,00 zł”."""
    return Decimal(re.sub(r"[\s\u00a0]|zł", "", amount).replace(",", "."))


def test_data_package_describes_the_files_as_they_are(lublin: Merged) -> None:
    build = lublin.bureau.desk.build
    package = json.loads((build / "datapackage.json").read_text(encoding="utf-8"))
    described_files = {each["path"]: each for each in package["resources"] if each["format"] == "csv"}
    assert set(described_files) == {path.name for path in build.glob("*.csv")} - {"rejestr.csv"}
    for name, resource in described_files.items():
        with (build / name).open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            fields = resource["schema"]["fields"]
            assert reader.fieldnames == [field["name"] for field in fields]
            for row in reader:
                for field in fields:
                    value = row[field["name"]]
                    if value and field["type"] == "number":
                        assert Decimal(value).is_finite()
                    elif value and field["type"] == "integer":
                        assert str(int(value)) == value


def test_same_returns_give_the_same_bytes(lublin: Merged, tmp_path: Path) -> None:
    root = tmp_path / "inny folder"
    shutil.copytree(lublin.bureau.root, root, ignore=shutil.ignore_patterns("build"))
    again = Bureau(root)
    again.merge()
    made = sorted(path.name for path in lublin.bureau.desk.build.iterdir())
    assert made == sorted(path.name for path in again.desk.build.iterdir())
    for name in made:
        assert (again.desk.build / name).read_bytes() == (lublin.bureau.desk.build / name).read_bytes(), name


def test_sum_says_whose_amounts_are_missing(bureau: Opened) -> None:
    office = bureau(year=2020, example=LUBLIN)
    (office.desk.submissions / "UM-WIPS.xlsx").unlink()
    mopr = office.sent("MOPR")
    unclear = next(id_ for id_ in mopr.ids(REGISTER_SHEET) if id_.startswith("5.4."))
    office.send("MOPR", mopr.type(unclear, koszt="kilka tysięcy"))
    result = merged(office)
    labels = {str(result.sheet.cell(row, 1).value) for row in sum_rows(result.sheet)}
    of_goal = {
        goal.code: [label for label in labels if label.startswith(f"CEL {goal.code}.")]
        for main in result.programme.sections
        for goal in main.children
    }
    asked = {
        goal.code
        for main in result.programme.sections
        for goal in main.children
        if any(action.executor == "UM-WIPS" for task in goal.children for action in task.actions)
    }
    assert asked
    for code, (label,) in of_goal.items():
        missing = {*(["UM-WIPS"] if code in asked else []), *([unclear] if unclear.startswith(f"{code}.") else [])}
        missing |= WITHOUT_MONEY.get(code, set())
        assert set(label.partition(" (bez: ")[2].removesuffix(")").split(", ")) - {""} == missing


def test_money_is_never_blank_and_zero_alike(elk: Bureau) -> None:
    entry = entries_of(elk, described(elk.form("PCPR")).type("B1.2/d1", ue=0))["B1.2/d1"]
    assert entry.money["ue"] == Money(raw="0", amount=Decimal(0))
    assert entry.money["powiat"] == Money()


# --- LibreOffice ---------------------------------------------------------------------------------------------------


@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_recalculated_formulas_are_the_sums(lublin: Merged, tmp_path: Path) -> None:
    source = tmp_path / "raport.xlsx"
    book = openpyxl.load_workbook(lublin.bureau.desk.build / "raport-2020.xlsx")
    book.save(source)  # openpyxl drops the stored results, so LibreOffice has to calculate
    assert {amount for row in stored(source) for amount in row} == {None}
    out = tmp_path / "przeliczony"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert cached_sums(out / "raport.xlsx") == expected_sums(lublin)


def stored(path: Path) -> list[list[object]]:
    results = openpyxl.load_workbook(path, data_only=True)["Sprawozdanie"]
    formulas = openpyxl.load_workbook(path)["Sprawozdanie"]
    return [[results[f"{column}{row}"].value for column in MONEY_COLUMNS] for row in sum_rows(formulas)]


def test_a_row_that_was_lost_is_told_beside_the_sum(elk: Bureau) -> None:
    form = described(elk.form("PCPR"))
    form.book[REGISTER_SHEET].delete_rows(int(form.find("B1.2/d1", "term").row))
    elk.send("PCPR", form)
    sheet = merged(elk).sheet
    labels = {str(sheet.cell(row, 1).value) for row in sum_rows(sheet)}
    assert "Kierunek B1 kosztował (bez: CUS, B1.2/d1)" in labels


def test_parts_are_added_where_their_whole_has_no_money(elk: Bureau) -> None:
    form = described(elk.form("PCPR"))
    form.type("nowe 1", task="B1.2", name="Całość", term="2023 r.", koszt="koszty własne jednostki")
    form.type("nowe 2", task="B1.2", name="Część", part_of="nowe 1", term="2023 r.", koszt=7, ngo=7)
    elk.send("PCPR", form)
    counted = {entry.id for entry in counted_entries(merged(elk).entries)}
    assert "B1.2/PCPR+2" in counted
    form.type("nowe 1", koszt=9, ngo=9)
    elk.send("PCPR", form)
    counted = {entry.id for entry in counted_entries(merged(elk).entries)}
    assert "B1.2/PCPR+1" in counted
    assert "B1.2/PCPR+2" not in counted
