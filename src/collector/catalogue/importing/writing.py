"""A draft -> the texts of its files: the catalogue, the history of a year, the rows to confirm, and a summary."""

from collections.abc import Iterable, Sequence
from typing import Final

from collector.catalogue.importing.draft import Doubt, Draft
from collector.catalogue.yaml_text import catalogue_yaml
from collector.domain.consolidation import INDICATOR_FIELDS
from collector.values.csv_text import csv_text
from collector.values.writing import counted

_DOUBT_FIELDS: Final = ("wiersz", "tekst", "odczytano", "powod", "rodzaj")
_SHEET_FIELD: Final = "arkusz"
_TO_CONFIRM: Final = "do potwierdzenia"
_NOT_UNDERSTOOD: Final = "nie rozpoznano"
_ROWS: Final = ("wiersz", "wiersze", "wierszy")
_PLACES: Final = ("miejsce", "miejsca", "miejsc")
_HEAD: Final = """\
Projekt katalogu odczytany z dokumentu. Zanim go użyjesz, przejrzyj spis miejsc do potwierdzenia (watpliwosci.csv).
Można go zmieniać w edytorze tekstu (UTF-8, wcięcia spacjami) albo w Excelu: collector catalogue export
"""


def draft_yaml(draft: Draft) -> str:
    """The catalogue file of the draft."""
    return catalogue_yaml(draft.catalogue, _HEAD)


def history_csv(rows: Iterable[dict[str, str]]) -> str:
    """`history/<year>.csv`."""
    return csv_text(INDICATOR_FIELDS, ([row.get(field, "") for field in INDICATOR_FIELDS] for row in rows))


def doubts_csv(draft: Draft) -> str:
    """Every row that a person must look at, in the order of the document; of a workbook also the sheet."""
    kinds = [(doubt, _TO_CONFIRM) for doubt in draft.doubts] + [
        (doubt, _NOT_UNDERSTOOD) for doubt in draft.not_understood
    ]
    rows = [(one.sheet.name, [str(one.line), one.text, one.understood, one.why, kind]) for one, kind in sorted(kinds)]
    if not any(sheet for sheet, _ in rows):
        return csv_text(_DOUBT_FIELDS, (row for _, row in rows))
    return csv_text((_SHEET_FIELD, *_DOUBT_FIELDS), ([sheet, *row] for sheet, row in rows))


def summary(draft: Draft) -> str:
    """What was recognised and how much a person has to look at."""
    found = ", ".join(f"{what} – {counted(number, ('', '', '')).strip()}" for what, number in draft.recognised.items())
    return "\n".join([
        f"Rozpoznano: {found or 'nic'}.",
        f"Do potwierdzenia: {_places(draft.doubts)}.",
        f"Nie rozpoznano: {_places(draft.not_understood)}.",
    ])  # fmt: skip


def _places(doubts: Sequence[Doubt]) -> str:
    """`13 miejsc w 11 wierszach` would need another case: places first, then the rows they stand in."""
    if not doubts:
        return counted(0, _PLACES)
    rows = len({(doubt.sheet, doubt.line, doubt.text) for doubt in doubts})
    return counted(len(doubts), _PLACES) + (f" ({counted(rows, _ROWS)} dokumentu)" if rows != len(doubts) else "")
