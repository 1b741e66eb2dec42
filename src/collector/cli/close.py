"""`collector close`."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from collector.cli.days import read_day, today
from collector.cli.screen import complain, progress_line, shown_path
from collector.domain.errors import SettingsError

if TYPE_CHECKING:
    from collector.closed_years import Event
    from collector.workflows.close import Closing
    from collector.workflows.workspace import Workspace

_MOST_CHANGES: Final = 20


def run(
    person: Annotated[
        str,
        typer.Option(
            "--osoba",
            metavar="TEKST",
            help="Imię i nazwisko osoby, która zamyka albo otwiera rok (przy otwieraniu konieczne).",
        ),
    ] = "",
    reopen: Annotated[
        bool, typer.Option("--otworz", help="Otwórz zamknięty rok ponownie, żeby można było zmienić jego wyniki.")
    ] = False,
    reason: Annotated[
        str, typer.Option("--powod", metavar="TEKST", help="Powód ponownego otwarcia (tylko z --otworz).")
    ] = "",
    day: Annotated[
        date | None,
        typer.Option(
            "--dzien",
            metavar="RRRR-MM-DD",
            parser=read_day,
            help="Dzień zamknięcia albo otwarcia, najwcześniej 31 grudnia zamykanego roku, najpóźniej dzisiejszy; na "
            "ten dzień liczą się też terminy odstępstw. Bez podania – dzisiejszy.",
        ),
    ] = None,
) -> None:
    """Zamknij rok: utrwal jego wyniki i wartości dla sprawozdań następnych lat.

    Tworzy wyniki w build/ROK i zapisuje w folderze history: ROK.csv (wartości dla formularzy, porównań i wykresów
    następnych lat), ROK.yaml (katalog wskaźników) i ROK-zamkniecie.json (kto i kiedy zamknął rok oraz odciski
    wszystkich plików, po których widać, czy któryś zmieniono). Wyników zamkniętego roku merge już nie zmieni. Roku z
    uwagami blokującymi nie da się zamknąć.

    Opublikowana wartość okazała się błędna? Nie trzeba otwierać roku: zapisz korektę w decisions.yaml, a następne
    sprawozdania pokażą obie wartości.

    Kod wyjścia: 0 – zamknięto (albo rok był już zamknięty i nic się nie zmieniło), 1 – nie zamknięto: są uwagi
    blokujące albo zamknięty rok miałby inne wyniki, 2 – niewłaściwe polecenie lub ustawienia, 3 – nie można odczytać
    lub zapisać pliku.
    """
    from collector.workflows.workspace import open_workspace

    who = _words("--osoba", person) if person else ""
    why = _words("--powod", reason) if reason else ""
    workspace = open_workspace(Path.cwd())
    if reopen and not who:
        raise SettingsError('Podaj, kto otwiera rok ponownie: --osoba "Imię Nazwisko".')
    if reopen and not why:
        raise SettingsError('Podaj powód ponownego otwarcia roku: --powod "dlaczego".')
    if why and not reopen:
        raise SettingsError("Powód (--powod) podaje się tylko przy ponownym otwieraniu roku: --otworz.")
    if reopen:
        _reopen(workspace, who, why, day or today())
    else:
        _close(workspace, who, day or today())


def _words(option: str, typed: str) -> str:
    from collector.values.text import clean, one_line

    text = one_line(clean(typed))
    if not any(map(str.isalpha, text)):
        raise SettingsError(f"Niewłaściwa wartość: {option}. „{text}” niczego nie mówi; napisz to słowami.")
    return text


def _reopen(workspace: "Workspace", person: str, reason: str, day: date) -> None:
    from collector.workflows.close import reopen_year

    record, is_new = reopen_year(workspace, person=person, reason=reason, day=day, today=today())
    if not is_new:
        typer.echo(f"Rok {record.year} jest już otwarty ponownie ({record.last.by}). Niczego nie zmieniono.")
        return
    typer.echo(
        f"Otwarto ponownie rok {record.year}; zapisano to w history/{record.year}-zamkniecie.json.\n"
        "Popraw zwroty lub rozstrzygnięcia, uruchom collector merge, a potem zamknij rok jeszcze raz: collector close."
    )


def _close(workspace: "Workspace", person: str, day: date) -> None:
    from collector.cli.closed import tell_departure, tell_reopened, tell_way_out
    from collector.cli.copies import tell_outdated
    from collector.workflows.close import close_year

    with progress_line() as progress:
        closing = close_year(workspace, person=person, day=day, today=today(), progress=progress)
    tell_reopened(workspace)
    record = closing.record
    if closing.departed:
        tell_departure(closing.departed)
        complain("Niczego nie zapisano.")
        tell_way_out(closing.departed)
        raise typer.Exit(1)
    if closing.refused or record is None:
        _tell_refused(workspace, closing)
        raise typer.Exit(1)
    if closing.restored:
        names = ", ".join(shown_path(path) for path in closing.restored)
        typer.echo(f"Odtworzono z tych samych zwrotów to, z czym zamknięto rok {record.year}: {names}.")
        return
    if not closing.closed:
        typer.echo(f"Rok {record.year} jest już zamknięty ({record.closing.by}). Niczego nie zmieniono.")
        return
    typer.echo(f"Zamknięto rok {record.year}: {closing.campaign.programme.title}.\nZapisano:")
    for path in closing.made:
        typer.echo(f"  {shown_path(path)}")
    typer.echo(f"Wyniki, które zamknięto, są w folderze {shown_path(workspace.build)}.")
    tell_outdated(workspace.build, workspace.year, "collector merge")
    if len(record.events) > 1:
        _tell_changes(record.last)


def _tell_refused(workspace: "Workspace", closing: "Closing") -> None:
    from collector.cli.contradictions import tell_contradictions

    where = shown_path(workspace.build / "uwagi.xlsx")
    if closing.contradictions:
        tell_contradictions(closing.contradictions, closing.campaign)
        complain(f"Roku {workspace.year} nie zamknięto. Wszystkie uwagi: {where}.")
        return
    blocking = sum(finding.blocks for finding in closing.campaign.findings)
    complain(f"Nie zamknięto roku {workspace.year}, bo są uwagi blokujące ({blocking}). Zobacz: {where}")


def _tell_changes(event: "Event") -> None:
    if not event.changes:
        typer.echo("Wartości wskaźników są takie same jak przy poprzednim zamknięciu.")
        return
    typer.echo("Wobec poprzedniego zamknięcia zmieniły się wartości:")
    for change in event.changes[:_MOST_CHANGES]:
        typer.echo(f"  {change.indicator}: {change.before or 'brak'} → {change.after or 'brak'}")
    if (more := len(event.changes) - _MOST_CHANGES) > 0:
        typer.echo(f"  … i jeszcze {more} (wszystkie w zapisie zamknięcia)")
