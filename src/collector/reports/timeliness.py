"""When a return was made, by what it says itself, and whether that was in time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from collector.domain.submission import ReturnedFile, Standing, Submission
from collector.submissions.counting.claims import Claim, saved_at, signed_day
from collector.values.days import polish_date
from collector.values.text import one_line
from collector.values.writing import counted

IN_TIME: Final = "w terminie"
NOT_SENT: Final = "nie złożono"
SAVED_UNKNOWN: Final = "nie wiadomo"
NO_DEADLINE: Final = "nie ustalono terminu"
NOTHING_COUNTS: Final = "złożono, ale żaden zwrot się nie liczy"
DAY_UNKNOWN: Final = "nie wiadomo (brak daty sporządzenia)"
UNREADABLE: Final = "nie odczytano"
_DAYS: Final = ("dzień", "dni", "dni")
# These came back with the returns and are none.
_NO_RETURNS: Final = frozenset({Standing.ATTACHMENT, Standing.SKIPPED})


@dataclass(frozen=True, slots=True)
class Sent:
    """What an executor sent: all its files, and the return that counts."""

    files: Sequence[ReturnedFile]
    submission: Submission | None

    @property
    def correction(self) -> int | str:
        """The number of the correction, blank for the first return as in its form; words where it cannot be read."""
        if self.submission is None:
            return ""
        number = Claim((self.submission,)).correction
        return UNREADABLE if number is None else number or ""

    @property
    def day(self) -> date | str:
        """The day on which the return was prepared, as it says itself; words where that cannot be read."""
        if self.submission is None:
            return ""
        sign_off = self.submission.sign_off
        return signed_day(sign_off) or (UNREADABLE if one_line(sign_off.date) else "nie podano")

    @property
    def saved(self) -> datetime | str:
        """When the return was last saved, in UTC, as its workbook says; words where it does not."""
        if self.submission is None:
            return ""
        moment = saved_at(self.submission)
        return moment.astimezone(UTC).replace(tzinfo=None) if moment else SAVED_UNKNOWN

    def timeliness(self, deadline: date | None) -> str:
        """Whether the return was prepared by the last day for it; a late correction of one in time says both."""
        if self.submission is None:
            return NOTHING_COUNTS if self.files else NOT_SENT
        if deadline is None:
            return NO_DEADLINE
        day = signed_day(self.submission.sign_off)
        if day is None:
            return DAY_UNKNOWN
        if day <= deadline:
            return IN_TIME
        late = f"po terminie o {counted((day - deadline).days, _DAYS)}"
        earlier = (signed_day(file.sign_off) for file in self.files if file.standing is Standing.REPLACED)
        was_in_time = any(before is not None and before <= deadline for before in earlier)
        return f"{IN_TIME}; korekta {late}" if was_in_time else late


def sent_by(executor: str, files: Iterable[ReturnedFile], submissions: Iterable[Submission]) -> Sent:
    """What `executor` sent."""
    return Sent(
        files=tuple(file for file in files if file.executor == executor and file.standing not in _NO_RETURNS),
        submission=next((each for each in submissions if each.executor == executor), None),
    )


def timeliness_rules(deadline: date | None) -> str:
    """By which date timeliness is judged, for the reader."""
    if deadline is None:
        return (
            "Terminu złożenia nie ustalono, dlatego terminowości nie oceniono (termin wpisuje się w collector.toml: "
            "deadline)."
        )
    return (
        f"Termin złożenia: {polish_date(deadline)} Terminowość ocenia się według daty sporządzenia wpisanej w "
        "metryczce uwzględnionego zwrotu; gdy jest on spóźnioną korektą zwrotu sporządzonego w terminie, podano jedno "
        "i drugie. Kiedy zwrot nadesłano, z samych plików nie wiadomo. „Plik zapisano” to czas ostatniego zapisania "
        "pliku według niego samego."
    )
