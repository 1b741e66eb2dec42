"""Which row of an edited table is which row of the new one."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from collector.values.same_figure import figure_form

Row = Sequence[str]
_LEAST_ALIKE: Final = 0.5
# More than a person leaves unlike: comparing each with each would take too long.
_MOST_COMPARED: Final = 300


@dataclass(frozen=True, slots=True)
class Matching:
    """The pairs of rows, (edited, new), in the order of the new table; those `missing` in the edited one or `added`."""

    pairs: tuple[tuple[int, int], ...]
    missing: tuple[int, ...]
    added: tuple[int, ...]

    @property
    def moved(self) -> tuple[int, ...]:
        """The edited rows that stand elsewhere: as few as can explain the order."""
        kept = _longest_rising([edited for edited, _ in self.pairs])
        return tuple(edited for edited, _ in self.pairs if edited not in kept)


def matched(edited: Sequence[Row], fresh: Sequence[Row]) -> Matching:
    """Match rows that are alike as a whole, then those that begin alike, then those that are alike in most cells."""
    left, wanted = dict(enumerate(map(_form, edited))), dict(enumerate(map(_form, fresh)))
    pairs: dict[int, int] = {}

    def pair(key: Callable[[tuple[str, ...]], Hashable]) -> None:
        places: dict[Hashable, list[int]] = defaultdict(list)
        for place, row in left.items():
            places[key(row)].append(place)
        for place, row in tuple(wanted.items()):
            if same := places[key(row)]:
                _take(same.pop(0), place)

    def _take(there: int, place: int) -> None:
        pairs[place] = there
        del left[there], wanted[place]

    pair(lambda row: row)
    pair(lambda row: row[0] if row and row[0] else object())
    if len(left) <= _MOST_COMPARED:
        for place, row in tuple(wanted.items()):
            likeness = {there: _alike(other, row) for there, other in left.items()}
            best = max(likeness, key=lambda there: (likeness[there], -there), default=-1)
            if best >= 0 and likeness[best] >= _LEAST_ALIKE:
                _take(best, place)
    in_order = tuple((pairs[place], place) for place in sorted(pairs))
    return Matching(in_order, tuple(sorted(wanted)), tuple(sorted(left)))


def _form(row: Row) -> tuple[str, ...]:
    return tuple(map(figure_form, row))


def _alike(one: Row, other: Row) -> float:
    """The part of the cells with something in them that are equal."""
    told = [(a, b) for a, b in zip(one, other, strict=False) if a or b]
    return sum(a == b for a, b in told) / len(told) if told else 0.0


def _longest_rising(numbers: Iterable[int]) -> set[int]:
    """The members of a longest rising sequence."""
    numbers = list(numbers)
    ends: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        position = bisect_left(ends, number)
        before.append(places[position - 1] if position else -1)
        ends[position : position + 1] = [number]
        places[position : position + 1] = [place]
    kept: set[int] = set()
    place = places[-1] if places else -1
    while place >= 0:
        kept.add(numbers[place])
        place = before[place]
    return kept
