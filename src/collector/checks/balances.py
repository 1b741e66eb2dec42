"""What the rows of a register say about themselves: cost and sources, a whole and its parts, the term."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from collector.domain.indicator import Role
from collector.domain.reconciliation import Difference, Kind
from collector.domain.register import COST, Entry, RegisterLayout, row_name
from collector.layout.form import register_sheet
from collector.values.register_words import listed, rows, term, zloty
from collector.values.text import one_line, same

# The official words for a cost that stands in the row above.
_AS_ABOVE: Final = "j.w."


def cost_differences(
    entries: Sequence[Entry], goals: Mapping[str, str], register: RegisterLayout
) -> Iterator[Difference]:
    """Where a cost is not the sum of its sources; a cost may cover several rows, which are taken together."""
    sources = [source.key for source in register.sources]
    for group in _rows_of_one_cost(entries):
        if any(entry.money[key].is_unreadable for entry in group for key in (COST, *sources)):
            continue
        head, *others = group
        head_is_whole = others and head.amount(COST) == _together(head, sources)
        for part in ([head], others) if head_is_whole else (group,):
            yield from _cost_difference(part, goals[head.task], sources)


def _rows_of_one_cost(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    for executor in dict.fromkeys(entry.executor for entry in entries):
        yield from _groups([entry for entry in entries if entry.executor == executor])


def _groups(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """The rows of one executor: those of others may stand between them in the report, not in its form."""
    group: list[Entry] = []
    for entry in entries:
        if group and _continues(group[-1], entry):
            group.append(entry)
            continue
        if group:
            yield group
        group = [entry]
    if group:
        yield group


def _continues(above: Entry, entry: Entry) -> bool:
    """Whether the cost of the row above is meant to cover this one too."""
    cost = entry.money[COST]
    without_cost = cost.is_blank or same(cost.reason) == _AS_ABOVE
    same_place = (entry.task, entry.part_of) == (above.task, above.part_of)
    return entry.is_described and without_cost and same_place


def _together(entry: Entry, sources: Sequence[str]) -> Decimal:
    return sum((entry.amount(key) for key in sources), Decimal(0))


def _cost_difference(group: Sequence[Entry], goal: str, sources: Sequence[str]) -> Iterator[Difference]:
    head = group[0]
    cost = head.money[COST].amount
    total = sum((_together(entry, sources) for entry in group), Decimal(0))
    if (cost or 0) == total:
        return
    covered = f" Koszt obejmuje {rows(group)}." if len(group) > 1 else ""
    if cost is None:
        kind, cause = Kind.NO_COST, f"Podano źródła na {zloty(total)}, a {_without_cost(head)}.{covered}"
        head = next(entry for entry in group if entry.has_amounts)
    elif all(entry.money[key].amount is None for entry in group for key in sources):
        kind, cause = Kind.NO_FUNDING, f"Podano koszt {zloty(cost)}, a w żadnym źródle nie ma kwoty.{covered}"
    else:
        kind = Kind.NOT_BALANCED
        more = "więcej" if cost > total else "mniej"
        cause = f"Koszt wynosi o {zloty(abs(cost - total))} {more} niż suma jego źródeł.{covered}"
    yield Difference(
        goal=goal, row=head.id, kind=kind, column=COST, published=cost, computed=total,
        difference=(cost or Decimal(0)) - total, cause=cause,
    )  # fmt: skip


def _without_cost(entry: Entry) -> str:
    reason = entry.money[COST].raw
    return f"w koszcie stoi „{one_line(reason)}”" if reason else "nie podano kosztu"


def part_differences(
    entries: Sequence[Entry], goals: Mapping[str, str], register: RegisterLayout
) -> Iterator[Difference]:
    """Where „z tego” parts are not exactly their whole, or „w tym” parts more than it.

    Parts that give no amount at all say nothing about the money of their whole.
    """
    headings = {column.key: column.titled(0) for column in register_sheet(register).columns}
    parts_of: dict[tuple[str, Role | None], list[Entry]] = {}
    for entry in entries:
        if entry.part_of:
            parts_of.setdefault((entry.part_of, entry.role), []).append(entry)
    for whole in entries:
        for role in (Role.ALL_PARTS, Role.PART_OF):
            parts = parts_of.get((whole.id, role), [])
            if not any(cell.amount is not None for part in parts for cell in part.money.values()):
                continue
            for key in register.money_keys:
                if any(entry.money[key].is_unreadable for entry in (whole, *parts)):
                    continue
                total = sum((part.amount(key) for part in parts), Decimal(0))
                difference = whole.amount(key) - total
                if difference < 0 or (difference and role is Role.ALL_PARTS):
                    yield Difference(
                        goal=goals[whole.task], row=whole.id, kind=Kind.WHOLE_AND_PARTS, column=key,
                        published=whole.money[key].amount, computed=total, difference=difference,
                        cause=_about_parts(difference, role, parts, headings[key]),
                    )  # fmt: skip


def _about_parts(difference: Decimal, role: Role, parts: Sequence[Entry], column: str) -> str:
    more = "mniej" if difference > 0 else "więcej"
    names = listed(row_name(part.id) for part in parts)
    return f"W kolumnie „{column}” części „{role}” ({names}) mają razem o {zloty(abs(difference))} {more} niż całość."


def term_differences(entries: Sequence[Entry], goals: Mapping[str, str], year: int) -> Iterator[Difference]:
    """The multi-year actions, which are in no yearly sum, and the costs of a term without the reported year."""
    ids = {entry.id for entry in entries}
    for entry in entries:
        if not entry.has_amounts:
            continue
        goal, cost = goals[entry.task], entry.money[COST].amount
        if entry.is_multi_year and entry.part_of not in ids:
            cause = f"Termin {term(entry)} obejmuje więcej niż jeden rok, więc kosztu nie ma w sumach roku {year}."
            yield Difference(goal=goal, row=entry.id, kind=Kind.MULTI_YEAR, column=COST, published=cost, cause=cause)
        if entry.term and not entry.years and not entry.is_multi_year:
            cause = f"Termin {term(entry)} nie mówi, jakiego roku dotyczą kwoty; policzono je w sumie roku {year}."
            yield Difference(goal=goal, row=entry.id, kind=Kind.NO_YEAR, column=COST, published=cost, cause=cause)
        if entry.years and not entry.has_open_end and not entry.years[0] <= year <= entry.years[-1]:
            cause = f"Termin {term(entry)} nie obejmuje roku {year}, a podano kwoty."
            yield Difference(goal=goal, row=entry.id, kind=Kind.OTHER_YEAR, column=COST, published=cost, cause=cause)
