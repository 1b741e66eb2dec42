"""Build the shipped Word templates of the narrative, a kind of programme each, so that they can be reviewed as text.

Run after a change here: python -m scripts.build_word_template
"""

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from lxml import etree

from collector.files import with_fixed_times, write_bytes
from collector.reports.narrative.template.shipped import Kind, shipped_template

FONT = "Calibri"
BLUE = RGBColor(0x1F, 0x3A, 0x5F)
GREY = RGBColor(0x40, 0x40, 0x40)
HEADING_FILL = "DDEBF7"
SYMBOL = "\uf0b7"
TITLE = "Szablon raportu z wykonania programu"
MARKS = "http://schemas.microsoft.com/office/word/2012/wordml"
# Of every table: what its columns are called, the fields of its rows, and the widths in cm, 17 together.
EXECUTORS = (
    ("Skrót", "symbol", 2.2), ("Realizator", "nazwa", 5.5), ("Pytania", "pytania", 1.7),
    ("Odpowiedzi", "odpowiedzi", 2.2), ("Kompletność odpowiedzi", "kompletnosc", 2.5),
    ("Data sprawozdania", "data", 2.9),
)  # fmt: skip
# The table of indicators by what it shows: earlier values, verdicts, long descriptions.
VALUE = "Wartość w {{ rok }}\u00a0r."
INDICATORS = (("Nr", "nr", 1.6), ("Wskaźnik", "nazwa", 6.2), (VALUE, "wartosc", 3.2), ("Uwagi", "uwagi", 6.0))
DESCRIBED = (("Nr", "nr", 1.6), ("Wskaźnik", "nazwa", 4.6), (VALUE, "wartosc", 7.2), ("Uwagi", "uwagi", 3.6))
COMPARED = (
    ("Nr", "nr", 1.5), ("Wskaźnik", "nazwa", 5.0), (VALUE, "wartosc", 2.3), ("Poprzednia wartość", "poprzednia", 2.4),
    ("Zmiana", "zmiana", 1.8), ("Uwagi", "uwagi", 4.0),
)  # fmt: skip
ASSESSED = (
    ("Nr", "nr", 1.3), ("Wskaźnik", "nazwa", 4.2), (VALUE, "wartosc", 1.8), ("Poprzednia wartość", "poprzednia", 2.1),
    ("Zmiana", "zmiana", 1.6), ("Cel i ocena", "ocena", 3.2), ("Uwagi", "uwagi", 2.8),
)  # fmt: skip
COMPARED_DESCRIBED = (
    ("Nr", "nr", 1.5), ("Wskaźnik", "nazwa", 4.1), (VALUE, "wartosc", 5.2), ("Poprzednia wartość", "poprzednia", 2.2),
    ("Zmiana", "zmiana", 1.8), ("Uwagi", "uwagi", 2.2),
)  # fmt: skip
ASSESSED_DESCRIBED = (
    ("Nr", "nr", 1.3), ("Wskaźnik", "nazwa", 3.6), (VALUE, "wartosc", 4.0), ("Poprzednia wartość", "poprzednia", 2.0),
    ("Zmiana", "zmiana", 1.6), ("Cel i ocena", "ocena", 2.4), ("Uwagi", "uwagi", 2.1),
)  # fmt: skip
COSTS = (("Nr", "nr", 1.5), ("Cel", "nazwa", 7.0), ("Koszt", "koszt", 3.5), ("Źródła finansowania", "zrodla", 5.0))
STATISTICS = (
    ("Wyszczególnienie", "nazwa", 8.0), ("{{ t.rok1 }}\u00a0r.", "pierwszy", 3.0),
    ("{{ t.rok2 }}\u00a0r.", "drugi", 3.0), ("{{ t.rok3 }}\u00a0r.", "trzeci", 3.0),
)  # fmt: skip
GAPS = (
    ("Wskaźnik", "wskaznik", 6.6), ("Realizator", "realizator", 2.6), ("Czego brakuje", "stan", 3.0),
    ("Przyczyna lub uwaga", "powod", 4.8),
)  # fmt: skip
EXPLANATIONS = (
    ("Wskaźnik", "wskaznik", 4.2), ("Realizator", "realizator", 2.1), ("Wartość", "wartosc", 2.4),
    ("Uwaga", "pytanie", 4.1), ("Wyjaśnienie", "wyjasnienie", 4.2),
)  # fmt: skip
DECISIONS = (
    ("Czego dotyczy", "czego", 4.1), ("Realizator", "realizator", 2.1), ("Rozstrzygnięcie i powód", "powod", 5.0),
    ("Kto i kiedy", "kto", 3.3), ("Stan", "stan", 2.5),
)  # fmt: skip


def build(kind: Kind) -> bytes:
    """The bytes of the template of a kind of programme."""
    return _Template(kind).content()


class _Template:
    """A template being built from the top."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.document = Document()

    def content(self) -> bytes:
        document = self.document
        set_styles(document)
        set_page(document)
        self.title_page()
        self.contents()
        self.opening()
        self.goals()
        if self.kind is Kind.TABLES:
            self.statistics()
        self.summary()
        self.annexes()
        properties = document.core_properties
        properties.title, properties.author, properties.language = TITLE, "collector", "pl-PL"
        properties.comments = ""
        set_language(document)
        set_bullets(document)
        set_settings(document)
        declare_marks(document)
        target = io.BytesIO()
        document.save(target)
        return with_fixed_times(target.getvalue())

    def title_page(self) -> None:
        self.tag("{%p for linia in tytul %}")
        # Between paragraphs of this style there is no space, so that it is only above the first.
        self.document.add_paragraph("{{ linia }}", style="Title").paragraph_format.space_before = Pt(150)
        self.tag("{%p endfor %}")
        issued = self.document.add_paragraph("{{ wydal }}")
        issued.paragraph_format.space_before = Pt(220)
        issued.alignment = WD_ALIGN_PARAGRAPH.CENTER
        issued.add_run().add_break(WD_BREAK.PAGE)

    def contents(self) -> None:
        self.document.add_paragraph("Spis treści", style="TOC Heading")
        paragraph = self.document.add_paragraph()
        for kind in ("begin", "instr", "separate", "text", "end"):
            run = paragraph.add_run("Aby pokazać spis treści, zaktualizuj pole (F9)." if kind == "text" else "")
            if kind == "instr":
                instruction = OxmlElement("w:instrText")
                instruction.text = r' TOC \o "1-1" \h \z \u '
                instruction.set(qn("xml:space"), "preserve")
                run._r.append(instruction)
            elif kind != "text":
                mark = OxmlElement("w:fldChar")
                mark.set(qn("w:fldCharType"), kind)
                run._r.append(mark)

    def opening(self) -> None:
        self.heading("Podstawa prawna i cel").paragraph_format.page_break_before = True
        self.repeat("akapit", "podstawa")
        self.repeat("akapit", "cel_raportu")
        self.heading("Jak zebrano dane")
        self.repeat("akapit", "zebranie")
        self.caption("Tabela", "Realizatorzy i ich sprawozdania")
        self.table("realizatorzy", EXECUTORS)

    def goals(self) -> None:
        self.tag("{%p for czesc in czesci %}")
        self.heading("{{ czesc.naglowek }}")
        self.repeat("akapit", "czesc.opis")
        if self.kind is Kind.REGISTER:
            self.repeat("akapit", "czesc.koszty")
            self.section("Najdroższe działania jednoroczne", "dzialania")
        self.section("Największe wartości", "liczby")
        self.section("Zmiany", "zmiany", "zmiany_wstep")
        self.section("Cele i oceny", "cele", "cele_wstep")
        self.section("Czego nie podano", "braki")
        if self.kind is Kind.REGISTER:
            self.tag("{%p if czesc.sumy %}")
            self.heading("Koszty według źródeł", 2)
            self.caption("Tabela", "{{ czesc.tytul_sum }}")
            self.table("czesc.sumy", COSTS)
            self.tag("{%p endif %}")
        self.tag("{%p if czesc.wiersze %}")
        self.heading("Wartości wskaźników", 2)
        self.caption("Tabela", "{{ czesc.tytul_tabeli }}")
        self.either("czesc.oceny", "czesc.porownanie", (ASSESSED, ASSESSED_DESCRIBED), (COMPARED, COMPARED_DESCRIBED),
                    (INDICATORS, DESCRIBED))  # fmt: skip
        self.tag("{%p endif %}")
        self.charts("czesc")
        self.tag("{%p endfor %}")

    def either(self, assessed: str, compared: str, *tables: Any) -> None:
        """The table for what there is to show; where a value is a long description with a wider column for it."""
        for condition, (narrow, wide) in zip((f"if {assessed}", f"elif {compared}", "else"), tables, strict=True):
            self.tag(f"{{%p {condition} %}}")
            self.tag("{%p if czesc.opisowe %}")
            self.table("czesc.wiersze", wide)
            self.tag("{%p else %}")
            self.table("czesc.wiersze", narrow)
            self.tag("{%p endif %}")
        self.tag("{%p endif %}")

    def statistics(self) -> None:
        self.tag("{%p if tabele %}")
        self.heading("Tabele statystyczne")
        self.repeat("akapit", "tabele_wstep")
        self.tag("{%p endif %}")
        self.tag("{%p for t in tabele %}")
        self.heading("{{ t.naglowek }}", 2)
        self.repeat("akapit", "t.opis")
        self.led("Największe zmiany:", "t.zmiany")
        self.led("Nie podano:", "t.braki")
        self.caption("Tabela", "{{ t.podpis }}")
        self.table("t.wiersze", STATISTICS)
        self.repeat("akapit", "t.przypisy", style="Uwaga pod tabelą")
        self.charts("t")
        self.tag("{%p endfor %}")

    def charts(self, of: str) -> None:
        self.tag(f"{{%p for w in {of}.wykresy %}}")
        self.tag("{%p if w.wykres %}")
        self.caption("Wykres", "{{ w.tytul }}")
        for condition, goes_on in (("if w.uwagi", True), ("else", False)):
            self.tag(f"{{%p {condition} %}}")
            drawing = self.document.add_paragraph("{{ w.wykres }}")
            drawing.paragraph_format.keep_together = True
            drawing.paragraph_format.keep_with_next = goes_on
        self.tag("{%p endif %}")
        self.tag("{%p endif %}")
        self.repeat("akapit", "w.uwagi", style="Uwaga pod tabelą")
        self.tag("{%p endfor %}")

    def summary(self) -> None:
        self.heading("Podsumowanie")
        self.repeat("akapit", "podsumowanie")
        self.bullets("cele_w_liczbach")
        self.tag("{%p if najwieksze_zmiany %}")
        self.heading("Największe zmiany wartości wskaźników", 2)
        self.bullets("najwieksze_zmiany")
        self.tag("{%p endif %}")
        self.repeat("akapit", "zakonczenie")

    def annexes(self) -> None:
        of = "Wskaźnik lub działanie" if self.kind is Kind.REGISTER else "Wskaźnik"
        for sequence, heading, columns in (
            ("braki", "brakujące dane", GAPS),
            ("wyjasnienia", "wyjaśnienia realizatorów", EXPLANATIONS),
            ("rozstrzygniecia", "rozstrzygnięcia i odstępstwa", DECISIONS),
        ):
            self.tag(f"{{%p if {sequence} %}}")
            self.heading(f"Załącznik: {heading}")
            self.caption("Tabela", f"{heading[:1].upper()}{heading[1:]}")
            self.table(sequence, [(name.replace("Wskaźnik", of), field, width) for name, field, width in columns])
            self.tag("{%p endif %}")
        self.heading("Załącznik: metodyka")
        self.repeat("akapit", "metodyka")

    def section(self, heading: str, items: str, paragraphs: str = "") -> None:
        """A heading with paragraphs and items of a goal, where it has any."""
        condition = " or ".join(f"czesc.{name}" for name in (paragraphs, items) if name)
        self.tag(f"{{%p if {condition} %}}")
        self.heading(heading, 2)
        if paragraphs:
            self.repeat("akapit", f"czesc.{paragraphs}")
        self.bullets(f"czesc.{items}")
        self.tag("{%p endif %}")

    def heading(self, text: str, level: int = 1) -> Any:
        return self.document.add_heading(text, level)

    def tag(self, text: str) -> None:
        self.document.add_paragraph(text)

    def repeat(self, name: str, sequence: str, style: str | None = None) -> None:
        self.tag(f"{{%p for {name} in {sequence} %}}")
        self.document.add_paragraph(f"{{{{ {name} }}}}", style=style)
        self.tag("{%p endfor %}")

    def bullets(self, sequence: str) -> None:
        self.repeat("punkt", sequence, style="List Bullet")

    def led(self, words: str, sequence: str) -> None:
        """Items after words that lead to them, where there are any."""
        self.tag(f"{{%p if {sequence} %}}")
        self.document.add_paragraph(words).paragraph_format.keep_with_next = True
        self.bullets(sequence)
        self.tag("{%p endif %}")

    def caption(self, kind: str, text: str) -> None:
        """„Tabela 1. …”: Word numbers it anew when tables come and go."""
        paragraph = self.document.add_paragraph(f"{kind} ", style="Caption")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), rf" SEQ {kind} \* ARABIC ")
        run, number = OxmlElement("w:r"), OxmlElement("w:t")
        number.text = "1"
        run.append(number)
        field.append(run)
        paragraph._p.append(field)
        paragraph.add_run(f". {text}")

    def table(self, sequence: str, columns: Sequence[tuple[str, str, float]]) -> None:
        """Header row, then a row for each of the `sequence`: short ones are kept on one page, long lists may break."""
        table = self.document.add_table(rows=1, cols=len(columns))
        table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
        for cell, (heading, _, _) in zip(table.rows[0].cells, columns, strict=True):
            cell.text = heading
            cell.paragraphs[0].runs[0].bold = True
            shade(cell, HEADING_FILL)
        mark_row(table.rows[0], "w:cantSplit")
        mark_row(table.rows[0], "w:tblHeader")
        # Alone at the foot of a page such a row costs LibreOffice 7.4 all rows below it.
        for cell in table.rows[0].cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
        tag_row(table, f"{{%tr for r in {sequence} %}}")
        for condition, keep in (("{%tr if r.dlugi %}", False), ("{%tr else %}", True)):
            tag_row(table, condition)
            row = table.add_row()
            for cell, (_, field, _) in zip(row.cells, columns, strict=True):
                cell.text = f"{{{{ r.{field} }}}}"
            if keep:
                mark_row(row, "w:cantSplit")
        tag_row(table, "{%tr endif %}")
        tag_row(table, "{%tr endfor %}")
        set_widths(table, [Cm(width) for _, _, width in columns])


def set_styles(document: Any) -> None:
    styles = document.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.1
    normal.paragraph_format.widow_control = True
    for name, size in (("Heading 1", 14), ("Heading 2", 12), ("Title", 22), ("TOC Heading", 14)):
        style = styles[name]
        set_font(style, size, bold=True)
        style.font.color.rgb = BLUE
    for name, before, after in (("Heading 1", 18, 6), ("Heading 2", 12, 4), ("TOC Heading", 0, 6)):
        styles[name].paragraph_format.space_before = Pt(before)
        styles[name].paragraph_format.space_after = Pt(after)
        styles[name].paragraph_format.keep_with_next = True
    title = styles["Title"]
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    border = title.element.pPr.find(qn("w:pBdr"))
    if border is not None:
        title.element.pPr.remove(border)
    caption = styles["Caption"]
    set_font(caption, 10, bold=True)
    caption.font.color.rgb = GREY
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(12), Pt(3)
    bullet = styles["List Bullet"]
    bullet.paragraph_format.space_after = Pt(3)
    note = styles.add_style("Uwaga pod tabelą", WD_STYLE_TYPE.PARAGRAPH)
    note.base_style = normal
    note.font.size = Pt(9)
    note.paragraph_format.space_before = note.paragraph_format.space_after = Pt(3)
    for level, indent in ((1, 0.0), (2, 0.6)):
        entry = styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        entry.base_style = normal
        entry.paragraph_format.left_indent = Cm(indent)
        entry.paragraph_format.space_after = Pt(2)
        entry.paragraph_format.tab_stops.add_tab_stop(Cm(17), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def set_language(document: Any) -> None:
    """Polish everywhere; the styles that python-docx brings along for Word 2007 are English, and nothing reads them."""
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for attribute in ("w:val", "w:eastAsia"):
        defaults.find(qn("w:lang")).set(qn(attribute), "pl-PL")
        document.settings.element.find(qn("w:themeFontLang")).set(qn(attribute), "pl-PL")
    for name, value in (("w:decimalSymbol", ","), ("w:listSeparator", ";")):
        document.settings.element.find(qn(name)).set(qn("w:val"), value)
    relations = document.part.rels
    for id_ in [id_ for id_, relation in relations.items() if relation.reltype.endswith("/stylesWithEffects")]:
        del relations[id_]


def set_bullets(document: Any) -> None:
    """A bullet that every program knows and reads, instead of a sign that only the font Symbol has."""
    for level in document.part.numbering_part.element.iter(qn("w:lvl")):
        sign, look = level.find(qn("w:lvlText")), level.find(qn("w:rPr"))
        if sign.get(qn("w:val")) == SYMBOL:
            sign.set(qn("w:val"), "•")
            level.remove(look)


def set_settings(document: Any) -> None:
    """Word numbers the pages of the contents when it opens the document; it wants every setting in its place."""
    update = parse_xml(f'<w:updateFields {nsdecls("w")} w:val="true"/>')
    document.settings.element.find(qn("w:compat")).addprevious(update)


def declare_marks(document: Any) -> None:
    """Let a Word that does not know how the marks of figures are hidden ignore that, instead of refusing the file."""
    known = b'mc:Ignorable="w14 wp14"'
    declared = f'xmlns:w15="{MARKS}" mc:Ignorable="w14 w15 wp14"'.encode()
    document.part._element = parse_xml(etree.tostring(document.element).replace(known, declared, 1))


def set_font(style: Any, size: int, *, bold: bool) -> None:
    style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)


def set_page(document: Any) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    section.different_first_page_header_footer = True
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def set_widths(table: Any, widths: Sequence[Any]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(0)
                for run in paragraph.runs:
                    run.font.size = Pt(9)


def tag_row(table: Any, text: str) -> None:
    table.add_row().cells[0].text = text


def mark_row(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def shade(cell: Any, colour: str) -> None:
    shading = OxmlElement("w:shd")
    for attribute, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", colour)):
        shading.set(qn(attribute), value)
    cell._tc.get_or_add_tcPr().append(shading)


def main() -> None:
    for kind in Kind:
        write_bytes(shipped_template(kind), build(kind))


if __name__ == "__main__":
    main()
