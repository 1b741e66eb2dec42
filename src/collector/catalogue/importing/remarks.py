"""What a reader of a document says about its rows: what a person must confirm, and what it could not place."""

from dataclasses import dataclass, field

from collector.catalogue.importing.document import Row
from collector.catalogue.importing.draft import Doubt


@dataclass(slots=True)
class Remarks:
    """Collects the doubts of one import."""

    doubts: list[Doubt] = field(default_factory=list)
    not_understood: list[Doubt] = field(default_factory=list)

    def doubt(self, row: Row, understood: str, why: str) -> None:
        """`row` was read as `understood`, which a person must confirm."""
        self.doubts.append(Doubt(sheet=row.sheet, line=row.line, text=row.text, understood=understood, why=why))

    def lost(self, row: Row, why: str) -> None:
        """`row` belongs to a table and found no place in it."""
        self.not_understood.append(Doubt(sheet=row.sheet, line=row.line, text=row.text, understood="", why=why))
