"""What follows from one fault is one finding, and nothing disappears without a trace."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.checks.causes import LINKS, with_causes
from collector.checks.registry import RULE_BY_CODE
from collector.domain.finding import Finding, Rule, Severity
from collector.domain.observation import Place
from collector.reports.findings import finding_objects, findings_json

FACTS = dict.fromkeys(("indicator", "executor", *(fact for rule in RULE_BY_CODE.values() for fact in rule.facts)), "x")


def finding(code: str, executor: str = "MOPR", indicator: str = "A/1", cell: str = "H14", settled: str = "") -> Finding:
    place = Place(file=f"{executor}.xlsx", sheet="Dane", cell=cell)
    facts = {key: text for key, text in FACTS.items() if key not in ("indicator", "executor", "found", "expected")}
    return Finding(
        rule=RULE_BY_CODE[code], place=place, executor=executor, indicator=indicator, found="5", facts=facts,
        settled=settled,
    )  # fmt: skip


def told(findings: Iterable[Finding]) -> list[tuple[str, list[str]]]:
    return [(each.rule.code, [follows.rule.code for follows in each.consequences]) for each in findings]


def test_every_rule_of_the_table_exists() -> None:
    named = {code for link in LINKS for code in link.causes | link.consequences}
    assert named <= RULE_BY_CODE.keys()


def test_no_rule_is_both_cause_and_consequence() -> None:
    causes = {code for link in LINKS for code in link.causes}
    assert not causes & {code for link in LINKS for code in link.consequences}


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (["W401", "K505"], [("W401", ["K505"])]),
        (["R901", "W414", "W419"], [("W414", ["R901", "W419"])]),
        (["W413", "R901", "L603"], [("W413", ["R901"]), ("L603", [])]),
        (["W414", "R901", "L601"], [("W414", []), ("L601", ["R901"])]),
        (["K502", "K504", "K507", "K508"], [("K502", ["K504", "K507", "K508"])]),
        (["R904", "R905"], [("R904", ["R905"])]),
        (["S207", "R901"], [("S207", ["R901"])]),
        (["P105", "W401"], [("W401", ["P105"])]),
        (["P104", "P106"], [("P104", []), ("P106", [])]),
        (["R901", "K505"], [("R901", []), ("K505", [])]),
    ],
)
def test_consequences_are_told_with_their_cause(codes: list[str], expected: list[tuple[str, list[str]]]) -> None:
    assert told(with_causes(finding(code) for code in codes)) == expected


def test_the_cause_names_what_vanishes_with_it() -> None:
    (cause,) = with_causes([finding("W414"), finding("R901")])
    assert cause.message.endswith("Z tej samej przyczyny: Duża zmiana (R901).")


@pytest.mark.parametrize(
    "other",
    [
        finding("R901", executor="PUP"),
        finding("R901", indicator="A/2"),
        finding("R901", indicator=""),
        finding("R901", settled="Wyjaśnienie realizatora: „tak”."),
        replace(finding("R901"), place=Place(file="MOPR (2).xlsx", sheet="Dane", cell="H14")),
    ],
)
def test_what_has_another_cause_or_is_settled_stands_alone(other: Finding) -> None:
    assert told(with_causes([finding("W413"), other])) == [("W413", []), ("R901", [])]


def test_a_settled_cause_absorbs_nothing() -> None:
    assert told(with_causes([finding("W413", settled="Odstąpiono."), finding("R901")])) == [("W413", []), ("R901", [])]


def test_a_blocking_finding_is_not_hidden_behind_one_that_does_not_block() -> None:
    grave = Rule("R901", Severity.BLOCKS, "x", "x", "x")
    (first, second) = with_causes([finding("W414"), replace(finding("R901"), rule=grave)])
    assert (first.consequences, second.blocks) == ((), True)


def flat(findings: Iterable[Finding]) -> Iterator[Finding]:
    for each in findings:
        yield replace(each, consequences=())
        yield from flat(each.consequences)


def counted(findings: Iterable[Finding]) -> Counter[str]:
    return Counter(map(repr, flat(findings)))


CODES = sorted({code for link in LINKS for code in link.causes | link.consequences} | {"K501", "P101"})
FINDINGS = st.builds(
    finding,
    st.sampled_from(CODES),
    executor=st.sampled_from(["MOPR", "PUP", ""]),
    indicator=st.sampled_from(["A/1", "A/2", ""]),
    cell=st.sampled_from(["H14", "H15", ""]),
    settled=st.sampled_from(["", "", "Wyjaśnienie realizatora: „tak”."]),
)


@given(st.lists(FINDINGS, max_size=30))
def test_no_finding_is_lost_or_told_twice(findings: list[Finding]) -> None:
    told_once = with_causes(findings)
    assert counted(told_once) == counted(findings)
    assert with_causes(told_once) == told_once
    settled = [each for each in findings if each.settled]
    assert [each for each in told_once if each.settled] == settled
    for each in told_once:
        assert all(each.is_open and each.severity.rank <= follows.severity.rank for follows in each.consequences)


@given(st.lists(FINDINGS, max_size=20))
def test_the_data_hold_every_finding_and_what_blocks_first(findings: list[Finding]) -> None:
    objects = finding_objects(with_causes(findings))
    assert Counter(each["code"] for each in objects) == Counter(each.rule.code for each in findings)
    ranks = [list(Severity).index(Severity(each["severity"])) for each in objects]
    assert ranks == sorted(ranks)
    for each in objects:
        assert len(each) == 11


def test_a_consequence_in_the_data_informs_and_names_its_cause() -> None:
    cause, follows = json.loads(findings_json(with_causes([finding("R901"), finding("W413")])))
    assert (cause["code"], cause["severity"]) == ("W413", "blokuje")
    assert cause["message"].endswith("Z tej samej przyczyny: Duża zmiana (R901).")
    assert (follows["code"], follows["severity"], follows["fix"]) == ("R901", "informacja", "Nic nie trzeba robić.")
    assert follows["message"].endswith(" (skutek uwagi W413)")


def test_a_settled_finding_informs_and_says_how_it_was_settled() -> None:
    (told_as,) = finding_objects([finding("R901", settled="Wyjaśnienie realizatora: „przepisy”.")])
    assert (told_as["severity"], told_as["fix"]) == ("informacja", "Nic nie trzeba robić.")
    assert told_as["message"].endswith(" Wyjaśnienie realizatora: „przepisy”.")


def test_a_rule_on_trial_asks_only_for_an_explanation() -> None:
    rule = Rule("X999", Severity.BLOCKS, "Próba", "Coś.", "Popraw.", trial=True)
    (told_as,) = finding_objects([Finding(rule=rule, place=Place(file="MOPR.xlsx"))])
    assert told_as["severity"] == "do wyjaśnienia"
