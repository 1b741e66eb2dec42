"""The given sums of the goals against the computed ones, and the rows that explain a difference."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from collector.consolidation.explaining import MOST_ROWS, Explanation, Slip, explanations
from collector.domain.programme import Section
from collector.domain.reconciliation import Difference, Kind
from collector.domain.register import COST, Entry
from collector.values.register_words import listed, rows, zloty

Sums = Mapping[str, Mapping[str, Decimal]]
_MOST_ALTERNATIVES: Final = 3
_SLIP_WORDS: Final = {
    Kind.LEFT_OUT: "pominięto {}",
    Kind.COUNTED_TWICE: "policzono dwa razy {}",
    Kind.MULTI_YEAR_COUNTED: "dodano mimo terminu wieloletniego {}",
}
_SLIP_CAUSES: Final = {
    Kind.LEFT_OUT: "Kwot wiersza nie ma w podanej sumie, a sprawozdanie nie podaje powodu.",
    Kind.COUNTED_TWICE: "Kwoty wiersza dodano do podanej sumy dwa razy.",
    Kind.MULTI_YEAR_COUNTED: "Kwoty działania wieloletniego są w podanej sumie, choć nie należą do sum rocznych.",
}


def goal_differences(
    goal: str, entries: Sequence[Entry], published: Mapping[str, Decimal], computed: Mapping[str, Decimal]
) -> Iterator[Difference]:
    """Every column in which the given sum of a goal differs, then the rows of the first explanation."""
    keys = [key for key in computed if key in published]
    different = [key for key in keys if published[key] != computed[key]]
    if not different:
        return
    # What no row explains in all columns may still be one row that was passed over in some of them.
    for columns, most_rows in ((keys, MOST_ROWS), (different, 1)):
        found = explanations(entries, [published[key] for key in columns], columns, most_rows)
        if found:
            yield from _sum_lines(goal, different, published, computed, _told(found, keys != columns))
            for slip in found[0].slips:
                yield from _slip_lines(goal, slip, columns)
            return
    cause = "Różnicy nie tłumaczy co do grosza żaden wiersz celu ani niewielka grupa wierszy."
    yield from _sum_lines(goal, different, published, computed, cause)
    for key in different:
        yield _unexplained(goal, key, published[key] - computed[key], entries)


def _sum_lines(
    goal: str, keys: Sequence[str], published: Mapping[str, Decimal], computed: Mapping[str, Decimal], cause: str
) -> Iterator[Difference]:
    for key in keys:
        yield Difference(
            goal=goal, kind=Kind.GOAL_SUM, column=key, published=published[key], computed=computed[key],
            difference=published[key] - computed[key], cause=cause,
        )  # fmt: skip


def _told(found: Sequence[Explanation], only_some_columns: bool) -> str:
    """The first explanation in words; the others of its size are named beside it."""
    first, *others = (_words(explanation) for explanation in found)
    where = " (tylko w kolumnach, które się różnią)" if only_some_columns else ""
    text = f"Dokładne wyjaśnienie{where}: {first}."
    if others:
        more = f" (i jeszcze {len(others) - _MOST_ALTERNATIVES})" if len(others) > _MOST_ALTERNATIVES else ""
        text += f" Równie możliwe: {'; '.join(others[:_MOST_ALTERNATIVES])}{more}."
    return text


def _words(explanation: Explanation) -> str:
    if explanation.only is None:
        return listed(
            pattern.format(rows([slip.entry for slip in explanation.slips if slip.kind is kind]))
            for kind, pattern in _SLIP_WORDS.items()
            if any(slip.kind is kind for slip in explanation.slips)
        )
    amount = zloty(sum((slip.entry.amount(COST) for slip in explanation.slips), Decimal(0)))
    left_out = f"pominięto {rows([slip.entry for slip in explanation.slips])} o łącznym koszcie {amount}"
    if not explanation.only:
        return f"nie dodano żadnego wiersza, {left_out}"
    return f"dodano tylko {rows(explanation.only)}, {left_out}"


def _slip_lines(goal: str, slip: Slip, keys: Sequence[str]) -> Iterator[Difference]:
    """The shares of a row in the given and in the computed sum, in every column where it has an amount."""
    in_computed = 0 if slip.kind is Kind.MULTI_YEAR_COUNTED else 1
    in_published = in_computed + (-1 if slip.kind is Kind.LEFT_OUT else 1)
    for key, amount in zip(keys, slip.amounts, strict=True):
        if amount:
            own = slip.entry.amount(key)
            yield Difference(
                goal=goal, row=slip.entry.id, kind=slip.kind, column=key, published=own * in_published,
                computed=own * in_computed, difference=amount, cause=_slip_cause(slip),
            )  # fmt: skip


def _slip_cause(slip: Slip) -> str:
    if slip.kind is Kind.COUNTED_TWICE and slip.entry.part_of:
        return f"Kwoty wiersza dodano obok działania {slip.entry.part_of}, którego jest częścią i które je zawiera."
    return _SLIP_CAUSES[slip.kind]


def _unexplained(goal: str, key: str, rest: Decimal, entries: Sequence[Entry]) -> Difference:
    blank = [entry.id for entry in entries if all(cell.is_blank for cell in entry.money.values())]
    hint = f" Mogą to być kwoty wierszy, w których ich nie podano: {listed(blank)}." if blank else ""
    if rest > 0:
        kind, cause = Kind.NO_ROW, f"Podana suma zawiera {zloty(rest)}, których nie ma w żadnym wierszu celu.{hint}"
    else:
        kind, cause = Kind.UNEXPLAINED, f"Wiersze celu mają o {zloty(-rest)} więcej niż podana suma."
    return Difference(goal=goal, kind=kind, column=key, difference=rest, cause=cause)


def main_goal_differences(section: Section, published: Sums, computed: Sums) -> Iterator[Difference]:
    """The given sum of a section above goals, against the given sums of these and against the computed one."""
    goals = [child.code for child in section.children]
    for key, right in computed[section.code].items():
        given = published[section.code].get(key, right)
        shares = [published[goal][key] for goal in goals if key in published.get(goal, {})]
        total = sum(shares, Decimal(0))
        if len(shares) == len(goals) and total != given:
            yield Difference(
                goal=section.code, kind=Kind.MAIN_GOAL_PARTS, column=key, published=given, computed=total,
                difference=given - total, cause=f"Kwoty podane dla {_goals(goals)} dają razem {zloty(total)}.",
            )  # fmt: skip
        if given != right:
            wrong = [goal for goal in goals if _differs(published, computed, goal, key)]
            cause = (
                f"Różnica pochodzi z kwot podanych dla {_goals(wrong)}."
                if wrong
                else f"Obliczone sumy {_goals(goals)} dają razem {zloty(right)}."
            )
            yield Difference(
                goal=section.code, kind=Kind.MAIN_GOAL_SUM, column=key, published=given, computed=right,
                difference=given - right, cause=cause,
            )  # fmt: skip


def _goals(goals: Sequence[str]) -> str:
    return f"{'celu' if len(goals) == 1 else 'celów'} {listed(goals)}"


def _differs(published: Sums, computed: Sums, goal: str, key: str) -> bool:
    right = computed[goal][key]
    return published.get(goal, {}).get(key, right) != right
