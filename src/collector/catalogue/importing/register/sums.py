"""Actions that consist of others, and the sums of the goals: what the rows give and what the document states."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from collector.catalogue.importing.codes import parent_code
from collector.catalogue.importing.draft import Doubt
from collector.catalogue.importing.register.cells import years
from collector.catalogue.importing.register.outline import PrintedSum
from collector.catalogue.importing.register.rows import MONEY_CELLS, Entry
from collector.values.writing import polish_number

_OPENS: Final = re.compile(r"\b(?P<role>w tym|z tego)\s*:?$", re.IGNORECASE)
_NOTHING: Final = (Decimal(0),) * MONEY_CELLS


def find_parts(entries: list[Entry]) -> None:
    """Give every row of a task that is part of another its `parent` and `role`."""
    for index, entry in enumerate(entries):
        below = entries[index + 1 :]
        opens = _OPENS.search(entry.name)
        if opens and not entry.repeats:
            parts = _announced_parts(entry, below)
            for part in parts:
                part.parent, part.role = entry, opens["role"].lower()
            _doubt_end_of_parts(entry, below[len(parts) :] if parts else [])
            if not parts:
                entry.doubts.append("zapowiada części, ale kwoty następnych wierszy nie sumują się do tego wiersza")
        else:
            for part in _equal_parts(entry, below):
                part.parent, part.role = entry, "z tego"
                part.doubts.append(f"kwoty wskazują, że to część działania z wiersza {entry.line}")


def explain_shared_costs(entries: list[Entry]) -> None:
    """Say which rows a cost covers that was printed once for several: together their sources are that cost."""
    for index, entry in enumerate(entries):
        cost, *sources = entry.amounts
        total = sum(sources, start=Decimal(0))
        for count, below in enumerate(entries[index + 1 :], start=1):
            if not cost or total >= cost or below.money[0]:
                break
            total += sum(below.amounts[1:], start=Decimal(0))
            if total == cost:
                entry.doubts.append(f"koszt jest sumą źródeł tego wiersza i {count} następnych (komórka scalona)")


def _announced_parts(total: Entry, below: list[Entry]) -> list[Entry]:
    """The rows after „w tym:” as long as they add up to `total`, and those after them without amount and indicator."""
    left = total.amounts
    for count, entry in enumerate(below):
        is_new = bool(entry.indicator) or entry.amounts != _NOTHING
        if left == _NOTHING and is_new:
            return below[:count]
        left = _minus(left, entry.amounts)
        if min(left) < 0:
            return []
    return below if left == _NOTHING else []


def _doubt_end_of_parts(total: Entry, after: list[Entry]) -> None:
    """The rows without amounts after the last part may be parts too: amounts do not tell."""
    for entry in after:
        if entry.amounts != _NOTHING:
            return
        entry.doubts.append(f"wiersz bez kwot może jeszcze być częścią działania z wiersza {total.line}")


def _equal_parts(total: Entry, below: list[Entry]) -> list[Entry]:
    """The two or more rows directly after `total` whose amounts are exactly its own, in every column."""
    left = total.amounts
    for count, entry in enumerate(below):
        if not entry.amounts[0]:
            return []
        left = _minus(left, entry.amounts)
        if left == _NOTHING and count:
            total.doubts.append(f"kwoty są sumą {count + 1} następnych wierszy; przyjęto, że to ich suma")
            return below[: count + 1]
        if left == _NOTHING or min(left) < 0:
            return []
    return []


def _minus(left: tuple[Decimal, ...], right: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    return tuple(one - other for one, other in zip(left, right, strict=True))


def goal_sums(entries: Iterable[Entry]) -> dict[str, tuple[Decimal, ...]]:
    """The cost and its sources of every goal of the second level: parts once, actions of several years not at all."""
    sums: dict[str, tuple[Decimal, ...]] = {}
    for entry in entries:
        if entry.parent is None and len(years(entry.term)) < 2:
            sums[entry.goal] = _plus(sums.get(entry.goal, _NOTHING), entry.amounts)
    return sums


def _plus(left: tuple[Decimal, ...], right: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    return tuple(one + other for one, other in zip(left, right, strict=True))


def _total(sums: Iterable[Iterable[Decimal]]) -> tuple[Decimal, ...]:
    total: tuple[Decimal, ...] = _NOTHING
    for one in sums:
        total = _plus(total, tuple(one))
    return total


def check_sums(printed: list[PrintedSum], computed: dict[str, tuple[Decimal, ...]]) -> Iterator[Doubt]:
    """Where a printed sum differs from the rows, from the same sum printed elsewhere, or from the sums below it."""
    stated: dict[str, PrintedSum] = {}
    for one in printed:
        stated.setdefault(one.goal, one)
    for one in printed:
        first = stated[one.goal]
        if first is not one:
            yield from _unless_equal(one, f"w wierszu {first.line} ta sama suma to", tuple(first.amounts))
        elif parent_code(one.goal):
            yield from _unless_equal(one, "z wierszy działań wychodzi", computed.get(one.goal, _NOTHING))
        else:
            below = [part.amounts for goal, part in stated.items() if parent_code(goal) == one.goal]
            yield from _unless_equal(one, "z sum celów szczegółowych wychodzi", _total(below))


def _unless_equal(one: PrintedSum, source: str, amounts: tuple[Decimal, ...]) -> Iterator[Doubt]:
    if tuple(one.amounts) != amounts:
        understood = f"suma celu {one.goal}: {_shown(one.amounts)}"
        why = f"{source} {_shown(amounts)}"
        yield Doubt(sheet=one.sheet, line=one.line, text=one.text, understood=understood, why=why)


def _shown(amounts: Iterable[Decimal]) -> str:
    return "; ".join(f"{polish_number(amount, 2)} zł" for amount in amounts)
