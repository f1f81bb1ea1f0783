"""Control zones: the effect of a campaign by difference in differences, with two-way effects."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from addin.errors import ModelError
from addin.models.romi import check_cost, check_margin

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Codes = NDArray[np.intp]

FEW_ZONES = 10


@dataclass(frozen=True, slots=True)
class Panel:
    """Sales by zone and period, one row each, shape (n,); zones and periods as codes 0, 1, …, periods in order of time.

    `treated` says whether the zone gets the campaign, `after` whether the period follows its start.
    """

    zone: Codes
    period: Codes
    treated: Flags
    after: Flags
    sales: Floats

    def before_start(self) -> Panel:
        """Return the rows of the periods before the campaign, codes renumbered."""
        rows = ~self.after
        zone, period = (np.unique(codes[rows], return_inverse=True)[1] for codes in (self.zone, self.period))
        return Panel(zone, period, self.treated[rows], self.after[rows], self.sales[rows])


@dataclass(frozen=True, slots=True)
class Slope:
    """A coefficient, its clustered standard error and two-sided p-value; NaN where the zones do not allow them."""

    estimate: float
    std_error: float
    p_value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ZonesResult:
    """The effect per zone and period (euros of sales), its bounds, and the ROMI it makes.

    `parallel_trend_p` is the p-value of a difference of slopes before the start, NaN with fewer than two periods before.
    """

    effect: Slope
    parallel_trend_p: float
    revenue_gained: float
    romi: float
    romi_low: float
    romi_high: float
    treated_zones: int
    control_zones: int


@np.errstate(over="raise", divide="raise", invalid="raise")
def zones_romi(panel: Panel, cost: float, *, margin: float = 1.0, confidence: float = 0.95) -> ZonesResult:
    """Return the campaign's effect on sales in y = α_zone + γ_period + δ·treated·after + ε, and its ROMI.

    Standard errors are clustered by zone (CR1) and read on t(G − 1). With a single treated or a single control zone they do not exist:
    bounds and p-values are NaN.

    Parameters
    ----------
    panel : Panel
        Sales; treated constant in each zone, after constant in each period. Missing zone-period pairs are allowed.
    cost : float, euros
        What the campaign cost in all treated zones, > 0.
    margin : float, share
        Gross margin, 0 < m ≤ 1.
    confidence : float, share
        Of the bounds, 0 < confidence < 1.

    Raises
    ------
    ModelError
        ``romi.empty``, ``romi.treated_varies``, ``romi.after_varies``, ``romi.groups_missing``, ``romi.not_identified``,
        ``romi.confidence_out_of_range``, ``romi.cost_not_positive``, ``romi.margin_out_of_range``.

    References
    ----------
    Cameron and Miller (2015), A Practitioner's Guide to Cluster-Robust Inference, Journal of Human Resources 50:317–372,
    finite-sample factor G/(G−1)·(N−1)/(N−K) and the t(G−1) reference.

    Examples
    --------
    >>> zone, period = np.repeat(np.arange(4), 2), np.tile(np.arange(2), 4)
    >>> panel = Panel(zone, period, zone < 2, period == 1, np.array([10.0, 17, 20, 27, 30, 32, 40, 42]))
    >>> found = zones_romi(panel, 4.0)
    >>> round(found.effect.estimate, 9), round(found.revenue_gained, 9), round(found.romi, 9)
    (5.0, 10.0, 1.5)
    """
    check_cost(cost)
    check_margin(margin)
    if not 0 < confidence < 1:
        raise ModelError("romi.confidence_out_of_range", argument="confidence", value=confidence)
    _check(panel)
    effect = _two_way_slope(panel, (panel.treated & panel.after).astype(np.float64), confidence)
    if effect is None:
        raise ModelError("romi.not_identified", argument="after")
    cells = int((panel.treated & panel.after).sum())
    romi, low, high = ((delta * cells * margin - cost) / cost for delta in (effect.estimate, effect.low, effect.high))
    treated = len(np.unique(panel.zone[panel.treated]))
    return ZonesResult(
        effect=effect,
        parallel_trend_p=_parallel_trend_p(panel.before_start(), confidence),
        revenue_gained=effect.estimate * cells,
        romi=romi,
        romi_low=low,
        romi_high=high,
        treated_zones=treated,
        control_zones=len(np.unique(panel.zone)) - treated,
    )


def _check(panel: Panel) -> None:
    if not panel.sales.size:
        raise ModelError("romi.empty", argument="zones")
    for code, argument, groups, flags in (
        ("romi.treated_varies", "treated", panel.zone, panel.treated),
        ("romi.after_varies", "after", panel.period, panel.after),
    ):
        first = np.zeros(groups.max() + 1, bool)
        first[groups[::-1]] = flags[::-1]  # the first row of each group wins
        if (rows := np.flatnonzero(flags != first[groups])).size:
            raise ModelError(code, argument=argument, row=int(rows[0]) + 1)
    for argument, flags in (("treated", panel.treated), ("after", panel.after)):
        if flags.all() or not flags.any():
            raise ModelError("romi.groups_missing", argument=argument, all_true=bool(flags.all()))


def _parallel_trend_p(before: Panel, confidence: float) -> float:
    """Return the p-value of treated × period before the start; NaN where two periods or two kinds of zones are missing."""
    if before.period.max() < 1 or before.treated.all() or not before.treated.any():
        return math.nan
    slope = _two_way_slope(before, before.treated.astype(np.float64) * before.period, confidence)
    return math.nan if slope is None else slope.p_value


def _two_way_slope(panel: Panel, regressor: Floats, confidence: float) -> Slope | None:
    """Return the coefficient of `regressor` beside zone and period effects; None where they explain it wholly."""
    x, y = _within(panel, np.column_stack([regressor, panel.sales])).T
    power = float(x @ x)
    if power <= 1e-10 * float(regressor @ regressor):
        return None
    estimate = float(x @ y) / power
    zones = int(panel.zone.max()) + 1
    scores = np.bincount(panel.zone, x * (y - estimate * x), minlength=zones)
    rows, parameters = len(y), zones + int(panel.period.max()) + 1
    treated = len(np.unique(panel.zone[panel.treated]))
    if min(treated, zones - treated) < 2 or rows <= parameters:
        return Slope(estimate, math.nan, math.nan, math.nan, math.nan)
    factor = zones / (zones - 1) * (rows - 1) / (rows - parameters)
    error = math.sqrt(factor * float(scores @ scores)) / power
    return _inference(estimate, error, zones - 1, confidence, scale=float(np.abs(panel.sales).max()))


def _inference(estimate: float, error: float, freedom: int, confidence: float, *, scale: float) -> Slope:
    from scipy.special import stdtr, stdtrit

    if error <= 1e-12 * scale:  # a perfect fit, up to rounding: every zone moved alike
        return Slope(estimate, 0.0, 0.0 if abs(estimate) > 1e-9 * scale else 1.0, estimate, estimate)
    p_value = 2 * float(stdtr(freedom, -abs(estimate) / error))
    reach = float(stdtrit(freedom, (1 + confidence) / 2)) * error
    return Slope(estimate, error, p_value, estimate - reach, estimate + reach)


def _within(panel: Panel, columns: Floats) -> Floats:
    """Return the columns less their zone and period effects: the residuals of both sets of dummies, whatever is missing.

    The zones are eliminated first, so that a system the size of the periods remains.
    """
    zones, periods = int(panel.zone.max()) + 1, int(panel.period.max()) + 1
    counts = (
        np.bincount(panel.zone * periods + panel.period, minlength=zones * periods).reshape(zones, periods).astype(np.float64)
    )
    per_zone = counts.sum(axis=1)
    by_zone, by_period = np.zeros((zones, columns.shape[1])), np.zeros((periods, columns.shape[1]))
    np.add.at(by_zone, panel.zone, columns)
    np.add.at(by_period, panel.period, columns)
    means = by_zone / per_zone[:, None]
    system = np.diag(counts.sum(axis=0)) - counts.T @ (counts / per_zone[:, None])
    period_effects = np.linalg.lstsq(system, by_period - counts.T @ means, rcond=None)[0]
    zone_effects = means - (counts @ period_effects) / per_zone[:, None]
    return np.asarray(columns - zone_effects[panel.zone] - period_effects[panel.period])
