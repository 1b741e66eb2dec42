"""What a package says of its workbook: its kind, its sheets in order, its properties and its number formats."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from posixpath import dirname, join, normpath
from typing import Final

from lxml import etree

from collector.submissions.opening.kinds import OPEN_DOCUMENT
from collector.submissions.opening.refusal import Refusal
from collector.submissions.opening.xlsx.package import Package
from collector.submissions.rules import ARCHIVE, DAMAGED, FORBIDDEN_CONTENT, NOT_A_WORKBOOK
from collector.values.formats import adds_words, display_factor

_STRICT: Final = b"purl.oclc.org/ooxml"
_TRUE: Final = ("1", "true")
_TYPES: Final = "[Content_Types].xml"
_RELATION_ID: Final = re.compile(r"\{.*\}id$")
_TEXTS: Final = re.compile(rb">([^<>]+)<")
_MODIFIED: Final = re.compile(rb"<(?:\w+:)?modified\b[^>]*>([^<]+)<")
_PROPERTY_PARTS: Final = ("docProps/custom.xml", "docProps/core.xml")
FIRST_OWN_FORMAT: Final = 164
_BUILT_IN: Final = frozenset(map(str, range(FIRST_OWN_FORMAT)))
# Built-in formats that show another number than the stored one, or a date: percentages, dates and times.
_SPECIAL: Final = frozenset((9, 10, *range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_LITERALS: Final = re.compile(r'"[^"]*"|\\.|\[(?![hms])[^\]]*\]|[_*].')
_DATE_LETTERS: Final = re.compile(r"[dmyhs]", re.IGNORECASE)


class Kind(Enum):
    """What a zip package is; the value is the Polish name of the kind of a file that is read with a note."""

    WORKBOOK = ""
    MACRO_WORKBOOK = "skoroszyt z makrami (.xlsm)"
    OPEN_DOCUMENT = "skoroszyt LibreOffice (.ods)"


_MAIN_TYPES: Final = (
    (b"spreadsheetml.sheet.main+xml", Kind.WORKBOOK),
    (b"spreadsheetml.template.main+xml", Kind.WORKBOOK),
    (b"ms-excel.sheet.macroEnabled.main+xml", Kind.MACRO_WORKBOOK),
    (b"ms-excel.template.macroEnabled.main+xml", Kind.MACRO_WORKBOOK),
)
_OTHER_TYPES: Final = (
    (b"ms-excel.sheet.binary.macroEnabled.main", "to skoroszyt binarny (.xlsb)"),
    (b"wordprocessingml.", "to dokument Word (.docx)"),
    (b"presentationml.", "to prezentacja (.pptx)"),
)
_OPEN_DOCUMENTS: Final = b"application/vnd.oasis.opendocument."


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet of the package."""

    title: str
    name: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class WorkbookParts:
    """The workbook of a package; its charts and old macro sheets hold no cells to read.

    `names` are all parts that a reader of cells needs; `since_1904` says that its days are counted from that year.
    """

    name: str
    names: tuple[str, ...]
    sheets: tuple[SheetPart, ...]
    strings: str | None
    styles: str | None
    is_strict: bool
    since_1904: bool


def kind_of_package(package: Package) -> Kind:
    """The kind of a package that can be read. Raises Refusal, which says what it is instead."""
    if "mimetype" in package.names:
        declared = package.part("mimetype").strip()
        if declared.startswith(OPEN_DOCUMENT):
            return Kind.OPEN_DOCUMENT
        if declared.startswith(_OPEN_DOCUMENTS):
            raise Refusal(NOT_A_WORKBOOK, "to dokument LibreOffice, ale nie skoroszyt (np. .odt)")
        raise Refusal(ARCHIVE, "to archiwum, a nie skoroszyt")
    if (types := package.actual_name(_TYPES)) is None:
        raise Refusal(ARCHIVE, "to archiwum zip, a nie skoroszyt")
    declared = package.xml(types)
    for signature, kind in _MAIN_TYPES:
        if signature in declared:
            return kind
    words = next((words for signature, words in _OTHER_TYPES if signature in declared), "to nie jest skoroszyt")
    raise Refusal(NOT_A_WORKBOOK, words)


def workbook_parts(package: Package) -> WorkbookParts:
    """The sheets of the workbook and the parts that its cells refer to. Raises Refusal if any of them is missing."""
    main = only_target(package, "", "/officeDocument") or "xl/workbook.xml"
    if (name := package.actual_name(main)) is None:
        raise Refusal(DAMAGED, "w pliku brakuje części ze spisem arkuszy")
    content = package.xml(name)
    relations = {id_: (kind, target) for id_, kind, target in relations_of(package, name)}
    sheets: list[SheetPart] = []
    workbook = parsed(content)
    for element in workbook.iter("{*}sheet"):
        title = element.get("name", "")
        id_ = next((value for key, value in element.attrib.items() if _RELATION_ID.match(str(key))), "")
        kind, target = relations.get(str(id_), ("", ""))
        if kind.endswith("/worksheet"):
            if (part := package.actual_name(target)) is None:
                raise Refusal(DAMAGED, f"w pliku brakuje arkusza „{title}”")
            sheets.append(SheetPart(title, part, element.get("state", "visible") != "visible"))
        elif not kind:
            raise Refusal(DAMAGED, f"w pliku brakuje arkusza „{title}”")
    if len({sheet.name for sheet in sheets}) != len(sheets):
        raise Refusal(DAMAGED, "kilka arkuszy ma tę samą treść w pliku")
    titles = [sheet.title.casefold() for sheet in sheets]
    for sheet in sheets:
        if titles.count(sheet.title.casefold()) > 1:
            raise Refusal(DAMAGED, f"dwa arkusze nazywają się „{sheet.title}”")
    found = {kind.rpartition("/")[2]: target for kind, target in relations.values()}
    strings, styles = (package.actual_name(found.get(kind, "")) for kind in ("sharedStrings", "styles"))
    binding = map(package.actual_name, (_TYPES, _relations_name(""), _relations_name(name)))
    names = (
        *filter(None, binding),
        name,
        *(sheet.name for sheet in sheets),
        *(part for part in (strings, styles) if part),
    )
    since_1904 = any(about.get("date1904") in _TRUE for about in workbook.iter("{*}workbookPr"))
    return WorkbookParts(name, names, tuple(sheets), strings, styles, _STRICT in content, since_1904)


def parsed(content: bytes) -> etree._Element:
    """The XML of a part that was found free of declarations. Raises Refusal if it is broken."""
    # A parser of its own for every part: libxml2 remembers things between documents.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise Refusal(DAMAGED, "jednej z części pliku nie można odczytać") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refusal(FORBIDDEN_CONTENT, "deklaracje DTD lub encji XML")
    return root


def relations_of(package: Package, source: str) -> Iterator[tuple[str, str, str]]:
    """The relations of a part as (id, kind, name of the target); those that lead outside the package have no target."""
    name = package.actual_name(_relations_name(source))
    if name is not None:
        yield from _declared_relations(package.xml(name), dirname(source))


# The same program always writes the same relations: most returns have those of the one before.
@lru_cache(maxsize=16)
def _declared_relations(content: bytes, folder: str) -> tuple[tuple[str, str, str], ...]:
    relations = []
    for element in parsed(content).iter("{*}Relationship"):
        target = element.get("Target", "")
        inside = element.get("TargetMode", "") != "External"
        path = normpath(join("/", folder, target)).lstrip("/") if inside else ""
        relations.append((element.get("Id", ""), element.get("Type", ""), path))
    return tuple(relations)


def _relations_name(source: str) -> str:
    folder, _, name = source.rpartition("/")
    return join(folder, "_rels", f"{name}.rels")


def only_target(package: Package, source: str, kind: str) -> str:
    """The name of the first part to which `source` has a relation of this kind; empty if to none."""
    return next((target for _, type_, target in relations_of(package, source) if type_.endswith(kind)), "")


def properties(package: Package) -> tuple[tuple[str, ...], str]:
    """The texts of the document properties, strongest first, and when the workbook was last saved."""
    texts: list[str] = []
    modified = ""
    for name in _PROPERTY_PARTS:
        if (actual := package.actual_name(name)) is None:
            continue
        content = package.xml(actual)
        texts += (html.unescape(found.decode("utf-8", "replace")) for found in _TEXTS.findall(content))
        if match := _MODIFIED.search(content):
            modified = match[1].decode("utf-8", "replace")
    return tuple(texts), modified


@lru_cache(maxsize=16)
def cell_formats(styles: bytes) -> tuple[int | str, ...]:
    """The number format of every cell style: the number of a built-in one, or the code."""
    root = parsed(styles)
    codes = {element.get("numFmtId", ""): element.get("formatCode", "") for element in root.iter("{*}numFmt")}
    found = root.find("{*}cellXfs")
    used = [xf.get("numFmtId", "0") for xf in found.iterchildren("{*}xf")] if found is not None else []
    return tuple(codes.get(id_) or (int(id_) if id_ in _BUILT_IN else 0) for id_ in used)


@lru_cache(maxsize=16)
def has_special_formats(styles: bytes) -> bool:
    """Whether a style of cells shows numbers otherwise than stored: as a percentage, in thousands, with words."""
    formats = set(cell_formats(styles))
    return any(is_special(shown) if isinstance(shown, str) else shown in _SPECIAL for shown in formats)


def is_special(code: str) -> bool:
    """Whether a number format shows another number than the stored one, a date, or words beside it."""
    return bool(_DATE_LETTERS.search(_LITERALS.sub("", code))) or display_factor(code) != 1 or adds_words(code)
