"""All rules, by code: the source of the rule reference."""

from itertools import chain
from typing import Final

from collector.checks import catalogue_rules, money_rules, rules, text_rules, waiver_rules, year_rules
from collector.domain.finding import Rule
from collector.submissions import counting_rules, register_rules
from collector.submissions import rules as reading_rules

_MODULES: Final = (
    reading_rules, counting_rules, register_rules, rules, text_rules, catalogue_rules, year_rules, money_rules,
    waiver_rules,
)  # fmt: skip
ALL_RULES: Final[tuple[Rule, ...]] = tuple(
    sorted(chain.from_iterable(module.RULES for module in _MODULES), key=lambda rule: rule.code)
)
RULE_BY_CODE: Final = {rule.code: rule for rule in ALL_RULES}
# What these find is not taken over, or by nobody: without them it would be gone without a trace.
ALWAYS_IN_FORCE: Final = frozenset(
    rule.code
    for rule in (
        *reading_rules.RULES, *counting_rules.RULES, *register_rules.RULES, *waiver_rules.RULES, rules.EMPTY_FORM,
        rules.NOT_SUBMITTED, *(rule for rule in rules.RULES if rule.code in rules.STOPS_THE_REPORT),
    )
)  # fmt: skip

FAMILIES: Final = {
    "P": "Stan pliku",
    "S": "Budowa formularza",
    "T": "Tożsamość i wersja",
    "W": "Wartość",
    "K": "Kompletność",
    "L": "Zgodność wartości",
    "R": "Porównanie z poprzednimi latami",
    "U": "Wskaźniki wspólne",
    "D": "Działania i koszty",
    "O": "Rozstrzygnięcia i odstępstwa",
}
