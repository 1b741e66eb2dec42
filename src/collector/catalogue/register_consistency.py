"""What the register of actions of a well-formed catalogue can still get wrong."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from collector.catalogue.funding_consistency import funding_inconsistencies
from collector.catalogue.model import ActionPart, CataloguePart, ChoicePart, SectionPart
from collector.catalogue.source import Path
from collector.catalogue.template_text import Inconsistency, template_inconsistencies
from collector.domain.register import COST
from collector.values.text import same

# The form keeps the choices of a task under a name of Excel that is made of its code.
_TASK_CODE: Final = re.compile(r"[A-Za-zĄĆĘŁŃÓŚŹŻąćęłńóśźż0-9.]+")
_CODE_LIMIT: Final = 40


def register_inconsistencies(catalogue: CataloguePart) -> Iterator[Inconsistency]:
    """Every place of `rejestr` that contradicts the columns of the report, with a Polish sentence."""
    register = catalogue.rejestr
    if register is None:
        return
    columns = {column.klucz for column in catalogue.raport.kolumny}
    keys = [source.klucz for source in register.zrodla]
    for key in dict.fromkeys((COST, "dzialanie", *keys)):
        if key not in columns:
            yield ("raport", "kolumny"), f"brakuje kolumny „{key}”"
    if catalogue.raport.kolumny[0].klucz in {COST, *keys}:
        yield ("raport", "kolumny"), "pierwszą kolumną nie może być kwota: w jej wierszu sumy stoi nazwa celu"
    yield from funding_inconsistencies(register)
    for key in ("suma_celu", "suma_celu_wieloletnie", "podsumowanie", "podsumowanie_celu"):
        yield from template_inconsistencies(("rejestr", key), getattr(register, key), {"kod", "tytul"})
    yield from _code_inconsistencies(catalogue.drzewo, ("drzewo",), {})


def _code_inconsistencies(sections: list[SectionPart], path: Path, seen: dict[str, str]) -> Iterator[Inconsistency]:
    """Codes of tasks that the form cannot make a name of, or of which it would make the same name."""
    for index, section in enumerate(sections):
        where, code = (*path, index, "kod"), section.kod
        if section.wskazniki_do_wyboru:
            if not _TASK_CODE.fullmatch(code) or len(code) > _CODE_LIMIT:
                message = f"kod zadania z działaniami może mieć tylko litery, cyfry i kropki (najwyżej {_CODE_LIMIT})"
                yield where, f"„{code}”: {message}; popraw kod"
            elif (other := seen.setdefault(code.casefold(), code)) != code:
                yield where, f"kod „{code}” różni się od „{other}” tylko wielkością liter; zmień jeden z nich"
        yield from _code_inconsistencies(section.podrzedne, (*path, index, "podrzedne"), seen)


def task_inconsistencies(
    catalogue: CataloguePart, section: SectionPart, path: Path, seen: dict[str, str]
) -> Iterator[Inconsistency]:
    """What is wrong with the choices and the known actions of a task; `seen` holds all ids so far."""
    choices = section.wskazniki_do_wyboru
    if choices and len(path) == 2:
        yield path, f"zadanie rejestru „{section.kod}” ma leżeć pod celem, w którego wierszu stanie suma kosztów"
    kinds = {bool(child.wskazniki_do_wyboru) for child in section.podrzedne}
    if len(kinds) > 1 and any(child.podrzedne for child in section.podrzedne if not child.wskazniki_do_wyboru):
        yield path, f"„{section.kod}” ma mieć pod sobą albo same zadania, albo same cele"
    if (choices or section.dzialania) and catalogue.rejestr is None:
        yield path, f"„{section.kod}” ma działania, a katalog nie ma części „rejestr”"
    if section.dzialania and not choices:
        yield path, f"„{section.kod}” ma działania, a nie ma wskaźników do wyboru"
    yield from _choice_inconsistencies(section, choices, (*path, "wskazniki_do_wyboru"), seen)
    known = {action.id: action for action in section.dzialania}
    for index, action in enumerate(section.dzialania):
        where = (*path, "dzialania", index)
        yield from _id_inconsistencies(action.id, f"{section.kod}/d", "dnumer", (*where, "id"), seen)
        for key, message in _of_action(catalogue, action, {choice.id for choice in choices}, known):
            yield (*where, key), f"działanie {action.id}: {message}"


def _choice_inconsistencies(
    section: SectionPart, choices: list[ChoicePart], path: Path, seen: dict[str, str]
) -> Iterator[Inconsistency]:
    names: set[str] = set()
    for index, choice in enumerate(choices):
        yield from _id_inconsistencies(choice.id, f"{section.kod}/", "numer", (*path, index, "id"), seen)
        if same(choice.nazwa) in names:
            message = f"wskaźnik „{choice.nazwa}” powtarza się w zadaniu {section.kod}"
            yield (*path, index, "nazwa"), f"{message}; zmień nazwę albo usuń powtórzenie"
        names.add(same(choice.nazwa))


def _id_inconsistencies(id_: str, prefix: str, form: str, path: Path, seen: dict[str, str]) -> Iterator[Inconsistency]:
    if not id_.startswith(prefix) or not id_.removeprefix(prefix).isdecimal():
        yield path, f"„{id_}”: identyfikator ma mieć postać {prefix.rpartition('/')[0]}/{form}"
    if id_ in seen:
        yield path, f"identyfikator „{id_}” powtarza się"
    seen[id_] = id_


def _of_action(
    catalogue: CataloguePart, action: ActionPart, choices: set[str], known: Mapping[str, ActionPart]
) -> Iterator[tuple[str, str]]:
    if action.realizator not in catalogue.realizatorzy:
        yield "realizator", f"nie ma realizatora „{action.realizator}”"
    if action.wskaznik and action.wskaznik not in choices:
        yield "wskaznik", f"zadanie nie ma wskaźnika „{action.wskaznik}”"
    if action.w_tym and action.z_tego:
        yield "w_tym", "ma być albo „w_tym”, albo „z_tego”"
    for key in ("w_tym", "z_tego"):
        total = getattr(action, key)
        if total and (total not in known or total == action.id):
            yield key, f"zadanie nie ma działania „{total}”"
        elif total and _leads_back(action, known):
            yield key, "działania są częściami siebie nawzajem; popraw „w_tym” i „z_tego”"


def _leads_back(action: ActionPart, known: Mapping[str, ActionPart]) -> bool:
    """Whether `action` is, through others, a part of itself."""
    passed: set[str] = set()
    above = known.get(action.w_tym or action.z_tego)
    while above is not None and above.id not in passed and above.id != action.id:
        passed.add(above.id)
        above = known.get(above.w_tym or above.z_tego)
    return above is not None and above.id == action.id
