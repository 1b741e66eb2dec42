"""The sentences of the narrative. Every figure in them is a figure of the consolidation."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from babel.lists import format_list

from collector.domain.consolidation import Consolidation, Result
from collector.domain.observation import Status
from collector.domain.programme import Combine, Section, Unit
from collector.values.writing import NBSP, counted, noun, polish_number, shown_value

LARGEST_CHANGES: Final = 3
_INDICATORS: Final = ("wskaźnik", "wskaźniki", "wskaźników")
_TENTH: Final = Decimal("0.1")


def introduction(consolidation: Consolidation) -> list[str]:
    """What the report covers, who sent data and who did not, and what it is compared with."""
    programme, year = consolidation.programme, consolidation.year
    names = {executor.id: executor.name for executor in programme.executors}
    sent = [name for id_, name in names.items() if id_ not in consolidation.absent]
    everyone = not consolidation.absent
    sentences = [
        f"Raport przedstawia wartości wskaźników programu {programme.title} za {year}{NBSP}r. "
        f"Program zawiera {counted(len(consolidation.results), _INDICATORS)}.",
        f"Dane przekazali {'wszyscy realizatorzy' if everyone else 'realizatorzy'}: {_listed(sent)}."
        if sent else "Danych nie przekazał żaden realizator.",
    ]  # fmt: skip
    if sent and not everyone:
        absent = [names[id_] for id_ in consolidation.absent]
        sentences.append(
            f"Formularzy nie złożyli: {_listed(absent)}. Wartości, które miały pochodzić od nich, oznaczono słowami "
            "„nie złożono”, a sumy niepełne – dopiskiem „bez”."
        )
    years = sorted({result.previous.year for result in consolidation.results if result.previous})
    if years:
        known = format_list([f"{known}{NBSP}r." for known in years], locale="pl")
        sentences.append(f"Wartości porównano z ostatnimi znanymi, pochodzącymi z {known}")
    else:
        sentences.append("Raport nie zawiera porównania z latami wcześniejszymi, ponieważ nie ma danych z tych lat.")
    return sentences


def about_section(section: Section, results: Sequence[Result]) -> list[str]:
    """The paragraphs about a top section of the programme, whose results are `results`."""
    return [text for text in (" ".join(_completeness(results)), " ".join(_shared(results)), *_changes(results)) if text]


def structure(section: Section, levels: Sequence[Unit], results: Sequence[Result]) -> str:
    """How many parts and indicators the section has."""
    counts = []
    for depth, level in enumerate(levels):
        number = sum(part.level == depth for part in section.walk())
        if depth > 0 and number:
            counts.append(counted(number, (level.one, level.few, level.many)))
    counts.append(counted(len(results), _INDICATORS))
    return f"Ta część programu obejmuje {format_list(counts, locale='pl')}."


def summary(consolidation: Consolidation) -> list[str]:
    """The whole year: completeness, the largest changes, what is missing."""
    results = consolidation.results
    given = [result for result in results if result.status is Status.GIVEN]
    sentences = [
        f"W {consolidation.year}{NBSP}r. podano wartości {_of_indicators(len(given))} z {len(results)}.",
    ]
    for status, words in (
        (Status.NO_DATA, "Brak danych zgłoszono dla"),
        (Status.NOT_APPLICABLE, "Jako niedotyczące w tym roku wskazano"),
        (Status.NOT_SUBMITTED, "Nie złożono wartości dla"),
    ):
        absent = [result for result in results if result.status is status]
        if absent:
            ids = ", ".join(result.indicator.id for result in absent)
            what = counted(len(absent), _INDICATORS) if status is Status.NOT_APPLICABLE else _of_indicators(len(absent))
            sentences.append(f"{words} {what} ({ids}).")
    paragraphs = [" ".join(sentences), *_changes(results)]
    partial = [result.indicator.id for result in results if result.missing]
    if partial:
        paragraphs.append(f"Niepełne są wartości {_of_indicators(len(partial))}: {', '.join(partial)}.")
    return paragraphs


def _of_indicators(number: int) -> str:
    """The number with the genitive: `1 wskaźnika`, `2 wskaźników`."""
    return f"{polish_number(Decimal(number))}{NBSP}{noun(number, ('wskaźnika', 'wskaźników', 'wskaźników'))}"


def _completeness(results: Sequence[Result]) -> Iterator[str]:
    missing = [result for result in results if result.status is not Status.GIVEN]
    if not missing:
        yield "Podano wartości wszystkich wskaźników."
        return
    yield f"Podano wartości {_of_indicators(len(results) - len(missing))} z {len(results)}."
    for status, words in (
        (Status.NO_DATA, "Brak danych zgłoszono dla wskaźnika"),
        (Status.NOT_APPLICABLE, "Jako niedotyczący w tym roku wskazano wskaźnik"),
    ):
        for result in missing:
            if result.status is status:
                yield f"{words} {_named(result)}."
    silent = [result.indicator.id for result in missing if result.status is Status.NOT_SUBMITTED]
    if silent:
        yield f"Nie złożono wartości {_of_indicators(len(silent))}: {', '.join(silent)}."


def _shared(results: Sequence[Result]) -> Iterator[str]:
    """Of what the summed values were made."""
    for result in results:
        parts = [o for o in result.observations if o.indicator == result.indicator.id and o.value.number is not None]
        if result.indicator.combine is Combine.SUM and result.value is not None and len(parts) > 1:
            said = ", ".join(
                f"{o.executor}{NBSP}– {polish_number(o.value.number)}" for o in parts if o.value.number is not None
            )
            yield f"Na wartość wskaźnika {_named(result)}, równą {polish_number(result.value)}, złożyły się dane: {said}."


def _named(result: Result) -> str:
    return f"„{result.indicator.name}” ({result.indicator.id})"


def _changes(results: Sequence[Result]) -> Iterator[str]:
    """How many values rose and fell, and the largest changes with both figures."""
    compared = [r for r in results if r.previous and r.previous.value is not None and r.value is not None]
    if not compared:
        return
    rose = sum(1 for r in compared if _difference(r) > 0)
    fell = sum(1 for r in compared if _difference(r) < 0)
    same = len(compared) - rose - fell
    counts = [
        f"{words} {_of_indicators(number)}"
        for words, number in (("wzrosła wartość", rose), ("zmalała wartość", fell), ("nie zmieniła się wartość", same))
        if number
    ]
    yield f"W porównaniu z ostatnimi znanymi danymi {format_list(counts, locale='pl')}."
    changed = sorted(
        (r for r in compared if r.change_percent), key=lambda r: (-abs(r.change_percent or 0), r.indicator.id)
    )
    if changed:
        said = "; ".join(_change(result) for result in changed[:LARGEST_CHANGES])
        yield f"Największe zmiany: {said}." if len(changed) > 1 else f"Największa zmiana: {said}."


def _difference(result: Result) -> Decimal:
    assert result.value is not None and result.previous is not None and result.previous.value is not None
    return result.value - result.previous.value


def _change(result: Result) -> str:
    assert result.value is not None and result.previous is not None and result.previous.value is not None
    percent = abs(result.change_percent or Decimal(0)).quantize(_TENTH, ROUND_HALF_UP)
    direction = "wzrost" if _difference(result) > 0 else "spadek"
    before = shown_value(result.previous.value, result.indicator)
    after = shown_value(result.value, result.indicator)
    return (
        f"{_named(result)} – {direction} z {before} w {result.previous.year}{NBSP}r. do {after}, "
        f"czyli o {polish_number(percent)}%"
    )


def _listed(words: Sequence[str]) -> str:
    return "; ".join(words)
