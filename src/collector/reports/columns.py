"""What stands in the columns of the published table that collector fills for an indicator."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from collector.domain.consolidation import Result
from collector.domain.observation import Status
from collector.domain.programme import Programme, ReportColumn
from collector.domain.register import Entry
from collector.values.writing import polish_number, shown_value, with_gap

# Something was typed, and nobody knows what it means.
UNCLEAR: Final = "do wyjaśnienia"


def _base_text(result: Result, _band: Decimal) -> str:
    base = result.indicator.base
    return f"{polish_number(base.value)}{base.mark}" if base else ""


def _previous_text(result: Result, _band: Decimal) -> str:
    previous = result.previous
    if previous is None:
        return ""
    words = previous.text if previous.value is None else shown_value(previous.value, result.indicator)
    return with_gap(words, previous.missing)


def _target_text(result: Result, _band: Decimal) -> str:
    return result.indicator.target.text if result.indicator.target else ""


def _assessment_text(result: Result, band: Decimal) -> str:
    assessment = result.assessment(band)
    return assessment.words if assessment else ""


def value_text(entry: Entry) -> str:
    """What the report shows as the result of an action."""
    if entry.value.status is Status.NOT_SUBMITTED:
        return UNCLEAR if entry.raw.strip() else ""
    return entry.value.text or entry.raw


# By the key of the column; `band` is the change in percent that still counts as upkeep.
INDICATOR_TEXTS: Final[Mapping[str, Callable[[Result, Decimal], str]]] = {
    "wskaznik": lambda result, _: result.indicator.name,
    "jednostka": lambda result, _: result.indicator.unit.label,
    "wartosc": lambda result, _: result.shown,
    "poprzednia": _previous_text,
    "bazowa": _base_text,
    "cel": _target_text,
    "ocena": _assessment_text,
}

# Of these a register has nothing to say, as the indicators have nothing to say of terms and money.
_NOT_OF_REGISTER: Final = frozenset({"lp", "jednostka", "poprzednia", "bazowa", "cel", "ocena"})


def indicator_columns(programme: Programme) -> tuple[ReportColumn, ...]:
    """The columns of the table of indicators: without those of a register that the same programme keeps."""
    register = programme.register
    of_register = {"dzialanie", "termin", *register.money_keys} if register else set()
    return tuple(column for column in programme.report.columns if column.key not in of_register)


def register_columns(programme: Programme) -> tuple[ReportColumn, ...]:
    """The columns of the register of actions."""
    return tuple(column for column in programme.report.columns if column.key not in _NOT_OF_REGISTER)


def assessment_method(band: Decimal) -> str:
    """How values are assessed, for the reader of the report."""
    return (
        "Ocena: wartość porównano z wartością bazową, a gdy jej nie ma – z ostatnią znaną. Za utrzymanie na zbliżonym "
        f"poziomie uznaje się zmianę nie większą niż {polish_number(band)}%, za wzrost lub spadek – zmianę większą. "
        "Ocena „zgodnie z celem” znaczy, że taka zmiana jest wśród zapisanych w programie."
    )
