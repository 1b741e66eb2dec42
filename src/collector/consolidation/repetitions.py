"""The same money reported twice: equal amounts, the same investment, a cost made of the costs of other rows."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Final

from collector.domain.reconciliation import Difference, Kind
from collector.domain.register import COST, Entry
from collector.values.register_words import listed, with_costs, zloty
from collector.values.text import one_line, same

# Small amounts meet by chance; the columns must all agree, so that equal grants of two sources are no repetition.
_LEAST: Final = Decimal(1000)
# A shorter quotation is a slogan or the name of an office, not the title of an investment.
_LEAST_TITLE: Final = 25
_MOST_ADDED: Final = 4
_MOST_LINKED: Final = 20
_TITLE: Final = re.compile(r"„([^„”\"]*)[”\"]|\"([^\"]*)\"")


def repeated_amounts(entries: Sequence[Entry], goals: Mapping[str, str], keys: Sequence[str]) -> Iterator[Difference]:
    """Rows whose amounts agree in every column, one Difference for all that share them."""
    above = {entry.id: entry.part_of for entry in entries}
    alike: dict[tuple[Decimal, ...], list[Entry]] = {}
    for entry in entries:
        if entry.amount(COST) >= _LEAST:
            alike.setdefault(tuple(entry.amount(key) for key in keys), []).append(entry)
    for sharing in alike.values():
        first, *others = _without_parts(sharing, above)
        if others:
            names = listed(entry.id for entry in (first, *others))
            yield Difference(
                goal=goals[first.task], row=first.id, kind=Kind.REPEATED_AMOUNT, column=COST,
                published=first.amount(COST),
                cause=f"Te same kwoty we wszystkich kolumnach mają wiersze {names}. "
                "Sprawdź, czy to nie jest ten sam wydatek.",
            )  # fmt: skip


def _without_parts(sharing: Sequence[Entry], above: Mapping[str, str]) -> list[Entry]:
    """The entries that are no part of another one here: a whole with one part has its amounts."""
    ids = {entry.id for entry in sharing}
    return [entry for entry in sharing if not ids.intersection(_wholes(entry, above))] or list(sharing[:1])


def _wholes(entry: Entry, above: Mapping[str, str]) -> set[str]:
    """The ids of everything that the entry is directly or indirectly a part of."""
    found: set[str] = set()
    whole = entry.part_of
    while whole and whole not in found:
        found.add(whole)
        whole = above.get(whole, "")
    return found


def repeated_investments(entries: Iterable[Entry], goals: Mapping[str, str]) -> Iterator[Difference]:
    """Quoted titles in entries of several tasks, one Difference a title, and costs that are sums of such entries."""
    naming: dict[str, list[Entry]] = {}
    titles: dict[str, str] = {}
    for entry in entries:
        if entry.has_amounts:
            for title in quoted_titles(entry.name):
                titles.setdefault(same(title), title)
                naming.setdefault(same(title), []).append(entry)
    shared = {key: found for key, found in naming.items() if len({entry.task for entry in found}) > 1}
    for key, found in shared.items():
        yield Difference(
            goal=goals[found[0].task], row=found[0].id, kind=Kind.REPEATED_INVESTMENT, column=COST,
            published=found[0].money[COST].amount,
            cause=f"Inwestycję „{titles[key]}” wymieniają działania {with_costs(found)}. "
            "Sprawdź, czy jej koszt nie jest podany kilka razy.",
        )  # fmt: skip
    yield from _repeated_costs(list(shared.values()), goals)


def quoted_titles(name: str) -> list[str]:
    """The different titles in quotation marks that are long enough to name one investment, in order."""
    found = (one_line(first or second) for first, second in _TITLE.findall(one_line(name)))
    return list(dict.fromkeys(title for title in found if len(title) >= _LEAST_TITLE))


def _repeated_costs(shared: Sequence[Sequence[Entry]], goals: Mapping[str, str]) -> Iterator[Difference]:
    # Only entries that name the same investments are added up, so a sum that agrees to the grosz is no coincidence.
    involved = {entry.id: entry for found in shared for entry in found}
    for entry in involved.values():
        linked = {other.id: other for found in shared if entry in found for other in found if other.task != entry.task}
        if parts := _adding_up(entry, list(linked.values())[:_MOST_LINKED]):
            split = (
                ""
                if all(entry.amount(key) == sum(part.amount(key) for part in parts) for key in entry.money)
                else "; podział na źródła jest jednak inny"
            )
            yield Difference(
                goal=goals[entry.task], row=entry.id, kind=Kind.REPEATED_COST, column=COST,
                published=entry.amount(COST), computed=entry.amount(COST), difference=Decimal(0),
                cause=f"Koszt {zloty(entry.amount(COST))} to dokładnie suma kosztów działań {with_costs(parts)}, "
                f"które wymieniają te same inwestycje{split}.",
            )  # fmt: skip


def _adding_up(entry: Entry, linked: Sequence[Entry]) -> tuple[Entry, ...]:
    """The fewest of at least two `linked` entries whose costs are exactly the cost of `entry`."""
    with_cost = [other for other in linked if other.amount(COST)]
    chosen = (some for size in range(2, _MOST_ADDED + 1) for some in combinations(with_cost, size))
    wanted = entry.amount(COST)
    return next((some for some in chosen if sum(other.amount(COST) for other in some) == wanted), ())
