"""A returned file -> its Submissions and Findings. Every cell is accounted for; nothing is repaired silently."""

from dataclasses import dataclass, field, replace

from collector.domain.finding import Finding
from collector.domain.observation import Observation, Place
from collector.domain.programme import Programme
from collector.domain.register import Entry
from collector.domain.submission import ReturnedFile, SignOff, Standing, Submission
from collector.layout.identity import Identity
from collector.submissions.forms.accounting import Account, account_for_other_sheets, account_for_table
from collector.submissions.forms.asked_form import AskedForm
from collector.submissions.forms.cells import CellReader, RowReader
from collector.submissions.forms.own_texts import OwnTexts
from collector.submissions.forms.recognition import Recognised, identity_findings, known_version, recognise
from collector.submissions.forms.register import RegisterReader
from collector.submissions.forms.rows import Rows
from collector.submissions.forms.sign_off import read_sign_off
from collector.submissions.forms.table import Table, find_table
from collector.submissions.opening.book import Book, Sheet
from collector.submissions.opening.gate import Opened
from collector.submissions.rules import CELLS_LOST


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one file: the returns in it, all findings, and its lines of the register."""

    submissions: tuple[Submission, ...]
    findings: tuple[Finding, ...]
    files: tuple[ReturnedFile, ...]


@dataclass
class FormReader:
    """Reads the opened forms of a programme and a year, one after another."""

    programme: Programme
    year: int
    _asked: dict[str, AskedForm] = field(default_factory=dict)

    def read(self, opened: Opened, place: Place) -> Reading:
        """The returns in a workbook. Raises Refusal if it cannot be told whose it is."""
        forms = recognise(opened.book, place.file.rpartition("/")[2])
        shared = _unclaimed(opened.book, forms)
        readings = [
            self._read_form(opened.book, form, shared, place, is_first=number == 0) for number, form in enumerate(forms)
        ]
        findings = [*opened.findings, *(finding for reading in readings for finding in reading.findings)]
        files = [file for reading in readings for file in reading.files]
        accounted = sum(file.own + file.taken + file.left_count for file in files)
        if all(file.standing is not Standing.REFUSED for file in files) and accounted != opened.book.filled:
            lost = Finding(
                rule=CELLS_LOST, place=place, executor=files[0].executor, found=str(accounted),
                expected=str(opened.book.filled),
            )  # fmt: skip
            files = [
                replace(file, standing=Standing.REFUSED, why=lost.message, filled=0, own=0, taken=0, left=())
                for file in files
            ]
            return Reading((), (*findings, lost), tuple(files))
        return Reading(tuple(s for reading in readings for s in reading.submissions), tuple(findings), tuple(files))

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
        account = Account()
        observations: list[Observation] = []
        entries: list[Entry] = []
        for table in tables:
            if self.programme.register is not None and table.layout is asked.layouts[-1]:
                cells = CellReader(table, place, executor, self.year)
                register = RegisterReader(self.programme, self.programme.register, table, cells, executor)
                read_entries, found = register.read()
                entries += read_entries
                rows_read, reported = register.rows_read, register.rows_reported
            else:
                rows = Rows(asked.asked_on(table.layout), table, RowReader(table, place, executor, self.year))
                read_observations, found = rows.observations()
                observations += read_observations
                rows_read, reported = rows.read, rows.reported
            findings += found
            findings += account_for_table(account, table, rows_read, reported, texts, place, executor)
        used = {table.sheet.title for table in tables}
        twins = {twin for table in tables for twin in table.twins}
        others = [sheet for sheet in sheets if sheet.title not in used]
        sign_off, signed, taken = read_sign_off(others)
        if not signed:
            # One centre signs for all whose forms are in the workbook.
            sign_off, _, _ = read_sign_off(book.sheets)
        findings += account_for_other_sheets(account, others, {signed: taken}, twins, texts, place, executor)
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
        return Reading((submission,), tuple(findings), (line,))

    def _asked_form(self, executor: str) -> AskedForm:
        if executor not in self._asked:
            self._asked[executor] = AskedForm(self.programme, self.programme.executor_by_id[executor], self.year)
        return self._asked[executor]


def _unclaimed(book: Book, forms: list[Recognised]) -> list[Sheet]:
    """The sheets that belong to no form by themselves; all of them, where the workbook is one form."""
    claimed = {title for form in forms for title in form.sheets or ()}
    return [sheet for sheet in book.sheets if sheet.title not in claimed]


def _line(
    place: Place, identity: Identity, book: Book, standing: Standing, why: str, account: Account | None = None,
    sign_off: SignOff | None = None,
) -> ReturnedFile:  # fmt: skip
    account = account or Account()
    return ReturnedFile(
        place=place, standing=standing, why=why, executor=identity.executor, form_id=identity.form_id,
        programme=identity.programme, year=identity.year, version=identity.version, catalogue=identity.catalogue,
        modified=book.modified, sign_off=sign_off or SignOff(), filled=account.total, own=account.own,
        taken=account.taken, left=tuple(account.left),
    )  # fmt: skip
