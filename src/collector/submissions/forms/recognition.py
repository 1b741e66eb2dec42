"""Whose form a workbook is: what its cells, its properties and its name say, and whether these witnesses agree."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from collector.domain.finding import Finding, Rule
from collector.domain.observation import Place
from collector.domain.programme import Programme
from collector.layout.form import FORM_VERSIONS
from collector.layout.identity import (
    Identity,
    identity_from_line,
    identity_from_rows,
    issue_identity,
    issued_under,
)
from collector.submissions.opening.book import Book, Sheet, address
from collector.submissions.opening.refusal import Refusal
from collector.submissions.rules import (
    CONTRADICTION,
    NEWER_VERSION,
    NO_IDENTITY,
    OTHER_NAME,
    OTHER_PROGRAMME,
    OTHER_VERSION,
    OTHER_YEAR,
    UNKNOWN_EXECUTOR,
    WEAK_IDENTITY,
)

# Rows above the first entry of a sheet without a table in which its number may stand, also after some were inserted.
_TOP_ROWS = 40


class Strength(IntEnum):
    """How much a witness is worth, the strongest first."""

    DATA_SHEET = 0
    OTHER_SHEET = 1
    FOOTER = 2
    IDENTITY_SHEET = 3
    PROPERTY = 4
    FILE_NAME = 5


@dataclass(frozen=True, slots=True)
class Witness:
    """A place that states an identity; `sheet` is its sheet, if it has one."""

    strength: Strength
    identity: Identity
    where: str
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A form that a workbook holds: its identity, and the sheets that are its own when the workbook holds several.

    `weak` is where its number stands if no sheet has it, `other_name` the number of another form in the file's name.
    """

    identity: Identity
    sheets: frozenset[str] | None
    weak: str = ""
    other_name: str = ""


def recognise(book: Book, file_name: str) -> list[Recognised]:
    """The forms in a workbook: one, or those of several executors that share it.

    Raises Refusal if no witness knows whose it is, or if the witnesses contradict one another.
    """
    witnesses = sorted(_witnesses(book, file_name), key=lambda witness: witness.strength)
    if not witnesses:
        raise Refusal(NO_IDENTITY)
    # What is in the file is stronger than its name, which anybody may change.
    inside = [witness for witness in witnesses if witness.strength is not Strength.FILE_NAME] or witnesses
    ids = {witness.identity.form_id for witness in inside}
    other_name = next((w.identity.form_id for w in witnesses if w.identity.form_id not in ids), "")
    by_id: dict[str, list[Witness]] = {}
    for witness in inside:
        by_id.setdefault(witness.identity.form_id, []).append(witness)
    if len(by_id) == 1:
        first = inside[0]
        weak = first.where if first.strength >= Strength.PROPERTY else ""
        return [Recognised(_merged([witness.identity for witness in inside]), None, weak, other_name)]
    if not _is_shared(book, by_id):
        said = (f"{id_} ({', '.join(dict.fromkeys(w.where for w in by_id[id_]))})" for id_ in sorted(by_id))
        raise Refusal(CONTRADICTION, "; ".join(said))
    return [
        Recognised(
            _merged([w.identity for w in said]), frozenset(w.sheet for w in said if w.sheet), other_name=other_name
        )
        for said in by_id.values()
    ]


def _is_shared(book: Book, by_id: dict[str, list[Witness]]) -> bool:
    """Whether several executors share the workbook: each has tables of its own, and every table says whose it is."""
    of_table: dict[str, set[str]] = {sheet.title: set() for sheet in book.sheets if sheet.heading_rows}
    for id_, said in by_id.items():
        if said[0].strength is not Strength.DATA_SHEET:
            return False
        for witness in said:
            if witness.strength is Strength.DATA_SHEET:
                of_table[witness.sheet].add(id_)
    executors = {said[0].identity.executor for said in by_id.values()}
    return len(executors) == len(by_id) and all(len(ids) == 1 for ids in of_table.values())


def _merged(identities: Sequence[Identity]) -> Identity:
    """What the witnesses of one form say together, the strongest first."""
    merged = identities[0]
    for other in identities[1:]:
        missing = {
            name: getattr(other, name)
            for name in ("programme", "executor", "year", "catalogue", "version", "texts")
            if not getattr(merged, name) and getattr(other, name)
        }
        merged = replace(merged, **missing) if missing else merged
    return merged


def _witnesses(book: Book, file_name: str) -> Iterator[Witness]:
    for sheet in book.sheets:
        yield from _of_sheet(sheet)
        if sheet.footer and (identity := identity_from_line(sheet.footer)):
            yield Witness(Strength.FOOTER, identity, f"stopka arkusza „{sheet.title}”", sheet.title)
    for text in book.properties:
        if identity := identity_from_line(text):
            yield Witness(Strength.PROPERTY, identity, "właściwości pliku")
    if identity := identity_from_line(file_name):
        yield Witness(Strength.FILE_NAME, identity, "nazwa pliku")


def is_identity_sheet(sheet: Sheet) -> bool:
    """Whether a sheet states the identity of a form, whatever it is called."""
    return (sheet.content(1, 1), sheet.content(2, 1)) == ("formularz", "program")


def identity_of_rows(sheet: Sheet) -> Identity | None:
    """What an identity sheet states; None if the sheet is none."""
    if not is_identity_sheet(sheet):
        return None
    return identity_from_rows((str(cells.get(1, "")), str(cells.get(2, ""))) for cells in sheet.rows.values())


def _of_sheet(sheet: Sheet) -> Iterator[Witness]:
    if identity := identity_of_rows(sheet):
        yield Witness(Strength.IDENTITY_SHEET, identity, f"arkusz „{sheet.title}”")
        return
    strength = Strength.DATA_SHEET if sheet.heading_rows else Strength.OTHER_SHEET
    end = min(sheet.heading_rows, default=_TOP_ROWS)
    for row, cells in sheet.rows.items():
        if row < end:
            for column, content in cells.items():
                if content.__class__ is str and (identity := identity_from_line(str(content))):
                    yield Witness(strength, identity, f"arkusz „{sheet.title}”, {address(row, column)}", sheet.title)


def known_version(identity: Identity, programme: Programme) -> Identity:
    """The identity with its version and catalogue, which the form number gives where nothing else does."""
    executor = programme.executor_by_id.get(identity.executor)
    if executor is None or identity.version:
        return identity
    issued = issued_under(programme, executor, identity.year).get(identity.form_id)
    return replace(identity, version=issued.version, catalogue=issued.catalogue) if issued else identity


def identity_findings(recognised: Recognised, programme: Programme, year: int, place: Place) -> list[Finding]:
    """What makes the form unusable for `programme` and `year`, or worth knowing."""
    identity = recognised.identity
    executor = programme.executor_by_id.get(identity.executor)

    def about(rule: Rule, found: str, expected: str = "") -> Finding:
        return Finding(rule=rule, place=place, executor=identity.executor, found=found, expected=expected)

    if identity.programme and identity.programme != programme.id:
        return [about(OTHER_PROGRAMME, identity.programme, programme.id)]
    found: list[Finding] = []
    if executor is None:
        found.append(about(UNKNOWN_EXECUTOR, identity.executor))
    if identity.year != year:
        found.append(about(OTHER_YEAR, str(identity.year), str(year)))
    if identity.version and identity.version not in FORM_VERSIONS:
        found.append(about(NEWER_VERSION, identity.version, ", ".join(FORM_VERSIONS)))
    if executor is None or found:
        return found
    if recognised.weak:
        found.append(about(WEAK_IDENTITY, recognised.weak, identity.form_id))
    if recognised.other_name:
        found.append(about(OTHER_NAME, recognised.other_name, identity.form_id))
    if identity.form_id not in issued_under(programme, executor, year):
        found.append(about(OTHER_VERSION, identity.form_id, issue_identity(programme, executor, year).form_id))
    return found
