"""The catalogue and the example of the social welfare programme 2025-2030 say what the adopted programme says.

The published side is `published/pps-2025-2030.txt`: tab separated, taken from the text of the resolution and
independent of the catalogue. The first word of a line says what it holds:

    zadanie    section, title                            tabela   table, title
    wskaźnik   section, number, name, base value, target komórka  table, row, measure, year, value
    przypis    section or T and table, footnote          gwiazdka section whose heading bears the star
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
PROGRAMME = "bialystok-pps-2025-2030"
CATALOGUE = ROOT / "src" / "collector" / "catalogue" / "programmes" / f"{PROGRAMME}.yaml"
EXAMPLE = ROOT / "examples" / PROGRAMME
HISTORY = ROOT / "src/collector/catalogue/programmes/history/bialystok-pps-2025-2030"
YEARS = ("2021", "2022", "2023")
HEADER = (
    "programme,year,indicator,name,status,value,unit,text,note,executors,combine,previous_year,previous_value,"
    "change_percent,base_year,base_value,target,assessment"
)


@dataclass(frozen=True)
class Asked:
    """An indicator or a table cell of the catalogue."""

    id: str
    unit: str
    executors: tuple[str, ...]
    since: str


@cache
def published(kind: str) -> list[tuple[str, ...]]:
    lines = (ROOT / "tests" / "published" / "pps-2025-2030.txt").read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")[1:]) for line in lines if line.split("\t")[0] == kind]


@cache
def catalogue() -> Any:
    # BaseLoader makes nothing but strings, lists and mappings.
    return yaml.load(CATALOGUE.read_text(encoding="utf-8"), yaml.BaseLoader)


def sections(parts: list[Any] | None = None) -> Iterator[Any]:
    for section in catalogue()["drzewo"] if parts is None else parts:
        yield section
        yield from sections(section.get("podrzedne", []))


def indicators() -> list[tuple[str, Any]]:
    return [(section["kod"], indicator) for section in sections() for indicator in section.get("wskazniki", [])]


def cells() -> list[tuple[Any, Any, Any]]:
    return [(table, row, m) for table in catalogue()["tabele"] for row in table["wiersze"] for m in table["miary"]]


def cell_id(table: Any, row: Any, measure: Any) -> str:
    return f"{table['kod']}/{row['nr']}.{measure['klucz']}"


def asked() -> list[Asked]:
    nouns = catalogue()["jednostki"].items()
    units = {key: noun["formy"] if isinstance(noun, dict) else noun for key, noun in nouns}
    of_tree = [
        Asked(i["id"], units[i["jednostka"]][1], tuple(i["realizatorzy"]), i.get("od", "")) for _, i in indicators()
    ]
    of_tables = [
        Asked(
            cell_id(table, row, measure),
            units[row.get("jednostka", measure["jednostka"])][1],
            tuple(row.get("realizatorzy") or measure.get("realizatorzy") or table["realizatorzy"]),
            row.get("od", ""),
        )
        for table, row, measure in cells()
    ]
    return of_tree + of_tables


def published_values(year: str) -> dict[str, str]:
    """What is printed for every id, footnote stars and words included."""
    places = [(table["kod"], cell_id(table, row, measure)) for table, row, measure in cells()]
    printed = _by_table(year)
    values = {id_: printed[code].pop(0) for code, id_ in places}
    assert not any(printed.values())
    if year == "2023":
        values |= {f"{section}/{number.rstrip('.')}": base for section, number, _, base, _ in published("wskaźnik")}
    return values


def _by_table(year: str) -> dict[str, list[str]]:
    printed: dict[str, list[str]] = {}
    for table, _, _, when, value in published("komórka"):
        if when == year:
            printed.setdefault(f"T{table}", []).append(value)
    return printed


def footnotes() -> dict[str, str]:
    return {line[0]: line[1] for line in published("przypis")}


def footnote(id_: str, printed: str) -> str:
    """The footnote of a printed value: of its own star or of the star of the heading above it."""
    place = id_.partition("/")[0]
    starred_heading = place in {section for section, _ in published("gwiazdka")}
    return footnotes()[place] if printed.endswith("*") or starred_heading else ""


def number(printed: str) -> Decimal:
    return Decimal(printed.partition("(")[0].strip(" *").replace(" ", "").replace(",", "."))


@cache
def history(year: str) -> Mapping[str, Mapping[str, str]]:
    text = (HISTORY / f"{year}.csv").read_text(encoding="utf-8")
    assert text.startswith(f"{HEADER}\n")
    rows = list(csv.DictReader(text.splitlines()))
    assert len({row["indicator"] for row in rows}) == len(rows)
    return {row["indicator"]: row for row in rows}


def test_counts() -> None:
    assert len(published("wskaźnik")) == len(indicators()) == 49
    assert len({section for section, _ in indicators()}) == 11
    assert len(published("tabela")) == len(catalogue()["tabele"]) == 11
    assert len(published("komórka")) == len(cells()) * len(YEARS) == 231
    assert len({item.id for item in asked()}) == len(asked()) == 126


def test_sections_and_tables_have_the_published_titles() -> None:
    assert [(section["kod"], section["tytul"]) for section in sections()] == published("zadanie")
    assert [(t["kod"].removeprefix("T"), t["tytul"]) for t in catalogue()["tabele"]] == published("tabela")


def test_indicators_have_the_published_names_base_values_and_targets() -> None:
    stars = {section for section, _ in published("gwiazdka")}
    expected = [
        (f"{section}/{lp}".rstrip("."), name, number(base), "*" if section in stars or "*" in base else "", target)
        for section, lp, name, base, target in published("wskaźnik")
    ]
    assert [
        (i["id"], i["nazwa"], Decimal(i["baza"]["wartosc"]), i["baza"].get("znak", ""), i["cel"])
        for _, i in indicators()
    ] == expected


def test_base_values_have_the_published_footnotes() -> None:
    printed = published_values("2023")
    for _, indicator in indicators():
        note = footnote(indicator["id"], printed[indicator["id"]])
        assert indicator["baza"]["rok"] == "2023"
        assert indicator["baza"].get("uwaga", "") == note
        assert indicator.get("od", "") == ("2025" if "od 2025 r." in note else "")


def test_cells_have_the_published_rows_and_measures() -> None:
    ours = [
        (table["kod"].removeprefix("T"), f"{row.get('lp', '')} {row.get('nazwa', '')}".strip(), measure["nazwa"], year)
        for table, row, measure in cells()
        for year in YEARS
    ]
    printed = [place[:4] for place in published("komórka")]
    # The columns of Tabela Nr 11 are headed by nothing but the years; there the measure has a name of ours.
    without_heading = {(table, row) for table, row, measure, _ in printed if not measure}
    assert {table for table, _ in without_heading} == {"11"}
    if_printed = [(*p[:2], "" if p[:2] in without_heading else p[2], p[3]) for p in ours]
    assert sorted(if_printed) == sorted(printed)


def test_footnotes_of_table_headings_are_printed_and_those_of_values_are_not() -> None:
    given = {table["kod"]: table.get("przypisy", []) for table in catalogue()["tabele"]}
    notes = footnotes()
    assert {code: texts for code, texts in given.items() if texts} == {"T1": [notes["T1"]], "T2": [notes["T2"]]}


@pytest.mark.parametrize("year", YEARS)
def test_history_holds_every_published_value(year: str) -> None:
    by_id = {item.id: item for item in asked()}
    # What is collected only from a later year has a printed base value and no value of that year.
    printed = {id_: text for id_, text in published_values(year).items() if (by_id[id_].since or year) <= year}
    assert set(history(year)) == set(printed)
    for id_, row in history(year).items():
        assert (row["programme"], row["year"], row["status"]) == (PROGRAMME, year, "podano")
        assert Decimal(row["value"]) == number(printed[id_]), id_
        assert row["text"] == (printed[id_] if "(" in printed[id_] else "")
        assert row["note"] == footnote(id_, printed[id_])
        assert (row["unit"], row["executors"]) == (by_id[id_].unit, " ".join(by_id[id_].executors))


def test_answers_are_the_published_values_of_what_is_asked_in_2023() -> None:
    printed = published_values("2023")
    with (EXAMPLE / "2023" / "odpowiedzi.csv").open(encoding="utf-8", newline="") as file:
        answers = [tuple(row.values()) for row in csv.DictReader(file)]
    assert sorted(answers) == sorted(
        (item.executors[0], item.id, printed[item.id], "", footnote(item.id, printed[item.id]))
        for item in asked()
        if not item.since
    )
    assert len(answers) == 119


def test_every_executor_has_something_to_report_and_everything_has_one_owner() -> None:
    assert {item.executors for item in asked()} == {(executor,) for executor in catalogue()["realizatorzy"]}


@pytest.mark.parametrize("year", YEARS)
def test_percentages_follow_from_their_parts_and_no_part_exceeds_its_total(year: str) -> None:
    value = {id_: Decimal(row["value"]) for id_, row in history(year).items()}
    for table, row, measure in cells():
        own = value[cell_id(table, row, measure)]
        if "licznik" in measure:
            prefix = f"{table['kod']}/{row['nr']}"
            share = 100 * value[f"{prefix}.{measure['licznik']}"] / value[f"{prefix}.{measure['mianownik']}"]
            assert own == share.quantize(Decimal("0.1"), ROUND_HALF_UP)
        if "w_tym" in row:
            assert own <= value[f"{table['kod']}/{row['w_tym']}.{measure['klucz']}"]
