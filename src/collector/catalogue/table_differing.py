"""What changed in the statistical tables: a line for a table, a row or a column, not one for each of its cells."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import product
from typing import Final, TypeAlias

from collector.catalogue.change import Change, added, change_of, dropped
from collector.catalogue.matching import Item, are_renumbered, matched
from collector.domain.indicator import Indicator
from collector.domain.programme import Programme
from collector.domain.table import StatisticalTable

# A row and a measure by the ids that they have now; what is gone keeps its old id behind a minus.
_Cell: TypeAlias = tuple[str, str]
_Cells: TypeAlias = Mapping[_Cell, Indicator]
# The details of a cell's answer by their words.
_Answer: TypeAlias = tuple[tuple[str, str], ...]
_Answers: TypeAlias = tuple[_Answer, _Answer]
_OF_ANSWER: Final = ("jednostka", "rodzaj")
_ROW: Final = "wiersz"
_MEASURE: Final = "kolumna"


def table_changes(
    old: Programme, new: Programme, old_year: int | None, new_year: int | None, *, ids_count: bool
) -> Iterator[tuple[str, Change]]:
    """The changes of all tables, each with an executor whom it concerns."""
    before = {table.code: table for table in old.tables}
    after = {table.code: table for table in new.tables}
    for was, now in matched(_tables(old), _tables(new), ids_count=ids_count):
        earlier, later = _sides(before[was.id] if was else None, after[now.id] if now else None, ids_count=ids_count)
        asked_before, asked_now = earlier.asked(old_year), later.asked(new_year)
        for executor in sorted(asked_before.keys() | asked_now.keys()):
            if now is not None and executor not in asked_before:
                yield executor, added(now)
            elif was is not None and executor not in asked_now:
                yield executor, dropped(was)
            elif was is not None and now is not None:
                if change := change_of(was, now):
                    yield executor, change
                for change in _changes(earlier, later, asked_before[executor], asked_now[executor]):
                    yield executor, _in_table(change, earlier, later)


@dataclass(frozen=True, slots=True)
class _Side:
    """A table as it was or as it is. `parts` are its rows and its measures, each by the id that it has now."""

    table: StatisticalTable | None
    parts: Mapping[str, Mapping[str, Item]]

    def asked(self, year: int | None) -> dict[str, dict[_Cell, Indicator]]:
        """The cells that each executor is asked for."""
        found: dict[str, dict[_Cell, Indicator]] = defaultdict(dict)
        cells = self.table.cells if self.table else ()
        for position, cell in zip(product(self.parts[_ROW], self.parts[_MEASURE]), cells, strict=True):
            if year is None or cell.is_asked_in(year):
                for executor in cell.executors:
                    found[executor][position] = cell
        return found


def _sides(old: StatisticalTable | None, new: StatisticalTable | None, *, ids_count: bool) -> tuple[_Side, _Side]:
    parts_before: dict[str, Mapping[str, Item]] = {}
    parts_now: dict[str, Mapping[str, Item]] = {}
    for word, items in ((_ROW, _rows), (_MEASURE, _measures)):
        pairs = matched(items(old), items(new), ids_count=ids_count and not are_renumbered(items(old), items(new)))
        now_of = {was.id: now.id if now else f"-{was.id}" for was, now in pairs if was}
        parts_before[word] = {now_of[item.id]: item for item in items(old)}
        parts_now[word] = {item.id: item for item in items(new)}
        if word == _ROW:
            names_now = {was.id: now.name for was, now in pairs if was and now}
            parts_before[word] = _with_totals(old, parts_before[word], names_now)
            parts_now[word] = _with_totals(new, parts_now[word], {})
    return _Side(old, parts_before), _Side(new, parts_now)


def _with_totals(
    table: StatisticalTable | None, rows: Mapping[str, Item], names: Mapping[str, str]
) -> Mapping[str, Item]:
    """`rows` that say of which row they are a part, by the name in `names`, or else by its own."""
    if table is None:
        return rows
    of = {str(row.number): row for row in table.rows}
    called = {number: names.get(number) or row.name or number for number, row in of.items()}
    return {
        id_: replace(item, details={**item.details, "część": f"{row.role} „{called[str(row.part_of)]}”"})
        if (row := of[item.id]).role
        else item
        for id_, item in rows.items()
    }


def _changes(earlier: _Side, later: _Side, before: _Cells, now: _Cells) -> Iterator[Change]:
    """What is different for an executor that was asked for `before` and is asked for `now`."""
    yield from _grouped(later, now, now.keys() - before.keys(), added)
    yield from _grouped(earlier, before, before.keys() - now.keys(), dropped)
    left = {cell: _answers(before[cell], now[cell]) for cell in now if cell in before}
    kept = list(left)
    for position, word in ((1, _MEASURE), (0, _ROW)):
        for part in dict.fromkeys(cell[position] for cell in kept):
            was, now_is = earlier.parts[word][part], later.parts[word][part]
            of_part = [cell for cell in kept if cell[position] == part]
            answers = _common_answers(word, was, now_is, [left[cell] for cell in of_part if cell in left])
            for cell in of_part:
                if left.get(cell) == answers:
                    del left[cell]
            # A row that only stands elsewhere in its table is found by its name; nobody needs to be told.
            if change := change_of(_answered(was, answers[0], id_=now_is.id), _answered(now_is, answers[1])):
                yield _about(word, replace(change, old_id=was.id))
    for cell in left:
        yield from filter(None, [change_of(_single(earlier, cell, before), _single(later, cell, now))])


def _answers(before: Indicator, now: Indicator) -> _Answers:
    """What kind of answer a cell asked for, and what it asks for now."""
    was, is_now = ((("jednostka", cell.unit.label), ("rodzaj", str(cell.kind))) for cell in (before, now))
    return was, is_now


def _common_answers(word: str, was: Item, now: Item, of_cells: Sequence[_Answers]) -> _Answers:
    """The answers that are told once for a whole measure or row; the same before and now if there is no such change.

    A measure has a unit and a kind of its own; of a row it is told where all its cells changed alike.
    """
    if word == _MEASURE:
        own = tuple(tuple((key, item.details[key]) for key in _OF_ANSWER) for item in (was, now))
        found = [answers for answers in of_cells if answers == own]
    else:
        found = [of_cells[0]] if len(of_cells) > 1 and len(set(of_cells)) == 1 else []
    return found[0] if found else ((), ())


def _answered(item: Item, answer: _Answer, *, id_: str = "") -> Item:
    """`item` with only this to say of its unit and kind."""
    details = {key: text for key, text in item.details.items() if key not in _OF_ANSWER}
    return replace(item, id=id_ or item.id, details={**dict(answer), **details})


def _grouped(side: _Side, asked: _Cells, changed: Set[_Cell], told: Callable[[Item], Change]) -> Iterator[Change]:
    """One change for a row that changed as a whole, then for such a measure, then for every other cell."""
    left = set(changed)
    for position, word in enumerate((_ROW, _MEASURE)):
        for id_, item in side.parts[word].items():
            whole = {cell for cell in asked if cell[position] == id_}
            if whole <= changed and whole & left:
                left -= whole
                yield _about(word, told(item))
    for cell in (cell for cell in asked if cell in left):
        yield told(_single(side, cell, asked))


def _tables(programme: Programme) -> list[Item]:
    return [Item(id=table.code, name=table.title) for table in programme.tables]


def _rows(table: StatisticalTable | None) -> list[Item]:
    rows = table.rows if table else ()
    return [
        Item(
            id=str(row.number),
            name=row.name or str(row.number),
            place=row.group,
            details={"grupa": row.group},
        )
        for row in rows
    ]


def _measures(table: StatisticalTable | None) -> list[Item]:
    return [
        Item(
            id=measure.key,
            name=measure.name,
            place=measure.group,
            details={
                "jednostka": measure.unit.label,
                "rodzaj": str(measure.kind),
                "za jaki czas": str(measure.moment),
                "grupa": measure.group,
            },
        )
        for measure in (table.measures if table else ())
    ]


def _single(side: _Side, cell: _Cell, asked: _Cells) -> Item:
    row, measure = (side.parts[word][part] for word, part in zip((_ROW, _MEASURE), cell, strict=True))
    details = {"jednostka": asked[cell].unit.label, "rodzaj": str(asked[cell].kind)}
    return Item(id=f"{row.id}.{measure.id}", name=f"„{asked[cell].name}”", details=details)


def _about(word: str, change: Change) -> Change:
    """A change of a row or a measure, with the word for it."""
    return replace(
        change,
        text=f"{word} „{change.text}”" if change.id else "",
        old_text=f"{word} „{change.old_text}”" if change.old_text else "",
    )


def _in_table(change: Change, earlier: _Side, later: _Side) -> Change:
    """A change within a table, with the table's code and title."""
    now, before = later.table, earlier.table
    return replace(
        change,
        id=f"{now.code}/{change.id}" if now and change.id else "",
        old_id=f"{before.code}/{change.old_id}" if before and change.old_id else "",
        text=f"{now.title}: {change.text}" if now and change.text else "",
        old_text=f"{before.title}: {change.old_text}" if before and change.old_text else "",
    )
