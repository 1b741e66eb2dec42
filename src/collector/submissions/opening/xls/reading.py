"""An old Excel workbook (.xls, BIFF8) -> Book: listed from its own records, each cell read again by calamine."""

from collector.submissions.opening.book import Book
from collector.submissions.opening.second_witness import confirm
from collector.submissions.opening.xls.container import opened, wrapped
from collector.submissions.opening.xls.workbook import read_workbook


def read_xls(content: bytes) -> Book:
    """The workbook in `content`; raises DamagedFile or PasswordNeeded."""
    stream, properties, modified = opened(content)
    sheets, copy, cost = read_workbook(stream)
    del stream  # as large as the file
    confirm(sheets, lambda: wrapped(copy), cost)
    return Book(
        sheets=tuple(sheet.sheet() for sheet in sheets),
        filled=sum(sheet.filled for sheet in sheets),
        properties=properties,
        modified=modified,
    )
