"""A returned workbook as its readers see it: only the cells in which something stands, each at its true address."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple, TypeGuard

from collector.domain.finding import Finding
from collector.layout.form import ID_HEADINGS, heads_table, is_id_heading
from collector.values.reading import CellContent

GENERAL: Final = "General"
_ADDRESS: Final = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})", re.ASCII)
# LibreOffice saves PRAWDA, typed into a cell for numbers, as a formula with the result 1.
LOGICAL_FORMULAS: Final = {"=TRUE()": True, "=FALSE()": False}


class CellFacts(NamedTuple):
    """What is to be known of a cell beside its content.

    `error` is the error value in it, `formula` the text of its formula (with the equals sign), `number_format` how it
    shows a number. A formula without a stored result has no content.
    """

    error: str = ""
    formula: str = ""
    number_format: str = GENERAL


PLAIN: Final = CellFacts()


@dataclass(frozen=True)
class Sheet:
    """A sheet: `rows` holds the filled cells by row and column, both from 1; `facts` only what is not plain.

    `merged` are the merged areas as (first row, first column, last row, last column). `footer` is the text that is
    printed at the bottom of its pages.
    """

    title: str
    rows: Mapping[int, Mapping[int, CellContent]]
    facts: Mapping[tuple[int, int], CellFacts] = field(default_factory=dict)
    merged: tuple[tuple[int, int, int, int], ...] = ()
    footer: str = ""
    is_hidden: bool = False

    @cached_property
    def heading_rows(self) -> tuple[int, ...]:
        """The rows in which a table of a form begins."""
        # Exact headings are found by one comparison a row; only without them every text is looked at.
        rows = [row for row, cells in self.rows.items() if not ID_HEADINGS.isdisjoint(cells.values())]
        rows = rows or [row for row, cells in self.rows.items() if any(map(_is_id_heading, cells.values()))]
        return tuple(row for row in rows if heads_table(filter(_is_text, self.rows[row].values())))

    def content(self, row: int, column: int) -> CellContent:
        """What stands in a cell; None if nothing does, or only an error or a formula without a result."""
        cells = self.rows.get(row)
        return cells.get(column) if cells else None

    def facts_of(self, row: int, column: int) -> CellFacts:
        """What is not plain about a cell."""
        return self.facts.get((row, column), PLAIN) if self.facts else PLAIN

    def is_filled(self, row: int, column: int) -> bool:
        """Whether anything stands in a cell, an error or a formula included."""
        return self.content(row, column) is not None or (row, column) in self.facts

    def filled(self) -> Iterator[tuple[int, int]]:
        """The cells in which anything stands, by row and column."""
        yield from sorted({(row, column) for row, cells in self.rows.items() for column in cells} | self.facts.keys())


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook. `filled` is how many cells the file itself says are filled, counted without the reader.

    `properties` are the texts of its document properties that may name the form; `modified` is when a program last
    saved it (ISO 8601, UTC), empty where the file does not say.
    """

    sheets: tuple[Sheet, ...]
    filled: int
    properties: tuple[str, ...] = ()
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """The workbook and what is to be known of its file."""

    book: Book
    findings: tuple[Finding, ...]


def _is_text(content: CellContent) -> TypeGuard[str]:
    return content.__class__ is str


def _is_id_heading(content: CellContent) -> bool:
    return _is_text(content) and is_id_heading(content)


def column_letters(column: int) -> str:
    """`A` for 1, `AA` for 27."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """`F14`, as a person sees it."""
    return f"{column_letters(column)}{row}"


def numbers_of(cell: str) -> tuple[int, int] | None:
    """The row and the column, from 1, of an address; None if it is none."""
    match = _ADDRESS.fullmatch(cell)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column
