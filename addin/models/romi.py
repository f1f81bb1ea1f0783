"""Return on marketing investment: the margin a euro of marketing brings back, once that euro is paid back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from addin.errors import ModelError
from addin.models.ranking import ranks

Floats = NDArray[np.float64]


def romi(revenue: float, cost: float, *, margin: float = 1.0) -> float:
    """Return (m·R − C)/C.

    Parameters
    ----------
    revenue : float, euros
        Revenue attributable to the initiative; negative where a measure found that sales were lost.
    cost : float, euros
        What the initiative cost, > 0.
    margin : float, share
        Gross margin on that revenue, 0 < m ≤ 1; 1 only where `revenue` already is margin.

    Raises
    ------
    ModelError
        ``romi.cost_not_positive``, ``romi.margin_out_of_range``.

    Examples
    --------
    >>> romi(150_000.0, 50_000.0, margin=0.4)
    0.2
    """
    check_cost(cost)
    check_margin(margin)
    return (margin * revenue - cost) / cost


@np.errstate(over="raise", divide="raise", invalid="raise")
def discounted_romi(
    revenues: Floats, cost: float, rate_per_period: float, *, carry_over: float = 0.0, margin: float = 1.0
) -> float:
    """Return the ROMI of flows weighted by 1/(1 + i)^t, t from 0, the last flow lasting as a geometric tail.

    With n flows R_t, the value brought back is m·[Σ R_t/(1+i)^t + R_{n−1}/(1+i)^{n−1} · c/(1+i−c)].

    Parameters
    ----------
    revenues : float64 array, shape (n,), euros
        Revenue of each period, the first one undiscounted. NaN after the last flow ends the list; NaN before it is refused.
    cost : float, euros
        What the initiative cost, paid at t = 0, > 0.
    rate_per_period : float, share a period
        Discount rate i, 0 ≤ i ≤ 1.
    carry_over : float, share
        Part of a period's effect that remains in the next one, 0 ≤ c < 1 + i.
    margin : float, share
        Gross margin, 0 < m ≤ 1.

    Raises
    ------
    ModelError
        ``romi.revenues_empty``, ``romi.revenue_blank``, ``romi.rate_out_of_range``, ``romi.carry_over_out_of_range``,
        ``romi.cost_not_positive``, ``romi.margin_out_of_range``.

    Examples
    --------
    >>> round(discounted_romi(np.array([60.0, 60.0]), 100.0, 0.2), 6)
    0.1
    >>> round(discounted_romi(np.array([60.0, 60.0]), 100.0, 0.2, carry_over=0.6), 6)
    0.6
    """
    check_cost(cost)
    check_margin(margin)
    if not 0 <= rate_per_period <= 1:
        raise ModelError("romi.rate_out_of_range", argument="rate_per_period", value=rate_per_period)
    if not 0 <= carry_over < 1 + rate_per_period:
        raise ModelError("romi.carry_over_out_of_range", argument="carry_over", value=carry_over, limit=1 + rate_per_period)
    flows = _flows(revenues)
    weights = (1 + rate_per_period) ** -np.arange(len(flows), dtype=np.float64)
    tail = flows[-1] * weights[-1] * carry_over / (1 + rate_per_period - carry_over)
    return float((margin * (flows @ weights + tail) - cost) / cost)


def _flows(revenues: Floats) -> Floats:
    """Return the flows without the blanks after the last one."""
    known = np.flatnonzero(~np.isnan(revenues))
    if not known.size:
        raise ModelError("romi.revenues_empty", argument="revenues_by_period")
    flows = revenues[: known[-1] + 1]
    if (blank := np.flatnonzero(np.isnan(flows))).size:
        raise ModelError("romi.revenue_blank", argument="revenues_by_period", row=int(blank[0]) + 1)
    return flows


@dataclass(frozen=True, slots=True)
class Ranking:
    """ROMI by channel, both of length n: NaN and None where the channel cost nothing; rank 1 is the best, equals share a rank."""

    romi: Floats
    rank: tuple[int | None, ...]


@np.errstate(over="raise", divide="raise", invalid="raise")
def ranked_romi(revenue: Floats, cost: Floats, *, margin: float = 1.0) -> Ranking:
    """Return each channel's ROMI on the revenue attributed to it, and its rank.

    Parameters
    ----------
    revenue : float64 array, shape (n,), euros
        Revenue attributed to each channel.
    cost : float64 array, shape (n,), euros
        What each channel cost, ≥ 0; at 0 a channel has no ROMI and no rank.
    margin : float, share
        Gross margin, 0 < m ≤ 1.

    Raises
    ------
    ModelError
        ``romi.empty``, ``romi.cost_negative``, ``romi.margin_out_of_range``.

    Examples
    --------
    >>> ranked_romi(np.array([150.0, 80.0, 90.0]), np.array([100.0, 100.0, 0.0]))
    Ranking(romi=array([ 0.5, -0.2,  nan]), rank=(1, 2, None))
    """
    check_margin(margin)
    if not revenue.size:
        raise ModelError("romi.empty", argument="channels")
    if (negative := np.flatnonzero(cost < 0)).size:
        raise ModelError("romi.cost_negative", argument="cost", row=int(negative[0]) + 1, value=float(cost[negative[0]]))
    paid = cost > 0
    values = np.full(revenue.shape, np.nan)
    values[paid] = (margin * revenue[paid] - cost[paid]) / cost[paid]
    places = iter(ranks(values[paid]).tolist())
    return Ranking(values, tuple(next(places) if known else None for known in paid.tolist()))


def check_cost(cost: float) -> None:
    """Raise ``romi.cost_not_positive`` unless the initiative cost something."""
    if not cost > 0:
        raise ModelError("romi.cost_not_positive", argument="cost", value=cost)


def check_margin(margin: float) -> None:
    """Raise ``romi.margin_out_of_range`` unless 0 < margin ≤ 1."""
    if not 0 < margin <= 1:
        raise ModelError("romi.margin_out_of_range", argument="margin", value=margin)
