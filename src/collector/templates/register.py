"""The sheet “Działania”: the known actions of the executor, and blank rows for those it adds."""

from collector.domain.programme import Executor, Programme, Section
from collector.domain.register import ADDED_PREFIX, Action, RegisterLayout
from collector.layout.form import ADDED_BAND, ADDED_ROWS
from collector.templates.rows import DataSheet
from collector.templates.validations import (
    Options,
    choice_validation,
    explanation_validation,
    money_validation,
    note_validation,
    plain_validation,
    task_validation,
)

_ROOM = 40.0


def choices_name(task: Section) -> str:
    """The defined name of the list of a task's indicators; the drop-down of an added row builds it from the code."""
    return "wybor_" + task.code.replace(".", "_")


def write_register(sheet: DataSheet, programme: Programme, executor: Executor, register: RegisterLayout) -> None:
    """Fill the sheet with the actions of `executor` under their tasks, then the rows to add."""
    for task, actions in programme.actions_of(executor):
        sheet.band(f"{task.code} {task.title}")
        for action in actions:
            _write_known(sheet, register, task, action)
    sheet.band(ADDED_BAND)
    for number in range(1, ADDED_ROWS + 1):
        _write_added(sheet, register, number)
    sheet.finish("term")


def _write_known(sheet: DataSheet, register: RegisterLayout, task: Section, action: Action) -> None:
    names = {choice.id: choice.name for choice in task.choices}
    sheet.write("id", action.id)
    sheet.write("task", task.code)
    sheet.entry("name", _name_validation(), action.name)
    sheet.write("part_of", action.part_of)
    _write_report(sheet, register, choices_name(task), names.get(action.indicator, ""))
    sheet.end_row({"name": action.name, "indicator": names.get(action.indicator, "")}, least=_ROOM)


def _write_added(sheet: DataSheet, register: RegisterLayout, number: int) -> None:
    sheet.write("id", f"{ADDED_PREFIX} {number}")
    sheet.entry("task", task_validation())
    sheet.entry("name", _name_validation())
    sheet.entry("part_of", _part_validation())
    task_cell = f"$B{sheet.next_row + 1}"
    _write_report(sheet, register, f'INDIRECT("wybor_"&SUBSTITUTE({task_cell},".","_"))', "")
    sheet.end_row({}, least=_ROOM)


def _name_validation() -> Options:
    return plain_validation("Realizowane działanie", "Nazwa działania, które prowadzono.")


def _part_validation() -> Options:
    return plain_validation("Część działania", "Numer działania, którego to jest część.")


def _write_report(sheet: DataSheet, register: RegisterLayout, choices: str, chosen: str) -> None:
    """What the executor reports of an action: term, money, result."""
    term = plain_validation("Termin realizacji", "Np. 2020 r. albo marzec–maj 2020 r.")
    sheet.entry("term", term, as_words=True)
    for key in register.money_keys:
        money = money_validation(register.reasons)
        sheet.entry(key, money, as_words=True, align="right", num_format="#,##0.00")
    sheet.entry("indicator", choice_validation(choices), chosen)
    result = plain_validation("Liczba", "Wynik działania: liczba albo krótki opis; b.d., jeżeli nieznany.")
    sheet.entry("value", result, as_words=True)
    sheet.entry("note", note_validation())
    sheet.entry("explanation", explanation_validation())
