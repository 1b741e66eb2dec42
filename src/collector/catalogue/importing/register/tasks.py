"""Which task every row of a register belongs to, also where a page ended before the code of its task was printed."""

from dataclasses import dataclass, field
from itertools import groupby, pairwise

from collector.catalogue.importing.register.cells import continues, is_cut_off
from collector.catalogue.importing.register.rows import Entry
from collector.catalogue.importing.register.splitting import joined_lists
from collector.values.text import same


@dataclass(slots=True, kw_only=True)
class Task:
    """A task with its own texts and its rows."""

    code: str
    goal: str
    title: str = ""
    coordinator: str = ""
    executors: str = ""
    entries: list[Entry] = field(default_factory=list)


def read_tasks(entries: list[Entry]) -> list[Task]:
    """The tasks in the order of the document; every entry gets its `task`, a `name` and who coordinates it."""
    by_code: dict[str, list[Entry]] = {}
    for goal, group in groupby(entries, key=lambda entry: entry.goal):
        rows = list(group)
        _join_broken_names(rows)
        _join_broken_notes(rows)
        _hand_out_names(rows)
        _assign(goal, rows)
        for code, group_of_task in groupby(rows, key=lambda entry: entry.task):
            own = list(group_of_task)
            if code in by_code:
                own[0].doubts.append(f"kod zadania {code} stał już wyżej; jego wiersze połączono")
            by_code.setdefault(code, []).extend(own)
    return [_task(code, rows) for code, rows in by_code.items()]


def _join_broken_names(rows: list[Entry]) -> None:
    """An action whose text goes on after the end of a page has one name in both rows."""
    for index, row in enumerate(rows[1:], start=1):
        before = index - 1
        if not continues(row.name) or row.page == rows[before].page:
            continue
        while before and not rows[before].name:
            before -= 1
        joined = f"{rows[before].name} {row.name}".strip()
        for one in (rows[before], row):
            one.name = joined
            one.doubts.append(
                f"strona kończy się w środku tekstu działania; połączono wiersze {rows[before].line} i {row.line}"
            )


def _join_broken_notes(rows: list[Entry]) -> None:
    """A note that breaks off and goes on beside the next row is one cell of both."""
    for row, below in pairwise(rows):
        if is_cut_off(row.note) and continues(below.note):
            row.note, below.note = f"{row.note} {below.note}", ""
            for one in (row, below):
                one.doubts.append(f"uwagi z wierszy {row.line} i {below.line} połączono, bo pierwsza się urywa")


def _hand_out_names(rows: list[Entry]) -> None:
    """Texts of several actions in the cell of the first belong to the rows below it that have none."""
    for index, row in enumerate(rows):
        texts = joined_lists(row.name.split("\n"))
        below = rows[index + 1 : index + len(texts)]
        if len(texts) < 2 or len(below) != len(texts) - 1 or any(one.name or not one.money[0] for one in below):
            continue
        for one, text in zip((row, *below), texts, strict=True):
            one.name = text
            one.doubts.append("w jednej komórce stoją teksty kilku działań; rozdzielono je na kolejne wiersze")


def _assign(goal: str, rows: list[Entry]) -> None:
    """Give every row its task."""
    coded = [index for index, row in enumerate(rows) if row.code]
    if not coded:
        for row in rows:
            row.task = f"{goal}.1"
            row.doubts.append(f"w celu {goal} nie ma kodu żadnego zadania; przyjęto {row.task}")
        return
    starts = [0, *(_first_row(rows, previous, index) for previous, index in pairwise(coded))]
    for start, end, index in zip(starts, [*starts[1:], len(rows)], coded, strict=True):
        is_first_of_goal = start == 0 and rows[index].code == f"{goal}.1"
        for row in rows[start:end]:
            row.task = rows[index].code
        for row in [] if is_first_of_goal else rows[start:index]:
            row.doubts.append(
                f"kod zadania {row.task}, do którego zaliczono wiersz, stoi dopiero w wierszu {rows[index].line}"
            )
    _doubt_pages_without_code(rows, coded[0])


def _first_row(rows: list[Entry], previous: int, index: int) -> int:
    """The first row of the task whose code stands in row `index`; the code before it stands in row `previous`.

    A cell that goes on over a page is printed on one page only, so rows at the end of the page above may be its own:
    those whose text goes on, those whose text took the place of the code, and those with the same indicators.
    """
    last_page = rows[index - 1].page
    if last_page == rows[index].page:
        return index
    above = [at for at in range(previous + 1, index) if rows[at].page == last_page]
    named = [at for at in above if rows[at].name]
    own = [at for at in named[-1:] if rows[at].floats or rows[at].name == rows[index].name]
    if rows[previous].page != last_page:
        wanted = {same(row.indicator) for row in rows[index:] if row.page == rows[index].page and row.indicator}
        shared = [at for at in above if same(rows[at].indicator) in wanted]
        own += [max((begin for begin in named if begin <= at), default=at) for at in shared[:1]]
    return min(own, default=index)


def _doubt_pages_without_code(rows: list[Entry], first_coded: int) -> None:
    """The task of rows on a page on which no code is printed can only be supposed."""
    coded_pages = {row.page for row in rows if row.code}
    for row in rows[first_coded:]:
        if row.page not in coded_pages:
            row.doubts.append(f"na tej stronie nie ma kodu zadania; przyjęto {row.task}")


def _task(code: str, rows: list[Entry]) -> Task:
    task = Task(code=code, goal=rows[0].goal, entries=rows)
    task.title = " ".join(dict.fromkeys(row.title for row in rows if row.title))
    task.executors = " ".join(dict.fromkeys(row.executors for row in rows if row.executors))
    _name_rows(rows)
    _set_coordinators(task)
    return task


def _name_rows(rows: list[Entry]) -> None:
    for index, row in enumerate(rows):
        if not row.name and index:
            row.name, row.repeats = rows[index - 1].name, True
        elif not row.name:
            row.name = "(brak nazwy działania)"
            row.doubts.append("pierwszy wiersz zadania nie ma nazwy działania")
        if not row.term and (any(row.money) or not row.repeats):
            row.doubts.append("brakuje terminu realizacji")
        if not any(row.money):
            shared = "koszt i źródła są puste; przyjęto, że są wspólne z wierszem wyżej"
            row.doubts.append(shared if row.repeats else "brakuje kosztu i źródeł finansowania")


def _set_coordinators(task: Task) -> None:
    """Every row has the coordinator printed in it or above it; the rows above the first have the first."""
    begin: list[int] = []
    names: list[str] = []
    for index, row in enumerate(task.entries):
        if names and row.coordinator and row.title and not row.code:
            names[-1] += f" {row.coordinator}"
            row.doubts.append("nazwę zadania i koordynatora połączono z tekstem z poprzedniej strony")
        elif row.coordinator and (not names or same(row.coordinator) != same(names[-1])):
            if names:
                row.doubts.append(f"wyżej w zadaniu koordynatorem jest {names[-1]}, od tego wiersza {row.coordinator}")
            elif index and not row.code:
                row.doubts.append("koordynator stoi dopiero w tym wierszu; przyjęto go dla całego zadania")
            begin.append(index)
            names.append(row.coordinator)
    for index, row in enumerate(task.entries):
        row.coordinator = next((name for at, name in reversed([*zip(begin, names, strict=True)]) if at <= index), "")
        row.coordinator = row.coordinator or "".join(names[:1])
    task.coordinator = "\n".join(names)
