"""`history/<year>.csv`: the values of closed years, in the columns of `wskazniki-<year>.csv`."""

import csv
import io
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

from collector.domain.consolidation import WITHOUT, History, PastValue
from collector.domain.errors import InputError
from collector.domain.observation import Place
from collector.files import sha256

_NEEDED: Final = frozenset({"programme", "year", "indicator", "value", "text"})


def read_history(folder: Path, programme_id: str, before: int) -> History:
    """The values of the years before `before`. Raises InputError with file and line."""
    files = [path for path in folder.glob("*.csv") if path.stem.isdecimal() and int(path.stem) < before]
    return History({int(path.stem): _read_year(path, programme_id) for path in files})


def _read_year(path: Path, programme_id: str) -> dict[str, PastValue]:
    values: dict[str, PastValue] = {}
    try:
        content = path.read_bytes()
        fingerprint = sha256(content)
        with io.StringIO(content.decode("utf-8-sig"), newline="") as file:
            reader = csv.DictReader(file, restval="")
            headings = reader.fieldnames or ()
            if len(headings) == 1 and ";" in headings[0]:
                raise InputError(f"W pliku historii {path.name} kolumny dzielą średniki; zapisz go z przecinkami.")
            if missing := _NEEDED - set(headings):
                raise InputError(f"W pliku historii {path.name} brakuje kolumn: {', '.join(sorted(missing))}.")
            for number, row in enumerate(reader, 2):
                if row["programme"] == programme_id and (row["value"] or row["text"]):
                    place = Place(file=f"history/{path.name}", cell=f"wiersz {number}", sha256=fingerprint)
                    values[row["indicator"]] = _past_value(path, reader.line_num, row, place)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(
            f"Nie można odczytać pliku historii {path.name}: zapisz go jako CSV w kodowaniu UTF-8."
        ) from error
    return values


def _past_value(path: Path, line: int, row: dict[str, str], place: Place) -> PastValue:
    try:
        year, value = int(row["year"]), Decimal(row["value"]) if row["value"] else None
        is_number = value is None or value.is_finite()
    except (ValueError, InvalidOperation):
        year, value, is_number = 0, None, False
    if not is_number:
        raise InputError(
            f"W pliku historii {path.name}, w wierszu {line}, rok lub wartość nie jest liczbą "
            f"(„{row['year']}”, „{row['value']}”)."
        )
    first, _, rest = row["text"].partition("\n")
    missing = first.removeprefix(WITHOUT) if first.startswith(WITHOUT) else ""
    return PastValue(
        year=year, value=value, text=rest if missing else row["text"], missing=missing, note=row.get("note", ""),
        place=place,
    )  # fmt: skip
