"""Declarations of types and entities (DTD), which no part of a workbook may hold, however they are hidden."""

from collections.abc import Callable

from .defect import Defect, Kit, Make, is_read, refused
from .packages import (
    CORE_PART,
    CUSTOM_PART,
    DATA_PART,
    RELATIONS_PART,
    STRINGS_PART,
    STYLES_PART,
    TYPES_PART,
    WORKBOOK_PART,
    zipped,
)

FORBIDDEN = "P114"
SAYS = "DTD"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
DTD = '<!DOCTYPE a [<!ENTITY b "c">]>'
BOMB = '<!DOCTYPE a [<!ENTITY b0 "ha">' + "".join(f'<!ENTITY b{n + 1} "&b{n};&b{n};">' for n in range(30)) + "]>"
OUTSIDE = '<!DOCTYPE a SYSTEM "file:///etc/passwd">'
PARAMETERS = '<!DOCTYPE a [<!ENTITY % b SYSTEM "http://example.invalid/a.dtd"> %b;]>'

_ADDED_PARTS = {
    "xl/drawings/drawing1.xml": "<wsDr/>",
    "xl/drawings/vmlDrawing1.vml": "<xml/>",
    "customXml/item1.xml": "<dane/>",
    "xl/tables/table1.xml": "<table/>",
    "xl/worksheets/_rels/sheet2.xml.rels": "<Relationships/>",
}


def _in_part(part: str, change: Callable[[str], str], encoding: str = "utf-8") -> Make:
    """The plain return with a change of a part, which is added if it has none."""

    def make(kit: Kit) -> bytes:
        parts = kit.parts()
        content = parts.get(part, (HEAD + _ADDED_PARTS.get(part, "<a/>")).encode())
        parts[part] = change(content.decode()).encode(encoding)
        return zipped(parts)

    return make


def _with(declaration: str) -> Callable[[str], str]:
    def change(xml: str) -> str:
        end = xml.index("?>") + 2
        return xml[:end] + declaration + xml[end:]

    return change


def _same(xml: str) -> str:
    return xml


def _in_utf_16(xml: str) -> str:
    return _with(DTD)(xml).replace('encoding="UTF-8"', 'encoding="UTF-16"')


def _far_declared_utf_7(xml: str) -> str:
    """UTF-7, in which the signs of a declaration are other bytes, declared so late that a glance misses it."""
    body = xml[xml.index("?>") + 2 :].replace("+", "+-").encode("ascii", "xmlcharrefreplace").decode()
    late = f'<?xml version="1.0"{" " * 1500}encoding="UTF-7"?>'
    return late + DTD.replace("<!", "+ADwAIQ-") + body


def _in_latin_2(xml: str) -> str:
    return _with(DTD)(HEAD.replace("UTF-8", "iso-8859-2") + "<dane/>")


DEFECTS: tuple[Defect, ...] = (
    *(
        refused(f"declaration-in-{what}", _in_part(part, _with(DTD)), FORBIDDEN, SAYS, twin=_in_part(part, _same))
        for what, part in (
            ("list-of-sheets", WORKBOOK_PART),
            ("sheet", DATA_PART),
            ("strings", STRINGS_PART),
            ("styles", STYLES_PART),
            ("relations", RELATIONS_PART),
            ("relations-of-the-package", "_rels/.rels"),
            ("relations-of-a-sheet", "xl/worksheets/_rels/sheet2.xml.rels"),
            ("content-types", TYPES_PART),
            ("properties", CORE_PART),
            ("own-properties", CUSTOM_PART),
            ("theme", "xl/theme/theme1.xml"),
            ("drawing", "xl/drawings/drawing1.xml"),
            ("old-drawing", "xl/drawings/vmlDrawing1.vml"),
            ("own-xml", "customXml/item1.xml"),
            ("tables", "xl/tables/table1.xml"),
        )
    ),
    refused("entities-that-grow", _in_part(STRINGS_PART, _with(BOMB)), FORBIDDEN, SAYS),
    refused("entity-of-another-file", _in_part(DATA_PART, _with(OUTSIDE)), FORBIDDEN, SAYS),
    refused("entity-of-the-network", _in_part(CUSTOM_PART, _with(PARAMETERS)), FORBIDDEN, SAYS),
    refused(
        "declaration-in-utf-16",
        _in_part(STRINGS_PART, _in_utf_16, "utf-16"),
        FORBIDDEN,
        SAYS,
    ),
    refused(
        "declaration-in-utf-16-big-endian",
        _in_part("customXml/item1.xml", lambda xml: "\ufeff" + _in_utf_16(xml), "utf-16-be"),
        FORBIDDEN,
        SAYS,
    ),
    refused("declaration-in-latin-2", _in_part("customXml/item1.xml", _in_latin_2), FORBIDDEN, SAYS),
    refused(
        "declaration-after-a-long-comment",
        _in_part(DATA_PART, _with(f"<!-- {'a' * 300_000} -->{DTD}")),
        FORBIDDEN,
        SAYS,
        twin=_in_part(DATA_PART, _with(f"<!-- {'a' * 300_000} -->")),
    ),
    refused(
        "declaration-after-a-long-instruction",
        _in_part(STRINGS_PART, _with(f"<?a {'b' * 300_000}?>{DTD}")),
        FORBIDDEN,
        SAYS,
        twin=_in_part(STRINGS_PART, _with(f"<?a {'b' * 300_000}?>")),
    ),
    *(
        refused(
            f"declaration-in-utf-7-declared-late-in-{what}",
            _in_part(part, _far_declared_utf_7),
            FORBIDDEN,
            "wstępem",
        )
        for what, part in (("list-of-sheets", WORKBOOK_PART), ("relations", RELATIONS_PART), ("strings", STRINGS_PART))
    ),
    is_read(
        "words-of-a-declaration-in-a-text",
        _in_part(
            DATA_PART,
            lambda xml: xml.replace(
                '<c r="J8" s="16"/>', '<c r="J8" s="16" t="inlineStr"><is><t>&lt;!DOCTYPE html&gt;</t></is></c>'
            ),
        ),
        notes={"E.1.1/1": "<!DOCTYPE html>"},
    ),
)
