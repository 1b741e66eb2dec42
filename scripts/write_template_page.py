"""Write the list of the template's tags in its page: python scripts/write_template_page.py"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from collector.files import write_text
from collector.reports.narrative.template.tags import TAGS, Shape, Tag

PAGE: Final = Path(__file__).parents[1] / "docs" / "szablon-raportu.md"
BEGIN: Final = "<!-- znaczniki: początek; powstaje poleceniem make docs -->"
END: Final = "<!-- znaczniki: koniec -->"
# What one row of a list is called in the examples, as in the shipped templates.
_ROW: Final = {"czesci": "czesc", "tabele": "t", "wykresy": "w"}
_ANY_ROW: Final = "r"
_ID: Final = "A.1.4/3"
_HOW: Final = {
    Shape.TEXT: "tekst",
    Shape.PICTURE: "obraz",
    Shape.TEXTS: "lista tekstów",
    Shape.ROWS: "lista wierszy, niżej",
    Shape.YES_NO: "tylko do warunku",
    Shape.BY_ID: "wskaźnik, niżej",
}


def tag_list() -> str:
    """The tables of all tags as Markdown, between their marks."""
    lines = [BEGIN, "", "### W całym raporcie", "", *_table(TAGS, "")]
    for tag in TAGS:
        if tag.shape is Shape.BY_ID:
            written = f'{tag.name}["{_ID}"]'
            lines += ["", f"### `{written}`", "", *_about(tag), "", *_table(tag.fields, f"{written}.")]
        else:
            lines += _of_rows(tag, tag.name)
    return "\n".join((*lines, "", END))


def _of_rows(tag: Tag, written: str) -> Iterator[str]:
    """The part about a list of rows, and those about the lists in its rows."""
    if tag.shape is not Shape.ROWS:
        return
    row = _ROW.get(tag.name, _ANY_ROW)
    is_table = any(field.name == "dlugi" for field in tag.fields)
    loop = f"{{%{'tr' if is_table else 'p'} for {row} in {written} %}}"
    yield from ("", f"### `{written}`", "", *_about(tag), "", f"W pętli `{loop}`:", "", *_table(tag.fields, f"{row}."))
    for field in tag.fields:
        yield from _of_rows(field, f"{row}.{field.name}")


def _about(tag: Tag) -> Iterator[str]:
    yield f"{tag.about[:1].upper()}{tag.about[1:]}."


def _table(tags: tuple[Tag, ...], before: str) -> Iterator[str]:
    yield from ("| znacznik | co to jest | rodzaj |", "|---|---|---|")
    yield from (f"| `{before}{tag.name}` | {tag.about} | {_HOW[tag.shape]} |" for tag in tags)


def with_tags(page: str) -> str:
    """The page with the present list between its marks."""
    before, _, rest = page.partition(BEGIN)
    return f"{before}{tag_list()}{rest.partition(END)[2]}"


if __name__ == "__main__":
    write_text(PAGE, with_tags(PAGE.read_text(encoding="utf-8")))
