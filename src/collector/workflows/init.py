"""`collector init`: a new workspace for a programme and a year."""

from pathlib import Path

from collector.catalogue import load_programme, shipped_history, shipped_path
from collector.domain.errors import SettingsError
from collector.files import write_bytes, write_text
from collector.workflows.workspace import CATALOGUE_FILE, SETTINGS_FILE, check_year

_SETTINGS = """\
# Ustawienia folderu roboczego. Haseł tu nie zapisuj.
programme = "{programme}"   # identyfikator programu; katalog wskaźników: programme.yaml
year = {year}   # rok, za który zbierane są dane
# deadline = {next_year}-03-31   # termin, do którego realizatorzy odsyłają formularze
"""
_NOTES = {
    "templates_xlsx": """\
# Formularze do wysłania

Tu polecenie `collector generate` zapisuje formularze: po jednym dla każdego realizatora, w folderze roku.
Wyślij każdy plik właściwej jednostce. Plików z tego folderu nie wypełniaj; można je w każdej chwili utworzyć ponownie.
""",
    "submissions": """\
# Zwroty

Tu zapisuj wypełnione formularze, które odesłali realizatorzy: w folderze roku, pod dowolną nazwą.
collector rozpoznaje je po zawartości, tylko je czyta i nigdy ich nie zmienia, nie przenosi ani nie usuwa.
""",
    "build": """\
# Wyniki

Tu polecenia `collector validate` i `collector merge` zapisują sprawozdanie, raport, dane i uwagi, w folderze roku.
Wszystko w tym folderze można usunąć: te same dane wejściowe dają zawsze te same pliki.
W folderze `.odczyty` collector pamięta, co odczytał ze zwrotów, żeby nie czytać ich drugi raz; to też można usunąć.
""",
}


def settings_text(programme_id: str, year: int) -> str:
    """The settings of a new workspace."""
    return _SETTINGS.format(programme=programme_id, year=year, next_year=year + 1)


def init_workspace(folder: Path, programme_id: str, year: int) -> list[Path]:
    """Make `folder` a workspace; returns the files made. Raises SettingsError rather than touch an existing one."""
    source = shipped_path(programme_id)
    programme = load_programme(source)
    check_year(programme, year)
    for name in (SETTINGS_FILE, CATALOGUE_FILE):
        if (folder / name).exists():
            raise SettingsError(
                f"W folderze {folder} jest już plik {name}. Nic nie zmieniono; wybierz inny folder albo usuń ten plik."
            )
    made = [folder / SETTINGS_FILE, folder / CATALOGUE_FILE]
    write_text(made[0], settings_text(programme_id, year))
    write_bytes(made[1], source.read_bytes())
    for path in shipped_history(programme_id, year):
        target = folder / "history" / path.name
        if not target.exists():
            write_bytes(target, path.read_bytes())
            made.append(target)
    for name, note in _NOTES.items():
        target = folder / name / "README.md"
        if not target.exists():
            write_text(target, note)
            made.append(target)
    (folder / "submissions" / str(year)).mkdir(parents=True, exist_ok=True)
    return made
