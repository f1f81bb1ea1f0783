"""Rows of values into the plan's records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, TypeVar

from generator import records
from generator.figures import Figure, Unit
from generator.plan import Plan, Results, Settings
from generator.reading.tables import Line
from generator.reading.values import Read
from generator.records import Number, Record
from workbook_templates import words

_R = TypeVar("_R", bound=Record)
_ALIASES = {"class": "class_"}
_UNITS: dict[str, Unit] = {"count": "count", "EUR": "EUR", "share": "share", "ratio": "ratio", "score": "score"}

TABLES: Mapping[str, tuple[str, type[Record]]] = {
    "roles": ("Roles", records.Role),
    "closures": ("Closures", records.Closure),
    "market": ("Market", records.MarketFact),
    "competitors": ("Competitors", records.Competitor),
    "swot": ("Swot", records.SwotItem),
    "past_performance": ("PastPerformance", records.PastResult),
    "ansoff": ("Ansoff", records.GrowthOption),
    "brands": ("Brands", records.Brand),
    "strategic_goals": ("StrategicGoals", records.StrategicGoal),
    "objectives": ("Objectives", records.Objective),
    "cascade": ("Cascade", records.CascadeShare),
    "segments": ("Segments", records.Segment),
    "products": ("Products", records.Product),
    "mix": ("Mix", records.MixDecision),
    "price_tests": ("PriceTests", records.PriceTest),
    "promo_tests": ("PromoTests", records.PromoTest),
    "channels": ("Channels", records.Channel),
    "contracts": ("Contracts", records.Contract),
    "budget_lines": ("BudgetLines", records.BudgetLine),
    "acquisition": ("Acquisition", records.Acquisition),
    "actions": ("Actions", records.Action),
    "raci": ("Raci", records.RaciRow),
    "milestones": ("Milestones", records.Milestone),
    "kpis": ("Kpis", records.Kpi),
    "readings": ("KpiReadings", records.KpiReading),
    "initiatives": ("Initiatives", records.Initiative),
    "experiments": ("Experiments", records.Experiment),
    "messages": ("Messages", records.Message),
    "presence": ("Presence", records.Presence),
    "retention": ("Retention", records.Retention),
    "synergies": ("Synergies", records.Synergy),
    "budget_months": ("BudgetMonths", records.BudgetMonth),
    "events": ("CommercialCalendar", records.CommercialEvent),
    "decisions": ("Decisions", records.Decision),
    "risks": ("Risks", records.Risk),
    "control": ("Control", records.Meeting),
    "changes": ("Changes", records.Change),
    "evidence": ("AuditEvidence", records.Evidence),
}


def plan_of(settings: Settings, lines: Mapping[str, Sequence[Line]], results: Results) -> Plan:
    """Return the plan made of settings, table rows and results."""
    rows: dict[str, Any] = {
        name: tuple(record(line, kind) for line in lines.get(table, ())) for name, (table, kind) in TABLES.items()
    }
    units = {kpi.id: _UNITS.get(kpi.unit, "") for kpi in rows["kpis"]}
    rows["readings"] = tuple(_reading(line, units) for line in lines.get("KpiReadings", ()))
    return Plan(settings=settings, results=results, **rows)


def record(line: Line, kind: type[_R]) -> _R:
    """Return a row as a record: fields by key, runs of numbered columns gathered, quantities in their row's unit."""
    given = {_ALIASES.get(key, key): value for key, value in line.values.items()}
    unit = _row_unit(given)
    if "unit" in given:
        given["unit"] = unit or str(given["unit"] or "")
    names = _fields(kind)
    values: dict[str, Any] = {key: _in_unit(value, unit) for key, value in given.items() if key in names and value is not None}
    if "letters" in names:
        values["letters"] = line.open
    if "sales" in names:
        values["sales"] = run_of(line.values, "sales_")
    return kind(at=line.at, **values)


def run_of(values: Mapping[str, Read], prefix: str) -> tuple[Number, ...]:
    """Return the figures of columns numbered `prefix`01, `prefix`02…, in order."""
    keys = sorted(key for key in values if key.startswith(prefix) and key.removeprefix(prefix).isdigit())
    return tuple(value if isinstance(value, Figure) else None for value in (values[key] for key in keys))


def _reading(line: Line, units: Mapping[str, Unit]) -> records.KpiReading:
    kpi = str(line.values.get("kpi") or "")
    months = (figure.to(units.get(kpi, "")) if figure is not None else None for figure in run_of(line.values, "m"))
    return records.KpiReading(at=line.at, kpi=kpi, months=tuple(months), comment=str(line.values.get("comment") or ""))


def _row_unit(values: Mapping[str, Read]) -> Unit:
    return _UNITS.get(words.UNIT.key(values.get("unit") or "") or "", "")


def _in_unit(value: Read, unit: Unit) -> Read:
    return value.to(unit) if isinstance(value, Figure) and not value.unit and unit else value


def _fields(kind: type[Record]) -> frozenset[str]:
    return frozenset(item.name for item in fields(kind) if item.name != "at")
