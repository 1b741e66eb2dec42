"""How the text of a Word document looks after all: its styles, from the closest to the defaults, and its contrast."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from docx.oxml.ns import qn

_BLACK, _WHITE = "000000", "FFFFFF"
_DEFAULT_HALF_POINTS: Final = 20
_LARGE, _LARGE_BOLD = 18, 14


@dataclass(frozen=True)
class Styles:
    """The styles of a document."""

    root: Any

    @cached_property
    def by_id(self) -> Mapping[str, Any]:
        return {style.get(qn("w:styleId")): style for style in self.root.iter(qn("w:style"))}

    @cached_property
    def default(self) -> str:
        """The id of the style of a paragraph that names none."""
        for id_, style in self.by_id.items():
            if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true"):
                return id_
        return ""

    def id_of(self, paragraph: Any) -> str:
        named = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return str(named.get(qn("w:val"))) if named is not None else self.default

    def name_of(self, paragraph: Any) -> str:
        style = self.by_id.get(self.id_of(paragraph))
        return str(style.find(qn("w:name")).get(qn("w:val"))) if style is not None else ""

    def chain(self, id_: str) -> Iterator[Any]:
        """A style and all it is based on."""
        seen: set[str] = set()
        while id_ in self.by_id and id_ not in seen:
            seen.add(id_)
            style = self.by_id[id_]
            yield style
            base = style.find(qn("w:basedOn"))
            id_ = base.get(qn("w:val")) if base is not None else ""

    def of_paragraph(self, paragraph: Any, name: str) -> Any:
        """The property `name` of a paragraph, its own or that of its style; None if nothing says it."""
        holders = [paragraph, *self.chain(self.id_of(paragraph))]
        found = (each.find(f"{qn('w:pPr')}/{qn(name)}") for each in holders)
        return next((each for each in found if each is not None), None)

    def of_run(self, run: Any, name: str) -> Any:
        """The property `name` of a run: its own, of its style, of its paragraph's style, of the document."""
        paragraph = next(run.iterancestors(qn("w:p")))
        own = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
        styled = self.chain(own.get(qn("w:val"))) if own is not None else ()
        holders = [run, *styled, *self.chain(self.id_of(paragraph)), *self.root.iter(qn("w:rPrDefault"))]
        found = (each.find(f"{qn('w:rPr')}/{qn(name)}") for each in holders)
        return next((each for each in found if each is not None), None)

    def is_bold(self, run: Any) -> bool:
        bold = self.of_run(run, "w:b")
        return bold is not None and bold.get(qn("w:val"), "1") not in ("0", "false")

    def points(self, run: Any) -> float:
        size = self.of_run(run, "w:sz")
        return int(size.get(qn("w:val")) if size is not None else _DEFAULT_HALF_POINTS) / 2

    def background(self, run: Any) -> str:
        """What the letters stand on: shading of the run, its paragraph or its cell; else the paper."""
        paragraph = next(run.iterancestors(qn("w:p")))
        cell = next(run.iterancestors(qn("w:tc")), None)
        of_cell = cell.find(f"{qn('w:tcPr')}/{qn('w:shd')}") if cell is not None else None
        for shading in (self.of_run(run, "w:shd"), self.of_paragraph(paragraph, "w:shd"), of_cell):
            if shading is not None and shading.get(qn("w:fill"), "auto") != "auto":
                return str(shading.get(qn("w:fill")))
        return _WHITE

    def ink(self, run: Any) -> str:
        """The colour of the letters; automatic ones are black on light and white on dark."""
        colour = self.of_run(run, "w:color")
        if colour is not None and colour.get(qn("w:val")) != "auto":
            return str(colour.get(qn("w:val")))
        return max(_BLACK, _WHITE, key=lambda each: contrast(each, self.background(run)))


def contrast(one: str, other: str) -> float:
    """The ratio of contrast of two colours, as WCAG 2.2 defines it: from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def least_contrast(points: float, *, is_bold: bool) -> float:
    """What WCAG 2.2 asks of letters at level AA."""
    return 3.0 if points >= _LARGE or (is_bold and points >= _LARGE_BOLD) else 4.5


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
