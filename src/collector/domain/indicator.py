"""An indicator: what is asked, in which unit, of whom, and how the answers become one value."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from collector.domain.target import BaseValue, Target


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


COUNTS: Final = frozenset({Kind.COUNT, Kind.COUNT_WITH_BREAKDOWN, Kind.COUNT_OR_TEXT})


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


class Gender(StrEnum):
    """The grammatical gender of a counted noun, which decides about its forms and the verb beside it."""

    MASCULINE_PERSONAL = "męskoosobowy"
    MASCULINE = "męski"
    FEMININE = "żeński"
    NEUTER = "nijaki"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What is counted, with the three Polish forms used after 1, 2–4 and 5 or more.

    `genitive` and `accusative` are singular: „z 1 osoby”, „o 1 osobę”. They and `gender` are known all or none.
    """

    one: str
    few: str
    many: str
    genitive: str = ""
    accusative: str = ""
    gender: Gender | None = None

    @property
    def label(self) -> str:
        """The form shown in a column of units: „osoby”, „tys. zł”, „%”."""
        return self.few

    @property
    def forms(self) -> frozenset[str]:
        """Every form a person may type after the number."""
        return frozenset((self.one, self.few, self.many, *filter(None, (self.genitive, self.accusative))))

    @property
    def is_indeclinable(self) -> bool:
        """Whether it is the same after every number and in every case: „%”, „tys. zł”."""
        return self.one == self.few == self.many and self.gender is None

    @property
    def is_declined(self) -> bool:
        """Whether its form is known for every place in a sentence."""
        return self.is_indeclinable or self.gender is not None


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

    @property
    def usual_minimum(self) -> Decimal | None:
        """A component has no limit below which it needs an explanation."""
        return None

    @property
    def usual_maximum(self) -> Decimal | None:
        """A component has no limit above which it needs an explanation."""
        return None

    @property
    def change_threshold(self) -> Decimal | None:
        """A component has no threshold of change of its own."""
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Answers of one year that must agree: a percentage with its numerator and denominator, or a total with its parts.

    `role` is NUMERATOR for a percentage, whose `parts` are numerator and denominator; else the role of the parts.
    """

    total: str
    role: Role
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One question of the programme.

    `id` is the task code, a slash and a running number that is never reused. `unit_is_printed` says whether the report
    shows the unit after the number, as in „1 129,1 tys. zł”. `since` is the first year for which it is asked.

    A value below `usual_minimum` or above `usual_maximum` needs an explanation, and so does one that differs from the
    last known year by more than `change_threshold` percent; None leaves that to whoever asks. `repeats` is the id of
    the indicator whose value this one says again: the two must agree.
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
    base: BaseValue | None = None
    target: Target | None = None
    since: int | None = None
    usual_minimum: Decimal | None = None
    usual_maximum: Decimal | None = None
    change_threshold: Decimal | None = None
    repeats: str = ""

    @property
    def label(self) -> str:
        """What stands in its row of the form."""
        return self.name

    def is_asked_in(self, year: int) -> bool:
        """Whether it is already asked for `year`."""
        return self.since is None or year >= self.since

    def parts(self, role: Role) -> tuple[Component, ...]:
        """The components that play `role`."""
        return tuple(component for component in self.components if component.role is role)

    @property
    def relations(self) -> Iterator[Relation]:
        """How its components must agree with it."""
        pair = (*self.parts(Role.NUMERATOR), *self.parts(Role.DENOMINATOR))
        if len(pair) == 2:
            yield Relation(total=self.id, role=Role.NUMERATOR, parts=tuple(component.id for component in pair))
        for role in (Role.PART_OF, Role.ALL_PARTS):
            if parts := self.parts(role):
                yield Relation(total=self.id, role=role, parts=tuple(component.id for component in parts))
