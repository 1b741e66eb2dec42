"""Whether a Word template can be filled in: every problem with its tag and its paragraph, in one message."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from collector.domain.errors import SettingsError
from collector.reports.narrative.template.alone import not_alone
from collector.reports.narrative.template.blocks import Blocks
from collector.reports.narrative.template.file import open_template
from collector.reports.narrative.template.found_tags import Form, FoundTag, tags_in
from collector.reports.narrative.template.meanings import Meanings, WrongTag
from collector.reports.narrative.template.parts import TemplateParts
from collector.reports.narrative.template.places import Paragraph, paragraphs_of
from collector.reports.narrative.template.trial import why_not_filled_in

_MOST: Final = 10
_LIST: Final = "Lista znaczników: docs/szablon-raportu.md."
_NOT_FILLED_IN: Final = "znaczniki nie są tu wypełniane, więc usuń go stąd"
_WITHOUT_TAGS: Final = (
    "nie ma w nim żadnego znacznika, więc każdy raport byłby taki sam; sprawdź, czy to szablon, a nie gotowy raport"
)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a template: the place, the text of the paragraph, and a Polish clause."""

    place: str
    paragraph: str
    message: str

    def __str__(self) -> str:
        quoted = f" („{self.paragraph}”)" if self.paragraph else ""
        return f"{self.place}{quoted}: {self.message}"


def check_template(content: bytes, name: str, known_ids: Collection[str]) -> None:
    """Raise SettingsError with all problems of the template that is called `name`, and that is edited by people.

    `known_ids` are those of the indicators that it may name. Raises InputError for what is no Word document.
    """
    parts = open_template(content, name)
    problems = list(dict.fromkeys(_problems(parts, Meanings(known_ids))))
    if not problems:
        reason = _WITHOUT_TAGS if not _has_tags(parts) else why_not_filled_in(content, known_ids)
        problems = [Problem("cały dokument", "", reason)] if reason else []
    if len(problems) == 1:
        raise SettingsError(f"Szablon {name}: {str(problems[0]).rstrip('.')}. {_LIST}")
    if problems:
        lines = [f"  {problem}" for problem in problems[:_MOST]]
        more = [f"  … i jeszcze {len(problems) - _MOST}"] if len(problems) > _MOST else []
        raise SettingsError("\n".join((f"Szablon {name} zawiera błędy ({len(problems)}):", *lines, *more, _LIST)))


def _has_tags(parts: TemplateParts) -> bool:
    roots = (parts.body, *(root for _, root in parts.around_text))
    texts = (paragraph.text for root in roots for paragraph in paragraphs_of(root))
    return any(tag.form in {Form.TEXT, Form.STATEMENT} for text in texts for tag in tags_in(text))


def _problems(parts: TemplateParts, meanings: Meanings) -> Iterator[Problem]:
    yield from _part_problems(paragraphs_of(parts.body), meanings)
    for called, root in parts.around_text:
        yield from _part_problems(paragraphs_of(root, called), meanings)
    for called, root in parts.others:
        for paragraph in paragraphs_of(root, called):
            yield from _not_filled_in((paragraph.text, *paragraph.elsewhere), paragraph.place)
    yield from _not_filled_in(parts.properties, "właściwości dokumentu")


def _not_filled_in(texts: Iterable[str], place: str, shown: str = "") -> Iterator[Problem]:
    for text in texts:
        for tag in tags_in(text):
            if tag.form in {Form.TEXT, Form.STATEMENT}:
                yield Problem(place, shown, f"{tag.shown}: {_NOT_FILLED_IN}")


def _part_problems(paragraphs: Iterator[Paragraph], meanings: Meanings) -> Iterator[Problem]:
    blocks = Blocks(meanings)
    for paragraph in paragraphs:
        where = f"{paragraph.place}, opis obrazu albo tekst niewidoczny"
        yield from _not_filled_in(paragraph.elsewhere, where, paragraph.shown)
        for tag in tags_in(paragraph.text):
            for message in _tag_problems(tag, paragraph, blocks):
                yield _problem(tag, paragraph, message)
    for block, message in blocks.never_closed():
        yield _problem(block.tag, block.paragraph, message)


def _tag_problems(tag: FoundTag, paragraph: Paragraph, blocks: Blocks) -> Iterator[str]:
    match tag.form:
        case Form.STATEMENT:
            yield from blocks.take(tag, paragraph)
            yield from not_alone(tag, paragraph)
        case Form.TEXT:
            yield from _printed_problems(tag, blocks)
        case _:
            yield from _brace_problems(tag, blocks)


def _printed_problems(tag: FoundTag, blocks: Blocks) -> Iterator[str]:
    try:
        blocks.meanings.text(tag.inside, blocks.scope)
    except WrongTag as wrong:
        yield str(wrong)
        return
    if tag.prefix:
        yield f"tekst wstawia się bez „{tag.prefix}” po nawiasach: „{{{{ {tag.inside} }}}}”"


def _brace_problems(tag: FoundTag, blocks: Blocks) -> Iterator[str]:
    match tag.form:
        case Form.UNCLOSED:
            yield f"brakuje zamknięcia „{'%' if tag.inside == '{%' else tag.inside[1].replace('{', '}')}}}”"
        case Form.UNOPENED:
            closing = tag.typed[-2:]
            yield f"brakuje otwarcia „{'{%' if closing == '%}' else '{{'}” przed „{closing}”"
        case Form.SINGLE:
            try:
                blocks.meanings.text(tag.inside, blocks.scope)
            except WrongTag:
                return
            yield f"znacznik ma podwójne nawiasy: „{{{{ {tag.inside} }}}}”"


def _problem(tag: FoundTag, paragraph: Paragraph, message: str) -> Problem:
    """The problem of a tag, which is named unless it is the only one that the text of the paragraph shows."""
    is_alone = len(list(tags_in(paragraph.text))) == 1 and tag.shown.strip("„”") in paragraph.shown
    return Problem(paragraph.place, paragraph.shown, message if is_alone else f"{tag.shown}: {message}")
