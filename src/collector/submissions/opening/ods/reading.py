"""An OpenDocument spreadsheet (.ods) -> Book: listed from its own XML, each cell read a second time by calamine."""

from typing import Final

from collector.submissions.opening.book import Book
from collector.submissions.opening.ods.content import Content
from collector.submissions.opening.ods.elements import Listener, tell
from collector.submissions.opening.ods.manifest import MANIFEST
from collector.submissions.opening.ods.meta import Meta
from collector.submissions.opening.ods.styles import Styles
from collector.submissions.opening.refusal import Refusal, unreadable
from collector.submissions.opening.second_inventory import NO_SHEETS, Tally, listed_book
from collector.submissions.opening.second_witness import confirm
from collector.submissions.opening.xlsx.package import Package
from collector.submissions.rules import DAMAGED, NOT_A_WORKBOOK

_CONTENT: Final = "content.xml"
_NEEDED: Final = ("mimetype", MANIFEST, _CONTENT)
_FROM_EXCEL: Final = frozenset({"xl/workbook.xml", "xl/workbook.bin"})


def read_ods(package: Package) -> Book:
    """The workbook in `package`; raises Refusal."""
    names = set(package.names)
    if _FROM_EXCEL & names:
        raise Refusal(NOT_A_WORKBOOK, "są w nim naraz skoroszyt LibreOffice i skoroszyt Excela")
    if not names.issuperset(_NEEDED):
        raise unreadable()
    styles, meta = Styles(), Meta()
    _tell_if_there(package, "styles.xml", styles)
    body = Content(styles, Tally(package.limits.cells))
    tell(package.xml(_CONTENT), body)
    if not body.sheets:
        raise Refusal(DAMAGED, NO_SHEETS)
    _tell_if_there(package, "meta.xml", meta)
    confirm(body.sheets, lambda: package.only(_NEEDED), body.cost)
    return listed_book(body.sheets, tuple(meta.properties), meta.modified)


def _tell_if_there(package: Package, name: str, listener: Listener) -> None:
    if name in package.names:
        tell(package.xml(name), listener)
