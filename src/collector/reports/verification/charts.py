"""A chart of a document: the numbers that it shows, and those of the workbook inside it."""

import io
import warnings
from collections.abc import Iterable, Mapping
from typing import Final

import openpyxl
from docx.oxml.ns import qn
from lxml import etree

from collector.reports.verification.document import DocumentChart, Series
from collector.reports.verification.opening import DocumentPackage, Part
from collector.reports.verification.spans import Drawing
from collector.submissions import DEFAULT_LIMITS
from collector.submissions.opening.limits import MEGABYTE
from collector.submissions.opening.xlsx.package import Package, refuse_declarations
from collector.values.content import CellContent, shown_content
from collector.values.text import clean, one_line

_CACHES: Final = tuple(map(qn, ("c:numCache", "c:strCache", "c:numLit", "c:strLit")))
# More than any chart shows: what stands far away would cost all memory.
_MOST_CELLS: Final = 100_000
_LARGEST: Final = 10 * MEGABYTE


def chart_of(part: Part, package: DocumentPackage, drawing: Drawing, under: str) -> DocumentChart:
    """The chart that stands where `drawing` says, `under` a heading."""
    return DocumentChart(
        name=one_line(clean(drawing.name)),
        description=one_line(clean(drawing.description)),
        under=under,
        series=tuple(_series(element) for element in part.root.iter(qn("c:ser"))),
        cells=_cells(package, part.related("package")),
    )


def _series(element: etree._Element) -> Series:
    return Series(
        name=" ".join(_points(element, ("c:tx",))),
        labels=tuple(_points(element, ("c:cat", "c:xVal"))),
        numbers=tuple(_points(element, ("c:val", "c:yVal"))),
    )


def _points(series: etree._Element, kinds: Iterable[str]) -> list[str]:
    """The stored texts of a part of a series, by their place; of labels in levels those of all levels."""
    found: list[str] = []
    for kind in kinds:
        for part in series.iterchildren(qn(kind)):
            for points in (*part.iter(*_CACHES), *part.iter(qn("c:lvl"))):
                found += [_text(point) for point in points.iterchildren(qn("c:pt"))]
    return found


def _text(point: etree._Element) -> str:
    return one_line(clean(point.findtext(qn("c:v")) or ""))


def _cells(package: DocumentPackage, names: Iterable[str]) -> Mapping[str, str] | None:
    """The cells of the workbook inside a chart by sheet and address; None if it has none that can be read."""
    name = next((name for name in names if package.has(name)), "")
    if not name:
        return None
    content = package.content(name)
    try:
        _refuse_hostile(content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of parts it does not know
            book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        return {
            f"{sheet.title}!{cell.coordinate}": shown_content(cell.value)
            for sheet in book.worksheets
            if sheet.max_row * sheet.max_column <= _MOST_CELLS
            for row in sheet.iter_rows()
            for cell in row
            if isinstance(cell.value, CellContent) and cell.value is not None
        }
    # Only what Word shows when somebody edits the chart: openpyxl fails on a broken one in ways of its own.
    except Exception:  # noqa: BLE001
        return None


def _refuse_hostile(content: bytes) -> None:
    """Raise Refusal or ValueError for a workbook that openpyxl must not see."""
    package = Package(content, DEFAULT_LIMITS)
    if package.unpacked_size > _LARGEST:
        raise ValueError(package.unpacked_size)
    for name in package.xml_parts():
        refuse_declarations(package.part(name))
