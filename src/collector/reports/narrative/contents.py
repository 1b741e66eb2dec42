"""The contents of the document: the entries of its field, until Word or LibreOffice numbers the pages."""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, Final

from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

_FIELD: Final = re.compile(r'\s*TOC\b(?:.*\\o\s*"(?P<first>\d)-(?P<last>\d)")?')
_HEADING: Final = re.compile(r"Heading ([1-9])")
_FIRST: Final = 1
_LAST_LEVEL: Final = 9


def fill_contents(document: Document) -> None:
    """Put an entry for every heading into the field of contents, if the template has one, each leading to its heading.

    An entry has no number of a page: only a program that lays out the pages knows it, and a wrong one misleads.
    """
    found = next(((p, levels) for p in document.element.body.iter(qn("w:p")) if (levels := _levels_of(p))), None)
    if found is None:
        return
    field, levels = found
    names = {style.style_id: style.name for style in document.styles}
    styles = {style.name.casefold(): style.style_id for style in document.styles}
    entries = []
    for number, (heading, level) in enumerate(_headings(document, names, levels), _FIRST):
        anchor = f"_Toc{number:08d}"
        _bookmark(heading, anchor, number)
        entries.append(_entry(heading, anchor, styles.get(f"toc {level}", "")))
    _replace_result(field, entries)


def _levels_of(paragraph: Any) -> range | None:
    """The levels of headings that a field of contents lists; None of another paragraph."""
    match = next(filter(None, (_FIELD.match(each.text or "") for each in paragraph.iter(qn("w:instrText")))), None)
    if match is None:
        return None
    return range(int(match["first"] or 1), int(match["last"] or _LAST_LEVEL) + 1)


def _headings(document: Document, names: dict[str, str], levels: range) -> Iterator[tuple[Any, int]]:
    for paragraph in document.element.body.iter(qn("w:p")):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        match = _HEADING.fullmatch(names.get(style.get(qn("w:val")), "")) if style is not None else None
        if match and int(match[1]) in levels and _text(paragraph).strip():
            yield paragraph, int(match[1])


def _text(paragraph: Any) -> str:
    return "".join(each.text or "" for each in paragraph.iter(qn("w:t")))


def _bookmark(heading: Any, anchor: str, number: int) -> None:
    start = parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="{number}" w:name="{anchor}"/>')
    heading.insert(1 if heading.find(qn("w:pPr")) is not None else 0, start)
    heading.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{number}"/>'))


def _entry(heading: Any, anchor: str, style: str) -> Any:
    paragraph = OxmlElement("w:p")
    if style:
        look = parse_xml(f'<w:pPr {nsdecls("w")}><w:pStyle w:val="{style}"/></w:pPr>')
        paragraph.append(look)
    link = parse_xml(f'<w:hyperlink {nsdecls("w")} w:anchor="{anchor}" w:history="1"/>')
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = " ".join(_text(heading).split())
    run.append(text)
    link.append(run)
    paragraph.append(link)
    return paragraph


def _replace_result(field: Any, entries: list[Any]) -> None:
    """The paragraphs of the field become its entries: the first holds its beginning, the last its end.

    In a template whose contents were brought up to date the field goes on over a paragraph for every entry.
    """
    head, tail, passed = _extent(field)
    if not entries or not tail:
        return
    first, last = entries[0], entries[-1]
    place = 1 if first.find(qn("w:pPr")) is not None else 0
    for offset, run in enumerate(head):
        first.insert(place + offset, deepcopy(run))
    last.extend(map(deepcopy, tail))
    for entry in entries:
        field.addprevious(entry)
    for paragraph in passed:
        paragraph.getparent().remove(paragraph)


def _extent(field: Any) -> tuple[list[Any], list[Any], list[Any]]:
    """The runs up to the result of a field that begins in a paragraph, those from its end on, and its paragraphs.

    Nothing is from its end on where the field never ends, or where more than it stands in its paragraphs.
    """
    head: list[Any] = []
    passed: list[Any] = []
    depth, is_head = 0, True
    for paragraph in (field, *field.itersiblings(qn("w:p"))):
        passed.append(paragraph)
        runs = list(paragraph.iter(qn("w:r")))
        for place, run in enumerate(runs):
            if is_head:
                head.append(run)
            kinds = [mark.get(qn("w:fldCharType")) for mark in run.iter(qn("w:fldChar"))]
            depth += kinds.count("begin") - kinds.count("end")
            is_head = is_head and "separate" not in kinds
            if "end" in kinds and depth == 0:
                return head, [] if is_head or _holds_more(passed, runs[place + 1 :]) else runs[place:], passed
    return head, [], passed


def _holds_more(paragraphs: list[Any], runs: list[Any]) -> bool:
    """Whether there is a text in some runs, or the end of a section in some paragraphs."""
    has_text = any((text.text or "").strip() for run in runs for text in run.iter(qn("w:t")))
    return has_text or any(next(each.iter(qn("w:sectPr")), None) is not None for each in paragraphs)
