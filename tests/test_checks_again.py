"""A second look at doubts and answers: values that follow from several, and words that only look unfinished."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from collector.checks import check_submissions
from collector.checks.answers import with_answers
from collector.checks.words import placeholder_in, says_nothing
from collector.checks.years import change_words
from collector.domain.consolidation import PastValue
from collector.domain.finding import Finding
from collector.domain.observation import Status, Value
from collector.domain.programme import Programme
from collector.domain.submission import Submission
from collector.files import with_fixed_times
from collector.layout.form import SIGN_OFF_SHEET

from .conftest import OTHER_CITY, Bureau, Run
from .test_years import codes, found, given, known

SUM = "A.1.4/3"
AGREED = "C.4.1/2"
PERCENTAGE = "E.1.1/1"
NUMERATOR, DENOMINATOR = f"{PERCENTAGE}.a", f"{PERCENTAGE}.b"
Opened = Callable[..., Bureau]


def made(submission: Submission, name: str, hour: int, **explained: str) -> Submission:
    """The return as saved at that hour under that name, with explanations by indicator, dots and slashes as in ids."""
    by_id = {key.replace("_", ".").replace("0", "/"): text for key, text in explained.items()}
    observations = [replace(o, explanation=by_id.get(o.indicator, "")) for o in submission.observations]
    place = replace(submission.place, file=name)
    return replace(
        submission, place=place, observations=tuple(observations), modified=f"2018-02-01T{hour:02}:00:00+00:00"
    )


def blank(submission: Submission, indicator: str) -> Submission:
    """The return in which nothing was typed at `indicator`."""
    observations = [
        replace(o, value=Value(status=Status.NOT_SUBMITTED), raw="") if o.indicator == indicator else o
        for o in submission.observations
    ]
    return replace(submission, observations=tuple(observations))


@pytest.fixture
def doubts(programme: Programme) -> Callable[..., list[Finding]]:
    """What is doubtful about the last returns of every executor, answered by all of them."""

    def asked(history: dict[str, PastValue], *returns: Sequence[Submission]) -> list[Finding]:
        last = [several[-1] for several in returns]
        earlier = {several[-1].executor: several[:-1] for several in returns}
        findings = check_submissions(last, programme, history)
        answered = with_answers(findings, last, earlier, lambda some: check_submissions([*some], programme, history))
        return [finding for finding in answered if finding.rule.code.startswith("R")]

    return asked


# --- Answers to what follows from several values --------------------------------------------------------------------


def test_explained_total_is_asked_about_again_when_another_executor_changes_it(
    doubts: Callable[..., list[Finding]],
) -> None:
    history = known({SUM: 3821})
    explained = made(given("UM-DE", {SUM: 9000}), "de.xlsx", 9, A_1_403="nowy program miasta")
    before, same_later, after = (
        made(given("MOPR", {SUM: number}), f"{hour}.xlsx", hour) for number, hour in ((1921, 8), (1921, 10), (8000, 10))
    )
    (settled,) = doubts(history, [explained], [before])
    assert not settled.is_open
    (settled,) = doubts(history, [explained], [before, same_later])
    assert not settled.is_open, "the total is still the explained one"
    (again,) = doubts(history, [explained], [before, after])
    assert again.is_open
    assert "nowy program miasta" in again.answer
    later = made(given("UM-DE", {SUM: 9000}), "de2.xlsx", 11, A_1_403="nowy program, także w MOPR")
    (settled,) = doubts(history, [explained, later], [before, after])
    assert not settled.is_open
    unchanged = made(given("UM-DE", {SUM: 9000}), "de3.xlsx", 12)
    (settled,) = doubts(history, [explained, later, unchanged], [before, after])
    assert "(plik de2.xlsx)" in settled.settled


def test_answer_given_after_the_other_correction_is_about_the_present_total(
    doubts: Callable[..., list[Finding]],
) -> None:
    history = known({SUM: 3821})
    others = [made(given("MOPR", {SUM: number}), f"{hour}.xlsx", hour) for number, hour in ((1921, 8), (8000, 10))]
    explained = made(given("UM-DE", {SUM: 9000}), "de.xlsx", 11, A_1_403="nowy program miasta")
    (settled,) = doubts(history, [explained], others)
    assert not settled.is_open


def test_explained_percentage_is_asked_about_again_when_its_inputs_change(
    doubts: Callable[..., list[Finding]],
) -> None:
    history = known({PERCENTAGE: 10})
    first, second = (
        blank(given("ZMK", {PERCENTAGE: 0, NUMERATOR: number, DENOMINATOR: 100}), PERCENTAGE) for number in (60, 90)
    )
    explained = made(first, "a.xlsx", 9, E_1_101="oddano nowy blok")
    (settled,) = doubts(history, [explained])
    assert not settled.is_open
    (settled,) = doubts(history, [explained, made(first, "b.xlsx", 10)])
    assert not settled.is_open
    (again,) = doubts(history, [explained, made(second, "b.xlsx", 10, E_1_101="oddano nowy blok")])
    assert (again.is_open, again.found) == (True, "90,00")


def test_more_equal_values_do_not_ask_again_about_the_whole_form(doubts: Callable[..., list[Finding]]) -> None:
    ids = [f"B.1.{n}/1" for n in (1, 4, 5)] + ["B.2.1/1"]
    history = known(dict.fromkeys(ids, 40))
    explained = made(given("UM-BZK", dict.fromkeys(ids, 40)), "a.xlsx", 9, B_1_101="sieć instytucji jest stała")
    fewer = made(given("UM-BZK", dict.fromkeys(ids[:3], 40)), "b.xlsx", 10)
    (finding,) = doubts(history, [explained, fewer])
    assert (finding.rule.code, finding.is_open) == ("R904", False)


def test_number_of_an_added_action_settles_nothing_of_another_action(bureau: Opened) -> None:
    opened = bureau(OTHER_CITY.read_text(encoding="utf-8"), year=2023)

    def told(name: str, explanation: str, correction: str) -> list[Finding]:
        form = opened.form("PCPR").sign()
        cells = {"name": name, "term": "2022-2024", "koszt": 100, "ue": 100}
        form.type("nowe 1", task="B1.2", explanation=explanation or None, **cells)
        form.book[SIGN_OFF_SHEET]["B9"] = correction or None
        path = opened.desk.submissions / f"{correction or 0}.xlsx"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(with_fixed_times(form.content()))
        return [finding for finding in opened.findings() if finding.rule.code == "D815"]

    (finding,) = told("Warsztaty dla rodzin", "umowa na trzy lata szkolne", "")
    assert not finding.is_open
    (finding,) = told("warsztaty  dla rodzin", "", "1")
    assert not finding.is_open
    (finding,) = told("Kolonie letnie", "", "2")
    assert finding.is_open


@pytest.mark.parametrize("text", ["brak", "Brak.", "nie dotyczy", "b.d.", "n/d", "–", "tak", "", "brak wyjaśnień"])
def test_some_words_explain_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["brak chętnych", "nie prowadzono", "j.w.", "tak, otwarto hale", "dane ma PUP"])
def test_other_words_explain_something(text: str) -> None:
    assert not says_nothing(text)


def test_absence_is_not_explained_by_itself(programme: Programme) -> None:
    sent = given("UM-SPORT", {"D.1.3/2": 1})

    def told(note: str) -> list[str]:
        absent = [replace(o, value=Value(status=Status.NO_DATA), note=note, raw="") for o in sent.observations]
        findings = check_submissions([replace(sent, observations=tuple(absent))], programme, {})
        return [code for code in codes(findings) if code == "K509"]

    assert told("brak danych") == told("-") == ["K509"]
    assert told("dane zbiera PUP") == []


# --- What is compared with earlier years ----------------------------------------------------------------------------


def test_percentage_left_blank_is_compared_as_the_report_will_show_it(programme: Programme) -> None:
    history = known({PERCENTAGE: 10})
    sent = blank(given("ZMK", {PERCENTAGE: 0, NUMERATOR: 60, DENOMINATOR: 100}), PERCENTAGE)
    (finding,) = found(programme, sent, history=history)
    assert (finding.rule.code, finding.indicator, finding.found) == ("R901", PERCENTAGE, "60,00")
    usual = blank(given("ZMK", {PERCENTAGE: 0, NUMERATOR: 12, DENOMINATOR: 100}), PERCENTAGE)
    assert found(programme, usual, history=history) == []
    without = blank(given("ZMK", {PERCENTAGE: 0, NUMERATOR: 60, DENOMINATOR: 0}), PERCENTAGE)
    assert found(programme, without, history=history) == []


def test_agreed_value_of_several_is_compared_once(programme: Programme) -> None:
    history = known({AGREED: 100})
    (finding,) = found(programme, given("PUP", {AGREED: 900}), given("MOPR", {AGREED: 900}), history=history)
    assert (finding.rule.code, finding.executor) == ("R901", "PUP")
    assert "PUP, MOPR" in finding.message
    assert found(programme, given("PUP", {AGREED: 110}), given("MOPR", {AGREED: 110}), history=history) == []
    assert found(programme, given("PUP", {AGREED: 900}), given("MOPR", {AGREED: 800}), history=history) == []


@pytest.mark.parametrize(("before", "after"), [("5", "1e40"), ("0.000001", "1e25"), ("1e40", "1")])
def test_change_of_huge_numbers_can_be_told(before: str, after: str) -> None:
    assert change_words(Decimal(before), Decimal(after)).startswith("zmiana o ")


# --- Unfinished places ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "do uzupełnienia", "liczba do potwierdzenia.", "12 (do sprawdzenia)", "Dane do uzupełnienia po kontroli",
        "warsztaty; uzupełnić", "(wpisać liczbę)", "[uzupełnić]", "__.__.2018", "xx.xx.2018", "TBD", "koszt .... zł",
    ],
)  # fmt: skip
def test_more_unfinished_places_are_seen(text: str) -> None:
    assert placeholder_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "wezwano do uzupełnienia braków formalnych", "12 wniosków zwrócono do uzupełnienia.",
        "skierowano do sprawdzenia 5 rodzin", "dokumenty do potwierdzenia złożyło 7 osób", "zakupy, usługi itp....",
        "aby uzupełnić wyposażenie", "możliwość: uzupełnić wykształcenie", "(wpisany do rejestru)",
    ],
)  # fmt: skip
def test_more_finished_words_are_left_alone(text: str) -> None:
    assert placeholder_in(text) == ""


# --- Settings -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["W401", "K502", "K503", "T312", "O001"])
def test_what_was_not_read_is_always_told(code: str, workspace: Path, collector: Callable[..., Run]) -> None:
    settings = workspace / "collector.toml"
    before = settings.read_text(encoding="utf-8")
    settings.write_text(f"{before}[rules]\nsince = {{{code} = 2018}}\n", encoding="utf-8")
    run = collector("validate", cwd=workspace)
    assert run.code == 2
    assert f"„since” podaje reguły, które obowiązują zawsze: {code}" in run.err


def test_rule_between_values_may_begin_later(workspace: Path, collector: Callable[..., Run]) -> None:
    settings = workspace / "collector.toml"
    before = settings.read_text(encoding="utf-8")
    settings.write_text(f"{before}[rules]\nsince = {{L602 = 2018}}\n", encoding="utf-8")
    assert collector("validate", cwd=workspace).code == 0


@pytest.mark.parametrize("year", ["0", "-2018", "20180", "true"])
def test_rule_begins_in_a_year(year: str, workspace: Path, collector: Callable[..., Run]) -> None:
    settings = workspace / "collector.toml"
    before = settings.read_text(encoding="utf-8")
    settings.write_text(f"{before}[rules]\nsince = {{R901 = {year}}}\n", encoding="utf-8")
    run = collector("validate", cwd=workspace)
    assert (run.code, "„rules.since.R901” (rok, np. 2018)" in run.err) == (2, True)


# --- Values that must agree -----------------------------------------------------------------------------------------


def found_by(code: str, programme: Programme, *returns: Submission) -> list[Finding]:
    return [finding for finding in check_submissions([*returns], programme, {}) if finding.rule.code == code]


@pytest.mark.parametrize(("typed", "is_wrong"), [("1E+2", True), ("97", False), ("97.0", False), ("100", True)])
def test_percentage_is_as_exact_as_it_was_typed(typed: str, is_wrong: bool, programme: Programme) -> None:
    sent = given("ZMK", {PERCENTAGE: 0, NUMERATOR: 97, DENOMINATOR: 100})
    value = Value(status=Status.GIVEN, number=Decimal(typed))
    observations = [replace(o, value=value) if o.indicator == PERCENTAGE else o for o in sent.observations]
    assert bool(found_by("L601", programme, replace(sent, observations=tuple(observations)))) == is_wrong


def test_repeated_number_may_have_other_words_beside_it(programme: Programme) -> None:
    def told(first: str, again: str, text: str = "") -> list[Finding]:
        sent = given("PUP", {"C.1.3/1": first, "C.1.4/1": again})
        values = [Value(status=Status.GIVEN, number=Decimal(n), text=t) for n, t in ((first, ""), (again, text))]
        observations = [replace(o, value=value) for o, value in zip(sent.observations, values, strict=True)]
        return found_by("L605", programme, replace(sent, observations=tuple(observations)))

    assert told("12", "12", "12, w tym kobiety: 5") == []
    assert len(told("12", "13", "13, w tym kobiety: 5")) == 1


def test_findings_do_not_depend_on_the_order_of_files(programme: Programme) -> None:
    history = known({SUM: 3821, AGREED: 100})
    returns = [given("MOPR", {SUM: 9000, AGREED: 900}), given("UM-DE", {SUM: 9000}), given("PUP", {AGREED: 800})]

    def told(some: Sequence[Submission]) -> set[tuple[str, str, str, str]]:
        findings = check_submissions([*some], programme, history)
        return {(each.rule.code, each.executor, each.place.cell, each.message) for each in findings}

    assert {"R901", "U701"} <= {code for code, *_ in told(returns)}
    assert told(returns) == told(returns[::-1])
