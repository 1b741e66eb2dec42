"""What the register of actions of a well-formed catalogue can still get wrong."""

from collections.abc import Iterator

from collector.catalogue.model import ActionPart, CataloguePart, SectionPart
from collector.catalogue.source import Path
from collector.catalogue.template_text import Inconsistency, template_inconsistencies
from collector.domain.register import COST


def register_inconsistencies(catalogue: CataloguePart) -> Iterator[Inconsistency]:
    """Every place of `rejestr` that contradicts the columns of the report, with a Polish sentence."""
    register = catalogue.rejestr
    if register is None:
        return
    columns = {column.klucz for column in catalogue.raport.kolumny}
    keys = [source.klucz for source in register.zrodla]
    if len(set(keys)) != len(keys):
        yield ("rejestr", "zrodla"), "klucz źródła powtarza się"
    for key in (COST, "dzialanie", *keys):
        if key not in columns:
            yield ("raport", "kolumny"), f"brakuje kolumny „{key}”"
    if catalogue.raport.kolumny[0].klucz in {COST, *keys}:
        yield ("raport", "kolumny"), "pierwszą kolumną nie może być kwota: w jej wierszu sumy stoi nazwa celu"
    if COST in keys:
        yield ("rejestr", "zrodla"), f"źródło nie może nazywać się „{COST}”"
    for key in ("suma_celu", "suma_celu_wieloletnie", "podsumowanie", "podsumowanie_celu"):
        yield from template_inconsistencies(("rejestr", key), getattr(register, key), {"kod", "tytul"})


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
    for index, choice in enumerate(choices):
        where = (*path, "wskazniki_do_wyboru", index, "id")
        yield from _id_inconsistencies(choice.id, f"{section.kod}/", "numer", where, seen)
    known = {action.id for action in section.dzialania}
    for index, action in enumerate(section.dzialania):
        where = (*path, "dzialania", index)
        yield from _id_inconsistencies(action.id, f"{section.kod}/d", "dnumer", (*where, "id"), seen)
        for key, message in _of_action(catalogue, action, {choice.id for choice in choices}, known):
            yield (*where, key), f"działanie {action.id}: {message}"


def _id_inconsistencies(id_: str, prefix: str, form: str, path: Path, seen: dict[str, str]) -> Iterator[Inconsistency]:
    if not id_.startswith(prefix) or not id_.removeprefix(prefix).isdecimal():
        yield path, f"„{id_}”: identyfikator ma mieć postać {prefix.rpartition('/')[0]}/{form}"
    if id_ in seen:
        yield path, f"identyfikator „{id_}” powtarza się"
    seen[id_] = id_


def _of_action(
    catalogue: CataloguePart, action: ActionPart, choices: set[str], known: set[str]
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
