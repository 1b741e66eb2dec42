"""Statistical tables: rows by measures by years. Every cell of a year is asked and answered like an Indicator."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from collector.domain.indicator import Combine, Direction, Indicator, Kind, Moment, Relation, Role, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What is measured in every row of a table. A percentage names the measures it is computed from."""

    key: str
    name: str
    unit: Unit
    kind: Kind
    moment: Moment
    executors: tuple[str, ...]
    group: str = ""
    numerator: str = ""
    denominator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A printed row. `part_of` is the number of the row of which it is a part, in the role `role`.

    `group` is the text of a band printed above it; `kinds` holds the kinds that differ from the measure's, by measure;
    `unit` replaces theirs; `since` is the first year in which it is asked; `executors` answer it instead of the
    measure's.
    """

    number: int
    name: str
    printed_number: str = ""
    part_of: int | None = None
    role: Role | None = None
    group: str = ""
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    unit: Unit | None = None
    since: int | None = None
    executors: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StatisticalTable:
    """A table of the programme's diagnosis. `years_are_rows` says that every year is a printed row."""

    code: str
    title: str
    heading: str
    measures: tuple[Measure, ...]
    rows: tuple[TableRow, ...]
    years_are_rows: bool = False
    footnotes: tuple[str, ...] = ()

    def cell_id(self, row: TableRow, measure: Measure) -> str:
        """The stable id of a cell: `T2/4.a`."""
        return f"{self.code}/{row.number}.{measure.key}"

    @cached_property
    def cells(self) -> tuple[Indicator, ...]:
        """The cells, row by row."""
        return tuple(self._cell(row, measure) for row in self.rows for measure in self.measures)

    def _cell(self, row: TableRow, measure: Measure) -> Indicator:
        return Indicator(
            id=self.cell_id(row, measure),
            name=self._name(row, measure),
            kind=row.kinds.get(measure.key, measure.kind),
            unit=row.unit or measure.unit,
            moment=measure.moment,
            direction=Direction.CONTEXT,
            executors=row.executors or measure.executors,
            combine=Combine.OWNER,
            since=row.since,
        )

    def _name(self, row: TableRow, measure: Measure) -> str:
        group = f"{measure.name} ({measure.group})" if measure.group else measure.name
        if not row.name:
            return group
        name = f"{row.group}: {row.name}" if row.group else row.name
        return name if len(self.measures) == 1 else f"{name} – {group}"

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """Which cells must agree with which."""
        return (*self._percentages(), *self._parts())

    def _percentages(self) -> Iterator[Relation]:
        by_key = {measure.key: measure for measure in self.measures}
        for row in self.rows:
            for measure in self.measures:
                if measure.numerator:
                    pair = (by_key[measure.numerator], by_key[measure.denominator])
                    ids = tuple(self.cell_id(row, part) for part in pair)
                    yield Relation(total=self.cell_id(row, measure), role=Role.NUMERATOR, parts=ids)

    def _parts(self) -> Iterator[Relation]:
        by_number = {row.number: row for row in self.rows}
        for number, role in dict.fromkeys((row.part_of, row.role) for row in self.rows):
            if number is None or role is None:
                continue
            parts = [row for row in self.rows if (row.part_of, row.role) == (number, role)]
            for measure in self.measures:
                if measure.kind.starts_with_number and not measure.numerator:
                    ids = tuple(self.cell_id(row, measure) for row in parts)
                    yield Relation(total=self.cell_id(by_number[number], measure), role=role, parts=ids)
