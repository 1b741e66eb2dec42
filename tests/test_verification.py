"""An edited document beside the one that would be made now: every kind of difference fires, and its twin is quiet."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from collector.domain.errors import InputError
from collector.reports.verification.chart_differences import chart_differences
from collector.reports.verification.document import DocumentChart, Series
from collector.values.same_figure import is_same_figure, times_said

from .edited_report import (
    Draft,
    compared,
    kinds,
    paragraph_with,
    read,
    registry,
    remove,
    repeat,
    retype,
    surround,
    texts,
    with_part,
    without_controls,
    without_marks,
)

FIGURES = registry(w1_1="4 648", w1_2="12,5%", w1_3="1 129,1 tys. zł", w1_4="22 351")
ROWS = [
    ["Nr", "Wskaźnik", "Wartość"],
    ["1/1", "Osoby", "4 648"],
    ["1/2", "Udział", "12,5%"],
    ["1/3", "Kwota", "1 129,1 tys. zł"],
]
Edit = Callable[[Any], None]


def report() -> Draft:
    return (
        Draft()
        .heading("Cel 1. Pomoc")
        .sentence("W 2024 r. z pomocy skorzystało ", ("wartość|1/1", "4 648"), " osób.")
        .sentence(
            "Ich udział wyniósł ", ("wartość|1/2", "12,5%"), ", a wydatki ", ("wartość|1/3", "1 129,1 tys. zł"), "."
        )
        .table("czesci.0.wiersze", ROWS, "Tabela 2. Wskaźniki celu 1")
        .heading("Podsumowanie")
        .sentence("Najwięcej było osób: ", ("wartość|1/4", "22 351"), ".")
        .sentence("Raport przedstawia dane w wersji ", ("wersja|dane", "abc123"), ".")
    )


def told(edit: Edit) -> list[tuple[str, str, str]]:
    return [(each.kind.name, each.place, each.problem) for each in compared(report().edited(edit), report(), FIGURES)]


def both(*edits: Edit) -> Edit:
    def edit(body: Any) -> None:
        for each in edits:
            each(body)

    return edit


def test_the_same_document_agrees() -> None:
    assert told(lambda _: None) == []


@pytest.mark.parametrize("undo", [lambda _: None, without_controls], ids=["Word", "LibreOffice"])
def test_a_changed_figure_is_told_with_its_place(undo: Edit) -> None:
    (each,) = compared(report().edited(both(undo, retype("4 648", "4 649"))), report(), FIGURES)
    assert (each.kind.name, each.keys, each.found, each.expected) == ("CHANGED", ("wartość|1/1",), "4 649", "4 648")
    assert each.place == "rozdział „Cel 1. Pomoc”, akapit „W 2024 r. z pomocy skorzystało 4 649 osób.”"
    assert each.problem == "wartość wskaźnika 1/1: jest „4 649”, powinno być „4 648”."
    assert not each.only_informs


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("4 648", "4648"), ("4 648", "4\u00a0648"), ("4 648", "4\u202f648"), ("4 648", " 4 648 "), ("4 648", "4 648."),
        ("12,5%", "12,50 %"), ("1 129,1 tys. zł", "1129,1\u00a0tys.\u00a0ZŁ"), ("abc123", "ABC123"),
    ],
)  # fmt: skip
def test_another_spelling_of_the_same_number_is_no_difference(old: str, new: str) -> None:
    assert told(retype(old, new)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("4 648", "-4 648"), ("12,5%", "12,5"), ("12,5%", "125%"), ("1 129,1 tys. zł", "1 129,1 zł"), ("5", "5*"),
        ("1 250", "1.250"), ("5", "około 5"), ("10²", "102"), ("12, 5", "12,5"), ("brak danych", "nie dotyczy"),
        ("2016-2017", "2016 2017"), ("1 2", "12"), ("7", "07"), ("1.234", "1,234"),
    ],
)  # fmt: skip
def test_other_figures_are_not_the_same(one: str, other: str) -> None:
    assert not is_same_figure(one, other)
    assert not is_same_figure(other, one)


def test_a_figure_is_not_found_inside_of_a_longer_one() -> None:
    assert [times_said("z 5,7 do 7,5, czyli 5", figure) for figure in ("5", "7", "5,7", "5,70")] == [1, 0, 1, 1]


def test_minus_signs_and_dashes_are_the_same() -> None:
    assert is_same_figure("\u22125,0 p.p.", "-5 p.p")
    assert is_same_figure("spadek – 5", "spadek - 5")


def test_a_deleted_sentence_is_told_with_where_it_stood() -> None:
    assert told(remove("Ich udział")) == [
        (
            "MISSING",
            "rozdział „Cel 1. Pomoc”, akapit „Ich udział wyniósł 12,5%, a wydatki 1 129,1 tys. zł.”",
            "Usunięto liczby albo nie ma tego akapitu; brakuje: wartość wskaźnika 1/2 („12,5%”), wartość wskaźnika 1/3 "
            "(„1 129,1 tys. zł”).",
        )
    ]


def test_a_rewritten_sentence_without_its_figure_is_told() -> None:
    def rewrite(body: Any) -> None:
        paragraph = paragraph_with(body, "z pomocy")
        for element in list(paragraph)[1:]:
            paragraph.remove(element)
        texts(paragraph)[0].text = "W 2024 r. z pomocy skorzystało wiele osób."

    ((kind, place, problem),) = told(rewrite)
    assert (kind, place) == ("MISSING", "rozdział „Cel 1. Pomoc”, akapit „W 2024 r. z pomocy skorzystało wiele osób.”")
    assert problem == "Usunięto liczby albo zmieniono zdanie; brakuje: wartość wskaźnika 1/1 („4 648”)."


def test_one_of_three_that_is_gone_is_told_once() -> None:
    def threefold() -> Draft:
        draft = Draft().heading("Wstęp")
        for words in ("Raz", "Dwa", "Trzy"):
            draft.sentence(f"{words}: ", ("wartość|1/1", "4 648"), " osób w sumie.")
        return draft

    edited = threefold().edited(remove("Dwa"))
    ((kind, place),) = [(each.kind.name, each.place) for each in compared(edited, threefold(), FIGURES)]
    assert (kind, place) == ("MISSING", "rozdział „Wstęp”, akapit „Dwa: 4 648 osób w sumie.”")


def test_a_number_that_lost_its_mark_is_only_information() -> None:
    assert kinds(compared(report().edited(lambda body: without_marks(paragraph_with(body, "z pomocy"))), report(),
                          FIGURES)) == ["UNMARKED"]  # fmt: skip


def test_a_wrong_number_that_lost_its_mark_is_told() -> None:
    def edit(body: Any) -> None:
        without_marks(paragraph_with(body, "z pomocy"))
        retype("4 648", "4 650")(body)

    assert [kind for kind, _, _ in told(edit)] == ["MISSING", "BY_HAND"]


def test_a_control_without_a_bookmark_and_a_bookmark_without_a_control_are_figures() -> None:
    def no_bookmarks(body: Any) -> None:
        for name in ("w:bookmarkStart", "w:bookmarkEnd"):
            for element in list(body.iter(qn(name))):
                if element.getparent() is not None and "tabela" not in str(element.get(qn("w:name"))):
                    element.getparent().remove(element)

    def no_controls(body: Any) -> None:
        for element in list(body.iter(qn("w:sdt"))):
            element.addprevious(next(element.iter(qn("w:r"))))
            element.getparent().remove(element)

    for edit in (lambda body: no_bookmarks(paragraph_with(body, "z pomocy")), no_controls):
        assert told(edit) == []
        assert [kind for kind, _, _ in told(both(edit, retype("4 648", "4 649")))] == ["CHANGED"]


def test_an_emptied_control_shows_only_a_prompt() -> None:
    def edit(body: Any) -> None:
        element = next(paragraph_with(body, "z pomocy").iter(qn("w:sdt")))
        element.find(qn("w:sdtPr")).append(OxmlElement("w:showingPlcHdr"))
        texts(element)[0].text = "Kliknij lub naciśnij tutaj, aby wprowadzić tekst 12."

    assert [kind for kind, _, _ in told(edit)] == ["MISSING"]


def test_copied_and_moved_sentences_are_fine_while_their_figures_are_true() -> None:
    assert told(repeat("z pomocy")) == []

    def move(body: Any) -> None:
        paragraph_with(body, "Najwięcej").addnext(paragraph_with(body, "z pomocy"))

    assert told(move) == []
    kinds_of_copy = [kind for kind, _, _ in told(both(repeat("z pomocy"), retype("4 648", "9 999")))]
    assert kinds_of_copy == ["CHANGED"]


def test_tracked_changes_count_as_accepted() -> None:
    def edit(body: Any) -> None:
        old = next(paragraph_with(body, "z pomocy").iter(qn("w:sdt"))).find(f".//{qn('w:r')}")
        new = copy.deepcopy(old)
        texts(new)[0].text = "4 649"
        old.addnext(new)
        surround(new, "w:ins")
        texts(old)[0].tag = qn("w:delText")
        surround(old, "w:del")

    changed, tracked = compared(report().edited(edit), report(), FIGURES)
    assert (changed.kind.name, changed.found) == ("CHANGED", "4 649")
    assert (tracked.kind.name, tracked.only_informs) == ("TRACKED", True)


def test_a_tracked_deletion_of_a_sentence_counts() -> None:
    def edit(body: Any) -> None:
        for element in paragraph_with(body, "z pomocy").findall(qn("w:r")):
            surround(element, "w:del")
        surround(next(paragraph_with(body, "osób").iter(qn("w:sdt"))).find(f".//{qn('w:r')}"), "w:del")

    assert [kind for kind, _, _ in told(edit)] == ["MISSING", "TRACKED"]


def test_hidden_text_does_not_stand_there() -> None:
    def edit(body: Any) -> None:
        for run in paragraph_with(body, "z pomocy").iter(qn("w:r")):
            run.get_or_add_rPr().append(OxmlElement("w:vanish"))

    assert [kind for kind, _, _ in told(edit)] == ["MISSING"]


def test_a_figure_that_nobody_knows_any_more() -> None:
    edited = report().sentence("Dawny wskaźnik: ", ("wartość|9/9", "7"), ".")
    (each,) = compared(edited, report(), FIGURES)
    assert (each.kind.name, each.keys, each.found) == ("UNKNOWN", ("wartość|9/9",), "7")
    (digest,) = compared(edited.edited(without_controls), report(), FIGURES)
    assert (digest.kind.name, digest.found) == ("UNKNOWN", "7")


def test_controls_of_other_people_are_none_of_ours() -> None:
    other = (
        f"<w:p {nsdecls('w')}><w:sdt><w:sdtPr><w:tag w:val='Adres|ulica'/></w:sdtPr><w:sdtContent><w:r><w:t>Lipowa"
        "</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    assert told(lambda body: body.insert(0, parse_xml(other))) == []


def test_another_version_of_the_data_is_said_first_and_informs() -> None:
    first, second = compared(report().edited(both(retype("abc123", "fff000"), retype("4 648", "1"))), report(), FIGURES)
    assert first.problem == "Dokument powstał z danych w wersji fff000, obecnie jest abc123."
    assert (first.kind.name, first.only_informs, second.kind.name) == ("VERSION", True, "CHANGED")
    assert [kind for kind, _, _ in told(remove("w wersji"))] == ["VERSION"]


def test_numbers_typed_by_hand_are_information() -> None:
    edited = report().sentence("Budżet wzrósł o 3,7 mln zł, do 45 800 zł.")
    (each,) = compared(edited, report(), FIGURES)
    assert (each.kind.name, each.only_informs) == ("BY_HAND", True)
    assert each.problem == "Liczby dopisane ręcznie, których collector nie sprawdza: 3,7; 45 800."
    (each,) = compared(report().sentence("Razem 1.234 osoby i 4.5 etatu."), report(), FIGURES)
    assert each.problem.endswith(": 1.234; 4.5.")


@pytest.mark.parametrize(
    "sentence",
    [
        "W latach 2017–2024, a także w 2025 r., nie było zmian.", "Uchwała Nr XXV/312/2016 z 12 maja 2016 r.",
        "Zarządzenie z dnia 12.05.2024 (Dz.U.2024.1283), art. 17 ust. 2 pkt 3.", "3. Trzeci punkt", "Wskaźnik A.1.4/3",
        "Sala 12B, godz. 10:30, tel. 85 678 12 34", "zob. rozdział 2.1.3, anna2@mops.pl, https://mops.pl/a?b=17",
        "zob. tabela 2 i wykres 4", "Tak jak 2024 r.",
    ],
)  # fmt: skip
def test_what_only_numbers_things_is_no_number_by_hand(sentence: str) -> None:
    assert compared(report().sentence(sentence), report(), FIGURES) == []


def test_unmarked_numbers_of_the_new_report_are_known() -> None:
    fresh = report().sentence("Zebrano 175 formularzy.")
    assert compared(report().sentence("Zebrano 175 formularzy."), fresh, FIGURES) == []


# --- Tables ----------------------------------------------------------------------------------------------------------


def table_of(body: Any) -> Any:
    return next(body.iter(qn("w:tbl")))


def rows_of(body: Any) -> list[Any]:
    return list(table_of(body).iter(qn("w:tr")))


def test_a_changed_cell_is_told_with_its_row_and_column() -> None:
    def edit(body: Any) -> None:
        retype("4 648", "4 649")(table_of(body))

    assert told(edit) == [
        ("CELL", "Tabela 2, wiersz 1/1, kolumna „Wartość”", "jest „4 649”, powinno być „4 648”."),
    ]
    assert told(lambda body: retype("4 648", "4648")(table_of(body))) == []


def test_missing_added_and_moved_rows() -> None:
    def without_row(body: Any) -> None:
        table_of(body).remove(rows_of(body)[2])

    def with_row(body: Any) -> None:
        row = copy.deepcopy(rows_of(body)[1])
        for text, new in zip(texts(row), ("1/9", "Nowy", "5"), strict=True):
            text.text = new
        table_of(body).append(row)

    def moved(body: Any) -> None:
        table_of(body).append(rows_of(body)[1])

    def struck(body: Any) -> None:
        change = OxmlElement("w:trPr")
        change.append(OxmlElement("w:del"))
        rows_of(body)[2].insert(0, change)

    assert told(without_row) == [("ROWS", "Tabela 2", "Brakuje wierszy: 1/2.")]
    assert told(with_row) == [("ROWS", "Tabela 2", "Dopisano wiersze: 1/9.")]
    assert told(moved) == [("ROWS", "Tabela 2", "Wiersze stoją w innej kolejności: 1/1.")]
    assert told(struck)[0] == ("ROWS", "Tabela 2", "Brakuje wierszy: 1/2.")


def test_a_row_whose_number_was_changed_is_the_same_row() -> None:
    assert told(lambda body: retype("1/2", "1/22")(table_of(body))) == [
        ("CELL", "Tabela 2, wiersz 1/2, kolumna „Nr”", "jest „1/22”, powinno być „1/2”.")
    ]


def test_columns() -> None:
    def without_column(body: Any) -> None:
        for row in rows_of(body):
            row.remove(row.findall(qn("w:tc"))[1])

    def with_column(body: Any) -> None:
        for row in rows_of(body):
            cell = copy.deepcopy(row.findall(qn("w:tc"))[2])
            texts(cell)[0].text = "Moja"
            row.append(cell)

    def swapped(body: Any) -> None:
        for row in rows_of(body):
            row.append(row.findall(qn("w:tc"))[1])

    assert told(without_column) == [("COLUMNS", "Tabela 2", "Brakuje kolumn: Wskaźnik.")]
    assert told(with_column) == [("COLUMNS", "Tabela 2", "Dopisano kolumny: Moja.")]
    assert told(swapped) == [("COLUMNS", "Tabela 2", "Przestawiono kolumny.")]
    assert told(retype("Wartość", "Wynik")) == [
        ("COLUMNS", "Tabela 2", "Zmieniono nagłówek kolumny: jest „Wynik”, powinno być „Wartość”.")
    ]


def test_merged_cells_keep_their_columns() -> None:
    def edit(body: Any) -> None:
        for row, kind in zip(rows_of(body)[1:3], ("restart", "continue"), strict=True):
            merged = OxmlElement("w:vMerge")
            merged.set(qn("w:val"), kind)
            row.findall(qn("w:tc"))[1].get_or_add_tcPr().append(merged)

    kinds_found = [(kind, place) for kind, place, _ in told(edit)]
    assert ("CELL", "Tabela 2, wiersz 1/2, kolumna „Wskaźnik”") in kinds_found
    assert all("Wartość" not in place for _, place in kinds_found)


def test_a_table_that_is_gone_or_copied() -> None:
    def gone(body: Any) -> None:
        body.remove(table_of(body))

    def copied(body: Any) -> None:
        body.append(OxmlElement("w:p"))
        body.append(copy.deepcopy(table_of(body)))

    assert told(gone) == [
        ("TABLE", "rozdział „Cel 1. Pomoc”", "Brakuje tabeli „Tabela 2. Wskaźniki celu 1”."),
    ]
    assert told(copied) == [
        ("TABLE", "rozdział „Podsumowanie”", "Tabela „Tabela 2. Wskaźniki celu 1” stoi w dokumencie więcej niż raz."),
    ]
    changed = told(both(copied, lambda body: retype("4 648", "1")(list(body.iter(qn("w:tbl")))[1])))
    assert changed[1][1:] == (
        "Tabela 2 (kopia 2), wiersz 1/1, kolumna „Wartość”",
        "jest „1”, powinno być „4 648”.",
    )


def test_a_table_without_its_mark_is_known_by_its_rows() -> None:
    def edit(body: Any) -> None:
        without_marks(table_of(body))
        retype("4 648", "4 649")(table_of(body))

    assert [kind for kind, _, _ in told(edit)] == ["CELL"]


def test_a_table_that_the_report_has_no_more() -> None:
    edited = report().table("czesci.9.wiersze", [["Nr", "Ile"], ["9/1", "5"]], "Tabela 7. Dawny cel")
    ((kind, problem),) = [(each.kind.name, each.problem) for each in compared(edited, report(), FIGURES)]
    assert (kind, problem) == ("TABLE", "Tabeli „Tabela 7. Dawny cel” nie ma już w raporcie.")


def test_a_table_of_somebody_else_is_read_as_text() -> None:
    edited = report().table("", [["Rok", "Kwota"], ["2024", "77 500"]])
    assert [(each.kind.name, each.problem) for each in compared(edited, report(), FIGURES)] == [
        ("BY_HAND", "Liczby dopisane ręcznie, których collector nie sprawdza: 77 500.")
    ]


def test_tables_of_the_same_kind_are_told_apart() -> None:
    def twofold() -> Draft:
        return report().table("tabele", ROWS, "Tabela 3. A").table("tabele", [["Nr", "Ile"], ["T", "5"]], "Tabela 4. B")

    assert compared(twofold(), twofold(), FIGURES) == []
    edited = twofold().edited(retype("T", "U"))
    assert [each.place for each in compared(edited, twofold(), FIGURES)] == ["Tabela 4, wiersz T, kolumna „Nr”"]


# --- The document as a whole -----------------------------------------------------------------------------------------


def named(identifier: str) -> Draft:
    draft = report()
    draft.document.core_properties.identifier = identifier
    return draft


@pytest.mark.parametrize(
    ("identifier", "words"), [("inny/2024", "jest raportem innego programu (inny)"), ("maly/2023", "raportem za 2023")]
)
def test_a_report_of_another_programme_or_year_is_refused(identifier: str, words: str) -> None:
    with pytest.raises(InputError, match=words.replace("(", r"\(").replace(")", r"\)")):
        compared(named(identifier), named("maly/2024"), FIGURES)
    assert compared(named("maly/2024"), named("maly/2024"), FIGURES) == []
    assert compared(named("ISBN 83-01"), named("maly/2024"), FIGURES) == []
    assert compared(named(""), named("maly/2024"), FIGURES) == []


def test_a_document_without_marks_is_refused() -> None:
    with pytest.raises(InputError, match="nie ma ani jednej liczby oznaczonej"):
        compared(report().edited(without_marks), report(), FIGURES)


def test_a_report_of_other_figures_is_refused() -> None:
    edited = Draft().sentence(*((f"wartość|X/{n}", str(n)) for n in range(4)))
    with pytest.raises(InputError, match="innego programu albo innego roku: w danych nie ma 4 z 4"):
        compared(edited, report(), FIGURES)


def test_text_boxes_notes_and_pages_are_read() -> None:
    box = (
        f"<w:r {nsdecls('w')}><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent/>"
        "</v:textbox></v:shape></w:pict></w:r>"
    )

    def edit(body: Any) -> None:
        paragraph, run = paragraph_with(body, "z pomocy"), parse_xml(box)
        paragraph_with(body, "Najwięcej").append(run)
        next(run.iter(qn("w:txbxContent"))).append(paragraph)

    assert told(edit) == []
    edited = report().edited(remove("w wersji"))
    edited.document.sections[0].footer.paragraphs[0].text = "Strona 12"
    assert kinds(compared(edited, report(), FIGURES)) == ["VERSION"]


def test_figures_in_tables_that_only_set_a_text_in_columns_count() -> None:
    def in_columns() -> Draft:
        draft = report()
        table = draft.document.add_table(rows=1, cols=2)
        draft.sentence("Obok ", ("wartość|1/1", "4 648"), " osób.")
        table.cell(0, 1)._tc.append(paragraph_with(draft.document.element.body, "Obok"))
        return draft

    assert compared(in_columns(), in_columns(), FIGURES) == []
    edited = in_columns().edited(lambda body: retype("4 648", "1")(list(body.iter(qn("w:tbl")))[1]))
    assert kinds(compared(edited, in_columns(), FIGURES)) == ["CHANGED"]
    assert kinds(compared(in_columns().edited(remove("Obok")), in_columns(), FIGURES)) == ["MISSING"]


def test_a_document_of_no_paragraphs_is_read() -> None:
    def emptied(body: Any) -> None:
        control = next(body.iter(qn("w:sdt")))
        for element in list(body):
            body.remove(element)
        body.append(control)

    assert read(report().edited(emptied).content(), FIGURES).figures == ()


def test_strict_open_xml_is_read() -> None:
    def strict(content: bytes) -> bytes:
        return content.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )

    content = with_part(report().edited(retype("4 648", "4 649")).content(), "word/document.xml", strict)
    content = with_part(content, "word/styles.xml", strict)
    assert kinds(compared(content, report(), FIGURES)) == ["CHANGED"]


def test_headings_are_known_by_their_level_too() -> None:
    made = read(report().content(), FIGURES)
    assert made.figures[0].passage.under == "rozdział „Cel 1. Pomoc”"

    def levelled(body: Any) -> None:
        properties = paragraph_with(body, "Cel 1. Pomoc").get_or_add_pPr()
        properties.remove(properties.find(qn("w:pStyle")))
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), "0")
        properties.append(level)

    again = read(report().edited(levelled).content(), FIGURES)
    assert again.figures[0].passage.under == "rozdział „Cel 1. Pomoc”"


def test_comments_are_said() -> None:
    edited = report()
    edited.document.add_comment(edited.document.paragraphs[1].runs, text="Proszę sprawdzić 999", author="Anna")
    assert [each.problem for each in compared(edited, report(), FIGURES)] == ["W dokumencie są komentarze."]


def test_many_places_with_numbers_by_hand_are_cut_short() -> None:
    edited = report()
    for number in range(33):
        edited.sentence(f"Dopisane zdanie: {700 + number} osób i {', '.join(str(n) for n in range(500, 510))}.")
    told_of = compared(edited, report(), FIGURES)
    assert len(told_of) == 31
    assert told_of[0].problem.endswith("700; 500; 501; 502; 503; 504; 505; 506 … i jeszcze 3.")
    assert told_of[-1].problem == "Akapitów z takimi liczbami jest więcej: 3."


def test_many_missing_figures_are_named_in_short() -> None:
    figures = registry(**{f"w1_{number}": str(number) for number in range(1, 9)})
    fresh = (
        Draft()
        .sentence(*((f"wartość|1/{number}", f"{number}") for number in range(1, 9)))
        .sentence(("wartość|1/1", "1"), " osoba")
    )
    edited = fresh.edited(lambda body: body.remove(next(body.iter(qn("w:p")))))
    (each,) = compared(edited, fresh, figures)
    assert each.problem.endswith("(„6”) … i jeszcze 2.")


def test_tables_with_many_changes_and_unnamed_rows() -> None:
    rows = [["Nr", "Ile"], *([f"1/{number}", str(number)] for number in range(20)), ["", "razem"]]
    fresh = report().table("inna", rows)

    def cut(body: Any) -> None:
        table = list(body.iter(qn("w:tbl")))[1]
        for row in list(table.iter(qn("w:tr")))[1:]:
            table.remove(row)

    (each,) = compared(fresh.edited(cut), fresh, FIGURES)
    assert each.place == "tabela, rozdział „Podsumowanie”"
    assert each.problem.startswith("Brakuje wierszy: 1/0, 1/1,")
    assert each.problem.endswith(" … i jeszcze 13.")

    def change(body: Any) -> None:
        retype("razem", "brak danych")(body)

    assert [(each.kind.name, each.problem) for each in compared(fresh.edited(change), fresh, FIGURES)] == [
        ("ROWS", "Brakuje wierszy: 21."),
        ("ROWS", "Dopisano wiersze: 21."),
    ]


def test_a_table_of_another_width_is_compared_by_its_headings() -> None:
    fresh = Draft().table("T", [["Nr", "Ile"], ["1", "5"]])
    bare = fresh.edited(lambda body: body.append(copy.deepcopy(table_of(body))))
    assert [each.place for each in compared(bare, fresh, FIGURES)] == ["tabela „Nr | Ile”"]


def test_a_sentence_of_no_words_has_no_likeness() -> None:
    fresh = report().sentence(("wartość|1/4", "22 351"))
    edited = fresh.edited(lambda body: body.remove(list(body.iter(qn("w:p")))[-1]))
    assert kinds(compared(edited, fresh, FIGURES)) == ["MISSING"]


def test_deep_and_odd_documents_are_read() -> None:
    def deep(body: Any) -> None:
        paragraph = paragraph_with(body, "z pomocy")
        for _ in range(60):
            inner = OxmlElement("w:smartTag")
            for child in list(paragraph)[1:]:
                inner.append(child)
            paragraph.append(inner)

    def odd(body: Any) -> None:
        body.insert(
            0, parse_xml(f"<w:p {nsdecls('w')}><w:bookmarkEnd w:id='99'/><w:r><w:tab/><w:noBreakHyphen/></w:r></w:p>")
        )
        table_of(body).insert(
            2, parse_xml(f"<w:tr {nsdecls('w')}><w:trPr><w:del w:id='3'/></w:trPr><w:tc><w:p/></w:tc></w:tr>")
        )
        rows_of(body)[-1].append(parse_xml(f"<w:tc {nsdecls('w')}><w:tcPr><w:cellDel w:id='4'/></w:tcPr><w:p/></w:tc>"))

    assert told(deep) == []
    assert [kind for kind, _, _ in told(odd)] == ["TRACKED"]


# --- Charts ----------------------------------------------------------------------------------------------------------


def chart(name: str = "Wykres 1 – A", *series: Series, cells: dict[str, str] | None = None) -> DocumentChart:
    drawn = series or (Series("2024", ("1/1 Osoby", "1/2 Inne"), ("5", "12.5")),)
    return DocumentChart(name=name, description="Opis", under="rozdział „Cel A”", series=drawn, cells=cells)


@pytest.mark.parametrize(
    ("series", "words"),
    [
        (Series("2023", ("1/1 Osoby", "1/2 Inne"), ("5", "12.5")), "nazwę serii: jest „2023”, powinno być „2024”."),
        (Series("2024", ("1/1 Osoby", "Inne"), ("5", "12.5")), "podpis: jest „Inne”, powinno być „1/2 Inne”."),
        (Series("2024", ("1/1 Osoby",), ("5",)), "Seria „2024” ma inną liczbę wartości: 1 zamiast 2."),
        (Series("2024", ("1/1 Osoby", "1/2 Inne"), ("#N/A", "12.5")), "„1/1 Osoby”: jest „#N/A”, powinno być „5”."),
        (Series("2024", ("1/1 Osoby", "1/2 Inne"), ("5", "13,5")), "„1/2 Inne”: jest „13,5”, powinno być „12,5”."),
    ],
)  # fmt: skip
def test_what_a_chart_shows_is_compared(series: Series, words: str) -> None:
    (each,) = chart_differences([chart("Wykres 1 – A", series)], [chart()])
    assert each.place == "wykres „Wykres 1 – A”"
    assert each.problem.endswith(words)


def test_charts_that_were_saved_again_are_known_by_their_numbers_or_chapter() -> None:
    spelled = Series("2024", ("1/1 Osoby", "1/2 Inne"), ("5.0", "12.500000000000001"))
    assert list(chart_differences([chart("Object1", spelled)], [chart()])) == []
    changed = Series("2024", ("1/1 Osoby", "1/2 Inne"), ("6", "12.5"))
    (each,) = chart_differences([chart("Object1", changed)], [chart()])
    assert each.problem.endswith("jest „6”, powinno być „5”.")
    more = chart("Object1", changed, changed)
    assert [each.problem for each in chart_differences([more], [chart()])] == ["Brakuje wykresu „Wykres 1 – A”."]
    assert [each.problem for each in chart_differences([chart("Wykres 1 – A", changed, changed)], [chart()])] == [
        "Wykres ma inną liczbę serii: jest „2”, powinno być „1”."
    ]


def test_many_differences_of_a_chart_are_counted() -> None:
    many = [tuple(map(str, range(start, start + 8))) for start in (0, 100)]
    labels = tuple("abcdefgh")
    edited, fresh = (chart("Wykres 1 – A", Series("2024", labels, numbers)) for numbers in many)
    found = list(chart_differences([edited], [fresh]))
    assert len(found) == 6
    assert found[-1].problem == "Różnic w tym wykresie jest więcej: jeszcze 3."


def test_the_workbook_of_a_chart_is_compared_where_both_have_one() -> None:
    made = chart(cells={"Dane!A1": "5"})
    assert list(chart_differences([chart(cells=None)], [made])) == []
    assert list(chart_differences([chart(cells={"Sheet1!A1": "5"})], [made])) == []
    (each,) = chart_differences([chart(cells={"Sheet1!A1": "6"})], [made])
    assert "komórka A1: jest „6”, powinno być „5”" in each.problem
