"""The registers of all returns -> one, in the order of the programme."""

from collections.abc import Iterable

from collector.domain.programme import Programme
from collector.domain.register import Entry
from collector.domain.submission import Submission


def entries_in_order(programme: Programme, submissions: Iterable[Submission]) -> tuple[Entry, ...]:
    """The rows of all registers: task by task, the known actions as in the catalogue, then what was added.

    An added row that is part of a known action stands behind it.
    """
    entries = [entry for submission in submissions for entry in submission.entries]
    tasks = {task.code: number for number, task in enumerate(programme.tasks)}
    known = {action.id: number for number, action in enumerate(programme.actions)}

    def order(numbered: tuple[int, Entry]) -> tuple[int, int, int]:
        number, entry = numbered
        return tasks[entry.task], known.get(entry.id, known.get(entry.part_of, len(known))), number

    return tuple(entry for _, entry in sorted(enumerate(entries), key=order))
