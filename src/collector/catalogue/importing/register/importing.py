"""A published register of actions with costs -> the draft of its catalogue, that year's rows and the printed sums."""

from collections import Counter
from typing import Final

from collector.catalogue.importing.codes import parent_code
from collector.catalogue.importing.document import NO_SHEET, Document, Row
from collector.catalogue.importing.draft import Doubt, Draft
from collector.catalogue.importing.register.catalogue import NO_TITLE, SOURCE_KEYS, catalogue_data, name_choices
from collector.catalogue.importing.register.cells import years
from collector.catalogue.importing.register.executors import name_executors
from collector.catalogue.importing.register.outline import Outline, PrintedSum, has_register, read_outline
from collector.catalogue.importing.register.rows import Entry
from collector.catalogue.importing.register.sums import check_sums, explain_shared_costs, find_parts, goal_sums
from collector.catalogue.importing.register.tasks import Task, read_tasks
from collector.catalogue.importing.remarks import Remarks
from collector.catalogue.importing.tasks.front import TO_FILL, Front, front_of_title, read_front
from collector.values.text import one_line

_MONEY_KEYS: Final = ("koszt", *SOURCE_KEYS)


def import_register(document: Document) -> Draft | None:
    """What `document` says, with every row that a person must confirm; None if it holds no register."""
    if not has_register(document.rows):
        return None
    outline = read_outline(document)
    tasks = read_tasks(outline.entries)
    entries = [entry for task in tasks for entry in task.entries]
    if not entries:
        return None
    year = _usual_year(entries)
    for task in tasks:
        _number(task)
        find_parts(task.entries)
        explain_shared_costs(task.entries)
    _doubt_other_years(entries, year)
    executors = name_executors(entries)
    front, remarks = _front(outline, year)
    doubts = [*outline.doubts, *remarks.doubts, *_title_goals(outline), *_title_tasks(tasks)]
    doubts += check_sums(outline.sums, goal_sums(entries))
    doubts += [_doubt(entry) for entry in entries if entry.doubts]
    return Draft(
        catalogue=catalogue_data(outline, front, tasks, executors, year),
        year=year,
        actions=[_action_row(entry) for entry in entries],
        sums=[row for printed in _first_of_each_goal(outline.sums) for row in _sum_rows(printed)],
        recognised={
            "cele główne": sum(not parent_code(code) for code in outline.goals),
            "cele szczegółowe": sum(bool(parent_code(code)) for code in outline.goals),
            "zadania": len(tasks),
            "wiersze działań": len(entries),
            "sumy": len(outline.sums),
        },
        doubts=sorted(doubts),
        not_understood=sorted([*outline.not_understood, *remarks.not_understood]),
    )


def _front(outline: Outline, year: int) -> tuple[Front, Remarks]:
    """The title page; a register that has no page of its own stands under the title of the programme alone."""
    remarks = Remarks()
    rows = outline.above or [Row(line=1, cells=())]
    front = read_front(rows, remarks)
    if not front.year:
        title = one_line(rows[0].text)
        remarks.not_understood = [lost for lost in remarks.not_understood if lost.line != rows[0].line]
        front = front_of_title(title)
    elif front.year != year:
        why = f"na stronie tytułowej jest rok {front.year}, a terminy działań najczęściej wymieniają {year}"
        remarks.doubt(rows[0], f"wartości za {year} r.", why)
    if front.missing:
        remarks.doubt(rows[0], f"„{TO_FILL}”", f"dokument nie podaje: {', '.join(front.missing)}")
    return front, remarks


def _usual_year(entries: list[Entry]) -> int:
    counted = Counter(year for entry in entries for year in years(entry.term))
    return counted.most_common(1)[0][0] if counted else 0


def _number(task: Task) -> None:
    for number, entry in enumerate(task.entries, start=1):
        entry.id = f"{task.code}/d{number}"
    name_choices(task)


def _doubt_other_years(entries: list[Entry], year: int) -> None:
    for entry in entries:
        if years(entry.term) and year not in years(entry.term):
            entry.doubts.append(f"termin „{entry.term}” nie obejmuje {year} roku")


def _title_goals(outline: Outline) -> list[Doubt]:
    """A goal whose heading is missing takes its title from its sum."""
    doubts = []
    for code, title in outline.goals.items():
        if title:
            continue
        found = next((printed for printed in outline.sums if printed.goal == code), None)
        outline.goals[code] = found.title if found else ""
        doubts.append(
            Doubt(
                sheet=found.sheet if found else NO_SHEET,
                line=found.line if found else 0,
                text=found.text if found else code,
                understood=f"cel {code}: {outline.goals[code] or NO_TITLE}",
                why=f"nad tabelą nie ma nagłówka celu {code}; nazwę wzięto z wiersza sumy"
                if found
                else "cel nie ma nazwy",
            )
        )
    return doubts


def _title_tasks(tasks: list[Task]) -> list[Doubt]:
    return [
        Doubt(
            sheet=task.entries[0].sheet,
            line=task.entries[0].line,
            text=task.entries[0].text,
            understood=f"zadanie {task.code}: {NO_TITLE}",
            why="w dokumencie nie ma kodu i nazwy zadania; wpisz je w katalogu",
        )
        for task in tasks
        if not task.title
    ]


def _doubt(entry: Entry) -> Doubt:
    money = "; ".join(cell or "–" for cell in entry.money)
    result = f"{entry.indicator or 'bez nazwy wskaźnika'}: {entry.value or '–'}"
    understood = f"działanie {entry.id}; termin: {entry.term or '–'}; koszt i źródła: {money}; {result}"
    why = "; ".join(dict.fromkeys(entry.doubts))
    return Doubt(sheet=entry.sheet, line=entry.line, text=entry.text, understood=understood, why=why)


def _action_row(entry: Entry) -> dict[str, str]:
    return {
        "realizator": entry.coordinator,
        "id": entry.id,
        "zadanie": entry.task,
        "dzialanie": entry.name,
        "termin": entry.term,
        **dict(zip(_MONEY_KEYS, entry.money, strict=True)),
        "wskaznik": entry.choice,
        "wartosc": entry.value,
        "uwagi": entry.note,
        "nadrzedne": entry.parent.id if entry.parent else "",
        "rola": entry.role,
    }


def _first_of_each_goal(sums: list[PrintedSum]) -> list[PrintedSum]:
    return list({printed.goal: printed for printed in reversed(sums)}.values())[::-1]


def _sum_rows(printed: PrintedSum) -> list[dict[str, str]]:
    return [
        {"goal": printed.goal, "column": key, "published": f"{amount:f}"}
        for key, amount in zip(_MONEY_KEYS, printed.amounts, strict=True)
    ]
