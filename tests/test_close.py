"""`close` freezes a year; what was frozen is changed only by a recorded reopening or a recorded correction."""

import csv
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from collector.closed_years import ClosedYear, read_record, record_path
from collector.corrections import with_corrections
from collector.decisions import DecisionsError
from collector.domain.consolidation import History, PastValue
from collector.domain.decision import Correction
from collector.domain.errors import InputError
from collector.domain.observation import Place, Status
from collector.history import read_history

from .conftest import OTHER_CITY, Bureau, Run
from .small_city import copied, fill_in, set_year, small_city
from .test_commands import fingerprints

Collector = Callable[..., Run]
DAY = "2025-03-01"
CLOSED = "1\u00a0marca\u00a02025\u00a0r., Anna Nowak"
OPENED = "1\u00a0kwietnia\u00a02025\u00a0r., Anna Nowak"
WHO = ("--osoba", "Anna Nowak")
REOPEN = ("close", "--otworz", *WHO, "--powod", "błąd w zwrocie PUP")


@pytest.fixture(scope="module")
def collected_once(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    return small_city(tmp_path_factory.mktemp("zebrane") / "biuro")


@pytest.fixture(scope="module")
def closed_once(collected_once: Bureau, tmp_path_factory: pytest.TempPathFactory, collector: Collector) -> Bureau:
    desk = copied(collected_once, tmp_path_factory.mktemp("zamknięte") / "biuro")
    done = collector("close", *WHO, "--dzien", DAY, cwd=desk.root)
    assert done.code == 0, done.err
    return desk


@pytest.fixture
def desk(collected_once: Bureau, tmp_path: Path) -> Bureau:
    """A workspace whose year is collected."""
    return copied(collected_once, tmp_path / "biuro")


@pytest.fixture
def closed(closed_once: Bureau, tmp_path: Path) -> Bureau:
    """A workspace whose year was closed."""
    return copied(closed_once, tmp_path / "biuro")


def record(desk: Bureau, year: int = 2024) -> dict[str, object]:
    content = (desk.root / "history" / f"{year}-zamkniecie.json").read_text(encoding="utf-8")
    found = json.loads(content)
    assert isinstance(found, dict)
    assert content == json.dumps(found, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    return found


def state(desk: Bureau) -> dict[str, str]:
    """Everything in the workspace, but for what is remembered of the returns."""
    return {name: print_ for name, print_ in fingerprints(desk.root).items() if not name.startswith("build/.")}


# --- Closing ---------------------------------------------------------------------------------------------------------


def test_closing_writes_the_results_the_values_the_catalogue_and_the_record(desk: Bureau, collector: Collector) -> None:
    (desk.root / "contacts.csv").write_text("OPS,Jan Kot,jan@kot.pl\n", encoding="utf-8")
    done = collector("close", *WHO, "--dzien", DAY, cwd=desk.root)
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "Zamknięto rok 2024: Mały program.\nZapisano:\n  history/2024.csv\n  history/2024.yaml\n"
        "  history/2024-zamkniecie.json\nWyniki, które zamknięto, są w folderze build/2024.\n"
    )
    written = record(desk)
    prints = state(desk)
    assert written["zdarzenia"] == [{"co": "zamknięto", "dzien": DAY, "osoba": "Anna Nowak", "powod": "", "zmiany": []}]
    assert (written["program"], written["rok"]) == ("maly", 2024)
    inputs = ("collector.toml", "programme.yaml", "submissions/2024/OPS.xlsx", "submissions/2024/PUP.xlsx")
    assert written["wejscia"] == {name: prints[name] for name in inputs}
    assert written["wyniki"] == {name: value for name, value in prints.items() if name.startswith("build/")}
    assert "build/2024/raport-2024.xlsx" in prints
    assert written["historia"] == {name: prints[name] for name in ("history/2024.csv", "history/2024.yaml")}
    assert (desk.root / "history" / "2024.yaml").read_bytes() == (desk.root / "programme.yaml").read_bytes()
    assert "contacts" not in (desk.root / "history" / "2024-zamkniecie.json").read_text(encoding="utf-8")


def test_the_closed_values_are_read_back_as_they_were(closed: Bureau) -> None:
    consolidation = closed.merge().consolidation
    assert consolidation is not None
    history = read_history(closed.root / "history", "maly", 2025)
    results = {
        result.indicator.id: (result.value, result.text, ", ".join(result.missing), result.note)
        for result in (*consolidation.results, *consolidation.cells)
        if result.status is Status.GIVEN
    }
    assert {id_: (past.value, past.text, past.missing, past.note) for id_, past in history.items()} == results
    assert results["1/2"][1] == "- zajęcia\n- =spotkania"
    assert results["T1/1.a"][0] == 1000
    with (closed.root / "history" / "2024.csv").open(encoding="utf-8", newline="") as file:
        statuses = {row["indicator"]: row["status"] for row in csv.DictReader(file)}
    assert statuses["1/5"] == "brak danych"


def test_a_guarded_text_of_the_history_is_read_without_its_guard(tmp_path: Path) -> None:
    rows = "programme,year,indicator,value,text,note\nx,2016,A/1,,'=1+1,'@uwaga\n"
    (tmp_path / "2016.csv").write_text(rows, encoding="utf-8")
    past = read_history(tmp_path, "x", 2017)["A/1"]
    assert (past.text, past.note) == ("=1+1", "@uwaga")


def test_a_register_is_closed_too(bureau: Callable[..., Bureau], collector: Collector) -> None:
    opened = bureau(OTHER_CITY, year=2023)
    decided = "rozstrzygniecia:\n"
    for executor in ("CUS", "PCPR", "UM-STAT"):
        form = opened.form(executor).sign()
        if executor == "CUS":
            form.type("B1.1/d1", value="7", term="2023", koszt=100, miasto=100)
        opened.send(executor, form)
    findings = [finding for finding in opened.findings() if finding.blocks]
    codes = sorted({(finding.rule.code, finding.executor, finding.indicator) for finding in findings})
    for code, executor, indicator in codes:
        named = f', wskaznik: "{indicator}"' if indicator else ""
        decided += (
            f"- {{regula: {code}, realizator: {executor}{named}, rok: 2023, powod: próba, osoba: Jan, "
            "data: 2024-01-01, wazne_do: 2024-02-01}\n"
        )
    (opened.root / "decisions.yaml").write_text(decided, encoding="utf-8")
    done = collector("close", *WHO, "--dzien", "2024-01-15", cwd=opened.root)
    assert done.code == 0, done.err
    # The waivers have run out since, and the closed year stays what it was.
    before = state(opened)
    shutil.rmtree(opened.desk.build)
    assert collector("merge", cwd=opened.root).code == 0
    assert state(opened) == before
    assert read_history(opened.root / "history", "elk-rodzina-2022-2027", 2024)["B1.1/1"].value == 7


def test_a_year_with_blocking_findings_is_not_closed(desk: Bureau, collector: Collector) -> None:
    (desk.desk.submissions / "PUP.xlsx").unlink()
    done = collector("close", *WHO, cwd=desk.root)
    assert done.code == 1
    assert done.err == "Nie zamknięto roku 2024, bo są uwagi blokujące (1). Zobacz: build/2024/uwagi.xlsx\n"
    assert not (desk.root / "history").exists()
    assert sorted(path.name for path in desk.desk.build.iterdir()) == ["rejestr.csv", "uwagi.json", "uwagi.xlsx"]


def test_contradicting_executors_keep_a_year_open(desk: Bureau, collector: Collector) -> None:
    fill_in(desk, "PUP", w1_3=44)
    done = collector("close", *WHO, cwd=desk.root)
    assert done.code == 1
    merged = collector("merge", cwd=desk.root)
    # What contradicts is told as by `merge`, with the entry to be pasted.
    assert done.err.split("Roku 2024 nie zamknięto.")[0] == merged.err.split("Wszystkie uwagi:")[0]
    assert "\n- regula: U701\n" in done.err
    assert done.err.endswith("Roku 2024 nie zamknięto. Wszystkie uwagi: build/2024/uwagi.xlsx.\n")
    assert not (desk.root / "history").exists()


def test_a_reopened_year_that_cannot_be_closed_is_not_said_to_be_closed(closed: Bureau, collector: Collector) -> None:
    collector(*REOPEN, cwd=closed.root)
    before = fingerprints(closed.root / "history")
    fill_in(closed, "PUP", w1_3=44)
    done = collector("close", *WHO, cwd=closed.root)
    assert (done.code, done.out) == (1, "")
    assert "Roku 2024 nie zamknięto." in done.err
    assert fingerprints(closed.root / "history") == before


def test_nobody_need_be_named_who_closes_a_year(desk: Bureau, collector: Collector) -> None:
    assert collector("close", "--dzien", DAY, cwd=desk.root).code == 0
    assert record(desk)["zdarzenia"] == [{"co": "zamknięto", "dzien": DAY, "osoba": "", "powod": "", "zmiany": []}]
    done = collector("close", cwd=desk.root)
    day = CLOSED.removesuffix(", Anna Nowak")
    assert (done.code, done.out) == (0, f"Rok 2024 jest już zamknięty ({day}). Niczego nie zmieniono.\n")


@pytest.mark.parametrize(
    ("today", "day", "said"),
    [
        ((2025, 3, 1), "2025-03-02", "dzień 2 marca 2025 r. jeszcze nie nadszedł (dziś jest 1 marca 2025 r.)"),
        ((2025, 3, 1), "2024-12-30", "rok 2024 można zamknąć najwcześniej 31 grudnia 2024 r., a nie 30 grudnia"),
        ((2024, 6, 1), "", "rok 2024 można zamknąć najwcześniej 31 grudnia 2024 r., a nie 1 czerwca 2024 r."),
    ],
)
def test_a_year_is_closed_between_its_end_and_today(
    desk: Bureau,
    collector: Collector,
    monkeypatch: pytest.MonkeyPatch,
    today: tuple[int, int, int],
    day: str,
    said: str,
) -> None:
    monkeypatch.setattr("collector.cli.close.today", lambda: date(*today))
    done = collector("close", *(("--dzien", day) if day else ()), cwd=desk.root)
    assert (done.code, done.err.startswith("Niewłaściwy dzień (--dzien): ")) == (2, True)
    assert said in done.err.replace("\u00a0", " ")
    assert not (desk.root / "history").exists()


@pytest.mark.parametrize("day", ["2024-12-31", "2025-03-01"])
def test_the_end_of_the_year_and_today_are_days_for_closing(
    desk: Bureau, collector: Collector, monkeypatch: pytest.MonkeyPatch, day: str
) -> None:
    monkeypatch.setattr("collector.cli.close.today", lambda: date(2025, 3, 1))
    assert collector("close", "--dzien", day, cwd=desk.root).code == 0


@pytest.mark.parametrize(
    ("day", "said"), [("2025-02-28", "więc podany dzień nie może być wcześniejszy"), ("2125-01-01", "nie nadszedł")]
)
def test_a_year_is_opened_between_its_closing_and_today(
    closed: Bureau, collector: Collector, day: str, said: str
) -> None:
    before = state(closed)
    done = collector(*REOPEN, "--dzien", day, cwd=closed.root)
    assert (done.code, said in done.err) == (2, True)
    assert state(closed) == before


def test_closing_again_changes_nothing(closed: Bureau, collector: Collector) -> None:
    before = state(closed)
    done = collector("close", "--osoba", "Jan Kot", cwd=closed.root)
    assert (done.code, done.out) == (
        0,
        f"Rok 2024 jest już zamknięty ({CLOSED}). Niczego nie zmieniono.\n",
    )
    assert state(closed) == before


def test_the_same_record_in_another_folder(
    collected_once: Bureau, closed: Bureau, collector: Collector, tmp_path: Path
) -> None:
    other = copied(collected_once, tmp_path / "drugie biuro o dłuższej nazwie")
    assert collector("close", *WHO, "--dzien", DAY, cwd=other.root).code == 0
    assert state(other) == state(closed)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("close", "--otworz", "--powod", "bo tak"), 'Podaj, kto otwiera rok ponownie: --osoba "Imię Nazwisko".'),
        (("close", "--osoba", " - "), "Niewłaściwa wartość: --osoba."),
        (("close", *WHO, "--powod", "bo tak"), "tylko przy ponownym otwieraniu roku: --otworz."),
        (("close", *WHO, "--otworz"), 'Podaj powód ponownego otwarcia roku: --powod "dlaczego".'),
        (("close", *WHO, "--otworz", "--powod", "..."), "Niewłaściwa wartość: --powod."),
        (("close", *WHO, "--otworz", "--powod", "bo tak"), "Rok 2024 nie jest zamknięty"),
        (("close", *WHO, "--dzien", "1 marca"), "nie jest dniem w postaci RRRR-MM-DD"),
    ],
)
def test_wrong_usage_closes_nothing(desk: Bureau, collector: Collector, arguments: tuple[str, ...], said: str) -> None:
    done = collector(*arguments, cwd=desk.root)
    assert (done.code, said in done.err) == (2, True), done.err
    assert not (desk.root / "history").exists()


@pytest.mark.parametrize("name", ["2024.csv", "2024.yaml"])
def test_a_file_of_somebody_else_is_not_written_over(desk: Bureau, collector: Collector, name: str) -> None:
    path = desk.root / "history" / name
    path.parent.mkdir()
    path.write_text("programme,year,indicator,value,text\n", encoding="utf-8")
    before = state(desk)
    done = collector("close", *WHO, cwd=desk.root)
    assert done.code == 3
    assert f"W folderze history jest już plik {name}, którego nie zapisało zamykanie roku." in done.err
    assert state(desk) == before


@pytest.mark.parametrize("name", ["2024.yaml", "2024-zamkniecie.json"])
def test_a_year_is_closed_as_a_whole_or_not_at_all(
    desk: Bureau, collector: Collector, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    from collector.workflows import close

    def refuse(path: Path, content: bytes) -> None:
        if path.name == name:
            raise InputError(f"Nie można zapisać pliku {path.name}.")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    monkeypatch.setattr(close, "write_bytes", refuse)
    assert collector("close", *WHO, cwd=desk.root).code == 3
    assert not list((desk.root / "history").iterdir())
    monkeypatch.undo()
    assert collector("close", *WHO, cwd=desk.root).code == 0


# --- A closed year ---------------------------------------------------------------------------------------------------


def test_lost_results_are_made_again(closed: Bureau, collector: Collector) -> None:
    before = state(closed)
    shutil.rmtree(closed.desk.build)
    for command in ("validate", "merge"):
        done = collector(command, cwd=closed.root)
        assert (done.code, done.err) == (0, "")
    assert {name: print_ for name, print_ in state(closed).items() if "/zwroty/" not in name} == before
    assert collector("merge", "--check", cwd=closed.root).code == 0


def change(desk: Bureau, what: str) -> None:
    """Change an input of the year."""
    match what:
        case "zmieniono: submissions/2024/PUP.xlsx":
            fill_in(desk, "PUP", w1_1=422)
        case "brakuje: submissions/2024/PUP.xlsx":
            (desk.desk.submissions / "PUP.xlsx").unlink()
        case "doszło: submissions/2024/pismo.pdf":
            (desk.desk.submissions / "pismo.pdf").write_bytes(b"%PDF-1.4")
        case "zmieniono: programme.yaml":
            path = desk.root / "programme.yaml"
            path.write_text(path.read_text(encoding="utf-8").replace("nazwa: Ocena", "nazwa: Ocenka"), "utf-8")
        case "zmieniono: collector.toml":
            with (desk.root / "collector.toml").open("a", encoding="utf-8") as file:
                file.write("deadline = 2025-02-01\n")
        case "doszło: decisions.yaml":
            entry = "regula: K501, realizator: OPS, wskaznik: 1/1, rok: 2024, powod: próba, osoba: Jan"
            text = f"rozstrzygniecia:\n- {{{entry}, data: 2025-01-01, wazne_do: 2025-12-31}}\n"
            (desk.root / "decisions.yaml").write_text(text, encoding="utf-8")
        case _:
            text = "programme,year,indicator,value,text\nmaly,2023,1/1,1000,\n"
            (desk.root / "history" / "2023.csv").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "what",
    [
        "zmieniono: submissions/2024/PUP.xlsx",
        "brakuje: submissions/2024/PUP.xlsx",
        "doszło: submissions/2024/pismo.pdf",
        "zmieniono: programme.yaml",
        "zmieniono: collector.toml",
        "doszło: decisions.yaml",
        "doszło: history/2023.csv",
    ],
)
def test_a_closed_year_keeps_its_results_and_says_what_changed(closed: Bureau, collector: Collector, what: str) -> None:
    change(closed, what)
    before = state(closed)
    # What is closed anew is compared in the same way, whatever changed.
    for arguments in (("merge",), ("close", *WHO)) if "PUP" in what else (("merge",),):
        done = collector(*arguments, cwd=closed.root)
        assert done.code == 1
        told = done.err.splitlines()
        assert told[0] == f"Rok 2024 jest zamknięty ({CLOSED}), a wyniki byłyby inne niż zamknięte."
        assert told[1] == f"  {what}"
        assert told[2].startswith("Inne byłyby pliki: ")
        assert "Niczego nie zapisano." in done.err
        assert "collector close --otworz" in done.err
        assert state(closed) == before
    if what.startswith("brakuje"):
        done = collector("merge", "--check", cwd=closed.root)
        assert done.code == 1
        assert f"  {what}\n" in done.err


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("~$PUP.xlsx", "zamknij plik PUP.xlsx w Excelu i powtórz polecenie"),
        (".~lock.PUP.xlsx#", "zamknij plik PUP.xlsx w Excelu i powtórz polecenie"),
        ("Thumbs.db", "usuń plik Thumbs.db z folderu zwrotów i powtórz polecenie"),
    ],
)
def test_files_that_come_and_go_are_no_reason_to_open_a_year(
    closed: Bureau, collector: Collector, name: str, said: str
) -> None:
    (closed.desk.submissions / name).write_bytes(b"x")
    before = state(closed)
    commands = (("merge",), ("merge", "--check"), ("close", *WHO), ("validate",))
    for arguments in commands if name == "~$PUP.xlsx" else commands[:1]:
        done = collector(*arguments, cwd=closed.root)
        assert done.code == 1
        assert f"  {said}\n" in done.err
        assert "doszło" not in done.err
        assert "--otworz" not in done.err
        assert "wersja collectora" not in done.err
    assert state(closed) == before


def test_what_comes_and_goes_is_told_beside_what_changed(closed: Bureau, collector: Collector) -> None:
    (closed.desk.submissions / "~$PUP.xlsx").write_bytes(b"x")
    fill_in(closed, "PUP", w1_1=422)
    done = collector("merge", cwd=closed.root)
    assert "  zmieniono: submissions/2024/PUP.xlsx\n  zamknij plik PUP.xlsx w Excelu i powtórz polecenie\n" in done.err
    assert "--otworz" in done.err


def test_a_year_is_not_closed_while_a_return_is_open_in_another_program(desk: Bureau, collector: Collector) -> None:
    (desk.desk.submissions / "~$PUP.xlsx").write_bytes(b"x")
    done = collector("close", *WHO, "--dzien", DAY, cwd=desk.root)
    assert (done.code, done.err) == (
        3,
        "Nie zamknięto roku 2024, bo ktoś ma otwarty zwrot: zamknij plik PUP.xlsx w Excelu i powtórz polecenie.\n",
    )
    assert not (desk.root / "history").exists()


def test_findings_of_a_closed_year_are_not_written_over(closed: Bureau, collector: Collector) -> None:
    fill_in(closed, "PUP", w1_1=422)
    before = state(closed)
    done = collector("validate", cwd=closed.root)
    assert done.code == 1
    assert f"Rok 2024 jest zamknięty ({CLOSED})" in done.err
    assert "  zmieniono: submissions/2024/PUP.xlsx\n" in done.err
    assert "Niczego nie zapisano.\n" in done.err
    assert "--otworz" in done.err
    assert "Wszystkie uwagi:" not in done.out
    assert state(closed) == before
    done = collector("validate", "--format", "json", cwd=closed.root)
    assert (done.code, isinstance(json.loads(done.out), list)) == (1, True)
    done = collector("validate", "--out", "proba", cwd=closed.root)
    assert (done.code, done.err) == (0, "")
    assert (closed.root / "proba" / "uwagi.xlsx").is_file()


def test_findings_of_single_files_are_not_written_among_the_results_of_a_closed_year(
    closed: Bureau, collector: Collector
) -> None:
    before = state(closed)
    file = "submissions/2024/PUP.xlsx"
    done = collector("validate", file, "--out", "build/2024", cwd=closed.root)
    assert done.code == 2
    assert "Rok 2024 jest zamknięty, więc uwag do pojedynczych plików nie można zapisać" in done.err
    assert state(closed) == before
    assert collector("validate", file, cwd=closed.root).code == 0
    assert collector("validate", file, "--out", "proba", cwd=closed.root).code == 0


def test_an_input_that_changes_no_result_is_no_obstacle(closed: Bureau, collector: Collector) -> None:
    with (closed.root / "collector.toml").open("a", encoding="utf-8") as file:
        file.write("# uwaga dla następcy\n")
    before = state(closed)
    assert collector("merge", cwd=closed.root).code == 0
    assert collector("close", *WHO, cwd=closed.root).code == 0
    assert state(closed) == before


def test_another_program_is_said_where_no_input_changed(closed: Bureau, collector: Collector) -> None:
    kept = read_record(closed.root / "history", 2024, "maly")
    assert kept is not None
    outputs = {**kept.outputs, "build/2024/rejestr.csv": "0" * 64}
    other = kept.model_copy(update={"version": "0.0.1", "outputs": outputs})
    record_path(closed.root / "history", 2024).write_text(other.text(), encoding="utf-8")
    done = collector("merge", cwd=closed.root)
    assert done.code == 1
    assert "zmieniła się wersja collectora (rok zamknął collector 0.0.1) albo dzień sprawdzenia." in done.err
    assert "Inne byłyby pliki: rejestr.csv.\n" in done.err


def test_another_folder_may_be_tried(closed: Bureau, collector: Collector) -> None:
    fill_in(closed, "PUP", w1_1=422)
    before = state(closed)
    done = collector("merge", "--out", "proba", cwd=closed.root)
    assert done.code == 1
    assert "Wyniki z tego polecenia są na próbę: zamkniętych nie zmieniono." in done.err
    assert "zmieniono: submissions/2024/PUP.xlsx" in done.err
    assert (closed.root / "proba" / "raport-2024.xlsx").is_file()
    assert {name: print_ for name, print_ in state(closed).items() if not name.startswith("proba/")} == before


def test_a_trial_of_a_closed_year_may_have_no_report(closed: Bureau, collector: Collector) -> None:
    fill_in(closed, "OPS", w1_4="około")
    done = collector("merge", "--strict", "--out", "proba", cwd=closed.root)
    assert done.code == 1
    assert "Wyniki z tego polecenia są na próbę" in done.err
    assert "Nie utworzono sprawozdania, bo są uwagi blokujące (1). Zobacz: proba/uwagi.xlsx." in done.err
    assert "Niczego nie zapisano" not in done.err
    assert (closed.root / "proba" / "uwagi.xlsx").is_file()


# --- Opening again ---------------------------------------------------------------------------------------------------


def test_a_year_is_opened_again_changed_and_closed_again(closed: Bureau, collector: Collector) -> None:
    history = (closed.root / "history" / "2024.csv").read_bytes()
    done = collector(*REOPEN, "--dzien", "2025-04-01", cwd=closed.root)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Otwarto ponownie rok 2024; zapisano to w history/2024-zamkniecie.json.\n")
    assert (closed.root / "history" / "2024.csv").read_bytes() == history
    before = state(closed)
    done = collector(*REOPEN, cwd=closed.root)
    assert (done.code, done.out) == (
        0,
        f"Rok 2024 jest już otwarty ponownie ({OPENED}). Niczego nie zmieniono.\n",
    )
    assert state(closed) == before
    fill_in(closed, "PUP", w1_1=422, w1_3=43)
    fill_in(closed, "OPS", w1_2="- zajęcia", w1_4="4")
    assert collector("merge", "--dzien", "2025-04-02", cwd=closed.root).code == 0
    done = collector("close", "--osoba", "Jan Kot", "--dzien", "2025-03-31", cwd=closed.root)
    assert done.code == 2
    since = OPENED.removesuffix(", Anna Nowak")
    assert f"rok 2024 otwarto ponownie {since}, więc podany dzień nie może być wcześniejszy." in done.err
    done = collector("close", "--osoba", "Jan Kot", "--dzien", "2025-04-02", cwd=closed.root)
    assert done.code == 0, done.err
    assert (
        "Wobec poprzedniego zamknięcia zmieniły się wartości:\n  1/1: 1\u00a0921 → 1\u00a0922\n"
        "  1/2: - zajęcia\n- =spotkania → - zajęcia\n  1/4: 3,50 → 4\n" in done.out
    )
    written = record(closed)
    assert written["zdarzenia"] == [
        {"co": "zamknięto", "dzien": DAY, "osoba": "Anna Nowak", "powod": "", "zmiany": []},
        {
            "co": "otwarto ponownie", "dzien": "2025-04-01", "osoba": "Anna Nowak", "powod": "błąd w zwrocie PUP",
            "zmiany": [],
        },
        {
            "co": "zamknięto", "dzien": "2025-04-02", "osoba": "Jan Kot", "powod": "",
            "zmiany": [
                {"wskaznik": "1/1", "bylo": "1\u00a0921", "jest": "1\u00a0922"},
                {"wskaznik": "1/2", "bylo": "- zajęcia\n- =spotkania", "jest": "- zajęcia"},
                {"wskaznik": "1/4", "bylo": "3,50", "jest": "4"},
            ],
        },
    ]  # fmt: skip
    assert read_history(closed.root / "history", "maly", 2025)["1/1"].value == 1922
    assert collector("merge", cwd=closed.root).code == 0


def test_closing_again_without_a_change_says_so(closed: Bureau, collector: Collector) -> None:
    collector(*REOPEN, cwd=closed.root)
    done = collector("close", *WHO, cwd=closed.root)
    assert done.code == 0
    assert "Wartości wskaźników są takie same jak przy poprzednim zamknięciu.\n" in done.out


@pytest.mark.parametrize("reopened", [False, True], ids=["closed", "open again"])
@pytest.mark.parametrize("name", ["2024.csv", "2024.yaml"])
@pytest.mark.parametrize("lost", [False, True], ids=["changed", "lost"])
def test_what_was_kept_of_the_year_itself_must_be_there_as_it_was(
    closed: Bureau, collector: Collector, name: str, *, reopened: bool, lost: bool
) -> None:
    if reopened:
        collector(*REOPEN, cwd=closed.root)
    path = closed.root / "history" / name
    if lost:
        path.unlink()
    else:
        path.write_text(path.read_text(encoding="utf-8").replace("maly", "mały"), encoding="utf-8")
    before = state(closed)
    how = "już nie istnieje" if lost else "ma dziś inną treść"
    told = f"Rok 2024 zamknięto ({CLOSED}), a plik history/{name} {how}. Przywróć go z kopii."
    commands = [("merge", "--check"), ("merge", "--dzien", DAY), ("validate",)]
    # A closed year gets its files back; one that is open again may get others.
    commands += [("close", *WHO)] if reopened else []
    for arguments in commands:
        done = collector(*arguments, cwd=closed.root)
        assert (done.code, told in done.err) == (3, True), done.err
    assert state(closed) == before


@pytest.mark.parametrize("name", ["2024.csv", "2024.yaml"])
def test_closing_restores_what_was_lost_from_the_same_inputs(closed: Bureau, collector: Collector, name: str) -> None:
    path = closed.root / "history" / name
    before = state(closed)
    path.unlink()
    done = collector("close", cwd=closed.root)
    assert (done.code, done.out) == (
        0,
        f"Odtworzono z tych samych zwrotów to, z czym zamknięto rok 2024: history/{name}.\n",
    )
    assert state(closed) == before
    path.unlink()
    fill_in(closed, "PUP", w1_1=422)
    done = collector("close", cwd=closed.root)
    assert (done.code, "już nie istnieje" in done.err, path.exists()) == (3, True, False)


def test_a_closing_that_fails_leaves_the_closing_before(
    closed: Bureau, collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    from collector.workflows import close

    collector(*REOPEN, cwd=closed.root)
    fill_in(closed, "PUP", w1_1=422)
    before = fingerprints(closed.root / "history")
    monkeypatch.setattr(
        close, "record_path", lambda folder, year: closed.root / "collector.toml" / f"{year}-zamkniecie.json"
    )
    assert collector("close", *WHO, cwd=closed.root).code == 3
    assert fingerprints(closed.root / "history") == before


def test_next_year_says_that_a_year_is_open_again(closed: Bureau, collector: Collector) -> None:
    set_year(closed, 2025)
    quiet = collector("generate", cwd=closed.root)
    assert (quiet.code, quiet.err) == (0, "")
    set_year(closed, 2024)
    collector(*REOPEN, "--dzien", "2025-04-01", cwd=closed.root)
    set_year(closed, 2025)
    shutil.rmtree(closed.root / "templates_xlsx")
    done = collector("generate", cwd=closed.root)
    assert done.code == 0
    assert done.err == (
        f"Uwaga: rok 2024 jest otwarty ponownie ({OPENED}: błąd w zwrocie PUP). Użyto wartości z jego "
        "ostatniego zamknięcia; mogą się jeszcze zmienić. Po ponownym zamknięciu tego roku powtórz polecenie.\n"
    )
    fill_in(closed, "OPS")
    assert "rok 2024 jest otwarty ponownie" in collector("merge", cwd=closed.root).err


# --- The next year ---------------------------------------------------------------------------------------------------


CORRECTION = (
    "rozstrzygniecia:\n- {regula: korekta, wskaznik: 1/4, rok: 2024, bylo: '3,50', jest: '3,75', "
    "powod: pomyłka w zwrocie, osoba: Jan Kot, data: 2025-05-01}\n"
)


def test_two_years_with_a_correction(closed: Bureau, collector: Collector) -> None:
    frozen = fingerprints(closed.root / "history")
    set_year(closed, 2025)
    assert "3,50" in str(closed.form("OPS").find("1/4", "previous").value)
    (closed.root / "decisions.yaml").write_text(CORRECTION, encoding="utf-8")
    assert "3,75" in str(closed.form("OPS").find("1/4", "previous").value)
    fill_in(closed, "OPS", w1_4="3,80")
    fill_in(closed, "PUP")
    done = collector("merge", "--dzien", "2026-03-01", cwd=closed.root)
    assert done.code == 0, done.err
    rows = {row["indicator"]: row for row in closed.data("wskazniki-2025")}
    assert (rows["1/4"]["previous_value"], rows["1/4"]["previous_year"]) == ("3.75", "2024")
    assert rows["1/1"]["previous_value"] == "1921"
    cells = {row["indicator"]: row for row in closed.data("tabele-2025")}
    assert cells["T1/1.a"]["previous_value"] == "1000"
    sources = [
        (row[0], row[-1]) for row in closed.report()["Źródła"].iter_rows(values_only=True) if row and row[0] == "1/4"
    ]
    assert len(sources) == 3
    whole = " ".join(str(cell) for row in closed.report()["Źródła"].iter_rows(values_only=True) for cell in row)
    assert "3,50" in whole
    assert "3,75" in whole
    assert "Jan Kot" in whole
    assert collector("close", *WHO, "--dzien", "2026-03-02", cwd=closed.root).code == 0
    assert {name: print_ for name, print_ in fingerprints(closed.root / "history").items() if "2024" in name} == frozen
    assert record(closed, 2025)["wejscia"] == {
        name: print_
        for name, print_ in state(closed).items()
        if name
        in {
            "collector.toml",
            "programme.yaml",
            "decisions.yaml",
            "history/2024.csv",
            "history/2024-zamkniecie.json",
        }
        or name.startswith("submissions/2025/")
    }
    # The corrected year itself is still what was published, and is made again from the same inputs.
    set_year(closed, 2024)
    assert collector("merge", "--check", cwd=closed.root).code == 0


def test_the_checks_compare_with_the_corrected_value(closed: Bureau, collector: Collector) -> None:
    set_year(closed, 2025)
    text = CORRECTION.replace("'3,75'", "'35'")
    (closed.root / "decisions.yaml").write_text(text, encoding="utf-8")
    path = fill_in(closed, "OPS", w1_4="3,50")
    done = collector("validate", path, cwd=closed.root)
    assert "R90" in done.out
    assert "1/4" in done.out
    (closed.root / "decisions.yaml").unlink()
    # The form of somebody who was told another value is another one.
    path = fill_in(closed, "OPS", w1_4="3,50")
    assert "R90" not in collector("validate", path, cwd=closed.root).out


@pytest.mark.parametrize("command", ["generate", "validate", "merge"])
def test_a_value_changed_after_closing_is_refused(closed: Bureau, collector: Collector, command: str) -> None:
    set_year(closed, 2025)
    fill_in(closed, "OPS")
    shutil.rmtree(closed.root / "templates_xlsx")
    path = closed.root / "history" / "2024.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("1921", "1900"), encoding="utf-8")
    done = collector(command, cwd=closed.root)
    assert (done.code, done.err) == (
        3,
        f"Rok 2024 zamknięto ({CLOSED}), a plik history/2024.csv ma dziś inną treść. Przywróć go z kopii. "
        "Jeżeli zwroty, katalog i ustawienia roku 2024 są te same, odtworzy go collector close. "
        "Wartości zamkniętego roku nie poprawia się w pliku: jeżeli opublikowana wartość jest błędna, zapisz jej "
        "korektę w pliku decisions.yaml.\n",
    )
    path.unlink()
    done = collector(command, cwd=closed.root)
    assert (done.code, "a plik history/2024.csv już nie istnieje." in done.err) == (3, True)
    path.write_text(text, encoding="utf-8")
    assert collector("generate", cwd=closed.root).code == 0


def sealed(text: str) -> str:
    """The record as collector would have written it."""
    return ClosedYear.model_validate_json(text).text()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: "{",
        lambda text: sealed(text.replace('"rok": 2024', '"rok": 2023')),
        lambda text: sealed(text.replace("zamknięto", "otwarto ponownie")),
        lambda text: text.replace('"rok"', '"inne"'),
        lambda text: text.replace("Anna Nowak", ""),
        lambda text: text.replace(DAY, "2025-03-02"),
        lambda text: text.replace('"odcisk": "', '"odcisk": "0'),
    ],
    ids=["cut", "another year", "never closed", "unknown key", "nobody", "another day", "another seal"],
)
def test_a_spoilt_record_is_refused(closed: Bureau, collector: Collector, spoil: Callable[[str], str]) -> None:
    path = closed.root / "history" / "2024-zamkniecie.json"
    path.write_text(spoil(path.read_text(encoding="utf-8")), encoding="utf-8")
    done = collector("merge", cwd=closed.root)
    assert done.code == 3
    assert "Plik history/2024-zamkniecie.json nie jest zapisem zamknięcia roku 2024" in done.err
    set_year(closed, 2025)
    assert collector("generate", cwd=closed.root).code == 3


def test_a_record_of_another_programme_is_refused(closed: Bureau, collector: Collector) -> None:
    path = closed.root / "history" / "2024-zamkniecie.json"
    path.write_text(sealed(path.read_text(encoding="utf-8").replace('"maly"', '"inny"')), encoding="utf-8")
    told = "Plik history/2024-zamkniecie.json jest zapisem zamknięcia roku w programie „inny”, a folder roboczy"
    done = collector("merge", cwd=closed.root)
    assert (done.code, told in done.err) == (3, True)
    set_year(closed, 2025)
    done = collector("generate", cwd=closed.root)
    assert (done.code, told in done.err) == (3, True)


def test_a_record_with_other_line_ends_is_the_same(closed: Bureau, collector: Collector) -> None:
    path = closed.root / "history" / "2024-zamkniecie.json"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert collector("merge", "--check", cwd=closed.root).code == 0


@pytest.mark.parametrize(
    "name",
    ["2024-zamkniecie (1).json", "2024-zamknięcie.json", "Kopia 2024-zamkniecie.json", "2024-zamkniecie.json.bak",
     "2024.json", "24-zamkniecie.json"],
)  # fmt: skip
@pytest.mark.parametrize("year", [2024, 2025])
def test_a_renamed_record_opens_no_year(closed: Bureau, collector: Collector, name: str, year: int) -> None:
    record_path(closed.root / "history", 2024).rename(closed.root / "history" / name)
    set_year(closed, year)
    done = collector("merge" if year == 2024 else "generate", cwd=closed.root)
    assert done.code == 3
    assert done.err.startswith(f"Plik history/{name} wygląda na zapis zamknięcia roku, ale nie nazywa się ROK-zam")


@pytest.mark.parametrize("name", ["2024-sumy.txt", "notatki.json", ".2024-zamkniecie.json.77.tmp", "~$zamkniecie.docx"])
def test_other_files_of_the_history_are_no_records(closed: Bureau, collector: Collector, name: str) -> None:
    (closed.root / "history" / name).write_text("{}", encoding="utf-8")
    assert collector("merge", cwd=closed.root).code == 0


def test_a_lost_record_is_missed_by_the_years_closed_with_it(closed: Bureau, collector: Collector) -> None:
    set_year(closed, 2025)
    fill_in(closed, "OPS")
    fill_in(closed, "PUP")
    assert collector("close", *WHO, "--dzien", "2026-03-02", cwd=closed.root).code == 0
    record_path(closed.root / "history", 2024).unlink()
    for year in (2024, 2025, 2026):
        set_year(closed, year)
        done = collector("merge" if year < 2026 else "generate", cwd=closed.root)
        assert done.code == 3
        assert "Nie ma pliku history/2024-zamkniecie.json, z którym zamknięto rok 2025 (2" in done.err


@pytest.mark.parametrize("lost", [False, True], ids=["changed", "lost"])
def test_forms_are_not_compared_with_a_changed_catalogue(closed: Bureau, collector: Collector, *, lost: bool) -> None:
    set_year(closed, 2025)
    path = closed.root / "history" / "2024.yaml"
    text = path.read_text(encoding="utf-8")
    if lost:
        path.unlink()
    else:
        path.write_text(text.replace("nazwa: Ocena", "nazwa: Ocenka"), encoding="utf-8")
    done = collector("generate", cwd=closed.root)
    assert done.code == 3
    assert "a plik history/2024.yaml " in done.err
    assert "Katalogu zamkniętego roku się nie zmienia" in done.err
    path.write_text(text, encoding="utf-8")
    assert collector("generate", cwd=closed.root).code == 0


def test_a_record_that_cannot_be_read_is_named(closed: Bureau, collector: Collector) -> None:
    path = closed.root / "history" / "2024-zamkniecie.json"
    path.unlink()
    path.mkdir()
    done = collector("close", *WHO, cwd=closed.root)
    assert (done.code, done.err) == (
        3,
        "Nie można odczytać pliku history/2024-zamkniecie.json: to jest folder, a nie plik.\n",
    )


# --- Corrections -----------------------------------------------------------------------------------------------------


PLACE = Place(file="history/2023.csv", cell="wiersz 2")
PUBLISHED = {
    "1/1": PastValue(year=2023, value=Decimal(1921), text="", missing="PUP", note="* uwaga", place=PLACE),
    "1/2": PastValue(year=2023, value=None, text="- zajęcia\n- spotkania", place=PLACE),
    "1/4": PastValue(year=2023, value=Decimal("3.50"), text="", place=PLACE),
}
ENTRY = Correction(
    indicator="1/4", year=2023, before="3,50", value="3,75", reason="pomyłka", person="Jan Kot", day=date(2025, 5, 1),
    line=7,
)  # fmt: skip


@pytest.fixture
def corrected(collected_once: Bureau) -> Callable[..., History]:
    history = History({2022: {"1/4": replace(PUBLISHED["1/4"], year=2022)}, 2023: PUBLISHED})
    programme = collected_once.programme
    return lambda *entries, later=(): with_corrections(history, entries, programme, later)


@pytest.mark.parametrize(
    ("indicator", "before", "value", "number", "text"),
    [
        ("1/4", "3,50", "3,75", "3.75", ""),
        ("1/4", "3.5", "3,75 punktów", "3.75", ""),
        ("1/4", "3,50 punkty*", "brak danych", None, "brak danych"),
        ("1/1", "1\u00a0921*", "1 900 (pełna)", "1900", ""),
        ("1/1", "1921* (bez: PUP)", "1921 (pełna)", "1921", ""),
        ("1/1", "1921", "nie dotyczy", None, "nie dotyczy"),
        ("1/2", "- zajęcia - spotkania", "- zajęcia", None, "- zajęcia"),
        ("1/5", "brak danych", "12", "12", ""),
        ("1/5", "nie złożono", "12", "12", ""),
    ],
)
def test_a_correction_stands_beside_what_was_published(
    corrected: Callable[..., History], indicator: str, before: str, value: str, number: str | None, text: str
) -> None:
    entry = replace(ENTRY, indicator=indicator, before=before, value=value)
    history = corrected(entry)
    past = history[indicator]
    assert past.value == (Decimal(number) if number else None)
    assert (past.text, past.missing, past.year, past.correction) == (text, "", 2023, entry)
    assert past.published is not None
    assert past.published.place.file == "history/2023.csv"
    assert past.published.place.cell
    if indicator in PUBLISHED:
        assert past.published == PUBLISHED[indicator]
        assert past.note == PUBLISHED[indicator].note
    else:
        assert past.published.text == before
    others = {id_: history.in_year(id_, 2023) for id_ in PUBLISHED if id_ != indicator}
    assert others == {id_: past for id_, past in PUBLISHED.items() if id_ != indicator}
    assert history.years == (2022, 2023)
    kept = history.in_year("1/4", 2022)
    assert kept is not None
    assert kept.correction is None


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"indicator": "9/9"}, "korekta 9/9 za 2023 r.: nie ma takiego wskaźnika w katalogu programu"),
        ({"year": 2021}, "rok 2021 nie jest zamknięty (nie ma pliku history/2021.csv)"),
        ({"before": "3,5 tys."}, "opublikowano „3,5 tys.”, a w pliku history/2023.csv jest „3,50”"),
        ({"before": "3,4"}, "opublikowano „3,4”, a w pliku history/2023.csv jest „3,50”; przepisz wartość"),
        ({"indicator": "1/1", "before": "5"}, "a w pliku history/2023.csv jest „1 921 (bez: PUP)”"),
        ({"indicator": "1/5", "before": "5"}, "a w pliku history/2023.csv nie ma wartości tego wskaźnika"),
        ({"indicator": "1/2", "before": "- zajęcia"}, "jest „- zajęcia - spotkania”"),
        ({"value": "około trzech"}, "nie można odczytać wartości po korekcie „około trzech”"),
        ({"value": ""}, "nie można odczytać wartości po korekcie „”"),
        ({"value": "3.5"}, "wartość po korekcie jest taka sama jak opublikowana („3,50”)"),
    ],
)
def test_a_correction_of_what_was_not_published_is_a_mistake(
    corrected: Callable[..., History], changes: dict[str, object], said: str
) -> None:
    with pytest.raises(DecisionsError) as raised:
        corrected(replace(ENTRY, **changes))  # type: ignore[arg-type]
    assert "Plik rozstrzygnięć decisions.yaml zawiera błędy (1):\n  wiersz 7: " in str(raised.value)
    assert said in str(raised.value)


def test_all_mistakes_are_told_at_once(corrected: Callable[..., History]) -> None:
    with pytest.raises(DecisionsError) as raised:
        corrected(ENTRY, replace(ENTRY, indicator="9/9", line=8), replace(ENTRY, year=2021, line=9))
    assert [mistake.line for mistake in raised.value.mistakes] == [8, 9]


def test_corrections_of_later_closed_years_are_no_business_of_an_earlier_one(
    corrected: Callable[..., History],
) -> None:
    assert corrected(replace(ENTRY, year=2025), later=[2025]) == corrected()
    assert corrected()["1/4"].correction is None


def test_what_a_row_of_a_register_reported_is_corrected(bureau: Callable[..., Bureau]) -> None:
    programme = bureau(OTHER_CITY, year=2024).programme
    published = {
        "B1.1/1": PastValue(year=2023, value=Decimal(7), text="", place=PLACE),
        "B1.1/2": PastValue(year=2023, value=None, text="wielu", place=PLACE),
    }
    entries = (
        replace(ENTRY, indicator="B1.1/1", before="7", value="7,5"),
        replace(ENTRY, indicator="B1.1/2", before="wielu", value="120 osób"),
    )
    history = with_corrections(History({2023: published}), entries, programme)
    assert history["B1.1/1"].value == Decimal("7.5")
    assert (history["B1.1/2"].value, history["B1.1/2"].text) == (None, "120 osób")


def test_a_wrong_correction_stops_every_command(closed: Bureau, collector: Collector) -> None:
    set_year(closed, 2025)
    fill_in(closed, "OPS")
    shutil.rmtree(closed.root / "templates_xlsx")
    (closed.root / "decisions.yaml").write_text(CORRECTION.replace("3,50", "3,40"), encoding="utf-8")
    for command in ("generate", "validate", "merge"):
        done = collector(command, cwd=closed.root)
        assert done.code == 2
        assert "wiersz 2: korekta 1/4 za 2024 r.: wpisano, że opublikowano „3,40”, a w pliku" in done.err
        assert "jest „3,50”" in done.err
    assert not (closed.root / "templates_xlsx" / "2025" / "OPS.xlsx").exists()


def test_a_form_shows_what_was_corrected_in_a_table_too(closed: Bureau) -> None:
    set_year(closed, 2025)
    text = CORRECTION.replace("1/4", "T1/1.a").replace("'3,50'", "1000").replace("'3,75'", "1 002")
    (closed.root / "decisions.yaml").write_text(text, encoding="utf-8")
    assert closed.form("PUP").find("T1/1.a", "year_before").value == "1\u00a0002"
