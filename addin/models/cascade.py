"""From an objective to what each quarter and channel must bring: customers won, leads needed, market share to win."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from addin.errors import ModelError

_DUST = 1e-9  # what floating point adds to a whole number
MOST_QUARTERS = 80


@dataclass(frozen=True, slots=True)
class Goal:
    """What one channel must bring in one quarter (1-based)."""

    quarter: int
    channel: int
    customers: int
    leads: int


def cascade(
    total: float,
    *,
    quarters: int,
    shares: Sequence[float],
    conversion_rates: Sequence[float],
    ramp: Sequence[float] | None = None,
) -> list[Goal]:
    """Return the customers and leads of each quarter and channel, quarter by quarter.

    Customers are total · ramp_q/Σramp · share_c, made whole by largest remainder so that they add up to the total (ties: the earlier
    quarter, then the earlier channel); leads are the customers over the channel's conversion rate, rounded up.

    Parameters
    ----------
    total : float
        Customers to gain, ≥ 0, rounded to a whole number.
    quarters : int
        1–80.
    shares : sequence of float, shape (c,), shares
        Part of each channel, ≥ 0, adding up to 1.
    conversion_rates : sequence of float, shape (c,), shares
        Customers per lead, in (0, 1].
    ramp : sequence of float, shape (quarters,), optional
        Weight of each quarter, ≥ 0; equal by default.

    Raises
    ------
    ModelError
        ``cascade.total_negative``, ``.quarters_out_of_range``, ``.share_negative``, ``.shares_not_one``, ``.rate_out_of_range``,
        ``.ramp_length``, ``.ramp_not_positive``.

    Examples
    --------
    >>> [goal.customers for goal in cascade(10, quarters=1, shares=[0.5, 0.25, 0.25], conversion_rates=[0.1, 0.1, 0.1])]
    [5, 3, 2]
    """
    _check(total, quarters, shares, conversion_rates, ramp)
    weights = [1.0] * quarters if ramp is None else list(ramp)
    whole, sum_ = math.floor(total + 0.5), math.fsum(weights)
    exact = [whole * weight / sum_ * share for weight in weights for share in shares]
    customers = largest_remainder(exact, whole)
    return [
        Goal(q + 1, c, customers[q * len(shares) + c], math.ceil(customers[q * len(shares) + c] / rate - _DUST))
        for q in range(quarters)
        for c, rate in enumerate(conversion_rates)
    ]


def _check(total: float, quarters: int, shares: Sequence[float], rates: Sequence[float], ramp: Sequence[float] | None) -> None:
    if total < 0:
        raise ModelError("cascade.total_negative", value=total)
    if not 1 <= quarters <= MOST_QUARTERS:
        raise ModelError("cascade.quarters_out_of_range", value=quarters, most=MOST_QUARTERS)
    for row, (share, rate) in enumerate(zip(shares, rates, strict=True), 1):
        if share < 0:
            raise ModelError("cascade.share_negative", row=row, value=share)
        if not 0 < rate <= 1:
            raise ModelError("cascade.rate_out_of_range", row=row, value=rate)
    if not math.isclose(sum(shares), 1.0, abs_tol=1e-6):
        raise ModelError("cascade.shares_not_one", total=round(sum(shares), 6))
    if ramp is None:
        return
    if len(ramp) != quarters:
        raise ModelError("cascade.ramp_length", length=len(ramp), quarters=quarters)
    if min(ramp) < 0 or sum(ramp) <= 0:
        raise ModelError("cascade.ramp_not_positive")


def largest_remainder(exact: Sequence[float], total: int) -> list[int]:
    """Return whole parts of `exact` that add up to `total`: floors first, then one more to the largest remainders, the earlier first.

    >>> largest_remainder([1.4, 1.4, 1.2], 4)
    [2, 1, 1]
    """
    floors = [math.floor(value + _DUST) for value in exact]
    remainders = [round(value - floor, 9) for value, floor in zip(exact, floors, strict=True)]
    order = sorted(range(len(exact)), key=lambda i: -remainders[i])
    for i in order[: total - sum(floors)]:
        floors[i] += 1
    return floors


@dataclass(frozen=True, slots=True)
class Intake:
    """Customers to win in one quarter: for growth, and to replace those who leave."""

    quarter: int
    new: int
    replacements: int

    @property
    def total(self) -> int:
        """Customers to win in all."""
        return self.new + self.replacements


def market_share_to_customers(
    market_customers: float, *, share_now: float, share_target: float, churn_rate: float, years: float
) -> list[Intake]:
    """Return the customers to win each quarter so that a market share grows in a straight line, those who leave being replaced.

    Parameters
    ----------
    market_customers : float
        Customers of the whole market, > 0.
    share_now, share_target : float, shares
        Part of them that are ours, now and at the end; the target is not below.
    churn_rate : float, annual share
        Part of our customers that leaves in a year, in [0, 1); a quarter loses 1 − (1 − churn)^¼ of those it starts with.
    years : float
        A whole number of quarters, up to 20 years.

    Raises
    ------
    ModelError
        ``market_share.market_not_positive``, ``.share_out_of_range``, ``.target_below_now``, ``.churn_out_of_range``,
        ``.years_out_of_range``.

    Notes
    -----
    Whole customers by rounding the running totals, so that years and the whole period add up.

    Examples
    --------
    The article's five points in three years and 200 new customers a quarter are one market of 48,000, leavers aside.

    >>> {intake.total for intake in market_share_to_customers(48_000, share_now=0.10, share_target=0.15, churn_rate=0, years=3)}
    {200}
    """
    quarters = _quarters(market_customers, share_now, share_target, churn_rate, years)
    leaving = 1 - (1 - churn_rate) ** 0.25
    step = (share_target - share_now) * market_customers / quarters
    out, left = [], 0.0
    won_before, replaced_before = 0, 0
    for q in range(1, quarters + 1):
        left += (share_now * market_customers + step * (q - 1)) * leaving
        won, replaced = math.floor(step * q + 0.5 + _DUST), math.floor(left + 0.5 + _DUST)
        out.append(Intake(q, won - won_before, replaced - replaced_before))
        won_before, replaced_before = won, replaced
    return out


def _quarters(market: float, now: float, target: float, churn: float, years: float) -> int:
    if market <= 0:
        raise ModelError("market_share.market_not_positive", value=market)
    for argument, share in (("share_now", now), ("share_target", target)):
        if not 0 <= share <= 1:
            raise ModelError("market_share.share_out_of_range", argument=argument, value=share)
    if target < now:
        raise ModelError("market_share.target_below_now", now=now, target=target)
    if not 0 <= churn < 1:
        raise ModelError("market_share.churn_out_of_range", value=churn)
    quarters = round(4 * years)
    if not 1 <= quarters <= MOST_QUARTERS or abs(4 * years - quarters) > _DUST:
        raise ModelError("market_share.years_out_of_range", value=years)
    return quarters
