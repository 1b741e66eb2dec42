"""A statistical table as a document prints it, before it becomes a part of a catalogue."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from collector.catalogue.importing.document import Row
from collector.catalogue.importing.programme.printed_values import PrintedValue

TITLE: Final = re.compile(r"Tabela\s+(?:Nr\s+)?(?P<number>\d+)\s*[.:]\s*(?P<words>\S.*)", re.IGNORECASE)
YEAR: Final = re.compile(r"(?:19|20)\d\d")
NUMBERED: Final = re.compile(r"(?P<lp>\d+\.)\s*(?P<name>.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedMeasure:
    """The heading over the years of a measure; `group` is a heading that it shares with others."""

    name: str
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedRow:
    """`values` are by measure (from 0) and year; `band` is the text printed above this row and those after it."""

    row: Row
    lp: str
    name: str
    band: str = ""
    values: dict[tuple[int, int], PrintedValue]


@dataclass(slots=True, kw_only=True)
class PrintedTable:
    """`heading` is that of the columns before the values. A body whose title is not known yet has none."""

    top: Row
    heading: str
    measures: tuple[PrintedMeasure, ...]
    years: tuple[int, ...] = ()
    years_are_rows: bool = False
    title: str = ""
    number: int = 0
    rows: list[PrintedRow] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)


def repeated_years(words: Sequence[str]) -> tuple[int, ...]:
    """The years that `words` repeat once a measure: 2021–2023 for `2021 2022 2023 2021 2022 2023`; else nothing."""
    if len(words) < 2 or not all(YEAR.fullmatch(word) for word in words):
        return ()
    years = [int(word) for word in words]
    length = years[1:].index(years[0]) + 1 if years[0] in years[1:] else len(years)
    run = years[:length]
    consecutive = run == list(range(run[0], run[0] + length))
    return tuple(run) if consecutive and years == run * (len(years) // length) else ()
