"""The sentences of the narrative. Every figure in them is a figure of the consolidation."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from babel.lists import format_list

from collector.domain.consolidation import Change, Consolidation, Result
from collector.domain.indicator import Combine, Kind, Unit
from collector.domain.observation import Status
from collector.domain.programme import Programme, Section
from collector.values.writing import NBSP, counted, noun, polish_number, shown_value, without_trailing_zeros

LARGEST_CHANGES: Final = 3
_LISTED_IDS: Final = 10
_INDICATORS: Final = ("wskaźnik", "wskaźniki", "wskaźników")
_OF_WHICH: Final = ("wskaźnika", "wskaźników", "wskaźników")
_TABLES: Final = ("tabelę statystyczną", "tabele statystyczne", "tabel statystycznych")
_PERCENTAGE_POINTS: Final = ("punkt procentowy", "punkty procentowe", "punktów procentowych", "punktu procentowego")


def introduction(consolidation: Consolidation) -> list[str]:
    """What the report covers, who sent data and who did not, and what it is compared with."""
    programme = consolidation.programme
    names = {executor.id: executor.name for executor in programme.executors_in(consolidation.year)}
    sent = [name for id_, name in names.items() if id_ not in consolidation.absent]
    absent = [names[id_] for id_ in consolidation.absent]
    sentences = [" ".join(_scope(consolidation))]
    if sent:
        sentences.append(
            f"Dane otrzymano od {'wszystkich realizatorów' if not absent else 'jednostek'}: {_listed(sent)}."
        )
    if absent:
        sentences.append(
            f"Nie ma danych, które można policzyć, od jednostek: {_listed(absent)}. Wartości, które miały pochodzić od "
            "nich, oznaczono słowami „nie złożono”, a wartości niepełne – dopiskiem „bez”."
        )
    if not consolidation.results:
        return sentences
    years = sorted({change.since for result in consolidation.results if (change := result.change)})
    if years:
        known = format_list([f"{known}{NBSP}r." for known in years], locale="pl")
        sentences.append(f"Wartości porównano z ostatnimi znanymi, pochodzącymi z {known}")
    else:
        sentences.append(
            "Raport nie zawiera porównania z latami wcześniejszymi, ponieważ nie ma z tych lat pełnych liczb."
        )
    return sentences


def _scope(consolidation: Consolidation) -> Iterator[str]:
    """What the report is about: indicators, statistical tables, actions."""
    programme, results = consolidation.programme, consolidation.results
    subject = "wartości wskaźników programu" if results else "działania zrealizowane w ramach programu"
    yield f"Raport przedstawia {subject} {programme.title} za {consolidation.year}{NBSP}r."
    if results:
        yield f"Program zawiera {counted(len(results), _INDICATORS)}."
    later = [result.indicator for result in results if not result.is_asked]
    if later:
        since = format_list(sorted({f"{indicator.since}{NBSP}r." for indicator in later}), locale="pl")
        ids = _ids([indicator.id for indicator in later])
        yield f"Nie zbierano jeszcze wartości {_of_indicators(len(later))}{ids}; będą zbierane od {since}"
    if consolidation.cells:
        yield (
            f"Arkusz „Tabele statystyczne” skoroszytu z raportem zawiera {counted(len(programme.tables), _TABLES)} "
            "z danymi za trzy lata."
        )


def about_section(section: Section, programme: Programme, results: Sequence[Result]) -> list[str]:
    """The paragraphs about a top section of the programme, from its results."""
    if not results:
        return ["Wskaźników tej części jeszcze nie zbierano."]
    opening = " ".join((_structure(section, programme.levels, results), *_completeness(results)))
    assessed = _assessed(results, programme.report.upkeep_band)
    return [text for text in (opening, _shared(results), *_changes(results), assessed) if text]


def _assessed(results: Sequence[Result], band: Decimal) -> str:
    """How many values go where their targets say, and which do not."""
    assessments = [
        (result, assessment)
        for result in results
        if (assessment := result.assessment(band)) and assessment.verdict.is_of_target
    ]
    if not assessments:
        return ""
    missed = [
        # The year stays with its „r.”.
        f"{_named(result)} – {assessment.fact.replace(' r.', f'{NBSP}r.')}"
        for result, assessment in assessments
        if assessment.verdict.is_bad
    ]
    reached = len(assessments) - len(missed)
    counts = f"Zgodne z celem są wartości {_of_indicators(reached)} z {len(assessments)} ocenionych."
    return f"{counts} Niezgodne z celem: {'; '.join(missed)}" if missed else counts


def _structure(section: Section, levels: Sequence[Unit], results: Sequence[Result]) -> str:
    """How many parts and indicators the section has; whatever holds indicators is of the lowest level."""
    below = [part for part in section.walk() if part is not section]
    numbers = [sum(part.level == depth and not part.indicators for part in below) for depth in range(len(levels) - 1)]
    numbers.append(sum(bool(part.indicators) for part in below))
    counts = [
        counted(number, (level.one, level.few, level.many))
        for number, level in zip(numbers, levels, strict=True)
        if number
    ]
    counts.append(counted(len(results), _INDICATORS))
    return f"Ta część programu to {format_list(counts, locale='pl')}."


def summary(consolidation: Consolidation) -> list[str]:
    """The whole year: completeness, the largest changes, what is missing."""
    results = [result for result in consolidation.results if result.is_asked]
    given = [result for result in results if result.status is Status.GIVEN]
    said = f"{_of_indicators(len(given))} z {len(results)}"
    if len(given) == len(results):
        said = f"wszystkich wskaźników ({len(results)})"
    sentences = [f"Za {consolidation.year}{NBSP}r. podano wartości {said}."]
    for status, words in (
        (Status.NO_DATA, "Brak danych zgłoszono dla"),
        (Status.NOT_APPLICABLE, "Odpowiedź „nie dotyczy” podano dla"),
        (Status.NOT_SUBMITTED, "Nie ma wartości"),
    ):
        ids = [result.indicator.id for result in results if result.status is status]
        if ids:
            sentences.append(f"{words} {_of_indicators(len(ids))}{_ids(ids)}.")
    paragraphs = [" ".join(sentences), *_changes(results)]
    partial = [result.indicator.id for result in results if result.missing]
    if partial:
        paragraphs.append(f"Niepełne są wartości {_of_indicators(len(partial))}{_ids(partial)}.")
    return paragraphs


def _of_indicators(number: int) -> str:
    """The number with the genitive: `1 wskaźnika`, `2 wskaźników`."""
    return f"{polish_number(Decimal(number))}{NBSP}{noun(number, _OF_WHICH)}"


def _completeness(results: Sequence[Result]) -> Iterator[str]:
    given = [result for result in results if result.status is Status.GIVEN]
    partial = [result.indicator.id for result in given if result.missing]
    if not given:
        yield "Nie podano wartości żadnego wskaźnika."
    elif len(given) == len(results):
        yield "Podano wartości wszystkich wskaźników." if not partial else "Podano wartości, lecz nie wszystkie pełne."
    else:
        yield f"Podano wartości {_of_indicators(len(given))} z {len(results)}."
    for status, words in (
        (Status.NO_DATA, "Brak danych zgłoszono dla"),
        (Status.NOT_APPLICABLE, "Odpowiedź „nie dotyczy” podano dla"),
    ):
        named = [_named(result) for result in results if result.status is status]
        if named:
            yield f"{words} {noun(len(named), _OF_WHICH)}: {'; '.join(named)}."
    silent = [result.indicator.id for result in results if result.status is Status.NOT_SUBMITTED]
    if given and silent:
        yield f"Nie ma wartości {_of_indicators(len(silent))}{_ids(silent)}."
    if partial:
        yield f"Niepełne są wartości {_of_indicators(len(partial))}{_ids(partial)}."


def _ids(ids: Sequence[str]) -> str:
    """The ids in brackets, while they are few enough to be read; the tables show them all."""
    return f" ({', '.join(ids)})" if len(ids) <= _LISTED_IDS else ""


def _shared(results: Sequence[Result]) -> str:
    """Of what the summed values were made."""
    sums = [
        said
        for result in results
        if result.indicator.combine is Combine.SUM and result.value is not None and (said := _sum(result, result.value))
    ]
    return f"Z danych kilku realizatorów zsumowano: {'; '.join(sums)}." if sums else ""


def _sum(result: Result, total: Decimal) -> str:
    parts = [
        f"{_unbroken(observation.executor)}{NBSP}–{NBSP}{polish_number(observation.value.number)}"
        for observation in result.observations
        if observation.indicator == result.indicator.id and observation.value.number is not None
    ]
    without = f"; bez: {', '.join(map(_unbroken, result.missing))}" if result.missing else ""
    return f"{_named(result)}{NBSP}–{NBSP}{polish_number(total)} ({', '.join(parts)}{without})"


def _unbroken(executor: str) -> str:
    """The id of an executor with hyphens at which no line ends."""
    return executor.replace("-", "\u2011")


def _named(result: Result) -> str:
    return f"„{result.indicator.name}” ({result.indicator.id})"


def _changes(results: Sequence[Result]) -> Iterator[str]:
    """How many values rose and fell, and the largest changes with both figures."""
    changes = [(result, change) for result in results if (change := result.change)]
    if not changes:
        return
    rose = sum(change.difference > 0 for _, change in changes)
    fell = sum(change.difference < 0 for _, change in changes)
    counts = [
        f"{words} {_of_indicators(number)}"
        for words, number in (
            ("wzrosła wartość", rose),
            ("zmalała wartość", fell),
            ("nie zmieniła się wartość", len(changes) - rose - fell),
        )
        if number
    ]
    yield f"W porównaniu z ostatnimi znanymi danymi {format_list(counts, locale='pl')}."
    measured = sorted(
        (-abs(percent), result.indicator.id, _change(result, change, percent))
        for result, change in changes
        if (percent := change.percent)
    )
    largest = [said for _, _, said in measured[:LARGEST_CHANGES]]
    if largest:
        said = "; ".join(largest)
        yield f"{'Największe zmiany' if len(largest) > 1 else 'Największa zmiana'}: {said}."


def _change(result: Result, change: Change, percent: Decimal) -> str:
    direction = "wzrost" if change.difference > 0 else "spadek"
    if result.indicator.kind is Kind.PERCENTAGE:
        before, after = (f"{polish_number(number)}%" for number in (change.before, change.after))
        by = counted(without_trailing_zeros(abs(change.difference)), _PERCENTAGE_POINTS)
    else:
        # Only amounts keep their unit here: nouns would have to be declined after „z” and „do”.
        is_amount = result.indicator.kind is Kind.AMOUNT
        before, after = (
            shown_value(number, result.indicator) if is_amount else polish_number(number)
            for number in (change.before, change.after)
        )
        by = f"{polish_number(abs(percent))}%"
    return f"{_named(result)} – {direction} z {before} w {change.since}{NBSP}r. do {after}, czyli o {by}"


def _listed(words: Sequence[str]) -> str:
    return "; ".join(words)
