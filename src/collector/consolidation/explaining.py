"""Which rows explain exactly why a given sum differs from the computed one.

An explanation must agree to the grosz in all compared columns at once. A goal has some dozens of rows with amounts, so
some ten thousand sets of up to three rows, while a difference is one of millions of values in every column: a set that
agrees is hardly ever a coincidence. Where round amounts make it one, several sets of one size agree, and all are told.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Final, TypeAlias

from collector.consolidation.sums import counted_entries
from collector.domain.reconciliation import Kind
from collector.domain.register import Entry

Amounts: TypeAlias = tuple[Decimal, ...]
MOST_ROWS: Final = 3
# With more rows than this, sets of three would take too long and meet by chance too easily.
_FEW: Final = 300


@dataclass(frozen=True, slots=True)
class Slip:
    """What was done with the amounts of one entry when the given sum was added up."""

    entry: Entry
    kind: Kind
    amounts: Amounts


@dataclass(frozen=True, slots=True)
class Explanation:
    """Slips that make up a difference exactly; of a sum of few rows, `only` names these."""

    slips: tuple[Slip, ...]
    only: tuple[Entry, ...] | None = None


def explanations(
    entries: Sequence[Entry], published: Sequence[Decimal], keys: Sequence[str], most_rows: int = MOST_ROWS
) -> list[Explanation]:
    """All explanations with the fewest rows of why the `entries` of a goal do not give `published`; maybe none.

    Rows are left out, or added twice, or added although they are excluded; or the sum has few rows and no other.
    """
    slips = _slips(entries, keys)
    counted = [slip for slip in slips if slip.kind is Kind.LEFT_OUT]
    given = tuple(published)
    difference = _added([given, *(slip.amounts for slip in counted)], len(keys))
    if len(slips) > _FEW:
        most_rows = min(most_rows, 2)
    for size in range(most_rows + 1):
        found = {
            _identity(some): Explanation(some) for some in _adding_up(slips, difference, size) if not _is_idle(some)
        }
        for rest, kept in _sums_of_few(counted, given, size):
            found.setdefault(_identity(rest), Explanation(rest, kept))
        if found:
            return list(found.values())
    return []


def _slips(entries: Sequence[Entry], keys: Sequence[str]) -> list[Slip]:
    """What may have happened to every entry with amounts, the likelier first."""
    counted = {entry.id for entry in counted_entries(entries)}
    by_id = {entry.id: entry for entry in entries}
    with_amounts = [(entry, amounts) for entry in entries if any(amounts := _amounts(entry, keys))]
    excluded = [
        Slip(entry, Kind.COUNTED_TWICE if _is_in_a_counted_one(entry, by_id, counted) else Kind.MULTI_YEAR_COUNTED, a)
        for entry, a in with_amounts
        if entry.id not in counted
    ]
    added = [(entry, amounts) for entry, amounts in with_amounts if entry.id in counted]
    left_out = [Slip(entry, Kind.LEFT_OUT, tuple(-amount for amount in amounts)) for entry, amounts in added]
    doubled = [Slip(entry, Kind.COUNTED_TWICE, amounts) for entry, amounts in added]
    return excluded + left_out + doubled


def _is_in_a_counted_one(entry: Entry, by_id: dict[str, Entry], counted: set[str]) -> bool:
    passed: set[str] = set()
    while entry.part_of in by_id and entry.id not in passed:
        passed.add(entry.id)
        entry = by_id[entry.part_of]
    return entry.id in counted


def _amounts(entry: Entry, keys: Sequence[str]) -> Amounts:
    return tuple(entry.amount(key) for key in keys)


def _added(vectors: Sequence[Amounts], width: int) -> Amounts:
    return tuple(sum((vector[column] for vector in vectors), Decimal(0)) for column in range(width))


def _adding_up(slips: Sequence[Slip], wanted: Amounts, size: int) -> Iterator[tuple[Slip, ...]]:
    """The sets of `size` slips whose amounts give `wanted`; the last of a set is looked up, not tried."""
    if not size:
        return
    places: dict[Amounts, list[int]] = {}
    for place, slip in enumerate(slips):
        places.setdefault(slip.amounts, []).append(place)
    for some in combinations(range(len(slips)), size - 1):
        together = _added([slips[place].amounts for place in some], len(wanted))
        missing = tuple(want - have for want, have in zip(wanted, together, strict=True))
        for last in places.get(missing, ()):
            if not some or last > some[-1]:
                yield tuple(slips[place] for place in (*some, last))


def _sums_of_few(
    counted: Sequence[Slip], given: Amounts, size: int
) -> Iterator[tuple[tuple[Slip, ...], tuple[Entry, ...]]]:
    """The slips left out and the entries kept, where `size` entries alone give the sum."""
    wanted = tuple(-amount for amount in given)
    chosen = _adding_up(counted, wanted, size) if size else [()] if not any(given) else []
    for kept in chosen:
        rest = tuple(slip for slip in counted if slip not in kept)
        if rest:
            yield rest, tuple(slip.entry for slip in kept)


def _is_idle(slips: tuple[Slip, ...]) -> bool:
    """Whether an entry is left out and added again, which explains nothing."""
    return len({slip.entry.id for slip in slips}) < len(slips)


def _identity(slips: tuple[Slip, ...]) -> frozenset[tuple[str, Kind]]:
    return frozenset((slip.entry.id, slip.kind) for slip in slips)
