"""What a return claims of its own time, and which of several claims beats the others."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from itertools import combinations
from typing import Final, NamedTuple, TypeVar

from collector.decisions import SHORTEST_FINGERPRINT
from collector.domain.submission import SignOff, Submission
from collector.files import CREATED
from collector.submissions.counting.differences import differences, listed, shown_briefly
from collector.values.text import clean, one_line

_WHOLE: Final = re.compile(r"\d{1,4}", re.ASCII)
_TIME: Final = r"(?:\s+\d{1,2}:\d\d(?::\d\d)?)?\s*(?:r\.?)?"
_DATES: Final = (
    re.compile(rf"(?P<y>\d{{4}})-(?P<m>\d{{1,2}})-(?P<d>\d{{1,2}}){_TIME}", re.ASCII),
    # With other signs between them, nobody knows which of the two is the month.
    re.compile(rf"(?P<d>\d{{1,2}})\.(?P<m>\d{{1,2}})\.(?P<y>\d{{4}}){_TIME}", re.ASCII),
    re.compile(r"(?P<d>\d{1,2}) (?P<m>[^\W\d_]+) (?P<y>\d{4})\s*(?:r\.?|roku)?"),
)
_MONTHS: Final = (
    "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października",
    "listopada", "grudnia",
)  # fmt: skip
_MONTH: Final = {name: number for number, name in enumerate(_MONTHS, 1)}
_NEVER_SAVED: Final = CREATED.replace(tzinfo=UTC)
_Ordered = TypeVar("_Ordered", int, date)


def signed_day(sign_off: SignOff) -> date | None:
    """The day in a sign-off; None if it names none that can be read."""
    typed = one_line(clean(sign_off.date)).casefold()
    for pattern in _DATES:
        if match := pattern.fullmatch(typed):
            month = _MONTH.get(match["m"]) or match["m"]
            try:
                return date(int(match["y"]), int(month), int(match["d"]))
            except ValueError:
                return None
    return None


@dataclass(frozen=True, eq=False)
class Claim:
    """A return with its copies, which all say the same, and when it says that it was made: None where it does not."""

    submissions: tuple[Submission, ...]

    @property
    def submission(self) -> Submission:
        """The return that stands for its copies."""
        return self.submissions[0]

    @property
    def file(self) -> str:
        """The name of its file."""
        return self.submission.place.file

    @property
    def fingerprint(self) -> str:
        """As much of the fingerprint of its file as a decision needs."""
        return self.submission.place.sha256[:SHORTEST_FINGERPRINT]

    @cached_property
    def correction(self) -> int | None:
        """The number of the correction, 0 for the first return."""
        typed = one_line(clean(self.submission.sign_off.correction))
        if not typed:
            return 0
        return int(typed) if _WHOLE.fullmatch(typed) else None

    @cached_property
    def day(self) -> date | None:
        """The date in the sign-off."""
        return signed_day(self.submission.sign_off)

    @cached_property
    def saved(self) -> tuple[datetime, datetime] | None:
        """When its copies were saved for the first and for the last time."""
        moments = [saved_at(submission) for submission in self.submissions]
        known = [moment for moment in moments if moment is not None]
        return (min(known), max(known)) if known and len(known) == len(moments) else None

    @property
    def made(self) -> tuple[int, date, datetime]:
        """By what returns that replace one another are put in order."""
        return (
            self.correction or 0,
            self.day or date.min,
            self.saved[0] if self.saved else datetime.min.replace(tzinfo=UTC),
        )

    def __str__(self) -> str:
        signed = self.submission.sign_off
        saved = _instant(self.saved[0]) if self.saved else "nie wiadomo kiedy"
        return (
            f"{self.file} (numer korekty: {one_line(signed.correction) or 'brak'}, "
            f"data: {one_line(signed.date) or 'brak'}, zapisano: {saved}, odcisk: {self.fingerprint})"
        )


def saved_at(submission: Submission) -> datetime | None:
    """When a return was saved, as its workbook says; None if it does not, or has never been saved since it was made."""
    moment = _moment(submission.modified)
    return None if moment == _NEVER_SAVED else moment


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _instant(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%d.%m.%Y %H:%M:%S} UTC"


def saved_on(modified: str) -> str:
    """When a return was saved, for a person: `20.03.2018 10:15:00 UTC`; what is no time stays as it is.

    Nothing is said of a workbook that nobody has saved since it was made.
    """
    moment = _moment(modified)
    if moment is None:
        return modified
    return "" if moment == _NEVER_SAVED else _instant(moment)


class Comparison(NamedTuple):
    """The later of two claims, and in Polish why; None if that is a question to a person, and why it is one."""

    later: Claim | None
    why: str


def compare(one: Claim, other: Claim) -> Comparison:
    """Which of two different returns replaces the other. What is contradictory or loses a value is never guessed."""
    one, other = sorted((one, other), key=lambda claim: claim.submission.place)
    for claim in (one, other):
        if claim.correction is None:
            typed = shown_briefly(claim.submission.sign_off.correction)
            return Comparison(None, f"w pliku {claim.file} nie można odczytać numeru korekty („{typed}”)")
    signs = _signs(one, other)
    if not signs:
        return Comparison(None, f"nic nie wskazuje, który z plików {one.file} i {other.file} jest późniejszy")
    (first, later, why), *others = signs
    for name, otherwise, _ in others:
        if otherwise is not later:
            return Comparison(None, f"za plikiem {later.file} przemawia {first}, a za {otherwise.file} – {name}")
    earlier = other if later is one else one
    if first == _SAVED:
        lost = [d for d in differences(earlier.submission, later.submission) if d.is_lost]
        if lost:
            missing = listed(lost, at_most=3)
            return Comparison(
                None, f"plik {later.file} zapisano później, ale brakuje w nim danych z pliku {earlier.file}: {missing}"
            )
    return Comparison(later, why)


_NUMBER: Final = "numer korekty"
_DAY: Final = "data w metryczce"
_SAVED: Final = "czas zapisu"


def _signs(one: Claim, other: Claim) -> list[tuple[str, Claim, str]]:
    """What tells the two apart: its name, the claim that is later by it, and both facts; the stronger sign first."""
    signs = []
    if by_number := _later(one, other, one.correction, other.correction):
        later, number, before = by_number
        signs.append((_NUMBER, later, f"{_NUMBER}: {number} zamiast {before or 'pustego'}"))
    if by_day := _later(one, other, one.day, other.day):
        later, day, day_before = by_day
        signs.append((_DAY, later, f"{_DAY}: {day:%d.%m.%Y} zamiast {day_before:%d.%m.%Y}"))
    if one.saved and other.saved:
        for late, early in ((one, other), (other, one)):
            if late.saved and early.saved and late.saved[0] > early.saved[1]:
                facts = f"{_SAVED}: {_instant(late.saved[0])} zamiast {_instant(early.saved[1])}"
                signs.append((_SAVED, late, facts))
    return signs


def _later(
    one: Claim, other: Claim, mine: _Ordered | None, its: _Ordered | None
) -> tuple[Claim, _Ordered, _Ordered] | None:
    if mine is None or its is None or mine == its:
        return None
    return (one, mine, its) if mine > its else (other, its, mine)


class Order:
    """Different claims of one executor. `rivals` are those that may be current: a single one if it replaces all others.

    Every other claim is replaced by a rival.
    """

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.claims = claims
        self._compared: dict[tuple[Claim, Claim], Comparison] = {}
        for one, other in combinations(claims, 2):
            self._compared[one, other] = self._compared[other, one] = compare(one, other)
        unbeaten = [claim for claim in claims if not self._is_beaten(claim, claims)]
        # One that nothing replaces need not replace all others; and four may replace one another in a circle.
        self.rivals = [claim for claim in claims if not self._is_beaten(claim, unbeaten)]

    def _is_beaten(self, claim: Claim, by: Iterable[Claim]) -> bool:
        return any(self.beats(other, claim) for other in by)

    def beats(self, one: Claim, other: Claim) -> bool:
        """Whether `one` replaces `other`."""
        return one is not other and self._compared[one, other].later is one

    def why(self, one: Claim, other: Claim) -> str:
        """What says that `one` replaces `other`, or why that is a question."""
        return self._compared[one, other].why

    def doubts(self) -> list[str]:
        """Why the rivals leave a question, each reason once."""
        compared = [self._compared[pair] for pair in combinations(self.rivals, 2)]
        return list(dict.fromkeys(why for later, why in compared if later is None))
