"""Equal findings of many rows are told as one, and none is lost."""

import re
from collections import Counter
from dataclasses import replace
from string import Formatter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.checks.registry import ALL_RULES
from collector.domain.finding import Finding, Rule, Severity
from collector.domain.observation import Place
from collector.reports.grouping import grouped, listed

NO_NUMBER = Rule(
    "W999",
    Severity.BLOCKS,
    "Nie liczba",
    "Przy wskaźniku {indicator} jest {found}.",
    "Wpisz liczbę ({unit}).",
    several="W {number} wierszach ({indicators}) jest {found}; to {count}.",
)
ALONE = Rule("W998", Severity.EXPLAIN, "Osobno", "Przy {indicator} jest {found}.", "Popraw.")
GROUP_FACTS = {"indicators", "count", "number"}


def finding(cell: str, indicator: str = "", rule: Rule = NO_NUMBER, **own: Any) -> Finding:
    place: dict[str, str] = {"file": "MOPR.xlsx", "sheet": "Dane"} | {
        key: own.pop(key) for key in ("file", "sheet") if key in own
    }
    values: dict[str, Any] = {"executor": "MOPR", "found": "x", "facts": {"unit": "osoby", "name": cell}} | own
    return Finding(rule=rule, place=Place(cell=cell, **place), indicator=indicator or f"A/{cell}", **values)


def test_consecutive_rows_are_a_range() -> None:
    (group,) = grouped(finding(cell) for cell in ("C20", "C14", "C17", "C18", "C19", "C9"))
    assert group.cells == "C9, C14, C17–C20"
    assert group.where == "Dane, C9, C14, C17–C20"
    assert group.indicators == ("A/C20", "A/C14", "A/C17", "A/C18", "A/C19", "A/C9")
    assert group.message == ("W 6 wierszach (A/C20, A/C14, A/C17, A/C18, A/C19 i A/C9) jest x; to 6\u00a0wierszy.")
    assert group.fix == "Wpisz liczbę (osoby)."
    assert (group.found, group.expected, group.severity) == ("x", "", Severity.BLOCKS)


def test_two_rows_are_declined_and_one_is_told_as_it_is() -> None:
    (two,) = grouped([finding("C14"), finding("C15")])
    assert two.message == "W 2 wierszach (A/C14 i A/C15) jest x; to 2\u00a0wiersze."
    assert two.cells == "C14–C15"
    (one,) = grouped([finding("C14")])
    assert (one.message, one.cells) == (finding("C14").message, "C14")


@pytest.mark.parametrize(
    "other",
    [
        finding("D14"),
        finding("C14", found="y"),
        finding("C14", facts={"unit": "sztuki", "name": ""}),
        finding("C14", executor="PUP"),
        finding("C14", file="PUP.xlsx"),
        finding("C14", sheet="Działania"),
        finding("C14", settled="Wyjaśniono: „tak”."),
        finding("C14", answer="tak"),
        finding("C14", consequences=(finding("D14", rule=ALONE),)),
    ],
)
def test_what_is_said_of_all_must_hold_for_all(other: Finding) -> None:
    assert [len(group.findings) for group in grouped([finding("C13"), other])] == [1, 1]


def test_a_rule_without_a_sentence_for_many_tells_each() -> None:
    assert len(grouped([finding("C13", rule=ALONE), finding("C14", rule=ALONE)])) == 2


def test_a_row_without_a_cell_is_told_by_its_sheet() -> None:
    (group,) = grouped([finding("", "A/1"), finding("", "A/2")])
    assert (group.cells, group.where, group.listed) == ("", "Dane", "A/1 i A/2")
    (whole,) = grouped([finding("", "A/1", sheet="")])
    assert whole.where == "MOPR.xlsx"


def test_groups_stand_where_their_first_finding_stood() -> None:
    other = finding("A1", rule=ALONE)
    assert [group.cells for group in grouped([finding("C9"), other, finding("C8")])] == ["C8–C9", "A1"]


def test_a_long_list_shows_its_beginning_and_its_end() -> None:
    assert listed([str(number) for number in range(1, 13)]) == "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 i 12"
    assert listed([str(number) for number in range(1, 14)]) == "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …, 13"
    assert listed(["A", "B"]) == "A i B"
    assert (listed(["A"]), listed([])) == ("A", "")


def expanded(cells: str) -> set[str]:
    """Every cell of „C14, C17–C20”."""
    found: set[str] = set()
    for part in cells.split(", "):
        if ends := re.fullmatch(r"([A-Z]+)(\d+)–\1(\d+)", part):
            found |= {f"{ends[1]}{row}" for row in range(int(ends[2]), int(ends[3]) + 1)}
        else:
            found.add(part)
    return found


CELLS = st.builds("{}{}".format, st.sampled_from(["A", "C", "AB"]), st.integers(1, 12)) | st.sampled_from(["", "A1:B2"])
FINDINGS = st.builds(
    finding,
    CELLS,
    st.sampled_from(["A/1", "A/2", "A/3"]) | st.just(""),
    rule=st.sampled_from([NO_NUMBER, ALONE]),
    executor=st.sampled_from(["MOPR", "PUP"]),
    found=st.sampled_from(["x", "y"]),
    settled=st.sampled_from(["", "Wyjaśniono."]),
)


@given(st.lists(FINDINGS, max_size=30))
def test_every_finding_is_in_exactly_one_group_and_its_cell_in_the_range(findings: list[Finding]) -> None:
    groups = grouped(findings)
    told = [each for group in groups for each in group.findings]
    assert Counter(map(id, told)) == Counter(map(id, findings))
    for group in groups:
        cells = {each.place.cell for each in group.findings}
        assert expanded(group.cells) == (cells if cells == {""} else cells - {""})
        assert len({(each.rule, each.executor, each.severity, each.place.file) for each in group.findings}) == 1
        if len(group.findings) > 1:
            assert len({re.sub(r"\d+$", "", each.place.cell) for each in group.findings}) == 1
    assert [group.first for group in groups] == [
        each for each in findings if any(group.first is each for group in groups)
    ]


@pytest.mark.parametrize("rule", [rule for rule in ALL_RULES if rule.several], ids=lambda rule: rule.code)
def test_a_sentence_for_many_names_the_rows_and_only_facts_of_its_rule(rule: Rule) -> None:
    named = {name for _, name, _, _ in Formatter().parse(rule.several) if name}
    assert "indicators" in named
    assert "indicator" not in named | {name for _, name, _, _ in Formatter().parse(rule.fix) if name}
    assert named - GROUP_FACTS <= rule.facts


def test_equal_findings_of_one_cell_are_said_once() -> None:
    (group,) = grouped([finding("C14"), replace(finding("C14"))])
    assert (group.message, group.cells) == (finding("C14").message, "C14")
