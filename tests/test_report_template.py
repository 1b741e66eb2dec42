"""A coordinator may edit the Word template of the report: what is wrong in it is named with the tag and the place."""

import io
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import RGBColor
from scripts.write_template_page import PAGE, with_tags

from collector.domain.errors import InputError, SettingsError
from collector.files import with_fixed_times
from collector.reports.narrative.template.check import check_template
from collector.reports.narrative.template.healing import healed
from collector.reports.narrative.template.shipped import Kind, shipped_template
from collector.reports.narrative.template.tags import TAGS, Shape
from collector.submissions.opening.kinds import OLE

from .conftest import ROOT, Bureau, Run
from .damaged.packages import unzipped, zipped
from .small_city import copied, small_city
from .test_commands import fingerprints
from .told import opened, paragraphs_of, saved

Collector = Callable[..., Run]
NAME = "templates_docx/raport.docx"
IDS = ("A.1.4/3", "B.2.1/1")
LIST = " Lista znaczników: docs/szablon-raportu.md."


def paragraphs(*texts: str) -> bytes:
    """A document of these paragraphs."""
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    return saved(document)


def table(*rows: tuple[str, ...]) -> bytes:
    """A document with a table."""
    document = docx.Document()
    made = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(made.add_row().cells, row, strict=True):
            cell.text = text
    return saved(document)


def in_footer(*texts: str) -> bytes:
    """A document whose footer holds these paragraphs, and whose body has no tag."""
    document = docx.Document()
    document.add_paragraph("x")
    footer = document.sections[0].footer
    footer.paragraphs[0].text = texts[0]
    for text in texts[1:]:
        footer.add_paragraph(text)
    return saved(document)


def problem(template: bytes) -> str:
    """What is said of a template with one problem, without the words that all have."""
    with pytest.raises(SettingsError) as raised:
        check_template(template, NAME, IDS)
    said = str(raised.value)
    assert raised.value.exit_code == 2
    assert said.startswith(f"Szablon {NAME}: "), said
    assert said.endswith(f".{LIST}"), said
    return said.removeprefix(f"Szablon {NAME}: ").removesuffix(f".{LIST}")


# --- What is right ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", Kind)
def test_the_shipped_templates_are_right(kind: Kind) -> None:
    check_template(shipped_template(kind).read_bytes(), kind, IDS)


@pytest.mark.parametrize(
    "template",
    [
        paragraphs(
            "W {{ rok }} r., {{miasto}}", "{# uwaga #}", "{%p if braki and not wyjasnienia %}", "x", "{%p endif %}"
        ),
        paragraphs(
            "{%p for a in tytul %}",
            "{{ a }}",
            "{%p endfor %}",
            "{%p for rok in podstawa %}",
            "{{ rok }}",
            "{%p endfor %}",
        ),
        paragraphs(
            "{%p for c in czesci %}",
            "{%p if c.porownanie or c.wiersze %}",
            "{{ c.naglowek }}",
            "{%p elif c.braki %}",
            "{%p else %}",
            "{%p endif %}",
            "{%p for x in c.opis %}",
            '{{ x }}{{ c["naglowek"] }}',
            "{%p endfor %}",
            "{%p endfor %}",
        ),
        paragraphs('{{ wskaznik["A.1.4/3"].wartosc }}', "{%p if wskaznik['B.2.1/1'].zmiana %}", "x", "{%p endif %}"),
        paragraphs("{{\u00a0wskaznik[„A.1.4/3”].wartosc }} i {{ wskaznik[‘B.2.1/1’].\u200bzmiana }}"),
        paragraphs("{%p\u00a0for a\u00a0in tytul\u00a0%}", "{{ a }}", "{%p\u00a0endfor\u00a0%}"),
        paragraphs("zdanie {% if podstawa -%} z podstawą {%- else %} bez niej {% endif %}, 100% {nie znacznik} 5 } {"),
        paragraphs("{% for a in tytul %}", "{{ a }}, ", "{% endfor %}"),
        table(("{%tc if rok %}", "b", "{%tc endif %}")),
        in_footer("{{ rok }}"),
        in_footer("{%p if rok %}", "b", "{%p endif %}", ""),
        table(
            ("Nr", "Nazwa"),
            ("{%tr for b in braki %}", ""),
            ("{{ b.wskaznik }}", "{{ b.stan }}"),
            ("{%tr endfor %}", ""),
        ),
    ],
)
def test_what_may_be_written(template: bytes) -> None:
    check_template(template, NAME, IDS)


def test_a_tag_that_word_has_split_is_whole() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for text in ("Rok {", "{ r", "ok }", "} i {{ tyt"):
        paragraph.add_run(text).bold = text == "ok }"
    paragraph.add_run("ul }}")
    assert problem(saved(document)) == (
        "akapit 1 („Rok {{ rok }} i {{ tytul }}”): „{{ tytul }}”: „tytul” to lista: użyj „{%p for w in tytul %}”, "
        "„{{ w }}” i „{%p endfor %}”, każde w osobnym akapicie"
    )


def test_a_finished_report_is_no_template() -> None:
    assert problem(paragraphs("Raport za 2023 r.")).startswith("cały dokument: nie ma w nim żadnego znacznika")


# --- What is wrong in a tag ------------------------------------------------------------------------------------------


def way_through(name: str, item: str) -> str:
    loop = f"„{{%p for w in {name} %}}”, „{{{{ {item} }}}}” i „{{%p endfor %}}”"
    return f"„{name}” to lista: użyj {loop}, każde w osobnym akapicie"


NEEDS_ID = 'po „wskaznik” musi stać numer wskaźnika w cudzysłowie, np. „wskaznik["A.1.4/3"].wartosc”'
ONLY = "; dozwolone są tylko: for, endfor, if, elif, else, endif"
AFTER_FOR = "po „for” może stać tylko: nazwa, „in” i lista, np. „{%p for czesc in czesci %}”"
ITS_LOOP = "może stać tylko po „{%p for czesc in czesci %}”, a przed „{%p endfor %}”"
ELSEWHERE = "ale stoi gdzie indziej: oba muszą stać w tym samym tekście, tabeli, wierszu lub komórce"
NO_OTHER = "tu może stać tylko znacznik z listy, bez działań, funkcji, filtrów i własnych tekstów"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ rokk }}", "nie ma znacznika „rokk”; czy chodziło o „rok”?"),
        ("{{ Rok }}", "nie ma znacznika „Rok”; czy chodziło o „rok”?"),
        ("{{ wynik_finansowy }}", "nie ma znacznika „wynik_finansowy”"),
        ("{{ czesc.naglowek }}", "nie ma tu znacznika „czesc”: " + ITS_LOOP),
        ("{{ tytul }}", way_through("tytul", "w")),
        ("{{ czesci }}", way_through("czesci", "w.naglowek")),
        ("{{ braki.stan }}", way_through("braki", "w.stan")),
        ("{{ wskaznik }}", NEEDS_ID),
        ("{{ wskaznik.wartosc }}", NEEDS_ID),
        ("{{ wskaznik[A].wartosc }}", NEEDS_ID),
        ('{{ wskaznik["A.1.4/4"].wartosc }}', "program nie ma wskaźnika „A.1.4/4”; czy chodziło o „A.1.4/3”?"),
        (
            '{{ wskaznik["A.1.4/3"] }}',
            '„wskaznik["A.1.4/3"]” to cały wiersz: dopisz po kropce, które pole wstawić, np. '
            '„wskaznik["A.1.4/3"].nazwa”',
        ),
        (
            '{{ wskaznik["A.1.4/3"].wartość_ }}',
            'nie ma znacznika „wskaznik["A.1.4/3"].wartość_”; czy chodziło o „wskaznik["A.1.4/3"].wartosc”?',
        ),
        ("{{ rok.nazwa }}", "nie ma znacznika „rok.nazwa”"),
        ("{{ rok.__class__ }}", "nie ma znacznika „rok.__class__”"),
        ("{{ rok|upper }}", NO_OTHER),
        ("{{ rok + 1 }}", NO_OTHER),
        ("{{ rok.upper() }}", NO_OTHER),
        ("{{ 'tekst' }}", NO_OTHER),
        ("{{ '%s' % rok }}", NO_OTHER),
        ("{{ rok, miasto }}", NO_OTHER),
        ("{{ }}", "pusty znacznik"),
        ("{% %}", "pusty znacznik"),
        ("{{ rok miasto }}", "nie można go odczytać"),
        ("{{{ rok }}", "nie można go odczytać"),
        ("{{ rok- }}", "nie można go odczytać"),
        ("{{+rok }}", NO_OTHER),
        ("{{r rok }}", "tekst wstawia się bez „r” po nawiasach: „{{ rok }}”"),
        ("{{p rok }}", "tekst wstawia się bez „p” po nawiasach: „{{ rok }}”"),
        ("{{ rok }", "brakuje zamknięcia „}}”"),
        ("{{ rok", "brakuje zamknięcia „}}”"),
        ("{# uwaga", "brakuje zamknięcia „#}”"),
        ("{% if rok", "brakuje zamknięcia „%}”"),
        ("{ rok }}", "brakuje otwarcia „{{” przed „}}”"),
        ("{ % if rok %}", "brakuje otwarcia „{%” przed „%}”"),
        ("{ rok }", "znacznik ma podwójne nawiasy: „{{ rok }}”"),
        ("{% set x = 1 %}", "„set” nie jest tu dozwolone" + ONLY),
        ("{% include 'x' %}", "„include” nie jest tu dozwolone" + ONLY),
        ("{% cellbg rok %}", "„cellbg” nie jest tu dozwolone" + ONLY),
        ("{% 5 %}", "to nie jest tu dozwolone" + ONLY),
        ("{% zestawienie %}", "nie ma polecenia „zestawienie”" + ONLY),
    ],
)
def test_what_is_wrong_in_a_tag(text: str, said: str) -> None:
    assert problem(paragraphs("", text)) == f"akapit 2 („{text}”): {said}"


def test_the_only_tag_of_a_paragraph_is_not_said_twice() -> None:
    said = problem(paragraphs("Cel: {{ rokk }}"))
    assert said == "akapit 1 („Cel: {{ rokk }}”): nie ma znacznika „rokk”; czy chodziło o „rok”?"


def test_a_tag_among_words_is_named() -> None:
    said = problem(paragraphs("Cel: {{ rokk }} i {{ rok }}"))
    assert (
        said == "akapit 1 („Cel: {{ rokk }} i {{ rok }}”): „{{ rokk }}”: nie ma znacznika „rokk”; czy chodziło o „rok”?"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ czesc.naglwek }}", "nie ma znacznika „czesc.naglwek”; czy chodziło o „czesc.naglowek”?"),
        ("{%p if czesc %}", "„czesc” to cały wiersz, a warunkiem może być jego pole"),
        ("{{ czesc }}", "„czesc” to cały wiersz: dopisz po kropce, które pole wstawić, np. „czesc.naglowek”"),
        ("{{ czsc.naglowek }}", "nie ma znacznika „czsc”; czy chodziło o „czesc”?"),
        (
            "{{ czesc.porownanie }}",
            "„czesc.porownanie” to odpowiedź tak lub nie: służy tylko do warunku „{%p if czesc.porownanie %}”",
        ),
        ("{{ loop.index }}", "nie ma znacznika „loop”"),
        ("{{ czesc.nr }}", "nie ma znacznika „czesc.nr”; czy chodziło o „braki.nr”?"),
    ],
)
def test_the_fields_of_a_row(text: str, said: str) -> None:
    start = ("{%p for czesc in czesci %}", "{%p for braki in czesc.wiersze %}")
    end = ("{%p endif %}",) if " if " in text else ()
    assert problem(paragraphs(*start, text, *end, "{%p endfor %}", "{%p endfor %}")) == f"akapit 3 („{text}”): {said}"


# --- Loops and conditions --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("{%p for a in tytl %}", "nie ma znacznika „tytl”; czy chodziło o „tytul”?"),
        ("{%p for a in rok %}", "„rok” to nie lista, więc nie można go użyć z „for”"),
        (
            '{%p for a in wskaznik["A.1.4/3"] %}',
            '„wskaznik["A.1.4/3"]” to jeden wiersz, a nie lista, więc nie można go użyć z „for”',
        ),
        ("{%p for a of tytul %}", "nie można go odczytać; wzór: „{%p for czesc in czesci %}”"),
        ("{%p for a, b in tytul %}", AFTER_FOR),
        ("{%p for a in tytul if a %}", AFTER_FOR),
        ("{%p fro a in tytul %}", "nie ma polecenia „fro”; czy chodziło o „for”?"),
        ("{%pfor a in tytul %}", "nie ma polecenia „pfor”; czy chodziło o „{%p for”?"),
        ("{% p for a in tytul %}", "między „{%” a „p” nie może być odstępu: napisz „{%p for a in tytul %}”"),
    ],
)
def test_a_wrong_loop_is_said_once(statement: str, said: str) -> None:
    assert problem(paragraphs(statement, "{{ a }}", "{%p endfor %}")) == f"akapit 1 („{statement}”): {said}"


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("tytl", "nie ma znacznika „tytl”; czy chodziło o „tytul”?"),
        ("rok == '2020'", NO_OTHER),
        (
            "not rok and wskaznik",
            NEEDS_ID,
        ),
        ('wskaznik["A.1.4/3"]', '„wskaznik["A.1.4/3"]” to cały wiersz, a warunkiem może być jego pole'),
        ("", "pusty znacznik"),
    ],
)
def test_a_wrong_condition(condition: str, said: str) -> None:
    statement = f"{{%p if {condition} %}}"
    assert problem(paragraphs(statement, "x", "{%p endif %}")).endswith(f": {said}")


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (
            ("{%p for a in tytul %}", "{{ a }}"),
            "akapit 1 („{%p for a in tytul %}”): brakuje „{%p endfor %}”, który to zamyka",
        ),
        (("{%p if rok %}", "x"), "akapit 1 („{%p if rok %}”): brakuje „{%p endif %}”, który to zamyka"),
        (
            ("x", "{%p endfor %}"),
            "akapit 2 („{%p endfor %}”): „endfor” nie ma czego zamknąć: brakuje przed nim „for” albo zamknięto je już "
            "wcześniej",
        ),
        (
            ("{%p for a in tytul %}", "{%p if rok %}", "x", "{%p endfor %}"),
            "akapit 4 („{%p endfor %}”): najpierw trzeba zamknąć „{%p if rok %}” (akapit 2): brakuje „{%p endif %}”",
        ),
        (("{%p else %}",), "akapit 1 („{%p else %}”): „else” może stać tylko między „if” a „endif”"),
        (
            ("{%p for a in tytul %}", "{%p else %}", "{%p endfor %}"),
            "akapit 2 („{%p else %}”): „else” może stać tylko między „if” a „endif”",
        ),
        (
            ("{%p if rok %}", "{%p else %}", "{%p else %}", "{%p endif %}"),
            "akapit 3 („{%p else %}”): „else” po „else” tego samego „if” (akapit 1)",
        ),
        (
            ("{%p if rok %}", "{%p else if miasto %}", "{%p endif %}"),
            "akapit 2 („{%p else if miasto %}”): po „else” nie może nic stać; czy chodziło o „elif miasto”?",
        ),
        (("{%p if rok %}", "x", "{%p endif rok %}"), "akapit 3 („{%p endif rok %}”): po „endif” nie może nic stać"),
        (
            ("{%p if rok %}", "x", "{% endif %}"),
            "akapit 3 („{% endif %}”): „endif” należy do „{%p if rok %}” (akapit 1), więc musi "
            "zaczynać się tak samo: „{%p endif %}”",
        ),
        (
            ("{%tr for a in tytul %}", "{{ a }}", "{%p endfor %}"),
            "akapit 1 („{%tr for a in tytul %}”): „{%tr” może stać tylko w wierszu tabeli; poza tabelą napisz „{%p”",
        ),
        (
            ("{%p if rok %} tekst", "x", "{%p endif %}"),
            "akapit 1 („{%p if rok %} tekst”): ten znacznik zastępuje cały akapit: przenieś "
            "gdzie indziej wszystko inne, co tam stoi",
        ),
    ],
)
def test_what_is_opened_is_closed_once(texts: tuple[str, ...], said: str) -> None:
    assert problem(paragraphs(*texts)) == said


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            (("Nr", "{{ rokk }}"),),
            "tabela 1, wiersz 1, komórka 2 („{{ rokk }}”): nie ma znacznika „rokk”; czy chodziło o „rok”?",
        ),
        (
            (("Nr", "x"), ("{%tr for b in braki %}", "{{ b.stan }}"), ("{%tr endfor %}", "")),
            "tabela 1, wiersz 2, komórka 1 („{%tr for b in braki %}”): ten znacznik zastępuje cały wiersz tabeli: "
            "przenieś gdzie indziej wszystko inne, co tam stoi",
        ),
        (
            (("{%tr for b in braki %}", ""), ("{{ b.stan }}", "x"), ("{%tr endfor %}", "")),
            "tabela 1, wiersz 3, komórka 1 („{%tr endfor %}”): tabela mogłaby zostać bez wierszy: dodaj nad pętlą "
            "wiersz z nagłówkami kolumn albo przed tabelą „{%p if braki %}”, a po niej „{%p endif %}”",
        ),
        (
            (("{% for t in tytul %}", "{{ t }}"), ("x", "{% endfor %}")),
            "tabela 1, wiersz 2, komórka 2 („{% endfor %}”): „endfor” należy do „{% for t in tytul %}” (tabela 1, "
            "wiersz 1, komórka 1), " + ELSEWHERE,
        ),
    ],
)
def test_tables(rows: tuple[tuple[str, ...], ...], said: str) -> None:
    assert problem(table(*rows)) == said


def test_a_table_without_other_rows_is_right_under_its_condition() -> None:
    document = docx.Document(
        io.BytesIO(table(("{%tr for b in braki %}", ""), ("{{ b.stan }}", ""), ("{%tr endfor %}", "")))
    )
    (made,) = document.tables
    before, after = document.add_paragraph("{%p if braki %}"), document.add_paragraph("{%p endif %}")
    made._tbl.addprevious(before._p)
    made._tbl.addnext(after._p)
    check_template(saved(document), NAME, IDS)


def test_a_pair_does_not_reach_over_the_edge_of_a_table() -> None:
    document = docx.Document(io.BytesIO(table(("{%p if rok %}", "x"))))
    document.tables[0].cell(0, 0).add_paragraph()
    document.add_paragraph("{%p endif %}")
    assert problem(saved(document)) == (
        "akapit 1 („{%p endif %}”): „endif” należy do „{%p if rok %}” (tabela 1, wiersz 1, komórka 1, akapit 1), "
        + ELSEWHERE
    )


def test_a_cell_ends_with_a_paragraph() -> None:
    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "{%p for a in tytul %}"
    cell.add_paragraph("{{ a }}")
    cell.add_paragraph("{%p endfor %}")
    assert problem(saved(document)) == (
        "tabela 1, wiersz 1, komórka 1, akapit 3 („{%p endfor %}”): po tym znaczniku w tej samej komórce musi być "
        "jeszcze jeden akapit, choćby pusty"
    )
    cell.add_paragraph()
    check_template(saved(document), NAME, IDS)


def test_a_footer_ends_with_a_paragraph() -> None:
    assert problem(in_footer("{%p if rok %}", "b", "{%p endif %}")) == (
        "stopka strony, akapit 3 („{%p endif %}”): po tym znaczniku w tej samej stopce musi być jeszcze jeden akapit, "
        "choćby pusty"
    )


def test_a_statement_of_a_cell() -> None:
    assert problem(table(("{%tc if rok %} a", "b", "{%tc endif %}"))).endswith(
        "ten znacznik zastępuje całą komórkę tabeli: przenieś gdzie indziej wszystko inne, co tam stoi"
    )
    assert "w komórce tabeli" in problem(paragraphs("{%tc if rok %}", "x", "{%p endif %}"))


# --- Where it is -----------------------------------------------------------------------------------------------------


def test_a_table_in_a_cell() -> None:
    document = docx.Document()
    document.add_table(rows=1, cols=1)
    inner = document.add_table(rows=1, cols=1).cell(0, 0).add_table(rows=1, cols=2)
    inner.cell(0, 1).text = "{{ rokk }}"
    assert problem(saved(document)).startswith(
        "tabela 2, wiersz 1, komórka 1, tabela 1, wiersz 1, komórka 2 („{{ rokk }}”): "
    )


@pytest.mark.parametrize(
    ("part", "called"),
    [
        ("header", "nagłówek strony"),
        ("footer", "stopka strony"),
        ("first_page_header", "nagłówek pierwszej strony"),
        ("first_page_footer", "stopka pierwszej strony"),
        ("even_page_footer", "stopka stron parzystych"),
    ],
)
def test_what_stands_over_and_under_the_pages(part: str, called: str) -> None:
    document = docx.Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    getattr(section, part).paragraphs[0].text = "{{ rokk }}"
    assert problem(saved(document)).startswith(f"{called} („{{{{ rokk }}}}”): nie ma znacznika")


BOX = """<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:v="urn:schemas-microsoft-com:vml" {w}><mc:Choice Requires="wps"><w:txbxContent>{text}</w:txbxContent></mc:Choice>
 <mc:Fallback><w:pict><v:textbox><w:txbxContent>{text}</w:txbxContent></v:textbox></w:pict></mc:Fallback>
 </mc:AlternateContent>"""


def with_element(xml: str) -> bytes:
    document = docx.Document()
    document.add_paragraph("Rys.").add_run()._r.append(parse_xml(xml))
    return saved(document)


def test_a_text_box_is_said_once_although_word_keeps_it_twice() -> None:
    text = "<w:p><w:r><w:t>{{ rokk }}</w:t></w:r></w:p>"
    said = problem(with_element(BOX.format(w=nsdecls("w"), text=text)))
    assert said.startswith("akapit 1, pole tekstowe („{{ rokk }}”): nie ma znacznika „rokk”")


def test_a_description_of_a_picture_is_not_filled_in() -> None:
    described = '<wp:docPr id="1" name="x" descr="Rok {{ rok }}"/>'
    picture = f"<w:drawing {nsdecls('w', 'wp')}><wp:inline>{described}</wp:inline></w:drawing>"
    assert problem(with_element(picture)) == (
        "akapit 1, opis obrazu albo tekst niewidoczny („Rys.”): „{{ rok }}”: znaczniki nie są tu "
        "wypełniane, więc usuń go stąd"
    )


def test_braces_that_are_open_in_a_description_are_found_by_filling_in() -> None:
    picture = (
        f"<w:drawing {nsdecls('w', 'wp')}><wp:inline><wp:docPr id='1' name='x' descr='{{% x'/></wp:inline></w:drawing>"
    )
    document = docx.Document(io.BytesIO(with_element(picture)))
    document.add_paragraph("{{ rok }}")
    assert problem(saved(document)).startswith("cały dokument: znaczników nie można wypełnić")


def test_a_picture_or_the_end_of_a_page_is_not_lost_with_a_statement() -> None:
    document = docx.Document()
    document.add_paragraph("{%p if rok %}").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("{%p endif %}").add_run()._r.append(parse_xml(f"<w:drawing {nsdecls('w')}/>"))
    with pytest.raises(SettingsError) as raised:
        check_template(saved(document), NAME, IDS)
    assert str(raised.value).count("ten znacznik zastępuje cały akapit") == 2


def test_what_stands_outside_of_paragraphs_is_looked_at() -> None:
    document = docx.Document(io.BytesIO(paragraphs("{{ rok }}")))
    named = '<w:sdtPr><w:alias w:val="{{ rok }}"/></w:sdtPr>'
    control = f"<w:sdt {nsdecls('w')}>{named}<w:sdtContent><w:p/></w:sdtContent></w:sdt>"
    document.element.body.insert(0, parse_xml(control))
    assert problem(saved(document)).startswith("dokument, opis obrazu albo tekst niewidoczny: „{{ rok }}”")


def test_deleted_text_is_not_filled_in() -> None:
    deleted = f"<w:delText {nsdecls('w')}>{{{{ rok }}}}</w:delText>"
    assert "opis obrazu albo tekst niewidoczny" in problem(with_element(deleted))


def test_properties_are_not_filled_in() -> None:
    document = docx.Document()
    document.core_properties.subject = "{{ rok }}"
    said = problem(saved(document))
    assert said == "właściwości dokumentu: „{{ rok }}”: znaczniki nie są tu wypełniane, więc usuń go stąd"


def test_comments_are_not_filled_in() -> None:
    document = docx.Document()
    run = document.add_paragraph("x").runs[0]
    document.add_comment(run, "{{ rok }}")
    assert problem(saved(document)).startswith("komentarze: „{{ rok }}”: ")


def test_all_problems_are_said_at_once_but_not_more_than_ten() -> None:
    with pytest.raises(SettingsError) as raised:
        check_template(paragraphs(*(f"{{{{ rokk{number} }}}}" for number in range(12))), NAME, IDS)
    lines = str(raised.value).split("\n")
    assert lines[0] == f"Szablon {NAME} zawiera błędy (12):"
    assert lines[1] == "  akapit 1 („{{ rokk0 }}”): nie ma znacznika „rokk0”; czy chodziło o „rok”?"
    assert lines[-2:] == ["  … i jeszcze 2", LIST.strip()]
    assert len(lines) == 13


def test_a_long_paragraph_is_cut_in_the_message() -> None:
    assert f"(„{'słowo ' * 11}sło…”): „{{{{ rokk }}}}”: " in problem(paragraphs("słowo " * 30 + "{{ rokk }}"))


def test_what_only_filling_in_shows_is_said_without_a_traceback() -> None:
    document = docx.Document(io.BytesIO(table(("Nr", "Nazwa"))))
    document.add_paragraph("{%- if rok %} y {% endif %}")
    assert problem(saved(document)).startswith("cały dokument: po wypełnieniu powstałby uszkodzony dokument; sprawdź")


# --- Files that are no template --------------------------------------------------------------------------------------


def changed(parts: dict[str, bytes]) -> bytes:
    """A document with other parts."""
    return zipped(unzipped(paragraphs("x")) | parts)


def with_password(template: bytes) -> bytes:
    """A package whose directory says that its parts are encrypted."""
    return template.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")


def types_with(old: str, new: str) -> dict[str, bytes]:
    return {TYPES: unzipped(paragraphs("x"))[TYPES].replace(old.encode(), new.encode())}


MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = "[Content_Types].xml"
DOCUMENT = "word/document.xml"


@pytest.mark.parametrize(
    ("template", "why"),
    [
        (b"", "jest pusty"),
        (b"%PDF-1.7", "nie jest dokumentem programu Word (.docx)"),
        (b"{\\rtf1", "nie jest dokumentem programu Word (.docx)"),
        (OLE + b"WordDocument", "jest dokumentem starego programu Word (.doc)"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "jest zabezpieczony hasłem"),
        (with_password(changed({})), "jest zabezpieczony hasłem"),
        (paragraphs("x")[:2000], "jest uszkodzony"),
        (b"PK\x03\x04", "jest uszkodzony"),
        (
            changed({"mimetype": b"application/vnd.oasis.opendocument.text"}),
            "jest dokumentem programu LibreOffice (.odt)",
        ),
        (changed({"word/vbaProject.bin": b"x"}), "ma makra"),
        (changed(types_with(MAIN, "application/vnd.ms-word.document.macroEnabled.main+xml")), "ma makra"),
        (changed(types_with("document.main+xml", "template.main+xml")), "jest szablonem programu Word (.dotx)"),
        (
            changed(types_with("wordprocessingml.document.main", "spreadsheetml.sheet.main")),
            "jest skoroszytem programu Excel",
        ),
        (changed(types_with("wordprocessingml.document.main", "presentationml.presentation.main")), "jest prezentacją"),
        (changed(types_with(MAIN, "text/xml")), "nie jest dokumentem programu Word (.docx)"),
        (
            zipped({name: part for name, part in unzipped(paragraphs("x")).items() if name != TYPES}),
            "nie jest dokumentem programu Word (.docx)",
        ),
        (changed({"_rels/.rels": b"<Relationships xmlns='x'/>"}), "jest uszkodzony"),
        (
            changed({"_rels/.rels": b"<R x='http://purl.oclc.org/ooxml/officeDocument'/>"}),
            "jest zapisany jako „Strict Open XML”",
        ),
        (changed({DOCUMENT: b"<w:document"}), "jest uszkodzony"),
        (
            changed({DOCUMENT: b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"}),
            "ma niedozwoloną zawartość (deklaracje DTD lub encji XML)",
        ),
        (
            changed({DOCUMENT: b"<x>" + b" " * 6_000_000 + b"</x>"}),
            "jest za duży: jedna z części pliku po rozpakowaniu jest 228 razy większa (najwyżej 150 razy). Zapisz go",
        ),
        (
            changed({DOCUMENT: b"<x>" + random.Random(1).randbytes(3_000_000).hex().encode() + b"</x>"}),
            "jest za duży: jego część word/document.xml ma 7 MB (najwyżej 5 MB). Zapisz go",
        ),
        (changed({"../x": b"x"}), "ma niedozwoloną zawartość (część o ścieżce prowadzącej poza plik)"),
        (b"PK\x03\x04" + bytes(25_000_001), "jest za duży: ma 26 MB (najwyżej 25 MB). Zmniejsz obrazy, np. logo"),
    ],
)
def test_a_file_that_is_no_template(template: bytes, why: str) -> None:
    with pytest.raises(InputError) as raised:
        check_template(template, NAME, IDS)
    said = str(raised.value)
    assert said.startswith(f"Szablonu {NAME} nie można użyć, bo {why}"), said
    assert said.endswith(".")
    assert raised.value.exit_code == 3


# --- What Word makes of quotes and spaces ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("<w:t>„{{\u00a0wskaznik[„A”]\u202f}}”\u00a0x</w:t>", '<w:t>„{{ wskaznik["A"] }}”\u00a0x</w:t>'),
        ("<w:t>{%p\u00a0if wskaznik[‘A’].x %}</w:t>", "<w:t>{%p if wskaznik['A'].x %}</w:t>"),
        (
            "<w:t>{</w:t></w:r><w:r><w:t>{ a[„</w:t></w:r><w:r><w:t>A”] }}</w:t>",
            '<w:t>{{ a["</w:t></w:r><w:r><w:t>A"] }}</w:t>',
        ),
        ('<wp:docPr descr="{{ a[&quot;A&quot;] }} &quot;"/>', '<wp:docPr descr="{{ a["A"] }} &quot;"/>'),
        ("<w:t>{{ a&#8222;b&#8221; &lt; „c” }}</w:t>", '<w:t>{{ a&#8222;b&#8221; &lt; "c" }}</w:t>'),
        ("<w:t>{{ r\u00adok\u200b }}</w:t>", "<w:t>{{ rok }}</w:t>"),
        ("<w:t>„a”\u00a0{b}\u00a0% }\u00ad</w:t>", "<w:t>„a”\u00a0{b}\u00a0% }\u00ad</w:t>"),
    ],
)
def test_healing(xml: str, expected: str) -> None:
    assert healed(xml) == expected
    assert healed(expected) == expected


# --- The page of the documentation -----------------------------------------------------------------------------------


def test_the_list_of_tags_is_up_to_date() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == with_tags(page), "make docs"
    for tag in TAGS:
        assert all(f".{field.name}` |" in page for field in tag.fields)
        assert f"| `{tag.name}` |" in page


def test_the_examples_of_the_page_are_right() -> None:
    text, _, _ = PAGE.read_text(encoding="utf-8").partition("## Co znaczą komunikaty")
    examples = [block for block in text.split("\n\n") if block.startswith("    ")]
    assert len(examples) >= 5
    for example in examples:
        check_template(paragraphs(*(line.strip() for line in example.split("\n"))), NAME, IDS)


def test_every_list_of_the_tags_has_something_to_go_through() -> None:
    for top in TAGS:
        for tag in top.walk():
            assert bool(tag.fields) == (tag.shape in {Shape.ROWS, Shape.BY_ID}), tag.name


# --- The command -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    return small_city(tmp_path_factory.mktemp("zebrane") / "biuro")


@pytest.fixture
def desk(collected: Bureau, tmp_path: Path) -> Bureau:
    return copied(collected, tmp_path / "biuro")


def own_template(desk: Bureau, template: bytes) -> Path:
    path = desk.desk.report_template
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(template)
    return path


def edited(*texts: str) -> bytes:
    """The shipped template with paragraphs at its end, and with another colour of its headings."""
    document = docx.Document(str(shipped_template(Kind.TABLES)))
    document.styles["Heading 1"].font.color.rgb = RGBColor(0x12, 0x34, 0x56)
    for text in texts:
        document.add_paragraph(text)
    return saved(document)


def test_the_template_is_copied_and_never_written_over(desk: Bureau, collector: Collector) -> None:
    done = collector("report-template", cwd=desk.root)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Szablon raportu jest w pliku templates_docx/raport.docx.\nOtwórz go w programie Word")
    path = desk.root / NAME
    assert path.read_bytes() == shipped_template(Kind.TABLES).read_bytes()
    path.write_bytes(b"moje")
    done = collector("report-template", cwd=desk.root)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Plik templates_docx/raport.docx już jest. Niczego nie zmieniono.")
    assert path.read_bytes() == b"moje"


@pytest.mark.parametrize(
    ("example", "kind"),
    [
        ("bialystok-srps-2011-2020", Kind.INDICATORS),
        ("bialystok-pps-2025-2030", Kind.TABLES),
        ("lublin-srps-2014-2020", Kind.REGISTER),
    ],
)
def test_each_kind_of_programme_gets_its_template(
    example: str, kind: Kind, collector: Collector, tmp_path: Path
) -> None:
    for name in ("collector.toml", "programme.yaml"):
        shutil.copy(ROOT / "examples" / example / name, tmp_path / name)
    assert collector("report-template", cwd=tmp_path).code == 0
    assert (tmp_path / NAME).read_bytes() == shipped_template(kind).read_bytes()
    done = collector("report-template", "--check", cwd=tmp_path)
    assert (done.code, done.out) == (0, f"Szablon {NAME} jest poprawny.\n")


def test_the_template_is_checked(desk: Bureau, collector: Collector) -> None:
    done = collector("report-template", "--check", cwd=desk.root)
    assert done.code == 0
    assert done.out.startswith("Nie ma pliku templates_docx/raport.docx, więc raport powstaje z szablonu dostarczonego")
    own_template(desk, paragraphs('{{ wskaznik["1/1"].wartosc }}', '{{ wskaznik["1/9"].wartosc }}'))
    done = collector("report-template", "--check", cwd=desk.root)
    assert (done.code, done.out) == (2, "")
    assert "akapit 2" in done.err
    assert "program nie ma wskaźnika „1/9”; czy chodziło o „1/" in done.err
    own_template(desk, b"%PDF")
    assert collector("report-template", "--check", cwd=desk.root).code == 3
    assert {path.name for path in (desk.root / "templates_docx").iterdir()} == {"raport.docx"}


# --- The report ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("template", "code", "said"),
    [(paragraphs("", "{{ rokk }}"), 2, "akapit 2 („{{ rokk }}”): nie ma znacznika „rokk”"), (b"", 3, "bo jest pusty")],
)
@pytest.mark.parametrize("command", [("merge",), ("merge", "--check"), ("close", "--osoba", "Anna Nowak")])
def test_with_a_wrong_template_nothing_is_written(
    template: bytes, code: int, said: str, command: tuple[str, ...], desk: Bureau, collector: Collector
) -> None:
    own_template(desk, template)
    before = fingerprints(desk.root)
    done = collector(*command, cwd=desk.root)
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert fingerprints(desk.root) == before


def test_a_template_of_ones_own_makes_the_report(desk: Bureau, collector: Collector) -> None:
    assert collector("merge", "--out", "zwykły", cwd=desk.root).code == 0
    own_template(
        desk,
        edited(
            "Nasze zdanie: {{\u00a0wskaznik[„1/3”].wartosc }} za {{ rok }} r.",
            "{%p\u00a0if braki\u00a0%}",
            "Są braki.",
            "{%p endif %}",
        ),
    )
    assert collector("merge", cwd=desk.root).code == 0
    report = desk.desk.build / "raport-2024.docx"
    told = [text.replace("\u00a0", " ") for text in paragraphs_of(report)]
    assert told[-2:] == ["Nasze zdanie: 43 za 2024 r.", "Są braki."]
    assert opened(report).styles["Heading 1"].font.color.rgb == RGBColor(0x12, 0x34, 0x56)
    desk.desk.report_template.unlink()
    assert collector("merge", cwd=desk.root).code == 0
    assert report.read_bytes() == (desk.root / "zwykły" / "raport-2024.docx").read_bytes()


def test_results_do_not_go_where_the_template_is(desk: Bureau, collector: Collector) -> None:
    done = collector("merge", "--out", "templates_docx/proba", cwd=desk.root)
    assert (done.code, "w folderze templates_docx" in done.err) == (2, True)


def test_the_template_is_an_input_of_a_closed_year(desk: Bureau, collector: Collector) -> None:
    path = own_template(desk, with_fixed_times(edited("Pierwsze zdanie")))
    assert collector("close", "--osoba", "Anna Nowak", "--dzien", "2025-03-01", cwd=desk.root).code == 0
    assert collector("merge", cwd=desk.root).code == 0
    path.write_bytes(edited("Drugie zdanie"))
    done = collector("merge", cwd=desk.root)
    assert done.code == 1
    assert "  zmieniono: templates_docx/raport.docx\n" in done.err
    path.unlink()
    assert "  brakuje: templates_docx/raport.docx\n" in collector("merge", cwd=desk.root).err


def test_a_year_that_was_closed_without_a_template_stays_valid(desk: Bureau, collector: Collector) -> None:
    assert collector("close", "--osoba", "Anna Nowak", "--dzien", "2025-03-01", cwd=desk.root).code == 0
    assert NAME not in (desk.root / "history" / "2024-zamkniecie.json").read_text(encoding="utf-8")
    assert collector("merge", cwd=desk.root).code == 0
    own_template(desk, edited("Nowe zdanie"))
    assert "  doszło: templates_docx/raport.docx\n" in collector("merge", cwd=desk.root).err
