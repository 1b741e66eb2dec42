"""Words that somebody typed: unfinished places in them, and the sign-off."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from collector.checks import rules, text_rules
from collector.domain.finding import Finding
from collector.domain.observation import Place, Status
from collector.domain.programme import Programme
from collector.domain.submission import Submission
from collector.layout.form import SIGN_OFF_FIELDS, SIGN_OFF_SHEET
from collector.submissions.counting.claims import signed_day
from collector.values.text import one_line

# What people leave where they mean to write later. „XXX” is thirty in Roman numerals, „…” alone ends an enumeration,
# and „itp....” a sentence.
_PLACEHOLDER: Final = re.compile(
    r"\[\s*(?:\.{2,}|…)\s*\]|[\[(<{]\s*(?i:wpisz|wpisać|wstaw|wstawić|uzupełnij|uzupełnić)\b[^\])>}]*[\])>}]"
    r"|\?{2,}|_{3,}|_{2,}\.|(?<!\w)\.{4,}|\.{5,}|…{2,}|\bx{2,}\.x{2,}\b"
    r"|\b(?i:uzupełnić później|tu(?:taj)? wpisz\w*|todo|tbd|lorem ipsum)\b"
    r"|\bx{3,}\b|\bX{4,}\b|\by{3,}\b|(?m:^\s*[-–]?\s*(?:…|\.{3})\s*$)"
)
# The same in words, which are an answer in other sentences: „wezwano do uzupełnienia braków”, „12 wniosków zwrócono do
# uzupełnienia.” They stand alone, or right after what is not there yet.
_LATER: Final = re.compile(
    r"(?im)(?:^|[-–:;,(/•*]|\b(?:dane|danych|wartość|liczba|liczby|kwota|kwoty|koszt|opis|tekst|termin))\s*"
    r"(?P<later>do (?:uzupełnienia|potwierdzenia|sprawdzenia|wpisania)|uzupełnić)\s*(?:$|[.,;:!)/]|(?:po|przez)\s)"
)
_NO_WORD: Final = re.compile(r"[^\w]*|[xX]|(?i:j\. ?w\.?|brak|n/?d|b/?d)")
_SAYS_NOTHING: Final = re.compile(
    r"[\W_]*(?i:brak(?: (?:danych|uwag|wyjaśnień|wyjaśnienia))?|nie dotyczy|nie wiem|tak|nie|[bn][./]?d)?[\W_]*"
)
_ENTRY_COLUMNS: Final = {
    "name": "Realizowane działanie", "term": "Termin realizacji", "raw": "Liczba", "note": "Uwagi",
    "explanation": "Wyjaśnienie",
}  # fmt: skip
_APPROVAL: Final = next(field.label for field in SIGN_OFF_FIELDS if field.attribute == "approved_by")
# A report of a year is prepared after it; in its last month most of it is known.
_EARLIEST: Final = (12, 1)


def placeholder_in(text: str) -> str:
    """The place in `text` that was meant to be filled in later; empty if there is none."""
    if match := _PLACEHOLDER.search(text):
        return one_line(match[0])
    later = _LATER.search(text)
    return one_line(later["later"]) if later else ""


def says_nothing(text: str) -> bool:
    """Whether `text` explains nothing: signs alone, „brak”, „nie dotyczy”."""
    return _SAYS_NOTHING.fullmatch(text) is not None


def words_are_finished(submission: Submission) -> Iterator[Finding]:
    """No answer, note or explanation has a place that was to be filled in."""
    for observation in submission.observations:
        typed = (
            ("Wartość", observation.value.text, observation.place.cell),
            ("Uwagi", observation.note, observation.note_cell),
            ("Wyjaśnienie", observation.explanation, observation.explanation_cell),
        )
        for column, text, cell in typed:
            if found := placeholder_in(text):
                place = replace(observation.place, cell=cell)
                yield _placeholder(place, submission.executor, observation.indicator, column, found)
    for entry in submission.entries:
        cells = {"name": entry.place.cell, "raw": (entry.value_place or entry.place).cell, **entry.cells}
        for key, column in _ENTRY_COLUMNS.items():
            if found := placeholder_in(getattr(entry, key)):
                yield _placeholder(replace(entry.place, cell=cells[key]), submission.executor, entry.id, column, found)


def absence_has_a_reason(submission: Submission, programme: Programme) -> Iterator[Finding]:
    """Where there are no data, the report must say why."""
    for observation in submission.observations:
        is_asked = observation.indicator in programme.indicator_by_id
        if is_asked and observation.value.status is Status.NO_DATA and says_nothing(observation.note):
            yield Finding(
                rule=text_rules.NO_DATA_WITHOUT_REASON,
                place=observation.place,
                executor=observation.executor,
                indicator=observation.indicator,
                found=Status.NO_DATA.label,
            )


def _placeholder(place: Place, executor: str, indicator: str, column: str, found: str) -> Finding:
    facts = {"column": column}
    return Finding(
        rule=text_rules.PLACEHOLDER, place=place, executor=executor, indicator=indicator, found=found, facts=facts
    )


def sign_off_is_complete(submission: Submission, day: date) -> Iterator[Finding]:
    """Whoever prepared and approved the return is named, and the date fits; only a correction has a number."""
    place = Place(file=submission.place.file, sheet=SIGN_OFF_SHEET, sha256=submission.place.sha256)
    blank = [
        field.label
        for field in SIGN_OFF_FIELDS
        if field.attribute != "correction" and _NO_WORD.fullmatch(getattr(submission.sign_off, field.attribute))
    ]
    if blank:
        # Whoever left out more was not yet asked to approve.
        rule = text_rules.NOT_APPROVED if blank == [_APPROVAL] else rules.SIGN_OFF_INCOMPLETE
        yield Finding(rule=rule, place=place, executor=submission.executor, found=", ".join(blank))
    yield from _date_fits(submission, place, day)


def _date_fits(submission: Submission, place: Place, day: date) -> Iterator[Finding]:
    signed = signed_day(submission.sign_off)
    earliest = date(submission.year, *_EARLIEST)
    if signed is None or (earliest <= signed and (day == date.min or signed <= day)):
        return
    hint = "" if signed < earliest else f" Ta data jest późniejsza niż dzień sprawdzenia ({day:%d.%m.%Y})."
    facts = {"year": str(submission.year), "hint": hint, "example": f"{submission.year + 1}-02-15"}
    yield Finding(
        rule=text_rules.DATE_OUTSIDE_PERIOD, place=place, executor=submission.executor, found=f"{signed:%d.%m.%Y}",
        expected=f"{earliest:%d.%m.%Y}", facts=facts,
    )  # fmt: skip
