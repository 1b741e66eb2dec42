"""The tree of sections that the codes of their headings make."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from collector.catalogue.importing.codes import follows, parent_code
from collector.catalogue.importing.programme.sections import SectionHeading
from collector.catalogue.importing.remarks import Remarks


@dataclass(slots=True)
class SectionTree:
    """Indicators by the code of their section."""

    indicators: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    unnamed: list[SectionHeading] = field(default_factory=list)

    def count(self, section: SectionHeading) -> int:
        """How many indicators `section` has so far."""
        return len(self.indicators.get(section.code, ()))

    def add(self, section: SectionHeading, indicator: dict[str, Any]) -> None:
        """Put `indicator` at the end of `section`."""
        if section.code == "0" and not self.unnamed:
            self.unnamed.append(section)
        self.indicators.setdefault(section.code, []).append(indicator)

    @property
    def depth(self) -> int:
        """How many levels the sections with indicators have."""
        return max((code.count(".") + 1 for code in self.indicators), default=1)

    def parts(self, headings: Sequence[SectionHeading], remarks: Remarks) -> list[dict[str, Any]]:
        """`drzewo` of the catalogue."""
        roots: list[dict[str, Any]] = []
        nodes: dict[str, dict[str, Any]] = {}
        for heading in [*self.unnamed, *headings]:
            if not any(code == heading.code or code.startswith(f"{heading.code}.") for code in self.indicators):
                remarks.lost(heading.row, "zadanie bez tabeli wskaźników")
                continue
            if heading.code in nodes:
                remarks.lost(
                    heading.row, f"kod {heading.code} ma już wcześniejsze zadanie; wskaźniki dopisano do niego"
                )
                continue
            self._doubt(heading, nodes, remarks)
            node = self._node(heading)
            nodes[heading.code] = node
            parent = nodes.get(parent_code(heading.code))
            if parent is None and "." in heading.code:
                remarks.doubt(
                    heading.row, f"zadanie {heading.code} na najwyższym poziomie", "nie ma zadania nadrzędnego"
                )
            (roots if parent is None else parent.setdefault("podrzedne", [])).append(node)
        return roots

    @staticmethod
    def _doubt(heading: SectionHeading, nodes: Mapping[str, Any], remarks: Remarks) -> None:
        """Say what is odd about `heading` after those that are `nodes` already."""
        title = f"zadanie {heading.code} „{heading.title}”"
        if not heading.is_clear:
            remarks.doubt(heading.row, title, "po tytule zadania nie ma spodziewanego nagłówka („Adresaci”)")
        parent = parent_code(heading.code)
        siblings = [code for code in nodes if parent_code(code) == parent and code != "0"]
        if not follows(heading.code, siblings[-1] if siblings else ""):
            before = f"poprzednie to {siblings[-1]}" if siblings else "poprzedniego nie ma"
            remarks.doubt(heading.row, title, f"numer nie jest kolejny ({before}): mógł zaginąć tytuł zadania")

    def _node(self, heading: SectionHeading) -> dict[str, Any]:
        node: dict[str, Any] = {"kod": heading.code, "tytul": heading.title}
        if indicators := self.indicators.get(heading.code):
            node["wskazniki"] = indicators
        return node
