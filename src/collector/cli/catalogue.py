"""`collector catalogue check | export | import | diff`."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from collector.cli.output import Format, print_data
from collector.cli.polish_help import PolishCommand, PolishGroup
from collector.cli.screen import shown_path
from collector.values.text import one_line

if TYPE_CHECKING:
    from collector.catalogue.differing import Change

app = typer.Typer(
    cls=PolishGroup,
    rich_markup_mode=None,
    help="""Sprawdź, edytuj w Excelu, porównaj albo zaimportuj katalog wskaźników.

    KATALOG to plik .yaml, wyeksportowany skoroszyt .xlsx albo identyfikator programu z polecenia programmes.""",
)
_FORMAT = typer.Option("--format", metavar="tekst|json", help="Postać wyniku.")


@app.callback(invoke_without_command=True)
def overview(ctx: typer.Context) -> None:
    """Show the help when no command is given."""
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())
        raise typer.Exit(2)


@app.command("check", cls=PolishCommand)
def check(
    catalogue: Annotated[
        str | None, typer.Argument(metavar="KATALOG", help="Co sprawdzić; bez podania – programme.yaml tego folderu.")
    ] = None,
    form: Annotated[Format, _FORMAT] = Format.TEXT,
) -> None:
    """Sprawdź katalog i wymień wszystkie błędy.

    Przy każdym błędzie stoi wiersz pliku .yaml albo arkusz i komórka skoroszytu.

    Kod wyjścia: 0 – katalog jest poprawny, 2 – są błędy, 3 – nie można odczytać pliku.
    """
    from collector.catalogue import CatalogueError
    from collector.catalogue.exchange import WorkbookMistakesError
    from collector.workflows.catalogue import open_catalogue, placed_mistakes

    try:
        opened = open_catalogue(catalogue)
    except (CatalogueError, WorkbookMistakesError) as error:
        if form is Format.TEXT:
            raise
        _print_mistakes(placed_mistakes(error))
        raise typer.Exit(error.exit_code) from None
    if form is Format.JSON:
        _print_mistakes([])
        return
    programme = opened.programme
    asked = f"wskaźniki: {len(programme.indicators)}"
    if programme.tables:
        asked += f", tabele: {len(programme.tables)} (liczby: {len(programme.cells)})"
    if programme.register:
        asked += f", wskaźniki do wyboru: {len(programme.choices)}, działania: {len(programme.actions)}"
    typer.echo(f"Katalog {opened.name} jest poprawny.\n{programme.title}")
    typer.echo(f"Realizatorzy: {len(programme.executors)}, {asked}.")


def _print_mistakes(mistakes: Iterable[tuple[str, str]]) -> None:
    rows = [{"place": place, "message": message} for place, message in mistakes]
    print_data(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")


@app.command("export", cls=PolishCommand)
def export(
    catalogue: Annotated[
        str | None,
        typer.Argument(metavar="KATALOG", help="Co wyeksportować; bez podania – programme.yaml tego folderu."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="PLIK.xlsx", help="Plik wynikowy; bez podania – katalog-ID.xlsx."),
    ] = None,
) -> None:
    """Zapisz cały katalog jako skoroszyt do edycji w Excelu.

    Po zmianach wczytaj go poleceniem import; nic się przy tym nie traci. Zamiast opcji --out można podać sam
    PLIK.xlsx, którego jeszcze nie ma: wtedy eksportuje się programme.yaml bieżącego folderu. PLIK.xlsx, który już
    jest, to katalog do wyeksportowania.
    """
    from collector.workflows.catalogue import export_catalogue

    if catalogue and out is None and catalogue.lower().endswith(".xlsx") and not Path(catalogue).exists():
        out, catalogue = Path(catalogue), None
    typer.echo(f"Zapisano katalog: {shown_path(export_catalogue(catalogue, out))}")
    typer.echo("Po zmianach wczytaj go: collector catalogue import PLIK.xlsx --out FOLDER --replace")


@app.command("import", cls=PolishCommand)
def import_(
    file: Annotated[Path, typer.Argument(metavar="PLIK", help="Skoroszyt katalogu albo sprawozdanie.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FOLDER", help="Folder wynikowy; bez podania – nowy, nazwany jak program."),
    ] = None,
    programme: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Identyfikator programu ze sprawozdania.")
    ] = None,
    year: Annotated[int | None, typer.Option("--year", metavar="ROK", help="Rok, za który jest sprawozdanie.")] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Zastąp istniejące pliki; dotychczasowe zostaną pod inną nazwą.")
    ] = False,
) -> None:
    """Wczytaj katalog ze skoroszytu albo z ubiegłorocznego sprawozdania.

    Skoroszyt zapisany poleceniem export daje programme.yaml. Ze sprawozdania (.docx, .xlsx, .txt) powstaje projekt
    katalogu, wartości tego roku w folderze history i spis miejsc, które trzeba potwierdzić (watpliwosci.csv).

    Kod wyjścia: 0 – gotowe, 1 – gotowe, ale projekt katalogu ma błędy do poprawienia, 2 – niewłaściwe polecenie, błędy
    w skoroszycie albo pliki już są, 3 – nie można odczytać lub zapisać pliku.
    """
    from collector.workflows.catalogue_import import import_catalogue

    done = import_catalogue(file, out, programme, year, replace=replace)
    if done.summary:
        typer.echo(done.summary)
    if done.made:
        typer.echo(f"Program „{done.programme_id}”. Zapisano:")
    for path in done.made:
        typer.echo(f"  {shown_path(path)}")
    for path in done.kept:
        typer.echo(f"Poprzedni plik zachowano jako {shown_path(path)}.")
    if done.doubts:
        typer.echo(f"Spis miejsc do przejrzenia: {shown_path(done.doubts)}")
    if done.mistakes:
        typer.echo(f"Projekt katalogu trzeba jeszcze poprawić (błędy: {len(done.mistakes)}). Pokaże je:")
        typer.echo(f"  collector catalogue check {shown_path(done.folder / 'programme.yaml')}")
    raise typer.Exit(1 if done.mistakes else 0)


@app.command("diff", cls=PolishCommand)
def diff(
    old: Annotated[str, typer.Argument(metavar="STARY", help="Katalog z poprzedniego roku.")],
    new: Annotated[str, typer.Argument(metavar="NOWY", help="Katalog obecny.")],
    form: Annotated[Format, _FORMAT] = Format.TEXT,
) -> None:
    """Pokaż każdemu realizatorowi, co się zmieniło: nowe, inaczej nazwane, przeniesione i usunięte.

    STARY i NOWY to pliki .yaml, wyeksportowane skoroszyty albo identyfikatory programów. Katalog zapisany w folderze
    roboczym jako history/ROK.yaml porównuje też polecenie generate i wpisuje zmiany do instrukcji formularza.
    """
    from collector.workflows.catalogue import compare_catalogues

    after, changes = compare_catalogues(old, new)
    if form is Format.JSON:
        rows = [{"executor": executor, **asdict(change)} for executor, found in changes.items() for change in found]
        print_data(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
        return
    for executor, found in changes.items():
        known = after.executor_by_id.get(executor)
        typer.echo(f"\n{executor} – {known.name if known else 'nie ma go już w programie'}")
        for change in found:
            _print_change(change)
    if not changes:
        typer.echo("Katalogi pytają realizatorów o to samo.")


def _print_change(change: "Change") -> None:
    moved = change.id and change.old_id and change.id != change.old_id
    number = f"{change.old_id} → {change.id}" if moved else change.id or change.old_id
    what = "  ".join(filter(None, (number, one_line(change.text or change.old_text))))
    typer.echo(f"  {change.kind}: {what}")
    if change.text and change.old_text:
        typer.echo(f"      było: {one_line(change.old_text)}")
