"""Customer lifetime value by formula: a margin each period, kept at a retention rate, discounted."""

from __future__ import annotations

from addin.errors import ModelError


def clv(
    margin_per_period: float,
    retention_rate: float,
    discount_rate: float,
    *,
    periods: int | None = None,
    acquisition_cost: float = 0.0,
) -> float:
    """Return Σ m ρ^t/(1+d)^t − cost over t = 0 … n−1, or its limit when `periods` is None.

    Parameters
    ----------
    margin_per_period : float, euros a period
        m, the first one received at the start of the relation.
    retention_rate : float, share a period
        ρ, 0 to 1.
    discount_rate : float, rate a period
        d ≥ 0.
    periods : int, optional
        n ≥ 0; without it the horizon is infinite.
    acquisition_cost : float, euros

    Raises
    ------
    ModelError
        ``clv.retention_out_of_range``, ``clv.discount_negative``, ``clv.periods_negative``; ``clv.retention_not_below_discount`` when
        the infinite sum has no limit.

    References
    ----------
    Gupta & Lehmann (2003), Customers as assets, Journal of Interactive Marketing 17(1): m (1+d)/(1+d−ρ) when the first margin is
    received at once.

    Examples
    --------
    >>> round(clv(100, 0.8, 0.1), 2), round(clv(100, 0.8, 0.1, periods=3, acquisition_cost=50), 2)
    (366.67, 175.62)
    """
    if not 0 <= retention_rate <= 1:
        raise ModelError("clv.retention_out_of_range", argument="retention_rate", value=retention_rate)
    if discount_rate < 0:
        raise ModelError("clv.discount_negative", argument="discount_rate", value=discount_rate)
    ratio = retention_rate / (1 + discount_rate)
    if periods is None:
        if ratio >= 1:
            raise ModelError("clv.retention_not_below_discount", retention_rate=retention_rate, discount_rate=discount_rate)
        return margin_per_period / (1 - ratio) - acquisition_cost
    if periods < 0:
        raise ModelError("clv.periods_negative", argument="periods", value=periods)
    length = float(periods) if ratio == 1 else (1 - ratio**periods) / (1 - ratio)
    return margin_per_period * length - acquisition_cost
