"""All answers of all returns as one table, and the rules that pandera checks on it.

Cells are parsed before they come here: text in a number column would make pandera give up every check of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import pandas as pd
import pandera.pandas as pa
from openpyxl.utils.cell import coordinate_from_string

from collector.checks.catalogue_rules import UNUSUAL_VALUE
from collector.checks.rules import NO_ANSWER, TOO_LARGE, TOO_SMALL
from collector.domain.indicator import Combine, Indicator, Role
from collector.domain.observation import Observation, Status
from collector.domain.programme import Programme, Question
from collector.domain.submission import Submission
from collector.values.ratio import numerator_and_denominator

_STATUSES: Final = [str(status) for status in Status]


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """An Observation beside what was asked; its position in the table is the index of the frame."""

    observation: Observation
    asked: Question
    must_be_answered: bool
    usual_maximum: Decimal | None = None


def answer_rows(submissions: Iterable[Submission], programme: Programme) -> list[AnswerRow]:
    """Every answer of `submissions`, in their order."""
    asked: dict[str, Question] = {}
    needed: dict[str, bool] = {}
    for indicator in programme.indicators:
        # A ratio of sums needs everybody's numerator and denominator; the percentage itself follows from them.
        is_ratio = indicator.combine is Combine.RATIO
        asked[indicator.id], needed[indicator.id] = indicator, indicator.required and not is_ratio
        for component in indicator.components:
            asked[component.id], needed[component.id] = component, indicator.required and is_ratio
    for table in programme.tables:
        computed = {relation.total for relation in table.relations if relation.role is Role.NUMERATOR}
        for cell in table.cells:
            asked[cell.id], needed[cell.id] = cell, cell.id not in computed
    return [
        AnswerRow(o, asked[o.indicator], needed[o.indicator], usual_maximum(asked[o.indicator], programme))
        for submission in submissions
        for o in submission.observations
    ]


def usual_maximum(asked: Question, programme: Programme) -> Decimal | None:
    """The largest value that needs no explanation: by the indicator itself, or by its unit in this city."""
    own = asked.usual_maximum
    return programme.usual_maximum_of_unit.get(asked.unit.label) if own is None else own


def answer_frame(rows: list[AnswerRow]) -> "pd.DataFrame":
    """The rows as a frame; the Excel row and the cell travel with each value."""
    computable = _computable(rows)
    columns = {
        "executor": [row.observation.executor for row in rows],
        "indicator": [row.observation.indicator for row in rows],
        "kind": [str(row.asked.kind) for row in rows],
        "status": [str(row.observation.value.status) for row in rows],
        "number": [_float(row.observation.value.number) for row in rows],
        "minimum": [float(row.asked.minimum) for row in rows],
        "maximum": [_float(row.asked.maximum) for row in rows],
        "usual_minimum": [_float(row.asked.usual_minimum) for row in rows],
        "usual_maximum": [_float(row.usual_maximum) for row in rows],
        "needs_answer": [
            row.must_be_answered
            and not row.observation.raw.strip()
            and (row.observation.executor, row.observation.indicator) not in computable
            for row in rows
        ],
        "cell": [row.observation.place.cell for row in rows],
        "excel_row": [coordinate_from_string(row.observation.place.cell)[1] for row in rows],
    }
    frame = pd.DataFrame(columns)
    numbers = ("number", "minimum", "maximum", "usual_minimum", "usual_maximum")
    return frame.astype({**dict.fromkeys(numbers, "float64"), "needs_answer": "bool"})


def _float(number: object) -> float:
    return float("nan") if number is None else float(str(number))


def _computable(rows: list[AnswerRow]) -> set[tuple[str, str]]:
    """The blank percentages whose numerator and denominator were given."""
    numbers: dict[str, dict[str, Decimal]] = {}
    for row in rows:
        if row.observation.value.number is not None:
            numbers.setdefault(row.observation.executor, {})[row.observation.indicator] = row.observation.value.number
    return {
        (row.observation.executor, row.asked.id)
        for row in rows
        if isinstance(row.asked, Indicator)
        and numerator_and_denominator(row.asked, numbers.get(row.observation.executor, {}))
    }


def answer_schema(programme: Programme) -> "pa.DataFrameSchema":
    """What must hold for the table; the `error` of a check is the code of the rule that it breaks."""
    ids = [*programme.indicator_by_id, *(c.id for i in programme.indicators for c in i.components)]
    return pa.DataFrameSchema(
        {
            "executor": pa.Column(str, pa.Check.isin([executor.id for executor in programme.executors])),
            "indicator": pa.Column(str, pa.Check.isin(ids)),
            "kind": pa.Column(str),
            "status": pa.Column(str, pa.Check.isin(_STATUSES)),
            "number": pa.Column("float64", nullable=True),
            "minimum": pa.Column("float64", nullable=True),
            "maximum": pa.Column("float64", nullable=True),
            "usual_minimum": pa.Column("float64", nullable=True),
            "usual_maximum": pa.Column("float64", nullable=True),
            "needs_answer": pa.Column(bool),
            "cell": pa.Column(str),
            "excel_row": pa.Column("int64", pa.Check.gt(0)),
        },
        checks=[
            pa.Check(lambda frame: ~(frame["number"] < frame["minimum"]), error=TOO_SMALL.code),
            pa.Check(lambda frame: ~(frame["number"] > frame["maximum"]), error=TOO_LARGE.code),
            pa.Check(
                lambda frame: (
                    ~(
                        ((frame["number"] < frame["usual_minimum"]) & ~(frame["number"] < frame["minimum"]))
                        | ((frame["number"] > frame["usual_maximum"]) & ~(frame["number"] > frame["maximum"]))
                    )
                ),
                error=UNUSUAL_VALUE.code,
            ),
            pa.Check(
                lambda frame: ~(frame["needs_answer"] & (frame["status"] == str(Status.NOT_SUBMITTED))),
                error=NO_ANSWER.code,
            ),
        ],
        unique=["executor", "indicator"],
        strict=True,
    )


def broken_rules(frame: "pd.DataFrame", schema: "pa.DataFrameSchema") -> list[tuple[int, str]]:
    """The (position, rule code) pairs that fail, each once. A failure that is no rule is a bug and is raised."""
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases
        codes = {TOO_SMALL.code, TOO_LARGE.code, UNUSUAL_VALUE.code, NO_ANSWER.code}
        if not set(cases["check"]) <= codes:
            raise
        return sorted({(int(index), str(check)) for index, check in zip(cases["index"], cases["check"], strict=True)})
    return []
