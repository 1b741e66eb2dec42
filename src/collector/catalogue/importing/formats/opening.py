"""A file of last year's report or programme -> its rows, whatever program wrote it."""

from pathlib import Path
from typing import Final

from collector.catalogue.importing.document import Document, Row
from collector.domain.errors import InputError
from collector.files import read_bytes

_TEXT: Final = frozenset({".txt", ".tsv", ".tab", ".md", ".csv"})
_SAVE_AS: Final = {
    ".pdf": "Otwórz go w programie Word (albo skopiuj tabelę do Excela) i zapisz jako .docx, .xlsx lub .txt.",
    ".doc": "Otwórz go w programie Word i zapisz jako „Dokument programu Word (.docx)”.",
    ".odt": "Otwórz go w programie LibreOffice i zapisz jako „Word (.docx)”.",
    ".rtf": "Otwórz go w programie Word i zapisz jako „Dokument programu Word (.docx)”.",
    ".xls": "Otwórz go w programie Excel i zapisz jako „Skoroszyt programu Excel (.xlsx)”.",
    ".ods": "Otwórz go w programie LibreOffice i zapisz jako „Excel (.xlsx)”.",
}


def read_document(path: Path) -> Document:
    """The rows of the file at `path`. Raises InputError that says in what form the file can be read."""
    suffix = path.suffix.lower()
    rows = _rows(path, suffix)
    if not rows:
        raise InputError(f"W pliku {path.name} nie ma żadnego tekstu ani tabeli. Sprawdź, czy to właściwy plik.")
    return Document(name=path.name, rows=rows, is_paged=suffix in _TEXT)


def _rows(path: Path, suffix: str) -> tuple[Row, ...]:
    # Office libraries take longer to load than a text takes to read: only the one that is needed is loaded.
    match suffix:
        case ".xlsx" | ".xlsm":
            from collector.catalogue.importing.formats.xlsx import workbook_rows  # noqa: PLC0415

            return workbook_rows(read_bytes(path), path.name)
        case ".docx":
            from collector.catalogue.importing.formats.docx import word_rows  # noqa: PLC0415

            return word_rows(read_bytes(path), path.name)
        case _ if suffix in _TEXT:
            from collector.catalogue.importing.formats.text import text_rows  # noqa: PLC0415

            return text_rows(read_bytes(path), path.name)
        case _:
            advice = _SAVE_AS.get(suffix, "Zapisz dokument jako .xlsx, .docx albo .txt.")
            raise InputError(f"Pliku {path.name} nie można wczytać: collector czyta .xlsx, .docx i .txt. {advice}")
