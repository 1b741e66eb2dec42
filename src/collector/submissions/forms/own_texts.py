"""Which texts of a returned workbook are the form's own: those it was issued with."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final
from zlib import crc32

from collector.layout.form import (
    IDENTITY_SHEET,
    INSTRUCTION_SHEET,
    LIST_SHEET,
    OUTSIDE_SHEET,
    REMARKS_SHEET,
    SIGN_OFF_SHEET,
)
from collector.layout.identity import Identity, text_digest
from collector.submissions.forms.asked_form import AskedForm
from collector.values.reading import CellContent, shown_content

_SHEETS: Final = frozenset(
    {INSTRUCTION_SHEET, SIGN_OFF_SHEET, LIST_SHEET, IDENTITY_SHEET, REMARKS_SHEET, OUTSIDE_SHEET}
)


@dataclass(frozen=True)
class OwnTexts:
    """Tells the form's own texts by their digests; a form that does not carry them is judged by its catalogue.

    The digests of the whole form are on its identity sheet, which is lost when a sheet is moved to another workbook.
    """

    identity: Identity
    asked: AskedForm

    @property
    def is_complete(self) -> bool:
        """Whether the form says itself which texts it was issued with."""
        return bool(self.identity.texts)

    def has(self, content: CellContent) -> bool:
        """Whether a cell of a sheet of data holds a text of the form."""
        text = str(content) if content.__class__ is str else shown_content(content)
        # Most texts come back as they were sent; the others only in their blanks.
        return crc32(text.encode(errors="replace")) in self._known or text_digest(text) in self._known

    def has_in(self, sheet: str, content: CellContent) -> bool:
        """The same for a cell of any other sheet."""
        if not self.is_complete and sheet in _SHEETS:
            return True
        return self.has(content) or text_digest(shown_content(content), is_listed=True) in self.identity.texts

    @cached_property
    def _known(self) -> frozenset[int]:
        """The digests of the texts on its sheets but for the words of drop-down lists."""
        return self.identity.texts or self.asked.own_texts | {text_digest(self.identity.line)}
