"""The register of actions: what was done in a task, by whom, at what cost, and with what result."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from collector.domain.indicator import Role
from collector.domain.observation import Place, Status, Value

COST: Final = "koszt"
# Rows that an executor adds are numbered beforehand: „nowe 1”, „nowe 2” …
ADDED_PREFIX: Final = "nowe"
_ADDED: Final = re.compile(r"(?P<task>.+)/[^/+]+\+(?P<number>\d+)")
# „2018”, also in „2018-20” and „2019/20”; the short year of „1.09.19”; and what is no year: numbers of acts.
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s*[-–/]\s*(\d\d)(?![\d.]))?(?!\d)")
_SHORT_YEAR: Final = re.compile(r"(?<!\d)\d{1,2}\.\d{1,2}\.(\d\d)(?!\d)")
_NUMBER_OF_ACT: Final = re.compile(r"\b(?:nr|poz\.)\s*\S+", re.IGNORECASE)
_OPEN_END: Final = re.compile(r"\b(?:nadal|obecnie|bezterminowo|nieokreślony)\b", re.IGNORECASE)


def row_id(id_: str) -> str:
    """The number that the form shows in the row of an indicator or action."""
    added = _ADDED.fullmatch(id_)
    return f"{ADDED_PREFIX} {added['number']}" if added else id_


def row_name(id_: str) -> str:
    """What a person calls that row; the number of an added action alone does not tell its task."""
    added = _ADDED.fullmatch(id_)
    return f"{row_id(id_)} (zadanie {added['task']})" if added else id_


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An indicator that an action of the task may report."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """An action that is known beforehand. As a part it is not added beside the action `part_of`."""

    id: str
    name: str
    executor: str
    indicator: str = ""
    part_of: str = ""
    role: Role | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingSource:
    """A column of money beside the cost."""

    key: str
    heading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLayout:
    """How a programme keeps and prints its register.

    `reasons` are the official words that may stand instead of an amount, each with its other spellings. The patterns
    of the sums take `{kod}` and `{tytul}`; `sum_without_multi_year` is printed where such actions were left out.
    """

    sources: tuple[FundingSource, ...]
    reasons: Mapping[str, tuple[str, ...]]
    goal_sum: str
    sum_without_multi_year: str
    summary_heading: str
    summary_goal: str

    @property
    def money_keys(self) -> tuple[str, ...]:
        """The columns of money: the cost first, then its sources."""
        return (COST, *(source.key for source in self.sources))


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """A cell of money: an amount in zł, or an official reason why there is none; blank has neither."""

    raw: str = ""
    amount: Decimal | None = None
    reason: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in the cell."""
        return not self.raw

    @property
    def is_unreadable(self) -> bool:
        """Whether something stands in the cell that is neither an amount nor a reason."""
        return bool(self.raw) and self.amount is None and not self.reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row of the register as one Executor reports it for one year.

    `money` holds a cell for the cost and every funding source; `indicator` is the chosen Choice with its
    `indicator_name`; `part_of` is the id of the entry of which this one is a part. `place` is the row's cell of the
    action, `value_place` and `cost_place` are those of the result and of the cost.
    `explanation` is what the executor says of what will be doubted. `cells` are the addresses of the filled cells with
    words, by `term`, `note` and `explanation`, and of those of money by their keys. `earlier` is the row in
    replaced returns of the executor, the oldest first.
    """

    id: str
    task: str
    name: str
    executor: str
    term: str
    money: Mapping[str, Money]
    indicator: str
    indicator_name: str
    value: Value
    raw: str
    note: str
    place: Place
    part_of: str = ""
    role: Role | None = None
    value_place: Place | None = None
    cost_place: Place | None = None
    term_above: str = ""
    explanation: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)
    earlier: tuple["Entry", ...] = ()

    def money_place(self, key: str) -> Place:
        """The cell of an amount; without an address if nothing stands in it."""
        return replace(self.place, cell=self.cells.get(key, ""))

    def amount(self, key: str) -> Decimal:
        """The amount in the column `key`, zero where there is none."""
        return self.money[key].amount or Decimal(0)

    @property
    def has_amounts(self) -> bool:
        """Whether any amount other than zero is given."""
        return any(cell.amount for cell in self.money.values())

    @property
    def is_silent(self) -> bool:
        """Whether it stands for a row that nobody sent."""
        return self.place.file == "" and not self.is_described

    @property
    def is_described(self) -> bool:
        """Whether the executor said anything of it: when, for how much, or with what result."""
        return bool(self.term or self.raw or any(not cell.is_blank for cell in self.money.values()))

    @property
    def years(self) -> tuple[int, ...]:
        """The calendar years that the term names, in order; „j.w.” stands for `term_above`."""
        term = _NUMBER_OF_ACT.sub("", self.term_above or self.term)
        named = {int(f"20{short}") for short in _SHORT_YEAR.findall(term)}
        for year, until in _YEAR.findall(term):
            named.add(int(year))
            if until and int(until) > int(year[2:]):
                named.add(int(year[:2] + until))
        return tuple(sorted(named))

    @property
    def is_multi_year(self) -> bool:
        """Whether the term names more than one calendar year or has no end; such costs are in no yearly sum."""
        return len(self.years) > 1 or self.has_open_end

    @property
    def has_open_end(self) -> bool:
        """Whether the term names no end."""
        return bool(_OPEN_END.search(self.term_above or self.term))

    @property
    def is_reported(self) -> bool:
        """Whether the executor gave a value of the indicator."""
        return self.value.status is Status.GIVEN
