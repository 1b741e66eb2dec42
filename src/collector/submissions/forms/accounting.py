"""Every filled cell of a returned workbook is accounted for: the form's own, taken over, or listed as left out."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from collector.domain.finding import Finding, Rule
from collector.domain.observation import Place
from collector.domain.submission import LeftCell
from collector.submissions.forms.own_texts import OwnTexts
from collector.submissions.forms.recognition import is_identity_sheet
from collector.submissions.forms.sign_off import FoundSignOff
from collector.submissions.forms.table import Table
from collector.submissions.opening.book import Sheet, address
from collector.submissions.rules import FORM_CELLS_CHANGED, OUTSIDE_FIELDS
from collector.values.reading import CellContent, shown_content
from collector.values.text import clean, one_line
from collector.values.writing import polish_number

_IDENTITY_COLUMNS = 2
_SHOWN = 5
_LISTED = 300
_KEPT = 3000
_LONGEST = 60


@dataclass
class _Some:
    """At most `most` cells one by one, the rest as the area in which they stand."""

    most: int
    cells: list[LeftCell] = field(default_factory=list)
    more: int = 0
    edges: tuple[int, int, int, int] = (0, 0, 0, 0)

    def add(self, cell: LeftCell, row: int, column: int) -> None:
        """One more cell."""
        if len(self.cells) < self.most:
            self.cells.append(cell)
            return
        top, left, bottom, right = self.edges if self.more else (row, column, row, column)
        self.edges = min(top, row), min(left, column), max(bottom, row), max(right, column)
        self.more += 1

    def listed(self, sheet: Sheet) -> list[LeftCell]:
        """All of them."""
        if not self.more:
            return self.cells
        top, left, bottom, right = self.edges
        area = f"{address(top, left)}:{address(bottom, right)}"
        text = f"(dalsze komórki: {polish_number(Decimal(self.more))})"
        return [*self.cells, LeftCell(sheet=sheet.title, cell=area, text=text, count=self.more)]


@dataclass
class Leftovers:
    """The cells of one sheet that are left: `register` for the register of returns, `kept` to be given back, if wanted.

    In `seen` of them a person sees something, and `shown` are the first of these: blanks are in the register, and no
    question.
    """

    sheet: Sheet
    keeps: bool = False
    register: _Some = field(default_factory=lambda: _Some(_LISTED))
    kept: _Some = field(default_factory=lambda: _Some(_KEPT))
    shown: list[LeftCell] = field(default_factory=list)
    seen: int = 0

    def add(self, row: int, column: int) -> None:
        """One more cell that is left."""
        cell = _left(self.sheet, row, column)
        if clean(cell.text):
            self.seen += 1
            if len(self.shown) < _SHOWN:
                self.shown.append(cell)
        self.register.add(cell, row, column)
        if self.keeps:
            self.kept.add(cell, row, column)


@dataclass
class Account:
    """The cells of the sheets that belong to one form: how many are its own and taken over, and which are left.

    `left` are those of the register; with `keeps`, `kept` are as many as a person may miss.
    """

    own: int = 0
    taken: int = 0
    left: list[LeftCell] = field(default_factory=list)
    keeps: bool = False
    kept: list[LeftCell] = field(default_factory=list)

    def leftovers(self, sheet: Sheet) -> Leftovers:
        """For the cells of `sheet` that are left."""
        return Leftovers(sheet, self.keeps)

    def leave(self, *several: Leftovers) -> None:
        """Add what is left."""
        for leftovers in several:
            self.left += leftovers.register.listed(leftovers.sheet)
            self.kept += leftovers.kept.listed(leftovers.sheet)


def account_for_table(
    account: Account, table: Table, read: set[int], reported: set[int], signed: FoundSignOff, texts: OwnTexts,
    place: Place, executor: str,
) -> Iterator[Finding]:  # fmt: skip
    """Add the cells of a table, of which the rows `read` were taken and those `reported` have a Finding already.

    Somebody may have signed beside the table.
    """
    sheet = table.sheet
    key_of = {number: key for key, number in table.columns.items()}
    entries = {table.columns[key] for key in table.entry_keys}
    matched = {table.columns[key] for key in ("id", "name", "unit") if key in table.columns} - entries
    again = frozenset(sheet.heading_rows) - {table.heading_row}
    taken, printed = (signed.taken, signed.printed) if signed.sheet == sheet.title else ((), ())
    beside, changed, told = (account.leftovers(sheet) for _ in range(3))
    for row, column, content in _cells(sheet):
        is_read, is_known = row in read, column in key_of
        if (is_read and column in entries) or (row, column) in taken:
            account.taken += 1
        elif is_known and row in reported and column in entries:
            told.add(row, column)
        elif (
            (is_read and column in matched)
            or (is_known and row == table.heading_row)
            or (is_known and row in again and _is_heading(table, key_of[column], content))
            or ((is_known or row < table.heading_row) and _is_own(table, row, column, content, texts, again))
            or ((row, column) in printed and texts.has(content))
        ):
            account.own += 1
        elif is_known and row in reported:
            told.add(row, column)
        else:
            (changed if is_read and is_known else beside).add(row, column)
    account.leave(told, beside, changed)
    if beside.seen:
        yield _listed(OUTSIDE_FIELDS, beside, place, executor)
    if changed.seen:
        yield _listed(FORM_CELLS_CHANGED, changed, place, executor)


def _is_heading(table: Table, key: str, content: CellContent) -> bool:
    """Whether a cell of a row of headings is that of its column, and nothing that was typed over it."""
    column = table.layout.column_headed(shown_content(content))
    return column is not None and column.key == key


def _is_own(table: Table, row: int, column: int, content: CellContent, texts: OwnTexts, again: Collection[int]) -> bool:
    """Whether a cell above the table or in its columns is as it was issued; in the rows `again` are its headings."""
    if table.sheet.facts:
        facts = table.sheet.facts_of(row, column)
        if facts.error or facts.formula:
            return False
    is_in_rows = row > table.heading_row and row not in again
    if not texts.is_complete and is_in_rows and column != table.columns["id"]:
        return True
    return texts.has(content)


def account_for_other_sheets(
    account: Account, sheets: Sequence[Sheet], twins: Collection[str], signed: FoundSignOff, texts: OwnTexts,
    place: Place, executor: str,
) -> Iterator[Finding]:  # fmt: skip
    """Add the cells of the sheets without a table; the copies of one among them, `twins`, have a Finding already."""
    for sheet in sheets:
        left = account.leftovers(sheet)
        own = 0
        taken = signed.taken if signed.sheet == sheet.title else ()
        is_identity = is_identity_sheet(sheet)
        for row, column, content in _cells(sheet):
            if taken and (row, column) in taken:
                account.taken += 1
            elif (is_identity and column <= _IDENTITY_COLUMNS) or texts.has_in(sheet.title, content):
                own += 1
            else:
                left.add(row, column)
        account.own += own
        account.leave(left)
        if left.seen and sheet.title not in twins:
            is_foreign = not own and not taken
            yield _listed(OUTSIDE_FIELDS, left, place, executor, is_foreign=is_foreign)


def _cells(sheet: Sheet) -> Iterable[tuple[int, int, CellContent]]:
    if sheet.facts:
        return ((row, column, sheet.content(row, column)) for row, column in sheet.filled())
    return ((row, column, content) for row, cells in sheet.rows.items() for column, content in cells.items())


def _left(sheet: Sheet, row: int, column: int) -> LeftCell:
    facts = sheet.facts_of(row, column)
    text = shown_content(sheet.content(row, column)) or facts.error or facts.formula
    return LeftCell(sheet=sheet.title, cell=address(row, column), text=text)


def _listed(rule: Rule, left: Leftovers, place: Place, executor: str, *, is_foreign: bool = False) -> Finding:
    """One Finding for the cells of a sheet, of which the first ones are named; a whole sheet is named as such."""
    shown = [f"{cell.cell}: {_short(cell.text)}" for cell in left.shown]
    if others := left.seen - len(shown):
        shown.append(f"i dalsze ({polish_number(Decimal(others))})")
    found, title = "; ".join(shown), left.sheet.title
    if is_foreign:
        found = f"arkusz „{title}” (komórki: {polish_number(Decimal(left.seen))}) – {found}"
    where = Place(file=place.file, sheet=title, cell=left.shown[0].cell, sha256=place.sha256)
    return Finding(rule=rule, place=where, executor=executor, found=found)


def _short(text: str) -> str:
    line = one_line(text)
    return f"{line[:_LONGEST]}…" if len(line) > _LONGEST else line
