"""The consolidated outputs of 2017 say what the published report says, value by value.

The published side is `published_report`, a transcription that knows nothing of the catalogue or of the example.
White space is no difference; everything else is.
"""

import csv
import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from .published_report import (
    NO_DATA,
    PublishedIndicator,
    PublishedReport,
    leading_count,
    published,
    read_number,
    squeeze,
)
from .told import opened, paragraphs_of, rows_of

RETURNS = Path(__file__).parents[1] / "submissions" / "2017"
PROGRAMME = "bialystok-srps-2011-2020"
INDICATORS_HEADER = (
    "programme,year,indicator,name,status,value,unit,text,note,executors,combine,previous_year,previous_value,"
    "change_percent,base_year,base_value,target,assessment"
)
OBSERVATIONS_HEADER = (
    "programme,year,indicator,executor,status,value,unit,text,note,explanation,raw,"
    "source_file,source_sheet,source_cell,source_sha256"
)
HEADINGS = (
    "L.p.",
    "Zadania realizacyjne (działania)",
    "Realizatorzy",
    "Źródła finansowania",
    "Wskaźniki",
    "Wartość wskaźnika w 2017 r.",
    "Monitorowanie",
    "Uwagi",
)
MARKED = {
    "A.1.3/1", "A.1.4/3", "A.1.5/4", "C.1.3/2", "C.1.4/2", "C.2.2/2", "C.2.3/2", "F.1.1/4",
    "G.1.1/1", "G.2.1/1", "G.2.2/1", "G.3.1/3", "G.3.4/2", "G.4.1/1", "G.6.3/1", "G.7.1/3",
}  # fmt: skip
WITHOUT_DATA = "G.3.1/4"
ANALYSIS = "Analiza bieżących danych pod kątem zachodzących zmian"

REPORT = published(2017)
GOALS = [goal.removeprefix("Cel strategiczny ")[0] for goal in REPORT.bands("goal")]
by_goal = pytest.mark.parametrize("goal", GOALS)

NUMBER_FORMAT = re.compile(r'\[\$-415\]#,##0(?:\.(?P<places>0+))?(?:"(?P<suffix>[^"]*)")?')

# --------------------------------------------------------------------------------------------------- the published side


def of_goal(goal: str) -> list[PublishedIndicator]:
    return [indicator for indicator in REPORT.indicators if indicator.task[0] == goal]


def as_shown(text: str) -> tuple[str, ...]:
    """What a reader sees of a value, whatever separates the thousands: digits, unit and mark; or the words."""
    number = read_number(text)
    return (str(number.number), number.unit, number.mark) if number else (squeeze(text),)


def differences(
    goal: str,
    expected: Callable[[PublishedIndicator], object],
    found: Callable[[PublishedIndicator], object],
) -> dict[str, tuple[object, object]]:
    """The indicators of a goal where the published and the found thing differ: (published, found)."""
    pairs = {indicator.id: (expected(indicator), found(indicator)) for indicator in of_goal(goal)}
    return {id_: pair for id_, pair in pairs.items() if pair[0] != pair[1]}


# ------------------------------------------------------------------------------------------------ the consolidated side


@dataclass(frozen=True)
class Block:
    """The rows of one indicator in the sheet of the report, and its cells as a reader sees them."""

    first: int
    last: int
    cells: tuple[Cell, ...]

    def text(self, column: int) -> str:
        value = self.cells[column].value
        return "" if value is None else squeeze(str(value))

    def shown(self, column: int) -> str:
        """The text of a cell as Excel shows it (without separators of thousands)."""
        cell = self.cells[column]
        if isinstance(cell.value, bool) or not isinstance(cell.value, int | float):
            return self.text(column)
        form = NUMBER_FORMAT.fullmatch(cell.number_format)
        assert form, f"{cell.coordinate}: number format {cell.number_format}"
        digits = f"{Decimal(str(cell.value)):.{len(form['places'] or '')}f}".replace(".", ",")
        return digits + (form["suffix"] or "")


class ReportSheet:
    """The sheet "Sprawozdanie", read row by row with its merged cells."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self.merged = {area.coord: area for area in sheet.merged_cells.ranges}
        self.anchors = {
            (row, column): (area.min_row, area.min_col)
            for area in self.merged.values()
            for row in range(area.min_row, area.max_row + 1)
            for column in range(area.min_col, area.max_col + 1)
        }
        self.title = self.cell(1, 1).value
        self.contents: list[tuple[str, str]] = []
        self.headings: list[tuple[str, ...]] = []
        self.blocks: dict[str, Block] = {}
        self.after: list[str] = []
        self._read()

    def cell(self, row: int, column: int) -> Cell:
        cell = self.sheet.cell(*self.anchors.get((row, column), (row, column)))
        assert not isinstance(cell, MergedCell)
        return cell

    def _read(self) -> None:
        position: dict[str, int] = defaultdict(int)
        self.running_head = tuple(str(self.cell(2, column).value) for column in range(1, len(HEADINGS) + 1))
        row = 3
        while row <= self.sheet.max_row:
            cells = tuple(self.cell(row, column) for column in range(1, len(HEADINGS) + 1))
            first, name = str(cells[0].value or ""), cells[4].value
            last = row
            if f"A{row}:H{row}" in self.merged and first.startswith("Cel strategiczny"):
                self.contents.append(("goal", first))
            elif f"A{row}:H{row}" in self.merged and first.startswith("Priorytet"):
                self.contents.append(("priority", first))
            elif first == "L.p.":
                self.contents.append(("heading", ""))
                self.headings.append(tuple(str(cell.value) for cell in cells))
            elif name and name != first:
                while self.anchors.get((last + 1, 5)) == (row, 5):
                    last += 1
                position[first] += 1
                self.contents.append(("indicator", f"{first}/{position[first]}"))
                self.blocks[f"{first}/{position[first]}"] = Block(row, last, cells)
            elif first:
                self.after.append(first)
            row = last + 1


Rows = Mapping[str, Mapping[str, str]]


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.fixture(scope="module")
def indicators(merged: Path) -> Rows:
    """The rows of wskazniki-2017.csv by indicator, in the order of the file."""
    rows = read_csv(merged / "wskazniki-2017.csv")
    found = {row["indicator"]: row for row in rows}
    assert len(found) == len(rows)
    return found


@pytest.fixture(scope="module")
def observations(merged: Path) -> Mapping[str, list[dict[str, str]]]:
    """The rows of dane-2017.csv by indicator."""
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in read_csv(merged / "dane-2017.csv"):
        found[row["indicator"]].append(row)
    return dict(found)


@pytest.fixture(scope="module")
def sheet(merged: Path) -> ReportSheet:
    return ReportSheet(openpyxl.load_workbook(merged / "raport-2017.xlsx")["Sprawozdanie"])


@pytest.fixture(scope="module")
def title_page(merged: Path) -> list[str]:
    book = openpyxl.load_workbook(merged / "raport-2017.xlsx")
    values = [cell.value for row in book["Strona tytułowa"].iter_rows() for cell in row]
    return [str(value) for value in values if value is not None]


@dataclass(frozen=True)
class Narrative:
    paragraphs: list[str]
    rows: dict[str, tuple[str, ...]]


@pytest.fixture(scope="module")
def narrative(merged: Path) -> Narrative:
    """The paragraphs of the document and the rows of its tables by the number of the indicator."""
    path = merged / "raport-2017.docx"
    rows: dict[str, tuple[str, ...]] = {}
    for table in opened(path).tables:
        heading, *lines = rows_of(table)
        if heading[:2] != ["Nr", "Wskaźnik"]:
            continue
        for line in lines:
            number, *rest = map(squeeze, line)
            assert number not in rows
            rows[number] = tuple(rest)
    return Narrative([squeeze(text) for text in paragraphs_of(path)], rows)


# --------------------------------------------------------------------------------------------- the transcription itself


def test_the_report_has_the_known_size() -> None:
    assert [len(REPORT.bands(kind)) for kind in ("goal", "priority", "heading", "indicator")] == [7, 28, 7, 175]
    assert len(REPORT.indicators) == 175
    assert len({indicator.task for indicator in REPORT.indicators}) == 88
    assert {goal: len(of_goal(goal)) for goal in GOALS} == {
        "A": 35, "B": 16, "C": 19, "D": 15, "E": 6, "F": 42, "G": 42,
    }  # fmt: skip
    assert {indicator.id for indicator in REPORT.indicators if "*" in indicator.value} == MARKED
    assert [indicator.id for indicator in REPORT.indicators if indicator.value == NO_DATA] == [WITHOUT_DATA]
    assert [squeeze("".join(row)) for row in REPORT.headings].count(squeeze("".join(HEADINGS))) == 6


@pytest.mark.parametrize(
    ("indicator", "attribute", "beginning", "end"),
    [
        (
            "A.3.2/2",
            "note",
            "W Białymstoku funkcjonuje stała grupa",
            "do rozwiązywania problemu związanego",
        ),
        ("A.4.3/2", "monitoring", ANALYSIS, ANALYSIS),
        (
            "C.1.3/2",
            "note",
            "* podane kwoty dotyczą Miasta Białystok",
            "wydzielenia dwóch odrębnych budżetów)",
        ),
        ("C.2.2/2", "name", "Wysokość pozyskanych środków na rozwój", "przedsiębiorczości (tys. zł)"),
        ("C.2.2/2", "note", "* podane kwoty dotyczą Miasta Białostok", "są obsługiwane przez PUP w Białymstoku"),
        ("C.4.2/1", "funding", "budżet państwa EFS", "Fundusz Pracy Europejski Fundusz Społeczny"),
        ("F.1.1/2", "value", "129 w tym m. in. - spotkania", "na realizację bezpłatnej działalności statutowej"),
        ("F.1.2/1", "title", "Współpraca różnych środowisk", "na rzecz rozwoju społecznego"),
        ("F.1.2/3", "monitoring", ANALYSIS, ANALYSIS),
        ("F.1.4/1", "executors", "Urząd Miejski Departament", "na rzecz mniejszości narodowych i uchodźców"),
        ("F.2.2/1", "funding", "Budżet Miasta Środki pozabudżetowe,", "EFS i innych funduszy europejskich"),
        ("F.2.3/4", "monitoring", ANALYSIS, ANALYSIS),
        ("F.2.3/1", "note", "", ""),
        ("F.3.2/1", "executors", "Urząd Miejski", "Organizacje Pozarządowe Parafie Spółdzielnie mieszkaniowe CWOP"),
        ("F.3.2/4", "value", "imprezy okolicznościowe", "prowadzona w ramach cyklu Pracowni Edukacji Regionalnej"),
        (
            "G.2.2/1",
            "note",
            "* w tym 18 osób z chorobą",
            "świadczonymi w DPS ul. Baranowicka 203",
        ),
        ("G.2.2/2", "note", "", ""),
        ("G.3.1/1", "note", "w tym 874 osób bezrobotnych", "i 146 osób poszukujących pracy"),
        ("G.3.1/3", "note", "* pkt. 7, 8, 9 realizowane", "pilotażowego programu „Aktywny samorząd”"),
        ("G.3.4/1", "note", "", ""),
        ("G.3.4/2", "note", "* zadania zlecone do realizacji", "ze środków PFRON"),
        ("G.3.4/6", "monitoring", ANALYSIS, ANALYSIS),
        ("G.4.1/1", "note", "* Od 01.03.2012r.do 31.08.2013r.", "„Białystok na rzecz wychodzenia z bezdomności”."),
        ("G.6.2/1", "value", "MOPR realizował Program", "bardzo mobilna. W związku z czym nie jest realizowany"),
        ("G.6.3/3", "funding", "Budżet państwa Budżet Miasta", "Budżet państwa Budżet Miasta"),
        ("G.7.1/3", "note", "*Podmioty ekonomii społecznej", "o dotacje na tego rodzaju projekty"),
    ],
)
def test_damaged_places_are_read_as_a_person_reads_them(
    indicator: str, attribute: str, beginning: str, end: str
) -> None:
    """A few places copied by hand from the report, so that the transcription is not believed blindly."""
    (found,) = (getattr(row, attribute) for row in REPORT.indicators if row.id == indicator)
    assert found.startswith(beginning)
    assert end in found
    assert bool(found) == bool(beginning)


@pytest.mark.parametrize(
    ("text", "number", "unit", "mark"),
    [
        ("1.129,1 tys. zł*", "1129.1", "tys. zł", "*"),
        ("22 351", "22351", "", ""),
        ("0,71", "0.71", "", ""),
        ("1 020 osoby", "1020", "osoby", ""),
        ("5 292 507 zł", "5292507", "zł", ""),
        ("2659*", "2659", "", "*"),
    ],
)
def test_published_numbers_are_understood(text: str, number: str, unit: str, mark: str) -> None:
    found = read_number(text)
    assert found
    assert (str(found.number), found.unit, found.mark) == (number, unit, mark)


@pytest.mark.parametrize("text", ["wysoki", "1.12,5", "129 w tym m. in.", "Brak danych", "", "12 34", "1717 wniosków"])
def test_other_texts_are_no_numbers(text: str) -> None:
    assert read_number(text) is None


# ------------------------------------------------------------------------------------------------------- wskazniki-2017


def test_indicators_header(merged: Path) -> None:
    assert (merged / "wskazniki-2017.csv").read_text(encoding="utf-8").splitlines()[0] == INDICATORS_HEADER


def test_indicators_are_the_published_ones_in_order(indicators: Rows) -> None:
    assert [(id_, row["name"]) for id_, row in indicators.items()] == [(row.id, row.name) for row in REPORT.indicators]
    assert {(row["programme"], row["year"]) for row in indicators.values()} == {(PROGRAMME, "2017")}


def test_only_one_indicator_has_no_data(indicators: Rows) -> None:
    assert {id_: row["status"] for id_, row in indicators.items() if row["status"] != "podano"} == {
        WITHOUT_DATA: "brak danych"
    }
    assert (indicators[WITHOUT_DATA]["value"], indicators[WITHOUT_DATA]["text"]) == ("", "")


@by_goal
def test_indicator_values(indicators: Rows, goal: str) -> None:
    def expected(row: PublishedIndicator) -> Decimal | int | None:
        return row.number.number if row.number else leading_count(row.value)

    def found(row: PublishedIndicator) -> Decimal | str | None:
        value = indicators[row.id]["value"]
        return Decimal(value) if re.fullmatch(r"\d+(\.\d+)?", value) else value or None

    assert differences(goal, expected, found) == {}


@by_goal
def test_indicator_texts(indicators: Rows, goal: str) -> None:
    def expected(row: PublishedIndicator) -> str:
        return "" if row.number or row.value == NO_DATA else row.value

    assert differences(goal, expected, lambda row: squeeze(indicators[row.id]["text"])) == {}


@by_goal
def test_indicator_units_where_the_report_prints_one(indicators: Rows, goal: str) -> None:
    def expected(row: PublishedIndicator) -> str:
        return (row.number.unit if row.number else "") or indicators[row.id]["unit"]

    assert differences(goal, expected, lambda row: indicators[row.id]["unit"]) == {}


@by_goal
def test_indicator_notes(indicators: Rows, goal: str) -> None:
    assert differences(goal, lambda row: row.note, lambda row: squeeze(indicators[row.id]["note"])) == {}


# ------------------------------------------------------------------------------------------------------------ dane-2017


def test_observations_header(merged: Path) -> None:
    assert (merged / "dane-2017.csv").read_text(encoding="utf-8").splitlines()[0] == OBSERVATIONS_HEADER


def test_every_indicator_is_observed(observations: Mapping[str, list[dict[str, str]]]) -> None:
    assert set(observations) == {row.id for row in REPORT.indicators}


def test_every_observation_has_a_true_origin(observations: Mapping[str, list[dict[str, str]]]) -> None:
    """File, sheet and cell are named, the fingerprint is that of the file, and the cell holds the raw text."""
    rows = [row for found in observations.values() for row in found]
    files = {row["source_file"] for row in rows}
    assert files == {path.name for path in RETURNS.glob("*.xlsx")}
    fingerprints = {name: hashlib.sha256((RETURNS / name).read_bytes()).hexdigest() for name in files}
    books = {name: openpyxl.load_workbook(RETURNS / name) for name in files}
    wrong = []
    for row in rows:
        typed = books[row["source_file"]][row["source_sheet"]][row["source_cell"]].value
        given = row["status"] != "podano" or bool(row["raw"])
        held = "" if typed is None else typed
        if row["source_sha256"] != fingerprints[row["source_file"]] or held != row["raw"] or not given:
            wrong.append((row["indicator"], row["executor"], row["raw"], typed))
    assert wrong == []
    cells = [(row["source_file"], row["source_sheet"], row["source_cell"]) for row in rows]
    assert len(set(cells)) == len(cells)


def test_what_one_executor_knows_was_typed_as_published(observations: Mapping[str, list[dict[str, str]]]) -> None:
    typed = {id_: rows[0]["raw"] for id_, rows in observations.items() if len(rows) == 1 and id_ != WITHOUT_DATA}
    as_published = {row.id: row.value for row in REPORT.indicators}
    assert len(typed) > 150
    assert {id_: raw for id_, raw in typed.items() if squeeze(raw) != as_published[id_]} == {}
    (missing,) = observations[WITHOUT_DATA]
    assert (missing["status"], missing["value"]) == ("brak danych", "")


def test_a_shared_sum_is_made_of_two_answers(observations: Mapping[str, list[dict[str, str]]]) -> None:
    parts = {row["executor"]: row["value"] for row in observations["A.1.4/3"]}
    assert parts == {"MOPR": "1921", "UM-DE": "1900"}


def test_sums_are_the_published_figures(indicators: Rows, observations: Mapping[str, list[dict[str, str]]]) -> None:
    shared = {id_: rows for id_, rows in observations.items() if len(rows) > 1 and indicators[id_]["combine"] == "suma"}
    sums = {id_: sum(Decimal(row["value"]) for row in rows) for id_, rows in shared.items()}
    assert len(sums) >= 6
    assert sums == {row.id: row.number.number for row in REPORT.indicators if row.id in shared and row.number}


# ----------------------------------------------------------------------------------------------------- raport-2017.xlsx


def test_sheet_shows_the_same_things_in_the_same_order(sheet: ReportSheet) -> None:
    """Goal and priority bands, a row of headings for each goal, all indicators, and the sentence after the table."""
    assert sheet.title == REPORT.table_title
    assert sheet.contents == list(REPORT.contents)
    assert sheet.after == [REPORT.closing]


def test_sheet_headings(sheet: ReportSheet) -> None:
    """Eight columns as published, but for a typing error in one heading of goal B ("w 2017. r.")."""
    assert [tuple(squeeze(text.replace("2017. r.", "2017 r.")) for text in row) for row in REPORT.headings] == (
        [HEADINGS] * 7
    )
    assert sheet.headings == [HEADINGS] * 7


def test_sheet_has_a_running_head_for_every_page(sheet: ReportSheet) -> None:
    """Called otherwise than the printed headings, so that nobody counts it among them."""
    assert sheet.running_head == ("Nr zadania", *HEADINGS[1:])
    assert sheet.sheet.print_title_rows == "$2:$2"
    assert sheet.sheet.freeze_panes == "A3"


def test_sheet_has_no_formulas(sheet: ReportSheet) -> None:
    assert [cell.coordinate for row in sheet.sheet.iter_rows() for cell in row if cell.data_type == "f"] == []


@by_goal
@pytest.mark.parametrize(
    ("column", "attribute"),
    [(0, "task"), (1, "title"), (2, "executors"), (3, "funding"), (4, "name"), (6, "monitoring")],
    ids=["task", "title", "executors", "funding", "name", "monitoring"],
)
def test_sheet_texts(sheet: ReportSheet, goal: str, column: int, attribute: str) -> None:
    published_text = partial(lambda name, row: getattr(row, name), attribute)
    assert differences(goal, published_text, lambda row: sheet.blocks[row.id].text(column)) == {}


@by_goal
def test_sheet_values_with_unit_and_mark(sheet: ReportSheet, goal: str) -> None:
    """As a reader sees the cell: the same digits, decimal places, printed unit and mark; texts word for word."""
    assert differences(goal, lambda row: as_shown(row.value), lambda row: as_shown(sheet.blocks[row.id].shown(5))) == {}


@by_goal
def test_sheet_numbers_are_numbers(sheet: ReportSheet, goal: str) -> None:
    def found(row: PublishedIndicator) -> Decimal | None:
        value = sheet.blocks[row.id].cells[5].value
        return Decimal(str(value)) if isinstance(value, int | float) else None

    assert differences(goal, lambda row: row.number.number if row.number else None, found) == {}


def test_sheet_marks(sheet: ReportSheet) -> None:
    """A mark is in the number format of a number and in the text of a text."""
    shown = {id_: block for id_, block in sheet.blocks.items() if "*" in block.shown(5)}
    assert set(shown) == MARKED
    in_text = {id_ for id_, block in shown.items() if isinstance(block.cells[5].value, str)}
    assert in_text == {"G.3.1/3"}
    assert [
        id_ for id_, block in shown.items() if id_ not in in_text and '*"' not in block.cells[5].number_format
    ] == []


@by_goal
def test_sheet_notes(sheet: ReportSheet, goal: str) -> None:
    """Beside its indicator, or once for the whole task; nowhere else a note that the report does not have."""
    notes = {row.id: row.note for row in of_goal(goal)}

    def expected(row: PublishedIndicator) -> str:
        block = sheet.blocks[row.id]
        shares = [id_ for id_, other in sheet.blocks.items() if other.cells[7].coordinate == block.cells[7].coordinate]
        assert {id_.partition("/")[0] for id_ in shares} == {row.task}
        return row.note or "".join(notes[id_] for id_ in shares)

    assert differences(goal, expected, lambda row: sheet.blocks[row.id].text(7)) == {}


@pytest.mark.parametrize("column", "ABCD")
def test_cells_of_a_task_span_its_indicators(sheet: ReportSheet, column: str) -> None:
    rows: dict[str, list[int]] = defaultdict(list)
    for id_, block in sheet.blocks.items():
        rows[id_.partition("/")[0]] += [block.first, block.last]
    expected = {f"{column}{min(found)}:{column}{max(found)}" for found in rows.values() if min(found) < max(found)}
    found = {coord for coord in sheet.merged if re.fullmatch(rf"{column}\d+:{column}\d+", coord)}
    assert len(rows) == 88
    assert found == expected


def expected_title_page(report: PublishedReport) -> list[str]:
    """The title page of 2019 for 2017, without the stamp and the signature; a report is published in the year after."""
    stamp = {"ahępt-11", "28.05.2020", "PREZYDENT MIASTA", "dr hab. Tadeusz Truskolaski"}
    lines = [line for line in report.title_page if line not in stamp]
    return [line.replace("za rok 2019", "za rok 2017").replace("maj 2020", "maj 2018") for line in lines]


def test_title_page(title_page: list[str]) -> None:
    assert title_page == expected_title_page(published(2019))


def test_the_report_of_2019_asks_the_same_indicators() -> None:
    later = published(2019).indicators
    assert len(later) == 9
    assert [(row.id, row.name) for row in later] == [(row.id, row.name) for row in REPORT.indicators[:9]]
    assert [row.value for row in later] == ["21", "31", "352", "674", "6361", "5 198", "3998", "879", "4648"]


# ----------------------------------------------------------------------------------------------------- raport-2017.docx


def test_narrative_lists_every_indicator(narrative: Narrative) -> None:
    assert [(id_, row[0]) for id_, row in narrative.rows.items()] == [(row.id, row.name) for row in REPORT.indicators]


@by_goal
def test_narrative_values(narrative: Narrative, goal: str) -> None:
    assert differences(goal, lambda row: as_shown(row.value), lambda row: as_shown(narrative.rows[row.id][1])) == {}


@by_goal
def test_narrative_notes(narrative: Narrative, goal: str) -> None:
    assert differences(goal, lambda row: row.note, lambda row: narrative.rows[row.id][2]) == {}


def test_narrative_begins_with_the_title_page(narrative: Narrative) -> None:
    lines = [line for line in narrative.paragraphs if line]
    expected = expected_title_page(published(2019))
    assert lines[: len(expected)] == expected


def test_narrative_has_the_goals_and_the_closing_sentence(narrative: Narrative) -> None:
    goals = [re.sub(r"^(Cel strategiczny [A-G]) ", r"\1. ", band).rstrip(".") for band in REPORT.bands("goal")]
    headings = [line for line in narrative.paragraphs if line in goals]
    assert headings == goals * 2, "once in the contents and once in the text"
    assert REPORT.closing in narrative.paragraphs
