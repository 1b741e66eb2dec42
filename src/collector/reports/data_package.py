"""`datapackage.json`: a Frictionless Data Package that describes the files of data."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from uuid import NAMESPACE_OID, uuid5

from collector.domain.consolidation import Consolidation
from collector.files import sha256
from collector.reports.data_fields import (
    Field,
    action_fields,
    difference_fields,
    indicator_fields,
    observation_fields,
    origin_fields,
)

# The version of the columns; what stands after it tells packages with other data apart.
_VERSION: Final = "1.0.0"
_GUARD: Final = (
    "Apostrof przed znakiem =, +, @ na początku tekstu, w nowym wierszu albo po średniku nie należy do tekstu: chroni "
    "przed odczytaniem go jako formuły. Tak samo przed myślnikiem, od którego zaczynałaby się formuła."
)
_NO_GUARD: Final = (
    "Te same wiersze i kolumny co w pliku CSV; teksty są dokładnie takie jak w zwrotach, puste pola to null."
)
_DIALECT: Final = {
    "delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True,
}  # fmt: skip
_INDICATOR_KEY: Final = ("programme", "year", "indicator")


def data_package(consolidation: Consolidation, files: Mapping[str, bytes]) -> str:
    """The descriptor of those of `files`, given by name, that are data; their bytes must be the final ones."""
    programme, year = consolidation.programme, consolidation.year
    resources = list(_resources(consolidation, files))
    content = sha256("".join(str(resource["hash"]) for resource in resources).encode())
    package = {
        "profile": "data-package",
        "name": f"{programme.id}-{year}",
        "id": str(uuid5(NAMESPACE_OID, f"{programme.id}-{year}")),
        "title": f"{programme.title} – wskaźniki za {year} r.",
        "description": f"Odpowiedzi realizatorów i wartości wskaźników ze sprawozdania za {year} r.",
        "version": f"{_VERSION}+{content[:12]}",
        "sources": [{"title": f"Zwroty realizatorów: {programme.title}, {programme.coordinator}"}],
        "contributors": [{"title": programme.coordinator, "role": "publisher"}],
        "resources": resources,
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _resources(consolidation: Consolidation, files: Mapping[str, bytes]) -> Iterator[dict[str, object]]:
    programme, year = consolidation.programme, consolidation.year
    register = programme.register
    # Several actions of an executor may report one indicator.
    answer_key = () if register else (*_INDICATOR_KEY, "executor")
    tables: list[tuple[str, str, list[Field], Sequence[str]]] = [
        (f"dane-{year}", "Odpowiedzi realizatorów", observation_fields(), answer_key),
        (f"wskazniki-{year}", "Wartości wskaźników w sprawozdaniu", indicator_fields(), _INDICATOR_KEY),
        (f"tabele-{year}", "Tabele statystyczne", indicator_fields(), _INDICATOR_KEY),
        (f"zrodla-{year}", "Źródła wartości", origin_fields(), ()),
    ]
    if register:
        action_key = ("programme", "year", "action")
        tables += [
            (f"dzialania-{year}", "Rejestr działań", action_fields(programme, register), action_key),
            ("uzgodnienie-kosztow", "Uzgodnienie kosztów", difference_fields(), ()),
        ]
    for name, title, fields, key in tables:
        if content := files.get(f"{name}.csv"):
            yield _table(name, title, content, fields, key)
    if content := files.get(f"dane-{year}.parquet"):
        yield {
            "name": f"dane-{year}-parquet", "type": "file", "profile": "data-resource",
            "title": "Odpowiedzi realizatorów (Parquet)", "description": _NO_GUARD, "path": f"dane-{year}.parquet",
            "format": "parquet", "mediatype": "application/vnd.apache.parquet", **_fingerprint(content),
            "schema": {"fields": [one.described() for one in observation_fields()]},
        }  # fmt: skip


def _table(name: str, title: str, content: bytes, fields: list[Field], key: Sequence[str]) -> dict[str, object]:
    schema = {"fields": [one.described() for one in fields], "missingValues": [""]}
    return {
        "name": name, "type": "table", "profile": "tabular-data-resource", "title": title, "description": _GUARD,
        "path": f"{name}.csv", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "dialect": _DIALECT,
        **_fingerprint(content),
        "schema": schema | ({"primaryKey": list(key)} if key else {}),
    }  # fmt: skip


def _fingerprint(content: bytes) -> dict[str, object]:
    return {"bytes": len(content), "hash": f"sha256:{sha256(content)}"}
