"""What a form that is given back has beside a blank one: the entries of its executor, and the remarks about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

from collector.domain.submission import LeftCell
from collector.layout.filled import FilledForm, FormCell
from collector.layout.form import OUTSIDE_SHEET, SIGN_OFF_SHEET
from collector.spreadsheet import excel_length
from collector.values.content import CellContent
from collector.values.text import one_line

# The marks of the two other sheets to which a remark may lead, as if they were columns.
SIGN_OFF_KEY: Final = "sign_off"
OUTSIDE_KEY: Final = "outside"
_MANY: Final = 8
_TOLD: Final = 3
_LONGEST_BESIDE: Final = 200
_LONGEST_MESSAGE: Final = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A line of the sheet “Uwagi do poprawy”.

    `cells` are those that it is about, the first of them the one to which its link leads; `sent` is where it stood in
    the file that came, „Dane, C14”. `row` is the name of the row, `weight` what it means for the report. Where several
    rows are told as one, `own` says of each cell what is wrong with it alone.
    """

    cells: tuple[FormCell, ...]
    own: Mapping[FormCell, str]
    sent: str
    row: str
    problem: str
    found: str
    expected: str
    fix: str
    weight: str
    code: str
    is_blocking: bool = False


class _Note(NamedTuple):
    """What one line of the remarks, the `number`-th, says of one cell."""

    number: int
    problem: str
    fix: str


@dataclass(frozen=True, kw_only=True)
class FormCopy:
    """What is given back: `filled` is what was typed (None: nothing could be read), `remarks` what to correct.

    `introduction` says above the remarks what they are about and what to do; `known` are further messages, to know.
    """

    filled: FilledForm | None
    remarks: tuple[Remark, ...]
    introduction: tuple[str, ...]
    known: tuple[str, ...] = ()
    outside: Sequence[LeftCell] = ()
    sign_off: Mapping[str, CellContent] = field(default_factory=dict)

    def typed(self, cell: FormCell, blank: str) -> CellContent:
        """What was typed into a cell; `blank` where the file had no such cell."""
        for table in self.filled.tables if self.filled else ():
            if table.layout == cell.sheet and cell.row_id in table.rows and cell.key in table.columns:
                return table.entries.get(cell.row_id, {}).get(cell.key)
        return blank

    def number_format(self, cell: FormCell) -> str:
        """The format that changes what the number in a cell says; empty for an ordinary one."""
        for table in self.filled.tables if self.filled else ():
            if found := table.formats.get(cell):
                return found
        return ""

    def beside(self, sheet: str, row_id: str) -> str:
        """The short text beside a row that some remark is about; empty if none is."""
        return _short(self._of_row.get((sheet, row_id), ()), _LONGEST_BESIDE)

    def message(self, cell: FormCell) -> str:
        """What a person sees who selects a cell that some remark is about; empty if none is."""
        return _short(self._of_cell.get(cell, ()), _LONGEST_MESSAGE)

    @cached_property
    def _of_row(self) -> Mapping[tuple[str, str], Sequence[_Note]]:
        found: dict[tuple[str, str], list[_Note]] = {}
        for cell, notes in self._of_cell.items():
            found.setdefault((cell.sheet, cell.row_id), []).extend(notes)
        return {row: sorted(set(notes)) for row, notes in found.items()}

    @cached_property
    def _of_cell(self) -> Mapping[FormCell, Sequence[_Note]]:
        found: dict[FormCell, list[_Note]] = {}
        for number, remark in enumerate(self.remarks, 1):
            for cell in remark.cells:
                found.setdefault(cell, []).append(_Note(number, remark.own.get(cell, remark.problem), remark.fix))
        return found


BLANK: Final = FormCopy(filled=None, remarks=(), introduction=())


def sign_off_cell(attribute: str) -> FormCell:
    """A cell of the sheet “Metryczka”."""
    return FormCell(SIGN_OFF_SHEET, attribute, SIGN_OFF_KEY)


def outside_cell(number: int) -> FormCell:
    """The line, from 0, of the sheet “Poza formularzem”."""
    return FormCell(OUTSIDE_SHEET, str(number), OUTSIDE_KEY)


def _short(notes: Sequence[_Note], longest: int) -> str:
    """The notes about one place, together no longer than `longest`; the sheet of remarks has them whole."""
    shown, others = notes[:_TOLD], notes[_TOLD:]
    more = [f"oraz lp. {listed([str(note.number) for note in others])}"] if others else []
    room = (longest - sum(map(len, more))) // max(len(shown), 1) - 1
    return "\n".join([*(_fitting(note, room) for note in shown), *more])


def _fitting(note: _Note, room: int) -> str:
    whole = one_line(f"Lp. {note.number}: {note.problem} {note.fix}")
    return whole if excel_length(whole) <= room else cut(one_line(f"Lp. {note.number}: {note.problem}"), room)


def listed(texts: Sequence[str]) -> str:
    """All of a few, the first and the last of many."""
    return ", ".join(texts if len(texts) < _MANY else (*texts[: _MANY - 3], "…", texts[-1]))


def cut(text: str, longest: int) -> str:
    """The beginning of `text`, by whole words where there are any."""
    if excel_length(text) <= longest:
        return text
    while excel_length(text) > longest - 1:
        text = text[: min(longest, len(text)) - 1]
    head, blank, _ = text.rpartition(" ")
    return f"{head if blank and len(head) > longest // 2 else text}…"
