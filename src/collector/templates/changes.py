"""The part of the instruction that says what the form asks otherwise than last year."""

from collections.abc import Sequence
from typing import Final

from collector.catalogue.differing import Change
from collector.layout.heights import row_height
from collector.spreadsheet import Sheet, Workbook

CHANGES_TITLE: Final = "Co się zmieniło w formularzu"
_HEADINGS: Final = ("Nr", "Jak jest teraz", "Zmiana", "Poprzedni nr", "Jak było")


def write_changes(book: Workbook, sheet: Sheet, top: int, changes: Sequence[Change], widths: Sequence[float]) -> int:
    """Write a line for every change from row `top` on; returns the row after them, `top` itself if there are none."""
    if not changes:
        return top
    heading = book.style(bold=True, text_wrap=True, border=1, bg_color="#E8EEF4")
    cell = book.style(text_wrap=True, border=1)
    sheet.text(top, 0, CHANGES_TITLE, book.style(bold=True, font_size=12))
    for column, text in enumerate(_HEADINGS):
        sheet.text(top + 1, column, text, heading)
    for row, change in enumerate(changes, top + 2):
        former_id = change.old_id if change.old_id != change.id else ""
        texts = (change.id, change.text, str(change.kind), former_id, change.old_text)
        for column, text in enumerate(texts):
            sheet.text(row, column, text, cell)
        sheet.worksheet.set_row(row, row_height(zip(texts, widths, strict=True)))
    return top + 2 + len(changes)
