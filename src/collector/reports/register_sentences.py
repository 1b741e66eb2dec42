"""The sentences of the narrative about a register of actions and its money."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from collector.consolidation.sums import computed_sums, counted_entries, missing_amounts
from collector.domain.consolidation import Consolidation
from collector.domain.programme import Section
from collector.domain.reconciliation import Difference, Kind
from collector.domain.register import COST, Entry, RegisterLayout
from collector.values.text import cut, one_line
from collector.values.writing import NBSP, counted, polish_number, with_gap

_LARGEST: Final = 3
_LONGEST_NAME: Final = 120
_ENTRIES: Final = ("pozycję rejestru", "pozycje rejestru", "pozycji rejestru")
_OF_ENTRIES: Final = ("pozycji", "pozycji", "pozycji")
_OF_ACTIONS: Final = ("działania", "działań", "działań")
_TASKS: Final = ("zadaniu", "zadaniach", "zadaniach")
_GOALS: Final = ("celu", "celów", "celów")


def zloty(amount: Decimal) -> str:
    """`163 600,00 zł`."""
    return f"{polish_number(amount, 2)}{NBSP}zł"


def register_introduction(consolidation: Consolidation, register: RegisterLayout) -> list[str]:
    """What was reported, by whom it is paid, and what is not in the sums."""
    entries = [entry for entry in consolidation.entries if entry.is_described]
    tasks = len({entry.task for entry in entries})
    sums = computed_sums(consolidation.programme, entries)
    total = {key: sum((sums[top.code][key] for top in consolidation.programme.sections), Decimal(0))
             for key in register.money_keys}  # fmt: skip
    sentences = [
        f"Realizatorzy zgłosili {counted(len(entries), _ENTRIES)} w {counted(tasks, _TASKS)}.",
        f"Koszty działań jednorocznych wyniosły łącznie {_cost(total, register)}.",
    ]
    missing = [name for top in consolidation.programme.sections for name in missing_amounts(top, consolidation)]
    if missing:
        sentences.append(f"Suma jest niepełna, bez: {', '.join(dict.fromkeys(missing))}.")
    multi_year = [entry for entry in entries if entry.is_multi_year and entry.has_amounts]
    if multi_year:
        cost = sum((entry.amount(COST) for entry in multi_year), Decimal(0))
        sentences.append(f"Nie ma w nich kosztów {counted(len(multi_year), _OF_ACTIONS)} wieloletnich ({zloty(cost)}).")
    return [" ".join(sentences)]


def about_actions(section: Section, consolidation: Consolidation, register: RegisterLayout) -> list[str]:
    """The actions below `section`: how many, at what cost, and the most expensive ones."""
    tasks = {part.code for part in section.walk() if part.is_task}
    entries = [entry for entry in consolidation.entries if entry.task in tasks and entry.is_described]
    missing = missing_amounts(section, consolidation)
    if not entries:
        return [f"Nie złożono danych: {', '.join(missing)}." if missing else "Nie zgłoszono żadnego działania."]
    reported = sum(entry.is_reported for entry in entries)
    sums = computed_sums(consolidation.programme, consolidation.entries)[section.code]
    opening = (
        f"Zgłoszono {counted(len(entries), _ENTRIES)}; wynik podano dla {counted(reported, _OF_ENTRIES)}. "
        f"Koszty wyniosły {_cost(sums, register)}."
    )
    gap = f"Koszty są niepełne, bez: {', '.join(missing)}." if missing else ""
    return [text for text in (opening, gap, _most_expensive(entries)) if text]


def _most_expensive(entries: Sequence[Entry]) -> str:
    costly = sorted((entry for entry in counted_entries(entries) if entry.amount(COST)), key=lambda e: -e.amount(COST))
    named = [
        f"„{cut(one_line(entry.name), _LONGEST_NAME)}” ({entry.id}) – {zloty(entry.amount(COST))}"
        for entry in costly[:_LARGEST]
    ]
    if not named:
        return ""
    return f"{'Najdroższe działania' if len(named) > 1 else 'Najdroższe działanie'}: {'; '.join(named)}."


def goal_rows(section: Section, consolidation: Consolidation, register: RegisterLayout) -> list[dict[str, object]]:
    """A row of the narrative's table for every goal directly above tasks, with its sums."""
    sums = computed_sums(consolidation.programme, consolidation.entries)
    goals = [part for part in section.walk() if any(child.is_task for child in part.children)]
    return [
        {
            "nr": goal.code,
            "nazwa": goal.title,
            "wartosc": with_gap(zloty(sums[goal.code][COST]), ", ".join(missing_amounts(goal, consolidation))),
            "uwagi": "\n".join(
                f"{source.heading}: {zloty(sums[goal.code][source.key])}" for source in register.sources
            ),
            "dlugi": False,
        }
        for goal in goals
    ]


def register_summary(differences: Sequence[Difference]) -> list[str]:
    """What the reconciliation of the money found."""
    if not differences:
        return ["Uzgodnienie kosztów nie wykazało różnic."]
    sums = {line.goal for line in differences if line.kind in (Kind.GOAL_SUM, Kind.MAIN_GOAL_SUM)}
    said = f" Podane sumy {counted(len(sums), _GOALS)} różnią się od sum obliczonych z wierszy." if sums else ""
    return [
        "Wynik uzgodnienia kosztów, wiersz po wierszu, zawiera arkusz „Uzgodnienie kosztów” skoroszytu z raportem."
        + said
    ]


def _cost(sums: Mapping[str, Decimal], register: RegisterLayout) -> str:
    """`163 600,00 zł (państwo – 0,00 zł, gmina – 163 600,00 zł, inne – 0,00 zł)`."""
    sources = ", ".join(f"{source.heading}{NBSP}–{NBSP}{zloty(sums[source.key])}" for source in register.sources)
    unfunded = sums[COST] - sum((sums[source.key] for source in register.sources), Decimal(0))
    gap = f"; bez wskazanego źródła{NBSP}–{NBSP}{zloty(unfunded)}" if unfunded > 0 else ""
    return f"{zloty(sums[COST])} ({sources}{gap})"
