"""Programmes with other levels, columns and shapes go through the same code."""

from pathlib import Path

import docx
import openpyxl
import pytest

from collector.catalogue import CatalogueError, load_programme
from collector.workflows.generate import generate_templates
from collector.workflows.merge import merge_workspace
from collector.workflows.workspace import open_workspace

from .conftest import Form

HEAD = """\
format: 1
program:
  id: inny
  tytul: Inny program
  miasto: Łomża
  koordynator: Ośrodek
  lata: {od: 2020, do: 2030}
  poziomy: [POZIOMY]
raport:
  tytul: [Sprawozdanie, 'za rok {rok}']
  wydal: Łomża, {rok_wydania} r.
  tytul_tabeli: Tabela
  pasy: [PASY]
  kolumny:
    - {klucz: kod, naglowek: Nr, szerokosc: 8}
    - {klucz: wskaznik, naglowek: Miernik, szerokosc: 40}
    - {klucz: poprzednia, naglowek: Poprzednio, szerokosc: 15}
    - {klucz: wartosc, naglowek: 'Rok {rok}', szerokosc: 15}
    - {klucz: jednostka, naglowek: Jednostka, szerokosc: 15}
    - {klucz: partner, naglowek: Partner, szerokosc: 20}
realizatorzy:
  OPS: {nazwa: Ośrodek}
jednostki:
  osoba: [osoba, osoby, osób]
drzewo:
"""
LEVELS = (
    "[obszar, obszary, obszarów]",
    "[grupa, grupy, grup]",
    "[krok, kroki, kroków]",
    "[działanie, działania, działań]",
)
BANDS = ("'Obszar {kod}: {tytul}'", "'Grupa {kod}'", "'{tytul}'")


def indicator(section: str) -> str:
    return (
        f"{{id: {section}/1, nazwa: Osoby {section}, rodzaj: liczba, jednostka: osoba, moment: cały rok, "
        "kierunek: kontekst, realizatorzy: [OPS], laczenie: jeden realizator}"
    )


def tree(depth: int, code: str = "1", indent: str = "  ") -> str:
    """A chain of sections, `depth` deep, with one indicator at its end."""
    text = f"{indent}- kod: '{code}'\n{indent}  tytul: Część {code}\n"
    if depth == 1:
        return f"{text}{indent}  partner: Sąsiedzi\n{indent}  wskazniki:\n{indent}    - {indicator(code)}\n"
    return f"{text}{indent}  podrzedne:\n{tree(depth - 1, f'{code}.1', indent + '    ')}"


def catalogue(depth: int, parts: str) -> str:
    head = HEAD.replace("POZIOMY", ", ".join(LEVELS[:depth])).replace("PASY", ", ".join(BANDS[: depth - 1]))
    return head + parts


@pytest.mark.parametrize(
    ("depth", "parts"),
    [
        (1, tree(1)),
        (2, tree(2)),
        (4, tree(4)),
        (3, tree(3) + tree(2, "2")),
        (3, tree(3) + tree(1, "2")),
    ],
    ids=["one level", "two", "four", "task under a goal", "indicators of a goal"],
)
def test_any_shape_of_tree_is_asked_and_reported(depth: int, parts: str, tmp_path: Path) -> None:
    (tmp_path / "collector.toml").write_text('programme = "inny"\nyear = 2024\n', encoding="utf-8")
    (tmp_path / "programme.yaml").write_text(catalogue(depth, parts), encoding="utf-8")
    desk = open_workspace(tmp_path)
    (path,) = generate_templates(desk, (), lambda _: None)
    form = Form(openpyxl.load_workbook(path))
    asked = [i.id for i in load_programme(desk.catalogue).indicators]
    for number, id_ in enumerate(asked, 21):
        form.type(id_, number)
    form.save(desk.submissions / "zwrot.xlsx")
    merge = merge_workspace(desk, desk.submissions, desk.build, strict=True, progress=lambda _: None)
    assert [finding.rule.code for finding in merge.campaign.findings] == ["K504"]
    sheet = openpyxl.load_workbook(desk.build / "raport-2024.xlsx")["Sprawozdanie"]
    cells = [cell.value for row in sheet.iter_rows() for cell in row]
    assert "Miernik" in cells
    assert "Rok 2024" in cells
    assert [value for value in cells if isinstance(value, int)] == list(range(21, 21 + len(asked)))
    assert cells.count("Sąsiedzi") == len(asked)
    document = docx.Document(str(desk.build / "raport-2024.docx"))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "za rok 2024" in text
    assert "1\u00a0wskaźnik" in text


@pytest.mark.parametrize("pattern", ["'{kod:d}'", "'{kod!z}'", "'{kod.x}'", "'{inny}'", "'{'"])
def test_a_pattern_that_would_fail_later_is_a_mistake_now(pattern: str, tmp_path: Path) -> None:
    path = tmp_path / "programme.yaml"
    path.write_text(catalogue(2, tree(2)).replace(BANDS[0], pattern), encoding="utf-8")
    with pytest.raises(CatalogueError, match="w nawiasach klamrowych"):
        load_programme(path)


def test_a_mistake_in_the_frame_hides_no_other(tmp_path: Path) -> None:
    text = catalogue(2, tree(2)).replace("  wydal: Łomża, {rok_wydania} r.\n", "").replace("od: 2020", "od: dawno")
    text = text.replace("jednostka: osoba,", "jednostka: sztuka,").replace("kierunek: kontekst", "kierunek: lepiej")
    (tmp_path / "programme.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError) as failure:
        load_programme(tmp_path / "programme.yaml")
    said = str(failure.value)
    assert all(part in said for part in ("„wydal”", "„od”", "nie ma jednostki „sztuka”", "„lepiej”"))
    assert len(failure.value.mistakes) == 4
