"""A native chart in a Word document: its part, the workbook of its numbers, and the drawing that shows it."""

from typing import Any, Final

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

from collector.reports.chart_data import GoalChart
from collector.reports.chart_size import Look, chart_height, least_height
from collector.reports.narrative.chart_flags import CHART_NAMESPACE, put_in_order
from collector.reports.narrative.chart_source import chart_space, numbers_workbook

IN_TABLE_ABOVE: Final = "Liczby są w tabeli powyżej."
_LONGEST_DESCRIPTION: Final = 400
# The width between the margins; the height that a chart takes if it can, and what a heading leaves of a page.
_WIDTH_CM: Final = 17.0
_WANTED_CM: Final = 12.0
_HIGHEST_CM: Final = 22.0
_POINTS_OF_CM: Final = 72 / 2.54
_ON_PAGE: Final = Look(title=0, text=8.5, small=8, names=0.45, bars=0.44, line=72, ticks=5)
_INLINE: Final = (
    f'<w:drawing {nsdecls("w", "wp", "a", "r", "c")}><wp:inline distT="0" distB="0" distL="0" distR="0">'
    '<wp:extent/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:docPr/><wp:cNvGraphicFramePr/>'
    f'<a:graphic><a:graphicData uri="{CHART_NAMESPACE}"><c:chart/></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing>"
)


def place_chart(document: Document, run: Any, chart: GoalChart, number: int, *, table: str = IN_TABLE_ABOVE) -> None:
    """Draw a chart that has rows in a `w:r` that is or will be in the document, instead of what the run holds.

    `number` is that of the chart in the document; `table` ends the alternative text with the way to the numbers.
    """
    name = f"Wykres {number} – {chart.code}"
    height_cm = _height_cm(chart)
    points = {"width": _WIDTH_CM * _POINTS_OF_CM, "height": height_cm * _POINTS_OF_CM}
    part = _chart_part(document, chart_space(chart, name, _ON_PAGE, **points), numbers_workbook(chart))
    drawing = parse_xml(_INLINE)
    extent, about, shown = (next(drawing.iter(qn(tag))) for tag in ("wp:extent", "wp:docPr", "c:chart"))
    extent.set("cx", str(Cm(_WIDTH_CM)))
    extent.set("cy", str(Cm(height_cm)))
    # Charts whose runs are not yet in the document have their ids too.
    about.set("id", str(document.part.next_id + (part.partname.idx or 0)))
    about.set("name", name)
    about.set("descr", chart.description.fitted(table, _LONGEST_DESCRIPTION))
    shown.set(qn("r:id"), document.part.relate_to(part, RELATIONSHIP_TYPE.CHART))
    for child in [child for child in run if child.tag != qn("w:rPr")]:
        run.remove(child)
    run.append(drawing)


def _height_cm(chart: GoalChart) -> float:
    """As high as its bars need, closer together if that keeps it small, and never higher than a page."""
    wanted = min(chart_height(chart, _ON_PAGE) / _POINTS_OF_CM, _WANTED_CM)
    return min(max(wanted, least_height(chart, _ON_PAGE) / _POINTS_OF_CM), _HIGHEST_CM)


def _chart_part(document: Document, root: Any, numbers: bytes) -> XmlPart:
    """The part of a chart, related to the workbook of its numbers."""
    package = document.part.package
    part = XmlPart(package.next_partname("/word/charts/chart%d.xml"), CONTENT_TYPE.DML_CHART, root, package)
    place = package.next_partname("/word/embeddings/wykres%d.xlsx")
    link = part.relate_to(Part(place, CONTENT_TYPE.SML_SHEET, numbers, package), RELATIONSHIP_TYPE.PACKAGE)
    external = parse_xml(f'<c:externalData {nsdecls("c", "r")} r:id="{link}"><c:autoUpdate val="0"/></c:externalData>')
    # How a sheet prints means nothing in a document.
    for settings in root.findall(qn("c:printSettings")):
        root.remove(settings)
    root.append(external)
    put_in_order(root)
    return part
