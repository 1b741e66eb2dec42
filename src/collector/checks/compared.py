"""Numbers of this year beside the last known ones: an executor's own, and those that several report together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import Final

from collector.domain.consolidation import PastValue
from collector.domain.indicator import Combine, Indicator, Relation, Role
from collector.domain.observation import Observation, Status
from collector.domain.programme import Programme
from collector.values.ratio import percentage
from collector.values.writing import polish_number

_TENTH: Final = Decimal("0.1")
_HUNDREDTH: Final = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Compared:
    """A number of this year beside the last known one; `others` names the parts of a value that several report."""

    observation: Observation
    indicator: Indicator
    number: Decimal
    past: PastValue
    others: str = ""

    @property
    def before(self) -> Decimal:
        """The last known value; the pair is made only where there is one."""
        assert self.past.value is not None  # noqa: S101 - see _comparable
        return self.past.value


def compared(
    answers: Mapping[str, Sequence[Observation]], programme: Programme, history: Mapping[str, PastValue]
) -> Iterator[Compared]:
    """A pair for every number among the `answers` by indicator of which a whole value of an earlier year is known."""
    percentages = _percentages(programme)
    for id_, given in answers.items():
        indicator = programme.indicator_by_id.get(id_)
        past = _comparable(history, id_, given[0].year) if indicator is not None else None
        if indicator is None or past is None:
            continue
        if len(indicator.executors) == 1:
            for observation in given:
                number = observation.value.number
                if _is_blank(observation) and id_ in percentages:
                    number = _computed(*percentages[id_], answers)
                if number is not None:
                    yield Compared(observation, indicator, number, past)
        elif shared := _together(indicator, given, answers):
            observation, number, others = shared
            yield Compared(observation, indicator, number, past, others)


def _percentages(programme: Programme) -> dict[str, tuple[Relation, Decimal]]:
    """What the percentages that may be left blank follow from, and to which step the report rounds them."""
    own = ((relation, _HUNDREDTH) for indicator in programme.indicators for relation in indicator.relations)
    of_tables = ((relation, _TENTH) for table in programme.tables for relation in table.relations)
    return {r.total: (r, step) for r, step in chain(own, of_tables) if r.role is Role.NUMERATOR}


def _is_blank(observation: Observation) -> bool:
    return observation.value.status is Status.NOT_SUBMITTED and not observation.raw.strip()


def _computed(relation: Relation, step: Decimal, answers: Mapping[str, Sequence[Observation]]) -> Decimal | None:
    """The percentage that the report will show where none was typed, if both of its inputs were given."""
    inputs = [o.value.number for part in relation.parts for o in answers.get(part, ())]
    numerator, denominator = inputs if len(inputs) == len(relation.parts) else (None, None)
    return percentage(numerator, denominator, step) if numerator is not None and denominator else None


def _comparable(history: Mapping[str, PastValue], id_: str, year: int) -> PastValue | None:
    """The last known value, if it is a whole number of an earlier year."""
    past = history.get(id_)
    return past if past and past.value is not None and not past.missing and past.year < year else None


def _together(
    indicator: Indicator, given: Sequence[Observation], answers: Mapping[str, Sequence[Observation]]
) -> tuple[Observation, Decimal, str] | None:
    """What the executors of a shared indicator report together, if all have; the observation is the largest part."""
    if indicator.combine is Combine.RATIO:
        return _ratio(indicator, given, answers)
    by_executor = {o.executor: (o, o.value.number) for o in given if o.value.number is not None}
    if by_executor.keys() != set(indicator.executors):
        return None
    numbers = {executor: by_executor[executor][1] for executor in indicator.executors}
    first, agreed = by_executor[indicator.executors[0]]
    if indicator.combine is Combine.AGREED and len({(o.value.number, o.value.text) for o in given}) == 1:
        return first, agreed, f" Tę samą wartość podali: {', '.join(numbers)}."
    if indicator.combine not in (Combine.SUM, Combine.MAXIMUM):
        return None
    number = sum(numbers.values(), Decimal(0)) if indicator.combine is Combine.SUM else max(numbers.values())
    largest = max(given, key=lambda o: (o.value.number or Decimal(0), o.executor))
    parts = ", ".join(f"{executor} {polish_number(part)}" for executor, part in numbers.items())
    return largest, number, f" Łącznie z wartościami: {parts}."


def _ratio(
    indicator: Indicator, given: Sequence[Observation], answers: Mapping[str, Sequence[Observation]]
) -> tuple[Observation, Decimal, str] | None:
    sums = []
    for role in (Role.NUMERATOR, Role.DENOMINATOR):
        inputs = [o.value.number for part in indicator.parts(role) for o in answers.get(part.id, ())]
        known = [number for number in inputs if number is not None]
        if len(known) != len(indicator.executors):
            return None
        sums.append(sum(known, Decimal(0)))
    if not sums[1]:
        return None
    first = min(given, key=lambda o: indicator.executors.index(o.executor))
    return first, percentage(sums[0], sums[1]), " To procent z sum liczników i mianowników wszystkich realizatorów."
