"""A doubt answered in the form is settled for its indicator, rule and value; through the real pipeline."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from collector.checks.rules import TOO_SMALL
from collector.domain.finding import Finding, Severity
from collector.files import with_fixed_times
from collector.layout.form import CHANGE_REASONS, OTHER_REASON, SIGN_OFF_SHEET

from .conftest import OTHER_CITY, Bureau, Form, FullForm

ROW = "D.1.3/1"
OTHER = "D.1.3/2"
Opened = Callable[..., Bureau]


@pytest.fixture
def office(bureau: Opened) -> Bureau:
    """A workspace that knows two numbers of UM-SPORT from 2016."""
    opened = bureau(Path("programme.yaml"), year=2017)
    folder = opened.root / "history"
    folder.mkdir()
    rows = "".join(f"bialystok-srps-2011-2020,2016,{row},{value},\n" for row, value in ((ROW, 2659), (OTHER, 100)))
    (folder / "2016.csv").write_text(f"programme,year,indicator,value,text\n{rows}", encoding="utf-8")
    return opened


def send(
    office: Bureau, entries: dict[str, dict[str, object]], *, correction: str = "", name: str = "UM-SPORT.xlsx"
) -> None:
    """A return of UM-SPORT with these entries by row and column; only its number says that it is a later one."""
    blank = office.form("UM-SPORT").book
    form = Form(blank)
    for row, cells in entries.items():
        for key, content in cells.items():
            form.sheet[form.address(row, key)] = content  # type: ignore[assignment]
    for line, text in zip(range(4, 9), ("A. Nowak", "inspektor", "123", "2018-02-01", "B. Kowal"), strict=True):
        blank[SIGN_OFF_SHEET].cell(line, 2).value = text
    blank[SIGN_OFF_SHEET]["B9"] = correction or None
    path = office.desk.submissions / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(with_fixed_times(form.content()))


def doubts(office: Bureau) -> dict[str, Finding]:
    """The findings about large changes, by row."""
    return {found.indicator: found for found in office.findings() if found.rule.code == "R901"}


def row(value: object, **answer: object) -> dict[str, object]:
    return {"value": value, **answer}


# --- One return -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [
        {"reason": CHANGE_REASONS[1]},
        {"explanation": "otwarto dwie hale sportowe"},
        {"reason": OTHER_REASON, "explanation": "otwarto dwie hale"},
        {"reason": "powód spoza listy"},
        {"reason": CHANGE_REASONS[6].upper()},
    ],
)
def test_answer_in_the_row_settles_the_doubt(answer: dict[str, object], office: Bureau) -> None:
    send(office, {ROW: row(6361, **answer), OTHER: row(100)})
    finding = doubts(office)[ROW]
    assert finding.severity is Severity.INFO
    assert str(answer.get("explanation") or answer["reason"]) in finding.settled
    assert finding.message.endswith(finding.settled), "it stays in every list, with its answer"


@pytest.mark.parametrize(
    "answer",
    [
        {}, {"reason": OTHER_REASON}, {"explanation": "-"}, {"explanation": "ok"}, {"explanation": "do uzupełnienia"},
        {"reason": "x"}, {"note": "otwarto dwie hale"},
    ],
)  # fmt: skip
def test_what_says_nothing_settles_nothing(answer: dict[str, object], office: Bureau) -> None:
    send(office, {ROW: row(6361, **answer), OTHER: row(100)})
    assert doubts(office)[ROW].is_open


def test_answer_settles_only_its_own_row(office: Bureau) -> None:
    send(office, {ROW: row(6361, explanation="otwarto hale"), OTHER: row(500)})
    assert {id_: found.is_open for id_, found in doubts(office).items()} == {ROW: False, OTHER: True}


def test_answer_settles_no_mistake(office: Bureau) -> None:
    send(office, {ROW: row("dużo", explanation="tak ma być"), OTHER: row(100)})
    assert [(f.rule.code, f.is_open) for f in office.findings() if f.indicator == ROW] == [("W401", True)]


def test_answer_is_in_the_data_of_the_report(office: Bureau) -> None:
    send(office, {ROW: row(6361, reason=CHANGE_REASONS[6], explanation="jubileusz"), OTHER: row(100)})
    office.merge()
    rows = {line["indicator"]: line for line in office.data("dane-2017")}
    assert rows[ROW]["explanation"] == "zdarzenie jednorazowe: jubileusz"
    assert rows[OTHER]["explanation"] == ""


# --- Later returns --------------------------------------------------------------------------------------------------


def test_resubmitting_unchanged_asks_nothing_new(office: Bureau) -> None:
    first = {ROW: row(6361, explanation="otwarto hale"), OTHER: row(100)}
    send(office, first, name="a.xlsx")
    send(office, {ROW: row(6361), OTHER: row(101)}, correction="1", name="b.xlsx")
    finding = doubts(office)[ROW]
    assert not finding.is_open
    assert "(plik a.xlsx)" in finding.settled
    assert "otwarto hale" in finding.settled
    assert not [found for found in office.findings() if found.rule.code == "T312"], "what is remembered is not lost"


def test_changing_one_value_asks_exactly_that_again(office: Bureau) -> None:
    send(office, {ROW: row(6361, explanation="hale"), OTHER: row(500, explanation="turniej")}, name="a.xlsx")
    assert not [found for found in doubts(office).values() if found.is_open]
    send(
        office, {ROW: row(7000, explanation="hale"), OTHER: row(500, explanation="turniej")}, correction="1",
        name="b.xlsx",
    )  # fmt: skip
    opened = [found for found in office.findings() if found.is_open and found.executor == "UM-SPORT"]
    assert [(found.rule.code, found.indicator) for found in opened] == [("R901", ROW)]
    assert "Wcześniej, przy innej wartości, wyjaśniono: „hale”." in opened[0].message


def test_new_answer_settles_the_new_value_and_the_old_one_stays_known(office: Bureau) -> None:
    send(office, {ROW: row(6361, explanation="hale"), OTHER: row(100)}, name="a.xlsx")
    send(office, {ROW: row(7000, explanation="hale"), OTHER: row(100)}, correction="1", name="b.xlsx")
    send(office, {ROW: row(7000, explanation="hale i boiska"), OTHER: row(100)}, correction="2", name="c.xlsx")
    assert "hale i boiska" in doubts(office)[ROW].settled
    send(office, {ROW: row(6361), OTHER: row(100)}, correction="3", name="d.xlsx")
    assert "(plik a.xlsx)" in doubts(office)[ROW].settled


def test_old_answer_does_not_settle_another_rule(office: Bureau) -> None:
    history = office.root / "history" / "2016.csv"
    rows = "".join(f"bialystok-srps-2011-2020,2016,B.{n},40,\n" for n in ("1.1/1", "1.2/1", "1.4/1"))
    history.write_text(history.read_text(encoding="utf-8") + rows, encoding="utf-8")

    def sent(values: tuple[object, ...], correction: str, answer: str) -> list[Finding]:
        form = Form(office.form("UM-BZK").book)
        for id_, value in zip(("B.1.1/1", "B.1.2/1", "B.1.4/1"), values, strict=True):
            form.type(id_, value)
        form.sheet[form.address("B.1.1/1", "explanation")] = answer
        form.book[SIGN_OFF_SHEET]["B9"] = correction or None
        path = office.desk.submissions / f"BZK{correction}.xlsx"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(with_fixed_times(form.content()))
        return [found for found in office.findings() if found.rule.code == "R904"]

    assert sent((40, 41, 42), "", "sieć instytucji jest stała") == []
    (finding,) = sent((40, 40, 40), "1", "sieć instytucji jest stała")
    assert finding.indicator == "B.1.1/1"
    assert finding.is_open, "this was never asked before"
    (finding,) = sent((40, 40, 40), "2", "wszystkie liczby sprawdzono")
    assert not finding.is_open


def test_action_is_explained_in_its_row(bureau: Opened) -> None:
    opened = bureau(OTHER_CITY.read_text(encoding="utf-8"), year=2023)

    def told(explanation: str) -> list[Finding]:
        form = opened.form("PCPR").sign()
        form.type("B1.2/d1", term="2022-2024", koszt=100, ue=100, value=3, explanation=explanation or None)
        opened.send("PCPR", form)
        return [found for found in opened.findings() if found.rule.code == "D815"]

    (finding,) = told("")
    assert finding.is_open
    (finding,) = told("umowa na trzy lata szkolne")
    assert not finding.is_open


def test_forms_of_an_earlier_version_have_no_such_columns(office: Bureau) -> None:
    form = FullForm(openpyxl.load_workbook("submissions/2017/UM-SPORT.xlsx"), office.programme)
    sheet = form.book["Dane"]
    headings = [cell.value for cell in sheet[5]]
    for heading in ("Powód zmiany", "Wyjaśnienie"):
        if heading in headings:
            sheet.delete_cols(headings.index(heading) + 1)
            headings.remove(heading)
    office.send("UM-SPORT", form)
    assert [found.rule.code for found in office.findings() if found.executor == "UM-SPORT" and found.blocks] == []


# --- What a workspace says of rules ---------------------------------------------------------------------------------


def settings(office: Bureau, text: str) -> None:
    path = office.root / "collector.toml"
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_thresholds_are_settings(office: Bureau) -> None:
    send(office, {ROW: row(3000), OTHER: row(100)})
    assert doubts(office) == {}
    settings(office, "[thresholds]\nchange = 10\n")
    assert set(doubts(office)) == {ROW}


def test_rule_on_trial_never_blocks(office: Bureau) -> None:
    send(office, {ROW: row(-1), OTHER: row(100)})
    (finding,) = (found for found in office.findings() if found.rule.code == "W412")
    assert finding.blocks
    settings(office, '[rules]\ntrial = ["W412"]\n')
    (finding,) = (found for found in office.findings() if found.rule.code == "W412")
    assert finding.severity is Severity.EXPLAIN
    assert "Ta reguła jest na próbę" in finding.message
    assert finding.rule == TOO_SMALL, "and still the same rule, whatever is known of it"


def test_rule_applies_from_the_year_that_the_settings_name(office: Bureau) -> None:
    send(office, {ROW: row(6361), OTHER: row(100)})
    settings(office, "[rules]\nsince = {R901 = 2018}\n")
    assert doubts(office) == {}
    path = office.root / "collector.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("2018}", "2017}"), encoding="utf-8")
    assert set(doubts(office)) == {ROW}


def test_a_reason_from_the_list_does_not_say_why_there_are_no_data(office: Bureau) -> None:
    def told(**answer: object) -> list[bool]:
        send(office, {ROW: {"missing": "brak danych", **answer}, OTHER: row(100)})
        return [found.is_open for found in office.findings() if found.rule.code == "K509"]

    assert told() == told(reason=CHANGE_REASONS[0]) == [True]
    assert told(explanation="dane zbierze OSiR od 2018 r.") == [False]
