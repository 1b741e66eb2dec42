"""What the commands say of PDF copies of a report."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from collector.cli.screen import complain, progress_line, shown_path
from collector.domain.errors import CollectorError

if TYPE_CHECKING:
    from collector.reports.material import Material


def tell_copies(folder: Path, material: "Material", command: str, *, wanted: bool) -> int:
    """Make the copies of the report in `folder` if they are `wanted`, and say which; returns the exit code.

    `command` is what made the report.
    """
    code = _make(folder, material) if wanted else 0
    tell_outdated(folder, material.consolidation.year, command)
    return code


def _make(folder: Path, material: "Material") -> int:
    from collector.workflows.pdf_copies import write_pdf_copies

    try:
        with progress_line() as progress:
            made = write_pdf_copies(folder, material, progress)
    except CollectorError as error:
        # Told here, not by the program's end: the report is there all the same, and more is to be said of it.
        complain(f"Nie utworzono kopii PDF; pozostałe wyniki są gotowe. {error}")
        return error.exit_code
    typer.echo("Kopie PDF:")
    for path in made:
        typer.echo(f"  {shown_path(path)}")
    return 0


def tell_outdated(folder: Path, year: int, command: str) -> None:
    """Say which copies in `folder` are of another report than the one there, which `command` makes."""
    from collector.workflows.pdf_copies import outdated_copies

    if names := outdated_copies(folder, year):
        complain(
            f"Nieaktualne kopie PDF: {', '.join(names)} – nie powstały z obecnego raportu. Utwórz je na nowo "
            f"({command} --pdf) albo usuń."
        )
