"""The part of a catalogue that is well formed, so that its references are checked even beside malformed parts."""

from dataclasses import dataclass
from typing import Final

from pydantic import ValidationError

from collector.catalogue.model import CataloguePart
from collector.catalogue.source import Data, Path
from collector.domain.indicator import Direction, Moment

# A malformed entry of these is replaced, so that whoever refers to it is not accused as well.
_FRAME: dict[str, Data] = {
    "program": {
        "id": "x", "tytul": "?", "miasto": "?", "koordynator": "?", "lata": {"od": "2000", "do": "2000"},
        "poziomy": [["?", "?", "?"]],
    },
    "raport": {
        "tytul": ["?"], "wydal": "?", "tytul_tabeli": "?", "pasy": [],
        "kolumny": [{"klucz": key, "naglowek": "?", "szerokosc": "1"} for key in ("wskaznik", "wartosc")],
    },
}  # fmt: skip
# Numbers said of units, to which nothing refers.
_OF_UNITS: Final = "zwykle_najwyzej"
# Below these nothing refers to the frame.
_ASKED = frozenset({"wskazniki", "wskazniki_do_wyboru", "dzialania"})
_HARMLESS = {"kierunek": str(Direction.CONTEXT), "moment": str(Moment.YEAR)}
_STAND_INS: dict[str, Data] = {"realizatorzy": {"nazwa": "?"}, "jednostki": ["?", "?", "?"], "skale": ["?", "??"]}


# Whoever refers to a removed item of these lists stands in these keys of the same task or table.
_REFERRING: dict[str, frozenset[str]] = {
    "wskazniki_do_wyboru": frozenset({"wskaznik"}),
    "dzialania": frozenset({"w_tym", "z_tego"}),
    "miary": frozenset({"miary", "wiersze", "rodzaje"}),
    "wiersze": frozenset({"wiersze"}),
}
# An indicator that another repeats lies in items of these lists, anywhere in the tree.
_HOLDING_INDICATORS: Final = frozenset({"drzewo", "podrzedne", "wskazniki"})


@dataclass(slots=True)
class SoundPart:
    """`catalogue` without the parts at the `removed` paths; `originals` are the paths that its parts had before."""

    catalogue: CataloguePart
    originals: dict[Path, Path]
    removed: list[Path]

    def original(self, path: Path) -> Path:
        """The path in the file of what now stands at `path`, or of the nearest part around it."""
        while path not in self.originals:
            path = path[:-1]
        return self.originals[path]

    def is_consequence(self, path: Path) -> bool:
        """Whether an inconsistency at `path` may only be there because something was removed."""
        place = self.original(path)
        if place == self.original(path[:-1]) and path:  # the missing part of what is there
            place = (*place, path[-1])
        above = any(
            removed[: len(place)] == place or _refers(place, removed) or _is_said_of(place, removed)
            for removed in self.removed
        )
        without_frame = any(removed[0] in _FRAME for removed in self.removed)
        of_frame = path[0] in _FRAME or (path[0] == "drzewo" and _ASKED.isdisjoint(path))
        return above or (without_frame and of_frame) or (bool(self.removed) and path[0] == "realizatorzy")


def _refers(place: Path, removed: Path) -> bool:
    """Whether at `place` the item that was at `removed` may have been meant."""
    if len(removed) < 2 or isinstance(removed[-2], int):
        return False
    owner = removed[:-2]
    return place[: len(owner)] == owner and place[-1] in _REFERRING.get(removed[-2], frozenset())


def _is_said_of(place: Path, removed: Path) -> bool:
    """Whether what stands at `place` is said of an indicator or a unit that was at `removed` or within it."""
    if place[:1] == (_OF_UNITS,):
        return removed[0] == "jednostki"
    is_item = len(removed) > 1 and isinstance(removed[-1], int) and removed[-2] in _HOLDING_INDICATORS
    return place[-1:] == ("rowny",) and is_item


def sound_part(data: Data, error: ValidationError) -> SoundPart | None:
    """What is left of `data` with its malformed items left out or replaced; None if not even that is well formed."""
    places = [_removable(tuple(detail["loc"]), detail["type"]) for detail in error.errors()]
    removed = [place for place in places if place is not None]
    if len(removed) < len(places):
        return None
    originals: dict[Path, Path] = {}
    left = _without(data, (), (), set(removed), originals)
    try:
        return SoundPart(CataloguePart.model_validate(left), originals, removed)
    except ValidationError:
        return None


def _removable(place: Path, kind: str) -> Path | None:
    if kind == "extra_forbidden":
        return place
    if place and place[0] in _FRAME:
        return place[:1]
    if len(place) > 1 and place[0] in _STAND_INS:
        return place[:2]
    if place and place[0] == _OF_UNITS:
        return place[:2]
    if place[-1] in _HARMLESS and kind == "enum":
        return place
    indexes = [position for position, step in enumerate(place) if isinstance(step, int)]
    return place[: indexes[-1] + 1] if indexes and place[0] in {"drzewo", "tabele"} else None


def _without(data: Data, old: Path, new: Path, removed: set[Path], originals: dict[Path, Path]) -> Data:
    originals[new] = old
    if isinstance(data, list):
        kept = [index for index in range(len(data)) if (*old, index) not in removed]
        return [
            _without(data[index], (*old, index), (*new, position), removed, originals)
            for position, index in enumerate(kept)
        ]
    if isinstance(data, dict):
        left: dict[str, Data] = {}
        for key, value in data.items():
            if (*old, key) not in removed:
                left[key] = _without(value, (*old, key), (*new, key), removed, originals)
            elif (stand_in := _stand_in(old, key)) is not None:
                left[key] = stand_in
        return left if old else {**_missing_frame(left), **left}
    return data


def _stand_in(above: Path, key: str) -> "Data | None":
    if not above:
        return _FRAME.get(key)
    if len(above) == 1 and above[0] in _STAND_INS:
        return _STAND_INS[str(above[0])]
    return _HARMLESS.get(key)


def _missing_frame(left: dict[str, Data]) -> dict[str, Data]:
    return {key: part for key, part in _FRAME.items() if key not in left}
