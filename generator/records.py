"""The rows of a plan: one frozen dataclass a table of the workbook, its fields named as the table's columns.

A field is a text (``""`` when blank), a key of a choice list, a tuple of ids, a `Figure`, a date or a yes/no; None where nothing was entered.
`at` tells where the row stands, so that every remark and every figure can name its cell.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.figures import Figure

Number = Figure | None
Day = dt.date | None
Ids = tuple[str, ...]
YesNo = bool | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: its sheet, its row, the column letter of each key.

    >>> Place("Actions", 14, {"id": "A", "objective": "C"}).cell("objective")
    'Actions!C14'
    """

    sheet: str
    row: int
    columns: Mapping[str, str] = field(default_factory=dict)

    def cell(self, key: str) -> str:
        """Return the address of the cell of `key`, of the row's first cell where the column is not there."""
        return f"{self.sheet}!{self.columns.get(key, 'A')}{self.row}"


NOWHERE = Place("", 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    at: Place = field(default=NOWHERE, compare=False)

    def cell(self, key: str) -> str:
        """Return the address of the cell that holds `key`."""
        return self.at.cell(key)


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
