"""The files of data: text that never becomes a formula, exact Parquet, and a package that the real tool accepts."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.consolidation import consolidate
from collector.domain.consolidation import INDICATOR_FIELDS, Consolidation, History
from collector.domain.errors import CollectorError, InputError
from collector.domain.observation import Place, Status, Value
from collector.domain.programme import Programme
from collector.reports.data_package import data_package
from collector.reports.open_data import OBSERVATION_FIELDS, indicators_csv, observations_csv, observations_parquet
from collector.reports.parquet import decimal_type, parquet
from collector.values.csv_text import csv_text
from collector.values.guarded import guarded, unguarded

from .conftest import ROOT, Bureau

# --- Text that a spreadsheet would take for a formula ---------------------------------------------------------------

IN_ANY_CELL = (
    '=HYPERLINK("http://x";"y")', "@SUM(A1)", "+5", "+48 85 740 46 00", " =1+1", '"=1+1"', "＝1+1", "＋1", "＠SUM(A1)",
    "-cmd|' /C calc'!A0", "-X(1)", '-HIPERŁĄCZE ("http://x")', "- SUMA.JEŻELI(A1:A2;1)", "-A1", "-$A$1", "-2+3",
    "-A1*2", "-'http://x/[a.xlsx]Arkusz1'!A1", "－A1",
)  # fmt: skip
AS_A_WHOLE = ("\t=1+1", "\tsłowo", "\rsłowo", "\nsłowo", "-cmd|'/C a;b'!A0", "-1+\nX(1)", '-X\n("http://x")')
FORMULAS = (*IN_ANY_CELL, *AS_A_WHOLE)
PLAIN = (
    "", "słowo", "-5", "-5,5", "-1362712.00", "5%", "- pomoc materialna (m.in. stypendia)", "-broszury informacyjne;",
    "– pauza", "\u22125", "-ulotki, foldery;\n-strony internetowe (2)", "- 18 osób + 2 osoby", "a = b", "2 + 3",
    "a@b.pl", "'cudzysłów'", "'", "-", "- dom „Kalina”; - klub", "{{ 1+1 }} {% if %}", "<b>tak</b>", "😀", "koniec!",
)  # fmt: skip
ANY_TEXT = st.text() | st.text(alphabet="'=+@-－＝;\t\r\n \"a(1.|!A$żż\x0b\u00a0,", max_size=12)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_begins_with_an_apostrophe(text: str) -> None:
    assert guarded(text)[0] == "'"
    assert unguarded(guarded(text)) == text
    assert unguarded(guarded(f"'{text}")) == f"'{text}"


@pytest.mark.parametrize("before", ["słowo;", "słowo; ", "- lista\n", "słowo\t", "słowo\r\n'"])
@pytest.mark.parametrize("text", IN_ANY_CELL)
def test_a_formula_is_guarded_where_excel_divides_a_row(before: str, text: str) -> None:
    _, _, cell = guarded(before + text).rpartition(before.rstrip(" '"))
    assert cell.startswith("'")
    assert unguarded(guarded(before + text)) == before + text


@pytest.mark.parametrize("text", PLAIN)
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text == unguarded(text)


def test_nothing_of_the_published_reports_is_guarded() -> None:
    paths = [path for path in (ROOT / "examples").rglob("*.csv") if "build" not in path.parts]
    cells = {cell for path in paths for row in csv.reader(io.StringIO(path.read_text("utf-8-sig"))) for cell in row}
    assert len({line for cell in cells for line in cell.splitlines() if line.startswith("-")}) > 100
    assert [cell for cell in cells if guarded(cell) != cell] == []


@given(ANY_TEXT)
def test_guarding_can_be_undone(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(ANY_TEXT)
def test_guarded_text_begins_no_formula_however_it_is_divided(text: str) -> None:
    safe = guarded(text)
    assert safe[:1] not in tuple("=+@＝＋＠\t\r\n")
    for cell in re.split("[;\t\r\n]", safe):
        assert cell.strip(' "\u00a0\x0b')[:1] not in tuple("=+@＝＋＠")


# --- The writer of CSV -----------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(ANY_TEXT, ANY_TEXT), max_size=4))
def test_what_is_written_as_csv_is_read(rows: list[tuple[str, str]]) -> None:
    text = csv_text(("a", "b"), rows)
    heading, *read = csv.reader(io.StringIO(text, newline=""))
    assert heading == ["a", "b"]
    assert [tuple(map(unguarded, row)) for row in read] == rows
    assert text.endswith("\n")


def test_csv_is_written_as_the_csv_module_does() -> None:
    rows = [("a,b", 'c "d"', "e\nf"), ("", "g;h", " i "), ("-5", "- ą", "j'k")]
    expected = io.StringIO()
    csv.writer(expected, lineterminator="\n").writerows([("x", "y", "z"), *rows])
    assert csv_text(("x", "y", "z"), rows) == expected.getvalue()


# --- The observations as Parquet -------------------------------------------------------------------------------------

HOSTILE = '=HYPERLINK("http://x","y") & <b>{{ 1+1 }}</b>;=1+1 "cudzysłów"\n- drugi\twiersz 😀\r\n@SUM(A1)'


@pytest.fixture(scope="module")
def hostile(programme: Programme) -> Consolidation:
    """A year of which the first indicators have hostile text in all that a person types."""
    empty = consolidate(programme, 2017, [], History())
    place = Place(file="=ZMK+1.xlsx", sheet="@Dane", cell="H7", sha256="0" * 64)
    results = list(empty.results)
    for position, text in enumerate((HOSTILE, *FORMULAS)):
        value = Value(status=Status.GIVEN, number=Decimal("-1129.10"), text=text)
        first, *others = results[position].observations
        said = replace(first, value=value, note=text, raw=text, explanation=text, place=place)
        results[position] = replace(
            results[position], observations=(said, *others), status=Status.GIVEN, text=text, note=text
        )
    return replace(empty, results=tuple(results))


def rows_of(text: str) -> list[dict[str, str]]:
    return [
        {name: unguarded(cell) for name, cell in row.items()}
        for row in csv.DictReader(io.StringIO(text, newline=""))
    ]  # fmt: skip


def parquet_rows(path: Path) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The types of the columns and the rows of a Parquet file."""
    with duckdb.connect() as base:
        table = base.read_parquet(str(path))
        assert table.columns == list(OBSERVATION_FIELDS)
        return [str(type_) for type_ in table.types], table.fetchall()


def assert_same_rows(path: Path, text: str) -> None:
    """Every cell of the Parquet file is the one of the CSV file, numbers to the last digit."""
    types, rows = parquet_rows(path)
    assert dict(zip(OBSERVATION_FIELDS, types, strict=True)) == dict.fromkeys(OBSERVATION_FIELDS, "VARCHAR") | {
        "year": "INTEGER", "value": "DECIMAL(38,10)",
    }  # fmt: skip
    in_csv = rows_of(text)
    assert len(rows) == len(in_csv) > 100
    for row, expected in zip(rows, in_csv, strict=True):
        for name, cell in zip(OBSERVATION_FIELDS, row, strict=True):
            if not expected[name]:
                assert cell is None
            elif name == "value":
                assert cell == Decimal(expected[name])
            else:
                assert str(cell) == expected[name]


def test_parquet_holds_what_the_csv_file_holds(merged: Path) -> None:
    assert_same_rows(merged / "dane-2017.parquet", (merged / "dane-2017.csv").read_bytes().decode())


def test_parquet_holds_hostile_text_as_it_was_typed(hostile: Consolidation, tmp_path: Path) -> None:
    path = tmp_path / "dane.parquet"
    path.write_bytes(observations_parquet(hostile))
    assert_same_rows(path, observations_csv(hostile))
    _, rows = parquet_rows(path)
    texts = {row[OBSERVATION_FIELDS.index("note")] for row in rows}
    assert {HOSTILE, *FORMULAS} <= texts


ONE_FILE = """
import hashlib
from collector.reports.parquet import parquet
rows = [("2017", f"tekst {number} „ą”" if number % 3 else "", f"{number}.50") for number in range(5000)]
content = parquet(("year", "text", "value"), rows, {"year": "INTEGER", "value": "DECIMAL(38, 10)"})
print(hashlib.sha256(content).hexdigest())
"""


def test_parquet_is_the_same_in_every_process_and_folder(tmp_path: Path) -> None:
    made = set()
    for seed in ("1", "2"):
        folder = tmp_path / seed
        (folder / "tmp").mkdir(parents=True)
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TMPDIR": str(folder / "tmp"), "TZ": f"UTC{seed}"}
        command = [sys.executable, "-W", "error", "-c", ONE_FILE]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
        made.add(done.stdout)
        assert list(folder.rglob("*")) == [folder / "tmp"]
    assert len(made) == 1


def test_a_file_without_rows_has_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "dane.parquet"
    path.write_bytes(parquet(OBSERVATION_FIELDS, [], {"year": "INTEGER"}))
    types, rows = parquet_rows(path)
    assert (types[:2], rows) == (["VARCHAR", "INTEGER"], [])


@pytest.mark.parametrize(
    ("numbers", "type_"),
    [
        ((), "DECIMAL(38, 10)"),
        (("1.5", "-22351"), "DECIMAL(38, 10)"),
        (("0.000000000001", "999999999999999"), "DECIMAL(38, 12)"),
        (("1E+14",), "DECIMAL(38, 10)"),
        (("9999999999999999999999999999.5",), "DECIMAL(38, 10)"),
    ],
)
def test_the_type_of_numbers_holds_all_their_digits(numbers: Sequence[str], type_: str) -> None:
    assert decimal_type(map(Decimal, numbers)) == type_


def test_a_value_that_no_type_holds_is_named(hostile: Consolidation) -> None:
    first, *others = hostile.results
    said, *rest = first.observations
    tiny = replace(said, value=Value(status=Status.GIVEN, number=Decimal("1E-40")))
    spoilt = replace(hostile, results=(replace(first, observations=(tiny, *rest)), *others))
    with pytest.raises(InputError, match=re.escape(f"Wartość {tiny.indicator} od {tiny.executor} ma za dużo cyfr")):
        observations_parquet(spoilt)


def test_a_broken_library_is_told(monkeypatch: pytest.MonkeyPatch, hostile: Consolidation) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(CollectorError, match="Zainstaluj collector jeszcze raz"):
        observations_parquet(hostile)


def test_a_folder_that_cannot_be_written_to_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nie ma"))
    with pytest.raises(InputError, match="Parquet w folderze tymczasowym: nie ma takiego pliku"):
        parquet(("a",), [("b",)], {})


def test_the_library_is_loaded_only_to_write() -> None:
    modules = "import sys, collector.reports.open_data, collector.reports.data_package; print('duckdb' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", modules], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


# --- The data package, as the real tool sees it ---------------------------------------------------------------------

VALIDATE = """
import json, sys
from frictionless import validate
reports = [validate(path) for path in sys.argv[1:]]
found = [[*report.errors, *(error for task in report.tasks for error in task.errors)] for report in reports]
errors = [sorted({error.type for error in each}) for each in found]
assert [report.valid for report in reports] == [not each for each in errors]
print(json.dumps(errors))
"""
Spoil = Callable[[Path], None]


def errors_in(*folders: Path) -> list[list[str]]:
    """The kinds of errors that Frictionless finds in the package of each folder; its own warnings do not matter."""
    command = [sys.executable, "-W", "ignore", "-c", VALIDATE, *(str(each / "datapackage.json") for each in folders)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    found: list[list[str]] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def outputs(merged: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The results of a programme of indicators, of one with a register, and of one with statistical tables."""
    folders = {"bialystok-srps-2011-2020": merged}
    for name in ("lublin-srps-2014-2020", "bialystok-pps-2025-2030"):
        root = tmp_path_factory.mktemp("biuro") / name
        shutil.copytree(ROOT / "examples" / name, root, ignore=shutil.ignore_patterns("build", "templates_xlsx"))
        office = Bureau(root)
        office.merge()
        folders[name] = office.desk.build
    return folders


def package_in(folder: Path) -> dict[str, Any]:
    package: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return package


def test_every_package_is_valid(outputs: dict[str, Path]) -> None:
    assert errors_in(*outputs.values()) == [[], [], []]


def test_every_file_of_data_is_described_with_its_columns(outputs: dict[str, Path]) -> None:
    described = {name: {resource["path"]: resource for resource in package_in(folder)["resources"]}
                 for name, folder in outputs.items()}  # fmt: skip
    assert {name: list(resources) for name, resources in described.items()} == {
        "bialystok-srps-2011-2020": ["dane-2017.csv", "wskazniki-2017.csv", "zrodla-2017.csv", "dane-2017.parquet"],
        "lublin-srps-2014-2020": [
            "dane-2020.csv", "wskazniki-2020.csv", "zrodla-2020.csv", "dzialania-2020.csv", "uzgodnienie-kosztow.csv",
            "dane-2020.parquet",
        ],
        "bialystok-pps-2025-2030": [
            "dane-2023.csv", "wskazniki-2023.csv", "tabele-2023.csv", "zrodla-2023.csv", "dane-2023.parquet",
        ],
    }  # fmt: skip
    for name, resources in described.items():
        for path, resource in resources.items():
            if path.endswith(".csv"):
                heading = (outputs[name] / path).read_text(encoding="utf-8").partition("\n")[0]
                fields = resource["schema"]["fields"]
                assert ",".join(field["name"] for field in fields) == heading
                assert all(field["title"] and field["description"].endswith(".") for field in fields)
                assert "Apostrof przed znakiem =, +, @" in resource["description"]


def test_the_package_says_whose_it_is_and_has_no_clock(outputs: dict[str, Path], programme: Programme) -> None:
    packages = [package_in(folder) for folder in outputs.values()]
    assert programme.title in packages[0]["sources"][0]["title"]
    assert packages[0]["contributors"] == [{"title": programme.coordinator, "role": "publisher"}]
    assert len({package["id"] for package in packages}) == len({package["version"] for package in packages}) == 3
    assert all("created" not in package and "licenses" not in package for package in packages)


def test_money_is_called_as_in_the_report(outputs: dict[str, Path]) -> None:
    resources = package_in(outputs["lublin-srps-2014-2020"])["resources"]
    (actions,) = [resource for resource in resources if resource["path"] == "dzialania-2020.csv"]
    titles = {field["name"]: field["title"] for field in actions["schema"]["fields"]}
    assert (titles["koszt"], titles["koszt_text"]) == ("Koszt działania", "Koszt działania – słowa")


def changed(name: str, pattern: str, replacement: str) -> Spoil:
    """Replaces the first match in a file."""

    def spoil(folder: Path) -> None:
        text = (folder / name).read_bytes().decode()
        spoilt = re.sub(pattern, replacement, text, count=1, flags=re.MULTILINE)
        assert spoilt != text
        (folder / name).write_bytes(spoilt.encode())

    return spoil


def without_a_column(folder: Path) -> None:
    path = folder / "wskazniki-2017.csv"
    rows = rows_of(path.read_bytes().decode())
    names = [name for name in INDICATOR_FIELDS if name != "value"]
    path.write_text(csv_text(names, ([row[name] for name in names] for row in rows)), encoding="utf-8", newline="")


def with_a_row_twice(folder: Path) -> None:
    path = folder / "dane-2017.csv"
    with path.open("a", encoding="utf-8", newline="") as file:
        file.write(path.read_bytes().decode().splitlines()[1] + "\n")


def with_another_parquet(folder: Path) -> None:
    path = folder / "dane-2017.parquet"
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (changed("dane-2017.csv", r",podano,(\d+),", r",podano,\1o,"), "type-error"),
        (changed("dane-2017.csv", ",podano,", ",podane,"), "constraint-error"),
        (changed("wskazniki-2017.csv", r"^(bialystok[^,]*),2017,", r"\1,,"), "constraint-error"),
        (without_a_column, "incorrect-label"),
        (with_a_row_twice, "primary-key"),
        (changed("datapackage.json", '"hash": "sha256:..', '"hash": "sha256:zz'), "hash-count"),
        (with_another_parquet, "hash-count"),
        (changed("datapackage.json", '"type": "integer"', '"type": "rok"'), "field-error"),
    ],
)  # fmt: skip
def test_a_spoilt_package_is_found_out(merged: Path, tmp_path: Path, spoil: Spoil, error: str) -> None:
    folder = tmp_path / "zepsute"
    shutil.copytree(merged, folder)
    spoil(folder)
    (found,) = errors_in(folder)
    assert error in found


def test_hostile_text_makes_a_valid_package(hostile: Consolidation, tmp_path: Path) -> None:
    files = {
        "dane-2017.csv": observations_csv(hostile).encode(),
        "wskazniki-2017.csv": indicators_csv(hostile).encode(),
        "dane-2017.parquet": observations_parquet(hostile),
    }
    for name, content in {**files, "datapackage.json": data_package(hostile, files).encode()}.items():
        (tmp_path / name).write_bytes(content)
    assert errors_in(tmp_path) == [[]]
    for name in ("dane-2017.csv", "wskazniki-2017.csv"):
        written = list(csv.DictReader(io.StringIO(files[name].decode(), newline="")))
        assert {HOSTILE, *FORMULAS} <= {unguarded(row["note"]) for row in written}
        assert not [cell for row in written for cell in row.values() if cell[:1] in set("=+@\t\r\n")]
    assert data_package(hostile, files) == data_package(hostile, dict(reversed(files.items())))
