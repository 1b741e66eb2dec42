"""What an entry can decide, and the keys that it needs for that."""

from collections.abc import Mapping
from datetime import date
from typing import Final, TypeAlias

from collector.decisions.entry import Entry, or_rather
from collector.decisions.naming import EVERYBODY, SHORTEST_FINGERPRINT, named_value
from collector.domain.decision import Agreement, Correction, Decision, Waiver

Decided: TypeAlias = Decision | Waiver | Agreement | Correction

# The rule that asks which return counts, and the one that asks for one value of several; others are waived.
WHICH_COUNTS: Final = "T308"
AGREED: Final = "U701"
# No rule finds that a closed year was wrong: a person does.
CORRECTION: Final = "korekta"

_WHO_AND_WHY: Final = ("powod", "osoba", "data")
KEYS_OF_DECISION: Final = ("liczy_sie", "regula", "realizator", "rok", *_WHO_AND_WHY)
KEYS_OF_AGREEMENT: Final = ("regula", "wskaznik", "rok", "podano", "uzgodniono", *_WHO_AND_WHY)
_KEYS_OF_WAIVER: Final = ("regula", "realizator", "rok", *_WHO_AND_WHY, "wskaznik", "wazne_do", "wartosc")
_KEYS_OF_CORRECTION: Final = ("regula", "wskaznik", "rok", "bylo", "jest", *_WHO_AND_WHY)


def read_entry(entry: Entry, why_not_waived: Mapping[str, str]) -> Decided | None:
    """What was decided; None if anything is wrong with it."""
    rule = entry.text("regula")
    if read := {WHICH_COUNTS: _decision, AGREED: _agreement, CORRECTION: _correction}.get(rule):
        return read(entry)
    if rule and (why_not := why_not_waived.get(rule)):
        entry.wrong("regula", f"od reguły „{rule}” nie można odstąpić: {why_not}")
    elif rule and rule not in why_not_waived:
        waivable = (code for code, why_not in why_not_waived.items() if not why_not)
        rather = or_rather(rule, (WHICH_COUNTS, AGREED, CORRECTION, *waivable))
        entry.wrong("regula", f"nie ma reguły „{rule}”, którą można tu wpisać{rather}")
    return _waiver(entry, rule, is_known=not why_not_waived.get(rule, "-"))


def _decision(entry: Entry) -> Decision | None:
    entry.only((*KEYS_OF_DECISION, "zwroty"))
    executor, year = entry.text("realizator"), entry.year()
    reason, person, day = entry.words("powod"), entry.words("osoba"), entry.day("data")
    counts = entry.fingerprint("liczy_sie", entry.text("liczy_sie"))
    returns = entry.fingerprints("zwroty")
    if (
        counts
        and returns is not None
        and not any(known.startswith(counts) or counts.startswith(known) for known in returns)
    ):
        entry.wrong("zwroty", f"„zwroty” nie wymieniają zwrotu, który się liczy ({counts[:SHORTEST_FINGERPRINT]})")
    if not entry.is_sound:
        return None
    return Decision(
        rule=WHICH_COUNTS, executor=executor, year=year, reason=reason, person=person, day=day, line=entry.line,
        counts=counts, returns=returns or (),
    )  # fmt: skip


def _waiver(entry: Entry, rule: str, *, is_known: bool) -> Waiver | None:
    """The waiver; what else stands in the entry is judged only where its rule `is_known` to be one to waive."""
    executor, indicators = entry.optional("realizator"), entry.indicators()
    year, reason, person, day = entry.year(), entry.words("powod"), entry.words("osoba"), entry.day("data")
    value = named_value(entry.optional("wartosc"))
    if not is_known:
        return None
    entry.only(_KEYS_OF_WAIVER)
    until = entry.day("wazne_do", "wpisz ostatni dzień, w którym odstępstwo obowiązuje")
    if entry.is_sound and until < day:
        entry.wrong("wazne_do", f"„wazne_do”: {until} jest wcześniej niż „data” ({day})")
    if not entry.is_sound:
        return None
    return Waiver(
        rule=rule, indicators=indicators, executor="" if executor == EVERYBODY else executor, year=year,
        reason=reason, person=person, day=day, until=until, line=entry.line, value=value,
    )  # fmt: skip


def _agreement(entry: Entry) -> Agreement | None:
    entry.only(KEYS_OF_AGREEMENT)
    indicator, year = entry.text("wskaznik"), entry.year()
    given = entry.by_executor("podano", "wpisz, co podał każdy realizator, np. {PUP: 43, MOPR: 44}")
    value = entry.text("uzgodniono", "wpisz uzgodnioną wartość albo skrót realizatora, którego wartość się liczy")
    reason, person, day = entry.words("powod"), entry.words("osoba"), entry.day("data")
    if not entry.is_sound:
        return None
    return Agreement(
        rule=AGREED, indicator=indicator, year=year, value=value, given=given, reason=reason, person=person, day=day,
        line=entry.line,
    )  # fmt: skip


def _correction(entry: Entry) -> Correction | None:
    entry.only(_KEYS_OF_CORRECTION)
    indicator, year = entry.text("wskaznik"), entry.year()
    before = entry.text("bylo", "wpisz wartość, którą ogłoszono")
    value = entry.text("jest", "wpisz właściwą wartość")
    reason, person, day = entry.words("powod"), entry.words("osoba"), entry.day("data")
    if before and before == value:
        entry.wrong("jest", f"„jest” ({value}) to ta sama wartość co „bylo”")
    if entry.is_sound and day < date(year, 12, 31):
        entry.wrong("data", f"„data”: {day} jest przed końcem {year} r., więc sprawozdania za ten rok jeszcze nie było")
    if not entry.is_sound:
        return None
    return Correction(
        indicator=indicator, year=year, before=before, value=value, reason=reason, person=person, day=day,
        line=entry.line,
    )  # fmt: skip
