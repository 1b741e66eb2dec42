"""Write the reference of rules from the registry: python scripts/write_rule_pages.py"""

from pathlib import Path

from collector.checks.registry import ALL_RULES, FAMILIES
from collector.files import write_text

PAGE = Path(__file__).parents[1] / "docs" / "reguly.md"


def page() -> str:
    """The page as Markdown."""
    lines = [
        "# Spis uwag",
        "",
        "Strona powstaje z rejestru reguł (`make docs`); nie zmieniaj jej ręcznie.",
        "W nawiasach klamrowych stoją fakty, które collector wstawia w danym przypadku.",
        "",
        "- **blokuje** – wartość trzeba poprawić, zanim sprawozdanie zostanie podpisane,",
        "- **do wyjaśnienia** – realizator potwierdza albo poprawia,",
        "- **informacja** – nic nie trzeba robić, jeżeli wszystko się zgadza.",
    ]
    for letter, family in FAMILIES.items():
        lines += ["", f"## {family}"]
        for rule in (rule for rule in ALL_RULES if rule.code.startswith(letter)):
            lines += ["", f"### {rule.code} {rule.title}", "", f"*{rule.severity}*", "", rule.problem, "", rule.fix]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    write_text(PAGE, page())
