"""What a cell of a workbook can hold, and how it is shown to a person."""

from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import TypeAlias

from collector.values.numbers import from_float

CellContent: TypeAlias = str | int | float | bool | datetime | date | time | timedelta | None


def shown_content(cell: CellContent) -> str:
    """The content of a cell as text for a person and for the `raw` column: never lost, never reformatted."""
    match cell:
        case str():
            return cell
        case None:
            return ""
        case bool():
            return "PRAWDA" if cell else "FAŁSZ"
        case float() if not isfinite(cell):
            return "liczba poza zakresem"
        case float():
            return f"{from_float(cell):f}".replace(".", ",")
        case datetime():
            return f"{cell:%d.%m.%Y}" if cell.time() == time() else f"{cell:%d.%m.%Y %H:%M}"
        case date():
            return f"{cell:%d.%m.%Y}"
        case timedelta():
            minutes, seconds = divmod(int(cell.total_seconds()), 60)
            return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
        case _:
            return str(cell)
