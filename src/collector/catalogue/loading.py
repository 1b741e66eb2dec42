"""Catalogue file -> Programme, with every mistake of the file reported at once."""

import hashlib
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ValidationError

from collector.catalogue import model
from collector.catalogue.building import build_programme
from collector.catalogue.consistency import inconsistencies
from collector.catalogue.messages import polish_message
from collector.catalogue.sound import sound_part
from collector.catalogue.source import FileMistakesError, Mistake, Source, read_source, read_text
from collector.domain.programme import Programme

_PARTS = (
    model.CataloguePart, model.ProgrammePart, model.YearsPart, model.ReportPart, model.ColumnPart,
    model.ExecutorPart, model.SectionPart, model.IndicatorPart, model.ComponentPart, model.BasePart,
    model.ChoicePart, model.ActionPart, model.TablePart, model.MeasurePart, model.RowPart, model.RegisterPart,
    model.SourcePart, model.DeclinedPart,
)  # fmt: skip
_KEYS: dict[str, type[BaseModel]] = {key: part for part in _PARTS for key in part.model_fields}


class CatalogueError(FileMistakesError):
    """The catalogue cannot be used."""

    called = "Katalog wskaźników"


def load_programme(path: Path) -> Programme:
    """Read the catalogue at `path`. Raises CatalogueError with all mistakes, InputError if it cannot be read."""
    understood = _understood(read_text(path, "katalogu wskaźników"))
    if not isinstance(understood, Programme):
        raise CatalogueError(path, list(understood))
    return understood


# A catalogue is slow to read and never changed once it is: the last ones are remembered by their text.
@lru_cache(maxsize=4)
def _understood(text: str) -> Programme | tuple[Mistake, ...]:
    """What a catalogue says, or all its mistakes."""
    source = read_source(text)
    if source.is_unreadable:
        return tuple(source.mistakes)
    try:
        catalogue = model.CataloguePart.model_validate(source.data)
    except ValidationError as error:
        return (*source.mistakes, *_shape_mistakes(error, source))
    mistakes = [Mistake(source.line(place), message, place) for place, message in inconsistencies(catalogue)]
    if source.mistakes or mistakes:
        return (*source.mistakes, *mistakes)
    content = json.dumps(source.data, ensure_ascii=False, sort_keys=True)
    return build_programme(catalogue, fingerprint=hashlib.sha256(content.encode()).hexdigest())


def _shape_mistakes(error: ValidationError, source: Source) -> Iterator[Mistake]:
    """What is malformed, and what is inconsistent in the rest."""
    for detail in error.errors():
        place = tuple(detail["loc"])
        yield Mistake(source.line(place), polish_message(detail, _KEYS), place)
    sound = sound_part(source.data, error)
    if sound is not None:
        for place, message in inconsistencies(sound.catalogue):
            if not sound.is_consequence(place):
                original = sound.original(place)
                yield Mistake(source.line(original), message, original)
