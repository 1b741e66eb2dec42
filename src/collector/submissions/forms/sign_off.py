"""The sheet “Metryczka”, found by its labels: who prepared and approved the return, and which correction it is."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from collector.domain.submission import SignOff
from collector.layout.form import SIGN_OFF_FIELDS
from collector.submissions.opening.book import Sheet
from collector.values.reading import shown_content
from collector.values.text import clean, same

_ATTRIBUTES: Final = {same(field.label): field.attribute for field in SIGN_OFF_FIELDS}
_LABELS: Final = frozenset(field.label for field in SIGN_OFF_FIELDS)
_HINTS: Final = {same(field.label): same(field.hint) for field in SIGN_OFF_FIELDS}
_LABELS_NEEDED: Final = 3
_LONGEST_LABEL: Final = 30

Place = tuple[int, int]


def read_sign_off(sheets: Iterable[Sheet]) -> tuple[SignOff, str, frozenset[Place]]:
    """The sign-off on the first of `sheets` that has one, the title of that sheet, and the cells taken from it."""
    sheets = list(sheets)
    for find in (_exact_labels, _labels):
        for sheet in sheets:
            labels = find(sheet)
            if len(labels) >= _LABELS_NEEDED:
                entries = {attribute: _entry(sheet, row, column) for attribute, (row, column) in labels.items()}
                texts = {attribute: clean(shown_content(sheet.content(*place))) for attribute, place in entries.items()}
                taken = frozenset(place for place in entries.values() if sheet.is_filled(*place))
                return SignOff(**texts), sheet.title, taken
    return SignOff(), "", frozenset()


def _exact_labels(sheet: Sheet) -> dict[str, Place]:
    """The labels as they were sent: told by one comparison a row."""
    rows = {row: cells for row, cells in sheet.rows.items() if not _LABELS.isdisjoint(cells.values())}
    return _labels(replace(sheet, rows=rows)) if len(rows) >= _LABELS_NEEDED else {}


def _labels(sheet: Sheet) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for row, cells in sheet.rows.items():
        for column, content in cells.items():
            if not isinstance(content, str) or len(content) > _LONGEST_LABEL:
                continue
            if attribute := _ATTRIBUTES.get(same(content)):
                found.setdefault(attribute, (row, column))
    return found


def _entry(sheet: Sheet, row: int, column: int) -> Place:
    """The cell of the entry: before the hint, which moves along when a column is inserted, else beside the label."""
    hint = _HINTS[same(shown_content(sheet.content(row, column)))]
    for other in sorted(sheet.rows[row]):
        if other > column + 1 and same(shown_content(sheet.content(row, other))) == hint:
            return row, other - 1
    return row, column + 1
