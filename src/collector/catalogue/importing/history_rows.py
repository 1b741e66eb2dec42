"""A value of a published report as a row of `history/<year>.csv`."""

from typing import Final

from collector.catalogue.importing.tasks.guessing import Guess
from collector.domain.consolidation import INDICATOR_FIELDS
from collector.domain.indicator import Combine
from collector.values.text import one_line
from collector.values.writing import plain_number

# A report does not say who answers for what: until a person says it, one executor answers for everything.
EXECUTOR: Final = "KOORD"
PROGRAMME: Final = "program"


def history_row(id_: str, name: str, found: Guess, printed: str, note: str, year: int) -> dict[str, str]:
    """The row of an indicator whose value was read; `printed` are its words with the items of a list on lines."""
    value = found.value
    if value is None:
        raise ValueError(f"{id_} has no value")
    return dict.fromkeys(INDICATOR_FIELDS, "") | {
        "programme": PROGRAMME,
        "year": str(year),
        "indicator": id_,
        "name": name,
        "status": str(value.status),
        "value": "" if value.number is None else plain_number(value.number),
        "unit": found.unit_forms[1],
        "text": printed if value.text else "",
        "note": one_line(note),
        "executors": EXECUTOR,
        "combine": str(Combine.OWNER),
    }
