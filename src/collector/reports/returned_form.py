"""What the form that goes back to an executor says: the findings as remarks at the cells of its own entries."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from collector.checks import rules as answer_rules
from collector.checks import text_rules
from collector.domain.finding import Finding, Severity
from collector.domain.programme import Executor, Programme, Question
from collector.domain.register import row_id
from collector.domain.submission import ReturnedFile, SignOff, Standing
from collector.layout.filled import FilledForm, FilledTable, FormCell
from collector.layout.form import (
    DATA,
    REGISTER_SHEET,
    SIGN_OFF_FIELDS,
    SIGN_OFF_SHEET,
    TABLES,
)
from collector.reports.given_entries import given_entries
from collector.reports.grouping import Group, grouped
from collector.reports.remark_words import expected_in_copy, fix_in_copy, found_in_copy
from collector.submissions import counting_rules, rules
from collector.submissions.counting.claims import saved_on
from collector.submissions.opening.book import numbers_of
from collector.templates.given_back import FormCopy, Remark, cut, listed, outside_cell, sign_off_cell
from collector.values.content import CellContent, shown_content
from collector.values.text import clean, one_line

_WHOLE: Final = re.compile(r"\d{1,4}", re.ASCII)
_LAST_NUMBER: Final = 9998
_LONGEST_NAME: Final = 160
_CORRECTION: Final = "correction"
_DATE: Final = "date"
# They say in place of what was found the names of fields.
_OF_BLANK_FIELDS: Final = frozenset({answer_rules.SIGN_OFF_INCOMPLETE, text_rules.NOT_APPROVED})


def concerning(
    executor: Executor, findings: Iterable[Finding], files: Iterable[ReturnedFile], programme: Programme
) -> list[Finding]:
    """The findings that a department is told: those about its files, and those about values that it shares.

    What is wrong with a decision of the coordinator is none of them.
    """
    files = list(files)
    returned = {file.place.file for file in files}
    own = {file.place.file for file in files if file.executor == executor.id}

    def is_told(finding: Finding) -> bool:
        if finding.executor:
            return finding.executor == executor.id and finding.place.file in own
        indicator = programme.indicator_by_id.get(finding.indicator)
        if indicator is not None:
            return executor.id in indicator.executors and finding.place.file in returned
        return finding.place.file in own

    return [finding for finding in findings if is_told(finding)]


def returned_form(
    programme: Programme, executor: Executor, year: int, form: FilledForm | None, findings: Sequence[Finding],
    files: Sequence[ReturnedFile],
) -> FormCopy:  # fmt: skip
    """The form that goes back to `executor`: what it wrote, if it could be read, and what is told about it.

    `files` are all that it sent, `findings` those that concern it.
    """
    if form is not None:
        form = given_entries(form, findings)
    here = _Places(programme, form)
    in_order = sorted(findings, key=here.order)
    open_ones = grouped(finding for finding in in_order if finding.is_open)
    sign_off, about_number = _numbered(form, files)
    remarks = tuple(here.remark(group) for group in open_ones)
    return FormCopy(
        filled=form,
        remarks=remarks,
        introduction=tuple(
            _introduction(programme, executor, year, form, files, remarks, about_number)
            if remarks or form is None
            else _nothing_to_correct(programme, executor, year, form, files)
        ),
        known=tuple(group.message for group in grouped(finding for finding in in_order if not finding.is_open)),
        outside=form.outside if form else (),
        sign_off=sign_off,
    )


def _introduction(
    programme: Programme, executor: Executor, year: int, form: FilledForm | None, files: Iterable[ReturnedFile],
    remarks: Sequence[Remark], about_number: str,
) -> Iterator[str]:  # fmt: skip
    yield _heading(programme, executor, year)
    if form is None:
        refused = [file for file in files if file.standing is Standing.REFUSED]
        yield " ".join(f"Pliku {file.place.file} nie przyjęto. {file.why}" for file in refused)
        yield (
            "Ten plik jest tym samym formularzem, jeszcze pustym. Wypełnij żółte pola, zapisz plik i odeślij go do "
            f"jednostki: {programme.coordinator}."
        )
    else:
        yield _checked(form, files)
        yield (
            "Co zrobić: popraw w tym pliku miejsca wymienione niżej – ich pola są pomarańczowe (aby przejść do pola, "
            "kliknij wpis w kolumnie „Gdzie”). Potem zapisz plik i odeślij go temu, kto go przysłał (dane zbiera: "
            f"{programme.coordinator}). Wszystko, co wpisano, już tu jest: poprzedniego pliku nie zmieniaj ani nie "
            "odsyłaj."
        )
        yield f"Uwag: {len(remarks)}, w tym blokujących: {sum(remark.is_blocking for remark in remarks)}."
    if about_number:
        yield about_number
    yield (
        "Waga: „blokuje” – bez poprawki nie można podpisać sprawozdania; „do wyjaśnienia” – popraw wartość albo "
        "wyjaśnij ją tak, jak mówi kolumna „Co zrobić”."
    )


def _nothing_to_correct(
    programme: Programme, executor: Executor, year: int, form: FilledForm, files: Iterable[ReturnedFile]
) -> Iterator[str]:
    yield _heading(programme, executor, year)
    yield _checked(form, files)
    yield (
        "Nie ma nic do poprawy ani do wyjaśnienia i niczego nie trzeba odsyłać. Ten plik to kopia formularza ze "
        "wszystkim, co wpisano. Gdyby trzeba było coś zmienić, zmień to w tym pliku, zapisz go i odeślij do jednostki: "
        f"{programme.coordinator}. W arkuszu „{SIGN_OFF_SHEET}” jest już następny numer korekty."
    )


def _heading(programme: Programme, executor: Executor, year: int) -> str:
    return f"{executor.id} – {executor.name}: dane za {year} r. {programme.title}"


def _checked(form: FilledForm, files: Iterable[ReturnedFile]) -> str:
    checked = next(file for file in files if file.place.file == form.file)
    saved = f", zapisany {moment}" if (moment := saved_on(checked.modified)) else ""
    return f"Sprawdzono plik: {form.file}{saved}."


def _numbered(form: FilledForm | None, files: Sequence[ReturnedFile]) -> tuple[Mapping[str, CellContent], str]:
    """The entries of “Metryczka” with the next number of the correction, and what is said of it.

    By the number everyone knows that the corrected file replaces the others.
    """
    if form is None:
        return {}, ""
    signed = form.sign_off or _signed_elsewhere(form, files)
    typed = _number(shown_content(signed.get(_CORRECTION)))
    if typed is None or typed > _LAST_NUMBER:
        return signed, (
            f"Numeru korekty w arkuszu „{SIGN_OFF_SHEET}” nie można odczytać. Wpisz tam samą liczbę, o jeden większą "
            "niż w poprzedniej wersji."
        )
    others = (_number(file.sign_off.correction) for file in files)
    following = max(typed, *(number for number in others if number is not None and number <= _LAST_NUMBER)) + 1
    return {**signed, _CORRECTION: str(following)}, (
        f"W arkuszu „{SIGN_OFF_SHEET}” wpisano już numer korekty: {following}. Zostaw go – po nim widać, że ten plik "
        "zastępuje poprzedni. W polu „Data sporządzenia” wpisz dzień, w którym skończono poprawki."
    )


def _signed_elsewhere(form: FilledForm, files: Iterable[ReturnedFile]) -> Mapping[str, CellContent]:
    """The sign-off that one centre gave for all whose forms are in its workbook."""
    signed = next((file.sign_off for file in files if file.place.file == form.file), SignOff())
    return {field.attribute: text for field in SIGN_OFF_FIELDS if (text := getattr(signed, field.attribute))}


def _number(typed: str) -> int | None:
    text = one_line(clean(typed))
    return int(text) if _WHOLE.fullmatch(text) else None if text else 0


@dataclass(frozen=True)
class _Places:
    """Where in the form something stands: the cells to which findings lead."""

    programme: Programme
    form: FilledForm | None

    def remark(self, group: Group) -> Remark:
        """The line about some findings of one kind."""
        found = [self._cell(finding) for finding in group.findings]
        cells = tuple(dict.fromkeys(cell for several in found for cell in several))
        own: dict[FormCell, str] = {}
        for finding, several in zip(group.findings, found, strict=True):
            own.update(dict.fromkeys(several, finding.problem))
        return Remark(
            cells=cells,
            own=own,
            sent=self._sent(group),
            row=self._row_names(cells) or self._name_of(group.first.indicator),
            problem=group.message,
            found=self._found(group),
            expected=expected_in_copy(group, self._asked(cells)),
            fix=fix_in_copy(group, cells[0].sheet if cells else ""),
            weight=str(group.severity),
            code=group.rule.code,
            is_blocking=group.severity is Severity.BLOCKS,
        )

    def _found(self, group: Group) -> str:
        """What was typed; of rows that stood there twice, what differs and is nowhere else in front."""
        if group.rule == rules.REPEATED_ROW and self.form is not None:
            place, rows = group.first.place, {at[0] for at in map(numbers_of, group.first.found.split(", ")) if at}
            outside = [(cell, numbers_of(cell.cell)) for cell in self.form.outside if cell.sheet == place.sheet]
            differing = [f"{cell.cell}: {one_line(cell.text)}" for cell, at in outside if at and at[0] in rows]
            return "; ".join(differing) or group.found
        if group.rule in _OF_BLANK_FIELDS:
            return ""
        return found_in_copy(group)

    def _asked(self, cells: Sequence[FormCell]) -> Question | None:
        """What the cells answer, if they are values of one kind and unit."""
        asked = {self._questions.get(cell.row_id) if cell.key == "value" else None for cell in cells}
        kinds = {(one.kind, one.unit) if one is not None else None for one in asked}
        return next(iter(asked)) if len(kinds) == 1 else None

    @cached_property
    def _questions(self) -> Mapping[str, Question]:
        """What is asked for a value, by the id of its row."""
        questions: dict[str, Question] = {cell.id: cell for table in self.programme.tables for cell in table.cells}
        for indicator in self.programme.indicators:
            questions[indicator.id] = indicator
            questions.update({part.id: part for part in indicator.components})
        return questions

    def order(self, finding: Finding) -> tuple[int, int, str, int, int, str]:
        """Blocking ones first, then as they stand in the file."""
        sheet, (row, column) = finding.place.sheet, numbers_of(finding.place.cell) or (0, 0)
        tables = [table.sheet for table in self.form.tables] if self.form else []
        place = tables.index(sheet) if sheet in tables else len(tables)
        return finding.severity.rank, place, sheet, row, column, finding.rule.code

    def _cell(self, finding: Finding) -> tuple[FormCell, ...]:
        place, form = finding.place, self.form
        if form is not None and place.file == form.file:
            if (at := numbers_of(place.cell)) and (cell := form.cell_at(place.sheet, *at)):
                return (cell,)
            if (number := self._outside.get((place.sheet, place.cell))) is not None:
                return (outside_cell(number),)
        if place.sheet == SIGN_OFF_SHEET:
            blank = {field.label: field.attribute for field in SIGN_OFF_FIELDS}
            attributes = [blank[label] for label in finding.found.split(", ") if label in blank]
            if finding.rule == counting_rules.UNREADABLE_CORRECTION:
                attributes = [_CORRECTION]
            elif finding.rule == text_rules.DATE_OUTSIDE_PERIOD:
                attributes = [_DATE]
            return tuple(map(sign_off_cell, attributes))
        return (row,) if (row := self._row_of(finding.indicator)) else ()

    @cached_property
    def _outside(self) -> Mapping[tuple[str, str], int]:
        found: dict[tuple[str, str], int] = {}
        for number, cell in enumerate(self.form.outside if self.form else ()):
            found.setdefault((cell.sheet, cell.cell), number)
        return found

    def _row_of(self, indicator: str) -> FormCell | None:
        """The row of whatever is asked, at its value; an entry that was added is known by its number."""
        if indicator in self._names:
            return FormCell(self._names[indicator][0], indicator, "value")
        visible = row_id(indicator)
        return FormCell(REGISTER_SHEET, visible, "name") if visible != indicator else None

    @cached_property
    def _names(self) -> Mapping[str, tuple[str, str]]:
        """What is asked, by its id: the sheet and the name of its row."""
        names = {action.id: (REGISTER_SHEET, action.name) for action in self.programme.actions}
        for table in self.programme.tables:
            names.update({cell.id: (TABLES.sheet, f"{cell.label} ({table.title})") for cell in table.cells})
        for indicator in self.programme.indicators:
            names[indicator.id] = DATA.sheet, indicator.label
            for part in indicator.components:
                names[part.id] = DATA.sheet, f"{indicator.label} – {part.label}"
        return names

    def _name_of(self, row_id: str) -> str:
        return cut(one_line(self._names[row_id][1]), _LONGEST_NAME) if row_id in self._names else ""

    def _row_names(self, cells: Sequence[FormCell]) -> str:
        if not cells:
            return ""
        first = cells[0]
        if first.sheet == SIGN_OFF_SHEET:
            return "dane o sporządzeniu i zatwierdzeniu formularza"
        name = self._name_of(first.row_id)
        if first.sheet == REGISTER_SHEET:
            typed = next((table.entries.get(first.row_id, {}).get("name") for table in self._tables(first.sheet)), None)
            name = cut(one_line(shown_content(typed)), _LONGEST_NAME) or name or "działanie dopisane"
        name = name or "wpis poza polami formularza"
        others = list(dict.fromkeys(cell.row_id for cell in cells if cell.row_id != first.row_id))
        return f"{name}\ni inne wiersze: {listed(others)}" if others else name

    def _tables(self, layout: str) -> Iterator[FilledTable]:
        return (table for table in (self.form.tables if self.form else ()) if table.layout == layout)

    def _sent(self, group: Group) -> str:
        """Where the findings are in the file that came; its name only where it is another than the one filled in."""
        place = group.first.place
        cells = listed([finding.place.cell for finding in group.findings if finding.place.cell])
        file = "" if self.form is not None and place.file == self.form.file else f"plik {place.file}"
        return ", ".join(part for part in (file, place.sheet, cells) if part)
