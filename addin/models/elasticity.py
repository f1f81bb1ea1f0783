"""Price elasticity of demand by product, from a history of prices and volumes, zero sales included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from addin.errors import ModelError

Floats = NDArray[np.float64]

Class = Literal["elastic", "inelastic", "undetermined"]
Reason = Literal["elastic", "inelastic", "straddles", "rises_with_price", "too_few", "saturated", "not_estimable"]

FEWEST_ROWS: Final = 8
FEWEST_PRICES: Final = 3
CONFIDENCE: Final = 0.95
_ITERATIONS: Final = 60
_STEP: Final = 1e-11  # of the coefficients, at convergence
_ROUNDING: Final = 1e-9  # a bound this close to −1 or 0 is on it


@dataclass(frozen=True, slots=True)
class Elasticity:
    """How the volume of one product answers its price.

    Attributes
    ----------
    value, low, high : float
        Relative change of volume for a relative change of price, and its 95 % interval; NaN where it cannot be estimated.
    observations : int
    r2 : float
        Squared correlation of observed and fitted volumes; NaN where volumes do not vary.
    reason : str
        What decides the class.
    """

    value: float
    low: float
    high: float
    observations: int
    r2: float
    reason: Reason

    @property
    def verdict(self) -> Class:
        """The class the interval allows."""
        return self.reason if self.reason in ("elastic", "inelastic") else "undetermined"


def elasticities(
    products: Sequence[object], prices: Floats, volumes: Floats, *, promotion: Floats | None = None
) -> dict[object, Elasticity]:
    """Return the elasticity of each product, by its name in alphabetical order.

    Parameters
    ----------
    products : sequence, length n
    prices : ndarray, shape (n,), > 0
    volumes : ndarray, shape (n,), ≥ 0, units sold
    promotion : ndarray, shape (n,), optional
        0 outside promotions; 1, or the depth of the promotion, inside.

    Raises
    ------
    ModelError
        ``price.prices_not_positive`` and ``price.volumes_negative`` with row and value; ``price.no_history``.

    Examples
    --------
    >>> price = np.array([1.0, 2.0, 4.0] * 3)
    >>> found = elasticities(["soap"] * 9, price, 800 / price**2)["soap"]
    >>> round(found.value, 6), found.verdict
    (-2.0, 'elastic')
    """
    if not len(products):
        raise ModelError("price.no_history")
    if (wrong := np.flatnonzero(prices <= 0)).size:
        raise ModelError("price.prices_not_positive", row=int(wrong[0]) + 1, value=float(prices[wrong[0]]))
    if (wrong := np.flatnonzero(volumes < 0)).size:
        raise ModelError("price.volumes_negative", row=int(wrong[0]) + 1, value=float(volumes[wrong[0]]))
    rows: dict[object, list[int]] = {}
    for row, product in enumerate(products):
        rows.setdefault(product, []).append(row)
    ordered = sorted(rows, key=lambda product: (str(product).casefold(), str(product)))
    return {
        product: elasticity(prices[at], volumes[at], promotion=None if promotion is None else promotion[at])
        for product, at in ((product, np.array(rows[product])) for product in ordered)
    }


@np.errstate(over="raise", divide="raise", invalid="raise")
def elasticity(price: Floats, volume: Floats, *, promotion: Floats | None = None) -> Elasticity:
    """Return the elasticity ε of log E[v] = a + ε ln p + β · promotion for one product, by Poisson pseudo-maximum likelihood.

    The estimator needs no logarithm of volumes, so weeks without a sale count as they are. Variance: HC1; interval: Student's t with
    n − k degrees of freedom. Blank under 8 rows or 3 prices, where there are no more distinct (price, promotion) than
    coefficients (they pass through every mean and nothing tells whether the model holds), and where the likelihood has no maximum
    (sales at one price only).

    Parameters
    ----------
    price : ndarray, shape (n,), > 0
    volume : ndarray, shape (n,), ≥ 0
    promotion : ndarray, shape (n,), optional

    References
    ----------
    Santos Silva, J. M. C. and Tenreyro, S. (2006). The log of gravity. Review of Economics and Statistics 88(4), 641–658.

    Examples
    --------
    >>> price = np.array([1.0, 1.5, 2.0, 3.0] * 2)
    >>> elasticity(price, np.full(8, 5.0)).reason
    'inelastic'
    """
    count = price.size
    if count < FEWEST_ROWS or np.unique(price).size < FEWEST_PRICES:
        return _blank(count, "too_few")
    logs = np.log(price)
    regressors = [np.ones(count), logs - logs.mean()]
    if promotion is not None and np.ptp(promotion) > 0:
        regressors.append(promotion - promotion.mean())
    design = np.column_stack(regressors)
    scaled = design / np.abs(design).max(axis=0)
    if not volume.any() or np.linalg.matrix_rank(scaled, tol=1e-7) < design.shape[1]:
        return _blank(count, "not_estimable")
    if len(np.unique(design, axis=0)) <= design.shape[1]:
        return _blank(count, "saturated")
    relative = volume / volume.mean()
    coefficients = _poisson(design, relative)
    if coefficients is None:
        return _blank(count, "not_estimable")
    return _estimated(design, relative, coefficients)


def _blank(count: int, reason: Reason) -> Elasticity:
    return Elasticity(np.nan, np.nan, np.nan, count, np.nan, reason)


def _poisson(design: Floats, response: Floats) -> Floats | None:
    """Return the coefficients that maximise Σ y η − e^η, η = design · coefficients, by Newton's method; None where there is no maximum."""
    coefficients = np.zeros(design.shape[1])
    likelihood = _likelihood(design, response, coefficients)
    for _ in range(_ITERATIONS):
        mean = np.exp(design @ coefficients)
        try:
            step = np.linalg.solve((design.T * mean) @ design, design.T @ (response - mean))
        except np.linalg.LinAlgError:
            return None
        while (reached := _likelihood(design, response, coefficients + step)) < likelihood - 1e-9 * abs(likelihood):
            step = step / 2
        coefficients, likelihood = coefficients + step, reached
        if np.abs(step).max() <= _STEP * max(1.0, float(np.abs(coefficients).max())):
            return coefficients
    return None


def _likelihood(design: Floats, response: Floats, coefficients: Floats) -> float:
    linear = design @ coefficients
    with np.errstate(over="ignore"):
        return float(response @ linear - np.exp(linear).sum())


def _estimated(design: Floats, response: Floats, coefficients: Floats) -> Elasticity:
    from scipy.special import stdtrit  # scipy.stats takes half a second to load for the same quantile

    count, parameters = design.shape
    mean = np.exp(design @ coefficients)
    bread = np.linalg.inv((design.T * mean) @ design)
    meat = (design.T * (response - mean) ** 2) @ design
    variance = float((bread @ meat @ bread)[1, 1]) * count / (count - parameters)
    value = float(coefficients[1])
    margin = float(stdtrit(count - parameters, (1 + CONFIDENCE) / 2)) * max(variance, 0.0) ** 0.5
    r2 = np.nan
    if np.ptp(response) > 0 and np.ptp(mean) > 0:
        r2 = float(np.corrcoef(response, mean)[0, 1]) ** 2
    return Elasticity(value, value - margin, value + margin, count, r2, _reason(value - margin, value + margin))


def _reason(low: float, high: float) -> Reason:
    if high < -1 - _ROUNDING:
        return "elastic"
    if low > _ROUNDING:
        return "rises_with_price"
    return "inelastic" if low > -1 + _ROUNDING else "straddles"
