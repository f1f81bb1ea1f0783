"""Van Westendorp's price sensitivity meter: four points and six curves from four questions, counted exactly.

With F_q(p) the share of valid answers to question q that are ≤ p, each point is the first price where a rising and a falling curve
meet: F_a(p) ≥ 1 − F_b(p). Multiplied by the number of answers this says #{a ≤ p} + #{b ≤ p} ≥ n, so the point is the n-th smallest of
the 2n answers to the two questions: an order statistic of whole numbers, where no rounding can move a tie.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from addin.errors import ModelError

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

QUESTIONS: Final = ("too_cheap", "cheap", "expensive", "too_expensive")
PAIRS: Final = {"pmc": (0, 1), "opp": (0, 3), "idp": (1, 2), "pme": (2, 3)}  # the two questions each point compares
DRAWS: Final = 1_000
MOST_POINTS: Final = 100_000  # of a curve; a worksheet has a million rows
_SEED: Final = 0
_MOST_DECIMALS: Final = 15  # what a worksheet cell keeps
_LARGEST_TOTAL: Final = 2.0**53  # leaves room for resamples that draw a heavy respondent many times
_CHUNK_CELLS: Final = 2_000_000  # resampled weights held at once


@dataclass(frozen=True, slots=True)
class Survey:
    """The valid answers of a price survey.

    Attributes
    ----------
    answers : ndarray, shape (4, n)
        Prices, one row per question of `QUESTIONS`; strictly increasing down each column.
    weights : ndarray of int64, shape (n,)
        What each respondent counts for, in units of 10^−k so that decimals are whole numbers.
    rows : ndarray of int64, shape (n,)
        The 0-based rows of the survey these respondents stand on.
    excluded : int
        Respondents left out because an answer is missing or the four are not in order.
    first_excluded : int or None
        The 1-based row of the first of them.
    """

    answers: Floats
    weights: Counts
    rows: Counts
    excluded: int
    first_excluded: int | None

    @property
    def respondents(self) -> int:
        """How many answers are valid."""
        return int(self.answers.shape[1])

    @property
    def total(self) -> int:
        """What all respondents count for."""
        return int(self.weights.sum(dtype=np.int64))


@dataclass(frozen=True, slots=True)
class Point:
    """A price and its interval; the interval is NaN where none was asked for."""

    value: float
    low: float = float("nan")
    high: float = float("nan")


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What the survey says: the acceptable range from `pmc` to `pme`, the optimal and the indifference price inside it."""

    pmc: Point
    opp: Point
    idp: Point
    pme: Point
    range_width: Point


@dataclass(frozen=True, slots=True)
class Curves:
    """The six curves at each price, as shares of the valid answers."""

    price: Floats
    too_cheap: Floats
    cheap: Floats
    expensive: Floats
    too_expensive: Floats
    not_cheap: Floats
    not_expensive: Floats


def survey(
    too_cheap: Floats, cheap: Floats, expensive: Floats, too_expensive: Floats, *, weights: Floats | None = None
) -> Survey:
    """Return the valid answers: those with too cheap < cheap < expensive < too expensive.

    Parameters
    ----------
    too_cheap, cheap, expensive, too_expensive : ndarray, shape (n,), a price ≥ 0
        NaN where the respondent did not answer.
    weights : ndarray, shape (n,) or (1,), ≥ 0, optional
        What each respondent counts for; decimals are taken as written, up to 15 places.

    Raises
    ------
    ModelError
        ``price.answers_negative`` with argument, row and value; ``price.weights_negative``; ``price.no_valid_answers``.

    Examples
    --------
    >>> import numpy as np
    >>> valid = survey(np.array([5.0, 9.0]), np.array([8.0, 8.0]), np.array([12.0, 12.0]), np.array([15.0, 15.0]))
    >>> valid.respondents, valid.excluded, valid.first_excluded
    (1, 1, 2)
    """
    answers = np.stack([too_cheap, cheap, expensive, too_expensive])
    for question, prices in zip(QUESTIONS, answers, strict=True):
        if (below := np.flatnonzero(prices < 0)).size:
            raise ModelError("price.answers_negative", argument=question, row=int(below[0]) + 1, value=float(prices[below[0]]))
    if weights is not None and (below := np.flatnonzero(weights < 0)).size:
        raise ModelError("price.weights_negative", argument="weights", row=int(below[0]) + 1, value=float(weights[below[0]]))
    valid = (answers[0] < answers[1]) & (answers[1] < answers[2]) & (answers[2] < answers[3])
    count = answers.shape[1]
    counted = np.ones(count, np.int64) if weights is None else whole_weights(np.broadcast_to(weights, count))
    rows = np.flatnonzero(valid)
    if not counted[rows].any():
        raise ModelError("price.no_valid_answers", answers=count)
    first = int(np.argmin(valid)) + 1 if rows.size < count else None
    if rows.size < count:
        answers, counted = answers[:, rows], counted[rows]
    return Survey(answers, counted, rows, count - rows.size, first)


def whole_weights(weights: Floats) -> Counts:
    """Return decimal weights as whole numbers in one common unit: exact up to 15 decimals and 2⁵³ in all, to 2⁻⁵³ of the total beyond.

    >>> import numpy as np
    >>> whole_weights(np.array([1.25, 0.8, 2.0])).tolist()
    [125, 80, 200]
    """
    with np.errstate(over="ignore"):
        total = float(weights.sum())
    for decimals in range(_MOST_DECIMALS + 1):
        scale = 10.0**decimals
        if total * scale > _LARGEST_TOTAL:
            break
        whole = np.rint(weights * scale)
        if bool((whole / scale == weights).all()):
            return whole.astype(np.int64)
    parts = weights / weights.max()
    nearest: Counts = np.rint(parts * (_LARGEST_TOTAL / parts.sum())).astype(np.int64)
    return nearest


def sensitivity(answered: Survey, *, confidence: float = 0.95) -> Sensitivity:
    """Return the four points and the width of the acceptable range, with percentile-bootstrap intervals.

    Parameters
    ----------
    answered : Survey
    confidence : float, 0 ≤ c < 1
        Of the intervals: 1,000 resamples of the valid respondents, PCG64 seed 0. 0 skips them.

    Raises
    ------
    ModelError
        ``price.confidence_out_of_range``.

    References
    ----------
    Van Westendorp, P. (1976). NSS Price Sensitivity Meter (PSM): a new approach to study consumer perception of prices.
    Proceedings of the 29th ESOMAR Congress, 139–167.

    Examples
    --------
    >>> import numpy as np
    >>> one = np.array([1.0, 2.0, 3.0])
    >>> points = sensitivity(survey(4 + one, 6 + one, 8 + one, 10 + one), confidence=0)
    >>> points.pmc.value, points.idp.value, points.pme.value
    (7.0, 9.0, 11.0)
    """
    if not 0 <= confidence < 1:
        raise ModelError("price.confidence_out_of_range", confidence=confidence)
    values = {name: _crossing(answered, pair) for name, pair in PAIRS.items()}
    values["range_width"] = values["pme"] - values["pmc"]
    if confidence == 0:
        return Sensitivity(**{name: Point(value) for name, value in values.items()})
    drawn = _resampled(answered)
    drawn["range_width"] = drawn["pme"] - drawn["pmc"]
    tails = [(1 - confidence) / 2, (1 + confidence) / 2]
    bounds = {name: np.quantile(draws, tails) for name, draws in drawn.items()}
    return Sensitivity(**{name: Point(value, float(bounds[name][0]), float(bounds[name][1])) for name, value in values.items()})


def curves(answered: Survey, *, points: int | None = None) -> Curves:
    """Return the six curves at every price somebody named, or at `points` evenly spaced prices from the lowest to the highest.

    Parameters
    ----------
    answered : Survey
    points : int, 2 to 100,000, optional

    Raises
    ------
    ModelError
        ``price.points_out_of_range``.

    Examples
    --------
    >>> import numpy as np
    >>> shown = curves(survey(*(np.array([price]) for price in (5.0, 8.0, 12.0, 15.0))))
    >>> shown.price.tolist(), shown.not_cheap.tolist()
    ([5.0, 8.0, 12.0, 15.0], [0.0, 1.0, 1.0, 1.0])
    """
    if points is None:
        price = np.unique(answered.answers)
    elif not 2 <= points <= MOST_POINTS:
        raise ModelError("price.points_out_of_range", points=points, most=MOST_POINTS)
    else:
        price = np.linspace(answered.answers.min(), answered.answers.max(), points)
    total = answered.total
    at_most = [_counted(answers, answered.weights, price) for answers in answered.answers]
    too_cheap, cheap, expensive, too_expensive = at_most
    return Curves(
        price=price,
        too_cheap=(total - too_cheap) / total,
        cheap=(total - cheap) / total,
        expensive=expensive / total,
        too_expensive=too_expensive / total,
        not_cheap=cheap / total,
        not_expensive=(total - expensive) / total,
    )


def _counted(answers: Floats, weights: Counts, price: Floats) -> Counts:
    """Return what the respondents answering at most each price count for."""
    order = np.argsort(answers, kind="stable")
    upto = np.concatenate([[0], np.cumsum(weights[order])])
    counted: Counts = upto[np.searchsorted(answers[order], price, side="right")]
    return counted


def _crossing(answered: Survey, pair: tuple[int, int]) -> float:
    """Return the n-th smallest of the pooled answers to two questions, n counting weights."""
    pooled = np.concatenate([answered.answers[pair[0]], answered.answers[pair[1]]])
    weights = answered.weights
    if (weights == weights[0]).all():
        middle = answered.respondents - 1
        return float(np.partition(pooled, middle)[middle])
    order = np.argsort(pooled, kind="stable")
    reached = np.cumsum(np.concatenate([weights, weights])[order])
    return float(pooled[order[np.searchsorted(reached, answered.total)]])


def _resampled(answered: Survey) -> dict[str, Floats]:
    """Return each point in 1,000 resamples of the respondents, taken in an order that does not depend on the sheet's."""
    ranked = np.lexsort((answered.weights, *answered.answers[::-1]))
    answers, weights = answered.answers[:, ranked], answered.weights[ranked]
    count = answered.respondents
    pooled = {name: np.concatenate([answers[a], answers[b]]) for name, (a, b) in PAIRS.items()}
    order = {name: np.argsort(prices, kind="stable") for name, prices in pooled.items()}
    drawn = {name: np.empty(DRAWS) for name in PAIRS}
    random = np.random.Generator(np.random.PCG64(_SEED))
    chunk = max(1, min(DRAWS, _CHUNK_CELLS // count))
    for start in range(0, DRAWS, chunk):
        size = min(chunk, DRAWS - start)
        picked = [random.integers(0, count, count, dtype=np.int32) for _ in range(size)]
        counts = np.stack([np.bincount(rows, minlength=count) for rows in picked]).astype(np.float64) * weights
        for name, ranks in order.items():
            drawn[name][start : start + size] = pooled[name][ranks[_crossing_ranks(counts, ranks % count, weights)]]
    return drawn


def _crossing_ranks(counts: Floats, respondents: Counts, weights: Counts) -> Counts:
    """Return, resample by resample, the rank among the pooled answers where half of their weight is reached.

    `counts`, shape (draws, n), is what each respondent counts for in each resample; `respondents`, shape (2n,), whose answer stands at
    each rank. Only ranks around the crossing of the whole sample are looked at, further and further until every resample crosses there.
    """
    totals = counts.sum(axis=1)
    middle = int(np.searchsorted(np.cumsum(weights[respondents]), weights.sum()))
    reach = 16 + 8 * math.isqrt(respondents.size)
    while True:
        low, high = max(0, middle - reach), min(respondents.size, middle + reach)
        before = counts @ np.bincount(respondents[:low], minlength=weights.size).astype(np.float64)
        reached = before[:, None] + np.cumsum(counts[:, respondents[low:high]], axis=1)
        if (low == 0 or (before < totals).all()) and (high == respondents.size or (reached[:, -1] >= totals).all()):
            ranks: Counts = low + (reached < totals[:, None]).sum(axis=1)
            return ranks
        reach *= 4
