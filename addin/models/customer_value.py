"""Customer value: what each customer should still bring, and who is slipping away while worth keeping."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from addin.errors import ModelError
from addin.models.discounting import Discounting
from addin.models.purchase_process import Fitted, ModelName, PurchaseProcess, fit_process
from addin.models.purchases import DAYS_PER_YEAR, PERIODS_PER_YEAR, UNIT_DAYS, Purchases
from addin.models.spend import Spend

Floats = NDArray[np.float64]

MOST_YEARS = 100  # of a horizon


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How the future is counted.

    Attributes
    ----------
    horizon : int, periods of the time unit, at most 100 years; None is one year (365 days, 52 weeks or 12 months)
    annual_discount : float, annual rate, 0 to 1
    margin : float, share of revenue kept, above 0 and at most 1
    """

    horizon: int | None = None
    annual_discount: float = 0.10
    margin: float = 1.0

    def __post_init__(self) -> None:
        if self.horizon is not None and self.horizon < 1:
            raise ModelError("clv.horizon_not_positive", argument="horizon_periods", value=self.horizon)
        if not 0 <= self.annual_discount <= 1:
            raise ModelError("clv.discount_out_of_range", argument="annual_discount", value=self.annual_discount)
        if not 0 < self.margin <= 1:
            raise ModelError("clv.margin_out_of_range", argument="margin", value=self.margin)


@dataclass(frozen=True, slots=True)
class CustomerValues:
    """The value of each customer of `purchases`, arrays of shape (n,).

    Attributes
    ----------
    p_alive : share
    expected_purchases : over the horizon, undiscounted
    expected_spend : currency a purchase
    if_alive : currency, the discounted value of a customer known to be alive
    clv : currency, `p_alive` × `if_alive`
    """

    purchases: Purchases
    fitted: Fitted
    spend: Spend
    p_alive: Floats
    expected_purchases: Floats
    expected_spend: Floats
    if_alive: Floats

    @property
    def clv(self) -> Floats:
        """Discounted value of the horizon, past purchases excluded."""
        return self.p_alive * self.if_alive

    def alerts(self, *, drop: float = 0.5, top_share: float = 0.2) -> NDArray[np.bool_]:
        """Return who is worth keeping and slipping away.

        Worth keeping: came back at least once, and among the first ⌈n · `top_share`⌉ by value if alive. Slipping away: P(alive) has
        lost at least the share `drop` of what it was just after the last purchase.

        Raises
        ------
        ModelError
            ``clv.drop_out_of_range``, ``clv.top_share_out_of_range``.
        """
        if not 0 < drop < 1:
            raise ModelError("clv.drop_out_of_range", argument="drop", value=drop)
        if not 0 < top_share <= 1:
            raise ModelError("clv.top_share_out_of_range", argument="top_share", value=top_share)
        p = self.purchases
        worth = np.zeros(p.repeats.size, bool)
        worth[np.argsort(-self.if_alive, kind="stable")[: ceil_share(p.repeats.size, top_share)]] = True
        fresh = self.fitted.process.p_alive(p.x, p.t_x, p.t_x)
        return worth & (p.repeats > 0) & (self.p_alive <= (1 - drop) * fresh)


def ceil_share(count: int, share: float) -> int:
    """Return ⌈count · share⌉, without the rounding of binary fractions.

    >>> ceil_share(100, 0.07), ceil_share(7, 0.2)
    (7, 2)
    """
    return math.ceil(round(count * share, 9))


@np.errstate(over="raise", divide="raise", invalid="raise")
def value_customers(purchases: Purchases, *, model: ModelName = "BG/NBD", terms: Terms | None = None) -> CustomerValues:
    """Return the value of each customer, both models estimated on their own purchases.

    clv = margin · E[M | x, z̄] · Σ_k (E_k − E_{k−1})/(1+δ)^k over k = 1 … horizon, with E_k the purchases expected in the next k time
    units and δ the discount rate of one time unit.

    Raises
    ------
    ModelError
        ``clv.horizon_too_long``, ``clv.too_few_repeats``, ``clv.not_converged``, ``clv.no_spend``, ``clv.spend_not_converged``, ``clv.spend_mean_infinite``.
    """
    kept = terms or Terms()
    year = PERIODS_PER_YEAR[purchases.unit]
    horizon = year if kept.horizon is None else kept.horizon
    if horizon > MOST_YEARS * year:
        raise ModelError(
            "clv.horizon_too_long", argument="horizon_periods", value=horizon, most=MOST_YEARS * year, years=MOST_YEARS
        )
    fitted, spend = fit_process(purchases.history(), model), Spend.fit(purchases)
    x, t_x, age = purchases.x, purchases.t_x, purchases.age
    rate = (1 + kept.annual_discount) ** (UNIT_DAYS[purchases.unit] / DAYS_PER_YEAR) - 1
    expected, discounted = _ahead(fitted.process, x, age, horizon, rate)
    p_alive = fitted.process.p_alive(x, t_x, age)
    per_purchase = spend.expected(x, purchases.spend)
    if_alive = kept.margin * per_purchase * discounted
    return CustomerValues(purchases, fitted, spend, p_alive, p_alive * expected, per_purchase, if_alive)


def _ahead(process: PurchaseProcess, x: Floats, age: Floats, horizon: int, rate: float) -> tuple[Floats, Floats]:
    """Return, if alive, the purchases of the horizon and the same discounted by period, once for each distinct (x, T)."""
    pairs, place = np.unique(x + 1j * age, return_inverse=True)
    plan = Discounting.over(horizon, rate, scale=process.bend + float(age.min()))
    expected = process.expected_if_alive(pairs.real[:, None], pairs.imag[:, None], plan.moments)
    return expected[place, -1], (expected @ plan.weights)[place]
