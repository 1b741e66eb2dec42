"""The rows of the sheet “Działania” -> Entries, with a Finding for every doubt."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from collector.domain.finding import Finding, Rule
from collector.domain.indicator import Combine, Direction, Indicator, Kind, Moment, Role, Unit
from collector.domain.observation import Place, Status, Value
from collector.domain.programme import Programme, Section
from collector.domain.register import ADDED_PREFIX, COST, Action, Choice, Entry, Money
from collector.submissions import register_rules as rules
from collector.submissions.forms.cells import BLANK, CellReader
from collector.submissions.rules import DATA_OUTSIDE_ROWS, MISSING_ROW, REPEATED_ROW, UNKNOWN_ROW
from collector.values.missing import is_as_above
from collector.values.money import money_of_number, read_money
from collector.values.reading import read_missing
from collector.values.text import clean, one_line, same

_ADDED: Final = re.compile(rf"{ADDED_PREFIX} (\d+)")
# Two counts in one cell, as indicators such as „liczba mieszkań/liczba miejsc” ask: „7/25”, „6 (49)”.
_COMPOUND: Final = re.compile(r"\d[\d ]*\s?(?:/\s?\d[\d ]*|\(\d[\d ]*\))")
# A result with a word in it is a description; a single letter may be a slip for a figure.
_WORDS: Final = re.compile(r"[^\W\d_]{2}")
_NO_UNIT: Final = Unit(one="", few="", many="")
# The official sign for what is impossible or pointless.
_POINTLESS: Final = frozenset({"x", "–", "-"})


class RegisterReader:
    """The register of one return; rows are known by their visible number, added ones by theirs.

    Afterwards `read` are the rows taken over, `reported` those with a Finding, `lines` those read by their visible id.
    """

    def __init__(self, programme: Programme, cells: CellReader) -> None:
        assert programme.register is not None  # noqa: S101 - without one no form has this sheet
        self.programme, self.layout = programme, programme.register
        self.cells, self.table, self.executor = cells, cells.table, cells.executor
        self.known = {
            action.id: (task, action)
            for task, actions in programme.actions_of(programme.executor_by_id[self.executor])
            for action in actions
        }
        self.findings: list[Finding] = []
        self.total_places: dict[str, Place] = {}
        self.read: set[int] = set()
        self.reported: set[int] = set()
        self.lines: dict[str, int] = {}

    def entries(self) -> tuple[list[Entry], list[Finding]]:
        """An Entry for every reported row, and what is wrong with the rows and their cells."""
        rows = self._rows_by_id()
        entries: list[Entry] = []
        for action_id, (task, action) in self.known.items():
            match rows.pop(action_id, []):
                case []:
                    self.findings.append(self.cells.about_row(MISSING_ROW, action_id))
                case [row]:
                    self.lines[action_id] = row
                    entries.append(self._entry(row, action.id, task, action))
                case several:
                    self._about_repeated(action_id, several)
        for row_id, added in rows.items():
            match [row for row in added if self.cells.first_entry(row)]:
                case []:
                    pass
                case [row]:
                    self.lines[row_id] = row
                    entries.extend(self._added(row, row_id))
                case several:
                    self._about_repeated(row_id, several)
        return self._with_totals(entries), self.findings

    def _rows_by_id(self) -> dict[str, list[int]]:
        rows: dict[str, list[int]] = {}
        for row in self.table.rows():
            row_id = one_line(self.cells.words(row, "id"))
            if row_id in self.known or _ADDED.fullmatch(row_id):
                rows.setdefault(row_id, []).append(row)
            elif first := self.cells.first_entry(row):
                rule, key = (UNKNOWN_ROW, "id") if row_id else (DATA_OUTSIDE_ROWS, first)
                place = self.cells.place(self.table.address(row, key))
                found = self.cells.words(row, key)
                self.reported.add(row)
                self.findings.append(
                    Finding(rule=rule, place=place, executor=self.executor, found=found, facts={"more": ""})
                )
        return rows

    def _added(self, row: int, row_id: str) -> Iterator[Entry]:
        """The entry of a row that the executor added."""
        if self.cells.has_no_result(row, "task"):
            self.reported.add(row)
            self.findings.extend(self.cells.formula_findings(row, "task", _question(row_id, "", self.executor)))
            return
        code = one_line(self.cells.words(row, "task"))
        task = self.programme.task_by_code.get(code)
        if task is None or not task.choices:
            self.reported.add(row)
            why = f"„{code}” nie jest zadaniem rejestru" if code else "ta kolumna jest pusta"
            self._about(rules.UNKNOWN_TASK, row, "task", row_id, found=code, why=why)
            return
        number = row_id.removeprefix(ADDED_PREFIX).strip()
        yield self._entry(row, f"{task.code}/{self.executor}+{number}", task, None)

    def _entry(self, row: int, id_: str, task: Section, action: Action | None) -> Entry:
        self.read.add(row)
        self._tell_formulas(row, id_)
        choice = self._choice(row, id_, task)
        value, raw = self._value(row, id_, choice)
        money = {key: self._money(row, key, id_) for key in self.layout.money_keys}
        typed_total = one_line(self.cells.words(row, "part_of"))
        self.total_places[id_] = self.cells.place(self.table.address(row, "part_of"))
        words = {key: self.cells.answer(row, key) for key in ("term", "note", "explanation")}
        entry = Entry(
            id=id_,
            task=task.code,
            name=self._words(row, "name") or (action.name if action else ""),
            executor=self.executor,
            term=words["term"],
            money=money,
            indicator=choice.id if choice else "",
            indicator_name=choice.name if choice else "",
            value=value,
            raw=raw,
            note=words["note"],
            place=self.cells.place(self.table.address(row, "name")),
            value_place=self.cells.place(self.table.address(row, "value")),
            cost_place=self.cells.place(self.table.address(row, COST)),
            part_of=action.part_of if action else typed_total,
            role=action.role if action else Role.PART_OF if typed_total else None,
            term_above=self._term_above(row, "term"),
            explanation=words["explanation"],
            cells={key: self.table.address(row, key) for key in (*filter(words.get, words), *_filled(money))},
        )
        if action and typed_total != action.part_of and not self.cells.has_no_result(row, "part_of"):
            why = "miejsce znanych działań określa katalog"
            self._about(rules.UNKNOWN_TOTAL, row, "part_of", id_, found=typed_total or "(puste)", why=why)
        self._check_completeness(row, entry)
        return entry

    def _tell_formulas(self, row: int, id_: str) -> None:
        """What is to be known of the formulas and errors in any cell to fill in."""
        if self.table.sheet.facts:
            asked = _question(id_, "", self.executor)
            for key in self.table.entry_keys:
                self.findings.extend(self.cells.formula_findings(row, key, asked))

    def _words(self, row: int, key: str) -> str:
        """The words in a cell; an error and a formula without a result are none."""
        return "" if self.cells.has_no_result(row, key) else self.cells.words(row, key)

    def _term_above(self, row: int, key: str) -> str:
        """The term that „j.w.” stands for: the nearest one in the rows above."""
        if not is_as_above(self.cells.words(row, key)):
            return ""
        above = (self.cells.words(number, key) for number in reversed(list(self.table.rows())) if number < row)
        return next((term for term in above if term and not is_as_above(term)), "")

    def _choice(self, row: int, id_: str, task: Section) -> Choice | None:
        typed = self._words(row, "indicator")
        by_name = {same(choice.name): choice for choice in task.choices}
        if not typed:
            return None
        choice = by_name.get(same(typed))
        if choice is None:
            self._about(rules.OTHER_INDICATOR, row, "indicator", id_, found=typed, expected=task.code)
        return choice

    def _value(self, row: int, id_: str, choice: Choice | None) -> tuple[Value, str]:
        raw = self.table.raw(row, "value")
        if self.cells.has_no_result(row, "value"):
            return BLANK, raw
        asked = _question(id_, choice.name if choice else "", self.executor)
        if self.table.sheet.merged and raw and self.cells.is_hidden_by_merging(row, "value", asked, self.findings):
            return BLANK, raw
        if same(raw) in _POINTLESS:
            return Value(status=Status.NOT_APPLICABLE), raw
        if status := read_missing(raw):
            return Value(status=status), raw
        if _COMPOUND.fullmatch(one_line(raw)) or _WORDS.search(raw):
            return Value(status=Status.GIVEN, text=clean(raw)), raw
        value = self.cells.understood(row, "value", asked, self.findings) if clean(raw) else BLANK
        if value.number is not None and value.number < 0:
            self._about(rules.NEGATIVE_RESULT, row, "value", id_, found=raw)
            return BLANK, raw
        return value, raw

    def _money(self, row: int, key: str, id_: str) -> Money:
        content, raw, facts = self.table.content(row, key), self.table.raw(row, key), self.table.facts(row, key)
        if self.cells.has_no_result(row, key):
            return Money(raw=raw)
        asked = _question(id_, "", self.executor)
        if self.table.sheet.merged and raw and self.cells.is_hidden_by_merging(row, key, asked, self.findings):
            return Money(raw=raw)
        if isinstance(content, int | float) and not isinstance(content, bool):
            money = money_of_number(Decimal(repr(content)), raw, facts.number_format)
        else:
            money = read_money(raw, self.layout.reasons)
        heading = self.table.layout.column(key).heading
        if money is None:
            self._about(
                rules.UNREADABLE_MONEY, row, key, id_, found=raw, expected=self._reasons(), column=heading,
                why=_why_no_amount(raw),
            )  # fmt: skip
            return Money(raw=raw)
        if money.reason and _letters(money.reason) != _letters(raw):
            self._about(rules.OTHER_WORDS, row, key, id_, found=raw, expected=money.reason, column=heading)
        return money

    def _reasons(self) -> str:
        return ", ".join(f"„{reason}”" for reason in self.layout.reasons)

    def _check_completeness(self, row: int, entry: Entry) -> None:
        """What a described action lacks; one that is not described at all is one finding of the whole return."""
        if not entry.is_described:
            return
        if entry.money[COST].is_blank:
            self._about(rules.NO_COST, row, COST, entry.id, expected=self._reasons())
        if not entry.name and not self.cells.words(row, "name"):
            self._about(rules.NO_NAME, row, "name", entry.id)
        if not self.cells.words(row, "term"):
            self._about(rules.NO_TERM, row, "term", entry.id)
        if entry.indicator and not entry.raw:
            self._about(rules.NO_RESULT, row, "value", entry.id, found=entry.indicator_name)

    def _with_totals(self, entries: list[Entry]) -> list[Entry]:
        """The entries with the id of the one they are part of, which may be a row added to this form."""
        ids = {entry.id for entry in entries} | {action.id for action in self.programme.actions}
        totals: dict[str, str] = {}
        for entry in entries:
            typed = _ADDED.fullmatch(entry.part_of)
            totals[entry.id] = f"{entry.task}/{self.executor}+{typed[1]}" if typed else entry.part_of
        with_totals = []
        for entry in entries:
            total, money = totals[entry.id], entry.money
            if total and (total not in ids or total.partition("/")[0] != entry.task or _is_circular(entry.id, totals)):
                finding = Finding(
                    rule=rules.UNKNOWN_TOTAL, place=self.total_places[entry.id], executor=self.executor,
                    indicator=entry.id, found=entry.part_of,
                    facts={"why": _why_no_part(entry, total, ids)},
                )  # fmt: skip
                self.findings.append(finding)
                # Nobody knows whether its money stands in another row too, so it is no amount of a sum.
                money = {key: Money(raw=cell.raw) for key, cell in money.items()}
                total = ""
            with_totals.append(replace(entry, part_of=total, role=entry.role if total else None, money=money))
        return with_totals

    def _about(
        self, rule: Rule, row: int, key: str, id_: str, *, found: str = "", expected: str = "", **facts: str
    ) -> None:
        place = self.cells.place(self.table.address(row, key))
        self.findings.append(
            Finding(
                rule=rule, place=place, executor=self.executor, indicator=id_, found=found, expected=expected,
                facts=facts,
            )
        )  # fmt: skip

    def _about_repeated(self, id_: str, rows: list[int]) -> None:
        self.reported.update(rows)
        cells = ", ".join(self.table.address(row, "id") for row in rows)
        self.findings.append(self.cells.about_row(REPEATED_ROW, id_, found=cells))


def _filled(money: Mapping[str, Money]) -> Iterator[str]:
    return (key for key, cell in money.items() if not cell.is_blank)


def _letters(text: str) -> str:
    """What is left of an official reason however it is spaced and dotted: „b.d” is „b.d.”."""
    return re.sub(r"[.\s]", "", same(text))


def _why_no_amount(raw: str) -> str:
    text = one_line(raw)
    if re.match(r"[-\u2212]\s*\d", text):
        return " (kwota jest ujemna)"
    if re.fullmatch(r"\d{1,3}\.\d{3}", text):
        return " (nie wiadomo, czy kropka dzieli tysiące)"
    return " (więcej niż dwa miejsca po przecinku)" if re.fullmatch(r"[\d\s]+[,.]\d{3,}( zł)?", text) else ""


def _why_no_part(entry: Entry, total: str, ids: Collection[str]) -> str:
    if total == entry.id:
        return "działanie nie jest częścią samego siebie"
    if total in ids and total.partition("/")[0] == entry.task:
        return "działania byłyby nawzajem swoimi częściami"
    return "takiego działania nie ma w tym zadaniu"


def _is_circular(id_: str, totals: Mapping[str, str]) -> bool:
    """Whether an entry is, over others, a part of itself."""
    seen: set[str] = set()
    above = totals[id_]
    while above and above not in seen:
        seen.add(above)
        above = totals.get(above, "")
    return id_ in seen


def _question(id_: str, name: str, executor: str) -> Indicator:
    """The result of an action as something that is asked: a number of whatever is counted."""
    return Indicator(
        id=id_, name=name, kind=Kind.DECIMAL, unit=_NO_UNIT, moment=Moment.YEAR, direction=Direction.CONTEXT,
        executors=(executor,), combine=Combine.OWNER,
    )  # fmt: skip
