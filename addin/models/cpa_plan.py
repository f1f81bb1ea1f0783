"""The plan of acquisition spends: the split of a budget that buys the most customer value, each channel within its target CPA."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from addin.errors import ModelError
from addin.models.allocation import water_fill

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Response:
    """How acquisitions answer to spend: q(s) = q₀·(s/s₀)^e through each channel's last known point (s₀, q₀); arrays of shape (n,).

    `spend` s₀ in euros, `acquisitions` q₀ in customers over the same period, `clv` in euros a customer, `elasticity` 0 < e ≤ 1.
    NaN in `spend` or `acquisitions` means unknown.
    """

    spend: Floats
    acquisitions: Floats
    clv: Floats
    elasticity: Floats

    @property
    def known(self) -> Flags:
        """Where there is a past: money was spent and its acquisitions were counted."""
        return (np.nan_to_num(self.spend) > 0) & ~np.isnan(self.acquisitions)

    @property
    def productive(self) -> Flags:
        """Where that past brought customers."""
        return self.known & (np.nan_to_num(self.acquisitions) > 0)

    @property
    def cpa(self) -> Floats:
        """Euros a customer so far; NaN where nobody was won or nothing is known, 0 where they came free."""
        won = np.nan_to_num(self.acquisitions) > 0
        out = np.full(self.spend.shape, np.nan)
        out[won] = self.spend[won] / self.acquisitions[won]
        return out

    @property
    def log_gain(self) -> Floats:
        """ln k, where k·s^{e−1} is the value of one more euro: k = clv·e·q₀/s₀^e; −inf where money brings nothing."""
        useful = self.productive & (self.clv > 0)
        out = np.full(self.spend.shape, -np.inf)
        e, s, q = self.elasticity[useful], self.spend[useful], self.acquisitions[useful]
        out[useful] = np.log(self.clv[useful] * e) + np.log(q) - e * np.log(s)
        return out

    def acquisitions_at(self, spend: Floats) -> Floats:
        """Return the customers expected at `spend`, shape (n,); 0 where nobody was won so far, NaN where nothing is known."""
        out = np.where(self.known, 0.0, np.nan)
        on = self.productive
        out[on] = self.acquisitions[on] * (spend[on] / self.spend[on]) ** self.elasticity[on]
        return out

    def marginal_cpa_at(self, spend: Floats) -> Floats:
        """Return what one more customer costs at `spend`, s^{1−e}/(a·e) with a = q₀/s₀^e; NaN where nobody was won so far."""
        out = np.full(spend.shape, np.nan)
        on, e = self.productive, self.elasticity
        out[on] = self.cpa[on] / e[on] * (spend[on] / self.spend[on]) ** (1 - e[on])
        return out

    def cap(self, target: Floats) -> Floats:
        """Return the spend at which the average CPA reaches `target`: s₀·(target/cpa)^{1/(1−e)}; at e = 1 all or nothing."""
        out = np.zeros(self.spend.shape)
        for i in np.flatnonzero(self.productive & (target > 0)):
            ratio = float(target[i] / self.cpa[i])
            if self.elasticity[i] == 1:
                out[i] = np.inf if ratio >= 1 - 1e-12 else 0.0
            else:
                out[i] = np.exp(min(np.log(self.spend[i]) + np.log(ratio) / (1 - self.elasticity[i]), 700.0))
        return out


@dataclass(frozen=True, slots=True)
class Plan:
    """A split of the budget; arrays of shape (n,), euros and customers, NaN where nothing can be expected.

    `status` holds the keys of workbook_templates.words.CPA_STATUS. `price` is what the last euro brings, in euros of CLV, 0 where
    the budget does not bind; on every row whose status is "optimal", marginal_cpa/clv = 1/price.
    """

    target_cpa: Floats
    status: tuple[str, ...]
    spend: Floats
    acquisitions: Floats
    marginal_cpa: Floats
    value: Floats
    unallocated: float
    price: float


@np.errstate(over="raise", divide="raise", invalid="raise")
def plan_budget(
    response: Response, budget: float, *, lower: Floats | None = None, upper: Floats | None = None, clv_to_cpa: float = 3.0
) -> Plan:
    """Return the split that maximises Σ clv·q(s) under Σ s ≤ budget, each channel in its bounds and within its target CPA.

    Parameters
    ----------
    response : Response
        What is known of each channel; a row may be a segment on a channel. Nothing known: the channel gets its minimum, to be tested.
    budget : float, euros
        What may be spent, ≥ 0. What no channel can spend within its target is left unallocated.
    lower, upper : float64 arrays, shape (n,), euros
        Least and most a channel may get; NaN: 0, and no limit. A minimum beyond the target CPA wins and is flagged.
    clv_to_cpa : float, ratio
        How many times a customer must earn back their cost, > 0: target = clv/clv_to_cpa.

    Raises
    ------
    ModelError
        ``cpa.empty``, ``cpa.spend_negative``, ``cpa.acquisitions_negative``, ``cpa.clv_negative``, ``cpa.elasticity_out_of_range``,
        ``cpa.ratio_not_positive``, ``cpa.budget_negative``, ``cpa.min_negative``, ``cpa.max_negative``, ``cpa.min_above_max``,
        ``cpa.minimums_exceed_budget``.

    Examples
    --------
    >>> past = Response(np.array([100.0, 100.0]), np.array([20.0, 10.0]), np.array([60.0, 60.0]), np.array([0.5, 0.5]))
    >>> plan_budget(past, 200.0).spend
    array([160.,  40.])
    """
    check_response(response)
    if clv_to_cpa <= 0:
        raise ModelError("cpa.ratio_not_positive", argument="clv_to_cpa", value=clv_to_cpa)
    least = np.zeros(response.clv.shape) if lower is None else np.nan_to_num(lower, nan=0.0)
    most = np.full(response.clv.shape, np.inf) if upper is None else np.where(np.isnan(upper), np.inf, upper)
    _check_bounds(least, most, budget)
    target = response.clv / clv_to_cpa
    cap = response.cap(target)
    ceiling = np.maximum(least, np.minimum(most, cap))
    allocation = water_fill(response.log_gain, response.elasticity, least, ceiling, max(budget, least.sum()))
    spend = allocation.spend
    won = response.acquisitions_at(spend)
    return Plan(
        target_cpa=target,
        status=_statuses(response, spend, least, ceiling, cap),
        spend=spend,
        acquisitions=won,
        marginal_cpa=response.marginal_cpa_at(spend),
        value=won * response.clv,
        unallocated=max(0.0, budget - float(spend.sum())) if allocation.price == 0 else 0.0,
        price=allocation.price,
    )


def check_response(response: Response) -> None:
    """Raise the ModelError of the first row that describes no channel."""
    if not response.clv.size:
        raise ModelError("cpa.empty", argument="channels")
    _refuse("cpa.spend_negative", "spend", response.spend, response.spend < 0)
    _refuse("cpa.acquisitions_negative", "acquisitions", response.acquisitions, response.acquisitions < 0)
    _refuse("cpa.clv_negative", "clv", response.clv, response.clv < 0)
    elasticity = response.elasticity
    _refuse("cpa.elasticity_out_of_range", "elasticity", elasticity, ~((elasticity > 0) & (elasticity <= 1)))


def _check_bounds(least: Floats, most: Floats, budget: float) -> None:
    if budget < 0:
        raise ModelError("cpa.budget_negative", argument="budget", value=budget)
    _refuse("cpa.min_negative", "min_budget", least, least < 0)
    _refuse("cpa.max_negative", "max_budget", most, most < 0)
    if (crossed := np.flatnonzero(least > most)).size:
        i = int(crossed[0])
        raise ModelError("cpa.min_above_max", argument="min_budget", row=i + 1, least=float(least[i]), most=float(most[i]))
    if least.sum() > budget * (1 + 1e-12):
        excess = float(least.sum()) - budget
        raise ModelError(
            "cpa.minimums_exceed_budget", argument="min_budget", total=float(least.sum()), budget=budget, excess=excess
        )


def _refuse(code: str, argument: str, values: Floats, wrong: Flags) -> None:
    if (rows := np.flatnonzero(wrong)).size:
        raise ModelError(code, argument=argument, row=int(rows[0]) + 1, value=float(values[rows[0]]))


def _statuses(response: Response, spend: Floats, least: Floats, ceiling: Floats, cap: Floats) -> tuple[str, ...]:
    """Return what holds each channel where it is, the first true of these."""
    conditions = (
        (~response.known, "to_test"),
        (~response.productive, "no_result"),
        ((cap < least) | (cap == 0), "above_target"),
        (spend <= least, "at_minimum"),
        ((spend >= ceiling) & (ceiling == cap), "at_target"),
        (spend >= ceiling, "at_maximum"),
    )
    return tuple(np.select([c for c, _ in conditions], [key for _, key in conditions], default="optimal").tolist())
