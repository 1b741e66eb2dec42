"""All checks of all returns, in one go."""

from collections.abc import Mapping
from datetime import date

from collector.checks import rules
from collector.checks.catalogue_rules import UNUSUAL_VALUE
from collector.checks.contradictions import executors_agree
from collector.checks.frame import AnswerRow, answer_frame, answer_rows, answer_schema, broken_rules
from collector.checks.logic import (
    actions_are_described,
    mark_has_note,
    scale_is_not_whole,
    tables_agree,
    value_is_no_date,
    values_agree_with_components,
)
from collector.checks.register import register_is_sound
from collector.checks.registry import RULE_BY_CODE
from collector.checks.repeated import repetitions_agree
from collector.checks.words import absence_has_a_reason, sign_off_is_complete, words_are_finished
from collector.checks.years import beside_earlier_years
from collector.domain.consolidation import PastValue
from collector.domain.finding import Finding
from collector.domain.observation import Status
from collector.domain.programme import Programme
from collector.domain.submission import Submission
from collector.domain.thresholds import DEFAULT_THRESHOLDS, Thresholds
from collector.values.writing import polish_number


def check_submissions(
    submissions: list[Submission], programme: Programme, history: Mapping[str, PastValue],
    thresholds: Thresholds = DEFAULT_THRESHOLDS, day: date = date.min,
) -> list[Finding]:  # fmt: skip
    """What is wrong with the answers of `submissions`; `history` holds the last known values by indicator id.

    `day` is when they are checked; with the earliest possible one no date is too late.
    """
    empty: list[Submission] = []
    filled: list[Submission] = []
    for submission in submissions:
        (empty if _is_empty(submission) else filled).append(submission)
    findings: list[Finding] = [
        Finding(rule=rules.EMPTY_FORM, place=form.place, executor=form.executor) for form in empty
    ]
    rows = answer_rows(filled, programme)
    if rows:
        broken = broken_rules(answer_frame(rows), answer_schema(programme))
        findings += [_table_finding(rows[position], code) for position, code in broken]
    for submission in filled:
        findings += sign_off_is_complete(submission, day)
        findings += words_are_finished(submission)
        findings += absence_has_a_reason(submission, programme)
        findings += scale_is_not_whole(submission, programme)
        findings += mark_has_note(submission)
        findings += values_agree_with_components(submission, programme)
        findings += value_is_no_date(submission, programme, history)
        findings += actions_are_described(submission)
    findings += tables_agree(filled, programme)
    findings += executors_agree(filled, programme)
    findings += repetitions_agree(filled, programme)
    findings += beside_earlier_years(filled, programme, history, thresholds)
    findings += register_is_sound(filled, programme)
    return findings


def _is_empty(submission: Submission) -> bool:
    """Whether nothing was typed into any of its rows."""
    blank = all(o.value.status is Status.NOT_SUBMITTED and not o.raw.strip() for o in submission.observations)
    has_rows = bool(submission.observations or submission.entries)
    return has_rows and blank and not any(entry.is_described or entry.note for entry in submission.entries)


def _table_finding(row: AnswerRow, code: str) -> Finding:
    observation, asked = row.observation, row.asked
    return Finding(
        rule=RULE_BY_CODE[code],
        place=observation.place,
        executor=observation.executor,
        indicator=observation.indicator,
        found=observation.raw.strip(),
        expected=_limit(row, code),
        facts={"unit": asked.unit.label, "name": asked.name.rstrip(".")},
    )


def _limit(row: AnswerRow, code: str) -> str:
    """What the number was held against, in Polish."""
    asked = row.asked
    if code == UNUSUAL_VALUE.code:
        least, most = asked.usual_minimum, row.usual_maximum
        parts = [
            f"od {polish_number(least)}" if least is not None else "",
            f"do {polish_number(most)}" if most is not None else "",
        ]
        return " ".join(part for part in parts if part)
    limit = {rules.TOO_SMALL.code: asked.minimum, rules.TOO_LARGE.code: asked.maximum}.get(code)
    return polish_number(limit) if limit is not None else ""
