"""Files that are no workbook at all under the name of one."""

import gzip
import random
from base64 import encodebytes
from bz2 import compress as bzip2

from .defect import Defect, Kit, Make, refused
from .packages import TYPES_PART, unzipped, zipped

NOT_A_WORKBOOK, ARCHIVE, DAMAGED, ENCRYPTED = "P101", "P120", "P111", "P103"
TABLE = "Nr wskaźnika;Wskaźnik;Wartość\nE.1.1/1;Ilość lokali;12,5\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _always(content: bytes) -> Make:
    return lambda _: content


def _office_package(main_type: str, main: str) -> Make:
    """A package of another program of the Office."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/{main}" ContentType="{main_type}"/></Types>'
    )
    return lambda _: zipped({TYPES_PART: types.encode(), "_rels/.rels": b"<Relationships/>", main: b"<document/>"})


def _with_mimetype(kind: str, **parts: bytes) -> Make:
    return lambda kit: zipped({"mimetype": kind.encode(), **parts, "form.xlsx": kit.plain})


def _ole(stream: str) -> bytes:
    """The beginning of an old Office file, with the name of one stream in its directory."""
    return OLE + bytes(504) + stream.encode("utf-16-le").ljust(512, b"\x00")


def _cut(share: float) -> Make:
    return lambda kit: kit.plain[: int(len(kit.plain) * share)]


def _binary_workbook(kit: Kit) -> bytes:
    parts = unzipped(kit.plain)
    del parts["xl/workbook.xml"]
    parts[TYPES_PART] = parts[TYPES_PART].replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.binary.macroEnabled.main",
    )
    return zipped(parts | {"xl/workbook.bin": b"\x83\x01\x00"})


_RANDOM = random.Random(2017)
_NO_WORKBOOK: tuple[tuple[str, bytes, str], ...] = (
    ("empty-file", b"", "plik jest pusty"),
    ("one-zero-byte", b"\x00", "to nie jest plik programu Excel"),
    ("one-letter", b"a", "to plik tekstowy"),
    ("only-zero-bytes", bytes(4096), "to nie jest plik programu Excel"),
    ("web-page", b"<!DOCTYPE html><html><table><tr><td>12,5</td></tr></table></html>", "strona WWW"),
    ("table-of-a-web-page", "\ufeff  <TABLE><tr><td>12,5".encode(), "strona WWW"),
    ("login-page-of-a-portal", b"\n\n<html lang=pl><head><title>Zaloguj</title>", "strona WWW"),
    ("csv-with-semicolons", TABLE.encode(), "tekstowy (np. CSV)"),
    ("csv-with-commas", TABLE.replace(",", ".").replace(";", ",").encode(), "tekstowy (np. CSV)"),
    ("csv-with-tabs", TABLE.replace(";", "\t").encode("cp1250"), "tekstowy (np. CSV)"),
    ("csv-in-utf-16", TABLE.encode("utf-16"), "tekstowy (np. CSV)"),
    ("symbolic-link-format", b"ID;PWXL;N;E\nC;Y1;X1;K12.5\nE\n", "tekstowy (np. CSV)"),
    ("plain-text", "W załączeniu formularz".encode(), "to plik tekstowy"),
    (
        "xml-spreadsheet-2003",
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "XML 2003",
    ),
    ("other-xml", b'<?xml version="1.0"?><dane rok="2017"/>', "to plik XML"),
    ("pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
    ("rtf", b"{\\rtf1\\ansi Dane}", "RTF"),
    ("picture-png", b"\x89PNG\r\n\x1a\n" + bytes(32), "PNG"),
    ("photograph-jpeg", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(32), "JPEG"),
    ("picture-gif", b"GIF89a" + bytes(32), "GIF"),
    ("excel-2-stream", b"\x09\x00\x04\x00\x02\x00\x10\x00", "bardzo starego programu Excel"),
    ("excel-3-stream", b"\x09\x02\x06\x00\x00\x00\x10\x00\x00\x00", "bardzo starego programu Excel"),
    ("excel-4-stream", b"\x09\x04\x06\x00\x00\x00\x10\x00\x00\x00", "bardzo starego programu Excel"),
    ("excel-5-stream", b"\x09\x08\x08\x00\x00\x05\x05\x00", "bardzo starego programu Excel"),
    ("word-97-document", _ole("WordDocument"), "starego programu Office"),
    ("outlook-message", _ole("__properties_version1.0"), "wiadomość Outlooka"),
    ("random-bytes", b"\x8f\x00" + _RANDOM.randbytes(3000), "to nie jest plik programu Excel"),
    ("windows-shortcut", b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(64), "to nie jest plik programu Excel"),
)
_ARCHIVES: tuple[tuple[str, Make, str], ...] = (
    ("archive-zip", lambda kit: zipped({"ZMK.xlsx": kit.plain, "pismo.txt": b"."}), "archiwum zip"),
    ("archive-zip-empty", _always(b"PK\x05\x06" + bytes(18)), "puste archiwum zip"),
    ("archive-7z", _always(b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(32)), "7z"),
    ("archive-rar", _always(b"Rar!\x1a\x07\x01\x00" + bytes(32)), "RAR"),
    ("archive-gzip", lambda kit: gzip.compress(kit.plain, mtime=0), "gzip"),
)
DEFECTS: tuple[Defect, ...] = (
    *(refused(name, _always(content), NOT_A_WORKBOOK, says) for name, content, says in _NO_WORKBOOK),
    *(refused(name, make, ARCHIVE, says) for name, make, says in _ARCHIVES),
    refused("archive-bzip2", lambda kit: bzip2(kit.plain), NOT_A_WORKBOOK, "to nie jest plik programu Excel"),
    refused(
        "signed-container-asic",
        _with_mimetype("application/vnd.etsi.asic-e+zip", **{"META-INF/signatures.xml": b"<a/>"}),
        ARCHIVE,
        "archiwum",
    ),
    refused(
        "word-document",
        _office_package(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "word/document.xml"
        ),
        NOT_A_WORKBOOK,
        "Word",
    ),
    refused(
        "presentation",
        _office_package(
            "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
            "ppt/presentation.xml",
        ),
        NOT_A_WORKBOOK,
        "prezentacja",
    ),
    refused(
        "drawing-of-visio",
        _office_package("application/vnd.ms-visio.drawing.main+xml", "visio/document.xml"),
        NOT_A_WORKBOOK,
        "to nie jest skoroszyt",
    ),
    refused(
        "writer-document", _with_mimetype("application/vnd.oasis.opendocument.text"), NOT_A_WORKBOOK, "LibreOffice"
    ),
    refused("binary-workbook", _binary_workbook, NOT_A_WORKBOOK, ".xlsb"),
    refused("old-workbook-without-content", _always(_ole("Workbook")), DAMAGED, "nie można odczytać jego zawartości"),
    refused("old-encrypted-workbook", _always(_ole("EncryptedPackage")), ENCRYPTED, "hasłem"),
    refused("cut-in-the-first-header", lambda kit: kit.plain[:20], DAMAGED, "nie pobrał się do końca"),
    refused("cut-in-half", _cut(0.5), DAMAGED, "nie pobrał się do końca"),
    refused("cut-in-the-directory", lambda kit: kit.plain[:-200], DAMAGED, "nie pobrał się do końca"),
    refused("cut-by-one-byte", lambda kit: kit.plain[:-1], DAMAGED, "nie pobrał się do końca"),
    refused("beginning-cut-off", lambda kit: kit.plain[1:], NOT_A_WORKBOOK, "to nie jest plik programu Excel"),
    refused(
        "something-before-the-package",
        lambda kit: b"\x00\x00" + kit.plain,
        NOT_A_WORKBOOK,
        "to nie jest plik programu Excel",
    ),
    refused("sent-as-base64", lambda kit: encodebytes(kit.plain), NOT_A_WORKBOOK, "tekstowy"),
    refused(
        "zeros-in-the-middle",
        lambda kit: kit.plain[:4000] + bytes(2000) + kit.plain[6000:],
        DAMAGED,
        "nie można rozpakować części pliku",
    ),
)
