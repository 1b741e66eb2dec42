"""A template filled in with examples: the last word on whether it can be, after each of its tags was looked at."""

import io
from collections.abc import Collection
from typing import Any

from jinja2 import TemplateError
from lxml import etree

from collector.reports.narrative.template.healing import HealedTemplate
from collector.reports.narrative.template.tags import TAGS, Shape, Tag


class _Trial(HealedTemplate):
    def fix_tables(self, xml: str) -> Any:
        # docxtpl itself would mend broken XML, and lose what does not fit.
        etree.fromstring(xml.encode())
        return super().fix_tables(xml)


def why_not_filled_in(content: bytes, known_ids: Collection[str]) -> str:
    """Why a template cannot be filled in, as a Polish clause; empty if it can, with much and with nothing."""
    for full in (True, False):
        try:
            trial = _Trial(io.BytesIO(content))
            trial.fill({tag.name: _example(tag, known_ids, full=full) for tag in TAGS})
            trial.save(io.BytesIO())
        except TemplateError as error:
            near = _quoted(error)
            return f"znaczników nie można wypełnić{f' w pobliżu tekstu „{near}”' if near else ''}"
        except Exception:  # noqa: BLE001 - whatever docxtpl and lxml stumble over in a document of others
            return (
                "po wypełnieniu powstałby uszkodzony dokument; sprawdź, czy każdy „for” i „if” jest zamknięty w tym "
                "samym miejscu, w którym go otwarto, i zaakceptuj śledzone zmiany"
            )
    return ""


def _example(tag: Tag, known_ids: Collection[str], *, full: bool) -> Any:
    match tag.shape:
        case Shape.TEXTS:
            return ["tekst", "tekst"] if full else []
        case Shape.ROWS:
            return [_row(tag, known_ids, full=full)] * 2 if full else []
        case Shape.YES_NO:
            return full
        case Shape.BY_ID:
            return dict.fromkeys(known_ids, _row(tag, known_ids, full=full))
        case _:
            return "tekst" if full else ""


def _row(tag: Tag, known_ids: Collection[str], *, full: bool) -> dict[str, Any]:
    return {field.name: _example(field, known_ids, full=full) for field in tag.fields}


def _quoted(error: TemplateError) -> str:
    lines = [" ".join(line.split()) for line in getattr(error, "docx_context", ())]
    return next((line[:70] for line in reversed(lines) if "{" in line), "")
