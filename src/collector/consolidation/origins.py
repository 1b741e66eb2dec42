"""Where every figure of the report came from: cells of returns, earlier years, the catalogue, recorded decisions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, pairwise
from typing import Final

from collector.decisions import DECISIONS_FILE
from collector.domain.consolidation import Consolidation, PastValue, Result
from collector.domain.indicator import Role
from collector.domain.observation import Observation, Place, Status
from collector.domain.programme import Programme
from collector.domain.register import Entry, RegisterLayout
from collector.layout.form import register_sheet
from collector.values.writing import polish_number, shown_past

CATALOGUE_FILE: Final = "programme.yaml"


class NoOriginError(AssertionError):
    """A figure without an origin: the build must not go on."""


class Kind(StrEnum):
    """What stands in the place of an origin."""

    ANSWER = "odpowiedź"
    INPUT = "dana do obliczenia"
    AMOUNT = "kwota"
    AGREED = "wartość uzgodniona"
    PUBLISHED = "wartość opublikowana"
    CORRECTED = "wartość skorygowana"
    BASE = "wartość bazowa"


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """What a replaced return said instead: the cell as typed, and where it stands."""

    raw: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One cell, or line of a file, of which a figure of the report was made.

    `figure` is the id of the indicator, the cell of a table or the row of the register that the report shows, and
    `year` the year of the figure. `source` is what the cell answers: the same id, that of another question from which
    the figure was computed, or the key of a column of money; `name` says that in Polish where it is not the figure
    itself. `raw` is the cell as typed. `replaced` is what stood in its place in returns that count no more, the oldest
    first. The `place` of an `executor` that sent nothing has no file.
    """

    figure: str
    year: int
    kind: Kind
    source: str
    executor: str
    status: Status
    raw: str
    place: Place
    name: str = ""
    replaced: tuple[Replaced, ...] = ()
    remark: str = ""

    @property
    def is_of_reported_year(self) -> bool:
        """Whether the value that the report prints was made of it, and no earlier or base value."""
        return self.kind in (Kind.ANSWER, Kind.INPUT, Kind.AMOUNT, Kind.AGREED)

    @property
    def state(self) -> str:
        """Whether and what was answered, in Polish; empty for what is no answer."""
        if not self.executor:
            return ""
        if self.status is Status.NOT_SUBMITTED and self.raw.strip():
            return "do wyjaśnienia"
        return self.status.label


def origins(consolidation: Consolidation) -> tuple[Origin, ...]:
    """The origins of everything that the report shows, in its order; of a figure those of the reported year first.

    Raises NoOriginError for a figure that came from no cell.
    """
    computed = _inputs_of_percentages(consolidation.programme)
    register = consolidation.programme.register
    names = _money_names(register) if register else {}
    found = chain(
        *(_of_result(result, consolidation, computed) for result in (*consolidation.results, *consolidation.cells)),
        *(_of_entry(entry, consolidation.year, names) for entry in consolidation.entries),
    )
    return tuple(map(_sound, found))


def _inputs_of_percentages(programme: Programme) -> dict[str, tuple[str, ...]]:
    """By the id of a percentage of a statistical table, the cells from which it is computed where it was left blank."""
    relations = chain.from_iterable(table.relations for table in programme.tables)
    return {relation.total: relation.parts for relation in relations if relation.role is Role.NUMERATOR}


def _money_names(register: RegisterLayout) -> dict[str, str]:
    layout = register_sheet(register)
    return {key: layout.column(key).heading for key in register.money_keys}


def _of_result(
    result: Result, consolidation: Consolidation, computed: Mapping[str, tuple[str, ...]]
) -> Iterator[Origin]:
    id_ = result.indicator.id
    labels = {component.id: component.label for component in result.indicator.components}
    given = [_of_observation(id_, labels.get(o.indicator, ""), o) for o in result.observations]
    yield from given
    if agreed := result.agreed:
        yield Origin(
            figure=id_, year=result.year, kind=Kind.AGREED, source=id_, executor="", status=Status.GIVEN,
            raw=agreed.value, place=_decided(agreed.line), remark=f"{agreed.person}: {agreed.reason}",
        )  # fmt: skip
    elif result.status is Status.GIVEN and not any(origin.status is Status.GIVEN for origin in given):
        inputs = [consolidation.by_id[part] for part in computed.get(id_, ())]
        if not inputs:
            raise NoOriginError(f"{id_} has a value that nobody gave")
        for each in inputs:
            yield from (_of_observation(id_, each.indicator.label, o) for o in each.observations)
    for year in reversed(consolidation.history.years):
        if past := consolidation.history.in_year(id_, year):
            yield from _of_past(id_, past)
    if base := result.indicator.base:
        yield Origin(
            figure=id_, year=base.year, kind=Kind.BASE, source=id_, executor="", status=Status.GIVEN,
            raw=f"{polish_number(base.value)}{base.mark}", place=Place(file=CATALOGUE_FILE, cell=id_),
        )  # fmt: skip


def _of_observation(figure: str, name: str, observation: Observation) -> Origin:
    """An answer to the figure itself, or to what it is computed from if that has a `name`."""
    said = [(each.raw, each.value.status, each.place) for each in (*observation.earlier, observation)]
    return Origin(
        figure=figure, year=observation.year, kind=Kind.INPUT if name else Kind.ANSWER, source=observation.indicator,
        executor=observation.executor, status=observation.value.status, raw=observation.raw, place=observation.place,
        name=name, replaced=_changed(said), remark=observation.value.reading,
    )  # fmt: skip


def _changed(said: Sequence[tuple[str, object, Place]]) -> tuple[Replaced, ...]:
    """What was said before the last one, as far as the next said something else; each with its text and its place."""
    return tuple(Replaced(raw=old[0], place=old[2]) for old, new in pairwise(said) if old[:2] != new[:2])


def _of_past(figure: str, past: PastValue) -> Iterator[Origin]:
    """The value of a closed year; of a corrected one what was published, then every correction."""
    correction, before = past.correction, past.published
    if correction is None or before is None:
        yield Origin(
            figure=figure, year=past.year, kind=Kind.PUBLISHED, source=figure, executor="", status=Status.GIVEN,
            raw=shown_past(past), place=past.place,
        )  # fmt: skip
        return
    yield from _of_past(figure, before)
    yield Origin(
        figure=figure, year=past.year, kind=Kind.CORRECTED, source=figure, executor="", status=Status.GIVEN,
        raw=correction.value, place=_decided(correction.line), remark=f"{correction.person}: {correction.reason}",
    )  # fmt: skip


def _decided(line: int) -> Place:
    return Place(file=DECISIONS_FILE, cell=f"wiersz {line}")


def _of_entry(entry: Entry, year: int, names: Mapping[str, str]) -> Iterator[Origin]:
    """Of a row of the register its result, then its money by `names` of the columns: filled now, or once."""
    rows = (*entry.earlier, entry)
    yield Origin(
        figure=entry.id, year=year, kind=Kind.ANSWER, source=entry.id, executor=entry.executor,
        status=entry.value.status, raw=entry.raw, place=entry.value_place or entry.place,
        replaced=_changed([(each.raw, each.value.status, each.value_place or each.place) for each in rows]),
    )  # fmt: skip
    for key, name in names.items():
        said = [(each.money[key].raw, each.money[key].amount, each.money_place(key)) for each in rows]
        if any(raw for raw, *_ in said):
            yield Origin(
                figure=entry.id, year=year, kind=Kind.AMOUNT, source=key, executor=entry.executor,
                status=Status.NOT_SUBMITTED if entry.money[key].is_blank else Status.GIVEN, raw=entry.money[key].raw,
                place=entry.money_place(key), name=name, replaced=_changed(said),
            )  # fmt: skip


def _sound(origin: Origin) -> Origin:
    place, is_return = origin.place, bool(origin.executor)
    is_known = place.file and place.cell and (not is_return or (place.sheet and place.sha256))
    if origin.status is Status.GIVEN and not is_known:
        raise NoOriginError(f"{origin.source} of {origin.executor or 'nobody'} in {origin.figure} has no origin")
    return origin
