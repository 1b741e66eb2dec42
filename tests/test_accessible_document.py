"""The narrative can be read by everybody: the documents of every programme, the templates, and the PDF made of them."""

import re
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from scripts.fill_example import main as fill_forms

from collector.catalogue.shipped import SHIPPED
from collector.consolidation import consolidate
from collector.domain.consolidation import History
from collector.domain.programme import Programme
from collector.history import read_history
from collector.office.converting import to_pdf
from collector.office.descriptions import chart_descriptions
from collector.office.profile import Copy, write_profile
from collector.reports.narrative.template.shipped import Kind, shipped_template
from collector.templates import write_template

from . import accessible_document as checks
from .accessible_document import BODY, CORE, NUMBERS, SETTINGS, STYLES, Package, Problem, Rule
from .conftest import ROOT, Bureau, read_submission
from .test_pdf import Pdf, needs_office
from .told import document_of, text_of
from .word_look import contrast

EXAMPLES = {"2021": "bialystok-pps-2021-2024", "2025": "bialystok-pps-2025-2030", "Lublin": "lublin-srps-2014-2020"}
DOCUMENTS = ("2017", "2019", *EXAMPLES)
FOOTER, CHART = "word/footer1.xml", "word/charts/chart2.xml"
A, C = (f"{{http://schemas.openxmlformats.org/drawingml/2006/{name}}}" for name in ("main", "chart"))
DUBLIN = "{http://purl.org/dc/elements/1.1/}"


def of_example(folder: str, root: Path) -> bytes:
    shutil.copytree(ROOT / "examples" / folder, root, ignore=shutil.ignore_patterns("build", "templates_xlsx"))
    bureau = Bureau(root)
    bureau.merge()
    (path,) = bureau.desk.build.glob("raport-*.docx")
    return path.read_bytes()


def of_2019(programme: Programme, folder: Path) -> bytes:
    """The published fragment, with the published values of 2017 before it."""
    for executor in ("MOPR", "UM-DE", "UM-DSS"):
        write_template(programme, programme.executor_by_id[executor], 2019, History(), folder / f"{executor}.xlsx")
    fill_forms(folder, ROOT / "examples" / programme.id / "2019" / "odpowiedzi.csv", folder / "zwroty", "2020-03-15")
    read = [read_submission(path, path.name, programme, 2019)[0] for path in sorted((folder / "zwroty").iterdir())]
    history = read_history(SHIPPED[programme.id].parent / "history" / programme.id, programme.id, 2019)
    return document_of(consolidate(programme, 2019, [submission for submission in read if submission], history))


@pytest.fixture(scope="module")
def documents(
    merged: Path, programme: Programme, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, bytes]:  # fmt: skip
    examples = {name: of_example(id_, tmp_path_factory.mktemp("biuro") / "biuro") for name, id_ in EXAMPLES.items()}
    return {
        "2017": (merged / "raport-2017.docx").read_bytes(),
        "2019": of_2019(programme, tmp_path_factory.mktemp("2019")),
        **examples,
    }


def told(problems: Sequence[Problem]) -> str:
    return "\n".join(map(str, problems))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_has_no_barrier(documents: Mapping[str, bytes], name: str) -> None:
    assert not told(checks.problems(documents[name]))


@pytest.mark.parametrize("kind", Kind)
def test_a_template_has_no_barrier(kind: Kind) -> None:
    assert not told(checks.template_problems(shipped_template(kind).read_bytes()))


def test_the_documents_hold_what_is_checked(documents: Mapping[str, bytes]) -> None:
    """Or a rule would be kept for want of anything to break it."""
    for name, content in documents.items():
        package = Package(content)
        for kind in ("w:tbl", "w:drawing", "w:sdt", "w:hyperlink"):
            assert next(package.body.iter(qn(kind)), None) is not None, (name, kind)
        levels = {package.level(paragraph) for paragraph in package.paragraphs}
        assert {1, 2} <= levels, name
    grouping = [each.get("val") for each in Package(documents["Lublin"]).root(CHART).iter(f"{C}grouping")]
    assert grouping == ["stacked"]


def test_contrast_is_that_of_the_standard() -> None:
    assert round(contrast("000000", "FFFFFF"), 1) == 21
    assert round(contrast("767676", "FFFFFF"), 2) == 4.54
    assert contrast("FFFFFF", "FFFFFF") == 1


# --- Every rule fires -------------------------------------------------------------------------------------------------


def every(package: Package, name: str, part: str = BODY) -> list[Any]:
    return list(package.root(part).iter(qn(name)))


def styled(package: Package, style: str) -> Iterator[Any]:
    return (paragraph for paragraph in package.paragraphs if package.style(paragraph) == style)


def restyle(style: str, id_: str, place: int = 0) -> Callable[[Package], None]:
    """Give the paragraph of a style that stands at `place` another one."""

    def broken(package: Package) -> None:
        paragraph = list(styled(package, style))[place]
        paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").set(qn("w:val"), id_)

    return broken


def retype(style: str, text: str) -> Callable[[Package], None]:
    """Put other words into the first paragraph of a style."""

    def broken(package: Package) -> None:
        paragraph = next(styled(package, style))
        for child in [child for child in paragraph if child.tag != qn("w:pPr")]:
            paragraph.remove(child)
        run = OxmlElement("w:r")
        shown = OxmlElement("w:t")
        shown.text = text
        run.append(shown)
        paragraph.append(run)

    return broken


def drop(name: str, part: str = BODY, place: int = 0) -> Callable[[Package], None]:
    def broken(package: Package) -> None:
        element = every(package, name, part)[place]
        element.getparent().remove(element)

    return broken


def put(name: str, attribute: str, value: str, part: str = BODY, place: int = 0) -> Callable[[Package], None]:
    """Give an attribute of an element another value."""

    def broken(package: Package) -> None:
        key = qn(attribute) if re.fullmatch(r"\w+:\w+", attribute) else attribute
        found = package.root(part).iter(qn(name) if re.fullmatch(r"\w+:\w+", name) else name)
        list(found)[place].set(key, value)

    return broken


def give(holder: str, xml: str, place: int = 0, part: str = BODY) -> Callable[[Package], None]:
    """Put an element at the beginning of another."""

    def broken(package: Package) -> None:
        every(package, holder, part)[place].insert(0, parse_xml(xml.replace("/>", f" {nsdecls('w')}/>", 1)))

    return broken


def bold_words(package: Package) -> None:
    retype("normal", "Najważniejsze wyniki")(package)
    look = parse_xml(f"<w:rPr {nsdecls('w')}><w:b/></w:rPr>")
    next(styled(package, "normal")).find(qn("w:r")).insert(0, look)


def outlined(package: Package) -> None:
    next(styled(package, "normal")).find(qn("w:pPr")).append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="0"/>'))


def unnumbered(package: Package) -> None:
    style = package.styles.by_id["ListBullet"]
    style.find(qn("w:pPr")).remove(style.find(f"{qn('w:pPr')}/{qn('w:numPr')}"))


def entry_of_other_words(package: Package) -> None:
    next(every(package, "w:hyperlink")[0].iter(qn("w:t"))).text = "Wstęp"


def row_of_its_own(package: Package) -> None:
    table = every(package, "w:tbl")[0]
    for row in table.findall(qn("w:tr"))[1:]:
        table.remove(row)


def table_in_table(package: Package) -> None:
    first, second, *_ = every(package, "w:tbl")
    first.find(f".//{qn('w:tc')}").insert(1, second)


def cell_less(package: Package) -> None:
    row = every(package, "w:tr")[1]
    row.remove(row.find(qn("w:tc")))


def blank_heading_of_column(package: Package) -> None:
    for text in every(package, "w:tc")[0].iter(qn("w:t")):
        text.text = ""


def caption_below(package: Package) -> None:
    table = every(package, "w:tbl")[0]
    table.addnext(table.getprevious())


def same_drawings(attribute: str) -> Callable[[Package], None]:
    def broken(package: Package) -> None:
        first, second, *_ = every(package, "wp:docPr")
        second.set(attribute, first.get(attribute))

    return broken


def floating(package: Package) -> None:
    every(package, "wp:inline")[0].tag = qn("wp:anchor")


def blank_paragraph(package: Package) -> None:
    every(package, "w:tbl")[0].addnext(OxmlElement("w:p"))


def letters_of(colour: str, size: str = "22", part: str = BODY) -> Callable[[Package], None]:
    def broken(package: Package) -> None:
        run = next(run for name, run in package.runs if name == part)
        run.insert(0, parse_xml(f'<w:rPr {nsdecls("w")}><w:color w:val="{colour}"/><w:sz w:val="{size}"/></w:rPr>'))

    return broken


def dark_heading_of_column(package: Package) -> None:
    for shading in every(package, "w:shd"):
        shading.set(qn("w:fill"), "1F3A5F")
    for text in next(package.body.iter(qn("w:tc"))).iter(qn("w:r")):
        text.find(qn("w:rPr")).append(parse_xml(f'<w:color {nsdecls("w")} w:val="000000"/>'))


def footer_of_small_letters(package: Package) -> None:
    paragraph = every(package, "w:p", FOOTER)[0]
    run = f'<w:r {nsdecls("w")}><w:rPr><w:sz w:val="14"/></w:rPr><w:t>Raport</w:t></w:r>'
    paragraph.append(parse_xml(run))


def chart_letters(attribute: str, value: str) -> Callable[[Package], None]:
    def broken(package: Package) -> None:
        letters = next(package.root(CHART).iter(f"{A}defRPr"))
        holder = letters if attribute == "sz" else next(letters.iter(f"{A}srgbClr"))
        holder.set(attribute, value)

    return broken


def labels_like_their_bars(package: Package) -> None:
    series = next(package.root(CHART).iter(f"{C}ser"))
    ink = next(series.find(f"{C}dLbls").iter(f"{A}srgbClr"))
    ink.set("val", series.find(f"{C}spPr/{A}solidFill/{A}srgbClr").get("val"))


def pale_bars(package: Package) -> None:
    for look in package.root(CHART).iterfind(f".//{C}ser/{C}spPr"):
        for colour in look.iter(f"{A}srgbClr"):
            colour.set("val", "D3E2F2")


def figure(text: str) -> Callable[[Package], None]:
    def broken(package: Package) -> None:
        next(every(package, "w:sdtContent")[0].iter(qn("w:t"))).text = text

    return broken


def last_setting(package: Package) -> None:
    (setting,) = every(package, "w:updateFields", SETTINGS)
    setting.getparent().append(setting)


def control_upside_down(package: Package) -> None:
    properties = every(package, "w:sdtPr")[0]
    properties.append(properties.find(qn("w:alias")))


def table_without_end(package: Package) -> None:
    cell = every(package, "w:tc")[0]
    cell.remove(cell.find(qn("w:p")))


def text_of_part(part: str, tag: str, text: str) -> Callable[[Package], None]:
    def broken(package: Package) -> None:
        next(package.root(part).iter(tag)).text = text

    return broken


BROKEN: Sequence[tuple[Rule, str, Callable[[Package], None]]] = (
    (checks.headings_are_headings, "the first heading is of level 2", restyle("heading 1", "Heading2")),
    (checks.headings_are_headings, "level 3 follows one of level 1", restyle("heading 2", "Heading3")),
    (checks.headings_are_headings, "a heading without text", retype("heading 2", " ")),
    (checks.nothing_only_looks_like_a_heading, "looks like a heading", bold_words),
    (checks.nothing_only_looks_like_a_heading, "the level of a heading", outlined),
    (checks.lists_are_lists, "a bullet that is typed", retype("normal", "– pierwsze działanie")),
    (checks.lists_are_lists, "a bullet that is typed", retype("normal", "Działania:\n• pierwsze")),
    (checks.lists_are_lists, "without a bullet of Word", unnumbered),
    (checks.lists_are_lists, "only its font knows", put("w:lvlText", "w:val", "\uf0b7", NUMBERS)),
    (checks.fields_are_whole, "a field without an end", drop("w:fldChar", place=-1)),
    (checks.fields_are_whole, "not open", drop("w:fldChar")),
    (checks.there_is_a_contents_field, "not one field of contents", drop("w:instrText")),
    (checks.there_is_a_contents_field, "are not updated", drop("w:updateFields", SETTINGS)),
    (checks.there_is_a_contents_field, "are not updated", put("w:updateFields", "w:val", "false", SETTINGS)),
    (checks.the_contents_list_the_headings, "or in another order", drop("w:hyperlink")),
    (checks.the_contents_list_the_headings, "not the words", entry_of_other_words),
    (checks.everything_is_polish, "no language", drop("w:lang", STYLES)),
    (checks.everything_is_polish, "the language is en-US", put("w:lang", "w:val", "en-US", STYLES)),
    (checks.everything_is_polish, "the language is ja-JP", put("w:themeFontLang", "w:eastAsia", "ja-JP", SETTINGS)),
    (checks.everything_is_polish, "the language is de-DE", give("w:pPr", '<w:lang w:val="de-DE"/>')),
    (checks.everything_is_polish, "the language of a chart", put(f"{C}lang", "val", "en-US", CHART)),
    (checks.everything_is_polish, "the language of a chart", put(f"{A}endParaRPr", "lang", "en-US", CHART)),
    (checks.the_properties_say_title_and_language, "says nothing", text_of_part(CORE, f"{DUBLIN}title", "Raport")),
    (checks.the_properties_say_title_and_language, "„en-US”", text_of_part(CORE, f"{DUBLIN}language", "en-US")),
    (checks.tables_have_header_rows, "the first row is not marked", drop("w:tblHeader")),
    (checks.tables_have_header_rows, "another row than the first", give("w:trPr", "<w:tblHeader/>", place=1)),
    (checks.tables_have_header_rows, "its look", put("w:tblLook", "w:firstRow", "0")),
    (checks.tables_have_header_rows, "a column without a heading", blank_heading_of_column),
    (checks.tables_have_header_rows, "no rows", row_of_its_own),
    (checks.tables_are_simple, "a table within a table", table_in_table),
    (checks.tables_are_simple, "merged cells", give("w:tcPr", '<w:gridSpan w:val="2"/>', place=8)),
    (checks.tables_are_simple, "a row that has not the 6 cells", cell_less),
    (checks.short_rows_stay_on_one_page, "may be broken over two pages", drop("w:cantSplit", place=1)),
    (checks.tables_and_charts_have_captions, "no caption „Tabela …” above", caption_below),
    (checks.tables_and_charts_have_captions, "no caption „Wykres …” above", restyle("caption", "Normal", place=2)),
    (checks.drawings_are_described, "no name", put("wp:docPr", "name", "")),
    (checks.drawings_are_described, "has 0 letters", put("wp:docPr", "descr", "")),
    (checks.drawings_are_described, "is only its name", put("wp:docPr", "descr", "Wykres 1 – 1")),
    (checks.drawings_are_described, "gives no number",
     put("wp:docPr", "descr", "Cel główny 1, wykres słupkowy kosztów w 2020 r. według źródeł. Słupki: 1.1 i 1.2.")),
    (checks.drawings_stand_in_the_text, "floats beside the text", floating),
    (checks.drawings_are_told_apart, "have one id", same_drawings("id")),
    (checks.drawings_are_told_apart, "have one name", same_drawings("name")),
    (checks.drawings_are_told_apart, "have one descr", same_drawings("descr")),
    (checks.links_lead_somewhere, "leads nowhere", put("w:hyperlink", "w:anchor", "_Toc99999999")),
    (checks.bookmarks_are_whole_and_unique, "is there twice", put("w:bookmarkStart", "w:name", "_Toc00000002")),
    (checks.bookmarks_are_whole_and_unique, "a beginning or an end only", drop("w:bookmarkEnd")),
    (checks.bookmarks_are_whole_and_unique, "does not hold", put("w:bookmarkStart", "w:name", "z" * 41)),
    (checks.controls_are_named, "has no tag", drop("w:tag")),
    (checks.controls_are_named, "has no alias", put("w:alias", "w:val", "z" * 65)),
    (checks.controls_are_named, "has the id of another", put("w:id", "w:val", "1010", place=-1)),
    (checks.controls_are_named, "holds nothing", figure("")),
    (checks.text_has_contrast, "808080 on FFFFFF", letters_of("808080")),
    (checks.text_has_contrast, "A0A0A0 on FFFFFF", letters_of("A0A0A0", size="40")),
    (checks.text_has_contrast, "000000 on 1F3A5F", dark_heading_of_column),
    (checks.text_is_large_enough, "letters of 7.0 pt", footer_of_small_letters),
    (checks.charts_can_be_read, "letters of 7.0 pt", chart_letters("sz", "700")),
    (checks.charts_can_be_read, "letters of the colour 808080 on 1B365D", chart_letters("val", "808080")),
    (checks.charts_can_be_read, "letters of the colour 1B365D on 1B365D", labels_like_their_bars),
    (checks.bars_stand_out, "on white", pale_bars),
    (checks.nothing_blank_makes_room, "a blank paragraph", blank_paragraph),
    (checks.numbers_are_not_broken, "„0 r.” may be broken", retype("caption", "Tabela 1. Koszty w 2020 r.")),
    (checks.numbers_are_not_broken, "„5 tys.” may be broken", retype("list bullet", "Wydano 5 tys.\u00a0zł.")),
    (checks.numbers_are_not_broken, "„tys. zł” may be broken", retype("list bullet", "Wydano 5\u00a0tys. zł.")),
    (checks.numbers_are_not_broken, "„22 351” may be broken", retype("list bullet", "Udzielono 22 351 porad.")),
    (checks.figures_are_not_broken, "„22\u202f351” may be broken", figure("22\u202f351 porad")),
    (checks.parts_stand_in_order, "updateFields after listSeparator in settings", last_setting),
    (checks.parts_stand_in_order, "alias after id in sdtPr", control_upside_down),
    (checks.parts_stand_in_order, "jc after outlineLvl in pPr",
     give("w:pPr", '<w:outlineLvl w:val="9"/>', part=FOOTER)),
    (checks.parts_stand_in_order, "does not end with a paragraph", table_without_end),
    (checks.parts_stand_in_order, "tblHeader is no part of tcPr", give("w:tcPr", "<w:tblHeader/>")),
    (checks.extensions_may_be_ignored, "2012/wordml is used",
     put(qn("w:document"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable", "w14 wp14")),
)  # fmt: skip


@pytest.mark.parametrize(("rule", "sentence", "broken"), BROKEN, ids=[f"{r.__name__}-{s}" for r, s, _ in BROKEN])
def test_a_barrier_is_found(
    documents: Mapping[str, bytes], rule: Rule, sentence: str, broken: Callable[[Package], None]
) -> None:
    package = Package(documents["Lublin"])
    broken(package)
    assert sentence in told(checks.problems(checks.packed(package), [rule]))


def test_every_rule_has_a_barrier_that_it_finds() -> None:
    assert {rule for rule, _, _ in BROKEN} == set(checks.RULES)


def test_what_others_wrote_may_stand_as_they_wrote_it(documents: Mapping[str, bytes]) -> None:
    for style, words in (
        ("list bullet", "Zgłoszono „Wydano 5 tys. zł w 2020 r.”."),
        ("list bullet", "Brak danych. Uwaga UM-WON: Wydano 5 tys. zł."),
        ("uwaga pod tabelą", "* W 2020 r. zawieszono"),
    ):
        package = Package(documents["Lublin"])
        retype(style, words)(package)
        assert not told(checks.problems(checks.packed(package), [checks.numbers_are_not_broken]))


# --- The PDF ----------------------------------------------------------------------------------------------------------

ELEMENT = re.compile(r"( *)([A-Z][A-Za-z0-9]*)(?: \((?:block|inline)\))?:?")
ALTERNATIVE = re.compile(rb"/S/Figure\b(?:(?!endobj).)*?/Alt\s*<([0-9A-Fa-f]+)>", re.DOTALL)


@dataclass
class Element:
    """An element of the structure of a PDF, as `pdfinfo -struct-text` prints it."""

    kind: str
    lines: list[str] = field(default_factory=list)
    children: list["Element"] = field(default_factory=list)

    def all(self, *kinds: str) -> Iterator["Element"]:
        """The elements of these kinds in it, in the order in which they are read."""
        for child in self.children:
            if child.kind in kinds:
                yield child
            yield from child.all(*kinds)

    @property
    def text(self) -> str:
        """The words without spaces, which lines break."""
        return without_spaces("".join([*self.lines, *(child.text for child in self.children)]))


def without_spaces(text: str) -> str:
    return re.sub(r"[\s\u00ad]", "", text)


def structure(pdf: Pdf) -> Element:
    root = Element("root")
    stack = [(-1, root)]
    for line in pdf.ask("pdfinfo", "-struct-text").splitlines():
        match = ELEMENT.fullmatch(line)
        if match:
            element = Element(match[2])
            while stack[-1][0] >= len(match[1]):
                stack.pop()
            stack[-1][1].children.append(element)
            stack.append((len(match[1]), element))
        elif line.strip().startswith('"'):
            stack[-1][1].lines.append(line.strip()[1:-1])
        elif line.strip().startswith("Object "):
            stack[-1][1].children.append(Element("Object"))
    return root


@dataclass(frozen=True)
class Printed:
    """A document and the PDF that was made of it."""

    package: Package
    pdf: Pdf
    root: Element

    @property
    def content(self) -> bytes:
        return self.pdf.path.read_bytes()


@pytest.fixture(scope="module")
def printed(documents: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Printed]:
    """All documents, of one start of LibreOffice."""
    folder = tmp_path_factory.mktemp("pdf")
    made = to_pdf({f"{name}.docx": content for name, content in documents.items()})
    for name, content in made.items():
        (folder / f"{name}.pdf").write_bytes(content)
    pdfs = {name: Pdf(folder / f"{name}.docx.pdf") for name in documents}
    return {name: Printed(Package(documents[name]), pdf, structure(pdf)) for name, pdf in pdfs.items()}


@pytest.mark.office
@needs_office
@pytest.mark.parametrize("name", DOCUMENTS)
class TestPdf:
    """What PDF/UA asks of a PDF, as far as poppler and its bytes tell it: veraPDF is on no registry within reach."""

    def test_it_declares_what_it_is(self, printed: Mapping[str, Printed], name: str) -> None:
        one = printed[name]
        title = next(one.package.root(CORE).iter(f"{DUBLIN}title")).text
        assert (one.pdf.info["Tagged"], one.pdf.info["Suspects"], one.pdf.info["Title"]) == ("yes", "no", title)
        for declared in (b"/Lang(pl-PL)", b"/DisplayDocTitle true", b"<pdfuaid:part>1</pdfuaid:part>", b"/Outlines"):
            assert declared in one.content

    def test_its_headings_are_those_of_the_document(self, printed: Mapping[str, Printed], name: str) -> None:
        package = printed[name].package
        levels = ((package.level(paragraph), paragraph) for paragraph in package.paragraphs)
        expected = [(f"H{level}", without_spaces(text_of(paragraph))) for level, paragraph in levels if level]
        found = printed[name].root.all("H1", "H2", "H3", "H4", "H5", "H6", "H")
        assert [(heading.kind, heading.text) for heading in found] == expected

    def test_its_tables_have_headings_of_their_columns(self, printed: Mapping[str, Printed], name: str) -> None:
        one = printed[name]
        tables = list(one.root.all("Table"))
        expected = [
            [without_spaces(text_of(cell)) for cell in table.find(qn("w:tr")).findall(qn("w:tc"))]
            for table in one.package.body.iter(qn("w:tbl"))
        ]
        assert [[cell.text for cell in table.all("TH")] for table in tables] == expected
        for table in tables:
            first, *others = table.all("TR")
            assert {cell.kind for cell in first.children} == {"TH"}
            assert {cell.kind for row in others for cell in row.children} == {"TD"}
        assert one.content.count(b"/Scope/Column") == sum(map(len, expected))

    def test_its_charts_are_described(self, printed: Mapping[str, Printed], name: str) -> None:
        one = printed[name]
        expected = [each.get("descr") for each in one.package.body.iter(qn("wp:docPr"))]
        assert [bytes.fromhex(each.decode()).decode("utf-16") for each in ALTERNATIVE.findall(one.content)] == expected
        assert len(list(one.root.all("Figure"))) == len(expected)

    def test_its_lists_are_lists(self, printed: Mapping[str, Printed], name: str) -> None:
        one = printed[name]
        expected = [without_spaces(text_of(each)) for each in styled(one.package, "list bullet")]
        items = list(chain.from_iterable(each.all("LI") for each in one.root.all("L")))
        assert [item.text.removeprefix("•") for item in items] == expected
        assert all(next(item.all("LBody"), None) for item in items)

    def test_its_contents_lead_to_the_pages(self, printed: Mapping[str, Printed], name: str) -> None:
        (contents,) = printed[name].root.all("TOC")
        entries = list(contents.all("TOCI"))
        headings = [heading.text for heading in printed[name].root.all("H1")]
        assert [re.sub(r"[.\s]*\d+$", "", entry.text) for entry in entries] == headings
        assert all(re.search(r"\d$", entry.text) for entry in entries)
        assert all(next(entry.all("Link"), None) for entry in entries)

    def test_its_links_are_tagged(self, printed: Mapping[str, Printed], name: str) -> None:
        links = list(printed[name].root.all("Link"))
        assert links
        assert all(next(link.all("Object"), None) for link in links)

    def test_nothing_is_outside_of_its_structure(self, printed: Mapping[str, Printed], name: str) -> None:
        one = printed[name]
        text = one.root.text
        paragraphs = (without_spaces(text_of(paragraph)) for paragraph in one.package.paragraphs)
        assert [words for words in paragraphs if words not in text] == []


def test_a_description_is_a_text_of_basic(documents: Mapping[str, bytes], tmp_path: Path) -> None:
    package = Package(documents["Lublin"])
    first, *others = every(package, "wp:docPr")
    first.set("descr", '"; Shell("rm"\n„5”')
    said = chart_descriptions(checks.packed(package))
    assert said == [first.get("descr"), *(each.get("descr") for each in others)]
    write_profile(tmp_path, [Copy(tmp_path / "a.docx", tmp_path / "a.pdf", said[:1])])
    module = (tmp_path / "user" / "basic" / "Standard" / "Collector.xba").read_text(encoding="utf-8")
    assert 'Array("""; Shell(""rm"" „5”")' in module


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"<w:document/>"])
def test_what_is_no_document_has_no_descriptions(content: bytes) -> None:
    assert chart_descriptions(content) == []


def test_a_workbook_has_no_descriptions(merged: Path) -> None:
    assert zipfile.is_zipfile(merged / "raport-2017.xlsx")
    assert chart_descriptions((merged / "raport-2017.xlsx").read_bytes()) == []
