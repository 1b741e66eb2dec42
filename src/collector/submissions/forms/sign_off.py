"""The sheet “Metryczka”, found by its labels: who prepared and approved the return, and which correction it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
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


@dataclass(frozen=True, slots=True)
class FoundSignOff:
    """The sign-off and the title of the sheet on which it stands; empty if there is none.

    `taken` are the cells of its entries, `printed` those of its labels and hints; `cells` are those to fill in.
    """

    sign_off: SignOff
    sheet: str = ""
    taken: frozenset[Place] = frozenset()
    printed: frozenset[Place] = frozenset()
    cells: Mapping[str, Place] = field(default_factory=dict)


def read_sign_off(sheets: Iterable[Sheet]) -> FoundSignOff:
    """The sign-off on the first of `sheets` that has one."""
    sheets = list(sheets)
    for find in (_exact_labels, _labels):
        for sheet in sheets:
            labels = find(sheet)
            if len(labels) >= _LABELS_NEEDED:
                return _found(sheet, labels)
    return FoundSignOff(SignOff())


def _found(sheet: Sheet, labels: dict[str, Place]) -> FoundSignOff:
    hints = {attribute: _hint(sheet, *label) for attribute, label in labels.items()}
    entries = {attribute: _entry(label, hints[attribute]) for attribute, label in labels.items()}
    texts = {attribute: clean(shown_content(sheet.content(*entry))) for attribute, entry in entries.items()}
    taken = frozenset(entry for entry in entries.values() if sheet.is_filled(*entry))
    printed = frozenset((*labels.values(), *filter(None, hints.values())))
    return FoundSignOff(SignOff(**texts), sheet.title, taken, printed, entries)


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


def _hint(sheet: Sheet, row: int, column: int) -> Place | None:
    """The cell of the hint that stands behind the entry of a label."""
    hint = _HINTS[same(shown_content(sheet.content(row, column)))]
    for other in sorted(sheet.rows[row]):
        if other > column + 1 and same(shown_content(sheet.content(row, other))) == hint:
            return row, other
    return None


def _entry(label: Place, hint: Place | None) -> Place:
    """The cell of the entry: before the hint, which moves along when a column is inserted, else beside the label."""
    row, column = label
    return row, hint[1] - 1 if hint else column + 1
