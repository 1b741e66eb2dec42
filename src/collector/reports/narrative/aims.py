"""The sentences about targets: which values are as the programme wants them, and by what measure."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from collector.domain.assessment import Assessment, Verdict
from collector.domain.consolidation import Result
from collector.domain.observation import Status
from collector.domain.target import Outcome, Target, outcome
from collector.reports.narrative.changes import before_figure, brief
from collector.reports.narrative.figures import Figure
from collector.reports.narrative.grammar import named, number_of, of_how_many, raised, share
from collector.reports.narrative.nouns import CHANGE, INDICATOR
from collector.reports.narrative.story import Story, sentences
from collector.values.declension import genitive
from collector.values.writing import NBSP, polish_number

_WORDS = {
    Verdict.BETTER: "korzystna", Verdict.KEPT: "korzystna, bo poziom utrzymano", Verdict.WORSE: "niekorzystna",
    Verdict.NOT_KEPT: "niekorzystna, bo poziomu nie utrzymano", Verdict.LEVEL: "nieistotna",
}  # fmt: skip


def counted_aims(code: str, results: Sequence[Result], story: Story) -> list[str]:
    """How many values are as their targets say, and how many changes are good ones."""
    told = sentences(_of_targets(code, results, story), _of_directions(code, results, story))
    return [told] if told else []


def _of_targets(code: str, results: Sequence[Result], story: Story) -> str:
    assessed, reached = story.figure("ocenione", code), story.figure("zgodne", code)
    good = [result for result, assessment in _assessed(results, story) if assessment.verdict.is_good]
    if not assessed.number:
        return ""
    if assessed.number == 1:
        (result,) = [result for result, _ in _assessed(results, story)]
        return f"Oceniona wartość ({result.indicator.id}) {'jest' if good else 'nie jest'} zgodna z celem."
    if reached.number == assessed.number:
        return f"Zgodne z celami są wartości wszystkich {of_how_many(assessed, INDICATOR)}, które można ocenić."
    if not reached.number:
        return f"Z celami nie jest zgodna żadna z wartości {of_how_many(assessed, INDICATOR)}, które można ocenić."
    of_all = f"{share(reached, assessed)}{NBSP}ocenionych {genitive(assessed.number, INDICATOR)}{story.ids(good)}"
    return f"Zgodna z celem jest wartość {of_all}." if reached.number == 1 else f"Zgodne z celami są wartości {of_all}."


def _of_directions(code: str, results: Sequence[Result], story: Story) -> str:
    judged = story.figure("kierunki", code)
    if not judged.number:
        return ""
    if judged.number == 1:
        verdicts = [assessment.verdict for result in results if (assessment := result.assessment(story.band))]
        (verdict,) = [verdict for verdict in verdicts if not verdict.is_of_target]
        return f"Oceniono kierunek {of_how_many(judged, CHANGE)}; jest ona {_WORDS[verdict]}."
    counts = [
        (f"korzystnych{' lub z utrzymanym poziomem' if _any_kept(results, story) else ''}", "korzystne"),
        ("niekorzystnych", "niekorzystne"),
        (f"nieistotnych (nie większych niż {polish_number(story.band)}%)", "nieistotne"),
    ]
    told = [(words, figure) for words, kind in counts if (figure := story.figure(kind, code)).number]
    counted = [f"{words} jest {figure}" if place == 0 else f"{words} – {figure}"
                      for place, (words, figure) in enumerate(told)]  # fmt: skip
    return f"Oceniono kierunek {of_how_many(judged, CHANGE)}: {', '.join(counted)}."


def _any_kept(results: Sequence[Result], story: Story) -> bool:
    assessments = (result.assessment(story.band) for result in results)
    return any(assessment is not None and assessment.verdict is Verdict.KEPT for assessment in assessments)


def why_none_assessed(results: Sequence[Result], story: Story) -> str:
    """Why none of the values was assessed though they have targets; empty where there is none."""
    with_target = [result for result in results if result.indicator.target]
    if not with_target:
        return ""
    left = [result for result in with_target if not result.is_before_assessment]
    if not left:
        return f"Rok {story.year} jest rokiem bazowym, dlatego wartości będzie można ocenić w latach następnych."
    whole = [result for result in left if result.status is Status.GIVEN and not result.missing]
    reasons = {
        "ich nie podano albo są niepełne": len(whole) < len(left),
        "są opisowe": any(result.value is None for result in whole),
        "nie ma wcześniejszych, z którymi można je porównać": any(result.value is not None for result in whole),
    }
    return f"Wartości nie oceniono, ponieważ {' lub '.join(why for why, is_so in reasons.items() if is_so)}."


def _assessed(results: Sequence[Result], story: Story) -> Iterator[tuple[Result, Assessment]]:
    for result in results:
        assessment = result.assessment(story.band)
        if assessment and assessment.verdict.is_of_target:
            yield result, assessment


def introduced(code: str, items: Sequence[str], story: Story) -> str:
    """What leads from the values that are as aimed to those that are not."""
    missed = story.figure("niezgodne", code)
    if not items or not missed.number:
        return ""
    if missed.number == 1:
        return f"Niezgodna z celem jest wartość {of_how_many(missed, INDICATOR)}:"
    return f"Niezgodne z celami są wartości {of_how_many(missed, INDICATOR)}:"


def missed_aims(results: Sequence[Result], story: Story) -> list[str]:
    """An item for every value that is not as its target says."""
    missed = [(result, assessment) for result, assessment in _assessed(results, story) if assessment.verdict.is_bad]
    told = [f"{_of(result, story)}: {_measure(result, assessment, story)}." for result, assessment in missed]
    most = story.emphasis.named
    rest = "Pozostałe oceny zawiera tabela." if most else "Oceny zawiera tabela."
    return told if len(told) <= most + 1 else [*told[:most], rest]


def reached_numbers(results: Sequence[Result], story: Story) -> list[str]:
    """A sentence for every number that was to be reached and was."""
    return [
        f"{_of(result, story)}: {_measure(result, assessment, story)}."
        for result, assessment in _assessed(results, story)
        if assessment.verdict is Verdict.REACHED
    ][: story.emphasis.named]


def bad_changes(results: Sequence[Result], told: Sequence[Result], story: Story) -> list[str]:
    """An item for every change in the wrong direction that is not among the largest ones told already."""
    known = {result.indicator.id for result in told}
    bad = [
        result for result in results
        if (assessment := result.assessment(story.band)) and assessment.verdict in (Verdict.WORSE, Verdict.NOT_KEPT)
        and result.indicator.id not in known
    ]  # fmt: skip
    kind = {result.indicator.id: _kind(result, story) for result in bad}
    return [
        f"Zmiana niekorzystna – {named(each)} {number_of(each, story)}: "
        f"{_against(each, kind[each.indicator.id], story)}."
        for each in bad[: story.emphasis.named]
    ]


def _of(result: Result, story: Story) -> str:
    return f"{raised(named(result))} {number_of(result, story)}"


def _against(result: Result, kind: str, story: Story) -> str:
    """The change as it was judged; one since the base with its year."""
    since = result.since_base
    year = f"względem {since.since}{NBSP}r. " if kind and since else ""
    return f"{year}{brief(result, story, kind)}"


def _kind(result: Result, story: Story) -> str:
    """Whether a change is told since the base, and not since the last known value."""
    return " od bazy" if story.figures.has("różnica od bazy", result.indicator.id) else ""


def _measure(result: Result, assessment: Assessment, story: Story) -> str:
    """By what the value was assessed: the number of its target, or the change against a year."""
    id_, target = result.indicator.id, result.indicator.target
    if target is not None and target.number is not None:
        limit = _limit(target, target.number, story.figure("cel", id_))
        share_of = assessment.distance.partition("% ")[2]
        share_words = f" ({story.figure('stopień', id_)} {share_of})" if share_of else ""
        return f"{story.figure('wartość', id_)} przy celu {limit} – {assessment.verdict}{share_words}"
    kind, since = _kind(result, story), result.since_base
    words = f"cel „{target.text}”, a " if target else ""
    against = "" if since is None else f"względem {since.since}{NBSP}r. "
    if since is not None and not since.difference:
        before = story.figure(before_figure(result, kind or " od bazy"), id_)
        return f"{words}{against}bez zmiany ({before})"
    changed = brief(result, story, kind)
    if since is not None and outcome(since.before, since.after, story.band) is Outcome.UPKEEP:
        changed = f"utrzymanie na zbliżonym poziomie ({changed})"
    return f"{words}{against}{changed}"


def _limit(target: Target, number: Decimal, figure: Figure) -> str:
    """„co najwyżej 150 tys. zł” with its number as a figure, which may hold the unit already."""
    words, shown, unit = target.limit.partition(polish_number(number))
    return f"{words}{figure}{unit if figure.text == shown else ''}"
