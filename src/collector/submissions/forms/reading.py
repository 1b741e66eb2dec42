"""A returned file -> its Submissions and Findings. Every cell is accounted for; nothing is repaired silently."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from collector.domain.finding import Finding
from collector.domain.observation import Observation, Place
from collector.domain.programme import Programme
from collector.domain.register import Entry
from collector.domain.submission import ReturnedFile, SignOff, Standing, Submission
from collector.layout.filled import FilledForm
from collector.layout.form import REGISTER_SHEET
from collector.layout.identity import Identity
from collector.submissions.forms.accounting import Account, account_for_other_sheets, account_for_table
from collector.submissions.forms.asked_form import AskedForm
from collector.submissions.forms.cells import CellReader, RowReader
from collector.submissions.forms.own_texts import OwnTexts
from collector.submissions.forms.recognition import Recognised, identity_findings, known_version, recognise
from collector.submissions.forms.register import RegisterReader
from collector.submissions.forms.rows import Rows
from collector.submissions.forms.sign_off import FoundSignOff, read_sign_off
from collector.submissions.forms.table import Table, find_table
from collector.submissions.forms.typed import filled_form
from collector.submissions.opening.book import Book, Opened, Sheet
from collector.submissions.rules import CELLS_LOST
from collector.values.writing import polish_number


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one file: the returns in it, all findings, its lines of the register, and the forms as filled in."""

    submissions: tuple[Submission, ...]
    findings: tuple[Finding, ...]
    files: tuple[ReturnedFile, ...]
    forms: tuple[FilledForm, ...] = ()


@dataclass
class FormReader:
    """Reads the opened forms of a programme and a year, one after another; `keeps_forms` to give them back later."""

    programme: Programme
    year: int
    keeps_forms: bool = False
    _asked: dict[str, AskedForm] = field(default_factory=dict)

    def read(self, opened: Opened, place: Place) -> Reading:
        """The returns in a workbook. Raises Refusal if it cannot be told whose it is."""
        forms = recognise(opened.book, place.file.rpartition("/")[2])
        shared = _unclaimed(opened.book, forms)
        readings = [
            self._read_form(opened.book, form, shared, place, is_first=number == 0) for number, form in enumerate(forms)
        ]
        # What is wrong with a file that several share is nobody's in particular.
        executor = forms[0].identity.executor if len(forms) == 1 else ""
        about_file = [replace(finding, executor=executor) for finding in opened.findings]
        findings = [*about_file, *(finding for reading in readings for finding in reading.findings)]
        files = [file for reading in readings for file in reading.files]
        accounted = sum(file.filled for file in files)
        if all(file.standing is not Standing.REFUSED for file in files) and accounted != opened.book.filled:
            lost = Finding(
                rule=CELLS_LOST, place=place, executor=files[0].executor, found=polish_number(Decimal(accounted)),
                expected=polish_number(Decimal(opened.book.filled)),
            )  # fmt: skip
            files = [
                replace(file, standing=Standing.REFUSED, why=lost.message, own=0, taken=0, left=()) for file in files
            ]
            return Reading((), (*findings, lost), tuple(files))
        return Reading(
            tuple(s for reading in readings for s in reading.submissions), tuple(findings), tuple(files),
            tuple(form for reading in readings for form in reading.forms),
        )  # fmt: skip

    def _read_form(self, book: Book, form: Recognised, shared: list[Sheet], place: Place, *, is_first: bool) -> Reading:
        """The return that `form` is. `shared` are the sheets that say of nobody whose they are: the first form's."""
        identity = known_version(form.identity, self.programme)
        findings = identity_findings(form, self.programme, self.year, place)
        if stopping := next((finding for finding in findings if finding.blocks), None):
            refused = _line(place, identity, book, Standing.REFUSED, stopping.message)
            return Reading((), tuple(findings), (refused,))
        asked = self._asked_form(identity.executor)
        mine = form.sheets or ()
        sheets = [sheet for sheet in book.sheets if sheet.title in mine or (is_first and sheet in shared)]
        tables: list[Table] = []
        for layout in asked.layouts:
            table, found = find_table(sheets, layout, place, self.year)
            findings += (replace(finding, executor=identity.executor) for finding in found)
            if table is None:
                refused = _line(place, identity, book, Standing.REFUSED, found[-1].message)
                return Reading((), tuple(findings), (refused,))
            tables.append(table)
        return self._read_tables(book, sheets, tables, identity, findings, place)

    def _read_tables(
        self, book: Book, sheets: list[Sheet], tables: list[Table], identity: Identity, findings: list[Finding],
        place: Place,
    ) -> Reading:  # fmt: skip
        executor = identity.executor
        asked = self._asked_form(executor)
        texts = OwnTexts(identity, asked)
        account = Account(keeps=self.keeps_forms)
        used = {table.sheet.title for table in tables}
        twins = {twin for table in tables for twin in table.twins}
        signed = _signed(sheets, used, twins)
        observations: list[Observation] = []
        entries: list[Entry] = []
        read: list[tuple[Table, Mapping[str, int], set[int]]] = []
        for table in tables:
            rows: Rows | RegisterReader
            if table.layout.sheet == REGISTER_SHEET:
                rows = RegisterReader(self.programme, CellReader(table, place, executor, self.year))
                new_entries, found = rows.entries()
                entries += new_entries
            else:
                rows = Rows(asked.asked_on(table.layout), RowReader(table, place, executor, self.year))
                new_observations, found = rows.observations()
                observations += new_observations
            findings += found
            findings += account_for_table(account, table, rows.read, rows.reported, signed, texts, place, executor)
            read.append((table, rows.lines, rows.read))
        others = [sheet for sheet in sheets if sheet.title not in used]
        findings += account_for_other_sheets(account, others, twins, signed, texts, place, executor)
        sign_off = signed.sign_off
        if not signed.sheet and len(sheets) < len(book.sheets):
            # One centre signs for all whose forms are in the workbook.
            sign_off = read_sign_off(book.sheets).sign_off
        submission = Submission(
            executor=executor,
            programme=self.programme.id,
            year=self.year,
            form_id=identity.form_id,
            place=place,
            observations=tuple(observations),
            sign_off=sign_off,
            entries=tuple(entries),
            modified=book.modified,
        )
        line = _line(place, identity, book, Standing.COUNTS, "", account, sign_off)
        forms = [filled_form(executor, place.file, read, signed, sheets, account.kept)] if self.keeps_forms else []
        return Reading((submission,), tuple(findings), (line,), tuple(forms))

    def _asked_form(self, executor: str) -> AskedForm:
        if executor not in self._asked:
            self._asked[executor] = AskedForm(self.programme, self.programme.executor_by_id[executor], self.year)
        return self._asked[executor]


def _unclaimed(book: Book, forms: list[Recognised]) -> list[Sheet]:
    """The sheets that belong to no form by themselves; all of them, where the workbook is one form."""
    claimed = {title for form in forms for title in form.sheets or ()}
    return [sheet for sheet in book.sheets if sheet.title not in claimed]


def _signed(sheets: list[Sheet], used: set[str], twins: set[str]) -> FoundSignOff:
    """The sign-off of a form: on a sheet of its own, beside a table that is read, or beside a copy of one."""
    return read_sign_off(sorted(sheets, key=lambda sheet: (sheet.title in twins, sheet.title in used)))


def _line(
    place: Place, identity: Identity, book: Book, standing: Standing, why: str, account: Account | None = None,
    sign_off: SignOff | None = None,
) -> ReturnedFile:  # fmt: skip
    account = account or Account()
    return ReturnedFile(
        place=place, standing=standing, why=why, executor=identity.executor, form_id=identity.form_id,
        programme=identity.programme, year=identity.year, version=identity.version, catalogue=identity.catalogue,
        modified=book.modified, sign_off=sign_off or SignOff(), own=account.own, taken=account.taken,
        left=tuple(account.left),
    )  # fmt: skip
