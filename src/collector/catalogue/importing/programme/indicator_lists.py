"""The tables of indicators: „Lp. | Wskaźnik | Wartość wskaźnika w 2023 r. | … do końca realizacji Programu”.

A report has the same tables with more columns: the value of the year, its assessment, remarks.
"""

import re
from collections.abc import Sequence
from typing import Final

from collector.catalogue.importing.document import Row
from collector.catalogue.importing.programme.list_columns import GOAL, joined_headings, read_columns
from collector.catalogue.importing.programme.lists_in_cells import read_cells
from collector.catalogue.importing.programme.lists_in_lines import read_lines
from collector.catalogue.importing.programme.printed_indicators import IndicatorList
from collector.catalogue.importing.programme.printed_tables import NUMBERED
from collector.catalogue.importing.remarks import Remarks
from collector.values.text import one_line

_TOP: Final = re.compile(r"L\.? ?p\.? (?:nazwa )?wskaźnik", re.IGNORECASE)
_BASE: Final = re.compile(r"wartość wskaźnika w (?P<year>\d{4})", re.IGNORECASE)
_LAST_HEADING: Final = re.compile(r".*(?P<heading>\bwartość\b.*)", re.IGNORECASE)
# The heading of the table is broken into no more lines than this.
_TOP_LINES: Final = 8


def top_of_list(rows: Sequence[Row], start: int) -> int:
    """How many rows from `start` are the heading of a table of indicators; 0 if there is none."""
    if not _TOP.match(one_line(rows[start].text)):
        return 0
    count = 1
    for row in rows[start + 1 : start + _TOP_LINES]:
        if NUMBERED.match(row.text) or (len(row.cells) > 1 and row.cells[0].isdecimal()):
            break
        count += 1
    top = rows[start : start + count]
    has_values = len(top[0].cells) > 1 and read_columns(joined_headings(top)).get("wartosc") is not None
    return count if has_values or GOAL.search(_text(top)) else 0


def read_list(top: Sequence[Row], rows: Sequence[Row], *, first: int, width: int, remarks: Remarks) -> IndicatorList:
    """The table under the heading `top`, whose first row should have the number `first`."""
    base, goal = _BASE.search(_text(top)), _LAST_HEADING.fullmatch(_text(top))
    found = IndicatorList(
        top=top[0], base_year=int(base["year"]) if base else None, goal_heading=goal["heading"] if goal else ""
    )
    if len(top[0].cells) > 1:
        read_cells(top, rows, found, first=first, width=width, remarks=remarks)
    else:
        read_lines(rows, found, first=first, width=width, remarks=remarks)
    if not found.indicators:
        remarks.lost(top[0], "pod nagłówkiem nie rozpoznano żadnego wskaźnika")
    return found


def _text(rows: Sequence[Row]) -> str:
    return one_line(" ".join(row.text for row in rows))
