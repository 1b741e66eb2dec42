"""The import of a published report: everything is found, and what is doubtful is listed, never silently wrong."""

import csv
import io
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from collector.catalogue import load_programme, shipped_path
from collector.catalogue.importing.codes import as_code, follows, leading_code
from collector.catalogue.importing.declined import declined
from collector.catalogue.importing.document import Document
from collector.catalogue.importing.draft import Draft
from collector.catalogue.importing.formats.opening import read_document
from collector.catalogue.importing.formats.text import text_rows
from collector.catalogue.importing.kinds import guess_kind
from collector.catalogue.importing.recognising import import_report
from collector.catalogue.importing.tasks.bands import level_forms, read_band
from collector.catalogue.importing.tasks.importing import import_tasks
from collector.catalogue.importing.units import _TABLE, FALLBACK_UNIT, guess_unit, known_unit
from collector.catalogue.importing.writing import doubts_csv, draft_yaml, history_csv, summary
from collector.catalogue.source import read_source
from collector.domain.errors import InputError
from collector.domain.indicator import Indicator
from collector.domain.programme import Programme, Section
from collector.history import read_history

from .published_report import NO_DATA, TEXTS, leading_count, published, squeeze

PROGRAMME = "bialystok-srps-2011-2020"
TEXT = (TEXTS / f"{PROGRAMME}-2017.txt").read_text(encoding="utf-8")
HEADING = (
    "L.p.\tZadania\tRealizatorzy\tŹródła finansowania\tWskaźniki\tWartość wskaźnika w 2023 r.\tMonitorowanie\tUwagi"
)
SMALL = f"""\
Raport z programu „Razem” na lata 2021-2025
za rok 2023
Miejski Ośrodek Pomocy w Opolu - kwiecień 2024 r.
Tabela 1. Zadania
Cel 1. Rodzina
{HEADING}
1.1\tWsparcie rodzin\tMOPR\tBudżet\tLiczba rodzin\t12\tanaliza\t
\t\t\t\tLiczba asystentów\t3*\tanaliza\t* w tym 1 na pół etatu
1.2\tPieniądze\tMOPR\tBudżet\tKwota dotacji\t1.250,5 tys. zł\tanaliza\t
"""


def imported(text: str) -> Draft:
    draft = import_tasks(Document(name="raport.txt", rows=text_rows(text.encode(), "raport.txt")))
    assert draft is not None
    return draft


def sections(draft: Draft) -> Iterator[dict[str, Any]]:
    def walk(parts: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for part in parts:
            yield part
            yield from walk(part.get("podrzedne", []))

    return walk(draft.catalogue["drzewo"])


def indicators(draft: Draft) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for section in sections(draft) for one in section.get("wskazniki", [])}


def values(draft: Draft, year: int) -> dict[str, dict[str, str]]:
    return {row["indicator"]: row for row in draft.history[year]}


def loaded(draft: Draft, folder: Path) -> Programme:
    """The draft as a file that collector reads; it says what the draft says."""
    path = folder / "programme.yaml"
    path.write_text(draft_yaml(draft), encoding="utf-8")
    assert read_source(path.read_text(encoding="utf-8")).data == draft.catalogue
    return load_programme(path)


def whys(draft: Draft, word: str) -> list[str]:
    return [f"{one.understood}: {one.why}" for one in draft.doubts if word in f"{one.understood}: {one.why}"]


@pytest.fixture(scope="module")
def draft() -> Draft:
    return imported(TEXT)


# ------------------------------------------------------------------------------------------------- the report of 2017


def test_everything_is_recognised(draft: Draft) -> None:
    assert draft.year == 2017
    assert draft.recognised == {
        "cele strategiczne": 7, "priorytety": 28, "zadania": 88, "wskaźniki": 175, "wartości": 175,
    }  # fmt: skip
    assert draft.not_understood == []
    assert len({doubt.line for doubt in draft.doubts}) == 16


@pytest.mark.parametrize("year", [2017, 2019])
def test_names_values_and_notes_are_the_published_ones(year: int) -> None:
    report = published(year)
    found = imported((TEXTS / f"{PROGRAMME}-{year}.txt").read_text(encoding="utf-8"))
    names, history, places = indicators(found), values(found, year), {one["kod"]: one for one in sections(found)}
    assert list(names) == [row.id for row in report.indicators]
    for row in report.indicators:
        task, line = places[row.task], history[row.id]
        assert squeeze(names[row.id]["nazwa"]) == row.name
        assert squeeze(line["note"]) == row.note
        assert squeeze(task["tytul"]) == row.title
        for key, text in (
            ("realizatorzy", row.executors), ("finansowanie", row.funding), ("monitorowanie", row.monitoring),
        ):  # fmt: skip
            assert squeeze(task.get(key, "")) == text
        if row.number:
            assert (line["value"], line["text"]) == (str(row.number.number), "")
        elif row.value == NO_DATA:
            assert (line["status"], line["value"]) == ("brak danych", "")
        else:
            assert squeeze(line["text"]) == row.value
            assert line["value"] == ("" if leading_count(row.value) is None else str(leading_count(row.value)))


def tree(programme: Programme) -> tuple[dict[str, Section], dict[str, Indicator]]:
    found: dict[str, Section] = {}

    def walk(parts: tuple[Section, ...]) -> None:
        for part in parts:
            found[part.code] = part
            walk(part.children)

    walk(programme.sections)
    return found, {one.id: one for part in found.values() for one in part.indicators}


def test_every_difference_from_the_catalogue_made_by_hand_is_listed(draft: Draft, tmp_path: Path) -> None:
    ours, theirs = tree(load_programme(shipped_path(PROGRAMME))), tree(loaded(draft, tmp_path))
    assert ours[0].keys() == theirs[0].keys()
    assert ours[1].keys() == theirs[1].keys()
    different = {code for code, part in ours[0].items() if part.title != theirs[0][code].title}
    different |= {code for code, part in ours[0].items() if part.printed != theirs[0][code].printed}
    different |= {code for code, part in ours[0].items() if part.merged != theirs[0][code].merged}
    different |= {
        id_
        for id_, one in ours[1].items()
        if (one.name, one.kind, one.unit_is_printed)
        != (theirs[1][id_].name, theirs[1][id_].kind, theirs[1][id_].unit_is_printed)
    }
    unlisted = [id_ for id_ in sorted(different) if not whys(draft, f"{id_}:")]
    assert len(different) > 5
    assert unlisted == []


def test_the_layout_of_the_report_is_that_of_the_catalogue_made_by_hand(draft: Draft, tmp_path: Path) -> None:
    ours, theirs = load_programme(shipped_path(PROGRAMME)).report, loaded(draft, tmp_path).report
    assert theirs.bands == ours.bands
    assert theirs.columns == ours.columns
    assert (theirs.table_title, squeeze(theirs.closing)) == (ours.table_title, squeeze(ours.closing))


@pytest.mark.parametrize(
    "words",
    [
        "ul. Baranowicka 203",
        "„Analiza” jako początek",
        "wskaźnik G.3.1/1: liczba z jednostką „osoby”",
        "KOORD",
        "miasto",
    ],
)
def test_doubtful_places_are_listed(draft: Draft, words: str) -> None:
    assert whys(draft, words)


def test_history_is_read_back(draft: Draft, tmp_path: Path) -> None:
    folder = tmp_path / "history"
    folder.mkdir()
    (folder / "2017.csv").write_text(history_csv(draft.history[2017]), encoding="utf-8")
    past = read_history(folder, "program", before=2018)
    assert len(past) == 174
    assert past["B.3.3/1"].value == 281310
    assert past["F.1.1/2"].text.split("\n")[:2] == ["129 w tym m. in.", "- spotkania warsztatowe;"]


def test_the_title_page_names_the_programme() -> None:
    found = imported((TEXTS / f"{PROGRAMME}-2019.txt").read_text(encoding="utf-8"))
    programme, report = found.catalogue["program"], found.catalogue["raport"]
    assert (
        programme["tytul"] == "„Strategii Rozwiązywania Problemów Społecznych Miasta Białegostoku na lata 2011 - 2020”"
    )
    assert programme["lata"] == {"od": "2011", "do": "2020"}
    assert programme["koordynator"] == "Miejski Ośrodek Pomocy Rodzinie w Białymstoku"
    assert report["tytul"][-1] == "za rok {rok}"
    assert report["wydal"].endswith("maj {rok_wydania} r.")
    assert [one.text for one in found.not_understood] == [
        "ahępt-11", "28.05.2020", "PREZYDENT MIASTA", "dr hab. Tadeusz Truskolaski",
    ]  # fmt: skip


# ------------------------------------------------------------------------------------------------------ damaged rows


@dataclass(frozen=True)
class Facts:
    """What a draft says of every code and every indicator."""

    of: dict[str, object]

    @classmethod
    def read(cls, draft: Draft) -> "Facts":
        titles: dict[str, object] = {part["kod"]: part["tytul"] for part in sections(draft)}
        history = values(draft, 2017)
        read = {
            id_: (one["nazwa"], *(history.get(id_, {}).get(key, "") for key in ("value", "text", "note")))
            for id_, one in indicators(draft).items()
        }
        return cls(titles | read)


def without(column: int) -> Callable[[list[str]], list[list[str]]]:
    return lambda cells: [[*cells[:column], "", *cells[column + 1 :]]]


def split(column: int, *, page: bool) -> Callable[[list[str]], list[list[str]]]:
    """The row cut in two before `column`, as a page or a narrow cell cuts it."""
    between = [[""]] if page else []
    return lambda cells: [cells[:column] + [""] * (8 - column), *between, [""] * column + cells[column:]]


DAMAGES: dict[str, Callable[[list[str]], list[list[str]]]] = {
    "value lost": without(5),
    "name lost": without(4),
    "cells moved right": lambda cells: [["", *cells]],
    "cells moved left": lambda cells: [cells[1:] if not cells[0] else cells],
    "code lost": without(0),
    "code unreadable": lambda cells: [[cells[0].replace(".", ",", 1), *cells[1:]]],
    "name and value exchanged": lambda cells: [[*cells[:4], cells[5], cells[4], *cells[6:]]],
    "row cut before the name": split(4, page=False),
    "row cut before the value": split(5, page=False),
    "page ends before the value": split(5, page=True),
    "page ends before the notes": split(7, page=True),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_healed_or_listed(draft: Draft, damage: str) -> None:
    lines = TEXT.split("\n")
    rows = [at for at, line in enumerate(lines) if line.count("\t") == 7 and line.split("\t")[4] and "L.p." not in line]
    rows = [at for at in rows if lines[at].split("\t")[5]]
    known = {(doubt.line, doubt.understood) for doubt in draft.doubts}
    before = Facts.read(draft)
    for at in random.Random(7).sample(rows, 8):
        damaged = ["\t".join(cells) for cells in DAMAGES[damage](lines[at].split("\t"))]
        found = imported("\n".join([*lines[:at], *damaged, *lines[at + 1 :]]))
        listed = [
            doubt
            for doubt in [*found.doubts, *found.not_understood]
            if abs(doubt.line - at) <= 4 and (doubt.line, doubt.understood) not in known
        ]
        assert listed or Facts.read(found) == before, f"line {at + 1}: {lines[at]}"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("\t\t\t\t\t7\tanaliza\t", "wartość stoi w dwóch wierszach"),
        ("\t\t\t\tLiczba dzieci\t\tanaliza\t", "nie ma wartości"),
        ("\t\t\t\tLiczba dzieci\tok. 5 tys.\tanaliza\t", "nie wynika, czy wskaźnik jest liczbą"),
        ("\t\t\t\tLiczba dzieci\t1.250\tanaliza\t", "na dwa sposoby"),
        ("\t\t\t\tLiczba dzieci\t5*\tanaliza\t", "jest gwiazdka, a nie ma uwagi"),
        ("\t\t\t\tLiczba dzieci\t5\tanaliza\t* w tym 2", "przy której wartości ta gwiazdka stoi"),
        ("\t\t\t\tobjętych wsparciem\t5\tanaliza\t", "nazwa zaczyna się małą literą"),
        ("\t\t\t\tKwota dotacji\t5 zł\tanaliza\t", "wskaźnik o tej nazwie"),
        ("\t\t\t\tLiczba dzieci\t5\tanaliza\t\tjeszcze coś", "więcej komórek niż kolumn"),
        ("\t\t\t\tPrzyznano\t5\tanaliza\t", "nie wynika, co się liczy"),
        ("1.4\tInne\tMOPR\tBudżet\tLiczba dzieci\t5\tanaliza\t", "nie następuje po 1.2"),
        ("1.1\tInne\tMOPR\tBudżet\tLiczba dzieci\t5\tanaliza\t", "ma już inne zadanie"),
        ("2.1\tInne\tMOPR\tBudżet\tLiczba dzieci\t5\tanaliza\t", "nie pasuje do kodu części"),
        ("1.3\t\tMOPR\tBudżet\tLiczba dzieci\t5\tanaliza\t", "nie ma nazwy zadania"),
        ("1.3\tInne\tMOPR\tBudżet\t\t\tanaliza\t", "nie ma nazwy wskaźnika"),
        ("l,3\tInne\tMOPR\tBudżet\tLiczba dzieci\t5\tanaliza\t", "nie można odczytać kodu"),
        ("Cel 2. Zdrowie\t\t\t\t\t\t\t", "nie ma żadnego zadania"),
        ("\t\tPUP\t\tLiczba dzieci\t5\tanaliza\t", "kilka różnych komórek"),
    ],
)
def test_a_damaged_row_says_why_it_is_doubtful(line: str, why: str, tmp_path: Path) -> None:
    found = imported(f"{SMALL}{line}\n")
    assert whys(found, why)
    loaded(found, tmp_path)


def test_lines_without_a_place_are_listed() -> None:
    text = SMALL.replace("1.2\tPien", "4\nWydruk z systemu\n1.2\tPien").replace(
        "1.1\tWs", "\t\t\t\tnic\t1\t\t\n1.1\tWs"
    )
    assert [one.text for one in imported(text).not_understood] == ["nic 1", "Wydruk z systemu"]


# ---------------------------------------------------------------------------------------------- other cities, formats


def test_a_small_report(tmp_path: Path) -> None:
    found = imported(SMALL)
    programme = loaded(found, tmp_path)
    assert (programme.title, programme.first_year, programme.last_year) == ("„Razem”", 2021, 2025)
    assert [level.many for level in programme.levels] == ["celów", "zadań"]
    assert programme.report.issued_by == "Miejski Ośrodek Pomocy w Opolu - kwiecień {rok_wydania} r."
    history = values(found, 2023)
    assert [(row["value"], row["unit"]) for row in history.values()] == [
        ("12", "rodziny"), ("3", "asystenci"), ("1250.5", "tys. zł"),
    ]  # fmt: skip
    assert history["1.1/2"]["note"] == "* w tym 1 na pół etatu"
    assert len(found.doubts) == 3  # executors, moment and direction, the name of the city
    assert found.not_understood == []


def test_other_columns_in_another_order(tmp_path: Path) -> None:
    text = (
        "Lp.\tNazwa zadania\tNazwa wskaźnika\tJ.m.\tWartość wskaźnika 2022\tWartość wskaźnika 2023\t"
        "Termin\tOcena\tUwagi\n"
        "1\t2\t3\t4\t5\t6\t7\t8\t9\n"
        "1.\tPomoc\tPrzyznane świadczenia\tosób\t10\t12\tcały rok\tdobrze\t\n"
        "2.\tOpieka\tOdsetek dzieci\t%\t10,5\t12\tcały rok\tdobrze\tuwaga\n"
    )
    found = imported(text)
    programme = loaded(found, tmp_path)
    assert [column.key for column in programme.report.columns] == [
        "kod", "zadanie", "wskaznik", "jednostka", "poprzednia", "wartosc", "termin_zadania", "ocena_zadania", "uwagi",
    ]  # fmt: skip
    assert [section.code for section in programme.sections] == ["1", "2"]
    assert indicators(found)["1/1"]["jednostka"] == "osoba"
    assert indicators(found)["2/1"]["rodzaj"] == "procent"
    assert [row["value"] for row in found.history[2023]] == ["12", "12"]
    assert [row["value"] for row in found.history[2022]] == ["10", "10.5"]


def cells_of_a_subset() -> list[list[str]]:
    """The first goal's beginning, one row a list."""
    return [row.split("\t") for row in TEXT.split("\n")[3:11]] + [
        line.split("\t") for line in TEXT.split("\n")[11:20] if line.strip()
    ]


def as_text(rows: list[list[str]], path: Path) -> Path:
    path.write_text("\n".join("\t".join(row) for row in rows), encoding="cp1250")
    return path


def as_workbook(rows: list[list[str]], path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append([int(cell) if cell.isdecimal() else cell or None for cell in row])
    for row_number, row in enumerate(rows, 1):
        if not any(row[1:]):
            sheet.merge_cells(start_row=row_number, start_column=1, end_row=row_number, end_column=8)
    hidden = book.create_sheet("Robocze")
    hidden.sheet_state = "hidden"
    hidden.append(["A.9.9", "Brudnopis", "", "", "Liczba błędów", 1, "", ""])
    book.save(path)
    return path


def as_word(rows: list[list[str]], path: Path) -> Path:
    document = docx.Document()
    table = document.add_table(rows=len(rows), cols=8)
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            table.cell(number, column).text = cell
        if not any(row[1:]):
            table.cell(number, 0).merge(table.cell(number, 7)).text = row[0]
    for number, row in enumerate(rows):
        below = rows[number + 1] if number + 1 < len(rows) else [""]
        if as_code(row[0]) and not any(below[:4]) and any(below):
            for column in range(4):
                table.cell(number, column).merge(table.cell(number + 1, column)).text = row[column]
    document.save(str(path))
    return path


@pytest.mark.parametrize(
    ("write", "name"), [(as_text, "r.txt"), (as_workbook, "r.xlsx"), (as_word, "r.docx")], ids=["txt", "xlsx", "docx"]
)
def test_every_format_says_the_same(write: Callable[[list[list[str]], Path], Path], name: str, tmp_path: Path) -> None:
    rows = cells_of_a_subset()
    plain = imported("\n".join("\t".join(row) for row in rows))
    found = import_report(write(rows, tmp_path / name), None, None)
    assert found.catalogue == plain.catalogue
    assert found.history == plain.history
    assert len(indicators(found)) > 8


def test_cells_of_a_workbook_are_read_as_shown(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["raz", 0.125, 1129.1, "=1+1", True])
    sheet["B1"].number_format, sheet["C1"].number_format = "0.0%", '#,##0.0" tys. zł"'
    path = tmp_path / "r.xlsx"
    book.save(path)
    assert read_document(path).rows[0].cells == ("raz", "12,5%", "1129,1 tys. zł", "=1+1", "PRAWDA")


def test_markup_is_taken_away_and_footnote_marks_stay() -> None:
    text = "**Nazwa**\t<p>raz;</p> <ul style='x'> - dwa; - trzy</ul>\t12**\t&lt;5 &amp; 6\n--\t--\n\n# Tytuł\n"
    rows = text_rows(text.encode(), "r.txt")
    assert [(row.line, row.cells) for row in rows] == [
        (1, ("Nazwa", "raz;\n- dwa; - trzy", "12**", "<5 & 6")),
        (4, ("Tytuł",)),
    ]


def test_a_csv_of_excel_is_read() -> None:
    rows = text_rows(b'a;"b;c\nd";e\nf;;\n', "r.csv")
    assert [(row.line, row.cells) for row in rows] == [(1, ("a", "b;c\nd", "e")), (3, ("f", "", ""))]


# ------------------------------------------------------------------------------------------------------------ refusals


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("r.txt", b"To jest list.\nBez tabeli.\n", "nie ma tabeli, którą collector zna"),
        ("r.txt", b"\n\n", "nie ma żadnego tekstu"),
        ("r.txt", b"\x00\x01\x02", "nie jest tekstem"),
        ("r.txt", b"\x81\x83", "Zapisz go jako tekst w kodowaniu UTF-8"),
        ("r.xlsx", b"to nie skoroszyt", "zapisz jako „Skoroszyt programu Excel (.xlsx)”"),
        ("r.docx", b"to nie dokument", "zapisz jako „Dokument programu Word (.docx)”"),
        ("r.pdf", b"%PDF", "zapisz jako .docx, .xlsx lub .txt"),
        ("r.bin", b"x", "Zapisz dokument jako .xlsx, .docx albo .txt"),
    ],
)
def test_refusals_say_what_to_do(name: str, content: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError) as refusal:
        import_report(path, None, None)
    assert words in str(refusal.value)
    assert name in str(refusal.value)


def test_a_report_without_a_year_asks_for_it(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text(SMALL.replace("za rok 2023", "sprawozdanie").replace(" w 2023 r.", ""), encoding="utf-8")
    with pytest.raises(InputError, match="--year"):
        import_report(path, None, None)
    found = import_report(path, "opole-2021", 2023)
    assert [row["year"] for row in found.history[2023]] == ["2023"] * 3
    assert {row["programme"] for row in found.history[2023]} == {"opole-2021"}
    assert loaded(found, tmp_path).id == "opole-2021"


def test_a_year_other_than_the_document_names_is_a_doubt(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text(SMALL, encoding="utf-8")
    found = import_report(path, None, 2024)
    assert list(found.history) == [2024]
    assert whys(found, "dokument podaje rok 2023")


# ------------------------------------------------------------------------------------------------------------- outputs


def test_summary_and_list_of_doubts() -> None:
    found = imported(f"{SMALL}\t\t\t\tLiczba dzieci\t\tanaliza\t\n")
    assert summary(found).split("\n") == [
        "Rozpoznano: cele – 1, zadania – 2, wskaźniki – 4, wartości – 3.",
        "Do potwierdzenia: 4\u00a0miejsca (2\u00a0wiersze dokumentu).",
        "Nie rozpoznano: 0\u00a0miejsc.",
    ]
    rows = list(csv.DictReader(io.StringIO(doubts_csv(found))))
    assert list(rows[0]) == ["wiersz", "tekst", "odczytano", "powod", "rodzaj"]
    assert rows[-1]["wiersz"] == "10"
    assert rows[-1]["tekst"] == "Liczba dzieci analiza"
    assert {row["rodzaj"] for row in rows} == {"do potwierdzenia"}


@pytest.mark.parametrize(
    "text",
    [
        "zwykły tekst", "tekst: z dwukropkiem", "* gwiazdka", "'apostrof'", "1.10", "no", "", "#", "a #b", "- myślnik",
        "{rok}", "[x], y", "dwa  odstępy " * 15, "długi tekst, który się nie mieści " * 6 + "koniec",
        "wiersz\ndrugi: wiersz", "wiersz\n\nprzerwa", "% i @", "tab\there", "„cytat”", "a\u00a0b " * 40 + "c",
    ],
)  # fmt: skip
def test_every_text_reads_back_as_itself(text: str) -> None:
    catalogue = {"format": "1", "raport": {"tytul": [text], "x": text}, "drzewo": [{"kod": text, "lata": {"od": text}}]}
    written = draft_yaml(Draft(catalogue=catalogue, year=2020))
    text = text.strip()
    assert read_source(written).data == {
        "format": "1", "raport": {"tytul": [text], "x": text}, "drzewo": [{"kod": text, "lata": {"od": text}}],
    }  # fmt: skip


# -------------------------------------------------------------------------------------------------------------- guesses


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("22 351", "liczba"), ("2659*", "liczba"), ("1.250", "liczba"),
        ("0,71", "liczba dziesiętna"), ("12 %", "procent"),
        ("1.129,1 tys. zł*", "kwota"), ("5 292 507 zł", "kwota"), ("1 020 osoby", "liczba"),
        ("129 w tym m. in. - spotkania; - wykłady", "liczba z opisem"), ("- ulotki; - plakaty", "lista"),
        ("1. ulotki; 2. plakaty", "lista"), ("wysoki", "tekst"), ("Brak danych", "liczba lub opis"),
        ("", "liczba lub opis"),
    ],
)  # fmt: skip
def test_kinds(value: str, kind: str) -> None:
    assert guess_kind(value) == kind


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Liczba osób objętych wsparciem", "osoba"), ("Liczba zatrudnionych specjalistów", "specjalista"),
        ("Liczba programów/projektów", "program lub projekt"), ("Wysokość środków (tys. zł)", "tys. zł"),
        ("Kwota dotacji", "zł"), ("Ilość lokali x 100%", "%"), ("Zatrudnionych", "osoba"),
        ("Inne", "pozycja"), ("", "pozycja"),
    ],
)  # fmt: skip
def test_units(name: str, unit: str) -> None:
    assert guess_unit(name)[0] == unit


def test_units_by_any_form() -> None:
    assert known_unit("osób") == ("osoba", ["osoba", "osoby", "osób"])
    assert known_unit("mln zł") == ("mln zł", ["mln zł"] * 3)
    assert known_unit("procent") == ("%", ["%"] * 3)
    assert known_unit("kwiat") is None
    assert FALLBACK_UNIT[0] == "pozycja"


def test_codes() -> None:
    assert [as_code(text) for text in ("A.1.", "A. 1.4", "2.1", "IV", "Cel", "")] == [
        "A.1",
        "A.1.4",
        "2.1",
        "IV",
        "",
        "",
    ]
    assert leading_code("A.1. Dom") == ("A.1", "Dom")
    assert follows("A.1.5", "A.1.4")
    assert follows("B.1.1", "A.4.4")
    assert not follows("A.1.6", "A.1.4")


def test_bands_and_levels() -> None:
    band = read_band(3, "Priorytet A.1. Dom")
    assert band is not None
    assert (band.level, band.code, band.title, band.pattern) == ("priorytet", "A.1", "Dom", "Priorytet {kod}. {tytul}")
    assert read_band(3, "Celem jest A dom") is None
    assert level_forms("cel szczegółowy") == (["cel szczegółowy", "cele szczegółowe", "celów szczegółowych"], True)
    assert level_forms("sfera") == (["sfera", "sfera", "sfera"], False)


@pytest.mark.parametrize(
    ("name", "genitive", "accusative", "gender"),
    [
        ("osób", "osoby", "osobę", "żeński"),
        ("specjalistów", "specjalisty", "specjalistę", "męskoosobowy"),
        ("wychowanków", "wychowanka", "wychowanka", "męskoosobowy"),
        ("programów/projektów", "programu lub projektu", "program lub projekt", "męski"),
        ("zajęć", "zajęć", "zajęcia", "nijaki"),
        ("ludności", "mieszkańca", "mieszkańca", "męskoosobowy"),
        ("kwiatów", "pozycji", "pozycję", "żeński"),
    ],
)
def test_a_draft_declines_the_nouns_that_it_guessed(name: str, genitive: str, accusative: str, gender: str) -> None:
    _, forms = guess_unit(f"Liczba {name}")
    assert declined(forms) == {"formy": forms, "dopelniacz": genitive, "biernik": accusative, "rodzaj": gender}


def test_a_draft_declines_every_noun_that_it_can_guess() -> None:
    assert [noun for noun, forms in _TABLE.items() if not isinstance(declined(forms), dict)] == []


def test_a_draft_declines_the_levels_that_it_knows() -> None:
    assert declined(level_forms("cel strategiczny")[0]) == {
        "formy": ["cel strategiczny", "cele strategiczne", "celów strategicznych"],
        "dopelniacz": "celu strategicznego", "biernik": "cel strategiczny", "rodzaj": "męski",
    }  # fmt: skip
    detailed = declined(["zadanie szczegółowe", "zadania szczegółowe", "zadań szczegółowych"])
    assert isinstance(detailed, dict)
    assert detailed["dopelniacz"] == "zadania szczegółowego"


@pytest.mark.parametrize(
    "forms", [["%"] * 3, ["sfera"] * 3, ["cel"] * 3, ["grupa robocza", "grupy robocze", "grup roboczych"]]
)
def test_a_draft_leaves_other_nouns_as_they_are(forms: list[str]) -> None:
    assert declined(forms) == forms
