"""A part of an OpenDocument file, told element by element."""

from typing import Protocol
from xml.parsers import expat

from collector.submissions.opening.refusal import unreadable


class Listener(Protocol):
    """Who is told of the elements and the text of a part."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins; names carry the prefixes that every program writes."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Some text; a long one comes in pieces."""


def tell(xml: bytes, listener: Listener) -> None:
    """Tell `listener` of a part that was found to be UTF-8 without declarations. Raises Refusal if it is broken."""
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = listener.start
    parser.EndElementHandler = listener.end
    parser.CharacterDataHandler = listener.text
    try:
        parser.Parse(xml, True)
    except expat.ExpatError:
        raise unreadable() from None
