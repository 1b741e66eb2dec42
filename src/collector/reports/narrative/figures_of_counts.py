"""The figures that count: values of every kind in every part of the programme, answers, executors."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from collector.domain.assessment import Verdict
from collector.domain.consolidation import Consolidation, Result
from collector.domain.observation import Observation, Status
from collector.domain.programme import Section
from collector.reports.changes_sheet import CHANGES_SHEET
from collector.reports.chart_data import GoalChart, chart_of_indicators, charts_of_tables
from collector.reports.chart_words import goal_name
from collector.reports.charts import CHARTS_SHEET
from collector.reports.completeness import COMPLETENESS_SHEET, Answers, answers_by_executor
from collector.reports.material import Material
from collector.reports.narrative.figures import PERCENT, Figure, counted, key_of
from collector.reports.published_table import TABLE_SHEET
from collector.reports.statistics import STATISTICS_SHEET
from collector.values.writing import polish_number


def figures_of_counts(consolidation: Consolidation) -> Iterator[Figure]:
    """The counts of the whole programme, under an empty code, and of each of its parts."""
    programme = consolidation.programme
    yield from _of_scope("", "w całym programie", consolidation.results, consolidation)
    yield counted("poziom 0", "", len(programme.sections), f"{programme.levels[0].many} programu", TABLE_SHEET)
    for section in programme.sections:
        results = [consolidation.by_id[indicator.id] for indicator in section.all_indicators()]
        where = f"– {goal_name(section, programme)}"
        yield from _of_scope(section.code, where, results, consolidation)
        for depth, (level, number) in enumerate(zip(programme.levels, parts_by_level(section, programme.levels),
                                                    strict=True)):  # fmt: skip
            yield counted(f"poziom {depth}", section.code, number, f"{level.many} {where}", TABLE_SHEET)
    for table in programme.tables:
        cells = [consolidation.by_id[cell.id] for cell in table.cells]
        yield from _of_scope(table.code, f"– tabela {table.code}", cells, consolidation, STATISTICS_SHEET)
    for code, results, chart in _charts(consolidation):
        yield counted("na wykresie", code, len(chart.rows), f"wskaźniki na wykresie {code}", CHARTS_SHEET)
        whole = [result for result in results if result.value is not None and not result.missing]
        alike = max(Counter(result.indicator.unit for result in whole).values(), default=0)
        yield counted("w tej jednostce", code, alike, f"pełne wartości w jednostce wykresu {code}", CHARTS_SHEET)
    cells = [cell for cell in consolidation.cells if cell.is_asked]
    about = "dane tabel statystycznych"
    yield counted("dane tabel", "", len(cells), about, STATISTICS_SHEET)
    yield counted("podane dane tabel", "", _with(cells, Status.GIVEN), f"podane {about}", STATISTICS_SHEET)
    yield counted("tabele", "", len(programme.tables), "tabele statystyczne", STATISTICS_SHEET)


def _charts(consolidation: Consolidation) -> Iterator[tuple[str, list[Result], GoalChart]]:
    """The charts of goals and of tables, each with the results it was chosen from."""
    programme = consolidation.programme
    for section in programme.sections:
        results = [consolidation.by_id[indicator.id] for indicator in section.all_indicators()]
        yield section.code, results, chart_of_indicators(section, consolidation)
    for table, chart in zip(programme.tables, charts_of_tables(consolidation), strict=True):
        yield table.code, [consolidation.by_id[cell.id] for cell in table.cells], chart


def parts_by_level(section: Section, levels: Sequence[object]) -> list[int]:
    """How many parts of every level a section has; whatever holds indicators is of the lowest."""
    below = [part for part in section.walk() if part is not section]
    numbers = [sum(part.level == depth and not part.is_task for part in below) for depth in range(len(levels) - 1)]
    return [*numbers, sum(part.is_task for part in below)]


def _of_scope(
    code: str, where: str, results: Sequence[Result], consolidation: Consolidation, sheet: str = CHANGES_SHEET
) -> Iterator[Figure]:
    asked = [result for result in results if result.is_asked]
    counts: dict[str, tuple[int, str]] = {
        "wskaźniki": (len(asked), "wszystkie wskaźniki"),
        "później": (len(results) - len(asked), "wskaźniki zbierane od późniejszego roku"),
        "podane": (_with(asked, Status.GIVEN), "podane wartości"),
        "brak danych": (_with(asked, Status.NO_DATA), "odpowiedzi „brak danych”"),
        "nie dotyczy": (_with(asked, Status.NOT_APPLICABLE), "odpowiedzi „nie dotyczy”"),
        "nie złożono": (_with(asked, Status.NOT_SUBMITTED), "wartości, których nie złożono"),
        "niepełne": (sum(bool(result.missing) for result in asked), "wartości niepełne"),
        "łączone": (sum(map(is_combined, asked)), "wartości połączone z danych kilku realizatorów"),
    }
    changes = [change for result in asked if (change := result.change)]
    counts |= {
        "wzrosło": (sum(change.difference > 0 for change in changes), "wartości, które wzrosły"),
        "zmalało": (sum(change.difference < 0 for change in changes), "wartości, które zmalały"),
        "bez zmian": (sum(not change.difference for change in changes), "wartości, które się nie zmieniły"),
    }
    verdicts = list(verdicts_of(asked, consolidation))
    for_targets = [verdict for verdict in verdicts if verdict.is_of_target]
    directions = [verdict for verdict in verdicts if not verdict.is_of_target]
    counts |= {
        "ocenione": (len(for_targets), "wartości ocenione względem celu"),
        "zgodne": (sum(verdict.is_good for verdict in for_targets), "wartości zgodne z celem"),
        "niezgodne": (sum(verdict.is_bad for verdict in for_targets), "wartości niezgodne z celem"),
        "kierunki": (len(directions), "zmiany, których kierunek oceniono"),
        "korzystne": (sum(verdict.is_good for verdict in directions), "zmiany korzystne"),
        "niekorzystne": (sum(verdict.is_bad for verdict in directions), "zmiany niekorzystne"),
        "nieistotne": (sum(verdict is Verdict.LEVEL for verdict in directions), "zmiany nieistotne"),
    }
    for kind, (number, about) in counts.items():
        yield counted(kind, code, number, f"{about} {where}", sheet)
    for executor in consolidation.programme.executors:
        if lost := sum(is_silent(executor.id, result) for result in asked):
            about = f"wartości, których nie podał {executor.id} {where}"
            yield counted("bez danych", key_of(code, executor.id), lost, about, sheet)


def is_silent(executor: str, result: Result) -> bool:
    """Whether the executor was to answer, must have answered, and left no word."""
    return result.indicator.required and any(
        each.executor == executor and each.indicator == result.indicator.id and is_blank(each)
        for each in result.observations
    )


def is_blank(observation: Observation) -> bool:
    """Whether there is no answer and nothing said of it."""
    is_missing = observation.value.status is Status.NOT_SUBMITTED
    return is_missing and not (observation.raw.strip() or observation.answer or observation.note)


def is_combined(result: Result) -> bool:
    """Whether the value was made of the answers of several executors."""
    given = {each.executor for each in result.observations if each.value.status is Status.GIVEN}
    return result.status is Status.GIVEN and len(given) > 1


def _with(results: Iterable[Result], status: Status) -> int:
    return sum(result.status is status for result in results)


def verdicts_of(results: Iterable[Result], consolidation: Consolidation) -> Iterator[Verdict]:
    """What is said of the values that are assessed."""
    band = consolidation.programme.report.upkeep_band
    return (assessment.verdict for result in results if (assessment := result.assessment(band)))


def figures_of_executors(material: Material) -> Iterator[Figure]:
    """How many executors were asked and answered, and how much."""
    consolidation = material.consolidation
    executors = consolidation.programme.executors_in(consolidation.year)
    yield from _of_answers(sum(answers_by_executor(consolidation).values(), Answers()))
    sent = len(executors) - len(consolidation.absent)
    for kind, number, about in (
        ("realizatorzy", len(executors), "realizatorzy, których zapytano"),
        ("sprawozdania", sent, "realizatorzy, których sprawozdania uwzględniono"),
        ("nieobecni", len(consolidation.absent), "realizatorzy, od których nie ma sprawozdania"),
    ):
        yield counted(kind, "", number, about, COMPLETENESS_SHEET)


def _of_answers(answers: Answers) -> Iterator[Figure]:
    """The counts of the answers of all executors."""
    yield counted("pytania", "", answers.asked, "pytania do wszystkich realizatorów", COMPLETENESS_SHEET)
    without = answers.no_data + answers.not_applicable
    yield counted("bez wartości", "", without, "odpowiedzi bez wartości wszystkich realizatorów", COMPLETENESS_SHEET)
    yield counted(
        "odpowiedzi", "", answers.clear, "jednoznaczne odpowiedzi wszystkich realizatorów", COMPLETENESS_SHEET
    )
    if answers.percent is not None:
        shown = f"{polish_number(answers.percent)}{PERCENT}"
        about = "kompletność odpowiedzi wszystkich realizatorów"
        yield Figure(key_of("kompletność", ""), shown, about, COMPLETENESS_SHEET)
