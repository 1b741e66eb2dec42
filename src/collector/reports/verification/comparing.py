"""Two documents, the edited one and the one made of the same material now -> what differs."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from collector.domain.errors import InputError
from collector.reports.narrative.figures import VERSION, Figures
from collector.reports.verification.by_hand import typed_by_hand
from collector.reports.verification.chart_differences import chart_differences
from collector.reports.verification.difference import DocumentDifference, Kind
from collector.reports.verification.document import DocumentFigures, DocumentTable, MarkedFigure, Passage
from collector.reports.verification.figure_differences import figure_differences
from collector.reports.verification.table_differences import table_differences
from collector.reports.verification.table_pairs import paired_tables
from collector.values.same_figure import is_same_figure
from collector.values.text import cut, printable

_IDENTIFIER: Final = re.compile(r"(?P<programme>[\w.-]+)/(?P<year>\d{4})", re.ASCII)
_LEAST_KNOWN: Final = 0.5


def differences(edited: DocumentFigures, fresh: DocumentFigures, figures: Figures) -> list[DocumentDifference]:
    """What of the `edited` document is not what the consolidation gives; at the end what is only to be known.

    `fresh` is the document that is made of the consolidation now, `figures` are all that may stand in one. The version
    of the data comes first.
    """
    tables = paired_tables(edited.tables, fresh.tables)
    # A table that became text leaves its mark behind.
    ids = {table.id for table in fresh.tables}
    there, passages = _outside_of_tables(edited, tables.others)
    made, wanted = _outside_of_tables(fresh, [table for table in fresh.tables if not table.id])
    kept = {(passage.under, passage.unmarked) for passage in wanted}
    changed = [passage for passage in passages if (passage.under, passage.unmarked) not in kept]
    of_figures = list(figure_differences([each for each in there if each.key not in ids], made, changed, figures))
    # What the new report says without a mark, and what lost its mark and was told already.
    known = [passage.unmarked for passage in wanted]
    known += (each.found for each in of_figures if each.kind is Kind.UNMARKED)
    found = [
        *_of_version(edited, fresh),
        *of_figures,
        *table_differences(tables),
        *chart_differences(edited.charts, fresh.charts),
        *_of_changes(edited),
        *typed_by_hand(passages, known),
    ]
    return sorted(found, key=lambda each: (each.kind is not Kind.VERSION, each.only_informs))


def _outside_of_tables(
    document: DocumentFigures, others: Iterable[DocumentTable]
) -> tuple[list[MarkedFigure], list[Passage]]:
    """The figures and paragraphs that no table of ours tells; `others` only set a text in columns."""
    figures, passages = list(document.figures), list(document.passages)
    for table in others:
        figures += table.figures
        passages += table.passages
    return figures, passages


def all_keys(fresh: DocumentFigures, figures: Figures) -> frozenset[str]:
    """The keys that the marks of an edited document may name."""
    return frozenset((*figures, *_keys(fresh)))


def refuse_other(edited: DocumentFigures, fresh: DocumentFigures, figures: Figures, file: str) -> None:
    """Raise InputError for a document in which collector marked nothing, or which is of another programme or year."""
    name, (programme, year) = printable(file), _programme_and_year(edited)
    expected, expected_year = _programme_and_year(fresh)
    if programme and expected and programme != expected:
        raise InputError(
            f"Plik {name} jest raportem innego programu ({programme}), a folder roboczy jest programu {expected}. "
            "Przejdź do właściwego folderu roboczego."
        )
    if year and expected_year and year != expected_year:
        raise InputError(
            f"Plik {name} jest raportem za {year} r., a w collector.toml jest rok {expected_year}. Podaj raport za "
            f"{expected_year} r. albo zmień rok w collector.toml."
        )
    marks = _keys(edited)
    if not marks and not any(table.id for table in edited.tables):
        raise InputError(
            f"W pliku {name} nie ma ani jednej liczby oznaczonej przez collector, więc nie ma czego sprawdzić. Nie "
            "utworzył go collector merge albo oznaczenia usunął inny program (np. przy wklejaniu tekstu do nowego "
            "dokumentu). Poprawiaj raport-ROK.docx z polecenia collector merge."
        )
    expected_keys = all_keys(fresh, figures)
    known = sum(key in expected_keys for key in marks)
    if marks and known < _LEAST_KNOWN * len(marks):
        raise InputError(
            f"Plik {name} jest raportem innego programu albo innego roku: w danych nie ma {len(marks) - known} z "
            f"{len(marks)} oznaczonych w nim liczb. Sprawdź, czy to właściwy plik i folder roboczy."
        )


def _keys(document: DocumentFigures) -> list[str]:
    in_tables = (figure for table in document.tables for figure in table.figures)
    return [figure.key for figure in (*document.figures, *in_tables)]


def _programme_and_year(document: DocumentFigures) -> tuple[str, str]:
    match = _IDENTIFIER.fullmatch(document.identifier)
    return (match["programme"], match["year"]) if match else ("", "")


def _of_version(edited: DocumentFigures, fresh: DocumentFigures) -> Iterator[DocumentDifference]:
    there, made = ([f.text for f in each.figures if f.key == VERSION and f.text] for each in (edited, fresh))
    if not made:
        return
    if not there:
        yield DocumentDifference(
            kind=Kind.VERSION, place="", keys=(VERSION,), expected=made[0],
            problem=f"Z dokumentu usunięto wersję danych (obecnie {made[0]}), więc nie wiadomo, z jakich danych "
            "powstał.",
            fix="Nic nie trzeba robić; liczby porównano z obecnymi danymi.",
        )  # fmt: skip
    elif other := [text for text in there if not is_same_figure(text, made[0])]:
        yield DocumentDifference(
            kind=Kind.VERSION, place="", keys=(VERSION,), found=other[0], expected=made[0],
            problem=f"Dokument powstał z danych w wersji {cut(other[0], 40)}, obecnie jest {made[0]}.",
            fix="Liczby porównano z obecnymi danymi; po poprawieniu różnic wpisz w dokumencie obecną wersję.",
        )  # fmt: skip


def _of_changes(edited: DocumentFigures) -> Iterator[DocumentDifference]:
    if edited.has_tracked_changes:
        yield DocumentDifference(
            kind=Kind.TRACKED, place="",
            problem="Dokument ma śledzone zmiany; sprawdzono tekst tak, jakby wszystkie zaakceptowano.",
            fix="Przed podpisaniem zaakceptuj je albo odrzuć (Recenzja) i sprawdź dokument jeszcze raz.",
        )  # fmt: skip
    if edited.has_comments:
        yield DocumentDifference(
            kind=Kind.TRACKED, place="", problem="W dokumencie są komentarze.",
            fix="Przed podpisaniem usuń je (Recenzja > Usuń wszystkie komentarze).",
        )  # fmt: skip
