"""`program` and `raport` of a catalogue, from the title page and the headings of a report."""

from typing import Any

from collector.catalogue.importing.declined import declined
from collector.catalogue.importing.history_rows import PROGRAMME
from collector.catalogue.importing.tasks.columns import Column
from collector.catalogue.importing.tasks.front import Front
from collector.catalogue.importing.tasks.table import ReadTable
from collector.values.text import one_line


def programme_part(front: Front, year: int, levels: list[list[str]]) -> dict[str, Any]:
    """`program`; if the document names no years, the year reported is all that is known of them."""
    first, last = front.years
    return {
        "id": PROGRAMME,
        "tytul": front.programme,
        "miasto": front.city,
        "koordynator": front.coordinator,
        "lata": {"od": str(first or year), "do": str(last or year)},
        "poziomy": [declined(forms) for forms in levels],
    }


def report_part(table: ReadTable, front: Front, repeated: set[str]) -> dict[str, Any]:
    """`raport`; `repeated` are the columns whose text stands in every row of a task."""
    below = one_line(" ".join(row.text for row in table.below))
    patterns = {band.level: band.pattern for band in reversed(table.bands.values())}
    return {
        "tytul": front.title_lines,
        "wydal": front.issued_by,
        "tytul_tabeli": front.table_title,
        "pasy": [patterns[level] for level in table.levels],
        "kolumny": [_column(column, is_repeated=column.key in repeated) for column in table.columns],
        **({"zakonczenie": below} if below else {}),
    }


def _column(column: Column, *, is_repeated: bool) -> dict[str, str]:
    part = {"klucz": column.key, "naglowek": column.template, "szerokosc": str(column.width)}
    return part | ({"powtarzana": "tak"} if is_repeated else {})
