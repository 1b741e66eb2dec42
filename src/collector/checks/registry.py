"""All rules, by code: the source of the rule reference."""

from typing import Final

from collector.checks import money_rules, rules
from collector.domain.finding import Rule
from collector.submissions import counting_rules, register_rules
from collector.submissions import rules as reading_rules

ALL_RULES: Final[tuple[Rule, ...]] = tuple(
    sorted(
        (*reading_rules.RULES, *counting_rules.RULES, *register_rules.RULES, *money_rules.RULES, *rules.RULES),
        key=lambda rule: rule.code,
    )
)
RULE_BY_CODE: Final = {rule.code: rule for rule in ALL_RULES}

FAMILIES: Final = {
    "P": "Stan pliku",
    "S": "Budowa formularza",
    "T": "Tożsamość i wersja",
    "W": "Wartość",
    "K": "Kompletność",
    "L": "Zgodność wartości",
    "U": "Wskaźniki wspólne",
    "D": "Działania i koszty",
}
