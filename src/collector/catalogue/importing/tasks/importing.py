"""A table of tasks with indicators and their values -> a draft of the catalogue and the history of its year."""

from typing import Any

from collector.catalogue.importing.declined import declined
from collector.catalogue.importing.document import Document
from collector.catalogue.importing.draft import Draft
from collector.catalogue.importing.history_rows import EXECUTOR, history_row
from collector.catalogue.importing.kinds import items_on_lines
from collector.catalogue.importing.remarks import Remarks
from collector.catalogue.importing.tasks.bands import level_forms
from collector.catalogue.importing.tasks.footnotes import give_notes_to_marks
from collector.catalogue.importing.tasks.front import TO_FILL, Front, read_front
from collector.catalogue.importing.tasks.guessing import Guess, guess
from collector.catalogue.importing.tasks.own_columns import OwnText, own_texts
from collector.catalogue.importing.tasks.report_part import programme_part, report_part
from collector.catalogue.importing.tasks.table import ReadTable, read_table
from collector.catalogue.importing.tasks.task import ReadIndicator, ReadTask
from collector.domain.indicator import Combine, Direction, Kind, Moment
from collector.values.text import one_line, same


def import_tasks(document: Document) -> Draft | None:
    """Read a report whose table lists tasks and under each its indicators; None if `document` is no such report.

    `Draft.year` is 0 if neither the headings nor the title page name the year.
    """
    remarks = Remarks()
    table = read_table(document, remarks)
    if table is None:
        return None
    front = read_front(table.above, remarks)
    draft = _Drafting(table, front, remarks).draft()
    draft.doubts, draft.not_understood = sorted(remarks.doubts), sorted(remarks.not_understood)
    return draft


class _Drafting:
    """Builds the data of a catalogue file from what was read."""

    def __init__(self, table: ReadTable, front: Front, remarks: Remarks) -> None:
        self._table = table
        self._front = front
        self._remarks = remarks
        self._units: dict[str, list[str]] = {}
        self._texts: dict[str, dict[str, OwnText]] = {}
        self._history: dict[int, list[dict[str, str]]] = {}
        value = next(column for column in table.columns if column.key == "wartosc")
        self._year = value.year or front.year
        self._past = next((column.year for column in table.columns if column.key == "poprzednia"), 0)

    def draft(self) -> Draft:
        for task in self._table.tasks:
            give_notes_to_marks(task, self._remarks)
        for column in self._table.columns:
            if column.is_own:
                self._texts[column.key] = own_texts(column, self._table.tasks, self._remarks)
        tree = self._tree()
        levels = {words: self._level(words) for words in self._table.levels}
        self._doubt_the_whole()
        catalogue = {
            "format": "1",
            "program": programme_part(self._front, self._year, [*levels.values(), self._task_level()]),
            "raport": report_part(self._table, self._front, {key for key in self._texts if self._is_repeated(key)}),
            "realizatorzy": {EXECUTOR: {"nazwa": self._front.coordinator}},
            "jednostki": {key: declined(self._units[key]) for key in sorted(self._units, key=same)},
            "drzewo": tree,
        }
        return Draft(catalogue=catalogue, year=self._year, history=self._history, recognised=self._recognised(levels))

    def _level(self, words: str) -> list[str]:
        forms, is_certain = level_forms(words)
        if not is_certain:
            self._remarks.doubt(self._table.heading, f"poziom „{words}”", "nie wiadomo, jak odmienia się ta nazwa")
        return forms

    def _task_level(self) -> list[str]:
        heading = next(column.heading for column in self._table.columns if column.key == "zadanie")
        first = heading.split()[0]
        forms, is_certain = level_forms(first)
        return forms if is_certain else ["zadanie", "zadania", "zadań"]

    def _is_repeated(self, key: str) -> bool:
        return any(text.times > 1 for text in self._texts.get(key, {}).values())

    def _tree(self) -> list[dict[str, Any]]:
        """The tree of bands with their tasks; a band without tasks is left out and listed."""
        sections: dict[str, dict[str, Any]] = {}
        top: list[dict[str, Any]] = []
        for task in self._table.tasks:
            siblings = top
            for code in task.place:
                if code not in sections:
                    sections[code] = {"kod": code, "tytul": self._table.bands[code].title, "podrzedne": []}
                    siblings.append(sections[code])
                siblings = sections[code]["podrzedne"]
            siblings.append(self._section(task))
        return top

    def _section(self, task: ReadTask) -> dict[str, Any]:
        section: dict[str, Any] = {"kod": task.code, "tytul": task.title or task.code}
        if not task.title:
            self._remarks.doubt(task.row, f"zadanie {task.code} bez nazwy", "w wierszu nie ma nazwy zadania")
        merged = []
        for key, texts in self._texts.items():
            text = texts.get(task.code)
            if text:
                section[key] = text.text
            if self._is_repeated(key) and len(task.indicators) > 1 and (text is None or text.times == 1):
                merged.append(key)
        merged += ["uwagi"] if task.shares_note and sum(bool(one.note) for one in task.indicators) == 1 else []
        if merged:
            section["scal"] = merged
        if not task.indicators:
            task.indicators.append(ReadIndicator(row=task.row, name="", value=""))
        section["wskazniki"] = [
            self._indicator(task, number, indicator) for number, indicator in enumerate(task.indicators, 1)
        ]
        return section

    def _indicator(self, task: ReadTask, number: int, indicator: ReadIndicator) -> dict[str, str | list[str]]:
        id_ = f"{task.code}/{number}"
        if not indicator.name:
            indicator.name = task.title or id_
            self._ask(indicator, id_, f"nazwa „{indicator.name}”", "w wierszu nie ma nazwy wskaźnika")
        elif any(same(other.name) == same(indicator.name) for other in task.indicators[: number - 1]):
            self._ask(indicator, id_, "osobny wskaźnik", "wskaźnik o tej nazwie jest już w tym zadaniu")
        found = guess(indicator.name, indicator.value, one_line(indicator.further.get("jednostka", "")))
        if found.kind in (Kind.LIST, Kind.COUNT_WITH_BREAKDOWN) and found.value and found.value.text:
            indicator.value = items_on_lines(indicator.value)
        for taken, why in found.questions:
            self._ask(indicator, id_, taken, why)
        self._units[found.unit_key] = found.unit_forms
        self._remember(id_, indicator, found)
        part: dict[str, str | list[str]] = {
            "id": id_,
            "nazwa": indicator.name,
            "rodzaj": str(found.kind),
            "jednostka": found.unit_key,
            "moment": str(Moment.YEAR),
            "kierunek": str(Direction.CONTEXT),
            "realizatorzy": [EXECUTOR],
            "laczenie": str(Combine.OWNER),
        }
        if found.prints_unit is not None:
            part["drukuj_jednostke"] = "tak" if found.prints_unit else "nie"
        return part

    def _ask(self, indicator: ReadIndicator, id_: str, taken: str, why: str) -> None:
        self._remarks.doubt(indicator.row, f"wskaźnik {id_}: {taken}", why)

    def _remember(self, id_: str, indicator: ReadIndicator, found: Guess) -> None:
        """The value of the year, and that of the year before if the report has a column for it."""
        if found.value is not None:
            row = history_row(id_, indicator.name, found, indicator.value, indicator.note, self._year)
            self._history.setdefault(self._year, []).append(row)
        if self._past and (printed := indicator.further.get("poprzednia", "")):
            past = guess(indicator.name, printed, one_line(indicator.further.get("jednostka", "")))
            if past.kind is not found.kind or past.value is None:
                self._ask(indicator, id_, f"wartość za {self._past} r.", f"„{printed}” różni się rodzajem od nowszej")
            if past.value is not None:
                row = history_row(id_, indicator.name, past, printed, "", self._past)
                self._history.setdefault(self._past, []).append(row)

    def _doubt_the_whole(self) -> None:
        """What no report says: who answers for what, and how a change is to be judged."""
        heading = self._table.heading
        self._remarks.doubt(
            heading,
            f"wszystkie wskaźniki ma realizator {EXECUTOR} ({self._front.coordinator})",
            "sprawozdanie nie mówi, kto podaje który wskaźnik: przypisz realizatorów, a przy kilku także łączenie",
        )
        self._remarks.doubt(
            heading,
            "moment „cały rok” i kierunek „kontekst” przy wszystkich wskaźnikach",
            "sprawozdanie nie mówi, czy wartość jest stanem na koniec roku i jaka jej zmiana jest dobra",
        )
        self._remarks.doubt(heading, f"„{TO_FILL}”", f"sprawozdanie nie podaje: {', '.join(self._front.missing)}")
        used = {code for task in self._table.tasks for code in task.place}
        for code, band in self._table.bands.items():
            if code not in used:
                row = next((row for row in self._table.above if row.line == band.line), heading)
                self._remarks.doubt(
                    row, f"pominięto: {band.level} {code} {band.title}", "ta część nie ma żadnego zadania"
                )

    def _recognised(self, levels: dict[str, list[str]]) -> dict[str, int]:
        used = {code for task in self._table.tasks for code in task.place}
        found = dict.fromkeys((forms[1] for forms in levels.values()), 0)
        for code in used:
            found[levels[self._table.bands[code].level][1]] += 1
        found[self._task_level()[1]] = len(self._table.tasks)
        found["wskaźniki"] = sum(len(task.indicators) for task in self._table.tasks)
        found["wartości"] = len(self._history.get(self._year, []))
        return found
