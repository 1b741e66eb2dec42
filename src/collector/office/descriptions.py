"""The alternative texts of the charts of a Word document, for a LibreOffice that does not read them itself."""

import io
import zipfile
from typing import Final

from docx.oxml.ns import qn
from lxml import etree

_TEXT: Final = "word/document.xml"
_CHART, _DRAWING, _ABOUT = qn("c:chart"), qn("w:drawing"), qn("wp:docPr")


def chart_descriptions(content: bytes) -> list[str]:
    """The texts in the order of the charts; none of what is no Word document."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            text = package.read(_TEXT)
        root = etree.fromstring(text, etree.XMLParser(resolve_entities=False, huge_tree=True))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError):
        return []
    drawings = [drawing for drawing in root.iter(_DRAWING) if next(drawing.iter(_CHART), None) is not None]
    return [next((about.get("descr", "") for about in drawing.iter(_ABOUT)), "") for drawing in drawings]
