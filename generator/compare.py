"""Two versions of a plan: what was added, removed, changed, each with its cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Literal

from generator.figures import Figure
from generator.plan import Plan, Settings
from generator.records import Record
from generator.workbook import Reading
from generator.writer import Writer
from workbook_templates.schema import SETTINGS, TABLES
from workbook_templates.text import YES_NO, Lang, Text

Kind = Literal["added", "removed", "changed"]

# What leadership asks about first: money, targets, dates; computed columns are compared too where they are what one reads.
_COMPARED: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("objectives", "Objectives", "statement", ("statement", "baseline", "target", "deadline", "owner", "budget")),
    ("decisions", "Decisions", "request", ("request", "amount", "due_date", "decider", "outcome")),
    ("milestones", "Milestones", "label", ("label", "date", "firm")),
    ("actions", "Actions", "name", ("name", "objective", "owner", "status", "progress", "duration_days", "deadline", "due_date", "latest_start", "latest_finish", "budget")),
    ("budget_lines", "BudgetLines", "label", ("label", "action", "channel", "q1", "q2", "q3", "q4", "committed", "invoiced")),
    ("kpis", "Kpis", "name", ("name", "target", "actual_to_date", "status", "owner", "alert_threshold")),
    ("segments", "Segments", "name", ("name", "targeted", "positioning", "clv", "cpa_target", "budget")),
    ("channels", "Channels", "name", ("name", "role", "revenue", "cost", "budget")),
    ("risks", "Risks", "label", ("label", "probability", "impact", "response", "owner")),
)
_SETTINGS = ("plan_version", "plan_stage", "as_of", "plan_start", "plan_end", "budget_total", "revenue_target", "gross_margin", "clv_to_cpa")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference: the row or setting, the column for a change, what stood before and what stands now, the cell in the new version."""

    kind: Kind
    subject: str
    column: Text | None = None
    before: str = ""
    after: str = ""
    cell: str = ""
    weight: float = 0.0  # euros moved, what sorts changes of money

    def say(self, lang: Lang) -> str:
        """Return the difference in a sentence."""
        if self.kind == "added":
            return _ADDED.get(lang).format(subject=self.subject)
        if self.kind == "removed":
            return _REMOVED.get(lang).format(subject=self.subject)
        column = self.column.get(lang) if self.column is not None else ""
        return _CHANGED.get(lang).format(subject=self.subject, column=column, before=self.before or "–", after=self.after or "–")


_ADDED = Text("{subject} : ajouté.", "{subject}: added.")
_REMOVED = Text("{subject} : retiré.", "{subject}: removed.")
_CHANGED = Text("{subject}, {column} : {before} → {after}.", "{subject}, {column}: {before} → {after}.")


def compare(old: Reading, new: Reading, *, lang: Lang | None = None) -> tuple[Difference, ...]:
    """Return what differs between two versions: settings, then table by table, in the order of the new version.

    Rows are matched by id; a row of another id is another row.
    """
    writer = Writer(lang or new.lang)
    found = list(_settings(old.plan.settings, new.plan.settings, writer))
    for name, table, title, keys in _COMPARED:
        found += _rows(getattr(old.plan, name), getattr(new.plan, name), table, title, keys, writer)
    return tuple(found)


def moved_money(old: Plan, new: Plan) -> Figure | None:
    """Return how much the planned budget grew or shrank, None where a version has no lines."""
    before, after = old.results.cards.get("budget_planned"), new.results.cards.get("budget_planned")
    if before is None or after is None:
        return None
    return Figure(after.value - before.value, "EUR", after.cell)


def _settings(old: Settings, new: Settings, writer: Writer) -> Iterator[Difference]:
    for key in _SETTINGS:
        before, after = getattr(old, key), getattr(new, key)
        if _plain(before) != _plain(after):
            declared = SETTINGS[key]
            words = declared.choices
            yield Difference(
                kind="changed",
                subject=declared.label.get(writer.lang),
                column=Text("valeur", "value"),
                before=_shown(writer, words.say(before, writer.lang) if words is not None and before in words.entries else before),
                after=_shown(writer, words.say(after, writer.lang) if words is not None and after in words.entries else after),
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


def _changes(before: Record, after: Record, subject: str, table: str, keys: tuple[str, ...], writer: Writer) -> Iterator[Difference]:
    declared = {column.key: column for column in TABLES[table].columns}
    known = {item.name for item in fields(after)}
    for key in keys:
        if key not in known or key not in declared:
            continue
        old, new = getattr(before, key), getattr(after, key)
        if _plain(old) == _plain(new):
            continue
        words = declared[key].choices
        yield Difference(
            kind="changed",
            subject=subject,
            column=declared[key].label,
            before=_shown(writer, words.say(old, writer.lang) if words is not None and old in words.entries else old),
            after=_shown(writer, words.say(new, writer.lang) if words is not None and new in words.entries else new),
            cell=after.cell(key),
            weight=_money(old, new),
        )


def _plain(value: object) -> object:
    """Return what makes two values the same: figures by number, to a billionth; texts by their words."""
    if isinstance(value, Figure):
        return round(value.value, 9)
    return " ".join(value.split()) if isinstance(value, str) else value


def _shown(writer: Writer, value: object) -> str:
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
