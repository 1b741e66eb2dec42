"""The sources of every figure: the sheet “Źródła”, the comments on combined values, and a file of data."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from xlsxwriter.utility import quote_sheetname

from collector.consolidation.origins import Kind, Origin, Replaced, origins
from collector.domain.consolidation import Consolidation, Result
from collector.domain.observation import Place, Status
from collector.domain.submission import ReturnedFile, Standing
from collector.layout.heights import row_height
from collector.reports.columns import value_text
from collector.reports.list_sheet import page_head
from collector.spreadsheet import Workbook
from collector.values.csv_text import csv_text
from collector.values.days import polish_date
from collector.values.text import cut, one_line
from collector.values.writing import NBSP

SOURCES_SHEET: Final = "Źródła"
SOURCE_FIELDS: Final = (
    "programme", "figure", "year", "kind", "source", "name", "executor", "state", "raw", "source_file", "source_sheet",
    "source_cell", "source_sha256", "replaced", "remark",
)  # fmt: skip
LEADS_TO_SOURCES: Final = "Pokaż, skąd pochodzi ta wartość"
_COLUMNS: Final = (
    ("Nr", 11.0), ("Czego dotyczy", 40.0), ("Rok", 6.0), ("Rodzaj", 13.0), ("W raporcie", 15.0),
    ("Sposób łączenia", 15.0), ("Jednostka", 10.0), ("Stan", 10.0), ("Wpisano", 22.0), ("Plik", 18.0), ("Arkusz", 9.0),
    ("Komórka", 9.0), ("Odcisk pliku (SHA-256)", 15.0), ("W zastąpionych zwrotach", 30.0), ("Dopisek", 30.0),
)  # fmt: skip
# What a row is high enough for: names, files, what replaced returns said, and what is said beside it.
_WRAPPED: Final = (1, 9, 13, 14)
# The fingerprint is too long for its column; filling a cell, it ends with it and does not run over empty neighbours.
_FILLED: Final = 12
_LONGEST: Final = 80
_FINGERPRINT: Final = 12
# A comment holds more, but nobody would read it.
_LONGEST_COMMENT: Final = 2_000
# The figure of a year.
Figure = tuple[str, int]


class Sources:
    """The lines of the sheet, and where in it the sources of a figure begin.

    `files` are the returned files, of which some count by decision. `prints` are the SHA-256 of the other files that
    origins name, by name.
    """

    def __init__(
        self, consolidation: Consolidation, files: Iterable[ReturnedFile] = (), prints: Mapping[str, str] | None = None
    ) -> None:
        self.origins = origins(consolidation)
        self.consolidation = consolidation
        self._prints = prints or {}
        self._why = {(file.place.file, file.executor): file.why for file in files if file.standing is Standing.COUNTS}
        self._rows: dict[Figure, int] = {}
        for number, origin in enumerate(self.origins, 2):
            self._rows.setdefault((origin.figure, origin.year), number)

    def link(self, figure: str, year: int = 0) -> str:
        """The target of a link to the sources of a figure, of the reported year or another; empty if it has none."""
        row = self._rows.get((figure, year or self.consolidation.year))
        return f"{quote_sheetname(SOURCES_SHEET)}!A{row}" if row else ""

    def comment(self, result: Result) -> str:
        """Of which answers a combined value was made, each with its cell; empty for the value of one executor."""
        if len(result.indicator.executors) < 2 or result.status is not Status.GIVEN:
            return ""
        lines = [f"{str(result.indicator.combine).capitalize()}:"]
        if result.missing:
            lines.append(f"bez: {', '.join(result.missing)}")
        if agreed := result.agreed:
            lines.append(f"uzgodniono: {agreed.value} ({agreed.person}, {polish_date(agreed.day)})")
        labels = {component.id: f", {component.label}" for component in result.indicator.components}
        lines += [
            f"{o.executor}{labels.get(o.indicator, '')}: {_short(o.raw) or o.value.status.label}{_in_brackets(o.place)}"
            for o in result.observations
        ]
        text = "\n".join(lines)
        return cut(text, _LONGEST_COMMENT)

    def texts(self, origin: Origin) -> tuple[str, ...]:
        """What stands in the line of an origin."""
        name, shown, how = self._figure(origin)
        place = origin.place
        return (
            origin.figure, f"{name} – {origin.name}" if origin.name else name, str(origin.year), str(origin.kind),
            shown, how, origin.executor, origin.state, origin.raw, place.file, place.sheet, place.cell,
            self.print_of(place), _listed(origin.replaced), self.remark(origin),
        )  # fmt: skip

    def print_of(self, place: Place) -> str:
        """The fingerprint of the file of a place."""
        return place.sha256 or self._prints.get(place.file, "")

    def remark(self, origin: Origin) -> str:
        """How the cell was read, and why the return counts that it stands in, where others were replaced."""
        why = self._why.get((origin.place.file, origin.executor), "") if origin.replaced else ""
        return "\n".join(part for part in (origin.remark, why) if part)

    def _figure(self, origin: Origin) -> tuple[str, str, str]:
        """The name of the figure, how the report shows it, and how its answers are combined."""
        if result := self.consolidation.by_id.get(origin.figure):
            if not origin.is_of_reported_year:
                return result.indicator.label, "", ""
            return result.indicator.label, _short(result.shown), str(result.indicator.combine)
        entry = self.consolidation.entry_by_id[origin.figure]
        shown = entry.money[origin.source].raw if origin.kind is Kind.AMOUNT else value_text(entry)
        return one_line(entry.name), _short(shown), ""


class NoSources(Sources):
    """Sources to which nothing leads: on paper a link leads nowhere, and a comment would cover its neighbours."""

    def link(self, figure: str, year: int = 0) -> str:  # noqa: ARG002
        """No target."""
        return ""

    def comment(self, result: Result) -> str:  # noqa: ARG002
        """No comment."""
        return ""


def write_sources(book: Workbook, sources: Sources, addresses: Mapping[Figure, str]) -> None:
    """Write the sheet; the number of a figure leads to where it stands, if `addresses` tells that."""
    sheet = book.sheet(SOURCES_SHEET)
    heading = book.style(bold=True, text_wrap=True, border=1, bg_color="#F2F2F2")
    cell, wrapped = book.style(border=1), book.style(border=1, text_wrap=True)
    styles = {**dict.fromkeys(_WRAPPED, wrapped), _FILLED: book.style(border=1, align="fill")}
    for position, (text, width) in enumerate(_COLUMNS):
        sheet.text(0, position, text, heading)
        sheet.worksheet.set_column(position, position, width)
    # The button of the filter takes a corner of its heading.
    sheet.worksheet.set_row(0, row_height((text, max(width - 2, 1)) for text, width in _COLUMNS))
    for row, origin in enumerate(sources.origins, 1):
        figure, *texts = sources.texts(origin)
        if origin.kind is not Kind.BASE and (target := addresses.get((figure, origin.year))):
            sheet.link(row, 0, target, figure, book.style(border=1, font_color="#0563C1", underline=1))
        else:
            sheet.text(row, 0, figure, cell)
        for position, text in enumerate(texts, 1):
            sheet.text(row, position, text, styles.get(position, cell))
        # A list as typed has many lines; the whole of it can be read in the cell.
        sheet.worksheet.set_row(row, row_height((texts[place - 1], _COLUMNS[place][1]) for place in _WRAPPED))
    sheet.worksheet.freeze_panes(1, 1)
    sheet.worksheet.autofilter(0, 0, max(len(sources.origins), 1), len(_COLUMNS) - 1)
    # On A4 nobody could read so many columns.
    sheet.worksheet.set_paper(8)
    sheet.worksheet.set_landscape()
    sheet.worksheet.set_header(f"&L&8{page_head(sources.consolidation, SOURCES_SHEET)}")
    sheet.worksheet.set_footer("&R&8 Strona &P z &N")
    sheet.worksheet.fit_to_pages(1, 0)
    sheet.worksheet.repeat_rows(0)


def sources_csv(sources: Sources) -> str:
    """`zrodla-<year>.csv`: the lines of the sheet as data."""
    return csv_text(SOURCE_FIELDS, _data_rows(sources))


def _data_rows(sources: Sources) -> Iterator[Sequence[str]]:
    programme = sources.consolidation.programme.id
    for origin in sources.origins:
        place = origin.place
        yield (
            programme, origin.figure, str(origin.year), str(origin.kind), origin.source, origin.name,
            origin.executor, origin.state, origin.raw, place.file, place.sheet, place.cell, sources.print_of(place),
            _listed(origin.replaced), sources.remark(origin),
        )  # fmt: skip


def _listed(replaced: Iterable[Replaced]) -> str:
    return "\n".join(f"{_short(each.raw) or 'puste'}{_in_brackets(each.place)}" for each in replaced)


def _in_brackets(place: Place) -> str:
    if not place.file:
        return ""
    fingerprint = f", odcisk{NBSP}{place.sha256[:_FINGERPRINT]}" if place.sha256 else ""
    return f" ({place}{fingerprint})"


def _short(text: str) -> str:
    return cut(one_line(text), _LONGEST)
