"""Parts of the package that are broken, or written in a way that is odd but right."""

import re

from .defect import Defect, Kit, Make, is_read, refused
from .packages import (
    CORE_PART,
    CUSTOM_PART,
    DATA_PART,
    INSTRUCTION_PART,
    RELATIONS_PART,
    STRINGS_PART,
    STYLES_PART,
    TYPES_PART,
    WORKBOOK_PART,
    Parts,
    changed,
    zipped,
)

DAMAGED, FORBIDDEN, UNUSUAL = "P111", "P114", "P116"
HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _in_part(part: str, old: bytes, new: bytes) -> Make:
    return lambda kit: changed(kit.plain, part, old, new)


def _encoded(part: str, encoding: str, declared: str) -> Make:
    """The part written in another encoding, declared as it is."""

    def make(kit: Kit) -> bytes:
        parts = kit.parts()
        words = parts[part].decode().replace('encoding="UTF-8"', f'encoding="{declared}"')
        parts[part] = words.encode(encoding, "xmlcharrefreplace")
        return zipped(parts)

    return make


def _cut(part: str) -> Make:
    def make(kit: Kit) -> bytes:
        parts = kit.parts()
        parts[part] = parts[part][: len(parts[part]) * 2 // 3]
        return zipped(parts)

    return make


def _with_head(head: bytes) -> Make:
    return lambda kit: changed(kit.plain, DATA_PART, HEAD, head)


def _prefixed(xml: bytes) -> bytes:
    """The XML with a prefix before the name of every element of the main namespace."""
    xml = re.sub(rb"<(/?)(?![?!/])(?![\w.-]+:)([A-Za-z])", rb"<\1x:\2", xml)
    return xml.replace(b'xmlns="' + MAIN, b'xmlns:x="' + MAIN)


def _all_prefixed(kit: Kit) -> bytes:
    parts = kit.parts()
    names = [name for name in parts if name.startswith("xl/worksheets/sheet")]
    for name in (*names, WORKBOOK_PART, STRINGS_PART, STYLES_PART):
        parts[name] = _prefixed(parts[name])
    return zipped(parts)


def _sheet_prefixed(kit: Kit) -> bytes:
    parts = kit.parts()
    parts[DATA_PART] = _prefixed(parts[DATA_PART])
    return zipped(parts)


def _strict(kit: Kit) -> bytes:
    """As Excel saves under “Strict Open XML Spreadsheet”."""

    def strict(part: bytes) -> bytes:
        for name in (b"spreadsheetml", b"officeDocument"):
            known, other = b"http://schemas.openxmlformats.org/" + name, b"http://purl.oclc.org/ooxml/" + name
            part = part.replace(known + b"/2006/", other + b"/")
        return part

    return zipped({name: strict(part) for name, part in kit.parts().items()})


def _strict_with_a_formula(kit: Kit) -> bytes:
    return changed(_strict(kit), DATA_PART, b"<v>12.5</v>", b"<f>10+2.5</f><v>12.5</v>")


def _moved(kit: Kit, moves: dict[str, str]) -> bytes:
    """The package with parts under other names, and the relations and types that lead to them."""
    parts: Parts = {}
    for name, part in kit.parts().items():
        content = part
        for old, new in moves.items():
            if name in (TYPES_PART, "_rels/.rels"):
                content = content.replace(old.encode(), new.encode())
            elif name == RELATIONS_PART:
                content = content.replace(old.removeprefix("xl/").encode(), new.removeprefix("xl/").encode())
        parts[moves.get(name, name)] = content
    return zipped(parts)


def _without_dimension(kit: Kit) -> bytes:
    return changed(kit.plain, DATA_PART, b'<dimension ref="A1:L24"/>', b"")


def _same_title_twice(kit: Kit) -> bytes:
    """Two sheets called the same, which hold as many cells."""
    parts = kit.parts()
    parts["xl/worksheets/sheet3.xml"] = parts[DATA_PART].replace(b"<v>12.5</v>", b"<v>99</v>")
    parts[WORKBOOK_PART] = parts[WORKBOOK_PART].replace(b'name="Metryczka"', b'name="Dane"')
    return zipped(parts)


def _macros_and_more(kit: Kit) -> bytes:
    return zipped(kit.parts() | {"xl/vbaProject.bin": b"a", "xl/externalLinks/externalLink1.xml": b"<externalLink/>"})


def _with_vast_count(kit: Kit) -> bytes:
    """As many texts declared as no memory can hold; found by spoiling workbooks at random."""
    parts = kit.parts()
    texts = re.sub(rb'uniqueCount="\d+"', b'uniqueCount="99999999999"', parts[STRINGS_PART])
    assert texts != parts[STRINGS_PART]
    return zipped(parts | {STRINGS_PART: texts})


def _without_styles(kit: Kit) -> bytes:
    return zipped({name: part for name, part in kit.parts().items() if name != STYLES_PART})


_SHEETS = {"data-sheet": ("Dane", ""), "other-sheet": ("Instrukcja", "")}
_COMMENT = "<!-- wypełnione -->".encode()

DEFECTS: tuple[Defect, ...] = (
    *(
        refused(f"{what}-cut", _cut(part), DAMAGED, "nie można odczytać", _SHEETS.get(what, ("", "")))
        for what, part in (
            ("data-sheet", DATA_PART),
            ("other-sheet", INSTRUCTION_PART),
            ("list-of-sheets", WORKBOOK_PART),
            ("strings", STRINGS_PART),
            ("relations", RELATIONS_PART),
        )
    ),
    refused("styles-cut", _cut(STYLES_PART), DAMAGED, "jednej z części pliku nie można odczytać"),
    is_read("properties-cut", _cut(CUSTOM_PART)),
    refused("data-sheet-empty", lambda kit: zipped(kit.parts() | {DATA_PART: b""}), DAMAGED, "nie można odczytać"),
    refused(
        "data-sheet-is-a-picture",
        lambda kit: zipped(kit.parts() | {DATA_PART: b"\x89PNG\r\n"}),
        FORBIDDEN,
        "XML w nietypowym kodowaniu",
    ),
    refused(
        "data-sheet-is-a-web-page",
        lambda kit: zipped(kit.parts() | {DATA_PART: b"<html></html>"}),
        DAMAGED,
        "nie jest arkuszem",
    ),
    refused(
        "tags-crossed",
        _in_part(DATA_PART, b"<v>12.5</v></c>", b"<v>12.5</c></v>"),
        DAMAGED,
        "arkusza „Dane” nie można odczytać",
        ("Dane", ""),
    ),
    refused(
        "forbidden-character",
        _in_part(DATA_PART, b"<v>12.5</v>", b"<v>12.5&#1;</v>"),
        DAMAGED,
        "arkusza „Dane” nie można odczytać",
        ("Dane", ""),
    ),
    refused(
        "bytes-that-are-no-utf-8",
        _in_part(STRINGS_PART, b"<t>Uwagi</t>", b"<t>Uwagi\xb3</t>"),
        DAMAGED,
        "nie można odczytać",
    ),
    refused("sheet-in-utf-16", _encoded(DATA_PART, "utf-16", "UTF-16"), DAMAGED, "UTF-8"),
    refused("strings-in-utf-16", _encoded(STRINGS_PART, "utf-16", "UTF-16"), DAMAGED, "UTF-8"),
    refused("sheet-in-utf-16-without-a-mark", _encoded(DATA_PART, "utf-16-le", "UTF-16"), FORBIDDEN, "kodowaniu"),
    refused("sheet-in-windows-1250", _encoded(DATA_PART, "cp1250", "windows-1250"), DAMAGED, "UTF-8"),
    refused("sheet-in-ebcdic", _encoded(DATA_PART, "cp037", "cp037"), FORBIDDEN, "kodowaniu"),
    refused("sheet-in-utf-7", _encoded(DATA_PART, "utf-7", "UTF-7"), FORBIDDEN, "kodowaniu"),
    refused(
        "two-sheets-of-one-name",
        _same_title_twice,
        DAMAGED,
        "Dane",
    ),
    refused(
        "no-sheets",
        lambda kit: zipped(
            kit.parts() | {WORKBOOK_PART: HEAD + b'<workbook xmlns="' + MAIN + b'"><sheets/></workbook>'}
        ),
        DAMAGED,
        "żadnego arkusza",
    ),
    is_read("all-elements-with-a-prefix", _all_prefixed),
    is_read("sheet-with-a-prefix", _sheet_prefixed),
    is_read("strict-open-xml", _strict, expected=((UNUSUAL, "", ""),)),
    is_read(
        "strict-open-xml-with-a-formula", _strict_with_a_formula, expected=((UNUSUAL, "", ""), ("P105", "Dane", "H8"))
    ),
    is_read("without-dimension", _without_dimension),
    is_read("wrong-dimension", _in_part(DATA_PART, b'ref="A1:L24"', b'ref="A1"')),
    is_read("vast-dimension", _in_part(DATA_PART, b'ref="A1:L24"', b'ref="A1:XFD1048576"')),
    is_read("byte-order-mark", _with_head(b"\xef\xbb\xbf" + HEAD)),
    is_read("without-declaration", _with_head(b"")),
    is_read("declaration-not-standalone", _with_head(b"<?xml version='1.0' encoding='utf-8' standalone='no' ?>")),
    is_read("processing-instruction", _with_head(HEAD + b'<?mso-application progid="Excel.Sheet"?>')),
    is_read("comment-before-the-sheet", _with_head(HEAD + _COMMENT)),
    is_read("comment-in-a-row", _in_part(DATA_PART, b'<c r="H8"', _COMMENT + b'<c r="H8"')),
    is_read("comment-in-a-number", _in_part(DATA_PART, b"<v>12.5</v>", b"<v>12<!-- -->.5</v>")),
    is_read("comment-after-the-cells", _in_part(DATA_PART, b"</sheetData>", b"</sheetData>" + _COMMENT)),
    refused(
        "comment-that-ends-the-cells",
        _in_part(DATA_PART, b"</sheetData>", b"</sheetData><!-- </sheetData> -->"),
        DAMAGED,
        "arkuszy",
    ),
    is_read("cdata-in-a-number", _in_part(DATA_PART, b"<v>12.5</v>", b"<v><![CDATA[12.5]]></v>")),
    is_read("cdata-in-a-text", _in_part(STRINGS_PART, b"<t>Uwagi</t>", b"<t><![CDATA[Uwagi]]></t>")),
    is_read("character-references-in-a-text", _in_part(STRINGS_PART, b"<t>Uwagi</t>", b"<t>&#85;wag&#x69;</t>")),
    is_read(
        "single-quotes",
        lambda kit: changed(kit.plain, DATA_PART, b'<c r="H8" s="15">', b"<c r='H8' s='15'>"),
    ),
    is_read(
        "workbook-under-another-name",
        lambda kit: _moved(kit, {WORKBOOK_PART: "xl/workbook2.xml", RELATIONS_PART: "xl/_rels/workbook2.xml.rels"}),
    ),
    is_read("sheet-under-another-name", lambda kit: _moved(kit, {DATA_PART: "xl/worksheets/dane.xml"})),
    is_read(
        "absolute-targets",
        _in_part(RELATIONS_PART, b'Target="worksheets/sheet2.xml"', b'Target="/xl/worksheets/sheet2.xml"'),
    ),
    is_read("template-of-excel", _in_part(TYPES_PART, b"sheet.main+xml", b"template.main+xml")),
    is_read(
        "workbook-with-macros",
        _in_part(
            TYPES_PART,
            b"openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            b"ms-excel.sheet.macroEnabled.main+xml",
        ),
        expected=((UNUSUAL, "", ""),),
    ),
    is_read("macros-and-links-to-other-files", _macros_and_more, expected=(("P117", "", ""),), says="makra, łącza"),
    is_read(
        "date-of-saving-unreadable",
        _in_part(CORE_PART, b"2000-01-01T00:00:00Z</dcterms:modified>", b"wczoraj</dcterms:modified>"),
    ),
    is_read("styles-missing", _without_styles),
    is_read("count-of-texts-vast", _with_vast_count),
    refused(
        "cell-with-two-addresses",
        _in_part(DATA_PART, b'<c r="H8"', b'<c r="H8" r="XFD1048576"'),
        DAMAGED,
        "arkusza „Dane” nie można odczytać",
        ("Dane", ""),
    ),
)
