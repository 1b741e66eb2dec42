"""The shipped Word templates: one for each kind of programme."""

from enum import StrEnum
from pathlib import Path
from typing import Final

from collector.domain.programme import Programme

_FOLDER: Final = Path(__file__).parent


class Kind(StrEnum):
    """What a programme asks for, and so what its report tells of; the values name the files."""

    INDICATORS = "raport-wskazniki.docx"
    TABLES = "raport-tabele.docx"
    REGISTER = "raport-rejestr.docx"


def kind_of(programme: Programme) -> Kind:
    """A register of actions and their money goes before statistical tables, and both before indicators alone."""
    if programme.register is not None:
        return Kind.REGISTER
    return Kind.TABLES if programme.tables else Kind.INDICATORS


def shipped_template(kind: Kind) -> Path:
    """Where the template of a kind is."""
    return _FOLDER / kind
