"""RFM: customers ranked by recency, frequency and monetary value, and put in eleven segments."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from addin.errors import ModelError
from addin.models.grouping import totals
from addin.models.transactions import Labels, Transactions

Method = Literal["quantile", "ntile", "nested"]
Scores = NDArray[np.int64]
Values = NDArray[np.float64]

SEGMENTS = (
    "champions", "promising_dormants", "loyal", "big_spenders", "new", "potential_loyalists",
    "need_attention", "about_to_sleep", "at_risk", "hibernating", "lost",
)  # fmt: skip
MIN_BINS, MAX_BINS = 2, 10
_MONEY_DECIMALS = 6  # sums are rounded here, so that 0.1 + 0.2 and 0.3 are one amount whatever the order of the rows


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What each customer did: the three quantities RFM ranks.

    Attributes
    ----------
    customers : ndarray, shape (n,)
        Ascending.
    recency_days : float array, shape (n,), days from the last purchase to the as-of day
    frequency : float array, shape (n,), purchases
    monetary : float array, shape (n,), sum of purchases and refunds, in the ledger's currency
    left_out : int
        Customers whose rows are refunds only.
    """

    customers: Labels
    recency_days: Values
    frequency: Values
    monetary: Values
    left_out: int


@dataclass(frozen=True, slots=True)
class Rfm:
    """Scores 1 to `bins`, the best highest, and the segment of each customer as an index in `SEGMENTS`."""

    r: Scores
    f: Scores
    m: Scores
    segment: NDArray[np.intp]
    bins: int

    @property
    def score(self) -> list[str]:
        """The three digits joined, with hyphens where a score may be 10.

        >>> score([365.0, 10.0], [1.0, 7.0], [30.0, 300.0], bins=5).score
        ['111', '555']
        """
        joint = "-" if self.bins == MAX_BINS else ""
        levels = range(self.bins + 1)
        names = [[[f"{r}{joint}{f}{joint}{m}" for m in levels] for f in levels] for r in levels]
        return [names[r][f][m] for r, f, m in zip(self.r.tolist(), self.f.tolist(), self.m.tolist(), strict=True)]


@np.errstate(over="raise", divide="raise", invalid="raise")
def behaviour(ledger: Transactions) -> Behaviour:
    """Return what each customer with at least one purchase did up to the ledger's day.

    A row with an amount ≥ 0 is a purchase; a negative one (refund) lowers `monetary` and is no purchase.

    Raises
    ------
    ModelError
        ``transactions.no_purchase`` when every row is a refund.

    Examples
    --------
    >>> done = behaviour(Transactions.read(["a", "a", "b"], ["2026-01-01", "2026-01-11", "2026-01-11"], [10, 5, -2]))
    >>> done.customers.tolist(), done.recency_days, done.frequency, done.monetary, done.left_out
    (['a'], array([0.]), array([2.]), array([15.]), 1)
    """
    count = ledger.customers.size
    code, day = ledger.code, ledger.day
    if ledger.amount.min() < 0:
        bought = ledger.amount >= 0
        code, day = code[bought], day[bought]
    frequency = np.bincount(code, minlength=count)
    monetary = totals(ledger.code, ledger.amount, count).round(_MONEY_DECIMALS)
    last = np.full(count, np.iinfo(np.int64).min)
    np.maximum.at(last, code, day)
    buyers = frequency > 0
    seen = np.zeros(count, bool)
    seen[ledger.code] = True
    left_out = int((seen & ~buyers).sum())
    if not buyers.any():
        raise ModelError("transactions.no_purchase", customers=left_out)
    return Behaviour(
        ledger.customers[buyers],
        (ledger.as_of - last[buyers]).astype(np.float64),
        frequency[buyers].astype(np.float64),
        monetary[buyers],
        left_out,
    )


@np.errstate(over="raise", divide="raise", invalid="raise")
def score(
    recency_days: ArrayLike, frequency: ArrayLike, monetary: ArrayLike, *, bins: int = 5, method: Method = "quantile"
) -> Rfm:
    """Return the scores and segments of customers, given in ascending order of customer.

    Parameters
    ----------
    recency_days, frequency, monetary : array_like, shape (n,)
        Days since the last purchase, number of purchases, sum spent. `monetary` may be negative.
    bins : int, 2 to 10
    method : {"quantile", "ntile", "nested"}
        ``quantile``: cuts at the k/bins quantiles (linear interpolation), equal customers stay together.
        ``ntile``: SQL's NTILE, groups of equal size (larger ones first), ties by position.
        ``nested``: the quantile rule for F within each r, for M within each (r, f).

    Raises
    ------
    ModelError
        ``rfm.bins_out_of_range``; ``rfm.recency_negative`` and ``rfm.frequency_negative`` with the first row concerned.

    References
    ----------
    Hughes (1994), Strategic Database Marketing: recency, frequency and monetary fifths, here with three declared rules for ties.

    Examples
    --------
    >>> scores = score([2, 40, 90, 200, 365], [9, 6, 4, 2, 1], [900, 450, 300, 120, 40], bins=5)
    >>> scores.score, [SEGMENTS[i] for i in scores.segment]
    (['555', '444', '333', '222', '111'], ['champions', 'champions', 'need_attention', 'lost', 'lost'])
    """
    recency, often, spent = (np.asarray(v, np.float64) for v in (recency_days, frequency, monetary))
    _check_bins(bins)
    for name, values in (("recency_days", recency), ("frequency", often)):
        if (low := np.flatnonzero(values < 0)).size:
            code = "rfm.recency_negative" if name == "recency_days" else "rfm.frequency_negative"
            raise ModelError(code, argument=name, row=int(low[0]) + 1, value=float(values[low[0]]))
    r, f, m = _SCORERS[method](recency, often, spent, bins)
    return Rfm(r, f, m, segment(r, f, m, bins=bins), bins)


def _check_bins(bins: int) -> None:
    if not MIN_BINS <= bins <= MAX_BINS:
        raise ModelError("rfm.bins_out_of_range", bins=bins)


def _above(values: Values, bins: int) -> Scores:
    """Return how many of the k/bins quantiles each value exceeds."""
    if not values.size:
        return np.zeros(0, np.int64)
    return np.searchsorted(np.quantile(values, np.arange(1, bins) / bins), values, side="left")


def _tiles(values: Values, bins: int) -> Scores:
    """Return SQL's NTILE(bins) of each value, 0 for the lowest group, ties by position, larger groups first."""
    size, larger = divmod(values.size, bins)
    counts = np.full(bins, size)
    counts[:larger] += 1
    tile = np.empty(values.size, np.int64)
    tile[np.argsort(values, kind="stable")] = np.repeat(np.arange(bins), counts)
    return tile


def _within(values: Values, group: Scores, bins: int) -> Scores:
    """Return the quantile rule applied inside each group."""
    out = np.zeros(values.size, np.int64)
    order = np.argsort(group, kind="stable")
    starts = np.flatnonzero(np.diff(group[order], prepend=-1))
    for rows in np.split(order, starts[1:]):
        out[rows] = _above(values[rows], bins)
    return out


def _quantile(recency: Values, often: Values, spent: Values, bins: int) -> tuple[Scores, Scores, Scores]:
    return bins - _above(recency, bins), 1 + _above(often, bins), 1 + _above(spent, bins)


def _ntile(recency: Values, often: Values, spent: Values, bins: int) -> tuple[Scores, Scores, Scores]:
    return 1 + _tiles(-recency, bins), 1 + _tiles(often, bins), 1 + _tiles(spent, bins)


def _nested(recency: Values, often: Values, spent: Values, bins: int) -> tuple[Scores, Scores, Scores]:
    r = bins - _above(recency, bins)
    f = 1 + _within(often, r, bins)
    return r, f, 1 + _within(spent, r * (bins + 1) + f, bins)


_SCORERS = {"quantile": _quantile, "ntile": _ntile, "nested": _nested}
METHODS: tuple[str, ...] = get_args(Method)


def segment(r: ArrayLike, f: ArrayLike, m: ArrayLike, *, bins: int = 5) -> NDArray[np.intp]:
    """Return the segment of each score as an index in `SEGMENTS`; the first of the eleven rules that holds decides.

    The level of a score s is (s − ½)/bins: low under 0.4, high above 0.6, else middle.

    Raises
    ------
    ModelError
        ``rfm.bins_out_of_range``; ``rfm.score_out_of_range`` with the argument, the first row concerned and its value.

    Examples
    --------
    >>> [SEGMENTS[i] for i in segment([5, 1, 5], [5, 5, 1], [4, 5, 1])]
    ['champions', 'promising_dormants', 'new']
    """
    _check_bins(bins)
    scores = {name: np.atleast_1d(np.asarray(value, np.int64)) for name, value in (("r", r), ("f", f), ("m", m))}
    for name, values in scores.items():
        if (off := np.flatnonzero((values < 1) | (values > bins))).size:
            raise ModelError("rfm.score_out_of_range", argument=name, row=int(off[0]) + 1, value=int(values[off[0]]), bins=bins)
    # 2s − 1 against 0.8 and 1.2 bins, in integers: (s − ½)/bins < 0.4 and > 0.6 without rounding
    low = {name: 10 * (2 * s - 1) < 8 * bins for name, s in scores.items()}
    high = {name: 10 * (2 * s - 1) > 12 * bins for name, s in scores.items()}
    rules = (
        high["r"] & high["f"] & high["m"],
        low["r"] & high["f"] & high["m"],
        ~low["r"] & high["f"],
        ~low["r"] & high["m"],
        high["r"] & (scores["f"] == 1),
        high["r"],
        ~low["r"] & (~low["f"] | ~low["m"]),
        ~low["r"],
        high["f"] | high["m"],
        ~low["f"] | ~low["m"],
    )
    return np.select(rules, range(len(rules)), default=len(rules)).astype(np.intp)


@dataclass(frozen=True, slots=True)
class SegmentSummary:
    """The eleven segments side by side, in the order of `SEGMENTS`; means are nan where nobody is."""

    customers: NDArray[np.int64]
    customers_share: Values
    revenue: Values
    revenue_share: Values
    mean_recency_days: Values
    mean_frequency: Values
    mean_monetary: Values


@np.errstate(over="raise", divide="raise", invalid="raise")
def summarise(done: Behaviour, scores: Rfm) -> SegmentSummary:
    """Return count, revenue and means of each segment; `revenue_share` is nan when the total is 0."""
    width = len(SEGMENTS)
    count = np.bincount(scores.segment, minlength=width)
    sums = [totals(scores.segment, v, width) for v in (done.recency_days, done.frequency, done.monetary)]
    recency, often, revenue = (np.where(count > 0, s / np.maximum(count, 1), np.nan) for s in sums)
    total = float(done.monetary.sum())
    share = sums[2] / total if total else np.full(width, np.nan)
    return SegmentSummary(count, count / count.sum(), sums[2], share, recency, often, revenue)


@np.errstate(over="raise", divide="raise", invalid="raise")
def grid(done: Behaviour, scores: Rfm, *, measure: Literal["customers", "revenue", "mean_monetary"] = "customers") -> Values:
    """Return the cross table, R from `bins` down to 1 in rows, F from 1 to `bins` in columns; a mean is nan where nobody is."""
    bins = scores.bins
    cell = (bins - scores.r) * bins + scores.f - 1
    count = np.bincount(cell, minlength=bins * bins).astype(np.float64)
    if measure == "customers":
        return count.reshape(bins, bins)
    revenue = totals(cell, done.monetary, bins * bins)
    if measure == "mean_monetary":
        revenue = np.where(count > 0, revenue / np.maximum(count, 1), np.nan)
    return revenue.reshape(bins, bins)


@dataclass(frozen=True, slots=True)
class Migration:
    """How many customers went from segment i to segment j, shape (11, 11); `newcomers` were no customers yet at the first date."""

    counts: NDArray[np.int64]
    newcomers: int


def migration(ledger: Transactions, from_date: dt.date, *, bins: int = 5, method: Method = "quantile") -> Migration:
    """Return the moves between segments from `from_date` to the ledger's day, each base scored on its own date.

    Raises
    ------
    ModelError
        ``rfm.dates_reversed`` when `from_date` is not before the ledger's day; ``rfm.no_purchase_before`` without a customer then.
    """
    if from_date >= ledger.as_of_date:
        raise ModelError("rfm.dates_reversed", from_date=from_date, to_date=ledger.as_of_date)
    earlier = ledger.until(int(np.datetime64(from_date, "D").view(np.int64)))
    if not (earlier.amount >= 0).any():
        raise ModelError("rfm.no_purchase_before", from_date=from_date)
    before, now = behaviour(earlier), behaviour(ledger)
    segments = [score(b.recency_days, b.frequency, b.monetary, bins=bins, method=method).segment for b in (before, now)]
    place = {customer: i for i, customer in enumerate(now.customers.tolist())}
    then = np.fromiter((place[customer] for customer in before.customers.tolist()), np.intp, before.customers.size)
    width = len(SEGMENTS)
    moves = np.bincount(segments[0] * width + segments[1][then], minlength=width * width)
    return Migration(moves.reshape(width, width), now.customers.size - before.customers.size)
