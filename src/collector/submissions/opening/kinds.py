"""What a file is by its first bytes, whatever its name says."""

from enum import Enum, auto
from typing import Final


class Container(Enum):
    """What holds the content of a file that may be a workbook."""

    ZIP = auto()
    OLE = auto()


_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOM: Final = b"\xef\xbb\xbf"
_SIGNATURES: Final = (
    (b"PK\x05\x06", "to puste archiwum zip"),
    (b"%PDF", "to dokument PDF"),
    (b"{\\rtf", "to dokument RTF"),
    (b"\x89PNG", "to obraz PNG"),
    (b"\xff\xd8\xff", "to zdjęcie JPEG"),
    (b"GIF8", "to obraz GIF"),
    (b"7z\xbc\xaf\x27\x1c", "to archiwum 7z"),
    (b"Rar!", "to archiwum RAR"),
    (b"\x1f\x8b", "to archiwum gzip"),
    (b"\x09\x00", "to skoroszyt bardzo starego programu Excel (sprzed 1997 r.)"),
    (b"\x09\x02", "to skoroszyt bardzo starego programu Excel (sprzed 1997 r.)"),
    (b"\x09\x04", "to skoroszyt bardzo starego programu Excel (sprzed 1997 r.)"),
    (b"\x09\x08", "to skoroszyt bardzo starego programu Excel (sprzed 1997 r.)"),
)
_LOOKED_AT: Final = 4096


def container_of(content: bytes) -> Container | str:
    """The container of a possible workbook; or, in Polish, what the file is instead."""
    if content.startswith(_ZIP):
        return Container.ZIP
    if content.startswith(_OLE):
        return Container.OLE
    if not content:
        return "plik jest pusty"
    for signature, words in _SIGNATURES:
        if content.startswith(signature):
            return words
    return _kind_of_text(content[:_LOOKED_AT])


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
