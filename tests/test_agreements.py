"""Executors that contradict each other stop the report until a person has chosen, from answers that stay known."""

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from collector.checks.agreements import with_agreements
from collector.checks.contradictions import executors_agree
from collector.checks.registry import ALL_RULES
from collector.checks.rules import STOPS_THE_REPORT
from collector.checks.waivers import WHY_NOT_WAIVED
from collector.consolidation import consolidate
from collector.domain.consolidation import Result
from collector.domain.decision import Agreement
from collector.domain.finding import Finding
from collector.domain.indicator import Combine, Indicator, Kind
from collector.domain.observation import Observation, Place, Status, Value
from collector.domain.programme import Programme
from collector.domain.submission import SignOff, Submission
from collector.values.reading import read_value

from .conftest import Bureau, Form, Run, history_of
from .test_combining import shared

YEAR = 2017
ID = "C.4.1/2"
ABSENT = {"brak danych": Status.NO_DATA, "nie dotyczy": Status.NOT_APPLICABLE}


def said(executor: str, text: str, indicator: Indicator, note: str = "") -> Submission:
    """A return with one answer, read as a form is; „?” begins one that could not be read."""
    value = Value(status=Status.NOT_SUBMITTED) if text.startswith("?") else read_value(text, indicator)
    assert isinstance(value, Value)
    observation = Observation(
        indicator=indicator.id, executor=executor, year=YEAR, value=value, note=note, raw=text,
        place=Place(file=f"{executor}.xlsx", sheet="Dane", cell="H31", sha256="0" * 64),
    )  # fmt: skip
    return Submission(
        executor=executor, programme="", year=YEAR, form_id="", place=Place(file=f"{executor}.xlsx"),
        observations=(observation,), sign_off=SignOff(),
    )  # fmt: skip


def agreement(value: str = "44", given: dict[str, str] | None = None, indicator: str = ID) -> Agreement:
    return Agreement(
        rule="U701", indicator=indicator, year=YEAR, value=value, given=given or {"PUP": "43", "MOPR": "44"},
        reason="spis osób", person="A. Nowak", day=date(2018, 4, 2), line=2,
    )  # fmt: skip


class Office:
    """Answers of executors to one shared indicator, and what was agreed about it."""

    def __init__(self, programme: Programme, indicator: Indicator, *agreed: Agreement, **answers: str) -> None:
        self.programme, self.indicator, self.agreed = shared(programme, indicator), indicator, agreed
        self.returns = [said(executor, text, indicator) for executor, text in answers.items()]

    def findings(self) -> list[Finding]:
        found = executors_agree(self.returns, self.programme)
        return with_agreements(found, self.returns, self.programme, self.agreed, YEAR)

    def open(self) -> list[str]:
        return [finding.rule.code for finding in self.findings() if finding.is_open]

    def result(self) -> Result:
        doubtful = {("", finding.indicator) for finding in self.findings() if finding.blocks}
        of_year = consolidate(self.programme, YEAR, self.returns, history_of({}), doubtful, self.agreed)
        return of_year.by_id[self.indicator.id]


@pytest.fixture
def office(programme: Programme) -> Callable[..., Office]:
    """Opens one; without an `indicator` for the number that PUP and MOPR share."""

    def opened(*agreed: Agreement, indicator: Indicator | None = None, **answers: str) -> Office:
        return Office(programme, indicator or programme.indicator_by_id[ID], *agreed, **answers)

    return opened


@pytest.fixture
def of_kind(programme: Programme) -> Callable[..., Indicator]:
    """The shared indicator as one of another kind."""
    shared_number = programme.indicator_by_id[ID]
    return lambda **changes: replace(shared_number, **changes)


# --- What contradicts, and what is a gap ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pup", "mopr", "shown"),
    [
        ("43", "44", None),
        ("43", "43", "43"),
        ("43", "43,0", "43"),
        ("1234", "1 234", "1\u00a0234"),
        ("0", "nie dotyczy", None),
        ("43", "nie dotyczy", None),
        ("43", "brak danych", "43 (bez: MOPR)"),
        ("brak danych", "43", "43 (bez: PUP)"),
        ("brak danych", "nie dotyczy", "Brak danych"),
        ("nie dotyczy", "nie dotyczy", "Nie dotyczy"),
        ("43", "?ponad 40", "43 (bez: MOPR)"),
    ],
)
def test_agreed_number(office: Callable[..., Office], pup: str, mopr: str, shown: str | None) -> None:
    desk = office(PUP=pup, MOPR=mopr)
    assert desk.open() == ([] if shown else ["U701"])
    assert desk.result().shown == (shown or "do wyjaśnienia")


@pytest.mark.parametrize(
    ("kind", "pup", "mopr", "text"),
    [
        (Kind.TEXT, "Tak, w całym mieście", "tak,  w całym MIEŚCIE", "Tak, w całym mieście"),
        (Kind.TEXT, "tak", "nie", None),
        (Kind.COUNT_WITH_BREAKDOWN, "12", "12 w tym: 5 kobiet", "12 w tym: 5 kobiet"),
        (Kind.COUNT_WITH_BREAKDOWN, "12 w tym: 5 kobiet", "12 w tym: 6 kobiet", None),
        (Kind.COUNT_OR_TEXT, "5", "nie prowadzono", None),
        (Kind.SCALE, "minimalny/wysoki", "Wysoki, minimalny", "minimalny/wysoki"),
        (Kind.SCALE, "minimalny", "wysoki", None),
    ],
)
def test_agreed_words(
    office: Callable[..., Office], of_kind: Callable[..., Indicator], kind: Kind, pup: str, mopr: str, text: str | None
) -> None:
    scale = ("minimalny", "wystarczający", "wysoki") if kind is Kind.SCALE else ()
    desk = office(indicator=of_kind(kind=kind, scale=scale), PUP=pup, MOPR=mopr)
    assert desk.open() == ([] if text else ["U701"])
    assert desk.result().text == (text or "")


@pytest.mark.parametrize(
    ("pup", "mopr", "shown"),
    [
        ("43", "44", "44"),
        ("44", "brak danych", "44 (bez: MOPR)"),
        ("44", "nie dotyczy", "44 (bez: MOPR)"),
        ("12 w tym: 5 kobiet", "12", "12 w tym: 5 kobiet"),
        ("12 w tym: 5 kobiet", "13", "13"),
        ("11 w tym: 5 kobiet", "12 w tym: 6 kobiet", "12 w tym: 6 kobiet"),
        ("12 w tym: 5 kobiet", "12 w tym: 6 kobiet", None),
    ],
)
def test_maximum_contradicts_only_in_the_words_of_the_largest(
    office: Callable[..., Office], of_kind: Callable[..., Indicator], pup: str, mopr: str, shown: str | None
) -> None:
    most = of_kind(combine=Combine.MAXIMUM, kind=Kind.COUNT_WITH_BREAKDOWN)
    desk = office(indicator=most, PUP=pup, MOPR=mopr)
    assert desk.open() == ([] if shown else ["U701"])
    assert desk.result().shown == (shown or "do wyjaśnienia")


def test_finding_gives_every_answer_with_its_cell_and_the_lines_to_paste(office: Callable[..., Office]) -> None:
    (finding,) = office(MOPR="44", PUP="43").findings()
    assert finding.found == "PUP: 43 (PUP.xlsx > Dane > H31); MOPR: 44 (MOPR.xlsx > Dane > H31)"
    assert (finding.executor, str(finding.place)) == ("", "PUP.xlsx > Dane > H31")
    assert (
        "\n- regula: U701\n  wskaznik: C.4.1/2\n  rok: 2017\n"
        '  podano: {PUP: "43", MOPR: "44"}\n  uzgodniono:\n  powod:\n  osoba:\n  data:\n'
    ) in finding.fix


def test_contradictions_stop_the_report_and_nobody_can_let_them_be() -> None:
    assert {rule.code for rule in ALL_RULES if rule.code.startswith("U")} == STOPS_THE_REPORT
    assert all("uzgodniono" in WHY_NOT_WAIVED[code] for code in STOPS_THE_REPORT)


# --- What was agreed -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "status", "number", "shown"),
    [
        ("44", Status.GIVEN, 44, "44"),
        ("45", Status.GIVEN, 45, "45"),
        ("PUP", Status.GIVEN, 43, "43"),
        ("MOPR", Status.GIVEN, 44, "44"),
        ("brak danych", Status.NO_DATA, None, "Brak danych"),
        ("nie dotyczy", Status.NOT_APPLICABLE, None, "Nie dotyczy"),
    ],
)
def test_agreed_value_is_that_of_the_report(
    office: Callable[..., Office], value: str, status: Status, number: int | None, shown: str
) -> None:
    desk = office(agreement(value), PUP="43", MOPR="44")
    (finding,) = desk.findings()
    assert not finding.is_open
    assert finding.settled.startswith("Uzgodniono wartość „")
    assert finding.settled.endswith("spis osób.")
    result = desk.result()
    assert (result.status, result.value, result.shown, result.missing) == (status, number, shown, ())
    assert result.agreed is not None
    assert result.agreed.value == (value if number is None else str(number)), "an executor's value in writing"


def test_settled_finding_says_what_who_when_and_why(office: Callable[..., Office]) -> None:
    (named,) = office(agreement("MOPR"), PUP="43", MOPR="44").findings()
    assert named.settled.replace("\u00a0", " ") == (
        "Uzgodniono wartość „44” dnia 2 kwietnia 2018 r. (osoba: A. Nowak; wartość realizatora MOPR): spis osób."
    )
    (typed,) = office(agreement("45"), PUP="43", MOPR="44").findings()
    assert "„45” dnia 2\u00a0kwietnia\u00a02018\u00a0r. (osoba: A. Nowak): spis osób." in typed.settled


def test_agreed_text_is_printed_whole(office: Callable[..., Office], of_kind: Callable[..., Indicator]) -> None:
    long = "projekty prowadzono w czterech dzielnicach, a od września także w szkołach i przedszkolach miasta"
    given = {"PUP": "nie prowadzono", "MOPR": "prowadzono"}
    desk = office(agreement(long, given), indicator=of_kind(kind=Kind.TEXT), PUP="nie prowadzono", MOPR="prowadzono")
    assert (desk.open(), desk.result().text) == ([], long)


def test_value_of_an_executor_keeps_its_mark_and_the_others_note_is_signed(programme: Programme) -> None:
    shared_number = programme.indicator_by_id[ID]
    returns = [said("PUP", "43", shared_number, "* bez grudnia"), said("MOPR", "44*", shared_number, "* z grudniem")]
    given = {"PUP": "43", "MOPR": "44"}
    by_id = consolidate(programme, YEAR, returns, history_of({}), (), [agreement("MOPR", given)]).by_id
    assert (by_id[ID].shown, by_id[ID].note) == ("44*", "* z grudniem\nPUP: bez grudnia")
    by_id = consolidate(programme, YEAR, returns, history_of({}), (), [agreement("45", given)]).by_id
    assert by_id[ID].shown == "45"


def test_value_beside_nie_dotyczy_can_be_agreed(office: Callable[..., Office]) -> None:
    desk = office(agreement("43", {"PUP": "43", "MOPR": "nie dotyczy"}), PUP="43", MOPR="nie dotyczy")
    assert (desk.open(), desk.result().shown) == ([], "43")


def test_who_knows_nothing_of_an_agreed_value_is_missing_from_it(
    office: Callable[..., Office], of_kind: Callable[..., Indicator]
) -> None:
    three = of_kind(executors=("PUP", "MOPR", "UM-DSS"))
    assert office(agreement(), indicator=three, PUP="43", MOPR="44").result().shown == "44 (bez: UM-DSS)"


def test_answer_in_doubt_is_not_agreed_by_naming_its_executor(programme: Programme) -> None:
    shared_number = programme.indicator_by_id[ID]
    returns = [said("PUP", "43", shared_number), said("MOPR", "44", shared_number)]
    doubtful = {("MOPR", ID)}
    by_id = consolidate(programme, YEAR, returns, history_of({}), doubtful, [agreement("MOPR")]).by_id
    assert (by_id[ID].status, by_id[ID].shown, by_id[ID].agreed) == (Status.NOT_SUBMITTED, "do wyjaśnienia", None)


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("siedem", "ten wskaźnik ma odpowiedź innego rodzaju (liczba), a żaden realizator"),
        ("-1", "najmniejsza dozwolona wartość to 0"),
        ("51", "największa dozwolona wartość to 50"),
        ("PUP, MOPR", "ten wskaźnik ma odpowiedź innego rodzaju"),
        ("43,5", "ten wskaźnik ma odpowiedź innego rodzaju (liczba)"),
        ("1,129", "nie da się jej jednoznacznie odczytać (1\u00a0129 czy 1,129)"),
        ("44 rodziny", "ma inną jednostkę niż osoby"),
        ("UM-DE", "realizator UM-DE nie odpowiedział na ten wskaźnik"),
        ("UM-DSS", "odpowiedzi realizatora UM-DSS nie można odczytać"),
    ],
)
def test_value_that_no_form_would_take_is_refused(
    office: Callable[..., Office], of_kind: Callable[..., Indicator], value: str, why: str
) -> None:
    limited = of_kind(maximum=Decimal(50), executors=("PUP", "MOPR", "UM-DSS"))
    given = {"PUP": "43", "MOPR": "44", "UM-DSS": "?"}
    desk = office(agreement(value, given), indicator=limited, PUP="43", MOPR="44", **{"UM-DSS": "?"})
    (finding,) = desk.findings()
    assert (finding.rule.code, finding.blocks, finding.found) == ("U703", True, value)
    assert why in finding.facts["why"]
    assert "PUP, MOPR, UM-DSS" in finding.fix
    assert desk.result().shown == "do wyjaśnienia"


# --- When it is open again -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "given",
    [
        {"PUP": "43", "MOPR": "44"},
        {"MOPR": "44", "PUP": "43"},
        {"PUP": "43,0", "MOPR": " 44 "},
    ],
)
def test_answers_are_known_however_they_are_written(office: Callable[..., Office], given: dict[str, str]) -> None:
    assert office(agreement(given=given), PUP="43", MOPR="44").open() == []


@pytest.mark.parametrize(
    ("given", "answers"),
    [
        ({"PUP": "43", "MOPR": "44"}, {"PUP": "43", "MOPR": "45"}),
        ({"PUP": "43", "MOPR": "44"}, {"PUP": "44", "MOPR": "43"}),
        ({"PUP": "43", "MOPR": "44"}, {"PUP": "43", "MOPR": "nie dotyczy"}),
        ({"PUP": "43", "MOPR": "nie dotyczy"}, {"PUP": "43", "MOPR": "0"}),
        ({"PUP": "43", "MOPR": "44"}, {"PUP": "43", "MOPR": "44", "UM-DSS": "44"}),
        ({"PUP": "43", "MOPR": "44"}, {"PUP": "43", "MOPR": "44", "UM-DSS": "brak danych"}),
        ({"PUP": "43", "MOPR": "44", "UM-DSS": "44"}, {"PUP": "43", "MOPR": "44"}),
        ({"PUP": "43", "MOPR": "44", "UM-DSS": "44"}, {"PUP": "43", "MOPR": "44", "UM-DSS": "?44"}),
    ],
)
def test_other_answers_open_the_question_again(
    office: Callable[..., Office], of_kind: Callable[..., Indicator], given: dict[str, str], answers: dict[str, str]
) -> None:
    desk = office(agreement(given=given), indicator=of_kind(executors=("PUP", "MOPR", "UM-DSS")), **answers)
    (finding,) = desk.findings()
    assert (finding.rule.code, finding.blocks, str(finding.place)) == ("U702", True, "decisions.yaml")
    assert "wiersz 2" in finding.message
    assert finding.expected == "; ".join(f"{executor}: {text}" for executor, text in given.items())
    assert all(f"{executor}: {text} ({executor}.xlsx" in finding.found for executor, text in answers.items())
    assert "\n  podano: {PUP: " in finding.fix
    assert desk.result().shown == "do wyjaśnienia"


def test_long_answers_are_known_whole(office: Callable[..., Office], of_kind: Callable[..., Indicator]) -> None:
    words = of_kind(kind=Kind.TEXT)
    long = "prowadzono zajęcia w czterech dzielnicach, a od września także w szkołach i przedszkolach"
    (finding,) = office(indicator=words, PUP="nie prowadzono", MOPR=f"{long} miasta").findings()
    named = finding.facts["lines"].partition('MOPR: "')[2].partition('"')[0]
    assert "[odcisk " in named
    made = agreement("nie prowadzono", {"PUP": "nie prowadzono", "MOPR": named})
    assert office(made, indicator=words, PUP="nie prowadzono", MOPR=f"{long} miasta").open() == []
    assert office(made, indicator=words, PUP="nie prowadzono", MOPR=f"{long} gminy").open() == ["U702"]


@pytest.mark.parametrize(
    ("indicator", "answers", "why"),
    [
        (ID, {"PUP": "44", "MOPR": "44,0"}, "realizatorzy podają teraz zgodnie „44”"),
        ("C.4.1/9", {}, "w programie nie ma takiego wskaźnika"),
        ("C.4.1/1", {}, "ten wskaźnik podaje tylko jeden realizator"),
        ("A.1.4/3", {}, "odpowiedzi realizatorów łączy się tu inaczej (suma)"),
    ],
)
def test_agreement_about_nothing_is_to_be_explained(
    office: Callable[..., Office], indicator: str, answers: dict[str, str], why: str
) -> None:
    desk = office(agreement(indicator=indicator), **answers)
    (finding,) = desk.findings()
    assert (finding.rule.code, finding.blocks, finding.facts["why"]) == ("O004", False, why)
    assert "wiersz 2" in finding.message
    assert desk.result().agreed is None


def test_agreement_about_a_later_indicator_says_so(
    office: Callable[..., Office], of_kind: Callable[..., Indicator]
) -> None:
    (finding,) = office(agreement(), indicator=of_kind(since=2019)).findings()
    assert finding.facts["why"] == "ten wskaźnik jest zbierany dopiero od 2019 r."


def test_agreement_of_another_year_says_nothing(office: Callable[..., Office]) -> None:
    assert office(replace(agreement(), year=2016), PUP="43", MOPR="44").open() == ["U701"]
    assert office(replace(agreement(), year=2016), PUP="43", MOPR="43").findings() == []
    assert office(replace(agreement(), year=2018, day=date(2019, 3, 1)), PUP="43", MOPR="43").findings() == []


@pytest.mark.parametrize(("year", "day"), [(2042, date(2018, 4, 2)), (2018, date(2018, 4, 2))])
def test_agreement_of_a_year_that_was_not_over_is_a_slip(office: Callable[..., Office], year: int, day: date) -> None:
    *_, finding = office(replace(agreement(), year=year, day=day), PUP="43", MOPR="44").findings()
    assert (finding.rule.code, finding.blocks) == ("O004", False)
    said = f"ten raport jest za 2017 r., a w „rok” wpisano {year}, choć wartość uzgodniono 2\u00a0kwietnia"
    assert said in finding.message


# --- When nobody contradicts any more ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "named"),
    [
        ({"PUP": "43"}, 'PUP: "43", MOPR: "nie złożono"'),
        ({"PUP": "43", "MOPR": "brak danych"}, 'PUP: "43", MOPR: "brak danych"'),
        ({"PUP": "43", "MOPR": "?ponad 40"}, 'PUP: "43", MOPR: "?ponad 40"'),
        ({"PUP": "?a", "MOPR": "?a"}, 'PUP: "?a", MOPR: "?a"'),
        ({"PUP": "brak danych", "MOPR": "nie dotyczy"}, 'PUP: "brak danych", MOPR: "nie dotyczy"'),
        ({}, 'PUP: "nie złożono", MOPR: "nie złożono"'),
    ],
)
def test_a_rejected_value_is_not_printed_because_the_other_answer_is_gone(
    office: Callable[..., Office], answers: dict[str, str], named: str
) -> None:
    desk = office(agreement("44"), **answers)
    (finding,) = desk.findings()
    assert (finding.rule.code, finding.blocks) == ("U702", True)
    assert f"  podano: {{{named}}}" in finding.fix
    assert "Jeżeli odpowiedzi nie są już sprzeczne" in finding.fix
    for executor in {"PUP", "MOPR"} - answers.keys():
        assert f"{executor}: nie ma odpowiedzi" in finding.found
    assert desk.result().status is Status.NOT_SUBMITTED
    assert desk.result().value is None
    # The entry that it asks for settles it.
    said_now = dict(pair.split(": ") for pair in named.replace('"', "").split(", "))
    again = office(agreement("44", said_now), **answers)
    assert again.open() == []
    unknown = [executor for executor in ("PUP", "MOPR") if answers.get(executor, "?")[0] in "?b"]
    assert again.result().shown == (f"44 (bez: {', '.join(unknown)})" if unknown else "44")
    # Without any entry the report prints what is left.
    assert office(**answers).open() == []


def test_an_agreement_from_one_answer_names_who_is_missing(
    office: Callable[..., Office], of_kind: Callable[..., Indicator]
) -> None:
    three = of_kind(executors=("PUP", "MOPR", "UM-DSS"))
    mistyped = agreement("44", {"PUPP": "43", "MOR": "44"})
    (finding,) = office(mistyped, indicator=three, PUP="43").findings()
    assert '  podano: {PUP: "43", MOPR: "nie złożono", UM-DSS: "nie złożono"}' in finding.fix
    assert office(agreement("44", {"PUP": "43", "NIKT": "nie złożono"}), PUP="43").open() == ["U702"]


@pytest.mark.parametrize("combine", [Combine.AGREED, Combine.MAXIMUM])
def test_an_agreement_that_knew_everything_holds_also_without_a_contradiction(
    office: Callable[..., Office], of_kind: Callable[..., Indicator], combine: Combine
) -> None:
    given = {"PUP": "43", "MOPR": "brak danych"}
    desk = office(agreement("44", given), indicator=of_kind(combine=combine), **given)
    assert desk.findings() == []
    result = desk.result()
    assert (result.shown, result.agreed and result.agreed.value) == ("44 (bez: MOPR)", "44")


@pytest.mark.parametrize(
    ("value", "given", "answers", "said_of_it"),
    [
        ("44", {"PUP": "43", "MOPR": "44"}, {"PUP": "43", "MOPR": "43"}, ("„43” i tę wartość pokazuje", "„44”")),
        ("MOPR", {"PUP": "43", "MOPR": "44"}, {"PUP": "43", "MOPR": "43"}, ("„43” i tę wartość pokazuje", "„44”")),
        ("44", {"PUP": "43", "MOPR": "44"}, {"PUP": "brak danych", "MOPR": "brak danych"}, ("„brak danych” i", "„44”")),
        ("45", {"PUP": "44", "MOPR": "44"}, {"PUP": "44", "MOPR": "44"}, ("„44” i tę wartość pokazuje", "„45”")),
    ],
)
def test_all_say_something_else_than_was_agreed(
    office: Callable[..., Office],
    value: str,
    given: dict[str, str],
    answers: dict[str, str],
    said_of_it: tuple[str, ...],
) -> None:
    desk = office(agreement(value, given), **answers)
    (finding,) = desk.findings()
    assert (finding.rule.code, finding.blocks) == ("O004", False)
    assert all(words in finding.message for words in said_of_it)
    assert desk.result().agreed is None


def test_what_was_agreed_and_is_now_said_by_all_is_no_surprise(office: Callable[..., Office]) -> None:
    (finding,) = office(agreement("MOPR"), PUP="44", MOPR="44").findings()
    assert finding.facts["why"] == "realizatorzy podają teraz zgodnie „44”"


def test_another_executor_that_contradicts_opens_the_question(
    office: Callable[..., Office], of_kind: Callable[..., Indicator]
) -> None:
    three = of_kind(executors=("PUP", "MOPR", "UM-DSS"))
    assert office(agreement(), indicator=three, PUP="44", MOPR="44", **{"UM-DSS": "45"}).open() == ["U702"]
    assert office(agreement(), indicator=three, PUP="44", MOPR="44", **{"UM-DSS": "44"}).open() == ["O004"]


# --- What stands in „uzgodniono” -----------------------------------------------------------------------------------

LONG = "prowadzono zajęcia w czterech dzielnicach, a od września także w szkołach i przedszkolach miasta"


@pytest.mark.parametrize(
    ("kind", "answer"), [(Kind.TEXT, LONG), (Kind.LIST, "- a\n- b"), (Kind.LIST, f"- {LONG}\n- b")]
)
def test_an_answer_copied_from_what_was_said_is_taken_whole(
    office: Callable[..., Office], of_kind: Callable[..., Indicator], kind: Kind, answer: str
) -> None:
    words = of_kind(kind=kind)
    (question,) = office(indicator=words, PUP="- nic", MOPR=answer).findings()
    copied = question.facts["lines"].partition('MOPR: "')[2].partition('"')[0]
    desk = office(agreement(copied, {"PUP": "- nic", "MOPR": copied}), indicator=words, PUP="- nic", MOPR=answer)
    assert desk.open() == []
    assert desk.result().text == answer
    assert desk.result().agreed is not None
    assert desk.result().agreed.value == answer  # type: ignore[union-attr]


def test_a_shortened_text_that_nobody_said_is_refused(
    office: Callable[..., Office], of_kind: Callable[..., Indicator]
) -> None:
    given = {"PUP": "tak", "MOPR": "nie"}
    desk = office(agreement("prowadzono… [odcisk 12345678]", given), indicator=of_kind(kind=Kind.TEXT), **given)
    (finding,) = desk.findings()
    assert finding.rule.code == "U703"
    assert "„[odcisk …]” stoi zamiast dalszego ciągu długiej odpowiedzi" in finding.message


@pytest.mark.parametrize(
    ("value", "text", "why"),
    [
        ("pup", "tak", ""),
        ("PUP.", "tak", ""),
        ("um-dss", None, "realizator UM-DSS nie odpowiedział na ten wskaźnik"),
        ("MORP", None, "nie wiadomo, czy chodzi o realizatora MOPR"),
        ("UMDSS", None, "nie wiadomo, czy chodzi o realizatora UM-DSS"),
        ("tak jak PUP", "tak jak PUP", ""),
        ("Mop", "Mop", ""),
    ],
)
def test_an_executor_is_never_taken_for_words(
    office: Callable[..., Office], of_kind: Callable[..., Indicator], value: str, text: str | None, why: str
) -> None:
    given = {"PUP": "tak", "MOPR": "nie"}
    desk = office(agreement(value, given), indicator=of_kind(kind=Kind.TEXT), **given)
    assert desk.result().text == (text or "")
    assert [finding.facts["why"] for finding in desk.findings() if finding.rule.code == "U703"] == (
        [why] if why else []
    )


def test_mark_of_an_agreed_value_is_its_own_and_no_footnote_hangs(programme: Programme) -> None:
    number = programme.indicator_by_id[ID]
    returns = [said("PUP", "43", number, "* bez grudnia"), said("MOPR", "44*", number, "* z grudniem")]
    for value, shown, note in (
        ("45*", "45*", "PUP: bez grudnia\nMOPR: z grudniem"),
        ("45", "45", "PUP: bez grudnia\nMOPR: z grudniem"),
        ("nie dotyczy", "Nie dotyczy", "PUP: bez grudnia\nMOPR: z grudniem"),
        ("44", "44*", "* z grudniem\nPUP: bez grudnia"),
    ):
        result = consolidate(programme, YEAR, returns, history_of({}), (), [agreement(value)]).by_id[ID]
        assert (result.shown, result.note) == (shown, note)


def test_an_answer_in_doubt_is_not_missing_from_what_was_agreed(programme: Programme) -> None:
    number = programme.indicator_by_id[ID]
    returns = [said("PUP", "43", number), said("MOPR", "44", number)]
    result = consolidate(programme, YEAR, returns, history_of({}), {("PUP", ID)}, [agreement("44")]).by_id[ID]
    assert (result.shown, result.missing) == ("44", ())


# --- Through the real commands -------------------------------------------------------------------------------------

DECISION = """\
rozstrzygniecia:
- regula: U701
  wskaznik: C.4.1/2
  rok: 2017
  podano: {PUP: "43", MOPR: "44"}
  uzgodniono: 44
  powod: PUP nie doliczył jednej osoby
  osoba: A. Nowak
  data: 2018-04-02
"""


def rows_of(path: Path) -> dict[tuple[str, str], dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["indicator"], row.get("executor", "")): row for row in csv.DictReader(file)}


def codes_on_disk(build: Path) -> dict[str, str]:
    listed = json.loads((build / "uwagi.json").read_text(encoding="utf-8"))
    return {each["code"]: each["severity"] for each in listed if each["code"][0] in "UO"}


def test_report_waits_for_the_choice_and_again_after_a_correction(
    workspace: Path, returned: Callable[[str], Form], collector: Callable[..., Run]
) -> None:
    build, returns = workspace / "build" / "2017", workspace / "submissions" / "2017"
    returned("MOPR").type(ID, 44).save(returns / "MOPR.xlsx")

    refused = collector("merge", cwd=workspace)
    assert refused.code == 1
    assert "PUP: 43 (PUP.xlsx > Dane > " in f"{refused.out}{refused.err}".replace("\u00a0", " ")
    assert not (build / "raport-2017.xlsx").exists()
    assert codes_on_disk(build) == {"U701": "blokuje"}

    told = collector("validate", cwd=workspace)
    pasted = told.out[told.out.index("\n- regula: U701") :].partition("\nPotem")[0]
    for key, text in (
        ("uzgodniono", "44"),
        ("powod", "PUP: bez jednej"),
        ("osoba", "A. Nowak"),
        ("data", "2018-04-02"),
    ):
        assert f"\n  {key}:\n" in f"{pasted}\n"
        pasted = f"{pasted}\n".replace(f"\n  {key}:\n", f'\n  {key}: "{text}"\n')
    (workspace / "decisions.yaml").write_text(f"rozstrzygniecia:{pasted}", encoding="utf-8")
    assert collector("validate", cwd=workspace).code == 0
    (workspace / "decisions.yaml").write_text(DECISION, encoding="utf-8")
    done = collector("merge", cwd=workspace)
    assert done.code == 0, done.err
    assert codes_on_disk(build) == {"U701": "informacja"}
    value = rows_of(build / "wskazniki-2017.csv")[ID, ""]
    assert (value["status"], value["value"], value["combine"]) == ("podano", "44", "wartość uzgodniona")
    assert [rows_of(build / "dane-2017.csv")[ID, executor]["value"] for executor in ("PUP", "MOPR")] == ["43", "44"]
    book = openpyxl.load_workbook(build / "raport-2017.xlsx")
    (row,) = [row for row in book["Rozstrzygnięcia"].iter_rows(values_only=True) if row[1] == ID]
    assert row[3:6] == ("Przyjęto 44 (PUP – 43, MOPR – 44)", "PUP nie doliczył jednej osoby", "A. Nowak")
    assert row[-1] == "Zastosowano"
    sources = [row for row in book["Źródła"].iter_rows(values_only=True) if row[0] == ID]
    assert any("decisions.yaml" in row and "wiersz 2" in row for row in sources)

    before = (build / "raport-2017.xlsx").read_bytes()
    corrected = returned("MOPR").type(ID, 45)
    corrected.book["Metryczka"]["B9"] = 1
    corrected.save(returns / "MOPR korekta.xlsx")
    reopened = collector("merge", cwd=workspace)
    assert reopened.code == 1
    assert "MOPR: 45 (MOPR korekta.xlsx > Dane > " in f"{reopened.out}{reopened.err}".replace("\u00a0", " ")
    assert codes_on_disk(build) == {"U702": "blokuje"}
    assert (build / "raport-2017.xlsx").read_bytes() == before, "what was made earlier stays"

    corrected.type(ID, 43)
    corrected.save(returns / "MOPR korekta.xlsx")
    agreeing = collector("merge", cwd=workspace)
    assert agreeing.code == 0, agreeing.err
    assert codes_on_disk(build) == {"O004": "do wyjaśnienia"}
    assert rows_of(build / "wskazniki-2017.csv")[ID, ""]["value"] == "43"


def test_order_of_the_returns_changes_nothing(workspace: Path, returned: Callable[[str], Form]) -> None:
    returned("MOPR").type(ID, 44).save(workspace / "submissions" / "2017" / "MOPR.xlsx")
    (workspace / "decisions.yaml").write_text(DECISION, encoding="utf-8")
    bureau = Bureau(workspace)

    def made() -> tuple[str, ...]:
        bureau.merge()
        return tuple(
            (bureau.desk.build / f"{name}-2017.csv").read_text(encoding="utf-8").replace("z-MOPR.xlsx", "MOPR.xlsx")
            for name in ("wskazniki", "dane")
        )

    first = made()
    (bureau.desk.submissions / "MOPR.xlsx").rename(bureau.desk.submissions / "z-MOPR.xlsx")
    assert made() == first
