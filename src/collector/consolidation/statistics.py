"""The statistical tables of the year; percentages that follow from other cells are computed where left blank."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from collector.domain.consolidation import Result
from collector.domain.indicator import Role
from collector.domain.observation import Status
from collector.domain.programme import Programme
from collector.values.ratio import percentage
from collector.values.writing import polish_number

# As the programmes print them: „3,4”.
_STEP: Final = Decimal("0.1")


def with_computed_percentages(programme: Programme, cells: Sequence[Result]) -> tuple[Result, ...]:
    """`cells` with the blank percentages whose numerator and denominator are known."""
    by_id = {result.indicator.id: result for result in cells}
    for table in programme.tables:
        for relation in table.relations:
            result = by_id[relation.total]
            if relation.role is not Role.NUMERATOR or not _is_blank(result):
                continue
            inputs = [by_id[part] for part in relation.parts]
            numerator, denominator = (given.value for given in inputs)
            if numerator is not None and denominator:
                value = percentage(numerator, denominator, _STEP)
                by_id[relation.total] = replace(result, status=Status.GIVEN, value=value, shown=polish_number(value))
            elif absent := next((given for given in inputs if given.value is None), None):
                by_id[relation.total] = replace(result, status=absent.status, shown=absent.shown)
    return tuple(by_id.values())


def _is_blank(result: Result) -> bool:
    return result.status is Status.NOT_SUBMITTED and not any(o.raw.strip() for o in result.observations)
