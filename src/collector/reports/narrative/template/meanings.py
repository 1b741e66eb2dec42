"""What is written inside a tag -> what it stands for, or in Polish why it cannot be there."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from jinja2 import Environment, TemplateSyntaxError, nodes

from collector.reports.narrative.template.nearest import asked_about, nearest
from collector.reports.narrative.template.tags import TAGS, Shape, Tag

_BY_NAME: Final = {tag.name: tag for tag in TAGS}
_PARSER: Final = Environment()  # noqa: S701 - it only parses
_LISTS: Final = frozenset((Shape.TEXTS, Shape.ROWS))
_PRINTED: Final = frozenset((Shape.TEXT, Shape.PICTURE))


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list, or one indicator."""

    fields: tuple[Tag, ...]


Meaning: TypeAlias = Tag | Row | None
"""None stands for what was already found wrong: nothing more is said of it."""

Scope: TypeAlias = Mapping[str, Meaning]
"""The names that the loops around a tag give, the innermost last."""


@dataclass(frozen=True, slots=True)
class Loop:
    """What a `for` opens: the name of the variable, what it stands for, and the list as it is written."""

    variable: str
    meaning: Meaning
    over: str


class WrongTag(Exception):  # noqa: N818 - it is caught where the place of the tag is known
    """What is wrong inside a tag, as a Polish clause."""


@dataclass(frozen=True, slots=True)
class Meanings:
    """Looks up what is written in tags, with the ids of the indicators that `wskaznik` knows."""

    known_ids: Collection[str]

    def text(self, written: str, scope: Scope) -> Tag | None:
        """What `{{ written }}` prints. Raises WrongTag for anything but a text or a picture."""
        meaning = self._of(_expression(written), scope)
        if isinstance(meaning, Row):
            example = f"{written}.{meaning.fields[0].name}"
            raise WrongTag(f"„{written}” to cały wiersz: dopisz po kropce, które pole wstawić, np. „{example}”")
        if meaning is None or meaning.shape in _PRINTED:
            return meaning
        if meaning.shape in _LISTS:
            raise WrongTag(f"„{written}” to lista: {_way_through(written, meaning)}")
        if meaning.shape is Shape.YES_NO:
            raise WrongTag(f"„{written}” to odpowiedź tak lub nie: służy tylko do warunku „{{%p if {written} %}}”")
        raise WrongTag(_needs_id(written))

    def condition(self, written: str, scope: Scope) -> None:
        """Raises WrongTag unless `written` is made of tags with not, and, or."""
        for part in _parts(_expression(written)):
            meaning = self._of(part, scope)
            if isinstance(meaning, Row):
                raise WrongTag(f"„{_shown(part)}” to cały wiersz, a warunkiem może być jego pole")
            if meaning is not None and meaning.shape is Shape.BY_ID:
                raise WrongTag(_needs_id(_shown(part)))

    def loop(self, written: str, scope: Scope) -> Loop:
        """What `{% for written %}` opens. Raises WrongTag for anything but a name and a list."""
        loop = _loop(written)
        if not isinstance(loop.target, nodes.Name) or loop.test is not None or loop.recursive:
            raise WrongTag("po „for” może stać tylko: nazwa, „in” i lista, np. „{%p for czesc in czesci %}”")
        name, over = loop.target.name, _shown(loop.iter)
        meaning = self._of(loop.iter, scope)
        if isinstance(meaning, Tag) and meaning.shape not in _LISTS:
            raise WrongTag(f"„{over}” to nie lista, więc nie można go użyć z „for”")
        if isinstance(meaning, Row):
            raise WrongTag(f"„{over}” to jeden wiersz, a nie lista, więc nie można go użyć z „for”")
        if meaning is None:
            return Loop(name, None, over)
        return Loop(name, Row(meaning.fields) if meaning.shape is Shape.ROWS else Tag(name, ""), over)

    def _of(self, node: nodes.Node, scope: Scope) -> Meaning:
        match node:
            case nodes.Name(name=name):
                return self._named(name, scope)
            case nodes.Getattr(node=base, attr=field) | nodes.Getitem(node=base, arg=nodes.Const(value=str(field))):
                self._check_loop(base, str(field), scope)
                is_id = isinstance(node, nodes.Getitem)
                return self._part(base, self._of(base, scope), str(field), scope, is_id=is_id)
            case nodes.Getitem(node=base):
                meaning = self._of(base, scope)
                if isinstance(meaning, Tag) and meaning.shape is Shape.BY_ID:
                    raise WrongTag(_needs_id(_shown(base)))
        raise WrongTag("tu może stać tylko znacznik z listy, bez działań, funkcji, filtrów i własnych tekstów")

    def _named(self, name: str, scope: Scope) -> Meaning:
        if name in scope:
            return scope[name]
        if name in _BY_NAME:
            return _BY_NAME[name]
        raise WrongTag(f"nie ma znacznika „{name}”{asked_about(nearest(name, _can_be_meant(scope)))}")

    def _check_loop(self, base: nodes.Node, field: str, scope: Scope) -> None:
        """Raises WrongTag for a field such as `czesc.naglowek` where no loop gives `czesc`, but one could."""
        if not isinstance(base, nodes.Name) or base.name in scope or base.name in _BY_NAME:
            return
        list_ = _list_with(field, base.name, scope)
        if list_ and not nearest(base.name, scope):
            loop = f"{{%p for {base.name} in {list_} %}}"
            raise WrongTag(f"nie ma tu znacznika „{base.name}”: może stać tylko po „{loop}”, a przed „{{%p endfor %}}”")

    def _part(self, base: nodes.Node, meaning: Meaning, field: str, scope: Scope, *, is_id: bool) -> Meaning:
        written = _shown(base)
        if meaning is None:
            return None
        if isinstance(meaning, Tag) and meaning.shape is Shape.BY_ID:
            if not is_id:
                raise WrongTag(_needs_id(written))
            if field not in self.known_ids:
                raise WrongTag(f"program nie ma wskaźnika „{field}”{asked_about(nearest(field, self.known_ids))}")
            return Row(meaning.fields)
        if isinstance(meaning, Tag) and meaning.shape is Shape.ROWS:
            raise WrongTag(f"„{written}” to lista: {_way_through(written, meaning, field)}")
        fields = {tag.name: tag for tag in meaning.fields}
        if field in fields:
            return fields[field]
        near = nearest(field, fields)
        meant = f"{written}.{near}" if near else _elsewhere(field, scope)
        raise WrongTag(f"nie ma znacznika „{written}.{field}”{asked_about(meant)}")


def _list_with(field: str, first: str, scope: Scope) -> str:
    """The list within reach whose rows have a field, the one most like the name `first`; empty if there is none."""
    known = dict(_BY_NAME)
    for variable, meaning in scope.items():
        known |= {f"{variable}.{tag.name}": tag for tag in (meaning.fields if isinstance(meaning, Row) else ())}
    lists = [name for name, tag in known.items() if tag.shape is Shape.ROWS and field in tag.field_names]
    return nearest(first, lists) or next(iter(lists), "")


def _expression(written: str) -> nodes.Node:
    if not written:
        raise WrongTag("pusty znacznik")
    try:
        match _PARSER.parse(f"{{{{ {written} }}}}").body:
            case [nodes.Output(nodes=[node])]:
                return node
    except TemplateSyntaxError:
        pass
    raise WrongTag("nie można go odczytać")


def _loop(written: str) -> nodes.For:
    try:
        match _PARSER.parse(f"{{% for {written} %}}{{% endfor %}}").body:
            case [nodes.For() as loop]:
                return loop
    except TemplateSyntaxError:
        pass
    raise WrongTag("nie można go odczytać; wzór: „{%p for czesc in czesci %}”")


def _parts(node: nodes.Node) -> Iterator[nodes.Node]:
    """What a condition is made of."""
    match node:
        case nodes.Not(node=inner):
            yield from _parts(inner)
        case nodes.And(left=left, right=right) | nodes.Or(left=left, right=right):
            yield from _parts(left)
            yield from _parts(right)
        case _:
            yield node


def _shown(node: nodes.Node) -> str:
    """A name or field as it is written."""
    match node:
        case nodes.Name(name=name):
            return str(name)
        case nodes.Getattr(node=base, attr=field):
            return f"{_shown(base)}.{field}"
        case nodes.Getitem(node=base, arg=nodes.Const(value=value)):
            return f'{_shown(base)}["{value}"]'
    return "…"


def _can_be_meant(scope: Scope) -> Iterator[str]:
    yield from _BY_NAME
    for variable, meaning in scope.items():
        yield variable
        yield from (f"{variable}.{field.name}" for field in (meaning.fields if isinstance(meaning, Row) else ()))


def _elsewhere(field: str, scope: Scope) -> str:
    """The variable of another loop whose rows have the field; empty if there is none."""
    rows = ((variable, meaning) for variable, meaning in scope.items() if isinstance(meaning, Row))
    return next((f"{variable}.{field}" for variable, row in rows if field in (f.name for f in row.fields)), "")


def _way_through(written: str, meaning: Tag, field: str = "") -> str:
    """How to go through a list."""
    shown = f"w.{field or meaning.fields[0].name}" if meaning.shape is Shape.ROWS else "w"
    return f"użyj „{{%p for w in {written} %}}”, „{{{{ {shown} }}}}” i „{{%p endfor %}}”, każde w osobnym akapicie"


def _needs_id(written: str) -> str:
    return f'po „{written}” musi stać numer wskaźnika w cudzysłowie, np. „{written}["A.1.4/3"].wartosc”'
