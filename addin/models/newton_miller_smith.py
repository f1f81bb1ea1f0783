"""Newton, Miller and Smith's extension of the price sensitivity meter: from a survey to the trial and revenue each price would bring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from addin.errors import ModelError
from addin.models.van_westendorp import Counts, Floats, Survey

CALIBRATION: Final = (0.0, 0.1, 0.3, 0.5, 0.7)  # what answers 1 to 5 are worth, 5 the surest
_NOISE: Final = 1e-12  # of the best value: prices closer than that are as good as each other


@dataclass(frozen=True, slots=True)
class Demand:
    """What each price would bring.

    Attributes
    ----------
    price : ndarray, shape (k,)
        Every price a valid respondent named, ascending.
    trial : ndarray, shape (k,), share
        Respondents expected to buy at that price.
    revenue : ndarray, shape (k,)
        price × trial: revenue per respondent, an index to compare prices by.
    best_price_trial, best_price_revenue : float
        The lowest of the prices where trial, and revenue, are highest.
    """

    price: Floats
    trial: Floats
    revenue: Floats
    best_price_trial: float
    best_price_revenue: float


@np.errstate(over="raise", divide="raise", invalid="raise")
def demand(answered: Survey, buy_cheap: Floats, buy_expensive: Floats, *, calibration: tuple[float, ...] = CALIBRATION) -> Demand:
    """Return trial and revenue at every price named.

    A respondent's probability of buying is 0 up to the too cheap price and from the too expensive one on, the calibrated answers at the
    cheap and the expensive price, and linear in the price in between. Trial is its mean over respondents.

    Parameters
    ----------
    answered : Survey
        n valid respondents.
    buy_cheap, buy_expensive : ndarray, shape (n,)
        How sure each of them is to buy at their cheap, and at their expensive price: 1 to the length of `calibration`.
    calibration : tuple of share
        The probability each answer stands for, answer 1 first.

    Raises
    ------
    ModelError
        ``price.scale_out_of_range`` with the calibration; ``price.intention_off_scale`` with argument, row and value.

    References
    ----------
    Newton, D., Miller, J. and Smith, P. (1993). A market acceptance extension to traditional price sensitivity measurement. Proceedings
    of the American Marketing Association Advanced Research Techniques Forum.

    Examples
    --------
    >>> from addin.models.van_westendorp import survey
    >>> found = demand(survey(*(np.array([price]) for price in (4.0, 8.0, 10.0, 14.0))), np.array([5.0]), np.array([3.0]))
    >>> found.trial.round(6).tolist(), found.best_price_trial, found.best_price_revenue
    ([0.0, 0.7, 0.3, 0.0], 8.0, 8.0)
    """
    if len(calibration) < 2 or not all(0 <= share <= 1 for share in calibration):
        raise ModelError("price.scale_out_of_range", scale=list(calibration))
    at_cheap = _calibrated(answered, buy_cheap, calibration, "buy_cheap")
    at_expensive = _calibrated(answered, buy_expensive, calibration, "buy_expensive")
    price, places = np.unique(answered.answers, return_inverse=True)
    trial = _mean_probability(price, places.reshape(answered.answers.shape), at_cheap, at_expensive, answered.weights)
    revenue = price * trial
    return Demand(price, trial, revenue, _lowest_best(price, trial), _lowest_best(price, revenue))


def _calibrated(answered: Survey, answers: Floats, calibration: tuple[float, ...], argument: str) -> Floats:
    off = np.flatnonzero((answers != np.floor(answers)) | (answers < 1) | (answers > len(calibration)))
    if off.size:
        row = int(answered.rows[off[0]]) + 1
        raise ModelError(
            "price.intention_off_scale", argument=argument, row=row, value=float(answers[off[0]]), most=len(calibration)
        )
    return np.array(calibration, dtype=np.float64).take(answers.astype(np.int64) - 1)


def _mean_probability(price: Floats, places: Counts, at_cheap: Floats, at_expensive: Floats, weights: Counts) -> Floats:
    """Return the mean of the respondents' broken lines at each price, from the slope each break adds: no respondents × prices table.

    `places`, shape (4, n), is where each answer stands in `price`.
    """
    too_cheap, cheap, expensive, too_expensive = price[places]
    rise = at_cheap / (cheap - too_cheap)
    across = (at_expensive - at_cheap) / (expensive - cheap)
    fall = -at_expensive / (too_expensive - expensive)
    breaks = np.concatenate([rise, across - rise, fall - across, -fall]) * np.tile(weights, 4)
    slopes = np.cumsum(np.bincount(places.ravel(), weights=breaks, minlength=price.size))
    summed = np.concatenate([[0.0], np.cumsum(slopes[:-1] * np.diff(price))])
    trial: Floats = np.clip(summed / weights.sum(), 0.0, 1.0)
    trial[trial < _NOISE] = 0.0
    return trial


def _lowest_best(price: Floats, value: Floats) -> float:
    best = value.max()
    return float(price[np.flatnonzero(value >= best * (1 - _NOISE))[0]])
