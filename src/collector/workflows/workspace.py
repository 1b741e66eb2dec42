"""The folder in which a coordinator works, and its settings in `collector.toml`."""

import tomllib
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from collector.catalogue import load_programme
from collector.domain.emphasis import DEFAULT_EMPHASIS, Emphasis
from collector.domain.errors import SettingsError
from collector.domain.programme import Programme
from collector.domain.rule_settings import DEFAULT_RULES, RuleSettings
from collector.domain.thresholds import DEFAULT_THRESHOLDS, Thresholds
from collector.submissions.opening.limits import DEFAULT_LIMITS, Limits

SETTINGS_FILE: Final = "collector.toml"
CATALOGUE_FILE: Final = "programme.yaml"
REPORT_TEMPLATE: Final = "templates_docx/raport.docx"
_MOST: Final = 1_000_000_000
_YEARS: Final = range(1990, 2101)


class Settings(BaseModel):
    """`collector.toml`. Passwords are never kept here."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    programme: Annotated[str, Field(min_length=1)]
    year: Annotated[int, Field(ge=_YEARS.start, lt=_YEARS.stop)]
    deadline: date | None = None
    limits: Limits = DEFAULT_LIMITS
    thresholds: Thresholds = DEFAULT_THRESHOLDS
    rules: RuleSettings = DEFAULT_RULES
    narrative: Emphasis = DEFAULT_EMPHASIS


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where everything of one programme and year lies."""

    root: Path
    settings: Settings

    @property
    def year(self) -> int:
        """The year whose values are collected."""
        return self.settings.year

    @property
    def catalogue(self) -> Path:
        """The catalogue in force."""
        return self.root / CATALOGUE_FILE

    @property
    def history(self) -> Path:
        """The closed years."""
        return self.root / "history"

    @property
    def templates(self) -> Path:
        """The forms of the year."""
        return self.root / "templates_xlsx" / str(self.year)

    @property
    def report_template(self) -> Path:
        """The Word template of the report as changed here; without it the shipped one is used."""
        return self.root / REPORT_TEMPLATE

    @property
    def submissions(self) -> Path:
        """What came back for the year."""
        return self.root / "submissions" / str(self.year)

    @property
    def build(self) -> Path:
        """What collector makes of it."""
        return self.root / "build" / str(self.year)


def find_workspace(start: Path) -> Workspace | None:
    """The workspace in or above `start`, if there is one. Raises SettingsError if its settings are wrong."""
    for folder in (start, *start.parents):
        if (folder / SETTINGS_FILE).is_file():
            return Workspace(folder, read_settings(folder / SETTINGS_FILE))
    return None


def open_workspace(start: Path) -> Workspace:
    """The workspace in or above `start`. Raises SettingsError if there is none."""
    workspace = find_workspace(start)
    if workspace is None:
        raise SettingsError(
            f"W folderze {start} (ani wyżej) nie ma pliku {SETTINGS_FILE}. Przejdź do folderu roboczego programu "
            "albo utwórz go poleceniem: collector init"
        )
    return workspace


def workspace_programme(workspace: Workspace) -> Programme:
    """The catalogue in force. Raises SettingsError if the settings name another programme or a year outside it."""
    programme, settings = load_programme(workspace.catalogue), workspace.settings
    if programme.id != settings.programme:
        raise SettingsError(
            f"Plik {SETTINGS_FILE} podaje program „{settings.programme}”, a {CATALOGUE_FILE} zawiera program "
            f"„{programme.id}”. Popraw „programme” albo wymień katalog."
        )
    check_year(programme, settings.year)
    return programme


def check_year(programme: Programme, year: int) -> None:
    """Raise SettingsError if `programme` does not cover `year`."""
    if not programme.first_report_year <= year <= programme.last_year:
        raise SettingsError(
            f"Program „{programme.id}” obejmuje lata {programme.first_report_year}–{programme.last_year}, "
            f"a podano rok {year}."
        )


def read_settings(path: Path) -> Settings:
    """The settings at `path`. Raises SettingsError that names the setting."""
    try:
        settings = Settings.model_validate(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            f"Nie można odczytać ustawień {path.name}: {_where(error)}. Tekst ma stać w cudzysłowie, a ścieżki Windows "
            "w apostrofach, np. 'C:\\dane'."
        ) from None
    except ValidationError as error:
        keys = ", ".join(
            f"„{'.'.join(map(str, detail['loc']))}” ({_reason(detail['type'])})" for detail in error.errors()
        )
        raise SettingsError(f"Niewłaściwe ustawienia w pliku {path.name}: {keys}.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"Nie można odczytać ustawień {path.name}; zapisz plik w kodowaniu UTF-8.") from error
    if small := [f"„limits.{name}”" for name, value in asdict(settings.limits).items() if value < 1]:
        raise SettingsError(f"Niewłaściwe ustawienia w pliku {path.name}: {', '.join(small)} (co najmniej 1).")
    if wrong := [
        f"„thresholds.{name}”" for name, value in asdict(settings.thresholds).items() if not 0 < value < _MOST
    ]:
        raise SettingsError(
            f"Niewłaściwe ustawienia w pliku {path.name}: {', '.join(wrong)} (liczba większa od zera, np. 50)."
        )
    if wrong := [f"„narrative.{name}”" for name, value in asdict(settings.narrative).items() if not 0 <= value < _MOST]:
        raise SettingsError(f"Niewłaściwe ustawienia w pliku {path.name}: {', '.join(wrong)} (liczba od zera, np. 5).")
    if wrong := [f"„rules.since.{code}”" for code, year in settings.rules.since.items() if year not in _YEARS]:
        raise SettingsError(f"Niewłaściwe ustawienia w pliku {path.name}: {', '.join(wrong)} (rok, np. 2018).")
    return settings


def _where(error: tomllib.TOMLDecodeError) -> str:
    line = str(error).rpartition("line ")[2].partition(",")[0].rstrip(")")
    return f"błąd w wierszu {line}" if line.isdecimal() else "błąd w zapisie"


def _reason(kind: str) -> str:
    reasons = {
        "missing": "brakuje",
        "extra_forbidden": "nieznane",
        "unexpected_keyword_argument": "nieznane",
    }
    return reasons.get(kind, "niewłaściwa wartość")
