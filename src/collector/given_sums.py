"""`history/<year>-sumy.csv`: the sums of goals that a report gives, to be compared with those of its rows."""

import csv
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

from collector.domain.errors import InputError

FIELDS: Final = ("goal", "column", "published")


def read_given_sums(folder: Path, year: int) -> dict[str, dict[str, Decimal]]:
    """The given sums of `year` by goal and column of money; nothing where there is no file. Raises InputError."""
    path = folder / f"{year}-sumy.csv"
    if not path.is_file():
        return {}
    sums: dict[str, dict[str, Decimal]] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restval="", strict=True)
            if len(reader.fieldnames or ()) == 1 and ";" in (reader.fieldnames or ("",))[0]:
                raise InputError(f"W pliku sum {path.name} kolumny dzielą średniki; zapisz go z przecinkami.")
            if missing := set(FIELDS) - set(reader.fieldnames or ()):
                raise InputError(f"W pliku sum {path.name} brakuje kolumn: {', '.join(sorted(missing))}.")
            for row in reader:
                of_goal, line = sums.setdefault(row["goal"], {}), reader.line_num
                if len(row) > len(reader.fieldnames or ()):
                    raise InputError(
                        f"W pliku sum {path.name}, w wierszu {line}, jest więcej wartości niż kolumn: kwotę zapisz z "
                        "kropką i bez odstępów (np. 163600.00)."
                    )
                if row["column"] in of_goal:
                    raise InputError(
                        f"W pliku sum {path.name}, w wierszu {line}, suma „{row['goal']}” ({row['column']}) jest po "
                        "raz drugi. Zostaw jedną z nich."
                    )
                of_goal[row["column"]] = _amount(path, line, row["published"])
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"Nie można odczytać pliku sum {path.name}: zapisz go jako CSV w kodowaniu UTF-8.") from error
    return sums


def _amount(path: Path, line: int, text: str) -> Decimal:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite():
        raise InputError(f"W pliku sum {path.name}, w wierszu {line}, „{text}” nie jest kwotą (np. 163600.00).")
    return amount
