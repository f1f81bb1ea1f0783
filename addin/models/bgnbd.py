"""BG/NBD: customers buy at their own pace and may leave for good after any repeat purchase."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import digamma, expit, gammaln, hyp2f1, polygamma

from addin.models.beta_quadrature import beta_nodes
from addin.models.grouping import totals
from addin.models.likelihood import Derivatives, Estimate, dot, maximise
from addin.models.purchases import History

Floats = NDArray[np.float64]

_NUDGE = 1e-5  # how near a = 1, or a + b + x = 1, the closed form is 0/0
_LARGE, _LARGE_A = 1_000.0, 20.0  # parameters from which the closed form overflows
_SMALL, _SMALL_SINGULAR = 1e-4, 1e-2  # t/(α+T+t) under which it cancels
_NODES, _CHUNK = 48, 4096  # of the quadrature that replaces it; customers taken together


@dataclass(frozen=True, slots=True)
class BgNbd:
    """The beta-geometric/NBD model.

    Alive, a customer buys as a Poisson process of rate λ ~ Gamma(r, rate α) per time unit; after each repeat purchase they leave with
    probability p ~ Beta(a, b). A customer who never came back had no occasion to leave: their P(alive) is 1.

    References
    ----------
    Fader, Hardie & Lee (2005), “Counting your customers” the easy way, Marketing Science 24(2): likelihood (6), expectation (10).

    Examples
    --------
    Customer 1 of the CDNOW sample, 39 weeks ahead, at the published estimates:

    >>> model = BgNbd(r=0.243, alpha=4.414, a=0.793, b=2.426)
    >>> model.expected_purchases(2, 30.43, 38.86, 39).round(3)
    array([1.226])
    """

    r: float
    alpha: float
    a: float
    b: float

    NAMES: ClassVar[tuple[str, ...]] = ("r", "alpha", "a", "b")
    LEAVES_AFTER_TRIAL: ClassVar[int] = 0  # 1 where the first purchase already is an occasion to leave

    @classmethod
    def fit(cls, history: History) -> Estimate:
        """Return the maximum likelihood estimates, in the order of `NAMES`."""
        mean_age = float((history.weight * history.age).sum() / history.customers)
        sample = _Sample.of(history, cls.LEAVES_AFTER_TRIAL)
        return maximise(sample.derivatives, np.array([1.0, mean_age or 1.0, 1.0, 1.0]))

    @classmethod
    def of(cls, values: ArrayLike) -> Self:
        """Return the model of parameters in the order of `NAMES`."""
        return cls(*np.asarray(values, np.float64).tolist())

    @property
    def bend(self) -> float:
        """Time units over which the expectation of a new customer bends."""
        return self.alpha

    def log_likelihood(self, x: ArrayLike, t_x: ArrayLike, age: ArrayLike) -> Floats:
        """Return each customer's log-likelihood."""
        repeats, _, total = (np.atleast_1d(np.asarray(v, np.float64)) for v in (x, t_x, age))
        occasions = repeats + self.LEAVES_AFTER_TRIAL
        counts = gammaln(self.r + repeats) - gammaln(self.r) + self.r * np.log(self.alpha)
        stays = gammaln(self.b + occasions) - gammaln(self.b) + gammaln(self.a + self.b) - gammaln(self.a + self.b + occasions)
        alive = counts + stays - (self.r + repeats) * np.log(self.alpha + total)
        each: Floats = alive + np.logaddexp(0.0, self._log_odds_gone(x, t_x, age))
        return each

    def p_alive(self, x: ArrayLike, t_x: ArrayLike, age: ArrayLike) -> Floats:
        """Return the probability that each customer will still buy.

        Parameters
        ----------
        x, t_x, age : array_like, shape (n,)
            Repeat purchases; time units from the first purchase to the last, and to now, 0 ≤ t_x ≤ age.
        """
        return expit(-self._log_odds_gone(x, t_x, age))

    def expected_if_alive(self, x: ArrayLike, age: ArrayLike, periods: ArrayLike) -> Floats:
        """Return the purchases expected in the next `periods` time units of customers alive now; arguments are broadcast.

        Equation (10) after Euler's transformation of its 2F1, whose parameters then stay small however large x is; Gauss–Jacobi
        quadrature where a, b or r is so large that the closed form fails.
        """
        past = np.broadcast_arrays(*(np.atleast_1d(np.asarray(v, np.float64)) for v in (x, age, periods)))
        repeats, total, ahead = (v.ravel() for v in past)
        z = ahead / (self.alpha + total + ahead)
        singular = self._is_singular(repeats)
        tame = (max(self.a, self.b, self.r) < _LARGE) & (self.a < _LARGE_A) & (z > (_SMALL_SINGULAR if singular else _SMALL))
        expected = np.empty(z.size)
        expected[tame] = self._averaged(repeats[tame], z[tame]) if singular else self._closed_form(self.a, repeats[tame], z[tame])
        if not tame.all():
            expected[~tame] = self._quadrature(repeats[~tame], total[~tame], ahead[~tame])
        return expected.reshape(past[0].shape)

    def expected_purchases(self, x: ArrayLike, t_x: ArrayLike, age: ArrayLike, periods: ArrayLike) -> Floats:
        """Return the purchases expected in the next `periods` time units, given each customer's past."""
        return self.p_alive(x, t_x, age) * self.expected_if_alive(x, age, periods)

    def _is_singular(self, x: Floats) -> bool:
        """Whether the closed form is 0/0 for some customer."""
        return bool(abs(self.a - 1) < _NUDGE or np.any(np.abs(self.a + self.b + x + self.LEAVES_AFTER_TRIAL - 1) < _NUDGE))

    def _averaged(self, x: Floats, z: Floats) -> Floats:
        """Return the mean of the closed form on both sides of the values where it is 0/0."""
        return (self._closed_form(self.a + 2 * _NUDGE, x, z) + self._closed_form(self.a - 2 * _NUDGE, x, z)) / 2

    def _closed_form(self, a: float, x: Floats, z: Floats) -> Floats:
        c = a + self.b + x + self.LEAVES_AFTER_TRIAL - 1
        kept = np.exp((a - 1) * np.log1p(-z)) * hyp2f1(a - 1, a + self.b + self.LEAVES_AFTER_TRIAL - 1 - self.r, c, z)
        expected: Floats = c / (a - 1) * (1 - kept)
        return expected

    def _quadrature(self, x: Floats, age: Floats, ahead: Floats) -> Floats:
        """Return the mean over p of (1 − (1 + p t/(α+T))^−(r+x))/p, where the closed form would overflow or cancel."""
        levels, place = np.unique(x, return_inverse=True)
        nodes, weights = beta_nodes(self.a, self.b + levels + self.LEAVES_AFTER_TRIAL, _NODES)
        per_leaving = weights / np.maximum(nodes, np.finfo(float).tiny)
        expected = np.empty(x.size)
        for i in range(0, x.size, _CHUNK):
            cut = slice(i, i + _CHUNK)
            growth = np.log1p(nodes[place[cut]] * (ahead[cut] / (self.alpha + age[cut]))[:, None])
            kept = np.expm1(-(self.r + x[cut])[:, None] * growth)
            expected[cut] = -(kept * per_leaving[place[cut]]).sum(axis=1)
        return expected

    def _log_odds_gone(self, x: ArrayLike, t_x: ArrayLike, age: ArrayLike) -> Floats:
        repeats, last, total = (np.atleast_1d(np.asarray(v, np.float64)) for v in (x, t_x, age))
        occasions = repeats + self.LEAVES_AFTER_TRIAL
        odds = np.log(self.a / (self.b + np.maximum(occasions, 1) - 1)) + (self.r + repeats) * np.log(
            (self.alpha + total) / (self.alpha + last)
        )
        return np.where(occasions > 0, odds, -np.inf)


@dataclass(frozen=True, slots=True)
class _Sample:
    """A history made ready for the likelihood: what depends on x alone is computed once a distinct x."""

    history: History
    occasions: Floats
    levels: Floats  # distinct x
    level_weight: Floats
    leaves_after_trial: int

    @classmethod
    def of(cls, history: History, leaves_after_trial: int) -> _Sample:
        levels, place = np.unique(history.x, return_inverse=True)
        weight = totals(place, history.weight)
        return cls(history, history.x + leaves_after_trial, levels, weight, leaves_after_trial)

    def derivatives(self, parameters: Floats) -> Derivatives:
        """Return the log-likelihood, its gradient and Hessian at (r, α, a, b)."""
        found = self._counts(parameters)
        for i in range(0, self.occasions.size, _CHUNK):
            part = self._paths(parameters, slice(i, i + _CHUNK))
            found = Derivatives(found.value + part.value, found.gradient + part.gradient, found.hessian + part.hessian)
        return found

    def _counts(self, parameters: Floats) -> Derivatives:
        """The terms in x alone: Γ(r+x) α^r/Γ(r) · B(a, b+k)/B(a, b), k the occasions to leave."""
        r, alpha, a, b = parameters
        x, w = self.levels, self.level_weight
        k = x + self.leaves_after_trial
        n = w.sum()
        value = w @ (gammaln(r + x) + gammaln(b + k) - gammaln(a + b + k)) + n * (
            r * np.log(alpha) - gammaln(r) - gammaln(b) + gammaln(a + b)
        )
        both = n * digamma(a + b) - w @ digamma(a + b + k)
        gradient = np.array(
            [
                w @ digamma(r + x) + n * (np.log(alpha) - digamma(r)),
                n * r / alpha,
                both,
                both + w @ digamma(b + k) - n * digamma(b),
            ]
        )
        bend = n * polygamma(1, a + b) - w @ polygamma(1, a + b + k)
        hessian = np.zeros((4, 4))
        hessian[0, 0] = w @ polygamma(1, r + x) - n * polygamma(1, r)
        hessian[0, 1] = hessian[1, 0] = n / alpha
        hessian[1, 1] = -n * r / alpha**2
        hessian[2:, 2:] = bend
        hessian[3, 3] += w @ polygamma(1, b + k) - n * polygamma(1, b)
        return Derivatives(float(value), gradient, hessian)

    def _paths(self, parameters: Floats, cut: slice) -> Derivatives:
        """The logarithm of the two ways to have been silent since t_x: still there, or gone at t_x."""
        r, alpha, a, b = parameters
        occasions, w = self.occasions[cut], self.history.weight[cut]
        power = r + self.history.x[cut]
        here, gone = 1 / (alpha + self.history.age[cut]), 1 / (alpha + self.history.t_x[cut])
        longer = np.log(gone / here)  # log((α+T)/(α+t_x))
        leaving = b + np.maximum(occasions, 1) - 1
        odds = np.where(occasions > 0, np.log(a / leaving) + power * longer, -np.inf)
        left = expit(odds)
        value = dot(w, power * np.log(here) + np.logaddexp(0.0, odds))
        # differences between the gradients of the two ways, (r, α, a, b)
        apart = np.stack([longer, power * (here - gone), np.full_like(power, 1 / a), -1 / leaving])
        wl = w * left
        gradient = np.einsum("ki,i->k", apart, wl)
        gradient[:2] += dot(w, np.log(here)), -dot(w, power * here)
        hessian = np.einsum("ki,li->kl", apart * (wl * expit(-odds)), apart)
        hessian[0, 1] += (mixed := dot(wl, here - gone) - dot(w, here))
        hessian[1, 0] += mixed
        hessian[1, 1] += dot(w, power * here**2) + dot(wl, power * (gone**2 - here**2))
        hessian[2, 2] -= wl.sum() / a**2
        hessian[3, 3] += dot(wl, 1 / leaving**2)
        return Derivatives(value, gradient, hessian)
