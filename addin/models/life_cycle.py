"""The phase of a product's life, read in its sales."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from addin.errors import ModelError

Phase = Literal["launch", "growth", "maturity", "decline"]

GROWTH, DECLINE = 0.10, -0.10  # beyond ten per cent either way, a year on the year before is a trend, not a season
LAUNCH_PERIODS = 4  # a year of quarters: before, there is no year before to compare with
_WINDOW = 4
_DUST = 1e-9  # 11/10 − 1 is not more than 10 %


@dataclass(frozen=True, slots=True)
class LifeCycle:
    """The phase, and the growth it was read in (None when there is nothing to compare)."""

    phase: Phase
    growth: float | None


def life_cycle(
    sales: Sequence[float | None], *, growth: float = GROWTH, decline: float = DECLINE, launch_periods: int = LAUNCH_PERIODS
) -> LifeCycle:
    """Return the phase of a product.

    With h = min(4, ⌊n/2⌋) of the n periods since the first sale, growth is the sum of the last h over the sum of the h before, less 1.

    Parameters
    ----------
    sales : sequence of float or None, oldest first
        Sales by period, ≥ 0. None or 0 before the first sale; None after the last known period.
    growth, decline : float, shares
        Above the first it grows, below the second it declines, between them it is mature.
    launch_periods : int
        A product on sale for that many periods or fewer is being launched, and so is one not yet sold.

    Raises
    ------
    ModelError
        ``life_cycle.no_sales`` where no period is known; ``life_cycle.sales_negative`` and ``life_cycle.sales_gap`` with the row;
        ``life_cycle.thresholds_crossed``.

    References
    ----------
    T. Levitt (1965), “Exploit the product life cycle”, Harvard Business Review 43(6), for the four phases. R. Vernon (1966), whom the
    article names, describes the cycle of international trade. The thresholds are ours.

    Examples
    --------
    >>> life_cycle([3.9, 4.6, 4.2, 4.4, 4.5, 5.3, 4.9, 5.2]).phase
    'growth'
    """
    if decline >= growth:
        raise ModelError("life_cycle.thresholds_crossed", growth=growth, decline=decline)
    if all(value is None for value in sales):
        raise ModelError("life_cycle.no_sales")
    known = _since_first_sale(sales)
    half = min(_WINDOW, len(known) // 2)
    change = _growth(known, half) if half else None
    if len(known) <= launch_periods:
        return LifeCycle("launch", change)
    if change is None or change > growth + _DUST:  # nothing sold in the window before: sales have come back from nothing
        return LifeCycle("growth", change)
    return LifeCycle("decline" if change < decline - _DUST else "maturity", change)


def _since_first_sale(sales: Sequence[float | None]) -> list[float]:
    last = max((i for i, value in enumerate(sales) if value is not None), default=-1)
    known: list[float] = []
    for i, value in enumerate(sales[: last + 1]):
        if value is not None and value < 0:
            raise ModelError("life_cycle.sales_negative", row=i + 1, value=value)
        if known and value is None:
            raise ModelError("life_cycle.sales_gap", row=i + 1)
        if known or value:
            known.append(value or 0.0)
    return known


def _growth(known: Sequence[float], half: int) -> float | None:
    recent, before = sum(known[-half:]), sum(known[-2 * half : -half])
    return recent / before - 1 if before > 0 else None
