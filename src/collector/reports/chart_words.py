"""The words of the charts: short labels, years, and the text for those who do not see the bars."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from collector.domain.indicator import Unit
from collector.domain.programme import Programme, Section
from collector.spreadsheet import DESCRIPTION_LIMIT, excel_length
from collector.values.register_words import listed
from collector.values.text import one_line
from collector.values.writing import NBSP, counted, polish_number, unit_form, without_trailing_zeros

_PERCENT: Final = "%"
_CODE, _TITLE = "{kod}", "{tytul}"
_LONGEST_UNIT: Final = 60
# A name that is cut does not end with one of these.
_BINDING: Final = frozenset(
    ("a", "albo", "bez", "dla", "do", "i", "ich", "jak", "ku", "lub", "na", "nad", "o", "od", "oraz", "po", "pod",
     "przed", "przez", "przy", "się", "u", "w", "we", "z", "za", "ze")
)  # fmt: skip
_POINTS: Final = ("punkt procentowy", "punkty procentowe", "punktów procentowych", "punktu procentowego")
_OTHERS: Final = ("inny", "inne", "innych")
_IN_TABLE_BELOW: Final = "Liczby są w tabeli pod wykresem."
# Signs that a name which is cut does not end with.
_LOOSE: Final = " ,.;:–-("

Bars = Mapping[str, Sequence[Decimal | None]]


@dataclass(frozen=True, slots=True)
class Description:
    """What a chart shows: the sentence that is always `said`, the ids of its bars, and `more` sentences."""

    said: str
    noun_of_ids: str = ""
    ids: tuple[str, ...] = ()
    more: tuple[str, ...] = ()

    def fitted(self, table: str = _IN_TABLE_BELOW, limit: int = DESCRIPTION_LIMIT) -> str:
        """One text within a limit, always with the way to the `table`: ids go first, then the last of the sentences."""
        sentences = [sentence for sentence in self.more if sentence]
        named = [f"{self.noun_of_ids}: {_some(self.ids, kept)}." for kept in range(len(self.ids), 0, -1)]
        for kept in range(len(sentences), -1, -1):
            for of_ids in ([each] if each else [] for each in (*named, "")):
                text = " ".join((self.said, *of_ids, *sentences[:kept], table))
                if excel_length(text) <= limit:
                    return text
        return f"{shortened(self.said, limit // 2 - len(table))} {table}"


NOTHING_SAID: Final = Description("")


def goal_name(goal: Section, programme: Programme) -> str:
    """„Cel strategiczny A”: as the report calls it, where that is a noun with a code; else by the level."""
    bands = programme.report.bands
    named = bands[goal.level].partition(_TITLE)[0].rstrip(" .:–-") if goal.level < len(bands) else ""
    noun, _, after = named.partition(_CODE)
    if noun.replace(" ", "").isalpha() and not noun.isupper() and not after:
        return f"{first_capital(noun.strip())} {goal.code}"
    return f"{first_capital(programme.levels[goal.level].one)} {goal.code}"


def first_capital(words: str) -> str:
    """`words` as a heading begins."""
    return f"{words[:1].upper()}{words[1:]}"


def shortened(text: str, longest: int) -> str:
    """`text` as one line of at most `longest` characters, cut between words, but not after a preposition."""
    line = one_line(text)
    if len(line) <= longest:
        return line
    words = line[:longest].split(" ")
    if len(words) == 1:
        return f"{line[: longest - 1]}…"
    words.pop()
    while len(words) > 1 and words[-1].casefold().strip(_LOOSE) in _BINDING | {""}:
        words.pop()
    return " ".join(words).rstrip(_LOOSE) + "…"


def ending(text: str, longest: int) -> str:
    """The end of `text`, in at most `longest` characters, from the beginning of a word."""
    line = one_line(text)
    if len(line) <= longest:
        return line
    cut = line[-longest:]
    return "…" + (cut.partition(" ")[2] or cut[1:])


def title_of_bars(name: str, unit: Unit, years: Sequence[int]) -> str:
    """`Cel strategiczny A (osoby), 2017 i 2019 r.`"""
    return f"{name} ({shortened(unit.label, _LONGEST_UNIT)}), {years_text(years)}{NBSP}r."


def years_text(years: Sequence[int]) -> str:
    """`2019`, `2017 i 2019`, `2021–2023`."""
    if len(years) > 2 and all(later - earlier == 1 for earlier, later in pairwise(years)):
        return f"{years[0]}–{years[-1]}"
    return listed(map(str, years))


def in_unit(number: Decimal, unit: Unit) -> str:
    """`6 361 osób`, `4,5%`."""
    if unit.label == _PERCENT:
        return f"{polish_number(number)}%"
    return f"{polish_number(number)}{NBSP}{unit_form(number, unit)}"


def described_bars(name: str, unit: Unit, years: Sequence[int], bars: Bars) -> Description:
    """What the chart of indicators shows; `bars` are the values of every year by the id of the indicator."""
    newest = {id_: values[-1] for id_, values in bars.items() if values[-1] is not None}
    largest = max(newest, key=lambda id_: newest[id_] or Decimal(0))
    shown = f"{'rok' if len(years) == 1 else 'lata'} {years_text(years)}"
    said = f"{name}, wykres słupkowy ({unit.label}, {shown})."
    top = f"Największa wartość w {years[-1]}{NBSP}r.: {in_unit(newest[largest] or Decimal(0), unit)} ({largest})."
    noun = "Wskaźnik" if len(bars) == 1 else "Wskaźniki"
    return Description(said, noun, tuple(bars), (top, _largest_change(unit, years, bars)))


def described_stack(
    name: str, year: int, codes: Sequence[str], sources: Sequence[str], top: str, part: str
) -> Description:
    """What the chart of costs shows; `top` says which is the largest, `part` which source gives most."""
    said = f"{name}, wykres słupkowy skumulowany: koszt w {year}{NBSP}r. według źródeł ({', '.join(sources)})."
    return Description(said, "Słupki", tuple(codes), (top, part))


def _largest_change(unit: Unit, years: Sequence[int], bars: Bars) -> str:
    """The largest change of an indicator since the last earlier year in which it has a value; nothing without any."""
    changes = {
        id_: (values[-1] - before, year)
        for id_, values in bars.items()
        for before, year in _last_before(years, values)
        if values[-1] is not None
    }  # fmt: skip
    if not changes:
        return ""
    largest = max(changes, key=lambda id_: abs(changes[id_][0]))
    difference, since = changes[largest]
    if not difference:
        return "Żadna wartość się nie zmieniła."
    amount = without_trailing_zeros(abs(difference))
    by = counted(amount, _POINTS) if unit.label == _PERCENT else in_unit(amount, unit)
    direction = "wzrost" if difference > 0 else "spadek"
    return f"Największa zmiana wśród pokazanych: {direction} od {since}{NBSP}r. o {by} ({largest})."


def _last_before(years: Sequence[int], values: Sequence[Decimal | None]) -> list[tuple[Decimal, int]]:
    """The last value before the newest one with its year, if there is one."""
    known = [(value, year) for value, year in zip(values[:-1], years, strict=False) if value is not None]
    return known[-1:]


def _some(ids: Sequence[str], kept: int) -> str:
    """`A.1/1, A.1/2 i 3 inne`."""
    rest = len(ids) - kept
    return f"{', '.join(ids[:kept])} i {counted(rest, _OTHERS)}" if rest else listed(ids)
