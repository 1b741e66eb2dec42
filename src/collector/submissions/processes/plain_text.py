"""A Reading as text and back. The text is data and nothing else: whatever stands in it, nothing can be run by it.

What is written as a list or as words is told apart by the annotations of the fields, and what does not fit them
is refused.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache, cached_property
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from collector.domain.finding import Rule
from collector.submissions import counting_rules, register_rules, rules

T = TypeVar("T")
_Read = Callable[[Any], Any]

_RULES: Final = {rule.code: rule for rule in (*rules.RULES, *register_rules.RULES, *counting_rules.RULES)}
_PLAIN: Final = (str, int, float, bool, NoneType)
_MOMENTS: Final[Mapping[type, tuple[str, Callable[[Any], object]]]] = {
    datetime: ("datetime", datetime.fromisoformat),
    date: ("date", date.fromisoformat),
    time: ("time", time.fromisoformat),
    timedelta: ("timedelta", lambda parts: timedelta(*parts)),
}


class UnfitError(Exception):
    """What cannot be written as plain text, or is no such text."""


def as_text(value: object) -> str:
    """`value`, made of dataclasses, tuples and mappings, on one line of ASCII. Raises UnfitError."""
    try:
        return json.dumps(value, default=_written, separators=(",", ":"))
    except (TypeError, ValueError, RecursionError) as error:
        raise UnfitError from error


def from_text(text: bytes, kind: type[T]) -> T:
    """The value of that kind that was written as `text`. Raises UnfitError."""
    try:
        return cast("T", _reader(cast("Any", kind))(json.loads(text)))
    except (TypeError, ValueError, KeyError, ArithmeticError, RecursionError) as error:
        raise UnfitError from error


def _written(value: object) -> object:
    if names := _fields_of(cast("Any", type(value))):
        return [_with_keys(getattr(value, name)) for name in names]
    if isinstance(value, Rule) and _RULES.get(value.code) == value:
        return value.code
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, timedelta):
        return {"timedelta": [value.days, value.seconds, value.microseconds]}
    if type(value) in _MOMENTS:
        return {_MOMENTS[type(value)][0]: cast("date | time", value).isoformat()}
    raise TypeError(type(value))


@cache
def _fields_of(kind: type) -> tuple[str, ...]:
    """The fields of a kind that is written field by field; a Rule is known by its code."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) and kind is not Rule else ()


def _with_keys(value: object) -> object:
    """`value`, as pairs if it is a mapping whose keys are no words."""
    if isinstance(value, dict) and not all(type(key) is str for key in value):
        return [*value.items()]
    return value


@cache
def _reader(kind: Any) -> _Read:
    """What makes a value of that kind from parsed JSON."""
    origin, parts = get_origin(kind), get_args(kind)
    if kind is Rule:
        return _RULES.__getitem__
    if kind is Decimal:
        return lambda content: Decimal(_reader(str)(content))
    if kind in _PLAIN:
        return lambda content: _checked(content, kind)
    if origin is tuple and len(parts) == 2 and parts[1] is Ellipsis:
        return lambda content: tuple(map(_reader(parts[0]), _checked(content, list)))
    if origin in (Mapping, dict):
        return _mapping(*parts)
    if origin in (Union, UnionType):
        return _either(parts)
    if is_dataclass(kind):
        return _Record(cast("type", kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if isinstance(kind, type) and issubclass(kind, tuple):
        return _Record(kind)
    raise TypeError(kind)


def _checked(content: Any, kind: type) -> Any:
    if type(content) is not kind:
        raise TypeError(content)
    return content


def _mapping(keys: Any, values: Any) -> _Read:
    read = _reader(values)
    if keys is str:
        return lambda content: {key: read(value) for key, value in _checked(content, dict).items()}
    read_key = _reader(keys)
    # A mapping with nothing in it has no keys that are no words.
    return lambda content: {} if content == {} else {read_key(key): read(value) for key, value in content}


def _either(kinds: tuple[Any, ...]) -> _Read:
    """One of several kinds: those of a cell of a workbook, or one that may be absent."""
    plain = tuple(kind for kind in kinds if kind in _PLAIN)
    moments = {name: read for kind, (name, read) in _MOMENTS.items() if kind in kinds}
    others = [kind for kind in kinds if kind not in plain and kind not in _MOMENTS]

    def read(content: Any) -> Any:
        if type(content) in plain:
            return content
        if moments:
            ((name, inner),) = _checked(content, dict).items()
            return moments[name](inner)
        (only,) = others
        return _reader(only)(content)

    return read


class _Record:
    """Makes dataclasses and named tuples of one kind, each field by its annotation."""

    def __init__(self, kind: type) -> None:
        self._kind = kind

    @cached_property
    def _fields(self) -> tuple[tuple[str, ...], tuple[_Read, ...]]:
        # Only when the first is read: a Finding holds Findings.
        hints = get_type_hints(self._kind)
        return tuple(hints), tuple(_reader(hint) for hint in hints.values())

    def __call__(self, content: Any) -> object:
        names, readers = self._fields
        values = [read(inner) for read, inner in zip(readers, _checked(content, list), strict=True)]
        return self._kind(**dict(zip(names, values, strict=True)))
