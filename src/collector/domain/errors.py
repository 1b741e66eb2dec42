"""What stops collector. A person reads the message; it names the file or the setting and what to do."""

import errno
from typing import Final

_REASONS: Final = {
    errno.ENOENT: "nie ma takiego pliku ani folderu",
    errno.EACCES: "brak uprawnień albo plik jest otwarty w innym programie",
    errno.EPERM: "brak uprawnień albo plik jest otwarty w innym programie",
    errno.EISDIR: "to jest folder, a nie plik",
    errno.ENOTDIR: "na tej ścieżce zamiast folderu jest plik",
    errno.EEXIST: "na tej ścieżce zamiast folderu jest plik",
    errno.ENOSPC: "na dysku nie ma miejsca",
    errno.EROFS: "dysk jest tylko do odczytu",
    errno.ENAMETOOLONG: "nazwa jest za długa",
}


def polish_reason(error: OSError) -> str:
    """Why the operating system refused, in Polish."""
    return _REASONS.get(error.errno or 0, "system odmówił dostępu do dysku lub sieci")


class CollectorError(Exception):
    """We cannot go on. `exit_code` is the process's exit code (see docs/design.md, “Commands”)."""

    exit_code = 3


class SettingsError(CollectorError):
    """Wrong usage, settings or catalogue: a person must change what was asked for."""

    exit_code = 2


class InputError(CollectorError):
    """A file cannot be read or written: a person must mend or close it."""

    exit_code = 3
