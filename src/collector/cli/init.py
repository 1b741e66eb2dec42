"""`collector init`."""

from pathlib import Path
from typing import Annotated

import typer

from collector.cli.screen import shown_path


def run(
    programme: Annotated[
        str,
        typer.Option("--programme", metavar="ID", help="Identyfikator programu; listę podaje polecenie programmes."),
    ],
    year: Annotated[int, typer.Option("--year", metavar="ROK", help="Rok, za który zbierane są dane.")],
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder roboczy; bez podania – bieżący.")] = Path(),
) -> None:
    """Utwórz folder roboczy programu na podany rok.

    Powstają ustawienia (collector.toml), katalog wskaźników do ewentualnych poprawek (programme.yaml), opublikowane
    wartości lat wcześniejszych (history) i foldery na formularze, zwroty i wyniki. Istniejących plików polecenie nie
    zmienia.
    """
    from collector.workflows.init import init_workspace

    made = init_workspace(folder, programme, year)
    typer.echo(f"Utworzono folder roboczy {shown_path(folder)}:")
    for path in made:
        typer.echo(f"  {shown_path(path)}")
    typer.echo("Następny krok: collector generate")
