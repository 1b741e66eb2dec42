"""`collector verify`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from collector.cli.days import Day
from collector.cli.output import Format, print_data
from collector.cli.screen import progress_line, shown_path
from collector.domain.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from collector.reports.verification.difference import DocumentDifference
    from collector.workflows.verify import Verification


def run(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="PLIK", help="Poprawiany raport opisowy; bez podania – raport-ROK.docx z build/ROK."),
    ] = None,
    submissions: Annotated[
        Path | None, typer.Option("--submissions", metavar="FOLDER", help="Folder zwrotów inny niż submissions/ROK.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FOLDER", help="Folder wyników z raportem inny niż build/ROK (zamiast PLIK)."),
    ] = None,
    day: Day = None,
    form: Annotated[Format, typer.Option("--format", metavar="tekst|json", help="Postać wyniku.")] = Format.TEXT,
) -> None:
    """Sprawdź, czy liczby w poprawianym raporcie opisowym są nadal zgodne z danymi.

    Każda liczba, którą collector merge wpisał do raport-ROK.docx, ma w nim ukryty znacznik. Polecenie czyta dokument
    poprawiony w Wordzie lub LibreOffice i wymienia liczby inne niż w danych, usunięte zdania z liczbami oraz zmienione
    tabele i wykresy: gdzie stoją, co tam jest i co powinno być. Niczego nie zapisuje ani nie zmienia.

    Kod wyjścia: 0 – dokument jest zgodny z danymi, 1 – są różnice; albo nie ma z czym porównać, bo wartości są
    sprzeczne, lub zamknięty rok miałby inne wyniki, 2 – niewłaściwe polecenie lub ustawienia, 3 – pliku nie można
    odczytać albo to nie jest raport tego programu i roku.
    """
    from collector.cli.closed import tell_departure, tell_reopened, tell_way_out, working_day
    from collector.cli.contradictions import tell_contradictions
    from collector.reports.verification.difference import as_json
    from collector.workflows.verify import verify_document
    from collector.workflows.workspace import open_workspace

    if file is not None and out is not None:
        raise SettingsError("Podaj albo plik do sprawdzenia, albo --out FOLDER; razem nie da się ich użyć.")
    workspace = open_workspace(Path.cwd())
    path = file or (out or workspace.build) / f"raport-{workspace.year}.docx"
    with progress_line() as progress:
        verified = verify_document(
            workspace, submissions or workspace.submissions, path, progress=progress, day=working_day(workspace, day)
        )
    tell_reopened(workspace)
    if verified.contradictions:
        tell_contradictions(verified.contradictions, verified.campaign)
    if verified.departed:
        tell_departure(verified.departed)
        tell_way_out(verified.departed)
    if form is Format.JSON:
        print_data(as_json(verified.differences))
    elif verified.document is not None:
        _tell(verified, shown_path(path))
    raise typer.Exit(0 if verified.agrees else 1)


def _tell(verified: "Verification", path: str) -> None:
    """Say first where the document comes from, then what is to be corrected, then what is only to be known."""
    from collector.reports.verification.difference import Kind
    from collector.values.text import printable
    from collector.values.writing import counted

    told = verified.differences
    for each in (each for each in told if each.kind is Kind.VERSION):
        typer.echo(printable(each.problem))
    to_correct = [each for each in told if not each.only_informs]
    _tell_group(to_correct)
    information = [each for each in told if each.only_informs and each.kind is not Kind.VERSION]
    if information:
        typer.echo("\nDo wiadomości:")
        _tell_group(information)
    if to_correct:
        number = counted(len(to_correct), ("różnica", "różnice", "różnic"))
        typer.echo(f"\n{printable(f'Dokument {path}: {number} wobec danych.')} Niczego nie zmieniono.")
    else:
        gap = "\n" if told else ""
        typer.echo(f"{gap}Dokument {path} jest zgodny z danymi. {_checked(verified)}")


def _tell_group(differences: "Iterable[DocumentDifference]") -> None:
    """Every place once, with all that was found there."""
    from collector.values.text import printable

    place = None
    for each in differences:
        if each.place != place:
            place = each.place
            typer.echo(f"\n  {printable(place)}" if place else "")
        typer.echo(f"    {printable(each.problem)} {printable(each.fix)}")


def _checked(verified: "Verification") -> str:
    document = verified.document
    if document is None:
        return ""
    tables = sum(bool(table.id) for table in document.tables)
    return (
        f"Sprawdzono: liczby w tekście – {len(document.figures)}, tabele – {tables}, wykresy – {len(document.charts)}."
    )
