"""The accessible sheets: flat, complete, and in every value, note and mark the same as the official ones."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook

from collector.domain.consolidation import Consolidation
from collector.reports.material import Material
from collector.reports.official_table import write_official_table
from collector.reports.register_table import write_register_table
from collector.reports.sources import Figure, Sources
from collector.reports.statistics import STATISTICS_SHEET, write_statistics, years_shown
from collector.reports.twin import REGISTER_TWIN, STATISTICS_TWIN, SUMS_TWIN, TWIN_SHEET, write_twins
from collector.reports.twin_sheet import NOTES_SHEET
from collector.spreadsheet import new_workbook

from .conftest import OTHER_CITY, Bureau

EXAMPLES = {
    "bialystok-srps-2011-2020": 2017,
    "bialystok-pps-2021-2024": 2023,
    "bialystok-pps-2025-2030": 2023,
    "lublin-srps-2014-2020": 2020,
}
TWINS = (TWIN_SHEET, REGISTER_TWIN, SUMS_TWIN, STATISTICS_TWIN, NOTES_SHEET)
FORMAT = re.compile(r'\[\$-415\]#,##0(?:\.(?P<places>0+))?(?:"(?P<after>[^"]*)")?')


@dataclass
class Written:
    """The sheets of a programme, read back from the file, and the addresses of the official values."""

    consolidation: Consolidation
    book: Workbook
    addresses: dict[Figure, str] = field(default_factory=dict)

    def official(self, id_: str) -> Cell:
        sheet, _, address = self.addresses[id_, self.consolidation.year].rpartition("!")
        cell = self.book[sheet.strip("'")][address]
        assert isinstance(cell, Cell)
        return cell

    def rows(self, twin: str) -> list[dict[str, Any]]:
        """The rows of a twin by their headings."""
        headings, *rows = self.book[twin].iter_rows()
        return [{str(title.value): cell for title, cell in zip(headings, row, strict=True)} for row in rows]

    @property
    def notes(self) -> dict[object, tuple[str, str]]:
        rows = self.rows(NOTES_SHEET)
        return {r["Nr przypisu"].value: (str(r["Czego dotyczy"].value), str(r["Treść przypisu"].value)) for r in rows}


def write(consolidation: Consolidation, path: Path) -> Written:
    sources = Sources(consolidation)
    with new_workbook(path, title="Raport") as book:
        addresses: dict[Figure, str] = {}
        if consolidation.results:
            addresses |= write_official_table(book, consolidation, sources)
        if consolidation.programme.register:
            addresses |= write_register_table(book, consolidation, consolidation.programme.register, sources)
        if consolidation.cells:
            addresses |= write_statistics(book, consolidation, sources)
        write_twins(book, Material(consolidation=consolidation))
    return Written(consolidation, openpyxl.load_workbook(path), addresses)


@pytest.fixture(scope="module")
def known() -> dict[str, Written]:
    return {}


@pytest.fixture(params=EXAMPLES)
def written(
    request: pytest.FixtureRequest, bureau: Callable[..., Bureau], known: dict[str, Written], tmp_path: Path
) -> Written:
    name = request.param
    if name not in known:
        consolidation = bureau(example=name, year=EXAMPLES[name]).merge().consolidation
        assert consolidation is not None
        known[name] = write(consolidation, tmp_path / "raport.xlsx")
    return known[name]


def shown(cell: Any) -> str:
    """What a person sees in a cell."""
    if not isinstance(cell.value, int | float):
        return "" if cell.value is None else str(cell.value).strip()
    found = FORMAT.fullmatch(cell.number_format)
    assert found, f"{cell.coordinate}: {cell.number_format}"
    digits = f"{cell.value:,.{len(found['places'] or '')}f}".replace(",", "\u00a0").replace(".", ",")
    return digits.replace("-", "\u2212") + (found["after"] or "")


def words(text: str) -> str:
    """The text without what only breaks its lines."""
    return " ".join(text.replace("\u00a0", " ").split())


# --- They agree -----------------------------------------------------------------------------------------------------


def disagreements(written: Written) -> Iterator[str]:
    """The values of the indicators that the two sheets show differently, and numbers that are none."""
    rows = written.rows(TWIN_SHEET)
    assert [row["Nr wskaźnika"].value for row in rows] == [r.indicator.id for r in written.consolidation.results]
    position = list(rows[0]).index("Wartość jako liczba") - 1
    for row in rows:
        id_ = str(row["Nr wskaźnika"].value)
        official, value = written.official(id_), list(row.values())[position]
        if words(shown(official)) != words(shown(value)):
            yield f"{id_}: {shown(official)!r} i {shown(value)!r}"
        number = official.value if isinstance(official.value, int | float) else None
        if row["Wartość jako liczba"].value != number:
            yield f"{id_}: liczba {number} i {row['Wartość jako liczba'].value}"


def with_indicators(written: Written) -> Written:
    if not written.consolidation.results:
        pytest.skip("the programme asks no indicators by themselves")
    return written


def test_every_value_is_the_official_one(written: Written) -> None:
    assert list(disagreements(with_indicators(written))) == []


@pytest.mark.parametrize("mutate", ["number", "format", "twin"])
def test_a_difference_is_seen(mutate: str, written: Written) -> None:
    """The comparison above is no formality: a changed number, mark or word fails it."""
    with_indicators(written)
    result = next(r for r in written.consolidation.results if isinstance(written.official(r.indicator.id).value, int))
    official = written.official(result.indicator.id)
    kept, kept_format = official.value, official.number_format
    row = next(r for r in written.rows(TWIN_SHEET) if r["Nr wskaźnika"].value == result.indicator.id)
    twin = list(row.values())[list(row).index("Wartość jako liczba") - 1]
    before = twin.value
    try:
        if mutate == "number":
            official.value = int(str(kept)) + 1
        elif mutate == "format":
            official.number_format = '[$-415]#,##0"**"'
        else:
            twin.value = f"{before}*"
        assert next(disagreements(written)).startswith(f"{result.indicator.id}:")
    finally:
        official.value, official.number_format, twin.value = kept, kept_format, before
    assert list(disagreements(written)) == []


def test_every_note_is_the_official_one(written: Written) -> None:
    """By indicator, and the other way round: no note of the official sheet is missing among the notes."""
    consolidation = with_indicators(written).consolidation
    notes = written.notes
    found = {}
    for row in written.rows(TWIN_SHEET):
        number = row["Nr przypisu"].value
        found[row["Nr wskaźnika"].value] = notes[number][1] if number else ""
        if number:
            assert notes[number][0].startswith(f"{row['Nr wskaźnika'].value} – ")
            link = row["Nr przypisu"].hyperlink
            assert link
            assert link.location == f"{NOTES_SHEET}!A{int(str(number)) + 1}"
    assert found == {result.indicator.id: result.note for result in consolidation.results}
    said = words(" ".join(text for _, text in notes.values()))
    column = next(at for at, c in enumerate(consolidation.programme.report.columns, 1) if c.key == "uwagi")
    sheet = written.book["Sprawozdanie"]
    heading = consolidation.programme.report.columns[column - 1].heading
    printed = {words(str(row[0].value)) for row in sheet.iter_rows(min_row=3, min_col=column, max_col=column)
               if row[0].value and str(row[0].value).strip() not in ("", heading)}  # fmt: skip
    assert printed
    assert [text for text in printed if any(words(line) not in said for line in text.split("\n"))] == []


def test_marks_have_their_notes(written: Written) -> None:
    for row in written.rows(TWIN_SHEET) if written.consolidation.results else []:
        if str(list(row.values())[list(row).index("Wartość jako liczba") - 1].value).endswith("*"):
            assert row["Nr przypisu"].value


def test_upper_levels_stand_in_every_row(written: Written) -> None:
    programme = with_indicators(written).consolidation.programme
    parts = {part.code: part.title for top in programme.sections for part in top.walk()}
    names = [level.one.capitalize() for level in programme.levels]
    for row in written.rows(TWIN_SHEET):
        found = {row[f"{name} – nr"].value: row[name].value for name in names if row[f"{name} – nr"].value}
        assert found
        assert found == {code: parts[str(code)] for code in found}
        assert str(row["Nr wskaźnika"].value).startswith(str(list(found)[-1]))


def test_statistics_are_the_official_ones(written: Written) -> None:
    consolidation = written.consolidation
    if not consolidation.cells:
        pytest.skip("the programme has no statistical tables")
    rows = written.rows(STATISTICS_TWIN)
    assert len(rows) == len(consolidation.cells) * 3
    sheet = written.book[STATISTICS_SHEET]
    years = list(years_shown(consolidation.year))
    printed = [shown(cell) for line in sheet.iter_rows() for cell in line if isinstance(cell, Cell)]
    for row in rows:
        assert row["Rok"].value in years
        assert shown(row["Wartość"]) in printed
        if row["Rok"].value == consolidation.year:
            official = written.official(str(row["Nr wartości"].value))
            assert shown(official) == shown(row["Wartość"])
            number = official.value if isinstance(official.value, int | float) else None
            assert row["Wartość jako liczba"].value == number
        if "*" in str(row["Wartość"].value):
            assert row["Nr przypisu"].value, row["Nr wartości"].value
    footnotes = {words(str(line[0].value)) for line in sheet.iter_rows(max_col=1) if str(line[0].value)[:1] == "*"}
    assert footnotes <= {words(text) for _, text in written.notes.values()}


def test_actions_are_the_official_ones(written: Written) -> None:
    consolidation = written.consolidation
    register = consolidation.programme.register
    if register is None:
        pytest.skip("the programme keeps no register")
    sheet = written.book["Sprawozdanie"]
    keys = [c.key for c in consolidation.programme.report.columns if c.key not in ("lp", "jednostka")]
    rows = written.rows(REGISTER_TWIN)
    assert [row["Nr działania"].value for row in rows] == [entry.id for entry in consolidation.entries]
    money = [key.heading for key in register.sources]
    for row in rows:
        at = written.official(str(row["Nr działania"].value)).row
        official = {key: sheet.cell(at, position) for position, key in enumerate(keys, 1)}
        assert words(shown(official["wskaznik"])) == words(shown(row["Nazwa wskaźnika"]))
        assert words(shown(official["wartosc"])) == words(shown(row["Liczba"]))
        assert words(shown(official["termin"])) == words(shown(row["Termin realizacji"]))
        assert official["koszt"].value == row["Koszt działania"].value
        for key, heading in zip(("panstwo", "gmina", "inne"), money, strict=True):
            assert official[key].value == row[f"Źródła finansowania: {heading}"].value
        number = row["Nr przypisu"].value
        assert words(shown(official["uwagi"])) == words(written.notes[number][1] if number else "")


def test_sums_are_the_official_ones(written: Written, tmp_path: Path) -> None:
    register = written.consolidation.programme.register
    if register is None:
        pytest.skip("the programme keeps no register")
    path = tmp_path / "raport.xlsx"
    again = write(written.consolidation, path)
    results = openpyxl.load_workbook(path, data_only=True)["Sprawozdanie"]
    printed = {
        (str(line[0].value), tuple(round(float(str(line[at].value)), 2) for at in range(5, 9)))
        for line in results.iter_rows()
        if isinstance(line[5].value, int | float) and str(line[0].value).startswith("CEL")
    }
    twin = {
        (str(row["Suma"].value), tuple(round(float(str(cell.value)), 2) for cell in list(row.values())[2:]))
        for row in again.rows(SUMS_TWIN)
    }
    assert twin == printed
    assert len(twin) > 20


# --- They are accessible --------------------------------------------------------------------------------------------


def test_twins_are_flat(written: Written) -> None:
    found = [name for name in TWINS if name in written.book.sheetnames]
    assert NOTES_SHEET in found
    assert len(found) >= 2
    for name in found:
        sheet = written.book[name]
        assert not sheet.merged_cells.ranges
        headings = [cell.value for cell in sheet[1]]
        assert all(headings)
        assert len(set(headings)) == len(headings)
        (table,) = sheet.tables.values()
        assert table.ref == sheet.dimensions
        assert table.autoFilter
        assert all(any(cell.value is not None for cell in row) for row in sheet.iter_rows())
        assert sheet.freeze_panes == "A2"
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToWidth in (None, 1)
        assert sheet.page_setup.paperSize == (9 if name in (NOTES_SHEET, SUMS_TWIN) else 8)
        fitting = sheet.sheet_properties.pageSetUpPr
        assert fitting
        assert fitting.fitToPage
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_missing_values_say_why(bureau: Callable[..., Bureau], tmp_path: Path) -> None:
    office = bureau(example="bialystok-srps-2011-2020", year=2017)
    (office.desk.submissions / "UM-DE.xlsx").unlink()
    consolidation = office.merge().consolidation
    assert consolidation is not None
    rows = {row["Nr wskaźnika"].value: row for row in write(consolidation, tmp_path / "a.xlsx").rows(TWIN_SHEET)}
    value = "Wartość wskaźnika w 2017 r."
    assert (rows["A.1.2/1"]["Stan"].value, rows["A.1.2/1"][value].value) == ("nie złożono", "nie złożono")
    assert rows["A.1.2/1"]["Wartość jako liczba"].value is None
    assert rows["A.1.4/3"][value].value == "1\u00a0921* (bez: UM-DE)"
    assert rows["A.1.4/3"]["Wartość jako liczba"].value is None, "the part of a sum is no number of its own"
    assert rows["G.3.1/4"]["Stan"].value == "brak danych"


def test_any_columns_have_a_twin(bureau: Callable[..., Bureau], tmp_path: Path) -> None:
    """Another city: its own columns, a column of units, a register beside the indicators, a base value with a note."""
    office = bureau(OTHER_CITY, year=2023)
    form = office.form("CUS").sign()
    office.send("CUS", form)
    consolidation = office.merge().consolidation
    assert consolidation is not None
    written = write(consolidation, tmp_path / "a.xlsx")
    assert set(TWINS) <= set(written.book.sheetnames)
    first = written.rows(TWIN_SHEET)[0]
    headings = list(first)
    assert headings[:8] == [
        "Filar – nr", "Filar", "Kierunek – nr", "Kierunek", "Działanie – nr", "Działanie", "Nr wskaźnika", "Miernik",
    ]  # fmt: skip
    assert {"Ocena", "Kierunek (2)", "Na początku", "Partner", "Rok 2023", "Miara", "Stan"} <= set(headings)
    number = first["Nr przypisu do wartości bazowej"].value
    about, text = written.notes[number]
    assert about.startswith("Wartość bazowa: A1/1")
    assert text.startswith("*")
