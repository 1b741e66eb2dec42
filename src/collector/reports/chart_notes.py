"""The notes under a chart of indicators: what it does not show, and why."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from collector.domain.consolidation import WITHOUT, Result
from collector.domain.indicator import Unit
from collector.reports.chart_words import in_unit
from collector.values.writing import NBSP, counted


class NumberNote(str):
    """A note that tells numbers: the narrative tells only those that carry a mark."""

    __slots__ = ()


def why_none(results: Sequence[Result], year: int) -> str:
    """Why there is no chart."""
    if not results:
        return f"Wykresu nie sporządzono, ponieważ danych za {year}{NBSP}r. jeszcze nie zbierano."
    if not any(result.indicator.kind.starts_with_number for result in results):
        return "Wykresu nie sporządzono, ponieważ nie ma wskaźników liczbowych."
    return f"Wykresu nie sporządzono, ponieważ za {year}{NBSP}r. nie podano żadnej pełnej wartości liczbowej."


def notes_of_bars(chosen: Sequence[Result], results: Sequence[Result], unit: Unit, *, has_gaps: bool) -> Iterator[str]:
    """How many of `results` are drawn, and what became of the others; `unit` is that of the `chosen`."""
    partial = [result for result in results if result.indicator.unit == unit and result.missing]
    of_all = counted(len(results), ("wskaźnika", "wskaźników", "wskaźników"))
    yield NumberNote(f"Na wykresie: {len(chosen)} z {of_all}.{_others(chosen, partial, results, unit)}")
    if has_gaps:
        yield "Puste pole: brak danych albo wartość niepełna."
    if partial:
        named = (
            f"{r.indicator.id} – {in_unit(r.value or Decimal(0), unit)} ({WITHOUT}{', '.join(r.missing)})"
            for r in partial
        )
        yield NumberNote(f"Pominięto wartości niepełne: {'; '.join(named)}.")


def _others(chosen: Sequence[Result], partial: Sequence[Result], results: Sequence[Result], unit: Unit) -> str:
    """What is true of those neither drawn nor named."""
    known = {result.indicator.id for result in (*chosen, *partial)}
    others = [result for result in results if result.indicator.id not in known]
    alike = [result.value for result in others if result.indicator.unit == unit and result.value is not None]
    elsewhere = sum(result.value is not None for result in others) > len(alike)
    # Of several with the value of the last one drawn, the first printed is drawn.
    is_smaller = max(alike, default=Decimal(0)) < min(result.value or Decimal(0) for result in chosen)
    reasons = [
        (elsewhere, "podano w innej jednostce", "podano w innych jednostkach"),
        (bool(alike) and is_smaller, "ma mniejszą wartość", "mają mniejsze wartości"),
        (bool(alike) and not is_smaller, "nie ma większej wartości", "nie mają większych wartości"),
        (any(result.value is None for result in others), "nie ma wartości liczbowej", "nie mają wartości liczbowej"),
    ]
    one = len(others) == 1
    *first, last = ["", *(singular if one else plural for is_so, singular, plural in reasons if is_so)]
    said = " albo ".join([*filter(None, [", ".join(first[1:])]), last])
    return f" {'Pozostały' if one else 'Pozostałe'} {said}." if said else ""
