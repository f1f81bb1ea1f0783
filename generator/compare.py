"""Two versions of a plan: what was added, removed, changed, each with its cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Literal

from generator.checks.run import results_are_there
from generator.figures import Figure
from generator.plan import Settings
from generator.reading.areas import NOT_COMPUTED
from generator.reading.tables import FORMULA_NAME
from generator.records import Record
from generator.workbook import Reading
from generator.writer import Writer
from workbook_templates.schema import SETTINGS, TABLES
from workbook_templates.text import YES_NO, Lang, Text, Words
from workbook_templates.words import KPI_STATUS

Kind = Literal["added", "removed", "changed", "old_not_computed", "new_not_computed"]

# What leadership asks about first: money, targets, dates; computed columns are compared too where they are what one reads.
_COMPARED: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("objectives", "Objectives", "statement", ("statement", "baseline", "target", "deadline", "owner", "budget")),
    ("decisions", "Decisions", "request", ("request", "amount", "due_date", "decider", "outcome")),
    ("milestones", "Milestones", "label", ("label", "date", "firm")),
    (
        "actions",
        "Actions",
        "name",
        (
            "name",
            "objective",
            "owner",
            "status",
            "progress",
            "duration_days",
            "deadline",
            "due_date",
            "latest_start",
            "latest_finish",
            "budget",
        ),
    ),
    ("budget_lines", "BudgetLines", "label", ("label", "action", "channel", "q1", "q2", "q3", "q4", "committed", "invoiced")),
    ("kpis", "Kpis", "name", ("name", "target", "actual_to_date", "status", "owner", "alert_threshold")),
    ("segments", "Segments", "name", ("name", "targeted", "positioning", "clv", "cpa_target", "budget")),
    ("channels", "Channels", "name", ("name", "role", "revenue", "cost", "budget")),
    ("risks", "Risks", "label", ("label", "probability", "impact", "response", "owner")),
)
_SETTINGS = (
    "plan_version",
    "plan_stage",
    "as_of",
    "plan_start",
    "plan_end",
    "budget_total",
    "revenue_target",
    "gross_margin",
    "clv_to_cpa",
)
# Columns that no person types, yet whose texts are words of a closed list.
_RESULT_WORDS: Mapping[tuple[str, str], Words] = {("Kpis", "status"): KPI_STATUS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference: the row or setting, the column for a change, what stood before and what stands now, the cell in the new version.

    Of the two kinds that end in `not_computed`, only one version has its results: the columns the workbook computes were not compared.
    """

    kind: Kind
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


_SAID: Mapping[Kind, Text] = {
    "added": Text("{subject} : ajouté.", "{subject}: added."),
    "removed": Text("{subject} : retiré.", "{subject}: removed."),
    "changed": Text("{subject}, {column} : {before} → {after}.", "{subject}, {column}: {before} → {after}."),
}
_WORDS: Mapping[Kind, Text] = {
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

    Rows are matched by id; a row of another id is another row. Results are compared where both versions were computed; where one was
    not, a difference says so, once.
    """
    writer = Writer(lang or new.lang)
    before, after = _has_results(old), _has_results(new)
    found = [] if before == after else [Difference(kind="new_not_computed" if before else "old_not_computed")]
    found += _settings(old.plan.settings, new.plan.settings, writer)
    for name, table, title, keys in _COMPARED:
        compared = keys if before and after else _typed(table, keys)
        found += _rows(getattr(old.plan, name), getattr(new.plan, name), table, title, compared, writer)
    return tuple(found)


def _has_results(reading: Reading) -> bool:
    problems = (*reading.problems, *results_are_there(reading.plan))
    return not any(problem.code in (NOT_COMPUTED.code, FORMULA_NAME.code) for problem in problems)


def _typed(table: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return the keys of the columns that people type."""
    typed = {column.key for column in TABLES[table].inputs}
    return tuple(key for key in keys if key in typed)


def _settings(old: Settings, new: Settings, writer: Writer) -> Iterator[Difference]:
    for key in _SETTINGS:
        before, after = getattr(old, key), getattr(new, key)
        if _plain(before) != _plain(after):
            declared = SETTINGS[key]
            yield Difference(
                kind="changed",
                subject=declared.label.get(writer.lang),
                column=Text("valeur", "value"),
                before=_shown(writer, before, declared.choices),
                after=_shown(writer, after, declared.choices),
                cell=new.cell(key),
                weight=_money(before, after),
            )


def _rows(
    old: tuple[Record, ...], new: tuple[Record, ...], table: str, title: str, keys: tuple[str, ...], writer: Writer
) -> Iterator[Difference]:
    before = {getattr(record, "id"): record for record in old}  # noqa: B009 - records of several kinds, all with an id
    after = {getattr(record, "id"): record for record in new}  # noqa: B009
    for name, record in after.items():
        subject = f"{name} {getattr(record, title)}"
        if name not in before:
            yield Difference(kind="added", subject=subject, cell=record.cell("id"))
        else:
            yield from _changes(before[name], record, subject, table, keys, writer)
    for name, record in before.items():
        if name not in after:
            yield Difference(kind="removed", subject=f"{name} {getattr(record, title)}")


def _changes(
    before: Record, after: Record, subject: str, table: str, keys: tuple[str, ...], writer: Writer
) -> Iterator[Difference]:
    declared = {column.key: column for column in TABLES[table].columns}
    known = {item.name for item in fields(after)}
    for key in keys:
        if key not in known or key not in declared:
            continue
        old, new = getattr(before, key), getattr(after, key)
        words = declared[key].choices or _RESULT_WORDS.get((table, key))
        if _plain(old, words) == _plain(new, words):
            continue
        yield Difference(
            kind="changed",
            subject=subject,
            column=declared[key].label,
            before=_shown(writer, old, words),
            after=_shown(writer, new, words),
            cell=after.cell(key),
            weight=_money(old, new),
        )


def _plain(value: object, words: Words | None = None) -> object:
    """Return what makes two values the same: figures by number, to a billionth; words of a list by key; texts without their spaces."""
    if isinstance(value, Figure):
        return round(value.value, 9)
    if not isinstance(value, str):
        return value
    key = words.key(value) if words is not None else None
    return key or " ".join(value.split())


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
