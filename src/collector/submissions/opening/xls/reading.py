"""An old Excel workbook (.xls, BIFF8) -> Book: listed from its own records, each cell read again by calamine."""

from collector.submissions.opening.book import Book
from collector.submissions.opening.limits import Limits
from collector.submissions.opening.second_inventory import listed_book
from collector.submissions.opening.second_witness import confirm
from collector.submissions.opening.xls.container import opened, wrapped
from collector.submissions.opening.xls.workbook import read_workbook


def read_xls(content: bytes, limits: Limits) -> Book:
    """The workbook in `content`, which is an OLE container; raises Refusal."""
    stream, properties, modified = opened(content)
    sheets, copy, cost = read_workbook(stream, limits)
    del stream  # as large as the file
    confirm(sheets, lambda: wrapped(copy), cost)
    return listed_book(sheets, properties, modified)
