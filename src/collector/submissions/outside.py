"""What was typed where the form has no field: listed, never taken over and never passed over in silence."""

from collections.abc import Iterator, Sequence

from openpyxl.workbook import Workbook

from collector.domain.finding import Finding
from collector.domain.observation import Place
from collector.layout.form import IDENTITY_SHEET, INSTRUCTION_SHEET, LIST_SHEET, SIGN_OFF_SHEET
from collector.submissions.rules import OUTSIDE_FIELDS
from collector.submissions.table import Table, filled_rows
from collector.values.text import one_line

_OWN_SHEETS = frozenset({INSTRUCTION_SHEET, SIGN_OFF_SHEET, LIST_SHEET, IDENTITY_SHEET})
_SHOWN = 5
_LONGEST = 60


def entries_outside_fields(book: Workbook, tables: Sequence[Table], place: Place, executor: str) -> Iterator[Finding]:
    """A Finding for the entries beside each table; those on sheets that are not the form's come with the first."""
    own = _OWN_SHEETS | {table.sheet.title for table in tables}
    foreign = [f"arkusz „{sheet.title}”" for sheet in book.worksheets if sheet.title not in own and filled_rows(sheet)]
    for number, table in enumerate(tables):
        beside = [
            f"{cell.coordinate}: {_short(str(cell.value))}"
            for row, cells in table.filled.items()
            if row >= table.heading_row
            for cell in cells
            if cell.column not in table.columns.values()
        ]
        entries = [*beside[:_SHOWN], *(foreign if number == 0 else [])]
        if len(beside) > _SHOWN:
            entries.append(f"i dalsze ({len(beside) - _SHOWN})")
        if entries:
            cell = beside[0].partition(":")[0] if beside else ""
            where = Place(file=place.file, sheet=table.sheet.title, cell=cell, sha256=place.sha256)
            yield Finding(rule=OUTSIDE_FIELDS, place=where, executor=executor, found="; ".join(entries))


def _short(text: str) -> str:
    line = one_line(text)
    return f"{line[:_LONGEST]}…" if len(line) > _LONGEST else line
