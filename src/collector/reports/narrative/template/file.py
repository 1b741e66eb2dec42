"""The bytes of a Word template -> an open document, or why it cannot be one."""

import io
from typing import Final

import docx

from collector.domain.errors import InputError
from collector.reports.narrative.template.parts import TemplateParts, parts_of
from collector.submissions.opening.kinds import OLE, is_encrypted_package
from collector.submissions.opening.limits import MEGABYTE, Limits, in_megabytes
from collector.submissions.opening.refusal import Refusal
from collector.submissions.opening.xlsx.package import Package
from collector.submissions.rules import ENCRYPTED, FORBIDDEN_CONTENT, TOO_LARGE

_LIMITS: Final = Limits()
# The text of a template takes some hundred kilobytes; pictures are no XML and may be larger.
_MOST_XML: Final = 5 * MEGABYTE
_ZIP: Final = b"PK\x03\x04"
_TYPES: Final = "[Content_Types].xml"
_RELATIONS: Final = "_rels/.rels"
_DOCUMENT: Final = b"wordprocessingml.document.main+xml"
_STRICT: Final = b"purl.oclc.org/ooxml"
_OTHER_TYPES: Final = (
    (b"macroenabled", "ma makra"),
    (b"wordprocessingml.template.main+xml", "jest szablonem programu Word (.dotx)"),
    (b"spreadsheetml.sheet.main+xml", "jest skoroszytem programu Excel"),
    (b"presentationml.", "jest prezentacją"),
)
_SAVE: Final = "Otwórz go w programie Word lub LibreOffice i zapisz jako „Dokument programu Word (.docx)”"
_AGAIN: Final = (
    "Zapisz go jeszcze raz w programie Word lub LibreOffice, a jeżeli to nie pomoże, usuń go i utwórz nową kopię: "
    "collector report-template."
)


def open_template(content: bytes, name: str) -> TemplateParts:
    """The parts of the document. Raises InputError that says what the file called `name` is instead, and what to do."""
    if not content.startswith(_ZIP):
        raise _unusable(name, *_other_kind(content))
    if len(content) > _LIMITS.file_mb * MEGABYTE:
        too_large = _too_large(f"ma {in_megabytes(len(content))}", f"{_LIMITS.file_mb} MB")
        raise _unusable(name, too_large, "Zmniejsz obrazy, np. logo.")
    try:
        _refuse_unsafe(Package(content, _LIMITS), name)
    except Refusal as refusal:
        raise _refused(name, refusal) from None
    try:
        return parts_of(docx.Document(io.BytesIO(content)))
    except Exception as error:
        raise _unusable(name, "jest uszkodzony", _AGAIN) from error


def _refuse_unsafe(package: Package, name: str) -> None:
    """Raise Refusal or InputError for a package that is no plain Word document, or that no parser should see."""
    if "mimetype" in package.names:
        raise _unusable(name, "jest dokumentem programu LibreOffice (.odt)", f"{_SAVE}.")
    if _TYPES not in package.names or _RELATIONS not in package.names:
        raise _unusable(name, "nie jest dokumentem programu Word (.docx)", f"{_SAVE}.")
    for part in package.xml_parts():
        if len(package.xml(part)) > _MOST_XML:
            found = f"jego część {part} ma {in_megabytes(len(package.xml(part)))}"
            raise _unusable(name, _too_large(found, in_megabytes(_MOST_XML)), _AGAIN)
    types = package.part(_TYPES).lower()
    for type_, words in _OTHER_TYPES:
        if type_ in types:
            raise _unusable(name, words, f"{_SAVE}.")
    if any("vbaproject" in part.lower() for part in package.names):
        raise _unusable(name, "ma makra", f"{_SAVE}.")
    if _DOCUMENT not in types:
        raise _unusable(name, "nie jest dokumentem programu Word (.docx)", f"{_SAVE}.")
    if _STRICT in package.part(_RELATIONS):
        raise _unusable(name, "jest zapisany jako „Strict Open XML”", f"{_SAVE}, bez dopisku „Strict”.")


def _other_kind(content: bytes) -> tuple[str, str]:
    """What a file is that is no package, and what to do about it."""
    if not content:
        return "jest pusty", _AGAIN
    if not content.startswith(OLE):
        return "nie jest dokumentem programu Word (.docx)", f"{_SAVE}."
    if is_encrypted_package(content):
        return "jest zabezpieczony hasłem", "Otwórz go w programie Word, zdejmij hasło i zapisz."
    return "jest dokumentem starego programu Word (.doc)", f"{_SAVE}."


def _refused(name: str, refusal: Refusal) -> InputError:
    if refusal.rule == TOO_LARGE:
        return _unusable(name, _too_large(refusal.found, refusal.expected), _AGAIN)
    if refusal.rule == ENCRYPTED:
        return _unusable(name, "jest zabezpieczony hasłem", "Otwórz go w programie Word, zdejmij hasło i zapisz.")
    if refusal.rule == FORBIDDEN_CONTENT:
        return _unusable(name, f"ma niedozwoloną zawartość ({refusal.found})", _AGAIN)
    return _unusable(name, "jest uszkodzony", _AGAIN)


def _too_large(found: str, most: str) -> str:
    return f"jest za duży: {found} (najwyżej {most})"


def _unusable(name: str, why: str, what_to_do: str) -> InputError:
    return InputError(f"Szablonu {name} nie można użyć, bo {why}. {what_to_do}")
