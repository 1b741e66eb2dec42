"""What the commands say of closed years."""

from datetime import date
from typing import TYPE_CHECKING, Final

from collector.cli.days import today
from collector.cli.screen import complain

if TYPE_CHECKING:
    from collector.workflows.frozen import Departure
    from collector.workflows.workspace import Workspace

_MOST_OUTPUTS: Final = 4


def working_day(workspace: "Workspace", given: date | None) -> date:
    """The day for which a command works: the `given` one, that on which the year was closed, or today."""
    from collector.workflows.frozen import closing_day

    return given or closing_day(workspace) or today()


def tell_reopened(workspace: "Workspace") -> None:
    """Say of which earlier years the values may still change."""
    from collector.workflows.past import reopened_years

    for year, record in reopened_years(workspace).items():
        event = record.last
        complain(
            f"Uwaga: rok {year} jest otwarty ponownie ({event.by}: {event.reason}). Użyto wartości z jego ostatniego "
            "zamknięcia; mogą się jeszcze zmienić. Po ponownym zamknięciu tego roku powtórz polecenie."
        )


def tell_departure(departed: "Departure") -> None:
    """Say what changed since a year was closed, and what its results would be."""
    record = departed.record
    complain(f"Rok {record.year} jest zamknięty ({record.closing.by}), a wyniki byłyby inne niż zamknięte.")
    for line in (*departed.inputs, *departed.passing):
        complain(f"  {line}")
    if not departed.inputs and not departed.passing:
        complain(
            "  Zwroty, ustawienia, katalog i rozstrzygnięcia są te same; zmieniła się wersja collectora (rok zamknął "
            f"collector {record.version}) albo dzień sprawdzenia."
        )
    names = ", ".join(departed.outputs[:_MOST_OUTPUTS])
    more = len(departed.outputs) - _MOST_OUTPUTS
    complain(f"Inne byłyby pliki: {names}{f' … i jeszcze {more}' if more > 0 else ''}.")


def tell_way_out(departed: "Departure") -> None:
    """Say how a closed year can be changed; of what comes and goes it was said how to get rid of it."""
    if departed.is_passing:
        return
    complain(
        "Przywróć zmienione pliki z kopii. Jeżeli zmiana ma zostać, otwórz rok ponownie: "
        'collector close --otworz --osoba "Imię Nazwisko" --powod "dlaczego"'
    )
