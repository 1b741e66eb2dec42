"""The part of a catalogue that is well formed, so that its references are checked even beside malformed parts."""

from dataclasses import dataclass

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
# Below these nothing refers to the frame.
_ASKED = frozenset({"wskazniki", "wskazniki_do_wyboru", "dzialania"})
_HARMLESS = {"kierunek": str(Direction.CONTEXT), "moment": str(Moment.YEAR)}
_STAND_INS: dict[str, Data] = {"realizatorzy": {"nazwa": "?"}, "jednostki": ["?", "?", "?"], "skale": ["?", "??"]}


@dataclass(slots=True)
class SoundPart:
    """`catalogue` without the parts at the `removed` paths; `lines` has the lines of what is left."""

    catalogue: CataloguePart
    lines: dict[Path, int]
    removed: list[Path]

    def is_consequence(self, path: Path) -> bool:
        """Whether an inconsistency at `path` may only be there because something was removed."""
        above = any(removed[: len(path)] == path for removed in self.removed)
        without_frame = any(removed[0] in _FRAME for removed in self.removed)
        of_frame = path[0] in _FRAME or (path[0] == "drzewo" and _ASKED.isdisjoint(path))
        return above or (without_frame and of_frame) or (bool(self.removed) and path[0] == "realizatorzy")


def sound_part(data: Data, lines: dict[Path, int], error: ValidationError) -> SoundPart | None:
    """What is left of `data` with its malformed items left out or replaced; None if not even that is well formed."""
    places = [_removable(tuple(detail["loc"]), detail["type"]) for detail in error.errors()]
    removed = [place for place in places if place is not None]
    if len(removed) < len(places):
        return None
    left_lines: dict[Path, int] = {}
    left = _without(data, (), (), set(removed), lines, left_lines)
    try:
        return SoundPart(CataloguePart.model_validate(left), left_lines, removed)
    except ValidationError:
        return None


def _removable(place: Path, kind: str) -> Path | None:
    if kind == "extra_forbidden":
        return place
    if place and place[0] in _FRAME:
        return place[:1]
    if len(place) > 1 and place[0] in _STAND_INS:
        return place[:2]
    if place[-1] in _HARMLESS and kind == "enum":
        return place
    indexes = [position for position, step in enumerate(place) if isinstance(step, int)]
    return place[: indexes[-1] + 1] if indexes and place[0] in {"drzewo", "tabele"} else None


def _without(
    data: Data, old: Path, new: Path, removed: set[Path], lines: dict[Path, int], left_lines: dict[Path, int]
) -> Data:
    if old in lines:
        left_lines[new] = lines[old]
    if isinstance(data, list):
        kept = [index for index in range(len(data)) if (*old, index) not in removed]
        return [
            _without(data[index], (*old, index), (*new, position), removed, lines, left_lines)
            for position, index in enumerate(kept)
        ]
    if isinstance(data, dict):
        left: dict[str, Data] = {}
        for key, value in data.items():
            if (*old, key) not in removed:
                left[key] = _without(value, (*old, key), (*new, key), removed, lines, left_lines)
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
