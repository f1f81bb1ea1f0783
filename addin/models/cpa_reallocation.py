"""What is left of the year's acquisition budgets, moved between channels in view of the results so far."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from addin.errors import ModelError
from addin.models.allocation import water_fill
from addin.models.cpa_plan import Response, check_response

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Reallocation:
    """What remains and what each channel should get of it, shape (n,), euros; `reason` holds keys of words.CPA_SHIFT.

    `overspent` is what the channels together have spent beyond their budgets, 0 where anything is left.
    """

    remaining: Floats
    new_remaining: Floats
    reason: tuple[str, ...]
    overspent: float

    @property
    def change(self) -> Floats:
        """New remaining less remaining; the changes add up to 0 unless the year is overspent."""
        return self.new_remaining - self.remaining


@np.errstate(over="raise", divide="raise", invalid="raise")
def reallocate(
    budget: Floats,
    spent: Floats,
    acquisitions: Floats,
    clv: Floats,
    *,
    share_of_year_elapsed: float,
    max_shift: float = 0.25,
    elasticity: float = 0.7,
) -> Reallocation:
    """Return the split of what remains that maximises the value of the rest of the year, no channel moving by more than `max_shift`.

    Results so far are annualised (÷ t), remaining budgets too (÷ (1 − t)), and the price of the last euro is equalised as in
    `plan_budget`, without caps. Minima that together exceed what remains (a channel has overspent) shrink pro rata. A channel without
    history keeps its remainder; so does every channel as long as none has won anybody.

    Parameters
    ----------
    budget, spent : float64 arrays, shape (n,), euros
        The year's budget, and what was spent to date (NaN: nothing).
    acquisitions : float64 array, shape (n,), customers
        New customers to date (NaN: not counted).
    clv : float64 array, shape (n,), euros
        Lifetime value of a customer of the channel.
    share_of_year_elapsed : float, share
        0 < t < 1.
    max_shift : float, share
        The most a remainder may rise or fall, 0 to 1.
    elasticity : float
        Of acquisitions to spend, 0 < e ≤ 1.

    Raises
    ------
    ModelError
        ``cpa.empty``, ``cpa.share_of_year_elapsed_out_of_range``, ``cpa.max_shift_out_of_range``, ``cpa.elasticity_out_of_range``,
        ``cpa.channel_budget_negative``, ``cpa.spent_negative``, ``cpa.acquisitions_negative``, ``cpa.clv_negative``.

    Examples
    --------
    >>> done = reallocate(np.array([100.0, 100.0]), np.array([50.0, 50.0]), np.array([20.0, 10.0]), np.array([60.0, 60.0]),
    ...                   share_of_year_elapsed=0.5)
    >>> done.new_remaining, done.reason
    (array([62.5, 37.5]), ('raised_to_limit', 'cut_to_limit'))
    """
    t = share_of_year_elapsed
    to_date = np.nan_to_num(spent, nan=0.0)
    _check(budget, to_date, t, max_shift, elasticity)
    response = Response(to_date / t, acquisitions / t, clv, np.full(clv.shape, elasticity))
    check_response(Response(to_date, acquisitions, clv, response.elasticity))
    remaining = budget - to_date
    base = np.maximum(remaining, 0.0)
    shift = np.where(response.known, max_shift, 0.0)
    total = float(remaining.sum())
    least, shrunk = _shrunk(base * (1 - shift), response.known, max(total, 0.0))
    most = np.maximum(base * (1 + shift), least)
    rest_of_year = 1 - t
    allocation = water_fill(
        response.log_gain, response.elasticity, least / rest_of_year, most / rest_of_year, max(total, 0.0) / rest_of_year
    )
    new = np.clip(allocation.spend * rest_of_year, least, most)
    reasons = _reasons(remaining, new, least, most, known=response.known, barren=not response.productive.any(), shrunk=shrunk)
    return Reallocation(remaining, new, reasons, max(0.0, -total))


def _check(budget: Floats, spent: Floats, t: float, max_shift: float, elasticity: float) -> None:
    for code, argument, value, right in (
        ("cpa.share_of_year_elapsed_out_of_range", "share_of_year_elapsed", t, 0 < t < 1),
        ("cpa.max_shift_out_of_range", "max_shift", max_shift, 0 <= max_shift <= 1),
        ("cpa.elasticity_out_of_range", "elasticity", elasticity, 0 < elasticity <= 1),
    ):
        if not right:
            raise ModelError(code, argument=argument, value=value)
    for code, argument, values in (("cpa.channel_budget_negative", "budget", budget), ("cpa.spent_negative", "spent", spent)):
        if (rows := np.flatnonzero(values < 0)).size:
            raise ModelError(code, argument=argument, row=int(rows[0]) + 1, value=float(values[rows[0]]))


def _shrunk(least: Floats, known: NDArray[np.bool_], total: float) -> tuple[Floats, bool]:
    """Return minima that fit in `total`: those of the channels with a history give way first; and whether any had to."""
    if least.sum() <= total * (1 + 1e-12):
        return least, False
    kept = float(least[~known].sum())
    if kept > total:
        return np.where(known, 0.0, least * (total / kept)), True
    return np.where(known, least * ((total - kept) / least[known].sum()), least), True


def _reasons(
    remaining: Floats, new: Floats, least: Floats, most: Floats, *, known: NDArray[np.bool_], barren: bool, shrunk: bool
) -> tuple[str, ...]:
    """Return why each channel moves, the first true of these; `barren` where no channel at all has won anybody."""
    same = np.abs(new - remaining) <= 1e-9 * np.maximum(1.0, np.abs(remaining))
    conditions = (
        (remaining <= 0, "exhausted"),
        (~known & same, "no_history"),
        (same & barren, "no_acquisition"),
        (same, "balanced"),
        (np.full(new.shape, shrunk), "absorbs"),
        (new >= most, "raised_to_limit"),
        (new <= least, "cut_to_limit"),
        (new > remaining, "raised"),
    )
    return tuple(np.select([c for c, _ in conditions], [key for _, key in conditions], default="cut").tolist())
