"""Whose form a workbook is: what its cells say, and whether its witnesses agree."""

from collections.abc import Iterator

from openpyxl.workbook import Workbook

from collector.domain.finding import Finding
from collector.domain.observation import Place
from collector.domain.programme import Programme
from collector.layout.form import IDENTITY_SHEET
from collector.layout.identity import Identity, identity_from_line, identity_from_rows, issue_identity
from collector.submissions.rules import (
    CONTRADICTION,
    NO_IDENTITY,
    OTHER_PROGRAMME,
    OTHER_VERSION,
    OTHER_YEAR,
    UNKNOWN_EXECUTOR,
)

_TOP_ROWS = 12


def recognise(book: Workbook, place: Place) -> Identity | Finding:
    """The Identity on which all witnesses of the workbook agree."""
    witnesses = list(_witnesses(book))
    if not witnesses:
        return Finding(rule=NO_IDENTITY, place=place)
    claims = sorted({witness.form_id for witness in witnesses})
    if len(claims) > 1:
        return Finding(rule=CONTRADICTION, place=place, found=", ".join(claims))
    return max(witnesses, key=lambda witness: (bool(witness.catalogue), bool(witness.programme)))


def _witnesses(book: Workbook) -> Iterator[Identity]:
    for sheet in book.worksheets:
        if sheet.title == IDENTITY_SHEET:
            rows = (
                (str(key), str(value)) for key, value in sheet.iter_rows(max_col=2, max_row=_TOP_ROWS, values_only=True)
            )
            if identity := identity_from_rows(rows):
                yield identity
            continue
        for row in sheet.iter_rows(max_row=_TOP_ROWS, max_col=_TOP_ROWS, values_only=True):
            for text in row:
                if isinstance(text, str) and (identity := identity_from_line(text)):
                    yield identity


def identity_findings(identity: Identity, programme: Programme, year: int, place: Place) -> list[Finding]:
    """What makes the form unusable for `programme` and `year`, or worth knowing."""
    executor = programme.executor_by_id.get(identity.executor)
    found: list[Finding] = []
    if identity.programme and identity.programme != programme.id:
        return [
            Finding(
                rule=OTHER_PROGRAMME,
                place=place,
                executor=identity.executor,
                found=identity.programme,
                expected=programme.id,
            )
        ]
    if executor is None:
        found.append(Finding(rule=UNKNOWN_EXECUTOR, place=place, executor=identity.executor, found=identity.executor))
    if identity.year != year:
        found.append(
            Finding(
                rule=OTHER_YEAR, place=place, executor=identity.executor, found=str(identity.year), expected=str(year)
            )
        )
    if executor is not None and not found:
        current = issue_identity(programme, executor, year).form_id
        if identity.form_id != current:
            found.append(
                Finding(rule=OTHER_VERSION, place=place, executor=executor.id, found=identity.form_id, expected=current)
            )
    return found
