"""xlsxwriter, made to raise where it would only return a negative number, and typed for its callers."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import xlsxwriter
from xlsxwriter.chart import Chart
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from collector.domain.errors import InputError, polish_reason
from collector.files import CREATED, replacing

FONT: Final = "Calibri"
_TEXT_LIMIT: Final = 32_767
_TITLE_LIMIT: Final = 32
_MESSAGE_LIMIT: Final = 255
DESCRIPTION_LIMIT: Final = 255


def excel_length(text: str) -> int:
    """The length of a text as Excel counts it: some signs are two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


class SpreadsheetError(RuntimeError):
    """Our own code asked for something that a workbook cannot hold: a bug, not bad data."""


class Sheet:
    """A worksheet whose writing calls succeed or raise; `texts` collects what is written as text of its own."""

    def __init__(self, worksheet: Worksheet) -> None:
        self.worksheet = worksheet
        self.texts: set[str] = set()

    def text(self, row: int, column: int, text: str, style: Format | None = None, *, is_own: bool = True) -> None:
        """Write text as text: never a formula, a number or a link. Raises InputError where a cell cannot hold it.

        What somebody else typed is not the sheet's own.
        """
        if len(text) > _TEXT_LIMIT:
            raise InputError(
                f"Tekst „{text[:60]}…” ma {len(text)} znaków, a komórka Excela mieści {_TEXT_LIMIT}. "
                "Skróć go w formularzu albo podziel listę."
            )
        if text:
            if is_own:
                self.texts.add(text)
            _must_succeed(self.worksheet.write_string(row, column, text, style))
        else:
            _must_succeed(self.worksheet.write_blank(row, column, None, style))

    def number(self, row: int, column: int, number: float, style: Format | None = None) -> None:
        """Write a number."""
        _must_succeed(self.worksheet.write_number(row, column, number, style))

    def logical(self, row: int, column: int, value: bool, style: Format | None = None) -> None:
        """Write true or false."""
        _must_succeed(self.worksheet.write_boolean(row, column, value, style))

    def moment(
        self, row: int, column: int, moment: datetime | date | time | timedelta, style: Format | None = None
    ) -> None:
        """Write a time; the style says how it is shown."""
        _must_succeed(self.worksheet.write_datetime(row, column, moment, style))

    def link(self, row: int, column: int, target: str, text: str, style: Format | None = None) -> None:
        """Write a text that leads to a cell of this workbook; `target` is `'Sheet'!A1`."""
        self.texts.add(text)
        _must_succeed(self.worksheet.write_url(row, column, f"internal:{target}", style, text))

    def leads(self, row: int, column: int, target: str, tip: str = "") -> None:
        """Make a cell that is yet to be written lead to a cell of this workbook; it keeps its own look."""
        _must_succeed(self.worksheet.write_url(row, column, f"internal:{target}", tip=tip[:_MESSAGE_LIMIT]))

    def comment(self, row: int, column: int, text: str) -> None:
        """Attach a note, large enough to be read."""
        size = {"x_scale": 2.6, "y_scale": max(1.0, 0.3 * (text.count("\n") + 1 + len(text) // 60))}
        _must_succeed(self.worksheet.write_comment(row, column, text, {"author": "collector", **size}))

    def formula(self, row: int, column: int, formula: str, result: float, style: Format | None = None) -> None:
        """Write a formula with the result that programs show before they calculate it themselves."""
        _must_succeed(self.worksheet.write_formula(row, column, formula, style, result))

    def merged(self, top: int, left: int, bottom: int, right: int, text: str, style: Format | None = None) -> None:
        """Write text over a block of cells, merged if it is more than one."""
        if (top, left) != (bottom, right):
            _must_succeed(self.worksheet.merge_range(top, left, bottom, right, "", style))
        self.text(top, left, text, style)

    def validation(self, row: int, column: int, options: Mapping[str, Any]) -> None:
        """Attach a validation with its Polish texts."""
        for name, limit in (("input_title", _TITLE_LIMIT), ("error_title", _TITLE_LIMIT),
                            ("input_message", _MESSAGE_LIMIT), ("error_message", _MESSAGE_LIMIT)):  # fmt: skip
            if len(options.get(name, "")) > limit:
                raise SpreadsheetError(f"{name} is longer than {limit}: {options[name]}")
        _must_succeed(self.worksheet.data_validation(row, column, row, column, dict(options)))

    def colour_if(self, row: int, left: int, right: int, formula: str, style: Format) -> None:
        """Colour the cells of a row from `left` to `right` while `formula` is true."""
        options = {"type": "formula", "criteria": formula, "format": style}
        _must_succeed(self.worksheet.conditional_format(row, left, row, right, options))

    def chart(self, row: int, column: int, chart: Chart, description: str) -> None:
        """Place a chart with its corner on a cell; `description` tells what it shows to those who do not see it."""
        if not description or excel_length(description) > DESCRIPTION_LIMIT:
            raise SpreadsheetError(f"no description of a chart, or longer than {DESCRIPTION_LIMIT}: {description}")
        options = {"object_position": 1, "description": description, "decorative": False}
        _must_succeed(self.worksheet.insert_chart(row, column, chart, options))


class Workbook:
    """A workbook being written."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.sheets: dict[str, Sheet] = {}
        self._styles: dict[tuple[tuple[str, Any], ...], Format] = {}

    def sheet(self, name: str) -> Sheet:
        """A new sheet at the end."""
        self.sheets[name] = Sheet(self.book.add_worksheet(name))
        return self.sheets[name]

    def style(self, **properties: Any) -> Format:
        """The cell style with these xlsxwriter properties, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._styles:
            base = {"font_name": FONT, "font_size": 10, "valign": "top"}
            self._styles[key] = self.book.add_format({**base, **properties})
        return self._styles[key]

    def name(self, name: str, reference: str) -> None:
        """Define a name for a range."""
        _must_succeed(self.book.define_name(name, f"={reference}"))


@contextmanager
def new_workbook(path: Path, *, title: str, description: str = "", author: str = "collector") -> Iterator[Workbook]:
    """A workbook that appears at `path` when the block succeeds."""
    with replacing(path) as scratch:
        book = xlsxwriter.Workbook(
            str(scratch), {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        book.set_properties({"title": title, "comments": description, "author": author, "created": CREATED})
        yield Workbook(book)
        try:
            book.close()
        except FileCreateError as error:
            reason = polish_reason(error.args[0]) if isinstance(error.args[0], OSError) else str(error)
            raise InputError(f"Nie można zapisać pliku {path}: {reason}.") from error


def workbook_content(write: Callable[[Path], None]) -> bytes:
    """The bytes of the workbook that `write` makes at a path. Raises InputError where there is no room to make it."""
    try:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "skoroszyt.xlsx"
            write(path)
            return path.read_bytes()
    except OSError as error:
        raise InputError(f"Nie można przygotować skoroszytu: {polish_reason(error)}.") from error


def _must_succeed(result: object) -> None:
    if isinstance(result, int) and result < 0:
        raise SpreadsheetError(f"xlsxwriter refused a call with {result}")
