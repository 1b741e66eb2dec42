"""The tags of a template as they were meant: Word turns quotes and spaces into printed ones while somebody types."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Final

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

_DOUBLE: Final = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb"
_SINGLE: Final = "\u2018\u2019\u201a\u201b\u2032\u00b4"
_SPACES: Final = "\u00a0\u2007\u2009\u202f\u3000\t\r\n"
# A soft hyphen, and what has no width at all: both come along with copied text.
_NOTHING: Final = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_MEANT: Final = str.maketrans(
    {**dict.fromkeys(_DOUBLE, '"'), **dict.fromkeys(_SINGLE, "'"), **dict.fromkeys(_SPACES, " ")}
    | dict.fromkeys(_NOTHING, "")
)
# The same as in docxtpl, which joins what Word has split; only then a tag can be seen whole.
_SPLIT: Final = re.compile(r"(?<=\{)(?:<[^>]*>)+(?=[{%#])|(?<=[%}#])(?:<[^>]*>)+(?=\})")
_TAG: Final = re.compile(r"\{\{(?:(?!\}\}).)*\}\}|\{%(?:(?!%\}).)*%\}", re.DOTALL)
_TEXT: Final = re.compile(r"(?:^|(?<=>))[^<>]+")


class HealedTemplate(DocxTemplate):  # type: ignore[misc]
    """A template whose tags may hold what Word makes of quotes and spaces."""

    def patch_xml(self, src_xml: str) -> str:
        """The XML of a part with whole tags."""
        return str(super().patch_xml(healed(src_xml)))

    def fill(self, tags: Mapping[str, object]) -> None:
        """Put in what the `tags` stand for. Raises TemplateError for what is no tag of ours."""
        # Sandboxed: a template is a file that people edit. Strict: a misspelt tag must not become a blank.
        self.render(tags, SandboxedEnvironment(undefined=StrictUndefined, autoescape=True))


def meant(text: str) -> str:
    """The inside of a tag with plain quotes and spaces."""
    return text.translate(_MEANT)


def healed(xml: str) -> str:
    """XML of a document in which every tag of the template is as it was meant; nothing outside of them is touched.

    What Word has split over runs may still be split.
    """
    return _TAG.sub(lambda tag: _TEXT.sub(lambda text: _healed_text(text[0]), tag[0]), _SPLIT.sub("", xml))


def _healed_text(text: str) -> str:
    plain = unescape(text)
    # What would be markup stays as it is: no such tag is allowed.
    return meant(text if any(sign in plain for sign in "<>&") else plain)
