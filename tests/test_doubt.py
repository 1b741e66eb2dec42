"""A wrong figure must not look right: what is doubtful or incomplete shows as such in every output."""

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from collector.consolidation import consolidate
from collector.domain.consolidation import PastValue
from collector.domain.observation import Status
from collector.domain.programme import Programme
from collector.history import read_history
from collector.reports.open_data import indicators_csv
from collector.workflows.campaign import Campaign, read_campaign
from collector.workflows.merge import Merge, merge_workspace
from collector.workflows.workspace import Workspace, open_workspace

from .conftest import ROOT, Form, Run, history_of, read_submission
from .told import document_of, document_text


@pytest.fixture
def open_desk(workspace: Path) -> Workspace:
    return open_workspace(workspace)


def merge(desk: Workspace) -> Merge:
    return merge_workspace(desk, desk.submissions, desk.build, strict=False, progress=lambda _: None)


def campaign(desk: Workspace) -> Campaign:
    return read_campaign(desk, desk.submissions, lambda _: None)


def shown(desk: Workspace, indicator: str) -> tuple[Status, Decimal | None, str]:
    consolidation = merge(desk).consolidation
    assert consolidation is not None
    result = consolidation.by_id[indicator]
    return result.status, result.value, result.shown


@pytest.mark.parametrize(
    ("executor", "indicator", "entry", "missing"),
    [
        ("UM-BZK", "B.1.2/1", 4098, "nie dotyczy"),
        ("UM-BZK", "B.1.2/1", -5, ""),
        ("ZMK", "E.1.2/1", 150, ""),
        ("UM-BZK", "B.1.2/1", "ponad 40", ""),
    ],
)
def test_a_value_with_a_blocking_finding_is_no_figure_of_the_report(
    open_desk: Workspace, returned: Callable[[str], Form], executor: str, indicator: str, entry: object, missing: str
) -> None:
    form = returned(executor).type(indicator, entry, missing=missing)
    form.save(open_desk.submissions / f"{executor}.xlsx")
    assert shown(open_desk, indicator) == (Status.NOT_SUBMITTED, None, "do wyjaśnienia")
    with (open_desk.build / "dane-2017.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["indicator"]: row for row in csv.DictReader(file)}
    assert rows[indicator]["raw"] == str(entry)
    assert rows[indicator]["value"] == ""


def test_a_doubtful_part_is_missing_from_the_sum(open_desk: Workspace, returned: Callable[[str], Form]) -> None:
    returned("UM-DE").type("A.1.4/3", "tysiąc dziewięćset").save(open_desk.submissions / "UM-DE.xlsx")
    assert shown(open_desk, "A.1.4/3") == (Status.GIVEN, Decimal(1921), "1\u00a0921* (bez: UM-DE)")


def test_values_under_pasted_over_ids_are_doubted(open_desk: Workspace, returned: Callable[[str], Form]) -> None:
    form = returned("UM-KULT")
    first, second = form.row("G.6.1/2"), form.row("G.6.2/3")
    form.sheet.cell(first, 1).value, form.sheet.cell(second, 1).value = "G.6.2/3", "G.6.1/2"
    form.save(open_desk.submissions / "UM-KULT.xlsx")
    for indicator in ("G.6.1/2", "G.6.2/3"):
        assert shown(open_desk, indicator)[2] == "do wyjaśnienia"


def test_an_agreed_value_that_one_executor_has_not_confirmed_says_so(open_desk: Workspace) -> None:
    (open_desk.submissions / "PUP.xlsx").unlink()
    assert shown(open_desk, "C.4.1/2")[2] == "43 (bez: PUP)"


@pytest.mark.parametrize("executor", ["PUP", "MOPR"])
def test_executors_that_disagree_leave_no_figure(
    open_desk: Workspace, returned: Callable[[str], Form], executor: str
) -> None:
    returned(executor).type("C.4.1/2", 44).save(open_desk.submissions / f"{executor}.xlsx")
    found = campaign(open_desk)
    assert "U701" in {finding.rule.code for finding in found.findings}
    assert merge(open_desk).consolidation is None
    result = consolidate(found.programme, 2017, found.submissions, found.history).by_id["C.4.1/2"]
    assert (result.status, result.value, result.shown) == (Status.NOT_SUBMITTED, None, "do wyjaśnienia")


def test_a_partial_sum_is_neither_compared_nor_told_as_whole(programme: Programme) -> None:
    paths = [path for path in sorted((ROOT / "submissions" / "2017").glob("*.xlsx")) if path.stem != "UM-DE"]
    read = [read_submission(path, path.name, programme, 2017)[0] for path in paths]
    history = {"A.4.2/1": PastValue(year=2016, value=Decimal(3635), text="")}
    consolidation = consolidate(programme, 2017, [submission for submission in read if submission], history_of(history))
    assert consolidation.by_id["A.4.2/1"].change is None
    text = document_text(document_of(consolidation))
    plain = text.replace("\u00a0", " ")
    assert "spadek" not in text
    assert "zmalała" not in text
    assert "realizatora UM-DE (Urząd Miejski – Departament Edukacji), a przez to danych do 14 wskaźników" in plain
    assert "27 (bez: UM-DE)" in plain
    assert "Brakuje sprawozdania jednostki: Urząd Miejski – Departament Edukacji." in plain


def test_a_partial_sum_stays_partial_in_next_years_form(
    open_desk: Workspace, returned: Callable[[str], Form], programme: Programme, tmp_path: Path
) -> None:
    (open_desk.submissions / "UM-DE.xlsx").unlink()
    consolidation = merge(open_desk).consolidation
    assert consolidation is not None
    folder = tmp_path / "lata"
    folder.mkdir()
    (folder / "2017.csv").write_text(indicators_csv(consolidation), encoding="utf-8")
    past = read_history(folder, programme.id, 2018)["A.1.4/3"]
    assert (past.value, past.missing) == (Decimal(1921), "UM-DE")


def test_a_stated_absence_is_not_overruled_by_its_inputs(open_desk: Workspace, returned: Callable[[str], Form]) -> None:
    form = returned("ZMK").type("E.1.2/1.a", 5).type("E.1.2/1.b", 10).type("E.1.2/1", missing="brak danych")
    form.sheet[form.address("E.1.2/1")] = None
    form.save(open_desk.submissions / "ZMK.xlsx")
    assert "W410" in {finding.rule.code for finding in campaign(open_desk).findings}
    assert shown(open_desk, "E.1.2/1")[1] is None


@pytest.mark.parametrize(("numerator", "code"), [(150, "L606"), (50, None)])
def test_a_percentage_from_its_inputs_keeps_the_limits(
    open_desk: Workspace, returned: Callable[[str], Form], numerator: int, code: str | None
) -> None:
    form = returned("ZMK").type("E.1.3/1.a", numerator).type("E.1.3/1.b", 100)
    form.sheet[form.address("E.1.3/1")] = None
    form.save(open_desk.submissions / "ZMK.xlsx")
    found = {finding.rule.code for finding in campaign(open_desk).findings if finding.blocks}
    assert found == ({code} if code else set())
    assert shown(open_desk, "E.1.3/1")[2] == ("do wyjaśnienia" if code else "50,00")


def test_everything_typed_into_a_component_reaches_the_data(
    open_desk: Workspace, returned: Callable[[str], Form]
) -> None:
    form = returned("ZMK").type("E.1.1/1.a", "abc").type("E.1.1/1.b", missing="brak danych", note="trwa remont")
    form.save(open_desk.submissions / "ZMK.xlsx")
    merge(open_desk)
    with (open_desk.build / "dane-2017.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["indicator"]: row for row in csv.DictReader(file)}
    assert rows["E.1.1/1.a"]["raw"] == "abc"
    assert (rows["E.1.1/1.b"]["status"], rows["E.1.1/1.b"]["note"]) == ("brak danych", "trwa remont")


@pytest.mark.parametrize(
    "change",
    [
        lambda form: form.sheet.__setitem__("XFD1048576", "x"),
        lambda form: form.sheet.__setitem__("N7", "poprawnie 99"),
        lambda form: form.book.create_sheet("Notatki").__setitem__("A1", "zob. załącznik"),
    ],
    ids=["far corner", "beside", "sheet"],
)
def test_entries_outside_the_fields_are_listed(
    open_desk: Workspace, returned: Callable[[str], Form], change: Callable[[Form], None]
) -> None:
    form = returned("UM-SPORT")
    change(form)
    form.save(open_desk.submissions / "UM-SPORT.xlsx")
    found = campaign(open_desk)
    assert [finding.rule.code for finding in found.findings if finding.executor == "UM-SPORT"] == ["S211"]
    assert len(found.submissions) == 9


def test_a_form_under_another_ending_is_read(open_desk: Workspace) -> None:
    path = open_desk.submissions / "UM-KULT.xlsx"
    path.rename(path.with_name("UM-KULT"))
    assert len(campaign(open_desk).submissions) == 9


def test_a_rejected_or_empty_form_is_reported_once_and_does_not_count(
    open_desk: Workspace, blank: Callable[[str], Form], returned: Callable[[str], Form]
) -> None:
    blank("ZMK").save(open_desk.submissions / "ZMK.xlsx")
    form = returned("UM-KULT")
    form.sheet.cell(5, 8).value = "Ile"
    form.save(open_desk.submissions / "UM-KULT.xlsx")
    found = campaign(open_desk)
    assert [(f.rule.code, f.executor) for f in found.findings if f.blocks] == [("S203", "UM-KULT"), ("K502", "ZMK")]
    assert len(found.submissions) == 7


@pytest.mark.parametrize(
    ("programme_id", "year", "said"), [("inny", 2017, "zawiera program"), (None, 2035, "2011–2020")]
)
def test_settings_must_fit_the_catalogue(
    collector: Callable[..., Run], workspace: Path, programme_id: str | None, year: int, said: str
) -> None:
    settings = f'programme = "{programme_id or "bialystok-srps-2011-2020"}"\nyear = {year}\n'
    (workspace / "collector.toml").write_text(settings, encoding="utf-8")
    done = collector("generate", cwd=workspace)
    assert (done.code, said in done.err) == (2, True)


def test_a_form_in_which_somebody_typed_is_not_written_over(collector: Callable[..., Run], workspace: Path) -> None:
    assert collector("generate", cwd=workspace).code == 0
    path = workspace / "templates_xlsx" / "2017" / "ZMK.xlsx"
    Form(openpyxl.load_workbook(path)).type("E.1.1/1", 5).save(path)
    typed = path.read_bytes()
    done = collector("generate", cwd=workspace)
    assert done.code == 3
    assert "ZMK.xlsx" in done.err
    assert path.read_bytes() == typed


def test_the_deadline_stands_in_the_instruction(collector: Callable[..., Run], workspace: Path) -> None:
    with (workspace / "collector.toml").open("a", encoding="utf-8") as file:
        file.write("deadline = 2018-03-31\n")
    assert collector("generate", "ZMK", cwd=workspace).code == 0
    sheet = openpyxl.load_workbook(workspace / "templates_xlsx" / "2017" / "ZMK.xlsx")["Instrukcja"]
    text = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    assert "odeślij go do 31\u00a0marca\u00a02018\u00a0r. do jednostki" in text


def test_findings_as_data_are_utf8_on_any_console(workspace: Path) -> None:
    form = Form(openpyxl.load_workbook(ROOT / "submissions" / "2017" / "ZMK.xlsx")).type("E.1.1/1", "\u22125 ą 日")
    form.save(workspace / "submissions" / "2017" / "ZMK.xlsx")
    command = [sys.executable, "-m", "collector", "validate", "--format", "json"]
    done = subprocess.run(command, cwd=workspace, env={"PYTHONIOENCODING": "cp1250"}, capture_output=True, check=False)
    assert json.loads(done.stdout.decode("utf-8"))[0]["found"] == "\u22125 ą 日"


def test_a_percentage_changes_by_percentage_points(programme: Programme) -> None:
    path = ROOT / "submissions" / "2017" / "ZMK.xlsx"
    submission, _ = read_submission(path, path.name, programme, 2017)
    assert submission is not None
    history = {
        "E.1.1/1": PastValue(year=2016, value=Decimal("0.50"), text=""),
        "E.1.2/1": PastValue(year=2016, value=Decimal("18.15"), text=""),
    }
    text = document_text(document_of(consolidate(programme, 2017, [submission], history_of(history))))
    plain = text.replace("\u00a0", " ")
    assert "(E.1.1/1) wzrosła z 0,50% do 0,71% (o 0,21 punktu procentowego)." in plain
    assert "(E.1.2/1) zwiększyła się z 18,15% do 21,15% (o 3 punkty procentowe)." in plain


def test_a_gap_survives_beside_words(tmp_path: Path) -> None:
    lines = (
        'programme,year,indicator,value,text\nx,2016,A/1,7,"bez: PUP\n7\nMOPR: 7 w tym"\nx,2016,A/2,,"bez: PUP\n- a"\n'
    )
    (tmp_path / "2016.csv").write_text(lines, encoding="utf-8")
    past = read_history(tmp_path, "x", 2017)
    assert (past["A/1"].missing, past["A/1"].text) == ("PUP", "7\nMOPR: 7 w tym")
    assert (past["A/2"].missing, past["A/2"].text) == ("PUP", "- a")


@pytest.mark.parametrize("typed_at", ["N7", "A5", "metryczka"])
def test_any_saved_form_is_kept(collector: Callable[..., Run], workspace: Path, typed_at: str) -> None:
    assert collector("generate", "ZMK", cwd=workspace).code == 0
    assert collector("generate", "ZMK", cwd=workspace).code == 0
    path = workspace / "templates_xlsx" / "2017" / "ZMK.xlsx"
    book = openpyxl.load_workbook(path)
    if typed_at == "metryczka":
        book["Metryczka"]["B4"] = "inspektor"
    else:
        book["Dane"][typed_at] = "uwaga"
    book.save(path)
    assert collector("generate", "ZMK", cwd=workspace).code == 3


def test_a_number_too_long_for_excel_never_reaches_the_report(
    open_desk: Workspace, returned: Callable[[str], Form]
) -> None:
    returned("ZMK").type("E.1.1/1", "9" * 400).save(open_desk.submissions / "ZMK.xlsx")
    returned("UM-BZK").type("B.1.2/1", 1e300).save(open_desk.submissions / "UM-BZK.xlsx")
    assert {f.rule.code for f in campaign(open_desk).findings if f.blocks} == {"W415"}
    assert shown(open_desk, "E.1.1/1")[2] == "do wyjaśnienia"
