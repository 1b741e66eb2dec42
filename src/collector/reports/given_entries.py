"""Which entries a form has when it is given back, and which stand outside its fields instead."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from collector.domain.finding import Finding, Rule
from collector.domain.submission import LeftCell
from collector.layout.filled import FilledForm, FormCell
from collector.spreadsheet import excel_length
from collector.submissions import rules
from collector.submissions.opening.book import address, numbers_of
from collector.values.content import shown_content

_LONGEST_CELL: Final = 32_000
# Where the rule does not know whose value it is, the value must not become an answer by being given back.
_WITHHELD: Final[Mapping[Rule, tuple[str, ...]]] = {
    rules.OTHER_LABEL: ("value", "missing"),
    rules.UNDER_MERGED: (),
}


def given_entries(form: FilledForm, findings: Iterable[Finding]) -> FilledForm:
    """The form as it can be given back: without entries that may belong elsewhere or that no cell can hold."""
    return _storable(_without(form, _withheld(form, findings)))


def _withheld(form: FilledForm, findings: Iterable[Finding]) -> Iterator[FormCell]:
    """The entries of which nobody knows whether they belong where they stand."""
    for finding in findings:
        at = numbers_of(finding.place.cell)
        if finding.rule in _WITHHELD and finding.place.file == form.file and at:
            cell = form.cell_at(finding.place.sheet, *at)
            if cell is not None:
                yield from (cell._replace(key=key) for key in _WITHHELD[finding.rule] or (cell.key,))


def _without(form: FilledForm, cells: Iterable[FormCell]) -> FilledForm:
    """The form with the entries in `cells` outside its fields."""
    withheld = set(cells)
    tables, moved = [], []
    for table in form.tables:
        entries = {row_id: dict(typed) for row_id, typed in table.entries.items()}
        for row_id, typed in table.entries.items():
            for key, content in typed.items():
                if FormCell(table.layout, row_id, key) in withheld:
                    del entries[row_id][key]
                    where = address(table.rows[row_id], table.columns[key])
                    moved.append(LeftCell(sheet=table.sheet, cell=where, text=shown_content(content)))
        tables.append(replace(table, entries=entries))
    return replace(form, tables=tuple(tables), outside=(*moved, *form.outside)) if moved else form


def _storable(form: FilledForm) -> FilledForm:
    """The form as a workbook can hold it: an entry too long for a cell stands outside its fields, in pieces."""
    long = {
        FormCell(table.layout, row_id, key)
        for table in form.tables
        for row_id, typed in table.entries.items()
        for key, content in typed.items()
        if isinstance(content, str) and excel_length(content) > _LONGEST_CELL
    }
    form = _without(form, long)
    if all(excel_length(cell.text) <= _LONGEST_CELL for cell in form.outside):
        return form
    pieces = [replace(cell, text=piece) for cell in form.outside for piece in _pieces(cell.text)]
    return replace(form, outside=tuple(pieces))


def _pieces(text: str) -> Iterator[str]:
    # Some signs count twice.
    step = _LONGEST_CELL // 2 if excel_length(text) > len(text) else _LONGEST_CELL
    yield from (text[start : start + step] for start in range(0, max(len(text), 1), step))
