"""Rows put together again from the lines of a PDF's text, and what makes such a row doubtful."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from collector.catalogue.importing.document import Row
from collector.catalogue.importing.programme.broken_lines import (
    Split,
    is_mostly_digits,
    is_steep,
    paragraph,
    trailing_numbers,
)
from collector.catalogue.importing.programme.printed_tables import NUMBERED
from collector.catalogue.importing.remarks import Remarks
from collector.values.text import one_line

_PAGE_FURNITURE: Final = re.compile(
    r"załącznik (?:nr|do)\b.*|strona \d.*|[-–]? ?\d{1,3} ?[-–]?|id: .*|z dnia \d.*|dziennik urzędowy.*", re.IGNORECASE
)


def assembled(lines: Sequence[Row]) -> Row:
    """The lines as one row, at the place of the first."""
    return lines[0].with_cells((" ".join(one_line(line.text) for line in lines),))


def footnote(rows: Sequence[Row], start: int, width: int, remarks: Remarks) -> tuple[str, int]:
    """The footnote that begins with `rows[start]` and the index after it."""
    note, end = paragraph(rows, start, width)
    if end > start + 1:
        remarks.doubt(rows[start], note, "przypis złożono z kilku wierszy: sprawdź, gdzie się kończy")
    return note, end


def doubt_lines(whole: Row, name: str, lines: Sequence[Row], remarks: Remarks) -> None:
    """What the ends of the lines leave open about the `name` of the row."""
    texts = [one_line(line.text) for line in lines]
    if any(text.endswith("-") for text in texts[:-1]):
        remarks.doubt(whole, name, "nie wiadomo, czy łącznik na końcu wiersza należy do wyrazu")
    if any(is_page_furniture(text) for text in texts[1:-1]):
        remarks.doubt(whole, name, "w nazwie może być numer albo nagłówek strony")
    if any(_ends_sentence(before) and after[:1].isupper() for before, after in pairwise(texts) if after in name):
        remarks.doubt(whole, name, "po kropce zaczyna się nowe zdanie: może należeć do czego innego")


def is_page_furniture(text: str) -> bool:
    """Whether a line is the number or the running head of a page."""
    return bool(_PAGE_FURNITURE.fullmatch(one_line(text)))


def _ends_sentence(line: str) -> bool:
    return line.endswith(".") and not NUMBERED.fullmatch(line)


def doubt_numbers(whole: Row, split: Split, years: int, remarks: Remarks) -> None:
    """What is uncertain about the numbers of a row."""
    shown = " | ".join(split.numbers)
    runs = [split.numbers[start : start + years] for start in range(0, len(split.numbers), years)]
    if split.other:
        remarks.doubt(
            whole,
            shown,
            f"cyfry można rozdzielić także jako „{' | '.join(split.other)}”; wybrano liczby, które z roku na rok"
            " zmieniają się najmniej (co najmniej dziesięć razy mniej niż w innym podziale)",
        )
    elif any(is_steep(run) for run in runs):
        remarks.doubt(whole, shown, "liczba zmienia się z roku na rok co najmniej dziesięć razy: może brakować cyfr")


def own_lines(before: Sequence[Row], row: Row) -> int:
    """Which of the lines `before` begins the name that `row` ends: those above it belong to something else."""
    if NUMBERED.fullmatch(one_line(row.text)):
        return len(before)
    start = 0
    for index, line in enumerate(before):
        if index and NUMBERED.fullmatch(one_line(line.text)):
            start = index
        if is_mostly_digits(line.text) or len(trailing_numbers(line.text)[1]) > 1:
            start = index + 1
    return start
