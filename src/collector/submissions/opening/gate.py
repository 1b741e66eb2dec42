"""The bytes of a returned file -> Book, after a gate that no parser sees a file before."""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Final

from collector.domain.finding import Finding
from collector.domain.observation import Place
from collector.submissions.opening.book import Book, Opened, Sheet
from collector.submissions.opening.kinds import (
    OTHER_OLE,
    Container,
    container_of,
    is_encrypted_package,
    is_old_workbook,
)
from collector.submissions.opening.limits import MEGABYTE, Limits, in_megabytes
from collector.submissions.opening.ods.manifest import is_encrypted
from collector.submissions.opening.refusal import Refusal, TooLargeForCompany, too_large
from collector.submissions.opening.xlsx.fast import read_fast
from collector.submissions.opening.xlsx.package import Package, refuse_declarations
from collector.submissions.opening.xlsx.parts import (
    Kind,
    WorkbookParts,
    has_special_formats,
    kind_of_package,
    properties,
    workbook_parts,
)
from collector.submissions.opening.xlsx.sheet_scan import has_plain_strings, scan_sheet
from collector.submissions.rules import (
    COMMENTS,
    DAMAGED,
    ENCRYPTED,
    EXTRA_PARTS,
    NO_IDENTITY,
    NOT_A_WORKBOOK,
    UNUSUAL_KIND,
    WRONG_PASSWORD,
)
from collector.values.text import printable, storable
from collector.values.writing import counted

_EXTRAS: Final = (
    ("vbaproject.bin", "makra"),
    ("xl/macrosheets/", "makra starego rodzaju"),
    ("xl/externallinks/", "łącza do innych skoroszytów"),
    ("xl/embeddings/", "osadzone obiekty"),
    ("xl/activex/", "kontrolki"),
    ("xl/connections.xml", "połączenia z danymi zewnętrznymi"),
)
_COMMENTS: Final = ("xl/comments", "xl/threadedcomments/")
_LARGE: Final = 8 * MEGABYTE
_CELLS: Final = ("komórkę", "komórki", "komórek")
# openpyxl needs some 600 bytes a cell; the fast reader far fewer.
_MOST_FOR_CAREFUL: Final = 60_000
_MANY: Final = 20_000
_FORM_NUMBER: Final = re.compile(rb"-(?:19|20)[0-9]{2}-[0-9a-f]{6}")


def open_book(content: bytes, place: Place, limits: Limits, password: str = "", *, alone: bool = True) -> Opened:
    """Open the returned file whose bytes are `content`. Raises Refusal if it is not read, and says why.

    Raises TooLargeForCompany for a large one if it is not read `alone`.
    """
    match container_of(content):
        case Container.ZIP:
            return _open_package(content, place, limits, alone=alone)
        case Container.OLE:
            if not alone and len(content) > _LARGE:
                raise TooLargeForCompany
            return _open_ole(content, place, limits, password, alone=alone)


def _open_package(content: bytes, place: Place, limits: Limits, *, alone: bool) -> Opened:
    package = Package(content, limits)
    if not alone and package.unpacked_size > _LARGE:
        raise TooLargeForCompany
    kind = kind_of_package(package)
    if kind is Kind.OPEN_DOCUMENT:
        _check_open_document(package)
    for name in package.xml_parts():
        refuse_declarations(package.part(name))
    notes = [*_unusual(kind.value, place), *_extras(package, place)]
    if kind is Kind.OPEN_DOCUMENT:
        from collector.submissions.opening.ods.reading import read_ods  # noqa: PLC0415 - few returns are of this kind

        return Opened(_with_storable_texts(read_ods(package)), tuple(notes))
    parts = workbook_parts(package)
    if parts.is_strict:
        notes += _unusual("skoroszyt Strict Open XML", place)
    if not parts.sheets:
        raise Refusal(DAMAGED, "nie ma w nim żadnego arkusza")
    return Opened(_read_workbook(package, parts, limits), tuple(notes))


def _check_open_document(package: Package) -> None:
    size, most = package.unpacked_size, package.limits.open_document_mb * MEGABYTE
    if size > most:
        raise too_large(f"po rozpakowaniu ma {in_megabytes(size)}", in_megabytes(most), "open_document_mb")
    # Parts that are encrypted are no XML, and would be taken for hostile.
    if is_encrypted(package):
        raise Refusal(ENCRYPTED)


def _read_workbook(package: Package, parts: WorkbookParts, limits: Limits) -> Book:
    has_plain = parts.strings is None or has_plain_strings(package.xml(parts.strings))
    scans = [scan_sheet(package.xml(part.name), limits.cells) for part in parts.sheets]
    cells = sum(scan.cells for scan in scans)
    if cells > limits.cells:
        raise too_large(f"ma {counted(cells, _CELLS)}", limits.cells, "cells")
    texts, modified = properties(package)
    if cells > _MANY and not _names_form(package):
        raise Refusal(NO_IDENTITY)
    special = parts.styles is not None and has_special_formats(package.xml(parts.styles))
    if has_plain and not special and all(scan.is_plain for scan in scans):
        sheets = read_fast(package.only(parts.names), parts, scans)
        if sheets is not None:
            return Book(sheets, sum(scan.filled for scan in scans), texts, modified)
    from collector.submissions.opening.xlsx.careful import read_carefully  # noqa: PLC0415 - most returns need only the fast reader

    if cells > _MOST_FOR_CAREFUL:
        found = f"ma {counted(cells, _CELLS)}, a są w nim formuły albo nietypowo zapisane komórki"
        raise too_large(found, _MOST_FOR_CAREFUL)
    sheets, filled = read_carefully(package, parts, scans)
    return Book(sheets, filled, texts, modified)


def _names_form(package: Package) -> bool:
    """Whether the number of a form stands anywhere: a large workbook of another kind need not be read to know that."""
    return any(_FORM_NUMBER.search(package.part(name)) for name in package.xml_parts())


def _open_ole(content: bytes, place: Place, limits: Limits, password: str, *, alone: bool) -> Opened:
    if is_encrypted_package(content):
        if not password:
            raise Refusal(ENCRYPTED)
        opened = open_book(_decrypted(content, password), place, limits, alone=alone)
        return replace(opened, findings=(*_unusual("skoroszyt z hasłem", place), *opened.findings))
    if not is_old_workbook(content):
        raise Refusal(NOT_A_WORKBOOK, OTHER_OLE)
    from collector.submissions.opening.xls.reading import read_xls  # noqa: PLC0415 - few returns are of this kind

    kind = "stary skoroszyt Excela (.xls)"
    try:
        book = read_xls(content, limits)
    except Refusal as refusal:
        if refusal.rule is not ENCRYPTED or not password:
            raise
        book, kind = read_xls(_decrypted(content, password), limits), f"{kind} z hasłem"
    return Opened(_with_storable_texts(book), tuple(_unusual(kind, place)))


def _with_storable_texts(book: Book) -> Book:
    """A workbook of a kind in which texts may hold what is no character."""
    return replace(book, sheets=tuple(map(_storable, book.sheets)))


def _storable(sheet: Sheet) -> Sheet:
    rows = {
        row: {column: storable(content) if isinstance(content, str) else content for column, content in cells.items()}
        for row, cells in sheet.rows.items()
    }
    return replace(sheet, title=printable(sheet.title), rows=rows)


def _decrypted(content: bytes, password: str) -> bytes:
    import msoffcrypto  # noqa: PLC0415 - only a protected return needs it
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError  # noqa: PLC0415

    target = BytesIO()
    try:
        protected = msoffcrypto.OfficeFile(BytesIO(content))
        protected.load_key(password=password, verify_password=True)
        protected.decrypt(target)
    except InvalidKeyError:
        raise Refusal(WRONG_PASSWORD) from None
    except (DecryptionError, FileFormatError, ParseError, OSError, ValueError, KeyError, IndexError):
        raise Refusal(DAMAGED, "nie można odczytać zabezpieczonego skoroszytu") from None
    return target.getvalue()


def _unusual(kind: str, place: Place) -> Iterator[Finding]:
    if kind:
        yield Finding(rule=UNUSUAL_KIND, place=place, found=kind)


def _extras(package: Package, place: Place) -> Iterator[Finding]:
    """A note about what a workbook carries besides cells."""
    names = [name.lower() for name in package.names]
    found = [words for part, words in _EXTRAS if any(part in name for name in names)]
    if found:
        yield Finding(rule=EXTRA_PARTS, place=place, found=", ".join(found))
    drawn = (name for name in package.xml_parts() if "xl/drawings/drawing" in name.lower())
    notes = ["komentarze"] if any(part in name for part in _COMMENTS for name in names) else []
    notes += ["pola tekstowe"] if any(b"txBody" in package.part(name) for name in drawn) else []
    if notes:
        yield Finding(rule=COMMENTS, place=place, found=" i ".join(notes))
