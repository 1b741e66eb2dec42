"""`history/<year>-zamkniecie.json`: what a year was closed with, by whom, and whether it was opened again."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from collector.domain.errors import InputError, polish_reason
from collector.files import read_bytes, sha256
from collector.values.days import polish_date
from collector.values.text import printable

_ENDING: Final = "-zamkniecie.json"
_NAME: Final = re.compile(rf"[0-9]{{4}}{re.escape(_ENDING)}")


class Happened(StrEnum):
    """What was done to the year, in the words of the record."""

    CLOSED = "zamknięto"
    REOPENED = "otwarto ponownie"


class _Part(BaseModel):
    """A part of the file: its keys are Polish because people read it."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class ValueChange(_Part):
    """An indicator that a closing published otherwise than the closing before it."""

    indicator: Annotated[str, Field(alias="wskaznik")]
    before: Annotated[str, Field(alias="bylo")]
    after: Annotated[str, Field(alias="jest")]


class Event(_Part):
    """A closing or a reopening; who closed a year need not be known."""

    what: Annotated[Happened, Field(alias="co")]
    day: Annotated[date, Field(alias="dzien")]
    person: Annotated[str, Field(alias="osoba")] = ""
    reason: Annotated[str, Field(alias="powod")] = ""
    changes: Annotated[tuple[ValueChange, ...], Field(alias="zmiany")] = ()

    @property
    def by(self) -> str:
        """„2 kwietnia 2018 r., Anna Nowak”; the day alone where nobody is named."""
        return ", ".join(filter(None, (polish_date(self.day), self.person)))


class ClosedYear(_Part):
    """The record. `kept`, `inputs` and `outputs` are SHA-256 fingerprints by path below the workspace.

    `kept` are the files that next years use; the fingerprint of a file that was passed over is empty. The `seal` is
    the fingerprint of everything else in the record, by which a change by hand is noticed.
    """

    programme: Annotated[str, Field(alias="program")]
    year: Annotated[int, Field(alias="rok")]
    version: Annotated[str, Field(alias="collector")]
    events: Annotated[tuple[Event, ...], Field(alias="zdarzenia", min_length=1)]
    kept: Annotated[Mapping[str, str], Field(alias="historia")]
    inputs: Annotated[Mapping[str, str], Field(alias="wejscia")]
    outputs: Annotated[Mapping[str, str], Field(alias="wyniki")]
    seal: Annotated[str, Field(alias="odcisk")] = ""

    @property
    def last(self) -> Event:
        """What was done last."""
        return self.events[-1]

    @property
    def is_closed(self) -> bool:
        """Whether it is closed now; a year that was opened again is not."""
        return self.last.what is Happened.CLOSED

    @property
    def closing(self) -> Event:
        """The last closing."""
        return next(event for event in reversed(self.events) if event.what is Happened.CLOSED)

    @property
    def begins_closed(self) -> bool:
        """Whether its first event is a closing, as that of every record is."""
        return self.events[0].what is Happened.CLOSED

    @property
    def is_as_written(self) -> bool:
        """Whether nothing in it was changed by hand."""
        return self.seal == self._sealed()["odcisk"]

    def text(self) -> str:
        """The content of the file."""
        return _json(self._sealed())

    def _sealed(self) -> dict[str, object]:
        data = self.model_dump(mode="json", by_alias=True, exclude={"seal"})
        return {**data, "odcisk": sha256(_json(data).encode())}


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def record_path(folder: Path, year: int) -> Path:
    """Where the record of `year` stands among the closed years in `folder`."""
    return folder / f"{year}{_ENDING}"


def read_record(folder: Path, year: int, programme: str) -> ClosedYear | None:
    """The record of `year` of `programme`; None if it was never closed.

    Raises InputError that names the file if it cannot be trusted: it was changed or renamed, or it is lost although a
    later year was closed with it.
    """
    return _read_all(folder, programme).get(year)


def read_records(folder: Path, before: int, programme: str) -> dict[int, ClosedYear]:
    """The records of the years before `before`. Raises InputError as `read_record` does."""
    return {year: record for year, record in _read_all(folder, programme).items() if year < before}


def changed_since_closing(folder: Path, record: ClosedYear, suffixes: Iterable[str]) -> None:
    """Raise InputError for a file kept for the next years, of one of `suffixes`, that was lost or changed since."""
    for name, how in lost_since_closing(folder, record).items():
        if Path(name).suffix in suffixes:
            raise InputError(told_as_changed(record, name, how))


def lost_since_closing(folder: Path, record: ClosedYear) -> dict[str, str]:
    """The files kept for the next years that are not what was closed, by name, and in Polish what became of each."""
    found = {}
    for name, fingerprint in record.kept.items():
        path = folder / Path(name).name
        if not path.exists():
            found[name] = "już nie istnieje"
        elif sha256(read_bytes(path)) != fingerprint:
            found[name] = "ma dziś inną treść"
    return found


def told_as_changed(record: ClosedYear, name: str, how: str) -> str:
    """That the kept file `name` was changed, and what to do."""
    instead = (
        "Katalogu zamkniętego roku się nie zmienia; zmiany wpisuje się do pliku programme.yaml."
        if Path(name).suffix == ".yaml"
        else "Wartości zamkniętego roku nie poprawia się w pliku: jeżeli opublikowana wartość jest błędna, zapisz jej "
        "korektę w pliku decisions.yaml."
    )
    return (
        f"Rok {record.year} zamknięto ({record.closing.by}), a plik {name} {how}. Przywróć go z kopii. Jeżeli "
        f"zwroty, katalog i ustawienia roku {record.year} są te same, odtworzy go collector close. {instead}"
    )


def _read_all(folder: Path, programme: str) -> dict[int, ClosedYear]:
    _refuse_misnamed(folder)
    named = {int(path.name[:4]): path for path in sorted(folder.glob(f"*{_ENDING}")) if _NAME.fullmatch(path.name)}
    records = {year: _read(path, year, programme) for year, path in named.items()}
    for record in records.values():
        if lost := [name for name in record.inputs if name.endswith(_ENDING) and not (folder.parent / name).exists()]:
            raise InputError(
                f"Nie ma pliku {lost[0]}, z którym zamknięto rok {record.year} ({record.closing.by}). Przywróć go "
                "z kopii; bez niego nie wiadomo, co zamknięto."
            )
    return records


def _read(path: Path, year: int, programme: str) -> ClosedYear:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"Nie można odczytać pliku history/{path.name}: {polish_reason(error)}.") from error
    try:
        record = ClosedYear.model_validate_json(content.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError:
        record = None
    if record is None or not record.is_as_written or record.year != year or not record.begins_closed:
        raise InputError(
            f"Plik history/{path.name} nie jest zapisem zamknięcia roku {year}, który zrobił collector: ktoś go "
            "zmienił albo uszkodził. Przywróć go z kopii; bez niego nie wiadomo, co zamknięto."
        )
    if record.programme != programme:
        raise InputError(
            f"Plik history/{path.name} jest zapisem zamknięcia roku w programie „{record.programme}”, a folder roboczy "
            f"dotyczy programu „{programme}”. Przywróć właściwy plik z kopii; jeżeli to pliki innego programu, "
            f"przenieś wszystkie pliki tego roku (history/{year}*) do jego folderu roboczego."
        )
    return record


def _refuse_misnamed(folder: Path) -> None:
    """Raise InputError for a record under another name: it would be passed over, and its year would stand open."""
    for path in sorted(folder.glob("*")):
        if not path.name.startswith((".", "~")) and not _NAME.fullmatch(path.name) and _looks_like_record(path):
            raise InputError(
                f"Plik history/{printable(path.name)} wygląda na zapis zamknięcia roku, ale nie nazywa się "
                f"ROK{_ENDING}, więc nie byłby odczytany. Jeżeli nie ma obok właściwego pliku, zmień nazwę na właściwą;"
                " jeżeli to kopia, przenieś ją do innego folderu."
            )


def _looks_like_record(path: Path) -> bool:
    if "zamkni" in path.name.casefold():
        return True
    if path.suffix.casefold() != ".json":
        return False
    try:
        return b'"zdarzenia"' in path.read_bytes()
    except OSError:
        return False
