"""The first chapters: on what the report rests, what it is for, and how its data were collected."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from collector import __version__
from collector.domain.consolidation import Result
from collector.domain.observation import Status
from collector.domain.programme import Executor
from collector.reports.completeness import Answers, answers_by_executor
from collector.reports.narrative.figures import VERSION
from collector.reports.narrative.gaps import unclear_answers
from collector.reports.narrative.grammar import by_how_many, contrasted, did, of_how_many, share
from collector.reports.narrative.marks import as_typed_row
from collector.reports.narrative.nouns import EXECUTOR, INDICATOR, QUESTION, TABLE
from collector.reports.narrative.story import Part, Story, paragraphs, sentences
from collector.reports.timeliness import NOT_SENT, NOTHING_COUNTS, sent_by
from collector.values.days import polish_date
from collector.values.declension import PastTense, genitive
from collector.values.register_words import listed
from collector.values.writing import NBSP, polish_number

_FINGERPRINT: Final = 12
_GOT: Final[PastTense] = ("otrzymał", "otrzymała", "otrzymało", "otrzymały")
_SENT: Final[PastTense] = ("złożył", "złożyła", "złożyło", "złożyły")
_ABOUT_SOURCES: Final = (
    "Pochodzenie każdej liczby (plik, arkusz, komórkę) i wartości sprzed korekt podaje arkusz „Źródła” dołączonego "
    "skoroszytu."
)


def legal_basis(story: Story) -> list[str]:
    """What the catalogue names as the basis of the report."""
    return [_of_year(text, story) for text in story.programme.report.legal_basis]


def purpose(story: Story) -> list[str]:
    """What the report is for, and what it is about."""
    stated = [_of_year(text, story) for text in story.programme.report.purpose]
    return [*stated, sentences(*_scope(story))]


def _of_year(text: str, story: Story) -> str:
    return text.format(rok=story.year, rok_wydania=story.year + 1)


def _scope(story: Story) -> Iterator[str]:
    programme, goals = story.programme, story.figure("poziom 0", "")
    level = programme.levels[0]
    in_goals = f" w podziale na {by_how_many(goals, level)}" if level.is_declined and goals.number > 1 else ""
    held = []
    if story.consolidation.results:
        held.append(f"{by_how_many(story.figure('wskaźniki', ''), INDICATOR)}{in_goals}")
    if programme.register is not None:
        held.append(f"rejestr działań i ich kosztów{'' if held else in_goals}")
    if programme.tables:
        held.append(by_how_many(story.figure("tabele", ""), TABLE))
    yield f"{story.called} za {story.year}{NBSP}r. obejmuje {' oraz '.join(held)}."
    later = [result.indicator for result in story.consolidation.results if not result.is_asked]
    if later:
        since = listed(sorted({f"{indicator.since}{NBSP}r." for indicator in later}))
        number = story.figure("później", "")
        will = "będzie zbierana" if number.number == 1 else "będą zbierane"
        yield f"Nie zbierano jeszcze wartości {of_how_many(number, INDICATOR)}; {will} od {since}"


def collection(story: Story) -> list[str]:
    """Who was asked, who answered, how completely, when, and which state of the data the report shows."""
    version = sentences(_version(story), _ABOUT_SOURCES)
    return paragraphs((sentences(*_asked(story)), sentences(*_compared(story)), version))


def _asked(story: Story) -> Iterator[str]:
    asked, sent = story.figure("realizatorzy", ""), story.figure("sprawozdania", "")
    collected = "zbierano" if story.consolidation.absent else "zebrano"
    yield f"Dane {collected} w formularzach arkusza kalkulacyjnego, które {did(_GOT, asked, EXECUTOR)}."
    absent = [each.name for each in _executors(story) if each.id in story.consolidation.absent]
    if absent:
        who = "jednostki" if len(absent) == 1 else "następujących jednostek"
        report = "sprawozdania" if len(absent) == 1 else "sprawozdań"
        none = "Nie złożono żadnego sprawozdania, które można uwzględnić."
        yield f"Sprawozdanie, które można uwzględnić, {did(_SENT, sent, EXECUTOR)}." if sent.number else none
        yield f"Brakuje {report} {who}: {'; '.join(absent)}."
    elif asked.number > 1:
        yield "Sprawozdania złożyli wszyscy."
    yield from _answered(story)
    yield from _gaps(story)
    if story.material.deadline:
        yield f"Termin złożenia sprawozdań: {polish_date(story.material.deadline)}"


def _answered(story: Story) -> Iterator[str]:
    if not story.figures.has("kompletność", ""):
        return
    questions, clear = story.figure("pytania", ""), story.figure("odpowiedzi", "")
    if not clear.number:
        none_of = "jedyne pytanie" if questions.number == 1 else f"żadne z {of_how_many(questions, QUESTION)}"
        yield f"Na {none_of} nie udzielono jednoznacznej odpowiedzi."
        return
    without = story.figure("bez wartości", "")
    inside = f", w tym odpowiedzi „brak danych” i „nie dotyczy”: {without}" if without.number else ""
    if clear.number == questions.number:
        yield f"Jednoznacznej odpowiedzi udzielono na wszystkie pytania ({questions}{inside})."
        return
    of_all = f"{share(clear, questions)}{NBSP}{genitive(questions.number, QUESTION)}"
    yield f"Jednoznacznej odpowiedzi udzielono na {of_all} ({story.figure('kompletność', '')}{inside})."


def _gaps(story: Story) -> Iterator[str]:
    """How the tables show what is missing, where anything is."""
    results = [result for result in (*story.consolidation.results, *story.consolidation.cells) if result.is_asked]
    unclear = [result for result in results if unclear_answers(result)]
    ways = {
        ", których nie podano,": "słowami „nie złożono”",
        " niejednoznaczne": "słowami „do wyjaśnienia”",
        " niepełne": "dopiskiem „bez”",
    }
    lost = sum(result.status is Status.NOT_SUBMITTED for result in results) > len(unclear)
    is_there = (lost, bool(unclear), any(result.missing for result in results))
    if found := [pair for pair, is_so in zip(ways.items(), is_there, strict=True) if is_so]:
        (which, how), *others = found
        more = [f"{what.strip()} – {by}" for what, by in others]
        yield f"Wartości{which} oznaczono {contrasted([how, *more])}."


def _compared(story: Story) -> Iterator[str]:
    for results, what in (
        (story.consolidation.results, "Wartości wskaźników"),
        (story.consolidation.cells, "Dane tabel statystycznych"),
    ):
        if not results:
            continue
        years = sorted({change.since for result in results if (change := result.change)})
        if years:
            known = listed(f"{year}{NBSP}r." for year in years)
            yield f"{what} porównano z ostatnimi znanymi, pochodzącymi z {known}"
        else:
            yield f"{what} nie porównano z latami wcześniejszymi, ponieważ {_why_not_compared(results, story.year)}"


def _why_not_compared(results: Iterable[Result], year: int) -> str:
    """What is missing: the numbers of earlier years, or those of this `year` beside them."""
    before = [past for result in results if (past := result.previous) and past.value is not None and not past.missing]
    return f"brakuje pełnych danych za {year}{NBSP}r." if before else "nie ma pełnych danych z tych lat."


def _version(story: Story) -> str:
    catalogue = story.programme.fingerprint[:_FINGERPRINT]
    return (
        f"Oznaczenie wersji danych: {story.figures[VERSION]}; katalogu wskaźników: {catalogue}; narzędzie: collector "
        f"{__version__}."
    )


def executor_rows(story: Story) -> list[Part]:
    """The table of the executors: how many values each was asked for, how many it answered, and when."""
    answers = answers_by_executor(story.consolidation)
    return [_row(executor, answers.get(executor.id, Answers()), story) for executor in _executors(story)]


def _executors(story: Story) -> tuple[Executor, ...]:
    return story.programme.executors_in(story.year)


def _row(executor: Executor, answers: Answers, story: Story) -> Part:
    sent = sent_by(executor.id, story.material.files, story.material.submissions)
    if executor.id in story.consolidation.absent:
        day = NOTHING_COUNTS if sent.files else NOT_SENT
    else:
        day = sent.day if isinstance(sent.day, str) else polish_date(sent.day)
    return as_typed_row({
        "symbol": executor.id,
        "nazwa": executor.name,
        "pytania": polish_number(Decimal(answers.asked)),
        "odpowiedzi": polish_number(Decimal(answers.clear)),
        "kompletnosc": "–" if answers.percent is None else f"{polish_number(answers.percent)}%",
        "data": day or "nie podano",
    })  # fmt: skip
