"""The rows of a document with a register -> its goals, its rows of actions and its printed sums, in their order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from collector.catalogue.importing.codes import parent_code
from collector.catalogue.importing.document import Document, Row, Sheet
from collector.catalogue.importing.draft import Doubt
from collector.catalogue.importing.register.cells import amount
from collector.catalogue.importing.register.rows import MONEY_CELLS, Entry, read_entry
from collector.catalogue.importing.register.splitting import split_row
from collector.values.text import one_line, same

HEADINGS: Final = (
    "Zadania", "Realizowane działania", "Koordynator", "Realizatorzy", "Termin realizacji", "Koszt działania",
    "Źródła finansowania", "Wskaźniki realizacji zadania", "Uwagi",
)  # fmt: skip
SOURCES: Final = ("państwo", "gmina", "inne")
_RUNNING: Final = frozenset(map(same, ("Realizowane działania", "Termin realizacji")))
_SIGN: Final = frozenset((*_RUNNING, same("Źródła finansowania")))
_MAIN_GOAL: Final = re.compile(r"(?P<code>\d+)\.?\s*CEL GŁÓWNY[.:]?\s*(?P<title>.*)", re.DOTALL)
_GOAL: Final = re.compile(r"(?P<code>\d+\.\d+)\.?\s*Cel szczegółowy[.:]?\s*(?P<title>.*)", re.DOTALL | re.IGNORECASE)
_SUM: Final = re.compile(r"CEL\b\.?\s*(?:GŁÓWNY\s*)?(?P<code>\d+(?:\.\d+)?)\.?\s*(?P<title>\D.*)", re.DOTALL)
_SUM_WORDS: Final = re.compile(r"[\s,]*razem\b.*", re.DOTALL | re.IGNORECASE)
_MULTI_YEAR: Final = re.compile(r"\(\s*\*\s*nie ujęto", re.IGNORECASE)


@dataclass(slots=True, kw_only=True)
class PrintedSum:
    """A sum of a goal as the document states it: the cost and its sources."""

    sheet: Sheet
    line: int
    text: str
    goal: str
    title: str
    amounts: list[Decimal]
    in_summary: bool
    without_multi_year: bool


@dataclass(slots=True, kw_only=True)
class Outline:
    """What stands in the document: the lines `above` the first goal, how the headings of goals are printed, …"""

    above: list[Row] = field(default_factory=list)
    bands: dict[int, str] = field(default_factory=dict)
    goals: dict[str, str] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    sums: list[PrintedSum] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    not_understood: list[Doubt] = field(default_factory=list)


def has_register(rows: Sequence[Row]) -> bool:
    """Whether a heading of a register stands in `rows`."""
    return any(map(_is_heading, rows))


def read_outline(document: Document) -> Outline:
    """Everything of the register in `document`; a row that cannot be placed is kept in `not_understood`."""
    reader = _Reader(is_paged=document.is_paged)
    for row in document.rows:
        reader.take(row)
    reader.finish()
    return reader.outline


def _is_heading(row: Row) -> bool:
    return _SIGN.issubset(map(same, row.cells))


def _is_running_head(row: Row) -> bool:
    """Whether it is the line that stands above the table on every printed page."""
    return _RUNNING.issubset(map(same, row.cells))


@dataclass(slots=True)
class _Reader:
    is_paged: bool
    outline: Outline = field(default_factory=Outline)
    goal: str = ""
    page: int = 0
    in_table: bool = False
    in_summary: bool = False
    last_line: int = 0
    open_sum: PrintedSum | None = None

    def take(self, row: Row) -> None:
        """Put `row` where it belongs."""
        if self.is_paged and row.line > self.last_line + 1:
            self.page += 1
        self.last_line = row.line
        is_taken = self._take_heading(row) or self._take_sum(row) or self._take_entries(row)
        if not is_taken and not _is_running_head(row):
            self._reject(row, "wiersz stoi poza tabelą działań")

    def _take_heading(self, row: Row) -> bool:
        """The title of the document, a goal, a heading of a table or of a summary."""
        text = one_line(row.text)
        if match := _MAIN_GOAL.fullmatch(text) or _GOAL.fullmatch(text):
            self._begin(match["code"], match["title"])
            pattern = f"{{kod}}{text[match.end('code') : match.start('title')]}{{tytul}}"
            self.outline.bands.setdefault(match["code"].count("."), pattern)
        elif _is_heading(row):
            self._heading(row)
        elif text.upper().startswith("PODSUMOWANIE"):
            self._close_sum()
            self.in_table, self.in_summary = False, True
        elif not self.outline.goals and not self.in_table and sum(map(bool, row.cells)) == 1:
            self.outline.above.append(row)
        else:
            return self._is_second_heading(row)
        return True

    def _take_sum(self, row: Row) -> bool:
        """A sum of a goal, its amounts on lines of their own, or the note about actions of several years."""
        text = one_line(row.text)
        if _MULTI_YEAR.match(text):
            self._multi_year(row)
        elif match := _SUM.match(text):
            self._sum(row, match)
        elif self.open_sum and len(self.open_sum.amounts) < MONEY_CELLS and _amounts(row.cells):
            self.open_sum.amounts += _amounts(row.cells)
        else:
            return False
        return True

    def _take_entries(self, row: Row) -> bool:
        if self.in_table and len(row.cells) > 1:
            self._entries(row)
            return True
        return False

    def finish(self) -> None:
        """The last sum may still be open."""
        self._close_sum()

    def _begin(self, code: str, title: str) -> None:
        self._close_sum()
        self.goal, self.in_table, self.in_summary = code, False, False
        self.outline.goals[code] = title

    def _heading(self, row: Row) -> None:
        self._close_sum()
        self.in_table = True
        if tuple(cell for cell in row.cells if cell) != HEADINGS:
            self.outline.doubts.append(
                Doubt(
                    sheet=row.sheet,
                    line=row.line,
                    text=row.text,
                    understood="nagłówek tabeli działań",
                    why="kolumny są inne niż zwykle",
                )
            )
        if self.goal in {printed.goal for printed in self.outline.sums}:
            # The next table begins although no goal was announced: its tasks tell which goal it is.
            self.goal = ""

    def _is_second_heading(self, row: Row) -> bool:
        return set(SOURCES).issubset(map(same, row.cells)) and not any(map(amount, row.cells))

    def _multi_year(self, row: Row) -> None:
        if self.open_sum is not None:
            self.open_sum.without_multi_year = True
        elif self.outline.sums:
            self.outline.sums[-1].without_multi_year = True
        else:
            self._reject(row, "nie wiadomo, której sumy dotyczy ta uwaga")

    def _sum(self, row: Row, match: re.Match[str]) -> None:
        self._close_sum()
        first = next(cell for cell in row.cells if cell)
        title = _SUM.match(first)
        self.open_sum = PrintedSum(
            sheet=row.sheet,
            line=row.line,
            text=row.text,
            goal=match["code"],
            title=_SUM_WORDS.sub("", (title or match)["title"]).strip(),
            amounts=_amounts(row.cells[1:]),
            in_summary=self.in_summary,
            without_multi_year="nie ujęto" in first,
        )
        self.in_table = False
        if self.open_sum.amounts:
            self._close_sum()

    def _close_sum(self) -> None:
        printed, self.open_sum = self.open_sum, None
        if printed is None:
            return
        if len(printed.amounts) == MONEY_CELLS:
            self.outline.sums.append(printed)
        else:
            self._reject(
                Row(sheet=printed.sheet, line=printed.line, cells=(printed.text,)),
                f"liczba kwot przy sumie celu {printed.goal}: {len(printed.amounts)} zamiast {MONEY_CELLS}",
            )

    def _entries(self, row: Row) -> None:
        pieces = split_row(row.cells)
        for cells in pieces:
            entry = read_entry(row.with_cells(cells), page=self.page)
            if entry.is_blank and not entry.title:
                self._reject(row, "nie udało się rozpoznać kolumn")
                continue
            if len(pieces) > 1:
                entry.doubts.append(f"liczba działań w tym wierszu dokumentu: {len(pieces)}; rozdzielono je po liniach")
            self._place_in_goal(entry)
            self.outline.entries.append(entry)

    def _place_in_goal(self, entry: Entry) -> None:
        goal = parent_code(entry.code)
        if goal and goal != self.goal:
            if goal not in self.outline.goals:
                self.outline.goals[goal] = ""
                entry.doubts.append(f"w dokumencie nie ma nagłówka celu {goal}; utworzono go według kodu zadania")
            self.goal = goal
        entry.goal = self.goal

    def _reject(self, row: Row, why: str) -> None:
        self.outline.not_understood.append(Doubt(sheet=row.sheet, line=row.line, text=row.text, understood="", why=why))


def _amounts(cells: Sequence[str]) -> list[Decimal]:
    return [number for cell in cells if cell and (number := amount(cell)) is not None]
