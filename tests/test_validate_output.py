"""What a coordinator sees: the campaign, every executor in a line, then what is wrong and what to do; no person."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from scripts.write_rule_pages import HANDBOOK, PAGE, page, with_list

from collector.checks.registry import ALL_RULES
from collector.checks.waiver_rules import UNUSED
from collector.cli.days import read_day
from collector.cli.findings import print_findings
from collector.cli.output import must_not_be_a_screen
from collector.cli.states import Stand, State, states, summary
from collector.decisions import DECISIONS_FILE
from collector.domain.errors import SettingsError
from collector.domain.finding import Finding, Rule, Severity
from collector.domain.observation import Observation, Place, Status, Value
from collector.domain.submission import SignOff, Submission
from collector.layout.form import SIGN_OFF_SHEET
from collector.reports.discretion import HIDDEN, Discretion
from collector.reports.findings import ordered
from collector.reports.grouping import Group

from .conftest import ROOT, Form, Run

Collector = Callable[..., Run]

WRONG = Rule("W401", Severity.BLOCKS, "Nie liczba", "Wpis {found} nie jest liczbą.", "Wpisz liczbę.")
DOUBT = Rule("R901", Severity.EXPLAIN, "Zmiana", "Wartość {found} bardzo się zmieniła.", "Popraw albo wyjaśnij.")
TOLD = Rule("W409", Severity.INFO, "Odczytano", "Odczytano {found}.", "Nic nie trzeba robić.")
BLANK = Rule(
    "K501", Severity.BLOCKS, "Brak", "Nie podano {indicator}.", "Wpisz.", several="Nie podano {number}: {indicators}."
)
GONE = Rule("K503", Severity.BLOCKS, "Brak zwrotu", "{executor} nie złożył formularza.", "Poproś.")


def finding(rule: Rule, cell: str = "H14", executor: str = "MOPR", file: str = "", settled: str = "") -> Finding:
    place = Place(file=file or f"{executor}.xlsx", sheet="Dane", cell=cell)
    return Finding(rule=rule, place=place, executor=executor, indicator=cell, found="5", settled=settled)


def submission(executor: str, answers: int = 2, blanks: int = 0, file: str = "") -> Submission:
    place = Place(file=file or f"{executor}.xlsx")
    observations = [
        Observation(
            indicator=f"A/{number}", executor=executor, year=2017, note="", place=place,
            value=Value(status=Status.GIVEN if number < answers else Status.NOT_SUBMITTED),
            raw="5" if number < answers else "",
        )
        for number in range(answers + blanks)
    ]  # fmt: skip
    return Submission(
        executor=executor, programme="x", year=2017, form_id="x", place=place, observations=tuple(observations),
        sign_off=SignOff(),
    )  # fmt: skip


# --- The state of every executor -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("returned", "findings", "line"),
    [
        ([submission("MOPR")], [], "MOPR – gotowe (MOPR.xlsx, 2 z 2 odpowiedzi)"),
        ([submission("MOPR")], [finding(TOLD)], "MOPR – gotowe (MOPR.xlsx, 2 z 2 odpowiedzi)"),
        ([submission("MOPR")], [finding(DOUBT)], "MOPR – do wyjaśnienia: 1 uwaga (MOPR.xlsx, 2 z 2 odpowiedzi)"),
        (
            [submission("MOPR", 2, 2)],
            [finding(BLANK, "H14"), finding(BLANK, "H15"), *([finding(DOUBT)] * 5)],
            "MOPR – do poprawy: 2 uwagi blokujące, 5 do wyjaśnienia (MOPR.xlsx, 2 z 4 odpowiedzi)",
        ),
        ([], [finding(WRONG)] * 5, "MOPR – do poprawy: 5 uwag blokujących (zwrotu nie policzono)"),
        ([], [finding(GONE)], "MOPR – brak zwrotu"),
        ([], [finding(GONE, settled="Odstąpiono.")], "MOPR – brak zwrotu (rozstrzygnięte)"),
        (
            [submission("MOPR", file="a.xlsx"), submission("MOPR", 1, file="b.xlsx")],
            [],
            "MOPR – gotowe (a.xlsx, 2 z 2 odpowiedzi; b.xlsx, 1 z 1 odpowiedzi)",
        ),
    ],
)
def test_an_executor_is_told_in_one_line(returned: list[Submission], findings: list[Finding], line: str) -> None:
    (state,) = states(["MOPR"], returned, findings)
    assert str(state).replace("\u00a0", " ") == line


def test_those_with_something_that_blocks_come_first_then_by_name() -> None:
    returned = [submission(executor) for executor in ("ZMK", "PUP", "MOPR")]
    found = [finding(WRONG, executor="ZMK"), finding(DOUBT, executor="PUP"), finding(GONE, executor="UM-DE")]
    assert [state.executor for state in states(["MOPR", "UM-DE"], returned, found)] == ["UM-DE", "ZMK", "MOPR", "PUP"]


def test_nobody_is_listed_only_because_of_information() -> None:
    assert states([], [], [finding(TOLD)]) == []


def test_the_campaign_is_told_in_a_sentence() -> None:
    returned = [submission(executor) for executor in ("A", "B", "C", "D")]
    found = [finding(WRONG, executor="A"), finding(DOUBT, executor="B"), finding(GONE, executor="E")]
    told = summary(4, 5, states("ABCDE", returned, found)).replace("\u00a0", " ")
    assert told == (
        "uwzględnione zwroty: 4 z 5.\nStan: 2 zwroty gotowe, 1 zwrot do wyjaśnienia, 1 zwrot do poprawy, "
        "brakuje 1 zwrotu."
    )


# --- The findings on the screen ------------------------------------------------------------------------------------


def printed(findings: list[Finding], capsys: pytest.CaptureFixture[str], **more: object) -> str:
    in_order = ordered(findings)
    returned = [submission("MOPR")]
    print_findings(in_order, states([], returned, in_order), **more)  # type: ignore[arg-type]
    return capsys.readouterr().out.replace("\u00a0", " ")


def test_findings_are_grouped_and_the_gravest_come_first(capsys: pytest.CaptureFixture[str]) -> None:
    found = [finding(DOUBT, "H10"), *(finding(BLANK, f"H{row}") for row in (14, 15, 16, 17)), finding(TOLD, "H9")]
    assert printed(found, capsys) == (
        "MOPR – do poprawy: 4 uwagi blokujące, 1 do wyjaśnienia (MOPR.xlsx, 2 z 6 odpowiedzi)\n"
        "\n"
        "  Dane, H14–H17   [blokuje]\n"
        "    Nie podano 4: H14, H15, H16 i H17.\n"
        "    Wpisz.   (K501)\n"
        "\n"
        "  Dane, H10   [do wyjaśnienia]\n"
        "    Wartość 5 bardzo się zmieniła.\n"
        "    Popraw albo wyjaśnij.   (R901)\n"
        "\n"
        "Uwagi: blokujące 4, do wyjaśnienia 1, informacje 1.\n"
    )


def test_a_settled_finding_is_only_counted(capsys: pytest.CaptureFixture[str]) -> None:
    said = printed([finding(DOUBT, settled="Wyjaśnienie realizatora: „tak”.")], capsys)
    assert (
        said == "MOPR – gotowe (MOPR.xlsx, 2 z 2 odpowiedzi)\n\nUwagi: blokujące 0, do wyjaśnienia 0, informacje 1.\n"
    )


def test_what_follows_from_a_finding_is_not_counted_again(capsys: pytest.CaptureFixture[str]) -> None:
    cause = Finding(
        rule=WRONG, place=Place(file="MOPR.xlsx", sheet="Dane", cell="H14"), executor="MOPR", found="x",
        consequences=(finding(DOUBT),),
    )  # fmt: skip
    said = printed([cause], capsys)
    assert "Wpis x nie jest liczbą. Z tej samej przyczyny: Zmiana (R901)." in said
    assert "Uwagi: blokujące 1, do wyjaśnienia 0, informacje 0." in said


def test_what_is_nobodys_stands_under_titles_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    file = Finding(rule=WRONG, place=Place(file="obcy.xlsx"), found="x")
    shared = finding(WRONG, executor="", file="PUP.xlsx")
    said = printed([file, shared], capsys)
    assert "\nWskaźniki wspólne\n\n  PUP.xlsx, Dane, H14   [blokuje]\n" in said
    assert "\nPliki i rozstrzygnięcia\n\n  obcy.xlsx   [blokuje]\n" in said


def test_what_is_wrong_with_a_waiver_is_not_its_executors(capsys: pytest.CaptureFixture[str]) -> None:
    facts = {"waived": "R901", "line": "2", "about": "MOPR", "part": "", "why": "tej uwagi nie ma"}
    about = Finding(
        rule=UNUSED, place=Place(file=DECISIONS_FILE), executor="MOPR", indicator="A.1.4/3", facts=facts
    )  # fmt: skip
    said = printed([about], capsys)
    assert said.startswith(
        "MOPR – gotowe (MOPR.xlsx, 2 z 2 odpowiedzi)\n\nPliki i rozstrzygnięcia\n\n  decisions.yaml "
    )
    assert "Wskaźniki wspólne" not in said


def test_another_file_of_the_executor_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert "\n  stary.xlsx, Dane, H14   [blokuje]\n" in printed([finding(WRONG, file="stary.xlsx")], capsys)


def test_the_entry_that_would_settle_a_group_is_its_last_line(capsys: pytest.CaptureFixture[str]) -> None:
    asked: list[Group] = []

    def entry_for(group: Group, is_hidden: bool) -> str:
        assert not is_hidden
        asked.append(group)
        return "- {regula: R901}" if group.rule is DOUBT else ""

    said = printed([finding(WRONG), finding(DOUBT)], capsys, entry_for=entry_for)
    assert "(R901)\n    Jeżeli ma tak zostać, uzupełnij i dopisz w decisions.yaml: - {regula: R901}\n" in said
    assert said.count("decisions.yaml") == 1
    assert [group.rule for group in asked] == [WRONG, DOUBT]


def test_an_entry_that_settles_two_findings_is_printed_once(capsys: pytest.CaptureFixture[str]) -> None:
    said = printed([finding(DOUBT), finding(DOUBT, "H15")], capsys, entry_for=lambda *_: "- {regula: R901}")
    assert said.count("- {regula: R901}") == said.count("wystarczy wpis podany wyżej") == 1


def test_a_long_entry_does_not_hide_what_has_the_same_cause(capsys: pytest.CaptureFixture[str]) -> None:
    cause = replace(finding(WRONG), found="bardzo " * 60, consequences=(finding(DOUBT),))
    assert "… Z tej samej przyczyny: Zmiana (R901)." in printed([cause], capsys)


@pytest.mark.parametrize(("encoding", "shown"), [("cp852", '"\\u2192 \\u201ełódź\\u201d"'), ("utf-8", '"→ „łódź”"')])
def test_an_entry_loses_no_sign_on_a_narrow_console(encoding: str, shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    console = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="replace", newline="")
    monkeypatch.setattr(sys, "stdout", console)
    entry = '- {regula: R901, wartosc: "→ „łódź”"}'
    print_findings([finding(DOUBT)], states([], [], [finding(DOUBT)]), entry_for=lambda *_: entry)
    console.seek(0)
    assert f"wartosc: {shown}}}" in console.read()


# --- The command ---------------------------------------------------------------------------------------------------


def test_the_shipped_returns_are_all_told(collector: Collector, workspace: Path) -> None:
    done = collector("validate", cwd=workspace)
    lines = done.out.replace("\u00a0", " ").splitlines()
    assert lines[0].endswith(", dane za 2017 r.: uwzględnione zwroty: 9 z 9.")
    assert lines[1].startswith("Stan: ")
    for executor in ("MOPR", "PUP", "ZMK", "UM-DSS", "UM-DE", "UM-BZK", "UM-KULT", "UM-SPORT", "UM-ZDR"):
        assert len([line for line in lines if line.startswith(f"{executor} – ")]) == 1


def test_the_entry_of_the_command_can_be_pasted(
    collector: Collector, workspace: Path, returned: Callable[[str], Form]
) -> None:
    returned("ZMK").type("E.1.1/1", -5).save(workspace / "submissions" / "2017" / "ZMK.xlsx")
    done = collector("validate", cwd=workspace)
    (entry,) = [line.partition("decisions.yaml: ")[2] for line in done.out.splitlines() if "regula: W412" in line]
    filled = entry.replace('powod: ""', 'powod: "próba"').replace('osoba: ""', 'osoba: "Anna Nowak"')
    filled = filled.replace("data: ,", "data: 2018-04-02,").replace("wazne_do: }", "wazne_do: 2018-12-31}")
    (workspace / "decisions.yaml").write_text(f"rozstrzygniecia:\n{filled}\n", encoding="utf-8")
    assert collector("validate", "--dzien", "2018-05-01", cwd=workspace).code == 0
    assert collector("validate", "--dzien", "2019-05-01", cwd=workspace).code == 1


def test_a_single_file_is_told_in_the_same_form(
    collector: Collector, tmp_path: Path, returned: Callable[[str], Form]
) -> None:
    form = returned("ZMK").type("E.1.1/1", "około 40")
    form.save(tmp_path / "odpowiedź.xlsx")
    done = collector("validate", "odpowiedź.xlsx", cwd=tmp_path)
    assert done.code == 1
    assert done.out.replace("\u00a0", " ").startswith("ZMK – do poprawy: 1 uwaga blokująca")
    assert f"\n  Dane, {form.address('E.1.1/1')}   [blokuje]\n" in done.out
    # Outside a workspace nobody can decide anything.
    assert "decisions.yaml" not in done.out


def test_the_workbook_goes_to_the_output(tmp_path: Path) -> None:
    source = ROOT / "submissions" / "2017" / "PUP.xlsx"
    (tmp_path / "PUP.xlsx").write_bytes(source.read_bytes())
    command = [sys.executable, "-m", "collector", "validate", "PUP.xlsx", "--format", "xlsx"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert openpyxl.load_workbook(io.BytesIO(done.stdout)).sheetnames[:2] == ["Uwagi", "Rejestr zwrotów"]
    assert [path.name for path in tmp_path.iterdir()] == ["PUP.xlsx"]


def test_files_and_a_folder_of_returns_do_not_go_together(collector: Collector, workspace: Path) -> None:
    done = collector("validate", "submissions/2017/PUP.xlsx", "--submissions", "submissions/2017", cwd=workspace)
    assert (done.code, done.out) == (2, "")
    assert "--submissions" in done.err


def test_a_screen_shows_no_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    with pytest.raises(SettingsError, match=r"> uwagi\.xlsx") as refused:
        must_not_be_a_screen("uwagi.xlsx")
    assert refused.value.exit_code == 2
    assert "--out" in str(refused.value)


@pytest.mark.parametrize("command", ["validate", "merge"])
@pytest.mark.parametrize(
    "day", ["2018-13-01", "2018-02-29", "2018-03-0１", "", "2018-4-2", "jutro", "20180402", "2018-W14-1"]
)
def test_a_day_is_written_in_one_way(collector: Collector, workspace: Path, command: str, day: str) -> None:
    done = collector(command, "--dzien", day, cwd=workspace)
    said = f"Niewłaściwa wartość: --dzien. „{day}” nie jest dniem w postaci RRRR-MM-DD (np. 2018-04-02).\n"
    assert (done.code, done.out, done.err) == (2, "", said)


def test_a_day_is_read() -> None:
    assert read_day("2018-04-02") == date(2018, 4, 2)
    assert read_day("2016-02-29") == date(2016, 2, 29)


# --- Persons -------------------------------------------------------------------------------------------------------

NAMES = ("Kowalska", "Zatwierdzający", "600 700 800", "85 123 45 67", "Wiśniewska")


def test_no_person_of_the_sign_off_is_printed(
    collector: Collector, workspace: Path, returned: Callable[[str], Form]
) -> None:
    form = returned("MOPR")
    sign_off = form.book[SIGN_OFF_SHEET]
    row_of = {row[0].value: row[0].row for row in sign_off.iter_rows(max_col=1) if row[0].value}
    for label, entry in (
        ("Sporządził(a)", "Anna Kowalska"), ("Telefon służbowy", "85 123 45 67"), ("Data sporządzenia", "Kowalska"),
        ("Zatwierdził(a)", "Jan Zatwierdzający"), ("Numer korekty", "A. Kowalska"), ("Stanowisko", None),
    ):  # fmt: skip
        sign_off.cell(row_of[label], 2).value = entry
    sign_off["E4"] = "prywatny 600 700 800, Wiśniewska"
    form.sheet["P60"] = "Sporządziła: Kowalska"
    folder = workspace / "submissions" / "2017"
    form.save(folder / "MOPR.xlsx")
    form.type("A.1.1/2", "około 40").save(folder / "MOPR drugi.xlsx")
    for arguments in (
        (), ("submissions/2017/MOPR.xlsx",), ("--format", "json"), ("--format", "json", "submissions/2017/MOPR.xlsx"),
    ):  # fmt: skip
        done = collector("validate", *arguments, cwd=workspace)
        assert done.code in (0, 1)
        assert HIDDEN in done.out
        assert not [name for name in NAMES if name in done.out + done.err]
    done = collector("merge", cwd=workspace)
    assert not [name for name in NAMES if name in done.out + done.err]
    data = (workspace / "build" / "2017" / "uwagi.json").read_text(encoding="utf-8")
    assert not [name for name in NAMES if name in data]
    assert json.loads(data)


def test_what_is_hidden_can_be_let_be(collector: Collector, workspace: Path, returned: Callable[[str], Form]) -> None:
    form = returned("ZMK")
    sign_off = form.book[SIGN_OFF_SHEET]
    sign_off["E4"] = "prywatny 600 700 800, Wiśniewska"
    path = form.save(workspace / "submissions" / "2017" / "ZMK.xlsx")
    done = collector("validate", cwd=workspace)
    (entry,) = [line.partition("decisions.yaml: ")[2] for line in done.out.splitlines() if "regula: S211" in line]
    filled = entry.replace('powod: ""', 'powod: "próba"').replace('osoba: ""', 'osoba: "Anna Nowak"')
    filled = filled.replace("data: ,", "data: 2018-04-02,").replace("wazne_do: }", "wazne_do: 2018-12-31}")
    (workspace / "decisions.yaml").write_text(f"rozstrzygniecia:\n{filled}\n", encoding="utf-8")
    assert "(S211)" not in collector("validate", "--dzien", "2018-05-01", cwd=workspace).out
    sign_off["E4"] = "prywatny 85 123 45 67, Wiśniewska"
    form.save(path)
    done = collector("validate", "--dzien", "2018-05-01", cwd=workspace)
    assert "(S211)" in done.out
    assert "(O003)" in done.out
    assert not [name for name in NAMES if name in done.out + done.err]


def test_a_correction_that_drops_a_name_does_not_print_it(
    collector: Collector, workspace: Path, returned: Callable[[str], Form]
) -> None:
    folder = workspace / "submissions" / "2017"
    form = returned("ZMK")
    sign_off = form.book[SIGN_OFF_SHEET]
    row_of = {row[0].value: row[0].row for row in sign_off.iter_rows(max_col=1) if row[0].value}
    sign_off.cell(row_of["Sporządził(a)"], 2).value = "Anna Kowalska"
    sign_off.cell(row_of["Telefon służbowy"], 2).value = "85 123 45 67"
    form.save(folder / "ZMK.xlsx")
    sign_off.cell(row_of["Sporządził(a)"], 2).value = None
    sign_off.cell(row_of["Telefon służbowy"], 2).value = None
    sign_off.cell(row_of["Numer korekty"], 2).value = 1
    form.sheet[form.address("E.1.1/1")].value = None
    form.save(folder / "ZMK korekta.xlsx")
    done = collector("validate", cwd=workspace)
    assert "(T312)" in done.out
    assert not [name for name in NAMES if name in done.out + done.err]


def test_other_words_are_not_hidden() -> None:
    discretion = Discretion([SignOff(prepared_by="inspektor", phone="12")])
    about = finding(Rule("T312", Severity.EXPLAIN, "x", "{found}", "x"))
    assert discretion.about(about) == about
    assert Discretion([]).about(about) == about


def test_every_rule_of_the_state_exists() -> None:
    assert {"K501", "K503", "D806", "S205"} <= {rule.code for rule in ALL_RULES}
    assert State(executor="X", submissions=[submission("X")], findings=[]).stand is Stand.READY


# --- The pages that the registry makes -----------------------------------------------------------------------------


def test_the_pages_of_rules_are_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "make docs"
    handbook = HANDBOOK.read_text(encoding="utf-8")
    assert handbook == with_list(handbook), "make docs"


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)
def test_the_pages_say_of_every_rule_who_may_let_it_be(rule: Rule) -> None:
    about = page().partition(f"### {rule.code} ")[2].partition("\n### ")[0]
    assert f"*{rule.severity}*; obowiązuje: " in about
    assert ("; na próbę" in about) == rule.trial
    assert ("w formularzu" in about.splitlines()[2]) == rule.can_be_explained
    assert rule.several in about
    assert f"| {rule.code} | {rule.title} | " in with_list(HANDBOOK.read_text(encoding="utf-8"))


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)
def test_only_doubts_are_explained_and_only_a_doubt_or_a_block_is_waived(rule: Rule) -> None:
    assert not rule.can_be_explained or rule.severity is Severity.EXPLAIN
    assert not rule.can_be_waived or rule.severity is not Severity.INFO
    assert rule.can_be_explained == ("Wyjaśnienie" in rule.fix)


def test_the_json_still_holds_eleven_keys(collector: Collector, workspace: Path) -> None:
    found = json.loads(collector("validate", "--format", "json", cwd=workspace).out)
    assert {tuple(each) for each in found} == {
        ("code", "severity", "file", "sheet", "cell", "executor", "indicator", "message", "fix", "found", "expected")
    }
