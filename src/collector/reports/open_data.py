"""The open data: one row per observation, as text and as Parquet, and one row per indicator."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain
from typing import Final

from collector.domain.consolidation import INDICATOR_FIELDS, WITHOUT, Consolidation, Result
from collector.domain.errors import InputError
from collector.domain.observation import Observation
from collector.reports.parquet import decimal_type, parquet
from collector.reports.register_data import register_indicator_rows
from collector.values.csv_text import csv_text
from collector.values.writing import plain_number

OBSERVATION_FIELDS: Final = (
    "programme", "year", "indicator", "executor", "status", "value", "unit", "text", "note", "explanation", "raw",
    "source_file", "source_sheet", "source_cell", "source_sha256",
)  # fmt: skip


def observations_csv(consolidation: Consolidation) -> str:
    """`dane-<year>.csv`: every answer, and a row without a source for every answer that was not given."""
    return csv_text(OBSERVATION_FIELDS, _observation_rows(consolidation))


def observations_parquet(consolidation: Consolidation) -> bytes:
    """`dane-<year>.parquet`: the same rows with their exact text. Raises InputError for a value too long for it."""
    rows = list(_observation_rows(consolidation))
    position = OBSERVATION_FIELDS.index("value")
    try:
        number = decimal_type(Decimal(row[position]) for row in rows if row[position])
    except OverflowError:
        row = max(rows, key=lambda row: len(row[position]))
        told = dict(zip(OBSERVATION_FIELDS, row, strict=True))
        raise InputError(
            f"Wartość {told['indicator']} od {told['executor']} ma za dużo cyfr, żeby zapisać ją w pliku Parquet "
            f"({told['source_file']} > {told['source_sheet']} > {told['source_cell']}). Popraw ją w zwrocie."
        ) from None
    return parquet(OBSERVATION_FIELDS, rows, {"year": "INTEGER", "value": number})


def indicators_csv(consolidation: Consolidation) -> str:
    """`wskazniki-<year>.csv`: the consolidated value of every indicator."""
    rows = (_indicator_row(consolidation, result) for result in consolidation.results)
    return csv_text(INDICATOR_FIELDS, chain(rows, register_indicator_rows(consolidation)))


def tables_csv(consolidation: Consolidation) -> str:
    """`tabele-<year>.csv`: the value of every cell of the statistical tables, in the columns of the indicators."""
    return csv_text(INDICATOR_FIELDS, (_indicator_row(consolidation, result) for result in consolidation.cells))


def _observation_rows(consolidation: Consolidation) -> Iterator[Sequence[str]]:
    programme = consolidation.programme
    for result in (*consolidation.results, *consolidation.cells):
        units = {result.indicator.id: result.indicator.unit}
        units |= {component.id: component.unit for component in result.indicator.components}
        for observation in result.observations:
            yield (
                programme.id, str(consolidation.year), observation.indicator, observation.executor,
                str(observation.value.status), _number(observation.value.number), units[observation.indicator].label,
                observation.value.text, observation.note, observation.answer, observation.raw, *_source(observation),
            )  # fmt: skip

    for entry in consolidation.entries:
        place = entry.value_place or entry.place
        yield (
            programme.id, str(consolidation.year), entry.indicator or entry.id, entry.executor,
            str(entry.value.status), _number(entry.value.number), "", entry.value.text, entry.note,
            entry.explanation, entry.raw, place.file, place.sheet, place.cell, place.sha256,
        )  # fmt: skip


def _source(observation: Observation) -> tuple[str, str, str, str]:
    place = observation.place
    return place.file, place.sheet, place.cell, place.sha256


def _indicator_row(consolidation: Consolidation, result: Result) -> Sequence[str]:
    indicator, previous, change = result.indicator, result.previous, result.change
    base, assessment = indicator.base, result.assessment(consolidation.programme.report.upkeep_band)
    return (
        consolidation.programme.id, str(consolidation.year), indicator.id, indicator.name, str(result.status),
        _number(result.value), indicator.unit.label, _text(result), result.note, " ".join(indicator.executors),
        str(indicator.combine), str(previous.year) if previous else "", _number(previous.value if previous else None),
        _number(change.percent if change else None), str(base.year) if base else "",
        _number(base.value if base else None), indicator.target.text if indicator.target else "",
        assessment.words if assessment else "",
    )  # fmt: skip


def _text(result: Result) -> str:
    """The words of a value; where a part is missing from it, the first line says whose."""
    gap = f"{WITHOUT}{', '.join(result.missing)}" if result.missing else ""
    return "\n".join(line for line in (gap, result.text) if line)


def _number(number: Decimal | None) -> str:
    return "" if number is None else plain_number(number)
