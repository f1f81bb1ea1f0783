"""Ansoff's matrix: the growth strategy that follows from what is new."""

from __future__ import annotations

from typing import Literal

Strategy = Literal["penetration", "product_development", "market_development", "diversification"]


def ansoff(*, product_new: bool, market_new: bool) -> Strategy:
    """Return the strategy.

    References
    ----------
    H. I. Ansoff (1957), “Strategies for diversification”, Harvard Business Review 35(5).

    Examples
    --------
    >>> ansoff(product_new=True, market_new=False)
    'product_development'
    """
    if product_new:
        return "diversification" if market_new else "product_development"
    return "market_development" if market_new else "penetration"
