"""How the sheets of a form print and what is locked on them."""

from collector.layout.identity import Identity
from collector.spreadsheet import Sheet


def protect(sheet: Sheet, *, allows_formats: bool = False) -> None:
    """Lock everything but the input cells, without a password; rows and columns may be resized.

    With `allows_formats` the format of a number may be changed: in a form that is given back it may be what is wrong.
    """
    allowed = {"format_rows": True, "format_columns": True, "autofilter": True}
    sheet.worksheet.protect("", {**allowed, "format_cells": True} if allows_formats else allowed)


def print_on_a4(sheet: Sheet, identity: Identity) -> None:
    """A4 landscape, one page wide, with the identity in the footer."""
    sheet.worksheet.set_paper(9)
    sheet.worksheet.set_landscape()
    sheet.worksheet.fit_to_pages(1, 0)
    sheet.worksheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    sheet.worksheet.set_footer(f"&L&8{identity.line}&R&8Strona &P z &N")
