"""The figures in sentences: which no longer equal the consolidation, which are gone, which nobody knows any more."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from collector.reports.narrative.figures import VERSION, Figures
from collector.reports.verification.by_hand import without_codes
from collector.reports.verification.difference import DocumentDifference, Kind, instead
from collector.reports.verification.document import MarkedFigure, Passage
from collector.reports.verification.likeness import Likeness
from collector.values.same_figure import is_same_figure, times_said
from collector.values.text import cut, one_line

_MOST_NAMED: Final = 6
_CORRECT: Final = "Popraw liczbę w dokumencie."
_IF_MEANT: Final = (
    "Jeżeli usunięto to celowo, nic nie trzeba robić; jeżeli nie – przenieś ten akapit z nowego raportu "
    "(collector merge)."
)


def figure_differences(
    edited: Sequence[MarkedFigure], fresh: Sequence[MarkedFigure], changed: Sequence[Passage], figures: Figures
) -> Iterator[DocumentDifference]:
    """What became of the figures of sentences; `changed` are the paragraphs of the edited document that are new."""
    standing = [figure for figure in edited if figure.text and figure.key != VERSION]
    made: dict[str, list[MarkedFigure]] = defaultdict(list)
    for figure in fresh:
        if figure.key != VERSION:
            made[figure.key].append(figure)
    for figure in standing:
        if figure.key not in figures and figure.key not in made:
            yield _unknown(figure)
        elif found := _changed(figure, made[figure.key], figures):
            yield found
    order = {passage: place for place, passage in enumerate(dict.fromkeys(each.passage for each in fresh))}
    yield from _gone(standing, made, changed, order, figures)


def _changed(figure: MarkedFigure, made: Iterable[MarkedFigure], figures: Figures) -> DocumentDifference | None:
    known = figures.get(figure.key)
    spellings = [known.text] if known else []
    spellings += (each.text for each in made)
    if any(is_same_figure(figure.text, spelling) for spelling in spellings):
        return None
    about, expected = _about(figure.key, figures), one_line(spellings[0])
    return DocumentDifference(
        kind=Kind.CHANGED, place=str(figure.passage), keys=(figure.key,), found=figure.text, expected=expected,
        problem=f"{about}: {instead(figure.text, expected)}.", fix=_CORRECT,
    )  # fmt: skip


def _unknown(figure: MarkedFigure) -> DocumentDifference:
    return DocumentDifference(
        kind=Kind.UNKNOWN, place=str(figure.passage), keys=(figure.key,), found=figure.text,
        problem=f"Liczby „{cut(figure.text, 40)}” nie ma już w danych: wskaźnik usunięto z programu albo raport "
        "jej nie podaje.",
        fix="Usuń to zdanie albo sprawdź, czy wskaźnika nie usunięto z programu przez pomyłkę.",
    )  # fmt: skip


def _gone(
    standing: Iterable[MarkedFigure],
    made: Mapping[str, Sequence[MarkedFigure]],
    changed: Sequence[Passage],
    order: Mapping[Passage, int],
    figures: Figures,
) -> Iterator[DocumentDifference]:
    """What stands in the new report and not in the document, paragraph by paragraph in the `order` of the report."""
    there: dict[str, list[MarkedFigure]] = defaultdict(list)
    for figure in standing:
        there[figure.key].append(figure)
    missing = [figure for key, wanted in made.items() for figure in _without_partner(wanted, there[key]) if figure.text]
    by_passage: dict[Passage, list[MarkedFigure]] = defaultdict(list)
    for figure in missing:
        by_passage[figure.passage].append(figure)
    likeness = Likeness(changed)
    for passage in sorted(by_passage, key=order.__getitem__):
        yield from _gone_from(passage, by_passage[passage], likeness.most_like(passage), figures)


def _gone_from(
    passage: Passage, missing: Sequence[MarkedFigure], now: Passage | None, figures: Figures
) -> Iterator[DocumentDifference]:
    """What is missing from a paragraph that `now` reads otherwise, or is not there at all."""
    retyped = list(_retyped(passage, missing, now)) if now is not None else []
    gone = [figure for figure in missing if figure not in retyped]
    if gone:
        told = "nie ma tego akapitu" if now is None else "zmieniono zdanie"
        yield DocumentDifference(
            kind=Kind.MISSING, place=str(now or passage), keys=tuple(figure.key for figure in gone),
            expected="; ".join(figure.text for figure in gone),
            problem=f"Usunięto liczby albo {told}; brakuje: {_named(gone, figures)}.", fix=_IF_MEANT,
        )  # fmt: skip
    if retyped and now is not None:
        yield DocumentDifference(
            kind=Kind.UNMARKED, place=str(now), keys=tuple(figure.key for figure in retyped),
            found="; ".join(figure.text for figure in retyped),
            problem=f"Liczby stoją w zdaniu bez ukrytego znacznika i dziś są zgodne: {_named(retyped, figures)}.",
            fix="Nic nie trzeba robić; po zmianie danych collector sam tych liczb nie znajdzie.",
        )  # fmt: skip


def _retyped(passage: Passage, missing: Sequence[MarkedFigure], now: Passage) -> Iterator[MarkedFigure]:
    """Those of the `missing` that somebody typed: `now` says them oftener beside its marks than the new paragraph does.

    Neither the number of an indicator nor a figure in its name is a figure that was typed.
    """
    before, after = without_codes(passage.unmarked), without_codes(now.unmarked)
    typed: list[str] = []
    for figure in missing:
        same = sum(is_same_figure(text, figure.text) for text in typed)
        if times_said(after, figure.text) > times_said(before, figure.text) + same:
            typed.append(figure.text)
            yield figure


def _without_partner(wanted: Sequence[MarkedFigure], there: Sequence[MarkedFigure]) -> list[MarkedFigure]:
    """Those of the `wanted` that are `there` no more: each partner counts once, the nearest first."""
    left, rest = list(there), list(wanted)
    for is_near in (_same_paragraph, _same_chapter, _anywhere):
        for figure in tuple(rest):
            partner = next((each for each in left if is_near(each.passage, figure.passage)), None)
            if partner is not None:
                left.remove(partner)
                rest.remove(figure)
    return rest


def _same_paragraph(one: Passage, other: Passage) -> bool:
    return one.under == other.under and one.unmarked == other.unmarked


def _same_chapter(one: Passage, other: Passage) -> bool:
    return one.under == other.under


def _anywhere(_: Passage, __: Passage) -> bool:
    return True


def _named(some: Sequence[MarkedFigure], figures: Figures) -> str:
    named = [f"{_about(figure.key, figures)} („{cut(figure.text, 40)}”)" for figure in some[:_MOST_NAMED]]
    return ", ".join(named) + (f" … i jeszcze {len(some) - _MOST_NAMED}" if len(some) > _MOST_NAMED else "")


def _about(key: str, figures: Figures) -> str:
    return figures[key].about if key in figures else f"liczba „{key}”"
