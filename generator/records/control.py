"""Control: KPIs and their readings, returns, decisions, risks, meetings, versions."""

from __future__ import annotations

from dataclasses import dataclass

from generator.records.base import Day, Ids, Number, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Kpi(Record):
    id: str = ""
    name: str = ""
    objective: str = ""
    race: str = ""
    family: str = ""
    horizon: str = ""
    kind: str = ""
    unit: str = ""
    direction: str = ""
    baseline_own: Number = None
    target_own: Number = None
    baseline: Number = None
    target: Number = None
    profile: str = ""
    source: str = ""
    frequency: str = ""
    owner: str = ""
    alert_threshold: Number = None
    corrective_action: str = ""
    last_month: Number = None
    actual_to_date: Number = None
    target_to_date: Number = None
    status: str = ""
    trend: str = ""
    fresh: str = ""
    qualities: Number = None
    missing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiReading(Record):
    kpi: str = ""
    months: tuple[Number, ...] = ()
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Initiative(Record):
    id: str = ""
    name: str = ""
    action: str = ""
    method: str = ""
    margin: Number = None
    cost: Number = None
    revenue: Number = None
    romi: Number = None
    romi_low: Number = None
    romi_high: Number = None
    romi_discounted: Number = None
    confidence: Number = None
    verdict: str = ""
    actions: Number = None
    budget: Number = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Experiment(Record):
    id: str = ""
    hypothesis: str = ""
    action: str = ""
    kpi: str = ""
    sample: Number = None
    available: Number = None
    feasible: str = ""
    start: Day = None
    end: Day = None
    status: str = ""
    result: str = ""
    decision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Record):
    id: str = ""
    request: str = ""
    amount: Number = None
    due_date: Day = None
    decider: str = ""
    if_not: str = ""
    linked: Ids = ()
    outcome: str = ""
    outcome_date: Day = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk(Record):
    id: str = ""
    label: str = ""
    probability: Number = None
    impact: Number = None
    score: Number = None
    trigger: str = ""
    response: str = ""
    owner: str = ""
    actions: Ids = ()
    budget: Number = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Record):
    id: str = ""
    meeting: str = ""
    frequency: str = ""
    chair: str = ""
    content: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Record):
    date: Day = None
    version: str = ""
    author: str = ""
    what: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Record):
    criterion: str = ""
    question: str = ""
    answer: Number = None
    comment: str = ""
