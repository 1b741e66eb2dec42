"""The sheet “Źródła”: for every figure of the report the file, the sheet and the cell it came from."""

from collections.abc import Mapping
from typing import Final

from xlsxwriter.utility import quote_sheetname

from collector.consolidation.origins import Origin, origins
from collector.domain.consolidation import Consolidation, Result
from collector.domain.observation import Place, Status
from collector.reports.columns import value_text
from collector.spreadsheet import Workbook
from collector.values.text import one_line
from collector.values.writing import NBSP

SOURCES_SHEET: Final = "Źródła"
LEADS_TO_SOURCES: Final = "Pokaż, skąd pochodzi ta wartość"
_COLUMNS: Final = (
    ("Nr", 12.0), ("Czego dotyczy", 44.0), ("Rok", 6.0), ("W raporcie", 18.0), ("Sposób łączenia", 17.0),
    ("Jednostka", 12.0), ("Stan", 12.0), ("Wpisano", 26.0), ("Plik", 26.0), ("Arkusz", 11.0), ("Komórka", 10.0),
    ("Odcisk pliku (SHA-256)", 20.0), ("Wcześniej, przed korektą", 36.0), ("Dopisek", 36.0),
)  # fmt: skip
_LONGEST: Final = 80
_FINGERPRINT: Final = 12
# A comment holds more, but nobody would read it.
_LONGEST_COMMENT: Final = 2_000


class Sources:
    """The lines of the sheet and where in it the sources of a figure begin."""

    def __init__(self, consolidation: Consolidation) -> None:
        self.origins = origins(consolidation)
        self._consolidation = consolidation
        self._rows: dict[tuple[str, int], int] = {}
        for number, origin in enumerate(self.origins, 2):
            self._rows.setdefault((origin.figure, origin.year), number)

    def link(self, figure: str, year: int = 0) -> str:
        """The target of a link to the sources of a figure, of the reported year or another; empty if it has none."""
        row = self._rows.get((figure, year or self._consolidation.year))
        return f"{quote_sheetname(SOURCES_SHEET)}!A{row}" if row else ""

    def comment(self, result: Result) -> str:
        """Of which answers a combined value was made, each with its cell; empty for the value of one executor."""
        if len(result.indicator.executors) < 2 or result.status is not Status.GIVEN:
            return ""
        lines = [f"{str(result.indicator.combine).capitalize()}:"]
        lines += [
            f"{o.executor}: {_short(o.raw) or o.value.status.label}{_in_brackets(o.place)}" for o in result.observations
        ]
        if result.missing:
            lines.append(f"bez: {', '.join(result.missing)}")
        if result.agreed is not None:
            lines.append(f"uzgodniono: {result.agreed.value} ({result.agreed.person}, {result.agreed.day:%Y-%m-%d})")
        text = "\n".join(lines)
        return text if len(text) <= _LONGEST_COMMENT else f"{text[: _LONGEST_COMMENT - 1]}…"

    def texts(self, origin: Origin) -> tuple[str, ...]:
        """What stands in the line of an origin."""
        name, shown, how = self._figure(origin)
        place = origin.place
        status = origin.status.label if origin.executor else ""
        return (
            origin.figure, f"{name} – {origin.name}" if origin.name else name, str(origin.year), shown, how,
            origin.executor, status, _short(origin.raw), place.file, place.sheet, place.cell, place.sha256,
            "\n".join(f"{_short(each.raw) or 'puste'}{_in_brackets(each.place)}" for each in origin.earlier),
            origin.remark,
        )  # fmt: skip

    def _figure(self, origin: Origin) -> tuple[str, str, str]:
        """The name of the figure, how the report shows it, and how its answers are combined."""
        if result := self._consolidation.by_id.get(origin.figure):
            is_reported = origin.year == self._consolidation.year
            how = str(result.indicator.combine) if is_reported else ""
            return result.indicator.label, _short(result.shown) if is_reported else "", how
        entry = self._consolidation.entry_by_id[origin.figure]
        return one_line(entry.name), _short(value_text(entry)) if origin.source == entry.id else "", ""


def write_sources(book: Workbook, sources: Sources, addresses: Mapping[str, str]) -> None:
    """Write the sheet; the number of a figure leads to where it stands, as `addresses` tells by its id."""
    sheet = book.sheet(SOURCES_SHEET)
    heading = book.style(bold=True, text_wrap=True, border=1, bg_color="#F2F2F2")
    cell = book.style(border=1)
    for position, (text, width) in enumerate(_COLUMNS):
        sheet.text(0, position, text, heading)
        sheet.worksheet.set_column(position, position, width)
    for row, origin in enumerate(sources.origins, 1):
        figure, *texts = sources.texts(origin)
        if target := addresses.get(figure):
            sheet.link(row, 0, target, figure, book.style(border=1, font_color="#0563C1", underline=1))
        else:
            sheet.text(row, 0, figure, cell)
        for position, text in enumerate(texts, 1):
            sheet.text(row, position, text, cell)
    sheet.worksheet.freeze_panes(1, 1)
    sheet.worksheet.autofilter(0, 0, max(len(sources.origins), 1), len(_COLUMNS) - 1)
    sheet.worksheet.set_paper(9)
    sheet.worksheet.set_landscape()
    sheet.worksheet.fit_to_pages(1, 0)
    sheet.worksheet.repeat_rows(0)


def _in_brackets(place: Place) -> str:
    if not place.file:
        return ""
    fingerprint = f", odcisk{NBSP}{place.sha256[:_FINGERPRINT]}" if place.sha256 else ""
    return f" ({place}{fingerprint})"


def _short(text: str) -> str:
    line = one_line(text)
    return f"{line[: _LONGEST - 1]}…" if len(line) > _LONGEST else line
