"""What changed between two catalogues, for each executor: what its form asks anew, otherwise, elsewhere or no more."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from collector.catalogue.change import Change, ChangeKind, changes_of
from collector.catalogue.matching import Item, matched
from collector.catalogue.register_differing import register_changes
from collector.catalogue.table_differing import table_changes
from collector.domain.indicator import Indicator
from collector.domain.programme import Programme
from collector.values.writing import polish_number

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
        register_changes(old, new, ids_count=ids_count),
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
    """What an executor must know to answer, beside the name."""
    yield "jednostka", indicator.unit.label
    yield "rodzaj", str(indicator.kind)
    yield "za jaki czas", str(indicator.moment)
    yield "skala", ", ".join(indicator.scale)
    yield "osobno", ", ".join(f"{part.label} ({part.unit.label}, {part.kind})" for part in indicator.components)
    yield "dozwolone", _limits(indicator)
    yield "zwykła wartość", _usual_limits(indicator)
    yield "wartość docelowa", indicator.target.limit if indicator.target else ""
    yield "łączenie odpowiedzi", str(indicator.combine)
    yield "odpowiedź", "wymagana" if indicator.required else "nieobowiązkowa"
    yield "podpowiedź", indicator.hint


def _limits(indicator: Indicator) -> str:
    least = f"od {polish_number(indicator.minimum)}"
    return least if indicator.maximum is None else f"{least} do {polish_number(indicator.maximum)}"


def _usual_limits(indicator: Indicator) -> str:
    limits = (("od", indicator.usual_minimum), ("do", indicator.usual_maximum))
    return " ".join(f"{word} {polish_number(number)}" for word, number in limits if number is not None)
