"""`collector validate`."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from collector.cli.findings import print_findings
from collector.cli.output import Format, print_data
from collector.cli.screen import progress_line, shown_path

if TYPE_CHECKING:
    from collector.domain.submission import ReturnedFile


def run(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PLIK…", help="Pliki do sprawdzenia; bez podania – wszystkie zwroty roku."),
    ] = None,
    submissions: Annotated[
        Path | None,
        typer.Option("--submissions", metavar="FOLDER", help="Folder zwrotów inny niż submissions/ROK."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FOLDER", help="Folder na uwagi (uwagi.json, uwagi.xlsx, rejestr.csv)."),
    ] = None,
    form: Annotated[Format, typer.Option("--format", metavar="tekst|json", help="Postać wyniku.")] = Format.TEXT,
) -> None:
    """Sprawdź zwroty i pokaż, co wymaga poprawy.

    Bez plików: sprawdza wszystkie zwroty roku i zapisuje uwagi w folderze build. Z plikami: sprawdza tylko je, także
    poza folderem roboczym; program i rok rozpoznaje z formularza i niczego nie zapisuje, chyba że podano --out.

    Kod wyjścia: 0 – bez uwag blokujących, 1 – są uwagi blokujące, 2 – niewłaściwe polecenie lub ustawienia,
    3 – nie można odczytać lub zapisać pliku.
    """
    from collector.reports.findings import findings_json, ordered
    from collector.workflows.validate import validate_files, validate_workspace
    from collector.workflows.workspace import find_workspace, open_workspace

    workspace = find_workspace(Path.cwd()) if files else open_workspace(Path.cwd())
    with progress_line() as progress:
        if files or workspace is None:
            findings, summary, target = validate_files(files or [], workspace, out, progress), "", out
        else:
            target = out or workspace.build
            campaign = validate_workspace(workspace, submissions or workspace.submissions, target, progress)
            findings = ordered(campaign.findings)
            received, expected = len(campaign.submissions), len(campaign.programme.executors_in(campaign.year))
            summary = f"Dane za {campaign.year} r.: zwroty, które policzono: {received} z {expected}."
            summary += _other_files(campaign.returns.files)
    if form is Format.JSON:
        print_data(findings_json(findings))
    else:
        if summary:
            typer.echo(summary)
        print_findings(findings)
        if target is not None:
            typer.echo(f"Wszystkie uwagi: {shown_path(target / 'uwagi.xlsx')}")
    raise typer.Exit(1 if any(finding.blocks for finding in findings) else 0)


def _other_files(files: "Iterable[ReturnedFile]") -> str:
    """How many files do not count, by what became of them; nothing if all do."""
    from collections import Counter

    from collector.domain.submission import Standing

    words = {
        Standing.REPLACED: "zastąpione", Standing.COPY: "kopie", Standing.UNDECIDED: "do rozstrzygnięcia",
        Standing.REFUSED: "odrzucone", Standing.ATTACHMENT: "załączniki", Standing.SKIPPED: "pominięte",
    }  # fmt: skip
    standings = Counter(file.standing for file in files)
    others = [f"{said} {standings[standing]}" for standing, said in words.items() if standings[standing]]
    return f"\nInne pliki: {', '.join(others)} (arkusz „Rejestr zwrotów” w uwagi.xlsx)." if others else ""
