"""`collector merge`."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from collector.cli.days import Day, today
from collector.cli.screen import complain, progress_line, shown_path

if TYPE_CHECKING:
    from collector.domain.consolidation import Consolidation


def run(
    submissions: Annotated[
        Path | None, typer.Option("--submissions", metavar="FOLDER", help="Folder zwrotów inny niż submissions/ROK.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FOLDER", help="Folder wyników inny niż build/ROK.")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Nie twórz sprawozdania, dopóki są uwagi blokujące lub brakuje zwrotów.")
    ] = False,
    day: Day = None,
) -> None:
    """Połącz zwroty w sprawozdanie zbiorcze, raport opisowy i otwarte dane.

    Gdy brakuje zwrotów, w sprawozdaniu zostają widoczne luki „nie złożono”.

    Kod wyjścia: 0 – gotowe i bez uwag blokujących, 1 – gotowe, ale są uwagi blokujące (z --strict: nie utworzono),
    2 – niewłaściwe polecenie lub ustawienia, 3 – nie można odczytać lub zapisać pliku.
    """
    from collector.workflows.merge import merge_workspace
    from collector.workflows.workspace import open_workspace

    workspace = open_workspace(Path.cwd())
    with progress_line() as progress:
        merge = merge_workspace(
            workspace,
            submissions or workspace.submissions,
            out or workspace.build,
            strict=strict,
            progress=progress,
            day=day or today(),
        )
    campaign, target = merge.campaign, out or workspace.build
    typer.echo(
        f"{campaign.programme.title}, dane za {campaign.year} r.\n"
        f"Zwroty, które policzono: {len(campaign.submissions)} z {len(campaign.programme.executors_in(campaign.year))}."
    )
    blocking = sum(finding.blocks for finding in campaign.findings)
    where = shown_path(target / "uwagi.xlsx")
    if merge.consolidation is None:
        earlier = " Sprawozdanie z wcześniejszego polecenia pozostało bez zmian." if merge.has_earlier else ""
        complain(f"Nie utworzono sprawozdania, bo są uwagi blokujące ({blocking}). Zobacz: {where}.{earlier}")
        raise typer.Exit(1)
    if merge.consolidation.absent:
        typer.echo(f"Brakuje zwrotów, które można policzyć: {', '.join(merge.consolidation.absent)}.")
    for words, answers in _counted(merge.consolidation):
        typer.echo(f"{words}: {sum(answers)} z {len(answers)}.")
    typer.echo("Utworzono:")
    for path in merge.made:
        typer.echo(f"  {shown_path(path)}")
    if blocking:
        typer.echo(f"Uwagi blokujące: {blocking}. Zobacz: {where}")
    raise typer.Exit(1 if blocking else 0)


def _counted(consolidation: "Consolidation") -> Iterator[tuple[str, list[bool]]]:
    """What the programme asks, and which of it has a value."""
    from collector.domain.observation import Status

    asked = [result for result in consolidation.results if result.is_asked]
    if asked:
        yield "Wskaźniki z wartością", [result.status is Status.GIVEN for result in asked]
    if consolidation.cells:
        yield "Liczby w tabelach", [result.status is Status.GIVEN for result in consolidation.cells]
    if consolidation.entries:
        yield "Działania z wynikiem", [entry.is_reported for entry in consolidation.entries]
