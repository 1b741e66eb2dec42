"""Finding the table by its headings and its rows by the visible indicator id: never by a fixed address."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from collector.domain.finding import Finding
from collector.domain.observation import Place
from collector.layout.form import KNOWN_HEADINGS_NEEDED, SheetLayout
from collector.submissions.opening.book import CellFacts, Sheet, address
from collector.submissions.rules import NO_COLUMN, NO_TABLE, REPEATED_COLUMN, SHEET_TWICE, TWO_TABLES
from collector.values.reading import CellContent, shown_content
from collector.values.text import same


@dataclass(frozen=True, slots=True)
class Table:
    """The found table: its sheet, its heading row (from 1) and the column number (from 1) of each heading.

    `twins` are other sheets with the same table, blank or the same, that are passed over.
    """

    layout: SheetLayout
    sheet: Sheet
    heading_row: int
    columns: dict[str, int]
    repeated: tuple[str, ...] = ()
    twins: tuple[str, ...] = ()

    def rows(self) -> Iterator[int]:
        """The numbers of the rows below the headings in which something stands.

        The headings again, as they print on every page, are no such row.
        """
        known = self.sheet.rows.keys() | {row for row, _ in self.sheet.facts} if self.sheet.facts else self.sheet.rows
        headings = frozenset(self.sheet.heading_rows)
        yield from (row for row in sorted(known) if row > self.heading_row and row not in headings)

    @property
    def entry_keys(self) -> tuple[str, ...]:
        """The columns to fill in that this table has; forms of earlier versions have fewer."""
        return tuple(key for key in self.layout.entry_keys if key in self.columns)

    def content(self, row: int, key: str) -> CellContent:
        """What stands in column `key` of `row`."""
        return self.sheet.content(row, self.columns[key])

    def facts(self, row: int, key: str) -> CellFacts:
        """What is not plain about that cell."""
        return self.sheet.facts_of(row, self.columns[key])

    def is_filled(self, row: int, key: str) -> bool:
        """Whether anything stands in that cell."""
        return self.sheet.is_filled(row, self.columns[key])

    def address(self, row: int, key: str) -> str:
        """The address of that cell as a person sees it."""
        return address(row, self.columns[key])

    def raw(self, row: int, key: str) -> str:
        """What stands in that cell, as typed; its error or its formula where it has no result."""
        content = self.sheet.content(row, self.columns[key])
        if content.__class__ is str:
            return str(content)
        if content is not None:
            return shown_content(content)
        if not self.sheet.facts:
            return ""
        facts = self.facts(row, key)
        return facts.error or facts.formula


def find_table(
    sheets: Iterable[Sheet], layout: SheetLayout, place: Place, year: int
) -> tuple[Table | None, list[Finding]]:
    """The one table among `sheets` that has the headings of `layout` for `year`, and what is wrong with it.

    There is none when it cannot be told which one counts, or when a column is missing.
    """
    tables = [table for sheet in sheets if (table := _table_of(sheet, layout))]
    if not tables:
        headings = ", ".join(f"„{column.titled(year)}”" for column in layout.columns if column.needed)
        return None, [Finding(rule=NO_TABLE, place=place, expected=headings)]
    table, findings = tables[0], []
    if len(tables) > 1:
        names = ", ".join(f"„{table.sheet.title}”" for table in tables)
        only = _only_different(tables)
        if only is None:
            return None, [Finding(rule=TWO_TABLES, place=place, found=names)]
        twins = tuple(table.sheet.title for table in tables if table is not only)
        table = replace(only, twins=twins)
        findings.append(Finding(rule=SHEET_TWICE, place=place, found=names, expected=table.sheet.title))
    where = Place(file=place.file, sheet=table.sheet.title, sha256=place.sha256)
    for column in layout.columns:
        if column.key in table.repeated:
            return None, [Finding(rule=REPEATED_COLUMN, place=where, found=column.titled(year))]
        if column.needed and not _is_headed_for(table, column.key, column.titled(year)):
            return None, [Finding(rule=NO_COLUMN, place=where, expected=column.titled(year))]
    return table, findings


def _is_headed_for(table: Table, key: str, heading: str) -> bool:
    return key in table.columns and same(str(table.content(table.heading_row, key))) == same(heading)


def _table_of(sheet: Sheet, layout: SheetLayout) -> Table | None:
    for row in sheet.heading_rows:
        columns: dict[str, int] = {}
        repeated = []
        for number, content in sorted(sheet.rows[row].items()):
            column = layout.column_headed(content) if isinstance(content, str) else None
            if column is not None:
                if column.key in columns:
                    repeated.append(column.key)
                columns.setdefault(column.key, number)
        if len(columns) >= KNOWN_HEADINGS_NEEDED and "id" in columns:
            return Table(layout, sheet, row, columns, tuple(repeated))
    return None


def _only_different(tables: Sequence[Table]) -> Table | None:
    """The one table that says anything when the others are blank or say the same; None if they differ."""
    entries = [_entries(table) for table in tables]
    said = {entered for entered in entries if entered}
    if len(said) > 1:
        return None
    return next((table for table, entered in zip(tables, entries, strict=True) if entered), tables[0])


def _entries(table: Table) -> frozenset[tuple[str, str, str]]:
    """What stands beside each id in the columns to fill in."""
    keys = table.entry_keys
    return frozenset(
        (table.raw(row, "id"), key, raw) for row in table.rows() for key in keys if (raw := table.raw(row, key))
    )
