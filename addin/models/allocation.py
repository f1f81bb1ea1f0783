"""The split of a budget among channels whose returns diminish: exact, by equal marginal value."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Allocation:
    """What each channel receives, shape (n,), euros, and what the last euro brings (0 where the budget does not bind)."""

    spend: Floats
    price: float


def water_fill(log_gain: Floats, elasticity: Floats, lower: Floats, upper: Floats, budget: float) -> Allocation:
    """Return the spends that maximise Σ (k_i/e_i)·s_i^{e_i} under Σ s_i ≤ budget and lower_i ≤ s_i ≤ upper_i.

    The Karush–Kuhn–Tucker conditions of this concave programme say that one price λ exists with k_i·s_i^{e_i−1} = λ strictly inside
    the bounds, ≤ λ at the lower one and ≥ λ at the upper one. Σ s_i(λ) falls as λ rises: bisection runs until two neighbouring
    floating-point prices enclose the budget, and the split between these two spends it to the cent. Channels with e = 1 jump from one
    bound to the other at their own price: that interpolation fills them part way, equals in proportion to their room.

    Parameters
    ----------
    log_gain : float64 array, shape (n,)
        ln k_i, where k_i·s^{e_i−1} is the value of one more euro; −inf where money brings nothing. Such a channel is filled last.
    elasticity : float64 array, shape (n,)
        0 < e_i ≤ 1.
    lower, upper : float64 arrays, shape (n,), euros
        0 ≤ lower_i ≤ upper_i, upper_i may be infinite; Σ lower_i ≤ budget.
    budget : float, euros
        What may be spent, ≥ 0.

    References
    ----------
    Boyd and Vandenberghe (2004), Convex Optimization, section 5.5.3, example 5.2 (water-filling).

    Examples
    --------
    >>> water_fill(np.log([2.0, 1.0]), np.array([0.5, 0.5]), np.zeros(2), np.full(2, np.inf), 100.0).spend
    array([80., 20.])
    """
    free = budget - lower.sum()
    useful = np.isfinite(log_gain)
    room = np.minimum(upper, lower + 2 * max(free, 0.0))  # finite, yet never what stops a channel
    full = np.where(useful, room, lower)
    if full.sum() <= budget:
        return Allocation(_fill_useless(full, room, budget), 0.0)
    if free <= 0:
        return Allocation(lower.copy(), float(np.exp(_marginal(log_gain, elasticity, lower).max())))
    share = lower + free / len(lower)
    dear = float(_marginal(log_gain, elasticity, share).max()) + 1e-9  # nobody takes more than an equal part of what is free
    open_ = useful & (room > lower)
    cheap = float(_marginal(log_gain, elasticity, room)[open_].min()) - 1e-9  # everybody is full
    while cheap < (middle := (cheap + dear) / 2) < dear:
        if _spend_at(middle, log_gain, elasticity, lower, room).sum() > budget:
            cheap = middle
        else:
            dear = middle
    most, least = (_spend_at(price, log_gain, elasticity, lower, room) for price in (cheap, dear))
    gap = float(most.sum() - least.sum())
    part = (budget - float(least.sum())) / gap if gap > 0 else 0.0
    return Allocation(least + (most - least) * part, float(np.exp(dear)))


def _fill_useless(spend: Floats, room: Floats, budget: float) -> Floats:
    """Return the spends once what is left has gone, in proportion to their room, to the channels where it brings nothing."""
    free = room - spend
    left = min(budget - spend.sum(), free.sum())
    return spend + free * (left / free.sum()) if left > 0 else spend


def _marginal(log_gain: Floats, elasticity: Floats, spend: Floats) -> Floats:
    """Return the logarithm of what one more euro brings at `spend`; infinite at 0 where e < 1."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(elasticity < 1, log_gain + (elasticity - 1) * np.log(spend), log_gain)


def _spend_at(log_price: float, log_gain: Floats, elasticity: Floats, lower: Floats, room: Floats) -> Floats:
    """Return what each channel takes when a euro must bring exp(log_price)."""
    curved = elasticity < 1
    with np.errstate(divide="ignore", over="ignore"):
        exponent = (log_gain - log_price) / np.where(curved, 1 - elasticity, 1.0)
        wanted = np.exp(np.minimum(exponent, 709.0))
    straight = np.where(log_gain > log_price, room, lower)
    return np.clip(np.where(curved, wanted, straight), lower, room)
