"""Waivers settle what they name until their last day; what is wrong with them is found, and nothing is lost."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.checks import money_rules, rules, waiver_rules
from collector.checks.registry import ALL_RULES
from collector.checks.waivers import WHY_NOT_WAIVED, entry_to_settle, is_waived, waive
from collector.decisions import DECISIONS_FILE, hidden_value, named_value, read_decisions
from collector.domain.decision import Waiver
from collector.domain.finding import Finding, Rule, Severity
from collector.domain.observation import Place

YEAR = 2017
DAY = date(2018, 4, 20)
DOUBTED = Rule("X901", Severity.EXPLAIN, "Duża zmiana", "Wartość {indicator} to {found}.", "Wyjaśnij ją.")
LIMIT = rules.TOO_LARGE
# What two executors say of the same thing is neither's own.
REPEATED = next(rule for rule in ALL_RULES if rule.code == "L605")
LONG = "wspieranie organizacji pozarządowych w prowadzeniu placówek wsparcia dziennego dla dzieci; nowe"


def finding(
    indicator: str = "A.1.4/3", found: str = "6\u00a0361", *, executor: str = "MOPR", rule: Rule = LIMIT, **more: object
) -> Finding:
    place = Place(file=f"{executor or 'PUP'}.xlsx", sheet="Dane", cell="F7")
    facts = dict.fromkeys(rule.facts - {"indicator", "executor", "found", "expected"}, "osoby")
    about = {"rule": rule, "place": place, "executor": executor, "indicator": indicator, "found": found}
    return Finding(**{**about, "facts": facts, **more})  # type: ignore[arg-type]


def waiver(*indicators: str, value: str = "", executor: str = "MOPR", rule: Rule = LIMIT, line: int = 2) -> Waiver:
    return Waiver(
        rule=rule.code, indicators=indicators, executor=executor, year=YEAR, reason="nowy sposób liczenia",
        person="kierownik MOPR", day=date(2018, 4, 2), until=date(2018, 12, 31), line=line, value=value,
    )  # fmt: skip


def wrong(findings: list[Finding]) -> list[Finding]:
    return [each for each in findings if each.rule in waiver_rules.RULES]


def messages(findings: list[Finding]) -> list[str]:
    return [f"{each.rule.code} {each.message}".replace("\u00a0", " ") for each in wrong(findings)]


# --- What is settled -----------------------------------------------------------------------------------------------


def test_waived_finding_stays_and_only_informs() -> None:
    (settled,) = waive([finding()], [waiver("A.1.4/3", value="6 361")], YEAR, DAY)
    assert finding().blocks
    assert (settled.severity, settled.is_open, settled.blocks) == (Severity.INFO, False, False)
    assert settled.settled.replace("\u00a0", " ") == (
        "Odstępstwo z 2 kwietnia 2018 r. (osoba: kierownik MOPR, ważne do 31 grudnia 2018 r.): nowy sposób liczenia."
    )
    assert replace(settled, settled="") == finding()
    assert is_waived(settled)
    assert not is_waived(finding(settled="Wyjaśnienie realizatora: „tak”."))


@pytest.mark.parametrize(("reason", "end"), [("tak.", "): tak."), ("tak?", "): tak?"), ("nowy\n  sposób", "sposób.")])
def test_reason_is_one_sentence(reason: str, end: str) -> None:
    (settled,) = waive([finding()], [replace(waiver("A.1.4/3"), reason=reason)], YEAR, DAY)
    assert settled.settled.endswith(end)


def test_waiver_settles_all_its_indicators_and_no_other() -> None:
    found = [finding("A.1.4/1"), finding("A.1.4/2"), finding("A.1.4/3")]
    after = waive(found, [waiver("A.1.4/1", "A.1.4/3")], YEAR, DAY)
    assert [each.is_open for each in after] == [False, True, False]


def test_finding_without_indicator_is_waived_without_one() -> None:
    sign_off = finding("", "telefon", rule=rules.SIGN_OFF_INCOMPLETE)
    (settled,) = waive([sign_off], [waiver(rule=rules.SIGN_OFF_INCOMPLETE)], YEAR, DAY)
    assert settled.settled


def test_what_is_nobodys_own_is_waived_for_everybody() -> None:
    shared = finding("G.6.1/2", "5; 6", executor="", rule=REPEATED)
    (settled,) = waive([shared], [waiver("G.6.1/2", executor="", rule=REPEATED)], YEAR, DAY)
    assert settled.settled
    for executor in ("PUP", "MOPR"):
        only_one = waiver("G.6.1/2", executor=executor, rule=REPEATED)
        assert messages(waive([shared], [only_one], YEAR, DAY)) == [
            f"O001 Odstępstwo od reguły L605 (wiersz 2; {executor}, wskaźnik G.6.1/2) nie ma czego rozstrzygać: "
            "taka uwaga jest, ale w „realizator” trzeba wpisać: wszyscy."
        ]


def test_contradiction_of_executors_is_agreed_and_never_waived() -> None:
    shared = finding("C.4.1/2", "PUP: 43; MOPR: 44", executor="", rule=rules.EXECUTORS_DISAGREE)
    assert waive([shared], [waiver("C.4.1/2", executor="", rule=rules.EXECUTORS_DISAGREE)], YEAR, DAY)[0].blocks
    assert entry_to_settle([shared], YEAR) == ""


@pytest.mark.parametrize(
    ("found", "value"),
    [("6\u00a0361", "6 361"), (" 6 361\n", "6 361"), (LONG, f"{LONG[:60]}… {hidden_value(LONG)}"), ("a\n- b", "a - b")],
)
def test_value_is_compared_as_it_is_named(found: str, value: str) -> None:
    (settled,) = waive([finding(found=found)], [waiver("A.1.4/3", value=value)], YEAR, DAY)
    assert settled.settled


def test_rule_that_cannot_be_waived_is_never_settled() -> None:
    unreadable = next(rule for rule in ALL_RULES if rule.code == "W402")
    after = waive([finding(rule=unreadable)], [waiver("A.1.4/3", rule=unreadable)], YEAR, DAY)
    assert after[0].blocks
    informs = next(rule for rule in ALL_RULES if rule.code == "W409")
    assert not waive([finding(rule=informs)], [waiver("A.1.4/3", rule=informs)], YEAR, DAY)[0].settled


def test_what_has_the_same_cause_does_not_vanish_with_it() -> None:
    follows = finding("A.1.4/3", "139,2", rule=rules.PERCENTAGE_DIFFERS)
    also = finding("A.1.4/2", "5")
    cause = finding(consequences=(follows, also))
    after = waive([cause], [waiver("A.1.4/3"), waiver("A.1.4/2", line=9)], YEAR, DAY)
    assert [(each.rule.code, each.indicator, each.is_open) for each in after] == [
        (LIMIT.code, "A.1.4/3", False), (follows.rule.code, "A.1.4/3", True), (LIMIT.code, "A.1.4/2", False),
    ]  # fmt: skip
    assert not any(each.consequences for each in after)


def test_waiver_of_what_has_an_open_cause_is_left_alone() -> None:
    cause = finding("A.1.4/1", consequences=(finding("A.1.4/2", "5"),))
    assert waive([cause], [waiver("A.1.4/2", value="5")], YEAR, DAY) == [cause]


def test_waiver_of_another_year_is_silent() -> None:
    before = [finding()]
    assert waive(before, [replace(waiver("A.1.4/3"), year=2016)], YEAR, DAY) == before
    assert waive([], [replace(waiver("A.1.4/3"), year=2018)], YEAR, DAY) == []


# --- What is wrong with a waiver -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "given_for", "why"),
    [
        ([], waiver("A.1.4/3"), "ta reguła niczego teraz nie znalazła"),
        (
            [finding(executor="PUP"), finding("A.1.4/2")], waiver("A.1.4/3"),
            "taka uwaga jest, ale w „realizator” trzeba wpisać: PUP",
        ),
        ([finding()], waiver("A.1.4/3", executor=""), "taka uwaga jest, ale w „realizator” trzeba wpisać: MOPR"),
        (
            [finding("A.1.4/2"), finding("A.1.4/1")], waiver("A.1.4/3"),
            "takie uwagi są, ale w „wskaznik” trzeba wpisać: A.1.4/1, A.1.4/2",
        ),
        ([finding()], waiver(), "takie uwagi są, ale w „wskaznik” trzeba wpisać: A.1.4/3"),
        ([finding("")], waiver("A.1.4/3"), "taka uwaga jest, ale nie dotyczy wskaźnika; usuń „wskaznik”"),
        ([finding("A.1.4/2", executor="PUP")], waiver("A.1.4/3"), "takie uwagi mają tylko: PUP"),
        ([finding(settled="Wyjaśniono.")], waiver("A.1.4/3"), "na tę uwagę odpowiedziano już inaczej"),
    ],
)  # fmt: skip
def test_waiver_without_a_finding_is_unused(found: list[Finding], given_for: Waiver, why: str) -> None:
    after = waive(found, [given_for], YEAR, DAY)
    assert after[:-1] == found
    assert after[-1].rule == waiver_rules.UNUSED
    assert (after[-1].place, after[-1].executor) == (Place(file=DECISIONS_FILE), given_for.executor)
    assert after[-1].facts["line"] == "2"
    assert after[-1].message.endswith(f"nie ma czego rozstrzygać: {why}.")


def test_unused_part_of_a_waiver_is_named() -> None:
    after = waive([finding("A.1.4/1")], [waiver("A.1.4/1", "A.1.4/2")], YEAR, DAY)
    assert not after[0].is_open
    assert messages(after) == [
        "O001 Odstępstwo od reguły W413 (wiersz 2; MOPR, wskaźnik A.1.4/1, A.1.4/2) nie ma czego rozstrzygać "
        "(dotyczy to: A.1.4/2): takie uwagi są, ale w „wskaznik” trzeba wpisać: A.1.4/1."
    ]


def test_waiver_holds_on_its_last_day_and_not_on_the_next() -> None:
    given_until = waiver("A.1.4/3", value="6 361")
    last = waive([finding()], [given_until], YEAR, given_until.until)
    assert (last[0].is_open, messages(last)) == (False, [])
    after = waive([finding()], [given_until], YEAR, given_until.until + timedelta(days=1))
    assert after[0] == finding()
    assert messages(after) == [
        "O002 Odstępstwo od reguły W413 (wiersz 2; MOPR, wskaźnik A.1.4/3) obowiązywało tylko do 31 grudnia 2018 r., "
        "więc uwaga jest znowu otwarta."
    ]


def test_expired_waiver_with_nothing_to_settle_is_only_unused() -> None:
    assert [each.rule.code for each in waive([], [waiver("A.1.4/3")], YEAR, date(2020, 1, 1))] == ["O001"]


def test_changed_value_opens_the_question_again() -> None:
    after = waive([finding(found="7\u00a0000")], [waiver("A.1.4/3", value="6 361")], YEAR, DAY)
    assert after[0].blocks
    assert messages(after) == [
        "O003 Odstępstwo od reguły W413 (wiersz 2; MOPR, wskaźnik A.1.4/3) dotyczy wartości „6 361”, a teraz jest "
        "„7 000”, więc uwaga jest znowu otwarta."
    ]
    assert (after[1].found, after[1].expected) == ("7 000", "6 361")


def test_changed_values_of_several_indicators_are_told_with_them() -> None:
    found = [finding("A.1.4/1", "5"), finding("A.1.4/2", ""), finding("A.1.4/3", "1")]
    after = waive(found, [waiver("A.1.4/1", "A.1.4/2", "A.1.4/3", value="1")], YEAR, DAY)
    assert [each.is_open for each in after[:3]] == [True, True, False]
    assert [each.found for each in wrong(after)] == ["A.1.4/1: 5; A.1.4/2: brak"]


def test_each_of_two_findings_in_one_row_has_its_own_waiver() -> None:
    found = [finding(found="5"), finding(found="7")]
    one = waive(found, [waiver("A.1.4/3", value="5")], YEAR, DAY)
    assert ([each.is_open for each in one], messages(one)) == ([False, True], [])
    both = waive(found, [waiver("A.1.4/3", value="5"), waiver("A.1.4/3", value="7", line=9)], YEAR, DAY)
    assert ([each.is_open for each in both], messages(both)) == ([False, False], [])
    renewed = waive(found[1:], [waiver("A.1.4/3", value="5"), waiver("A.1.4/3", value="7", line=9)], YEAR, DAY)
    assert [each.rule.code for each in wrong(renewed)] == ["O001"]


def test_long_lists_are_cut() -> None:
    many = [f"A.1.4/{number}" for number in range(1, 12)]
    (unused,) = waive([], [waiver(*many)], YEAR, DAY)
    assert "A.1.4/8, …)" in unused.message


ids = st.sampled_from(["", "A.1.4/1", "A.1.4/2"])
senders = st.sampled_from(["", "MOPR", "PUP"])
texts = st.sampled_from(["", "5", "7"])
some_rules = st.sampled_from([DOUBTED, LIMIT, rules.SIGN_OFF_INCOMPLETE, rules.EXECUTORS_DISAGREE])
plain = st.builds(lambda i, t, e, r: finding(i, t, executor=e, rule=r), ids, texts, senders, some_rules)
trees = st.recursive(
    plain,
    lambda inner: st.builds(lambda f, c: replace(f, consequences=tuple(c)), plain, st.lists(inner, max_size=2)),
    max_leaves=4,
)
some_waivers = st.builds(
    lambda i, t, e, r, d: replace(waiver(*([i] if i else []), value=t, executor=e, rule=r), until=DAY + timedelta(d)),
    ids, texts, senders, some_rules, st.integers(-1, 1),
)  # fmt: skip


def flat(findings: list[Finding]) -> list[Finding]:
    return [each for finding in findings for each in (finding, *flat(list(finding.consequences)))]


@given(found=st.lists(trees, max_size=6), given_for=st.lists(some_waivers, max_size=4))
def test_no_finding_vanishes_and_nothing_is_settled_in_silence(found: list[Finding], given_for: list[Waiver]) -> None:
    after = waive(found, given_for, YEAR, DAY)

    def said(findings: list[Finding]) -> Counter[tuple[str, ...]]:
        known = [each for each in flat(findings) if each.rule not in waiver_rules.RULES]
        return Counter((each.rule.code, each.executor, each.indicator, each.found) for each in known)

    assert said(after) == said(found)
    for each in flat(after):
        assert not each.settled or each.settled.startswith("Odstępstwo z")
        assert not (each.settled and each.consequences)
    assert waive(found, given_for, YEAR, DAY) == after


# --- Which rules ---------------------------------------------------------------------------------------------------


def test_every_rule_can_be_waived_or_says_why_not() -> None:
    about_entries = {*waiver_rules.RULES, *(rule for rule in ALL_RULES if rule.code in ("T314", "T315", "T316"))}
    for rule in ALL_RULES:
        why_not = WHY_NOT_WAIVED[rule.code]
        assert bool(why_not) == (not rule.is_waivable or rule in about_entries), rule.code
        assert not why_not.endswith(".")


@pytest.mark.parametrize("rule", waiver_rules.RULES, ids=lambda rule: rule.code)
def test_rules_about_waivers_ask_for_an_answer(rule: Rule) -> None:
    assert rule.severity is Severity.EXPLAIN
    assert re.fullmatch(r"O\d{3}", rule.code)
    assert WHY_NOT_WAIVED[rule.code]


# --- The entry that would settle a finding -------------------------------------------------------------------------


@pytest.fixture
def settled_by(tmp_path: Path) -> Callable[[list[Finding]], list[Finding]]:
    """What stands after a person has filled in the entry that settles the findings."""

    def applied(findings: list[Finding]) -> list[Finding]:
        line = entry_to_settle(findings, YEAR)
        for blank, text in (
            ('powod: ""', 'powod: "tak"'),
            ('osoba: ""', 'osoba: "ja"'),
            ("data: ,", "data: 2018-04-02,"),
        ):
            assert blank in line
            line = line.replace(blank, text)
        path = tmp_path / DECISIONS_FILE
        text = f"rozstrzygniecia:\n{line.replace('wazne_do: }', 'wazne_do: 2018-12-31}')}\n"
        path.write_text(text, encoding="utf-8")
        return waive(findings, read_decisions(path, WHY_NOT_WAIVED).waivers, YEAR, DAY)

    return applied


@pytest.mark.parametrize(
    "findings",
    [
        [finding()],
        [finding(found='"5": {x}, \\n')],
        [finding(found=LONG)],
        [finding("A.1.4/1"), finding("A.1.4/2")],
        [finding("A.1.4/1", "1"), finding("A.1.4/2", "2")],
        [finding("G.6.1/2", executor="", rule=REPEATED)],
        [finding("", "telefon", rule=rules.SIGN_OFF_INCOMPLETE)],
    ],
)
def test_filled_in_entry_settles_its_findings(
    findings: list[Finding], settled_by: Callable[[list[Finding]], list[Finding]]
) -> None:
    after = settled_by(findings)
    assert len(after) == len(findings)
    assert not any(each.is_open for each in after)


def test_entry_of_several_findings_names_only_a_common_value() -> None:
    assert "wartosc" not in entry_to_settle([finding("A.1.4/1", "1"), finding("A.1.4/2", "2")], YEAR)
    assert 'wartosc: "1"' in entry_to_settle([finding("A.1.4/1", "1"), finding("A.1.4/2", "1")], YEAR)


def test_no_entry_settles_what_cannot_be_waived_or_is_settled() -> None:
    unreadable = next(rule for rule in ALL_RULES if rule.code == "W402")
    assert entry_to_settle([finding(rule=unreadable)], YEAR) == ""
    assert entry_to_settle([finding(settled="Tak.")], YEAR) == ""
    assert entry_to_settle(waive([], [waiver("A.1.4/3")], YEAR, DAY), YEAR) == ""


def parts(part: str, found: str, total: str) -> Finding:
    about = finding("D.1.3/2", found, rule=rules.PART_EXCEEDS_TOTAL, expected=total)
    return replace(about, facts={"part": part, "total": "D.1.3/2"})


def money(cause: str, found: str = "59,00 zł") -> Finding:
    about = finding("B1.1/d3", found, rule=money_rules.WHOLE_AND_PARTS)
    return replace(about, facts={"cause": cause})


@pytest.mark.parametrize(
    ("waived", "other"),
    [
        (parts("D.1.3/2.a", "11", "10"), parts("D.1.3/2.a", "11", "9")),
        (parts("D.1.3/2.a", "11", "10"), parts("D.1.3/2.b", "11", "10")),
        (money("O 60,00 zł więcej.", ""), money("O 61,00 zł więcej.", "")),
        (money("O 60,00 zł więcej."), money("O 60,00 zł więcej.", "590,00 zł")),
        (finding(found=f"{LONG} 1"), finding(found=f"{LONG} 2")),
    ],
)
def test_entry_settles_nothing_but_what_was_found(waived: Finding, other: Finding) -> None:
    (value,) = re.findall('wartosc: "(.*?)"', entry_to_settle([waived], YEAR))
    given_for = waiver(waived.indicator, value=value, rule=waived.rule)
    settled, still_open, *wrong_now = waive([waived, other], [given_for], YEAR, DAY)
    assert (settled.is_open, still_open.is_open, wrong_now) == (False, True, [])
    assert [each.rule.code for each in wrong(waive([other], [given_for], YEAR, DAY))] == ["O003"]


def test_entry_for_what_is_nobodys_names_the_file() -> None:
    unknown = next(rule for rule in ALL_RULES if rule.code == "P107")
    archive = finding("", ".zip", executor="", rule=unknown)
    assert 'realizator: wszyscy, rok: 2017, wartosc: "PUP.xlsx"' in entry_to_settle([archive], YEAR)
    other = replace(archive, place=Place(file="inny.zip"))
    after = waive([archive, other], [waiver(executor="", rule=unknown, value="PUP.xlsx")], YEAR, DAY)
    assert [each.is_open for each in after] == [False, True]


def test_entry_for_a_missing_return_names_no_value() -> None:
    assert "wartosc" not in entry_to_settle([finding("", "ZMK.xlsx", rule=rules.NOT_SUBMITTED)], YEAR)


def test_hidden_value_is_named_by_its_fingerprint_alone() -> None:
    signed, other = finding("", "Anna Kowalska"), finding("", "600 700 800")
    assert f'wartosc: "{hidden_value("Anna Kowalska")}"' in entry_to_settle([signed], YEAR, is_hidden=True)
    given_for = waiver(value=hidden_value("Anna Kowalska"))
    assert not waive([signed], [given_for], YEAR, DAY)[0].is_open
    (message,) = messages(waive([other], [given_for], YEAR, DAY))
    assert f"teraz jest „{hidden_value('600 700 800')}”" in message
    assert named_value("600 700 800") not in message
