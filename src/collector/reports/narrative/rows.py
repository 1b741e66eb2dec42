"""The rows of the narrative's tables, and what the tags of one indicator stand for."""

from collector.domain.consolidation import Result
from collector.reports.annex import Annex, Explanation, Settlement
from collector.reports.columns import INDICATOR_TEXTS
from collector.reports.narrative.figures import is_percentage
from collector.reports.narrative.marks import as_typed, as_typed_row
from collector.reports.narrative.story import Part, Story
from collector.values.text import one_line
from collector.values.writing import NBSP, with_gap

# A value that is longer is a description.
LONG_VALUE = 60
_UNCHANGED, _CHANGED = "bez zmian", "zmieniono"


def indicator_row(result: Result, story: Story, *, has_past: bool) -> Part:
    """A row of the table of indicators."""
    return as_typed_row({
        "nr": result.indicator.id,
        "nazwa": result.indicator.name,
        "wartosc": result.shown,
        "poprzednia": _previous(result, story) if has_past else "",
        "zmiana": _change(result, story) if has_past else "",
        "ocena": _verdict(result, story),
        "uwagi": result.note,
    })  # fmt: skip


def _previous(result: Result, story: Story) -> str:
    """The last known value with its year; of a long description only where it stands."""
    if result.previous is None:
        return ""
    shown, year = INDICATOR_TEXTS["poprzednia"](result, story.band), f"{result.previous.year}{NBSP}r."
    if len(shown) > LONG_VALUE:
        return f"opis – zob. za {year}"
    return f"{shown} ({year})" if shown else ""


def _verdict(result: Result, story: Story) -> str:
    """„Wzrost – zgodnie z celem”, „poprawa”; of a base year its target alone.

    The change in the same row is none since the base: where both are known, the verdict says against which year it is.
    """
    target, assessment, since_base = result.indicator.target, result.assessment(story.band), result.since_base
    verdict = str(assessment.verdict) if assessment else ""
    is_by_change = target is None or target.number is None
    if verdict and is_by_change and result.change and since_base and since_base != result.change:
        verdict = f"{verdict} (względem {since_base.since}{NBSP}r.)"
    return " – ".join(filter(None, (target.text if target else "", verdict)))


def _change(result: Result, story: Story) -> str:
    """`+19,0%`, `−2,5 p.p.`; of words only whether they changed."""
    change = result.change
    if change is None:
        same = result.previous is not None and one_line(result.previous.text) == one_line(result.text)
        is_told = bool(result.previous and result.previous.text and result.text and not result.missing)
        return (_UNCHANGED if same else _CHANGED) if is_told else ""
    if not change.difference:
        return _UNCHANGED
    id_ = result.indicator.id
    sign = "+" if change.difference > 0 else "\u2212"
    if story.figures.has("procent", id_) and not is_percentage(result):
        return f"{sign}{story.figure('procent', id_).text}"
    points = f"{NBSP}p.p." if is_percentage(result) else ""
    return f"{sign}{story.figure('różnica', id_).text}{points}"


def annex_rows(annex: Annex) -> Part:
    """The rows of what executors explained and of what was decided."""
    return {
        "wyjasnienia": [_explanation(each) for each in annex.explanations],
        "rozstrzygniecia": [_settlement(each) for each in annex.settlements],
    }


def _explanation(explanation: Explanation) -> Part:
    return as_typed_row({
        "wskaznik": f"{explanation.indicator} {explanation.name}",
        "realizator": explanation.executor,
        "wartosc": explanation.value,
        "pytanie": explanation.question,
        "wyjasnienie": explanation.answer,
    })  # fmt: skip


def _settlement(settlement: Settlement) -> Part:
    until = f", ważne do {settlement.until}" if settlement.until else ""
    return as_typed_row({
        "czego": "\n".join(part for part in (settlement.question, settlement.indicators) if part),
        "realizator": settlement.executor,
        "powod": f"{settlement.choice}\n{settlement.reason}",
        "kto": f"{settlement.person}, {settlement.day}{until}",
        "stan": settlement.standing,
    })  # fmt: skip


def indicator_tags(result: Result, story: Story) -> Part:
    """What the tags of one indicator stand for: numbers as figures, with the gap that they have, or what is shown."""
    id_ = result.indicator.id
    lost, lost_before = ", ".join(result.missing), result.previous.missing if result.previous else ""

    def figure(kind: str, otherwise: str, missing: str = "") -> str:
        known = story.figures.has(kind, id_)
        return with_gap(str(story.figure(kind, id_)), missing) if known else as_typed(otherwise)

    return {
        "nazwa": as_typed(result.indicator.name),
        "wartosc": figure("wartość", result.shown, lost),
        "poprzednia": figure("poprzednia", INDICATOR_TEXTS["poprzednia"](result, story.band) or "–", lost_before),
        "roznica": figure("różnica", "–"),
        "zmiana": figure("procent", "–"),
    }
