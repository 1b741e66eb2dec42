"""The report workbook that collector made last year, read back: the same catalogue and values, or a listed doubt."""

import csv
import io
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from collector.catalogue import load_programme, shipped_path
from collector.catalogue.importing.document import Row
from collector.catalogue.importing.draft import Draft
from collector.catalogue.importing.formats.opening import read_document
from collector.catalogue.importing.recognising import import_report
from collector.catalogue.importing.register.cells import amount
from collector.catalogue.importing.writing import doubts_csv, draft_yaml
from collector.catalogue.source import read_source

from .conftest import ROOT, Run
from .test_import_programme import indicators, sections, texts

STRATEGY, OLD, NEW, REGISTER = (
    "bialystok-srps-2011-2020",
    "bialystok-pps-2021-2024",
    "bialystok-pps-2025-2030",
    "lublin-srps-2014-2020",
)
YEARS = {STRATEGY: 2017, OLD: 2023, NEW: 2023, REGISTER: 2020}
ALL = pytest.mark.parametrize("id_", YEARS)
BOTH = pytest.mark.parametrize("id_", [OLD, NEW])
MONEY = ("koszt", "panstwo", "gmina", "inne")
# Sheets that say again, or prove, what the published ones say.
PROOFS = {
    "Źródła", "Uzgodnienie kosztów", "Zmiany i ocena", "Wykresy", "Kompletność", "Uwagi otwarte", "Wyjaśnienia",
    "Rozstrzygnięcia", "Liczby w opisie", "Wersja dostępna", "Przypisy", "Działania – dostępne", "Sumy – dostępne",
    "Tabele – dostępne",
}  # fmt: skip


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory, collector: Callable[..., Run]) -> dict[str, Path]:
    """The workspaces of the examples, merged."""
    found = {}
    for id_ in YEARS:
        folder = tmp_path_factory.mktemp(id_)
        for part in (ROOT / "examples" / id_).iterdir():
            if part.is_dir() and part.name in {"submissions", "history"}:
                shutil.copytree(part, folder / part.name)
            elif part.suffix in {".toml", ".yaml"}:
                shutil.copy(part, folder / part.name)
        assert collector("merge", cwd=folder).code in {0, 1}
        found[id_] = folder
    return found


def workbook(folders: dict[str, Path], id_: str) -> Path:
    return folders[id_] / "build" / str(YEARS[id_]) / f"raport-{YEARS[id_]}.xlsx"


@pytest.fixture(scope="module")
def drafts(folders: dict[str, Path]) -> dict[str, Draft]:
    return {id_: import_report(workbook(folders, id_), id_, None) for id_ in YEARS}


def shipped(id_: str) -> Any:
    return read_source(shipped_path(id_).read_text(encoding="utf-8")).data


def table(path: Path, key: str = "indicator") -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row[key]: row for row in csv.DictReader(file)}


def parts(tree: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for part in tree:
        yield part
        yield from parts(part.get("podrzedne", []))


def asked(tree: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for part in parts(tree) for one in part.get("wskazniki", [])}


def doubts(draft: Draft) -> list[str]:
    return [f"{one.text} | {one.understood} | {one.why}" for one in (*draft.doubts, *draft.not_understood)]


def one_line(text: str) -> str:
    return " ".join(text.split())


# --- what is recognised -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("id_", "counts", "doubtful", "lost"),
    [
        (STRATEGY, (7, 28, 88, 175, 175), 14, 0),
        (OLD, (11, 44, 0, 44, 8, 48, 169), 65, 1),
        # One list is longer than a page: its headings stand again on the next.
        (NEW, (12, 49, 49, 42, 11, 46, 231), 19, 0),
        (REGISTER, (6, 21, 56, 367, 48), 71, 0),
    ],
)
def test_what_is_recognised(
    drafts: dict[str, Draft], id_: str, counts: tuple[int, ...], doubtful: int, lost: int
) -> None:
    draft = drafts[id_]
    assert draft.year == YEARS[id_]
    assert tuple(draft.recognised.values()) == counts
    assert (len(draft.doubts), len(draft.not_understood)) == (doubtful, lost)


@ALL
def test_the_draft_is_a_catalogue(drafts: dict[str, Draft], id_: str, tmp_path: Path) -> None:
    path = tmp_path / "programme.yaml"
    path.write_text(draft_yaml(drafts[id_]), encoding="utf-8")
    programme, ours = load_programme(path), load_programme(shipped_path(id_))
    assert (programme.first_year, programme.last_year) == (ours.first_year, ours.last_year)
    assert [column.heading for column in programme.report.columns] == [column.heading for column in ours.report.columns]
    assert programme.report.table_title == ours.report.table_title
    assert programme.report.bands == ours.report.bands
    assert programme.report.upkeep_band == ours.report.upkeep_band


@ALL
def test_sections_have_the_same_codes_and_titles(drafts: dict[str, Draft], id_: str) -> None:
    theirs = {code: one_line(title) for code, title in sections(shipped(id_)["drzewo"])}
    ours = {code: one_line(title) for code, title in sections(drafts[id_].catalogue["drzewo"])}
    assert list(ours) == list(theirs)
    different = {code for code in theirs if ours[code] != theirs[code]}
    assert all(any(f"zadanie {code}:" in doubt for doubt in doubts(drafts[id_])) for code in different)


@ALL
def test_proofs_are_no_part_of_the_report(drafts: dict[str, Draft], id_: str) -> None:
    assert {one.sheet.name for one in drafts[id_].doubts} <= {"Strona tytułowa", "Sprawozdanie", "Tabele statystyczne"}


def test_the_list_of_doubts_names_the_sheet(drafts: dict[str, Draft]) -> None:
    rows = list(csv.DictReader(doubts_csv(drafts[NEW]).split("\n")))
    assert {row["arkusz"] for row in rows} == {"Strona tytułowa", "Sprawozdanie", "Tabele statystyczne"}


# --- indicators ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("id_", [STRATEGY, OLD, NEW])
def test_values_are_those_of_the_merge(drafts: dict[str, Draft], folders: dict[str, Path], id_: str) -> None:
    year = YEARS[id_]
    merged = table(folders[id_] / "build" / str(year) / f"wskazniki-{year}.csv")
    ours = {row["indicator"]: row for row in drafts[id_].history[year] if not row["indicator"].startswith("T")}
    assert [(id_, *seen(row)) for id_, row in ours.items()] == [
        (id_, *seen(row)) for id_, row in merged.items() if id_ in ours
    ]
    # What is not asked yet has no value in the report.
    assert all(asked(drafts[id_].catalogue["drzewo"])[other]["od"] == "2025" for other in merged.keys() - ours.keys())


def seen(row: dict[str, str]) -> tuple[str, ...]:
    value = row["value"].rstrip("0").rstrip(".") if "." in row["value"] else row["value"]
    return (row["status"], value, *(one_line(row[key]) for key in ("name", "text", "note")))


@BOTH
def test_indicators_of_a_programme_are_the_same(drafts: dict[str, Draft], id_: str) -> None:
    """Names, base values with their notes, targets and first years."""
    assert list(indicators(drafts[id_].catalogue["drzewo"])) == list(indicators(shipped(id_)["drzewo"]))


@pytest.mark.parametrize("id_", [STRATEGY, OLD, NEW])
def test_other_kinds_are_doubts(drafts: dict[str, Draft], id_: str) -> None:
    ours, theirs = asked(drafts[id_].catalogue["drzewo"]), asked(shipped(id_)["drzewo"])
    assert [one["nazwa"] for one in ours.values()] == [one["nazwa"] for one in theirs.values()]
    different = {key for key, one in theirs.items() if one["rodzaj"] != ours[key]["rodzaj"]}
    unlisted = {key for key in different if not any(ours[key]["nazwa"] in doubt for doubt in doubts(drafts[id_]))}
    assert unlisted == set()


@pytest.mark.parametrize("words", ["miasto", "KOORD", "kierunek"])
@pytest.mark.parametrize("id_", [STRATEGY, OLD, NEW])
def test_what_no_report_says_is_a_doubt(drafts: dict[str, Draft], id_: str, words: str) -> None:
    assert any(words in doubt for doubt in doubts(drafts[id_]))


# --- statistical tables -------------------------------------------------------------------------------------------


@BOTH
def test_tables_are_the_same_or_doubted(drafts: dict[str, Draft], id_: str) -> None:
    ours, theirs = drafts[id_].catalogue["tabele"], shipped(id_)["tabele"]
    different = {one["kod"] for one, other in zip(ours, theirs, strict=True) if texts(one) != texts(other)}
    # T9: the label „Liczba osób” has no heading; T5: words stand beside the number only in some years.
    assert different == ({"T9"} if id_ == NEW else {"T5"})
    expected = "kolumna przed liczbami nie ma nagłówka" if id_ == NEW else "słowa, ale tylko w części lat"
    assert any(expected in doubt for doubt in doubts(drafts[id_]))


@BOTH
@pytest.mark.parametrize("year", [2021, 2022, 2023])
def test_numbers_of_three_years_are_the_same(
    drafts: dict[str, Draft], folders: dict[str, Path], id_: str, year: int
) -> None:
    past = folders[id_] / "history" / f"{year}.csv"
    path = past if year < YEARS[id_] else folders[id_] / "build" / str(year) / f"tabele-{year}.csv"
    keys = ("status", "value", "text")
    expected = {key: [one_line(row[one]) for one in keys] for key, row in table(path).items() if key.startswith("T")}
    found = {row["indicator"]: row for row in drafts[id_].history[year] if row["indicator"].startswith("T")}
    assert {key: [one_line(row[one]) for one in keys] for key, row in found.items()} == expected
    notes = {key: row["note"] for key, row in found.items() if row["note"]}
    assert all(table(path)[key]["note"] == note for key, note in notes.items())


def test_a_remark_under_a_table_is_not_lost(drafts: dict[str, Draft]) -> None:
    [lost] = drafts[OLD].not_understood
    assert lost.text == "Posiłek – Kwota świadczeń w złotych: w tym dowóz - 48 297 zł"


# --- the register -------------------------------------------------------------------------------------------------


def test_actions_are_the_same_or_doubted(drafts: dict[str, Draft]) -> None:
    draft = drafts[REGISTER]
    theirs = table(ROOT / "examples" / REGISTER / "2020" / "dzialania.csv", "id")
    ours = {row["id"]: row for row in draft.actions}
    assert list(ours) == list(theirs)
    assert len(ours) == 367
    names, their_names = choices(draft.catalogue), choices(shipped(REGISTER))
    listed = " ".join(one.understood for one in draft.doubts)
    for key, row in ours.items():
        other = theirs[key]
        same = all(one_line(row[one]) == one_line(other[one]) for one in ("zadanie", "dzialanie", "termin", "uwagi"))
        same &= all(money(row[one]) == money(other[one]) for one in (*MONEY, "wartosc"))
        same &= one_line(names.get(row["wskaznik"], "")) == one_line(their_names.get(other["wskaznik"], ""))
        assert same, key
        parent = row["nadrzedne"] == other["nadrzedne"] and row["rola"] == other["rola"]
        assert parent or f"działanie {key};" in listed


def choices(catalogue: Any) -> dict[str, str]:
    return {
        one["id"]: one["nazwa"] for part in parts(catalogue["drzewo"]) for one in part.get("wskazniki_do_wyboru", [])
    }


def money(text: str) -> object:
    number = amount(text)
    return one_line(text) if number is None else number


def test_sums_of_the_report_are_read_and_agree_with_its_rows(drafts: dict[str, Draft]) -> None:
    draft = drafts[REGISTER]
    assert len(draft.sums) == 27 * 4
    assert not [doubt for doubt in doubts(draft) if "wychodzi" in doubt]


def test_the_reconciliation_finds_what_the_merge_found(
    folders: dict[str, Path], collector: Callable[..., Run], tmp_path: Path
) -> None:
    """The workbook states its own sums; of the rest every difference is found again."""
    done = collector(
        "catalogue", "import", workbook(folders, REGISTER), "--out", tmp_path / "x", "--id", REGISTER, cwd=tmp_path
    )
    assert done.code == 0, done.err
    about_sums = {
        "suma celu", "suma celu głównego", "kwota bez wiersza", "wiersz pominięty w sumie", "wiersz policzony dwa razy",
    }  # fmt: skip

    def differences(folder: Path) -> list[dict[str, str]]:
        with (folder / "build" / "2020" / "uzgodnienie-kosztow.csv").open(encoding="utf-8", newline="") as file:
            found = [row for row in csv.DictReader(file) if row["kind"] not in about_sums]
        return [{key: text for key, text in row.items() if key != "cause"} for row in found]

    assert differences(tmp_path / "x") == differences(folders[REGISTER])
    assert len(differences(tmp_path / "x")) > 10


# --- the same report in other files -------------------------------------------------------------------------------


def said(draft: Draft) -> tuple[object, ...]:
    return draft.catalogue, draft.year, draft.history, draft.actions, draft.sums, draft.recognised


@pytest.mark.skipif(shutil.which("soffice") is None and not os.environ.get("CI"), reason="LibreOffice is not installed")
@ALL
def test_saved_again_by_libreoffice(
    folders: dict[str, Path], drafts: dict[str, Draft], id_: str, tmp_path: Path
) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", tmp_path, workbook(folders, id_)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    found = import_report(tmp_path / workbook(folders, id_).name, id_, None)
    assert said(found) == said(drafts[id_])
    assert sorted(doubts(found)) == sorted(doubts(drafts[id_]))


def as_word(rows: list[Row], path: Path) -> Path:
    """Lines as paragraphs, the rows between them as tables with merged bands."""
    document = docx.Document()
    grid: Any = None
    for row in rows:
        if sum(map(bool, row.cells)) == 1 and row.cells[0]:
            document.add_paragraph(row.cells[0])
            grid = None
            continue
        if grid is None:
            grid = document.add_table(rows=0, cols=len(row.cells))
        for cell, text in zip(grid.add_row().cells, row.cells, strict=True):
            cell.text = text
    document.save(str(path))
    return path


def as_text(rows: list[Row], path: Path) -> Path:
    path.write_text("\n".join("\t".join(one_line(cell) for cell in row.cells) for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize(("write", "name"), [(as_word, "r.docx"), (as_text, "r.txt")], ids=["docx", "txt"])
@BOTH
def test_copied_to_another_program(
    folders: dict[str, Path],
    drafts: dict[str, Draft],
    id_: str,
    write: Callable[[list[Row], Path], Path],
    name: str,
    tmp_path: Path,
) -> None:
    rows = [row for row in read_document(workbook(folders, id_)).rows if row.sheet.name not in PROOFS]
    assert said(import_report(write(rows, tmp_path / name), id_, None)) == said(drafts[id_])


def test_a_part_of_the_register_copied_to_word(
    folders: dict[str, Path], drafts: dict[str, Draft], tmp_path: Path
) -> None:
    rows = [row for row in read_document(workbook(folders, REGISTER)).rows if row.sheet.name not in PROOFS]
    end = next(at for at, row in enumerate(rows) if row.text.startswith("1.2. Cel szczegółowy"))
    found = import_report(as_word(rows[:end], tmp_path / "r.docx"), REGISTER, None)
    keys = ("id", "dzialanie", "termin", *MONEY, "wartosc", "uwagi")
    first = [row for row in drafts[REGISTER].actions if row["zadanie"].startswith("1.1.")]
    assert [[row[key] for key in keys] for row in found.actions] == [[row[key] for key in keys] for row in first]
    assert found.sums == [row for row in drafts[REGISTER].sums if row["goal"] == "1.1"]


# --- workbooks that were changed ----------------------------------------------------------------------------------


@cache
def published_sheets(path: Path) -> bytes:
    """The workbook without the sheets that are no part of what is published: they take long to open."""
    book = openpyxl.load_workbook(path)
    for name in PROOFS.intersection(book.sheetnames):
        del book[name]
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def changed(folders: dict[str, Path], id_: str, path: Path, change: Callable[[Any], None]) -> Draft:
    book = openpyxl.load_workbook(io.BytesIO(published_sheets(workbook(folders, id_))))
    change(book)
    book.save(path)
    return import_report(path, id_, None)


def test_a_sheet_of_its_own_is_listed_and_left_out(
    folders: dict[str, Path], drafts: dict[str, Draft], tmp_path: Path
) -> None:
    def add(book: Any) -> None:
        sheet = book.create_sheet("Kontakty")
        sheet.append(["Jednostka", "Telefon"])
        sheet.append(["MOPR", "85 000 00 00"])

    found = changed(folders, STRATEGY, tmp_path / "r.xlsx", add)
    assert said(found) == said(drafts[STRATEGY])
    assert [(one.sheet.name, one.why) for one in found.not_understood] == [
        ("Kontakty", "arkusz „Kontakty” pominięto (2\u00a0wiersze): nie ma w nim tej tabeli")
    ]


def test_sums_that_were_never_calculated_are_not_understood(folders: dict[str, Path], tmp_path: Path) -> None:
    found = changed(folders, REGISTER, tmp_path / "r.xlsx", lambda book: None)  # openpyxl drops calculated results
    assert found.sums == []
    assert sum("liczba kwot przy sumie" in doubt for doubt in doubts(found)) == 48
    assert sum("formuła nie ma obliczonego wyniku" in doubt for doubt in doubts(found)) == 48


@pytest.mark.parametrize(
    ("content", "number_format", "taken", "why"),
    [
        (2659, '[$-415]#,##0"*"', "2659", "nie ma uwagi|przypisu z tym znakiem"),
        (2659, r"#,##0\*", "2659", "nie ma uwagi|przypisu z tym znakiem"),
        (0.125, "0.0%", "12.5", "widać „12,5%”, a zapisana liczba to 0,125"),
        (1234567, "#,##0,", "1235", "widać „1235”, a zapisana liczba to 1234567"),
        (3.14159, "0.0", "3.1", "widać „3,1”, a zapisana liczba to 3,14159"),
        (0, '0;-0;"–"', "", "widać „–”, a zapisana liczba to 0"),
        (7, '[>5]0"*";0', "7", "formatu z warunkiem"),
        ("=1+1", "0", "", "formuła nie ma obliczonego wyniku"),
    ],
)
def test_what_a_format_shows(
    folders: dict[str, Path], content: object, number_format: str, taken: str, why: str, tmp_path: Path
) -> None:
    id_ = NEW if isinstance(content, float) else OLD

    def spoil(book: Any) -> None:
        cell = book["Sprawozdanie"]["D8"]
        cell.value, cell.number_format = content, number_format

    found = changed(folders, id_, tmp_path / "r.xlsx", spoil)
    value = next((row["value"] for row in found.history[2023] if row["indicator"] == "1/4"), "")
    assert value == taken
    about = [f"{one.understood} {one.why}" for one in found.doubts if (one.sheet.name, one.line) == ("Sprawozdanie", 8)]
    assert any(part in doubt for doubt in about for part in why.split("|")), about


def test_hidden_rows_and_columns_are_doubts(folders: dict[str, Path], tmp_path: Path) -> None:
    def hide(book: Any) -> None:
        book["Sprawozdanie"].row_dimensions[6].hidden = True
        book["Sprawozdanie"].column_dimensions["F"].hidden = True

    found = changed(folders, STRATEGY, tmp_path / "r.xlsx", hide)
    assert any("wiersz jest ukryty" in doubt for doubt in doubts(found))
    assert sum("w ukrytej kolumnie" in doubt for doubt in doubts(found)) > 170
