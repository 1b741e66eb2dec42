"""File -> openpyxl workbook, or the Finding that says why not."""

import io
import warnings
import zipfile
from dataclasses import dataclass
from typing import Final

import openpyxl
from openpyxl.workbook import Workbook

from collector.domain.finding import Finding
from collector.domain.observation import Place
from collector.submissions.rules import ENCRYPTED, NOT_A_WORKBOOK

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0"
_UNPACKED_LIMIT: Final = 200_000_000
_WORKBOOK_PART: Final = "xl/workbook.xml"


@dataclass(frozen=True, slots=True)
class OpenWorkbook:
    """The workbook with stored results, and the same with formulas when it has any."""

    values: Workbook
    formulas: Workbook | None


def open_workbook(content: bytes, place: Place) -> OpenWorkbook | Finding:
    """Open the returned file whose bytes are `content`."""
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            return Finding(rule=ENCRYPTED, place=place)
        return _refusal(place, "to plik starego programu Excel (.xls)")
    if not content:
        return _refusal(place, "plik jest pusty")
    if not content.startswith(_ZIP):
        return _refusal(place, "to nie jest plik programu Excel (np. strona WWW albo CSV zapisane pod nazwą .xlsx)")
    try:
        has_formulas = _look_inside(content)
        if isinstance(has_formulas, str):
            return _refusal(place, has_formulas)
        return OpenWorkbook(_load(content, results=True), _load(content, results=False) if has_formulas else None)
    except Exception:  # noqa: BLE001 - openpyxl raises thirteen classes on damaged files; the file costs only itself
        return _refusal(place, "plik jest uszkodzony")


def _look_inside(content: bytes) -> bool | str:
    """Whether a sheet has formulas; or, in Polish, what the package is instead of a workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        if sum(part.file_size for part in package.infolist()) > _UNPACKED_LIMIT:
            return "po rozpakowaniu jest niezwykle duży"
        if "mimetype" in names:
            return "to plik LibreOffice lub OpenOffice (np. .ods)"
        if _WORKBOOK_PART not in names:
            return "to nie jest skoroszyt (np. dokument albo archiwum zip)"
        sheets = [name for name in names if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        if b"purl.oclc.org/ooxml" in package.read(_WORKBOOK_PART):
            return "zapisano go jako „Skoroszyt Strict Open XML”"
        return any(b"<f>" in xml or b"<f " in xml for xml in map(package.read, sheets))


def _load(content: bytes, *, results: bool) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of parts it does not know; we read only cells
        return openpyxl.load_workbook(io.BytesIO(content), data_only=results)


def _refusal(place: Place, why: str) -> Finding:
    return Finding(rule=NOT_A_WORKBOOK, place=place, found=why)
