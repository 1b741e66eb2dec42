"""The sheet “Dane”: a row for every indicator and every input of its own that the executor reports."""

from collections.abc import Mapping

from collector.domain.consolidation import PastValue
from collector.domain.indicator import Component, Indicator
from collector.domain.programme import Executor, Programme, Question, Section
from collector.templates.rows import ROOM_FOR_WORDS, DataSheet
from collector.values.writing import polish_number, with_gap


def write_table(sheet: DataSheet, programme: Programme, executor: Executor, history: Mapping[str, PastValue]) -> None:
    """Fill the sheet with what `executor` is asked, under the headings of the tree."""
    ancestors = _ancestors(programme)
    shown: list[Section] = []
    for task, indicators in programme.asked_of(executor, sheet.year):
        bands = (*ancestors[task.code], task) if programme.tasks_are_bands else ancestors[task.code]
        for level, band in enumerate(bands):
            if band not in shown[level : level + 1]:
                shown[level:] = [band]
                sheet.band(programme.report.bands[level].format(kod=band.code, tytul=band.title))
        for number, indicator in enumerate(indicators):
            _write_asked(sheet, indicator, task if number == 0 else None, history)
            for component in indicator.components:
                _write_asked(sheet, component, None, history)
    sheet.finish("unit")


def _ancestors(programme: Programme) -> dict[str, tuple[Section, ...]]:
    found: dict[str, tuple[Section, ...]] = {}

    def visit(section: Section, above: tuple[Section, ...]) -> None:
        found[section.code] = above
        for child in section.children:
            visit(child, (*above, section))

    for top in programme.sections:
        visit(top, ())
    return found


def _write_asked(sheet: DataSheet, asked: Question, task: Section | None, history: Mapping[str, PastValue]) -> None:
    """A row; the code and the title of the task stand in its first one."""
    top = {"top": 1} if task else {}
    heading = sheet.book.style(text_wrap=True, left=1, right=1, left_color="#A6A6A6", right_color="#A6A6A6", **top)
    indent = {"indent": 1} if isinstance(asked, Component) else {}
    past = history.get(asked.id)
    known = past_words(asked, past) if past else ""
    right = sheet.locked(align="right", font_color="#404040")
    sheet.write("id", asked.id)
    sheet.write("code", task.code if task else "", heading)
    sheet.write("task", task.title if task else "", heading)
    sheet.write("name", asked.label, sheet.locked(**indent))
    sheet.write("unit", asked.unit.label)
    sheet.write("previous", known, right)
    sheet.write("previous_year", str(past.year) if past and known else "", right)
    sheet.inputs(asked, past)
    texts = {
        "task": task.title if task else "",
        "name": asked.label,
        "unit": asked.unit.label,
        "previous": known,
    }
    sheet.end_row(texts, least=0.0 if asked.kind.is_numeric else ROOM_FOR_WORDS)


def past_words(asked: Question, past: PastValue) -> str:
    """A value of an earlier year as the form shows it."""
    if past.value is not None:
        is_shared = isinstance(asked, Indicator) and len(asked.executors) > 1
        shown = polish_number(past.value)
        return f"{shown} (łącznie)" if is_shared and not past.missing else with_gap(shown, past.missing)
    return with_gap(f"{past.text[:200]}…" if len(past.text) > 200 else past.text, past.missing)
