"""`collector catalogue …` as a person runs it."""

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from collector.catalogue import load_programme, shipped_path

from .conftest import PROGRAMME_ID, ROOT, Run
from .test_catalogue import SMALL

Collector = Callable[..., Run]
REPORT = """\
Cel strategiczny A Rodzina - najlepszym środowiskiem rozwoju
Priorytet A.1. Wsparcie rodziny
L.p.\tZadania realizacyjne (działania)\tRealizatorzy\tWskaźniki\tWartość wskaźnika w 2017 r.
A.1.1\tPomoc rodzinie\tMOPR\tLiczba rodzin\t125
\t\t\tLiczba osób\t250
"""


@pytest.fixture
def exported(collector: Collector, workspace: Path) -> Path:
    assert collector("catalogue", "export", "--out", "katalog.xlsx", cwd=workspace).code == 0
    return workspace / "katalog.xlsx"


def type_into(path: Path, sheet: str, cell: str, value: object) -> None:
    book = openpyxl.load_workbook(path)
    book[sheet][cell] = value  # type: ignore[assignment]
    book.save(path)


@pytest.mark.parametrize("command", ["", "check", "export", "import", "diff"])
def test_help_is_polish(collector: Collector, tmp_path: Path, command: str) -> None:
    done = collector("catalogue", *command.split(), "--help", cwd=tmp_path)
    assert done.code == 0
    assert done.out.startswith("Użycie: collector catalogue")
    assert not [word for word in ("Usage", "Options", "Commands", "Show", "default", "TEXT") if word in done.out]


def test_without_a_command_the_help_is_shown(collector: Collector, tmp_path: Path) -> None:
    done = collector("catalogue", cwd=tmp_path)
    assert (done.code, done.out.partition("\n")[0]) == (2, "Użycie: collector catalogue [OPCJE] POLECENIE [ARGUMENTY]…")


def test_a_right_catalogue_is_said_to_be_right(collector: Collector, workspace: Path) -> None:
    done = collector("catalogue", "check", cwd=workspace)
    assert done.code == 0
    assert "Katalog programme.yaml jest poprawny." in done.out
    assert "Realizatorzy: 9, wskaźniki: 175." in done.out
    assert collector("catalogue", "check", PROGRAMME_ID, "--format", "json", cwd=workspace).out == "[]\n"


def test_all_mistakes_of_a_catalogue_are_listed(collector: Collector, tmp_path: Path) -> None:
    (tmp_path / "k.yaml").write_text(SMALL.replace("jednostka: osoba", "jednostka: pies"), encoding="utf-8")
    done = collector("catalogue", "check", "k.yaml", cwd=tmp_path)
    assert done.code == 2
    assert done.err.count("nie ma jednostki „pies”") == 2
    rows = json.loads(collector("catalogue", "check", "k.yaml", "--format", "json", cwd=tmp_path).out)
    assert [row["place"] for row in rows] == ["wiersz 44", "wiersz 53"]


def test_what_is_neither_file_nor_programme_is_refused(collector: Collector, tmp_path: Path) -> None:
    done = collector("catalogue", "check", "nie-ma", cwd=tmp_path)
    assert done.code == 3
    assert "Nie ma pliku ani programu „nie-ma”." in done.err
    assert collector("catalogue", "check", "nie-ma.xlsx", cwd=tmp_path).code == 3
    assert collector("catalogue", "import", "nie-ma.xlsx", cwd=tmp_path).code == 3


def test_export_and_import_change_nothing(collector: Collector, tmp_path: Path) -> None:
    done = collector("catalogue", "export", PROGRAMME_ID, cwd=tmp_path)
    assert (done.code, "katalog-bialystok-srps-2011-2020.xlsx" in done.out) == (0, True)
    done = collector("catalogue", "import", f"katalog-{PROGRAMME_ID}.xlsx", cwd=tmp_path)
    assert done.code == 0, done.err
    made = load_programme(tmp_path / PROGRAMME_ID / "programme.yaml")
    assert made == load_programme(shipped_path(PROGRAMME_ID))


def test_the_workbook_may_be_named_as_the_argument(collector: Collector, workspace: Path) -> None:
    assert collector("catalogue", "export", "moj.xlsx", cwd=workspace).code == 0
    assert (workspace / "moj.xlsx").is_file()


def test_an_edited_workbook_becomes_the_catalogue_in_force(
    collector: Collector, workspace: Path, exported: Path
) -> None:
    before = (workspace / "programme.yaml").read_bytes()
    type_into(exported, "Wskaźniki", "C2", "Liczba placówek")
    refused = collector("catalogue", "import", "katalog.xlsx", "--out", ".", cwd=workspace)
    assert (refused.code, (workspace / "programme.yaml").read_bytes()) == (2, before)
    assert "jest już: programme.yaml. Niczego nie zmieniono." in refused.err
    done = collector("catalogue", "import", "katalog.xlsx", "--out", ".", "--replace", cwd=workspace)
    assert done.code == 0, done.err
    assert (workspace / "programme-poprzedni.yaml").read_bytes() == before
    assert load_programme(workspace / "programme.yaml").indicators[0].name == "Liczba placówek"
    again = collector("catalogue", "import", "katalog.xlsx", "--out", ".", cwd=workspace)
    assert "mówi to samo; nic nie zmieniono" in again.out
    type_into(exported, "Wskaźniki", "C2", "Liczba ośrodków")
    collector("catalogue", "import", "katalog.xlsx", "--out", ".", "--replace", cwd=workspace)
    assert (workspace / "programme-poprzedni-2.yaml").is_file()


def test_mistakes_of_a_workbook_are_told_by_cell_and_nothing_is_written(
    collector: Collector, workspace: Path, exported: Path
) -> None:
    type_into(exported, "Wskaźniki", "E3", "pies")
    type_into(exported, "Wskaźniki", "D4", "ilość")
    type_into(exported, "Jednostki", "D5", None)
    done = collector("catalogue", "import", "katalog.xlsx", "--out", "nowy", cwd=workspace)
    assert done.code == 2
    assert "Skoroszyt katalogu katalog.xlsx zawiera błędy (3):" in done.err
    assert "arkusz „Wskaźniki”, komórka E3: wskaźnik A.1.1/2: nie ma jednostki „pies”" in done.err
    assert "arkusz „Wskaźniki”, komórka D4: niedozwolona wartość „ilość”" in done.err
    assert "arkusz „Jednostki”, wiersz 5: „dotacja”: za mało pozycji (co najmniej 3)" in done.err
    assert not (workspace / "nowy").exists()
    rows = json.loads(collector("catalogue", "check", "katalog.xlsx", "--format", "json", cwd=workspace).out)
    assert len(rows) == 3


def test_a_workbook_that_somebody_changed_is_not_replaced(
    collector: Collector, workspace: Path, exported: Path
) -> None:
    assert collector("catalogue", "export", "--out", "katalog.xlsx", cwd=workspace).code == 0
    type_into(exported, "Wskaźniki", "C2", "Liczba placówek")
    done = collector("catalogue", "export", "--out", "katalog.xlsx", cwd=workspace)
    assert done.code == 3
    assert "niczego nie zmieniono" in done.err


def test_options_of_a_report_are_refused_for_a_workbook(collector: Collector, workspace: Path, exported: Path) -> None:
    done = collector("catalogue", "import", "katalog.xlsx", "--id", "x", cwd=workspace)
    assert (done.code, "są tylko dla sprawozdań" in done.err) == (2, True)
    assert collector("catalogue", "import", "nie-ma.docx", cwd=workspace).code == 3


def test_a_report_becomes_a_draft_with_its_year(collector: Collector, tmp_path: Path) -> None:
    (tmp_path / "raport.txt").write_text(REPORT, encoding="utf-8")
    done = collector("catalogue", "import", "raport.txt", "--id", "proba", "--year", "2017", cwd=tmp_path)
    assert done.code in {0, 1}, done.err
    assert "Rozpoznano:" in done.out
    assert (tmp_path / "proba" / "programme.yaml").is_file()
    with (tmp_path / "proba" / "history" / "2017.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["programme"], row["name"], row["value"]) for row in rows] == [
        ("proba", "Liczba rodzin", "125"),
        ("proba", "Liczba osób", "250"),
    ]
    assert ("watpliwosci.csv" in done.out) == (tmp_path / "proba" / "watpliwosci.csv").is_file()
    refused = collector("catalogue", "import", "raport.txt", "--id", "proba", "--year", "2016", cwd=tmp_path)
    assert refused.code == 2
    assert not (tmp_path / "proba" / "history" / "2016.csv").exists()


def test_a_difference_is_listed_by_executor(collector: Collector, workspace: Path, exported: Path) -> None:
    type_into(exported, "Wskaźniki", "C3", "Liczba asystentów rodziny")
    done = collector("catalogue", "diff", PROGRAMME_ID, "katalog.xlsx", cwd=workspace)
    assert done.code == 0
    assert done.out == (
        "\nMOPR – Miejski Ośrodek Pomocy Rodzinie w Białymstoku\n"
        "  zmienione brzmienie: A.1.1/2  Liczba asystentów rodziny\n"
        "      było: Liczba asystentów rodzinnych\n"
    )
    rows: Any = json.loads(
        collector("catalogue", "diff", "programme.yaml", "katalog.xlsx", "--format", "json", cwd=workspace).out
    )
    assert rows == [
        {
            "executor": "MOPR", "kind": "zmienione brzmienie", "id": "A.1.1/2", "old_id": "A.1.1/2",
            "text": "Liczba asystentów rodziny", "old_text": "Liczba asystentów rodzinnych",
        }
    ]  # fmt: skip
    same = collector("catalogue", "diff", PROGRAMME_ID, "programme.yaml", cwd=workspace)
    assert same.out == "Katalogi pytają realizatorów o to samo.\n"


def instruction(workspace: Path, executor: str) -> list[list[Any]]:
    book = openpyxl.load_workbook(workspace / "templates_xlsx" / "2017" / f"{executor}.xlsx")
    return [[cell.value for cell in row] for row in book["Instrukcja"].iter_rows()]


def test_generate_tells_each_executor_what_changed(collector: Collector, workspace: Path) -> None:
    history = workspace / "history"
    history.mkdir()
    shutil.copy(ROOT / "programme.yaml", history / "2015.yaml")
    text = (ROOT / "programme.yaml").read_text(encoding="utf-8")
    (history / "2016.yaml").write_text(
        text.replace("Liczba asystentów rodzinnych", "Liczba asystentów"), encoding="utf-8"
    )
    shutil.copy(ROOT / "programme.yaml", history / "2018.yaml")
    assert collector("generate", "MOPR", "PUP", cwd=workspace).code == 0
    lines = instruction(workspace, "MOPR")
    top = next(index for index, line in enumerate(lines) if line[0] == "Co się zmieniło w formularzu")
    assert lines[top + 1][:5] == ["Nr", "Jak jest teraz", "Zmiana", "Poprzedni nr", "Jak było"]
    assert lines[top + 2][:5] == [
        "A.1.1/2", "Liczba asystentów rodzinnych", "zmienione brzmienie", None, "Liczba asystentów",
    ]  # fmt: skip
    assert not any(line[0] == "Co się zmieniło w formularzu" for line in instruction(workspace, "PUP"))
