"""The parts of a Word document in which tags may stand: those that are filled in, and those that are not."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml import etree

_LEFT: Final = {"footnotes": "przypisy dolne", "endnotes": "przypisy końcowe", "comments": "komentarze"}
_PROPERTIES: Final = ("title", "subject", "author", "comments", "identifier", "language", "keywords", "category")
_PAGES: Final = {"first": "pierwszej strony", "even": "stron parzystych"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateParts:
    """The roots of the parts; those other than the body with what they are called in Polish.

    Nothing is filled in in the `others` and in the `properties`: docxtpl would leave half of it.
    """

    body: Any
    around_text: tuple[tuple[str, Any], ...]
    others: tuple[tuple[str, Any], ...]
    properties: tuple[str, ...]


def parts_of(document: Any) -> TemplateParts:
    """The parts of an open document. Raises whatever python-docx and lxml do if one of them is damaged."""
    root = _xml(document.part)
    return TemplateParts(
        body=next(root.iterchildren(qn("w:body"))),
        around_text=tuple(_headers_and_footers(document, root)),
        others=tuple(_others(document)),
        properties=tuple(str(getattr(document.core_properties, name)) for name in _PROPERTIES),
    )


def _headers_and_footers(document: Any, root: Any) -> Iterator[tuple[str, Any]]:
    """What stands over and under the pages, each once."""
    pages = {
        reference.get(qn("r:id")): _PAGES.get(reference.get(qn("w:type"), ""), "strony")
        for reference in root.iter(qn("w:headerReference"), qn("w:footerReference"))
    }
    for kind, called in ((RELATIONSHIP_TYPE.HEADER, "nagłówek"), (RELATIONSHIP_TYPE.FOOTER, "stopka")):
        for id_, relation in document.part.rels.items():
            if relation.reltype == kind:
                yield f"{called} {pages.get(id_, 'strony')}", _xml(relation.target_part)


def _others(document: Any) -> Iterator[tuple[str, Any]]:
    for relation in document.part.rels.values():
        called = _LEFT.get(relation.reltype.rpartition("/")[2])
        if called and not relation.is_external:
            yield called, _xml(relation.target_part)


def _xml(part: Any) -> Any:
    # Anew: the elements of python-docx have texts of their own making.
    return etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
