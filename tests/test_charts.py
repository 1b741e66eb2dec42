"""The sheet of the charts: a native chart a goal, drawn from cells that hold exactly the values of the report."""

import re
import shutil
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet
from scripts.fill_example import main as fill_forms

from collector.catalogue import load_programme
from collector.catalogue.shipped import SHIPPED
from collector.consolidation import consolidate
from collector.consolidation.sums import computed_sums
from collector.domain.consolidation import Consolidation, History, PastValue, Result
from collector.domain.indicator import Combine, Direction, Indicator, Kind, Moment, Unit
from collector.domain.observation import Status
from collector.domain.programme import Programme, Section
from collector.domain.register import COST
from collector.domain.table import Measure, StatisticalTable, TableRow
from collector.history import read_history
from collector.reports.chart_costs import chart_of_costs
from collector.reports.chart_data import chart_of_indicators
from collector.reports.chart_words import described_bars, ending, goal_name, shortened, title_of_bars, years_text
from collector.reports.charts import CHARTS_SHEET, write_charts
from collector.reports.material import Material
from collector.spreadsheet import DESCRIPTION_LIMIT, SpreadsheetError, excel_length, new_workbook
from collector.templates import write_template

from .conftest import OTHER_CITY, ROOT, Bureau, history_of, read_submission

PERSON = Unit(one="osoba", few="osoby", many="osób")
PLACE = Unit(one="miejsce", few="miejsca", many="miejsc")
PERCENT = Unit(one="%", few="%", many="%")
DEFAULT_HEIGHT = 15
DRAWING = re.compile(r"xl/drawings/drawing\d+\.xml")


def asked(id_: str, name: str = "Liczba osób", unit: Unit = PERSON, kind: Kind = Kind.COUNT) -> Indicator:
    return Indicator(
        id=id_, name=name, kind=kind, unit=unit, moment=Moment.YEAR, direction=Direction.MORE, executors=("MOPR",),
        combine=Combine.SUM,
    )  # fmt: skip


def result(indicator: Indicator, value: str = "", missing: Sequence[str] = ()) -> Result:
    number = Decimal(value) if value else None
    return Result(
        indicator=indicator, year=2019, status=Status.GIVEN if value else Status.NO_DATA, value=number, text="",
        mark="", shown=value or "Brak danych", note="", observations=(), missing=tuple(missing),
    )  # fmt: skip


def consolidated(programme: Programme, results: Sequence[Result], history: History | None = None) -> Consolidation:
    """The results of a programme with the one goal Z."""
    task = Section(code="Z.1", title="Zadanie", level=1, indicators=tuple(each.indicator for each in results))
    goal = Section(code="Z", title="Spokój & zdrowie", level=0, children=(task,))
    return Consolidation(
        programme=replace(programme, sections=(goal,), tables=(), register=None),
        year=2019, results=tuple(results), absent=(), history=history or History(),
    )  # fmt: skip


def past(year: int, value: str = "", missing: str = "") -> PastValue:
    return PastValue(year=year, value=Decimal(value) if value else None, text="", missing=missing)


@dataclass
class Written:
    """The sheet of a workbook, its charts as openpyxl finds them, and its drawing."""

    path: Path

    def __post_init__(self) -> None:
        self.sheet: Worksheet = openpyxl.load_workbook(self.path)[CHARTS_SHEET]
        # openpyxl keeps charts of a workbook it has read in a list without a public name.
        self.charts: list[Any] = self.sheet._charts  # type: ignore[attr-defined]

    def cells(self, reference: str) -> list[object]:
        """The contents of the cells of a reference of a chart."""
        sheet, _, cells = reference.rpartition("!")
        assert sheet == CHARTS_SHEET
        left, top, right, bottom = range_boundaries(cells)
        rows = self.sheet.iter_rows(min_row=top, max_row=bottom, min_col=left, max_col=right)
        return [cell.value for row in rows for cell in row]

    def numbers(self, chart: int = 0) -> dict[str, list[object]]:
        """The cells of every series of a chart by its heading."""
        return {
            str(self.cells(series.tx.strRef.f)[0]): self.cells(series.val.numRef.f)
            for series in self.charts[chart].series
        }

    def labels(self, chart: int = 0) -> list[str]:
        (names,) = {series.cat.strRef.f for series in self.charts[chart].series}
        return [str(name) for name in self.cells(names)]

    def title(self, chart: int = 0) -> str:
        return "".join(run.t for paragraph in self.charts[chart].title.tx.rich.p for run in paragraph.r)

    @property
    def texts(self) -> list[str]:
        return [cell.value for row in self.sheet.iter_rows() for cell in row if isinstance(cell.value, str)]

    @property
    def objects(self) -> list[dict[str, str]]:
        """The attributes of the drawn objects of this sheet, which is the only one with any."""
        with zipfile.ZipFile(self.path) as package:
            names = [name for name in package.namelist() if DRAWING.fullmatch(name)]
            roots = [ET.fromstring(package.read(name)) for name in names]
        return [dict(each.attrib) for root in roots for each in root.iter() if each.tag.endswith("}cNvPr")]


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Written]:
    def written(consolidation: Consolidation, name: str = "wykresy.xlsx") -> Written:
        with new_workbook(tmp_path / name, title="Sprawozdanie") as book:
            write_charts(book, Material(consolidation=consolidation))
        return Written(tmp_path / name)

    return written


# --- Which numbers ---------------------------------------------------------------------------------------------------


def test_the_most_frequent_unit_of_whole_values_is_drawn(programme: Programme, write: Callable[..., Written]) -> None:
    results = [
        result(asked("Z.1/1", unit=PLACE), "22351"),
        result(asked("Z.1/2"), "25"),
        result(asked("Z.1/3"), "0"),
        result(asked("Z.1/4", unit=PLACE), "8", missing=["UM-DE"]),
        result(asked("Z.1/5", unit=PLACE)),
        result(asked("Z.1/6", kind=Kind.LIST)),
    ]
    written = write(consolidated(programme, results))
    assert written.labels() == ["Z.1/2 Liczba osób", "Z.1/3 Liczba osób"]
    assert written.numbers() == {"2019": [25, 0]}
    assert written.title() == "Cel strategiczny Z (osoby), 2019\u00a0r."
    assert "Cel strategiczny Z. Spokój & zdrowie" in written.texts
    (note,) = (text for text in written.texts if text.startswith("Na wykresie: "))
    assert note == (
        "Na wykresie: 2 z 6\u00a0wskaźników. Pozostałe podano w innych jednostkach albo nie mają wartości liczbowej."
    )


def test_of_units_with_the_same_count_the_first_printed_is_drawn(programme: Programme) -> None:
    results = [result(asked("Z.1/1", unit=PLACE), "1"), result(asked("Z.1/2"), "9")]
    chart = chart_of_indicators(*goal_of(consolidated(programme, results)))
    assert [row.label.split()[0] for row in chart.rows] == ["Z.1/1"]


def goal_of(consolidation: Consolidation) -> tuple[Section, Consolidation]:
    return consolidation.programme.sections[0], consolidation


def test_partial_values_are_left_out_and_named(programme: Programme, write: Callable[..., Written]) -> None:
    results = [result(asked("Z.1/1"), "900", missing=["UM-DE", "PUP"]), result(asked("Z.1/2"), "3")]
    history = history_of({"Z.1/2": past(2018, "4", missing="PUP"), "Z.1/1": past(2018, "9")})
    written = write(consolidated(programme, results, history))
    assert written.numbers() == {"2019": [3]}
    note = "Na wykresie: 1 z 2\u00a0wskaźników.\nPominięto wartości niepełne: Z.1/1 – 900\u00a0osób (bez: UM-DE, PUP)."
    assert note in written.texts


@pytest.mark.parametrize(("years", "kept"), [(1, 8), (3, 8), (4, 6), (5, 5), (7, 5)])
def test_the_largest_values_are_kept_in_printed_order(programme: Programme, years: int, kept: int) -> None:
    results = [result(asked(f"Z.1/{n}"), str(n * 7 % 13)) for n in range(1, 13)]
    closed = {year: {"Z.1/11": past(year, "1")} for year in range(2020 - years, 2019)}
    chart = chart_of_indicators(*goal_of(consolidated(programme, results, History(closed))))
    largest = sorted((n * 7 % 13 for n in range(1, 13)), reverse=True)[:kept]
    assert [row.values[-1] for row in chart.rows] == [n * 7 % 13 for n in range(1, 13) if n * 7 % 13 in largest]
    assert list(chart.series) == [str(year) for year in range(2020 - min(years, 5), 2020)]


def test_gaps_are_blank_cells_and_zeros_are_zeros(programme: Programme, write: Callable[..., Written]) -> None:
    results = [result(asked("Z.1/1"), "10"), result(asked("Z.1/2"), "20"), result(asked("Z.1/3"), "30")]
    closed = {
        2015: {"Z.1/9": past(2015, "7")},
        2016: {"Z.1/1": past(2016, "0"), "Z.1/2": past(2016), "Z.1/3": past(2016, "3", missing="PUP")},
        2018: {"Z.1/3": past(2018, "29")},
    }
    written = write(consolidated(programme, results, History(closed)))
    assert written.numbers() == {"2016": [0, None, None], "2018": [None, None, 29], "2019": [10, 20, 30]}
    assert written.title().endswith("2016, 2018 i 2019\u00a0r.")
    assert any("Puste pole: brak danych albo wartość niepełna." in text for text in written.texts)
    assert written.charts[0].display_blanks == "gap"


def test_a_goal_without_numbers_says_so_in_its_place(programme: Programme, write: Callable[..., Written]) -> None:
    words = result(asked("Z.1/1", kind=Kind.LIST))
    unknown = result(asked("Z.1/2"))
    for results, said in (
        ([words], "Wykresu nie sporządzono, ponieważ nie ma wskaźników liczbowych."),
        (
            [words, unknown],
            "Wykresu nie sporządzono, ponieważ za 2019\u00a0r. nie podano żadnej pełnej wartości liczbowej.",
        ),
    ):
        written = write(consolidated(programme, results))
        assert said in written.texts
        assert "Cel strategiczny Z. Spokój & zdrowie" in written.texts
        assert not written.charts


def test_a_programme_of_tables_only_has_a_chart_a_table(programme: Programme, write: Callable[..., Written]) -> None:
    measure = Measure(key="a", name="Ludność", unit=PERSON, kind=Kind.COUNT, moment=Moment.YEAR, executors=("MOPR",))
    rows = (TableRow(number=1, name="kobiety"), TableRow(number=2, name="mężczyźni"))
    table = StatisticalTable(code="T1", title="Ludność miasta", heading="Płeć", measures=(measure,), rows=rows)
    bare = consolidated(programme, [])
    cells = tuple(result(cell, str(150 + place)) for place, cell in enumerate(table.cells))
    written = write(replace(bare, programme=replace(bare.programme, tables=(table,)), cells=cells))
    assert written.numbers() == {"2019": [150, 151]}
    assert written.title() == "Tabela T1 (osoby), 2019\u00a0r."


def in_tasks(programme: Programme, tasks: dict[str, Sequence[Result]]) -> Consolidation:
    """The results of a programme with the one goal Z, by the titles of its tasks."""
    parts = tuple(
        Section(code=f"Z.{n}", title=title, level=2, indicators=tuple(each.indicator for each in results))
        for n, (title, results) in enumerate(tasks.items(), 1)
    )
    bare = consolidated(programme, [result for results in tasks.values() for result in results])
    goal = Section(code="Z", title="Spokój", level=0, children=parts)
    return replace(bare, programme=replace(bare.programme, sections=(goal,)))


def test_bars_of_one_name_are_told_apart_by_their_tasks(programme: Programme, write: Callable[..., Written]) -> None:
    first = [result(asked("Z.1/1", "Liczba programów"), "4"), result(asked("Z.1/2", "Zatrudnionych"), "5")]
    second = [result(asked("Z.2/1", "Liczba programów"), "6"), result(asked("Z.2/2", "Liczba szkół"), "7")]
    written = write(in_tasks(programme, {"Zdrowie": first, "Edukacja": second}))
    assert written.labels() == [
        "Z.1/1 Liczba programów – Zdrowie", "Z.1/2 Zatrudnionych – Zdrowie", "Z.2/1 Liczba programów – Edukacja",
        "Z.2/2 Liczba szkół",
    ]  # fmt: skip
    table = [[cell.value for cell in row[:3]] for row in written.sheet.iter_rows() if row[2].value is not None]
    assert table == [
        ["Wskaźnik", "Zadanie", "2019"], ["Z.1/1 Liczba programów", "Zdrowie", 4],
        ["Z.1/2 Zatrudnionych", "Zdrowie", 5], ["Z.2/1 Liczba programów", "Edukacja", 6],
        ["Z.2/2 Liczba szkół", "Edukacja", 7],
    ]  # fmt: skip


def test_long_names_that_begin_alike_are_told_apart_by_their_ends(programme: Programme) -> None:
    begin = "Liczba osób objętych programem osłonowym w zakresie zmniejszenia wydatków "
    names = [f"{begin}na leki", f"{begin}na odpady komunalne", f"Całkowita {begin.lower()}na leki"]
    results = [result(asked(f"Z.1/{n}", name), "5") for n, name in enumerate(names, 1)]
    chart = chart_of_indicators(*goal_of(consolidated(programme, results)))
    assert [row.label for row in chart.rows] == [
        "Z.1/1 …objętych programem osłonowym w zakresie zmniejszenia wydatków na leki",
        "Z.1/2 …osłonowym w zakresie zmniejszenia wydatków na odpady komunalne",
        "Z.1/3 Całkowita liczba osób objętych programem osłonowym w zakresie…",
    ]
    assert [row.name for row in chart.rows] == [f"Z.1/{n} {name}" for n, name in enumerate(names, 1)]
    assert all(len(row.label) <= 78 for row in chart.rows)


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ([result(asked("Z.1/9", unit=PLACE), "5")], "Pozostały podano w innej jednostce."),
        ([result(asked("Z.1/9"), "1")], "Pozostały ma mniejszą wartość."),
        ([result(asked("Z.1/9"), "2")], "Pozostały nie ma większej wartości."),
        ([result(asked("Z.1/9"))], "Pozostały nie ma wartości liczbowej."),
        ([result(asked("Z.1/9"), "0"), result(asked("Z.1/10", unit=PLACE), "7")],
         "Pozostałe podano w innych jednostkach albo mają mniejsze wartości."),
        ([result(asked("Z.1/9"), "2"), result(asked("Z.1/10", unit=PLACE), "7"), result(asked("Z.1/11"))],
         "Pozostałe podano w innych jednostkach, nie mają większych wartości albo nie mają wartości liczbowej."),
        ([], ""),
    ],
)  # fmt: skip
def test_the_note_says_why_the_others_are_not_drawn(programme: Programme, others: list[Result], said: str) -> None:
    results = [result(asked(f"Z.1/{n}"), str(n + 1)) for n in range(1, 9)]
    chart = chart_of_indicators(*goal_of(consolidated(programme, [*results, *others])))
    count, _, why = chart.notes[0].partition(". ")
    assert count.rstrip(".") == f"Na wykresie: 8 z {len(others) + 8}\u00a0wskaźników"
    assert why == said


# --- Text stays text -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["=1+1", "=Wykresy!A1", "Uwaga!A1 osób", "<b>osoby</b> & inni", "+48", "@x", "{{ osoby }}", '"cudzysłów"']
)
def test_names_from_the_catalogue_stay_text(programme: Programme, write: Callable[..., Written], name: str) -> None:
    unit = Unit(one=name, few=name, many=name)
    consolidation = consolidated(programme, [result(asked("Z.1/1", name, unit), "5")])
    (goal,) = consolidation.programme.sections
    named = replace(consolidation.programme, sections=(replace(goal, title=name),))
    written = write(replace(consolidation, programme=named))
    shown = name.replace("!A1", "! A1")
    assert written.labels() == [f"Z.1/1 {name}"]
    assert f"Cel strategiczny Z. {name}" in written.texts
    assert written.title() == f"Cel strategiczny Z ({shown}), 2019\u00a0r."
    assert axis_title(written.charts[0]) == f"Wartość ({shown})"
    assert name in written.objects[0]["descr"]
    assert all(cell.data_type != "f" for row in written.sheet.iter_rows() for cell in row)


def axis_title(chart: Any) -> str:
    return "".join(run.t for paragraph in chart.y_axis.title.tx.rich.p for run in paragraph.r)


# --- The words -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("years", "text"),
    [((2019,), "2019"), ((2018, 2019), "2018 i 2019"), ((2016, 2017, 2019), "2016, 2017 i 2019"),
     ((2017, 2018, 2019), "2017–2019")],
)  # fmt: skip
def test_years_are_named_as_people_name_them(years: tuple[int, ...], text: str) -> None:
    assert years_text(years) == text


@pytest.mark.parametrize(
    ("text", "longest", "short"),
    [("A.1/1 Liczba osób", 17, "A.1/1 Liczba osób"), ("A.1/1 Liczba osób", 16, "A.1/1 Liczba…"),
     ("Liczba osób, które", 14, "Liczba osób…"), ("Dwa\nwiersze", 20, "Dwa wiersze"), ("Jednosłowny", 6, "Jedno…")],
)  # fmt: skip
def test_long_names_are_cut_between_words(text: str, longest: int, short: str) -> None:
    assert shortened(text, longest) == short


@pytest.mark.parametrize("word", ["i", "w", "Z", "na", "do", "o", "u", "oraz"])
def test_no_name_is_cut_after_a_word_that_binds(word: str) -> None:
    assert shortened(f"Liczba osób {word} rodzin", 16 + len(word)) == "Liczba osób…"
    assert shortened(f"Liczba osób – {word} z rodzin", 18 + len(word)) == "Liczba osób…"
    assert shortened(f"{word} {word} przedsiębiorczość", 9) == f"{word}…"
    assert shortened(f"Liczba osób {word}x rodzin", 16 + len(word)) == f"Liczba osób {word}x…"


def test_an_ending_begins_with_a_word() -> None:
    assert ending("Liczba osób w rodzinach", 23) == "Liczba osób w rodzinach"
    assert ending("Liczba osób w rodzinach", 15) == "…w rodzinach"
    assert [ending("Liczba osób w rodzinach", longest)[:3] for longest in (11, 12, 13)] == ["…ro", "…w ", "…w "]
    assert ending("Jednosłowny", 6) == "łowny".rjust(6, "…")


def test_a_title_is_short_whatever_the_unit() -> None:
    assert title_of_bars("Cel A", PERSON, (2017, 2019)) == "Cel A (osoby), 2017 i 2019\u00a0r."
    long = Unit(one="x", few="osoby lub rodziny " * 9, many="x")
    assert len(title_of_bars("Cel strategiczny A", long, (2015, 2016, 2018, 2019))) < 120


@pytest.mark.parametrize(
    ("band", "name"),
    [("Filar {kod} {tytul}", "Filar Z"), ("Filar {kod}. {tytul}", "Filar Z"), ("{kod}. {tytul}", "Cel strategiczny Z"),
     ("{kod}.CEL GŁÓWNY {tytul}", "Cel strategiczny Z"), ("CEL {kod}: {tytul}", "Cel strategiczny Z"),
     ("obszar rozwoju {kod} – {tytul}", "Obszar rozwoju Z"), ("{tytul}", "Cel strategiczny Z")],
)  # fmt: skip
def test_a_goal_is_called_what_the_report_calls_it(programme: Programme, band: str, name: str) -> None:
    bare = consolidated(programme, []).programme
    banded = replace(bare, report=replace(bare.report, bands=(band,)))
    assert goal_name(bare.sections[0], banded) == name
    assert goal_name(bare.sections[0], replace(bare, report=replace(bare.report, bands=()))) == "Cel strategiczny Z"


def bars(**values: Sequence[str | None]) -> dict[str, list[Decimal | None]]:
    return {id_: [None if value is None else Decimal(value) for value in each] for id_, each in values.items()}


@pytest.mark.parametrize(
    ("unit", "years", "values", "description"),
    [
        (
            PERSON, (2017, 2019), bars(A1=["2659", "6361"], A2=["5170", "5169"]),
            "Cel A, wykres słupkowy (osoby, lata 2017 i 2019). Wskaźniki: A1 i A2. Największa wartość w 2019 r.: "
            "6 361 osób (A1). Największa zmiana wśród pokazanych: wzrost od 2017 r. o 3 702 osoby (A1). "
            "Liczby są w tabeli pod wykresem.",
        ),
        (
            PERCENT, (2017, 2018, 2019), bars(A1=["40.5", None, "38.00"]),
            "Cel A, wykres słupkowy (%, lata 2017–2019). Wskaźnik: A1. Największa wartość w 2019 r.: 38,00% (A1). "
            "Największa zmiana wśród pokazanych: spadek od 2017 r. o 2,5 punktu procentowego (A1). "
            "Liczby są w tabeli pod wykresem.",
        ),
        (
            PERSON, (2019,), bars(A1=["1"]),
            "Cel A, wykres słupkowy (osoby, rok 2019). Wskaźnik: A1. Największa wartość w 2019 r.: 1 osoba (A1). "
            "Liczby są w tabeli pod wykresem.",
        ),
        (
            PERSON, (2018, 2019), bars(A1=["22", "22"]),
            "Cel A, wykres słupkowy (osoby, lata 2018 i 2019). Wskaźnik: A1. Największa wartość w 2019 r.: "
            "22 osoby (A1). Żadna wartość się nie zmieniła. Liczby są w tabeli pod wykresem.",
        ),
    ],
)  # fmt: skip
def test_the_alternative_text_says_what_the_chart_shows(
    unit: Unit, years: tuple[int, ...], values: dict[str, list[Decimal | None]], description: str
) -> None:
    assert described_bars("Cel A", unit, years, values).fitted().replace("\u00a0", " ") == description


@pytest.mark.parametrize("length", [5, 40, 200, 400])
def test_the_alternative_text_fits_whatever_is_long(length: int) -> None:
    unit = Unit(one="o" * length, few="o" * length, many="o" * length)
    values = bars(**{f"A.1.{n}/10": ["4", str(n)] for n in range(10, 18)})
    text = described_bars("Cel strategiczny A", unit, (2018, 2019), values).fitted()
    assert text.startswith("Cel strategiczny A, wykres słupkowy")
    assert excel_length(text) <= DESCRIPTION_LIMIT
    assert text.endswith("Liczby są w tabeli pod wykresem.")
    assert ("Największa zmiana wśród pokazanych: wzrost" in text) == (length == 5)
    assert ("Wskaźniki: " in text) == (length == 40)


def test_the_ids_give_way_to_the_sentences_of_the_alternative_text() -> None:
    values = bars(**{f"A.1.{n}/10": ["4", str(n)] for n in range(10, 18)})
    text = described_bars("Cel A", PERSON, (2018, 2019), values).fitted().replace("\u00a0", " ")
    assert text == (
        "Cel A, wykres słupkowy (osoby, lata 2018 i 2019). Wskaźniki: A.1.10/10, A.1.11/10 i 6 innych. "
        "Największa wartość w 2019 r.: 17 osób (A.1.17/10). "
        "Największa zmiana wśród pokazanych: wzrost od 2018 r. o 13 osób (A.1.17/10). "
        "Liczby są w tabeli pod wykresem."
    )


def test_a_chart_without_a_description_is_a_bug(tmp_path: Path) -> None:
    for description in ("", "x" * (DESCRIPTION_LIMIT + 1)):
        with new_workbook(tmp_path / "x.xlsx", title="x") as book:
            sheet = book.sheet("x")
            drawing = book.book.add_chart({"type": "bar"})
            drawing.add_series({"values": "=x!$A$1:$A$2"})
            with pytest.raises(SpreadsheetError):
                sheet.chart(0, 0, drawing, description)
            sheet.chart(0, 0, drawing, "x")


# --- The look --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "limits"),
    [(["3", "9"], (0, None, 1, "0")), (["0", "0"], (0, 1, 1, "0")), (["12", "3.25"], (0, None, None, "0")),
     (["0.5", "3"], (0, None, 0.5, "0.0")), (["9.75"], (0, None, 1, "0")), (["0.071"], (0, None, 0.01, "0.00")),
     (["2.00", "0.04"], (0, None, 0.2, "0.0")), (["-4", "30"], (None, None, None, "0"))],
)  # fmt: skip
def test_bars_begin_at_zero_and_ticks_have_their_own_decimals(
    programme: Programme, write: Callable[..., Written], values: list[str], limits: tuple[object, ...]
) -> None:
    results = [result(asked(f"Z.1/{n}"), value) for n, value in enumerate(values, 1)]
    axis = write(consolidated(programme, results)).charts[0].y_axis
    digits = axis.numFmt.formatCode.removeprefix("[$-415]#,##")
    assert (axis.scaling.min, axis.scaling.max, axis.majorUnit, digits) == limits


def test_numbers_are_polish_with_the_decimals_they_have(programme: Programme, write: Callable[..., Written]) -> None:
    results = [result(asked("Z.1/1"), "1129.1"), result(asked("Z.1/2"), "7")]
    written = write(consolidated(programme, results))
    (series,) = written.charts[0].series
    assert series.dLbls.numFmt == "[$-415]#,##0.0"
    assert series.dLbls.showVal
    left, top, *_ = range_boundaries(series.val.numRef.f.rpartition("!")[2])
    formats = [written.sheet.cell(int(top or 0) + row, int(left or 0)).number_format for row in (0, 1)]
    assert formats == ["[$-415]#,##0.0", "[$-415]#,##0"]


def test_the_reported_year_is_the_darkest(programme: Programme, write: Callable[..., Written]) -> None:
    closed = {year: {"Z.1/1": past(year, "5")} for year in (2015, 2016, 2017, 2018)}
    chart = write(consolidated(programme, [result(asked("Z.1/1"), "5")], History(closed))).charts[0]
    shades = [series.spPr.solidFill.srgbClr for series in chart.series]
    greys = [sum(int(shade[place : place + 2], 16) for place in (0, 2, 4)) for shade in shades]
    assert greys == sorted(greys, reverse=True)
    assert min(lighter - darker for lighter, darker in pairwise(greys)) > 75
    # The legend of LibreOffice would name the years backwards: the year stands at its bar.
    assert chart.legend is None
    assert [series.dLbls.numFmt for series in chart.series] == [
        f'[$-415]"{year}: "#,##0' for year in (2015, 2016, 2017, 2018, 2019)
    ]
    alone = write(consolidated(programme, [result(asked("Z.1/1"), "5")])).charts[0]
    assert alone.legend is None
    assert alone.series[0].spPr.solidFill.srgbClr == shades[-1]


def test_no_chart_is_split_by_a_page(programme: Programme, write: Callable[..., Written]) -> None:
    tasks = [
        Section(
            code=f"Z{n}", title="Cel", level=0,
            indicators=tuple(asked(f"Z{n}/{k}") for k in range(1, 2 + n % 9)),
        )
        for n in range(1, 20)
    ]  # fmt: skip
    results = [result(indicator, "5") for task in tasks for indicator in task.indicators]
    closed = {2018: {each.indicator.id: past(2018, "4") for each in results}}
    bare = consolidated(programme, results, History(closed))
    written = write(replace(bare, programme=replace(bare.programme, sections=tuple(tasks))))
    breaks = [each.id for each in written.sheet.row_breaks.brk]
    assert len(breaks) < len(written.charts) == len(tasks)
    for chart in written.charts:
        first, last = chart.anchor._from.row, chart.anchor.to.row
        assert not any(first < row <= last for row in breaks)
    # A row of the default height has none of its own.
    dimensions = written.sheet.row_dimensions
    heights = [dimensions[row].height or DEFAULT_HEIGHT for row in range(1, written.sheet.max_row + 1)]
    title, *_ = heights
    for top, bottom in zip([0, *breaks], [*breaks, len(heights)], strict=True):
        assert sum(heights[top:bottom]) + (title if top else 0) < 595 - 86


def test_the_sheet_prints_on_a4_landscape(programme: Programme, write: Callable[..., Written]) -> None:
    sheet = write(consolidated(programme, [result(asked("Z.1/1"), "5")])).sheet
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$1:$1"
    footer = sheet.oddFooter.center if sheet.oddFooter else None
    assert footer is not None
    assert footer.text == "Strona &P z &N"


def test_the_same_values_give_the_same_bytes(programme: Programme, write: Callable[..., Written]) -> None:
    consolidation = consolidated(programme, [result(asked("Z.1/1"), "5")], history_of({"Z.1/1": past(2018, "4")}))
    assert write(consolidation, "a.xlsx").path.read_bytes() == write(consolidation, "b.xlsx").path.read_bytes()


# --- The shipped programmes ------------------------------------------------------------------------------------------


def test_2017_has_a_chart_for_every_goal(merged: Path, programme: Programme) -> None:
    written = Written(merged / "raport-2017.xlsx")
    assert [written.title(n).partition(" (")[0] for n in range(7)] == [
        f"Cel strategiczny {letter}" for letter in "ABCDEFG"
    ]
    assert len(written.charts) == 7
    assert written.numbers(0) == {"2017": [3821, 8, 80, 486, 2640]}
    assert written.title(4) == "Cel strategiczny E (%), 2017\u00a0r."
    assert written.numbers(4) == {"2017": [0.71, 21.15, 2.26, 28.48, 39.35]}
    drawn = [each for each in written.objects if each["name"].startswith("Wykres ")]
    assert len({each["name"] for each in drawn}) == 7
    assert all(each["descr"].startswith("Cel strategiczny") for each in drawn)
    assert any(text.startswith("Na wykresie są wskaźniki jednej jednostki miary") for text in written.texts)
    # Names are whole in the table, and short beside the bars.
    whole = programme.indicator_by_id["A.2.1/3"].name
    assert f"A.2.1/3 {' '.join(whole.split())}" in written.texts
    assert any(label.startswith("A.2.1/3 ") and label.endswith("…") for label in written.labels(0))
    assert "Działania pomocowe ukierunkowane na wychodzenie z kryzysu" in written.texts


@pytest.fixture(scope="module")
def fragment(programme: Programme, tmp_path_factory: pytest.TempPathFactory) -> Consolidation:
    """The published fragment of 2019, with the published values of 2017 as history."""
    folder = tmp_path_factory.mktemp("fragment")
    for executor in ("MOPR", "UM-DE", "UM-DSS"):
        write_template(programme, programme.executor_by_id[executor], 2019, History(), folder / f"{executor}.xlsx")
    answers = ROOT / "examples" / programme.id / "2019" / "odpowiedzi.csv"
    fill_forms(folder, answers, folder / "zwroty", "2020-03-15")
    read = [read_submission(path, path.name, programme, 2019)[0] for path in sorted((folder / "zwroty").iterdir())]
    history = read_history(SHIPPED[programme.id].parent / "history" / programme.id, programme.id, 2019)
    return consolidate(programme, 2019, [submission for submission in read if submission], history)


def test_2019_is_drawn_beside_2017(fragment: Consolidation, write: Callable[..., Written]) -> None:
    written = write(fragment)
    assert len(written.charts) == 1
    assert written.title().endswith(" (rodziny), 2017 i 2019\u00a0r.")
    assert [label.split()[0] for label in written.labels()] == ["A.1.3/1", "A.1.4/1"]
    assert written.numbers() == {"2017": [2659, 5170], "2019": [6361, 3998]}
    (drawn,) = written.objects
    assert "wzrost od 2017\u00a0r. o 3\u00a0702\u00a0rodziny (A.1.3/1)" in drawn["descr"]
    said = "Wykresu nie sporządzono, ponieważ za 2019\u00a0r. nie podano żadnej pełnej wartości liczbowej."
    assert written.texts.count(said) == 6


@pytest.fixture(scope="module")
def lublin(tmp_path_factory: pytest.TempPathFactory) -> Consolidation:
    ignored = shutil.ignore_patterns("build", "templates_xlsx")
    root = tmp_path_factory.mktemp("lublin") / "biuro"
    shutil.copytree(ROOT / "examples" / "lublin-srps-2014-2020", root, ignore=ignored)
    consolidation = Bureau(root).merge().consolidation
    assert consolidation is not None
    return consolidation


def test_a_register_is_drawn_by_source(lublin: Consolidation, write: Callable[..., Written]) -> None:
    written = write(lublin)
    sums = computed_sums(lublin.programme, lublin.entries)
    assert len(written.charts) == 6
    for number, goal in enumerate(lublin.programme.sections):
        details = [part.code for part in goal.children]
        assert [label.split()[0] for label in written.labels(number)] == details
        by_source = written.numbers(number)
        for source in lublin.programme.register.sources if lublin.programme.register else ():
            assert [Decimal(str(value)) for value in by_source.pop(source.heading)] == [
                sums[code][source.key] for code in details
            ]
        assert list(by_source) == (["bez wskazanego źródła"] if goal.code == "2" else [])
        assert written.charts[number].grouping == "stacked"
        assert written.charts[number].legend is not None
    assert written.numbers(1)["bez wskazanego źródła"] == [277000, 0, 0, 0, 0]
    assert written.labels(0)[0].endswith("–\u00a0163,6\u00a0tys.\u00a0zł")
    assert written.labels(2)[1].endswith("–\u00a029,0\u00a0tys.\u00a0zł")
    assert written.labels(0)[1].endswith("–\u00a0505,2\u00a0mln\u00a0zł*")
    assert written.title(0) == "Cel główny 1 – koszt według źródeł w 2020\u00a0r. (mln zł)"
    assert "1.2 Usprawnienie systemu wsparcia dzieci i rodzin*" in written.texts
    short = "Słupki zbyt krótkie, by je zobaczyć: 1.1 (163,6\u00a0tys.\u00a0zł) i 1.3 (1,6\u00a0mln\u00a0zł)."
    assert any(short in text for text in written.texts)
    assert any(text.startswith("Słupek zbyt krótki, by go zobaczyć: 5.5 (") for text in written.texts)
    assert sum("zbyt krótk" in text for text in written.texts) == 3
    assert any("obliczone sumy celów szczegółowych bez" in text for text in written.texts)
    assert "Cel szczegółowy" in written.texts
    assert axis_title(written.charts[3]) == "Koszt (tys. zł)"
    assert written.charts[3].series[0].dLbls.numFmt == "[$-415]#,##0.0,"
    assert all(excel_length(each["descr"]) <= DESCRIPTION_LIMIT for each in written.objects)


def test_costs_that_nobody_knows_are_gaps(lublin: Consolidation) -> None:
    register = lublin.programme.register
    assert register is not None
    (goal, *_) = lublin.programme.sections
    other = [entry for entry in lublin.entries if not entry.task.startswith("1.1.")]
    chart = chart_of_costs(goal, replace(lublin, entries=tuple(other)), register)
    assert set(chart.rows[0].values) == {None}
    assert chart.rows[0].total is None
    assert any(note.startswith("* Suma niepełna: 1.1 (bez: 1.1.") for note in chart.notes)
    nothing = chart_of_costs(goal, replace(lublin, entries=()), register)
    assert not nothing.rows
    assert nothing.notes == ("Za 2020\u00a0r. nie podano żadnych kwot, dlatego nie ma wykresu kosztów.",)


def test_sources_above_the_cost_are_named(lublin: Consolidation) -> None:
    register = lublin.programme.register
    assert register is not None
    (goal, *_) = lublin.programme.sections
    entries = tuple(
        replace(entry, money={**entry.money, COST: replace(entry.money[COST], amount=Decimal(1))})
        if entry.task.startswith("1.3.")
        else entry
        for entry in lublin.entries
    )
    chart = chart_of_costs(goal, replace(lublin, entries=entries), register)
    assert "Kwoty ze źródeł przekraczają koszt: 1.3." in chart.notes
    assert all(value >= 0 for value in chart.values)


def test_a_goal_has_the_charts_of_what_it_asks(write: Callable[..., Written]) -> None:
    other = load_programme(OTHER_CITY)
    first, second = other.sections
    both = replace(first, code="C", title="Wszystko", children=(*first.children, *second.children))
    written = write(consolidate(replace(other, sections=(first, second, both)), 2024, [], History()))
    headings = [text for text in written.texts if text.startswith("Filar ")]
    assert [heading[:7] for heading in headings] == ["Filar A", "Filar B", "Filar C", "Filar C"]
    without = "Za 2024\u00a0r. nie podano żadnych kwot, dlatego nie ma wykresu kosztów."
    assert written.texts.count(without) == 2
    assert any("obliczone sumy kierunków bez" in text for text in written.texts)


def test_a_register_without_goals_above_its_tasks_has_no_sums(write: Callable[..., Written]) -> None:
    other = load_programme(OTHER_CITY)
    tasks = tuple(part for part in other.sections[1].walk() if part.is_task)
    written = write(consolidate(replace(other, sections=tasks), 2024, [], History()))
    assert "Kosztów nie sumuje się tu w celach, dlatego nie ma wykresu kosztów." in written.texts
