"""The receipt that a department can file: what came, what became of it, and the values as they were understood."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any, Final

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

from collector.domain.indicator import Kind
from collector.domain.observation import Observation, Status, Value
from collector.domain.programme import Executor, Programme, Question
from collector.domain.register import COST, Entry, Money, row_id
from collector.domain.submission import ReturnedFile, SignOff, Standing, Submission
from collector.files import with_fixed_times
from collector.layout.form import REMARKS_SHEET, SIGN_OFF_SHEET
from collector.reports.word import add_table, set_styles
from collector.submissions.counting.claims import saved_on
from collector.templates.given_back import FormCopy, cut
from collector.values.days import polish_date
from collector.values.text import clean, one_line
from collector.values.writing import NBSP, counted, polish_number, unit_form

TITLE: Final = "Potwierdzenie odbioru i wyniku sprawdzenia"
_MARGIN_CM: Final = 1.5
_WIDTH_CM: Final = 21.0 - 2 * _MARGIN_CM
_FACTS_CM: Final = (3.6, _WIDTH_CM - 3.6)
_REGISTER_CM: Final = (1.8, 8.6, 3.4, 4.2)
_SMALL: Final = 7.0
_ORDINARY: Final = 9.0
# So many values stand in three groups of columns on one page; more of them need four.
_IN_THREE_GROUPS: Final = 90
_NUMBER_CM: Final = 1.75
_LONGEST_VALUE: Final = 34
_LONGEST_TEXT: Final = 300
_LONGEST_PROPERTY: Final = 255
_ITEMS: Final = ("pozycja", "pozycje", "pozycji")
_SIGNS: Final = ("znak", "znaki", "znaków")
_NONE: Final = "nie podano"
_UNREAD: Final = "nie odczytano"
_STANDINGS: Final = {
    Standing.COUNTS: "Zwrot przyjęto: liczy się do sprawozdania",
    Standing.REPLACED: "Zwrot zastąpiony innym, nie liczy się",
    Standing.COPY: "Kopia innego zwrotu; osobno się nie liczy",
    Standing.UNDECIDED: "Nie wiadomo, czy zwrot się liczy",
    Standing.REFUSED: "Zwrotu nie przyjęto",
}


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What a receipt is about: one returned file, or one executor's part of it.

    `submission` holds its values, if it counts; `copy` is the form that goes back as the file called `copy_name`.
    """

    programme: Programme
    executor: Executor
    year: int
    file: ReturnedFile
    day: date
    submission: Submission | None = None
    copy: FormCopy | None = None
    copy_name: str = ""


def receipt_document(receipt: Receipt) -> bytes:
    """The bytes of the document."""
    document: Any = Document()
    set_styles(document)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(_MARGIN_CM)
    document.add_heading(TITLE, 1)
    executor, file = receipt.executor, receipt.file
    document.add_paragraph(f"{executor.id} – {executor.name}: dane za {receipt.year} r.").runs[0].bold = True
    document.add_paragraph(_line(receipt.programme.title))
    document.add_paragraph(f"Sprawdzono: {polish_date(receipt.day)}")
    document.add_heading("Zwrot", 2)
    add_table(document, ("Dane zwrotu", "Treść"), list(_facts(file)), _FACTS_CM, _ORDINARY)
    document.add_heading("Wynik sprawdzenia", 2)
    add_table(document, ("Wynik", "Treść"), list(_result(receipt)), _FACTS_CM, _ORDINARY)
    if receipt.submission is not None:
        _add_values(document, receipt, receipt.submission)
    footer = section.footer.paragraphs[0]
    footer.text = f"{executor.id}, dane za {receipt.year} r., odcisk pliku {file.place.sha256[:8]}"
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    footer.runs[0].font.size = Pt(_SMALL)
    properties = document.core_properties
    properties.title = f"{TITLE}: {executor.id}, {receipt.year}"[:_LONGEST_PROPERTY]
    properties.author = receipt.programme.coordinator[:_LONGEST_PROPERTY]
    properties.language, properties.comments, properties.last_modified_by = "pl-PL", "", ""
    target = io.BytesIO()
    document.save(target)
    return with_fixed_times(target.getvalue())


def _facts(file: ReturnedFile) -> Iterator[tuple[str, str]]:
    signed = file.sign_off
    yield "Plik", _line(file.place.file)
    yield "Zapisany", _line(saved_on(file.modified)) or "plik tego nie podaje"
    yield "Odcisk (SHA-256)", " ".join(_pieces(file.place.sha256, 8))
    version = f", wersja formularza {_line(file.version)}" if file.version else ""
    yield "Formularz", f"{_line(file.form_id)}{version}"
    if file.standing is Standing.REFUSED and signed == SignOff():
        # What was not read is not said to be missing.
        yield SIGN_OFF_SHEET, _UNREAD
        return
    yield "Numer korekty", _line(signed.correction) or "brak (pierwszy zwrot)"
    prepared = (signed.prepared_by, signed.position, signed.date)
    yield "Sporządził(a)", ", ".join(filter(None, map(_line, prepared))) or "nie podano"
    yield "Zatwierdził(a)", _line(signed.approved_by) or "nie podano"


def _result(receipt: Receipt) -> Iterator[tuple[str, str]]:
    file, copy = receipt.file, receipt.copy
    yield "Zwrot", f"{_STANDINGS.get(file.standing, str(file.standing))}. Dlaczego: {_line(file.why)}"
    if file.standing is Standing.COUNTS or (copy is not None and file.standing is Standing.REFUSED):
        remarks = copy.remarks if copy else ()
        blocking = sum(remark.is_blocking for remark in remarks)
        # Rows that are told as one are one line there.
        lines = f"blokujące: {blocking}, do wyjaśnienia: {len(remarks) - blocking} (pozycje arkusza „{REMARKS_SHEET}”)"
        yield "Uwagi", lines if remarks else "brak uwag"
    yield "Co dalej", _next_step(receipt)


def _next_step(receipt: Receipt) -> str:
    coordinator = receipt.programme.coordinator
    match receipt.file.standing:
        case Standing.COUNTS | Standing.REFUSED if receipt.copy is not None:
            action = "Popraw lub uzupełnij" if receipt.file.standing is Standing.COUNTS else "Wypełnij"
            return (
                f"{action} plik {receipt.copy_name} (co i gdzie, mówi arkusz „{REMARKS_SHEET}”) i odeślij go do "
                f"jednostki: {coordinator}."
            )
        case Standing.REFUSED:
            return f"Odeślij poprawny formularz do jednostki: {coordinator}."
        case Standing.UNDECIDED:
            return (
                f"Wskaż właściwy plik jednostce: {coordinator}, albo wpisz w jego metryczce kolejny „Numer korekty” i "
                "odeślij go jeszcze raz."
            )
        case _:
            return "Nic nie trzeba robić."


def _add_values(document: Any, receipt: Receipt, submission: Submission) -> None:
    document.add_heading("Wartości, tak jak je odczytano", 2)
    questions = _questions(receipt.programme)
    values = [(one.indicator, _shown(one, questions.get(one.indicator))) for one in submission.observations]
    if values:
        groups = 3 if len(values) <= _IN_THREE_GROUPS else 4
        deep = -(-len(values) // groups)
        columns = [values[start : start + deep] for start in range(0, groups * deep, deep)]
        rows = [
            tuple(chain.from_iterable(column[row] if row < len(column) else ("", "") for column in columns))
            for row in range(deep)
        ]
        widths = (_NUMBER_CM, _WIDTH_CM / groups - _NUMBER_CM) * groups
        add_table(document, ("Nr", "Wartość") * groups, rows, widths, _SMALL)
    entries = [entry for entry in submission.entries if entry.is_described]
    if submission.entries:
        if values:
            document.add_paragraph()
        add_table(
            document, ("Nr", "Działanie", "Koszt", "Wynik"), list(map(_entry, entries)),
            _REGISTER_CM, _SMALL,
        )  # fmt: skip
        if silent := len(submission.entries) - len(entries):
            document.add_paragraph(f"Działania, o których nic nie podano: {silent}.")


def _questions(programme: Programme) -> dict[str, Question]:
    asked: dict[str, Question] = {**programme.indicator_by_id}
    asked.update({part.id: part for indicator in programme.indicators for part in indicator.components})
    return asked


def _shown(observation: Observation, asked: Question | None) -> str:
    """A value in few words."""
    value = observation.value
    if value.status is Status.NOT_SUBMITTED:
        return _UNREAD if clean(observation.raw) else _NONE
    if value.status is not Status.GIVEN:
        return f"{value.status.label}{value.mark}"
    unit = f"{NBSP}{unit_form(value.number, asked.unit)}" if value.number is not None and asked is not None else ""
    return _number_or_words(value, unit, asked.kind if asked is not None else Kind.TEXT)


def _number_or_words(value: Value, unit: str, kind: Kind) -> str:
    number = f"{polish_number(value.number)}{unit}{value.mark}" if value.number is not None else ""
    if not value.text:
        return number
    if kind is Kind.LIST and value.number is None:
        lines = [line for line in value.text.splitlines() if line.strip()]
        return f"lista, {counted(len(lines), _ITEMS)}"
    text = _line(value.text)
    room = _LONGEST_VALUE - len(number)
    words = text if len(text) <= room else f"opis, {counted(len(text), _SIGNS)}"
    return f"{number}; {words}" if number else f"{words}{value.mark}"


def _entry(entry: Entry) -> tuple[str, str, str, str]:
    result = _NONE
    if entry.value.status is Status.GIVEN:
        result = _number_or_words(entry.value, "", Kind.TEXT)
    elif entry.value.status is not Status.NOT_SUBMITTED:
        result = entry.value.status.label
    elif clean(entry.raw):
        result = _UNREAD
    return row_id(entry.id), cut(_line(entry.name), 70), _money(entry.money[COST]), result


def _money(money: Money) -> str:
    if money.amount is not None:
        return f"{polish_number(money.amount.quantize(Decimal('0.01')))}{NBSP}zł"
    return _NONE if money.is_blank else _line(money.reason) or _UNREAD


def _line(text: str) -> str:
    """Foreign text as one short line, with nothing that a document cannot hold."""
    return cut(one_line(clean(text)), _LONGEST_TEXT)


def _pieces(text: str, length: int) -> Iterator[str]:
    return (text[start : start + length] for start in range(0, len(text), length))
