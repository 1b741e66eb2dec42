"""The controls and bookmarks of a text -> the figures that they mark, each once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from collector.reports.narrative.marks import BETWEEN, bookmark_digest, keys_by_mark
from collector.reports.verification.spans import Mark, Span, Story


@dataclass(frozen=True, slots=True)
class FoundMark:
    """A marked piece of the text; `key` is what the mark says if nobody knows it."""

    key: str
    span: Span


class KnownKeys:
    """The keys that marks may name."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._figures = frozenset(keys)
        self._by_mark = keys_by_mark(self._figures)
        self._kinds = {key.partition(BETWEEN)[0] for key in self._by_mark.values()}

    def key(self, mark: str) -> str:
        """The key that a tag or the digest of a bookmark names; the mark itself if it is not known."""
        return self._by_mark.get(mark, mark)

    def is_figure(self, key: str) -> bool:
        """Whether a key is that of a figure."""
        return key in self._figures

    def is_ours(self, tag: str) -> bool:
        """Whether a tag is known, or at least names a kind of figure: other controls are none of our business."""
        kind, between, _ = tag.partition(BETWEEN)
        return tag in self._by_mark or bool(between and kind in self._kinds)


def marks_in(story: Story, known: KnownKeys) -> list[FoundMark]:
    """The marks in their order: the controls that still have their tags, then bookmarks that are around no such one.

    Without tags controls mean nothing: LibreOffice puts neighbours into each other, and only bookmarks keep apart.
    """
    controls = [control for control in story.controls if known.is_ours(control.name)]
    bookmarks = [(digest, bookmark.span) for bookmark in story.bookmarks if (digest := bookmark_digest(bookmark.name))]
    paired = set(_paired(controls, bookmarks))
    found = [FoundMark(known.key(control.name), control.span) for control in controls]
    found += [
        FoundMark(known.key(digest), span) for place, (digest, span) in enumerate(bookmarks) if place not in paired
    ]
    return sorted(found, key=lambda mark: mark.span)


def _paired(controls: Iterable[Mark], bookmarks: list[tuple[str, Span]]) -> Iterator[int]:
    """The places of the bookmarks that stand around a control of the same key."""
    by_digest: dict[str, list[int]] = {}
    for place, (digest, _) in enumerate(bookmarks):
        by_digest.setdefault(digest, []).append(place)
    for control in controls:
        (start, end), names = control.span, keys_by_mark([control.name])
        places = [place for name in names for place in by_digest.get(name, ())]
        for place in places:
            if bookmarks[place][1][0] <= end and start <= bookmarks[place][1][1]:
                yield place
