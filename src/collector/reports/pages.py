"""Where the pages of the official table begin, so that a task is not split where it fits."""

from collections.abc import Sequence
from itertools import chain
from typing import Final

from collector.spreadsheet import Sheet

_SIDE_MARGIN: Final = 0.4
_END_MARGIN: Final = 0.6
# Excel's numbers of the papers and their sizes in points, the smaller first; A3 where A4 would be too small to read.
_PAPERS: Final = ((9, (841.9, 595.3)), (8, (1190.6, 841.9)))
_SMALLEST_SCALE: Final = 60
_POINTS_PER_INCH: Final = 72
# Excel and LibreOffice round column widths and row heights in their own ways; these keep clear of both.
_WIDTH_RESERVE: Final = 0.92
_HEIGHT_RESERVE: Final = 0.96


class Pages:
    """Gives rows their heights and decides before which of them a page begins."""

    def __init__(self, sheet: Sheet, widths: Sequence[float]) -> None:
        self.sheet = sheet
        self.breaks: list[int] = []
        self.paper, size, self.scale = _paper(widths)
        self._height = (size[1] - 2 * _END_MARGIN * _POINTS_PER_INCH) * _HEIGHT_RESERVE * 100 / self.scale
        self._used = 0.0
        self._waiting: list[tuple[int, float]] = []

    def repeat(self, row: int, height: float) -> None:
        """Give a row its height and print it at the top of every page; it takes its room from each."""
        self.sheet.worksheet.set_row(row, height)
        self.sheet.worksheet.repeat_rows(row)
        self._height -= height

    @property
    def height(self) -> float:
        """The points that the rows of a page may take."""
        return self._height

    def keep_with_next(self, row: int, height: float) -> None:
        """Give a heading its height; it stays on the page of whatever follows it."""
        self.sheet.worksheet.set_row(row, height)
        self._waiting.append((row, height))

    def break_before(self, row: int) -> None:
        """Begin a page with `row`."""
        if row not in self.breaks:
            self.breaks.append(row)
        self._used = 0.0

    @property
    def whole(self) -> float:
        """What a page holds, in points."""
        return self._height

    @property
    def left(self) -> float:
        """What this page still holds below the headings that wait, in points."""
        return self._height - self._used - sum(height for _, height in self._waiting)

    def hold(self, heights: Sequence[float]) -> bool:
        """Whether one page holds these rows and the headings that wait for them."""
        return sum(height for _, height in self._waiting) + sum(heights) <= self._height

    def place(self, row: int, *groups: Sequence[Sequence[float]]) -> None:
        """Give rows from `row` on their heights, in points, and begin a page where they do not fit this one.

        All of them stay together where a page can hold them, else each of the groups, else each unit of a group.
        """
        heights = [height for group in groups for unit in group for height in unit]
        for offset, height in enumerate(heights):
            self.sheet.worksheet.set_row(row + offset, height)
        if self.hold(heights):
            self._put(row, sum(heights))
            return
        for group in groups:
            of_group = [*chain.from_iterable(group)]
            for unit in [of_group] if self.hold(of_group) else group:
                self._put(row, sum(unit))
                row += len(unit)

    def _put(self, row: int, height: float) -> None:
        """Put what stays together, and the headings that wait for it, on this page or on the next."""
        first = self._waiting[0][0] if self._waiting else row
        height += sum(waiting for _, waiting in self._waiting)
        if self._used and self._used + height > self._height:
            self.break_before(first)
        self._used += height
        self._waiting.clear()

    def set_up(self) -> None:
        """Tell the sheet. Excel ignores page breaks of our own under “fit to width”, hence the scale."""
        worksheet = self.sheet.worksheet
        worksheet.set_paper(self.paper)
        worksheet.set_landscape()
        worksheet.set_print_scale(self.scale)
        worksheet.set_margins(left=_SIDE_MARGIN, right=_SIDE_MARGIN, top=_END_MARGIN, bottom=_END_MARGIN)
        worksheet.center_horizontally()
        worksheet.set_h_pagebreaks(self.breaks)


def _paper(widths: Sequence[float]) -> tuple[int, tuple[float, float], int]:
    """The number and the size of the paper, and the scale in percent at which all columns fit its width."""
    needed = sum(width * 5.25 + 3.75 for width in widths)
    scales = [_scale(needed, size[0]) for _, size in _PAPERS]
    chosen = next((place for place, scale in enumerate(scales) if scale >= _SMALLEST_SCALE), len(_PAPERS) - 1)
    return (*_PAPERS[chosen], scales[chosen])


def _scale(needed: float, paper_width: float) -> int:
    available = paper_width - 2 * _SIDE_MARGIN * _POINTS_PER_INCH
    return max(10, min(100, int(available / needed * _WIDTH_RESERVE * 100)))
