"""Which item of an older catalogue is which of a newer one: by id, then by what it is or was called."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from collector.values.text import one_line, same


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something that a form asks for, or a part of it. `place` is the task or table in which it stands.

    `details` is what an executor must know beside the name, by its Polish word: „jednostka”, „rodzaj”.
    """

    id: str
    name: str
    place: str = ""
    aliases: tuple[str, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)
    executors: frozenset[str] = frozenset()

    @property
    def names(self) -> frozenset[str]:
        """The name and the former names, in the form in which they are compared."""
        return frozenset(same(name) for name in (self.name, *self.aliases) if name)

    def differing_details(self, other: "Item") -> tuple[str, ...]:
        """The words of the details that are not the same in both."""
        words = dict.fromkeys([*self.details, *other.details])
        return tuple(word for word in words if self.details.get(word, "") != other.details.get(word, ""))

    def is_called_as(self, other: "Item") -> bool:
        """Whether the names are the same but for blanks."""
        return one_line(self.name) == one_line(other.name)

    def worded(self, words: Sequence[str] = ()) -> str:
        """The name with these details: „Liczba osób (jednostka: osoby)”."""
        details = "; ".join(f"{word}: {self.details.get(word) or 'brak'}" for word in words)
        return f"{self.name} ({details})" if details else self.name


Pair: TypeAlias = tuple[Item | None, Item | None]


def matched(old: Sequence[Item], new: Sequence[Item], *, ids_count: bool = True) -> list[Pair]:
    """Every item of `new` with its older self, in order, then the items of `old` that are gone.

    A name decides only where it names a single item on both sides, first within the same place. Where ids do not count,
    as between two programmes, an equal id decides only between equal names.
    """
    partners = {item.id: item for item in old}
    partner_of: dict[str, Item] = {}
    if ids_count:
        partner_of = {item.id: partners.pop(item.id) for item in new if item.id in partners}
    _match_names(partners, partner_of, new, lambda item, name: (item.id, name))
    _match_names(partners, partner_of, new, lambda item, name: (item.place, name))
    _match_names(partners, partner_of, new, lambda _, name: name)
    found: list[Pair] = [(partner_of.get(item.id), item) for item in new]
    return found + [(item, None) for item in partners.values()]


def _match_names(
    left: dict[str, Item], partner_of: dict[str, Item], new: Sequence[Item], key: Callable[[Item, str], Hashable]
) -> None:
    """Take the items of `left` that share a name with a single new item, which shares it with no other."""
    waiting = [item for item in new if item.id not in partner_of]
    old_by_name, new_by_name = _by_name(left.values(), key), _by_name(waiting, key)
    for name, (item, *others) in new_by_name.items():
        candidates = old_by_name.get(name, [])
        if not others and len(candidates) == 1 and item.id not in partner_of and candidates[0].id in left:
            partner_of[item.id] = left.pop(candidates[0].id)


def _by_name(items: Iterable[Item], key: Callable[[Item, str], Hashable]) -> dict[Hashable, list[Item]]:
    found: dict[Hashable, list[Item]] = defaultdict(list)
    for item in items:
        for name in sorted(item.names):
            found[key(item, name)].append(item)
    return found


def are_renumbered(old: Sequence[Item], new: Sequence[Item]) -> bool:
    """Whether names tell more than ids: each names one item, and all of one side also stand on the other.

    So it is when somebody put a row between the others and numbered them anew.
    """
    sides = [[(same(item.place), same(item.name)) for item in items] for items in (old, new)]
    before, now = (set(side) for side in sides)
    return len(before) == len(old) and len(now) == len(new) and (before <= now or now <= before)
