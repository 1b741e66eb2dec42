"""`collector validate`."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from collector.cli.days import Day, today
from collector.cli.output import FindingsFormat, must_not_be_a_screen, print_bytes, print_data
from collector.cli.screen import complain, progress_line, shown_path
from collector.domain.errors import SettingsError

if TYPE_CHECKING:
    from collector.domain.submission import ReturnedFile
    from collector.reports.grouping import Group
    from collector.workflows.campaign import Campaign, Returns


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
        typer.Option("--out", metavar="FOLDER", help="Folder na uwagi, rejestr zwrotów i to, co wraca do jednostek."),
    ] = None,
    day: Day = None,
    form: Annotated[
        FindingsFormat,
        typer.Option(
            "--format",
            metavar="tekst|json|xlsx",
            help="Postać wyniku; skoroszyt (xlsx) trzeba skierować do pliku: > uwagi.xlsx.",
        ),
    ] = FindingsFormat.TEXT,
) -> None:
    """Sprawdź zwroty i pokaż, co wymaga poprawy.

    Bez plików: sprawdza wszystkie zwroty roku; w folderze build zapisuje uwagi, a w build/ROK/zwroty formularze do
    poprawy i potwierdzenia dla jednostek. Uwag zamkniętego roku nie zmienia. Z plikami:
    sprawdza tylko je, także poza folderem roboczym; program i rok rozpoznaje z formularza i niczego nie zapisuje, chyba
    że podano --out.

    Kod wyjścia: 0 – bez uwag blokujących, 1 – są uwagi blokujące albo zamknięty rok miałby inne, 2 – niewłaściwe
    polecenie lub ustawienia, 3 – nie można odczytać lub zapisać pliku.
    """
    from collector.cli.closed import tell_departure, tell_way_out, working_day
    from collector.workflows.validate import validate_files, validate_workspace
    from collector.workflows.workspace import find_workspace, open_workspace

    if files and submissions is not None:
        raise SettingsError("Podaj albo pliki do sprawdzenia, albo --submissions FOLDER; razem nie da się ich użyć.")
    if form is FindingsFormat.XLSX:
        must_not_be_a_screen("uwagi.xlsx")
    workspace = find_workspace(Path.cwd()) if files else open_workspace(Path.cwd())
    campaign, departed = None, None
    with progress_line() as progress:
        if files or workspace is None:
            target = out
            checked_on = working_day(workspace, day) if workspace else day or today()
            returns = validate_files(files or [], workspace, out, progress, day=checked_on)
        else:
            target = out or workspace.build
            folder = submissions or workspace.submissions
            validation = validate_workspace(workspace, folder, target, progress, day=working_day(workspace, day))
            campaign, departed = validation.campaign, validation.departed
            returns = campaign.returns
    match form:
        case FindingsFormat.JSON:
            from collector.reports.discretion import sign_offs
            from collector.reports.findings import findings_json

            print_data(findings_json(returns.findings, sign_offs(returns.submissions, returns.files)))
        case FindingsFormat.XLSX:
            from collector.reports.findings import findings_workbook
            from collector.reports.register_of_returns import register_sheets

            print_bytes(findings_workbook(returns.findings, register_sheets(returns.files, returns.changes)))
        case _:
            _print_text(returns, campaign, workspace.year if workspace is not None else None)
            if target is not None and not departed:
                typer.echo(f"Wszystkie uwagi: {shown_path(target / 'uwagi.xlsx')}")
                if (given := target / "zwroty").is_dir():
                    typer.echo(f"Do odesłania jednostkom: {shown_path(given)}")
    if departed:
        tell_departure(departed)
        complain("Niczego nie zapisano.")
        tell_way_out(departed)
    raise typer.Exit(1 if departed or any(finding.blocks for finding in returns.findings) else 0)


def _print_text(returns: "Returns", campaign: "Campaign | None", year: int | None) -> None:
    """The findings for a person; `year` is that of the workspace whose decisions could settle them."""
    from collector.checks.waivers import entry_to_settle
    from collector.cli.findings import print_findings
    from collector.cli.states import states, summary
    from collector.reports.discretion import sign_offs
    from collector.reports.findings import ordered

    findings = ordered(returns.findings)
    expected = [executor.id for executor in campaign.programme.executors_in(campaign.year)] if campaign else []
    all_states = states(expected, returns.submissions, findings)
    heading = ""
    if campaign is not None:
        counts = summary(len(returns.submissions), len(expected), all_states)
        heading = f"{campaign.programme.title}, dane za {campaign.year} r.: {counts}{_other_files(returns.files)}"

    def entry_for(group: "Group", is_hidden: bool) -> str:
        return entry_to_settle(group.findings, year, is_hidden=is_hidden) if year is not None else ""

    signed = sign_offs(returns.submissions, returns.files)
    print_findings(findings, all_states, heading, signed, entry_for)


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
