"""Columns of the city's own (executors, funding, monitoring): the pieces of a task -> one text."""

from collections import Counter
from dataclasses import dataclass

from collector.catalogue.importing.remarks import Remarks
from collector.catalogue.importing.tasks.columns import Column
from collector.catalogue.importing.tasks.task import Piece, ReadTask
from collector.values.text import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnText:
    """The text of a column for a task, and in how many of its rows the document repeats it."""

    text: str
    times: int


def own_texts(column: Column, tasks: list[ReadTask], remarks: Remarks) -> dict[str, OwnText]:
    """The text of every task that has one, by its code."""
    usual = _usual(column, tasks)
    cells_of = {task.code: _joined(task.pieces.get(column.key, []), usual) for task in tasks}
    for task in tasks:
        cells_of[task.code] = [_with_lost_beginning(column, task, cell, usual, remarks) for cell in cells_of[task.code]]
    counted = Counter(cell for cells in cells_of.values() for cell in cells)
    is_everywhere = counted[usual] > 9 and counted[usual] >= 0.9 * counted.total()
    texts: dict[str, OwnText] = {}
    for task in tasks:
        cells = cells_of[task.code]
        different = sorted(set(cells), key=cells.index)
        if is_everywhere and different not in ([], [usual]):
            _doubt(
                column,
                task,
                different,
                "w tej kolumnie prawie wszędzie stoi inny tekst: komórki mogły się przesunąć",
                remarks,
            )
        elif len(different) > 1:
            _doubt(
                column, task, different, "zadanie ma w tej kolumnie kilka różnych komórek: zapisano je razem", remarks
            )
        if cells:
            texts[task.code] = OwnText(text="\n".join(different), times=len(cells) if len(different) == 1 else 1)
    return texts


def _doubt(column: Column, task: ReadTask, cells: list[str], why: str, remarks: Remarks) -> None:
    last = task.pieces[column.key][-1]
    remarks.doubt(last.row, f"{column.heading} zadania {task.code}: {' / '.join(cells)}", why)


def _usual(column: Column, tasks: list[ReadTask]) -> str:
    """The text that most cells of the column have, if there is one: by it a cut cell is known."""
    counted = Counter(piece.text for task in tasks for piece in task.pieces.get(column.key, []))
    text, times = counted.most_common(1)[0] if counted else ("", 0)
    return text if times > 2 and times * 2 > counted.total() else ""


def _joined(pieces: list[Piece], usual: str) -> list[str]:
    """The cells of the task: a piece at the top of a page ends the cell above unless it is whole itself."""
    cells: list[str] = []
    for piece in pieces:
        both = one_line(f"{cells[-1]} {piece.text}") if cells else ""
        is_whole = piece.text == usual or (bool(cells) and cells[-1] in (usual, piece.text))
        if cells and (both == usual or (piece.begins_page and not is_whole)):
            cells[-1] = both
        else:
            cells.append(piece.text)
    return cells


def _with_lost_beginning(column: Column, task: ReadTask, cell: str, usual: str, remarks: Remarks) -> str:
    """A cell whose first words were pushed into the notes, such as „Analiza” before „bieżących danych”."""
    beginning = usual.removesuffix(cell).strip() if usual.endswith(f" {cell}") else ""
    for indicator in task.indicators:
        if beginning and indicator.note == beginning:
            remarks.doubt(
                indicator.row,
                f"„{beginning}” jako początek komórki „{column.heading}” zadania {task.code}, a nie uwaga",
                "słowa z przeciętej komórki stoją w innej kolumnie",
            )
            indicator.note = ""
            return usual
    return cell
