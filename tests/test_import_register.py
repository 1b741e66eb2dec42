"""The import of a published register: everything is taken over, and nothing doubtful is taken over silently."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from collector.catalogue.importing.document import Document, Row
from collector.catalogue.importing.draft import Draft
from collector.catalogue.importing.formats.opening import read_document
from collector.catalogue.importing.register.cells import amount, is_term, reason
from collector.catalogue.importing.register.executors import initials
from collector.catalogue.importing.register.importing import import_register
from collector.catalogue.importing.writing import draft_yaml
from collector.catalogue.loading import load_programme

PUBLISHED = Path(__file__).parent / "published" / "report-lublin-2020.txt"
ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "lublin-srps-2014-2020"
CATALOGUE = ROOT / "src/collector/catalogue/programmes/lublin-srps-2014-2020.yaml"
MONEY = ("koszt", "panstwo", "gmina", "inne")

HEADING = (
    "Zadania\tRealizowane działania\tKoordynator\tRealizatorzy\tTermin realizacji\tKoszt działania\tŹródła finansowania"
    "\t\t\tWskaźniki realizacji zadania\t\tUwagi\n\t\t\t\t\t\tpaństwo\tgmina\tinne\tNazwa wskaźnika\tLiczba\t"
)
START = f"Strategia Miasta Opole 2014 - 2020\n1.CEL GŁÓWNY\t\tWSPARCIE\n1.1. Cel szczegółowy\t\tPomoc\n{HEADING}\n"
FIRST = (
    "1.1.1. Pomaganie\tRozmowy\tBiuro Pomocy\tszkoły\t2020 r.\t10,00\t0,00\t10,00\t0,00\tliczba rozmów\t5\tzrealizowano"
)


def document(text: str) -> Document:
    rows = (
        Row(line=line, cells=tuple(cell.replace("⏎", "\n").strip() for cell in content.split("\t")))
        for line, content in enumerate(text.split("\n"), 1)
        if content.strip()
    )
    return Document(name="rejestr.txt", rows=tuple(rows))


def imported(*rows: str) -> Draft:
    """The draft of a register with one goal and `rows`."""
    draft = import_register(document(START + "\n".join(rows)))
    assert draft is not None
    return draft


def doubts_of(draft: Draft, id_: str) -> str:
    return "; ".join(doubt.why for doubt in draft.doubts if doubt.understood.startswith(f"działanie {id_};"))


def sections(nodes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for node in nodes:
        yield node
        yield from sections(node.get("podrzedne", []))


def one(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def lublin() -> Draft:
    draft = import_register(read_document(PUBLISHED))
    assert draft is not None
    return draft


@pytest.fixture(scope="module")
def transcribed() -> list[dict[str, str]]:
    with (EXAMPLE / "2020" / "dzialania.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_document_without_a_register_is_none() -> None:
    assert import_register(document("Raport\n1.1. Zadanie\tLiczba osób\t5")) is None


def test_the_whole_document_is_recognised(lublin: Draft) -> None:
    assert lublin.year == 2020
    assert lublin.recognised == {
        "cele główne": 6, "cele szczegółowe": 21, "zadania": 56, "wiersze działań": 367, "sumy": 48,
    }  # fmt: skip
    assert lublin.not_understood == []


def test_every_line_of_the_tables_is_a_row_or_is_listed(lublin: Draft) -> None:
    """Counted without the product: every line with cells that is no heading, no sum and no goal."""
    known = re.compile(r"\d+\. ?CEL|\d+\.\d\.? Cel|Zadania\t|\t*państwo|PODSUMOWANIE|CEL|\(\*|[-\t]+$")
    lines = [line for line in PUBLISHED.read_text(encoding="utf-8").split("\n") if "\t" in line]
    printed = sum(not known.match(line) for line in lines)
    rows_in_one = 4 + 1  # two printed lines hold five and two actions
    assert printed + rows_in_one == len(lublin.actions)


def test_every_amount_of_the_document_is_taken_over(lublin: Draft) -> None:
    money = re.compile(r"(?<![\d,.])\d{1,3}(?: \d{3})+,\d\d(?!\d)")
    sums = re.compile(r"(?:CEL|PODSUMOWANIE|\d[\d ]*,\d\d$)")
    text = "\n".join(line for line in PUBLISHED.read_text(encoding="utf-8").split("\n") if not sums.match(line))
    in_cells = Counter(money.findall(" ".join(re.findall(r"(?<=[\t>])[\d ]+,\d\d(?= ?zł|[\t<])", text))))
    taken = Counter(found for row in lublin.actions for key in MONEY for found in money.findall(row[key]))
    assert in_cells == taken


def test_the_draft_is_a_catalogue(lublin: Draft, tmp_path: Path) -> None:
    path = tmp_path / "szkic.yaml"
    path.write_text(draft_yaml(lublin), encoding="utf-8")
    programme = load_programme(path)
    assert len(list(sections(lublin.catalogue["drzewo"]))) == 6 + 21 + 56
    assert programme.register is not None


def test_every_difference_from_the_transcription_is_a_doubt(lublin: Draft, transcribed: list[dict[str, str]]) -> None:
    names = _choices(lublin.catalogue) | {"": ""}
    their_names = _choices(yaml.load(CATALOGUE.read_text(encoding="utf-8"), yaml.BaseLoader)) | {"": ""}
    silent = []
    for row, theirs in zip(lublin.actions, transcribed, strict=True):
        keys = ("id", "zadanie", "dzialanie", "termin", *MONEY, "wartosc", "uwagi", "nadrzedne", "rola")
        differs = any(one(row[key]) != one(theirs[key]) for key in keys)
        differs |= one(names[row["wskaznik"]]) != one(their_names[theirs["wskaznik"]])
        if differs and not doubts_of(lublin, row["id"]):
            silent.append((row, theirs))
    assert silent == []


def _choices(catalogue: dict[str, Any]) -> dict[str, str]:
    return {
        choice["id"]: choice["nazwa"]
        for section in sections(catalogue["drzewo"])
        for choice in section.get("wskazniki_do_wyboru", [])
    }


def test_amounts_of_every_task_are_the_transcribed_ones(lublin: Draft, transcribed: list[dict[str, str]]) -> None:
    def by_task(rows: list[dict[str, str]]) -> Counter[tuple[str, str, Decimal]]:
        return Counter(
            (row["zadanie"], key, number) for row in rows for key in MONEY if (number := amount(row[key])) is not None
        )

    assert by_task(lublin.actions) == by_task(transcribed)


def test_titles_and_own_texts_are_the_transcribed_ones(lublin: Draft) -> None:
    theirs = yaml.load(CATALOGUE.read_text(encoding="utf-8"), yaml.BaseLoader)
    different = {
        (section["kod"], key)
        for section, other in zip(sections(lublin.catalogue["drzewo"]), sections(theirs["drzewo"]), strict=True)
        for key in ("kod", "tytul", "koordynator", "realizatorzy")
        if one(section.get(key, "")) != one(other.get(key, ""))
    }
    # 3.2: the document names no task; 5.2.5 has two coordinators (both are doubts).
    assert different == {("3.2.1", "tytul"), ("5.2.5", "koordynator")}
    assert doubts_of(lublin, "3.2.1/d1")
    assert doubts_of(lublin, "5.2.5/d2")


def test_published_sums_are_taken_over(lublin: Draft) -> None:
    with (EXAMPLE / "history" / "2020-sumy.csv").open(encoding="utf-8", newline="") as file:
        assert sorted(map(sorted, (row.items() for row in csv.DictReader(file)))) == sorted(
            sorted(row.items()) for row in lublin.sums
        )


def test_sums_that_the_rows_do_not_give_are_doubts(lublin: Draft) -> None:
    wrong = [doubt.understood[:13] for doubt in lublin.doubts if "z wierszy działań wychodzi" in doubt.why]
    assert wrong == [f"suma celu {goal}" for goal in ("1.2", "1.3", "2.2", "2.3", "5.4")]


@pytest.mark.parametrize(
    ("id_", "expected"),
    [
        ("1.2.2/d14", ("2020 r.", "x", "x", "x", "x", "0")),  # the row begins with its term
        ("2.1.2/d3", ("2020 r.", "4 500,00", "", "4 500,00", "", "47")),  # one cell of money too many
        ("2.3.2/d1", ("2020 r.", "88 055,00", "0,00", "88 055,00", "0,00", "120")),
        ("2.5.1/d3", ("2020 r.", "730 831,00", "730 831,00", "0,00", "0,00", "259")),  # the row begins with its term
        ("3.3.2/d5", ("2021 r.", "x", "x", "x", "x", "263")),  # an extra cell before the term
        ("5.2.4/d11", ("4.05-30.11.2020 r.", "174 720,00", "33 600,00", "141 120,00", "0,00", "12")),
        ("2.2.2/d4", ("2015-2020", "60 315 770,32", "581 700,00", "34 193 154,33", "25 540 915,99", "4")),
    ],
)  # fmt: skip
def test_moved_cells_are_put_back(lublin: Draft, id_: str, expected: tuple[str, ...]) -> None:
    row = next(row for row in lublin.actions if row["id"] == id_)
    assert tuple(row[key] for key in ("termin", *MONEY, "wartosc")) == expected


def test_parts_add_up_to_the_announced_total(lublin: Draft) -> None:
    parts = {row["id"]: (row["nadrzedne"], row["rola"]) for row in lublin.actions if row["nadrzedne"]}
    assert {id_ for id_, (parent, _) in parts.items() if parent == "3.3.2/d1"} == {"3.3.2/d2", "3.3.2/d3", "3.3.2/d4"}
    assert {id_ for id_, (parent, _) in parts.items() if parent == "5.4.1/d6"} == {f"5.4.1/d{n}" for n in range(7, 17)}
    assert {id_ for id_, (parent, _) in parts.items() if parent == "5.4.1/d16"} == {f"5.4.1/d{n}" for n in (17, 18, 19)}
    assert "sumą 3 następnych wierszy" in doubts_of(lublin, "5.4.1/d16")
    assert len(parts) == 16


def test_a_row_as_announced_is_no_doubt() -> None:
    draft = imported(FIRST, "CEL 1.1. Pomoc razem:\t\t\t\t\t10,00\t0,00\t10,00\t0,00\t\t\t")
    assert draft.doubts == draft.not_understood == []
    assert draft.sums == [
        {"goal": "1.1", "column": key, "published": value}
        for key, value in zip(MONEY, ("10.00", "0.00", "10.00", "0.00"), strict=True)
    ]
    assert draft.actions[0] == {
        "realizator": "BP", "id": "1.1.1/d1", "zadanie": "1.1.1", "dzialanie": "Rozmowy", "termin": "2020 r.",
        "koszt": "10,00", "panstwo": "0,00", "gmina": "10,00", "inne": "0,00", "wskaznik": "1.1.1/1", "wartosc": "5",
        "uwagi": "zrealizowano", "nadrzedne": "", "rola": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("\tA\t\t\t2020 r.\t5,00\t1,00\t1,00\t0,00\tliczba A\t1\t", "koszt nie jest sumą źródeł"),
        ("\tA\t\t\t2020 r.\t5,00\t0,00\t5,00\tliczba A\t1\t\t", "liczba komórek kosztu i źródeł: 3"),
        ("\tA\t\t\t2020 r.\t0,00\t0,00\t0,00\t0,00\t7\tzrealizowano\t", "wartość nie ma nazwy wskaźnika"),
        ("\tA\t\t\t2020 r.\tx\tx\tx\tx\t\tliczba A\t7", "o jedną kolumnę dalej"),
        ("\tA\t\t\t2020 r.\tx\tx\tx\tx\t\t\t7", "liczba stoi w kolumnie uwag"),
        ("\tA\t\t\t2019 r.\tx\tx\tx\tx\tliczba A\t7\t", "nie obejmuje 2020 roku"),
        ("\tA\t\t\t2020 r.\t0,00 0\t0\t0\t0\tliczba A\t7\t", "nie jest jedną liczbą"),
        ("\tA\t\t\t2020 r.\tx\tx\tx\tx\tliczba A\t\t", "wskaźnik nie ma wartości"),
        ("\tA\t\t\t\tx\tx\tx\tx\tliczba A\t4\t", "brakuje terminu"),
        ("\tA razem, w tym:\t\t\t2020 r.\t9,00\t0,00\t9,00\t0,00\tliczba A\t4\t", "nie sumują się"),
        ("\n\tA\t\t\t2020 r.\tx\tx\tx\tx\tliczba A\t4\t", "nie ma kodu zadania"),
        ("\n\tw szkołach\t\t\t2020 r.\tx\tx\tx\tx\tliczba A\t4\t", "w środku tekstu działania"),
        ("\t1. A⏎B\t\t\t2020 r.⏎2020 r.\tx⏎x\tx⏎x\tx⏎x\tx⏎x\tliczba A⏎liczba B\t1⏎2\t", "rozdzielono je po liniach"),
    ],
)  # fmt: skip
def test_a_doubtful_row_is_listed(row: str, why: str) -> None:
    assert why in doubts_of(imported(FIRST, row), "1.1.1/d2")


FULL_ROWS = (
    "\tAkcja\t\t\t2020 r.\t30,00\t10,00\t20,00\t0,00\tliczba akcji\t7\tzrealizowano",
    "\tAkcja\t\t\tmaj 2020 r.\tw ramach działalności statutowej\tx\tx\tx\tliczba akcji\t7\tProgram wsparcia",
    "\tAkcja\t\t\t2020 r.\t0,00\t0,00\t0,00\t0,00\tliczba akcji\t12 osób\tbrak chętnych",
    "1.1.2. Praca\tAkcja\tUrząd\tszkoły\t2020 r.\tb.d.\tb.d.\tb.d.\tb.d.\tliczba akcji\t7\tzrealizowano",
)


@pytest.mark.parametrize("row", FULL_ROWS)
@pytest.mark.parametrize("change", ["lost", "extra", "emptied"])
@pytest.mark.parametrize("column", range(2, 11))
def test_no_cell_moves_silently(row: str, change: str, column: int) -> None:
    """Whatever a page break does to one cell between the action and the note: put right, or listed."""
    cells = row.split("\t")
    cells[column : column + (change != "extra")] = [] if change == "lost" else [""]
    right, changed = imported(FIRST, row), imported(FIRST, "\t".join(cells))
    if changed.not_understood:
        return
    expected = {key: value for key, value in right.actions[1].items() if key != "realizator"}
    taken = {key: value for key, value in changed.actions[1].items() if key != "realizator"}
    assert taken == expected or doubts_of(changed, taken["id"])


def test_what_cannot_be_placed_is_not_understood() -> None:
    draft = imported(FIRST, "Strona 5 z 60", "cokolwiek\tx\ty\tz", "CEL 1.1. Pomoc razem:\t\t5,00\t5,00")
    assert [(doubt.text, doubt.why) for doubt in draft.not_understood] == [
        ("Strona 5 z 60", "wiersz stoi poza tabelą działań"),
        ("cokolwiek x y z", "nie udało się rozpoznać kolumn"),
        ("CEL 1.1. Pomoc razem: 5,00 5,00", "liczba kwot przy sumie celu 1.1: 2 zamiast 4"),
    ]


def test_a_task_without_coordinator_gets_the_most_frequent() -> None:
    draft = imported(FIRST, "1.1.2. Inne\tA\t\t\t2020 r.\tx\tx\tx\tx\tliczba A\t7\t")
    assert draft.actions[1]["realizator"] == "BP"
    assert "nie ma koordynatora" in doubts_of(draft, "1.1.2/d1")


def test_executors_have_short_unique_ids() -> None:
    assert initials("Miejski Ośrodek Pomocy Rodzinie w Lublinie") == "MOPRWL"
    draft = imported(FIRST, FIRST.replace("1.1.1", "1.1.2").replace("Biuro Pomocy", "Bank Pracy"))
    assert [row["realizator"] for row in draft.actions] == ["BP", "BP-2"]


@pytest.mark.parametrize(
    ("read", "text", "expected"),
    [
        (amount, "250 100 zł", Decimal(250100)),
        (amount, "0,00zł", Decimal("0.00")),
        (amount, "120", Decimal(120)),
        (amount, "0,00 0", Decimal(0)),
        (amount, "b.d.", None),
        (reason, "bezkosztowo", "bez nakładów finansowych"),
        (reason, "X", "x"),
        (reason, "j.w.", "j.w."),
        (reason, "w ramach projektów unijnych", ""),
        (is_term, "do 10 lutego 2020 w każdy wtorek", True),
        (is_term, "Program na lata 2016-2020", False),
    ],
)  # fmt: skip
def test_content_of_cells(read: Callable[[str], object], text: str, expected: object) -> None:
    assert read(text) == expected
