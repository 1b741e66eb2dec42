"""Notes that begin with a star belong to the value that carries the star, whichever row they stand beside."""

from collector.catalogue.importing.remarks import Remarks
from collector.catalogue.importing.tasks.task import ReadTask


def give_notes_to_marks(task: ReadTask, remarks: Remarks) -> None:
    """Move every starred note of a merged cell to its marked value; what has no counterpart is asked."""
    for indicator in task.indicators:
        if not indicator.note.startswith("*") or "*" in indicator.value:
            continue
        marked = [other for other in task.indicators if "*" in other.value and not other.note]
        if len(marked) == 1:
            marked[0].note, indicator.note = indicator.note, ""
            task.shares_note = True
        else:
            remarks.doubt(
                indicator.row,
                f"uwaga do wskaźnika „{indicator.name}”",
                "uwaga zaczyna się gwiazdką, a nie wiadomo, przy której wartości ta gwiazdka stoi",
            )
    for indicator in task.indicators:
        if indicator.value.endswith("*") and not indicator.note:
            remarks.doubt(
                indicator.row, f"wartość „{indicator.value}” bez uwagi", "przy wartości jest gwiazdka, a nie ma uwagi"
            )
