"""The bytes of a file that should be a document -> the XML of its parts, after the gate that returns go through."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from collector.domain.errors import InputError
from collector.submissions import Limits
from collector.submissions.opening.kinds import OLE, is_encrypted_package
from collector.submissions.opening.limits import MEGABYTE, in_megabytes
from collector.submissions.opening.refusal import Refusal
from collector.submissions.opening.xlsx.package import Package
from collector.submissions.opening.xlsx.parts import only_target, parsed, relations_of
from collector.submissions.rules import DAMAGED, ENCRYPTED, FORBIDDEN_CONTENT, TOO_LARGE
from collector.values.text import printable

# Somebody may have put photographs into the report: they are counted, but never unpacked.
_LIMITS: Final = Limits(file_mb=200, unpacked_mb=400, part_mb=100)
LARGEST_FILE: Final = _LIMITS.file_mb * MEGABYTE
_LARGEST_XML: Final = 40 * MEGABYTE
_MAIN_TYPES: Final = (
    b"wordprocessingml.document.main+xml", b"wordprocessingml.template.main+xml",
    b"ms-word.document.macroEnabled.main+xml", b"ms-word.template.macroEnabledTemplate.main+xml",
)  # fmt: skip
_OTHERS: Final = (
    (b"%PDF", "to dokument PDF"),
    (b"{\\rtf", "to dokument RTF"),
    (b"\x89PNG", "to obraz"),
    (b"\xff\xd8\xff", "to zdjęcie"),
    (b"Rar!", "to archiwum RAR"),
    (b"7z\xbc\xaf\x27\x1c", "to archiwum 7z"),
)
_OTHER_PACKAGES: Final = (
    (b"spreadsheetml.", "to skoroszyt programu Excel"),
    (b"ms-excel.", "to skoroszyt programu Excel"),
    (b"presentationml.", "to prezentacja"),
)
_OPEN_DOCUMENTS: Final = (
    (b"application/vnd.oasis.opendocument.text", "to dokument LibreOffice (.odt)"),
    (b"application/vnd.oasis.opendocument.", "to plik LibreOffice, ale nie dokument tekstowy"),
)
_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL: Final = b"http://schemas.openxmlformats.org/"
# Word writes the names of Strict Open XML without the year.
_KINDS_OF_NAMES: Final = (b"wordprocessingml", b"officeDocument", b"drawingml")
_SAVE_AS: Final = "Otwórz go w programie, w którym powstał, i zapisz jako „Dokument programu Word (.docx)”."
_FROM_NEW: Final = "Weź poprzednią wersję tego pliku albo nowy raport z polecenia collector merge."


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document, and its relations: id -> (kind, name of the other part)."""

    root: etree._Element
    relations: dict[str, tuple[str, str]]

    def related(self, kind: str) -> Iterator[str]:
        """The names of the parts to which it has a relation of this kind."""
        return (target for found, target in self.relations.values() if found == kind)


class DocumentPackage:
    """A document that may be read. Raises InputError, which says what the file is instead and what to do."""

    def __init__(self, content: bytes, file: str) -> None:
        self.file = printable(file)
        _refuse_others(content, self.file)
        try:
            self._package = Package(content, _LIMITS)
            self._refuse_other_packages()
            main = self._package.actual_name(only_target(self._package, "", "/officeDocument") or "word/document.xml")
        except Refusal as refusal:
            raise self._error(refusal) from None
        if main is None:
            raise InputError(f"Plik {self.file} jest uszkodzony: brakuje w nim treści dokumentu. {_FROM_NEW}")
        self.main_name = main

    def main(self) -> Part:
        """The part that holds the text."""
        return self.part(self.main_name)

    def part(self, name: str) -> Part:
        """A part with its relations."""
        try:
            relations = relations_of(self._package, name)
            kinds = {id_: (kind.rpartition("/")[2], target) for id_, kind, target in relations}
        except Refusal as refusal:
            raise self._error(refusal) from None
        return Part(self.xml(name), kinds)

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return self._package.actual_name(name) is not None

    def xml(self, name: str) -> etree._Element:
        """The XML of a part."""
        try:
            content = self._package.xml(self._package.actual_name(name) or name)
            if len(content) > _LARGEST_XML:
                raise InputError(
                    f"Plik {self.file} jest niezwykle duży jak na raport: tekst ma {in_megabytes(len(content))} "
                    f"(najwięcej: {in_megabytes(_LARGEST_XML)}). {_FROM_NEW}"
                )
            return parsed(_transitional(content))
        except Refusal as refusal:
            raise self._error(refusal) from None

    def content(self, name: str) -> bytes:
        """A part as it is."""
        try:
            return self._package.part(self._package.actual_name(name) or name)
        except Refusal as refusal:
            raise self._error(refusal) from None

    def _refuse_other_packages(self) -> None:
        if "mimetype" in self._package.names:
            declared = self._package.part("mimetype").strip()
            words = next((words for kind, words in _OPEN_DOCUMENTS if declared.startswith(kind)), "to archiwum")
            raise InputError(f"Pliku {self.file} nie można sprawdzić: {words}. {_SAVE_AS}")
        types = self._package.actual_name("[Content_Types].xml")
        declared = self._package.xml(types) if types else b""
        if not any(kind in declared for kind in _MAIN_TYPES):
            words = next((words for kind, words in _OTHER_PACKAGES if kind in declared), "to archiwum zip")
            raise InputError(f"Pliku {self.file} nie można sprawdzić: {words}, a nie dokument. {_SAVE_AS}")

    def _error(self, refusal: Refusal) -> InputError:
        match refusal.rule:
            case rule if rule == ENCRYPTED:
                return _with_password(self.file)
            case rule if rule == TOO_LARGE:
                return InputError(
                    f"Plik {self.file} jest niezwykle duży jak na raport: {refusal.found} (dozwolone: "
                    f"{refusal.expected}). Zmniejsz w nim obrazy (Formatowanie obrazu > Kompresuj obrazy) i zapisz go."
                )
            case rule if rule == FORBIDDEN_CONTENT:
                return InputError(
                    f"Plik {self.file} zawiera to, czego nie ma żaden dokument zapisany w programie Word: "
                    f"{refusal.found}. Nie odczytano go. Sprawdź, skąd pochodzi. {_FROM_NEW}"
                )
            case rule if rule == DAMAGED:
                why = f": {refusal.found}" if refusal.found else ""
                return InputError(
                    f"Plik {self.file} jest uszkodzony{why}. Otwórz go w programie Word (Plik > Otwórz > strzałka obok "
                    f"„Otwórz” > „Otwórz i napraw”) i zapisz. {_FROM_NEW}"
                )
            case _:
                return InputError(f"Pliku {self.file} nie można sprawdzić: {refusal.found}. {_SAVE_AS}")


def too_large_file(file: str, size: int) -> str:
    """Why a file of this size is not read."""
    return (
        f"Plik {printable(file)} jest niezwykle duży jak na raport: ma {in_megabytes(size)} (najwięcej: "
        f"{in_megabytes(LARGEST_FILE)}). Zmniejsz w nim obrazy (Formatowanie obrazu > Kompresuj obrazy) i zapisz go."
    )


def _refuse_others(content: bytes, file: str) -> None:
    if not content:
        raise InputError(f"Plik {file} jest pusty. {_FROM_NEW}")
    if len(content) > LARGEST_FILE:
        raise InputError(too_large_file(file, len(content)))
    if content.startswith(OLE):
        if is_encrypted_package(content):
            raise _with_password(file)
        raise InputError(f"Pliku {file} nie można sprawdzić: to plik starego programu Office (np. .doc). {_SAVE_AS}")
    if not content.startswith(b"PK"):
        words = next((words for start, words in _OTHERS if content.startswith(start)), "to nie jest dokument .docx")
        raise InputError(f"Pliku {file} nie można sprawdzić: {words}. {_SAVE_AS}")


def _with_password(file: str) -> InputError:
    return InputError(
        f"Plik {file} jest zabezpieczony hasłem, więc nie można go odczytać. Zapisz go bez hasła (Plik > Informacje > "
        "Chroń dokument) i powtórz polecenie."
    )


def _transitional(content: bytes) -> bytes:
    """The XML with the names that every program writes; Strict Open XML calls the same things otherwise."""
    if _STRICT not in content:
        return content
    for kind in _KINDS_OF_NAMES:
        content = content.replace(_STRICT + kind + b"/", _TRANSITIONAL + kind + b"/2006/")
    return content
