"""A discount: what it sells more, what it costs, and what it must sell for nothing to be lost."""

from __future__ import annotations

import math
from dataclasses import dataclass

from addin.errors import ModelError


@dataclass(frozen=True, slots=True)
class Promotion:
    """What a discount does over the period the volume is counted in; amounts in euros, volumes in units."""

    new_price: float
    new_volume: float
    revenue_change: float
    margin_change: float
    break_even_volume: float


def promotion(price: float, volume: float, elasticity: float, discount: float, *, unit_cost: float = 0.0) -> Promotion:
    """Return the effect of a discount d on a product of constant price elasticity ε.

    The new price is p′ = p(1 − d), the new volume v(1 − d)^ε, the break-even volume v(p − c)/(p′ − c): what must be sold at the new price
    to keep the margin of today.

    Parameters
    ----------
    price : float, € > 0
    volume : float, units ≥ 0
    elasticity : float
        ε, negative as a rule: −2 means that a price 1 % lower sells 2 % more.
    discount : float, share
        0 ≤ d < 1.
    unit_cost : float, € ≥ 0
        c, what one unit costs.

    Raises
    ------
    ModelError
        ``price.price_not_positive``, ``price.volume_negative``, ``price.discount_out_of_range``, ``price.unit_cost_negative``;
        ``price.below_cost`` where the new price does not cover the cost; ``price.volume_unbounded``.

    Examples
    --------
    >>> effect = promotion(10.0, 90.0, -1.0, 0.1, unit_cost=4.0)
    >>> effect.new_price, round(effect.new_volume, 6), round(effect.revenue_change, 6), effect.break_even_volume
    (9.0, 100.0, 0.0, 108.0)
    """
    if price <= 0:
        raise ModelError("price.price_not_positive", value=price)
    if volume < 0:
        raise ModelError("price.volume_negative", value=volume)
    if not 0 <= discount < 1:
        raise ModelError("price.discount_out_of_range", value=discount)
    if unit_cost < 0:
        raise ModelError("price.unit_cost_negative", value=unit_cost)
    new_price = price * (1 - discount)
    if new_price <= unit_cost:
        raise ModelError("price.below_cost", price=new_price, unit_cost=unit_cost)
    growth = elasticity * math.log1p(-discount)
    if growth > math.log(1e9):
        raise ModelError("price.volume_unbounded", elasticity=elasticity, discount=discount)
    new_volume = volume * math.exp(growth)
    return Promotion(
        new_price=new_price,
        new_volume=new_volume,
        revenue_change=new_price * new_volume - price * volume,
        margin_change=(new_price - unit_cost) * new_volume - (price - unit_cost) * volume,
        break_even_volume=volume * ((price - unit_cost) / (new_price - unit_cost)),
    )
