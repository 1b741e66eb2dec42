"""The reconciliation of the money of a register: rows, goals, and the sums that a published report gives."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain

from collector.checks.balances import cost_differences, part_differences, term_differences
from collector.consolidation.goal_sums import goal_differences, main_goal_differences
from collector.consolidation.repetitions import repeated_amounts, repeated_investments
from collector.consolidation.sums import computed_sums, goal_of_task
from collector.domain.programme import Programme, Section
from collector.domain.reconciliation import Difference
from collector.domain.register import Entry


def reconcile(
    programme: Programme, entries: Sequence[Entry], published: Mapping[str, Mapping[str, Decimal]], year: int
) -> list[Difference]:
    """All that was found, goal by goal, each main goal after its goals; `published` sums may be given for some.

    Of a goal first its sum with the rows that explain it, then what its rows say about themselves.
    """
    register = programme.register
    if register is None:
        return []
    goals, computed = goal_of_task(programme), computed_sums(programme, entries)
    about_rows: dict[str, list[Difference]] = {}
    for found in chain(
        cost_differences(entries, goals, register),
        part_differences(entries, goals, register),
        term_differences(entries, goals, year),
        repeated_amounts(entries, goals, register.money_keys),
        repeated_investments(entries, goals),
    ):
        about_rows.setdefault(found.goal, []).append(found)
    lines: list[Difference] = []
    for section in _upwards(programme.sections):
        if section.code in computed and section.code in published:
            if any(child.is_task for child in section.children):
                rows = [entry for entry in entries if goals[entry.task] == section.code]
                lines.extend(goal_differences(section.code, rows, published[section.code], computed[section.code]))
            else:
                lines.extend(main_goal_differences(section, published, computed))
        lines.extend(about_rows.get(section.code, ()))
    return lines


def _upwards(sections: Sequence[Section]) -> Iterator[Section]:
    """All sections, each after those below it, as the published report prints its sums."""
    for section in sections:
        yield from _upwards(section.children)
        yield section
