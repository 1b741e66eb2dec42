"""What the sentences of the narrative are told from: the year, its figures, and what is worth telling."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from collector.domain.consolidation import Consolidation, Result
from collector.domain.emphasis import Emphasis
from collector.domain.programme import Programme, Section
from collector.reports.chart_words import goal_name
from collector.reports.material import Material
from collector.reports.narrative.figures import Figure, Figures
from collector.values.text import one_line


@dataclass(frozen=True, kw_only=True)
class Story:
    """The material of a year, its figures, and how much of it is told."""

    material: Material
    figures: Figures
    emphasis: Emphasis

    @property
    def consolidation(self) -> Consolidation:
        """The year's results."""
        return self.material.consolidation

    @property
    def programme(self) -> Programme:
        """The programme of the report."""
        return self.consolidation.programme

    @property
    def year(self) -> int:
        """The year of the report."""
        return self.consolidation.year

    @cached_property
    def called(self) -> str:
        """What the title calls the report: „Raport” or „Sprawozdanie”, where its first or any line says so."""
        words = " ".join(self.programme.report.title_lines).casefold()
        return "Sprawozdanie" if "sprawozdanie" in words else "Raport"

    @property
    def band(self) -> Decimal:
        """The change in percent up to which a value counts as kept."""
        return self.programme.report.upkeep_band

    @cached_property
    def task_of(self) -> dict[str, Section]:
        """The section in which an indicator is asked, by its id."""
        return {indicator.id: task for task in self.programme.tasks for indicator in task.indicators}

    @cached_property
    def names(self) -> Counter[str]:
        """How often a name of an indicator occurs in the programme."""
        return Counter(indicator.name for indicator in self.programme.indicators)

    def figure(self, *parts: str) -> Figure:
        """A figure that a sentence needs."""
        return self.figures.of(*parts)

    def results_of(self, section: Section) -> list[Result]:
        """The results asked in a section and below it."""
        ids = {indicator.id for indicator in section.all_indicators()}
        return [result for result in self.consolidation.results if result.indicator.id in ids and result.is_asked]

    def ids(self, results: Iterable[Result]) -> str:
        """The numbers of indicators in brackets with a space before, while they are few enough to be read."""
        ids = [result.indicator.id for result in results]
        return f" ({', '.join(ids)})" if 0 < len(ids) <= self.emphasis.named else ""


def titled(section: Section, story: Story) -> str:
    """„Cel strategiczny A. Rodzina-najlepszym środowiskiem rozwoju”."""
    return f"{goal_name(section, story.programme)}. {one_line(section.title).rstrip('.')}"


Part = dict[str, object]


def sentences(*texts: str) -> str:
    """A paragraph of those that say anything."""
    return " ".join(text for text in texts if text)


def paragraphs(texts: Iterable[str]) -> list[str]:
    """The paragraphs that say anything."""
    return [text for text in texts if text]


def in_turn(variants: Sequence[str], place: int) -> str:
    """One of several ways to say the same, so that neighbours do not sound alike."""
    return variants[place % len(variants)]
