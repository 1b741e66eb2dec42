"""What changed in the register of actions: its actions, the indicators to choose from, its columns of money."""

from collections.abc import Iterator
from dataclasses import replace

from collector.catalogue.change import Change, changes_of
from collector.catalogue.matching import Item, matched
from collector.domain.programme import Programme, Section


def register_changes(old: Programme, new: Programme, *, ids_count: bool) -> Iterator[tuple[str, Change]]:
    """The changes of the register, each with an executor whom it concerns."""
    yield from changes_of(matched(_actions(old), _actions(new), ids_count=ids_count))
    yield from changes_of(matched(_choices(old, new), _choices(new, old), ids_count=ids_count))
    for executor, change in changes_of(matched(_sources(old, new), _sources(new, old))):
        # The keys of sources are no numbers of the form: only what its heading says can be told.
        if change.text != change.old_text and (change.old_text or not (change.id and change.old_id)):
            yield executor, replace(change, id="", old_id="")


def _actions(programme: Programme) -> list[Item]:
    return [
        Item(
            id=action.id,
            name=action.name,
            place=f"{task.code} {action.executor} {action.indicator}",
            details={
                "wskaźnik": action.indicator,
                "część": f"{action.role} {action.part_of}" if action.role else "",
            },
            executors=frozenset({action.executor}),
        )
        for task in programme.tasks
        for action in task.actions
    ]


def _choices(programme: Programme, other: Programme) -> list[Item]:
    """The indicators to choose from, for the executors that have actions in the task in both catalogues."""
    others = {task.code: _executors(task) for task in other.tasks}
    return [
        Item(
            id=choice.id,
            name=choice.name,
            place=task.code,
            executors=_executors(task) & others.get(task.code, frozenset()),
        )
        for task in programme.tasks
        for choice in task.choices
    ]


def _executors(task: Section) -> frozenset[str]:
    return frozenset(action.executor for action in task.actions)


def _sources(programme: Programme, other: Programme) -> list[Item]:
    """The columns of money, for the executors that had the sheet before and still have it."""
    if programme.register is None or other.register is None:
        return []
    return [
        Item(
            id=source.key,
            name=f"arkusz „Działania”: kolumna „Źródło: {source.heading} (zł)”",
            executors=frozenset(programme.executor_by_id.keys() & other.executor_by_id.keys()),
        )
        for source in programme.register.sources
    ]
