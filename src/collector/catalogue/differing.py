"""What changed between two catalogues, for each executor: what its form asks anew, otherwise, elsewhere or no more."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from collector.catalogue.change import Change, ChangeKind, changes_of
from collector.catalogue.matching import Item, matched
from collector.catalogue.table_differing import table_changes
from collector.domain.indicator import Indicator
from collector.domain.programme import Programme, Section

__all__ = ["Change", "ChangeKind", "catalogue_changes"]


def catalogue_changes(
    old: Programme, new: Programme, *, old_year: int | None = None, new_year: int | None = None
) -> dict[str, tuple[Change, ...]]:
    """The changes by executor id, for those that have any: the new first, then the reworded, moved and dropped.

    With years, an indicator that is asked only from a later year counts from that year. The ids of two different
    programmes mean nothing to each other: there only names are compared.
    """
    ids_count = old.id == new.id
    found: dict[str, list[Change]] = defaultdict(list)
    for executor, change in chain(
        changes_of(matched(_indicators(old, old_year), _indicators(new, new_year), ids_count=ids_count)),
        table_changes(old, new, old_year, new_year, ids_count=ids_count),
        changes_of(matched(_actions(old), _actions(new), ids_count=ids_count)),
        changes_of(matched(_choices(old, new), _choices(new, old), ids_count=ids_count)),
    ):
        found[executor].append(change)
    executors = dict.fromkeys(executor.id for executor in (*new.executors, *old.executors))
    order = list(ChangeKind)
    return {
        executor: tuple(sorted(found[executor], key=lambda change: order.index(change.kind)))
        for executor in executors
        if executor in found
    }


def _indicators(programme: Programme, year: int | None) -> list[Item]:
    return [
        Item(
            id=indicator.id,
            name=indicator.name,
            place=task.code,
            aliases=indicator.aliases,
            details=dict(_details(indicator)),
            executors=frozenset(indicator.executors),
        )
        for task in programme.tasks
        for indicator in task.indicators
        if year is None or indicator.is_asked_in(year)
    ]


def _details(indicator: Indicator) -> Iterator[tuple[str, str]]:
    yield "jednostka", indicator.unit.label
    yield "rodzaj", str(indicator.kind)
    yield "za jaki czas", str(indicator.moment)
    yield "skala", ", ".join(indicator.scale)
    yield "osobno", ", ".join(f"{part.label} ({part.unit.label})" for part in indicator.components)


def _actions(programme: Programme) -> list[Item]:
    return [
        Item(
            id=action.id,
            name=action.name,
            place=f"{task.code} {action.executor} {action.indicator}",
            details={"wskaźnik": action.indicator},
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
