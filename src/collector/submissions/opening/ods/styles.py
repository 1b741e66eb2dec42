"""What the styles of an OpenDocument file say of its sheets and numbers."""

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from collector.submissions.opening.book import GENERAL
from collector.submissions.opening.refusal import too_large
from collector.values.formats import adds_words, display_factor

_DATA_STYLE: Final = "-style"
_FOOTERS: Final = frozenset({"style:footer", "style:footer-left", "style:footer-first"})
_FACTORS: Final = {"1000": "#,##0,", "1000000": "#,##0,,", "1000000000": "#,##0,,,"}
_NUMBERS: Final = frozenset({"number:number", "number:scientific-number", "number:fraction"})
_DIGITS: Final = "0"
_WITH_WORDS: Final = frozenset({"number:number-style", "number:currency-style"})
_WORDS: Final = frozenset({"number:text", "number:currency-symbol"})
_LONGEST_FORMAT: Final = 200
_DEEPEST: Final = 50
_MOST_STYLES: Final = 100_000
_LONGEST_FOOTER: Final = 2_000


class _Style(NamedTuple):
    parent: str
    data: str
    page: str


@dataclass(slots=True)
class Styles:
    """Fed with the elements of styles.xml, then of content.xml, whose styles come before equal names of the first."""

    footers: dict[str, str] = field(default_factory=dict)
    _styles: dict[tuple[str, str], _Style] = field(default_factory=dict)
    _formats: dict[str, str] = field(default_factory=dict)
    _hidden: set[str] = field(default_factory=set)
    _style: tuple[str, str] = ("", "")
    _data_style: str = ""
    _format: str = ""
    _has_words: bool = False
    _words: list[str] | None = None
    _page: str = ""
    _footer: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if name == "style:style":
            if len(self._styles) >= _MOST_STYLES:
                raise too_large("ma niezwykle wiele stylów", _MOST_STYLES)
            self._style = attributes.get("style:family", ""), attributes.get("style:name", "")
            self._styles[self._style] = _Style(
                attributes.get("style:parent-style-name", ""),
                attributes.get("style:data-style-name", ""),
                attributes.get("style:master-page-name", ""),
            )
        elif name == "style:table-properties" and attributes.get("table:display") == "false":
            self._hidden.add(self._style[1])
        elif name.startswith("number:") and name.endswith(_DATA_STYLE):
            self._data_style, self._format = attributes.get("style:name", ""), ""
            self._has_words = name in _WITH_WORDS
        elif name in _NUMBERS:
            self._format += _FACTORS.get(attributes.get("number:display-factor", ""), _DIGITS)
        elif name in _WORDS and self._has_words:
            self._words = []
        elif name == "style:master-page":
            self._page = attributes.get("style:name", "")
        elif name in _FOOTERS and attributes.get("style:display") != "false":
            self._footer = []
        elif name == "text:p" and self._footer:
            self._footer.append("\n")

    def end(self, name: str) -> None:
        """An element ends."""
        if name in _FOOTERS and self._footer is not None:
            known = self.footers.get(self._page, "")
            self.footers[self._page] = "\n".join(filter(None, (known, "".join(self._footer))))[:_LONGEST_FOOTER]
            self._footer = None
        elif name in _WORDS and self._words is not None:
            words = "".join(self._words).replace('"', "")
            self._format, self._words = f'{self._format}"{words}"'[:_LONGEST_FORMAT], None
        elif name.startswith("number:") and name.endswith(_DATA_STYLE):
            self._formats.pop(self._data_style, None)
            if adds_words(self._format) or display_factor(self._format) != 1:
                self._formats[self._data_style] = self._format

    def text(self, data: str) -> None:
        """Text between them."""
        if self._words is not None:
            self._words.append(data[:_LONGEST_FORMAT])
        elif self._footer is not None and len(self._footer) < _LONGEST_FOOTER:
            self._footer.append(data[:_LONGEST_FOOTER])

    def is_hidden(self, table_style: str) -> bool:
        """Whether a sheet of this style is hidden."""
        return table_style in self._hidden

    def footer(self, table_style: str) -> str:
        """The text at the bottom of the pages of a sheet of this style."""
        style = self._styles.get(("table", table_style))
        return self.footers.get(style.page, "") if style else ""

    def number_format(self, cell_style: str) -> str:
        """How a cell of this style shows numbers, as far as it leaves out thousands or adds words."""
        if not self._formats:
            return GENERAL
        for _ in range(_DEEPEST):
            style = self._styles.get(("table-cell", cell_style))
            if style is None:
                break
            if style.data:
                return self._formats.get(style.data, GENERAL)
            cell_style = style.parent
        return GENERAL
