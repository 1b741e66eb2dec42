"""`collector merge`."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from collector.cli.days import Day
from collector.cli.screen import complain, progress_line, shown_path

if TYPE_CHECKING:
    from collector.domain.consolidation import Consolidation
    from collector.workflows.merge import Check, Merge


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
    check: Annotated[
        bool,
        typer.Option("--check", help="Niczego nie zapisuj; sprawdź, czy wyniki na dysku są zgodne z danymi."),
    ] = False,
    pdf: Annotated[
        bool,
        typer.Option(
            "--pdf", help="Utwórz też kopie PDF raportu opisowego i tabel (potrzebny jest LibreOffice, bezpłatny)."
        ),
    ] = False,
) -> None:
    """Połącz zwroty w sprawozdanie zbiorcze, raport opisowy i otwarte dane.

    Gdy brakuje zwrotów, w sprawozdaniu zostają widoczne luki „nie złożono”. Gdy realizatorzy podali sprzeczne wartości
    wspólnego wskaźnika, sprawozdanie nie powstaje: najpierw trzeba uzgodnić jedną. Wyników zamkniętego roku polecenie
    nie zmienia.

    Kopie PDF (--pdf) to raport-ROK.pdf, czyli raport opisowy, dostępny dla czytników ekranu, i raport-ROK-tabele.pdf,
    czyli tabele do publikacji. Z --check brak kopii jest różnicą tylko wtedy, gdy podano też --pdf.

    Kod wyjścia: 0 – gotowe i bez uwag blokujących, 1 – gotowe, ale są uwagi blokujące; albo nie utworzono, bo wartości
    są sprzeczne, rok jest zamknięty lub (z --strict) są uwagi blokujące, 2 – niewłaściwe polecenie lub ustawienia,
    3 – nie można odczytać lub zapisać pliku albo utworzyć kopii PDF (pozostałe wyniki są wtedy gotowe). Z --check:
    0 – wyniki na dysku są zgodne, 1 – nie są.
    """
    from collector.cli.closed import tell_reopened, working_day
    from collector.workflows.merge import check_results, merge_workspace
    from collector.workflows.workspace import open_workspace

    workspace = open_workspace(Path.cwd())
    folder, target = submissions or workspace.submissions, out or workspace.build
    day, command = working_day(workspace, day), _command(submissions, out)
    with progress_line() as progress:
        if check:
            checked = check_results(workspace, folder, target, strict=strict, progress=progress, day=day, pdf=pdf)
            tell = partial(_tell_check, checked, target, command)
        else:
            merge = merge_workspace(workspace, folder, target, strict=strict, progress=progress, day=day)
            tell = partial(_tell_merge, merge, target, command, pdf=pdf)
    tell_reopened(workspace)
    raise typer.Exit(tell())


def _tell_merge(merge: "Merge", target: Path, command: str, *, pdf: bool) -> int:
    """Say what came of a merge, which `command` did, and copy the report to `pdf`; returns the exit code."""
    from collector.cli.closed import tell_departure, tell_way_out
    from collector.cli.contradictions import tell_contradictions
    from collector.cli.copies import tell_copies

    campaign = merge.campaign
    typer.echo(
        f"{campaign.programme.title}, dane za {campaign.year} r.\n"
        f"Uwzględnione zwroty: {len(campaign.submissions)} z {len(campaign.programme.executors_in(campaign.year))}."
    )
    earlier = " Sprawozdanie z wcześniejszego polecenia pozostało bez zmian." if merge.has_earlier else ""
    if merge.departed:
        tell_departure(merge.departed)
        if merge.refused:
            complain(f"Niczego nie zapisano.{earlier}")
            tell_way_out(merge.departed)
            return 1
        complain("Wyniki z tego polecenia są na próbę: zamkniętych nie zmieniono.")
    blocking = sum(finding.blocks for finding in campaign.findings)
    where = shown_path(target / "uwagi.xlsx")
    if merge.contradictions:
        tell_contradictions(merge.contradictions, campaign)
        complain(f"Wszystkie uwagi: {where}.{earlier}")
        return 1
    if merge.material is None:
        complain(f"Nie utworzono sprawozdania, bo są uwagi blokujące ({blocking}). Zobacz: {where}.{earlier}")
        return 1
    consolidation = merge.material.consolidation
    if consolidation.absent:
        absent = ", ".join(consolidation.absent)
        typer.echo(f"Brakuje zwrotów: {absent} (nie nadesłano ich albo nie można ich uwzględnić).")
    for words, answers in _counted(consolidation):
        typer.echo(f"{words}: {sum(answers)} z {len(answers)}.")
    typer.echo("Utworzono:")
    for path in merge.made:
        typer.echo(f"  {shown_path(path)}")
    if blocking:
        typer.echo(f"Uwagi blokujące: {blocking}. Zobacz: {where}")
    unmade = tell_copies(target, merge.material, command, wanted=pdf)
    return unmade or (1 if blocking or merge.departed else 0)


def _command(submissions: Path | None, out: Path | None) -> str:
    """What makes the results that were looked for."""
    given = (("--submissions", submissions), ("--out", out))
    return "".join(("collector merge", *(f' {option} "{path}"' for option, path in given if path)))


def _tell_check(check: "Check", target: Path, command: str) -> int:
    """Say how the results on disk stand, and which `command` makes them anew; returns the exit code."""
    from collector.cli.closed import tell_departure, tell_way_out
    from collector.cli.contradictions import tell_contradictions
    from collector.workflows.differing_outputs import Standing

    making, folder = check.making, shown_path(target)
    if making.contradictions:
        tell_contradictions(making.contradictions, making.campaign)
    elif making.consolidation is None:
        blocking = sum(finding.blocks for finding in making.campaign.findings)
        complain(f"Sprawozdanie nie powstanie, bo są uwagi blokujące ({blocking}).")
    if check.has_results:
        _tell_differences(check)
    if check.departed:
        tell_departure(check.departed)
        tell_way_out(check.departed)
    is_made_by_merge = not check.departed and making.consolidation is not None
    if not check.has_results:
        typer.echo(f"W folderze {folder} nie ma wyników{f'; utwórz je: {command}' if is_made_by_merge else '.'}")
    elif check.differences:
        typer.echo(f"Wyniki w {folder} nie są zgodne ze zwrotami i ustawieniami. Niczego nie zmieniono.")
        if is_made_by_merge and any(each.standing is not Standing.EXTRA for each in check.differences):
            of_copies = any(each.file.endswith(".pdf") for each in check.differences)
            typer.echo(f"Aby utworzyć je na nowo, uruchom: {command}{' --pdf' if of_copies else ''}")
    elif making.consolidation is not None and not check.departed:
        typer.echo(f"Wyniki w {folder} są zgodne ze zwrotami i ustawieniami.")
        return 0
    return 1


def _tell_differences(check: "Check") -> None:
    from collector.workflows.differing_outputs import Standing

    of_extra = "usuń ten plik" if check.making.consolidation else "pochodzi z wcześniejszego polecenia"
    for each in check.differences:
        typer.echo(f"{each.file}: {each.standing}{f' – {of_extra}' if each.standing is Standing.EXTRA else ''}")
        for detail in each.details:
            typer.echo(f"  {detail}")
        if each.more:
            typer.echo(f"  … i jeszcze {each.more}")


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
