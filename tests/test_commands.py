"""The commands as a person runs them: exit codes, one clear Polish message, nothing lost."""

import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from .conftest import PROGRAMME_ID, ROOT, Form, Run

Collector = Callable[..., Run]
COMMANDS = ("init", "generate", "validate", "merge", "verify", "close", "programmes", "report-template")
OUTPUTS = (
    "raport-2017.xlsx",
    "raport-2017.docx",
    "wskazniki-2017.csv",
    "dane-2017.csv",
    "dane-2017.parquet",
    "zrodla-2017.csv",
    "datapackage.json",
    "rejestr.csv",
    "uwagi.json",
    "uwagi.xlsx",
)


def indicators(folder: Path, year: int = 2017) -> dict[str, dict[str, str]]:
    with (folder / f"wskazniki-{year}.csv").open(encoding="utf-8", newline="") as file:
        return {row["indicator"]: row for row in csv.DictReader(file)}


def fingerprints(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_help_does_not_load_what_only_the_commands_need() -> None:
    late = ("pandas", "openpyxl", "docxtpl", "pydantic")
    code = f"import sys, collector.cli; print([name for name in {late} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "command", [(), *((name,) for name in COMMANDS)], ids=lambda words: " ".join(words) or "collector"
)
def test_help_is_polish(collector: Collector, tmp_path: Path, command: tuple[str, ...]) -> None:
    done = collector(*command, "--help", cwd=tmp_path)
    assert done.code == 0
    assert done.out.startswith("Użycie: ")
    assert not [word for word in ("Usage", "Options", "Commands", "Show", "default", "TEXT") if word in done.out]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nie-ma"], "Niewłaściwe polecenie"),
        (["init"], "Brakuje: --programme."),
        (["init", "--programme", PROGRAMME_ID, "--year", "dwa"], "Niewłaściwa wartość: --year."),
        (["merge", "--nie-ma"], "Nie ma opcji „--nie-ma”."),
        (["validate", "--format", "xml"], "Niewłaściwa wartość: --format."),
        (["generate", "KTO"], "Nie ma realizatora „KTO”."),
        (["init", "--programme", "nie-ma", "--year", "2017", "nowy"], "Nie ma programu „nie-ma”."),
        (["init", "--programme", PROGRAMME_ID, "--year", "2031", "nowy"], "obejmuje lata 2011–2020"),
        (["init", "--programme", PROGRAMME_ID, "--year", "2017"], "jest już plik collector.toml"),
    ],
)
def test_wrong_usage_ends_with_two_and_polish_words(
    collector: Collector, workspace: Path, arguments: list[str], said: str
) -> None:
    done = collector(*arguments, cwd=workspace)
    assert done.code == 2
    assert said in done.err


def test_a_new_workspace_goes_through_the_whole_cycle(collector: Collector, tmp_path: Path) -> None:
    done = collector("init", "--programme", PROGRAMME_ID, "--year", "2018", "nowy", cwd=tmp_path)
    assert done.code == 0, done.err
    folder = tmp_path / "nowy"
    assert collector("generate", cwd=folder).code == 0
    assert len(list((folder / "templates_xlsx" / "2018").glob("*.xlsx"))) == 9
    form = Form(openpyxl.load_workbook(folder / "templates_xlsx" / "2018" / "UM-SPORT.xlsx"))
    form.type("D.1.3/1", 10230).type("D.1.3/2", missing="brak danych").save(
        folder / "submissions" / "2018" / "Sport.xlsx"
    )
    done = collector("merge", cwd=folder)
    assert done.code == 1
    found = indicators(folder / "build" / "2018", 2018)
    assert (found["D.1.3/1"]["status"], found["D.1.3/1"]["value"]) == ("podano", "10230")
    assert (found["D.1.3/2"]["status"], found["D.1.3/2"]["value"]) == ("brak danych", "")
    assert found["A.1.1/1"]["status"] == "nie zlozono"


def test_generating_again_gives_the_same_bytes(collector: Collector, workspace: Path) -> None:
    assert collector("generate", cwd=workspace).code == 0
    first = fingerprints(workspace / "templates_xlsx")
    shutil.rmtree(workspace / "templates_xlsx")
    assert collector("generate", cwd=workspace).code == 0
    assert fingerprints(workspace / "templates_xlsx") == first
    assert len(first) == 9


def test_the_shipped_returns_have_nothing_that_blocks(program: Collector, workspace: Path) -> None:
    done = program("validate", "--format", "json", cwd=workspace)
    assert done.code == 0
    assert "blokuje" not in {finding["severity"] for finding in json.loads(done.out)}


def test_merging_again_elsewhere_gives_the_same_bytes(collector: Collector, workspace: Path, merged: Path) -> None:
    done = collector("merge", cwd=workspace)
    assert done.code == 0
    assert fingerprints(workspace / "build" / "2017") == fingerprints(merged)
    assert set(fingerprints(merged)) == set(OUTPUTS)


def test_returns_are_never_touched(collector: Collector, workspace: Path) -> None:
    before = fingerprints(workspace / "submissions")
    collector("validate", cwd=workspace)
    collector("merge", cwd=workspace)
    assert fingerprints(workspace / "submissions") == before


def test_a_missing_executor_leaves_visible_gaps(collector: Collector, workspace: Path) -> None:
    (workspace / "submissions" / "2017" / "UM-DE.xlsx").unlink()
    done = collector("merge", cwd=workspace)
    assert done.code == 1
    assert "Brakuje zwrotów: UM-DE (nie nadesłano ich albo nie można ich uwzględnić).\n" in done.out
    found = indicators(workspace / "build" / "2017")
    assert (found["A.1.2/1"]["status"], found["A.1.2/1"]["value"]) == ("nie zlozono", "")
    assert (found["A.1.4/3"]["value"], found["A.1.4/3"]["text"]) == ("1921", "bez: UM-DE")
    sheet = openpyxl.load_workbook(workspace / "build" / "2017" / "raport-2017.xlsx")["Sprawozdanie"]
    shown = [cell.value for row in sheet.iter_rows() for cell in row]
    assert "nie złożono" in shown
    assert "1\u00a0921* (bez: UM-DE)" in shown


def test_strict_refuses_while_something_is_missing(collector: Collector, workspace: Path) -> None:
    (workspace / "submissions" / "2017" / "UM-DE.xlsx").unlink()
    done = collector("merge", "--strict", cwd=workspace)
    assert done.code == 1
    assert "Nie utworzono sprawozdania" in done.err
    assert not list((workspace / "build" / "2017").glob("raport*"))


def test_strict_is_content_with_the_shipped_returns(collector: Collector, workspace: Path) -> None:
    assert collector("merge", "--strict", cwd=workspace).code == 0
    assert (workspace / "build" / "2017" / "raport-2017.xlsx").is_file()


@pytest.mark.parametrize("command", ["validate", "merge"])
def test_an_empty_folder_is_said_plainly(collector: Collector, workspace: Path, command: str) -> None:
    for path in (workspace / "submissions" / "2017").iterdir():
        path.unlink()
    done = collector(command, cwd=workspace)
    assert done.code == 3
    assert "nie ma żadnego pliku" in done.err
    assert not (workspace / "build").exists()


def test_a_form_of_another_year_does_not_count(collector: Collector, workspace: Path, programme: object) -> None:
    other = workspace / "inny"
    collector("init", "--programme", PROGRAMME_ID, "--year", "2018", other, cwd=workspace)
    collector("generate", "ZMK", cwd=other)
    shutil.copy(other / "templates_xlsx" / "2018" / "ZMK.xlsx", workspace / "submissions" / "2017" / "ZMK.xlsx")
    done = collector("validate", cwd=workspace)
    assert done.code == 1
    assert "To formularz za rok 2018, a zbierane są dane za rok 2017." in done.out
    assert collector("merge", cwd=workspace).code == 1
    assert indicators(workspace / "build" / "2017")["E.1.1/1"]["status"] == "nie zlozono"


def test_a_wrong_catalogue_is_reported_with_all_its_mistakes(collector: Collector, workspace: Path) -> None:
    path = workspace / "programme.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("rodzaj: liczba\n", "rodzaj: ilosc\n", 2).replace("kierunek: więcej", "kierunk: więcej", 1),
        "utf-8",
    )
    done = collector("merge", cwd=workspace)
    assert done.code == 2
    assert "Katalog wskaźników programme.yaml zawiera błędy (4):" in done.err
    assert "czy chodziło o „kierunek”?" in done.err


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('programme = "x"\n', "„year” (brakuje)"),
        ('programme = "x"\nyear = "siedem"\n', "„year” (niewłaściwa wartość)"),
        ('programme = "x"\nyear = 2017\nhaslo = "a"\n', "„haslo” (nieznane)"),
        ('programme = "C:\\users"\nyear = 2017\n', "błąd w wierszu 1"),
    ],
)
def test_wrong_settings_name_the_setting(collector: Collector, workspace: Path, settings: str, said: str) -> None:
    (workspace / "collector.toml").write_text(settings, encoding="utf-8")
    done = collector("merge", cwd=workspace)
    assert done.code == 2
    assert said in done.err


def test_outside_a_workspace_it_says_what_to_do(collector: Collector, tmp_path: Path) -> None:
    done = collector("merge", cwd=tmp_path)
    assert done.code == 2
    assert "collector init" in done.err


def test_an_output_that_cannot_be_written_is_named(collector: Collector, workspace: Path) -> None:
    (workspace / "build").write_text("to nie folder", encoding="utf-8")
    done = collector("merge", cwd=workspace)
    assert done.code == 3
    assert "uwagi.json" in done.err


def test_a_single_file_is_checked_anywhere_and_nothing_is_written(collector: Collector, tmp_path: Path) -> None:
    shutil.copy(ROOT / "submissions" / "2017" / "PUP.xlsx", tmp_path / "odpowiedź (2).xlsx")
    done = collector("validate", "odpowiedź (2).xlsx", "--format", "json", cwd=tmp_path)
    assert done.code == 0
    assert {finding["file"] for finding in json.loads(done.out)} == {"odpowiedź (2).xlsx"}
    assert [path.name for path in tmp_path.iterdir()] == ["odpowiedź (2).xlsx"]
    assert collector("validate", "odpowiedź (2).xlsx", "--out", "uwagi", cwd=tmp_path).code == 0
    made = sorted(path.name for path in (tmp_path / "uwagi").iterdir())
    assert made == ["rejestr.csv", "uwagi.json", "uwagi.xlsx", "zwroty"]
    copy, receipt = sorted(path.name for path in (tmp_path / "uwagi" / "zwroty" / "PUP").iterdir())
    assert copy == "formularz-PUP-2017.xlsx"
    assert receipt.startswith("potwierdzenie-PUP-")


def test_a_file_that_is_not_there_is_named(collector: Collector, workspace: Path) -> None:
    done = collector("validate", "nie-ma.xlsx", cwd=workspace)
    assert done.code == 3
    assert "nie-ma.xlsx" in done.err


def test_findings_are_printed_with_cell_problem_and_remedy(
    collector: Collector, workspace: Path, returned: Callable[[str], Form]
) -> None:
    form = returned("ZMK").type("E.1.1/1", "około 40")
    form.save(workspace / "submissions" / "2017" / "ZMK.xlsx")
    done = collector("validate", cwd=workspace)
    assert done.code == 1
    address = form.address("E.1.1/1")
    assert "\nZMK – do poprawy: 1 uwaga blokująca" in done.out
    assert (
        f"\n  Dane, {address}   [blokuje]\n    Wartość wskaźnika E.1.1/1 to „około 40”, a to nie jest liczba."
        in done.out
    )
    assert "\n    Wpisz same cyfry; jednostka stoi obok. Objaśnienie wpisz w kolumnie „Uwagi”. " in done.out
    assert " w kolumnie „Brak wartości” wybierz powód.   (W401)\n" in done.out
    stored = json.loads((workspace / "build" / "2017" / "uwagi.json").read_text(encoding="utf-8"))
    assert stored[0] | {"message": "", "fix": ""} == {
        "code": "W401",
        "severity": "blokuje",
        "file": "ZMK.xlsx",
        "sheet": "Dane",
        "cell": address,
        "executor": "ZMK",
        "indicator": "E.1.1/1",
        "message": "",
        "fix": "",
        "found": "około 40",
        "expected": "",
    }


def test_other_folders_may_be_named(collector: Collector, workspace: Path, tmp_path: Path) -> None:
    shutil.move(workspace / "submissions" / "2017", workspace / "zwroty")
    done = collector("merge", "--submissions", "zwroty", "--out", "wyniki", cwd=workspace)
    assert done.code == 0
    assert sorted(path.name for path in (workspace / "wyniki").iterdir()) == sorted(OUTPUTS)
    assert not (workspace / "build").exists()


def test_a_console_that_knows_no_polish_letters_is_no_obstacle(workspace: Path) -> None:
    command = [sys.executable, "-m", "collector", "validate"]
    env = {"PYTHONIOENCODING": "cp1250", "PATH": "/usr/bin:/bin"}
    for encoding in ("cp1250", "ascii"):
        done = subprocess.run(command, cwd=workspace, env=env | {"PYTHONIOENCODING": encoding}, capture_output=True)
        assert done.returncode == 0
        assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("foo = 1", "„limits.foo” (nieznane)"),
        ("cells = 0", "„limits.cells” (co najmniej 1)"),
        ('cells = "x"', "„limits.cells” (niewłaściwa wartość)"),
    ],
)
def test_a_wrong_limit_is_named(line: str, says: str, collector: Collector, workspace: Path) -> None:
    settings = workspace / "collector.toml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}\n[limits]\n{line}\n", encoding="utf-8")
    done = collector("validate", cwd=workspace)
    assert (done.code, says in done.err) == (2, True)


def test_the_limits_of_the_settings_hold(collector: Collector, workspace: Path) -> None:
    settings = workspace / "collector.toml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}\n[limits]\nparts = 5\n", encoding="utf-8")
    done = collector("validate", "--format", "json", cwd=workspace)
    assert done.code == 1
    refused = [finding for finding in json.loads(done.out) if finding["code"] == "P113"]
    assert len(refused) == 9
    assert all("parts" in finding["fix"] for finding in refused)


@pytest.mark.skipif(sys.platform == "win32", reason="names are text there")
def test_a_file_with_an_odd_name_is_called_by_a_harmless_one(collector: Collector, tmp_path: Path) -> None:
    name = os.fsdecode(b"zwrot \xb3\x1b[2J.xlsx")
    (tmp_path / name).write_bytes(b"<html>")
    done = collector("validate", tmp_path / name, "--format", "json", cwd=tmp_path)
    assert done.code == 1
    (finding,) = json.loads(done.out)
    assert (finding["code"], finding["file"]) == ("P101", "zwrot ł?[2J.xlsx")
