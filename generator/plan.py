"""The plan as the workbook holds it: settings, rows of every table, results of every function. Frozen; it knows no Excel and no Word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from generator.figures import Figure
from generator.records import (
    Acquisition,
    Action,
    Brand,
    BudgetLine,
    BudgetMonth,
    CascadeShare,
    Change,
    Channel,
    Closure,
    CommercialEvent,
    Competitor,
    Contract,
    Day,
    Decision,
    Evidence,
    Experiment,
    GrowthOption,
    Initiative,
    Kpi,
    KpiReading,
    MarketFact,
    Meeting,
    Message,
    Milestone,
    MixDecision,
    Number,
    Objective,
    PastResult,
    Place,
    Presence,
    PriceTest,
    Product,
    PromoTest,
    RaciRow,
    Record,
    Retention,
    Risk,
    Role,
    Segment,
    StrategicGoal,
    SwotItem,
    Synergy,
    YesNo,
)
from generator.results import (
    AttributedChannel,
    AuditCheck,
    AuditScore,
    BrandScore,
    CascadeStep,
    ChannelBudget,
    ChannelRole,
    ChurnAlert,
    ClvDecile,
    ConversionPath,
    Elasticity,
    FunnelStage,
    Grid,
    Measure,
    ModelComparison,
    PricePoint,
    RaciLoad,
    RaciRemark,
    Reallocation,
    RfmSegment,
    RoleLoad,
    Scenario,
    ScheduledAction,
    SegmentClv,
    ShareStep,
    SmartVerdict,
)

__all__ = ["Figure", "Place", "Plan", "Record", "Results", "Settings", "by_id"]

_R = TypeVar("_R", bound=Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The one-value settings. `cells` tells where each is entered."""

    company: str = ""
    brand: str = ""
    plan_title: str = ""
    plan_version: str = ""
    plan_stage: str = "signature"
    plan_start: Day = None
    plan_end: Day = None
    as_of: Day = None
    currency: str = "EUR"
    tax_basis: str = "excl_tax"
    budget_total: Number = None
    budget_previous: Number = None
    revenue_previous: Number = None
    revenue_target: Number = None
    gross_margin: Number = None
    discount_annual: Number = None
    clv_to_cpa: Number = None
    clv_horizon_weeks: Number = None
    rfm_bins: Number = None
    region: str = "metropole"
    solidarity_day: YesNo = None
    workload_limit_days: Number = None
    show_customer_ids: YesNo = None
    strategic_link: str = ""
    cells: dict[str, str] = field(default_factory=dict, compare=False)

    def cell(self, key: str) -> str:
        """Return the address of a setting's value."""
        return self.cells.get(key, key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What the functions of the workbook found; empty where an area is empty or was never computed."""

    rfm_segments: tuple[RfmSegment, ...] = ()
    rfm_grid: Grid | None = None
    clv_fit: tuple[Measure, ...] = ()
    clv_pareto: tuple[ClvDecile, ...] = ()
    clv_pareto_measures: tuple[Measure, ...] = ()
    clv_segments: tuple[SegmentClv, ...] = ()
    clv_alerts: tuple[ChurnAlert, ...] = ()
    cpa: tuple[ChannelBudget, ...] = ()
    reallocation: tuple[Reallocation, ...] = ()
    price_points: tuple[Measure, ...] = ()
    price_curves: tuple[PricePoint, ...] = ()
    elasticity: tuple[Elasticity, ...] = ()
    promo: tuple[Measure, ...] = ()
    attribution: tuple[AttributedChannel, ...] = ()
    attribution_compare: tuple[ModelComparison, ...] = ()
    channel_roles: tuple[ChannelRole, ...] = ()
    paths: tuple[ConversionPath, ...] = ()
    schedule: tuple[ScheduledAction, ...] = ()
    workload: tuple[RoleLoad, ...] = ()
    raci_check: tuple[RaciRemark, ...] = ()
    raci_load: tuple[RaciLoad, ...] = ()
    smart: tuple[SmartVerdict, ...] = ()
    cascade: tuple[CascadeStep, ...] = ()
    share_steps: tuple[ShareStep, ...] = ()
    brands: tuple[BrandScore, ...] = ()
    funnel: tuple[FunnelStage, ...] = ()
    audit: tuple[AuditScore, ...] = ()
    audit_checks: tuple[AuditCheck, ...] = ()
    migration: Grid | None = None
    scenarios: tuple[Scenario, ...] = ()
    cards: Mapping[str, Figure] = field(default_factory=dict)  # the named figures above the tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The whole plan."""

    settings: Settings = field(default_factory=Settings)
    roles: tuple[Role, ...] = ()
    closures: tuple[Closure, ...] = ()
    market: tuple[MarketFact, ...] = ()
    competitors: tuple[Competitor, ...] = ()
    swot: tuple[SwotItem, ...] = ()
    past_performance: tuple[PastResult, ...] = ()
    ansoff: tuple[GrowthOption, ...] = ()
    brands: tuple[Brand, ...] = ()
    strategic_goals: tuple[StrategicGoal, ...] = ()
    objectives: tuple[Objective, ...] = ()
    cascade: tuple[CascadeShare, ...] = ()
    segments: tuple[Segment, ...] = ()
    products: tuple[Product, ...] = ()
    mix: tuple[MixDecision, ...] = ()
    price_tests: tuple[PriceTest, ...] = ()
    promo_tests: tuple[PromoTest, ...] = ()
    channels: tuple[Channel, ...] = ()
    contracts: tuple[Contract, ...] = ()
    budget_lines: tuple[BudgetLine, ...] = ()
    acquisition: tuple[Acquisition, ...] = ()
    actions: tuple[Action, ...] = ()
    raci: tuple[RaciRow, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    kpis: tuple[Kpi, ...] = ()
    readings: tuple[KpiReading, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    experiments: tuple[Experiment, ...] = ()
    messages: tuple[Message, ...] = ()
    presence: tuple[Presence, ...] = ()
    retention: tuple[Retention, ...] = ()
    synergies: tuple[Synergy, ...] = ()
    budget_months: tuple[BudgetMonth, ...] = ()
    events: tuple[CommercialEvent, ...] = ()
    decisions: tuple[Decision, ...] = ()
    risks: tuple[Risk, ...] = ()
    control: tuple[Meeting, ...] = ()
    changes: tuple[Change, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    results: Results = field(default_factory=Results)
    sheets: Mapping[str, str] = field(
        default_factory=dict, compare=False
    )  # the sheet each table stands on, as the workbook names it

    def sheet(self, table: str) -> str:
        """Return the name of the sheet a table stands on, the table's own where that is not known."""
        return self.sheets.get(table, table)

    @property
    def as_of(self) -> dt.date:
        """The plan's own date: the as-of date, the plan's first day where it is blank, a fixed day where both are."""
        return self.settings.as_of or self.settings.plan_start or dt.date(2000, 1, 1)

    @property
    def stage(self) -> str:
        """The moment of the plan: signature, quarterly_review or midyear_review."""
        return self.settings.plan_stage or "signature"


def by_id(records: Iterable[_R], wanted: str) -> _R | None:
    """Return the record whose id is `wanted`, None where there is none."""
    return next((record for record in records if getattr(record, "id", None) == wanted), None)
