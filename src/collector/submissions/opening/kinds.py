"""What a file is by its first bytes, whatever its name says."""

from enum import Enum, auto
from typing import Final

from collector.submissions.opening.refusal import Refusal
from collector.submissions.rules import ARCHIVE, NOT_A_WORKBOOK


class Container(Enum):
    """What holds the content of a file that may be a workbook."""

    ZIP = auto()
    OLE = auto()


_ZIP: Final = b"PK\x03\x04"
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOM: Final = b"\xef\xbb\xbf"
OPEN_DOCUMENT: Final = b"application/vnd.oasis.opendocument.spreadsheet"
TOO_OLD: Final = "to skoroszyt bardzo starego programu Excel (sprzed 1997 r.)"
OTHER_OLE: Final = "to dokument starego programu Office (np. .doc) albo wiadomość Outlooka"
_SIGNATURES: Final = (
    (b"PK\x05\x06", ARCHIVE, "to puste archiwum zip"),
    (b"%PDF", NOT_A_WORKBOOK, "to dokument PDF"),
    (b"{\\rtf", NOT_A_WORKBOOK, "to dokument RTF"),
    (b"\x89PNG", NOT_A_WORKBOOK, "to obraz PNG"),
    (b"\xff\xd8\xff", NOT_A_WORKBOOK, "to zdjęcie JPEG"),
    (b"GIF8", NOT_A_WORKBOOK, "to obraz GIF"),
    (b"7z\xbc\xaf\x27\x1c", ARCHIVE, "to archiwum 7z"),
    (b"Rar!", ARCHIVE, "to archiwum RAR"),
    (b"\x1f\x8b", ARCHIVE, "to archiwum gzip"),
    *((bytes((9, version)), NOT_A_WORKBOOK, TOO_OLD) for version in (0, 2, 4, 8)),
)
_LOOKED_AT: Final = 4096
_ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK_STREAMS: Final = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
# After the header of the first part in a zip.
_FIRST_NAME: Final = 30


def container_of(content: bytes) -> Container:
    """The container of a possible workbook. Raises Refusal, which says what the file is instead."""
    if content.startswith(_ZIP):
        return Container.ZIP
    if content.startswith(OLE):
        return Container.OLE
    if not content:
        raise Refusal(NOT_A_WORKBOOK, "plik jest pusty")
    for signature, rule, words in _SIGNATURES:
        if content.startswith(signature):
            raise Refusal(rule, words)
    raise Refusal(NOT_A_WORKBOOK, _kind_of_text(content[:_LOOKED_AT]))


def is_old_workbook(content: bytes) -> bool:
    """Whether a file is a container of old Office programs in which a workbook may lie."""
    return content.startswith(OLE) and any(stream in content for stream in _WORKBOOK_STREAMS)


def is_encrypted_package(content: bytes) -> bool:
    """Whether a file is a container in which Office keeps a workbook or document that needs a password."""
    return content.startswith(OLE) and _ENCRYPTED_STREAM in content


def is_open_document(content: bytes) -> bool:
    """Whether a file is a workbook of LibreOffice, whose kind comes first in its package."""
    return content.startswith(_ZIP) and content.startswith(b"mimetype" + OPEN_DOCUMENT, _FIRST_NAME)


def _kind_of_text(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode()
    text = head.removeprefix(_BOM).lstrip().lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in text:
        return "to „Arkusz kalkulacyjny XML 2003”"
    if text.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta")) or b"<table" in text:
        return "to strona WWW (HTML) zapisana pod nazwą skoroszytu"
    if text.startswith(b"<"):
        return "to plik XML"
    if b"\x00" in head.strip(b"\x00") or not head.strip(b"\x00"):
        return "to nie jest plik programu Excel"
    if any(separator in head for separator in (b";", b",", b"\t")):
        return "to plik tekstowy (np. CSV)"
    return "to plik tekstowy"
