"""What the worksheet functions found, row by row: one frozen dataclass a result area, its fields named as the function's columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.figures import Figure
from generator.records import Day, Number, Record, YesNo


@dataclass(frozen=True, slots=True, kw_only=True)
class RfmSegment(Record):
    segment: str = ""
    customers: Number = None
    customers_share: Number = None
    revenue: Number = None
    revenue_share: Number = None
    mean_recency_days: Number = None
    mean_frequency: Number = None
    mean_monetary: Number = None
    programme: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Record):
    """A named value, as functions that answer in two columns give it; `low` and `high` bound it where the function says so."""

    name: str = ""
    value: Number = None
    low: Number = None
    high: Number = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClvDecile(Record):
    decile: str = ""
    customers: Number = None
    value: Number = None
    value_share: Number = None
    cumulative_customers_share: Number = None
    cumulative_value_share: Number = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentClv(Record):
    segment: str = ""
    customers: Number = None
    mean_clv: Number = None
    total_clv: Number = None
    share: Number = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChurnAlert(Record):
    customer: str = ""
    clv: Number = None
    p_alive: Number = None
    days_since_last: Number = None
    usual_gap_days: Number = None
    value_at_risk: Number = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelBudget(Record):
    channel: str = ""
    current_cpa: Number = None
    target_cpa: Number = None
    status: str = ""
    budget: Number = None
    expected_acquisitions: Number = None
    expected_cpa: Number = None
    marginal_cpa: Number = None
    expected_value: Number = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reallocation(Record):
    channel: str = ""
    remaining: Number = None
    new_remaining: Number = None
    change: Number = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PricePoint(Record):
    price: Number = None
    too_cheap: Number = None
    cheap: Number = None
    expensive: Number = None
    too_expensive: Number = None
    not_cheap: Number = None
    not_expensive: Number = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Elasticity(Record):
    product: str = ""
    elasticity: Number = None
    low: Number = None
    high: Number = None
    observations: Number = None
    r2: Number = None
    class_: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributedChannel(Record):
    channel: str = ""
    conversions: Number = None
    conversions_share: Number = None
    value: Number = None
    removal_effect: Number = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelComparison(Record):
    channel: str = ""
    credits: Mapping[str, Figure] = field(default_factory=dict)  # model key → conversions


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelRole(Record):
    channel: str = ""
    opens: Number = None
    assists: Number = None
    closes: Number = None
    direct_conversions: Number = None
    assisted_conversions: Number = None
    assist_ratio: Number = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversionPath(Record):
    path: str = ""
    conversions: Number = None
    rate: Number = None
    share: Number = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledAction(Record):
    id: str = ""
    latest_start: Day = None
    latest_finish: Day = None
    earliest_start: Day = None
    earliest_finish: Day = None
    total_slack: Number = None
    free_slack: Number = None
    critical: YesNo = None
    late_by: Number = None
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleLoad(Record):
    """What a role works each week, in days; `weeks` are the Mondays."""

    owner: str = ""
    weeks: tuple[dt.date, ...] = ()
    days: tuple[Number, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RaciRemark(Record):
    code: str = ""
    level: str = ""
    activity: str = ""
    role: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RaciLoad(Record):
    role: str = ""
    r: Number = None
    a: Number = None
    c: Number = None
    i: Number = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmartVerdict(Record):
    """One objective letter by letter; `id` is set by the reader where the area has none: same order as Objectives."""

    id: str = ""
    s: YesNo = None
    m: YesNo = None
    a: YesNo = None
    r: YesNo = None
    t: YesNo = None
    score: Number = None
    advice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CascadeStep(Record):
    quarter: str = ""
    channel: str = ""
    customers: Number = None
    leads_needed: Number = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareStep(Record):
    quarter: Number = None
    new_customers: Number = None
    replacements: Number = None
    total: Number = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandScore(Record):
    brand: str = ""
    strength: Number = None
    stature: Number = None
    quadrant: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelStage(Record):
    stage: str = ""
    volume: Number = None
    rate_from_previous: Number = None
    rate_from_first: Number = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditScore(Record):
    criterion: str = ""
    score: Number = None
    evidence: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditCheck(Record):
    criterion: str = ""
    check: str = ""
    passed: Number = None
    total: Number = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario(Record):
    scenario: str = ""
    factor: Number = None
    envelope: Number = None
    acquisition: Number = None
    customers: Number = None
    cpa: Number = None
    value: Number = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid(Record):
    """A cross table: row labels, column labels, cells."""

    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    cells: tuple[tuple[Number, ...], ...] = ()
