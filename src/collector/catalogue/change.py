"""One change of a form, as its executor is told of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from collector.catalogue.matching import Item, Pair


class ChangeKind(StrEnum):
    """What happened, in the order in which an executor reads it."""

    NEW = "nowy"
    REWORDED = "zmienione brzmienie"
    MOVED = "przeniesiony"
    DROPPED = "usunięty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of an indicator, a table or a part of it, an action or a choice.

    `id` and `text` are as they are now and empty of what was dropped; `old_id` and `old_text` are as they were and
    empty of what is new or the same.
    """

    kind: ChangeKind
    id: str = ""
    old_id: str = ""
    text: str = ""
    old_text: str = ""


def changes_of(pairs: Iterable[Pair]) -> Iterator[tuple[str, Change]]:
    """The changes of matched items, each with an executor whom it concerns; handed over is gone here and new there."""
    for old, new in pairs:
        before, after = (item.executors if item else frozenset[str]() for item in (old, new))
        if new is not None:
            for executor in sorted(after - before):
                yield executor, added(new)
        if old is not None:
            for executor in sorted(before - after):
                yield executor, dropped(old)
        if old is not None and new is not None and (change := change_of(old, new)):
            for executor in sorted(before & after):
                yield executor, change


def added(new: Item) -> Change:
    """`new` was not there before."""
    return Change(kind=ChangeKind.NEW, id=new.id, text=new.name)


def dropped(old: Item) -> Change:
    """`old` is not there any more."""
    return Change(kind=ChangeKind.DROPPED, old_id=old.id, old_text=old.name)


def change_of(old: Item, new: Item) -> Change | None:
    """What is different between an item and its older self; None if an executor need not know."""
    words = new.differing_details(old)
    reworded = bool(words) or not new.is_called_as(old)
    if old.id == new.id and not reworded:
        return None
    return Change(
        kind=ChangeKind.REWORDED if old.id == new.id else ChangeKind.MOVED,
        id=new.id,
        old_id=old.id,
        text=new.worded(words),
        old_text=old.worded(words) if reworded else "",
    )
