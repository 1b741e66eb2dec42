"""A table as a Parquet file: exact text, true types, and nothing in it of the day or the computer."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pandas as pd

from collector.domain.errors import CollectorError, InputError, polish_reason

_DIGITS: Final = 38
_DECIMALS: Final = 10
# Nothing is fetched or looked for outside, and the order of rows does not hang on how many cores there are.
_SETTINGS: Final = {"threads": 1, "autoinstall_known_extensions": False, "autoload_known_extensions": False}


def parquet(fields: Sequence[str], rows: Iterable[Sequence[str]], types: Mapping[str, str]) -> bytes:
    """The file. `types` are the SQL types of the fields that are no text; an empty field is null.

    Raises CollectorError where the library that writes it cannot be loaded, InputError when the disk is full.
    """
    try:
        import duckdb  # noqa: PLC0415 - 70 MB that only this file needs
    except ImportError as error:
        raise CollectorError(
            "Nie można utworzyć pliku Parquet: nie działa biblioteka duckdb. Zainstaluj collector jeszcze raz: "
            "py -m pip install -c constraints.txt ."
        ) from error
    frame = pd.DataFrame([[text or None for text in row] for row in rows], columns=list(fields), dtype="str")
    columns = ", ".join(f'CAST("{field}" AS {types.get(field, "VARCHAR")}) AS "{field}"' for field in fields)
    try:
        with TemporaryDirectory() as folder, duckdb.connect(config={**_SETTINGS, "temp_directory": folder}) as base:
            target = Path(folder) / "dane.parquet"
            base.from_df(frame).project(columns).write_parquet(str(target), compression="snappy")
            return target.read_bytes()
    except (OSError, duckdb.IOException) as error:
        reason = polish_reason(error) if isinstance(error, OSError) else "sprawdź, czy na dysku jest miejsce"
        raise InputError(f"Nie można przygotować pliku Parquet w folderze tymczasowym: {reason}.") from error


def decimal_type(numbers: Iterable[Decimal]) -> str:
    """The SQL type that holds every one of `numbers` to its last digit. Raises OverflowError where none does."""
    before, after = 0, _DECIMALS
    for number in numbers:
        before = max(before, number.adjusted() + 1)
        after = max(after, -int(number.as_tuple().exponent))
    if before + after > _DIGITS:
        raise OverflowError
    return f"DECIMAL({_DIGITS}, {after})"
