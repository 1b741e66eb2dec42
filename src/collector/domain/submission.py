"""A returned workbook, recognised and parsed."""

from dataclasses import dataclass

from collector.domain.observation import Observation, Place
from collector.domain.register import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff:
    """The sheet “Metryczka”: who prepared and approved the return."""

    prepared_by: str = ""
    position: str = ""
    phone: str = ""
    date: str = ""
    approved_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """One return. `form_id`, `programme` and `year` are what the workbook itself says; `entries` are the rows of the
    register of actions, in their order.
    """

    executor: str
    programme: str
    year: int
    form_id: str
    place: Place
    observations: tuple[Observation, ...]
    sign_off: SignOff
    entries: tuple[Entry, ...] = ()
