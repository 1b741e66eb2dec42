"""Where LibreOffice is."""

import os
import shutil
from glob import glob
from itertools import chain
from pathlib import Path
from typing import Final

from collector.domain.errors import InputError

OFFICE_VARIABLE: Final = "COLLECTOR_SOFFICE"
_NAMES: Final = ("soffice", "libreoffice")
# Installers of Windows and macOS put nothing on the path of commands. Of several versions the last is taken.
_USUAL_PLACES: Final = (
    r"C:\Program Files\LibreOffice*\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice*\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/opt/libreoffice*/program/soffice",
)


def find_office() -> Path:
    """The program. Raises InputError that says what to do where it is not installed."""
    if named := os.environ.get(OFFICE_VARIABLE):
        if found := shutil.which(named):
            return Path(found)
        raise InputError(
            f"Zmienna środowiskowa {OFFICE_VARIABLE} ma wskazywać program soffice, a pod „{named}” nie ma programu, "
            "który można uruchomić. Popraw ją albo usuń i powtórz polecenie."
        )
    on_path = (shutil.which(name) for name in _NAMES)
    usual = (sorted(glob(pattern), reverse=True) for pattern in _USUAL_PLACES)  # noqa: PTH207 - from any root
    in_usual_places = chain.from_iterable(usual)
    for found in (*on_path, *in_usual_places):
        if found:
            return Path(found)
    raise InputError(
        "Nie znaleziono programu LibreOffice. Zainstaluj go (jest bezpłatny: libreoffice.org) i powtórz polecenie albo "
        "otwórz raport w Wordzie i wybierz „Plik > Zapisz jako > PDF”."
    )
