"""The `for` and `if` of a template while it is read from the beginning: what is open, and where."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from collector.reports.narrative.template.found_tags import FoundTag
from collector.reports.narrative.template.meanings import Meanings, Scope, WrongTag
from collector.reports.narrative.template.nearest import asked_about, nearest
from collector.reports.narrative.template.places import CELL, PARAGRAPH, ROW, Paragraph, nearest_above

_KEYWORDS: Final = ("for", "endfor", "if", "elif", "else", "endif")
_OF_JINJA: Final = frozenset((
    "set", "macro", "call", "filter", "include", "import", "from", "extends", "block", "with", "raw", "autoescape",
    "do", "break", "continue", "trans", "cellbg", "colspan", "vm", "hm",
))  # fmt: skip
_PREFIXES: Final = ("p", "tr", "tc", "r")
_WORD: Final = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a statement takes the place of: only statements with equal ones leave a sound document between them.

    `replaced` is that element, `holder` the one around it; of a statement within a text, `path` are the kinds of
    elements down to it.
    """

    prefix: str
    holder: Any
    path: tuple[str, ...]
    replaced: Any


@dataclass(slots=True)
class Block:
    """An open `for` or `if`; `about` is its list or condition as written, `names` what a loop gives."""

    keyword: str
    tag: FoundTag
    paragraph: Paragraph
    anchor: Anchor | None
    about: str
    names: Scope = field(default_factory=dict)
    has_else: bool = False


@dataclass(slots=True)
class Blocks:
    """The blocks that are open at one point of a part of the document."""

    meanings: Meanings
    open: list[Block] = field(default_factory=list)

    @property
    def scope(self) -> Scope:
        """The names that the open loops give."""
        return {name: meaning for block in self.open for name, meaning in block.names.items()}

    def take(self, tag: FoundTag, paragraph: Paragraph) -> Iterator[str]:
        """Go past a statement; yields what is wrong with it."""
        try:
            anchor = _anchor_of(tag, paragraph)
        except WrongTag as wrong:
            yield str(wrong)
            anchor = None
        word = _WORD.match(tag.inside)
        rest = tag.inside[word.end() :].strip() if word else ""
        if word and word[0] in _PREFIXES and not tag.prefix and _WORD.match(rest):
            yield f"między „{{%” a „{word[0]}” nie może być odstępu: napisz „{{%{word[0]} {rest} %}}”"
            word, rest = _WORD.match(rest), rest.partition(" ")[2].strip()
            anchor = None
        keyword = word[0] if word else ""
        if keyword not in _KEYWORDS:
            yield _unknown(keyword, tag.inside)
            # Read on as if the nearest word stood here: what follows is then not wrong for this reason alone.
            keyword = "" if keyword in _OF_JINJA else nearest(keyword, _KEYWORDS)
            anchor = None
        match keyword:
            case "for":
                yield from self._open_loop(Block("for", tag, paragraph, anchor, rest), rest)
            case "if":
                yield from self._condition(rest)
                self.open.append(Block("if", tag, paragraph, anchor, rest))
            case "elif" | "else":
                yield from self._otherwise(keyword, rest, anchor)
            case "endfor" | "endif":
                yield from self._close(keyword, rest, anchor)

    def never_closed(self) -> Iterator[tuple[Block, str]]:
        """The blocks that are open at the end of a part, each with what is wrong."""
        for block in self.open:
            yield block, f"brakuje „{_statement(block.tag.prefix, 'end' + block.keyword)}”, który to zamyka"

    def _open_loop(self, block: Block, written: str) -> Iterator[str]:
        try:
            loop = self.meanings.loop(written, self.scope)
            block.about, block.names = loop.over, {loop.variable: loop.meaning}
        except WrongTag as wrong:
            yield str(wrong)
            block.names = dict.fromkeys(_WORD.findall(written.partition(" in ")[0]))
        self.open.append(block)

    def _condition(self, written: str) -> Iterator[str]:
        try:
            self.meanings.condition(written, self.scope)
        except WrongTag as wrong:
            yield str(wrong)

    def _otherwise(self, keyword: str, rest: str, anchor: Anchor | None) -> Iterator[str]:
        block = self.open[-1] if self.open else None
        if keyword == "elif":
            yield from self._condition(rest)
        elif rest:
            yield f"po „else” nie może nic stać{asked_about(f'el{rest}') if rest.startswith('if ') else ''}"
        if block is None or block.keyword != "if":
            yield f"„{keyword}” może stać tylko między „if” a „endif”"
            return
        if block.has_else:
            yield f"„{keyword}” po „else” tego samego „if” ({block.paragraph.place})"
        block.has_else = block.has_else or keyword == "else"
        yield from _apart(block, anchor, keyword)

    def _close(self, keyword: str, rest: str, anchor: Anchor | None) -> Iterator[str]:
        if rest:
            yield f"po „{keyword}” nie może nic stać"
        opening = keyword.removeprefix("end")
        if opening not in (block.keyword for block in self.open):
            yield f"„{keyword}” nie ma czego zamknąć: brakuje przed nim „{opening}” albo zamknięto je już wcześniej"
            return
        while (block := self.open.pop()).keyword != opening:
            needed = _statement(block.tag.prefix, "end" + block.keyword)
            yield f"najpierw trzeba zamknąć {block.tag.shown} ({block.paragraph.place}): brakuje „{needed}”"
        yield from _apart(block, anchor, keyword)
        if anchor and block.anchor and anchor.prefix == "tr" and _is_whole_table(block.anchor, anchor):
            yield from self._leaves_no_row(block)

    def _leaves_no_row(self, block: Block) -> Iterator[str]:
        """A table must not lose all its rows: Word does not open such a document."""
        if block.has_else or any(outer.keyword == "if" and outer.about == block.about for outer in self.open):
            return
        yield (
            "tabela mogłaby zostać bez wierszy: dodaj nad pętlą wiersz z nagłówkami kolumn albo przed tabelą "
            f"„{{%p if {block.about} %}}”, a po niej „{{%p endif %}}”"
        )


def _anchor_of(tag: FoundTag, paragraph: Paragraph) -> Anchor:
    """What the statement takes the place of. Raises WrongTag for a row or cell outside of tables."""
    piece = paragraph.piece_at(tag.start)
    match tag.prefix:
        case "p":
            replaced = paragraph.element
        case "tr" | "tc":
            replaced = nearest_above(paragraph.element, ROW if tag.prefix == "tr" else CELL)
            if replaced is None:
                where = "w wierszu tabeli" if tag.prefix == "tr" else "w komórce tabeli"
                raise WrongTag(f"„{{%{tag.prefix}” może stać tylko {where}; poza tabelą napisz „{{%p”")
        case "r":
            replaced = piece.getparent()
        case _:
            path = [piece.tag]
            for above in piece.iterancestors():
                if above.tag == PARAGRAPH:
                    break
                path.append(above.tag)
            return Anchor("", paragraph.element.getparent(), tuple(path), paragraph.element)
    return Anchor(tag.prefix, replaced.getparent(), (), replaced)


def _apart(block: Block, anchor: Anchor | None, keyword: str) -> Iterator[str]:
    """What is wrong if a statement stands elsewhere than the one that it belongs to."""
    opened = block.anchor
    if anchor is None or opened is None:
        return
    belongs = f"„{keyword}” należy do {block.tag.shown} ({block.paragraph.place})"
    if anchor.prefix != opened.prefix:
        yield f"{belongs}, więc musi zaczynać się tak samo: „{_statement(opened.prefix, keyword)}”"
    elif anchor.holder is not opened.holder or anchor.path != opened.path:
        yield f"{belongs}, ale stoi gdzie indziej: oba muszą stać w tym samym tekście, tabeli, wierszu lub komórce"


def _is_whole_table(opened: Anchor, closed: Anchor) -> bool:
    rows = list(opened.holder.iterchildren(ROW))
    return bool(rows) and rows[0] is opened.replaced and rows[-1] is closed.replaced


def _statement(prefix: str, words: str) -> str:
    return f"{{%{prefix} {words} %}}"


def _unknown(keyword: str, inside: str) -> str:
    if not inside:
        return "pusty znacznik"
    allowed = "dozwolone są tylko: for, endfor, if, elif, else, endif"
    if not keyword or keyword in _OF_JINJA:
        return f"{f'„{keyword}”' if keyword else 'to'} nie jest tu dozwolone; {allowed}"
    near = nearest(keyword, _KEYWORDS)
    glued = next((p for p in _PREFIXES if keyword.startswith(p) and keyword.removeprefix(p) in _KEYWORDS), "")
    near = f"{{%{glued} {keyword.removeprefix(glued)}" if glued else near
    return f"nie ma polecenia „{keyword}”{asked_about(near) or f'; {allowed}'}"
