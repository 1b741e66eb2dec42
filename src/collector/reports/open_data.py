"""The open data: one row per observation, one row per indicator, and the Data Package that describes both."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain
from typing import Final

from collector.domain.consolidation import INDICATOR_FIELDS, WITHOUT, Consolidation, Result
from collector.domain.observation import Observation
from collector.domain.programme import Programme
from collector.reports.reconciliation import RECONCILIATION_FIELDS
from collector.reports.register_data import register_fields, register_indicator_rows
from collector.values.writing import plain_number

OBSERVATION_FIELDS: Final = (
    "programme", "year", "indicator", "executor", "status", "value", "unit", "text", "note", "explanation", "raw",
    "source_file", "source_sheet", "source_cell", "source_sha256",
)  # fmt: skip
_NUMBERS: Final = frozenset({"value", "previous_value", "change_percent", "base_value"})
_WHOLE: Final = frozenset({"year", "previous_year", "base_year"})


def observations_csv(consolidation: Consolidation) -> str:
    """`dane-<year>.csv`: every answer, and a row without a source for every answer that was not given."""
    return _csv(OBSERVATION_FIELDS, _observation_rows(consolidation))


def indicators_csv(consolidation: Consolidation) -> str:
    """`wskazniki-<year>.csv`: the consolidated value of every indicator."""
    rows = (_indicator_row(consolidation, result) for result in consolidation.results)
    return _csv(INDICATOR_FIELDS, chain(rows, register_indicator_rows(consolidation)))


def tables_csv(consolidation: Consolidation) -> str:
    """`tabele-<year>.csv`: the value of every cell of the statistical tables, in the columns of the indicators."""
    return _csv(INDICATOR_FIELDS, (_indicator_row(consolidation, result) for result in consolidation.cells))


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


def _csv(fields: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(fields)
    writer.writerows(rows)
    return target.getvalue()


def data_package(consolidation: Consolidation) -> str:
    """`datapackage.json`: a Frictionless Data Package of the files of data."""
    programme, year = consolidation.programme, consolidation.year
    package = {
        "profile": "tabular-data-package",
        "name": f"{programme.id}-{year}",
        "title": f"{programme.title} – wskaźniki za {year} r.",
        "resources": [
            _resource(f"dane-{year}", "Odpowiedzi realizatorów", OBSERVATION_FIELDS),
            _resource(f"wskazniki-{year}", "Wartości wskaźników w sprawozdaniu", INDICATOR_FIELDS),
            *([_resource(f"tabele-{year}", "Tabele statystyczne", INDICATOR_FIELDS)] if consolidation.cells else []),
            *_register_resources(programme, year),
        ],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _register_resources(programme: Programme, year: int) -> Iterator[dict[str, object]]:
    if programme.register is None:
        return
    money = frozenset(programme.register.money_keys)
    yield _resource(f"dzialania-{year}", "Rejestr działań", register_fields(programme.register), money)
    amounts = frozenset({"published", "computed", "difference"})
    yield _resource("uzgodnienie-kosztow", "Uzgodnienie kosztów", RECONCILIATION_FIELDS, amounts)


def _resource(name: str, title: str, fields: Sequence[str], numbers: frozenset[str] = frozenset()) -> dict[str, object]:
    numbers |= _NUMBERS
    types = {field: "number" if field in numbers else "integer" if field in _WHOLE else "string" for field in fields}
    return {
        "name": name,
        "path": f"{name}.csv",
        "title": title,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [{"name": field, "type": types[field]} for field in fields],
            "missingValues": [""],
        },
    }
