"""What the title page of a report on a programme says of it."""

import re
from collections.abc import Sequence
from typing import Final

from collector.catalogue.importing.document import Row
from collector.catalogue.importing.programme.facts import ProgrammeFacts, initials, read_facts, slug
from collector.catalogue.importing.programme.printed_indicators import IndicatorList
from collector.catalogue.importing.remarks import Remarks
from collector.catalogue.importing.tasks.front import TO_FILL, read_front
from collector.values.text import one_line

_REPORT: Final = re.compile(r"(?:roczne )?(?:sprawozdanie|raport|informacja)\b", re.IGNORECASE)
# A title page has no more lines than this; the text of a programme is longer before its first table.
_LONGEST_FRONT: Final = 25


def read_report_facts(
    above: Sequence[Row], lists: Sequence[IndicatorList], rows: Sequence[Row], remarks: Remarks
) -> ProgrammeFacts | None:
    """The facts of the programme on which `rows` report; None if no table has a value of the year.

    `above` are the rows above the first table. The text of a programme that shows two years is no report.
    """
    if not any(found.is_report for found in lists):
        return None
    has_front = len(above) <= _LONGEST_FRONT and any(_REPORT.match(one_line(row.text)) for row in above)
    if not has_front and read_facts(rows, Remarks()):
        return None
    row = above[0] if above else rows[0]
    front = read_front(list(above), remarks)
    year = _year(front.year, lists, remarks)
    first, last = front.years if front.years != (0, 0) else (year, year)
    title = re.sub(r"^„Programu\b", "„Program", front.programme)
    missing = [words for words in front.missing if title == front.programme or "mianowniku (jest: „" not in words]
    if missing:
        remarks.doubt(row, f"„{TO_FILL}”", f"sprawozdanie nie podaje: {', '.join(missing)}")
    return ProgrammeFacts(
        id="-".join(filter(None, [slug(initials(title)), str(first), str(last)])),
        title=title,
        city=front.city,
        coordinator=front.coordinator,
        first_year=first,
        last_year=last,
        reported_from=year if 0 < year < first else None,
        title_row=row,
        report_year=year,
        front=front,
    )


def _year(titled: int, lists: Sequence[IndicatorList], remarks: Remarks) -> int:
    """The year reported, by the headings of the values; the title page and the other tables should agree."""
    headed = [(found, column.year) for found in lists if found.columns and (column := found.columns.get("wartosc"))]
    year = next((year for _, year in headed if year), titled)
    for found, other in headed:
        if other and other != year:
            remarks.doubt(found.top, f"wartości za {year} r.", f"nagłówek tej tabeli podaje rok {other}")
    if titled and year != titled:
        remarks.doubt(headed[0][0].top, f"wartości za {year} r.", f"na stronie tytułowej jest rok {titled}")
    return year
