"""Write the reference of rules, and their list in the handbook: python scripts/write_rule_pages.py"""

from pathlib import Path
from typing import Final

from collector.checks.registry import ALL_RULES, FAMILIES
from collector.checks.rules import STOPS_THE_REPORT
from collector.checks.waivers import WHY_NOT_WAIVED
from collector.domain.finding import Rule, Severity
from collector.files import write_text

DOCS: Final = Path(__file__).parents[1] / "docs"
PAGE: Final = DOCS / "reguly.md"
HANDBOOK: Final = DOCS / "przewodnik.md"
BEGIN: Final = "<!-- spis uwag: początek; powstaje poleceniem make docs -->"
END: Final = "<!-- spis uwag: koniec -->"

# What the facts in the sentences are, where a word or two say it.
FACTS: Final = {
    "about": "czego dotyczy wpis",
    "cause": "na czym polega różnica",
    "change": "zmiana",
    "chosen": "wskazany zwrot",
    "column": "kolumna",
    "count": "liczba wierszy",
    "date": "data",
    "example": "przykład",
    "executor": "realizator",
    "expected": "oczekiwano",
    "found": "znaleziono",
    "hint": "wskazówka",
    "indicator": "wskaźnik lub działanie",
    "indicators": "wskaźniki lub działania",
    "inputs": "licznik i mianownik",
    "line": "wiersz pliku",
    "lines": "wiersze do wklejenia",
    "more": "uzupełnienie",
    "name": "nazwa",
    "newer": "nowszy plik",
    "number": "liczba wierszy",
    "other": "drugi wskaźnik",
    "part": "część",
    "returns": "odciski zwrotów",
    "setting": "ustawienie",
    "total": "całość",
    "typed": "wpis",
    "unit": "jednostka",
    "until": "termin",
    "waived": "reguła, od której odstąpiono",
    "where": "gdzie",
    "why": "dlaczego",
    "year": "rok",
}
# What the coordinator does: files in the folder of returns, entries in decisions.yaml, values that several share.
_OF_COORDINATOR: Final = frozenset(
    ("K503", "L605", "P107", "P109", "P110", "P119", "P120", "T308", "T314", "T315", "T316", *STOPS_THE_REPORT)
)

_INTRODUCTION: Final = """# Spis uwag

Strona powstaje z rejestru reguł (`make docs`); nie zmieniaj jej ręcznie.
W nawiasach klamrowych stoją fakty, które collector wstawia w danym przypadku.

- **blokuje** – wartość trzeba poprawić, zanim sprawozdanie zostanie podpisane,
- **do wyjaśnienia** – realizator potwierdza albo poprawia,
- **informacja** – nic nie trzeba robić, jeżeli wszystko się zgadza.

Reguła obowiązuje **zawsze** albo **od danych za podany rok**: starszych danych nie dotyczy. Reguła **na próbę** niczego
nie blokuje, najwyżej prosi o wyjaśnienie, bo dopiero się okaże, czy jest trafna. W `collector.toml` można wziąć
na próbę kolejne reguły albo ograniczyć je do nowszych danych:

    [rules]
    trial = ["L604"]
    since = {R901 = 2018}

Na uwagę można odpowiedzieć:

- **w formularzu** – realizator w wierszu, którego uwaga dotyczy, wybiera „Powód zmiany” albo pisze „Wyjaśnienie” (w
  arkuszu „Działania” jest tylko „Wyjaśnienie”); uwaga wraca, gdy wartość się zmieni,
- **w decisions.yaml** – koordynator zapisuje odstępstwo albo wartość uzgodnioną; `collector validate` podaje gotowy
  wpis.

Gdy jednakowe uwagi dotyczą wielu wierszy, collector łączy je w jedną („C14, C17–C20”), zdaniem oznaczonym „Wiele
wierszy”. Uwaga, która wynika z innej, jest przy niej wymieniona i nie jest liczona osobno; w `uwagi.xlsx` i
`uwagi.json` ma wagę „informacja” i dopisek „(skutek uwagi …)”."""


def page() -> str:
    """The reference as Markdown."""
    lines = [_INTRODUCTION]
    for letter, family in FAMILIES.items():
        lines.append(f"## {family}")
        for rule in (rule for rule in ALL_RULES if rule.code.startswith(letter)):
            lines += [f"### {rule.code} {rule.title}", *_about(rule)]
    return "\n\n".join(lines) + "\n"


def _about(rule: Rule) -> list[str]:
    """The paragraphs about a rule."""
    since = f"od danych za {rule.since} r." if rule.since else "zawsze"
    facts = ", ".join(f"`{name}` ({FACTS[name]})" if name in FACTS else f"`{name}`" for name in sorted(rule.facts))
    return [
        f"*{rule.severity}*; obowiązuje: {since}{'; na próbę' if rule.trial else ''}; odpowiedź: {_answered(rule)}",
        rule.problem,
        *([f"Wiele wierszy: {rule.several}"] if rule.several else []),
        rule.fix,
        *([f"Fakty: {facts}"] if facts else []),
    ]


def _answered(rule: Rule) -> str:
    """Where somebody may let it be."""
    if rule.severity is Severity.INFO:
        return "zbędna"
    in_form = "w formularzu, własnymi słowami" if rule.needs_words else "w formularzu"
    places = [in_form] if rule.can_be_explained else []
    places += ["w decisions.yaml"] if rule.code in STOPS_THE_REPORT or not WHY_NOT_WAIVED[rule.code] else []
    return " albo ".join(places) or "tylko poprawka"


def handbook_list() -> str:
    """The list of rules in the handbook as Markdown, between its marks."""
    lines = [
        BEGIN,
        "",
        "## Uwagi w skrócie",
        "",
        "Pełne zdania, fakty i wyjaśnienie słów: [reguly.md](reguly.md).",
    ]
    for letter, family in FAMILIES.items():
        lines += ["", f"### {family}", "", "| kod | uwaga | waga | kto co robi |", "|---|---|---|---|"]
        lines += [
            f"| {rule.code} | {rule.title} | {rule.severity}{' (na próbę)' if rule.trial else ''} | {_who(rule)} |"
            for rule in ALL_RULES
            if rule.code.startswith(letter)
        ]
    return "\n".join((*lines, "", END))


def _who(rule: Rule) -> str:
    """Who does what about a finding of the rule."""
    if rule.severity is Severity.INFO:
        return "nic nie trzeba robić"
    if rule.code in _OF_COORDINATOR or rule.code.startswith("O"):
        return "koordynator załatwia" if WHY_NOT_WAIVED[rule.code] else "koordynator załatwia albo odstępuje"
    does = "realizator poprawia albo wyjaśnia" if rule.can_be_explained else "realizator poprawia"
    return does if WHY_NOT_WAIVED[rule.code] else f"{does}; koordynator może odstąpić"


def with_list(handbook: str) -> str:
    """The handbook with the present list between its marks."""
    before, _, rest = handbook.partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{handbook_list()}{after}"


if __name__ == "__main__":
    write_text(PAGE, page())
    write_text(HANDBOOK, with_list(HANDBOOK.read_text(encoding="utf-8")))
