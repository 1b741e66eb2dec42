"""The tables of indicators of all sections -> the tree of the catalogue and the values of its indicators."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from collector.catalogue.importing.document import Row
from collector.catalogue.importing.programme.indicator_lists import read_list
from collector.catalogue.importing.programme.indicators import doubt_unused_footnotes, indicator_part
from collector.catalogue.importing.programme.printed_indicators import IndicatorList
from collector.catalogue.importing.programme.reported import doubt_columns, remember_previous, reported_part
from collector.catalogue.importing.programme.sections import Parts, SectionHeading
from collector.catalogue.importing.programme.tree import SectionTree
from collector.catalogue.importing.programme.values import ProgrammeValues
from collector.catalogue.importing.remarks import Remarks

_BAND: Final = re.compile(r"nie większ\w+ niż (\d{1,2}(?:,\d+)?) ?%")


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionList:
    """A table of indicators in its section; `first` is the number of its first indicator there.

    `mark` is the star at the label right above the table.
    """

    section: SectionHeading
    first: int
    mark: str
    found: IndicatorList


def read_lists(parts: Parts, width: int, remarks: Remarks) -> list[SectionList]:
    """Every table of indicators in `parts`; several tables of a section are numbered on."""
    lists: list[SectionList] = []
    for block in parts.blocks:
        if block.is_statistical:
            continue
        section = block.section or _unnamed(block.top[0], remarks)
        first = 1 + sum(len(one.found.indicators) for one in lists if one.section.code == section.code)
        found = read_list(block.top, block.rows, first=first, width=width, remarks=remarks)
        lists.append(SectionList(section=section, first=first, mark=block.mark, found=found))
    return lists


def grown_tree(lists: Sequence[SectionList], report_year: int | None, values: ProgrammeValues) -> SectionTree:
    """The tree with the indicators of `lists`; in a report also their values of `report_year`."""
    tree = SectionTree()
    for one in lists:
        found = one.found
        for number, printed in enumerate(found.indicators, one.first):
            id_ = f"{one.section.code}/{number}"
            if report_year is not None and found.is_report:
                part = reported_part(id_, printed, found, one.mark, report_year, values)
                remember_previous(id_, printed, found, values)
            else:
                part = indicator_part(id_, printed, found, one.mark, values, footnotes=found.footnotes)
            tree.add(one.section, part)
        doubt_unused_footnotes(found, one.mark, values.remarks)
        doubt_columns(found, values.remarks)
    return tree


def closing_words(lists: Sequence[SectionList], remarks: Remarks) -> str:
    """The text under the last table of a report; text under another table belongs to nothing.

    What the report says of its own column of assessments collector writes itself.
    """
    for one in lists[:-1]:
        for row in _own_words(one.found):
            remarks.lost(row, "tekst pod tabelą wskaźników nie jest ani przypisem, ani nagłówkiem")
    return " ".join(row.text for row in _own_words(lists[-1].found)) if lists else ""


def assessment_band(lists: Sequence[SectionList]) -> str:
    """The change in percent that the report still calls upkeep, if it says so under its tables."""
    explained = (row.text for one in lists for row in one.found.below if _explains_assessment(row, one.found))
    found = (match[1] for text in explained if (match := _BAND.search(text)))
    return next(found, "")


def _own_words(found: IndicatorList) -> Iterator[Row]:
    return (row for row in found.below if not _explains_assessment(row, found))


def _explains_assessment(row: Row, found: IndicatorList) -> bool:
    assessment = found.columns.get("ocena") if found.columns else None
    return assessment is not None and row.text.startswith(f"{assessment.heading}:")


def _unnamed(row: Row, remarks: Remarks) -> SectionHeading:
    remarks.doubt(row, "zadanie 0 bez tytułu", "przed tabelą wskaźników nie ma nagłówka zadania")
    return SectionHeading(row=row, code="0", title="(zadanie bez tytułu)")
