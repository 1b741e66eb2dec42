"""A file of a person's choices as plain data, every scalar as text, with the line on which each part stands."""

import pathlib
import re
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

import yaml

from collector.domain.errors import InputError, SettingsError, polish_reason

Data: TypeAlias = "str | list[Data] | dict[str, Data]"
Path: TypeAlias = tuple[str | int, ...]

# The C parser gives the same nodes about eight times faster; it is missing from some builds of PyYAML.
_LOADER: Final[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_CATALOGUE: Final = "plik ma się składać z kluczy: format, program, raport, realizatorzy, jednostki, drzewo"
# Nobody nests deeper; whoever reads the parts one within the other would run out of stack.
DEEPEST: Final = 40
# A cell of a workbook holds little more.
_LONGEST: Final = 30_000
# What no workbook and no document can hold, written with a backslash between double quotes.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """Something wrong in a file: the line (from 1) and a Polish sentence; `path` is the part meant."""

    line: int
    message: str
    path: Path = field(default=(), compare=False)


class FileMistakesError(SettingsError):
    """A file cannot be used; `mistakes` are all that is wrong in it, in its order. `called` is what it is in Polish."""

    called = "Plik"

    def __init__(self, path: pathlib.Path, mistakes: list[Mistake]) -> None:
        self.mistakes = tuple(sorted(set(mistakes)))
        lines = "\n".join(f"  wiersz {mistake.line}: {mistake.message}" for mistake in self.mistakes)
        super().__init__(f"{self.called} {path.name} zawiera błędy ({len(self.mistakes)}):\n{lines}")


@dataclass(slots=True)
class Source:
    """`data` is the whole file; `lines` says where each part begins; `mistakes` were met while reading.

    `is_empty` says that there is nothing in it but comments; that, too, is a mistake of a file that is needed.
    """

    data: Data = ""
    lines: dict[Path, int] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    is_unreadable: bool = False
    is_empty: bool = False

    def line(self, path: Path) -> int:
        """The line of `path`, or of the nearest part around it that the file has."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_text(path: pathlib.Path, called: str) -> str:
    """The text of the file that is `called` so in Polish. Raises InputError if it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"Plik {path.name} nie jest zapisany w kodowaniu UTF-8. Zapisz go ponownie jako UTF-8."
        ) from error
    except OSError as error:
        raise InputError(f"Nie można odczytać {called} {path}: {polish_reason(error)}.") from error


def read_source(text: str, shape: str = _CATALOGUE) -> Source:
    """Read YAML with every scalar as text: codes such as `1.10`, `007` and `no` stay what was typed.

    `shape` says in Polish what the file is made of, to whoever has written anything else.
    """
    try:
        if line := _too_deep(text):
            return _unreadable(line, f"części są zagnieżdżone zbyt głęboko (najwyżej {DEEPEST} poziomów)")
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        return _unreadable(line, _syntax_message(text, line))
    except yaml.YAMLError:
        return _unreadable(1, "plik zawiera znaki, których nie może mieć plik tekstowy")
    if root is None or (isinstance(root, yaml.ScalarNode) and not root.value):
        return Source(mistakes=[Mistake(1, "plik jest pusty")], is_unreadable=True, is_empty=True)
    if not isinstance(root, yaml.MappingNode):
        return _unreadable(root.start_mark.line + 1, shape)
    source = Source()
    source.data = _plain(root, (), source, set())
    return source


def _too_deep(text: str) -> int:
    """The line on which lists and keys begin to lie too deep within each other; 0 if none does."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            return event.start_mark.line + 1 if event.start_mark else 1
    return 0


def _unreadable(line: int, message: str) -> Source:
    return Source(mistakes=[Mistake(line, message)], is_unreadable=True)


def _syntax_message(text: str, line: int) -> str:
    lines = text.splitlines()
    if 0 < line <= len(lines) and "\t" in lines[line - 1]:
        return "wcięcie zrobiono tabulatorem; użyj spacji"
    return (
        "tego wiersza (albo poprzedniego) nie da się odczytać: sprawdź wcięcia, dwukropki i cudzysłowy; "
        "tekst z dwukropkiem lub nawiasem klamrowym weź w cudzysłów"
    )


def _plain(node: yaml.Node, path: Path, source: Source, seen: set[int]) -> Data:
    line = node.start_mark.line + 1
    source.lines.setdefault(path, line)
    if isinstance(node, yaml.ScalarNode):
        _check_text(node.value, line, path, source)
        return str(node.value).strip()
    if id(node) in seen:
        source.mistakes.append(Mistake(line, "odsyłacze „&” i „*” nie są obsługiwane; wpisz tekst w całości", path))
        return ""
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, (*path, index), source, seen) for index, child in enumerate(node.value)]
    data: dict[str, Data] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            source.mistakes.append(Mistake(line, "klucz ma być zwykłym tekstem", path))
            continue
        key = str(key_node.value)
        if key in data:
            source.mistakes.append(Mistake(line, f"klucz „{key}” powtarza się w tym samym miejscu", path))
            continue
        _check_text(key, line, (*path, key), source)
        source.lines[(*path, key)] = line
        data[key] = _plain(value_node, (*path, key), source, seen)
    return data


def _check_text(text: str, line: int, path: Path, source: Source) -> None:
    if found := _CONTROL.search(text):
        message = f"w tekście jest niewidoczny znak sterujący (kod {ord(found[0]):04X}); usuń go"
        source.mistakes.append(Mistake(line, message, path))
    if len(text) > _LONGEST:
        message = f"tekst jest za długi na komórkę arkusza (znaków: {len(text)}, najwyżej {_LONGEST}); skróć go"
        source.mistakes.append(Mistake(line, message, path))
