"""Which sheets of a workbook hold the table that a reader knows, and what is said of the others."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from collector.catalogue.importing.document import Document, Row
from collector.catalogue.importing.draft import Doubt
from collector.values.text import one_line
from collector.values.writing import counted

_ROWS: Final = ("wiersz", "wiersze", "wierszy")
# Sheets that collector itself adds to a report and to its list of remarks; the report already says what they prove.
_PROOFS: Final = (
    frozenset({"Czego dotyczy", "Sposób łączenia", "Wpisano", "Odcisk pliku (SHA-256)"}),
    frozenset({"Stan", "Nr przypisu"}),
    frozenset({"Nr przypisu", "Czego dotyczy", "Treść przypisu"}),
    frozenset({"Nr celu", "Suma"}),
    frozenset({"Kwota podana", "Kwota obliczona", "Różnica", "Wyjaśnienie"}),
    frozenset({"Realizator", "Waga", "Co jest nie tak", "Co zrobić"}),
    frozenset({"Wskaźnik", "Jednostka", "Wyjaśnienie realizatora"}),
    frozenset({"Realizator", "Liczba pytań", "Terminowość"}),
    frozenset({"Liczba", "Co oznacza", "Arkusz", "Znak w dokumencie"}),
)
_CHARTS: Final = "Wykresy – dane za "


def chosen_sheets(document: Document, is_table: Callable[[Sequence[Row]], bool]) -> tuple[Document, list[Doubt]] | None:
    """The sheets of `document` with a table, the text above them, and the sheets left out; None if there is no table.

    A sheet of plain lines is a title page if a table comes after it. A document that is no workbook is one sheet.
    """
    sheets = {sheet: rows for sheet, rows in document.sheets.items() if not _is_proof(rows)}
    tables = [sheet for sheet, rows in sheets.items() if is_table(rows)]
    if not tables:
        return None
    kept, left_out = list[Row](), list[Doubt]()
    for sheet, rows in sheets.items():
        if sheet in tables or (sheet < tables[0] and _is_plain_text(rows)):
            kept += rows
        else:
            why = f"arkusz „{sheet.name}” pominięto ({counted(len(rows), _ROWS)}): nie ma w nim tej tabeli"
            left_out.append(Doubt(sheet=sheet, line=rows[0].line, text=one_line(rows[0].text), understood="", why=why))
    return replace(document, rows=tuple(kept)), left_out


def _is_proof(rows: Sequence[Row]) -> bool:
    is_list = any(headings.issubset(row.cells) for row in rows for headings in _PROOFS)
    return is_list or rows[0].text.startswith(_CHARTS)


def _is_plain_text(rows: Sequence[Row]) -> bool:
    return all(sum(map(bool, row.cells)) == 1 for row in rows)
