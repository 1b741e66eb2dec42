"""A native chart over the cells of its table: horizontal bars, dark to light, with their numbers beside them."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from xlsxwriter.chart import Chart

from collector.reports.chart_data import GoalChart
from collector.reports.chart_size import AXIS_HEIGHT, ON_SHEET, Look, has_legend, head_height
from collector.reports.chart_words import shortened
from collector.spreadsheet import FONT, Workbook

# Dark and light also in grey print; the outline keeps the lightest apart from the paper.
_DARKEST: Final = (0x1B, 0x36, 0x5D)
_LIGHTEST: Final = (0xD3, 0xE2, 0xF2)
_OUTLINE: Final = "#1B365D"
_INK: Final = "#262626"
_WHITE: Final = "#FFFFFF"
# On a shade in the middle no other dark colour has the contrast of 4.5 that letters need.
_BLACK: Final = "#000000"
_GRID: Final = "#D9D9D9"
_LUMINANCE: Final = (0.299, 0.587, 0.114)
_DARK_BELOW: Final = 115
# Excel divides an axis that ends higher by whole numbers.
_WHOLE_TICKS_FROM: Final = 10
_MOST_TICKS: Final = 10
_STEPS: Final = (Decimal(1), Decimal(2), Decimal(5), Decimal(10), Decimal(20))
# By how much an axis may be longer than its longest bar.
_AXIS_RESERVE: Final = 1.2
_POINTS_OF_FIGURE: Final = 3.6
_POINTS_AROUND_LABEL: Final = 2.0
_AXIS_TITLE: Final = 24.0
_POINTS_OF_LETTER: Final = 4.6
# What stays free at the right of the chart, as a part of its width.
_MARGIN: Final = 0.01
# Excel takes a text with `!A1` in it for a reference to a cell.
_REFERENCE_SIGN: Final = re.compile(r"!(?=\S)")


def drawn(
    book: Workbook, sheet_name: str, heading_row: int, chart: GoalChart, *, labels: int, first_number: int, name: str,
    width: float, height: float, look: Look = ON_SHEET,
) -> Chart:  # fmt: skip
    """The chart of the table whose headings are in `heading_row`, in pixels `width` and points `height`.

    `labels` is the column of the names of the bars, `first_number` that of the first numbers.
    """
    drawing: Chart = book.book.add_chart(
        {"type": "bar", "subtype": "stacked" if chart.is_stacked else "clustered", "name": name}
    )
    first, last = heading_row + 1, heading_row + len(chart.rows)
    for place, colour in enumerate(_colours(chart)):
        drawing.add_series(
            {
                "name": [sheet_name, heading_row, first_number + place],
                "categories": [sheet_name, first, labels, last, labels],
                "values": [sheet_name, first, first_number + place, last, first_number + place],
                "fill": {"color": colour},
                "border": {"color": _WHITE if chart.is_stacked and _is_dark(colour) else _OUTLINE, "width": 0.75},
                "points": _points(chart, place),
                "gap": 45 if len(chart.series) == 1 or chart.is_stacked else 35,
                "overlap": 100 if chart.is_stacked else 0,
                "data_labels": _labels(chart, place, colour, width * 3 / 4 * look.bars, look),
            }
        )
    title = {"name": FONT, "size": look.title, "bold": True, "color": _INK}
    drawing.set_title(
        {"name": _as_text(chart.title), "name_font": title, "overlay": False} if look.title else {"none": True}
    )
    font = {"name": FONT, "size": look.text, "color": _INK}
    axis_title = shortened(_as_text(chart.axis_title), look.line)
    drawing.set_y_axis(
        {
            "reverse": True,
            "crossing": "max",
            "interval_unit": 1,
            "num_font": font,
            "label_position": "low",
            "line": {"color": _OUTLINE},
            "major_tick_mark": "none",
        }
    )
    drawing.set_x_axis(
        {
            "name": axis_title,
            "name_font": {**font, "bold": False},
            "name_layout": _below_the_middle(axis_title, width, height, look),
            "num_font": font,
            "line": {"color": _GRID},
            "major_tick_mark": "none",
            "major_gridlines": {"visible": True, "line": {"color": _GRID, "width": 0.75}},
            **_axis(chart, look),
        }
    )
    if has_legend(chart):
        drawing.set_legend({"position": "top", "font": font})
    else:
        drawing.set_legend({"none": True})
    top = head_height(chart, look) / height
    inner = {"x": look.names, "y": top, "width": look.bars, "height": 1 - top - AXIS_HEIGHT / height}
    drawing.set_plotarea({"layout": inner})
    drawing.set_size({"width": width, "height": round(height * 4 / 3)})
    return drawing


def _as_text(text: str) -> str:
    return _REFERENCE_SIGN.sub("! ", text)


def _below_the_middle(title: str, width: float, height: float, look: Look) -> dict[str, float]:
    """Where the title of the axis begins, in parts of the chart: LibreOffice would put it below the chart's middle."""
    room = len(title) * _POINTS_OF_LETTER / (width * 3 / 4)
    left = min(look.names + max(look.bars - room, 0.0) / 2, max(1 - room - _MARGIN, 0.0))
    return {"x": left, "y": 1 - _AXIS_TITLE / height}


def _axis(chart: GoalChart, look: Look) -> dict[str, Any]:
    """Bars begin at zero; the numbers of the axis have the decimals that its steps have."""
    values = list(chart.values)
    limits: dict[str, Any] = {} if min(values) < 0 else {"min": 0}
    highest = _longest(chart)
    decimals = 0
    if highest == 0:
        limits |= {"max": 1, "major_unit": 1}
    elif highest < _WHOLE_TICKS_FROM:
        step = _step(highest, _MOST_TICKS, are_whole=all(value == value.to_integral_value() for value in values))
        limits["major_unit"] = float(step)
        decimals = max(-int(step.normalize().as_tuple().exponent), 0)
    elif look.ticks:
        limits["major_unit"] = float(_step(highest, look.ticks, are_whole=False))
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    return {**limits, "num_format": f"[$-415]{digits}{chart.axis_commas}"}


def _longest(chart: GoalChart) -> Decimal:
    """The length of the longest bar, with all its parts."""
    if not chart.is_stacked:
        return max(map(abs, chart.values))
    return max(sum((value for value in row.values if value is not None), Decimal(0)) for row in chart.rows)


def _step(highest: Decimal, most: int, *, are_whole: bool) -> Decimal:
    """The least of 1, 2, 5, 10 … and of their tenths, hundredths … that divides the axis into few parts."""
    if are_whole:
        return Decimal(1)
    decade = Decimal(1).scaleb(highest.adjusted() - 1)
    return next(step for step in (each * decade for each in _STEPS) if highest / step <= most)


def _labels(chart: GoalChart, place: int, colour: str, room: float, look: Look) -> dict[str, Any]:
    """The numbers at the bars of a series; in a stack only where the part has room for it, of `room` for the axis."""
    if not chart.is_stacked:
        several = len(chart.series) > 1
        year = f'"{chart.series[place]}: "' if several else ""
        return {"value": True, "num_format": chart.label_format.replace("]", "]" + year, 1), "position": "outside_end",
                "font": {"name": FONT, "size": look.small if several else look.text, "color": _INK}}  # fmt: skip
    lengths = [float((row.values[place] or Decimal(0)) / _longest(chart)) * room / _AXIS_RESERVE for row in chart.rows]
    font = {"name": FONT, "size": look.small, "color": _WHITE if _is_dark(colour) else _BLACK}
    return {
        "value": True,
        "num_format": chart.label_format,
        "position": "center",
        "font": font,
        "custom": [
            None if length >= _label_width(row.values[place] or Decimal(0), chart) else {"delete": True}
            for length, row in zip(lengths, chart.rows, strict=True)
        ],
    }


def _label_width(amount: Decimal, chart: GoalChart) -> float:
    """The points that an amount takes in the format of the chart's numbers."""
    divided = amount / 1000 ** len(chart.axis_commas)
    decimals = len(chart.label_format.rstrip(",").rpartition(".")[2])
    return len(f"{divided:,.{decimals}f}") * _POINTS_OF_FIGURE + _POINTS_AROUND_LABEL


def _points(chart: GoalChart, place: int) -> list[dict[str, Any] | None]:
    """A part of a stack that is zero has no outline either."""
    is_nothing = [chart.is_stacked and not row.values[place] for row in chart.rows]
    return [{"border": {"none": True}} if nothing else None for nothing in is_nothing] if any(is_nothing) else []


def _colours(chart: GoalChart) -> Sequence[str]:
    """A shade a series: the reported year the darkest, as is the first source of money."""
    last = len(chart.series) - 1
    shades = [_shade(place / last if last else 0.0) for place in range(last + 1)]
    return shades if chart.is_stacked else shades[::-1]


def _shade(lightness: float) -> str:
    mixed = (round(dark + (light - dark) * lightness) for dark, light in zip(_DARKEST, _LIGHTEST, strict=True))
    return "#" + "".join(f"{part:02X}" for part in mixed)


def _is_dark(colour: str) -> bool:
    parts = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return sum(weight * part for weight, part in zip(_LUMINANCE, parts, strict=True)) < _DARK_BELOW
