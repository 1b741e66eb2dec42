"""A small Word document from nothing: its styles, and tables that are quick to make and can be read aloud."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

_FONT: Final = "Calibri"
_HEADING_COLOUR: Final = RGBColor(0x1F, 0x3A, 0x5F)


def set_styles(document: Any) -> None:
    """Give a new document its fonts, its headings and its language."""
    styles = document.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(10)
    normal.paragraph_format.space_after = Pt(2)
    normal.paragraph_format.line_spacing = 1.0
    language = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr")).find(qn("w:lang"))
    for attribute in ("w:val", "w:eastAsia"):
        language.set(qn(attribute), "pl-PL")
    for theme_language in document.settings.element.findall(qn("w:themeFontLang")):
        theme_language.set(qn("w:val"), "pl-PL")
    for name, size, before in (("Heading 1", 15, 0), ("Heading 2", 11, 6)):
        style = styles[name]
        style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), True
        style.font.color.rgb = _HEADING_COLOUR
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(theme), None)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(3)
        style.paragraph_format.keep_with_next = True


def add_table(
    document: Any, headings: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float], size: float
) -> None:
    """A table whose first row repeats on every page and whose rows are never split.

    Its rows are made as elements: through the cells of python-docx it takes minutes for many.
    """
    table = document.add_table(rows=0, cols=len(headings))
    table.style, table.autofit = "Table Grid", False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    element = table._tbl  # noqa: SLF001 - the element is the documented way below python-docx
    element.append(_row(headings, widths, size, is_heading=True))
    for row in rows:
        element.append(_row(row, widths, size, is_heading=False))


def _row(texts: Sequence[str], widths: Sequence[float], size: float, *, is_heading: bool) -> Any:
    row = OxmlElement("w:tr")
    properties = _inside(row, "w:trPr")
    _inside(properties, "w:cantSplit")
    if is_heading:
        _inside(properties, "w:tblHeader")
    for text, width in zip(texts, widths, strict=True):
        cell = _inside(row, "w:tc")
        about = _inside(cell, "w:tcPr")
        _inside(about, "w:tcW", type="dxa", w=str(round(width * 567)))
        if is_heading:
            _inside(about, "w:shd", val="clear", color="auto", fill="DDEBF7")
        paragraph = _inside(cell, "w:p")
        layout = _inside(paragraph, "w:pPr")
        _inside(layout, "w:spacing", before="0", after="0", line="240", lineRule="auto")
        # Without it an empty cell is as high as the ordinary font.
        _inside(_inside(layout, "w:rPr"), "w:sz", val=str(round(size * 2)))
        run = _inside(paragraph, "w:r")
        look = _inside(run, "w:rPr")
        if is_heading:
            _inside(look, "w:b")
        _inside(look, "w:sz", val=str(round(size * 2)))
        shown = _inside(run, "w:t")
        shown.text = text
        shown.set(qn("xml:space"), "preserve")
    return row


def _inside(parent: Any, name: str, **attributes: str) -> Any:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    parent.append(element)
    return element
