"""The sheet “Uzgodnienie kosztów” and its data file: every difference of money with its cause."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from xlsxwriter.format import Format

from collector.domain.programme import Programme
from collector.domain.reconciliation import Difference
from collector.domain.register import COST, Entry
from collector.layout.heights import row_height, text_height
from collector.reports.number_formats import format_of
from collector.spreadsheet import Sheet, Workbook
from collector.values.csv_text import csv_text
from collector.values.text import cut, one_line

RECONCILIATION_SHEET: Final = "Uzgodnienie kosztów"
RECONCILIATION_FIELDS: Final = ("goal", "row", "kind", "column", "published", "computed", "difference", "cause")
_RULES: Final = (
    "Do sumy celu wchodzą koszty działań jednorocznych. Z działania i jego części („w tym”, „z tego”) liczy się tylko "
    "całość.",
    "Działania wieloletnie, czyli takie, których termin wymienia więcej niż jeden rok, nie wchodzą do sum rocznych; są "
    "wymienione poniżej.",
    "W każdym wierszu koszt ma być co do grosza sumą źródeł finansowania. Koszt podany raz dla kilku kolejnych wierszy "
    "porównuje się z sumą ich źródeł.",
    "„Kwota podana” to kwota z wiersza albo ze sprawozdania, „Kwota obliczona” wynika z wierszy. Pod sumą celu, która "
    "się różni, stoją wiersze, które to tłumaczą; ich różnice dają razem różnicę sumy.",
)
_COLUMNS: Final = (
    ("Cel", 7), ("Działanie nr", 14), ("Działanie", 34), ("Rodzaj", 21), ("Kolumna", 15), ("Kwota podana", 16),
    ("Kwota obliczona", 16), ("Różnica", 16), ("Wyjaśnienie", 60),
)  # fmt: skip
_WIDTHS: Final = tuple(width for _, width in _COLUMNS)
_LONGEST_NAME: Final = 80


def reconciliation_csv(differences: Iterable[Difference]) -> str:
    """`uzgodnienie-kosztow.csv`: a line a difference."""
    return csv_text(RECONCILIATION_FIELDS, map(_data_row, differences))


def _data_row(line: Difference) -> Sequence[str]:
    amounts = (_plain(amount) for amount in (line.published, line.computed, line.difference))
    return line.goal, line.row, str(line.kind), line.column, *amounts, line.cause


def _plain(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:.2f}"


def write_reconciliation(
    book: Workbook, differences: Sequence[Difference], entries: Iterable[Entry], programme: Programme
) -> None:
    """Write the sheet: the rules of counting, then the table."""
    sheet = book.sheet(RECONCILIATION_SHEET)
    for position, (_, width) in enumerate(_COLUMNS):
        sheet.worksheet.set_column(position, position, width)
    heading_row = _write_rules(sheet, book)
    heading = book.style(bold=True, text_wrap=True, border=1, bg_color="#F2F2F2")
    for position, (text, _) in enumerate(_COLUMNS):
        sheet.text(heading_row, position, text, heading)
    names = {entry.id: cut(one_line(entry.name), _LONGEST_NAME) for entry in entries}
    headings = _headings(programme)
    cell = book.style(border=1, text_wrap=True)
    amount = book.style(border=1, num_format=format_of(Decimal("0.00")))
    for row, line in enumerate(differences, heading_row + 1):
        before = (line.goal, line.row, names.get(line.row, ""), str(line.kind), headings[line.column])
        for position, text in enumerate(before):
            sheet.text(row, position, text, cell)
        _write_amounts(sheet, row, len(before), amount, line)
        sheet.text(row, len(_COLUMNS) - 1, line.cause, cell)
        texts = (*zip(before, _WIDTHS, strict=False), (line.cause, _WIDTHS[-1]))
        sheet.worksheet.set_row(row, row_height(texts))
    last = heading_row + max(len(differences), 1)
    if not differences:
        sheet.text(last, 0, "Nie znaleziono różnic ani powtórzeń.", book.style())
    sheet.worksheet.freeze_panes(heading_row + 1, 0)
    sheet.worksheet.autofilter(heading_row, 0, last, len(_COLUMNS) - 1)
    sheet.worksheet.repeat_rows(heading_row)
    sheet.worksheet.set_paper(9)
    sheet.worksheet.set_landscape()
    sheet.worksheet.set_margins(left=0.4, right=0.4)
    sheet.worksheet.fit_to_pages(1, 0)


def _write_rules(sheet: Sheet, book: Workbook) -> int:
    """The title and the rules over the table; returns the row of its heading."""
    sheet.text(0, 0, RECONCILIATION_SHEET, book.style(bold=True, font_size=14))
    rule = book.style(text_wrap=True)
    for row, text in enumerate(_RULES, 1):
        sheet.merged(row, 0, row, len(_COLUMNS) - 1, text, rule)
        sheet.worksheet.set_row(row, text_height(text, sum(_WIDTHS)))
    return len(_RULES) + 2


def _write_amounts(sheet: Sheet, row: int, first: int, style: Format, line: Difference) -> None:
    for position, amount in enumerate((line.published, line.computed, line.difference), first):
        if amount is None:
            sheet.text(row, position, "", style)
        else:
            sheet.number(row, position, float(amount), style)


def _headings(programme: Programme) -> dict[str, str]:
    """The headings of the columns of money as the report prints them."""
    printed = {column.key: column.heading for column in programme.report.columns}
    sources = programme.register.sources if programme.register else ()
    return {COST: printed.get(COST, COST)} | {source.key: source.heading for source in sources}
