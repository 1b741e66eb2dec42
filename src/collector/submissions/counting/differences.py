"""Returns of one executor side by side: what differs between them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from collector.domain.observation import Place, Status, Value
from collector.domain.submission import Submission
from collector.layout.form import SIGN_OFF_FIELDS, SIGN_OFF_SHEET
from collector.values.text import clean, one_line, same
from collector.values.writing import polish_number

BLANK: Final = "puste"
_NAME: Final = "działanie"
_REASON: Final = "powód zmiany"
_EXPLANATION: Final = "wyjaśnienie"
# What was once explained is remembered.
_KEPT: Final = frozenset({_REASON, _EXPLANATION})
_SHORT: Final = 60
_NOT_OF_PERSONS: Final = frozenset({"date", "correction"})
_OF_PERSONS: Final = frozenset(field.label for field in SIGN_OFF_FIELDS if field.attribute not in _NOT_OF_PERSONS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What the later of two returns says otherwise; blank is an empty text.

    `indicator` is the question or the action, `part` which of its cells (nothing for the value itself). `is_lost` says
    that something was given earlier and is not in the later return at all.
    """

    executor: str
    indicator: str
    part: str
    earlier: str
    later: str
    earlier_place: Place
    later_place: Place
    is_lost: bool

    @property
    def what(self) -> str:
        """`C.1.3/1`, `C.1.3/1, uwagi`, `Metryczka, Telefon służbowy`."""
        return ", ".join(part for part in (self.indicator or SIGN_OFF_SHEET, self.part) if part)

    def __str__(self) -> str:
        place = str(replace(self.later_place, file=""))
        change = f"{self.what}: {shown_briefly(self.earlier)} → {shown_briefly(self.later)}"
        if self.part in _OF_PERSONS:
            # Findings are copied into mails and logs; the sheet of changes has it in full.
            change = f"{self.what}: zmieniono"
        return f"{change} ({place})" if place else change


def shown_briefly(text: str) -> str:
    """A text on one line, as far as a list of differences has room for it."""
    line = one_line(text) or BLANK
    return f"{line[:_SHORT]}…" if len(line) > _SHORT else line


def listed(differences: Iterable[Difference], at_most: int = 10) -> str:
    """The differences in a sentence, the lost values first."""
    texts = [str(difference) for difference in sorted(differences, key=lambda difference: not difference.is_lost)]
    rest = len(texts) - at_most
    return "; ".join(texts[:at_most]) + (f" … (i jeszcze {rest})" if rest > 0 else "")


class _Said(NamedTuple):
    shown: str
    place: Place
    exact: object


_Key = tuple[str, str, int]


def _content(submission: Submission) -> dict[_Key, _Said]:
    """Everything that a return says, by indicator or action, by cell, and by occurrence."""
    said: dict[_Key, _Said] = {}
    for indicator, part, what in _cells(submission):
        occurrence = 0
        while (indicator, part, occurrence) in said:
            occurrence += 1
        said[indicator, part, occurrence] = what
    return said


def _cells(submission: Submission) -> Iterator[tuple[str, str, _Said]]:
    for observation in submission.observations:
        yield observation.indicator, "", _answer(observation.raw, observation.value, observation.place)
        yield observation.indicator, "uwagi", _words(observation.note, observation.place)
        yield observation.indicator, _REASON, _words(observation.reason, observation.place)
        yield observation.indicator, _EXPLANATION, _words(observation.explanation, observation.place)
    for entry in submission.entries:
        # Only the cells of the action, the cost and the result are known; the others stand in the same row.
        row = _row(entry.place)
        yield entry.id, _NAME, _words(entry.name, entry.place)
        yield entry.id, "termin", _words(entry.term, row)
        for key, money in entry.money.items():
            place = entry.money_place(key) if key in entry.cells else row
            shown = clean(money.raw)
            yield entry.id, key, _Said(shown, place, (shown, money.amount, money.reason))
        yield entry.id, "wskaźnik", _words(entry.indicator_name, row)
        yield entry.id, "część działania", _words(entry.part_of, row)
        yield entry.id, "wynik", _answer(entry.raw, entry.value, entry.value_place or row)
        yield entry.id, "uwagi", _words(entry.note, row)
        yield entry.id, _EXPLANATION, _words(entry.explanation, row)
    place = Place(file=submission.place.file, sheet=SIGN_OFF_SHEET, sha256=submission.place.sha256)
    for field in SIGN_OFF_FIELDS:
        yield "", field.label, _words(getattr(submission.sign_off, field.attribute), place)


def _row(place: Place) -> Place:
    number = "".join(filter(str.isdecimal, place.cell))
    return replace(place, cell=f"wiersz {number}" if number else "")


def _words(text: str, place: Place) -> _Said:
    return _Said(clean(text), place, clean(text))


def _answer(raw: str, value: Value, place: Place) -> _Said:
    shown = clean(raw) or _understood(value)
    return _Said(shown, place, (shown, value.status, value.number, value.text, value.mark))


def _understood(value: Value) -> str:
    number = "" if value.number is None else polish_number(value.number)
    status = value.status.label if value.status in (Status.NO_DATA, Status.NOT_APPLICABLE) else ""
    return value.text or f"{number}{value.mark}" or status


def differences(earlier: Submission, later: Submission) -> tuple[Difference, ...]:
    """What `later` says otherwise than `earlier`, in the order of the form."""
    return tuple(_differences(earlier, later))


def _differences(earlier: Submission, later: Submission) -> Iterator[Difference]:
    before, after = _content(earlier), _content(later)
    for key in dict.fromkeys((*before, *after)):
        old = before.get(key, _Said("", _whole_file(earlier), None))
        new = after.get(key, _Said("", _whole_file(later), None))
        if old.exact == new.exact or not (old.shown or new.shown):
            continue
        indicator, part, _ = key
        is_other_action = part == _NAME and same(old.shown) != same(new.shown)
        # The same text, understood otherwise: it stands beside a reason, or its cell shows another number.
        note = " (odczytano inaczej)" if old.shown == new.shown else ""
        yield Difference(
            executor=earlier.executor, indicator=indicator, part=part, earlier=old.shown, later=new.shown + note,
            earlier_place=old.place, later_place=new.place,
            is_lost=bool(old.shown) and (not new.shown or is_other_action) and part not in _KEPT,
        )  # fmt: skip


def _whole_file(submission: Submission) -> Place:
    return Place(file=submission.place.file, sha256=submission.place.sha256)


def say_the_same(one: Submission, other: Submission) -> bool:
    """Whether two returns have the same rows and say exactly the same in them."""
    first, second = _content(one), _content(other)
    return first.keys() == second.keys() and all(first[key].exact == second[key].exact for key in first)
