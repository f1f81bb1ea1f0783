"""Gamma-gamma: what a customer spends on one purchase, between their own average and everybody's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import digamma, gammaln, polygamma

from addin.errors import ModelError
from addin.models.likelihood import Derivatives, Estimate, maximise

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class GammaGamma:
    """The gamma-gamma model of monetary value.

    A customer's purchases are Gamma(p, rate ν) with ν ~ Gamma(q, rate v): the mean of x purchases pulls the expectation towards itself
    the more the larger x is. Spend per purchase is taken to be independent of how often one buys.

    References
    ----------
    Fader & Hardie (2013), The gamma-gamma model of monetary value, note 025; Fader, Hardie & Lee (2005), RFM and CLV, JMR 42(4).

    Examples
    --------
    >>> GammaGamma(p=6.25, q=3.74, v=15.44).expected_spend([2, 0], [22.35, 0]).round(2)
    array([24.66, 35.22])
    """

    p: float
    q: float
    v: float

    NAMES: ClassVar[tuple[str, ...]] = ("p", "q", "v")

    @classmethod
    def fit(cls, x: ArrayLike, spend: ArrayLike) -> Estimate:
        """Return the maximum likelihood estimates of (p, q, v).

        Parameters
        ----------
        x : array_like, shape (n,), repeat purchases, ≥ 1
        spend : array_like, shape (n,), currency
            Mean of each customer's repeat purchases, > 0.
        """
        counts, means = np.asarray(x, np.float64), np.asarray(spend, np.float64)
        levels, place = np.unique(counts, return_inverse=True)
        sample = _Sample(counts, means, levels, place, np.bincount(place).astype(np.float64))
        return maximise(sample.derivatives, np.array([2.0, 3.0, 2.0 * float(means.mean())]))

    @classmethod
    def of(cls, values: ArrayLike) -> Self:
        """Return the model of parameters in the order of `NAMES`."""
        return cls(*np.asarray(values, np.float64).tolist())

    def expected_spend(self, x: ArrayLike, spend: ArrayLike) -> Floats:
        """Return the expected spend a purchase; for x = 0, the population's mean.

        Raises
        ------
        ModelError
            ``clv.spend_mean_infinite`` when q ≤ 1: the population's mean does not exist.
        """
        if self.q <= 1:
            raise ModelError("clv.spend_mean_infinite", q=self.q)
        counts, means = np.asarray(x, np.float64), np.asarray(spend, np.float64)
        expected: Floats = self.p * (self.v + counts * means) / (self.p * counts + self.q - 1)
        return expected


@dataclass(frozen=True, slots=True)
class _Sample:
    x: Floats
    spend: Floats
    levels: Floats  # distinct x
    place: NDArray[np.intp]
    level_weight: Floats

    def derivatives(self, parameters: Floats) -> Derivatives:
        """Return the log-likelihood, its gradient and Hessian at (p, q, v)."""
        p, q, v = parameters
        x, k, w = self.x, self.levels, self.level_weight
        n = x.size
        total = x * self.spend
        scale = total + v
        log_scale = np.log(scale)
        log_total, power = np.log(total), p * x + q
        value = (
            w @ (gammaln(p * k + q) - gammaln(p * k))
            - n * (gammaln(q) - q * np.log(v))
            + float((p * x * log_total - np.log(self.spend) - power * log_scale).sum())
        )
        gradient = np.array(
            [
                w @ (k * (digamma(p * k + q) - digamma(p * k))) + x @ (log_total - log_scale),
                w @ digamma(p * k + q) - n * (digamma(q) - np.log(v)) - log_scale.sum(),
                n * q / v - (power / scale).sum(),
            ]
        )
        bend = polygamma(1, p * k + q)
        pp = w @ (k**2 * (bend - polygamma(1, p * k)))
        pq, pv = w @ (k * bend), -(x / scale).sum()
        qq, qv = w @ bend - n * polygamma(1, q), n / v - (1 / scale).sum()
        vv = (power / scale**2).sum() - n * q / v**2
        return Derivatives(float(value), gradient, np.array([[pp, pq, pv], [pq, qq, qv], [pv, qv, vv]]))
