"""The sheet “Instrukcja”: how to fill in the form, and what each indicator means, from the same catalogue."""

from collections.abc import Iterator, Sequence
from datetime import date

from babel.lists import format_list

from collector.catalogue.differing import Change
from collector.domain.indicator import Indicator
from collector.domain.programme import Executor, Programme
from collector.domain.register import ADDED_PREFIX
from collector.layout.form import (
    DATA,
    INSTRUCTION_SHEET,
    REGISTER_SHEET,
    SIGN_OFF_SHEET,
    TABLES,
    form_sheets,
)
from collector.layout.heights import row_height
from collector.layout.identity import Identity
from collector.spreadsheet import Sheet, Workbook
from collector.templates.changes import write_changes
from collector.templates.page import print_on_a4, protect
from collector.templates.words import answer_words, moment_words, sharing_words
from collector.values.days import polish_date

_WIDTHS = (12.0, 46.0, 34.0, 20.0, 62.0)
_HEADINGS = ("Nr wskaźnika", "Wskaźnik", "Co wpisać", "Za jaki czas", "Objaśnienie")


def write_instruction(
    book: Workbook,
    programme: Programme,
    executor: Executor,
    year: int,
    identity: Identity,
    deadline: date | None,
    changes: Sequence[Change] = (),
) -> None:
    """Write the sheet: who fills in what for which programme, the steps, what changed, and a line for an indicator."""
    sheet = book.sheet(INSTRUCTION_SHEET)
    bold = book.style(bold=True, text_wrap=True)
    plain = book.style(text_wrap=True)
    sheet.text(0, 0, f"Dane za {year} r. – instrukcja", book.style(bold=True, font_size=14))
    sheet.text(1, 0, f"Program: {programme.title}", book.style(bold=True))
    sheet.text(2, 0, f"Realizator: {executor.id} – {executor.name}", book.style(bold=True))
    sheet.text(3, 0, identity.line, book.style(font_color="#595959"))
    row = 5
    for number, step in enumerate(_steps(programme, executor, year, deadline), 1):
        sheet.text(row, 0, f"{number}.", bold)
        sheet.merged(row, 1, row, len(_WIDTHS) - 1, step, plain)
        sheet.worksheet.set_row(row, row_height([(step, sum(_WIDTHS[1:]))]))
        row += 1
    if changes:
        row = write_changes(book, sheet, row + 1, changes, _WIDTHS)
    if programme.asked_of(executor, year):
        _write_indicators(book, sheet, row + 1, programme, executor, year)
    for column, width in enumerate(_WIDTHS):
        sheet.worksheet.set_column(column, column, width)
    print_on_a4(sheet, identity)
    protect(sheet)


def _steps(programme: Programme, executor: Executor, year: int, deadline: date | None) -> Iterator[str]:
    sheets = [layout.sheet for layout in form_sheets(programme, executor, year)]
    named = format_list([f"„{name}”" for name in (*sheets, SIGN_OFF_SHEET)], locale="pl")
    yield (
        f"Wypełnij tylko żółte pola w arkuszach {named}. Pozostałe komórki są zablokowane, "
        "żeby nic się w nich nie zmieniło przez przypadek; hasła nie ma."
    )
    if executor.coordinates:
        yield f"Podaj także dane podmiotów, których działania koordynujesz: {executor.coordinates}."
    if DATA.sheet in sheets or TABLES.sheet in sheets:
        yield from _VALUE_STEPS
    if TABLES.sheet in sheets:
        yield (
            f"Arkusz „{TABLES.sheet}” zawiera tabele statystyczne: każda liczba ma swój wiersz, a obok niej stoją dane "
            "z dwóch poprzednich lat. Procent, który wynika z innych liczb tabeli, możesz zostawić pusty: zostanie "
            "policzony."
        )
    if REGISTER_SHEET in sheets:
        yield from _register_steps(programme)
    by = f" do {polish_date(deadline)}" if deadline else ""
    yield (
        f"Uzupełnij arkusz „{SIGN_OFF_SHEET}”, zapisz plik jako Skoroszyt programu Excel (.xlsx) i odeślij go{by} "
        f"do jednostki: {programme.coordinator}."
    )


_VALUE_STEPS = (
    "W kolumnie „Wartość” wpisz samą liczbę. Jednostka stoi obok, więc nie dopisuj jej. Ułamki wpisuj "
    "po przecinku: 0,71. Procent wpisz jako liczbę, np. 71,3 – bez znaku %.",
    "Zero wpisz jako 0. Pusta komórka znaczy, że wartości jeszcze nie podano.",
    "Jeżeli wartości nie ma, zostaw ją pustą i w kolumnie „Brak wartości” wybierz „brak danych” (nie wiadomo, ile) "
    "albo „nie dotyczy” (nie ma czego liczyć). Powód opisz w kolumnie „Uwagi”.",
    "Objaśnienie do liczby wpisz w kolumnie „Uwagi”. Jeżeli w raporcie ma być przypisem, zacznij je od gwiazdki "
    "(*); gwiazdka przy liczbie pojawi się sama.",
    "Jeżeli wartość bardzo różni się od ostatniej znanej albo jest niezwykła, wybierz powód w kolumnie „Powód zmiany” "
    "lub opisz go w kolumnie „Wyjaśnienie”; wtedy nie trzeba będzie o nią pytać. W pozostałych wierszach zostaw te "
    "kolumny puste.",
    "Listę wpisuj tak, żeby każda pozycja zaczynała się w nowym wierszu komórki (Alt+Enter) od myślnika.",
    "Nie dopisuj i nie usuwaj wierszy ani kolumn. Numer w pierwszej kolumnie pozwala odnaleźć wskaźnik; "
    "podaj go, gdy o coś pytasz.",
)


def _register_steps(programme: Programme) -> Iterator[str]:
    register = programme.register
    if register is None:
        return
    sources = ", ".join(source.heading for source in register.sources)
    reasons = ", ".join(f"„{reason}”" for reason in register.reasons)
    yield (
        f"W arkuszu „{REGISTER_SHEET}” wpisz przy każdym działaniu termin, koszt, źródła finansowania ({sources}) "
        f"i wynik. Następne działania dopisz w wierszach „{ADDED_PREFIX} 1”, „{ADDED_PREFIX} 2” itd.: najpierw wybierz "
        "numer zadania, potem wskaźnik z jego listy."
    )
    yield (
        f"Kwoty podawaj w złotych, z groszami po przecinku. Gdy kwoty nie ma, wpisz jeden z powodów: {reasons}. Koszt "
        "ma być równy sumie źródeł. Koszt wspólny dla kilku wierszy wpisz w pierwszym z nich, a w następnych „j.w.”."
    )
    yield (
        "Działanie, którego termin obejmuje więcej niż jeden rok kalendarzowy (np. 2018-2020), jest wieloletnie: jego "
        "kosztu nie wlicza się do sum rocznych. Działanie, które jest częścią innego, ma w kolumnie „Część działania "
        "nr” numer tamtego; kosztu części nie dodaje się drugi raz."
    )


def _write_indicators(
    book: Workbook, sheet: Sheet, top: int, programme: Programme, executor: Executor, year: int
) -> None:
    heading = book.style(bold=True, text_wrap=True, border=1, bg_color="#1F4E79", font_color="#FFFFFF")
    cell = book.style(text_wrap=True, border=1)
    for column, text in enumerate(_HEADINGS):
        sheet.text(top, column, text, heading)
    row = top + 1
    for _, indicators in programme.asked_of(executor, year):
        for indicator in indicators:
            texts = (
                indicator.id,
                indicator.name,
                answer_words(indicator),
                moment_words(indicator.moment, year),
                _explanation(indicator, executor),
            )
            for column, text in enumerate(texts):
                sheet.text(row, column, text, cell)
            sheet.worksheet.set_row(row, row_height(zip(texts, _WIDTHS, strict=True)))
            row += 1
    sheet.worksheet.repeat_rows(top)


def _explanation(indicator: Indicator, executor: Executor) -> str:
    return " ".join(text for text in (indicator.hint, sharing_words(indicator, executor)) if text)
