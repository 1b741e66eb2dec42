"""The money and the terms of the register: what the reconciliation will show, said to whoever typed it."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from collector.checks import money_rules as rules
from collector.checks.balances import cost_differences, part_differences, term_differences
from collector.domain.finding import Finding, Rule
from collector.domain.programme import Programme
from collector.domain.reconciliation import Difference, Kind
from collector.domain.submission import Submission
from collector.values.register_words import zloty

_RULE_OF: Final[dict[Kind, Rule]] = {
    Kind.NOT_BALANCED: rules.COST_AND_SOURCES,
    Kind.NO_FUNDING: rules.NO_SOURCES,
    Kind.NO_COST: rules.SOURCES_WITHOUT_COST,
    Kind.WHOLE_AND_PARTS: rules.WHOLE_AND_PARTS,
    Kind.OTHER_YEAR: rules.OTHER_YEAR,
    Kind.NO_YEAR: rules.NO_YEAR,
    Kind.MULTI_YEAR: rules.MULTI_YEAR,
}


def register_is_sound(submissions: Sequence[Submission], programme: Programme) -> Iterator[Finding]:
    """Costs are the sums of their sources, parts fit their whole, terms are of the year."""
    if programme.register is None or not submissions:
        return
    entries = [entry for submission in submissions for entry in submission.entries]
    by_id = {entry.id: entry for entry in entries}
    goals = dict.fromkeys(programme.task_by_code, "")
    differences = chain(
        cost_differences(entries, goals, programme.register),
        part_differences(entries, goals, programme.register),
        term_differences(entries, goals, submissions[0].year),
    )
    for difference in differences:
        entry = by_id[difference.row]
        yield Finding(
            rule=_RULE_OF[difference.kind],
            place=entry.cost_place or entry.place,
            executor=entry.executor,
            indicator=entry.id,
            found=_amount(difference),
            facts={"cause": difference.cause},
        )


def _amount(difference: Difference) -> str:
    return zloty(difference.published) if difference.published is not None else ""
