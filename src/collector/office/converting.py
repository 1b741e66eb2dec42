"""Documents -> PDF: LibreOffice is started once for all of them, alone and for a limited time."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from collector.domain.errors import InputError, polish_reason
from collector.office.descriptions import chart_descriptions
from collector.office.pdf import is_whole, without_clock
from collector.office.profile import MACRO, Copy, write_profile
from collector.office.program import find_office

_PATIENCE_S: Final = 180.0
_INSTEAD: Final = "Powtórz polecenie albo otwórz raport w Wordzie lub LibreOffice i zapisz go jako PDF."


def to_pdf(documents: Mapping[str, bytes], patience_s: float = _PATIENCE_S) -> dict[str, bytes]:
    """The PDF of every document, by the name under which it was given; names say the kind, .docx or .xlsx.

    Contents are brought up to date, and the same document gives the same bytes. Raises InputError where LibreOffice is
    not installed, fails, takes longer than `patience_s` seconds, or has no room.
    """
    office = find_office()
    try:
        with TemporaryDirectory(prefix="collector-", ignore_cleanup_errors=True) as name:
            folder = Path(name).resolve()
            copies = [
                Copy(folder / document, folder / f"{document}.pdf", chart_descriptions(content))
                for document, content in documents.items()
            ]
            for copy in copies:
                copy.source.write_bytes(documents[copy.source.name])
            write_profile(folder / "profil", copies)
            _run(office, folder / "profil", patience_s)
            made = {copy.source.name: copy.pdf.read_bytes() for copy in copies if copy.pdf.is_file()}
    except OSError as error:
        raise InputError(f"Nie można przygotować plików PDF: {polish_reason(error)}.") from error
    if any(not is_whole(made.get(document, b"")) for document in documents):
        raise InputError(f"LibreOffice ({office}) nie utworzył pliku PDF. {_INSTEAD}")
    return {document: without_clock(pdf) for document, pdf in made.items()}


def _run(office: Path, profile: Path, patience_s: float) -> None:
    """Run the macro of a profile. Whether it did its work shows in what it made: LibreOffice ends with 0 anyway."""
    command = [str(office), "--headless", "--norestore", "--nologo", f"-env:UserInstallation={profile.as_uri()}", MACRO]
    try:
        process = subprocess.Popen(  # noqa: S603 - the program is where a person or an installer put it
            command,
            env={**os.environ, "TZ": "UTC0"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise InputError(f"Nie można uruchomić programu LibreOffice ({office}): {polish_reason(error)}.") from error
    try:
        process.wait(patience_s)
    except subprocess.TimeoutExpired:
        raise InputError(f"LibreOffice ({office}) nie skończył pracy w ciągu {patience_s:.0f} s. {_INSTEAD}") from None
    finally:
        _stop(process)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """End LibreOffice with all it started, if it still runs: the first process only starts another."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)  # noqa: S603, S607
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
