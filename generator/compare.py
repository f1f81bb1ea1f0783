"""Two versions of a plan: what was added, removed, changed, each with its cell."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from types import MappingProxyType
from typing import Literal

from generator.checks.run import results_are_there
from generator.figures import Figure
from generator.plan import Settings
from generator.reading.areas import NOT_COMPUTED
from generator.reading.records import TABLES as RECORDS
from generator.reading.tables import FORMULA_NAME
from generator.records import Record
from generator.workbook import Reading
from generator.writer import Writer
from workbook_templates.schema import SETTINGS, TABLES
from workbook_templates.schema.spec import Kind, Table
from workbook_templates.text import YES_NO, Lang, Text, Words
from workbook_templates.words import KPI_STATUS

DifferenceKind = Literal["added", "removed", "changed", "old_not_computed", "new_not_computed"]

# What leadership asks about first: money, targets, dates; then the others, in the plan's order.
_FIRST = ("objectives", "decisions", "milestones", "actions", "budget_lines", "kpis", "segments", "channels", "risks")
# Of the columns the workbook computes, those one reads; every column that people type is compared.
_READ: Mapping[str, tuple[str, ...]] = {
    "Objectives": ("budget",),
    "Actions": ("latest_start", "latest_finish", "budget"),
    "Kpis": ("baseline", "target", "actual_to_date", "status"),
    "Segments": ("clv", "cpa_target", "budget"),
    "Channels": ("budget",),
    "Acquisition": ("budget", "cpa_target"),
}
# Columns that a record holds as one field: the field, what the keys of its columns begin with.
_RUNS: Mapping[str, tuple[str, str]] = {"Products": ("sales", "sales_"), "KpiReadings": ("months", "m")}
_NAMING = (Kind.TEXT, Kind.ID, Kind.REF, Kind.DATE, Kind.CHOICE)
_MOST_NAMES = 3  # columns that may name a row together
# Columns that no person types, yet whose texts are words of a closed list.
_RESULT_WORDS: Mapping[tuple[str, str], Words] = {("Kpis", "status"): KPI_STATUS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference: the row or setting, the column for a change, what stood before and what stands now, the cell in the new version.

    Of the two kinds that end in `not_computed`, only one version has its results: the columns the workbook computes were not compared.
    """

    kind: DifferenceKind
    subject: str = ""
    column: Text | None = None
    before: str = ""
    after: str = ""
    cell: str = ""
    weight: float = 0.0  # euros moved, what sorts changes of money

    @property
    def text(self) -> Text:
        """What happened, without the row it happened to."""
        return _WORDS[self.kind]

    def say(self, lang: Lang) -> str:
        """Return the difference in a sentence."""
        column = self.column.get(lang) if self.column is not None else ""
        return (
            _SAID.get(self.kind, self.text)
            .get(lang)
            .format(subject=self.subject, column=column, before=self.before or "–", after=self.after or "–")
        )


_SAID: Mapping[DifferenceKind, Text] = {
    "added": Text("{subject} : ajouté.", "{subject}: added."),
    "removed": Text("{subject} : retiré.", "{subject}: removed."),
    "changed": Text("{subject}, {column} : {before} → {after}.", "{subject}, {column}: {before} → {after}."),
}
_WORDS: Mapping[DifferenceKind, Text] = {
    "added": Text("ajouté", "added"),
    "removed": Text("retiré", "removed"),
    "changed": Text("changé", "changed"),
    "old_not_computed": Text(
        "L'ancienne version n'a pas été calculée : les colonnes que le classeur calcule n'ont pas été comparées. Lancez « planmo calc » sur elle, puis comparez de nouveau.",
        "The old version has not been calculated: the columns that the workbook calculates were not compared. Run “planmo calc” on it, then compare again.",
    ),
    "new_not_computed": Text(
        "La nouvelle version n'a pas été calculée : les colonnes que le classeur calcule n'ont pas été comparées. Lancez « planmo calc » sur elle, puis comparez de nouveau.",
        "The new version has not been calculated: the columns that the workbook calculates were not compared. Run “planmo calc” on it, then compare again.",
    ),
}


def compare(old: Reading, new: Reading, *, lang: Lang | None = None) -> tuple[Difference, ...]:
    """Return what differs between two versions: settings, then table by table, in the order of the new version.

    Of every table the plan holds, what people type is compared, and the few results one reads; sheets of data are not. Rows are matched by
    id, or by the first columns that name them; a row of another id is another row. Results are compared where both versions were computed;
    where one was not, a difference says so, once.
    """
    writer = Writer(lang or new.lang)
    before, after = _has_results(old), _has_results(new)
    found = [] if before == after else [Difference(kind="new_not_computed" if before else "old_not_computed")]
    found += _settings(old.plan.settings, new.plan.settings, writer)
    for name in (*_FIRST, *(name for name in RECORDS if name not in _FIRST)):
        table = TABLES[RECORDS[name][0]]
        keys = _keys(table, results=before and after)
        found += _rows(_read(getattr(old.plan, name), table), _read(getattr(new.plan, name), table), table, keys, writer)
    return tuple(found)


def _keys(table: Table, *, results: bool) -> tuple[str, ...]:
    """Return the keys of the columns to compare, in the sheet's order; one that people may fill in over a result gives way to the result."""
    read = _READ.get(table.name, ()) if results else ()
    covered = {f"{key}_own" for key in read}
    return tuple(column.key for column in table.columns if column.key in read or not (column.computed or column.key in covered))


@dataclass(frozen=True, slots=True)
class _Row:
    """A record as its table's columns hold it."""

    record: Record
    values: Mapping[str, object]
    roles: Mapping[str, object]  # what the columns a user added hold


def _read(records: tuple[Record, ...], table: Table) -> tuple[_Row, ...]:
    run, prefix = _RUNS.get(table.name, ("", ""))
    rows = []
    for record in records:
        values = {item.name: getattr(record, item.name) for item in fields(record) if item.name != "at"}
        values |= {f"{prefix}{i:02d}": value for i, value in enumerate(values.pop(run, ()), 1)}
        rows.append(_Row(record, values, values.pop("letters", {})))
    return tuple(rows)


def _has_results(reading: Reading) -> bool:
    problems = (*reading.problems, *results_are_there(reading.plan))
    return not any(problem.code in (NOT_COMPUTED.code, FORMULA_NAME.code) for problem in problems)


def _settings(old: Settings, new: Settings, writer: Writer) -> Iterator[Difference]:
    known = {item.name for item in fields(new)}
    for key, declared in SETTINGS.items():
        if key not in known:
            continue
        before, after = getattr(old, key), getattr(new, key)
        same = _spellings(declared.default) if isinstance(declared.default, Text) else {}
        if _plain(before, declared.choices, same) != _plain(after, declared.choices, same):
            yield Difference(
                kind="changed",
                subject=declared.label.get(writer.lang),
                column=Text("valeur", "value"),
                before=_shown(writer, before, declared.choices),
                after=_shown(writer, after, declared.choices),
                cell=new.cell(key),
                weight=_money(before, after),
            )


def _rows(old: Sequence[_Row], new: Sequence[_Row], table: Table, keys: tuple[str, ...], writer: Writer) -> Iterator[Difference]:
    names = _names(table, old, new)
    before, after = _by_name(old, table, names), _by_name(new, table, names)
    for name, row in after.items():
        subject = _subject(row, table, names, writer)
        if name not in before:
            yield Difference(kind="added", subject=subject, cell=row.record.cell(names[0]))
        else:
            yield from _changes(before[name], row, subject, table, keys, writer)
    for name, row in before.items():
        if name not in after:
            yield Difference(kind="removed", subject=_subject(row, table, names, writer))


def _names(table: Table, *versions: Sequence[_Row]) -> tuple[str, ...]:
    """Return the columns that name a row: its id, or as many of the first ones as it takes to tell the rows of each version apart."""
    naming = [column.key for column in table.inputs if column.kind in _NAMING] or [table.columns[0].key]
    if "id" in naming:
        return ("id",)
    for count in range(1, _MOST_NAMES + 1):
        names = tuple(naming[:count])
        if all(len({_name(row, table, names) for row in rows}) == len(rows) for rows in versions):
            break
    return names


def _name(row: _Row, table: Table, names: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(_compared(row, table, key) for key in names)


def _by_name(rows: Sequence[_Row], table: Table, names: tuple[str, ...]) -> dict[tuple[object, ...], _Row]:
    """Return rows by name; those of one name are told apart by their order."""
    seen: Counter[tuple[object, ...]] = Counter()
    found: dict[tuple[object, ...], _Row] = {}
    for row in rows:
        name = _name(row, table, names)
        seen[name] += 1
        found[*name, seen[name]] = row
    return found


def _subject(row: _Row, table: Table, names: tuple[str, ...], writer: Writer) -> str:
    """Return what names a row: its id and its first text, or its table and what its first columns hold."""
    if names == ("id",):
        title = next((column.key for column in table.inputs if column.kind is Kind.TEXT), "")
        return f"{row.values['id']} {row.values.get(title, '')}".strip()
    said = (_shown(writer, row.values.get(key), _words(table, key)) for key in names)
    return " ".join([table.title.get(writer.lang), *filter(None, said)])


def _changes(
    before: _Row, after: _Row, subject: str, table: Table, keys: tuple[str, ...], writer: Writer
) -> Iterator[Difference]:
    known = [key for key in keys if key in before.values or key in after.values]
    cells = [(key, table.column(key).label, _words(table, key), before.values.get(key), after.values.get(key)) for key in known]
    roles = dict.fromkeys((*after.roles, *before.roles))
    cells += [(role, Text(role, role), None, before.roles.get(role, ""), after.roles.get(role, "")) for role in roles]
    for key, label, words, old, new in cells:
        same = _starters(table.name, key)
        if _plain(old, words, same) == _plain(new, words, same):
            continue
        yield Difference(
            kind="changed",
            subject=subject,
            column=label,
            before=_shown(writer, old, words),
            after=_shown(writer, new, words),
            cell=after.record.cell(key),
            weight=_money(old, new),
        )


def _words(table: Table, key: str) -> Words | None:
    return table.column(key).choices or _RESULT_WORDS.get((table.name, key))


def _compared(row: _Row, table: Table, key: str) -> object:
    return _plain(row.values.get(key), _words(table, key), _starters(table.name, key))


@cache
def _starters(table: str, key: str) -> Mapping[str, str]:
    """Return the texts a workbook starts with in that column, each to one spelling: the same whatever the language."""
    texts = (row.get(key) for row in TABLES[table].starter)
    return {said: one for text in texts if isinstance(text, Text) for said, one in _spellings(text).items()}


def _spellings(text: Text) -> Mapping[str, str]:
    return {_spaced(said): _spaced(text.fr) for said in (text.fr, text.en)}


def _plain(value: object, words: Words | None = None, same: Mapping[str, str] = MappingProxyType({})) -> object:
    """Return what makes two values the same: figures by number, to a billionth; words of a list by key; texts without their spaces."""
    if isinstance(value, Figure):
        return round(value.value, 9)
    if not isinstance(value, str):
        return value
    key = words.key(value) if words is not None else None
    text = _spaced(value)
    return key or same.get(text, text) or None


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _shown(writer: Writer, value: object, words: Words | None) -> str:
    if words is not None and isinstance(value, str) and (key := words.key(value)) is not None:
        return writer.typeset(words.say(key, writer.lang))
    if value is None or value == "":
        return ""
    if isinstance(value, Figure):
        return writer.table(value)
    if isinstance(value, bool):
        return YES_NO[value].get(writer.lang)
    if isinstance(value, dt.date):
        return writer.day(value)
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return writer.typeset(str(value))


def _money(before: object, after: object) -> float:
    figures = [value for value in (before, after) if isinstance(value, Figure) and value.unit == "EUR"]
    if not figures:
        return 0.0
    old = before.value if isinstance(before, Figure) else 0.0
    new = after.value if isinstance(after, Figure) else 0.0
    return abs(new - old)
