"""What stops collector. A person reads the message; it names the file or the setting and what to do."""


class CollectorError(Exception):
    """We cannot go on. `exit_code` is the process's exit code (see docs/design.md, “Commands”)."""

    exit_code = 3


class SettingsError(CollectorError):
    """Wrong usage, settings or catalogue: a person must change what was asked for."""

    exit_code = 2


class InputError(CollectorError):
    """A file cannot be read or written: a person must mend or close it."""

    exit_code = 3
