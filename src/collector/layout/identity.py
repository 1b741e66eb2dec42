"""Who a form belongs to, and the witnesses of it that a workbook carries."""

import hashlib
import re
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from collector.domain.programme import Executor, Programme
from collector.layout.form import FORM_VERSION, FORM_VERSIONS
from collector.values.text import clean, one_line

_FORM_ID: Final = re.compile(
    r"(?<![\w-])(?P<id>(?P<executor>[A-Z0-9]+(?:-[A-Z0-9]+)*)-(?P<year>\d{4})-[0-9a-f]{6})(?![\w-])"
)
_ANY_YEAR: Final = re.compile(r"\d{4}", re.ASCII)
_PROGRAMME: Final = re.compile(r"program (?P<programme>[a-z0-9][a-z0-9-]*)")
_LISTED: Final = "|"
_TEXTS_KEY: Final = "teksty"
_DIGESTS_A_CELL: Final = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What a form says of itself. Empty strings and year 0 mean that the witness is silent on it.

    `texts` are the digests of all texts that the form was issued with, by which a later entry is told from them.
    """

    form_id: str
    programme: str = ""
    executor: str = ""
    year: int = 0
    catalogue: str = ""
    version: str = ""
    texts: frozenset[int] = frozenset()

    @property
    def line(self) -> str:
        """The visible line of the data sheet, the instruction and the footer, from which the identity can be read."""
        return f"Formularz {self.form_id}, program {self.programme}"

    def rows(self) -> tuple[tuple[str, str], ...]:
        """The rows of the identity sheet."""
        return (
            ("formularz", self.form_id), ("program", self.programme), ("realizator", self.executor),
            ("rok", str(self.year)), ("katalog", self.catalogue), ("wersja formularza", self.version),
            *((_TEXTS_KEY, digests) for digests in _joined(sorted(self.texts))),
        )  # fmt: skip


def text_digest(text: str, *, is_listed: bool = False) -> int:
    """The digest of a text of the form, however its blanks are kept.

    Words of drop-down lists have digests of their own: such a word beside the fields is an entry.
    """
    return zlib.crc32((_LISTED * is_listed + one_line(clean(text))).encode())


def _joined(digests: list[int]) -> Iterator[str]:
    """Texts for cells, each with as many digests as it can hold."""
    for start in range(0, len(digests), _DIGESTS_A_CELL):
        some = digests[start : start + _DIGESTS_A_CELL]
        yield struct.pack(f">{len(some)}I", *some).hex()


def _split(joined: str) -> tuple[int, ...]:
    """The digests in such a text; none if somebody has changed it."""
    try:
        return struct.unpack(f">{len(joined) // 8}I", bytes.fromhex(joined))
    except (ValueError, struct.error):
        return ()


def issue_identity(
    programme: Programme,
    executor: Executor,
    year: int,
    version: str = FORM_VERSION,
    texts: frozenset[int] = frozenset(),
) -> Identity:
    """The identity of the form that `executor` gets; it changes with the catalogue and the form's layout."""
    facts = (programme.id, str(year), executor.id, programme.fingerprint, version)
    digest = hashlib.sha256("|".join(facts).encode()).hexdigest()[:6]
    return Identity(
        form_id=f"{executor.id}-{year}-{digest}",
        programme=programme.id,
        executor=executor.id,
        year=year,
        catalogue=programme.fingerprint[:12],
        version=version,
        texts=texts,
    )


def issued_under(programme: Programme, executor: Executor, year: int) -> dict[str, Identity]:
    """The identities of all forms that the catalogue in force may have been sent out with, by form id."""
    issued = (issue_identity(programme, executor, year, version) for version in FORM_VERSIONS)
    return {identity.form_id: identity for identity in issued}


def identity_from_line(text: str) -> Identity | None:
    """The identity that a visible line states, if it does."""
    # That a text can hold no number of a form is told far quicker than that it holds none.
    match = _FORM_ID.search(text) if "-20" in text or "-19" in text else None
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
    facts: dict[str, str] = {}
    texts: list[int] = []
    for key, value in rows:
        if key == _TEXTS_KEY:
            texts += _split(value)
        else:
            facts.setdefault(key, value)
    year = facts.get("rok", "")
    if not facts.get("formularz") or "program" not in facts:
        return None
    return Identity(
        form_id=facts["formularz"],
        programme=facts.get("program", ""),
        executor=facts.get("realizator", ""),
        year=int(year) if _ANY_YEAR.fullmatch(year) else 0,
        catalogue=facts.get("katalog", ""),
        version=facts.get("wersja formularza", ""),
        texts=frozenset(texts),
    )
