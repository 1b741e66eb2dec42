"""The report of an imported programme: the columns of its tables of indicators and what reports add to them."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from collector.catalogue.importing.programme.facts import ProgrammeFacts
from collector.catalogue.importing.programme.list_columns import ListColumns
from collector.catalogue.importing.programme.printed_indicators import IndicatorList
from collector.catalogue.importing.tasks.front import Front

_WIDTHS: Final = {
    "lp": "6", "wskaznik": "46", "bazowa": "14", "poprzednia": "14", "wartosc": "16", "cel": "20", "ocena": "16",
    "uwagi": "22",
}  # fmt: skip


def report_part(facts: ProgrammeFacts, lists: Sequence[IndicatorList], depth: int) -> dict[str, Any]:
    """`raport` of the catalogue."""
    columns = next((found.columns for found in lists if found.is_report and found.columns), None)
    printed = _printed_columns(columns, facts.report_year or 0) if columns and facts.front else _usual_columns(lists)
    return {
        **(_printed_words(facts.front) if facts.front else _usual_words(facts)),
        "pasy": ["{kod}. {tytul}"] * depth,
        "kolumny": [
            {"klucz": key, "naglowek": heading, "szerokosc": _WIDTHS.get(key, "14")} for key, heading in printed
        ],
    }


def _printed_words(front: Front) -> dict[str, Any]:
    return {"tytul": front.title_lines, "wydal": front.issued_by, "tytul_tabeli": front.table_title}


def _usual_words(facts: ProgrammeFacts) -> dict[str, Any]:
    """A programme says nothing of its reports."""
    title = re.sub(r"^„Program\b", "„Programu", facts.title)
    return {
        "tytul": ["Sprawozdanie", f"z realizacji {title}", "za rok {rok}"],
        "wydal": facts.coordinator,
        "tytul_tabeli": "Wskaźniki realizacji zadań",
    }


def _printed_columns(columns: ListColumns, year: int) -> Iterator[tuple[str, str]]:
    for column in columns.all:
        heading = column.heading.replace("{", "(").replace("}", ")")
        if column.key == "wartosc" and year:
            heading = heading.replace(str(year), "{rok}")
        if column.key:
            yield column.key, heading


def _usual_columns(lists: Sequence[IndicatorList]) -> Iterator[tuple[str, str]]:
    base_year = next((found.base_year for found in lists if found.base_year), None)
    yield "lp", "Lp."
    yield "wskaznik", "Wskaźnik"
    yield ("bazowa", f"Wartość wskaźnika w {base_year} r.") if base_year else ("poprzednia", "Ostatnia znana wartość")
    yield "wartosc", "Wartość wskaźnika w {rok} r."
    yield "cel", next((found.goal_heading for found in lists if found.goal_heading), "Wartość docelowa")
    yield "ocena", "Ocena"
    yield "uwagi", "Uwagi"
