"""Concentration: how much of the value a few customers hold."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from addin.errors import ModelError
from addin.models.customer_value import ceil_share
from addin.models.grouping import totals

Floats = NDArray[np.float64]
DECILES = 10


@dataclass(frozen=True, slots=True)
class Concentration:
    """Customers from the best down, in tenths; shares are fractions.

    Attributes
    ----------
    customers, value, value_share, cumulative_customers_share, cumulative_value_share : arrays, shape (10,)
        Decile 1 is the best; decile j ends with customer ⌈n·j/10⌉.
    top_share : float
        Value held by the first ⌈n·share⌉ customers.
    customers_for_80pct : float
        Smallest share of customers who hold 80 % of the value.
    gini : float
        0 when all are equal, towards 1 when one holds everything.
    """

    customers: NDArray[np.int64]
    value: Floats
    value_share: Floats
    cumulative_customers_share: Floats
    cumulative_value_share: Floats
    top_share: float
    customers_for_80pct: float
    gini: float


@np.errstate(over="raise", divide="raise", invalid="raise")
def concentration(values: ArrayLike, *, share: float = 0.2) -> Concentration:
    """Return the Pareto table of customers' values.

    Parameters
    ----------
    values : array_like, shape (n,), ≥ 0
    share : float, share of customers, above 0 and at most 1

    Raises
    ------
    ModelError
        ``clv.values_none``, ``clv.value_negative`` with its row, ``clv.values_all_zero``, ``clv.share_out_of_range``.

    Examples
    --------
    >>> table = concentration([60, 10, 10, 10, 10])
    >>> table.top_share, table.customers_for_80pct, round(table.gini, 3)
    (0.6, 0.6, 0.4)
    """
    given = np.asarray(values, np.float64)
    if not 0 < share <= 1:
        raise ModelError("clv.share_out_of_range", argument="share", value=share)
    if not given.size:
        raise ModelError("clv.values_none", argument="values")
    if (low := np.flatnonzero(given < 0)).size:
        raise ModelError("clv.value_negative", argument="values", row=int(low[0]) + 1, value=float(given[low[0]]))
    total = float(given.sum())
    if total == 0:
        raise ModelError("clv.values_all_zero", argument="values", count=int(given.size))
    best = np.sort(given)[::-1]
    n = best.size
    reached = np.concatenate([[0.0], np.cumsum(best)])
    reached[-1] = total
    ends = -(-n * np.arange(DECILES + 1) // DECILES)
    value = np.diff(reached[ends])
    enough = int(np.searchsorted(reached, 0.8 * total * (1 - 1e-12)))
    gini = 2 * float(np.arange(1, n + 1) @ best[::-1]) / (n * total) - (n + 1) / n
    return Concentration(
        np.diff(ends),
        value,
        value / total,
        ends[1:] / n,
        reached[ends[1:]] / total,
        float(reached[ceil_share(n, share)]) / total,
        enough / n,
        max(gini, 0.0),
    )


@dataclass(frozen=True, slots=True)
class SegmentValues:
    """The value each segment holds, the largest first."""

    segments: list[object]
    customers: NDArray[np.int64]
    mean: Floats
    total: Floats
    share: Floats  # of the total; nan where that is 0


@np.errstate(over="raise", divide="raise", invalid="raise")
def by_segment(segments: NDArray[np.object_], values: ArrayLike) -> SegmentValues:
    """Return number, mean, total and share of each segment, by decreasing total; equal totals keep their first order.

    Raises
    ------
    ModelError
        ``clv.values_none``.

    Examples
    --------
    >>> table = by_segment(np.array(["Club", "Web", "Club"], object), [30, 50, 40])
    >>> table.segments, table.total, table.share.round(3)
    (['Club', 'Web'], array([70., 50.]), array([0.583, 0.417]))
    """
    given = np.asarray(values, np.float64)
    if not given.size:
        raise ModelError("clv.values_none", argument="values")
    place: dict[object, int] = {}
    code = np.fromiter((place.setdefault(segment, len(place)) for segment in segments.tolist()), np.intp, given.size)
    count, total = np.bincount(code), totals(code, given)
    order = np.argsort(-total, kind="stable")
    names = list(place)
    whole = float(given.sum())
    share = total / whole if whole else np.full(total.size, np.nan)
    return SegmentValues([names[i] for i in order.tolist()], count[order], (total / count)[order], total[order], share[order])
