"""`decisions.yaml`: what was decided is read strictly, and every mistake is said at once, with its line."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector.decisions import (
    DECISIONS_FILE,
    DecisionsError,
    agreement_to_fill_in,
    hidden_value,
    named_value,
    read_decisions,
    waiver_to_fill_in,
)
from collector.domain.decision import Agreement, Correction, Decision, Decisions, Waiver
from collector.domain.errors import InputError, SettingsError
from collector.values.text import printable

ENTRY = """\
rozstrzygniecia:
- regula: T308
  realizator: PUP
  rok: 2017
  liczy_sie: 1F3A9C0B12AB
  powod: uzgodniono z kierownikiem PUP
  osoba: A. Nowak
  data: 2018-04-02
"""
PASTED = """\
rozstrzygniecia:
-
 regula: T308
 realizator: PUP
 rok: 2017
 zwroty: [1f3a9c0b12ab, 9c0b12ab34cd]
 liczy_sie:
 powod:
 osoba:
 data:
"""


WAIVER = """\
rozstrzygniecia:
- regula: R901
  wskaznik: A.1.4/3
  realizator: MOPR
  rok: 2017
  wartosc: 6 361
  powod: nowy sposób liczenia
  osoba: A. Nowak
  data: 2018-04-02
  wazne_do: 2018-12-31
"""
AGREEMENT = """\
rozstrzygniecia:
- regula: U701
  wskaznik: C.4.1/2
  rok: 2017
  podano: {PUP: "43", MOPR: 44}
  uzgodniono: 44
  powod: PUP nie doliczył jednej osoby
  osoba: A. Nowak
  data: 2018-04-02
"""
CORRECTION = """\
rozstrzygniecia:
- regula: korekta
  wskaznik: A.1.3/1
  rok: 2017
  bylo: 2 659
  jest: 6 359
  powod: przestawione cyfry
  osoba: A. Nowak
  data: 2019-04-02
"""
# Of some rules why they cannot be waived.
WHY_NOT = {
    "R901": "", "W413": "", "W402": "wartości nie można odczytać, więc trzeba ją poprawić", "T308": "jest wybór",
    "U701": "jest wpis", "U702": "wpisz U701",
}  # fmt: skip


def read_all(text: str, folder: Path) -> Decisions:
    path = folder / DECISIONS_FILE
    path.write_text(text, encoding="utf-8")
    return read_decisions(path, WHY_NOT)


def read(text: str, folder: Path) -> tuple[Decision, ...]:
    decisions = read_all(text, folder)
    assert decisions.waivers == ()
    return decisions.returns


def waivers(text: str, folder: Path) -> tuple[Waiver, ...]:
    decisions = read_all(text, folder)
    assert decisions.returns == ()
    return decisions.waivers


def mistakes(text: str, folder: Path) -> list[tuple[int, str]]:
    with pytest.raises(DecisionsError) as caught:
        read_all(text, folder)
    assert DECISIONS_FILE in str(caught.value)
    assert isinstance(caught.value, SettingsError)
    return [(mistake.line, mistake.message) for mistake in caught.value.mistakes]


def test_decision_is_read(tmp_path: Path) -> None:
    assert read(ENTRY, tmp_path) == (
        Decision(
            rule="T308", executor="PUP", year=2017, reason="uzgodniono z kierownikiem PUP", person="A. Nowak",
            day=date(2018, 4, 2), line=2, counts="1f3a9c0b12ab",
        ),
    )  # fmt: skip


def test_fingerprint_may_be_whole_and_returns_may_be_listed(tmp_path: Path) -> None:
    text = ENTRY.replace("1F3A9C0B12AB", "1f3a9c0b12ab" + "0" * 52) + "  zwroty: [9c0b12ab34cd, 1f3a9c0b12ab]\n"
    (decision,) = read(text, tmp_path)
    assert decision.returns == ("9c0b12ab34cd", "1f3a9c0b12ab")
    assert decision.names("1f3a9c0b12ab" + "0" * 52)
    assert not decision.names("1f3a9c0b12ab" + "1" * 52)
    assert decision.knew("9c0b12ab34cd" + "f" * 52)
    assert not decision.knew("ab" * 32)


def test_fingerprints_of_digits_alone_are_no_numbers(tmp_path: Path) -> None:
    (decision,) = read(ENTRY.replace("1F3A9C0B12AB", "012345678901"), tmp_path)
    assert decision.counts == "012345678901"


def test_several_decisions_are_read_in_order(tmp_path: Path) -> None:
    second = ENTRY.partition("\n")[2].replace("PUP", "MOPR")
    assert [(d.executor, d.line) for d in read(ENTRY + second, tmp_path)] == [("PUP", 2), ("MOPR", 9)]


def test_no_file_is_no_decision(tmp_path: Path) -> None:
    assert read_decisions(tmp_path / DECISIONS_FILE) == Decisions()


@pytest.mark.parametrize(
    "text", ["", "\n\n", "# nic nie rozstrzygnięto\n", "rozstrzygniecia:\n", "rozstrzygniecia: []\n", "---\n", "\ufeff"]
)
def test_file_without_decisions_is_no_mistake(text: str, tmp_path: Path) -> None:
    assert read(text, tmp_path) == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("  data:", "  zwrot: []\n  data:", 8, "nieznany klucz „zwrot:”; czy chodziło o „zwroty:”?"),
        ("  osoba: A. Nowak\n", "", 2, "brakuje „osoba:”"),
        ("A. Nowak", "", 7, "po „osoba:” nic nie wpisano"),
        ("A. Nowak", "[A, B]", 7, "„osoba”: tu ma być zwykły tekst"),
        ("T308", "T309", 2, "nie ma reguły „T309”, którą można tu wpisać; czy chodziło o „T308”?"),
        ("2017", "17", 4, "„rok”: „17” nie jest rokiem (np. 2017)"),
        ("2018-04-02", "2018-02-30", 8, "„data”: „2018-02-30” nie jest datą w postaci rrrr-mm-dd (np. 2018-04-02)"),
        ("2018-04-02", "20180402", 8, "„data”: „20180402” nie jest datą w postaci rrrr-mm-dd (np. 2018-04-02)"),
        ("2018-04-02", "2.04.2018", 8, "„data”: „2.04.2018” nie jest datą w postaci rrrr-mm-dd (np. 2018-04-02)"),
        ("1F3A9C0B12AB", "1f3a9c", 5, "„liczy_sie”: „1f3a9c” nie jest odciskiem pliku"),
        ("1F3A9C0B12AB", "PUP.xlsx", 5, "„liczy_sie”: „PUP.xlsx” nie jest odciskiem pliku"),
        ("  data:", "  wazne_do: 2019-01-01\n  data:", 8, "nieznany klucz „wazne_do:”"),
        ("  data:", "  zwroty: 9c0b12ab34cd\n  data:", 8, "„zwroty”: tu ma być lista odcisków"),
        ("  data:", "  zwroty: [[1]]\n  data:", 8, "„zwroty”: tu ma być lista odcisków"),
        ("  data:", "  zwroty: [1f3a9c0b12ab, 9c]\n  data:", 8, "„zwroty”: „9c” nie jest odciskiem pliku"),
        (
            "  data:", "  zwroty: [9c0b12ab34cd]\n  data:", 8,
            "„zwroty” nie wymieniają zwrotu, który się liczy (1f3a9c0b12ab)",
        ),
        ("rozstrzygniecia:", "rozstrzygnięcia:", 1, "nieznany klucz „rozstrzygnięcia:”"),
        ("rozstrzygniecia:\n", "", 1, "plik ma się zaczynać wierszem „rozstrzygniecia:”"),
        ("rozstrzygniecia:\n", "# uwaga\n\nnic\n", 4, "tego wiersza (albo poprzedniego) nie da się odczytać"),
        ("- regula: T308\n", "", 1, "pod „rozstrzygniecia:” ma być lista"),
        ("- regula", "- PUP\n- regula", 2, "rozstrzygnięcie ma się składać z wierszy: regula, realizator, rok"),
        ("  rok: 2017", "\trok: 2017", 4, "wcięcie zrobiono tabulatorem"),
        ("  rok: 2017", "  rok: 2017\n  rok: 2018", 5, "klucz „rok” powtarza się w tym samym miejscu"),
    ],
)  # fmt: skip
def test_mistake_is_named_with_its_line(old: str, new: str, line: int, said: str, tmp_path: Path) -> None:
    assert old in ENTRY
    ((found, message),) = mistakes(ENTRY.replace(old, new), tmp_path)
    assert found == line
    assert message.startswith(said)


@pytest.mark.parametrize("start", ["---\n", "# uwagi\n---\n", "%YAML 1.1\n---\n"])
def test_signs_of_a_document_hide_no_decision(start: str, tmp_path: Path) -> None:
    assert read(start + ENTRY, tmp_path) == tuple(
        replace(decision, line=decision.line + start.count("\n")) for decision in read(ENTRY, tmp_path)
    )
    ((line, message),) = mistakes("--- {rozstrzygniecia: [{regula: NIEMA}]}", tmp_path)[:1]
    assert (line, message.partition(";")[0]) == (1, "brakuje „data:”")


def test_empty_list_is_no_mistake(tmp_path: Path) -> None:
    assert read("{rozstrzygniecia: []}", tmp_path) == ()


def test_all_mistakes_are_said_at_once(tmp_path: Path) -> None:
    text = ENTRY.replace("2017", "dwa").replace("PUP\n", "\n", 1).replace("2018-04-02", "jutro")
    assert [line for line, _ in mistakes(text, tmp_path)] == [3, 4, 8]


def test_lines_that_were_only_pasted_say_what_is_to_be_filled_in(tmp_path: Path) -> None:
    assert mistakes(PASTED, tmp_path) == [
        (line, f"po „{key}:” nic nie wpisano")
        for line, key in ((7, "liczy_sie"), (8, "powod"), (9, "osoba"), (10, "data"))
    ]


def test_pasted_lines_may_follow_an_entry(tmp_path: Path) -> None:
    pasted = PASTED.partition("\n")[2].replace("PUP", "MOPR")
    for key, entry in (("liczy_sie", "9c0b12ab34cd"), ("powod", "tak"), ("osoba", "ja"), ("data", "2018-04-02")):
        pasted = pasted.replace(f" {key}:", f" {key}: {entry}")
    assert [decision.executor for decision in read(ENTRY + pasted, tmp_path)] == ["PUP", "MOPR"]


def test_same_question_is_decided_once(tmp_path: Path) -> None:
    ((line, message),) = mistakes(ENTRY + ENTRY.partition("\n")[2], tmp_path)
    assert line == 9
    assert "rozstrzyga już wpis w wierszu 2" in message


def test_file_in_another_encoding_is_said_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / DECISIONS_FILE
    path.write_bytes("rozstrzygniecia: # rozstrzygnięcia".encode("cp1250"))
    with pytest.raises(InputError, match="UTF-8"):
        read_decisions(path)


def test_folder_in_place_of_the_file_is_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / DECISIONS_FILE).mkdir()
    with pytest.raises(InputError, match="to jest folder"):
        read_decisions(tmp_path / DECISIONS_FILE)


# --- Waivers -------------------------------------------------------------------------------------------------------


def test_waiver_is_read(tmp_path: Path) -> None:
    assert waivers(WAIVER, tmp_path) == (
        Waiver(
            rule="R901", indicators=("A.1.4/3",), executor="MOPR", year=2017, reason="nowy sposób liczenia",
            person="A. Nowak", day=date(2018, 4, 2), until=date(2018, 12, 31), line=2, value="6 361",
        ),
    )  # fmt: skip


def test_waiver_may_be_about_several_indicators_or_none(tmp_path: Path) -> None:
    (several,) = waivers(WAIVER.replace("A.1.4/3", "[A.1.4/3, A.1.4/2]"), tmp_path)
    assert several.targets == ("A.1.4/3", "A.1.4/2")
    (none,) = waivers(WAIVER.replace("  wskaznik: A.1.4/3\n", ""), tmp_path)
    assert (none.indicators, none.targets) == ((), ("",))


@pytest.mark.parametrize("everybody", ["", "  realizator: wszyscy\n"])
def test_waiver_may_be_about_what_is_nobodys_own(everybody: str, tmp_path: Path) -> None:
    (waiver,) = waivers(WAIVER.replace("  realizator: MOPR\n", everybody), tmp_path)
    assert waiver.executor == ""


def test_waiver_may_hold_for_any_value(tmp_path: Path) -> None:
    (waiver,) = waivers(WAIVER.replace("  wartosc: 6 361\n", ""), tmp_path)
    assert waiver.value == ""
    assert waiver.accepts("1")


def test_decisions_and_waivers_stand_in_one_file(tmp_path: Path) -> None:
    decisions = read_all(ENTRY + WAIVER.partition("\n")[2], tmp_path)
    assert ([each.line for each in decisions.returns], [each.line for each in decisions.waivers]) == ([2], [9])


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("  wazne_do: 2018-12-31\n", "", 2, "brakuje „wazne_do:”; wpisz ostatni dzień, w którym odstępstwo obowiązuje"),
        ("2018-12-31", "", 10, "po „wazne_do:” nic nie wpisano; wpisz ostatni dzień, w którym odstępstwo obowiązuje"),
        ("2018-12-31", "31.12.2018", 10, "„wazne_do”: „31.12.2018” nie jest datą w postaci rrrr-mm-dd"),
        ("2018-12-31", "2018-04-01", 10, "„wazne_do”: 2018-04-01 jest wcześniej niż „data” (2018-04-02)"),
        ("2018-04-02", "2018-02-30", 9, "„data”: „2018-02-30” nie jest datą w postaci rrrr-mm-dd"),
        ("  powod: nowy sposób liczenia\n", "", 2, "brakuje „powod:”"),
        ("A. Nowak", "", 8, "po „osoba:” nic nie wpisano"),
        ("MOPR", "", 4, "po „realizator:” nic nie wpisano; uzupełnij to albo usuń"),
        ("6 361", "", 6, "po „wartosc:” nic nie wpisano; uzupełnij to albo usuń"),
        ("6 361", "[6 361]", 6, "„wartosc”: tu ma być zwykły tekst"),
        ("A.1.4/3", "", 3, "po „wskaznik:” nic nie wpisano; uzupełnij to albo usuń"),
        ("A.1.4/3", "[]", 3, "„wskaznik”: tu ma być numer wskaźnika albo lista"),
        ("A.1.4/3", "[A.1.4/3, [x]]", 3, "„wskaznik”: tu ma być numer wskaźnika albo lista"),
        ("A.1.4/3", "[A.1.4/3, A.1.4/3]", 3, "„wskaznik” wymienia „A.1.4/3” więcej niż raz"),
        ("A.1.4/3", "{a: b}", 3, "„wskaznik”: tu ma być zwykły tekst"),
        ("  data:", "  wazne: 2018\n  data:", 9, "nieznany klucz „wazne:”; czy chodziło o „wazne_do:”?"),
        ("  data:", "  liczy_sie: 1f3a9c0b12ab\n  data:", 9, "nieznany klucz „liczy_sie:”"),
        ("R901", "R910", 2, "nie ma reguły „R910”, którą można tu wpisać; czy chodziło o „R901”?"),
        ("R901", "duża zmiana", 2, "nie ma reguły „duża zmiana”, którą można tu wpisać"),
        ("R901", "W402", 2, "od reguły „W402” nie można odstąpić: wartości nie można odczytać, więc trzeba"),
        ("R901", "", 2, "po „regula:” nic nie wpisano"),
        ("2017", "17", 5, "„rok”: „17” nie jest rokiem (np. 2017)"),
    ],
)  # fmt: skip
def test_mistake_in_a_waiver_is_named_with_its_line(old: str, new: str, line: int, said: str, tmp_path: Path) -> None:
    assert old in WAIVER
    ((found, message),) = mistakes(WAIVER.replace(old, new), tmp_path)
    assert found == line
    assert message.startswith(said)


def test_all_mistakes_in_a_waiver_are_said_at_once(tmp_path: Path) -> None:
    text = WAIVER.replace("2017", "dwa").replace("A. Nowak", "").replace("2018-12-31", "kiedyś")
    assert [line for line, _ in mistakes(text, tmp_path)] == [5, 8, 10]
    text = WAIVER.replace("R901", "R910").replace("2018-04-02", "jutro")
    assert [line for line, _ in mistakes(text, tmp_path)] == [2, 9]


@pytest.mark.parametrize("key", ["powod", "osoba"])
@pytest.mark.parametrize("said", ["-", "...", "–", "2018"])
def test_reason_and_person_are_words(key: str, said: str, tmp_path: Path) -> None:
    ((_, message),) = mistakes(re.sub(rf"{key}: .*", f'{key}: "{said}"', WAIVER), tmp_path)
    assert message == f"„{key}”: „{said}” niczego nie mówi; napisz to słowami"


@pytest.mark.parametrize(
    ("old", "new"), [("", ""), ("6 361", "6\u00a0361"), ("  wartosc: 6 361\n", ""), ("A.1.4/3", "[A.1.4/1, A.1.4/3]")]
)
def test_same_question_is_waived_once(old: str, new: str, tmp_path: Path) -> None:
    ((line, message),) = mistakes(WAIVER + WAIVER.partition("\n")[2].replace(old, new), tmp_path)
    assert line == 11
    assert message == ("to samo (R901, A.1.4/3, MOPR, 2017 r.) rozstrzyga już wpis w wierszu 2; zostaw jeden z nich")


@pytest.mark.parametrize(
    ("old", "new"),
    [("6 361", "7 000"), ("A.1.4/3", "A.1.4/2"), ("MOPR", "PUP"), ("2017", "2018"), ("R901", "W413")],
)
def test_other_questions_are_waived_beside_it(old: str, new: str, tmp_path: Path) -> None:
    assert len(waivers(WAIVER + WAIVER.partition("\n")[2].replace(old, new), tmp_path)) == 2


# --- Agreed values and corrections ---------------------------------------------------------------------------------


def test_agreed_value_is_read(tmp_path: Path) -> None:
    assert read_all(AGREEMENT, tmp_path) == Decisions(
        agreements=(
            Agreement(
                rule="U701", indicator="C.4.1/2", year=2017, value="44", given={"PUP": "43", "MOPR": "44"},
                reason="PUP nie doliczył jednej osoby", person="A. Nowak", day=date(2018, 4, 2), line=2,
            ),
        )
    )  # fmt: skip


def test_correction_is_read(tmp_path: Path) -> None:
    assert read_all(CORRECTION, tmp_path) == Decisions(
        corrections=(
            Correction(
                indicator="A.1.3/1", year=2017, before="2 659", value="6 359", reason="przestawione cyfry",
                person="A. Nowak", day=date(2019, 4, 2), line=2,
            ),
        )
    )  # fmt: skip


def test_answers_may_stand_in_lines_of_their_own(tmp_path: Path) -> None:
    text = AGREEMENT.replace('{PUP: "43", MOPR: 44}', "\n    PUP: 43\n    MOPR: nie dotyczy")
    (agreement,) = read_all(text, tmp_path).agreements
    assert agreement.given == {"PUP": "43", "MOPR": "nie dotyczy"}


def test_everything_that_is_decided_stands_in_one_file(tmp_path: Path) -> None:
    text = ENTRY + "".join(other.partition("\n")[2] for other in (WAIVER, AGREEMENT, CORRECTION))
    decisions = read_all(text, tmp_path)
    kinds = (decisions.returns, decisions.waivers, decisions.agreements, decisions.corrections)
    assert [[each.line for each in kind] for kind in kinds] == [[2], [9], [18], [26]]


PICK = "wpisz uzgodnioną wartość albo skrót realizatora, którego wartość się liczy"
SHAPE = "wpisz, co podał każdy realizator, np. {PUP: 43, MOPR: 44}"


@pytest.mark.parametrize(
    ("text", "old", "new", "line", "said"),
    [
        (AGREEMENT, "  uzgodniono: 44\n", "", 2, f"brakuje „uzgodniono:”; {PICK}"),
        (AGREEMENT, "uzgodniono: 44", "uzgodniono:", 6, f"po „uzgodniono:” nic nie wpisano; {PICK}"),
        (AGREEMENT, "uzgodniono: 44", "uzgodniono: [43, 44]", 6, "„uzgodniono”: tu ma być zwykły tekst"),
        (AGREEMENT, '  podano: {PUP: "43", MOPR: 44}\n', "", 2, f"brakuje „podano:”; {SHAPE}"),
        (AGREEMENT, '{PUP: "43", MOPR: 44}', "", 5, f"po „podano:” nic nie wpisano; {SHAPE}"),
        (AGREEMENT, '{PUP: "43", MOPR: 44}', "43 i 44", 5, f"„podano”: {SHAPE}"),
        (AGREEMENT, '{PUP: "43", MOPR: 44}', "[43, 44]", 5, f"„podano”: {SHAPE}"),
        (AGREEMENT, '"43"', '""', 5, "„podano”: przy „PUP” ma stać to, co podał ten realizator"),
        (AGREEMENT, '"43"', "[43]", 5, "„podano”: przy „PUP” ma stać to, co podał ten realizator"),
        (AGREEMENT, ", MOPR: 44", "", 5, "„podano”: uzgodnienie wymaga odpowiedzi co najmniej dwóch realizatorów"),
        (AGREEMENT, "MOPR: 44", "PUP: 44", 5, "klucz „PUP” powtarza się"),
        (AGREEMENT, "C.4.1/2", "", 3, "po „wskaznik:” nic nie wpisano"),
        (AGREEMENT, "C.4.1/2", "[C.4.1/2, C.4.1/1]", 3, "„wskaznik”: tu ma być zwykły tekst"),
        (AGREEMENT, "2017", "17", 4, "„rok”: „17” nie jest rokiem (np. 2017)"),
        (AGREEMENT, "PUP nie doliczył jednej osoby", "...", 7, "„powod”: „...” niczego nie mówi"),
        (AGREEMENT, "  osoba: A. Nowak\n", "", 2, "brakuje „osoba:”"),
        (AGREEMENT, "2018-04-02", "2.04.2018", 9, "„data”: „2.04.2018” nie jest datą"),
        (AGREEMENT, "  rok:", "  realizator: wszyscy\n  rok:", 4, "nieznany klucz „realizator:”"),
        (AGREEMENT, "  rok:", "  wazne_do: 2019-01-01\n  rok:", 4, "nieznany klucz „wazne_do:”"),
        (AGREEMENT, "  rok:", "  jest: 44\n  rok:", 4, "nieznany klucz „jest:”"),
        (AGREEMENT, "U701", "U702", 2, "od reguły „U702” nie można odstąpić: wpisz U701"),
        (AGREEMENT, "U701", "U710", 2, "nie ma reguły „U710”, którą można tu wpisać; czy chodziło o „U701”?"),
        (CORRECTION, "  bylo: 2 659\n", "", 2, "brakuje „bylo:”; wpisz wartość, którą ogłoszono"),
        (CORRECTION, "6 359", "", 6, "po „jest:” nic nie wpisano; wpisz właściwą wartość"),
        (CORRECTION, "6 359", "2 659", 6, "„jest” (2 659) to ta sama wartość co „bylo”"),
        (CORRECTION, "A.1.3/1", "", 3, "po „wskaznik:” nic nie wpisano"),
        (CORRECTION, "2017", "rok 2017", 4, "„rok”: „rok 2017” nie jest rokiem"),
        (CORRECTION, "przestawione cyfry", "...", 7, "„powod”: „...” niczego nie mówi"),
        (CORRECTION, "  osoba: A. Nowak\n", "", 2, "brakuje „osoba:”"),
        (CORRECTION, "2019-04-02", "wczoraj", 9, "„data”: „wczoraj” nie jest datą"),
        (CORRECTION, "2019-04-02", "2017-12-30", 9, "„data”: 2017-12-30 jest przed końcem 2017 r., więc sprawozdania"),
        (CORRECTION, "  rok:", "  podano: {a: 1, b: 2}\n  rok:", 4, "nieznany klucz „podano:”"),
        (CORRECTION, "korekta", "Korekta", 2, "nie ma reguły „Korekta”, którą można tu wpisać; czy chodziło o"),
    ],
)
def test_mistake_in_an_agreed_value_or_a_correction_is_named_with_its_line(
    text: str, old: str, new: str, line: int, said: str, tmp_path: Path
) -> None:
    assert old in text
    found, message = mistakes(text.replace(old, new), tmp_path)[0]
    assert found == line
    assert message.startswith(said)


@pytest.mark.parametrize("text", [AGREEMENT, CORRECTION])
def test_mistakes_in_an_agreed_value_or_a_correction_are_said_at_once(text: str, tmp_path: Path) -> None:
    wrong = re.sub("rok: .*", "rok: kiedyś", re.sub("data: .*", "data: dziś", re.sub("powod: .*", "powod:", text)))
    assert [line for line, _ in mistakes(wrong, tmp_path)] == [4, 7, 9]


def test_value_is_agreed_once(tmp_path: Path) -> None:
    entry = AGREEMENT.partition("\n")[2]
    ((line, message),) = mistakes(AGREEMENT + entry, tmp_path)
    assert line == 10
    assert message == "to samo (U701, C.4.1/2, 2017 r.) rozstrzyga już wpis w wierszu 2; zostaw jeden z nich"
    other_year, other_indicator = entry.replace("rok: 2017", "rok: 2016"), entry.replace("/2", "/3")
    assert len(read_all(AGREEMENT + other_year + other_indicator, tmp_path).agreements) == 3


def test_a_correction_may_be_corrected(tmp_path: Path) -> None:
    entry = CORRECTION.partition("\n")[2].replace("6 359", "6 395").replace("2 659", "6 359")
    corrections = read_all(CORRECTION + entry, tmp_path).corrections
    assert [(each.before, each.value) for each in corrections] == [("2 659", "6 359"), ("6 359", "6 395")]


@settings(deadline=None)
@given(
    said=st.lists(
        st.text(st.characters(exclude_categories=()), min_size=1, max_size=200).filter(named_value)
        | st.sampled_from(['"', "\\", "a: b", " # c", "{a}", "a\nb", "12 w tym: 5, 6", "nie dotyczy", "null", "1.10"]),
        min_size=2, max_size=3,
    )
)  # fmt: skip
def test_pasted_lines_of_an_agreed_value_survive_any_answers(
    said: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    answers = {executor: named_value(text) for executor, text in zip(("PUP", "UM-DE", "MOPR"), said, strict=False)}
    lines = agreement_to_fill_in("C.4.1/2", 2017, answers)
    assert all(printable(line) == line.strip() for line in lines.splitlines())
    for key, text in (("uzgodniono", "44"), ("powod", "spis"), ("osoba", "A. Nowak"), ("data", "2018-04-02")):
        assert f"\n  {key}:\n" in f"{lines}\n"
        lines = f"{lines}\n".replace(f"\n  {key}:\n", f"\n  {key}: {text}\n")
    (agreement,) = read_all(f"rozstrzygniecia:\n{lines}", tmp_path_factory.mktemp("decisions")).agreements
    assert agreement.given == answers


# --- The line to be pasted -----------------------------------------------------------------------------------------


def filled_in(line: str) -> str:
    """What a person makes of the line."""
    for old, new in (
        ('powod: ""', 'powod: "remont, potem zmiana: 50%"'),
        ('osoba: ""', 'osoba: "kierownik MOPR"'),
        ("data: ,", "data: 2018-04-02,"),
        ("wazne_do: }", "wazne_do: 2018-12-31}"),
    ):
        head, found, tail = line.rpartition(old)
        assert found
        line = f"{head}{new}{tail}"
    return f"rozstrzygniecia:\n{line}\n"


def test_line_of_a_waiver_reads_as_agreed() -> None:
    assert waiver_to_fill_in("R901", ["A.1.4/3"], "MOPR", 2017, "6\u00a0361") == (
        '- {regula: R901, wskaznik: A.1.4/3, realizator: MOPR, rok: 2017, wartosc: "6 361", powod: "", osoba: "", '
        "data: , wazne_do: }"
    )
    assert waiver_to_fill_in("L605", ["C.4.1/2", "C.4.1/1"], "", 2017, "") == (
        '- {regula: L605, wskaznik: [C.4.1/2, C.4.1/1], realizator: wszyscy, rok: 2017, powod: "", osoba: "", data: , '
        "wazne_do: }"
    )
    assert waiver_to_fill_in("K504", [""], "PUP", 2017, "telefon").startswith("- {regula: K504, realizator: PUP, rok")


def test_line_that_was_only_pasted_says_what_is_to_be_filled_in(tmp_path: Path) -> None:
    line = waiver_to_fill_in("R901", ["A.1.4/3"], "MOPR", 2017, "6 361")
    assert mistakes(f"rozstrzygniecia:\n{line}\n", tmp_path) == [
        (2, "po „data:” nic nie wpisano"),
        (2, "po „osoba:” nic nie wpisano"),
        (2, "po „powod:” nic nie wpisano"),
        (2, "po „wazne_do:” nic nie wpisano; wpisz ostatni dzień, w którym odstępstwo obowiązuje"),
    ]


def test_comma_without_quotes_is_explained(tmp_path: Path) -> None:
    line = filled_in(waiver_to_fill_in("R901", ["A.1.4/3"], "MOPR", 2017, "6 361"))
    ((_, message),) = mistakes(line.replace('"remont, potem zmiana: 50%"', "remont, od marca"), tmp_path)
    assert message == (
        "nieznany klucz „od marca:”; jeżeli to dalszy ciąg tekstu z przecinkiem, weź cały tekst w cudzysłów"
    )


def test_pasted_line_may_follow_an_entry(tmp_path: Path) -> None:
    line = filled_in(waiver_to_fill_in("W413", ["A.1.4/3"], "MOPR", 2017, "6 361")).partition("\n")[2]
    assert [each.rule for each in waivers(WAIVER + line, tmp_path)] == ["R901", "W413"]


@given(
    found=st.text(st.characters(exclude_categories=()), max_size=200)
    | st.sampled_from(['"', "\\", "'", ": ", " #", "{a}", "[", "a\nb", "\t", "...", "---", "- a", "&x", "*", "%", "@"]),
    executor=st.sampled_from(["MOPR", "", "UM-DSS", "Wydział: A, B"]),
    indicators=st.lists(st.sampled_from(["A.1.4/3", "T2/4.a", "1.1.2/d3", "nowe 9"]), max_size=3, unique=True),
)
def test_line_of_a_waiver_survives_any_text(
    found: str, executor: str, indicators: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    line = waiver_to_fill_in("R901", indicators, executor, 2017, found)
    assert len(line.splitlines()) == 1
    assert printable(line) == line
    (waiver,) = waivers(filled_in(line), tmp_path_factory.mktemp("decisions"))
    assert waiver == Waiver(
        rule="R901", indicators=tuple(indicators), executor=executor, year=2017, reason="remont, potem zmiana: 50%",
        person="kierownik MOPR", day=date(2018, 4, 2), until=date(2018, 12, 31), line=2, value=named_value(found),
    )  # fmt: skip
    assert named_value(waiver.value) == waiver.value


@pytest.mark.parametrize(
    ("found", "named"),
    [
        ("  6\u00a0361 \n", "6 361"),
        ("a\n- b", "a - b"),
        ("x" * 80, "x" * 80),
        ("x" * 81, "x" * 60 + "… [odcisk 4d1f7bb8]"),
        (" x" * 90, "x " * 30 + "… [odcisk 04bf61aa]"),
        ("\u200b", ""),
    ],
)
def test_value_is_named_as_one_line_of_visible_text(found: str, named: str) -> None:
    assert named_value(found) == named


def test_long_values_that_differ_only_at_their_ends_are_told_apart() -> None:
    assert named_value("x" * 90 + "1") != named_value("x" * 90 + "2")
    assert named_value("x" * 90 + "1").endswith(hidden_value("x" * 90 + "1"))


def test_hidden_value_says_nothing_of_what_was_found() -> None:
    assert hidden_value("A. Kowalska") == hidden_value(" A.\u00a0Kowalska\n") == "[odcisk 48827962]"
    assert hidden_value("\u200b") == ""


def test_signs_that_no_screen_shows_are_escaped(tmp_path: Path) -> None:
    line = waiver_to_fill_in("R901", ["Ł.1/1"], "MOPR", 2017, "\uf0b7 warsztaty \U000f0000")
    assert '"\\U0000f0b7 warsztaty \\U000f0000"' in line
    assert 'wskaznik: "Ł.1/1"' in line
    (waiver,) = waivers(filled_in(line), tmp_path)
    assert waiver.value == "\uf0b7 warsztaty \U000f0000"
