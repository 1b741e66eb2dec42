"""Corrections of closed years: the right value in the place of the published one, which is kept beside it."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

from collector.catalogue.source import Mistake
from collector.decisions import DECISIONS_FILE, DecisionsError
from collector.domain.consolidation import WITHOUT, History, PastValue
from collector.domain.decision import Correction
from collector.domain.indicator import Combine, Direction, Indicator, Kind, Moment, Unit
from collector.domain.observation import Place, Status, Value
from collector.domain.programme import Programme
from collector.values.limits import why_not_allowed
from collector.values.reading import Unreadable, read_missing, read_value
from collector.values.text import one_line, same
from collector.values.writing import shown_past

# Behind a value: whose part is missing from it, and that nobody's is, also where somebody's was.
_GAP: Final = re.compile(rf"\s*\({WITHOUT.strip()}([^)]*)\)\Z", re.IGNORECASE)
_WHOLE: Final = re.compile(r"\s*\(pełna\)\Z", re.IGNORECASE)
_NO_UNIT: Final = Unit(one="", few="", many="")


def with_corrections(
    history: History, corrections: Sequence[Correction], programme: Programme, later: Collection[int] = ()
) -> History:
    """`history` as it is known today. Corrections of the `later` closed years do not belong to it.

    Several corrections of one value follow each other by their day: each corrects what the one before made of it. Of an
    indicator that the programme has no more nobody asks for the past, so its corrections change nothing.

    Raises DecisionsError for a correction of what was not published.
    """
    chains: dict[tuple[str, int], list[Correction]] = {}
    for each in sorted(corrections, key=lambda each: (each.day, each.line)):
        if each.year not in later:
            chains.setdefault((each.indicator, each.year), []).append(each)
    corrected: dict[tuple[str, int], PastValue] = {}
    mistakes: list[Mistake] = []
    for (id_, year), chain in chains.items():
        published = history.in_year(id_, year)
        for each in chain:
            asked = _asked(each, programme)
            if asked is None and published is not None:
                break
            found = _Correcting(each, history, programme, asked, corrected.get((id_, year), published)).result()
            if isinstance(found, str):
                mistakes.append(Mistake(each.line, f"korekta {id_} za {year} r.: {found}"))
                break
            corrected[id_, year] = found
    if mistakes:
        raise DecisionsError(Path(DECISIONS_FILE), sorted(mistakes, key=lambda mistake: mistake.line))
    if not corrected:
        return history
    return History({year: dict(_year(history, year, corrected)) for year in history.years})


def _year(history: History, year: int, corrected: dict[tuple[str, int], PastValue]) -> Iterator[tuple[str, PastValue]]:
    for indicator in history:
        if past := history.in_year(indicator, year):
            yield indicator, past
    yield from ((indicator, past) for (indicator, of_year), past in corrected.items() if of_year == year)


def _asked(correction: Correction, programme: Programme) -> Indicator | None:
    """What was asked; None if the programme does not know it."""
    id_ = correction.indicator
    if known := programme.indicator_by_id.get(id_):
        return known
    choice = next((choice for choice in programme.choices if choice.id == id_), None)
    return _of_register(id_, choice.name, correction.value) if choice else None


@dataclass(frozen=True, slots=True)
class _Correcting:
    """A correction of what was `asked`, held against the value `known` before it: the published one, or a corrected."""

    correction: Correction
    history: History
    programme: Programme
    asked: Indicator | None
    known: PastValue | None

    def result(self) -> PastValue | str:
        """The corrected value, or what is wrong with the correction, in Polish."""
        correction, asked = self.correction, self.asked
        file = f"history/{correction.year}.csv"
        if correction.year not in self.history.years:
            return (
                f"rok {correction.year} nie jest zamknięty (nie ma pliku {file}); wartość roku, który jeszcze się "
                "zbiera, popraw w zwrocie"
            )
        if asked is None:
            return f"nie ma takiego wskaźnika w katalogu programu ani w pliku {file}"
        known = self.known or self._without_value()
        if known is None or not self._is_known_as(correction.before, known, asked):
            return self._why_other(known, asked, file)
        return self._corrected(known, asked)

    def _why_other(self, known: PastValue | None, asked: Indicator, file: str) -> str:
        before = one_line(self.correction.before)
        if known and known.correction:
            made = f"wcześniejsza korekta (wiersz {known.correction.line}) zmieniła tę wartość na „{_printed(known)}”"
            if self._is_known_as(self.correction.value, known, asked):
                return f"{made}, czyli na to samo; usuń jeden z tych wpisów"
            return f"{made}, a w „bylo” jest „{before}”; wpisz tam „{_printed(known)}”"
        if known and self._is_known_as(self.correction.value, known, asked):
            return f"wartość po korekcie („{_printed(known)}”) jest już w zamkniętym roku ({file}); usuń ten wpis"
        told = f"jest „{_printed(known)}”" if known else "nie ma wartości tego wskaźnika"
        return (
            f"wpisano, że opublikowano „{before}”, a w pliku {file} {told}; przepisz wartość, którą opublikowano "
            "(jeżeli potem ją poprawiono i rok zamknięto ponownie, usuń ten wpis)"
        )

    def _corrected(self, known: PastValue, asked: Indicator) -> PastValue | str:
        written, gap, is_whole = _parts(self.correction.value)
        value = read_value(written, asked)
        if value is None or isinstance(value, Unreadable):
            hint = f" ({value.hint})" if value and value.hint else ""
            return f"nie można odczytać wartości po korekcie „{one_line(written)}”{hint}; zapisz ją inaczej"
        if why := why_not_allowed(value.number, asked):
            return f"wartości po korekcie „{one_line(written)}” nie można przyjąć: {why}"
        executors = {*self.programme.executor_by_id, *_executors(known.missing)}
        if unknown := [executor for executor in _executors(gap) if executor not in executors]:
            return f"w „(bez: …)” podano „{unknown[0]}”, a takiego realizatora nie ma w programie"
        missing = "" if is_whole or value.status is not Status.GIVEN else ", ".join(_executors(gap)) or known.missing
        corrected = self._past_value(known, value, missing)
        if replace(corrected, correction=known.correction, published=known.published, text=same(corrected.text)) == (
            replace(known, text=same(known.text))
        ):
            whole = shown_past(replace(known, missing=""))
            remains = f"; jeżeli jest już pełna, dopisz „(pełna)”: {whole} (pełna)" if known.missing else ""
            return f"wartość po korekcie jest taka sama jak opublikowana („{_printed(known)}”){remains}"
        return corrected

    def _without_value(self) -> PastValue | None:
        """What was published where a year has no value of an indicator: a reason why there is none."""
        status = read_missing(self.correction.before)
        if status is None and same(self.correction.before) != same(Status.NOT_SUBMITTED.label):
            return None
        year = self.correction.year
        label = (status or Status.NOT_SUBMITTED).label
        return PastValue(
            year=year, value=None, text=label, place=Place(file=f"history/{year}.csv", cell=self.correction.indicator)
        )

    def _is_known_as(self, text: str, known: PastValue, asked: Indicator) -> bool:
        """Whether `text` names the `known` value, as printed or as a plain number; the gap may be left out."""
        written, gap, is_whole = _parts(text)
        if gap and set(_executors(gap)) != set(_executors(known.missing)):
            return False
        if is_whole and known.missing:
            return False
        if known.text and same(written) == same(known.text):
            return True
        read = read_value(written, asked)
        named = {read.number} if isinstance(read, Value) else set()
        return known.value is not None and known.value in named | {_plain(written)}

    def _past_value(self, known: PastValue, value: Value, missing: str) -> PastValue:
        text = value.text if value.status is Status.GIVEN else value.status.label
        note = f"{value.mark} {known.note.lstrip('*').lstrip()}".rstrip() if value.mark else known.note
        return PastValue(
            year=known.year, value=value.number, text=text, missing=missing, note=note, place=known.place,
            correction=self.correction, published=known,
        )  # fmt: skip


def _parts(text: str) -> tuple[str, str, bool]:
    """A value as written, whose part it says is missing, and whether it says that nobody's is."""
    if gap := _GAP.search(text):
        return text[: gap.start()], gap[1], False
    return _WHOLE.sub("", text), "", _WHOLE.search(text) is not None


def _executors(gap: str) -> list[str]:
    return [name.strip() for name in gap.split(",") if name.strip()]


def _plain(text: str) -> Decimal | None:
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _printed(past: PastValue) -> str:
    return one_line(shown_past(past))


def _of_register(id_: str, name: str, value: str) -> Indicator:
    """What a row of the register answers: a number or words, in no unit and with no limit that the catalogue knows."""
    kind = Kind.DECIMAL if any(map(str.isdecimal, value)) and not any(map(str.isalpha, value)) else Kind.TEXT
    return Indicator(
        id=id_, name=name, kind=kind, unit=_NO_UNIT, moment=Moment.YEAR, direction=Direction.CONTEXT, executors=(),
        combine=Combine.LIST, minimum=Decimal("-Infinity"),
    )  # fmt: skip
