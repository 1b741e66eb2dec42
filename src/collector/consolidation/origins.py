"""Where every figure of the report came from: cells of returns, earlier years, the catalogue, recorded decisions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Final

from collector.decisions import DECISIONS_FILE
from collector.domain.consolidation import Consolidation, PastValue, Result
from collector.domain.indicator import Role
from collector.domain.observation import Observation, Place, Status
from collector.domain.programme import Programme
from collector.domain.register import Entry
from collector.values.writing import polish_number

CATALOGUE_FILE: Final = "programme.yaml"


class NoOriginError(AssertionError):
    """A figure without an origin: the build must not go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What a replaced return said instead: the cell as typed, and where it stands."""

    raw: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One cell, or line of a file, of which a figure of the report was made.

    `figure` is the id of the indicator, the cell of a table or the row of the register that the report shows, and
    `year` the year of the figure. `source` is what the cell answers: the same id, that of another question from which
    the figure was computed, or the key of a column of money; `name` says that in Polish where it is not the figure
    itself. `raw` is the cell as typed. `earlier` is what stood in its place before, the oldest first. The `place` of an
    `executor` that sent nothing has no file.
    """

    figure: str
    year: int
    source: str
    executor: str
    status: Status
    raw: str
    place: Place
    name: str = ""
    earlier: tuple[Earlier, ...] = ()
    remark: str = ""


def origins(consolidation: Consolidation) -> tuple[Origin, ...]:
    """The origins of everything that the report shows, in its order; of a figure those of the reported year first.

    Raises NoOriginError for a figure that came from no cell.
    """
    computed = _inputs_of_percentages(consolidation.programme)
    found = chain(
        *(_of_result(result, consolidation, computed) for result in (*consolidation.results, *consolidation.cells)),
        *(_of_entry(entry, consolidation.year) for entry in consolidation.entries),
    )
    return tuple(map(_sound, found))


def _inputs_of_percentages(programme: Programme) -> dict[str, tuple[str, ...]]:
    """By the id of a percentage of a statistical table, the cells from which it is computed where it was left blank."""
    relations = chain.from_iterable(table.relations for table in programme.tables)
    return {relation.total: relation.parts for relation in relations if relation.role is Role.NUMERATOR}


def _of_result(
    result: Result, consolidation: Consolidation, computed: Mapping[str, tuple[str, ...]]
) -> Iterator[Origin]:
    id_ = result.indicator.id
    labels = {component.id: component.label for component in result.indicator.components}
    given = [_of_observation(id_, labels.get(o.indicator, ""), o) for o in result.observations]
    yield from given
    if result.agreed is not None:
        yield Origin(
            figure=id_, year=result.year, source=id_, executor="", status=Status.GIVEN, raw=result.agreed.value,
            place=Place(file=DECISIONS_FILE, cell=f"wiersz {result.agreed.line}"), name="wartość uzgodniona",
            remark=f"{result.agreed.person}: {result.agreed.reason}",
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
            figure=id_, year=base.year, source=id_, executor="", status=Status.GIVEN,
            raw=f"{polish_number(base.value)}{base.mark}", name="wartość bazowa",
            place=Place(file=CATALOGUE_FILE, cell=id_, sha256=consolidation.programme.fingerprint),
        )  # fmt: skip


def _of_observation(figure: str, name: str, observation: Observation) -> Origin:
    return Origin(
        figure=figure, year=observation.year, source=observation.indicator, executor=observation.executor,
        status=observation.value.status, raw=observation.raw, place=observation.place, name=name,
        earlier=tuple(Earlier(raw=each.raw, place=each.place) for each in observation.earlier),
        remark=observation.value.reading,
    )  # fmt: skip


def _of_past(figure: str, past: PastValue) -> Iterator[Origin]:
    """The value of a closed year; of a corrected one both what was published and the correction."""
    published = past.published or past
    yield Origin(
        figure=figure, year=past.year, source=figure, executor="", status=Status.GIVEN, raw=_shown(published),
        place=published.place, name="wartość opublikowana",
    )  # fmt: skip
    if correction := past.correction:
        yield Origin(
            figure=figure, year=past.year, source=figure, executor="", status=Status.GIVEN, raw=correction.value,
            place=Place(file=DECISIONS_FILE, cell=f"wiersz {correction.line}"), name="wartość skorygowana",
            remark=f"{correction.person}: {correction.reason}",
        )  # fmt: skip


def _shown(past: PastValue) -> str:
    return past.text if past.value is None or past.text else polish_number(past.value)


def _of_entry(entry: Entry, year: int) -> Iterator[Origin]:
    """Of a row of the register its result, then its money, column by column."""
    yield Origin(
        figure=entry.id, year=year, source=entry.id, executor=entry.executor, status=entry.value.status, raw=entry.raw,
        place=entry.value_place or entry.place,
        earlier=tuple(Earlier(raw=each.raw, place=each.value_place or each.place) for each in entry.earlier),
    )  # fmt: skip
    for key, money in entry.money.items():
        if not money.is_blank:
            yield Origin(
                figure=entry.id, year=year, source=key, executor=entry.executor, status=Status.GIVEN, raw=money.raw,
                place=money_place(entry, key), name=key,
                earlier=tuple(
                    Earlier(raw=each.money[key].raw, place=money_place(each, key))
                    for each in entry.earlier
                    if each.money[key] != money
                ),
            )  # fmt: skip


def money_place(entry: Entry, key: str) -> Place:
    """The cell of an amount."""
    return Place(
        file=entry.place.file, sheet=entry.place.sheet, cell=entry.cells.get(key, ""), sha256=entry.place.sha256
    )


def _sound(origin: Origin) -> Origin:
    place = origin.place
    is_return = bool(origin.executor)
    if origin.status is Status.GIVEN and not (
        place.file and place.cell and (not is_return or (place.sheet and place.sha256))
    ):
        raise NoOriginError(f"{origin.source} of {origin.executor or 'nobody'} in {origin.figure} has no origin")
    return origin
