"""What was typed where the form has no field: listed, never taken over and never passed over in silence."""

from collections.abc import Iterator

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


def entries_outside_fields(book: Workbook, table: Table, place: Place, executor: str) -> Iterator[Finding]:
    """One Finding for all entries beside the table and on sheets that are not the form's."""
    beside = [
        f"{cell.coordinate}: {_short(str(cell.value))}"
        for row, cells in table.filled.items()
        if row >= table.heading_row
        for cell in cells
        if cell.column not in table.columns.values()
    ]
    foreign = [
        f"arkusz „{sheet.title}”"
        for sheet in book.worksheets
        if sheet.title not in _OWN_SHEETS and sheet.title != table.sheet.title and filled_rows(sheet)
    ]
    entries = [*beside[:_SHOWN], *foreign]
    if len(beside) > _SHOWN:
        entries.append(f"i dalsze ({len(beside) - _SHOWN})")
    if entries:
        where = Place(file=place.file, sheet=table.sheet.title, cell=beside[0].partition(":")[0] if beside else "",
                      sha256=place.sha256)  # fmt: skip
        yield Finding(rule=OUTSIDE_FIELDS, place=where, executor=executor, found="; ".join(entries))


def _short(text: str) -> str:
    line = one_line(text)
    return f"{line[:_LONGEST]}…" if len(line) > _LONGEST else line
