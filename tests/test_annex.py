"""The annex of the report: what executors explained and what was decided, in workbook, narrative and data."""

import csv
import io
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from collector.checks.rules import AGREED_OTHERWISE, SIGN_OFF_INCOMPLETE, TOO_LARGE
from collector.checks.waivers import waive
from collector.checks.year_rules import LARGE_CHANGE
from collector.consolidation import consolidate
from collector.domain.consolidation import Consolidation, PastValue
from collector.domain.decision import Agreement, Correction, Decision, Decisions, Waiver
from collector.domain.finding import Finding
from collector.domain.observation import Observation, Place, Status, Value
from collector.domain.programme import Programme
from collector.domain.register import Entry, Money
from collector.domain.submission import SignOff, Submission
from collector.reports.annex import DECISIONS_SHEET, EXPLANATIONS_SHEET, NO_ANNEX, UNASKED, Annex, annex_of
from collector.reports.material import Material
from collector.reports.official import write_official_report
from collector.reports.open_data import observations_csv
from collector.reports.sources import SOURCES_SHEET

from .conftest import history_of
from .told import document_of, opened, rows_of

YEAR = 2017
HOSTILE = '=HYPERLINK("http://x","y") & <b>{{ 1+1 }}</b> {% if %}\n- drugi wiersz'


def answer(indicator: str, executor: str, number: str, reason: str = "", explanation: str = "") -> Observation:
    return Observation(
        indicator=indicator, executor=executor, year=YEAR, note="", raw=number, reason=reason, explanation=explanation,
        value=Value(status=Status.GIVEN, number=Decimal(number)),
        place=Place(file=f"{executor}.xlsx", sheet="Dane", cell="F7", sha256="0" * 64),
    )  # fmt: skip


def sent(
    programme: Programme, executor: str, *observations: Observation, entries: tuple[Entry, ...] = ()
) -> Submission:
    return Submission(
        executor=executor, programme=programme.id, year=YEAR, form_id="", place=Place(file=f"{executor}.xlsx"),
        observations=observations, sign_off=SignOff(), entries=entries,
    )  # fmt: skip


def doubt(**more: str) -> Finding:
    facts = {"year": "2016", "change": "zmiana o +139,2 %", "hint": "", "unit": "osoby"}
    return Finding(
        rule=LARGE_CHANGE, place=Place(file="MOPR.xlsx", sheet="Dane", cell="F7"), executor="MOPR", indicator="A.1.3/1",
        found="6\u00a0361", expected="2\u00a0659", facts=facts, **more,  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.fixture
def consolidation(programme: Programme) -> Consolidation:
    """A year in which MOPR explains a change and UM-DSS a value that nobody doubts."""
    explained = answer("A.1.3/1", "MOPR", "6361", "zmiana sposobu liczenia", HOSTILE)
    silent = answer("A.1.3/2", "MOPR", "5")
    other = answer("A.1.1/1", "UM-DSS", "25", explanation="bez zmian od lat")
    submissions = [sent(programme, "MOPR", explained, silent), sent(programme, "UM-DSS", other)]
    history = history_of({"A.1.3/1": PastValue(year=2016, value=Decimal(2659), text="")})
    return consolidate(programme, YEAR, submissions, history)


WAIVED = Waiver(
    rule="W413", indicators=("A.1.3/1", "A.1.3/2"), executor="MOPR", year=YEAR, reason=HOSTILE, person="A. Nowak",
    day=date(2018, 4, 2), until=date(2018, 12, 31), line=9, value="6 361",
)  # fmt: skip
DECIDED = Decision(
    rule="T308", executor="PUP", year=YEAR, reason="drugi plik był roboczy", person="A. Nowak", day=date(2018, 4, 2),
    line=2, counts="1f3a9c0b12ab" + "0" * 52,
)  # fmt: skip
DECISIONS = Decisions(returns=(DECIDED,), waivers=(replace(WAIVED, year=2016), WAIVED))


@pytest.fixture
def annex(consolidation: Consolidation) -> Annex:
    return annex_of(consolidation, [doubt(settled="Wyjaśnienie realizatora: „tak”.")], DECISIONS)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


# --- What is in it -------------------------------------------------------------------------------------------------


def test_every_explanation_stands_with_its_value_and_question(annex: Annex) -> None:
    other, explained = annex.explanations
    assert (explained.indicator, explained.executor, plain(explained.value)) == ("A.1.3/1", "MOPR", "6 361")
    assert plain(explained.previous) == "2 659 (2016 r.)"
    assert plain(explained.question) == (
        "Wartość wskaźnika A.1.3/1 to 6 361, a w 2016 r. było 2 659: zmiana o +139,2 %. (R901)"
    )
    assert "6\u00a0361" in explained.question, "figures are not broken over lines"
    assert explained.answer == f"zmiana sposobu liczenia: {HOSTILE}"
    assert explained.source == "MOPR.xlsx > Dane > F7"
    assert explained.name.startswith("Liczba rodzin objętych pomocą")
    assert (other.indicator, other.question, other.answer) == ("A.1.1/1", UNASKED, "bez zmian od lat")


def test_explanation_of_an_earlier_return_is_listed_while_it_settles_something(programme: Programme) -> None:
    silent = consolidate(programme, YEAR, [sent(programme, "MOPR", answer("A.1.3/1", "MOPR", "6361"))], history_of({}))

    def answers(*findings: Finding) -> list[str]:
        return [each.answer for each in annex_of(silent, findings, Decisions()).explanations]

    said = "Wyjaśnienie realizatora (plik a.xlsx): „nowy sposób liczenia”."
    assert answers(doubt(settled=said)) == [said]
    assert answers(doubt()) == []
    assert answers(doubt(answer="wcześniej")) == []
    waived = waive([doubt()], [replace(WAIVED, rule="R901", value="")], YEAR, date.min)
    assert waived[0].settled
    assert answers(*waived) == []


def test_question_that_is_told_with_its_cause_is_found(consolidation: Consolidation) -> None:
    cause = Finding(rule=SIGN_OFF_INCOMPLETE, place=Place(file="MOPR.xlsx"), found="telefon", consequences=(doubt(),))
    assert "(R901)" in annex_of(consolidation, [cause], Decisions()).explanations[1].question


def test_explanation_of_a_value_in_doubt_shows_what_was_typed(programme: Programme) -> None:
    submission = sent(programme, "MOPR", answer("A.1.3/1", "MOPR", "6361", explanation="tak"))
    doubted = consolidate(programme, YEAR, [submission], history_of({}), {("MOPR", "A.1.3/1")})
    (explanation,) = annex_of(doubted, [], Decisions()).explanations
    assert (explanation.value, explanation.previous) == ("6361", "")


def test_decisions_of_the_year_stand_in_the_order_of_the_file(annex: Annex) -> None:
    decided, waived = annex.settlements
    assert (decided.question, decided.executor, decided.choice, decided.until, decided.standing) == (
        "Dwa różne zwroty jednego realizatora (T308)", "PUP", "Liczy się zwrot o odcisku 1f3a9c0b12ab", "",
        "Zastosowano",
    )  # fmt: skip
    assert (waived.question, waived.indicators) == (f"{TOO_LARGE.title} (W413)", "A.1.3/1, A.1.3/2")
    assert waived.choice == "Odstąpiono od uwagi dla wartości „6 361”"
    assert (plain(waived.day), plain(waived.until)) == ("2 kwietnia 2018 r.", "31 grudnia 2018 r.")
    assert waived.standing == "Obowiązuje"


@pytest.mark.parametrize(
    ("found", "day", "standing"),
    [
        ("6 361", date(2018, 12, 31), "Obowiązuje"),
        ("6 361", date(2019, 1, 1), "Odstępstwo wygasło"),
        ("7 000", date(2018, 12, 31), "Odstępstwo dla innej wartości"),
        ("", date(2018, 12, 31), "Odstępstwo niewykorzystane"),
    ],
)
def test_waiver_is_listed_as_it_stands(consolidation: Consolidation, found: str, day: date, standing: str) -> None:
    waiver = replace(WAIVED, indicators=("A.1.3/1",))
    place = Place(file="MOPR.xlsx")
    too_large = Finding(
        rule=TOO_LARGE, place=place, executor="MOPR", indicator="A.1.3/1", found=found, expected="1", facts={"unit": ""}
    )
    findings = waive([too_large] if found else [], [waiver], YEAR, day)
    (settlement,) = annex_of(consolidation, findings, Decisions(waivers=(waiver,))).settlements
    assert settlement.standing == standing


def test_waiver_for_everybody_and_any_value_says_so(consolidation: Consolidation) -> None:
    waiver = replace(WAIVED, rule="L605", executor="", indicators=(), value="")
    (settlement,) = annex_of(consolidation, [], Decisions(waivers=(waiver,))).settlements
    assert (settlement.executor, settlement.indicators) == ("wszyscy", "")
    assert settlement.choice == "Odstąpiono od uwagi bez względu na wartość"


AGREED = Agreement(
    rule="U701", indicator="C.4.1/2", year=YEAR, value="44", given={"PUP": "43", "MOPR": "44"}, reason="spis\nosób",
    person="A. Nowak", day=date(2018, 4, 2), line=20,
)  # fmt: skip
CORRECTED = Correction(
    indicator="A.1.3/1", year=2016, before="2 659", value="2 695", reason=HOSTILE, person="B. Kowal",
    day=date(2018, 4, 3), line=30,
)  # fmt: skip


def test_agreed_value_is_listed_with_what_everybody_had_said(consolidation: Consolidation) -> None:
    other_year = replace(AGREED, year=2016)
    (settlement,) = annex_of(consolidation, [], Decisions(agreements=(AGREED, other_year))).settlements
    assert (settlement.question, settlement.indicators, settlement.executor) == (
        "Wartość uzgodniona (U701)", "C.4.1/2", "PUP, MOPR",
    )  # fmt: skip
    assert settlement.choice == "Przyjęto 44 (PUP – 43, MOPR – 44)"
    assert (settlement.reason, settlement.until, settlement.standing) == ("spis osób", "", "Zastosowano")
    named = annex_of(consolidation, [], Decisions(agreements=(replace(AGREED, value="PUP"),))).settlements
    assert [each.choice for each in named] == ["Przyjęto 43, jak podał realizator PUP (PUP – 43, MOPR – 44)"]


def test_agreed_value_is_listed_as_it_stands(consolidation: Consolidation) -> None:
    reopened = Finding(
        rule=AGREED_OTHERWISE, place=Place(file="decisions.yaml"), indicator="C.4.1/2", found="PUP: 43; MOPR: 45",
        expected="PUP: 43; MOPR: 44", facts={"line": "20", "lines": ""},
    )  # fmt: skip
    (settlement,) = annex_of(consolidation, [reopened], Decisions(agreements=(AGREED,))).settlements
    assert settlement.standing == "Uzgodnienie dotyczy innych odpowiedzi"


def test_corrections_of_all_earlier_years_are_listed(consolidation: Consolidation) -> None:
    corrections = tuple(replace(CORRECTED, year=year) for year in (2015, 2016, 2017, 2018))
    first, second = annex_of(consolidation, [], Decisions(corrections=corrections)).settlements
    assert [plain(each.choice) for each in (first, second)] == [
        "Wartość za 2015 r.: opublikowano 2 659, właściwa: 2 695",
        "Wartość za 2016 r.: opublikowano 2 659, właściwa: 2 695",
    ]  # fmt: skip
    assert (second.question, second.indicators, second.executor, second.standing) == (
        "Korekta wcześniejszego roku", "A.1.3/1", "–", "Zastosowano",
    )  # fmt: skip


def test_agreed_values_and_corrections_are_printed(consolidation: Consolidation, tmp_path: Path) -> None:
    annex = annex_of(consolidation, [], Decisions(agreements=(AGREED,), corrections=(CORRECTED,)))
    write_official_report(Material(consolidation=consolidation, annex=annex), (), tmp_path / "raport.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "raport.xlsx")[DECISIONS_SHEET]
    assert [plain(str(cell.value)) for cell in sheet["D"][1:]] == [
        "Przyjęto 44 (PUP – 43, MOPR – 44)", "Wartość za 2016 r.: opublikowano 2 659, właściwa: 2 695",
    ]  # fmt: skip
    assert {cell.data_type for cell in sheet["E"]} == {"s"}
    table = docx.Document(io.BytesIO(document_of(consolidation, annex=annex))).tables[-1]
    assert plain(table.rows[1].cells[2].text) == "Przyjęto 44 (PUP – 43, MOPR – 44)\nspis osób"
    assert plain(table.rows[2].cells[2].text).startswith("Wartość za 2016 r.: opublikowano 2 659, właściwa: 2 695\n=HY")


# --- Where it is printed -------------------------------------------------------------------------------------------


def sheet_names(path: Path) -> list[str]:
    return openpyxl.load_workbook(path).sheetnames


def test_workbook_has_the_annex_before_the_sources(consolidation: Consolidation, annex: Annex, tmp_path: Path) -> None:
    path = tmp_path / "raport.xlsx"
    write_official_report(Material(consolidation=consolidation, annex=annex), (), path)
    book = openpyxl.load_workbook(path)
    ends = (EXPLANATIONS_SHEET, DECISIONS_SHEET, SOURCES_SHEET)
    assert [name for name in book.sheetnames if name in ends] == list(ends)
    for name, rows in ((EXPLANATIONS_SHEET, 3), (DECISIONS_SHEET, 3)):
        sheet = book[name]
        assert sheet.max_row == rows
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.print_title_rows == "$1:$1"
        assert (sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage) == (0, True)  # type: ignore[union-attr]
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert {cell.data_type for cell in cells} == {"s"}
        assert not any(cell.hyperlink and not cell.hyperlink.location for cell in cells)
        assert all(sheet.row_dimensions[row].height for row in range(2, rows + 1))
        head, foot = sheet.oddHeader.left.text, sheet.oddFooter.right.text  # type: ignore[union-attr]
        assert str(head).endswith(f"na lata 2011 - 2020 – dane za 2017 r. – {name}")
        assert foot == "Strona &P z &N"
    assert [cell.value for cell in book[EXPLANATIONS_SHEET][1]][4:6] == [
        "Poprzednia wartość", "Uwaga, na którą odpowiedziano",
    ]  # fmt: skip
    assert f"zmiana sposobu liczenia: {HOSTILE}" in {cell.value for cell in book[EXPLANATIONS_SHEET]["G"]}
    assert " ".join(HOSTILE.split()) in {cell.value for cell in book[DECISIONS_SHEET]["E"]}


def test_long_texts_are_cut_to_what_a_cell_holds(programme: Programme, tmp_path: Path) -> None:
    long = "słowo " * 5_400
    submission = sent(programme, "MOPR", answer("A.1.3/1", "MOPR", "6361"))
    consolidation = consolidate(programme, YEAR, [submission], history_of({}))
    asked = [
        replace(doubt(settled=f"Wyjaśnienie realizatora (plik MOPR.xlsx): „{long * 2}”."), found=long),
        replace(doubt(), found=f"{long}koniec"),
    ]
    annex = annex_of(consolidation, asked, Decisions())
    (explanation,) = annex.explanations
    assert explanation.question.count("… (R901)") == 1
    write_official_report(Material(consolidation=consolidation, annex=annex), (), tmp_path / "raport.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "raport.xlsx")[EXPLANATIONS_SHEET]
    assert str(sheet["G2"].value).startswith("Wyjaśnienie realizatora (plik MOPR.xlsx): „słowo")
    assert str(sheet["G2"].value).endswith("…")


def test_each_sheet_is_there_only_with_something_in_it(
    consolidation: Consolidation, annex: Annex, tmp_path: Path
) -> None:
    path = tmp_path / "raport.xlsx"
    for part, present, absent in (
        (replace(annex, settlements=()), EXPLANATIONS_SHEET, DECISIONS_SHEET),
        (replace(annex, explanations=()), DECISIONS_SHEET, EXPLANATIONS_SHEET),
    ):
        write_official_report(Material(consolidation=consolidation, annex=part), (), path)
        assert present in sheet_names(path)
        assert absent not in sheet_names(path)
    write_official_report(Material(consolidation=consolidation), (), path)
    assert not {EXPLANATIONS_SHEET, DECISIONS_SHEET} & set(sheet_names(path))


def headings(document: object) -> Iterable[tuple[str, str]]:
    for paragraph in document.paragraphs:  # type: ignore[attr-defined]
        if paragraph.style.name.startswith("Heading"):
            yield paragraph.style.name, paragraph.text


ANNEXES = ["Załącznik: wyjaśnienia realizatorów", "Załącznik: rozstrzygnięcia i odstępstwa"]
METHOD = "Załącznik: metodyka"
GAPS = "Załącznik: brakujące dane"


def test_narrative_ends_with_the_annexes(consolidation: Consolidation, annex: Annex) -> None:
    document = opened(document_of(consolidation, annex=annex))
    assert [text for _, text in headings(document)][-4:] == [GAPS, *ANNEXES, METHOD]
    explanations, decisions = document.tables[-2:]
    for table in (explanations, decisions):
        assert table.rows[0]._tr.trPr is not None
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert len(table.rows) == 3
    assert rows_of(explanations)[0] == ["Wskaźnik", "Realizator", "Wartość", "Uwaga", "Wyjaśnienie"]
    assert rows_of(explanations)[2][-1] == f"zmiana sposobu liczenia: {HOSTILE}"
    assert [plain(cell) for cell in rows_of(decisions)[1]] == [
        "Dwa różne zwroty jednego realizatora (T308)", "PUP",
        "Liczy się zwrot o odcisku 1f3a9c0b12ab\ndrugi plik był roboczy", "A. Nowak, 2 kwietnia 2018 r.", "Zastosowano",
    ]  # fmt: skip
    assert plain(rows_of(decisions)[2][3]) == "A. Nowak, 2 kwietnia 2018 r., ważne do 31 grudnia 2018 r."


def test_narrative_without_an_annex_has_no_trace_of_it(consolidation: Consolidation, annex: Annex) -> None:
    for part, expected in (
        (NO_ANNEX, []),
        (replace(annex, settlements=()), ANNEXES[:1]),
        (replace(annex, explanations=()), ANNEXES[1:]),
    ):
        named = [text for _, text in headings(opened(document_of(consolidation, annex=part)))]
        assert named[named.index(GAPS) + 1 :] == [*expected, METHOD]


def test_annex_is_the_same_every_time(consolidation: Consolidation, annex: Annex, tmp_path: Path) -> None:
    assert document_of(consolidation, annex=annex) == document_of(consolidation, annex=annex)
    for name in ("a.xlsx", "b.xlsx"):
        write_official_report(Material(consolidation=consolidation, annex=annex), (), tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


# --- The data ------------------------------------------------------------------------------------------------------


def test_data_hold_the_explanations(consolidation: Consolidation) -> None:
    rows = {row["indicator"]: row for row in csv.DictReader(io.StringIO(observations_csv(consolidation)))}
    assert rows["A.1.3/1"]["explanation"] == f"zmiana sposobu liczenia: {HOSTILE}"
    assert rows["A.1.1/1"]["explanation"] == "bez zmian od lat"
    assert rows["A.1.3/2"]["explanation"] == ""


def test_rows_of_a_register_are_explained_too(consolidation: Consolidation) -> None:
    entry = Entry(
        id="1.1.2/d3", task="1.1.2", name="Warsztaty", executor="MOPR", term="2017", money={"koszt": Money()},
        indicator="", indicator_name="", value=Value(status=Status.NOT_SUBMITTED), raw="", note="",
        place=Place(file="MOPR.xlsx", sheet="Działania", cell="C9"), explanation="koszt w innym zadaniu",
    )  # fmt: skip
    with_entry = replace(consolidation, entries=(entry,))
    explanation = annex_of(with_entry, [], Decisions()).explanations[-1]
    assert (explanation.indicator, explanation.name, explanation.answer, explanation.source) == (
        "1.1.2/d3", "Warsztaty", "koszt w innym zadaniu", "MOPR.xlsx > Działania > C9",
    )  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(observations_csv(with_entry))))
    assert (rows[-1]["indicator"], rows[-1]["explanation"]) == ("1.1.2/d3", "koszt w innym zadaniu")
