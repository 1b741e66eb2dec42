"""Everything that was typed into a form, kept so that the form can be given back with it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from collector.domain.submission import LeftCell
from collector.layout.filled import FilledForm, FilledTable, FormCell
from collector.submissions.forms.sign_off import FoundSignOff
from collector.submissions.forms.table import Table
from collector.submissions.opening.book import GENERAL, LOGICAL_FORMULAS, Sheet, address
from collector.values.content import CellContent, shown_content
from collector.values.text import clean, one_line

_Rows = AbstractSet[int]


def filled_form(
    executor: str, file: str, tables: Sequence[tuple[Table, Mapping[str, int], _Rows]], signed: FoundSignOff,
    sheets: Iterable[Sheet], left: Iterable[LeftCell],
) -> FilledForm:  # fmt: skip
    """Everything that is in a form: `tables` come with the rows by their ids and with all rows that were taken over."""
    doubled: list[LeftCell] = []
    filled = [_filled_table(table, lines, read, doubled) for table, lines, read in tables]
    sign_off = {
        attribute: _content(sheet, *cell)
        for sheet in sheets
        if sheet.title == signed.sheet
        for attribute, cell in signed.cells.items()
    }
    in_form = {
        (table.sheet, address(table.rows[row_id], table.columns[key]))
        for table in filled
        for row_id, entries in table.entries.items()
        for key in entries
    }
    return FilledForm(
        executor=executor,
        file=file,
        tables=tuple(filled),
        sign_off={attribute: content for attribute, content in sign_off.items() if content is not None},
        outside=(*doubled, *(cell for cell in left if (cell.sheet, cell.cell) not in in_form)),
    )


def _filled_table(table: Table, lines: Mapping[str, int], read: _Rows, doubled: list[LeftCell]) -> FilledTable:
    """The contents of the cells to fill in of a table, of which `lines` are the rows by their visible ids.

    A row that stands there twice is one row of the form. Where its doubles differ, nobody knows which counts: all of
    them are added to `doubled` instead.
    """
    entries: dict[str, dict[str, CellContent]] = {}
    formats: dict[FormCell, str] = {}
    doubles = _doubles(table, read - set(lines.values()))
    for row_id, row in lines.items():
        rows = (row, *doubles.get(row_id, ()))
        entries[row_id] = {}
        for key in table.entry_keys:
            typed = [_content(table.sheet, number, table.columns[key]) for number in rows]
            if any(content != typed[0] for content in typed):
                doubled += _left(table, rows, key)
            elif typed[0] is not None:
                entries[row_id][key] = typed[0]
                shown = table.facts(row, key).number_format
                if shown != GENERAL and isinstance(typed[0], int | float):
                    formats[FormCell(table.layout.sheet, row_id, key)] = shown
    return FilledTable(
        layout=table.layout.sheet, sheet=table.sheet.title, columns=table.columns, rows=lines, entries=entries,
        formats=formats,
    )  # fmt: skip


def _doubles(table: Table, rows: _Rows) -> dict[str, list[int]]:
    """The rows that say again the id of an earlier one, by that id."""
    doubles: dict[str, list[int]] = {}
    for row in sorted(rows):
        doubles.setdefault(one_line(clean(table.raw(row, "id"))), []).append(row)
    return doubles


def _left(table: Table, rows: Iterable[int], key: str) -> Iterator[LeftCell]:
    for row in rows:
        if text := table.raw(row, key):
            yield LeftCell(sheet=table.sheet.title, cell=table.address(row, key), text=text)


def _content(sheet: Sheet, row: int, column: int) -> CellContent:
    """What stands in a cell; its error or its formula as text, where it has no result."""
    content = sheet.content(row, column)
    if sheet.facts:
        facts = sheet.facts_of(row, column)
        if content is None:
            return facts.error or facts.formula or None
        if not isinstance(content, str):
            content = LOGICAL_FORMULAS.get(facts.formula.upper(), content)
    return content if shown_content(content) else None
