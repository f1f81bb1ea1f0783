"""Actions: roles, money, actions, responsibilities, milestones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.records.base import Day, Number, Record, YesNo


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Record):
    id: str = ""
    label: str = ""
    holder: str = ""
    team: str = ""
    headcount: Number = None
    capacity_days_week: Number = None
    load_peak: Number = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure(Record):
    date: Day = None
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine(Record):
    id: str = ""
    label: str = ""
    action: str = ""
    objective: str = ""
    channel: str = ""
    segment: str = ""
    nature: str = ""
    q1: Number = None
    q2: Number = None
    q3: Number = None
    q4: Number = None
    total: Number = None
    acquisition: YesNo = None
    committed: Number = None
    invoiced: Number = None
    left: Number = None
    supplier: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acquisition(Record):
    channel: str = ""
    segment: str = ""
    spend_previous: Number = None
    acquisitions_previous: Number = None
    clv: Number = None
    cpa_previous: Number = None
    cpa_target: Number = None
    label: str = ""
    budget: Number = None
    min_budget: Number = None
    max_budget: Number = None
    proposed: Number = None
    cpa_plan: Number = None
    spent_to_date: Number = None
    acquisitions_to_date: Number = None
    cpa_to_date: Number = None
    override_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetMonth(Record):
    month: Number = None
    starts: Day = None
    planned: Number = None
    committed: Number = None
    invoiced: Number = None
    forecast: Number = None
    landing: Number = None
    gap: Number = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Record):
    id: str = ""
    name: str = ""
    objective: str = ""
    kpi: str = ""
    channel: str = ""
    segment: str = ""
    lever: str = ""
    race: str = ""
    initiative: str = ""
    bav_pillar: str = ""
    owner: str = ""
    kind: str = ""
    duration_days: Number = None
    effort_days: Number = None
    predecessors: str = ""
    deadline: str = ""
    due_date: Day = None
    fixed_start: Day = None
    fixed_end: Day = None
    not_before: Day = None
    live_until: Day = None
    status: str = ""
    progress: Number = None
    actual_start: Day = None
    actual_finish: Day = None
    budget: Number = None
    latest_start: Day = None
    latest_finish: Day = None
    slack: Number = None
    critical: str = ""
    alert: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RaciRow(Record):
    action: str = ""
    name: str = ""
    letters: Mapping[str, str] = field(default_factory=dict)  # role id → what the cell holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(Record):
    id: str = ""
    label: str = ""
    date: Day = None
    type: str = ""
    firm: YesNo = None
    ready_days_before: Number = None
    ready_date: Day = None
    actions: Number = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommercialEvent(Record):
    event: str = ""
    start: Day = None
    end: Day = None
    used: YesNo = None
    note: str = ""
