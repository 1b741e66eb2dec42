"""The registry of a year: every figure that a sentence may hold, by its key."""

from collector.domain.reconciliation import Kind as Sum
from collector.reports.changes_sheet import CHANGES_SHEET
from collector.reports.completeness import COMPLETENESS_SHEET
from collector.reports.material import Material
from collector.reports.narrative.figures import VERSION, Figure, Figures, counted
from collector.reports.narrative.figures_of_counts import figures_of_counts, figures_of_executors
from collector.reports.narrative.figures_of_money import figures_of_money
from collector.reports.narrative.figures_of_values import figures_of_results
from collector.reports.reconciliation import RECONCILIATION_SHEET
from collector.reports.statistics import STATISTICS_SHEET


def figures_of(material: Material, version: str) -> Figures:
    """All figures of a year; `version` names the state of the data."""
    consolidation = material.consolidation
    found: list[Figure] = [
        *figures_of_results(consolidation.results, consolidation, CHANGES_SHEET),
        *figures_of_results(consolidation.cells, consolidation, STATISTICS_SHEET),
        *figures_of_counts(consolidation),
        *figures_of_executors(material),
        Figure(VERSION, version, "wersja danych", COMPLETENESS_SHEET),
    ]
    if (register := consolidation.programme.register) is not None:
        found += figures_of_money(consolidation, register)
        sums = {line.goal for line in material.differences if line.kind in (Sum.GOAL_SUM, Sum.MAIN_GOAL_SUM)}
        about = "cele, których podana suma różni się od obliczonej"
        found.append(counted("różne sumy", "", len(sums), about, RECONCILIATION_SHEET))
    return Figures((figure.key, figure) for figure in found)
