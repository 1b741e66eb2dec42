"""All checks of all returns, in one go."""

from collections.abc import Mapping

from collector.checks import rules
from collector.checks.frame import AnswerRow, answer_frame, answer_rows, answer_schema, broken_rules
from collector.checks.logic import (
    actions_are_described,
    executors_agree,
    mark_has_note,
    sign_off_is_complete,
    tables_agree,
    value_is_no_date,
    values_agree_with_components,
)
from collector.checks.register import register_is_sound
from collector.checks.registry import RULE_BY_CODE
from collector.domain.consolidation import PastValue
from collector.domain.finding import Finding
from collector.domain.observation import Status
from collector.domain.programme import Programme
from collector.domain.submission import Submission
from collector.values.writing import polish_number


def check_submissions(
    submissions: list[Submission], programme: Programme, history: Mapping[str, PastValue]
) -> list[Finding]:
    """What is wrong with the answers of `submissions`; `history` holds the last known values by indicator id."""
    empty = [submission for submission in submissions if _is_empty(submission)]
    filled = [submission for submission in submissions if submission not in empty]
    findings = [Finding(rule=rules.EMPTY_FORM, place=form.place, executor=form.executor) for form in empty]
    rows = answer_rows(filled, programme)
    if rows:
        broken = broken_rules(answer_frame(rows), answer_schema(programme))
        findings += [_table_finding(rows[position], code) for position, code in broken]
    for submission in filled:
        findings += sign_off_is_complete(submission)
        findings += mark_has_note(submission)
        findings += values_agree_with_components(submission, programme)
        findings += value_is_no_date(submission, programme, history)
        findings += actions_are_described(submission)
    findings += tables_agree(filled, programme)
    findings += executors_agree(filled, programme)
    findings += register_is_sound(filled, programme)
    return findings


def _is_empty(submission: Submission) -> bool:
    """Whether nothing was typed into any of its rows."""
    blank = all(o.value.status is Status.NOT_SUBMITTED and not o.raw.strip() for o in submission.observations)
    has_rows = bool(submission.observations or submission.entries)
    return has_rows and blank and not any(entry.is_described or entry.note for entry in submission.entries)


def _table_finding(row: AnswerRow, code: str) -> Finding:
    observation, asked = row.observation, row.asked
    limit = {rules.TOO_SMALL.code: asked.minimum, rules.TOO_LARGE.code: asked.maximum}.get(code)
    return Finding(
        rule=RULE_BY_CODE[code],
        place=observation.place,
        executor=observation.executor,
        indicator=observation.indicator,
        found=observation.raw.strip(),
        expected=polish_number(limit) if limit is not None else "",
        facts={"unit": asked.unit.label, "name": asked.name.rstrip(".")},
    )
