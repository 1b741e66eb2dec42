"""Which entries of a register are in the yearly sums, and what these are. The report's formulas add the same rows."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from collector.domain.consolidation import Consolidation
from collector.domain.programme import Programme, Section
from collector.domain.register import Entry


def counted_entries(entries: Sequence[Entry]) -> list[Entry]:
    """The entries that are added: none that is multi-year, and of a whole and its parts only the whole.

    A part is added itself while nothing above it is: its whole was not reported, gives no amount or is multi-year.
    """
    by_id = {entry.id: entry for entry in entries}
    return [
        entry
        for entry in entries
        if not entry.is_multi_year
        and not any(whole.has_amounts and not whole.is_multi_year for whole in _above(entry, by_id))
    ]


def _above(entry: Entry, by_id: Mapping[str, Entry]) -> Iterator[Entry]:
    """The entries of which `entry` is a part, the nearest first."""
    seen = {entry.id}
    while (whole := by_id.get(entry.part_of)) and whole.id not in seen:
        seen.add(whole.id)
        entry = whole
        yield whole


def missing_amounts(goal: Section, consolidation: Consolidation) -> list[str]:
    """What belongs to the sum of `goal` and is not in it: executors without a return, rows not read or unreadable."""
    tasks = {part.code for part in goal.walk() if part.is_task}
    entries = {entry.id: entry for entry in consolidation.entries if entry.task in tasks}
    known = [action for part in goal.walk() for action in part.actions]
    absent = [executor for executor in consolidation.absent if any(action.executor == executor for action in known)]
    lost = [
        action.id
        for action in known
        if action.executor not in absent and (action.id not in entries or entries[action.id].is_silent)
    ]
    unread = [entry.id for entry in entries.values() if _lacks_money(entry)]
    return [*absent, *(id_ for id_ in lost if id_ not in unread), *unread]


def _lacks_money(entry: Entry) -> bool:
    """Whether its amount is not known though one belongs there: unreadable, or no cost and no source at all."""
    cells = entry.money.values()
    return not entry.is_silent and (any(cell.is_unreadable for cell in cells) or all(cell.is_blank for cell in cells))


def computed_sums(programme: Programme, entries: Sequence[Entry]) -> dict[str, dict[str, Decimal]]:
    """By the code of every section above the tasks, the sum of each column of money."""
    keys = money_keys(programme)
    of_task: dict[str, list[Entry]] = {}
    for entry in counted_entries(entries):
        of_task.setdefault(entry.task, []).append(entry)
    sums: dict[str, dict[str, Decimal]] = {}

    def add(section: Section) -> dict[str, Decimal]:
        if section.is_task:
            return {key: sum((e.amount(key) for e in of_task.get(section.code, ())), Decimal(0)) for key in keys}
        below = [add(child) for child in section.children]
        sums[section.code] = {key: sum((part[key] for part in below), Decimal(0)) for key in keys}
        return sums[section.code]

    for top in programme.sections:
        add(top)
    return sums


def money_keys(programme: Programme) -> tuple[str, ...]:
    """The columns of money of a programme; none if it keeps no register."""
    return programme.register.money_keys if programme.register else ()


def goal_of_task(programme: Programme) -> dict[str, str]:
    """By the code of a task, the code of the goal directly above it; a task at the top is its own."""
    above = {child.code: part.code for top in programme.sections for part in top.walk() for child in part.children}
    return {task.code: above.get(task.code, task.code) for task in programme.tasks}
