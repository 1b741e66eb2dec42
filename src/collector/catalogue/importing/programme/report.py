"""The report of an imported programme: the columns of its tables of indicators and what reports add to them."""

import re
from collections.abc import Sequence
from typing import Any

from collector.catalogue.importing.programme.facts import ProgrammeFacts
from collector.catalogue.importing.programme.indicator_lists import IndicatorList


def report_part(facts: ProgrammeFacts, lists: Sequence[IndicatorList], depth: int) -> dict[str, Any]:
    """`raport` of the catalogue."""
    title = re.sub(r"^„Program\b", "„Programu", facts.title)
    base_year = next((found.base_year for found in lists if found.base_year), None)
    goal = next((found.goal_heading for found in lists if found.goal_heading), "Wartość docelowa")
    compared = (
        ("bazowa", f"Wartość wskaźnika w {base_year} r.", 14)
        if base_year
        else ("poprzednia", "Ostatnia znana wartość", 14)
    )
    columns = (
        ("lp", "Lp.", 6),
        ("wskaznik", "Wskaźnik", 46),
        compared,
        ("wartosc", "Wartość wskaźnika w {rok} r.", 16),
        ("cel", goal, 20),
        ("ocena", "Ocena", 16),
        ("uwagi", "Uwagi", 22),
    )
    return {
        "tytul": ["Sprawozdanie", f"z realizacji {title}", "za rok {rok}"],
        "wydal": facts.coordinator,
        "tytul_tabeli": "Wskaźniki realizacji zadań",
        "pasy": ["{kod}. {tytul}"] * depth,
        "kolumny": [{"klucz": key, "naglowek": heading, "szerokosc": width} for key, heading, width in columns],
    }
