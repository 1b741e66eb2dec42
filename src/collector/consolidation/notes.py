"""The remarks and footnote marks of several executors beside one value: what is about it, and who says the rest."""

from collections.abc import Sequence

from collector.domain.indicator import Indicator
from collector.domain.observation import Observation


def footnote_mark(indicator: Indicator, made_of: Sequence[Observation]) -> str:
    """The footnote mark of a value `made_of` these answers: the one typed after it, or with which its note begins."""
    if not indicator.kind.starts_with_number:
        return ""
    return max((o.value.mark or _sign(o.note) for o in made_of), key=len, default="")


def joined_notes(asked: Sequence[Observation], made_of: Sequence[Observation], *, is_agreed: bool = False) -> str:
    """The notes to a value `made_of` some of the answers, those of these answers first; an agreed one may be of none.

    A note names its executor where the executors remark different things, and where the value was not made of its
    answer; the footnote mark of such an answer is left out, because it marks nothing in the report.
    """
    noted = [o for o in asked if o.note]
    if not is_agreed and (len(asked) == 1 or not made_of):
        return "\n".join(_named(noted))
    about = [o for o in noted if o in made_of]
    beside = [o for o in noted if o not in made_of]
    signed = [f"{o.executor}: {o.note[len(_sign(o.note)) :].lstrip()}" for o in beside]
    return "\n".join((*_named(about), *signed))


def _named(noted: Sequence[Observation]) -> list[str]:
    """Notes, each once; with their executors behind the mark if they differ."""
    executors: dict[str, list[str]] = {}
    for observation in noted:
        executors.setdefault(observation.note, []).append(observation.executor)
    if len(executors) < 2:
        return list(executors)
    return [_of(", ".join(of), note) for note, of in executors.items()]


def _of(executors: str, note: str) -> str:
    sign = _sign(note)
    return f"{sign}{' ' if sign else ''}{executors}: {note[len(sign) :].lstrip()}"


def _sign(note: str) -> str:
    """The footnote mark with which a note begins."""
    return note[: len(note) - len(note.lstrip("*"))]
