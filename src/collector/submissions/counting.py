"""Which return of an executor counts. Nothing overwrites anything: two different ones are a question to a person."""

from collections.abc import Iterable

from collector.domain.finding import Finding
from collector.domain.submission import Submission
from collector.submissions.rules import SAME_FILE_TWICE, TWO_CURRENT


def counted_submissions(submissions: Iterable[Submission]) -> tuple[list[Submission], list[Finding]]:
    """The returns that count, at most one an executor, and a Finding for every one that does not."""
    by_executor: dict[str, list[Submission]] = {}
    for submission in submissions:
        by_executor.setdefault(submission.executor, []).append(submission)
    counted: list[Submission] = []
    findings: list[Finding] = []
    for executor, sent in by_executor.items():
        different = {submission.place.sha256: submission for submission in reversed(sent)}
        for submission in sent:
            first = different[submission.place.sha256]
            if submission is not first:
                findings.append(
                    Finding(rule=SAME_FILE_TWICE, place=submission.place, executor=executor, found=first.place.file)
                )
        if len(different) == 1:
            counted.extend(different.values())
            continue
        files = ", ".join(sorted(submission.place.file for submission in different.values()))
        findings.append(Finding(rule=TWO_CURRENT, place=sent[0].place, executor=executor, found=files))
    return counted, findings
