"""How the numbers of a printed table depend on each other: parts of a row, percentages of two measures."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise, permutations
from typing import Final

from collector.catalogue.importing.programme.printed_tables import PrintedTable
from collector.catalogue.importing.remarks import Remarks
from collector.values.text import same

_PART: Final = re.compile(r"(?P<role>w tym|z tego)\b")
_OPENS: Final = re.compile(r".*\b(?P<role>w tym|z tego):?")
_MARK: Final = re.compile(r"\*+")
_PAIR: Final = 2
_STEP: Final = 10
_KEYS: Final = {"w tym": "w_tym", "z tego": "z_tego"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proportion:
    """Two measures, from 0, whose quotient is a percentage."""

    numerator: int
    denominator: int


def proportions(table: PrintedTable) -> dict[int, list[Proportion]]:
    """For every measure the pairs of other measures of which it is the percentage in every row and year."""
    count = range(len(table.measures))
    return {
        index: [
            Proportion(numerator=numerator, denominator=denominator)
            for numerator, denominator in permutations([other for other in count if other != index], 2)
            if _is_percentage(table, index, numerator, denominator)
        ]
        for index in count
    }


def _is_percentage(table: PrintedTable, index: int, numerator: int, denominator: int) -> bool:
    checked = 0
    for row in table.rows:
        for measure, year in row.values:
            if measure != index:
                continue
            cells = [row.values.get((place, year)) for place in (index, numerator, denominator)]
            numbers = [cell.number for cell in cells if cell is not None and cell.number is not None]
            if len(numbers) < 3:
                continue
            if not numbers[2] or _percent(numbers[1], numbers[2], like=numbers[0]) != numbers[0]:
                return False
            checked += 1
    return checked > 0


def _percent(part: Decimal, whole: Decimal, like: Decimal) -> Decimal:
    """`part` in percent of `whole`, with as many decimals as `like`."""
    exponent = Decimal(1).scaleb(int(like.as_tuple().exponent))
    return (part * 100 / whole).quantize(exponent, ROUND_HALF_UP)


def parents(table: PrintedTable, remarks: Remarks) -> dict[int, tuple[str, int]]:
    """By number of row (from 1): the key „w_tym” or „z_tego” and the number of the row of which it is a part."""
    found: dict[int, tuple[str, int]] = {}
    has_numbers = any(row.lp for row in table.rows)
    main, opened = 0, ""
    for number, row in enumerate(table.rows, 1):
        own = _PART.match(same(row.name))
        is_part = not row.lp and bool(own or (opened and has_numbers))
        if main and is_part:
            opened = own["role"] if own else opened
            found[number] = (_KEYS[opened], main)
            _doubt_part(table, number, main, remarks)
            continue
        if has_numbers and not row.lp:
            remarks.doubt(row.row, row.name, "wiersz tabeli bez liczby porządkowej")
        if opened and not has_numbers and main and _OPENS.fullmatch(same(table.rows[main - 1].name)):
            remarks.doubt(row.row, row.name, "nie wiadomo, czy wiersz należy jeszcze do „w tym” powyżej")
        main = number
        opening = _OPENS.fullmatch(same(row.name))
        opened = opening["role"] if opening else ""
    _doubt_numbers(table, remarks)
    return found


def _doubt_part(table: PrintedTable, number: int, main: int, remarks: Remarks) -> None:
    part, whole = table.rows[number - 1], table.rows[main - 1]
    for key, value in part.values.items():
        total = whole.values.get(key)
        if value.number is not None and total is not None and total.number is not None and value.number > total.number:
            why = f"część ({value.shown}) jest większa niż „{whole.name}” ({total.shown}) w {key[1]} r."
            remarks.doubt(part.row, part.name, why)


def leading_mark(note: str) -> str:
    """The stars with which a footnote begins."""
    return note[: len(note) - len(note.lstrip("*"))]


def doubt_marks(table: PrintedTable, remarks: Remarks) -> None:
    """Stars in headings and names of rows that no footnote explains, and footnotes whose star stands nowhere."""
    used = {value.mark for printed in table.rows for value in printed.values.values()}
    texts = [(table.top, text) for text in (table.title, table.heading, *(measure.name for measure in table.measures))]
    for row, text in [*texts, *((printed.row, printed.name) for printed in table.rows)]:
        marks = _MARK.findall(text)
        used.update(marks)
        for mark in marks:
            if not any(leading_mark(note) == mark for note in table.footnotes):
                remarks.doubt(row, text, f"pod tabelą nie ma przypisu ze znakiem „{mark}”")
    for note in table.footnotes:
        if leading_mark(note) not in used:
            remarks.doubt(table.top, note, "przypis jest pod tabelą, ale jego znaku w niej nie ma")


def doubt_steps(table: PrintedTable, remarks: Remarks) -> None:
    """Numbers of a table with years as rows that are ten times those of the year before, or as much less."""
    if not table.years_are_rows:
        return
    for before, after in pairwise(table.rows):
        earlier = {measure: value.number for (measure, _), value in before.values.items()}
        for (measure, _), value in after.values.items():
            numbers = sorted(abs(number) for number in (earlier.get(measure), value.number) if number)
            if len(numbers) == _PAIR and numbers[1] >= _STEP * numbers[0]:
                why = "liczba zmienia się z roku na rok co najmniej dziesięć razy: może brakować cyfr"
                remarks.doubt(after.row, f"{table.measures[measure].name}: {value.shown}", why)


def _doubt_numbers(table: PrintedTable, remarks: Remarks) -> None:
    expected = 1
    for row in table.rows:
        if row.lp and row.lp != f"{expected}.":
            remarks.doubt(row.row, f"wiersz {row.lp}", f"po kolei powinien mieć numer {expected}.")
        expected = int(row.lp.rstrip(".")) + 1 if row.lp.rstrip(".").isdecimal() else expected
