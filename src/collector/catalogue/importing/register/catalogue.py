"""The data of a catalogue file for a register: its tree, its columns and its official words."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any, Final

from collector.catalogue.importing.codes import parent_code
from collector.catalogue.importing.declined import declined
from collector.catalogue.importing.register import cells as cells_
from collector.catalogue.importing.register.outline import SOURCES, Outline
from collector.catalogue.importing.register.rows import Entry
from collector.catalogue.importing.register.tasks import Task
from collector.catalogue.importing.tasks.front import TO_FILL, Front
from collector.values.text import one_line, same

SOURCE_KEYS: Final = ("panstwo", "gmina", "inne")
NO_TITLE: Final = "(brak nazwy w dokumencie)"
_LEVELS: Final = [
    ["cel główny", "cele główne", "celów głównych"],
    ["cel szczegółowy", "cele szczegółowe", "celów szczegółowych"],
    ["zadanie", "zadania", "zadań"],
]
_BANDS: Final = ("{kod}. CEL GŁÓWNY {tytul}", "{kod}. Cel szczegółowy {tytul}")
_COLUMNS: Final = (
    ("zadanie", "Zadania", "", 16), ("dzialanie", "Realizowane działania", "", 20),
    ("koordynator", "Koordynator", "", 11), ("realizatorzy", "Realizatorzy", "", 13),
    ("termin", "Termin realizacji", "", 9), ("koszt", "Koszt działania", "", 11),
    ("panstwo", "państwo", "Źródła finansowania", 11),
    ("gmina", "gmina", "Źródła finansowania", 11), ("inne", "inne", "Źródła finansowania", 11),
    ("wskaznik", "Nazwa wskaźnika", "Wskaźniki realizacji zadania", 15),
    ("wartosc", "Liczba", "Wskaźniki realizacji zadania", 9), ("uwagi", "Uwagi", "", 16),
)  # fmt: skip
_LONGEST_ID: Final = 60


def catalogue_data(
    outline: Outline, front: Front, tasks: list[Task], executors: dict[str, str], year: int
) -> dict[str, Any]:
    """Everything that a catalogue file of this register holds."""
    entries = [entry for task in tasks for entry in task.entries]
    coordinator = max(executors, key=[entry.coordinator for entry in entries].count)
    return {
        "format": "1",
        "program": _programme(front, executors[coordinator], year),
        "raport": _report(outline, front),
        "realizatorzy": {id_: {"nazwa": name} for id_, name in executors.items()},
        "jednostki": {},
        "rejestr": {
            "zrodla": [{"klucz": key, "naglowek": name} for key, name in zip(SOURCE_KEYS, SOURCES, strict=True)],
            "powody": _reasons(entries),
            "suma_celu": "CEL {kod}. {tytul} razem:",
            "suma_celu_wieloletnie": "CEL {kod}. {tytul} razem*: (*nie ujęto kosztów działań wieloletnich)",
            "podsumowanie": "PODSUMOWANIE:",
            "podsumowanie_celu": "CEL GŁÓWNY {kod}. {tytul}",
        },
        "drzewo": [_main_goal(code, outline, tasks) for code in _main_goals(outline)],
    }


def name_choices(task: Task) -> dict[str, str]:
    """The indicators that the rows of `task` name, by id; every entry's `choice` becomes such an id."""
    ids: dict[str, str] = {}
    names: dict[str, str] = {}
    for entry in task.entries:
        if not entry.indicator:
            continue
        name = one_line(entry.indicator).rstrip(" :")
        entry.choice = ids.setdefault(same(name), f"{task.code}/{len(ids) + 1}")
        names.setdefault(entry.choice, name)
    return names


def _programme(front: Front, coordinator: str, year: int) -> dict[str, Any]:
    first, last = front.years
    return {
        "id": _slug(front.programme),
        "tytul": front.programme,
        "miasto": front.city,
        "koordynator": coordinator if TO_FILL in front.coordinator else front.coordinator,
        "lata": {"od": str(first or year), "do": str(last or year)},
        "poziomy": [declined(forms) for forms in _LEVELS],
    }


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title.casefold().replace("ł", "l")).encode("ascii", "ignore").decode()
    whole = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "program"
    if len(whole) <= _LONGEST_ID:
        return whole
    # The years at the end tell programmes apart.
    end = "-".join(whole.rsplit("-", 2)[1:])
    return f"{whole[: _LONGEST_ID - len(end) - 1].rpartition('-')[0]}-{end}"


def _report(outline: Outline, front: Front) -> dict[str, Any]:
    columns = [
        {"klucz": key, "naglowek": heading, "szerokosc": str(width)} | ({"grupa": group} if group else {})
        for key, heading, group, width in _COLUMNS
    ]
    return {
        "tytul": front.title_lines,
        "wydal": front.issued_by,
        "tytul_tabeli": front.table_title,
        "pasy": [outline.bands.get(depth, usual) for depth, usual in enumerate(_BANDS)],
        "kolumny": columns,
    }


def _reasons(entries: Iterable[Entry]) -> dict[str, list[str]]:
    """The words found in cells of money, under the official words that they stand for."""
    found = {one_line(cell): cells_.reason(cell) for entry in entries for cell in entry.money if cell}
    grouped: dict[str, dict[str, str]] = {}
    for words, official in found.items():
        if official:
            grouped.setdefault(official, {}).setdefault(same(words), words)
    return {
        official: [words for key, words in grouped[official].items() if key != official]
        for official in cells_.REASONS
        if official in grouped
    } or {"b.d.": []}


def _main_goals(outline: Outline) -> list[str]:
    return list(dict.fromkeys(parent_code(code) or code for code in outline.goals))


def _main_goal(code: str, outline: Outline, tasks: list[Task]) -> dict[str, Any]:
    goals = [goal for goal in outline.goals if parent_code(goal) == code]
    return {
        "kod": code,
        "tytul": outline.goals.get(code) or NO_TITLE,
        "podrzedne": [
            {
                "kod": goal,
                "tytul": outline.goals[goal] or NO_TITLE,
                "podrzedne": [_task(task) for task in tasks if task.goal == goal],
            }
            for goal in sorted(goals, key=lambda one: [*map(int, one.split("."))])
        ],
    }


def _task(task: Task) -> dict[str, Any]:
    own = {"koordynator": task.coordinator, "realizatorzy": task.executors}
    return {
        "kod": task.code,
        "tytul": task.title or NO_TITLE,
        **{key: text for key, text in own.items() if text},
        "wskazniki_do_wyboru": [{"id": id_, "nazwa": name} for id_, name in name_choices(task).items()],
        "dzialania": [_action(entry) for entry in task.entries],
    }


def _action(entry: Entry) -> dict[str, str]:
    action = {"id": entry.id, "nazwa": one_line(entry.name), "realizator": entry.coordinator}
    if entry.choice:
        action["wskaznik"] = entry.choice
    if entry.parent is not None:
        action[entry.role.replace(" ", "_")] = entry.parent.id
    return action
