"""An OpenDocument spreadsheet (.ods) -> Book: listed from its own XML, each cell read a second time by calamine."""

from collector.submissions.book import Book, DamagedFile
from collector.submissions.ods_content import Content
from collector.submissions.ods_meta import Meta
from collector.submissions.ods_package import Package
from collector.submissions.ods_styles import Styles
from collector.submissions.ods_xls_inventory import NO_SHEETS
from collector.submissions.ods_xls_witness import confirm


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
