"""Tactics: products and their mix, prices, channels and contracts."""

from __future__ import annotations

from dataclasses import dataclass

from generator.records.base import Day, Number, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Product(Record):
    id: str = ""
    name: str = ""
    launch_date: Day = None
    price: Number = None
    unit_cost: Number = None
    sales: tuple[Number, ...] = ()
    margin_rate: Number = None
    phase: str = ""
    phase_chosen: str = ""
    phase_used: str = ""
    decline_choice: str = ""
    elasticity: Number = None
    price_class: str = ""
    promo_policy: str = ""
    budget: Number = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MixDecision(Record):
    id: str = ""
    product: str = ""
    segment: str = ""
    p: str = ""
    situation: str = ""
    decision: str = ""
    competitor_gap: str = ""
    action: str = ""
    phase: str = ""
    budget: Number = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Synergy(Record):
    action: str = ""
    strengthens: str = ""
    mechanism: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceTest(Record):
    id: str = ""
    product: str = ""
    question: str = ""
    decision_price: Number = None
    respondents: Number = None
    pmc: Number = None
    opp: Number = None
    idp: Number = None
    pme: Number = None
    verdict: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromoTest(Record):
    product: str = ""
    price: Number = None
    unit_cost: Number = None
    volume: Number = None
    discount: Number = None
    prior_price: Number = None
    elasticity: Number = None
    new_price: Number = None
    new_volume: Number = None
    revenue_change: Number = None
    margin_change: Number = None
    break_even_volume: Number = None
    verdict: str = ""
    legal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel(Record):
    id: str = ""
    name: str = ""
    kind: str = ""
    route: str = ""
    medium: str = ""
    role: str = ""
    ropo: str = ""
    ropo_share: Number = None
    revenue_before: Number = None
    revenue: Number = None
    cost: Number = None
    trend: Number = None
    budget: Number = None
    fit: Number = None
    coverage: Number = None
    efficiency: Number = None
    complementarity: Number = None
    score: Number = None
    rank: Number = None
    contribution: Number = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract(Record):
    id: str = ""
    channel: str = ""
    partner: str = ""
    conditions: str = ""
    volume_target: Number = None
    volume_actual: Number = None
    achievement: Number = None
    exclusivity_kind: str = ""
    exclusivity: str = ""
    promo_commitment: str = ""
    end_date: Day = None
    notice_days: Number = None
    owner: str = ""
    conflict_risk: str = ""
    notice_date: Day = None
    alert: str = ""
