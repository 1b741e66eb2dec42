"""A sheet that is a list: its headings, a line of texts a row, a filter, and how it prints."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from collector.domain.consolidation import Consolidation
from collector.layout.heights import row_height
from collector.spreadsheet import Sheet, Workbook, excel_length

DARK: Final[Mapping[str, str]] = MappingProxyType({"bg_color": "#1F4E79", "font_color": "#FFFFFF"})
LIGHT: Final[Mapping[str, str]] = MappingProxyType({"bg_color": "#F2F2F2"})
_SIDE_MARGIN: Final = 0.4
# Programs break the lines of a narrow column a little earlier than its width promises.
_WRAPPED: Final = 0.95
# In signs that Excel counts; it takes no more than 255 with the commands, and a line holds about this much.
_LONGEST_HEAD: Final = 180


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSheet:
    """A sheet that is a list: the headings with the widths of their columns, and a row of texts a line.

    `nothing` is said where there is no row. `pages_of` is the report of which every printed page tells that it is part.
    """

    name: str
    columns: tuple[tuple[str, float], ...]
    rows: Sequence[Sequence[str]]
    nothing: str = ""
    pages_of: Consolidation | None = None


def write_list(book: Workbook, listed: ListSheet, heading: Mapping[str, str] = DARK) -> Sheet:
    """Write the list, to be read on a screen and on A4 landscape; `heading` are the colours of its first row."""
    sheet = book.sheet(listed.name)
    titles = book.style(bold=True, text_wrap=True, border=1, **heading)
    cell = book.style(text_wrap=True, border=1)
    safe_widths = [width * _WRAPPED for _, width in listed.columns]
    for position, (title, width) in enumerate(listed.columns):
        sheet.text(0, position, title, titles)
        sheet.worksheet.set_column(position, position, width)
    # The button of the filter takes a corner of its heading.
    sheet.worksheet.set_row(0, row_height((title, max(width - 2, 1)) for title, width in listed.columns))
    for number, texts in enumerate(listed.rows, 1):
        for position, text in enumerate(texts):
            sheet.text(number, position, text, cell)
        sheet.worksheet.set_row(number, row_height(zip(texts, safe_widths, strict=True)))
    if not listed.rows:
        sheet.text(1, 0, listed.nothing, cell)
    sheet.worksheet.freeze_panes(1, 0)
    sheet.worksheet.autofilter(0, 0, max(len(listed.rows), 1), len(listed.columns) - 1)
    sheet.worksheet.set_landscape()
    sheet.worksheet.set_paper(9)
    sheet.worksheet.fit_to_pages(1, 0)
    sheet.worksheet.repeat_rows(0)
    if listed.pages_of is not None:
        sheet.worksheet.set_margins(left=_SIDE_MARGIN, right=_SIDE_MARGIN)
        # The list is printed smaller to fit the page; these words are not.
        sheet.worksheet.set_header(f"&L&8{page_head(listed.pages_of, listed.name)}", {"scale_with_doc": False})
        sheet.worksheet.set_footer("&R&8Strona &P z &N", {"scale_with_doc": False})
    return sheet


def page_head(consolidation: Consolidation, sheet: str) -> str:
    """„Strategia… – dane za 2019 r. – Kompletność” for the head of a page, where “&” begins a command.

    A long title is shortened, so that the whole is one line of text and Excel takes it.
    """
    title = consolidation.programme.title.strip("„”")
    rest = f" – dane za {consolidation.year} r. – {sheet}"
    head = f"{title}{rest}".replace("&", "&&")
    while excel_length(head) > _LONGEST_HEAD:
        title = title.removesuffix("…")[:-1].rstrip()
        title = f"{title}…"
        head = f"{title}{rest}".replace("&", "&&")
    # A digit would be read as part of the size of the letters.
    return f" {head}" if head[:1].isdigit() else head
