"""The chart of a goal of a register: what its detailed goals cost, by the source of the money."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from collector.consolidation.sums import computed_sums, missing_amounts
from collector.domain.consolidation import WITHOUT, Consolidation
from collector.domain.programme import Programme, Section
from collector.domain.register import COST, RegisterLayout
from collector.reports.chart_data import ChartRow, GoalChart
from collector.reports.chart_notes import NumberNote
from collector.reports.chart_words import Description, described_stack, first_capital, goal_name, shortened
from collector.values.register_words import listed
from collector.values.text import one_line
from collector.values.writing import NBSP, counted, polish_number

WITHOUT_SOURCE: Final = "bez wskazanego źródła"
_MOST_NAMED: Final = 5
_LONGEST_LABEL: Final = 60
_VISIBLE_SHARE: Final = Decimal("0.01")
_ZERO: Final = Decimal(0)


@dataclass(frozen=True, slots=True)
class _Scale:
    """How large amounts are written: divided, with `decimals`; `commas` divide in a format of Excel."""

    words: str
    divisor: Decimal
    commas: str
    decimals: str
    smaller: "_Scale | None" = None

    def shown(self, amount: Decimal) -> str:
        """`505,2 mln zł` in one line; less than one million or thousand is in the smaller unit, not `0,0`."""
        if self.smaller and _ZERO < amount < self.divisor:
            return self.smaller.shown(amount)
        rounded = (amount / self.divisor).quantize(Decimal(self.decimals), ROUND_HALF_UP)
        return f"{polish_number(rounded)} {self.words}".replace(" ", NBSP)


_ZLOTY: Final = _Scale("zł", Decimal(1), "", "0.01")
_THOUSANDS: Final = _Scale("tys. zł", Decimal(1000), ",", "0.1", _ZLOTY)
_MILLIONS: Final = _Scale("mln zł", Decimal(1_000_000), ",,", "0.1", _THOUSANDS)
# By the least amount of the longest bar.
_SCALES: Final = ((Decimal(10_000_000), _MILLIONS), (Decimal(10_000), _THOUSANDS), (_ZERO, _ZLOTY))


def rule_of_costs(programme: Programme) -> tuple[str, ...]:
    """The sentences that say which amounts are drawn."""
    details = [part for top in programme.sections for part in _details(top)]
    level = programme.levels[details[0].level if details else 0]
    return (
        f"Wykres kosztów pokazuje obliczone sumy {level.many} bez działań wieloletnich.",
        "Słupek składa się z kwot ze źródeł finansowania i z części kosztu, której źródła nie wskazano; "
        "przy nazwie jest koszt razem.",
        "Liczby stoją na tych częściach słupków, na których się mieszczą; wszystkie kwoty są w tabeli.",
    )


def chart_of_costs(goal: Section, consolidation: Consolidation, register: RegisterLayout) -> GoalChart:
    """The chart of the money of a goal."""
    name = goal_name(goal, consolidation.programme)
    heading = f"{name}. {goal.title}"
    sums = computed_sums(consolidation.programme, consolidation.entries)
    details = _details(goal)
    if not details:
        why = "Kosztów nie sumuje się tu w celach, dlatego nie ma wykresu kosztów."
        return GoalChart(code=goal.code, heading=heading, notes=(why,))
    missing = {part.code: missing_amounts(part, consolidation) for part in details}
    if not any(sums[part.code][key] for part in details for key in register.money_keys):
        why = f"Za {consolidation.year}{NBSP}r. nie podano żadnych kwot, dlatego nie ma wykresu kosztów."
        return GoalChart(code=goal.code, heading=heading, notes=(why,))
    whole = {part.code: _whole(sums[part.code], register) for part in details}
    scale = next(scale for least, scale in _SCALES if max(whole.values()) >= least)
    rows = tuple(_row(part, sums[part.code], register, scale, missing[part.code]) for part in details)
    sources = [source.heading for source in register.sources]
    if any(row.values[-1] for row in rows):
        sources.append(WITHOUT_SOURCE)
    return GoalChart(
        code=goal.code,
        heading=heading,
        title=f"{name} – koszt według źródeł w {consolidation.year}{NBSP}r. ({scale.words})",
        row_heading=first_capital(consolidation.programme.levels[details[0].level].one),
        series=tuple(sources),
        rows=tuple(replace(row, values=row.values[: len(sources)]) for row in rows),
        total_heading="koszt razem (zł)",
        axis_title=f"Koszt ({scale.words})",
        label_format=f"[$-415]#,##0{'.00' if scale.decimals == '0.01' else '.0'}{scale.commas}",
        axis_commas=scale.commas,
        description=_description(name, consolidation.year, sources, rows, whole, scale),
        notes=(
            *_notes(details, sums, register, missing),
            *_too_short(whole, scale),
        ),
        is_stacked=True,
    )


def _details(goal: Section) -> list[Section]:
    """The sections directly above the tasks of the register: those that have sums."""
    return [part for part in goal.walk() if any(child.choices or child.actions for child in part.children)]


def _whole(sums: Mapping[str, Decimal], register: RegisterLayout) -> Decimal:
    """The length of the bar."""
    return max(sums[COST], _funded(sums, register))


def _funded(sums: Mapping[str, Decimal], register: RegisterLayout) -> Decimal:
    return sum((sums[source.key] for source in register.sources), _ZERO)


def _row(
    part: Section, sums: Mapping[str, Decimal], register: RegisterLayout, scale: _Scale, missing: Sequence[str]
) -> ChartRow:
    full = one_line(f"{part.code} {part.title}")
    name = shortened(full, _LONGEST_LABEL)
    star = "*" if missing else ""
    if missing and not any(sums.values()):
        # Nothing is known of it: that is no zero.
        nothing = (None,) * (len(register.sources) + 1)
        return ChartRow(label=f"{name} –{NBSP}brak kwot*", name=f"{full} – brak kwot*", values=nothing)
    unfunded = sums[COST] - _funded(sums, register)
    values = (*(sums[source.key] for source in register.sources), max(unfunded, _ZERO))
    return ChartRow(
        label=f"{name} –{NBSP}{scale.shown(sums[COST])}{star}",
        name=f"{full}{star}",
        values=tuple(map(_to_grosz, values)),
        total=_to_grosz(sums[COST]),
    )


def _to_grosz(amount: Decimal) -> Decimal:
    """`amount` with at least two decimals."""
    return amount + Decimal("0.00")


def _description(
    name: str, year: int, sources: Sequence[str], rows: Sequence[ChartRow], whole: Mapping[str, Decimal], scale: _Scale
) -> Description:
    largest = max(whole, key=lambda code: whole[code])
    by_source = [sum((row.values[place] or _ZERO for row in rows), _ZERO) for place in range(len(sources))]
    most = max(range(len(sources)), key=lambda place: by_source[place])
    top = f"Najwięcej: {largest} ({scale.shown(whole[largest])})."
    part = f"Największe źródło: {sources[most]} ({scale.shown(by_source[most])})."
    return described_stack(name, year, list(whole), sources, top, part)


def _notes(
    details: Sequence[Section], sums: Mapping[str, Mapping[str, Decimal]], register: RegisterLayout,
    missing: Mapping[str, Sequence[str]],
) -> Iterator[str]:  # fmt: skip
    partial = [f"{code} ({WITHOUT}{_named(ids)})" for code, ids in missing.items() if ids]
    if partial:
        yield f"* Suma niepełna: {'; '.join(partial)}."
    above = [part.code for part in details if _funded(sums[part.code], register) > sums[part.code][COST]]
    if above:
        yield f"Kwoty ze źródeł przekraczają koszt: {listed(above)}."


def _too_short(whole: Mapping[str, Decimal], scale: _Scale) -> Iterator[str]:
    """The bars that are no more than a line beside the longest."""
    least = max(whole.values()) * _VISIBLE_SHARE
    short = [f"{code} ({scale.shown(length)})" for code, length in whole.items() if _ZERO < length < least]
    if short:
        words = "Słupek zbyt krótki, by go zobaczyć" if len(short) == 1 else "Słupki zbyt krótkie, by je zobaczyć"
        yield NumberNote(f"{words}: {listed(short)}.")


def _named(ids: Sequence[str]) -> str:
    rest = len(ids) - _MOST_NAMED
    more = f" i {counted(rest, ('inny', 'inne', 'innych'))}" if rest > 0 else ""
    return f"{', '.join(ids[:_MOST_NAMED])}{more}"
