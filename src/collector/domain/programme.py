"""The catalogue of a programme: its tree of parts, its indicators and the executors that report them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property


class Kind(StrEnum):
    """What an answer to an Indicator is. The values are the words of the catalogue file."""

    COUNT = "liczba"
    DECIMAL = "liczba dziesiętna"
    PERCENTAGE = "procent"
    AMOUNT = "kwota"
    COUNT_WITH_BREAKDOWN = "liczba z opisem"
    COUNT_OR_TEXT = "liczba lub opis"
    LIST = "lista"
    SCALE = "skala"
    TEXT = "tekst"

    @property
    def is_numeric(self) -> bool:
        """Whether an answer is nothing but a number."""
        return self in (Kind.COUNT, Kind.DECIMAL, Kind.PERCENTAGE, Kind.AMOUNT)

    @property
    def starts_with_number(self) -> bool:
        """Whether an answer must hold a number, alone or before a description."""
        return self.is_numeric or self is Kind.COUNT_WITH_BREAKDOWN


class Moment(StrEnum):
    """The time an Indicator describes."""

    YEAR = "cały rok"
    YEAR_END = "stan na 31 grudnia"


class Direction(StrEnum):
    """Which change of an Indicator is a good one."""

    MORE = "więcej"
    FEWER = "mniej"
    STABLE = "bez zmian"
    CONTEXT = "kontekst"


class Combine(StrEnum):
    """How the answers of several Executors become one value of the report."""

    OWNER = "jeden realizator"
    SUM = "suma"
    MAXIMUM = "maksimum"
    RATIO = "iloraz sum"
    LIST = "lista łączna"
    SCALE_RANGE = "zakres skali"
    AGREED = "wartość uzgodniona"


class Role(StrEnum):
    """What a Component is to its Indicator; "w tym" parts may miss some of the total, "z tego" parts are all of it."""

    NUMERATOR = "licznik"
    DENOMINATOR = "mianownik"
    PART_OF = "w tym"
    ALL_PARTS = "z tego"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What is counted, with the three Polish forms used after 1, 2–4 and 5 or more."""

    one: str
    few: str
    many: str

    @property
    def label(self) -> str:
        """The form shown in a column of units: „osoby”, „tys. zł”, „%”."""
        return self.few

    @property
    def forms(self) -> frozenset[str]:
        """Every form a person may type after the number."""
        return frozenset((self.one, self.few, self.many))


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """An input of its own beside the value of an Indicator: a numerator, a denominator or a part."""

    id: str
    role: Role
    name: str
    unit: Unit
    kind: Kind

    @property
    def label(self) -> str:
        """What stands in its row of the form."""
        return f"{self.role}: {self.name}"

    @property
    def minimum(self) -> Decimal:
        """Parts, numerators and denominators are never negative."""
        return Decimal(0)

    @property
    def maximum(self) -> Decimal | None:
        """A component has no upper limit of its own."""
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One question of the programme.

    `id` is the task code, a slash and a running number that is never reused. `unit_is_printed` says whether the report
    shows the unit after the number, as in „1 129,1 tys. zł”.
    """

    id: str
    name: str
    kind: Kind
    unit: Unit
    moment: Moment
    direction: Direction
    executors: tuple[str, ...]
    combine: Combine
    scale: tuple[str, ...] = ()
    components: tuple[Component, ...] = ()
    minimum: Decimal = Decimal(0)
    maximum: Decimal | None = None
    required: bool = True
    aliases: tuple[str, ...] = ()
    hint: str = ""
    unit_is_printed: bool = False

    @property
    def label(self) -> str:
        """What stands in its row of the form."""
        return self.name

    def parts(self, role: Role) -> tuple[Component, ...]:
        """The components that play `role`."""
        return tuple(component for component in self.components if component.role is role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A node of the programme's tree: a goal, a priority, a task. How deep the tree goes is data.

    `printed` holds the texts of the report's own columns (who carries it out, funding, monitoring), by column key;
    `merged` names the columns whose cells the published report merges over all indicators of the section.
    """

    code: str
    title: str
    level: int
    children: tuple["Section", ...] = ()
    indicators: tuple[Indicator, ...] = ()
    printed: dict[str, str] = field(default_factory=dict)
    merged: frozenset[str] = frozenset()

    def walk(self) -> Iterator["Section"]:
        """This section and everything below it, in printed order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Executor:
    """A unit that answers: it gets one Template a year and sends one Submission."""

    id: str
    name: str
    coordinates: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportColumn:
    """A column of the published table; `{rok}` in the heading becomes the year. `width` is in characters.

    `repeated` says that a text of the task stands in the row of each of its indicators, unless the task merges it.
    """

    key: str
    heading: str
    width: float
    repeated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLayout:
    """How the city prints the report.

    `{rok}` in a text becomes the year it describes, `{rok_wydania}` the next one. `bands` are the headings of the
    upper levels of the tree, with `{kod}` and `{tytul}`.
    """

    title_lines: tuple[str, ...]
    issued_by: str
    table_title: str
    bands: tuple[str, ...]
    columns: tuple[ReportColumn, ...]
    closing: str


@dataclass(frozen=True, kw_only=True)
class Programme:
    """A whole catalogue. `levels` names the levels of the tree from the top; `fingerprint` is its content's SHA-256."""

    id: str
    title: str
    city: str
    coordinator: str
    first_year: int
    last_year: int
    levels: tuple[Unit, ...]
    sections: tuple[Section, ...]
    executors: tuple[Executor, ...]
    report: ReportLayout
    fingerprint: str

    @cached_property
    def tasks(self) -> tuple[Section, ...]:
        """The sections that hold indicators, in printed order."""
        return tuple(part for top in self.sections for part in top.walk() if part.indicators)

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators in printed order."""
        return tuple(indicator for task in self.tasks for indicator in task.indicators)

    @cached_property
    def indicator_by_id(self) -> dict[str, Indicator]:
        """Indicators by their id."""
        return {indicator.id: indicator for indicator in self.indicators}

    @cached_property
    def executor_by_id(self) -> dict[str, Executor]:
        """Executors by their id."""
        return {executor.id: executor for executor in self.executors}

    def asked_of(self, executor: Executor) -> tuple[tuple[Section, tuple[Indicator, ...]], ...]:
        """The tasks and, of each, the indicators that `executor` reports."""
        asked = ((task, tuple(i for i in task.indicators if executor.id in i.executors)) for task in self.tasks)
        return tuple((task, indicators) for task, indicators in asked if indicators)
