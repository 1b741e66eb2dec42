"""`history/<year>.csv`: the values of closed years, in the columns of `wskazniki-<year>.csv`.

A file whose year was closed must still be what was closed then.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final, cast

from collector.closed_years import ClosedYear, read_records, told_as_changed
from collector.domain.consolidation import WITHOUT, History, PastValue
from collector.domain.errors import InputError
from collector.domain.observation import Place
from collector.files import sha256
from collector.values.guarded import unguarded

_YEAR: Final = re.compile(r"[1-9]\d{3}", re.ASCII)
_NEEDED: Final = frozenset({"programme", "year", "indicator", "value", "text"})


def read_history(folder: Path, programme_id: str, before: int) -> History:
    """The values of the years before `before`.

    Raises InputError with file and line, or for a file that was changed or lost since its year was closed.
    """
    closed = read_records(folder, before, programme_id)
    years = sorted({year for year in known_years(folder) if year < before} | closed.keys())
    return History({year: _read_year(folder / f"{year}.csv", programme_id, closed.get(year)) for year in years})


def known_years(folder: Path) -> list[int]:
    """The years of which `folder` has values; a file under another name, such as `02023.csv`, is of none."""
    return sorted(int(path.stem) for path in folder.glob("*.csv") if _YEAR.fullmatch(path.stem))


def _read_year(path: Path, programme_id: str, closed: ClosedYear | None) -> dict[str, PastValue]:
    values: dict[str, PastValue] = {}
    if closed is not None and not path.exists():
        raise InputError(told_as_changed(closed, f"history/{path.name}", "już nie istnieje"))
    try:
        content = path.read_bytes()
        fingerprint = sha256(content)
        if closed is not None and closed.kept.get(f"history/{path.name}") != fingerprint:
            raise InputError(told_as_changed(closed, f"history/{path.name}", "ma dziś inną treść"))
        rows = list(_rows(path.name, content.decode("utf-8-sig")))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"Nie można odczytać pliku historii {path.name}: zapisz go jako CSV w kodowaniu UTF-8."
        ) from error
    own = [(number, row) for number, row in rows if row["programme"] == programme_id]
    if rows and not own:
        others = ", ".join(sorted({row["programme"] for _, row in rows}))
        raise InputError(
            f"W pliku historii {path.name} nie ma żadnego wiersza programu „{programme_id}” (kolumna „programme”: "
            f"{others}). Popraw tę kolumnę albo przenieś ten plik do innego folderu."
        )
    lines: dict[str, int] = {}
    for number, row in own:
        if earlier := lines.get(row["indicator"]):
            raise InputError(
                f"W pliku historii {path.name} wskaźnik {row['indicator']} jest w wierszu {earlier} i jeszcze raz w "
                f"wierszu {number}. Zostaw jeden z nich."
            )
        lines[row["indicator"]] = number
        if row["value"] or row["text"]:
            place = Place(file=f"history/{path.name}", cell=f"wiersz {number}", sha256=fingerprint)
            values[row["indicator"]] = _past_value(path, number, row, place)
    return values


def _rows(name: str, text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows below the headings, numbered as a spreadsheet numbers them. Raises InputError for a damaged file."""
    number = 1
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), restval="", strict=True)
        headings = reader.fieldnames or ()
        if len(headings) == 1 and ";" in headings[0]:
            raise InputError(f"W pliku historii {name} kolumny dzielą średniki; zapisz go z przecinkami.")
        if missing := _NEEDED - set(headings):
            raise InputError(f"W pliku historii {name} brakuje kolumn: {', '.join(sorted(missing))}.")
        for number, row in enumerate(reader, 2):
            # What stands behind the last column is kept by the reader under no heading.
            if None in cast("Mapping[str | None, object]", row):
                raise InputError(
                    f"W pliku historii {name}, w wierszu {number}, jest więcej wartości niż kolumn: przecinek w "
                    "liczbie lub w tekście rozdziela kolumny. Liczbę zapisz z kropką (3.50), a tekst z przecinkiem "
                    "weź w cudzysłów."
                )
            yield number, row
    except csv.Error as error:
        raise InputError(
            f"W pliku historii {name} nie można odczytać tego, co stoi po wierszu {number}: cudzysłów jest "
            "niezamknięty albo w złym miejscu. Popraw go albo zapisz plik jeszcze raz jako CSV."
        ) from error


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
    if year != int(path.stem):
        raise InputError(
            f"W pliku historii {path.name}, w wierszu {line}, kolumna „year” podaje {year} r.; w tym pliku mają być "
            f"wartości z {path.stem} r."
        )
    text, note = unguarded(row["text"]), unguarded(row.get("note", ""))
    first, _, rest = text.partition("\n")
    missing = first.removeprefix(WITHOUT) if first.startswith(WITHOUT) else ""
    return PastValue(year=year, value=value, text=rest if missing else text, missing=missing, note=note, place=place)
