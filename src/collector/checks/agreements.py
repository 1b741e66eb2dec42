"""Agreed values of `decisions.yaml`: which contradiction each settles, and when the question is open again."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from collector.checks import rules
from collector.checks.agreed_value import Choice, chosen_value, executor_named
from collector.checks.contradictions import (
    OF_ONE_VALUE,
    SharedAnswers,
    alike,
    named_answer,
    shared_answers,
)
from collector.checks.waiver_rules import AGREEMENT_UNUSED
from collector.decisions import DECISIONS_FILE, agreement_to_fill_in, named_value
from collector.domain.decision import Agreement
from collector.domain.finding import Finding, Rule
from collector.domain.indicator import Combine, Indicator
from collector.domain.observation import Observation, Place, Status, Value
from collector.domain.programme import Programme
from collector.domain.submission import Submission
from collector.values.days import polish_date
from collector.values.reading import read_value
from collector.values.text import one_line, same

_ENDS: Final = (".", "!", "?", "…")
# What an entry says of an executor that says nothing.
_NOTHING_SAID: Final = same(Status.NOT_SUBMITTED.label)


def agreed_values(
    submissions: Sequence[Submission], programme: Programme, agreements: Iterable[Agreement], year: int
) -> dict[str, Choice]:
    """By the id of the indicator, what was agreed for `year` and still holds: it was chosen from what is said now."""
    outcomes = _outcomes(submissions, programme, agreements, year)
    return {id_: outcome for id_, outcome in outcomes.items() if isinstance(outcome, Choice)}


def with_agreements(
    findings: Iterable[Finding], submissions: Sequence[Submission], programme: Programme,
    agreements: Iterable[Agreement], year: int,
) -> list[Finding]:  # fmt: skip
    """The findings with those settled of which a value was agreed, then what is wrong with the other agreements.

    An agreement that was made from other answers, or whose value cannot be used, leaves its question open, also where
    nobody contradicts any more: else a value would be printed that somebody had decided against.
    """
    agreements = list(agreements)
    outcomes = _outcomes(submissions, programme, agreements, year)
    stand: list[Finding] = []
    for finding in findings:
        outcome = outcomes.get(finding.indicator) if finding.rule == rules.EXECUTORS_DISAGREE else None
        if isinstance(outcome, Choice):
            stand.append(replace(finding, settled=_settled(outcome)))
        else:
            stand.append(outcome if outcome and outcome.blocks else finding)
    wrong = (each for each in outcomes.values() if isinstance(each, Finding) and each not in stand)
    return [*stand, *wrong, *_of_a_year_to_come(agreements, year)]


def _outcomes(
    submissions: Sequence[Submission], programme: Programme, agreements: Iterable[Agreement], year: int
) -> dict[str, Choice | Finding]:
    """By the id of the indicator, what became of every agreement of `year`."""
    by_id = {indicator.id: indicator for indicator in programme.indicators}
    now = {each.indicator.id: each for each in shared_answers(submissions, programme)}
    outcomes: dict[str, Choice | Finding] = {}
    for agreement in (each for each in agreements if each.year == year):
        id_ = agreement.indicator
        why_none = _why_none(by_id.get(id_), year)
        outcomes[id_] = _unused(agreement, why_none) if why_none else _outcome(agreement, now[id_], programme)
    return outcomes


def _outcome(agreement: Agreement, now: SharedAnswers, programme: Programme) -> Choice | Finding:
    """The choice, if the agreement makes one; else what is wrong with it."""
    if _all_say_the_same(agreement, now):
        return _unused(agreement, _what_all_say(agreement, now))
    line = str(agreement.line)
    if not _knew(agreement, now):
        before = "; ".join(f"{executor}: {said}" for executor, said in agreement.given.items())
        silent = (executor for executor in agreement.given if executor not in now.given)
        found = "; ".join(filter(None, (now.found, *(f"{executor}: nie ma odpowiedzi" for executor in silent))))
        return _wrong(
            rules.AGREED_OTHERWISE, agreement, found, before, line=line, lines=_lines_to_agree_again(agreement, now)
        )
    chosen = chosen_value(agreement, now, programme)
    if isinstance(chosen, Choice):
        return chosen
    allowed = ", ".join(o.executor for o in now.answers) or "–"
    return _wrong(rules.AGREED_VALUE_UNUSABLE, agreement, agreement.value, allowed, line=line, why=chosen)


def _wrong(rule: Rule, agreement: Agreement, found: str = "", expected: str = "", **facts: str) -> Finding:
    return Finding(
        rule=rule, place=Place(file=DECISIONS_FILE), indicator=agreement.indicator, found=found, expected=expected,
        facts=facts,
    )  # fmt: skip


def _unused(agreement: Agreement, why: str) -> Finding:
    return _wrong(AGREEMENT_UNUSED, agreement, line=str(agreement.line), why=why)


def _all_say_the_same(agreement: Agreement, now: SharedAnswers) -> bool:
    """Whether all that were asked then answer by now, one and the same thing, and nobody else contradicts them."""
    values = [o.value for o in now.answers if o.executor in agreement.given]
    statuses = {value.status for value in values}
    return (
        len(values) == len(agreement.given)
        and len(statuses) == 1
        and Status.NOT_SUBMITTED not in statuses
        and alike(now.indicator, values)
        and not now.are_contradictory
    )


def _what_all_say(agreement: Agreement, now: SharedAnswers) -> str:
    """That there is nothing to agree on; and what was agreed, where that is not what is printed now."""
    same_now = [o for o in now.answers if o.executor in agreement.given]
    fullest = max(same_now, key=lambda o: bool(o.value.text))
    said = f"realizatorzy podają teraz zgodnie „{named_answer(fullest)}”"
    chosen = executor_named(agreement.value, agreement.given)
    agreed = agreement.given[chosen] if chosen else agreement.value
    if any(_says(agreed, o, now.indicator) for o in same_now):
        return said
    return (
        f"{said} i tę wartość pokazuje raport, a uzgodniono „{named_value(agreed)}” (jeżeli właściwa jest wartość "
        "uzgodniona, poproś realizatorów o poprawione formularze)"
    )


def _knew(agreement: Agreement, now: SharedAnswers) -> bool:
    """Whether it was made from exactly these answers."""
    said = {executor: text for executor, text in agreement.given.items() if same(text) != _NOTHING_SAID}
    silent = agreement.given.keys() - said.keys()
    return (
        said.keys() == now.given.keys()
        and silent <= set(now.indicator.executors)
        and all(_says(said[o.executor], o, now.indicator) for o in now.answers)
    )


def _lines_to_agree_again(agreement: Agreement, now: SharedAnswers) -> str:
    """The entry that would hold now; who said something then and is silent now, says nothing in it."""
    executors, given = now.indicator.executors, now.given
    named = [executor for executor in executors if executor in given or executor in agreement.given]
    # An entry of a single answer would not say who is missing.
    named = named if len(named) > 1 else list(executors)
    said = {executor: given.get(executor, Status.NOT_SUBMITTED.label) for executor in named}
    return agreement_to_fill_in(agreement.indicator, agreement.year, said)


def _says(text: str, observation: Observation, indicator: Indicator) -> bool:
    """Whether `text` names the answer, or would be read as the same."""
    if named_value(text) == named_answer(observation):
        return True
    read, value = read_value(text, indicator), observation.value
    if not isinstance(read, Value) or read.status is not value.status:
        return False
    return bool(read.text) == bool(value.text) and alike(indicator, (read, value))


def _settled(choice: Choice) -> str:
    agreement = choice.agreement
    person, reason = one_line(agreement.person), one_line(agreement.reason)
    end = "" if reason.endswith(_ENDS) else "."
    day, value = polish_date(agreement.day), named_value(agreement.value)
    whose = f"; wartość realizatora {choice.executor}" if choice.executor else ""
    return f"Uzgodniono wartość „{value}” dnia {day} (osoba: {person}{whose}): {reason}{end}"


def _why_none(indicator: Indicator | None, year: int) -> str:
    """Why there can be no agreement about it; nothing if there can."""
    if indicator is None:
        return "w programie nie ma takiego wskaźnika"
    if not indicator.is_asked_in(year):
        return f"ten wskaźnik jest zbierany dopiero od {indicator.since} r."
    if indicator.combine is Combine.OWNER:
        return "ten wskaźnik podaje tylko jeden realizator"
    if indicator.combine not in OF_ONE_VALUE:
        return f"odpowiedzi realizatorów łączy się tu inaczej ({indicator.combine})"
    return ""


def _of_a_year_to_come(agreements: Iterable[Agreement], year: int) -> Iterator[Finding]:
    """Those whose year is surely a slip: it was not over on the day of the agreement.

    Whoever makes an earlier year again has agreements of later years, and those are right.
    """
    for agreement in agreements:
        if agreement.year > year and agreement.day.year <= agreement.year:
            yield _unused(
                agreement,
                f"ten raport jest za {year} r., a w „rok” wpisano {agreement.year}, choć wartość uzgodniono "
                f"{polish_date(agreement.day)}, czyli zanim ten rok się skończył",
            )
