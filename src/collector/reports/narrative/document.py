"""The narrative in a Word template: the bytes of `raport-<year>.docx`."""

import io
from typing import Any, Final

from docx.document import Document
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from collector.domain.consolidation import Consolidation
from collector.files import with_fixed_times
from collector.reports.narrative.contents import fill_contents
from collector.reports.narrative.filling import Filling
from collector.reports.narrative.healing import healed
from collector.reports.narrative.telling import Narrative
from collector.reports.narrative.tokens import Tokens
from collector.reports.titles import report_title

# Of a property of the document.
_LONGEST: Final = 255
_SEQUENCE: Final = "SEQ"


class _Template(DocxTemplate):  # type: ignore[misc]
    """A template whose tags may hold what Word makes of quotes and spaces."""

    def patch_xml(self, src_xml: str) -> str:
        """The XML of a part with whole tags."""
        return str(super().patch_xml(healed(src_xml)))


def narrative_document(consolidation: Consolidation, narrative: Narrative, template: bytes) -> bytes:
    """The bytes of the document. The template is sound: whoever edits it has its tags checked before."""
    document = _Template(io.BytesIO(template))
    # Sandboxed: a template is a file that people edit. Strict: a misspelt tag must not become a blank.
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    tokens = Tokens()
    document.render(tokens.context(narrative.tags), environment)
    word: Document = document.docx
    Filling(word, tokens, narrative.figures, narrative.charts).fill()
    _number_captions(word)
    fill_contents(word)
    _set_properties(word, consolidation)
    target = io.BytesIO()
    document.save(target)
    return with_fixed_times(target.getvalue())


def _number_captions(document: Document) -> None:
    """Number what Word would count only when its fields are updated: „Tabela 1”, „Tabela 2”, „Wykres 1” …"""
    counts: dict[str, int] = {}
    for field in document.element.body.iter(qn("w:fldSimple")):
        kind, *more = field.get(qn("w:instr"), "").split()
        if kind == _SEQUENCE and more:
            counts[more[0]] = counts.get(more[0], 0) + 1
            texts: list[Any] = list(field.iter(qn("w:t")))
            texts[0].text = str(counts[more[0]])


def _set_properties(document: Document, consolidation: Consolidation) -> None:
    programme, year = consolidation.programme, consolidation.year
    properties = document.core_properties
    properties.title = " ".join(report_title(programme.report, year))[:_LONGEST]
    properties.author = programme.coordinator[:_LONGEST]
    properties.language = "pl-PL"
    properties.identifier = f"{programme.id}/{year}"[:_LONGEST]
