"""The catalogue as a workbook and as text: nothing is lost on the way, and every mistake is told with its cell."""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collector.catalogue import SHIPPED, load_programme, model, shipped_path
from collector.catalogue.exchange import columns as plan
from collector.catalogue.exchange import (
    is_catalogue_workbook,
    open_catalogue_workbook,
    read_catalogue_workbook,
    write_catalogue_workbook,
)
from collector.catalogue.exchange.cells import cell_text, cell_value
from collector.catalogue.exchange.columns import Shape
from collector.catalogue.source import Data, read_source
from collector.catalogue.yaml_text import catalogue_yaml
from collector.domain.errors import InputError, SettingsError

from .conftest import PROGRAMME_ID

OFFICE = shutil.which("soffice")
IN_ORDER = ("realizatorzy", "jednostki", "skale")
AWKWARD = st.sampled_from(list(" \n\t\r\\'\":-#{}[],&*!|>%@`?~=+_xż\x85\u2028\u00a0\u200b\x07\x00"))
LETTERS = st.one_of(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), AWKWARD)
PIECES = st.sampled_from([
    "Liczba", "osób", "- x", ": ", "#", "  ", "\n", "\n\n", "'", "…", "*", "=1+1", "http://x.pl", "\\", "\\n", "\\0",
    "0", "_x000D_", "_x0041_", "1.10", "007", "Ąż" * 30,
])  # fmt: skip
# A catalogue file never has blanks around a text.
TEXT = st.one_of(st.text(LETTERS, max_size=12), st.lists(PIECES, max_size=9).map(" ".join)).map(str.strip)
LINES = st.lists(TEXT, max_size=3)
KEY = st.text(LETTERS, max_size=6)


def part(needed: dict[str, st.SearchStrategy[Any]], **optional: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries(needed, optional=optional)


def some(items: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(items, min_size=1, max_size=2)


def any_of(items: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(items, max_size=2)


FORMS = st.lists(TEXT, min_size=3, max_size=3)
NOUN = FORMS | part({"formy": FORMS, "dopelniacz": TEXT}, biernik=TEXT, rodzaj=TEXT)
COMPONENT = part({"id": TEXT, "rola": TEXT}, nazwa=TEXT, jednostka=TEXT)
INDICATOR = part(
    {"nazwa": TEXT, "realizatorzy": some(TEXT)},
    rodzaj=TEXT, min=TEXT, zwykle_od=TEXT, zwykle_do=TEXT, prog_zmiany=TEXT, rowny=TEXT,
    aliasy=LINES, skladniki=any_of(COMPONENT), podpowiedz=TEXT, cel=TEXT, od=TEXT,
    baza=part({"rok": TEXT}, wartosc=TEXT, uwaga=TEXT),
)  # fmt: skip
ACTION = part({"nazwa": TEXT, "realizator": TEXT}, wskaznik=TEXT, w_tym=TEXT)
TABLE = part(
    {
        "tytul": TEXT,
        "miary": some(part({"klucz": TEXT}, realizatorzy=LINES, licznik=TEXT)),
        "wiersze": some(part({"nr": TEXT}, w_tym=TEXT, rodzaje=st.dictionaries(KEY, TEXT, max_size=2))),
    },
    naglowek=TEXT, przypisy=LINES,
)  # fmt: skip
REGISTER = part(
    {
        "zrodla": some(part({"klucz": TEXT}, naglowek=TEXT)),
        "powody": st.dictionaries(KEY, LINES, min_size=1, max_size=2),
    },
    suma_celu=TEXT,
)
COLUMN = part({"klucz": st.sampled_from(["kod", "partner", "finansowanie"])}, naglowek=TEXT, powtarzana=TEXT)
LISTS_OF_TASK = (("wskazniki", INDICATOR, "/{}"), ("wskazniki_do_wyboru", part({"nazwa": TEXT}), "/{}"),
                 ("dzialania", ACTION, "/d{}"))  # fmt: skip


@st.composite
def sections(draw: st.DrawFn, code: str, depth: int = 0) -> dict[str, Any]:
    """A part of a programme with everything that hangs on it; its codes are unique in the tree."""
    section: dict[str, Any] = {"kod": code, **draw(part({"tytul": TEXT}, partner=TEXT, finansowanie=TEXT, scal=LINES))}
    for key, item, form in LISTS_OF_TASK:
        if draw(st.booleans()):
            section[key] = [{"id": code + form.format(n), **one} for n, one in enumerate(draw(any_of(item)), 1)]
    if depth < 2 and draw(st.booleans()):
        children = draw(st.integers(0, 2))
        section["podrzedne"] = [draw(sections(f"{code}.{number}", depth + 1)) for number in range(children)]
    return section


@st.composite
def catalogues(draw: st.DrawFn) -> dict[str, Any]:
    """Data of the shape of a catalogue, with any texts in it."""
    whole = part(
        {
            "format": TEXT,
            "program": part({"id": TEXT, "lata": part({"od": TEXT, "do": TEXT}), "poziomy": some(NOUN)}, miasto=TEXT),
            "raport": part(
                {"tytul": some(TEXT), "kolumny": some(COLUMN)},
                podstawa_prawna=LINES,
                cel=LINES,
                pasy=LINES,
                zakonczenie=TEXT,
            ),
            "realizatorzy": st.dictionaries(KEY, part({"nazwa": TEXT}, koordynuje=TEXT), min_size=1, max_size=2),
            "jednostki": st.dictionaries(KEY, NOUN, max_size=2),
        },
        skale=st.dictionaries(KEY, LINES, max_size=2),
        rejestr=REGISTER,
    )
    data: dict[str, Any] = draw(whole)
    if draw(st.booleans()):
        data["zwykle_najwyzej"] = {unit: draw(TEXT) for unit in data["jednostki"] if draw(st.booleans())}
    data["drzewo"] = [draw(sections(code)) for code in draw(st.sampled_from(["A", "AB"]))]
    if draw(st.booleans()):
        data["tabele"] = [{"kod": f"T{number}", **table} for number, table in enumerate(draw(any_of(TABLE)))]
    return data


def fingerprint(data: Data, path: Path) -> str:
    path.write_text(catalogue_yaml(data), encoding="utf-8")
    return load_programme(path).fingerprint


def shipped_data(programme_id: str) -> Any:
    return read_source(shipped_path(programme_id).read_text(encoding="utf-8")).data


def book_of(data: Data, path: Path) -> openpyxl.Workbook:
    write_catalogue_workbook(data, path)
    return openpyxl.load_workbook(path)


def row_of(sheet: Any, text: str, column: int = 2) -> int:
    """The row in which `text` stands in a column."""
    return next(int(cell.row) for (cell,) in sheet.iter_rows(min_col=column, max_col=column) if cell.value == text)


def column_of(sheet: Any, heading: str) -> int:
    return next(int(cell.column) for cell in sheet[1] if cell.value == heading)


@pytest.fixture
def exported(tmp_path: Path) -> tuple[openpyxl.Workbook, Path]:
    """The shipped catalogue of Białystok as an exported workbook, open for typing."""
    path = tmp_path / "katalog.xlsx"
    return book_of(shipped_data(PROGRAMME_ID), path), path


@pytest.mark.parametrize("programme_id", SHIPPED)
def test_a_shipped_catalogue_comes_back_the_same(programme_id: str, tmp_path: Path) -> None:
    data = shipped_data(programme_id)
    write_catalogue_workbook(data, tmp_path / "katalog.xlsx")
    assert is_catalogue_workbook(tmp_path / "katalog.xlsx")
    back: Any = read_catalogue_workbook(tmp_path / "katalog.xlsx")
    assert back == data
    assert [list(back[key]) for key in IN_ORDER if key in back] == [list(data[key]) for key in IN_ORDER if key in data]
    assert fingerprint(back, tmp_path / "programme.yaml") == load_programme(shipped_path(programme_id)).fingerprint


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=catalogues())
def test_any_catalogue_comes_back_the_same(data: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("wymiana") / "katalog.xlsx"
    write_catalogue_workbook(data, path)
    back: Any = read_catalogue_workbook(path)
    assert back == data
    assert list(back["realizatorzy"]) == list(data["realizatorzy"])
    assert list(back.get("rejestr", {}).get("powody", {})) == list(data.get("rejestr", {}).get("powody", {}))


@settings(max_examples=150, deadline=None)
@given(data=catalogues())
def test_any_catalogue_is_read_from_its_own_text(data: dict[str, Any]) -> None:
    assert read_source(catalogue_yaml(data, "Uwaga.\nDruga.")).data == data


@settings(max_examples=300, deadline=None)
@given(text=st.text(LETTERS, max_size=20), items=st.lists(st.text(LETTERS, max_size=12), max_size=4))
def test_a_cell_keeps_what_cannot_be_seen(text: str, items: list[str]) -> None:
    assert cell_value(cell_text(text, Shape.TEXT), Shape.TEXT) == text
    assert cell_value(cell_text([*items], Shape.LINES), Shape.LINES) == items
    pairs: dict[str, Data] = dict(zip(items, reversed(items), strict=True))
    assert cell_value(cell_text(pairs, Shape.PAIRS), Shape.PAIRS) == pairs


@pytest.mark.parametrize("programme_id", SHIPPED)
def test_the_text_of_a_catalogue_reads_like_the_shipped_ones(programme_id: str) -> None:
    shipped = shipped_path(programme_id).read_text(encoding="utf-8")
    text = catalogue_yaml(shipped_data(programme_id))
    assert max(map(len, text.splitlines())) <= 130
    common = set(text.splitlines()) & set(shipped.splitlines())
    assert len(common) > 0.6 * len(set(text.splitlines()))


def test_every_key_of_a_catalogue_has_its_column() -> None:
    elsewhere = {"lata", "poziomy", "kolumny", "skladniki", "baza", "podrzedne", "wskazniki", "wskazniki_do_wyboru",
                 "dzialania", "miary", "wiersze", "zrodla", "powody"}  # fmt: skip
    parts_of: dict[plan.SheetPlan, dict[str, Any]] = {
        plan.PROGRAMME: {"program": model.ProgrammePart, "program.lata": model.YearsPart},
        plan.REPORT: {"": model.ReportPart},
        plan.REPORT_COLUMNS: {"": model.ColumnPart},
        plan.EXECUTORS: {"": model.ExecutorPart},
        plan.SECTIONS: {"": model.SectionPart},
        plan.INDICATORS: {"": model.IndicatorPart, "baza": model.BasePart},
        plan.COMPONENTS: {"": model.ComponentPart},
        plan.CHOICES: {"": model.ChoicePart},
        plan.ACTIONS: {"": model.ActionPart},
        plan.TABLES: {"": model.TablePart},
        plan.MEASURES: {"": model.MeasurePart},
        plan.ROWS: {"": model.RowPart},
        plan.REGISTER: {"": model.RegisterPart},
        plan.SOURCES: {"": model.SourcePart},
    }
    for sheet, parts in parts_of.items():
        columns = {column.key for column in sheet.columns}
        keys = {f"{above}.{key}".strip(".") for above, of in parts.items() for key in of.model_fields}
        assert {key for key in keys if key.rpartition(".")[2] not in elsewhere} <= columns, sheet.name
    of_sheets = {"format", "program", "raport", "realizatorzy", "jednostki", "skale", "drzewo", "tabele", "rejestr"}
    assert set(model.CataloguePart.model_fields) - of_sheets == {"zwykle_najwyzej"}
    assert plan.USUAL_MAXIMUM in {column.key for column in plan.UNITS.columns}
    for sheet in (plan.UNITS, plan.LEVELS):
        assert set(model.DeclinedPart.model_fields) - {"formy"} <= {column.key for column in sheet.columns}


def test_headings_of_a_sheet_differ() -> None:
    for sheet in plan.SHEETS:
        headings = [column.heading for column in sheet.columns]
        assert len(set(headings)) == len(headings), sheet.name


def test_the_same_catalogue_gives_the_same_bytes(tmp_path: Path) -> None:
    made = [tmp_path / name for name in ("a.xlsx", "b.xlsx")]
    for path in made:
        write_catalogue_workbook(shipped_data(PROGRAMME_ID), path)
    assert len({hashlib.sha256(path.read_bytes()).hexdigest() for path in made}) == 1


def test_nothing_in_a_workbook_is_a_formula_or_a_number(tmp_path: Path) -> None:
    data = shipped_data(PROGRAMME_ID)
    data["drzewo"][0]["tytul"] = "=1+1"
    data["drzewo"][1]["tytul"] = "http://example.pl"
    book = book_of(data, tmp_path / "katalog.xlsx")
    for sheet in book:
        cells = [cell for row in sheet for cell in row if cell.value is not None]
        places = cells[0].value == "Lp."  # so that Excel sorts them as numbers
        assert {cell.data_type for cell in cells if not (places and cell.column == 1)} == {"s"}
    assert not [cell for sheet in book for row in sheet for cell in row if cell.hyperlink]
    assert read_catalogue_workbook(tmp_path / "katalog.xlsx") == data
    assert book.sheetnames[0] == "Jak zmieniać"
    assert all(sheet.freeze_panes for sheet in book.worksheets[1:])


def test_what_is_changed_in_excel_arrives(exported: tuple[openpyxl.Workbook, Path]) -> None:
    book, path = exported
    sheet = book["Wskaźniki"]
    sheet.cell(row_of(sheet, "A.1.1/2"), column_of(sheet, "Nazwa")).value = "  Liczba asystentów rodziny "
    new: dict[str, Any] = {
        "Nr wskaźnika": "A.1.1/3", "Nazwa": "Liczba rodzin", "Rodzaj": "liczba", "Jednostka": "rodzina",
        "Najmniejsza wartość": 0, "Największa wartość": 12.5, "Za jaki czas": "cały rok", "Dobry kierunek": "więcej",
        "Realizatorzy": "MOPR\r\n UM-DSS \n\n", "Łączenie": "suma", "Od roku": 2018, "Wymagany": "nie",
    }  # fmt: skip
    bottom = sheet.max_row + 3
    for heading, value in new.items():
        sheet.cell(bottom, column_of(sheet, heading)).value = value
    book.save(path)
    back: Any = read_catalogue_workbook(path)
    first, second, added = back["drzewo"][0]["podrzedne"][0]["podrzedne"][0]["wskazniki"]
    assert first["nazwa"] == "Liczba placówek wsparcia dziennego (w tym świetlice)"
    assert second["nazwa"] == "Liczba asystentów rodziny"
    assert added == {
        "id": "A.1.1/3", "nazwa": "Liczba rodzin", "rodzaj": "liczba", "jednostka": "rodzina", "min": "0",
        "max": "12,5", "moment": "cały rok", "kierunek": "więcej", "realizatorzy": ["MOPR", "UM-DSS"],
        "laczenie": "suma", "od": "2018", "wymagany": "nie",
    }  # fmt: skip


def test_what_is_unusual_is_typed_in_excel(exported: tuple[openpyxl.Workbook, Path]) -> None:
    book, path = exported
    units, indicators = book["Jednostki"], book["Wskaźniki"]
    most = column_of(units, "Zwykle najwyżej")
    assert units.cell(row_of(units, "osoba"), most).value == "300000"
    units.cell(row_of(units, "rodzina"), most).value = 120_000
    row = row_of(indicators, "C.1.4/1")
    assert indicators.cell(row, column_of(indicators, "Powtarza wskaźnik nr")).value == "C.1.3/1"
    for heading, value in (("Zwykle od", 100), ("Zwykle do", "1 500"), ("Próg zmiany (%)", 12.5)):
        indicators.cell(row, column_of(indicators, heading)).value = value
    book.save(path)
    (path.parent / "programme.yaml").write_text(catalogue_yaml(read_catalogue_workbook(path)), encoding="utf-8")
    programme = load_programme(path.parent / "programme.yaml")
    assert programme.usual_maximum_of_unit == {"osoby": Decimal(300_000), "rodziny": Decimal(120_000)}
    changed = programme.indicator_by_id["C.1.4/1"]
    assert (changed.usual_minimum, changed.usual_maximum) == (Decimal(100), Decimal(1500))
    assert (changed.change_threshold, changed.repeats) == (Decimal("12.5"), "C.1.3/1")


def test_a_workbook_exported_before_there_were_soft_limits_and_declined_nouns_is_read(tmp_path: Path) -> None:
    data = shipped_data("bialystok-pps-2021-2024")
    del data["zwykle_najwyzej"]
    data["program"]["poziomy"] = [noun["formy"] for noun in data["program"]["poziomy"]]
    nouns = data["jednostki"].items()
    data["jednostki"] = {key: noun["formy"] if isinstance(noun, dict) else noun for key, noun in nouns}
    of_noun = ["Dopełniacz", "Biernik", "Rodzaj"]
    book = book_of(data, tmp_path / "katalog.xlsx")
    for name, headings in (
        ("Jednostki", ["Zwykle najwyżej", *of_noun]),
        ("Poziomy", of_noun),
        ("Wskaźniki", ["Zwykle od", "Zwykle do", "Próg zmiany (%)", "Powtarza wskaźnik nr"]),
    ):
        for heading in headings:
            book[name].delete_cols(column_of(book[name], heading))
    book.save(tmp_path / "katalog.xlsx")
    assert read_catalogue_workbook(tmp_path / "katalog.xlsx") == data


def test_columns_and_sheets_may_stand_anywhere_and_rows_may_be_blank(
    exported: tuple[openpyxl.Workbook, Path],
) -> None:
    book, path = exported
    sheet = book["Wskaźniki"]
    for row in sheet.iter_rows():
        row[1].value, row[5].value = row[5].value, row[1].value
    sheet.insert_rows(1, 2)
    sheet["B1"] = "Wersja robocza"
    sheet.insert_rows(9)
    sheet.cell(3, column_of_line(sheet, 3, "Nazwa")).value = " NAZWA "
    book.move_sheet("Skale", -4)
    book.save(path)
    assert read_catalogue_workbook(path) == shipped_data(PROGRAMME_ID)


def column_of_line(sheet: Any, line: int, heading: str) -> int:
    return next(int(cell.column) for cell in sheet[line] if cell.value == heading)


def test_rows_of_a_sheet_may_be_sorted_by_another_column(tmp_path: Path) -> None:
    data = shipped_data(PROGRAMME_ID)
    book = book_of(data, tmp_path / "katalog.xlsx")
    sheet = book["Części programu"]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for row, line in zip(sheet.iter_rows(min_row=2), reversed(lines), strict=True):
        for cell, value in zip(row, line, strict=True):
            cell.value = value
    book.save(tmp_path / "katalog.xlsx")
    back: Any = read_catalogue_workbook(tmp_path / "katalog.xlsx")
    assert back == data
    for (cell,) in sheet.iter_rows(min_row=2, max_col=1):
        cell.value = None
    book.save(tmp_path / "katalog.xlsx")
    back = read_catalogue_workbook(tmp_path / "katalog.xlsx")
    assert [part["kod"] for part in back["drzewo"]] == [part["kod"] for part in reversed(data["drzewo"])]
    assert back["drzewo"][-1]["podrzedne"][-1]["kod"] == "A.1"


def rename(book: openpyxl.Workbook, sheet: str, cell: str, value: Any) -> None:
    book[sheet][cell] = value


def spoil(sheet: str, cell: str, value: Any) -> Callable[[openpyxl.Workbook], None]:
    return lambda book: rename(book, sheet, cell, value)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda book: book.remove(book["Skale"]), ["arkusz „Skale”: brakuje go"]),
        (lambda book: book.create_sheet("Notatki"), ["arkusz „Notatki”: collector nie zna tego arkusza"]),
        (spoil("Wskaźniki", "C1", "Nazwy"), ["arkusz „Wskaźniki”, komórka C1: collector nie zna nagłówka „Nazwy”",
                                            "arkusz „Wskaźniki”, wiersz 1: brakuje kolumny „Nazwa”"]),
        (spoil("Wskaźniki", "C1", "Rodzaj"), ["komórka D1: nagłówek „Rodzaj” powtarza się"]),
        (spoil("Wskaźniki", "AC3", "dopisek"), ["arkusz „Wskaźniki”, komórka AC3: nad tą komórką nie ma nagłówka"]),
        (spoil("Jednostki", "C3", "=A1"), ["arkusz „Jednostki”, komórka C3: w komórce jest formuła"]),
        (spoil("Jednostki", "C3", "#N/A"), ["arkusz „Jednostki”, komórka C3: w komórce jest błąd #N/A"]),
        (spoil("Wskaźniki", "B3", datetime(2026, 1, 1)), ["komórka B3: Excel zamienił wpis na datę"]),  # noqa: DTZ001
        (spoil("Części programu", "B3", 1.1), ["komórka B3: kod zamienił się w liczbę 1,1"]),
        (spoil("Program", "A4", "Miejscowość"), ["arkusz „Program”, komórka A4: collector nie zna pola „Miejscowość”"]),
        (spoil("Program", "A5", "Tytuł"), ["pole „Tytuł” powtarza się"]),
        (spoil("Realizatorzy", "B3", "MOPR"), ["arkusz „Realizatorzy”, komórka B3: „MOPR” powtarza się"]),
        (spoil("Realizatorzy", "B3", None), ["arkusz „Realizatorzy”, wiersz 3: ta komórka nie może być pusta"]),
        (spoil("Wskaźniki", "B3", "Z.9/1"), ["arkusz „Wskaźniki”, komórka B3: „Z.9”: w arkuszu „Części programu”"]),
        (spoil("Wskaźniki", "B3", None), ["arkusz „Wskaźniki”, wiersz 3: tu ma stać numer"]),
        (spoil("Części programu", "C2", "A.1.1"), ["komórka C2: części nadrzędne prowadzą w kółko"]),
        (spoil("Składniki", "B2", "B.9/9"), ["arkusz „Składniki”, komórka B2: „B.9/9”"]),
        (lambda book: book["Skale"].delete_rows(1), ["arkusz „Skale”, wiersz 1: nie ma wiersza z nagłówkami"]),
        (spoil("Jednostki", "B1048576", "x"), ["usuń puste wiersze i kolumny"]),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_sheet_and_cell(
    exported: tuple[openpyxl.Workbook, Path], change: Callable[[openpyxl.Workbook], None], said: list[str]
) -> None:
    book, path = exported
    change(book)
    book.save(path)
    with pytest.raises(SettingsError) as raised:
        read_catalogue_workbook(path)
    for words in said:
        assert words in str(raised.value)


def test_every_part_of_a_workbook_knows_its_cell(exported: tuple[openpyxl.Workbook, Path]) -> None:
    opened = open_catalogue_workbook(exported[1])
    task = ("drzewo", 0, "podrzedne", 0, "podrzedne", 0)
    expected: dict[tuple[str | int, ...], str] = {
        ("program", "lata", "do"): "arkusz „Program”, komórka B8",
        ("program", "poziomy", 1): "arkusz „Poziomy”, wiersz 3",
        ("raport", "kolumny", 2, "naglowek"): "arkusz „Kolumny raportu”, komórka C4",
        ("realizatorzy", "PUP", "nazwa"): "arkusz „Realizatorzy”, komórka C3",
        ("program", "poziomy", 1, "rodzaj"): "arkusz „Poziomy”, komórka G3",
        ("jednostki", "ankieta", "formy", 2): "arkusz „Jednostki”, komórka E2",
        ("jednostki", "ankieta", "biernik"): "arkusz „Jednostki”, komórka G2",
        ("jednostki", "%", 2): "arkusz „Jednostki”, komórka E53",
        ("zwykle_najwyzej", "osoba"): "arkusz „Jednostki”, komórka I25",
        ("skale", "zadowolenie"): "arkusz „Skale”, komórka C2",
        (*task, "finansowanie"): "arkusz „Części programu”, komórka G4",
        (*task, "wskazniki", 1, "jednostka"): "arkusz „Wskaźniki”, komórka E3",
    }
    for path, place in expected.items():
        assert str(opened.places[path]) == place


def test_a_file_that_is_no_workbook_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"PK\x03\x04 to nie skoroszyt")
    assert not is_catalogue_workbook(tmp_path / "x.xlsx")
    with pytest.raises(InputError, match="nie można otworzyć jako skoroszytu"):
        read_catalogue_workbook(tmp_path / "x.xlsx")


def test_other_workbooks_are_not_taken_for_a_catalogue(templates: Path) -> None:
    assert not is_catalogue_workbook(templates / "ZMK.xlsx")


@pytest.mark.parametrize(
    "data",
    [
        "tekst",
        {"format": "1"},
        {**shipped_data(PROGRAMME_ID), "nieznany": "x"},
        {**shipped_data(PROGRAMME_ID), "drzewo": [{"kod": "A", "tytul": "x", "wskazniki": [{"id": "B/1"}]}]},
        {**shipped_data(PROGRAMME_ID), "jednostki": {"osoba": ["osoba"]}},
        {**shipped_data(PROGRAMME_ID), "jednostki": {"osoba": {"formy": ["osoba", "osoby", "osób"]}}},
        {**shipped_data(PROGRAMME_ID), "jednostki": {"osoba": {"formy": ["osoba", "osoby", "osób"], "celownik": "x"}}},
        {**shipped_data(PROGRAMME_ID), "skale": {"x": "niski"}},
        {**shipped_data(PROGRAMME_ID), "zwykle_najwyzej": {"nieznana": "5"}},
        {**shipped_data(PROGRAMME_ID), "zwykle_najwyzej": {"osoba": ["5"]}},
        {**shipped_data(PROGRAMME_ID), "zwykle_najwyzej": "5"},
        {**shipped_data(PROGRAMME_ID), "drzewo": [{"kod": "A", "tytul": ["x"]}]},
    ],
)
def test_what_no_sheet_can_hold_is_refused(data: Data, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="collector catalogue check"):
        write_catalogue_workbook(data, tmp_path / "katalog.xlsx")
    assert not list(tmp_path.iterdir())


@pytest.mark.office
@pytest.mark.skipif(not OFFICE and not os.environ.get("CI"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("programme_id", SHIPPED)
def test_a_workbook_saved_again_in_libreoffice_says_the_same(programme_id: str, tmp_path: Path) -> None:
    data = shipped_data(programme_id)
    data["raport"]["zakonczenie"] = "pierwszy wiersz\n  drugi  _x0041_ \\ \ttabulator\n\n=1+1"
    write_catalogue_workbook(data, tmp_path / "katalog.xlsx")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "lo")]
    subprocess.run([*command, str(tmp_path / "katalog.xlsx")], check=True, capture_output=True, timeout=120)
    assert read_catalogue_workbook(tmp_path / "lo" / "katalog.xlsx") == data
