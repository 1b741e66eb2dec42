"""The annex of the report: what executors said of doubted values, and what was decided and let be."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, TypeAlias

from collector.checks.registry import RULE_BY_CODE
from collector.checks.waivers import is_waived
from collector.decisions import DECISIONS_FILE, EVERYBODY, SHORTEST_FINGERPRINT
from collector.domain.consolidation import Consolidation, Result
from collector.domain.decision import Agreement, Correction, Decision, Decisions, Waiver
from collector.domain.finding import Finding
from collector.domain.observation import Observation, Status
from collector.reports.columns import INDICATOR_TEXTS, value_text
from collector.reports.list_sheet import LIGHT, ListSheet, write_list
from collector.spreadsheet import Workbook
from collector.values.days import polish_date
from collector.values.text import cut, one_line
from collector.values.writing import NBSP, polish_number, shown_value

EXPLANATIONS_SHEET: Final = "Wyjaśnienia"
DECISIONS_SHEET: Final = "Rozstrzygnięcia"
# How the correction of an indicator stands that was left out of the programme since.
_NO_MORE_ASKED: Final = "Wskaźnika nie ma już w programie"
UNASKED: Final = "(wyjaśnienie z własnej inicjatywy)"

Decided: TypeAlias = Decision | Waiver | Agreement | Correction

_EXPLANATION_COLUMNS: Final = (
    ("Nr wskaźnika", 11), ("Wskaźnik", 30), ("Realizator", 11), ("Wartość", 15), ("Poprzednia wartość", 16),
    ("Uwaga, na którą odpowiedziano", 34), ("Wyjaśnienie", 40), ("Skąd", 18),
)  # fmt: skip
_DECISION_COLUMNS: Final = (
    ("Czego dotyczy", 28), ("Wskaźnik", 12), ("Realizator", 11), ("Rozstrzygnięcie", 26), ("Powód", 38), ("Osoba", 16),
    ("Data", 17), ("Ważne do", 17), ("Stan", 16),
)  # fmt: skip
# Of a long list of things the beginning shows which it is; the whole stands in the table of the report.
_LONGEST_VALUE: Final = 300
_LONGEST_QUESTION: Final = 1_000
# A cell of the workbook holds little more.
_LONGEST_ANSWER: Final = 32_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What an executor says of a value. `question` is what was asked about it; that nothing was, it says as well."""

    indicator: str
    name: str
    executor: str
    value: str
    previous: str
    question: str
    answer: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """Something that was decided, and how it stands; `until` is empty but for a waiver: nothing else ends."""

    question: str
    indicators: str
    executor: str
    choice: str
    reason: str
    person: str
    day: str
    until: str
    standing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """Both lists; either may be empty, and is then printed nowhere."""

    explanations: tuple[Explanation, ...] = ()
    settlements: tuple[Settlement, ...] = ()


NO_ANNEX: Final = Annex()


def annex_of(consolidation: Consolidation, findings: Iterable[Finding], decisions: Decisions) -> Annex:
    """The annex: explanations in the order of the report, decisions in the order of their file.

    They are those of the year, and the corrections of earlier ones. `findings` are all of the year as they stand: they
    hold the questions, and what is wrong with a decision.
    """
    everything = [each for finding in findings for each in finding.with_consequences()]
    of_year: list[Decided] = [
        *(each for each in decisions.returns if each.year == consolidation.year),
        *(each for each in decisions.waivers if each.year == consolidation.year),
        *(each for each in decisions.agreements if each.year == consolidation.year),
        *(each for each in decisions.corrections if each.year < consolidation.year),
    ]
    return Annex(
        explanations=tuple(_explanations(consolidation, _asked(everything))),
        settlements=tuple(
            replace(settlement, standing=_NO_MORE_ASKED) if _is_about_nothing(each, consolidation) else settlement
            for each in sorted(of_year, key=lambda each: each.line)
            for settlement in (_settlement(each, everything),)
        ),
    )


def _is_about_nothing(decided: Decided, consolidation: Consolidation) -> bool:
    """Whether it corrects an indicator that the programme has no more."""
    programme = consolidation.programme
    known = {*programme.indicator_by_id, *(choice.id for choice in programme.choices)}
    return isinstance(decided, Correction) and decided.indicator not in known


def _asked(findings: Iterable[Finding]) -> dict[tuple[str, str], list[Finding]]:
    """What executors were asked in a row of their form, by executor and row."""
    asked: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.rule.can_be_explained:
            asked.setdefault((finding.executor, finding.indicator), []).append(finding)
    return asked


def _explanations(
    consolidation: Consolidation, asked: Mapping[tuple[str, str], Sequence[Finding]]
) -> Iterator[Explanation]:
    for result in (*consolidation.results, *consolidation.cells):
        for observation in result.observations:
            findings = asked.get((observation.executor, observation.indicator), ())
            if answer := _answer(observation.answer, findings):
                yield Explanation(
                    indicator=observation.indicator,
                    name=_name(result, observation),
                    executor=observation.executor,
                    value=_value(result, observation),
                    previous=_previous(result, observation),
                    question=_question(findings),
                    answer=answer,
                    source=str(observation.place),
                )
    for entry in consolidation.entries:
        findings = asked.get((entry.executor, entry.id), ())
        if answer := _answer(entry.explanation, findings):
            yield Explanation(
                indicator=entry.id,
                name=entry.name,
                executor=entry.executor,
                value=_short(value_text(entry)),
                previous="",
                question=_question(findings),
                answer=answer,
                source=str(entry.place),
            )


def _question(findings: Iterable[Finding]) -> str:
    asked = (f"{_short(finding.problem, _LONGEST_QUESTION)} ({finding.rule.code})" for finding in findings)
    return "\n".join(dict.fromkeys(asked)) or UNASKED


def _answer(said: str, findings: Iterable[Finding]) -> str:
    """What stands in the row; else what an earlier return of the executor said, where that still settles something."""
    earlier = (finding.settled for finding in findings if finding.settled and not is_waived(finding))
    return _short(said or "\n".join(dict.fromkeys(earlier)), _LONGEST_ANSWER)


def _name(result: Result, observation: Observation) -> str:
    labels = {component.id: component.label for component in result.indicator.components}
    label = labels.get(observation.indicator)
    return f"{result.indicator.name} – {label}" if label else result.indicator.name


def _value(result: Result, observation: Observation) -> str:
    """The executor's own value; as it was typed where it is in doubt."""
    value = observation.value
    if value.status is not Status.GIVEN:
        is_typed = value.status is Status.NOT_SUBMITTED and observation.raw.strip()
        return _short(observation.raw) if is_typed else value.status.label
    if value.text or value.number is None:
        return _short(value.text)
    is_whole = observation.indicator == result.indicator.id
    return shown_value(value.number, result.indicator) if is_whole else polish_number(value.number)


def _previous(result: Result, observation: Observation) -> str:
    """The last known value, where it is the same executor's: not of an input, nor of a part of a shared value."""
    is_same = observation.indicator == result.indicator.id and len(result.indicator.executors) == 1
    if result.previous is None or not is_same:
        return ""
    shown = _short(INDICATOR_TEXTS["poprzednia"](result, Decimal(0)))
    return f"{shown} ({result.previous.year}{NBSP}r.)" if shown else ""


def _short(text: str, longest: int = _LONGEST_VALUE) -> str:
    return cut(text.strip(), longest)


def _settlement(decided: Decided, findings: Iterable[Finding]) -> Settlement:
    wrong = dict.fromkeys(
        finding.rule.title
        for finding in findings
        if finding.place.file == DECISIONS_FILE and finding.facts.get("line") == str(decided.line)
    )
    return Settlement(
        question=_decided_question(decided),
        indicators=_indicators(decided),
        executor=_executors(decided),
        choice=_choice(decided),
        reason=one_line(decided.reason),
        person=one_line(decided.person),
        day=polish_date(decided.day),
        until=polish_date(decided.until) if isinstance(decided, Waiver) else "",
        standing="; ".join(wrong) or ("Obowiązuje" if isinstance(decided, Waiver) else "Zastosowano"),
    )


def _decided_question(decided: Decided) -> str:
    if isinstance(decided, Correction):
        return "Korekta wcześniejszego roku"
    if isinstance(decided, Agreement):
        return f"Wartość uzgodniona ({decided.rule})"
    rule = RULE_BY_CODE.get(decided.rule)
    return f"{rule.title} ({rule.code})" if rule else decided.rule


def _indicators(decided: Decided) -> str:
    match decided:
        case Decision():
            return ""
        case Waiver():
            return ", ".join(decided.indicators)
        case _:
            return decided.indicator


def _executors(decided: Decided) -> str:
    match decided:
        case Agreement():
            return ", ".join(decided.given)
        case Correction():
            return "–"
        case _:
            return decided.executor or EVERYBODY


def _choice(decided: Decided) -> str:
    match decided:
        case Decision():
            return f"Liczy się zwrot o odcisku {decided.counts[:SHORTEST_FINGERPRINT]}"
        case Waiver():
            accepted = f"dla wartości „{decided.value}”" if decided.value else "bez względu na wartość"
            return f"Odstąpiono od uwagi {accepted}"
        case Agreement():
            given = ", ".join(f"{executor} – {_short(one_line(said))}" for executor, said in decided.given.items())
            return f"Przyjęto {_agreed(decided)} ({given})"
        case _:
            before, after = (_short(one_line(text)) for text in (decided.before, decided.value))
            return f"Wartość za {decided.year}{NBSP}r.: opublikowano {before}, właściwa: {after}"


def _agreed(agreement: Agreement) -> str:
    """The value in words; of an executor whose value was taken, that one."""
    if said := agreement.given.get(agreement.value):
        return f"{_short(one_line(said))}, jak podał realizator {agreement.value}"
    return _short(one_line(agreement.value))


def write_annex(book: Workbook, annex: Annex, consolidation: Consolidation) -> None:
    """Write the sheets that have something in them; `consolidation` is what they are part of."""
    if annex.explanations:
        rows = [
            (e.indicator, e.name, e.executor, e.value, e.previous, e.question, e.answer, e.source)
            for e in annex.explanations
        ]
        _write(book, EXPLANATIONS_SHEET, _EXPLANATION_COLUMNS, rows, consolidation)
    if annex.settlements:
        rows_of_decisions = [
            (s.question, s.indicators, s.executor, s.choice, s.reason, s.person, s.day, s.until, s.standing)
            for s in annex.settlements
        ]
        _write(book, DECISIONS_SHEET, _DECISION_COLUMNS, rows_of_decisions, consolidation)


def _write(
    book: Workbook,
    name: str,
    columns: tuple[tuple[str, float], ...],
    rows: Sequence[Sequence[str]],
    consolidation: Consolidation,
) -> None:
    write_list(book, ListSheet(name=name, columns=columns, rows=rows, pages_of=consolidation), LIGHT)
