"""`collector generate`."""

from pathlib import Path
from typing import Annotated

import typer

from collector.cli.screen import progress_line, shown_path


def run(
    executors: Annotated[
        list[str] | None,
        typer.Argument(metavar="REALIZATOR…", help="Identyfikatory realizatorów; bez podania – wszyscy."),
    ] = None,
) -> None:
    """Przygotuj formularze dla realizatorów.

    Formularze (.xlsx) trafiają do folderu templates_xlsx, do podfolderu roku: po jednym dla każdego realizatora.
    """
    from collector.cli.closed import tell_reopened
    from collector.workflows.generate import generate_templates
    from collector.workflows.workspace import open_workspace

    workspace = open_workspace(Path.cwd())
    with progress_line() as progress:
        made = generate_templates(workspace, executors or [], progress)
    tell_reopened(workspace)
    typer.echo(f"Formularze za {workspace.year} r. ({len(made)}) są w folderze {shown_path(workspace.templates)}:")
    for path in made:
        typer.echo(f"  {path.name}")
