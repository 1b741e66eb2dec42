"""The narrative in tests: made of a consolidation alone, and read as a person reads it, figures included."""

import io
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

from collector.domain.consolidation import Consolidation
from collector.domain.emphasis import DEFAULT_EMPHASIS, Emphasis
from collector.domain.programme import Programme
from collector.reports.annex import NO_ANNEX, Annex
from collector.reports.material import Material
from collector.reports.narrative.document import narrative_document
from collector.reports.narrative.telling import Narrative, narrative_of
from collector.reports.narrative.template.shipped import kind_of, shipped_template

VERSION = "0123456789ab"


def narrative(consolidation: Consolidation, *, annex: Annex = NO_ANNEX, emphasis: Emphasis = DEFAULT_EMPHASIS,
              **more: Any) -> Narrative:  # fmt: skip
    return narrative_of(Material(consolidation=consolidation, annex=annex, **more), emphasis, VERSION)


def document_of(consolidation: Consolidation, *, annex: Annex = NO_ANNEX, template: bytes | None = None,
                emphasis: Emphasis = DEFAULT_EMPHASIS, **more: Any) -> bytes:  # fmt: skip
    told = narrative(consolidation, annex=annex, emphasis=emphasis, **more)
    return narrative_document(consolidation, told, template or template_of(consolidation.programme))


def template_of(programme: Programme) -> bytes:
    return shipped_template(kind_of(programme)).read_bytes()


def text_of(element: Any) -> str:
    """What a person reads in an element: line ends and tabs too, also within content controls."""
    signs = {qn("w:br"): "\n", qn("w:tab"): "\t"}
    in_runs = (each for each in element.iter() if each.getparent() is not None and each.getparent().tag == qn("w:r"))
    return "".join((each.text or "") if each.tag == qn("w:t") else signs.get(each.tag, "") for each in in_runs)


def saved(document: Any) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def opened(content: bytes | Path) -> Any:
    return docx.Document(io.BytesIO(content) if isinstance(content, bytes) else str(content))


def paragraphs_of(content: bytes | Path) -> list[str]:
    """The paragraphs between the tables that hold anything."""
    body = opened(content).element.body
    return [text for paragraph in body.findall(qn("w:p")) if (text := text_of(paragraph)).strip()]


def rows_of(table: Any) -> list[list[str]]:
    """The cells of a table, a line of its own for every paragraph."""
    return [
        ["\n".join(text_of(p) for p in cell.iter(qn("w:p"))) for cell in row.findall(qn("w:tc"))]
        for row in table._tbl.findall(qn("w:tr"))
    ]


def document_text(content: bytes | Path) -> str:
    """All text of the document, tables last."""
    cells = [cell for table in opened(content).tables for row in rows_of(table) for cell in row]
    return "\n".join([*paragraphs_of(content), *cells])
