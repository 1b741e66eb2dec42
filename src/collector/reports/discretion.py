"""Persons are not named on a screen, in its log, or in data: what was typed into the sign-off stays in the files."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from collector.domain.finding import Finding
from collector.domain.submission import ReturnedFile, SignOff, Submission
from collector.layout.form import SIGN_OFF_SHEET
from collector.values.text import clean, one_line

HIDDEN: Final = "(treść widać w pliku)"
# These name the fields of the sign-off, or its date, and nothing that was typed.
_NAME_FIELDS: Final = frozenset(("K504", "K507", "K508"))
# These tell entries of the sign-off: differences between returns, what stands outside the fields, and waivers of them.
_TELL_ENTRIES: Final = ("T", "S211", "S214", "O")
_SHORTEST_NAME: Final = 3
_SHORTENED: Final = 60
_PLAIN: Final = re.compile(r"[\d\s.:\-]*(?:r\.)?")


def sign_offs(submissions: Iterable[Submission], files: Iterable[ReturnedFile]) -> list[SignOff]:
    """Those of all returns, whether they count or not."""
    return [*(each.sign_off for each in submissions), *(each.sign_off for each in files)]


class Discretion:
    """Hides what persons typed into the sign-offs of all returns."""

    def __init__(self, signed: Iterable[SignOff]) -> None:
        typed = {text for sign_off in signed for text in (*_personal(sign_off), *_names(sign_off))}
        # The longest first, for a name may be the beginning of another; long texts are also told shortened.
        texts = sorted(typed | {text[:_SHORTENED] for text in typed}, key=lambda text: (-len(text), text))
        named = "|".join(map(re.escape, texts))
        self._typed = re.compile(rf"(?<!\w)(?:{named})(?!\w)") if texts else None

    def about(self, finding: Finding) -> Finding:
        """The finding, and all that has the same cause, without what a person typed into a sign-off."""
        consequences = tuple(map(self.about, finding.consequences))
        if consequences != finding.consequences:
            finding = replace(finding, consequences=consequences)
        if finding.place.sheet == SIGN_OFF_SHEET and finding.rule.code not in _NAME_FIELDS:
            return replace(finding, found=HIDDEN)
        if self._typed is None or not finding.rule.code.startswith(_TELL_ENTRIES):
            return finding
        facts = {name: self._without(text) for name, text in finding.facts.items()}
        found, expected = self._without(finding.found), self._without(finding.expected)
        return replace(finding, found=found, expected=expected, facts=facts)

    def _without(self, text: str) -> str:
        return text if self._typed is None else self._typed.sub(HIDDEN, text)


def _names(sign_off: SignOff) -> Iterable[str]:
    """The single names of persons, for elsewhere somebody may be called by one of them."""
    words = re.findall(r"\w+", f"{sign_off.prepared_by} {sign_off.approved_by}")
    return (word for word in words if word[0].isupper() and not word.isupper() and len(word) >= _SHORTEST_NAME)


def _personal(sign_off: SignOff) -> Iterable[str]:
    """What may tell who somebody is, on one line: a date and the number of a correction do not."""
    typed = (sign_off.prepared_by, sign_off.position, sign_off.phone, sign_off.approved_by)
    lines = [one_line(clean(text)) for text in typed]
    lines += [line for text in (sign_off.date, sign_off.correction) if not _PLAIN.fullmatch(line := one_line(text))]
    return (line for line in lines if len(line) >= _SHORTEST_NAME)
