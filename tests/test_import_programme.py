"""Published programmes as text -> drafts that agree with the transcribed catalogues, or say where they may not."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from collector.catalogue.consistency import inconsistencies
from collector.catalogue.importing.document import Document, Row
from collector.catalogue.importing.draft import Draft
from collector.catalogue.importing.formats.opening import read_document
from collector.catalogue.importing.programme.broken_lines import split_numbers
from collector.catalogue.importing.programme.importing import import_programme
from collector.catalogue.model import CataloguePart
from collector.catalogue.source import read_source

PUBLISHED = Path(__file__).parent / "published"
ROOT = Path(__file__).parents[1]
HISTORY = ROOT / "src" / "collector" / "catalogue" / "programmes" / "history"
TABBED, BROKEN = "2025-2030", "2021-2024"
BOTH = pytest.mark.parametrize("years", [TABBED, BROKEN])


def document(years: str) -> Document:
    return read_document(PUBLISHED / f"programme-{years}.txt")


@pytest.fixture(scope="module")
def drafts() -> dict[str, Draft]:
    return {years: imported(document(years).rows) for years in (TABBED, BROKEN)}


def imported(rows: tuple[Row, ...]) -> Draft:
    draft = import_programme(Document(name="program.txt", rows=rows))
    assert draft is not None
    return draft


def from_text(text: str) -> Draft:
    lines = enumerate(text.split("\n"), 1)
    return imported(tuple(Row(line=n, cells=tuple(c.strip() for c in line.split("\t"))) for n, line in lines))


def remarks(draft: Draft) -> list[str]:
    return [f"{doubt.text} | {doubt.why}" for doubt in (*draft.doubts, *draft.not_understood)]


def doubted(draft: Draft, line: int) -> str:
    return " ".join(f"{doubt.understood} {doubt.why}" for doubt in draft.doubts if doubt.line == line)


# --- the two published programmes ---------------------------------------------------------------------------------


def test_what_is_recognised(drafts: dict[str, Draft]) -> None:
    assert drafts[TABBED].recognised == {
        "tabele wskaźników": 11,
        "wskaźniki": 49,
        "wartości bazowe": 49,
        "tabele statystyczne": 11,
        "wiersze tabel statystycznych": 46,
        "wartości w tabelach statystycznych": 231,
    }
    assert drafts[BROKEN].recognised == {
        "tabele wskaźników": 11,
        "wskaźniki": 44,
        "wartości bazowe": 0,
        "tabele statystyczne": 8,
        "wiersze tabel statystycznych": 48,
        "wartości w tabelach statystycznych": 255,
    }


def test_how_much_is_left_to_a_person(drafts: dict[str, Draft]) -> None:
    assert (len(drafts[TABBED].doubts), len(drafts[TABBED].not_understood)) == (16, 0)
    assert (len(drafts[BROKEN].doubts), len(drafts[BROKEN].not_understood)) == (26, 1)
    [stray] = drafts[BROKEN].not_understood
    assert (stray.line, stray.text) == (393, "2017")


@BOTH
def test_the_draft_is_a_sound_catalogue(drafts: dict[str, Draft], years: str) -> None:
    catalogue = drafts[years].catalogue
    assert list(inconsistencies(CataloguePart.model_validate(catalogue))) == []
    assert catalogue["program"]["id"] == f"bialystok-pps-{years}"
    assert catalogue["program"]["tytul"] == f"„Program Pomocy Społecznej Miasta Białegostoku na lata {years}”"
    assert catalogue["program"]["miasto"] == "Białystok"
    assert catalogue["realizatorzy"] == {"KOORD": {"nazwa": "Miejski Ośrodek Pomocy Rodzinie w Białymstoku"}}
    assert any("KOORD" in doubt.understood for doubt in drafts[years].doubts)


@BOTH
def test_indicators_agree_with_the_transcribed_catalogue(drafts: dict[str, Draft], years: str) -> None:
    shipped = transcribed(years)
    assert list(sections(drafts[years].catalogue["drzewo"])) == list(sections(shipped["drzewo"]))
    assert list(indicators(drafts[years].catalogue["drzewo"])) == list(indicators(shipped["drzewo"]))


@BOTH
def test_tables_agree_with_the_transcribed_catalogue(drafts: dict[str, Draft], years: str) -> None:
    assert [texts(table) for table in drafts[years].catalogue["tabele"]] == [
        texts(table) for table in transcribed(years)["tabele"]
    ]


@BOTH
def test_values_agree_with_the_transcribed_history(drafts: dict[str, Draft], years: str) -> None:
    for year, rows in drafts[years].history.items():
        path = HISTORY / f"bialystok-pps-{years}" / f"{year}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            expected = {row["indicator"]: value(row) for row in csv.DictReader(file)}
        assert {row["indicator"]: value(row) for row in rows} == expected


def transcribed(years: str) -> Any:
    path = ROOT / "src/collector/catalogue/programmes" / f"bialystok-pps-{years}.yaml"
    return read_source(path.read_text(encoding="utf-8")).data


def value(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row[key] for key in ("programme", "year", "name", "status", "value", "text", "note"))


def sections(tree: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for section in tree:
        yield str(section["kod"]), section["tytul"]
        yield from sections(section.get("podrzedne", []))


def indicators(tree: list[dict[str, Any]]) -> Iterator[tuple[str, ...]]:
    for section in tree:
        for part in section.get("wskazniki", []):
            base = part.get("baza", {})
            texts = [part["id"], part["nazwa"], part["cel"], part.get("od", "")]
            yield tuple(map(str, [*texts, *(base.get(key, "") for key in ("rok", "wartosc", "znak", "uwaga"))]))
        yield from indicators(section.get("podrzedne", []))


def texts(table: dict[str, Any]) -> dict[str, Any]:
    measures = [
        {key: m.get(key, "") for key in ("klucz", "nazwa", "rodzaj", "grupa", "licznik", "mianownik")}
        for m in table["miary"]
    ]
    rows = [
        {key: str(r.get(key, "")) for key in ("nr", "lp", "nazwa", "w_tym", "grupa", "rodzaje")}
        for r in table["wiersze"]
    ]
    own = {key: table.get(key, "") for key in ("kod", "tytul", "naglowek", "lata", "przypisy")}
    return own | {"miary": measures, "wiersze": rows}


def test_numbers_that_can_be_divided_otherwise_are_doubted(drafts: dict[str, Draft]) -> None:
    assert "216 | 245 | 225 | 1 222 | 496 | 510" in doubted(drafts[BROKEN], 350)
    assert "359 | 462 | 393 | 1 500 | 1 970 | 1 631" in doubted(drafts[BROKEN], 178)
    assert doubted(drafts[BROKEN], 172) == ""  # 5 121 4 203 3 780 8 779 7 143 6 601: only one division into six


def test_titles_one_under_the_other_are_doubted(drafts: dict[str, Draft]) -> None:
    assert "nagłówek stoi w wierszu 402" in doubted(drafts[BROKEN], 380)
    assert "nagłówek stoi w wierszu 385" in doubted(drafts[BROKEN], 383)


def test_a_title_that_may_be_cut_off_is_doubted(drafts: dict[str, Draft]) -> None:
    assert "mógł zostać zgubiony" in doubted(drafts[BROKEN], 336)


def test_a_star_at_the_heading_of_a_table_goes_to_all_its_indicators_and_is_doubted(drafts: dict[str, Draft]) -> None:
    for line in range(532, 538):
        assert "gwiazdka stoi przy nagłówku tabeli" in doubted(drafts[TABBED], line)


def test_same_document_same_draft(drafts: dict[str, Draft]) -> None:
    again = imported(document(BROKEN).rows)
    assert json.dumps(again.catalogue) == json.dumps(drafts[BROKEN].catalogue)
    assert (again.doubts, again.history) == (drafts[BROKEN].doubts, drafts[BROKEN].history)


def test_a_report_is_no_programme() -> None:
    assert import_programme(read_document(PUBLISHED / "bialystok-srps-2011-2020-2017.txt")) is None


# --- damage is never passed over in silence -----------------------------------------------------------------------


def numbered_lines(years: str) -> list[int]:
    """Places of the rows that belong to tables with numbers or targets."""
    rows = document(years).rows
    return [
        index
        for index, row in enumerate(rows)
        if row.line > 60 and (row.text[-1:].isdigit() or row.text.strip().endswith(("poziomie", "Wzrost", "Spadek")))
    ]


@BOTH
def test_an_unreadable_end_of_a_row_is_reported(drafts: dict[str, Draft], years: str) -> None:
    rows = document(years).rows
    before = set(remarks(drafts[years]))
    for index in numbered_lines(years)[::4]:
        row = rows[index]
        damaged = Row(line=row.line, cells=(*row.cells[:-1], f"{row.cells[-1]}?!"))
        draft = imported((*rows[:index], damaged, *rows[index + 1 :]))
        assert set(remarks(draft)) - before, row.text


@BOTH
def test_values_never_move_to_another_row(drafts: dict[str, Draft], years: str) -> None:
    """A row without its end takes nothing else with it: the other values of its table stay as they are, or are lost."""
    rows = document(years).rows
    known = {(row["year"], row["name"], row["value"]) for past in drafts[years].history.values() for row in past}
    for index in numbered_lines(years)[::5]:
        row = rows[index]
        cells = row.cells[:-1] if len(row.cells) > 1 else (row.text.rpartition(" ")[0],)
        draft = imported((*rows[:index], Row(line=row.line, cells=cells), *rows[index + 1 :]))
        found = {(value["year"], value["name"], value["value"]) for past in draft.history.values() for value in past}
        news = set(remarks(draft)) - set(remarks(drafts[years]))
        assert found <= known or news, row.text


HEAD = """RADY MIASTA ŁOMŻA
PROGRAM WSPIERANIA RODZINY MIASTA ŁOMŻY NA LATA 2024-2026
1. Pomoc rodzinom
Adresaci
Wskaźniki
"""
LIST = "Lp.\tWskaźnik\tWartość wskaźnika w 2022 r.\tWartość wskaźnika do końca realizacji Programu\n"


def test_the_facts_of_another_city() -> None:
    draft = from_text(HEAD + LIST + "1.\tLiczba rodzin.\t12\tWzrost\n")
    programme = draft.catalogue["program"]
    assert (programme["id"], programme["miasto"]) == ("lomza-pwr-2024-2026", "Łomża")
    assert draft.catalogue["realizatorzy"]["KOORD"] == {"nazwa": "Koordynator programu"}
    assert [row["value"] for row in draft.history[2022]] == ["12"]


def test_a_table_of_indicators_goes_on_after_a_page_with_and_without_its_heading() -> None:
    draft = from_text(
        HEAD
        + LIST
        + "1.\tLiczba rodzin.\t12\tWzrost\n\n2.\tLiczba osób.\t13\tSpadek\n"
        + LIST
        + "3.\tLiczba porad.\t4\tWzrost\n"
    )
    [section] = draft.catalogue["drzewo"]
    assert [part["id"] for part in section["wskazniki"]] == ["1/1", "1/2", "1/3"]
    assert draft.not_understood == []


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("1.\tLiczba rodzin.\tokoło 12\tWzrost", "nie jest jednoznaczną liczbą"),
        ("1.\tLiczba rodzin.\t12 13\tWzrost", "nie jest jednoznaczną liczbą"),
        ("1.\tLiczba rodzin.\t12\tPoprawa", "kierunek docelowy"),
        ("2.\tLiczba rodzin.\t12\tWzrost", "ma numer 2."),
        ("1.\tLiczba rodzin.\t12*\tWzrost", "nie ma przypisu z tym znakiem"),
        ("1.\tLiczba rodzin.\t12\tWzrost\n* Przypis bez znaku w tabeli.", "jego znaku nie ma w tabeli"),
        ("1.\tLiczba rodzin.\t12\tWzrost\n\tktóre otrzymały pomoc\t\t", "bez numeru albo bez nazwy"),
        ("1.\tLiczba rodzin i osób.\t12\tWzrost", "nazwa wymienia kilka liczb"),
        ("1.\tOpisana pomoc.\t12\tWzrost", "nie wiadomo, co liczy"),
    ],
)
def test_a_doubtful_indicator_is_listed(row: str, why: str) -> None:
    assert any(why in remark for remark in remarks(from_text(HEAD + LIST + row + "\n")))


def test_indicators_in_broken_lines_have_base_values_too() -> None:
    draft = from_text(
        HEAD
        + "Lp. Wskaźnik\nWartość wskaźnika\nw 2022 r.\nWartość wskaźnika\ndo końca realizacji Programu\n"
        + "1. Liczba rodzin\nobjętych pomocą. 1 012 Utrzymanie na zbliżonym poziomie /\nWzrost\n"
        + "2. Liczba osób. 0*\nSpadek\n"
        + "* Realizacja wskaźnika od 2024 r.\n"
    )
    first, second = draft.catalogue["drzewo"][0]["wskazniki"]
    assert (first["nazwa"], first["cel"]) == (
        "Liczba rodzin objętych pomocą.",
        "Utrzymanie na zbliżonym poziomie / Wzrost",
    )
    assert first["baza"] == {"rok": "2022", "wartosc": "1012"}
    assert (second["od"], second["baza"]["znak"]) == ("2024", "*")


def test_a_broken_row_without_its_target_is_not_joined_to_the_next() -> None:
    draft = from_text(
        HEAD
        + "Lp. Wskaźnik\nWartość wskaźnika\ndo końca realizacji Programu\n"
        + "1. Liczba rodzin\nobjętych pomocą.\n2. Liczba osób.\nSpadek\n"
    )
    assert [part["nazwa"] for part in draft.catalogue["drzewo"][0]["wskazniki"]] == ["Liczba osób."]
    assert [doubt.text for doubt in draft.not_understood] == ["1. Liczba rodzin", "objętych pomocą."]


TABLE = "Tabela Nr 1. Pomoc rodzinom\n"
BODY = HEAD + LIST + "1.\tLiczba rodzin.\t12\tWzrost\nII. DIAGNOZA\n"


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ("Rodzaj\tLiczba osób\t\n\t2021\t2022\nZasiłek\t1\t\n", "2. komórka wiersza jest pusta|3. komórka"),
        ("Rodzaj\tLiczba osób\t\n\t2021\t2022\nZasiłek\t1\tx?\n", "nie jest jednoznaczną liczbą"),
        ("Rodzaj\tLiczba osób\t\n\t2021\t2022\nZasiłek\t1\t2\t3\n", "do której kolumny"),
        ("Rodzaj\tLiczba osób\t\n\t2021\t2022\n\t1\t2\n", "nazwą wiersza jest pusta"),
        ("Rodzaj\tLiczba osób\t\n\t2021\t2022\nZasiłek\t1\t0**\n", "nie ma przypisu z tym znakiem"),
        ("Rodzaj\tLiczba osób\t\t\t\n\t2021\t2022\t2021\t2022\nZasiłek\t1\t2\t3\t4\n", "ten sam nagłówek"),
        ("Rodzaj\tLiczba osób\t\n\t2021\t2022\nZasiłek\t5\t6\nw tym celowy\t7\t6\n", "część (7) jest większa"),
        ("Rodzaj\tLiczba osób\t\n\t2021\t2022\nZasiłek\t1\t2\nInna grupa\nPosiłek\t1\t2\n", "między wierszami tabeli"),
        ("Rodzaj Liczba osób\n2021 2022\nZasiłek 1 200 300\n", "dziesięć razy mniej"),
        ("Rodzaj Liczba osób\n2021 2022\nZasiłek 50 60 70 80\n", "nie ma ich tyle"),
        ("Rodzaj Liczba osób\n2021 2022\nZasiłek 50 60\nPosiłek\nDom 5\nPobyt 7 8\n", "zaczyna się wielką literą"),
        ("Rodzaj Liczba osób\n2021 2022\nZasiłek 5 600\n", "dziesięć razy"),
        ("Rodzaj Liczba osób Liczba rodzin\n2021 2022\nZasiłek 50 60\n", "nie można rozdzielić nagłówków"),
        ("Rodzaj Liczba osób\nZasiłek 50 60\n", "nie rozpoznano żadnej tabeli"),
    ],
)
def test_a_doubtful_table_is_listed(table: str, why: str) -> None:
    found = remarks(from_text(BODY + TABLE + table))
    assert any(part in remark for remark in found for part in why.split("|")), found


@pytest.mark.parametrize("cells", ["\u2013\t\u2013", "\t"])
def test_a_row_without_any_number_does_not_end_the_table(cells: str) -> None:
    text = f"Lp.\tRodzaj\tLiczba osób\t\n\t\t2021\t2022\n1.\tZasiłek\t1\t2\n2.\tDom\t{cells}\n3.\tPosiłek\t3\t4\n"
    draft = from_text(BODY + TABLE + text)
    assert [row["nazwa"] for row in draft.catalogue["tabele"][0]["wiersze"]] == ["Zasiłek", "Dom", "Posiłek"]
    assert draft.not_understood == []
    assert any("2. Dom" in remark for remark in remarks(draft))


def test_a_table_without_title_is_reported() -> None:
    draft = from_text(BODY + "Rodzaj\tLiczba osób\t\n\t2021\t2022\nZasiłek\t1\t2\n")
    assert [doubt.line for doubt in draft.not_understood] == [9, 10, 11]


def test_merged_headings_may_be_repeated_or_blank() -> None:
    below = "\n\t2021\t2022\t2021\t2022\nZasiłek\t1\t2\t3\t4\n"
    blank = from_text(BODY + TABLE + "Rodzaj\tLiczba osób\t\tLiczba rodzin\t" + below)
    repeated = from_text(BODY + TABLE + "Rodzaj\tLiczba osób\tLiczba osób\tLiczba rodzin\tLiczba rodzin" + below)
    assert blank.catalogue["tabele"] == repeated.catalogue["tabele"]
    assert [measure["nazwa"] for measure in blank.catalogue["tabele"][0]["miary"]] == ["Liczba osób", "Liczba rodzin"]


# --- numbers without the space between columns --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "measures", "expected"),
    [
        ("5 121 4 203 3 780 8 779 7 143 6 601", 2, "5 121|4 203|3 780|8 779|7 143|6 601"),
        ("4 1 3 6 1 6", 2, "4|1|3|6|1|6"),
        ("216 245 225 1 222 496 510", 2, "216|245|225|1 222|496|510"),
        ("0 33 43 0 44 219 865 794", 2, "0|33|43|0|44 219|865 794"),
        ("3,4 3,1 3,2", 1, "3,4|3,1|3,2"),
        ("0* 659 715", 1, "0*|659|715"),
    ],
)
def test_digits_are_divided_by_the_number_of_columns(text: str, measures: int, expected: str) -> None:
    split = split_numbers(text.split(), measures=measures, years=3)
    assert split is not None
    assert split.is_clear
    assert "|".join(split.numbers) == expected


@pytest.mark.parametrize("text", ["1 2", "1 2 3 4", "1 097 097 5", "3,4 097 5 6"])
def test_digits_that_cannot_be_divided(text: str) -> None:
    assert split_numbers(text.split(), measures=1, years=3) is None


def test_a_division_that_is_not_clear_is_not_chosen() -> None:
    split = split_numbers(["1", "100", "100", "100"], measures=3, years=1)
    assert split is not None
    assert not split.is_clear
