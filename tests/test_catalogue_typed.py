"""What a person may do to a catalogue workbook in Excel, and what is said of it."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from collector.catalogue import load_programme
from collector.catalogue.exchange import is_catalogue_workbook, read_catalogue_workbook, write_catalogue_workbook
from collector.catalogue.exchange.shown import shows_what_it_stores
from collector.catalogue.source import read_source
from collector.domain.errors import SettingsError

from .conftest import ROOT, Run

TEXT = (ROOT / "tests" / "other_city.yaml").read_text(encoding="utf-8")
Edit = Callable[[openpyxl.Workbook], object]
Collector = Callable[..., Run]


def write(path: Path, edit: Edit) -> None:
    """The catalogue of the other city as a workbook, edited."""
    write_catalogue_workbook(read_source(TEXT).data, path)
    book = openpyxl.load_workbook(path)
    edit(book)
    book.save(path)


def heading(sheet: Any, text: str) -> int:
    return next(int(cell.column) for cell in sheet[1] if cell.value == text)


def cell(sheet: str, row: int, under: str, value: Any, number_format: str = "@") -> Edit:
    def edit(book: openpyxl.Workbook) -> None:
        changed = book[sheet].cell(row, heading(book[sheet], under))
        changed.value, changed.number_format = value, number_format

    return edit


def at(sheet: str, place: str, value: Any, number_format: str = "@") -> Edit:
    def edit(book: openpyxl.Workbook) -> None:
        book[sheet][place].value, book[sheet][place].number_format = value, number_format

    return edit


def field(sheet: str, name: str, value: Any, number_format: str = "@") -> Edit:
    def edit(book: openpyxl.Workbook) -> None:
        row = next(int(line[0].row) for line in book[sheet].iter_rows() if line[0].value == name)
        at(sheet, f"B{row}", value, number_format)(book)

    return edit


def own_text(key: str) -> Edit:
    def edit(book: openpyxl.Workbook) -> None:
        sheet = book["Części programu"]
        column = sheet.max_column + 1
        sheet.cell(1, column).value = f"Tekst kolumny: {key}"
        sheet.cell(2, column).value = "tekst"

    return edit


def chain(book: openpyxl.Workbook) -> None:
    sheet = book["Części programu"]
    for number in range(40):
        code = f"X{number}"
        sheet.append([None, code, f"X{number - 1}" if number else None, "część"])


def test_rows_keep_their_order_when_a_sheet_is_sorted(tmp_path: Path) -> None:
    def sort(book: openpyxl.Workbook) -> None:
        for sheet in book.worksheets[1:]:
            if sheet["A1"].value == "Lp.":
                lines = sorted(([c.value for c in row] for row in sheet.iter_rows(min_row=2)), key=lambda r: str(r[1]))
                for row, line in zip(sheet.iter_rows(min_row=2), lines, strict=True):
                    for one, value in zip(row, line, strict=True):
                        one.value = value

    write(tmp_path / "k.xlsx", sort)
    back: Any = read_catalogue_workbook(tmp_path / "k.xlsx")
    data: Any = read_source(TEXT).data
    assert back == data
    assert list(back["realizatorzy"]) == list(data["realizatorzy"])


def test_a_row_goes_where_its_number_says(tmp_path: Path) -> None:
    def levels(book: openpyxl.Workbook) -> None:
        sheet = book["Poziomy"]
        sheet.append(["1,5", "obszar", "obszary", "obszarów"])
        sheet.append([None, "cel", "cele", "celów"])
        sheet["A2"].value = 9

    write(tmp_path / "k.xlsx", levels)
    back: Any = read_catalogue_workbook(tmp_path / "k.xlsx")
    assert [forms[0] for forms in back["program"]["poziomy"]] == ["obszar", "cel", "kierunek", "działanie", "filar"]


def test_a_workbook_may_do_without_numbers_of_rows(tmp_path: Path) -> None:
    def drop(book: openpyxl.Workbook) -> None:
        for sheet in book.worksheets:
            if sheet["A1"].value == "Lp.":
                sheet.delete_cols(1)

    write(tmp_path / "k.xlsx", drop)
    assert read_catalogue_workbook(tmp_path / "k.xlsx") == read_source(TEXT).data


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("Plik leży w S:\\dane\\nowe\\2024", "Plik leży w S:\\dane\\nowe\\2024"),
        ("a\\\\b", "a\\b"),
        ("a\\u{41}b", "aAb"),
        ("a\\u{}b\\u{xyz}", "a\\u{}b\\u{xyz}"),
        ("50\\0", "50\\0"),
        ("_xD800_", "_xD800_"),
    ],
)
def test_backslashes_that_a_person_typed_stay(typed: str, means: str, tmp_path: Path) -> None:
    write(tmp_path / "k.xlsx", cell("Wskaźniki", 2, "Podpowiedź", typed))
    back: Any = read_catalogue_workbook(tmp_path / "k.xlsx")
    assert back["drzewo"][0]["podrzedne"][0]["wskazniki"][0]["podpowiedz"] == means


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        *((own_text(key), f"komórka G1: kolumna tekstu nie może mieć klucza „{key}”: katalog ma już taki klucz")
          for key in ("podrzedne", "wskazniki", "tytul", "kod", "scal", "dzialania", "wskazniki_do_wyboru")),
        *((own_text(key), f"komórka G1: collector nie zna nagłówka „Tekst kolumny: {key}”")
          for key in ("tytul.x", "a.b", "Partner", "kod.x")),
        (cell("Wskaźniki", 2, "Podpowiedź", "\\u{110000}"), "komórka U2: nie ma znaku „\\u{110000}”"),
        (cell("Wskaźniki", 2, "Podpowiedź", "\\u{d800}"), "komórka U2: nie ma znaku „\\u{d800}”"),
        (cell("Wiersze tabel", 2, "Inne rodzaje miar", "a: liczba\na: kwota"), "komórka I2: klucz „a” powtarza się"),
        (cell("Wiersze tabel", 2, "Inne rodzaje miar", "a liczba"), "wiersz „a liczba” ma mieć postać klucz: wartość"),
        (lambda book: setattr(book.copy_worksheet(book["Wskaźniki"]), "title", "Wskaźniki "),
         "arkusz „Wskaźniki ”: drugi arkusz ma tę samą nazwę"),
        (at("Program", "C2", "uwaga"), "arkusz „Program”, komórka C2: nad tą komórką nie ma nagłówka kolumny"),
        (at("Raport", "E4", "uwaga"), "arkusz „Raport”, komórka E4: nad tą komórką nie ma nagłówka kolumny"),
        (cell("Poziomy", 2, "Lp.", "pierwszy"), "arkusz „Poziomy”, komórka A2: Lp. ma być liczbą"),
        (field("Raport", "Pasmo utrzymania (%)", 0.05, "0%"), "komórka pokazuje co innego, niż zawiera (0,05)"),
        (cell("Wskaźniki", 2, "Największa wartość", 5000, "0,"), "komórka G2: komórka pokazuje co innego"),
        (cell("Jednostki", 2, "Zwykle najwyżej", 0), "arkusz „Jednostki”, komórka I2: największa zwykła liczba"),
        (cell("Jednostki", 2, "Zwykle najwyżej", "dużo"), "komórka I2: „rodzina”: tu ma być liczba"),
        (cell("Jednostki", 2, "Biernik", "rodzinę"), "wiersz 2: komórka w kolumnie „Dopełniacz” jest pusta"),
        (cell("Poziomy", 3, "Dopełniacz", "x"), "arkusz „Poziomy”, wiersz 3: komórka w kolumnie „Rodzaj” jest pusta"),
        (cell("Poziomy", 3, "Rodzaj", "żenski"), "komórka G3: niedozwolona wartość „żenski”; dozwolone: męskoosobowy"),
        (field("Raport", "Cel raportu", "Cel\nna {rok}\n{miesiąc}"), "w nawiasach klamrowych może stać tylko"),
        (cell("Wskaźniki", 2, "Zwykle od", -1), "komórka W2: wskaźnik A1/1: zwykle_od jest mniejsze niż min (0)"),
        (cell("Wskaźniki", 2, "Powtarza wskaźnik nr", "A1/9"), "komórka Z2: wskaźnik A1/1: nie ma wskaźnika „A1/9”"),
        (cell("Części programu", 2, "Kod", 7, "000"), "komórka B2: komórka pokazuje co innego, niż zawiera (7)"),
        (cell("Wskaźniki", 2, "Wymagany", True), "komórka S2: Excel zamienił wpis na PRAWDA"),
        (chain, "część leży zbyt głęboko (najwyżej 17 poziomów)"),
        # Blanked cells are told in the words of the workbook.
        (field("Program", "Koordynator", None), "arkusz „Program”: pole „Koordynator” jest puste"),
        (field("Program", "Pierwszy rok programu", None), "arkusz „Program”: pole „Pierwszy rok programu” jest puste"),
        (field("Program", "Wersja układu katalogu", None), "pole „Wersja układu katalogu” jest puste"),
        (field("Rejestr", "Wiersz sumy celu", None), "arkusz „Rejestr”: pole „Wiersz sumy celu” jest puste"),
        (field("Raport", "Tytuł raportu", None), "arkusz „Raport”: pole „Tytuł raportu” jest puste"),
        (cell("Realizatorzy", 3, "Nazwa", None), "arkusz „Realizatorzy”, wiersz 3: komórka w kolumnie „Nazwa” jest"),
        (cell("Wskaźniki", 3, "Rodzaj", None), "arkusz „Wskaźniki”, wiersz 3: komórka w kolumnie „Rodzaj” jest pusta"),
        (cell("Wskaźniki", 2, "Rok bazowy", None), "arkusz „Wskaźniki”, wiersz 2: komórka w kolumnie „Rok bazowy”"),
        (cell("Miary tabel", 2, "Jednostka", None), "arkusz „Miary tabel”, wiersz 2: komórka w kolumnie „Jednostka”"),
        *((lambda book, name=name: book[name].delete_rows(2, 99), f"arkusz „{name}”: arkusz nie może być pusty")
          for name in ("Źródła finansowania", "Powody braku kwoty", "Poziomy", "Kolumny raportu", "Jednostki")),
        (lambda book: [book["Kolumny raportu"].delete_rows(4)], "arkusz „Kolumny raportu”: brakuje kolumny „wartosc”"),
        (lambda book: setattr(book["Raport"], "title", "Raport 2024"), "arkusz „Raport”: brakuje go"),
        (lambda book: book.remove(book["Części programu"]), "arkusz „Części programu”: brakuje go"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_by_cell_and_heading(edit: Edit, said: str, collector: Collector, tmp_path: Path) -> None:
    write(tmp_path / "k.xlsx", edit)
    done = collector("catalogue", "check", "k.xlsx", cwd=tmp_path)
    assert done.code == 2
    assert said in done.err
    assert "katalogu:" not in done.err
    assert "brakuje klucza" not in done.err


def test_a_sheet_that_is_too_big_has_no_second_mistake(tmp_path: Path) -> None:
    write(tmp_path / "k.xlsx", at("Jednostki", "B1048576", "x"))
    with pytest.raises(SettingsError, match=r"zawiera błędy \(1\)"):
        read_catalogue_workbook(tmp_path / "k.xlsx")


@pytest.mark.parametrize(
    ("number", "number_format", "is_plain"),
    [
        (5, "General", True), (3, "@", True), (5000, "# ##0", True), (5000, "#,##0", True), (2.5, "0.0##", True),
        (12, '#,##0\\ "zł"', True), (12, "_-* #,##0.00\\ _z_ł_-", True), (4, "[$-415]General", True),
        (0.05, "0%", False), (5000, "0,", False), (5000, "#,##0.0,", False), (2.5, "0", False), (2.25, "0.0", False),
        (7, "000", False), (1e6, "0.00E+00", False), (0.5, "# ?/?", False),
    ],
)  # fmt: skip
def test_a_number_that_is_shown_otherwise_is_known(number: float, number_format: str, is_plain: bool) -> None:
    assert shows_what_it_stores(number, number_format) is is_plain


@pytest.mark.parametrize("command", [["check"], ["diff", "k.xlsx"], ["export", "--out", "nowy.xlsx"]])
def test_a_file_that_is_no_catalogue_is_told_what_it_is(
    command: list[str], collector: Collector, tmp_path: Path
) -> None:
    write(tmp_path / "k.xlsx", lambda _: None)
    openpyxl.Workbook().save(tmp_path / "pusty.xlsx")
    (tmp_path / "haslo.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 3000)
    (tmp_path / "uciety.xlsx").write_bytes((tmp_path / "k.xlsx").read_bytes()[:9000])
    (tmp_path / "dane.xlsx").write_text("a;b\n1;2\n", encoding="utf-8")
    for name, said in (
        ("pusty", "nie jest wyeksportowanym katalogiem: nie ma w nim żadnego arkusza katalogu"),
        ("haslo", "jest uszkodzony, zabezpieczony hasłem albo zapisany w innej postaci"),
        ("uciety", "jest uszkodzony, zabezpieczony hasłem"),
        ("dane", "nie jest skoroszytem, choć tak się nazywa"),
    ):
        done = collector("catalogue", command[0], f"{name}.xlsx", *command[1:], cwd=tmp_path)
        assert done.code == 3, done.err
        assert said in done.err


def test_a_form_of_the_register_is_no_catalogue(collector: Collector, tmp_path: Path) -> None:
    (tmp_path / "programme.yaml").write_text(TEXT, encoding="utf-8")
    (tmp_path / "collector.toml").write_text('programme = "elk-rodzina-2022-2027"\nyear = 2024\n', encoding="utf-8")
    assert collector("generate", cwd=tmp_path).code == 0
    for path in (tmp_path / "templates_xlsx" / "2024").glob("*.xlsx"):
        assert not is_catalogue_workbook(path)


def test_an_existing_workbook_is_what_is_exported(collector: Collector, tmp_path: Path) -> None:
    write(tmp_path / "katalog-elk-rodzina-2022-2027.xlsx", cell("Wskaźniki", 2, "Nazwa", "Rodziny"))
    before = (tmp_path / "katalog-elk-rodzina-2022-2027.xlsx").read_bytes()
    refused = collector("catalogue", "export", "katalog-elk-rodzina-2022-2027.xlsx", cwd=tmp_path)
    assert (refused.code, "zostałby zastąpiony" in refused.err) == (3, True)
    assert (tmp_path / "katalog-elk-rodzina-2022-2027.xlsx").read_bytes() == before
    shutil.copy(tmp_path / "katalog-elk-rodzina-2022-2027.xlsx", tmp_path / "moj.xlsx")
    done = collector("catalogue", "export", "moj.xlsx", "--out", "nowy.xlsx", cwd=tmp_path)
    assert done.code == 0
    back: Any = read_catalogue_workbook(tmp_path / "nowy.xlsx")
    assert back["drzewo"][0]["podrzedne"][0]["wskazniki"][0]["nazwa"] == "Rodziny"


def test_a_catalogue_of_another_encoding_is_replaced_and_kept(collector: Collector, tmp_path: Path) -> None:
    write(tmp_path / "k.xlsx", lambda _: None)
    (tmp_path / "programme.yaml").write_bytes("ąę".encode("cp1250"))
    done = collector("catalogue", "import", "k.xlsx", "--out", ".", "--replace", cwd=tmp_path)
    assert done.code == 0, done.err
    assert (tmp_path / "programme-poprzedni.yaml").read_bytes() == "ąę".encode("cp1250")
    assert load_programme(tmp_path / "programme.yaml").id == "elk-rodzina-2022-2027"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("2023.yaml", "x: [", "Pliku history/2023.yaml nie można porównać z obecnym katalogiem."),
        ("2023.yaml", "ąę".encode("cp1250"), "nie jest zapisany w kodowaniu UTF-8"),
        ("2023.yaml", TEXT.replace("id: elk-rodzina", "id: inny"), "jest katalogiem programu „inny-2022-2027”"),
        ("2023.yml", TEXT, "Plik history/2023.yml nie zostałby odczytany."),
        ("2023.xlsx", TEXT, "collector catalogue import 2023.xlsx"),
    ],
)
def test_a_kept_catalogue_that_cannot_be_compared_is_named(
    name: str, content: str | bytes, said: str, collector: Collector, tmp_path: Path
) -> None:
    (tmp_path / "programme.yaml").write_text(TEXT, encoding="utf-8")
    (tmp_path / "collector.toml").write_text('programme = "elk-rodzina-2022-2027"\nyear = 2024\n', encoding="utf-8")
    (tmp_path / "history").mkdir()
    (tmp_path / "history" / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    done = collector("generate", cwd=tmp_path)
    assert done.code == 2
    assert said in done.err
    assert "generate porównuje obecny katalog" in done.err
    assert not (tmp_path / "templates_xlsx").exists()
