"""Which of several returns counts: no value is lost in silence, and nothing is guessed."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector.checks.words import sign_off_is_complete
from collector.decisions import read_decisions
from collector.domain.decision import Decision
from collector.domain.finding import Finding, Severity
from collector.domain.observation import Observation, Place, Status, Value
from collector.domain.register import Entry, Money
from collector.domain.submission import ReturnedFile, SignOff, Standing, Submission
from collector.layout.form import SIGN_OFF_SHEET
from collector.submissions.counting.claims import Claim, saved_on
from collector.submissions.counting.counting import Counted, count_returns
from collector.submissions.counting.differences import Difference, differences, listed
from collector.submissions.counting_rules import RULES
from collector.submissions.rules import NOT_A_NUMBER

YEAR = 2017
SIGNED = SignOff(prepared_by="inspektor", position="inspektor", phone="1", date="", approved_by="kierownik")
Values = dict[str, str]


def fingerprint(file: str) -> str:
    return hashlib.sha256(file.encode()).hexdigest()


def observation(id_: str, raw: str, place: Place, executor: str, note: str = "") -> Observation:
    is_number = raw.strip().replace(",", "", 1).isdecimal()
    value = Value(
        status=Status.GIVEN if is_number else Status.NOT_SUBMITTED,
        number=Decimal(raw.replace(",", ".")) if is_number else None,
    )
    return Observation(indicator=id_, executor=executor, year=YEAR, value=value, note=note, raw=raw, place=place)


def sent(
    file: str,
    values: Values | None = None,
    *,
    executor: str = "PUP",
    correction: str = "",
    day: str = "",
    modified: str = "",
    sha256: str = "",
    notes: Values | None = None,
    entries: tuple[Entry, ...] = (),
    sign_off: SignOff = SIGNED,
) -> Submission:
    """A return with the values typed into rows 10, 11 … of column F."""
    whole = Place(file=file, sha256=sha256 or fingerprint(file))
    values = {"A.1/1": "12"} if values is None else values
    return Submission(
        executor=executor,
        programme="p",
        year=YEAR,
        form_id=f"{executor}-{YEAR}-1f3a9c",
        place=whole,
        observations=tuple(
            observation(id_, raw, replace(whole, sheet="Dane", cell=f"F{row}"), executor, (notes or {}).get(id_, ""))
            for row, (id_, raw) in enumerate(values.items(), 10)
        ),
        sign_off=replace(sign_off, correction=correction, date=day),
        entries=entries,
        modified=modified,
    )


def action(file: str, name: str = "Festyn", *, cost: str = "100", result: str = "3", term: str = "2017") -> Entry:
    place = Place(file=file, sheet="Działania", cell="C8", sha256=fingerprint(file))
    return Entry(
        id="1.1/PUP+1", task="1.1", name=name, executor="PUP", term=term,
        money={"koszt": Money(raw=cost, amount=Decimal(cost) if cost else None), "miasto": Money()},
        indicator="", indicator_name="", value=Value(status=Status.GIVEN, number=Decimal(result)), raw=result, note="",
        place=place, value_place=replace(place, cell="J8"), cost_place=replace(place, cell="F8"),
    )  # fmt: skip


def decided(counts: str, *, executor: str = "PUP", year: int = YEAR, returns: tuple[str, ...] = ()) -> Decision:
    """The decision that the file called `counts` counts."""
    return Decision(
        rule="T308", executor=executor, year=year, reason="Uzgodniono telefonicznie.", person="A. Nowak",
        day=date(2018, 4, 2), line=3, counts=fingerprint(counts)[:12],
        returns=tuple(fingerprint(file)[:12] for file in returns),
    )  # fmt: skip


def counted(*submissions: Submission, decisions: Iterable[Decision] = ()) -> Counted:
    return count_returns(submissions, decisions, YEAR)


def files(counting: Counted) -> list[str]:
    return [submission.place.file for submission in counting.submissions]


def codes(counting: Counted) -> list[str]:
    return [finding.rule.code for finding in counting.findings]


def standing(counting: Counted) -> dict[str, Standing]:
    return {submission.place.file: stands for submission, stands, _ in counting.standings}


def why(counting: Counted, file: str) -> str:
    (reason,) = (why for submission, _, why in counting.standings if submission.place.file == file)
    return reason


def only(counting: Counted) -> Finding:
    (finding,) = counting.findings
    return finding


# --- One return, and copies of it ----------------------------------------------------------------------------------


def test_only_return_counts() -> None:
    counting = counted(sent("a.xlsx"))
    assert (files(counting), codes(counting)) == (["a.xlsx"], [])
    assert counting.standings[0][1:] == (Standing.COUNTS, "jedyny zwrot realizatora")


def test_nothing_came_back() -> None:
    assert counted() == Counted(submissions=(), findings=(), standings=(), changes=())


def test_same_bytes_are_one_return() -> None:
    counting = counted(sent("b.xlsx", sha256="ab" * 32), sent("a.xlsx", sha256="ab" * 32))
    assert (files(counting), codes(counting)) == (["a.xlsx"], ["T307"])
    assert standing(counting) == {"a.xlsx": Standing.COUNTS, "b.xlsx": Standing.COPY}
    assert only(counting).place.file == "b.xlsx"
    assert only(counting).found == "a.xlsx"
    assert counting.changes == ()


def test_same_content_in_other_bytes_is_one_return() -> None:
    counting = counted(sent("a.xlsx", modified="2018-03-05T09:00:00Z"), sent("b.xlsx", modified="2018-03-06T09:00:00Z"))
    assert (files(counting), codes(counting)) == (["a.xlsx"], ["T311"])
    assert why(counting, "b.xlsx") == "ta sama treść co w pliku a.xlsx"


def test_invisible_signs_make_no_other_return() -> None:
    assert codes(counted(sent("a.xlsx", {"A.1/1": "12 "}), sent("b.xlsx", {"A.1/1": "12"}))) == ["T311"]


@pytest.mark.parametrize(
    "other",
    [
        sent("b.xlsx", {"A.1/1": "13"}),
        sent("b.xlsx", {"A.1/1": "12"}, notes={"A.1/1": "* z zawodami"}),
        sent("b.xlsx", {"A.1/1": "12", "A.1/2": ""}),
        sent("b.xlsx", sign_off=replace(SIGNED, phone="2")),
        sent("b.xlsx", entries=(action("b.xlsx"),)),
    ],
    ids=["value", "note", "row", "sign-off", "action"],
)
def test_anything_said_otherwise_is_no_copy(other: Submission) -> None:
    assert not {"T307", "T311"} & set(codes(counted(sent("a.xlsx"), other)))


def test_same_text_understood_otherwise_is_no_copy() -> None:
    one, other = sent("a.xlsx"), sent("b.xlsx")
    (answer,) = other.observations
    other = replace(other, observations=(replace(answer, value=Value(status=Status.NOT_SUBMITTED)),))
    (difference,) = differences(one, other)
    assert (difference.earlier, difference.later) == ("12", "12 (odczytano inaczej)")
    assert codes(counted(one, other)) == ["T308"]


def test_shared_file_is_a_return_of_each_executor() -> None:
    parts = [sent(file, executor=who, sha256="ab" * 32) for file in ("a.xlsx", "b.xlsx") for who in ("PUP", "MOPR")]
    counting = counted(*parts)
    assert [(s.place.file, s.executor) for s in counting.submissions] == [("a.xlsx", "PUP"), ("a.xlsx", "MOPR")]
    assert sorted((f.rule.code, f.executor, f.place.file) for f in counting.findings) == [
        ("T307", "MOPR", "b.xlsx"),
        ("T307", "PUP", "b.xlsx"),
    ]


def test_two_parts_of_one_file_that_contradict_each_other_are_no_copies() -> None:
    counting = counted(sent("a.xlsx", {"A.1/1": "12"}), sent("a.xlsx", {"A.1/1": "13"}))
    assert codes(counting) == ["T308"]
    assert [stands for _, stands, _ in counting.standings] == [Standing.UNDECIDED] * 2


# --- A later return replaces an earlier one ------------------------------------------------------------------------

OLD, NEW = {"A.1/1": "12", "A.1/2": "5"}, {"A.1/1": "15", "A.1/2": "5"}


@pytest.mark.parametrize(
    ("earlier", "later", "reason"),
    [
        ({}, {"correction": "1"}, "numer korekty: 1 zamiast pustego"),
        ({"correction": "2"}, {"correction": "10"}, "numer korekty: 10 zamiast 2"),
        ({"day": "2018-03-05"}, {"day": "20.03.2018"}, "data w metryczce: 20.03.2018 zamiast 05.03.2018"),
        ({"day": "5.03.2018 r."}, {"day": "06.03.2018 10:15"}, "data w metryczce: 06.03.2018 zamiast 05.03.2018"),
        ({"day": "5.03.2018r"}, {"day": "06.03.2018 r."}, "data w metryczce: 06.03.2018 zamiast 05.03.2018"),
        ({"day": "5 Marca 2018 roku"}, {"day": "2018-03-06"}, "data w metryczce: 06.03.2018 zamiast 05.03.2018"),
        ({"day": "5.3.2018"}, {"day": "6 marca 2018 r."}, "data w metryczce: 06.03.2018 zamiast 05.03.2018"),
        # A form that was never saved since it was made says nothing of when it came.
        (
            {"modified": "2018-03-05T09:00:00Z"},
            {"correction": "1", "modified": "2000-01-01T00:00:00Z"},
            "numer korekty: 1 zamiast pustego",
        ),
        (
            {"modified": "2018-03-05T09:00:00Z"},
            {"modified": "2018-03-05T09:00:01Z"},
            "czas zapisu: 05.03.2018 09:00:01 UTC zamiast 05.03.2018 09:00:00 UTC",
        ),
        (
            {"modified": "2018-03-05T09:00:00Z", "day": "marzec"},
            {"modified": "2018-03-05T12:00:00+01:00", "day": "2018-03-05"},
            "czas zapisu: 05.03.2018 11:00:00 UTC zamiast 05.03.2018 09:00:00 UTC",
        ),
    ],
)
def test_later_return_replaces_the_earlier(earlier: dict[str, str], later: dict[str, str], reason: str) -> None:
    counting = counted(sent("b.xlsx", NEW, **later), sent("a.xlsx", OLD, **earlier))  # type: ignore[arg-type]
    assert files(counting) == ["b.xlsx"]
    assert standing(counting) == {"a.xlsx": Standing.REPLACED, "b.xlsx": Standing.COUNTS}
    assert why(counting, "a.xlsx") == f"zastąpił go plik b.xlsx ({reason})"
    assert why(counting, "b.xlsx") == f"zastępuje: a.xlsx ({reason})"
    finding = only(counting)
    assert finding.rule.code == "T310"
    assert finding.rule.severity is Severity.INFO
    assert finding.place.file == "a.xlsx"
    assert finding.found.startswith("A.1/1: 12 → 15 (Dane > F10)")
    assert [c.what for c in counting.changes if c.indicator] == ["A.1/1"]


def test_correction_may_take_a_value_back_but_says_so() -> None:
    counting = counted(sent("a.xlsx", OLD), sent("b.xlsx", {"A.1/1": "15", "A.1/2": ""}, correction="1"))
    assert files(counting) == ["b.xlsx"]
    finding = only(counting)
    assert finding.rule.code == "T312"
    assert finding.rule.severity is Severity.EXPLAIN
    assert finding.found == "A.1/2: 5 → puste (Dane > F11)"
    assert {change.what for change in counting.changes} == {"A.1/1", "A.1/2", "Metryczka, Numer korekty"}


def test_row_that_is_not_there_is_a_lost_value() -> None:
    (change,) = differences(sent("a.xlsx", OLD), sent("b.xlsx", {"A.1/1": "12"}))
    assert (change.what, change.earlier, change.later, change.is_lost) == ("A.1/2", "5", "", True)
    assert str(change) == "A.1/2: 5 → puste"
    assert change.earlier_place.cell == "F11"


def test_copies_of_a_replaced_return_are_copies() -> None:
    first = sent("a.xlsx", OLD, sha256="ab" * 32)
    copy = sent("c.xlsx", OLD, sha256="ab" * 32)
    counting = counted(first, sent("b.xlsx", NEW, correction="1"), copy)
    assert standing(counting) == {"a.xlsx": Standing.REPLACED, "b.xlsx": Standing.COUNTS, "c.xlsx": Standing.COPY}
    assert codes(counting) == ["T310", "T307"]


def test_three_versions_leave_the_latest() -> None:
    counting = counted(sent("a.xlsx", OLD), sent("c.xlsx", NEW, correction="2"), sent("b.xlsx", OLD, correction="1"))
    assert files(counting) == ["c.xlsx"]
    assert codes(counting) == ["T310", "T310"]
    assert why(counting, "c.xlsx").count("numer korekty") == 2


# --- What is a question --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ({}, {}, "nic nie wskazuje, który z plików a.xlsx i b.xlsx jest późniejszy"),
        ({"modified": "2018-03-05T09:00:00Z"}, {}, "nic nie wskazuje, który z plików a.xlsx i b.xlsx jest późniejszy"),
        ({"modified": "wczoraj"}, {"modified": "dziś"}, "nic nie wskazuje"),
        ({"day": "2018-02-30"}, {"day": "2018-03-01"}, "nic nie wskazuje"),
        ({"day": "03-05-2018"}, {"day": "2018-06-01"}, "nic nie wskazuje"),
        (
            {"day": "2018-03-05"},
            {"correction": "1", "day": "2018-03-04"},
            "za plikiem b.xlsx przemawia numer korekty, a za a.xlsx – data w metryczce",
        ),
        (
            {"modified": "2018-03-05T09:00:00Z"},
            {"correction": "1", "modified": "2018-03-04T09:00:00Z"},
            "za plikiem b.xlsx przemawia numer korekty, a za a.xlsx – czas zapisu",
        ),
        (
            {"day": "2018-03-06", "modified": "2018-03-05T09:00:00Z"},
            {"day": "2018-03-05", "modified": "2018-03-06T09:00:00Z"},
            "za plikiem a.xlsx przemawia data w metryczce, a za b.xlsx – czas zapisu",
        ),
        ({}, {"correction": "druga"}, "w pliku b.xlsx nie można odczytać numeru korekty („druga”)"),
    ],
)
def test_two_that_may_be_current_are_a_question(one: dict[str, str], other: dict[str, str], reason: str) -> None:
    counting = counted(sent("a.xlsx", OLD, **one), sent("b.xlsx", NEW, **other))  # type: ignore[arg-type]
    assert files(counting) == []
    assert standing(counting) == {"a.xlsx": Standing.UNDECIDED, "b.xlsx": Standing.UNDECIDED}
    finding = counting.findings[-1]
    assert finding.rule.code == "T308"
    assert finding.blocks
    assert finding.place.file == "a.xlsx"
    assert reason in finding.facts["why"]
    assert reason in why(counting, "b.xlsx")
    for said in ("a.xlsx", "b.xlsx", *one.values(), *other.values()):
        assert said in finding.found or said == one.get("modified") or said == other.get("modified")
    assert counting.changes == ()


def test_saving_later_does_not_drop_what_another_department_gave() -> None:
    halves = (
        sent("a.xlsx", {"A.1/1": "12", "A.1/2": ""}, modified="2018-03-05T09:00:00Z"),
        sent("b.xlsx", {"A.1/1": "", "A.1/2": "7"}, modified="2018-03-06T09:00:00Z"),
    )
    counting = counted(*halves)
    assert (files(counting), codes(counting)) == ([], ["T308"])
    assert "brakuje w nim danych z pliku a.xlsx: A.1/1: 12 → puste (Dane > F10)" in only(counting).facts["why"]


def test_saving_later_does_not_put_another_action_in_the_place_of_one() -> None:
    one = sent("a.xlsx", entries=(action("a.xlsx"),), modified="2018-03-05T09:00:00Z")
    other = sent("b.xlsx", entries=(action("b.xlsx", "Turniej"),), modified="2018-03-06T09:00:00Z")
    assert codes(counted(one, other)) == ["T308"]


def test_note_is_something_given_too() -> None:
    one = sent("a.xlsx", notes={"A.1/1": "z zawodami"}, modified="2018-03-05T09:00:00Z")
    assert codes(counted(one, sent("b.xlsx", NEW, modified="2018-03-06T09:00:00Z"))) == ["T308"]


def test_copy_saved_again_is_not_later_than_the_correction() -> None:
    counting = counted(
        sent("a.xlsx", OLD, modified="2018-03-05T09:00:00Z"),
        sent("b.xlsx", NEW, modified="2018-03-06T09:00:00Z"),
        sent("c.xlsx", OLD, modified="2018-03-07T09:00:00Z"),
    )
    assert standing(counting) == {"a.xlsx": Standing.UNDECIDED, "b.xlsx": Standing.UNDECIDED, "c.xlsx": Standing.COPY}
    assert codes(counting) == ["T308", "T311"]


def test_only_those_that_may_be_current_are_asked_about() -> None:
    counting = counted(
        sent("a.xlsx", OLD), sent("b.xlsx", NEW, correction="1"), sent("c.xlsx", {"A.1/1": "1"}, correction="1")
    )
    assert standing(counting) == {
        "a.xlsx": Standing.REPLACED, "b.xlsx": Standing.UNDECIDED, "c.xlsx": Standing.UNDECIDED,
    }  # fmt: skip
    (asked,) = (finding for finding in counting.findings if finding.rule.code == "T308")
    assert "a.xlsx" not in asked.found


def test_latest_that_does_not_replace_all_others_is_a_question() -> None:
    counting = counted(
        sent("a.xlsx", OLD, day="2018-03-05", modified="2018-03-05T09:00:00Z"),
        sent("b.xlsx", NEW, day="2018-03-06"),
        sent("c.xlsx", {"A.1/1": "1", "A.1/2": "2"}, modified="2018-03-04T09:00:00Z"),
    )
    assert standing(counting) == {
        "a.xlsx": Standing.REPLACED, "b.xlsx": Standing.UNDECIDED, "c.xlsx": Standing.UNDECIDED,
    }  # fmt: skip


def test_those_that_replace_one_another_in_a_circle_are_a_question() -> None:
    counting = counted(
        sent("a.xlsx", {"A.1/1": "1"}, day="2018-03-02"),
        sent("b.xlsx", {"A.1/1": "2"}, day="2018-03-01", modified="2018-03-06T09:00:00Z"),
        sent("c.xlsx", {"A.1/1": "3"}, day="w marcu", modified="2018-03-05T09:00:00Z"),
        sent("d.xlsx", {"A.1/1": "4"}, day="2018-03-03", modified="2018-03-04T09:00:00Z"),
    )
    assert set(standing(counting).values()) == {Standing.UNDECIDED}
    assert codes(counting) == ["T308"]


def test_number_of_a_correction_is_asked_for_without_a_rival_too() -> None:
    counting = counted(sent("a.xlsx", correction="-1"))
    assert files(counting) == ["a.xlsx"]
    finding = only(counting)
    assert (finding.rule.code, finding.rule.severity) == ("T313", Severity.EXPLAIN)
    assert (finding.place.sheet, finding.found) == (SIGN_OFF_SHEET, "-1")


@pytest.mark.parametrize("typed", ["", "0", "1", " 12 ", "0001"])
def test_number_of_a_correction_is_read(typed: str) -> None:
    assert codes(counted(sent("a.xlsx", correction=typed))) == []


@pytest.mark.parametrize("typed", ["1,5", "nr 1", "I", "-", "9" * 5000, "²", "١"])
def test_other_number_of_a_correction_is_unknown(typed: str) -> None:
    assert Claim((sent("a.xlsx", correction=typed),)).correction is None


# --- Decisions -----------------------------------------------------------------------------------------------------


def test_decision_says_which_counts() -> None:
    counting = counted(sent("a.xlsx", OLD), sent("b.xlsx", {"A.1/1": "15"}), decisions=[decided("b.xlsx")])
    assert files(counting) == ["b.xlsx"]
    reason = "rozstrzygnięcie z 2018-04-02 (osoba: A. Nowak): Uzgodniono telefonicznie"
    assert why(counting, "a.xlsx") == why(counting, "b.xlsx") == reason
    assert standing(counting)["a.xlsx"] is Standing.REPLACED
    finding = only(counting)
    assert (finding.rule.code, finding.facts["why"]) == ("T310", reason)
    assert "A.1/2: 5 → puste" in finding.found


def test_lines_of_the_question_are_a_decision(tmp_path: Path) -> None:
    both = sent("a.xlsx", OLD), sent("b.xlsx", NEW)
    lines = only(counted(*both)).facts["lines"]
    for key, entry in (
        ("liczy_sie", fingerprint("a.xlsx")[:12]),
        ("powod", "tak"),
        ("osoba", "ja"),
        ("data", "2018-04-02"),
    ):
        lines = lines.replace(f" {key}:", f" {key}: {entry}")
    path = tmp_path / "decisions.yaml"
    path.write_text(f"rozstrzygniecia:\n{lines}\n", encoding="utf-8")
    decisions = read_decisions(path).returns
    assert [set(decision.returns) for decision in decisions] == [{fingerprint(s.place.file)[:12] for s in both}]
    assert files(counted(*both, decisions=decisions)) == ["a.xlsx"]


def test_decision_may_name_a_copy() -> None:
    submissions = sent("a.xlsx", OLD), sent("b.xlsx", OLD), sent("c.xlsx", NEW)
    counting = counted(*submissions, decisions=[decided("b.xlsx")])
    assert (files(counting), codes(counting)) == (["a.xlsx"], ["T310", "T311"])


@pytest.mark.parametrize(
    "decision",
    [decided("x.xlsx"), decided("x.xlsx", executor="MOPR")],
    ids=["no such file", "nothing came back"],
)
def test_decision_about_no_return_is_found(decision: Decision) -> None:
    counting = counted(sent("a.xlsx"), decisions=[decision])
    assert (files(counting), codes(counting)) == (["a.xlsx"], ["T314"])
    assert (only(counting).place.file, only(counting).executor) == ("decisions.yaml", decision.executor)
    assert "wiersz 3" in only(counting).message


def test_decision_about_another_year_is_nothing_to_this_one() -> None:
    assert codes(counted(sent("a.xlsx"), decisions=[decided("x.xlsx", year=2016)])) == []


@pytest.mark.parametrize(
    "others", [(), (sent("b.xlsx", {"A.1/1": "1"}, day="2018-03-01"),)], ids=["the only one", "the latest"]
)
def test_decision_that_is_not_needed_is_found(others: tuple[Submission, ...]) -> None:
    counting = counted(sent("a.xlsx", day="2018-03-05"), *others, decisions=[decided("a.xlsx")])
    assert files(counting) == ["a.xlsx"]
    assert "T315" in codes(counting)
    assert "a.xlsx" in counting.findings[0].message


def test_decision_that_knows_no_later_correction_is_a_question_again() -> None:
    """A correction that comes after the decision must not vanish behind it."""
    counting = counted(
        sent("a.xlsx", OLD), sent("b.xlsx", NEW), sent("c.xlsx", {"A.1/1": "99"}, correction="1"),
        decisions=[decided("a.xlsx")],
    )  # fmt: skip
    assert files(counting) == []
    (asked,) = (finding for finding in counting.findings if finding.blocks)
    assert (asked.rule.code, asked.place.file) == ("T316", "decisions.yaml")
    assert "c.xlsx" in asked.found
    assert standing(counting) == {
        "a.xlsx": Standing.UNDECIDED, "b.xlsx": Standing.REPLACED, "c.xlsx": Standing.UNDECIDED,
    }  # fmt: skip


def test_decision_that_names_all_returns_is_a_question_again_when_another_comes() -> None:
    decision = decided("a.xlsx", returns=("a.xlsx", "b.xlsx"))
    both = sent("a.xlsx", OLD), sent("b.xlsx", NEW)
    assert files(counted(*both, decisions=[decision])) == ["a.xlsx"]
    counting = counted(*both, sent("c.xlsx", {"A.1/1": "99"}), decisions=[decision])
    assert (files(counting), codes(counting)) == ([], ["T316"])
    expected = ", ".join(fingerprint(file)[:12] for file in ("a.xlsx", "b.xlsx", "c.xlsx"))
    assert f"zwroty: [{expected}]" in only(counting).fix


def test_decision_may_prefer_what_a_correction_would_replace() -> None:
    decision = decided("a.xlsx", returns=("a.xlsx", "b.xlsx"))
    counting = counted(sent("a.xlsx", OLD), sent("b.xlsx", NEW, correction="1"), decisions=[decision])
    assert (files(counting), codes(counting)) == (["a.xlsx"], ["T310"])


# --- Differences ---------------------------------------------------------------------------------------------------


def test_every_cell_of_an_action_is_compared() -> None:
    one = sent("a.xlsx", {}, entries=(action("a.xlsx"),))
    other = sent("b.xlsx", {}, entries=(action("b.xlsx", cost="", result="4", term="maj 2017"),))
    assert [str(change) for change in differences(one, other)] == [
        "1.1/PUP+1, termin: 2017 → maj 2017 (Działania > wiersz 8)",
        "1.1/PUP+1, koszt: 100 → puste (Działania > wiersz 8)",
        "1.1/PUP+1, wynik: 3 → 4 (Działania > J8)",
    ]


def test_long_list_of_differences_is_cut_and_begins_with_what_is_lost() -> None:
    earlier = {f"A.1/{number}": "1" for number in range(1, 14)}
    later = earlier | {f"A.1/{number}": "2" for number in range(1, 13)} | {"A.1/13": ""}
    text = listed(differences(sent("a.xlsx", earlier), sent("b.xlsx", later)))
    assert text.startswith("A.1/13: 1 → puste")
    assert text.endswith("… (i jeszcze 3)")


def test_long_texts_are_cut_in_the_sentence_and_kept_in_the_list() -> None:
    long = "opis " * 100
    (change,) = differences(sent("a.xlsx", {"A.1/1": long}), sent("b.xlsx", {"A.1/1": "12"}))
    assert len(str(change)) < 120
    assert change.earlier == long.strip()


def test_answer_repeated_in_a_form_is_compared_one_by_one() -> None:
    one, other = sent("a.xlsx"), sent("b.xlsx")
    again = observation("A.1/1", "13", Place(file="a.xlsx", sheet="Dane", cell="F11"), "PUP")
    one = replace(one, observations=(*one.observations, again))
    (change,) = differences(one, other)
    assert (change.earlier, change.later, change.is_lost) == ("13", "", True)


def test_time_of_saving_is_shown_to_people() -> None:
    assert saved_on("2018-03-05T10:15:00+01:00") == "05.03.2018 09:15:00 UTC"
    assert (saved_on(""), saved_on("wczoraj")) == ("", "wczoraj")
    assert saved_on("2000-01-01T00:00:00Z") == "", "nobody has saved it since it was made"


# --- Findings of reading -------------------------------------------------------------------------------------------


def finding_in(file: str, executor: str = "PUP") -> Finding:
    facts = {"hint": "", "unit": ""}
    return Finding(rule=NOT_A_NUMBER, place=Place(file=file), executor=executor, indicator="A.1/1", facts=facts)


def test_findings_about_replaced_returns_and_their_copies_vanish() -> None:
    counting = counted(
        sent("a.xlsx", OLD), sent("b.xlsx", NEW, correction="1"), sent("c.xlsx", OLD), sent("a.xlsx", executor="MOPR"),
    )  # fmt: skip
    findings = [finding_in(file) for file in ("a.xlsx", "b.xlsx", "c.xlsx", "pismo.pdf")]
    shared = [finding_in("a.xlsx", "MOPR"), finding_in("a.xlsx", ""), finding_in("c.xlsx", "")]
    assert counting.without_superseded([*findings, *shared]) == [findings[1], findings[3], *shared[:2]]


def test_findings_that_a_copy_repeats_vanish_and_its_own_stay() -> None:
    counting = counted(sent("a.xlsx"), sent("b.xlsx"))
    repeated = [finding_in(file) for file in ("a.xlsx", "b.xlsx")]
    own = replace(finding_in("b.xlsx"), indicator="A.1/2")
    assert counting.without_superseded([*repeated, own]) == [repeated[0], own]
    assert counting.without_superseded([repeated[1]]) == [repeated[1]]


def test_findings_about_what_is_undecided_stay() -> None:
    findings = [finding_in("a.xlsx"), finding_in("b.xlsx")]
    assert counted(sent("a.xlsx", OLD), sent("b.xlsx", NEW)).without_superseded(findings) == findings


def test_register_says_what_became_of_every_return() -> None:
    counting = counted(sent("a.xlsx", OLD), sent("b.xlsx", NEW, correction="1"), sent("b.xlsx", executor="MOPR"))
    parts = [("b.xlsx", "MOPR"), ("a.xlsx", "PUP"), ("b.xlsx", "PUP"), ("pismo.pdf", "")]
    files = [
        ReturnedFile(place=Place(file=file), executor=executor, standing=Standing.ATTACHMENT, why="pismo")
        for file, executor in parts
    ]
    lines = counting.in_register(files)
    assert [(line.place.file, line.executor) for line in lines] == parts
    assert [line.standing for line in lines] == [
        Standing.COUNTS, Standing.REPLACED, Standing.COUNTS, Standing.ATTACHMENT,
    ]  # fmt: skip
    assert [line.why for line in lines][1:] == [why(counting, "a.xlsx"), lines[2].why, "pismo"]


SENTENCE = re.compile(r"[{}]|\bNone\b|\b[Nn]a[Nn]\b|„”|\(\)|  ")


@pytest.mark.parametrize(
    ("submissions", "decisions", "code"),
    [
        ((sent("a.xlsx", OLD), sent("b.xlsx", NEW, correction="1")), [], "T310"),
        ((sent("a.xlsx"), sent("b.xlsx")), [], "T311"),
        ((sent("a.xlsx", OLD), sent("b.xlsx", correction="1")), [], "T312"),
        ((sent("a.xlsx", correction="x"),), [], "T313"),
        ((sent("a.xlsx"),), [decided("x.xlsx")], "T314"),
        ((sent("a.xlsx"),), [decided("a.xlsx")], "T315"),
        ((sent("a.xlsx", OLD), sent("b.xlsx", NEW, correction="1")), [decided("a.xlsx")], "T316"),
    ],
)
def test_findings_are_whole_sentences(
    submissions: tuple[Submission, ...], decisions: list[Decision], code: str
) -> None:
    finding = only(counted(*submissions, decisions=decisions))
    assert finding.rule.code == code
    assert finding.rule in RULES
    for sentence in (finding.message, finding.fix):
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert not SENTENCE.search(sentence)


def test_number_of_a_correction_need_not_be_filled_in() -> None:
    assert list(sign_off_is_complete(sent("a.xlsx", day="2018-03-05"), date.min)) == []
    (finding,) = sign_off_is_complete(sent("a.xlsx"), date.min)
    assert finding.found == "Data sporządzenia"


# --- Whatever comes back -------------------------------------------------------------------------------------------

TYPED = st.sampled_from(["", "", "1", "2", "brak danych"])
RETURNS = st.lists(
    st.builds(
        lambda executor, values, numbers, day, modified, sha256: (
            executor, dict(zip(("A.1/1", "A.1/2", "A.1/3"), values, strict=True)), numbers, day, modified, sha256,
        ),
        st.sampled_from(["PUP", "MOPR"]),
        st.tuples(TYPED, TYPED, TYPED),
        st.sampled_from(["", "", "1", "2", "pierwsza"]),
        st.sampled_from(["", "2018-03-05", "6.03.2018", "w marcu"]),
        st.sampled_from(["", "2018-03-05T09:00:00Z", "2018-03-06T09:00:00Z", "2018-03-07T09:00:00Z"]),
        st.booleans(),
    ),
    max_size=6,
)  # fmt: skip


def _sent(returns: list[tuple[str, Values, str, str, str, bool]]) -> list[Submission]:
    """The returns; those with the same content may have the same bytes."""
    return [
        sent(
            f"{number}.xlsx", values, executor=executor, correction=correction, day=day, modified=modified,
            sha256=fingerprint(repr((values, correction, day, modified))) if is_same_bytes else "",
        )
        for number, (executor, values, correction, day, modified, is_same_bytes) in enumerate(returns)
    ]  # fmt: skip


DECISIONS = st.lists(
    st.builds(
        lambda executor, number, returns: decided(
            f"{number}.xlsx", executor=executor, returns=tuple(f"{r}.xlsx" for r in returns)
        ),
        st.sampled_from(["PUP", "MOPR", "ZMK"]),
        st.integers(0, 6),
        st.lists(st.integers(0, 6), max_size=4),
    ),
    max_size=3,
    unique_by=lambda decision: decision.executor,
)


PROPERTY = settings(deadline=None, derandomize=True)


def _result(counting: Counted) -> object:
    return (
        sorted(files(counting)),
        sorted((s.place.file, stands, why) for s, stands, why in counting.standings),
        [(f.rule.code, f.place, f.message, f.fix, f.found) for f in counting.findings],
        [str(change) for change in counting.changes],
    )


@PROPERTY
@given(RETURNS, DECISIONS, st.randoms(use_true_random=False))
def test_order_of_the_files_makes_no_difference(
    returns: list[tuple[str, Values, str, str, str, bool]], decisions: list[Decision], random: object
) -> None:
    submissions = _sent(returns)
    shuffled = list(submissions)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert _result(counted(*submissions, decisions=decisions)) == _result(counted(*shuffled, decisions=decisions))


@PROPERTY
@given(RETURNS, DECISIONS)
def test_nothing_that_came_back_is_lost(
    returns: list[tuple[str, Values, str, str, str, bool]], decisions: list[Decision]
) -> None:
    submissions = _sent(returns)
    counting = counted(*submissions, decisions=decisions)
    assert [submission for submission, _, _ in counting.standings] == submissions
    assert all(why for _, _, why in counting.standings)
    assert [s for s, stands, _ in counting.standings if stands is Standing.COUNTS] == list(counting.submissions)
    counts = {submission.executor: submission for submission in counting.submissions}
    assert len(counts) == len(counting.submissions), "never more than one of an executor"
    asked = {finding.executor for finding in counting.findings if finding.blocks}
    assert counts.keys() | asked == {submission.executor for submission in submissions}
    assert counts.keys().isdisjoint(asked)
    for submission, stands, _ in counting.standings:
        if submission.executor in counts and submission is not counts[submission.executor]:
            assert stands in (Standing.COPY, Standing.REPLACED)
            assert_nothing_is_lost(submission, counts[submission.executor], counting.changes)


def assert_nothing_is_lost(given: Submission, counts: Submission, changes: Iterable[Difference]) -> None:
    """Whatever is said otherwise in the return that counts stands in the list of differences."""
    listed_changes = {
        (change.executor, change.indicator, change.earlier, change.later) for change in changes if not change.part
    }
    for old, new in zip(given.observations, counts.observations, strict=True):
        if old.raw != new.raw:
            assert (given.executor, old.indicator, old.raw, new.raw) in listed_changes
