"""An OpenDocument spreadsheet (.ods) -> Book: listed from its own XML, each cell read a second time by calamine."""

from collector.submissions.opening.book import Book, DamagedFile
from collector.submissions.opening.ods.content import Content
from collector.submissions.opening.ods.meta import Meta
from collector.submissions.opening.ods.package import Package
from collector.submissions.opening.ods.styles import Styles
from collector.submissions.opening.second_inventory import NO_SHEETS
from collector.submissions.opening.second_witness import confirm


def read_ods(content: bytes) -> Book:
    """The workbook in `content`; raises DamagedFile or PasswordNeeded."""
    package = Package(content)
    styles = Styles()
    package.read_if_there("styles.xml", styles)
    body = Content(styles)
    package.read("content.xml", body)
    if not body.sheets:
        raise DamagedFile(NO_SHEETS)
    meta = Meta()
    package.read_if_there("meta.xml", meta)
    confirm(body.sheets, lambda: content, body.cost)
    return Book(
        sheets=tuple(sheet.sheet() for sheet in body.sheets),
        filled=sum(sheet.filled for sheet in body.sheets),
        properties=tuple(meta.properties),
        modified=meta.modified,
    )
