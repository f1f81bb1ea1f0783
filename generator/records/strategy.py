"""Situation, objectives and strategy: the market, competitors, SWOT, goals, objectives, segments and what is said to them."""

from __future__ import annotations

from dataclasses import dataclass

from generator.records.base import Day, Ids, Number, Record, YesNo


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketFact(Record):
    metric: str = ""
    value: Number = None
    unit: str = ""
    growth: Number = None
    date: Day = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Competitor(Record):
    name: str = ""
    share: Number = None
    price_index: Number = None
    strength: str = ""
    weakness: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SwotItem(Record):
    id: str = ""
    type: str = ""
    statement: str = ""
    impact: Number = None
    probability: Number = None
    evidence: str = ""
    score: Number = None
    response: Ids = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PastResult(Record):
    kpi: str = ""
    period: str = ""
    value: Number = None
    target: Number = None
    gap: Number = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowthOption(Record):
    id: str = ""
    option: str = ""
    product_new: YesNo = None
    market_new: YesNo = None
    strategy: str = ""
    potential_revenue: Number = None
    actions: Ids = ()
    investment: Number = None
    risk: str = ""
    probability: Number = None
    horizon: Day = None
    priority: Number = None
    expected_margin: Number = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand(Record):
    brand: str = ""
    own: YesNo = None
    wave: Day = None
    base: Number = None
    differentiation: Number = None
    relevance: Number = None
    esteem: Number = None
    knowledge: Number = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategicGoal(Record):
    id: str = ""
    label: str = ""
    indicator: str = ""
    baseline: Number = None
    target: Number = None
    horizon: Day = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective(Record):
    id: str = ""
    statement: str = ""
    strategic_goal: str = ""
    kpi: str = ""
    unit: str = ""
    direction: str = ""
    baseline: Number = None
    baseline_date: Day = None
    target: Number = None
    deadline: Day = None
    perimeter: str = ""
    owner: str = ""
    lever: str = ""
    best_historical_growth: Number = None
    justification: str = ""
    checkpoints: str = ""
    budget: Number = None
    actions: Number = None
    smart: Number = None
    smart_advice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CascadeShare(Record):
    channel: str = ""
    share: Number = None
    conversion_rate: Number = None
    customers: Number = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment(Record):
    id: str = ""
    name: str = ""
    customers: Number = None
    revenue: Number = None
    revenue_share: Number = None
    sociodemographic: str = ""
    behavioural: str = ""
    attitudinal: str = ""
    need: str = ""
    persona: str = ""
    targeted: YesNo = None
    priority: Number = None
    positioning: str = ""
    rfm_segments: Ids = ()
    clv: Number = None
    retention: Number = None
    cpa_target: Number = None
    budget: Number = None
    budget_share: Number = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message(Record):
    id: str = ""
    segment: str = ""
    channel: str = ""
    message: str = ""
    proof: str = ""
    consistent: YesNo = None
    action: str = ""
    verdict: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence(Record):
    segment: str = ""
    channel: str = ""
    affinity: Number = None
    budget: Number = None
    verdict: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention(Record):
    segment: str = ""
    action: str = ""
    offer: str = ""
    delay_days: Number = None
    alerts: Number = None
    clv_left: Number = None
