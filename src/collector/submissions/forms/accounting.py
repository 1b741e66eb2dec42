"""Every filled cell of a returned workbook is accounted for: the form's own, taken over, or listed as left out."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from zlib import crc32

from collector.domain.finding import Finding, Rule
from collector.domain.observation import Place
from collector.domain.submission import LeftCell
from collector.submissions.forms.own_texts import OwnTexts
from collector.submissions.forms.recognition import is_identity_sheet
from collector.submissions.forms.table import Table
from collector.submissions.opening.book import Sheet, address
from collector.submissions.rules import FORM_CELLS_CHANGED, OUTSIDE_FIELDS
from collector.values.reading import CellContent, shown_content
from collector.values.text import clean, one_line

_IDENTITY_COLUMNS = 2
_SHOWN = 5
_LISTED = 300
_LONGEST = 60


@dataclass
class Leftovers:
    """The cells of one sheet that are left: the first of them one by one, the rest as the area in which they stand."""

    sheet: Sheet
    cells: list[LeftCell] = field(default_factory=list)
    more: int = 0
    edges: tuple[int, int, int, int] = (0, 0, 0, 0)

    def add(self, row: int, column: int) -> None:
        """One more cell that is left."""
        if len(self.cells) < _LISTED:
            self.cells.append(_left(self.sheet, row, column))
            return
        top, left, bottom, right = self.edges if self.more else (row, column, row, column)
        self.edges = min(top, row), min(left, column), max(bottom, row), max(right, column)
        self.more += 1

    @property
    def listed(self) -> list[LeftCell]:
        """All of them."""
        if not self.more:
            return self.cells
        top, left, bottom, right = self.edges
        area = f"{address(top, left)}:{address(bottom, right)}"
        text = f"(dalsze komórki: {self.more})"
        return [*self.cells, LeftCell(sheet=self.sheet.title, cell=area, text=text, count=self.more)]

    @property
    def seen(self) -> list[LeftCell]:
        """Those in which a person sees something: blanks are in the register, and no question."""
        return [cell for cell in self.listed if clean(cell.text)]


@dataclass
class Account:
    """The cells of the sheets that belong to one form: how many are its own and taken over, and which are left."""

    own: int = 0
    taken: int = 0
    left: list[LeftCell] = field(default_factory=list)

    @property
    def total(self) -> int:
        """All cells accounted for."""
        return self.own + self.taken + sum(cell.count for cell in self.left)


def account_for_table(
    account: Account, table: Table, read: set[int], reported: set[int], texts: OwnTexts, place: Place, executor: str
) -> Iterator[Finding]:
    """Add the cells of a table, of which the rows `read` were taken and those `reported` have a Finding already."""
    sheet = table.sheet
    key_of = {number: key for key, number in table.columns.items()}
    entries = {table.columns[key] for key in table.layout.entry_keys}
    matched = {table.columns[key] for key in ("id", "name", "unit") if key in table.columns} - entries
    headings = {table.heading_row, *sheet.heading_rows}
    beside, changed, told = Leftovers(sheet), Leftovers(sheet), Leftovers(sheet)
    for row, column, content in _cells(sheet):
        is_read, is_known = row in read, column in key_of
        if is_read and column in entries:
            account.taken += 1
        elif is_known and row in reported and column in entries:
            told.add(row, column)
        elif (
            (is_known and row in headings)
            or (is_read and column in matched)
            or ((is_known or row < table.heading_row) and _is_own(table, row, column, content, texts))
        ):
            account.own += 1
        elif is_known and row in reported:
            told.add(row, column)
        else:
            (changed if is_read and is_known else beside).add(row, column)
    account.left += [*told.listed, *beside.listed, *changed.listed]
    if seen := beside.seen:
        yield _listed(OUTSIDE_FIELDS, seen, sheet, place, executor)
    if seen := changed.seen:
        yield _listed(FORM_CELLS_CHANGED, seen, sheet, place, executor)


def _is_own(table: Table, row: int, column: int, content: CellContent, texts: OwnTexts) -> bool:
    """Whether a cell above the table or in its columns is as it was issued."""
    if table.sheet.facts:
        facts = table.sheet.facts_of(row, column)
        if facts.error or facts.formula:
            return False
    if not texts.is_complete and row > table.heading_row and column != table.columns["id"]:
        return True
    return texts.has(content)


def account_for_other_sheets(
    account: Account, sheets: Sequence[Sheet], taken: Mapping[str, Collection[tuple[int, int]]],
    twins: Collection[str], texts: OwnTexts, place: Place, executor: str,
) -> Iterator[Finding]:  # fmt: skip
    """Add the cells of the sheets without a table; `taken` are those of the sign-off, by sheet.

    The copies of a table among them, `twins`, have a Finding already.
    """
    for sheet in sheets:
        left = Leftovers(sheet)
        own = 0
        signed = taken.get(sheet.title, ())
        is_identity, known = is_identity_sheet(sheet), texts.known
        for row, column, content in _cells(sheet):
            if signed and (row, column) in signed:
                account.taken += 1
            elif content.__class__ is str and crc32(str(content).encode(errors="replace")) in known:
                own += 1  # most cells, told without a call
            elif (is_identity and column <= _IDENTITY_COLUMNS) or texts.has_in(sheet.title, content):
                own += 1
            else:
                left.add(row, column)
        account.own += own
        account.left += left.listed
        if (seen := left.seen) and sheet.title not in twins:
            is_foreign = not own and not signed
            yield _listed(OUTSIDE_FIELDS, seen, sheet, place, executor, is_foreign=is_foreign)


def _cells(sheet: Sheet) -> Iterable[tuple[int, int, CellContent]]:
    if sheet.facts:
        return ((row, column, sheet.content(row, column)) for row, column in sheet.filled())
    return ((row, column, content) for row, cells in sheet.rows.items() for column, content in cells.items())


def _left(sheet: Sheet, row: int, column: int) -> LeftCell:
    facts = sheet.facts_of(row, column)
    text = shown_content(sheet.content(row, column)) or facts.error or facts.formula
    return LeftCell(sheet=sheet.title, cell=address(row, column), text=text)


def _listed(
    rule: Rule, cells: Sequence[LeftCell], sheet: Sheet, place: Place, executor: str, *, is_foreign: bool = False
) -> Finding:
    """One Finding for the cells of a sheet, of which the first ones are named; a whole sheet is named as such."""
    count = sum(cell.count for cell in cells)
    shown = [f"{cell.cell}: {_short(cell.text)}" for cell in cells[:_SHOWN]]
    if count > _SHOWN:
        shown.append(f"i dalsze ({count - _SHOWN})")
    found = "; ".join(shown)
    if is_foreign:
        found = f"arkusz „{sheet.title}” (komórki: {count}) – {found}"
    where = Place(file=place.file, sheet=sheet.title, cell=cells[0].cell, sha256=place.sha256)
    return Finding(rule=rule, place=where, executor=executor, found=found)


def _short(text: str) -> str:
    line = one_line(text)
    return f"{line[:_LONGEST]}…" if len(line) > _LONGEST else line
