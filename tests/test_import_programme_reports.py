"""Reports on programmes of other cities, with other columns: what each column holds, and what is doubted."""

from pathlib import Path

import pytest

from collector.catalogue.importing.document import Row
from collector.catalogue.importing.draft import Draft
from collector.catalogue.importing.programme.list_columns import joined_headings, read_columns
from collector.catalogue.importing.recognising import import_report
from collector.catalogue.importing.writing import draft_yaml
from collector.catalogue.loading import load_programme

FRONT = """Sprawozdanie
z realizacji „Programu Wspierania Rodziny
Miasta Radom
na lata 2024-2026”
za rok 2025
Miejski Ośrodek Pomocy w Radomiu - 2026 r.
Wskaźniki
1. Pomoc rodzinom
"""
HEAD = "Lp.\tNazwa wskaźnika\tWartość bazowa w 2023 r.\tWartość w 2024 r.\tWartość w 2025 r.\tWartość docelowa\tUwagi\n"
ROW = "1.\tLiczba rodzin\t10\t11\t12\tWzrost\t\n"


def imported(text: str, folder: Path) -> Draft:
    path = folder / "r.txt"
    path.write_text(text, encoding="utf-8")
    return import_report(path, None, None)


def values(draft: Draft) -> dict[int, list[str]]:
    return {year: [row["value"] for row in rows] for year, rows in draft.history.items()}


def whys(draft: Draft) -> str:
    return " | ".join(f"{one.text}: {one.understood}: {one.why}" for one in (*draft.doubts, *draft.not_understood))


def test_a_later_year_of_a_programme(tmp_path: Path) -> None:
    draft = imported(FRONT + HEAD + ROW, tmp_path)
    assert (draft.year, values(draft)) == (2025, {2023: ["10"], 2024: ["11"], 2025: ["12"]})
    assert draft.not_understood == []
    path = tmp_path / "programme.yaml"
    path.write_text(draft_yaml(draft), encoding="utf-8")
    programme = load_programme(path)
    assert (programme.id, programme.title, programme.city) == (
        "pwr-2024-2026",
        "„Program Wspierania Rodziny Miasta Radom na lata 2024-2026”",
        "Radom",
    )
    assert programme.report.issued_by == "Miejski Ośrodek Pomocy w Radomiu - {rok_wydania} r."
    assert programme.report.table_title == "Wskaźniki"
    assert [column.heading for column in programme.report.columns][4] == "Wartość w {rok} r."


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (HEAD + "1.\tLiczba rodzin\t10\t11\t\tWzrost\t\n", "bez wartości za 2025 r."),
        (HEAD + "1.\tLiczba rodzin\t10\t11\t12*\tWzrost\t\n", "nie ma przypisu z tym znakiem"),
        (HEAD + "1.\tLiczba rodzin\t10\t11\t12\tWzrost\t* od maja\n", "przy wartości jej nie ma"),
        (HEAD + "1.\tLiczba rodzin\tok. 10\t11\t12\tWzrost\t\n", "nie jest jednoznaczną liczbą"),
        (HEAD + "1.\tLiczba rodzin\t10\t11\tdużo\tWzrost\t\n", "czy wskaźnik jest liczbą, czy opisem"),
        (HEAD + "2.\tLiczba rodzin\t10\t11\t12\tWzrost\t\n", "ma numer 2."),
        (HEAD + ROW + "\tobjętych pomocą\t\t\t\t\t\n", "może być dalszym ciągiem"),
        (HEAD + ROW + "Uwaga ogólna\n2.\tLiczba dzieci\t1\t1\t1\tWzrost\t\n", "stoi między wierszami"),
        (HEAD.replace("Uwagi", "Ewaluator") + ROW, "nie wiadomo, co oznacza ten nagłówek"),
        (HEAD.replace("bazowa w 2023 r.", "bazowa") + ROW, "w nagłówku nie ma roku bazowego"),
        (HEAD.replace("Wartość bazowa w 2023 r.", "Poprzednia") + ROW, "może to być wartość z ubiegłego roku"),
        (HEAD.replace("2025", "2024") + ROW, "na stronie tytułowej jest rok 2025"),
        (HEAD + ROW + "2. Inne\n" + HEAD.replace("2025", "2026") + ROW, "nagłówek tej tabeli podaje rok 2026"),
    ],
)
def test_a_doubtful_place_is_listed(text: str, why: str, tmp_path: Path) -> None:
    assert why in whys(imported(FRONT + text, tmp_path))


def test_text_under_the_last_table_closes_the_report(tmp_path: Path) -> None:
    report = imported(FRONT + HEAD + ROW + "Opracował zespół.\n", tmp_path).catalogue["raport"]
    assert report["zakonczenie"] == "Opracował zespół."


def test_a_table_without_a_title_page_says_what_is_missing(tmp_path: Path) -> None:
    draft = imported("1. Pomoc rodzinom\n" + HEAD + ROW, tmp_path)
    assert values(draft)[2025] == ["12"]
    assert "nie podaje: tytuł programu, lata programu" in whys(draft)


def test_an_indicator_that_is_asked_later_has_no_value_and_no_doubt(tmp_path: Path) -> None:
    row = "1.\tLiczba rodzin\t0*\t\t–\tWzrost\tWskaźnik zbierany od 2026 r.\n* Realizacja wskaźnika od 2026 r.\n"
    draft = imported(FRONT + HEAD + row, tmp_path)
    [indicator] = draft.catalogue["drzewo"][0]["wskazniki"]
    assert (indicator["od"], indicator["baza"]["wartosc"], draft.history) == ("2026", "0", {})
    assert "bez wartości" not in whys(draft)


def test_headings_in_two_rows() -> None:
    rows = [
        Row(line=1, cells=("Lp.", "Wskaźnik", "Wartość", "", "", "Cel", "Uwagi")),
        Row(line=2, cells=("", "", "bazowa w 2020 r.", "w 2022 r.", "w 2023 r.", "", "")),
    ]
    columns = read_columns(joined_headings(rows))
    assert [(column.key, column.year) for column in columns.all] == [
        ("lp", 0), ("wskaznik", 0), ("bazowa", 2020), ("poprzednia", 2022), ("wartosc", 2023), ("cel", 0), ("uwagi", 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("headings", "keys"),
    [
        ("Lp.|Wskaźnik|Wartość w 2023 r.|Wartość docelowa", "lp wskaznik bazowa? cel"),
        ("Lp.|Wskaźnik|Wartość w 2023 r.|Wartość w 2023 r.|Wartość docelowa", "lp wskaznik bazowa wartosc cel"),
        ("Lp.|Wskaźnik|Ostatnia znana wartość|Wartość w 2023 r.|Ocena", "lp wskaznik poprzednia wartosc ocena"),
        ("Lp.|Wskaźnik|J.m.|Wykonanie 2022|Wykonanie 2023", "lp wskaznik jednostka bazowa wartosc"),
    ],
)
def test_columns(headings: str, keys: str) -> None:
    found = [column.key for column in read_columns(headings.split("|")).all]
    assert found == keys.replace("?", "").split()
