"""Equal findings of many rows told as one: „C14, C17–C20”. Which rules have such a sentence, the registry says."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from string import Formatter
from typing import Final

from collector.domain.finding import Finding, Rule, Severity
from collector.domain.register import row_name
from collector.values.writing import counted

_ADDRESS: Final = re.compile(r"([A-Z]+)([1-9][0-9]*)", re.ASCII)
_ROWS: Final = ("wiersz", "wiersze", "wierszy")
# A longer list is told by its beginning and its end: the cells say the rest.
_LONGEST_LIST: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Findings that are told as one, in the order in which they came; most often there is only one.

    In all of them rule, executor, file, sheet, severity and remarks are the same.
    """

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The finding that stands for all."""
        return self.findings[0]

    @property
    def rule(self) -> Rule:
        """The rule of all of them."""
        return self.first.rule

    @property
    def severity(self) -> Severity:
        """What they mean for the report."""
        return self.first.severity

    @property
    def cells(self) -> str:
        """Their cells, „C14, C17–C20”; empty where the place is a whole sheet or file."""
        return ", ".join(_ranges(finding.place.cell for finding in self.findings))

    @property
    def indicators(self) -> tuple[str, ...]:
        """Their indicators, each once."""
        return tuple(dict.fromkeys(finding.indicator for finding in self.findings if finding.indicator))

    @property
    def listed(self) -> str:
        """Their indicators as a Polish list, „A, B i C”; of a long one the beginning and the end."""
        return listed([row_name(indicator) for indicator in self.indicators])

    @property
    def where(self) -> str:
        """The place inside the file, „Dane, C14, C17–C20”; the file itself where there is nothing inside it."""
        place = self.first.place
        return ", ".join(part for part in (place.sheet, self.cells) if part) or place.file

    @property
    def found(self) -> str:
        """What stands in the cells if it is the same everywhere."""
        return _common(finding.found for finding in self.findings)

    @property
    def expected(self) -> str:
        """What should stand there if it is the same everywhere."""
        return _common(finding.expected for finding in self.findings)

    @property
    def problem(self) -> str:
        """What is wrong, in one Polish sentence."""
        rows = len(self.indicators)
        if rows < 2:
            return " ".join(dict.fromkeys(finding.problem for finding in self.findings))
        return self.rule.several.format_map(
            self.first.sentence_facts()
            | {"indicators": self.listed, "count": counted(rows, _ROWS), "number": str(rows)}
        )

    @property
    def message(self) -> str:
        """What is wrong, what else follows from it, and how it stands, in Polish."""
        return " ".join((self.problem, *self.first.remarks))

    @property
    def fix(self) -> str:
        """What to do about it, in Polish."""
        return self.first.fix


def grouped(findings: Iterable[Finding]) -> list[Group]:
    """Every finding in exactly one group; the groups stand where the first of their findings stood."""
    groups: dict[object, list[Finding]] = {}
    for number, finding in enumerate(findings):
        can_be_told_together = bool(finding.rule.several and finding.indicator)
        groups.setdefault(_likeness(finding) if can_be_told_together else number, []).append(finding)
    return [Group(findings=tuple(group)) for group in groups.values()]


def listed(items: Sequence[str]) -> str:
    """„A, B i C”; of a long list the beginning and the end, „A, B, …, Z”."""
    if not items:
        return ""
    *most, last = items
    if len(most) >= _LONGEST_LIST:
        return f"{', '.join(most[: _LONGEST_LIST - 1])}, …, {last}"
    return f"{', '.join(most)} i {last}" if most else last


def _likeness(finding: Finding) -> tuple[object, ...]:
    """What must be the same in findings that are told as one: the place but for its row, and whatever is said of all.

    What neither `several` nor `fix` names may differ: each row has its own in the data and beside its cell.
    """
    rule, place = finding.rule, finding.place
    named = _names(rule.several + rule.fix) - {"indicator"}
    return (
        rule.code, finding.executor, place.file, place.sheet, place.sha256, _column(place.cell), finding.severity,
        finding.remarks, *(text for name, text in sorted(finding.sentence_facts().items()) if name in named),
    )  # fmt: skip


def _names(sentences: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentences) if name}


def _column(cell: str) -> str:
    """The letters of an address; anything else as it is."""
    match = _ADDRESS.fullmatch(cell)
    return match[1] if match else cell


def _ranges(cells: Iterable[str]) -> Iterator[str]:
    """Addresses by column and row, rows that follow one another as „C17–C20”; anything else after them, as it is."""
    matches = {cell: _ADDRESS.fullmatch(cell) for cell in cells if cell}
    rows = sorted((len(match[1]), match[1], int(match[2])) for match in matches.values() if match)
    # What stays the same along rows that follow one another is their distance from their position.
    for (_, letters, _), members in groupby(enumerate(rows), key=lambda item: (*item[1][:2], item[1][2] - item[0])):
        run = [row for _, (_, _, row) in members]
        yield f"{letters}{run[0]}" + (f"–{letters}{run[-1]}" if len(run) > 1 else "")
    yield from sorted(cell for cell, match in matches.items() if not match)


def _common(texts: Iterable[str]) -> str:
    different = set(texts)
    return different.pop() if len(different) == 1 else ""
