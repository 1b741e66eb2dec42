"""The figures of values: each with the earlier one, the base, the change and the target."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from collector.domain.consolidation import Change, Consolidation, Result
from collector.reports.narrative.figures import PERCENT, Figure, in_its_unit, is_percentage, key_of
from collector.values.writing import polish_number, without_trailing_zeros


def figures_of_results(results: Iterable[Result], consolidation: Consolidation, sheet: str) -> Iterator[Figure]:
    """The figures of values, their changes and their targets."""
    band = consolidation.programme.report.upkeep_band
    for result in results:
        yield from _of_result(result, band, sheet)


def _of_result(result: Result, band: Decimal, sheet: str) -> Iterator[Figure]:
    id_, indicator = result.indicator.id, result.indicator
    of = f"wskaźnika {id_}"

    def figure(kind: str, number: Decimal, about: str) -> Figure:
        return Figure(key_of(kind, id_), in_its_unit(number, result), f"{about} {of}", sheet, number)

    if result.value is not None:
        yield figure("wartość", result.value, "wartość")
    if result.previous is not None and result.previous.value is not None:
        yield figure("poprzednia", result.previous.value, f"wartość za {result.previous.year} r.")
    if indicator.base is not None:
        yield figure("baza", indicator.base.value, f"wartość bazowa za {indicator.base.year} r.")
    if (change := result.change) is not None:
        yield from _of_change(change, result, band, "", of, sheet)
    since_base = result.since_base
    if since_base is not None and since_base != result.change:
        yield from _of_change(since_base, result, band, " od bazy", of, sheet)
    target = indicator.target
    if target is not None and target.number is not None:
        yield figure("cel", target.number, "cel")
        if (assessment := result.assessment(band)) and assessment.distance:
            share = assessment.distance.partition(PERCENT)[0] + PERCENT
            yield Figure(key_of("stopień", id_), share, f"stopień osiągnięcia celu {of}", sheet)


def _of_change(change: Change, result: Result, band: Decimal, kind: str, of: str, sheet: str) -> Iterator[Figure]:
    id_, difference = result.indicator.id, abs(change.difference)
    if is_percentage(result):
        difference = without_trailing_zeros(difference)
    text = polish_number(difference) if is_percentage(result) else in_its_unit(difference, result)
    yield Figure(key_of(f"różnica{kind}", id_), text, f"zmiana{kind} {of}", sheet, difference)
    percent = change.percent_beside_verdict(band)
    if percent is not None:
        shown = f"{polish_number(abs(percent))}{PERCENT}"
        yield Figure(key_of(f"procent{kind}", id_), shown, f"zmiana{kind} w procentach {of}", sheet, abs(percent))
