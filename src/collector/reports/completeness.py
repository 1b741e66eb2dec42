"""The sheet “Kompletność”: what every executor was asked and answered, and when."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from decimal import ROUND_FLOOR, Decimal
from typing import Final

from collector.domain.consolidation import Consolidation
from collector.domain.finding import Finding
from collector.domain.observation import Status
from collector.domain.programme import Executor
from collector.domain.register import Entry
from collector.reports.figure_list import Figure, FigureCell, day_in_words, figure, write_figure_list
from collector.reports.grouping import listed
from collector.reports.material import Material
from collector.reports.timeliness import Sent, sent_by, timeliness_rules
from collector.spreadsheet import Workbook
from collector.values.writing import NBSP, counted

COMPLETENESS_SHEET: Final = "Kompletność"
TOTAL: Final = "Razem"
_COLUMNS: Final = (
    ("Realizator", 10.5), ("Nazwa", 20.0), ("Liczba pytań", 7.5), ("Podano", 8.0), ("Brak danych", 8.0),
    ("Nie dotyczy", 8.0), ("Bez odpowiedzi", 10.5), ("Odpowiedzi niejasne", 10.5), (f"Kompletność w{NBSP}%", 12.5),
    ("Otrzymane zwroty", 10.5), ("W tym uwzględnione", 12.5), ("Numer korekty", 8.0), ("Data sporządzenia", 12.5),
    ("Plik zapisano (czas UTC)", 13.0), ("Terminowość", 14.0), ("Uwagi blokujące", 10.0),
    ("Uwagi do wyjaśnienia", 11.5),
)  # fmt: skip
_TENTH: Final = Decimal("0.1")
_ALL: Final = Decimal(100)
_OPEN_FINDINGS: Final = ("otwarta uwaga", "otwarte uwagi", "otwartych uwag")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """How many answers were given, and how; `in_doubt` are those of which nobody knows yet what they mean."""

    given: int = 0
    no_data: int = 0
    not_applicable: int = 0
    silent: int = 0
    in_doubt: int = 0

    def __add__(self, other: "Answers") -> "Answers":
        return Answers(**{each.name: getattr(self, each.name) + getattr(other, each.name) for each in fields(self)})

    @property
    def asked(self) -> int:
        """How many were asked for."""
        return self.given + self.no_data + self.not_applicable + self.silent + self.in_doubt

    @property
    def clear(self) -> int:
        """How many are clear: a value, or one of the two words for none."""
        return self.given + self.no_data + self.not_applicable

    @property
    def percent(self) -> Decimal | None:
        """How many are clear, in percent of what was asked, rounded down to 0.1: only all of them are 100.0."""
        if not self.asked:
            return None
        return (_ALL * self.clear / self.asked).quantize(_TENTH, ROUND_FLOOR)


def write_completeness(book: Workbook, material: Material) -> None:
    """Write the sheet: a row an executor of the year, the sums, and what the columns mean."""
    consolidation = material.consolidation
    executors = consolidation.programme.executors_in(consolidation.year)
    answers = answers_by_executor(consolidation)
    opened = [finding for finding in material.findings if finding.is_open]
    sent = {executor.id: sent_by(executor.id, material.files, material.submissions) for executor in executors}
    rows = [
        _row(executor, answers.get(executor.id, Answers()), sent[executor.id], opened, material)
        for executor in executors
    ]
    rows.append(_total(answers.values(), sent.values(), [f for f in opened if f.executor in sent]))
    write_figure_list(
        book,
        COMPLETENESS_SHEET,
        _COLUMNS,
        rows,
        _below(material, opened, sent.keys()),
        frozen=2,
        totals=1,
        pages_of=consolidation,
    )


def answers_by_executor(consolidation: Consolidation) -> dict[str, Answers]:
    """How the indicators, the cells of tables and the known actions were answered, by executor.

    What need not be answered, and was not, was not asked.
    """
    counts: dict[str, Answers] = {}
    for executor, answer in _answers(consolidation):
        counts[executor] = counts.get(executor, Answers()) + answer
    return counts


def _answers(consolidation: Consolidation) -> Iterator[tuple[str, Answers]]:
    for result in (*consolidation.results, *consolidation.cells):
        for observation in result.observations:
            if observation.indicator != result.indicator.id:
                continue
            answer = _answer(observation.value.status, observation.raw)
            if result.indicator.required or not answer.silent:
                yield observation.executor, answer
    known = {action.id for action in consolidation.programme.actions}
    for entry in consolidation.entries:
        if entry.id in known:
            yield entry.executor, answer_of_action(entry)


def _answer(status: Status, raw: str) -> Answers:
    match status:
        case Status.GIVEN:
            return Answers(given=1)
        case Status.NO_DATA:
            return Answers(no_data=1)
        case Status.NOT_APPLICABLE:
            return Answers(not_applicable=1)
        case Status.NOT_SUBMITTED:
            return Answers(in_doubt=1) if raw.strip() else Answers(silent=1)


def answer_of_action(entry: Entry) -> Answers:
    """An action is answered by whatever is said of it: its term, its money or its result."""
    if entry.value.status is Status.NOT_SUBMITTED and entry.is_described and not entry.raw.strip():
        return Answers(given=1)
    return _answer(entry.value.status, entry.raw)


def _row(
    executor: Executor, answers: Answers, sent: Sent, opened: Sequence[Finding], material: Material
) -> list[FigureCell]:
    number, day, saved = sent.correction, sent.day, sent.saved
    return [
        executor.id,
        executor.name,
        *_counts(answers),
        _whole(len(sent.files)),
        _whole(int(sent.submission is not None)),
        _whole(number) if isinstance(number, int) else number,
        day if isinstance(day, str) else day_in_words(day),
        saved if isinstance(saved, str) else day_in_words(saved),
        sent.timeliness(material.deadline),
        *_opened([finding for finding in opened if finding.executor == executor.id]),
    ]


def _total(answers: Iterable[Answers], sent: Iterable[Sent], opened: Sequence[Finding]) -> list[FigureCell]:
    """The sums; a file in which several executors answer is one file."""
    sent = list(sent)
    files = {(file.place.file, file.place.sha256) for each in sent for file in each.files}
    counting = sum(each.submission is not None for each in sent)
    cells: list[FigureCell] = [
        TOTAL, "", *_counts(sum(answers, Answers())), _whole(len(files)), _whole(counting), "", "", "", "",
        *_opened(opened),
    ]  # fmt: skip
    return [replace(c, is_bold=True) if isinstance(c, Figure) else Figure(text=c, is_bold=True) for c in cells]


def _counts(answers: Answers) -> list[FigureCell]:
    counts = (
        answers.asked, answers.given, answers.no_data, answers.not_applicable, answers.silent, answers.in_doubt,
    )  # fmt: skip
    percent = answers.percent
    return [*map(_whole, counts), "" if percent is None else figure(percent)]


def _opened(findings: Sequence[Finding]) -> list[FigureCell]:
    blocking = sum(finding.blocks for finding in findings)
    return [_whole(blocking), _whole(len(findings) - blocking)]


def _whole(number: int) -> Figure:
    return figure(Decimal(number))


def _below(material: Material, opened: Sequence[Finding], executors: Iterable[str]) -> Iterator[str]:
    """What the columns mean, and what belongs to no executor."""
    yield (
        f"Liczba pytań to {_what_was_asked(material.consolidation)}, o które zapytano realizatora; pytania "
        "nieobowiązkowe liczy się tylko wtedy, gdy na nie odpowiedziano. Kompletność to udział odpowiedzi "
        "jednoznacznych: wartości podanych, „brak danych” i „nie dotyczy”, zaokrąglony w dół. „Odpowiedzi niejasne” – "
        "coś wpisano, ale nie wiadomo, co to znaczy, albo jest do tego uwaga blokująca."
    )
    yield timeliness_rules(material.deadline)
    others = len([finding for finding in opened if finding.executor not in set(executors)])
    if others:
        yield f"Poza tym są uwagi, które nie należą do jednego realizatora: {counted(others, _OPEN_FINDINGS)}."


def _what_was_asked(consolidation: Consolidation) -> str:
    """„wskaźniki i komórki tabel statystycznych”: what the programme asks for."""
    asked = [
        *(["wskaźniki"] if consolidation.results else []),
        *(["komórki tabel statystycznych"] if consolidation.cells else []),
        *(["znane z góry działania"] if consolidation.programme.actions else []),
    ]
    return listed(asked or ["wskaźniki"])
