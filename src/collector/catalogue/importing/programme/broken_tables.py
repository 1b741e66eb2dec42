"""Statistical tables of a PDF's text: every row broken into lines, the columns run into each other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from collector.catalogue.importing.document import Row
from collector.catalogue.importing.programme.assembled_rows import (
    assembled,
    doubt_lines,
    doubt_numbers,
    footnote,
    is_page_furniture,
    own_lines,
)
from collector.catalogue.importing.programme.broken_lines import (
    Split,
    headings,
    is_mostly_digits,
    joined,
    split_numbers,
    trailing_numbers,
)
from collector.catalogue.importing.programme.printed_tables import (
    NUMBERED,
    YEAR,
    PrintedMeasure,
    PrintedRow,
    PrintedTable,
    repeated_years,
)
from collector.catalogue.importing.programme.printed_values import read_printed
from collector.catalogue.importing.remarks import Remarks
from collector.values.text import one_line, same

# The name of a row is seldom longer; a longer one is running text that happens to end with numbers.
_LONGEST_NAME: Final = 300
_NUMBER_HEADING: Final = re.compile(r"L\. ?p\.|Lp\.?|Nr", re.IGNORECASE)


def read_broken(rows: Sequence[Row], width: int, proper_names: frozenset[str], remarks: Remarks) -> list[PrintedTable]:
    """The tables of `rows`, still without titles."""
    reader = _Reader(remarks, proper_names)
    index = 0
    while index < len(rows):
        if rows[index].text.startswith("*"):
            note, index = footnote(rows, index, width, remarks)
            reader.footnote(note)
            continue
        reader.take(rows[index])
        index += 1
    return reader.finish()


@dataclass(slots=True)
class _Reader:
    remarks: Remarks
    proper_names: frozenset[str]
    tables: list[PrintedTable] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    # Lines that may be a heading, the beginning of a row's name, or text after the table.
    pending: list[Row] = field(default_factory=list)
    digits: list[Row] = field(default_factory=list)
    band: str = ""
    is_headed_by_band: bool = False

    def footnote(self, note: str) -> None:
        (self.tables[-1].footnotes if self.tables else self.notes).append(note)

    def take(self, row: Row) -> None:
        words = one_line(row.text).split(" ")
        if years := repeated_years(words):
            self._years(row, years, measures=len(words) // len(years))
        elif not self.tables and self.pending and YEAR.fullmatch(words[0]) and trailing_numbers(row.text)[0] == "":
            self._begin_with_years_as_rows(row)
        elif self.tables:
            self._inside(row)
        else:
            self.pending.append(row)

    def finish(self) -> list[PrintedTable]:
        self._drop_digits()
        for row in self.pending:
            numbers = trailing_numbers(row.text)[1]
            if self.tables and (1 < len(numbers) >= self._count // 2 or is_mostly_digits(row.text)):
                self.remarks.lost(row, "wiersz kończy się liczbami, ale nie ma ich tyle, ile kolumn ma tabela")
        return self.tables

    @property
    def _count(self) -> int:
        """How many numbers a row of the table has."""
        table = self.tables[-1]
        return len(table.measures) * (1 if table.years_are_rows else len(table.years))

    def _years(self, row: Row, years: tuple[int, ...], measures: int) -> None:
        self._drop_digits()
        top = self._heading_lines()
        table = self.tables[-1] if self.tables else None
        is_next_band = len(top) == 1 and table is not None and self.is_headed_by_band
        if table is not None and is_next_band and table.years == years and len(table.measures) == measures:
            self.band = one_line(top[0].text)
            return
        found = headings([line.text for line in top], self.proper_names)
        self.is_headed_by_band = measures == 1 and len(top) == len(found) == 1
        self.band = found.pop() if self.is_headed_by_band else ""
        before = found[:-measures] if len(found) > measures else []
        names = found[-measures:] if len(found) >= measures else [""] * measures
        is_numbered = len(before) == 2 and bool(_NUMBER_HEADING.fullmatch(before[0]))
        if not self.is_headed_by_band and not (len(before) == 1 or is_numbered):
            self.remarks.doubt(
                (top or [row])[0],
                " | ".join(found),
                f"nad {measures} kolumnami z latami nie można rozdzielić nagłówków",
            )
        self._open(top or [row], before, names, years)

    def _heading_lines(self) -> list[Row]:
        """The lines above the numbers, without those that hold numbers themselves."""
        lines, self.pending = self.pending, []
        with_numbers = [line for line in lines if is_mostly_digits(line.text) or is_page_furniture(line.text)]
        for line in with_numbers:
            self.remarks.lost(line, "wiersz z liczbami stoi nad latami albo bez roku; może to być numer strony")
        return [line for line in lines if line not in with_numbers]

    def _begin_with_years_as_rows(self, row: Row) -> None:
        top = self._heading_lines()
        if not top:
            self.remarks.lost(row, "wiersz roku nie ma nad sobą nagłówków")
            return
        heading, *names = headings([line.text for line in top], self.proper_names)
        self._open(top, [heading], names, years=())
        self.tables[-1].years_are_rows = True
        self._inside(row)

    def _open(self, top: Sequence[Row], before: Sequence[str], names: Sequence[str], years: tuple[int, ...]) -> None:
        measures = tuple(PrintedMeasure(name=name) for name in names)
        self.tables.append(PrintedTable(top=top[0], heading="|".join(before), measures=measures, years=years))
        self.tables[-1].footnotes.extend(self.notes)
        self.notes = []

    def _inside(self, row: Row) -> None:
        name, words = trailing_numbers(row.text)
        if not words:
            self._drop_digits()
            self.pending.append(row)
            return
        if name:
            self._drop_digits()
        lines = [*self.digits, row]
        words = tuple(word for line in self.digits for word in trailing_numbers(line.text)[1]) + words
        table = self.tables[-1]
        year = words[0] if table.years_are_rows and not name and YEAR.fullmatch(words[0]) else ""
        measures, years = len(table.measures), 1 if table.years_are_rows else len(table.years)
        split = split_numbers(words[1:] if year else words, measures=measures, years=years)
        if split is None or (table.years_are_rows and not year):
            (self.pending if name else self.digits).append(row)
            return
        self.digits = []
        before, self.pending = self.pending, []
        start = own_lines(before, lines[0])
        for other in before[:start]:
            self.remarks.lost(other, "wiersz tabeli bez wszystkich liczb albo tekst między wierszami tabeli")
        before = before[start:]
        self._row([*before, *lines], joined([*(line.text for line in before), name]), split, year)

    def _row(self, lines: Sequence[Row], label: str, split: Split, year: str) -> None:
        whole = assembled(lines)
        if not split.is_clear:
            ways = " albo ".join(f"„{' | '.join(numbers)}”" for numbers in (split.numbers, split.other))
            self.remarks.lost(whole, f"cyfry można rozdzielić na kolumny co najmniej dwojako: {ways}")
            return
        if len(label) > _LONGEST_NAME:
            self.remarks.lost(whole, "tekst kończy się liczbami jak wiersz tabeli, ale jest za długi na nazwę wiersza")
            return
        match = NUMBERED.fullmatch(label)
        lp, name = (match["lp"], match["name"].strip()) if match else ("", label)
        table = self.tables[-1]
        years = (int(year),) if year else table.years
        if year:
            table.years = (*table.years, int(year))
        keys = [(measure, of_year) for measure in range(len(table.measures)) for of_year in years]
        values = {key: value for key, text in zip(keys, split.numbers, strict=True) if (value := read_printed(text))}
        doubt_numbers(whole, split, len(years), self.remarks)
        doubt_lines(whole, name, lines, self.remarks)
        self._doubt_name(whole, name, lines)
        table.rows.append(PrintedRow(row=whole, lp=lp, name=name, band=self.band, values=values))

    def _doubt_name(self, whole: Row, name: str, lines: Sequence[Row]) -> None:
        table = self.tables[-1]
        if name and table.years_are_rows:
            self.remarks.doubt(whole, "wiersz roku", f"między wierszami lat stoi tekst „{name}”")
        if not name and not table.years_are_rows and len(table.measures) * len(table.years) > 0:
            self.remarks.doubt(whole, "wiersz bez nazwy", "przed liczbami nie ma nazwy wiersza")
        if name and table.rows and name[0].islower() and not self._is_part(name):
            self.remarks.doubt(whole, name, "nazwa zaczyna się małą literą: może być dalszym ciągiem wiersza powyżej")
        begun = [line for line in lines if not NUMBERED.fullmatch(one_line(line.text))]
        if any(line.text[:1].isupper() for line in begun[1:]):
            self.remarks.doubt(
                whole, name, "dalszy wiersz nazwy zaczyna się wielką literą: może należeć do czego innego"
            )

    def _is_part(self, name: str) -> bool:
        """Whether a name with a small first letter is one of „w tym”."""
        if same(name).startswith(("w tym", "z tego")):
            return True
        numbered = [row for row in self.tables[-1].rows if row.lp]
        return bool(numbered) and same(numbered[-1].name).endswith(("w tym:", "z tego:", "w tym", "z tego"))

    def _drop_digits(self) -> None:
        for row in self.digits:
            self.remarks.lost(row, "same liczby, których jest mniej albo więcej niż kolumn tabeli")
        self.digits = []
