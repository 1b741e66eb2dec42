"""The figures of a register: sums by source, costs and results of actions, how many there are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from collector.consolidation.sums import computed_sums
from collector.domain.consolidation import Consolidation
from collector.domain.programme import Section
from collector.domain.register import COST, Entry, RegisterLayout
from collector.reports.chart_costs import WITHOUT_SOURCE
from collector.reports.narrative.figures import UNFUNDED, Figure, counted, key_of
from collector.reports.reconciliation import RECONCILIATION_SHEET
from collector.reports.sources import SOURCES_SHEET
from collector.values.register_words import zloty
from collector.values.writing import polish_number


def unfunded(sums: Mapping[str, Decimal], register: RegisterLayout) -> Decimal:
    """The part of the cost that no source pays."""
    return max(sums[COST] - sum((sums[source.key] for source in register.sources), Decimal(0)), Decimal(0))


def figures_of_money(consolidation: Consolidation, register: RegisterLayout) -> Iterator[Figure]:
    """The sums of a register, and what every action of it cost and gave."""
    programme, entries = consolidation.programme, consolidation.entries
    sums = computed_sums(programme, entries)
    whole = {key: sum((sums[top.code][key] for top in programme.sections), Decimal(0)) for key in register.money_keys}
    names = {COST: "koszt", **{source.key: source.heading for source in register.sources}}
    for code, amounts in (("", whole), *sums.items()):
        where = f"cel {code}" if code else "cały program"
        for key, amount in (*amounts.items(), (UNFUNDED, unfunded(amounts, register))):
            about = f"{names.get(key, WITHOUT_SOURCE)}, {where}"
            yield Figure(key_of("suma", code, key), zloty(amount), about, RECONCILIATION_SHEET, amount)
    for entry in entries:
        if cost := entry.amount(COST):
            yield Figure(key_of("koszt", entry.id), zloty(cost), f"koszt działania {entry.id}", SOURCES_SHEET, cost)
        if (result := entry.value.number) is not None:
            about = f"wynik działania {entry.id}"
            yield Figure(key_of("wynik", entry.id), polish_number(result), about, SOURCES_SHEET, result)
    scopes: dict[str, Sequence[Entry]] = {"": entries}
    for top in programme.sections:
        scopes[top.code] = entries_of(top, entries)
    for code, some in scopes.items():
        yield from _of_entries(code, some)


def entries_of(section: Section, entries: Iterable[Entry]) -> list[Entry]:
    """The entries of the tasks of a section."""
    tasks = {part.code for part in section.walk() if part.is_task}
    return [entry for entry in entries if entry.task in tasks]


def is_multi_year(entry: Entry) -> bool:
    """Whether it is an action with a cost that is in no yearly sum."""
    return entry.is_described and entry.is_multi_year and bool(entry.amount(COST))


def _of_entries(code: str, entries: Iterable[Entry]) -> Iterator[Figure]:
    where = f"cel {code}" if code else "cały program"
    described = [entry for entry in entries if entry.is_described]
    counts: Mapping[str, tuple[int, str]] = {
        "pozycje": (len(described), "zgłoszone pozycje rejestru"),
        "z wynikiem": (sum(entry.is_reported for entry in described), "pozycje z podanym wynikiem"),
        "zadania": (len({entry.task for entry in described}), "zadania ze zgłoszonymi działaniami"),
        "wieloletnie": (sum(map(is_multi_year, described)), "działania wieloletnie z podanym kosztem"),
    }
    for kind, (number, about) in counts.items():
        yield counted(kind, code, number, f"{about}, {where}", RECONCILIATION_SHEET)
