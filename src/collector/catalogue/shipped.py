"""The programmes that are shipped with collector, by id."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from collector.domain.errors import SettingsError

_FOLDER = Path(__file__).with_name("programmes")
SHIPPED: Final[Mapping[str, Path]] = {path.stem: path for path in sorted(_FOLDER.glob("*.yaml"))}


def shipped_path(programme_id: str) -> Path:
    """The catalogue file of a shipped programme. Raises SettingsError for an id that is not shipped."""
    try:
        return SHIPPED[programme_id]
    except KeyError:
        known = ", ".join(SHIPPED)
        raise SettingsError(f"Nie ma programu „{programme_id}”. Dostępne programy: {known}.") from None


def shipped_history(programme_id: str, before: int) -> list[Path]:
    """The files with the published values of the years before `before`, the oldest first."""
    files = (_FOLDER / "history" / programme_id).glob("*.csv")
    return sorted((path for path in files if int(path.stem) < before), key=lambda path: int(path.stem))
