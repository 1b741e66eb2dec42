"""Build the shipped Word template of the narrative, so that it can be reviewed as text.

Run after a change here: python scripts/build_word_template.py
"""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from collector.files import with_fixed_times, write_bytes
from collector.reports.narrative.document import TEMPLATE

FONT = "Calibri"
# Of every table: what its columns are called, the fields of its rows, and the widths in cm, 17 together.
INDICATORS = (
    ("{{ naglowki.nr }}", "nr", 1.9), ("{{ naglowki.nazwa }}", "nazwa", 5.6),
    ("{{ naglowki.wartosc }}", "wartosc", 5.6), ("{{ naglowki.uwagi }}", "uwagi", 3.9),
)  # fmt: skip
EXPLANATIONS = (
    ("Wskaźnik", "wskaznik", 4.2), ("Realizator", "realizator", 2.1), ("Wartość", "wartosc", 2.4),
    ("Pytanie", "pytanie", 4.1), ("Wyjaśnienie", "wyjasnienie", 4.2),
)  # fmt: skip
DECISIONS = (
    ("Czego dotyczy", "czego", 4.1), ("Realizator", "realizator", 2.1), ("Rozstrzygnięcie i powód", "powod", 5.0),
    ("Kto i kiedy", "kto", 3.3), ("Stan", "stan", 2.5),
)  # fmt: skip


def build() -> bytes:
    """The bytes of the template."""
    document = Document()
    set_styles(document)
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    section.different_first_page_header_footer = True
    add_page_number(section.footer.paragraphs[0])
    add_title_page(document)
    document.add_heading("Wprowadzenie", 1)
    repeat(document, "akapit", "wprowadzenie")
    tag(document, "{%p for czesc in czesci %}")
    document.add_heading("{{ czesc.naglowek }}", 1)
    repeat(document, "akapit", "czesc.akapity")
    tag(document, "{%p if czesc.wiersze %}")
    add_table(document, "czesc.wiersze", INDICATORS)
    tag(document, "{%p endif %}")
    tag(document, "{%p endfor %}")
    document.add_heading("Podsumowanie", 1)
    # The summary stays on one page: its last sentence must not stand alone at the end.
    repeat(document, "akapit", "podsumowanie").paragraph_format.keep_with_next = True
    add_annex(document)
    properties = document.core_properties
    properties.title, properties.author, properties.language = "Raport", "collector", "pl-PL"
    properties.comments = ""
    target = io.BytesIO()
    document.save(target)
    return with_fixed_times(target.getvalue())


def set_styles(document: Any) -> None:
    styles = document.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.1
    fonts = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = fonts.find(qn("w:lang"))
    for attribute in ("w:val", "w:eastAsia"):
        language.set(qn(attribute), "pl-PL")
    for name, size in (("Heading 1", 14), ("Heading 2", 12), ("Title", 22)):
        style = styles[name]
        style.font.name, style.font.size, style.font.bold = FONT, Pt(size), True
        style.font.color.rgb = RGBColor(0x1F, 0x3A, 0x5F)
        style.element.rPr.rFonts.set(qn("w:asciiTheme"), "")
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(theme), None)
    for name, space in (("Heading 1", 18), ("Heading 2", 12)):
        styles[name].paragraph_format.space_before = Pt(space)
        styles[name].paragraph_format.keep_with_next = True
    border = styles["Title"].element.pPr.find(qn("w:pBdr"))
    if border is not None:
        styles["Title"].element.pPr.remove(border)


def add_title_page(document: Any) -> None:
    spacer = document.add_paragraph()
    spacer.paragraph_format.space_after = Pt(150)
    tag(document, "{%p for linia in tytul %}")
    title = document.add_paragraph("{{ linia }}", style="Title")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    tag(document, "{%p endfor %}")
    spacer = document.add_paragraph()
    spacer.paragraph_format.space_after = Pt(220)
    issued = document.add_paragraph("{{ wydal }}")
    issued.alignment = WD_ALIGN_PARAGRAPH.CENTER
    issued.add_run().add_break(WD_BREAK.PAGE)


def repeat(document: Any, name: str, sequence: str) -> Any:
    tag(document, f"{{%p for {name} in {sequence} %}}")
    paragraph = document.add_paragraph(f"{{{{ {name} }}}}")
    tag(document, "{%p endfor %}")
    return paragraph


def tag(document: Any, text: str) -> None:
    document.add_paragraph(text)


def add_annex(document: Any) -> None:
    """What executors explained and what was decided, on pages of its own; without either there is no annex."""
    tag(document, "{%p if wyjasnienia or rozstrzygniecia %}")
    document.add_heading("Załącznik: wyjaśnienia i rozstrzygnięcia", 1).paragraph_format.page_break_before = True
    for sequence, heading, columns in (
        ("wyjasnienia", "Wyjaśnienia realizatorów", EXPLANATIONS),
        ("rozstrzygniecia", "Rozstrzygnięcia i odstępstwa", DECISIONS),
    ):
        tag(document, f"{{%p if {sequence} %}}")
        document.add_heading(heading, 2)
        add_table(document, sequence, columns)
        tag(document, "{%p endif %}")
    tag(document, "{%p endif %}")


def add_table(document: Any, sequence: str, columns: Sequence[tuple[str, str, float]]) -> None:
    """Header row, then a row for each of the `sequence`: short ones are kept on one page, long lists may break."""
    table = document.add_table(rows=1, cols=len(columns))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for cell, (heading, _, _) in zip(table.rows[0].cells, columns, strict=True):
        cell.text = heading
        cell.paragraphs[0].runs[0].bold = True
        shade(cell, "DDEBF7")
    mark_row(table.rows[0], "w:tblHeader")
    mark_row(table.rows[0], "w:cantSplit")
    tag_row(table, f"{{%tr for w in {sequence} %}}")
    for condition, keep in (("{%tr if w.dlugi %}", False), ("{%tr else %}", True)):
        tag_row(table, condition)
        row = table.add_row()
        for cell, (_, field, _) in zip(row.cells, columns, strict=True):
            cell.text = f"{{{{ w.{field} }}}}"
        if keep:
            mark_row(row, "w:cantSplit")
    tag_row(table, "{%tr endif %}")
    tag_row(table, "{%tr endfor %}")
    widths = [Cm(width) for _, _, width in columns]
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


def add_page_number(paragraph: Any) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


if __name__ == "__main__":
    write_bytes(Path(TEMPLATE), build())
