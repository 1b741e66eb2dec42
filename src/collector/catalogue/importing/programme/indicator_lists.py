"""The tables of indicators: „Lp. | Wskaźnik | Wartość wskaźnika w 2023 r. | … do końca realizacji Programu”."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from collector.catalogue.importing.document import Row
from collector.catalogue.importing.programme.assembled_rows import assembled, doubt_lines, footnote
from collector.catalogue.importing.programme.broken_lines import joined, trailing_numbers
from collector.catalogue.importing.programme.printed_tables import NUMBERED
from collector.catalogue.importing.programme.printed_values import PrintedValue, read_printed
from collector.catalogue.importing.remarks import Remarks
from collector.values.text import one_line

_DIRECTION: Final = r"(?:utrzymanie na (?:zbliżonym|tym samym|podobnym|obecnym) poziomie|wzrost|spadek)"
_TARGET: Final = re.compile(rf"{_DIRECTION}(?: ?/ ?{_DIRECTION})*", re.IGNORECASE)
_ENDS_WITH_TARGET: Final = re.compile(rf"(?P<name>.*?)(?<!\w)(?P<target>{_TARGET.pattern})", re.IGNORECASE | re.DOTALL)
_TOP: Final = re.compile(r"L\.? ?p\.? Wskaźnik", re.IGNORECASE)
_BASE: Final = re.compile(r"wartość wskaźnika w (?P<year>\d{4})", re.IGNORECASE)
_GOAL: Final = re.compile(r"do końca realizacji|docelow|oczekiwan", re.IGNORECASE)
_LAST_HEADING: Final = re.compile(r".*(?P<heading>\bwartość\b.*)", re.IGNORECASE)
# The heading of the table is broken into no more lines than this.
_TOP_LINES: Final = 8
# A row whose number is up to this much higher than expected still continues the table.
_MOST_LOST: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedIndicator:
    """One numbered row: `number` is the running number in its section."""

    row: Row
    number: int
    name: str
    target: str
    base: PrintedValue | None = None


@dataclass(slots=True, kw_only=True)
class IndicatorList:
    """The indicators of one table; `base_year` is the year of the base values, if the table has such a column."""

    top: Row
    base_year: int | None
    goal_heading: str
    indicators: list[PrintedIndicator] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)


def top_of_list(rows: Sequence[Row], start: int) -> int:
    """How many rows from `start` are the heading of a table of indicators; 0 if there is none."""
    if not _TOP.match(one_line(rows[start].text)):
        return 0
    count = 1
    for row in rows[start + 1 : start + _TOP_LINES]:
        if NUMBERED.match(row.text):
            break
        count += 1
    return count if _GOAL.search(_text(rows[start : start + count])) else 0


def ends_with_target(text: str) -> bool:
    """Whether `text` ends with the words of a target, as the row of an indicator does."""
    return bool(_ENDS_WITH_TARGET.fullmatch(text))


def read_list(top: Sequence[Row], rows: Sequence[Row], *, first: int, width: int, remarks: Remarks) -> IndicatorList:
    """The table under the heading `top`, whose first row should have the number `first`."""
    base, goal = _BASE.search(_text(top)), _LAST_HEADING.fullmatch(_text(top))
    found = IndicatorList(
        top=top[0], base_year=int(base["year"]) if base else None, goal_heading=goal["heading"] if goal else ""
    )
    if len(top[0].cells) > 1:
        _read_cells(top[0], rows, found, first, width, remarks)
    else:
        _read_lines(rows, found, first, width, remarks)
    if not found.indicators:
        remarks.lost(top[0], "pod nagłówkiem nie rozpoznano żadnego wskaźnika")
    return found


def _text(rows: Sequence[Row]) -> str:
    return one_line(" ".join(row.text for row in rows))


def _read_cells(top: Row, rows: Sequence[Row], found: IndicatorList, first: int, width: int, remarks: Remarks) -> None:
    goal = next((place for place, cell in enumerate(top.cells) if _GOAL.search(cell)), len(top.cells) - 1)
    base = next((place for place, cell in enumerate(top.cells) if _BASE.search(cell)), None)
    between: list[Row] = []
    index = 0
    while index < len(rows):
        row = rows[index]
        if row.text.startswith("*"):
            note, index = footnote(rows, index, width, remarks)
            found.footnotes.append(note)
            continue
        index += 1
        if len(row.cells) == 1:
            between.append(row)
            continue
        for other in between:
            remarks.lost(other, "tekst stoi między wierszami tabeli wskaźników")
        between = []
        cells = [one_line(cell) for cell in row.cells] + [""] * (len(top.cells) - len(row.cells))
        number = re.fullmatch(r"(\d+)\.?", cells[0])
        if number is None or not cells[1]:
            remarks.lost(row, "wiersz tabeli wskaźników bez numeru albo bez nazwy: może być dalszym ciągiem powyższego")
            continue
        value = read_printed(cells[base]) if base is not None and cells[base] else None
        if base is not None and value is None:
            remarks.lost(row, f"wartość bazowa „{cells[base]}” nie jest jednoznaczną liczbą")
        for place, cell in enumerate(cells):
            if cell and place > 1 and place not in (base, goal):
                remarks.lost(row, f"nie wiadomo, do której kolumny należy „{cell}”")
        indicator = PrintedIndicator(row=row, number=int(number[1]), name=cells[1], target=cells[goal], base=value)
        _add(indicator, found, first, remarks)


def _add(indicator: PrintedIndicator, found: IndicatorList, first: int, remarks: Remarks) -> None:
    expected = first + len(found.indicators)
    if indicator.number != expected:
        remarks.doubt(indicator.row, f"wskaźnik {expected}.", f"w dokumencie ma numer {indicator.number}.")
    if not _TARGET.fullmatch(indicator.target):
        remarks.doubt(indicator.row, indicator.target, "kierunek docelowy nie jest jednym ze znanych określeń")
    found.indicators.append(indicator)


def _read_lines(rows: Sequence[Row], found: IndicatorList, first: int, width: int, remarks: Remarks) -> None:
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
        is_going_on = following.startswith("/") or bool(_TARGET.fullmatch(following))
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
    ending = _ENDS_WITH_TARGET.fullmatch(numbered["name"]) if numbered else None
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
    if _TARGET.search(name):
        remarks.doubt(whole, name, "nazwa zawiera słowa, które mogą być kierunkiem docelowym")
    number = int(numbered["lp"].rstrip("."))
    _add(
        PrintedIndicator(row=whole, number=number, name=name, target=ending["target"], base=base), found, first, remarks
    )
