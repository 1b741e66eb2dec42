"""The narrative: Consolidation -> DOCX, through the shipped Word template."""

import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from collector.domain.consolidation import Consolidation, Result
from collector.domain.programme import Programme, Section
from collector.domain.reconciliation import Difference
from collector.files import with_fixed_times
from collector.reports.annex import NO_ANNEX, Annex, Explanation, Settlement
from collector.reports.official import issued_by, report_title
from collector.reports.register_sentences import (
    about_actions,
    goal_rows,
    register_introduction,
    register_summary,
)
from collector.reports.sentences import about_section, introduction, summary

TEMPLATE: Final = Path(__file__).with_name("raport-wskazniki.docx")
_ABOUT_SOURCES: Final = (
    "Skąd pochodzi każda liczba – plik, arkusz, komórkę i wartości sprzed korekt – podaje arkusz „Źródła” skoroszytu "
    "z raportem."
)
_LONG: Final = 300
# Of a property of the document.
_LONGEST: Final = 255
# What XML cannot hold would end the text of a cell without a word.
_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")


def narrative_document(
    consolidation: Consolidation, differences: Sequence[Difference] = (), annex: Annex = NO_ANNEX
) -> bytes:
    """The bytes of `raport-<year>.docx`.

    `differences` are what the reconciliation of a register's money found; the `annex` stands at the end.
    """
    document = DocxTemplate(TEMPLATE)
    # Sandboxed: a template is a file that people edit. Strict: a misspelt tag must not become a blank.
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    document.render(_context(consolidation, differences) | _annex(annex), environment)
    title = " ".join(report_title(consolidation.programme.report, consolidation.year))
    properties = document.docx.core_properties
    author = consolidation.programme.coordinator
    properties.title, properties.author, properties.language = title[:_LONGEST], author[:_LONGEST], "pl-PL"
    target = io.BytesIO()
    document.save(target)
    return with_fixed_times(target.getvalue())


def _context(consolidation: Consolidation, differences: Sequence[Difference]) -> dict[str, Any]:
    programme, year = consolidation.programme, consolidation.year
    register = programme.register
    ending = [programme.report.closing] if programme.report.closing and consolidation.is_complete else []
    return {
        "tytul": report_title(programme.report, year),
        "wydal": issued_by(programme.report, year),
        "wprowadzenie": [
            *introduction(consolidation),
            *(register_introduction(consolidation, register) if register else []),
            _ABOUT_SOURCES,
        ],
        "naglowki": dict(zip(("nr", "nazwa", "wartosc", "uwagi"), _headings(programme), strict=True)),
        "czesci": [_section(consolidation, section) for section in programme.sections],
        "podsumowanie": [
            *(summary(consolidation) if programme.indicators else []),
            *(register_summary(differences) if register else []),
            *ending,
        ],
    }


def _annex(annex: Annex) -> dict[str, Any]:
    return {
        "wyjasnienia": [_explanation(each) for each in annex.explanations],
        "rozstrzygniecia": [_settlement(each) for each in annex.settlements],
    }


def _explanation(explanation: Explanation) -> dict[str, Any]:
    row = {
        "wskaznik": f"{explanation.indicator} {explanation.name}",
        "realizator": explanation.executor,
        "wartosc": explanation.value,
        "pytanie": explanation.question,
        "wyjasnienie": explanation.answer,
    }
    return _table_row(row)


def _settlement(settlement: Settlement) -> dict[str, Any]:
    until = f", ważne do {settlement.until}" if settlement.until else ""
    row = {
        "czego": "\n".join(part for part in (settlement.question, settlement.indicators) if part),
        "realizator": settlement.executor,
        "powod": f"{settlement.choice}\n{settlement.reason}",
        "kto": f"{settlement.person}, {settlement.day}{until}",
        "stan": settlement.standing,
    }
    return _table_row(row)


def _table_row(texts: dict[str, str]) -> dict[str, Any]:
    """A row of a table; `dlugi` says that it may be broken over two pages."""
    shown = {key: _printable(text) for key, text in texts.items()}
    return {**shown, "dlugi": max(map(len, shown.values())) > _LONG}


def _headings(programme: Programme) -> tuple[str, str, str, str]:
    """The headings of the narrative's tables: of indicators, of the goals of a register, or of both."""
    if programme.register is None:
        return "Nr", "Wskaźnik", "Wartość", "Uwagi"
    if not programme.indicators:
        return "Nr", "Cel", "Koszt", "Źródła finansowania"
    return "Nr", "Wskaźnik lub cel", "Wartość lub koszt", "Uwagi"


def _section(consolidation: Consolidation, section: Section) -> dict[str, Any]:
    ids = {indicator.id for part in section.walk() for indicator in part.indicators}
    results = [result for result in consolidation.results if result.indicator.id in ids and result.is_asked]
    register = consolidation.programme.register
    band = consolidation.programme.report.bands[0] if consolidation.programme.report.bands else "{kod} {tytul}"
    return {
        "naglowek": band.format(kod=section.code, tytul=section.title),
        "akapity": [
            *(about_section(section, consolidation.programme, results) if ids else []),
            *(about_actions(section, consolidation, register) if register else []),
        ],
        "wiersze": [
            *(_row(result) for result in results),
            *(goal_rows(section, consolidation, register) if register else []),
        ],
    }


def _row(result: Result) -> dict[str, Any]:
    return {
        "nr": result.indicator.id,
        "nazwa": result.indicator.name,
        "wartosc": _printable(result.shown),
        "uwagi": _printable(result.note),
        "dlugi": len(result.shown) + len(result.note) > _LONG,
    }


def _printable(text: str) -> str:
    return _UNPRINTABLE.sub(lambda match: "\n" if match[0] in "\n\r\x0b\x0c" else "", text)
