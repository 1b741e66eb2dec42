"""Native charts in a Word document: their parts, the numbers they remember, and what is said of them."""

import io
import os
import shutil
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from lxml import etree
from openpyxl.chart.axis import NumericAxis, TextAxis
from openpyxl.chart.bar_chart import BarChart
from openpyxl.chart.chartspace import ChartContainer, ChartSpace
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.series import attribute_mapping
from openpyxl.chart.title import Title
from openpyxl.utils.cell import range_boundaries

from collector.consolidation import consolidate
from collector.domain.consolidation import History
from collector.domain.indicator import Kind, Moment, Unit
from collector.domain.programme import Programme
from collector.domain.table import Measure, StatisticalTable, TableRow
from collector.files import with_fixed_times
from collector.reports.chart_costs import chart_of_costs
from collector.reports.chart_data import ChartRow, GoalChart, chart_of_indicators, charts_of_tables
from collector.reports.narrative.word_chart import place_chart
from collector.workflows.campaign import read_campaign

from .conftest import ROOT, Bureau
from .test_charts import PERSON, asked, consolidated, goal_of, past, result
from .told import saved

OFFICE, PDF_TEXT = shutil.which("soffice"), shutil.which("pdftotext")
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PACKAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/package"
# As openpyxl has them from the standard.
IN_ORDER = {
    "chartSpace": ChartSpace.__elements__, "chart": ChartContainer.__elements__, "title": Title.__elements__,
    "legend": Legend.__elements__, "barChart": BarChart.__elements__, "ser": attribute_mapping["bar"],
    "dPt": DataPoint.__elements__, "catAx": TextAxis.__elements__, "valAx": NumericAxis.__elements__,
    # There the group of the flags comes after the points that have none.
    "dLbls": ("dLbl", *DataLabelList.__elements__[2:]),
}  # fmt: skip


def drawn_in(*charts: GoalChart, **options: Any) -> bytes:
    """A document as wide as a report, with charts each in a paragraph of its own."""
    document = Document()
    (section,) = document.sections
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    for number, chart in enumerate(charts, 1):
        run = document.add_paragraph().add_run("\ufdd0")
        run.bold = True
        place_chart(document, run._r, chart, number, **options)
    return with_fixed_times(saved(document))


@dataclass
class Drawn:
    """A drawn chart of a document, found from its drawing by relationships only."""

    drawing: Any
    document: WordDocument

    def __post_init__(self) -> None:
        shown = next(self.drawing.iter(f"{CHART}chart"))
        self.part = self.document.part.related_parts[shown.get(qn("r:id"))]
        self.root = etree.fromstring(self.part.blob)
        external = self.root.find(f"{CHART}externalData")
        assert external is not None
        self.link = self.part.rels[str(external.get(qn("r:id")))]
        self.book = openpyxl.load_workbook(io.BytesIO(self.link.target_part.blob))

    @property
    def about(self) -> dict[str, str]:
        return dict(next(self.drawing.iter(qn("wp:docPr"))).attrib)

    @property
    def size_cm(self) -> tuple[float, float]:
        extent = next(self.drawing.iter(qn("wp:extent")))
        return int(extent.get("cx")) / 360_000, int(extent.get("cy")) / 360_000

    def values(self, name: str) -> list[str | None]:
        """The values of an attribute `val` of all elements of a name."""
        return [element.get("val") for element in self.root.iter(f"{CHART}{name}")]

    def remembered(self, kind: str) -> list[list[str | None]]:
        """What every series remembers of its `tx`, `cat` or `val`; None where it remembers nothing."""
        found = []
        for each in self.root.iterfind(f".//{CHART}ser/{CHART}{kind}"):
            count = next(each.iter(f"{CHART}ptCount")).get("val")
            points = {point.get("idx"): point.findtext(f"{CHART}v") for point in each.iter(f"{CHART}pt")}
            found.append([points.get(str(place)) for place in range(int(str(count)))])
        return found

    def cells(self, kind: str) -> list[list[Any]]:
        """The cells of the workbook that every series refers to."""
        found = []
        for each in self.root.iterfind(f".//{CHART}ser/{CHART}{kind}"):
            sheet, _, reference = str(next(each.iter(f"{CHART}f")).text).partition("!")
            left, top, right, bottom = range_boundaries(reference)
            rows = self.book[sheet].iter_rows(min_row=top, max_row=bottom, min_col=left, max_col=right)
            found.append([cell.value for row in rows for cell in row])
        return found


def read(content: bytes) -> list[Drawn]:
    document = Document(io.BytesIO(content))
    return [Drawn(drawing, document) for drawing in document.element.body.iter(qn("w:drawing"))]


def one(chart: GoalChart, **options: Any) -> Drawn:
    (drawn,) = read(drawn_in(chart, **options))
    return drawn


def of_years(
    programme: Programme, values: Sequence[str], earlier: Mapping[int, Sequence[str]], unit: Unit = PERSON
) -> GoalChart:
    results = [result(asked(f"Z.1/{n}", f"Liczba osób {n}", unit), value) for n, value in enumerate(values, 1)]
    closed = {
        year: {f"Z.1/{n}": past(year, value) for n, value in enumerate(each, 1)} for year, each in earlier.items()
    }
    return chart_of_indicators(*goal_of(consolidated(programme, results, History(closed))))


def of_table(programme: Programme) -> GoalChart:
    measure = Measure(key="a", name="Ludność", unit=PERSON, kind=Kind.COUNT, moment=Moment.YEAR, executors=("MOPR",))
    rows = (TableRow(number=1, name="kobiety"), TableRow(number=2, name="mężczyźni"))
    table = StatisticalTable(code="T1", title="Ludność miasta", heading="Płeć", measures=(measure,), rows=rows)
    bare = consolidated(programme, [])
    cells = tuple(result(cell, str(150 + place)) for place, cell in enumerate(table.cells))
    (chart,) = charts_of_tables(replace(bare, programme=replace(bare.programme, tables=(table,)), cells=cells))
    return chart


@pytest.fixture(scope="module")
def costs(tmp_path_factory: pytest.TempPathFactory) -> list[GoalChart]:
    """The charts of money of Lublin."""
    ignored = shutil.ignore_patterns("build", "templates_xlsx")
    root = tmp_path_factory.mktemp("lublin") / "biuro"
    shutil.copytree(ROOT / "examples" / "lublin-srps-2014-2020", root, ignore=ignored)
    desk = Bureau(root).desk
    campaign = read_campaign(desk, desk.submissions, lambda _: None)
    consolidation = consolidate(campaign.programme, desk.year, campaign.submissions, campaign.history)
    register = consolidation.programme.register
    assert register is not None
    return [chart_of_costs(goal, consolidation, register) for goal in consolidation.programme.sections]


@pytest.fixture(scope="module")
def charts(programme: Programme, costs: list[GoalChart]) -> dict[str, GoalChart]:
    """A chart of every kind."""
    return {
        "one year": of_years(programme, ["3821", "0", "1129.10"], {}),
        "two years": of_years(programme, ["6361", "3998"], {2017: ["2659", ""]}),
        "costs": costs[1],
        "table": of_table(programme),
    }


KINDS = ("one year", "two years", "costs", "table")


# --- The numbers -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_chart_and_workbook_hold_the_numbers_of_the_report(charts: dict[str, GoalChart], kind: str) -> None:
    chart, drawn = charts[kind], one(charts[kind])
    columns = [[row.values[place] for row in chart.rows] for place in range(len(chart.series))]
    remembered = [[number and Decimal(number) for number in series] for series in drawn.remembered("val")]
    assert remembered == columns
    cells = drawn.cells("val")
    assert [[None if cell is None else Decimal(str(cell)) for cell in series] for series in cells] == columns
    labels = [row.label for row in chart.rows]
    assert drawn.remembered("cat") == drawn.cells("cat") == [labels] * len(chart.series)
    assert drawn.remembered("tx") == drawn.cells("tx") == [[heading] for heading in chart.series]
    assert drawn.values("autoTitleDeleted") == ["1"]
    assert drawn.root.find(f"{CHART}chart/{CHART}title") is None, "the caption says it"


def test_a_gap_is_no_zero(charts: dict[str, GoalChart]) -> None:
    drawn = one(charts["two years"])
    assert drawn.remembered("val") == [["2659", None], ["6361", "3998"]]
    assert drawn.values("dispBlanksAs") == ["gap"]


def test_every_year_and_every_source_is_there(charts: dict[str, GoalChart]) -> None:
    assert one(charts["two years"]).remembered("tx") == [["2017"], ["2019"]]
    drawn = one(charts["costs"])
    assert drawn.values("grouping") == ["stacked"]
    assert drawn.remembered("tx")[-1] == ["bez wskazanego źródła"]
    assert drawn.remembered("val")[-1][0] == "277000"


def test_the_workbook_is_data_only(charts: dict[str, GoalChart]) -> None:
    book = one(charts["costs"]).book
    (sheet,) = book.worksheets
    assert not sheet._charts  # type: ignore[attr-defined]
    assert [cell.value for cell in sheet[1]] == [charts["costs"].row_heading, *charts["costs"].series]
    assert sheet["B3"].number_format == "[$-415]#,##0.00"


# --- The parts -------------------------------------------------------------------------------------------------------


def test_every_part_is_found_and_has_its_type(charts: dict[str, GoalChart]) -> None:
    content = drawn_in(*charts.values())
    for number, drawn in enumerate(read(content), 1):
        assert str(drawn.part.partname) == f"/word/charts/chart{number}.xml"
        assert drawn.part.content_type == CHART_TYPE
        assert drawn.link.reltype == PACKAGE
        assert str(drawn.link.target_part.partname) == f"/word/embeddings/wykres{number}.xlsx"
        assert drawn.link.target_part.content_type == WORKBOOK_TYPE
        assert drawn.root.find(f"{CHART}printSettings") is None
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        assert package.testzip() is None
    assert len(names) == len(set(names))
    assert sum(name.startswith("word/charts/_rels/") for name in names) == len(charts)


def test_a_chart_that_the_template_has_is_kept(charts: dict[str, GoalChart]) -> None:
    document = Document(io.BytesIO(drawn_in(charts["table"])))
    run = document.add_paragraph().add_run("x")
    place_chart(document, run._r, charts["one year"], 1)
    first, second = read(saved(document))
    labels = [[[row.label for row in charts[kind].rows]] for kind in ("table", "one year")]
    assert [first.remembered("cat"), second.remembered("cat")] == labels
    assert first.about["id"] != second.about["id"]


def test_the_ids_differ_also_before_the_runs_are_in_the_document(charts: dict[str, GoalChart]) -> None:
    document = Document()
    runs = [OxmlElement("w:r") for _ in range(3)]
    for number, run in enumerate(runs, 1):
        place_chart(document, run, charts["table"], number)
    document.add_paragraph()._p.extend(runs)
    assert len({drawing.get("id") for drawing in document.element.body.iter(qn("wp:docPr"))}) == len(runs)


def test_the_run_keeps_its_look_and_loses_its_sign(charts: dict[str, GoalChart]) -> None:
    (run,) = Document(io.BytesIO(drawn_in(charts["table"]))).paragraphs[0].runs
    assert run.bold
    assert [child.tag for child in run._r] == [qn("w:rPr"), qn("w:drawing")]
    (inline,) = next(run._r.iter(qn("w:drawing")))
    parts = [etree.QName(child).localname for child in inline]
    assert parts == ["extent", "effectExtent", "docPr", "cNvGraphicFramePr", "graphic"]


@pytest.mark.parametrize("kind", KINDS)
def test_no_flag_is_left_to_the_program_that_shows_it(charts: dict[str, GoalChart], kind: str) -> None:
    drawn = one(charts[kind])
    series = len(charts[kind].series)
    for flag in ("showLegendKey", "showCatName", "showSerName", "showPercent", "showBubbleSize"):
        assert drawn.values(flag) == ["0"] * series
    assert drawn.values("showVal") == ["1"] * series
    assert set(drawn.values("invertIfNegative")) == {"0"}
    assert drawn.values("roundedCorners") == drawn.values("varyColors") == ["0"]
    assert drawn.values("autoTitleDeleted") == ["1"]
    # Of an axis: some programs hide one that does not say that it is shown.
    axes = [each for name in ("catAx", "valAx") for each in drawn.root.iter(f"{CHART}{name}")]
    hidden = [axis.find(f"{CHART}delete") for axis in axes]
    assert [flag.get("val") for flag in hidden if flag is not None] == ["0", "0"]
    assert drawn.values("minorTickMark") == ["none", "none"]
    assert drawn.values("lang") == ["pl-PL"]
    assert {each.get("lang") for each in drawn.root.iter() if each.get("lang")} == {"pl-PL"}


@pytest.mark.parametrize("kind", KINDS)
def test_the_elements_stand_in_the_order_of_the_standard(charts: dict[str, GoalChart], kind: str) -> None:
    known = [each for each in one(charts[kind]).root.iter() if etree.QName(each).localname in IN_ORDER]
    assert len(known) >= 8
    for element in known:
        if element.tag.startswith(CHART):
            order = IN_ORDER[etree.QName(element).localname]
            places = [order.index(etree.QName(child).localname) for child in element]
            assert places == sorted(places), element.tag


def test_the_same_values_give_the_same_bytes(charts: dict[str, GoalChart]) -> None:
    assert drawn_in(*charts.values()) == drawn_in(*charts.values())


# --- The words -------------------------------------------------------------------------------------------------------


def test_every_chart_says_what_it_shows(charts: dict[str, GoalChart]) -> None:
    said = [each.about for each in read(drawn_in(*charts.values()))]
    assert len({each["id"] for each in said}) == len(charts)
    assert [each["name"] for each in said] == ["Wykres 1 – Z", "Wykres 2 – Z", "Wykres 3 – 2", "Wykres 4 – T1"]
    assert all(len(each["descr"]) <= 400 for each in said)
    assert all(each["descr"].endswith(" Liczby są w tabeli powyżej.") for each in said)
    assert said[1]["descr"].replace("\u00a0", " ") == (
        "Cel strategiczny Z, wykres słupkowy (osoby, lata 2017 i 2019). Wskaźniki: Z.1/1 i Z.1/2. "
        "Największa wartość w 2019 r.: 6 361 osób (Z.1/1). "
        "Największa zmiana wśród pokazanych: wzrost od 2017 r. o 3 702 osoby (Z.1/1). Liczby są w tabeli powyżej."
    )
    assert "Najwięcej: 2.2 (18,9 mln zł)." in said[2]["descr"].replace("\u00a0", " ")


def test_the_way_to_the_numbers_is_the_callers(charts: dict[str, GoalChart]) -> None:
    said = one(charts["table"], table="Liczby są w załączniku.").about["descr"]
    assert said.endswith("Liczby są w załączniku.")


def test_a_long_unit_is_said_in_what_word_holds(programme: Programme) -> None:
    unit = Unit(one="o" * 300, few="o " * 150, many="o" * 300)
    drawn = one(of_years(programme, ["5", "6"], {2018: ["4", "5"]}, unit))
    assert len(drawn.about["descr"]) <= 400
    assert drawn.about["descr"].endswith("Liczby są w tabeli powyżej.")
    axis = "".join(str(text) for each in drawn.root.iter(f"{CHART}valAx") for text in each.itertext())
    assert len(axis) < 80


@pytest.mark.parametrize(
    "name", ["=1+1", "Uwaga!A1 osób", "<b>osoby</b> & inni", "{{ osoby }}", "\"cudzysłów\" i 'dwa'"]
)
def test_names_stay_text(programme: Programme, name: str) -> None:
    unit = Unit(one=name, few=name, many=name)
    chart = chart_of_indicators(*goal_of(consolidated(programme, [result(asked("Z.1/1", name, unit), "5")])))
    drawn = one(chart)
    assert drawn.remembered("cat") == drawn.cells("cat") == [[f"Z.1/1 {name}"]]
    assert name in drawn.about["descr"]
    assert all(cell.data_type != "f" for row in drawn.book.active.iter_rows() for cell in row)  # type: ignore[union-attr]


# --- The look --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bars", "years", "lowest", "highest"),
    [(1, 1, 2, 4), (8, 1, 8, 10), (8, 2, 8, 10), (8, 3, 12, 12.2), (5, 5, 12, 12.2)],
)
def test_a_chart_is_as_high_as_its_bars_need(
    programme: Programme, bars: int, years: int, lowest: float, highest: float
) -> None:
    values = [str(n) for n in range(1, bars + 1)]
    width, height = one(of_years(programme, values, {2020 - year: values for year in range(2, years + 1)})).size_cm
    assert width == 17
    assert lowest <= height <= highest


def test_a_long_chart_fits_the_page(costs: list[GoalChart]) -> None:
    row = costs[0].rows[0]
    rows = tuple(replace(row, label=f"{n} {row.label}") for n in range(60))
    width, height = one(replace(costs[0], rows=rows)).size_cm
    assert (width, height) == (17, 22)


@pytest.mark.parametrize(
    ("values", "unit"),
    [(["22351", "8"], 5000), (["3693"], 1000), (["228"], 50), (["99"], 20), (["39.35"], 10), (["7"], 1), (["-40"], 10)],
)
def test_the_numbers_of_the_axis_have_room(programme: Programme, values: list[str], unit: float) -> None:
    (step,) = one(of_years(programme, values, {})).values("majorUnit")
    assert float(str(step)) == unit


def test_the_axis_of_a_stack_is_as_long_as_the_whole(charts: dict[str, GoalChart]) -> None:
    chart = charts["costs"]
    row = ChartRow(label="a", name="a", values=(Decimal(9), Decimal(9), Decimal(9), Decimal(9)))
    (step,) = one(replace(chart, rows=(row,))).values("majorUnit")
    assert float(str(step)) == 10


# --- In LibreOffice --------------------------------------------------------------------------------------------------


@pytest.mark.office
@pytest.mark.skipif(
    not (OFFICE and PDF_TEXT) and not os.environ.get("CI"), reason="LibreOffice or pdftotext is not installed"
)
def test_libreoffice_draws_them(charts: dict[str, GoalChart], tmp_path: Path) -> None:
    (tmp_path / "wykresy.docx").write_bytes(drawn_in(*charts.values()))
    command = [str(OFFICE), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "wykresy.docx"], check=True, capture_output=True, timeout=120, cwd=tmp_path)
    done = subprocess.run([str(PDF_TEXT), "wykresy.pdf", "-"], check=True, capture_output=True, text=True, cwd=tmp_path)
    shown = " ".join(done.stdout.split())
    for chart in charts.values():
        assert all(word in shown for row in chart.rows for word in row.label.split())
    for expected in ("3 821,00", "0,00", "1 129,10", "2017: 2 659", "2019: 6 361", "17,9", "150", "151"):
        assert expected in shown
    assert "2017: 0" not in shown
