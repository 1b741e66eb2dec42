"""The catalogue and the example of the 2021-2024 programme say what the two published programmes say.

The other side of every comparison is a transcription of its own, `published/pps-2021-2024.txt`: tab-separated lines
that begin with what they are (zadanie, wskaźnik, tytuł, przypis, tabela, wartość).
"""

import csv
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

HERE = Path(__file__).parent
PROGRAMME = "bialystok-pps-2021-2024"
CATALOGUE = HERE.parent / "src/collector/catalogue/programmes" / f"{PROGRAMME}.yaml"
EXAMPLE = HERE.parent / "examples" / PROGRAMME
DIAGNOSIS = ("2017", "2018", "2019")
SUCCESSOR = ("2021", "2022")
UNPUBLISHED = "Wartości nie opublikowano."

# YAML as plain data: what the file says, not what collector makes of it.
YAML: dict[str, Any] = yaml.load(CATALOGUE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def published(kind: str) -> list[list[str]]:
    """The transcribed lines of one kind, without the word that names it."""
    lines = (HERE / "published/pps-2021-2024.txt").read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[1:] for line in lines if line.startswith(f"{kind}\t")]


def sections(tree: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [part for top in tree for part in (top, *sections(top.get("podrzedne", [])))]


def indicators() -> list[dict[str, Any]]:
    return [indicator for section in sections(YAML["drzewo"]) for indicator in section.get("wskazniki", [])]


def cells() -> dict[str, tuple[str, str, str]]:
    """Every table cell: its id -> band above the row, name of the row, measure ("-" where nothing is printed)."""
    return {
        f"{table['kod']}/{row['nr']}.{measure['klucz']}": (
            row.get("grupa", "-"),
            row.get("nazwa", "-"),
            "-" if table["kod"] == "T3" else measure["nazwa"],
        )
        for table in YAML["tabele"]
        for row in table["wiersze"]
        for measure in table["miary"]
    }


def published_cells(year: str) -> dict[str, str]:
    """The published values of the tables in `year`, by the id of the cell."""
    ids = {(cell.split(".")[0], *words): cell for cell, words in cells().items()}
    return {
        ids[f"T{table}/{row}", band, name, measure]: value
        for table, row, band, name, measure, line_year, value in published("tabela")
        if line_year == year
    }


def read_csv(*place: str) -> list[dict[str, str]]:
    with EXAMPLE.joinpath(*place).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(text: str) -> Decimal:
    return Decimal(text.partition("(")[0].replace(" ", "").replace(",", ".").rstrip("*"))


def test_counts() -> None:
    assert len([section for section in sections(YAML["drzewo"]) if "wskazniki" in section]) == 11
    assert len({indicator["id"] for indicator in indicators()}) == len(indicators()) == 44
    assert len(YAML["tabele"]) == 8
    assert len(cells()) == 85


def test_tasks_are_titled_as_published() -> None:
    assert [[section["kod"], section["tytul"]] for section in sections(YAML["drzewo"])] == published("zadanie")


def test_indicators_and_their_targets_are_as_published() -> None:
    transcribed = [(f"{task}/{lp.rstrip('.')}", name, target) for task, lp, name, target in published("wskaźnik")]
    assert [(indicator["id"], indicator["nazwa"], indicator["cel"]) for indicator in indicators()] == transcribed


def test_no_indicator_has_a_base_value() -> None:
    assert not [indicator["id"] for indicator in indicators() if "baza" in indicator]


def test_the_direction_never_contradicts_the_target() -> None:
    for indicator in indicators():
        better = {"Wzrost": "więcej", "Spadek": "mniej"}.get(indicator["cel"])
        assert better in (None, indicator["kierunek"]), indicator["id"]


def test_tables_are_titled_and_footnoted_as_published() -> None:
    assert [[table["kod"].removeprefix("T"), table["tytul"]] for table in YAML["tabele"]] == published("tytuł")
    footnotes = [footnote for table in YAML["tabele"] for footnote in table.get("przypisy", [])]
    assert footnotes == [footnote for (footnote,) in published("przypis")]


def test_everything_named_is_listed_and_everything_listed_is_used() -> None:
    measures = [measure for table in YAML["tabele"] for measure in table["miary"]]
    rows = [row for table in YAML["tabele"] for row in table["wiersze"]]
    asking = [*indicators(), *measures, *rows, *YAML["tabele"]]
    assert {executor for part in asking for executor in part.get("realizatorzy", [])} == set(YAML["realizatorzy"])
    assert {part["jednostka"] for part in [*indicators(), *measures]} == set(YAML["jednostki"])


@pytest.mark.parametrize("year", [*DIAGNOSIS, *SUCCESSOR])
def test_history_holds_the_published_tables(year: str) -> None:
    rows = read_csv("history", f"{year}.csv")
    expected = published_cells(year)
    assert {row["indicator"]: Decimal(row["value"]) for row in rows} == {
        cell: number(value) for cell, value in expected.items()
    }
    assert len(rows) == len(expected) == (85 if year in DIAGNOSIS else 42)
    for row in rows:
        printed = expected[row["indicator"]]
        assert (row["programme"], row["year"], row["status"]) == (PROGRAMME, year, "podano")
        assert row["text"] == (printed if "(" in printed else "")
        assert row["note"].startswith("*") is printed.endswith("*")


@pytest.mark.parametrize("year", [*DIAGNOSIS, *SUCCESSOR])
def test_the_percentage_recomputes(year: str) -> None:
    values = {cell: number(value) for cell, value in published_cells(year).items()}
    share = 100 * values["T1/1.d"] / values["T1/1.a"]
    assert share.quantize(Decimal("0.1"), ROUND_HALF_UP) == values["T1/1.e"]


@pytest.mark.parametrize("year", [*DIAGNOSIS, *SUCCESSOR, "2023"])
def test_parts_do_not_exceed_their_whole(year: str) -> None:
    values = {cell: number(value) for cell, value in published_cells(year).items()}
    for table in YAML["tabele"]:
        for row in (row for row in table["wiersze"] if "w_tym" in row):
            for measure in table["miary"]:
                part, whole = (f"{table['kod']}/{row[key]}.{measure['klucz']}" for key in ("nr", "w_tym"))
                assert part not in values or values[part] <= values[whole]


def test_answers_for_2023_are_what_the_successor_published() -> None:
    rows = read_csv("2023", "odpowiedzi.csv")
    expected = {f"{task}/{lp.rstrip('.')}": value for task, lp, value in published("wartość")}
    assert len(expected) == 32
    expected |= published_cells("2023")
    assert len(expected) == 32 + 42
    assert {row["wskaznik"]: number(row["wartosc"]) for row in rows if row["wartosc"]} == {
        asked: number(value) for asked, value in expected.items()
    }


def test_every_question_has_one_answer_or_none_was_published() -> None:
    rows = read_csv("2023", "odpowiedzi.csv")
    assert [row["wskaznik"] for row in rows] == [*(indicator["id"] for indicator in indicators()), *cells()]
    for row in rows:
        assert (row["brak"], row["uwagi"] == UNPUBLISHED) == (("", False) if row["wartosc"] else ("brak danych", True))


def test_answers_come_from_the_executors_of_the_catalogue() -> None:
    owners = {indicator["id"]: indicator["realizatorzy"] for indicator in indicators()} | {
        f"{table['kod']}/{row['nr']}.{measure['klucz']}": row.get("realizatorzy")
        or measure.get("realizatorzy", table["realizatorzy"])
        for table in YAML["tabele"]
        for row in table["wiersze"]
        for measure in table["miary"]
    }
    assert {row["wskaznik"]: [row["realizator"]] for row in read_csv("2023", "odpowiedzi.csv")} == owners
    for year in (*DIAGNOSIS, *SUCCESSOR):
        rows = read_csv("history", f"{year}.csv")
        assert {row["indicator"]: [row["executors"]] for row in rows} == {
            row["indicator"]: owners[row["indicator"]] for row in rows
        }
