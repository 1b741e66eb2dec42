"""`decisions.yaml`: what was decided is read strictly, and every mistake is said at once, with its line."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from collector.decisions import DECISIONS_FILE, DecisionsError, read_decisions
from collector.domain.decision import Decision
from collector.domain.errors import InputError, SettingsError

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


def read(text: str, folder: Path) -> tuple[Decision, ...]:
    path = folder / DECISIONS_FILE
    path.write_text(text, encoding="utf-8")
    return read_decisions(path)


def mistakes(text: str, folder: Path) -> list[tuple[int, str]]:
    with pytest.raises(DecisionsError) as caught:
        read(text, folder)
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
    assert read_decisions(tmp_path / DECISIONS_FILE) == ()


@pytest.mark.parametrize(
    "text", ["", "\n\n", "# nic nie rozstrzygnięto\n", "rozstrzygniecia:\n", "rozstrzygniecia: []\n", "---\n", "\ufeff"]
)
def test_file_without_decisions_is_no_mistake(text: str, tmp_path: Path) -> None:
    assert read(text, tmp_path) == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("  data:", "  zwrot: []\n  data:", 8, "nieznany wiersz „zwrot:”; czy chodziło o „zwroty:”?"),
        ("  osoba: A. Nowak\n", "", 2, "brakuje wiersza „osoba:”"),
        ("A. Nowak", "", 7, "wiersz „osoba:” jest pusty; uzupełnij go"),
        ("A. Nowak", "[A, B]", 7, "„osoba”: tu ma być zwykły tekst"),
        ("T308", "T309", 2, "reguły „T309” nie można rozstrzygnąć; dozwolone: T308"),
        ("2017", "17", 4, "„rok”: „17” nie jest rokiem (np. 2017)"),
        ("2018-04-02", "2018-02-30", 8, "„data”: „2018-02-30” nie jest datą w postaci rrrr-mm-dd (np. 2018-04-02)"),
        ("2018-04-02", "20180402", 8, "„data”: „20180402” nie jest datą w postaci rrrr-mm-dd (np. 2018-04-02)"),
        ("2018-04-02", "2.04.2018", 8, "„data”: „2.04.2018” nie jest datą w postaci rrrr-mm-dd (np. 2018-04-02)"),
        ("1F3A9C0B12AB", "1f3a9c", 5, "„liczy_sie”: „1f3a9c” nie jest odciskiem pliku"),
        ("1F3A9C0B12AB", "PUP.xlsx", 5, "„liczy_sie”: „PUP.xlsx” nie jest odciskiem pliku"),
        ("  data:", "  wazne_do: 2019-01-01\n  data:", 8, "nieznany wiersz „wazne_do:”"),
        ("  data:", "  zwroty: 9c0b12ab34cd\n  data:", 8, "„zwroty”: tu ma być lista odcisków"),
        ("  data:", "  zwroty: [[1]]\n  data:", 8, "„zwroty”: tu ma być lista odcisków"),
        ("  data:", "  zwroty: [1f3a9c0b12ab, 9c]\n  data:", 8, "„zwroty”: „9c” nie jest odciskiem pliku"),
        (
            "  data:", "  zwroty: [9c0b12ab34cd]\n  data:", 8,
            "„zwroty” nie wymieniają zwrotu, który się liczy (1f3a9c0b12ab)",
        ),
        ("rozstrzygniecia:", "rozstrzygnięcia:", 1, "nieznany wiersz „rozstrzygnięcia:”"),
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
    assert (line, message.partition(";")[0]) == (1, "brakuje wiersza „data:”")


def test_empty_list_is_no_mistake(tmp_path: Path) -> None:
    assert read("{rozstrzygniecia: []}", tmp_path) == ()


def test_all_mistakes_are_said_at_once(tmp_path: Path) -> None:
    text = ENTRY.replace("2017", "dwa").replace("PUP\n", "\n", 1).replace("2018-04-02", "jutro")
    assert [line for line, _ in mistakes(text, tmp_path)] == [3, 4, 8]


def test_lines_that_were_only_pasted_say_what_is_to_be_filled_in(tmp_path: Path) -> None:
    assert mistakes(PASTED, tmp_path) == [
        (line, f"wiersz „{key}:” jest pusty; uzupełnij go")
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
