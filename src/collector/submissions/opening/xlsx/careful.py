"""The careful reader: openpyxl sees only the cells, and every cell that the file holds must come out of it.

openpyxl drops values under merged cells, hangs on far-away comments and grid-wide merges, and raises on odd formats and
validations. So it gets a workbook of the same cells and number formats with nothing else in it.
"""

import re
import warnings
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Final
from xml.sax.saxutils import quoteattr

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from collector.submissions.opening.book import GENERAL, CellFacts, Sheet
from collector.submissions.opening.refusal import Refusal
from collector.submissions.opening.xlsx.inventory import RawCell, raw_cells, text_of
from collector.submissions.opening.xlsx.package import Package
from collector.submissions.opening.xlsx.parts import FIRST_OWN_FORMAT, WorkbookParts, cell_formats, is_special, parsed
from collector.submissions.opening.xlsx.sheet_scan import SheetScan
from collector.submissions.rules import DAMAGED
from collector.values.reading import CellContent
from collector.values.text import decode_escapes, storable

_MAIN: Final = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT_MAIN: Final = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_EXACT: Final = 10**15
_ROOT: Final = re.compile(rb"<((?:[A-Za-z_][\w.-]*:)?)worksheet\b[^>]*>")


def read_carefully(package: Package, parts: WorkbookParts, scans: list[SheetScan]) -> tuple[tuple[Sheet, ...], int]:
    """The sheets of a workbook, and how many filled cells its XML holds. Raises Refusal if the file is damaged."""
    strings = package.xml(parts.strings) if parts.strings else b""
    formats = list(cell_formats(package.xml(parts.styles))) if parts.styles else []
    xmls = [package.xml(part.name) for part in parts.sheets]
    texts = [text_of(item) for item in parsed(strings).iterchildren("{*}si")] if strings else []
    raw = [raw_cells(part.title, xml, texts) for part, xml in zip(parts.sheets, xmls, strict=True)]
    # A style that is not in the file is the plain one, for the fast reader too.
    used = max((cell.style for cells in raw for cell in cells), default=0)
    formats += [0] * (used + 1 - len(formats))
    reduced = _reduced([_only_cells(xml) for xml in xmls], strings, formats, since_1904=parts.since_1904)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # dates out of range; their raw number is known
            book = openpyxl.load_workbook(BytesIO(reduced), data_only=True)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - openpyxl raises thirteen classes on damaged files; the file costs only itself
        raise Refusal(DAMAGED, "nie można odczytać jego arkuszy") from None
    sheets = tuple(
        _sheet(book.worksheets[number], part.title, cells, scan, is_hidden=part.is_hidden)
        for number, (part, cells, scan) in enumerate(zip(parts.sheets, raw, scans, strict=True))
    )
    return sheets, sum(map(len, raw))


def _sheet(sheet: Worksheet, title: str, raw: list[RawCell], scan: SheetScan, *, is_hidden: bool) -> Sheet:
    rows: dict[int, dict[int, CellContent]] = {}
    facts: dict[tuple[int, int], CellFacts] = {}
    for found in raw:
        cell = sheet._cells.get((found.row, found.column))  # noqa: SLF001 - openpyxl offers only the rectangle
        error = found.value or "" if found.type == "e" else ""
        shown = str(cell.number_format) if cell is not None else GENERAL
        number_format = shown if is_special(shown) else GENERAL
        content = None if cell is None or error or found.value is None else _content(cell.value, cell.data_type, found)
        if content is not None:
            rows.setdefault(found.row, {})[found.column] = content
        if error or found.formula or number_format != GENERAL:
            facts[found.row, found.column] = CellFacts(error, found.formula, number_format)
    return Sheet(title, rows, facts, scan.merged, scan.footer, is_hidden)


def _content(value: object, data_type: str, raw: RawCell) -> CellContent:
    """The content of a cell as one of the types that `values` reads."""
    if raw.type == "text":
        return storable(decode_escapes(raw.value or ""))
    if value is None or value == "":
        return "" if raw.value == "" else None
    if data_type == "e":  # a number that is no date, in a cell that shows dates
        return float(raw.value or "nan")
    if isinstance(value, str):
        return storable(decode_escapes(value))
    if isinstance(value, int) and abs(value) >= _EXACT:
        return float(value)  # as Excel shows it
    return value if isinstance(value, CellContent) else str(value)


def _only_cells(xml: bytes) -> bytes:
    """The sheet without anything but its cells."""
    xml = xml.replace(_STRICT_MAIN, _MAIN)
    root = _ROOT.search(xml)
    if root is None:
        raise Refusal(DAMAGED, "część pliku nie jest arkuszem")
    prefix = root[1]
    begin, end = xml.find(b"<" + prefix + b"sheetData"), xml.rfind(b"</" + prefix + b"sheetData>")
    cells = xml[begin:end] + b"</" + prefix + b"sheetData>" if 0 <= begin < end else b""
    return root[0] + cells + b"</" + prefix + b"worksheet>"


def _reduced(sheets: list[bytes], strings: bytes, formats: list[int | str], *, since_1904: bool) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for name, content in _reduced_parts(len(sheets), formats, since_1904=since_1904):
            package.writestr(name, content)
        package.writestr("xl/sharedStrings.xml", strings.replace(_STRICT_MAIN, _MAIN) or f"<sst xmlns='{_ns()}'/>")
        for number, sheet in enumerate(sheets, 1):
            package.writestr(f"xl/worksheets/sheet{number}.xml", sheet)
    return target.getvalue()


def _ns() -> str:
    return _MAIN.decode()


def _reduced_parts(sheets: int, formats: list[int | str], *, since_1904: bool) -> Iterator[tuple[str, str]]:
    """The parts that hold the sheets together."""
    numbers = range(1, sheets + 1)
    override = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for name, kind in (
            ("workbook", "sheet.main"), ("sharedStrings", "sharedStrings"), ("styles", "styles"),
            *((f"worksheets/sheet{number}", "worksheet") for number in numbers),
        )
    )  # fmt: skip
    relation = "".join(
        f'<Relationship Id="{id_}" Type="{_OFFICE}/{kind}" Target="/xl/{name}.xml"/>'
        for id_, kind, name in (
            ("s", "sharedStrings", "sharedStrings"), ("f", "styles", "styles"),
            *((f"r{number}", "worksheet", f"worksheets/sheet{number}") for number in numbers),
        )
    )  # fmt: skip
    listed = "".join(f'<sheet name="{number}" sheetId="{number}" r:id="r{number}"/>' for number in numbers)
    yield (
        "[Content_Types].xml",
        (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{override}</Types>'
        ),
    )
    yield (
        "_rels/.rels",
        (
            f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="w" Type="{_OFFICE}/officeDocument" Target="/xl/workbook.xml"/></Relationships>'
        ),
    )
    yield (
        "xl/workbook.xml",
        (
            f'<workbook xmlns="{_ns()}" xmlns:r="{_OFFICE}"><workbookPr date1904="{int(since_1904)}"/>'
            f"<sheets>{listed}</sheets></workbook>"
        ),
    )
    yield "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{_PACKAGE}/relationships">{relation}</Relationships>'
    yield "xl/styles.xml", _styles(formats)


def _styles(formats: list[int | str]) -> str:
    """A stylesheet with nothing but the number formats of the cells."""
    own_codes = dict.fromkeys(code for code in formats if isinstance(code, str))
    codes = {code: number for number, code in enumerate(own_codes, FIRST_OWN_FORMAT)}
    own = "".join(f'<numFmt numFmtId="{id_}" formatCode={quoteattr(code)}/>' for code, id_ in codes.items())
    ids = (codes[code] if isinstance(code, str) else code for code in formats)
    used = "".join(f'<xf numFmtId="{id_}" fontId="0" fillId="0" borderId="0" xfId="0"/>' for id_ in ids)
    plain = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    return (
        f'<styleSheet xmlns="{_ns()}"><numFmts>{own}</numFmts>'
        "<fonts><font/></fonts><fills><fill><patternFill/></fill></fills>"
        f"<borders><border/></borders><cellStyleXfs>{plain}</cellStyleXfs><cellXfs>{used or plain}</cellXfs>"
        '<cellStyles><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
