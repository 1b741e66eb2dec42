"""Tables of indicators of a PDF's text: rows broken into lines, which the words of the target end."""

from collections.abc import Sequence
from typing import Final

from collector.catalogue.importing.document import Row
from collector.catalogue.importing.programme.assembled_rows import assembled, doubt_lines, footnote
from collector.catalogue.importing.programme.broken_lines import joined, trailing_numbers
from collector.catalogue.importing.programme.printed_indicators import (
    ENDS_WITH_TARGET,
    TARGET,
    IndicatorList,
    PrintedIndicator,
    ends_with_target,
)
from collector.catalogue.importing.programme.printed_tables import NUMBERED
from collector.catalogue.importing.programme.printed_values import read_printed
from collector.catalogue.importing.remarks import Remarks
from collector.values.text import one_line

# A row whose number is up to this much higher than expected still continues the table.
_MOST_LOST: Final = 2


def read_lines(rows: Sequence[Row], found: IndicatorList, *, first: int, width: int, remarks: Remarks) -> None:
    """Every row begins with its number and ends with the words of its target."""
    lines: list[Row] = []
    expected = first
    index = 0
    while index < len(rows):
        row = rows[index]
        if row.text.startswith("*") and not lines:
            note, index = footnote(rows, index, width, remarks)
            found.footnotes.append(note)
            continue
        index += 1
        start = NUMBERED.fullmatch(one_line(row.text))
        begins = start is not None and expected <= int(start["lp"].rstrip(".")) <= expected + _MOST_LOST
        if begins and start is not None:
            _lose(lines, remarks)
            lines, expected = [row], int(start["lp"].rstrip(".")) + 1
        elif lines:
            lines.append(row)
        elif start or ends_with_target(one_line(row.text)):
            remarks.lost(row, "wiersz wygląda na część tabeli wskaźników, ale nie ma kolejnego numeru")
        following = one_line(rows[index].text) if index < len(rows) else ""
        is_going_on = following.startswith("/") or bool(TARGET.fullmatch(following))
        if lines and not is_going_on and ends_with_target(joined(line.text for line in lines)):
            _add_lines(lines, found, first, remarks)
            lines = []
    _lose(lines, remarks)


def _lose(lines: Sequence[Row], remarks: Remarks) -> None:
    for row in lines:
        remarks.lost(row, "wiersz tabeli wskaźników bez kierunku docelowego na końcu")


def _add_lines(lines: Sequence[Row], found: IndicatorList, first: int, remarks: Remarks) -> None:
    whole = assembled(lines)
    numbered = NUMBERED.fullmatch(joined(line.text for line in lines))
    ending = ENDS_WITH_TARGET.fullmatch(numbered["name"]) if numbered else None
    if numbered is None or ending is None or not one_line(ending["name"]):
        remarks.lost(whole, "wiersz tabeli wskaźników bez numeru, bez nazwy albo bez kierunku docelowego")
        return
    name, base = one_line(ending["name"]), None
    if found.base_year is not None:
        name, digits = trailing_numbers(name)
        base = read_printed(" ".join(digits))
        if base is None:
            remarks.lost(whole, "przed kierunkiem docelowym nie ma jednoznacznej wartości bazowej")
        elif len(digits) > 1:
            remarks.doubt(whole, base.shown, "wartość bazową rozdzielono od nazwy; nazwa może kończyć się liczbą")
    doubt_lines(whole, name, lines, remarks)
    if TARGET.search(name):
        remarks.doubt(whole, name, "nazwa zawiera słowa, które mogą być kierunkiem docelowym")
    number = int(numbered["lp"].rstrip("."))
    indicator = PrintedIndicator(row=whole, number=number, name=name, target=ending["target"], base=base)
    found.add(indicator, first, remarks)
