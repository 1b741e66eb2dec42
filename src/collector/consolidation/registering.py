"""The registers of all returns -> one, in the order of the programme."""

from collections.abc import Collection, Iterable, Iterator

from collector.domain.observation import Place, Status, Value
from collector.domain.programme import Programme
from collector.domain.register import Entry, Money
from collector.domain.submission import Submission


def entries_in_order(programme: Programme, submissions: Iterable[Submission]) -> tuple[Entry, ...]:
    """The rows of all registers: task by task, the known actions as in the catalogue, then what was added.

    An added row that is part of a known action stands behind it. A known action that nobody sent leaves a silent entry.
    """
    entries = [entry for submission in submissions for entry in submission.entries]
    entries += _silent_entries(programme, {entry.id for entry in entries})
    tasks = {task.code: number for number, task in enumerate(programme.tasks)}
    known = {action.id: number for number, action in enumerate(programme.actions)}

    def order(numbered: tuple[int, Entry]) -> tuple[int, int, int]:
        number, entry = numbered
        return tasks[entry.task], known.get(entry.id, known.get(entry.part_of, len(known))), number

    return tuple(entry for _, entry in sorted(enumerate(entries), key=order))


def _silent_entries(programme: Programme, sent: Collection[str]) -> Iterator[Entry]:
    keys = programme.register.money_keys if programme.register else ()
    for task in programme.tasks:
        names = {choice.id: choice.name for choice in task.choices}
        for action in task.actions:
            if action.id not in sent:
                yield Entry(
                    id=action.id, task=task.code, name=action.name, executor=action.executor, term="",
                    money=dict.fromkeys(keys, Money()), indicator=action.indicator,
                    indicator_name=names.get(action.indicator, ""), value=Value(status=Status.NOT_SUBMITTED), raw="",
                    note="", place=Place(file=""), part_of=action.part_of, role=action.role,
                )  # fmt: skip
