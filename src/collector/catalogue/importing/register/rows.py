"""A printed row of a register -> an Entry: every cell in its column, also where a page break moved or lost cells."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from collector.catalogue.importing.codes import leading_code
from collector.catalogue.importing.document import Row, Sheet
from collector.catalogue.importing.register import cells as cells_

COLUMNS: Final = 12
MONEY_CELLS: Final = 4
_TERM: Final = 4
_MONEY: Final = slice(_TERM + 1, _TERM + 1 + MONEY_CELLS)
_TAIL: Final = slice(_MONEY.stop, COLUMNS)


@dataclass(slots=True, kw_only=True)
class Entry:
    """A row of the register as printed. A blank `name` means the action of the row above.

    `page` counts the pieces in which the table was printed; `floats` says that the action's text stood in the column
    of tasks, `repeats` that its name is the one of the row above; `doubts` are the reasons why a person must look.
    """

    sheet: Sheet
    line: int
    page: int
    text: str
    code: str = ""
    title: str = ""
    name: str = ""
    coordinator: str = ""
    executors: str = ""
    term: str = ""
    money: list[str] = field(default_factory=lambda: [""] * MONEY_CELLS)
    indicator: str = ""
    value: str = ""
    note: str = ""
    floats: bool = False
    repeats: bool = False
    doubts: list[str] = field(default_factory=list)
    goal: str = ""
    task: str = ""
    parent: "Entry | None" = None
    role: str = ""
    choice: str = ""
    id: str = ""

    @property
    def amounts(self) -> tuple[Decimal, ...]:
        """The cost and its sources; zero where there is no amount."""
        return tuple(cells_.amount(cell) or Decimal(0) for cell in self.money)

    @property
    def is_blank(self) -> bool:
        """Whether nothing of an action was found in the row."""
        return not (self.name or self.term or any(self.money) or self.indicator or self.value)


def read_entry(row: Row, *, page: int) -> Entry:
    """The action that stands in `row`."""
    cells = row.cells
    entry = Entry(sheet=row.sheet, line=row.line, page=page, text=" | ".join(filter(None, cells)))
    if _fits(cells):
        _read_left(entry, cells[:_TERM])
        entry.term, entry.money = cells[_TERM], list(cells[_MONEY])
        _read_tail(entry, cells[_TAIL])
    else:
        _read_by_content(entry, cells)
    if cells_.reason(entry.term) == "b.d.":
        entry.doubts.append("zamiast terminu stoi „b.d.”")
    _examine_money(entry)
    return entry


def task_code(text: str) -> tuple[str, str]:
    """The code of a task of three levels and its title; an empty code and the text without one."""
    code, title = leading_code(text)
    return (code, title) if code.count(".") == 2 else ("", text)


def _fits(cells: tuple[str, ...]) -> bool:
    """Whether every cell may stand in the column in which it is."""
    if len(cells) < COLUMNS or any(cells[COLUMNS:]):
        return False
    if any(map(cells_.is_term, cells[1:_TERM])):
        return False
    indicator, value, _ = cells[_TAIL]
    if cells_.is_indicator(value) and (cells_.is_money(indicator) or len(cells) > COLUMNS):
        return False
    term = cells[_TERM]
    return (not term or cells_.is_term(term) or bool(cells_.reason(term))) and all(
        not cell or cells_.is_money(cell) for cell in cells[_MONEY]
    )


def _read_left(entry: Entry, left: tuple[str, ...]) -> None:
    """The columns before the term: the task, the action, who coordinates and who executes."""
    first, entry.name, entry.coordinator, entry.executors = left
    entry.code, rest = task_code(first)
    if entry.code or not rest:
        entry.title = rest
    elif cells_.continues(rest) or entry.name:
        entry.title = rest
        if not cells_.continues(rest):
            entry.doubts.append("w kolumnie zadań stoi tekst bez kodu; przyjęto ciąg dalszy nazwy zadania")
        elif entry.coordinator and not entry.executors and cells_.continues(entry.coordinator):
            entry.coordinator, entry.executors = "", entry.coordinator
            entry.doubts.append("przyjęto, że to ciąg dalszy spisu realizatorów z poprzedniej strony")
    else:
        entry.name, entry.floats = rest, True


def _read_by_content(entry: Entry, cells: tuple[str, ...]) -> None:
    term = next((index for index, cell in enumerate(cells) if cells_.is_term(cell)), None)
    if term is None:
        _read_without_term(entry, cells)
        return
    if term >= _TERM:
        _read_left(entry, _without_blanks(entry, cells[:term]))
    else:
        _read_short_left(entry, cells[:term])
    entry.term = cells[term]
    end = term + 1
    while end < len(cells) and (not cells[end] or cells_.is_money(cells[end])):
        end += 1
    _read_tail(entry, _settle_money(entry, cells[term + 1 : end], cells[end:]))


def _without_blanks(entry: Entry, left: tuple[str, ...]) -> tuple[str, ...]:
    """Four cells before the term; more than four hold blanks that belong to no column."""
    if len(left) > _TERM and (any(left[_TERM:]) or not left[1]):
        entry.doubts.append("przed terminem są dodatkowe komórki")
        left = (left[0], *(cell for cell in left[1:] if cell))
    return (*left, *[""] * _TERM)[:_TERM]


def _read_without_term(entry: Entry, cells: tuple[str, ...]) -> None:
    """Only the name of an indicator tells where the cells of such a row belong."""
    start = next((index for index, cell in enumerate(cells) if cells_.is_indicator(cell)), None)
    if start is None or any(cells[1:start]):
        return
    entry.name = cells[0] if start else ""
    _read_tail(entry, cells[start:])
    if entry.name:
        entry.doubts.append("wiersz bez terminu i kosztu, a komórki stoją w innych kolumnach niż w nagłówku")


def _read_short_left(entry: Entry, left: tuple[str, ...]) -> None:
    """Fewer columns than the heading has: the text before the term is the action."""
    filled = [cell for cell in left if cell]
    if not filled:
        entry.doubts.append("brakuje komórek przed terminem; przyjęto działanie z wiersza wyżej")
        return
    entry.code, rest = task_code(filled[0])
    if entry.code:
        entry.title, filled = rest, filled[1:]
        entry.doubts.append("brakuje komórek przed terminem")
    entry.name = filled[0] if filled else ""
    entry.floats = bool(left[0]) and not entry.code
    if len(filled) > 1:
        entry.executors = " ".join(filled[1:])
        entry.doubts.append(f"„{entry.executors}” przyjęto za ciąg dalszy spisu realizatorów z poprzedniej strony")


def _settle_money(entry: Entry, run: tuple[str, ...], tail: tuple[str, ...]) -> tuple[str, ...]:
    """Take the four cells of money from `run`, the cells after the term that may be money; return what follows them."""
    filled = [cell for cell in run if cell]
    named = bool(tail) and cells_.is_indicator(tail[0])
    start = next((index for index, cell in enumerate(run) if cell), len(run))
    block = run[start : start + MONEY_CELLS]
    after = run[start + MONEY_CELLS :]
    if len(block) == MONEY_CELLS and all(block):
        if not any(after):
            entry.money = list(block)
            return tail if named else (*after[:1], *tail)
        if not named and not any(after[:-1]):
            entry.money = list(block)
            if len(after) == 1:
                entry.doubts.append(f"przyjęto, że „{after[-1]}” to wartość wskaźnika, a nie kwota")
            return ("", after[-1], *tail)
    if len(run) == MONEY_CELLS or not filled:
        entry.money = [*run, *[""] * MONEY_CELLS][:MONEY_CELLS]
        return tail
    candidates = _without_repeated_cell(run) if len(run) == MONEY_CELLS + 1 else []
    entry.money = list(candidates[0] if candidates else (*run, *[""] * MONEY_CELLS)[:MONEY_CELLS])
    if len(candidates) != 1 or len(filled) != len(run):
        entry.doubts.append(
            f"liczba komórek kosztu i źródeł: {len(run)} zamiast {MONEY_CELLS}; "
            f"przyjęto: {'; '.join(cell or 'pusta' for cell in entry.money)}"
        )
    return tail


def _without_repeated_cell(run: tuple[str, ...]) -> list[tuple[str, ...]]:
    """`run` without one cell that repeats its neighbour, in every way that leaves the cost equal to its sources."""
    ways = {
        run[:index] + run[index + 1 :]: None
        for index in range(1, len(run))
        if run[index] == run[index - 1] and cost_agrees(run[:index] + run[index + 1 :])
    }
    return list(ways)


def cost_agrees(money: tuple[str, ...] | list[str]) -> bool:
    """Whether the cost is the sum of its sources, as far as amounts are given."""
    cost, *sources = (cells_.amount(cell) for cell in money)
    given = [source for source in sources if source is not None]
    return cost is None or not given or sum(given) == cost


def _read_tail(entry: Entry, tail: tuple[str, ...]) -> None:
    """The indicator, its value and the note; a value or a note that moved by a column is put back."""
    filled = [cell for cell in tail if cell]
    last = max((index for index, cell in enumerate(tail, start=1) if cell), default=0)
    if last > len(("indicator", "value", "note")):
        tail = tuple(filled)
        entry.doubts.append("między wskaźnikiem a uwagami są dodatkowe puste komórki")
    indicator, value, note = (*tail, "", "", "")[:3]
    if len(filled) > 3:
        note = " ".join(filled[2:])
    if not indicator and cells_.is_indicator(value):
        indicator, value, note = value, note, ""
        entry.doubts.append("wskaźnik i jego wartość stoją o jedną kolumnę dalej")
    elif indicator and not cells_.is_indicator(indicator) and not note and _is_rather_value(indicator, value):
        indicator, value, note = "", indicator, value
    elif indicator and not cells_.is_indicator(indicator) and not value:
        indicator, value = "", indicator
        entry.doubts.append(f"„{value}” stoi w kolumnie wskaźników; przyjęto, że to wartość")
    elif not indicator and not value and cells_.is_bare_number(note):
        value, note = note, ""
        entry.doubts.append("liczba stoi w kolumnie uwag; przyjęto, że to wartość wskaźnika")
    elif cells_.is_status(value) and not note:
        value, note = "", value
        entry.doubts.append("w kolumnie wartości stoi uwaga")
    entry.indicator = "" if cells_.says_nothing(indicator) else indicator
    entry.value, entry.note = value, note
    if not indicator and value:
        entry.doubts.append("wartość nie ma nazwy wskaźnika (komórka scalona?); wskaż wskaźnik")
    _examine_tail(entry)


def _is_rather_value(indicator: str, value: str) -> bool:
    return cells_.starts_with_number(indicator) and not cells_.starts_with_number(value)


def _examine_tail(entry: Entry) -> None:
    if entry.indicator and not entry.value:
        entry.doubts.append("wskaźnik nie ma wartości")
    is_words = entry.value and not cells_.starts_with_number(entry.value) and not cells_.says_nothing(entry.value)
    if entry.indicator and is_words and not entry.note:
        entry.doubts.append("wartość nie zaczyna się od liczby; czy to nie uwaga?")
    if cells_.starts_with_number(entry.indicator):
        entry.doubts.append("w kolumnie wskaźników stoi liczba")
    if entry.value in {"o", "O"}:
        entry.doubts.append("wartością jest litera „o”; czy chodziło o zero?")
    if cells_.is_bare_number(entry.note):
        entry.doubts.append("w kolumnie uwag stoi sama liczba")


def _examine_money(entry: Entry) -> None:
    blank = entry.money.count("")
    if 0 < blank < MONEY_CELLS:
        entry.doubts.append("część komórek kosztu i źródeł jest pusta")
    for cell in dict.fromkeys(entry.money):
        if cells_.amount(cell) is not None and not cells_.is_plain_amount(cell):
            entry.doubts.append(f"kwota „{cell}” nie jest jedną liczbą")
        elif cell and not cells_.is_money(cell):
            entry.doubts.append(f"„{cell}” nie jest kwotą ani znanym powodem jej braku")
    if not cost_agrees(entry.money):
        entry.doubts.append("koszt nie jest sumą źródeł finansowania")
