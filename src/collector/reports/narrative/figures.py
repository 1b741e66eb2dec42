"""Every figure that a sentence of the narrative may hold, by its key: made once, of what the workbook shows.

A sentence takes its figures from here, and so does whoever compares a document with them later: there is no other way
for a number into the text.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from collector.consolidation.sums import computed_sums
from collector.domain.assessment import Verdict
from collector.domain.consolidation import Change, Consolidation, Result
from collector.domain.indicator import Kind
from collector.domain.observation import Observation, Status
from collector.domain.programme import Section
from collector.domain.reconciliation import Kind as Sum
from collector.domain.register import COST, Entry, RegisterLayout
from collector.reports.changes_sheet import CHANGES_SHEET
from collector.reports.chart_data import GoalChart, chart_of_indicators, charts_of_tables
from collector.reports.chart_words import goal_name
from collector.reports.charts import CHARTS_SHEET
from collector.reports.completeness import COMPLETENESS_SHEET, Answers, answers_by_executor
from collector.reports.material import Material
from collector.reports.narrative.marks import BETWEEN, marked
from collector.reports.published_table import TABLE_SHEET
from collector.reports.reconciliation import RECONCILIATION_SHEET
from collector.reports.sources import SOURCES_SHEET
from collector.reports.statistics import STATISTICS_SHEET
from collector.values.writing import NBSP, polish_number, without_trailing_zeros

VERSION: Final = f"wersja{BETWEEN}dane"
_PERCENT: Final = "%"
_ZLOTY: Final = "zł"
UNFUNDED: Final = "bez źródła"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: `text` as sentences show it, `number` for the nouns and verbs around it, and in Polish what it is.

    `sheet` is the sheet of the workbook that shows it, or from whose rows it was counted.
    """

    key: str
    text: str
    about: str
    sheet: str
    number: Decimal = Decimal(0)

    def __str__(self) -> str:
        return marked(self.key, self.text)


class Figures(dict[str, Figure]):
    """Figures by key. A sentence that asks for one that is not there is a bug."""

    def of(self, *parts: str) -> Figure:
        """The figure whose key has these parts: `of("wartość", "A.1.4/3")`."""
        return self[BETWEEN.join(parts)]

    def has(self, *parts: str) -> bool:
        """Whether there is such a figure."""
        return BETWEEN.join(parts) in self


def figures_of(material: Material, version: str) -> Figures:
    """All figures of a year; `version` names the state of the data."""
    consolidation = material.consolidation
    found: list[Figure] = [
        *_of_results(consolidation.results, consolidation, CHANGES_SHEET),
        *_of_results(consolidation.cells, consolidation, STATISTICS_SHEET),
        *_of_scopes(consolidation),
        *_of_executors(material),
        Figure(VERSION, version, "wersja danych", COMPLETENESS_SHEET),
    ]
    if (register := consolidation.programme.register) is not None:
        found += _of_register(consolidation, register)
        sums = {line.goal for line in material.differences if line.kind in (Sum.GOAL_SUM, Sum.MAIN_GOAL_SUM)}
        about = "cele, których podana suma różni się od obliczonej"
        found.append(_counted("różne sumy", "", len(sums), about, RECONCILIATION_SHEET))
    return Figures((figure.key, figure) for figure in found)


def _key(*parts: str) -> str:
    return BETWEEN.join(parts)


def _counted(kind: str, of: str, number: int, about: str, sheet: str = CHANGES_SHEET) -> Figure:
    amount = Decimal(number)
    return Figure(_key(kind, of), polish_number(amount), about, sheet, amount)


def _of_results(results: Iterable[Result], consolidation: Consolidation, sheet: str) -> Iterator[Figure]:
    band = consolidation.programme.report.upkeep_band
    for result in results:
        yield from _of_result(result, band, sheet)


def _of_result(result: Result, band: Decimal, sheet: str) -> Iterator[Figure]:
    id_, indicator = result.indicator.id, result.indicator
    of = f"wskaźnika {id_}"

    def figure(kind: str, number: Decimal, about: str) -> Figure:
        return Figure(_key(kind, id_), in_its_unit(number, result), f"{about} {of}", sheet, number)

    if result.value is not None:
        yield figure("wartość", result.value, "wartość")
    if result.previous is not None and result.previous.value is not None:
        yield figure("poprzednia", result.previous.value, f"wartość za {result.previous.year} r.")
    if indicator.base is not None:
        yield figure("baza", indicator.base.value, f"wartość bazowa za {indicator.base.year} r.")
    if (change := result.change) is not None:
        yield from _of_change(change, result, band, "", of, sheet)
    since_base = result.since_base
    if since_base is not None and since_base != result.change:
        yield from _of_change(since_base, result, band, " od bazy", of, sheet)
    target = indicator.target
    if target is not None and target.number is not None:
        yield figure("cel", target.number, "cel")
        if (assessment := result.assessment(band)) and assessment.distance:
            share = assessment.distance.partition(_PERCENT)[0] + _PERCENT
            yield Figure(_key("stopień", id_), share, f"stopień osiągnięcia celu {of}", sheet)


def _of_change(change: Change, result: Result, band: Decimal, kind: str, of: str, sheet: str) -> Iterator[Figure]:
    id_, difference = result.indicator.id, abs(change.difference)
    if is_percentage(result):
        difference = without_trailing_zeros(difference)
    text = polish_number(difference) if is_percentage(result) else in_its_unit(difference, result)
    yield Figure(_key(f"różnica{kind}", id_), text, f"zmiana{kind} {of}", sheet, difference)
    percent = change.percent_beside_verdict(band)
    if percent is not None:
        shown = f"{polish_number(abs(percent))}{_PERCENT}"
        yield Figure(_key(f"procent{kind}", id_), shown, f"zmiana{kind} w procentach {of}", sheet, abs(percent))


def is_money(result: Result) -> bool:
    """Whether the value is money, whose unit stands in the figure itself."""
    return result.indicator.unit.label.endswith(_ZLOTY)


def is_percentage(result: Result) -> bool:
    """Whether the value is in percent, so that it changes by points."""
    return result.indicator.kind is Kind.PERCENTAGE or result.indicator.unit.label == _PERCENT


def in_its_unit(number: Decimal, result: Result) -> str:
    """`45,0%`, `1 129,1 tys. zł`; of what is counted the number alone, because its noun is declined."""
    if is_percentage(result):
        return f"{polish_number(number)}{_PERCENT}"
    if is_money(result):
        return f"{polish_number(number)}{NBSP}{result.indicator.unit.label.replace(' ', NBSP)}"
    return polish_number(number)


def _of_scopes(consolidation: Consolidation) -> Iterator[Figure]:
    """The counts of the whole programme, under an empty code, and of each of its parts."""
    programme = consolidation.programme
    yield from _of_scope("", "w całym programie", consolidation.results, consolidation)
    yield _counted("poziom 0", "", len(programme.sections), f"{programme.levels[0].many} programu", TABLE_SHEET)
    for section in programme.sections:
        ids = {indicator.id for part in section.walk() for indicator in part.indicators}
        results = [result for result in consolidation.results if result.indicator.id in ids]
        where = f"– {goal_name(section, programme)}"
        yield from _of_scope(section.code, where, results, consolidation)
        for depth, (level, number) in enumerate(zip(programme.levels, parts_by_level(section, programme.levels),
                                                    strict=True)):  # fmt: skip
            yield _counted(f"poziom {depth}", section.code, number, f"{level.many} {where}", TABLE_SHEET)
    for table in programme.tables:
        cells = [consolidation.by_id[cell.id] for cell in table.cells]
        yield from _of_scope(table.code, f"– tabela {table.code}", cells, consolidation, STATISTICS_SHEET)
    for code, results, chart in _charts(consolidation):
        yield _counted("na wykresie", code, len(chart.rows), f"wskaźniki na wykresie {code}", CHARTS_SHEET)
        whole = [result for result in results if result.value is not None and not result.missing]
        alike = max(Counter(result.indicator.unit for result in whole).values(), default=0)
        yield _counted("w tej jednostce", code, alike, f"pełne wartości w jednostce wykresu {code}", CHARTS_SHEET)
    cells = [cell for cell in consolidation.cells if cell.is_asked]
    about = "dane tabel statystycznych"
    yield _counted("dane tabel", "", len(cells), about, STATISTICS_SHEET)
    yield _counted("podane dane tabel", "", _with(cells, Status.GIVEN), f"podane {about}", STATISTICS_SHEET)
    yield _counted("tabele", "", len(programme.tables), "tabele statystyczne", STATISTICS_SHEET)


def _charts(consolidation: Consolidation) -> Iterator[tuple[str, list[Result], GoalChart]]:
    """The charts of goals and of tables, each with the results it was chosen from."""
    programme = consolidation.programme
    for section in programme.sections:
        ids = [indicator.id for part in section.walk() for indicator in part.indicators]
        yield section.code, [consolidation.by_id[id_] for id_ in ids], chart_of_indicators(section, consolidation)
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
        yield _counted(kind, code, number, f"{about} {where}", sheet)
    for executor in consolidation.programme.executors:
        if lost := sum(is_silent(executor.id, result) for result in asked):
            about = f"wartości, których nie podał {executor.id} {where}"
            yield _counted("bez danych", _key(code, executor.id), lost, about, sheet)


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


def _of_executors(material: Material) -> Iterator[Figure]:
    consolidation = material.consolidation
    executors = consolidation.programme.executors_in(consolidation.year)
    yield from _of_answers(sum(answers_by_executor(consolidation).values(), Answers()))
    sent = len(executors) - len(consolidation.absent)
    for kind, number, about in (
        ("realizatorzy", len(executors), "realizatorzy, których zapytano"),
        ("sprawozdania", sent, "realizatorzy, których sprawozdania uwzględniono"),
        ("nieobecni", len(consolidation.absent), "realizatorzy, od których nie ma sprawozdania"),
    ):
        yield _counted(kind, "", number, about, COMPLETENESS_SHEET)


def _of_answers(answers: Answers) -> Iterator[Figure]:
    """The counts of the answers of all executors."""
    clear = answers.given + answers.no_data + answers.not_applicable
    yield _counted("pytania", "", answers.asked, "pytania do wszystkich realizatorów", COMPLETENESS_SHEET)
    without = answers.no_data + answers.not_applicable
    yield _counted("bez wartości", "", without, "odpowiedzi bez wartości wszystkich realizatorów", COMPLETENESS_SHEET)
    yield _counted("odpowiedzi", "", clear, "jednoznaczne odpowiedzi wszystkich realizatorów", COMPLETENESS_SHEET)
    if answers.percent is not None:
        shown = f"{polish_number(answers.percent)}{_PERCENT}"
        about = "kompletność odpowiedzi wszystkich realizatorów"
        yield Figure(_key("kompletność", ""), shown, about, COMPLETENESS_SHEET)


def zloty(amount: Decimal) -> str:
    """`163 600,00 zł`."""
    return f"{polish_number(amount, 2)}{NBSP}zł"


def unfunded(sums: Mapping[str, Decimal], register: RegisterLayout) -> Decimal:
    """The part of the cost that no source pays."""
    return max(sums[COST] - sum((sums[source.key] for source in register.sources), Decimal(0)), Decimal(0))


def _of_register(consolidation: Consolidation, register: RegisterLayout) -> Iterator[Figure]:
    programme, entries = consolidation.programme, consolidation.entries
    sums = computed_sums(programme, entries)
    whole = {key: sum((sums[top.code][key] for top in programme.sections), Decimal(0)) for key in register.money_keys}
    names = {COST: "koszt", **{source.key: source.heading for source in register.sources}}
    for code, amounts in (("", whole), *sums.items()):
        where = f"cel {code}" if code else "cały program"
        for key, amount in (*amounts.items(), (UNFUNDED, unfunded(amounts, register))):
            about = f"{names.get(key, 'bez wskazanego źródła')}, {where}"
            yield Figure(_key("suma", code, key), zloty(amount), about, RECONCILIATION_SHEET, amount)
    for entry in entries:
        if cost := entry.amount(COST):
            yield Figure(_key("koszt", entry.id), zloty(cost), f"koszt działania {entry.id}", SOURCES_SHEET, cost)
        if (result := entry.value.number) is not None:
            about = f"wynik działania {entry.id}"
            yield Figure(_key("wynik", entry.id), polish_number(result), about, SOURCES_SHEET, result)
    scopes: dict[str, Sequence[Entry]] = {"": entries}
    for top in programme.sections:
        tasks = {part.code for part in top.walk() if part.is_task}
        scopes[top.code] = [entry for entry in entries if entry.task in tasks]
    for code, some in scopes.items():
        yield from _of_entries(code, some)


def _of_entries(code: str, entries: Iterable[Entry]) -> Iterator[Figure]:
    where = f"cel {code}" if code else "cały program"
    described = [entry for entry in entries if entry.is_described]
    multi_year = [entry for entry in described if entry.is_multi_year and entry.amount(COST)]
    counts: Mapping[str, tuple[int, str]] = {
        "pozycje": (len(described), "zgłoszone pozycje rejestru"),
        "z wynikiem": (sum(entry.is_reported for entry in described), "pozycje z podanym wynikiem"),
        "zadania": (len({entry.task for entry in described}), "zadania ze zgłoszonymi działaniami"),
        "wieloletnie": (len(multi_year), "działania wieloletnie z podanym kosztem"),
    }
    for kind, (number, about) in counts.items():
        yield _counted(kind, code, number, f"{about}, {where}", RECONCILIATION_SHEET)
