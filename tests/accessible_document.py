"""Whether a Word document can be read by everybody and opened by Word: what is wrong in it, and where.

After WCAG 2.2 at level AA and what PDF/UA asks of a document before it becomes a PDF.
"""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import dropwhile
from typing import Any, Final

from docx.oxml.ns import qn
from lxml import etree

from .told import text_of
from .word_look import Styles, contrast, least_contrast
from .word_order import misplaced

LANGUAGE: Final = "pl-PL"
BODY, STYLES, SETTINGS, NUMBERS = "word/document.xml", "word/styles.xml", "word/settings.xml", "word/numbering.xml"
CORE: Final = "docProps/core.xml"
_SHOWN: Final = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml")
_CHART: Final = re.compile(r"word/charts/chart\d+\.xml")
_CHECKED_FOR_ORDER: Final = re.compile(r"word/(?:document|header\d*|footer\d*|styles|settings|numbering)\.xml")
_C: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DUBLIN: Final = "{http://purl.org/dc/elements/1.1/}"
_COMPATIBILITY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Namespaces that came after the standard: an older Word refuses a document that does not say it may ignore them.
_EXTENSION: Final = re.compile(r"http://schemas\.microsoft\.com/office/word/20(?:1[02]|15|16|18|20|23)/word(?:ml.*)?")
_SHORTEST_TITLE: Final = 12
_SHORTEST_DESCRIPTION, _LONGEST_DESCRIPTION = 40, 400
_HEADING_LIKE: Final = 120
_LONG_CELL: Final = 300
_LONGEST_NAME: Final = 40
_LONGEST_TAG: Final = 64
_LEAST_POINTS: Final = 8
_LEAST_GRAPHIC: Final = 3.0
_TYPED_BULLET: Final = re.compile(r"\s*(?:[•·▪◦‣\-–—]\s|[a-z]\)\s|\d{1,2}\)\s)")
_PRIVATE: Final = re.compile("[\ue000-\uf8ff]")
_BREAKABLE: Final = re.compile(r"\d (?:r\.|zł|tys\.|mln|mld|%|proc\.)|\btys\. zł|\bmln zł")
_GROUPED: Final = re.compile(r"(?<![\d,.])\d{1,3}(?:[ \u2009\u202f.]\d{3})+(?!\d)")
_QUOTED: Final = re.compile(r"„[^„”]*”")
# What an executor wrote, to the end of the paragraph.
_REMARK: Final = re.compile(r"\bUwaga(?:\s[\w-]+)?: .*", re.DOTALL)
_CAPTION, _TABLE_CAPTION, _CHART_CAPTION = "caption", "Tabela ", "Wykres "
_NO_HEADINGS: Final = frozenset({_CAPTION, "title", "toc heading"})
# Below a table stands what was written in returns; before the contents, what the coordinator wrote.
_CONTENTS_HEADING, _NOTE = "toc heading", "uwaga pod tabelą"


@dataclass(frozen=True)
class Problem:
    """What is wrong, and where."""

    place: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}"


class Package:
    """A document taken apart."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.roots: dict[str, Any] = {}

    def root(self, name: str) -> Any:
        if name not in self.roots:
            self.roots[name] = etree.fromstring(self.parts[name])
        return self.roots[name]

    def named(self, pattern: re.Pattern[str]) -> list[str]:
        return [name for name in self.parts if pattern.fullmatch(name)]

    @cached_property
    def styles(self) -> Styles:
        return Styles(self.root(STYLES))

    @property
    def body(self) -> Any:
        return self.root(BODY).find(qn("w:body"))

    @property
    def paragraphs(self) -> list[Any]:
        return list(self.body.iter(qn("w:p")))

    @property
    def between_tables(self) -> list[Any]:
        """The paragraphs that are in no table."""
        return [paragraph for paragraph in self.paragraphs if not is_in(paragraph, "w:tc")]

    @property
    def runs(self) -> Iterator[tuple[str, Any]]:
        """The runs that show text, with the part they are in."""
        for name in self.named(_SHOWN):
            for run in self.root(name).iter(qn("w:r")):
                if any((text.text or "").strip() for text in run.iter(qn("w:t"))):
                    yield name, run

    def style(self, paragraph: Any) -> str:
        return self.styles.name_of(paragraph).casefold()

    def level(self, paragraph: Any) -> int | None:
        """The level of a heading, from its style."""
        match = re.fullmatch(r"heading ([1-9])", self.style(paragraph))
        return int(match[1]) if match else None


Rule = Callable[[Package], Iterator[Problem]]


def problems(content: bytes, rules: Iterable[Rule] | None = None) -> list[Problem]:
    """Everything that is wrong in a document."""
    package = Package(content)
    return [problem for rule in (RULES if rules is None else rules) for problem in rule(package)]


def template_problems(content: bytes) -> list[Problem]:
    """Everything that is wrong in a template, where headings and tables are not yet filled in."""
    return problems(without_directions(content), TEMPLATE_RULES)


def without_directions(content: bytes) -> bytes:
    """A template without the paragraphs and rows that only tell how to fill it in."""
    package = Package(content)
    for kind in ("w:tr", "w:p"):
        for element in list(package.body.iter(qn(kind))):
            if re.fullmatch(r"\{%(?:p|tr)? .*%\}", text_of(element).strip()):
                element.getparent().remove(element)
    return packed(package)


def packed(package: Package) -> bytes:
    """The bytes of a package whose roots may have been changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as out:
        for name, content in package.parts.items():
            root = package.roots.get(name)
            out.writestr(name, content if root is None else etree.tostring(root, encoding="UTF-8", standalone=True))
    return target.getvalue()


def is_in(element: Any, name: str) -> bool:
    return next(element.iterancestors(qn(name)), None) is not None


def place_of(element: Any) -> str:
    """A few words that lead to an element."""
    words = " ".join(text_of(element).split())
    return f"„{words[:50]}”" if words else f"a blank {etree.QName(element).localname}"


def value(element: Any, name: str = "w:val") -> str:
    return str(element.get(qn(name), "")) if element is not None else ""


# --- Headings, contents, lists ----------------------------------------------------------------------------------------


def headings_are_headings(package: Package) -> Iterator[Problem]:
    before = 0
    for paragraph in package.paragraphs:
        level = package.level(paragraph)
        if level is None:
            continue
        if not text_of(paragraph).strip():
            yield Problem(f"after level {before}", "a heading without text")
        if is_in(paragraph, "w:tc"):
            yield Problem(place_of(paragraph), "a heading within a table")
        if not before and level != 1:
            yield Problem(place_of(paragraph), f"the first heading is of level {level}")
        elif level > before + 1:
            yield Problem(place_of(paragraph), f"a heading of level {level} follows one of level {before}")
        before = level
    if not before:
        yield Problem(BODY, "no heading")


def nothing_only_looks_like_a_heading(package: Package) -> Iterator[Problem]:
    for paragraph in package.between_tables:
        is_heading = package.level(paragraph) is not None or package.style(paragraph) in _NO_HEADINGS
        if is_heading:
            continue
        words = text_of(paragraph).strip()
        runs = [run for run in paragraph.iter(qn("w:r")) if text_of(run).strip()]
        if 0 < len(words) <= _HEADING_LIKE and all(package.styles.is_bold(run) for run in runs):
            yield Problem(place_of(paragraph), "looks like a heading, but has no style of one")
        if (outline := paragraph.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")) is not None and value(outline) != "9":
            yield Problem(place_of(paragraph), "has the level of a heading, but no style of one")


def lists_are_lists(package: Package) -> Iterator[Problem]:
    known = {value(num, "w:numId") for num in package.root(NUMBERS).iter(qn("w:num"))}
    for sign in package.root(NUMBERS).iter(qn("w:lvlText")):
        if _PRIVATE.search(value(sign)):
            yield Problem(NUMBERS, f"a bullet that only its font knows: {value(sign)!a}")
    for paragraph in package.between_tables:
        is_list = package.style(paragraph).startswith("list ")
        number = package.styles.of_paragraph(paragraph, "w:numPr")
        if is_list and (number is None or value(number.find(qn("w:numId"))) not in known):
            yield Problem(place_of(paragraph), "an item of a list without a bullet of Word")
        if package.level(paragraph) is None and any(map(_TYPED_BULLET.match, text_of(paragraph).split("\n"))):
            yield Problem(place_of(paragraph), "a bullet that is typed")


def fields_are_whole(package: Package) -> Iterator[Problem]:
    opened: list[str] = []
    for mark in package.body.iter(qn("w:fldChar")):
        kind = value(mark, "w:fldCharType")
        expected = {"separate": ["begin"], "end": ["begin", "separate"]}.get(kind, [])
        if kind == "begin":
            opened.append(kind)
        elif not opened or opened[-1] not in expected:
            yield Problem(place_of(next(mark.iterancestors(qn("w:p")))), f"the {kind} of a field that is not open")
        elif kind == "end":
            opened.pop()
        else:
            opened[-1] = kind
    if opened:
        yield Problem(BODY, "a field without an end")


def there_is_a_contents_field(package: Package) -> Iterator[Problem]:
    codes = [text.text or "" for text in package.body.iter(qn("w:instrText"))]
    if sum(code.split()[:1] == ["TOC"] for code in codes) != 1:
        yield Problem(BODY, "not one field of contents")
    if value(package.root(SETTINGS).find(qn("w:updateFields"))) not in ("true", "1"):
        yield Problem(SETTINGS, "fields are not updated when the document is opened")


def the_contents_list_the_headings(package: Package) -> Iterator[Problem]:
    """Of the first level at least, each with the place it leads to."""
    targets = {value(start, "w:name"): next(start.iterancestors(qn("w:p"))) for start in _starts(package)}
    entries = [
        (" ".join(text_of(link).split()), targets.get(value(link, "w:anchor")))
        for paragraph in package.paragraphs
        if re.fullmatch(r"toc \d", package.style(paragraph))
        for link in paragraph.iter(qn("w:hyperlink"))
    ]
    headings = [paragraph for paragraph in package.paragraphs if package.level(paragraph) == 1]
    listed = [heading for _, heading in entries if heading is not None and package.level(heading) == 1]
    if listed != headings:
        yield Problem("contents", f"{len(listed)} entries for {len(headings)} headings, or in another order")
    for words, heading in entries:
        if heading is not None and words != " ".join(text_of(heading).split()):
            yield Problem(f"contents, „{words}”", "not the words of the heading it leads to")


# --- Language and title -----------------------------------------------------------------------------------------------


def everything_is_polish(package: Package) -> Iterator[Problem]:
    defaults = package.root(STYLES).find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}")
    theme = package.root(SETTINGS).find(qn("w:themeFontLang"))
    for place, language in ((STYLES, defaults), (SETTINGS, theme)):
        if language is None:
            yield Problem(place, "no language")
    for name in package.parts:
        if not name.endswith(".xml") or "/theme/" in name or not name.startswith("word/"):
            continue
        for element in package.root(name).iter(qn("w:lang"), qn("w:themeFontLang")):
            for attribute in ("w:val", "w:eastAsia"):
                if element.get(qn(attribute), LANGUAGE) != LANGUAGE or (defaults is element and not value(element)):
                    yield Problem(name, f"the language is {value(element, attribute)}")
    for name in package.named(_CHART):
        said = [each.get("val") for each in package.root(name).iter(f"{_C}lang")]
        letters = [each.get("lang", LANGUAGE) for each in package.root(name).iter(f"{_A}rPr", f"{_A}endParaRPr")]
        if not said or {*said, *letters} != {LANGUAGE}:
            yield Problem(name, "the language of a chart is not Polish")


def the_properties_say_title_and_language(package: Package) -> Iterator[Problem]:
    title, language = (package.root(CORE).findtext(f"{_DUBLIN}{name}") or "" for name in ("title", "language"))
    if len(title.strip()) < _SHORTEST_TITLE or title.endswith(".docx"):
        yield Problem(CORE, f"the title „{title}” says nothing")
    if language != LANGUAGE:
        yield Problem(CORE, f"the language is „{language}”")


# --- Tables -----------------------------------------------------------------------------------------------------------


def tables_have_header_rows(package: Package) -> Iterator[Problem]:
    for table in package.body.iter(qn("w:tbl")):
        place = f"table {place_of(table)}"
        first, *others = table.findall(qn("w:tr")) or [None]
        if first is None or not others:
            yield Problem(place, "no rows")
        if first is not None and not _is_marked(first, "w:tblHeader"):
            yield Problem(place, "the first row is not marked as the header")
        if any(_is_marked(row, "w:tblHeader") for row in others):
            yield Problem(place, "another row than the first is marked as a header")
        look = table.find(f"{qn('w:tblPr')}/{qn('w:tblLook')}")
        if value(look, "w:firstRow") != "1":
            yield Problem(place, "its look does not say that the first row is a header")
        if first is not None and not all(text_of(cell).strip() for cell in first.findall(qn("w:tc"))):
            yield Problem(place, "a column without a heading")


def tables_are_simple(package: Package) -> Iterator[Problem]:
    for table in package.body.iter(qn("w:tbl")):
        place = f"table {place_of(table)}"
        if is_in(table, "w:tbl"):
            yield Problem(place, "a table within a table")
        if any(True for _ in table.iter(qn("w:gridSpan"), qn("w:vMerge"), qn("w:hMerge"))):
            yield Problem(place, "merged cells")
        columns = len(table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}"))
        if any(len(row.findall(qn("w:tc"))) != columns for row in table.findall(qn("w:tr"))):
            yield Problem(place, f"a row that has not the {columns} cells of the table")


def short_rows_stay_on_one_page(package: Package) -> Iterator[Problem]:
    for row in package.body.iter(qn("w:tr")):
        longest = max((len(text_of(cell)) for cell in row.findall(qn("w:tc"))), default=0)
        if longest <= _LONG_CELL and not _is_marked(row, "w:cantSplit"):
            yield Problem(f"row {place_of(row)}", "may be broken over two pages")


def tables_and_charts_have_captions(package: Package) -> Iterator[Problem]:
    for element in package.body:
        is_table = element.tag == qn("w:tbl")
        if not is_table and next(element.iter(qn("w:drawing")), None) is None:
            continue
        caption, begins = element.getprevious(), _TABLE_CAPTION if is_table else _CHART_CAPTION
        is_caption = caption is not None and caption.tag == qn("w:p") and package.style(caption) == _CAPTION
        if not is_caption or not text_of(caption).startswith(begins):
            yield Problem(place_of(element), f"no caption „{begins}…” above")


def _is_marked(row: Any, name: str) -> bool:
    mark = row.find(f"{qn('w:trPr')}/{qn(name)}")
    return mark is not None and value(mark) not in ("0", "false")


# --- Drawings ---------------------------------------------------------------------------------------------------------


def drawings_are_described(package: Package) -> Iterator[Problem]:
    for drawing in package.body.iter(qn("w:drawing")):
        about = next(drawing.iter(qn("wp:docPr")))
        name, words = about.get("name", ""), about.get("descr", "")
        if not name.strip():
            yield Problem("a drawing", "no name")
        if not _SHORTEST_DESCRIPTION <= len(words) <= _LONGEST_DESCRIPTION or words.strip() == name.strip():
            yield Problem(f"drawing „{name}”", f"its description has {len(words)} letters, or is only its name")
        if not re.search(r"\d", _without_ids(words)):
            yield Problem(f"drawing „{name}”", "its description gives no number that it shows")


def drawings_stand_in_the_text(package: Package) -> Iterator[Problem]:
    for element in package.body.iter(qn("wp:anchor"), qn("w:pict"), qn("w:object")):
        yield Problem(place_of(next(element.iterancestors(qn("w:p")))), "floats beside the text or is no drawing")


def drawings_are_told_apart(package: Package) -> Iterator[Problem]:
    about = list(package.body.iter(qn("wp:docPr")))
    for attribute in ("id", "name", "descr"):
        for said in _repeated(each.get(attribute, "") for each in about):
            yield Problem(f"drawings „{said[:40]}”", f"have one {attribute}")


def _without_ids(words: str) -> str:
    """A description without what it is of, the years and the ids of indicators."""
    return re.sub(r"\b(?:19|20)\d\d\b|\b\w+(?:\.\d+)*/\d+\b|\b\w+(?:\.\d+)+\b", "", words.partition(",")[2])


# --- Marks ------------------------------------------------------------------------------------------------------------


def links_lead_somewhere(package: Package) -> Iterator[Problem]:
    names = {value(start, "w:name") for start in _starts(package)}
    for link in package.body.iter(qn("w:hyperlink")):
        if value(link, "w:anchor") not in names and link.get(qn("r:id")) is None:
            yield Problem(f"link {place_of(link)}", "leads nowhere")
        if not text_of(link).strip():
            yield Problem("a link", "has no text")


def bookmarks_are_whole_and_unique(package: Package) -> Iterator[Problem]:
    starts, ends = _starts(package), [value(end, "w:id") for end in package.body.iter(qn("w:bookmarkEnd"))]
    ids, names = [value(each, "w:id") for each in starts], [value(each, "w:name") for each in starts]
    for said in (*_repeated(ids), *_repeated(map(str.casefold, names)), *_repeated(ends)):
        yield Problem(f"bookmark {said}", "is there twice")
    for said in {*ids} ^ {*ends}:
        yield Problem(f"bookmark {said}", "has a beginning or an end only")
    for name in names:
        if not name or len(name) > _LONGEST_NAME:
            yield Problem(f"bookmark „{name}”", "has a name that Word does not hold")


def controls_are_named(package: Package) -> Iterator[Problem]:
    controls = list(package.body.iter(qn("w:sdt")))
    properties = [control.find(qn("w:sdtPr")) for control in controls]
    for said in _repeated(value(each.find(qn("w:id"))) for each in properties):
        yield Problem(f"control {said}", "has the id of another")
    for control, each in zip(controls, properties, strict=True):
        for name in ("w:tag", "w:alias"):
            if not 0 < len(value(each.find(qn(name)))) <= _LONGEST_TAG:
                yield Problem(f"control {place_of(control)}", f"has no {name[2:]}, or one that Word does not hold")
        if not text_of(control).strip():
            yield Problem(f"control „{value(each.find(qn('w:alias')))}”", "holds nothing")


def _starts(package: Package) -> list[Any]:
    return list(package.body.iter(qn("w:bookmarkStart")))


def _repeated(values: Iterable[str]) -> list[str]:
    return [each for each, times in Counter(values).items() if times > 1]


# --- Look -------------------------------------------------------------------------------------------------------------


def text_has_contrast(package: Package) -> Iterator[Problem]:
    styles = package.styles
    for name, run in package.runs:
        ink, paper = styles.ink(run), styles.background(run)
        if contrast(ink, paper) < least_contrast(styles.points(run), is_bold=styles.is_bold(run)):
            yield Problem(f"{name}, {place_of(run)}", f"{ink} on {paper} has a contrast of {contrast(ink, paper):.1f}")


def text_is_large_enough(package: Package) -> Iterator[Problem]:
    for name, run in package.runs:
        if (points := package.styles.points(run)) < _LEAST_POINTS:
            yield Problem(f"{name}, {place_of(run)}", f"letters of {points} pt")


def charts_can_be_read(package: Package) -> Iterator[Problem]:
    for name in package.named(_CHART):
        for letters in package.root(name).iter(f"{_A}defRPr", f"{_A}rPr"):
            points, ink, paper = int(letters.get("sz", "0")) / 100, _fill(letters), _behind(letters)
            if points < _LEAST_POINTS:
                yield Problem(name, f"letters of {points} pt")
            if ink is None or contrast(ink, paper) < least_contrast(points, is_bold=letters.get("b") == "1"):
                yield Problem(name, f"letters of the colour {ink} on {paper}")


def bars_stand_out(package: Package) -> Iterator[Problem]:
    """From the paper, by what fills them or by what is around them."""
    for name in package.named(_CHART):
        for look in package.root(name).iterfind(f".//{_C}ser/{_C}spPr"):
            colours = [_fill(look), _fill(look.find(f"{_A}ln"))]
            if not any(colour and contrast(colour, "FFFFFF") >= _LEAST_GRAPHIC for colour in colours):
                yield Problem(name, f"bars of the colours {colours} on white")


def nothing_blank_makes_room(package: Package) -> Iterator[Problem]:
    holding = (qn("w:drawing"), qn("w:sectPr"), qn("w:br"), qn("w:fldChar"))
    for paragraph in package.between_tables:
        if not text_of(paragraph).strip() and next(paragraph.iter(*holding), None) is None:
            after = paragraph.getprevious()
            yield Problem(f"after {place_of(after)}" if after is not None else "the top", "a blank paragraph")


def _fill(element: Any) -> str | None:
    colour = element.find(f"{_A}solidFill/{_A}srgbClr") if element is not None else None
    return colour.get("val") if colour is not None else None


def _behind(letters: Any) -> str:
    """What letters of a chart stand on: the bar if they are in it, else the paper."""
    series = next(letters.iterancestors(f"{_C}ser"), None)
    labels = next(letters.iterancestors(f"{_C}dLbls"), None)
    if series is None or labels is None:
        return "FFFFFF"
    place = labels.find(f"{_C}dLblPos")
    is_clustered = series.getparent().find(f"{_C}grouping").get("val") == "clustered"
    where = place.get("val") if place is not None else ("outEnd" if is_clustered else "ctr")
    return (_fill(series.find(f"{_C}spPr")) or "FFFFFF") if where != "outEnd" else "FFFFFF"


# --- Numbers ----------------------------------------------------------------------------------------------------------


def numbers_are_not_broken(package: Package) -> Iterator[Problem]:
    """In sentences of ours."""
    styles = [(paragraph, package.style(paragraph)) for paragraph in package.between_tables]
    ours = dropwhile(lambda each: each[1] != _CONTENTS_HEADING, styles)
    for paragraph in (paragraph for paragraph, style in ours if style != _NOTE):
        sentence = _REMARK.sub("", _QUOTED.sub("", _QUOTED.sub("", text_of(paragraph))))
        for found in (*_BREAKABLE.finditer(sentence), *_GROUPED.finditer(sentence)):
            yield Problem(place_of(paragraph), f"„{found[0]}” may be broken over two lines")


def figures_are_not_broken(package: Package) -> Iterator[Problem]:
    for control in package.body.iter(qn("w:sdt")):
        if found := _GROUPED.search(text_of(control)):
            yield Problem(f"control {place_of(control)}", f"„{found[0]}” may be broken over two lines")


# --- What Word opens --------------------------------------------------------------------------------------------------


def parts_stand_in_order(package: Package) -> Iterator[Problem]:
    for name in package.named(_CHECKED_FOR_ORDER):
        for sentence in misplaced(package.root(name)):
            yield Problem(name, sentence)


def extensions_may_be_ignored(package: Package) -> Iterator[Problem]:
    for name in package.named(_CHECKED_FOR_ORDER):
        root = package.root(name)
        ignorable = {root.nsmap.get(prefix) for prefix in root.get(f"{_COMPATIBILITY}Ignorable", "").split()}
        used = {etree.QName(each).namespace for each in root.iter("*")}
        for namespace in used - ignorable:
            if namespace and _EXTENSION.fullmatch(namespace):
                yield Problem(name, f"{namespace} is used, and not said to be ignorable")


TEMPLATE_RULES: Final[Sequence[Rule]] = (
    headings_are_headings,
    nothing_only_looks_like_a_heading,
    lists_are_lists,
    fields_are_whole,
    there_is_a_contents_field,
    everything_is_polish,
    the_properties_say_title_and_language,
    tables_have_header_rows,
    tables_are_simple,
    drawings_stand_in_the_text,
    text_has_contrast,
    text_is_large_enough,
    nothing_blank_makes_room,
    numbers_are_not_broken,
    parts_stand_in_order,
    extensions_may_be_ignored,
)
RULES: Final[Sequence[Rule]] = (
    *TEMPLATE_RULES,
    the_contents_list_the_headings,
    short_rows_stay_on_one_page,
    tables_and_charts_have_captions,
    drawings_are_described,
    drawings_are_told_apart,
    links_lead_somewhere,
    bookmarks_are_whole_and_unique,
    controls_are_named,
    charts_can_be_read,
    bars_stand_out,
    figures_are_not_broken,
)
