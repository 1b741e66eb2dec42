"""A file -> the draft made by the first reader that knows such a document."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from collector.catalogue.importing.document import Document, Row
from collector.catalogue.importing.draft import Doubt, Draft
from collector.catalogue.importing.formats.opening import read_document
from collector.catalogue.importing.programme.importing import has_programme, import_programme
from collector.catalogue.importing.register.importing import import_register
from collector.catalogue.importing.register.outline import has_register
from collector.catalogue.importing.remarks import Remarks
from collector.catalogue.importing.sheets import chosen_sheets
from collector.catalogue.importing.tasks.importing import import_tasks
from collector.catalogue.importing.tasks.table import has_tasks
from collector.domain.errors import InputError


@dataclass(frozen=True, slots=True)
class _Reader:
    """`is_table` says whether a sheet holds a part of such a report, `read` reads all its sheets together."""

    is_table: Callable[[Sequence[Row]], bool]
    read: Callable[[Document], Draft | None]


# A register has tasks too and a programme has indicators too: the more particular document is tried first.
_READERS: Final = (
    _Reader(has_register, import_register),
    _Reader(has_tasks, import_tasks),
    _Reader(has_programme, import_programme),
)


def import_report(path: Path, programme_id: str | None, year: int | None) -> Draft:
    """Read the report or programme at `path`. `programme_id` and `year`, where given, stand over what it says.

    Raises InputError if the file cannot be read, holds no table that collector knows, or names no year.
    """
    document = read_document(path)
    draft = next((draft for reader in _READERS if (draft := _read(reader, document)) is not None), None)
    if draft is None:
        raise InputError(_unknown(document))
    if programme_id:
        _name(draft, programme_id)
    if year and year != draft.year:
        _date(draft, year)
    if not draft.year:
        raise InputError(
            f"W pliku {document.name} nie ma roku: ani w nagłówku kolumny z wartościami, ani na stronie tytułowej. "
            "Podaj rok opcją --year."
        )
    return draft


def _read(reader: _Reader, document: Document) -> Draft | None:
    """The draft of the sheets that hold such a report, with what is uncertain about the file itself."""
    chosen = chosen_sheets(document, reader.is_table)
    draft = reader.read(chosen[0]) if chosen else None
    if chosen is None or draft is None:
        return None
    part, left_out = chosen
    remarks = Remarks(doubts=draft.doubts)
    for row in part.rows:
        if row.odd:
            remarks.doubt(row, "to, co widać w komórce", "; ".join(row.odd))
    draft.doubts = sorted(remarks.doubts)
    draft.not_understood = sorted([*draft.not_understood, *left_out])
    return draft


def _unknown(document: Document) -> str:
    return (
        f"W pliku {document.name} nie ma tabeli, którą collector zna. Rozpoznaje: tabelę zadań ze wskaźnikami "
        "(nagłówki takie jak „Zadania”, „Wskaźniki”, „Wartość wskaźnika w 2024 r.”), rejestr działań z kosztami "
        "i źródłami finansowania oraz tekst programu z celami, wskaźnikami i wartościami bazowymi. Sprawdź, czy tabela "
        "ma wiersz nagłówków i czy w pliku tekstowym komórki dzielą tabulatory, albo zapisz go jako .docx lub .xlsx."
    )


def _name(draft: Draft, programme_id: str) -> None:
    draft.catalogue["program"]["id"] = programme_id
    for rows in draft.history.values():
        for row in rows:
            row["programme"] = programme_id


def _date(draft: Draft, year: int) -> None:
    """The values are those of `year`. A document that names another year is a question."""
    if draft.year:
        why = f"dokument podaje rok {draft.year}, a przy imporcie wskazano {year}"
        draft.doubts.insert(0, Doubt(line=1, text="", understood=f"wartości za {year} r.", why=why))
    years = draft.catalogue["program"]["lata"]
    years.update({key: str(year) for key, known in years.items() if str(known) == "0"})
    rows = draft.history.pop(draft.year, [])
    for row in rows:
        row["year"] = str(year)
    if rows:
        draft.history[year] = rows
    draft.year = year
