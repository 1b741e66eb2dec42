"""The narrative in a Word template: the bytes of `raport-<year>.docx`."""

import io
from typing import Final

from docx.document import Document

from collector.domain.consolidation import Consolidation
from collector.files import with_fixed_times
from collector.reports.narrative.contents import fill_contents
from collector.reports.narrative.filling import Filling
from collector.reports.narrative.numbering import number_bookmarks, number_captions
from collector.reports.narrative.telling import Narrative
from collector.reports.narrative.template.healing import HealedTemplate
from collector.reports.narrative.tokens import Tokens
from collector.reports.titles import report_title

# Of a property of the document.
_LONGEST: Final = 255


def narrative_document(consolidation: Consolidation, narrative: Narrative, template: bytes) -> bytes:
    """The bytes of the document. The template is sound: whoever edits it has its tags checked before."""
    document = HealedTemplate(io.BytesIO(template))
    tokens = Tokens()
    document.fill(tokens.context(narrative.tags))
    word: Document = document.docx
    number_bookmarks(word)
    Filling(word, tokens, narrative.figures, narrative.charts).fill()
    number_captions(word)
    fill_contents(word)
    _set_properties(word, consolidation)
    target = io.BytesIO()
    document.save(target)
    return with_fixed_times(target.getvalue())


def _set_properties(document: Document, consolidation: Consolidation) -> None:
    programme, year = consolidation.programme, consolidation.year
    properties = document.core_properties
    properties.title = " ".join(report_title(programme.report, year))[:_LONGEST]
    properties.author = programme.coordinator[:_LONGEST]
    properties.language = "pl-PL"
    properties.identifier = f"{programme.id}/{year}"[:_LONGEST]
