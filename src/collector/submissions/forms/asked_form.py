"""What the form of one executor asks for a year, made once for all its returns."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from collector.domain.programme import Executor, Programme, Question
from collector.domain.register import ADDED_PREFIX
from collector.layout.form import (
    ADDED_BAND,
    ADDED_ROWS,
    SIGN_OFF_FIELDS,
    TABLES,
    SheetLayout,
    form_sheets,
)
from collector.layout.identity import text_digest


@dataclass(frozen=True)
class AskedForm:
    """The sheets of data, the questions on each, and the texts, of the form of one executor."""

    programme: Programme
    executor: Executor
    year: int

    @cached_property
    def layouts(self) -> tuple[SheetLayout, ...]:
        """The sheets of data."""
        return form_sheets(self.programme, self.executor, self.year)

    def asked_on(self, layout: SheetLayout) -> Mapping[str, Question]:
        """What the rows of a sheet of values answer, by the id that stands in them."""
        return self._cells if layout is TABLES else self._indicators

    @cached_property
    def _cells(self) -> Mapping[str, Question]:
        return {cell.id: cell for _, cells in self.programme.cells_asked_of(self.executor, self.year) for cell in cells}

    @cached_property
    def _indicators(self) -> Mapping[str, Question]:
        asked: dict[str, Question] = {}
        for _, of_task in self.programme.asked_of(self.executor, self.year):
            for indicator in of_task:
                asked[indicator.id] = indicator
                asked.update({component.id: component for component in indicator.components})
        return asked

    @cached_property
    def own_texts(self) -> frozenset[int]:
        """The digests of the texts that the catalogue in force would put into the form."""
        return frozenset(map(text_digest, self._texts()))

    def _texts(self) -> Iterator[str]:
        programme, executor, year = self.programme, self.executor, self.year
        yield from (programme.title, f"{executor.id} – {executor.name}: dane za {year} r.")
        for layout in self.layouts:
            yield from (column.titled(year) for column in layout.columns)
        yield from (part for field in SIGN_OFF_FIELDS for part in (field.label, field.hint))
        for top in programme.sections:
            for section in top.walk():
                yield from (section.code, section.title, f"{section.code} {section.title}")
                if section.level < len(programme.report.bands):
                    yield programme.report.bands[section.level].format(kod=section.code, tytul=section.title)
        for asked in (*self._cells.values(), *self._indicators.values()):
            yield from (asked.id, asked.label, asked.unit.label)
        yield from (table.title for table in programme.tables)
        yield from (action.id for action in programme.actions)
        yield from (f"{ADDED_PREFIX} {number}" for number in range(1, ADDED_ROWS + 1))
        yield ADDED_BAND
