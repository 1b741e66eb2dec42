"""Who a form belongs to, and the witnesses of it that a workbook carries."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from collector.domain.programme import Executor, Programme
from collector.layout.form import FORM_VERSION

_FORM_ID: Final = re.compile(
    r"(?<![\w-])(?P<id>(?P<executor>[A-Z0-9]+(?:-[A-Z0-9]+)*)-(?P<year>\d{4})-[0-9a-f]{6})(?![\w-])"
)
_PROGRAMME: Final = re.compile(r"program (?P<programme>[a-z0-9][a-z0-9-]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What a form says of itself. Empty strings and year 0 mean that the witness is silent on it."""

    form_id: str
    programme: str = ""
    executor: str = ""
    year: int = 0
    catalogue: str = ""
    version: str = ""

    @property
    def line(self) -> str:
        """The visible line of the data sheet, the instruction and the footer, from which the identity can be read."""
        return f"Formularz {self.form_id}, program {self.programme}"

    def rows(self) -> tuple[tuple[str, str], ...]:
        """The rows of the identity sheet."""
        return (
            ("formularz", self.form_id), ("program", self.programme), ("realizator", self.executor),
            ("rok", str(self.year)), ("katalog", self.catalogue), ("wersja formularza", self.version),
        )  # fmt: skip


def issue_identity(programme: Programme, executor: Executor, year: int) -> Identity:
    """The identity of the form that `executor` gets; it changes with the catalogue and the form's layout."""
    facts = (programme.id, str(year), executor.id, programme.fingerprint, FORM_VERSION)
    digest = hashlib.sha256("|".join(facts).encode()).hexdigest()[:6]
    return Identity(
        form_id=f"{executor.id}-{year}-{digest}",
        programme=programme.id,
        executor=executor.id,
        year=year,
        catalogue=programme.fingerprint[:12],
        version=FORM_VERSION,
    )


def identity_from_line(text: str) -> Identity | None:
    """The identity that a visible line states, if it does."""
    match = _FORM_ID.search(text)
    if match is None:
        return None
    programme = _PROGRAMME.search(text)
    return Identity(
        form_id=match["id"],
        programme=programme["programme"] if programme else "",
        executor=match["executor"],
        year=int(match["year"]),
    )


def identity_from_rows(rows: Iterable[tuple[str, str]]) -> Identity | None:
    """The identity that the rows of an identity sheet state, if they do."""
    facts = dict(rows)
    year = facts.get("rok", "")
    if not facts.get("formularz"):
        return None
    return Identity(
        form_id=facts["formularz"],
        programme=facts.get("program", ""),
        executor=facts.get("realizator", ""),
        year=int(year) if year.isdecimal() else 0,
        catalogue=facts.get("katalog", ""),
        version=facts.get("wersja formularza", ""),
    )
