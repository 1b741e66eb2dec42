"""What stands in the outputs beyond the published figures: combination, changes, safety of text, data description."""

import csv
import json
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from scripts.build_word_template import build as build_word_template
from scripts.fill_example import main as fill_forms
from scripts.write_rule_pages import PAGE
from scripts.write_rule_pages import page as rule_page

from collector.consolidation import consolidate
from collector.consolidation.combining import combine
from collector.consolidation.origins import NoOriginError
from collector.domain.consolidation import INDICATOR_FIELDS, Consolidation, History, PastValue
from collector.domain.indicator import Combine, Component, Direction, Indicator, Kind, Moment, Role, Unit
from collector.domain.observation import Observation, Place, Status, Value
from collector.domain.programme import Programme
from collector.domain.submission import SignOff, Submission
from collector.history import read_history
from collector.layout.form import DATA
from collector.reports.material import Material
from collector.reports.narrative.template.shipped import Kind as TemplateKind
from collector.reports.narrative.template.shipped import shipped_template
from collector.reports.official import write_official_report
from collector.reports.open_data import OBSERVATION_FIELDS, indicators_csv
from collector.reports.sources import SOURCE_FIELDS
from collector.templates import write_template
from collector.values.guarded import unguarded

from .conftest import ROOT, Form, Run, assert_golden, history_of, read_submission
from .told import document_of, document_text, paragraphs_of

PERSON = Unit(one="osoba", few="osoby", many="osób")


def observation(executor: str, asked: str = "X/1", **value: Any) -> Observation:
    place = Place(file=f"{executor}.xlsx", sheet="Dane", cell="H7", sha256="0" * 64)
    held = Value(**{"status": Status.GIVEN, **value})
    return Observation(indicator=asked, executor=executor, year=2017, value=held, note="", raw="", place=place)


def indicator(combine_by: Combine, kind: Kind = Kind.COUNT, **more: Any) -> Indicator:
    return Indicator(
        id="X/1", name="Liczba", kind=kind, unit=PERSON, moment=Moment.YEAR, direction=Direction.MORE,
        executors=("A", "B"), combine=combine_by, **more,
    )  # fmt: skip


def number(text: str) -> dict[str, Any]:
    return {"number": Decimal(text)}


RATIO = indicator(
    Combine.RATIO,
    Kind.PERCENTAGE,
    components=tuple(
        Component(id=f"X/1.{letter}", role=role, name=role, unit=PERSON, kind=Kind.COUNT)
        for letter, role in (("a", Role.NUMERATOR), ("b", Role.DENOMINATOR))
    ),
)


@pytest.mark.parametrize(
    ("asked", "answers", "inputs", "expected"),
    [
        (indicator(Combine.SUM), [number("0.1"), number("0.2")], [], (Status.GIVEN, Decimal("0.3"), "")),
        (indicator(Combine.MAXIMUM), [number("7"), number("12")], [], (Status.GIVEN, Decimal(12), "")),
        (indicator(Combine.AGREED), [number("43"), number("43")], [], (Status.GIVEN, Decimal(43), "")),
        (indicator(Combine.AGREED), [number("43"), number("44")], [], (Status.NOT_SUBMITTED, None, "")),
        (
            indicator(Combine.LIST, Kind.LIST),
            [{"text": "- a;"}, {"text": "- b"}],
            [],
            (Status.GIVEN, None, "- a;\n- b"),
        ),
        (
            indicator(Combine.SCALE_RANGE, Kind.SCALE, scale=("niski", "średni", "wysoki")),
            [{"text": "Wysoki"}, {"text": "niski / wysoki"}],
            [],
            (Status.GIVEN, None, "niski/wysoki"),
        ),
        (
            RATIO,
            [number("50"), number("10")],
            [("A", "a", "1"), ("A", "b", "2"), ("B", "a", "1"), ("B", "b", "10")],
            (Status.GIVEN, Decimal("16.67"), ""),
        ),
        (RATIO, [number("50"), number("10")], [("A", "a", "1"), ("A", "b", "2")], (Status.GIVEN, Decimal("50.00"), "")),
        (RATIO, [number("50"), number("10")], [("A", "a", "1"), ("B", "b", "2")], (Status.NOT_SUBMITTED, None, "")),
        (RATIO, [number("50"), number("10")], [], (Status.NOT_SUBMITTED, None, "")),
    ],
)
def test_answers_are_combined_by_the_rule_of_the_catalogue(
    asked: Indicator,
    answers: list[dict[str, Any]],
    inputs: list[tuple[str, str, str]],
    expected: tuple[Status, Decimal | None, str],
) -> None:
    given = [observation(executor, **value) for executor, value in zip("AB", answers, strict=True)]
    parts = [observation(executor, f"X/1.{letter}", **number(value)) for executor, letter, value in inputs]
    combined = combine(asked, given, parts)
    assert (combined.value.status, combined.value.number, combined.value.text) == expected


@pytest.mark.parametrize("silent", [Status.NO_DATA, Status.NOT_APPLICABLE, Status.NOT_SUBMITTED])
def test_a_sum_without_a_part_says_so(silent: Status) -> None:
    combined = combine(indicator(Combine.SUM), [observation("A", **number("5")), observation("B", status=silent)], [])
    assert (combined.value.number, combined.missing) == (Decimal(5), ("B",))


def shipped_submissions(programme: Programme) -> list[Submission]:
    folder = ROOT / "submissions" / "2017"
    read = [read_submission(path, path.name, programme, 2017)[0] for path in sorted(folder.glob("*.xlsx"))]
    return [submission for submission in read if submission is not None]


@pytest.fixture(scope="module")
def submissions(programme: Programme) -> list[Submission]:
    return shipped_submissions(programme)


def test_a_figure_without_an_origin_stops_the_build(programme: Programme, tmp_path: Path) -> None:
    place = Place(file="")
    made_up = Observation(
        indicator="A.1.1/1", executor="UM-DSS", year=2017, note="", raw="1", place=place,
        value=Value(status=Status.GIVEN, number=Decimal(1)),
    )  # fmt: skip
    submission = Submission(
        executor="UM-DSS", programme=programme.id, year=2017, form_id="", place=place, observations=(made_up,),
        sign_off=SignOff(),
    )  # fmt: skip
    consolidation = consolidate(programme, 2017, [submission], History())
    with pytest.raises(NoOriginError):
        write_official_report(Material(consolidation=consolidation), (), tmp_path / "raport.xlsx")
    assert not list(tmp_path.iterdir())


def test_changes_against_the_last_known_year_are_told_with_both_figures(
    programme: Programme, submissions: list[Submission]
) -> None:
    history = {
        "A.1.3/1": PastValue(year=2015, value=Decimal(6361), text=""),
        "A.1.1/1": PastValue(year=2015, value=Decimal(25), text=""),
        "C.1.1/1": PastValue(year=2016, value=Decimal(0), text=""),
        "G.3.1/4": PastValue(year=2015, value=None, text="dobry"),
    }
    consolidation = consolidate(programme, 2017, submissions, history_of(history))
    text = document_text(document_of(consolidation))
    plain = text.replace("\u00a0", " ")
    assert "zmalała z 6 361 do 2 659 (o 3 702 rodziny, czyli o 58,2%)" in plain
    assert "W porównaniu z 2016 r. wzrosła wartość 1 wskaźnika." in plain
    assert (
        "W porównaniu z ostatnimi znanymi danymi (za 2015 r. i 2016 r.) wzrosła wartość 1 wskaźnika, zmalała wartość "
        "1 wskaźnika, a nie zmieniła się wartość 1 wskaźnika."
    ) in plain
    rows = {row["indicator"]: row for row in csv.DictReader(indicators_csv(consolidation).splitlines())}
    assert (rows["A.1.3/1"]["previous_year"], rows["A.1.3/1"]["previous_value"]) == ("2015", "6361")
    assert rows["A.1.3/1"]["change_percent"] == "-58.2"
    assert rows["C.1.1/1"]["change_percent"] == ""


HOSTILE = '=HYPERLINK("http://x","y") & <b>{{ 1+1 }}</b> {% if %} "cudzysłów"\n- drugi\twiersz\n@SUM(A1)'
HOSTILE_CELLS = (
    ("E.1.1/1", "note", HOSTILE),
    ("E.1.2/1", "note", "+48 85 740 46 00"),
    ("E.1.3/1", "note", '-HYPERLINK("http://x")'),
    ("E.2.2/1", "note", "@SUM(A1)\t=1+1"),
    ("E.3.1/1", "explanation", "=1+1"),
)


def test_text_of_a_return_stays_text_in_every_output(
    collector: Callable[..., Run], workspace: Path, returned: Callable[[str], Form]
) -> None:
    form = returned("ZMK")
    for asked, key, text in HOSTILE_CELLS:
        cell = form.sheet[form.address(asked, key)]
        cell.value, cell.data_type = text, "s"
    form.save(workspace / "submissions" / "2017" / "=ZMK+1.xlsx")
    (workspace / "submissions" / "2017" / "ZMK.xlsx").unlink()
    assert collector("merge", cwd=workspace).code == 0
    out = workspace / "build" / "2017"
    for name in ("raport-2017.xlsx", "uwagi.xlsx"):
        book = openpyxl.load_workbook(out / name)
        types = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
        assert "f" not in types
        links = [cell.hyperlink for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink]
        assert not [link for link in links if link.target or not link.location]
    shown = [
        cell.value
        for row in openpyxl.load_workbook(out / "raport-2017.xlsx")["Sprawozdanie"].iter_rows()
        for cell in row
    ]
    assert HOSTILE in shown
    assert HOSTILE in document_text((out / "raport-2017.docx").read_bytes())
    with (out / "dane-2017.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["indicator"]: row for row in csv.DictReader(file)}
    for asked, key, text in HOSTILE_CELLS:
        assert unguarded(rows[asked][key]) == text
    assert not [cell for row in rows.values() for cell in row.values() if cell.startswith(("=", "+", "@", "\t", "-H"))]


def test_the_data_package_describes_the_files_as_they_are(merged: Path) -> None:
    package = json.loads((merged / "datapackage.json").read_text(encoding="utf-8"))
    tables = [resource for resource in package["resources"] if resource["format"] == "csv"]
    fields = {resource["path"]: [field["name"] for field in resource["schema"]["fields"]] for resource in tables}
    assert fields == {
        "dane-2017.csv": list(OBSERVATION_FIELDS),
        "wskazniki-2017.csv": list(INDICATOR_FIELDS),
        "zrodla-2017.csv": list(SOURCE_FIELDS),
    }
    for path, names in fields.items():
        with (merged / path).open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == names


def test_every_input_that_was_interpreted_is_listed(merged: Path) -> None:
    findings = json.loads((merged / "uwagi.json").read_text(encoding="utf-8"))
    assert {finding["code"] for finding in findings} == {"W409", "W420", "K509"}
    assert {f["indicator"]: f["found"] for f in findings}["C.1.3/2"] == "1.129,1 tys. zł*"


def test_the_reference_of_rules_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == rule_page()


def test_the_word_template_is_what_its_script_builds() -> None:
    for kind in TemplateKind:
        assert shipped_template(kind).read_bytes() == build_word_template(kind)


def test_the_shipped_returns_hold_what_their_script_types(
    programme: Programme, submissions: list[Submission], templates: Path, tmp_path: Path
) -> None:
    answers = ROOT / "examples" / "bialystok-srps-2011-2020" / "2017" / "odpowiedzi.csv"
    fill_forms(templates, answers, tmp_path, "2018-03-15")
    for shipped in submissions:
        path = tmp_path / f"{shipped.executor}.xlsx"
        again, _ = read_submission(path, path.name, programme, 2017)
        assert again is not None
        assert answers_of(again) == answers_of(shipped)
        assert again.sign_off == shipped.sign_off


def answers_of(submission: Submission) -> list[tuple[str, Value, str, str]]:
    return [(o.indicator, o.value, o.note, o.raw) for o in submission.observations]


def test_filling_forms_twice_gives_the_same_bytes(templates: Path, tmp_path: Path) -> None:
    answers = ROOT / "examples" / "bialystok-srps-2011-2020" / "2019" / "odpowiedzi.csv"
    for name in ("a", "b"):
        fill_forms(templates, answers, tmp_path / name, "2018-03-15")
    first, second = ({p.name: p.read_bytes() for p in (tmp_path / name).iterdir()} for name in ("a", "b"))
    assert first == second


@pytest.fixture
def fragment(programme: Programme, templates: Path, tmp_path: Path) -> Consolidation:
    """The published fragment of 2019, with the report of 2017 as history."""
    for executor in ("MOPR", "UM-DE", "UM-DSS"):
        write_template(programme, programme.executor_by_id[executor], 2019, History(), tmp_path / f"{executor}.xlsx")
    example = ROOT / "examples" / "bialystok-srps-2011-2020"
    fill_forms(tmp_path, example / "2019" / "odpowiedzi.csv", tmp_path / "zwroty", "2020-03-15")
    (tmp_path / "history").mkdir()
    consolidated = consolidate(programme, 2017, shipped_submissions(programme), History())
    (tmp_path / "history" / "2017.csv").write_text(indicators_csv(consolidated), encoding="utf-8")
    read = [read_submission(path, path.name, programme, 2019)[0] for path in sorted((tmp_path / "zwroty").iterdir())]
    history = read_history(tmp_path / "history", programme.id, 2019)
    return consolidate(programme, 2019, [submission for submission in read if submission], history_of(history))


def test_the_fragment_of_2019_is_compared_with_2017(fragment: Consolidation) -> None:
    results = fragment.by_id
    published = {
        "1/1": 21,
        "1/2": 31,
        "2/1": 352,
        "2/2": 674,
        "3/1": 6361,
        "3/2": 5198,
        "4/1": 3998,
        "4/2": 879,
        "4/3": 4648,
    }
    assert {task: results[f"A.1.{task}"].value for task in published} == published
    change = results["A.1.3/1"].change
    assert change is not None
    assert (change.before, change.after, change.percent) == (Decimal(2659), Decimal(6361), Decimal("139.2"))
    assert (results["A.1.4/3"].shown, results["A.1.4/3"].mark) == ("4\u00a0648", "")
    text = document_text(document_of(fragment))
    assert "wzrosła z 2 659 do 6 361 (o 3 702 rodziny, czyli o 139,2%)" in text.replace("\u00a0", " ")
    assert "za rok 2019" in text
    assert "maj 2020 r." in text


def test_the_narrative_of_2017_reads_as_agreed(merged: Path) -> None:
    assert_golden("narrative-2017.txt", paragraphs(merged / "raport-2017.docx"))


def test_the_narrative_of_2019_reads_as_agreed(fragment: Consolidation, tmp_path: Path) -> None:
    path = tmp_path / "raport-2019.docx"
    path.write_bytes(document_of(fragment))
    assert_golden("narrative-2019.txt", paragraphs(path))


def paragraphs(path: Path) -> str:
    """The text between the tables, a paragraph a line, with no-break spaces shown."""
    return "".join(f"{text}\n" for text in paragraphs_of(path)).replace("\u00a0", "~")


def test_forms_show_the_last_known_value_with_its_year(programme: Programme, tmp_path: Path) -> None:
    history = {
        "A.1.3/1": PastValue(year=2017, value=Decimal(2659), text=""),
        "A.1.4/3": PastValue(year=2015, value=Decimal(3821), text=""),
    }
    write_template(programme, programme.executor_by_id["MOPR"], 2019, history_of(history), tmp_path / "MOPR.xlsx")
    form = Form(openpyxl.load_workbook(tmp_path / "MOPR.xlsx"))

    def past(asked: str) -> tuple[object, object]:
        row = form.row(asked)
        value, year = (form.sheet.cell(row, DATA.position[key] + 1).value for key in ("previous", "previous_year"))
        return value, year

    assert past("A.1.3/1") == ("2\u00a0659", "2017")
    assert past("A.1.4/3") == ("3\u00a0821 (łącznie)", "2015")
    assert past("A.1.5/1") == (None, None)


def test_a_wrong_history_names_file_and_line(collector: Callable[..., Run], workspace: Path) -> None:
    folder = workspace / "history"
    folder.mkdir()
    header = "programme,year,indicator,value,text\n"
    (folder / "2016.csv").write_text(f"{header}bialystok-srps-2011-2020,2016,A.1.1/1,dwa,\n", encoding="utf-8")
    done = collector("merge", cwd=workspace)
    assert done.code == 3
    assert "2016.csv, w wierszu 2" in done.err
    for content, said in (
        ("rok;wartosc\n", "dzielą średniki"),
        ("rok,wartosc\n", "brakuje kolumn"),
        (f"{header}bialystok-srps-2011-2020,2016,A.1.1/1,NaN,\n", "w wierszu 2"),
        (f"{header}bialystok-srps-2011-2020\n", ""),
    ):
        (folder / "2016.csv").write_text(content, encoding="utf-8")
        assert said in collector("merge", cwd=workspace).err
    shutil.rmtree(folder)
    assert collector("merge", cwd=workspace).code == 0
