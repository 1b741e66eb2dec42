"""The register of returns: for every file whose it is, whether it counts and why, and what became of its cells."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from collector.domain.submission import ReturnedFile
from collector.reports.list_sheet import ListSheet
from collector.submissions.counting.claims import saved_on
from collector.submissions.counting.differences import BLANK, Difference
from collector.values.csv_text import csv_text
from collector.values.writing import counted

REGISTER_FIELDS: Final = (
    "file", "sha256", "executor", "standing", "why", "form_id", "programme", "year", "version", "catalogue",
    "correction", "prepared_on", "modified", "filled", "own", "taken", "left",
)  # fmt: skip
_FILE_COLUMNS: Final = (
    ("Plik", 28.0), ("Realizator", 12.0), ("Czy się liczy", 14.0), ("Dlaczego", 50.0), ("Numer formularza", 22.0),
    ("Rok", 6.0), ("Wersja formularza", 11.0), ("Numer korekty", 9.0), ("Data sporządzenia", 13.0), ("Zapisano", 15.0),
    ("Komórki", 36.0), ("Odcisk pliku (SHA-256)", 36.0),
)  # fmt: skip
_LEFT_COLUMNS: Final = (("Plik", 28.0), ("Realizator", 12.0), ("Arkusz", 16.0), ("Komórka", 9.0), ("Tekst", 90.0))
_CHANGE_COLUMNS: Final = (
    ("Realizator", 12.0), ("Czego dotyczy", 24.0), ("Było", 36.0), ("Gdzie było", 34.0), ("Jest", 36.0),
    ("Gdzie jest", 34.0),
)  # fmt: skip
_FILLED: Final = ("wypełniona komórka", "wypełnione komórki", "wypełnionych komórek")
_OWN: Final = ("tekst formularza", "teksty formularza", "tekstów formularza")
_TAKEN: Final = ("przejęta", "przejęte", "przejętych")
_LEFT: Final = ("nieprzejęta", "nieprzejęte", "nieprzejętych")
# A cell of a workbook holds 32 767 characters.
_LONGEST: Final = 32_000


def register_of_returns_csv(files: Iterable[ReturnedFile]) -> str:
    """`rejestr.csv`: a row for every file, or for every executor's part of it."""
    rows = ([_writable(text) for text in _data_row(returned)] for returned in files)
    return csv_text(REGISTER_FIELDS, rows)


def _data_row(returned: ReturnedFile) -> Sequence[str]:
    cells = returned.filled, returned.own, returned.taken, returned.left_count
    return (
        returned.place.file, returned.place.sha256, returned.executor, str(returned.standing), returned.why,
        returned.form_id, returned.programme, _year(returned), returned.version, returned.catalogue,
        returned.sign_off.correction, returned.sign_off.date, returned.modified,
        *(str(number) if any(cells) else "" for number in cells),
    )  # fmt: skip


def _year(returned: ReturnedFile) -> str:
    return str(returned.year) if returned.year else ""


def register_sheets(files: Iterable[ReturnedFile], changes: Iterable[Difference] = ()) -> Iterator[ListSheet]:
    """The sheets of `uwagi.xlsx` about the returns; those about cells only where there is something to list."""
    files = list(files)
    left = [
        (returned.place.file, returned.executor, cell.sheet, cell.cell, cell.text)
        for returned in files
        for cell in returned.left
    ]
    yield _sheet("Rejestr zwrotów", _FILE_COLUMNS, map(_file_row, files), nothing="Nie ma zwrotów.")
    if left:
        yield _sheet("Komórki nieprzejęte", _LEFT_COLUMNS, left)
    if rows := [_change_row(change) for change in changes]:
        yield _sheet("Zmiany po korektach", _CHANGE_COLUMNS, rows)


def _sheet(
    name: str, columns: tuple[tuple[str, float], ...], rows: Iterable[Sequence[str]], nothing: str = ""
) -> ListSheet:
    writable = [[_writable(text)[:_LONGEST] for text in row] for row in rows]
    return ListSheet(name=name, columns=columns, rows=writable, nothing=nothing)


def _file_row(returned: ReturnedFile) -> Sequence[str]:
    return (
        returned.place.file, returned.executor, str(returned.standing), returned.why, returned.form_id,
        _year(returned), returned.version, returned.sign_off.correction, returned.sign_off.date,
        saved_on(returned.modified), cells_accounted_for(returned), returned.place.sha256,
    )  # fmt: skip


def cells_accounted_for(returned: ReturnedFile) -> str:
    """Where every filled cell went: `120 wypełnionych komórek = 80 tekstów formularza + 38 przejętych + …`."""
    if not returned.filled:
        return ""
    own, taken, left = counted(returned.own, _OWN), counted(returned.taken, _TAKEN), counted(returned.left_count, _LEFT)
    return f"{counted(returned.filled, _FILLED)} = {own} + {taken} + {left}"


def _change_row(change: Difference) -> Sequence[str]:
    return (
        change.executor, change.what, change.earlier or BLANK, str(change.earlier_place), change.later or BLANK,
        str(change.later_place),
    )  # fmt: skip


def _writable(text: str) -> str:
    """`text` as UTF-8 can hold it: a name of a file may have bytes in it that are no characters."""
    return text.encode("utf-8", "backslashreplace").decode()
