"""Which styles of a document are headings, and which belong to a table of contents."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from docx.oxml.ns import qn
from lxml import etree

_HEADING: Final = re.compile(r"(?:heading|nagłówek) ([1-9])")
_CONTENTS: Final = ("toc ", "spis treści ", "contents ", "table of figures", "table of authorities", "index ")
VALUE: Final = qn("w:val")
# Of an outline: the tenth means ordinary text.
_LEVELS: Final = "012345678"
_LONGEST_CHAIN: Final = 20


@dataclass(frozen=True, slots=True)
class Styles:
    """The levels of headings by style, from 0, and the styles that list the contents."""

    headings: Mapping[str, int] = field(default_factory=dict)
    contents: frozenset[str] = frozenset()

    def level(self, style: str, own: str) -> int | None:
        """The level of a paragraph as a heading, None if it is none; its `own` outline level counts first."""
        return _level(own) if own else self.headings.get(style)


def styles_of(root: etree._Element) -> Styles:
    """What the part with the styles says; a style that says nothing is like the one on which it is based."""
    found = {style.get(qn("w:styleId"), ""): style for style in root.iter(qn("w:style"))}
    levels = {id_: _heading_level(id_, found) for id_ in found}
    return Styles(
        {id_: level for id_, level in levels.items() if level is not None},
        frozenset(id_ for id_, style in found.items() if value_of(style, "w:name").lower().startswith(_CONTENTS)),
    )


def _heading_level(id_: str, styles: dict[str, etree._Element]) -> int | None:
    for _ in range(_LONGEST_CHAIN):
        if (style := styles.get(id_)) is None:
            return None
        if own := value_of(style, "w:pPr/w:outlineLvl"):
            return _level(own)
        if match := _HEADING.match(value_of(style, "w:name").lower()):
            return int(match[1]) - 1
        id_ = value_of(style, "w:basedOn")
    return None


def _level(own: str) -> int | None:
    return int(own) if own in _LEVELS else None


def value_of(element: etree._Element, path: str) -> str:
    """The value of what lies under an element at a path of names such as `w:pPr/w:outlineLvl`; empty without one."""
    found = element.find("/".join(map(qn, path.split("/"))))
    return found.get(VALUE, "") if found is not None else ""
