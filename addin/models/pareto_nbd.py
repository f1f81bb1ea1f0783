"""Pareto/NBD: customers buy at their own pace and may leave for good at any moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import digamma, gammaln, polygamma

from addin.models.grouping import totals
from addin.models.likelihood import Derivatives, Estimate, maximise
from addin.models.purchases import History

Floats = NDArray[np.float64]

_NODES, _WEIGHTS = (v.copy() for v in np.polynomial.legendre.leggauss(20))
_NEGLIGIBLE = 32.0  # the integral over the moment of leaving stops where its integrand has fallen by e^−32
_CHUNK = 2048  # customers integrated together: their nodes stay in the processor's cache


@dataclass(frozen=True, slots=True)
class ParetoNbd:
    """The Pareto/NBD model.

    Alive, a customer buys as a Poisson process of rate λ ~ Gamma(r, rate α) per time unit; their life is exponential of rate
    μ ~ Gamma(s, rate β). One-time buyers may be gone.

    The likelihood's integral over the moment of leaving is taken by Gauss–Legendre on a logarithmic scale, where its singularities are
    at a distance of π: no hypergeometric function, no overflow for large x, and its derivatives come from the same nodes.

    References
    ----------
    Schmittlein, Morrison & Colombo (1987), Counting your customers, Management Science 33(1); Fader & Hardie (2005), A note on deriving
    the Pareto/NBD model and related expressions.

    Examples
    --------
    >>> model = ParetoNbd(r=0.553, alpha=10.578, s=0.606, beta=11.669)
    >>> model.expected_purchases(26, 30.86, 31, 52).round(2), model.p_alive(26, 30.86, 31).round(4)
    (array([25.46]), array([0.9979]))
    """

    r: float
    alpha: float
    s: float
    beta: float

    NAMES: ClassVar[tuple[str, ...]] = ("r", "alpha", "s", "beta")

    @classmethod
    def fit(cls, history: History) -> Estimate:
        """Return the maximum likelihood estimates, in the order of `NAMES`."""
        mean_age = float((history.weight * history.age).sum() / history.customers) or 1.0
        sample = _Sample.of(history)
        return maximise(sample.derivatives, np.array([1.0, mean_age, 1.0, mean_age]))

    @classmethod
    def of(cls, values: ArrayLike) -> Self:
        """Return the model of parameters in the order of `NAMES`."""
        return cls(*np.asarray(values, np.float64).tolist())

    @property
    def bend(self) -> float:
        """Time units over which the expectation of a new customer bends."""
        return self.beta

    def log_likelihood(self, x: ArrayLike, t_x: ArrayLike, age: ArrayLike) -> Floats:
        """Return each customer's log-likelihood."""
        parts = [
            gammaln(self.r + k) - gammaln(self.r) + self.r * np.log(self.alpha) + self.s * np.log(self.beta) + silence.log_total
            for k, silence in self._silences(x, t_x, age)
        ]
        return np.concatenate(parts)

    def p_alive(self, x: ArrayLike, t_x: ArrayLike, age: ArrayLike) -> Floats:
        """Return the probability that each customer will still buy.

        Parameters
        ----------
        x, t_x, age : array_like, shape (n,)
            Repeat purchases; time units from the first purchase to the last, and to now, 0 ≤ t_x ≤ age.
        """
        return np.concatenate([silence.alive / silence.total for _, silence in self._silences(x, t_x, age)])

    def expected_if_alive(self, x: ArrayLike, age: ArrayLike, periods: ArrayLike) -> Floats:
        """Return the purchases expected in the next `periods` time units of customers alive now; arguments are broadcast."""
        repeats, total, ahead = (np.atleast_1d(np.asarray(v, np.float64)) for v in (x, age, periods))
        growth = np.log1p(ahead / (self.beta + total))
        life = growth if self.s == 1 else -np.expm1((1 - self.s) * growth) / (self.s - 1)
        expected: Floats = (self.r + repeats) * (self.beta + total) / (self.alpha + total) * life
        return expected

    def expected_purchases(self, x: ArrayLike, t_x: ArrayLike, age: ArrayLike, periods: ArrayLike) -> Floats:
        """Return the purchases expected in the next `periods` time units, given each customer's past."""
        return self.p_alive(x, t_x, age) * self.expected_if_alive(x, age, periods)

    def _silences(self, x: ArrayLike, t_x: ArrayLike, age: ArrayLike) -> list[tuple[Floats, _Silence]]:
        """Return x and the silence since t_x, by chunks of customers."""
        past = np.broadcast_arrays(*(np.atleast_1d(np.asarray(v, np.float64)) for v in (x, t_x, age)))
        cuts = [[v[i : i + _CHUNK] for v in past] for i in range(0, max(past[0].size, 1), _CHUNK)]
        parameters = np.array([self.r, self.alpha, self.s, self.beta])
        return [(k, _Silence.of(parameters, k, last, total)) for k, last, total in cuts]


@dataclass(frozen=True, slots=True)
class _Silence:
    """The two ways to have bought nothing between t_x and T, both relative to e^`anchor`.

    Attributes
    ----------
    alive : shape (n,)
        (α+T)^−(r+x) (β+T)^−s: still a customer.
    gone : shape (nodes, n)
        s (α+u)^−(r+x) (β+u)^−(s+1) du: left at the node u.
    moment : shape (nodes, n)
        The nodes u, time units since the first purchase.
    """

    anchor: Floats
    alive: Floats
    gone: Floats
    moment: Floats

    @classmethod
    def of(cls, parameters: Floats, x: Floats, t_x: Floats, age: Floats) -> _Silence:
        """Return the silences of customers of one chunk."""
        r, alpha, s, beta = parameters
        power, nearer = r + x, min(alpha, beta)
        # y = log((m+u)/(m+t_x)), m the smaller of α and β; the integrand falls at least as fast as e^(−slope·y)
        slope = s + power * (beta + t_x) / (alpha + t_x) if beta <= alpha else power - 1 + (s + 1) * (alpha + t_x) / (beta + t_x)
        longest = np.log((nearer + age) / (nearer + t_x))
        length = np.where(slope * longest > _NEGLIGIBLE, _NEGLIGIBLE / np.maximum(slope, 1e-300), longest)
        y = (0.5 * (_NODES + 1))[:, None] * length
        moment = (nearer + t_x) * np.exp(y) - nearer
        apart = np.log((max(alpha, beta) + moment) / (max(alpha, beta) + t_x))
        fall_a, fall_b = (apart, y) if beta <= alpha else (y, apart)
        anchor = -power * np.log(alpha + t_x) - s * np.log(beta + t_x)
        gone = (
            np.exp(-power * fall_a - (s + 1) * fall_b)
            * (nearer + moment)
            * (0.5 * _WEIGHTS)[:, None]
            * (s * length / (beta + t_x))
        )
        alive = np.exp(-power * np.log(alpha + age) - s * np.log(beta + age) - anchor)
        return cls(anchor, alive, gone, moment)

    @property
    def total(self) -> Floats:
        """Both ways together, relative to e^`anchor`."""
        total: Floats = self.alive + self.gone.sum(axis=0)
        return total

    @property
    def log_total(self) -> Floats:
        """The logarithm of both ways together."""
        return self.anchor + np.log(self.total)


@dataclass(frozen=True, slots=True)
class _Sample:
    """A history made ready for the likelihood: what depends on x alone is computed once a distinct x."""

    history: History
    levels: Floats  # distinct x
    level_weight: Floats

    @classmethod
    def of(cls, history: History) -> _Sample:
        levels, place = np.unique(history.x, return_inverse=True)
        return cls(history, levels, totals(place, history.weight))

    def derivatives(self, parameters: Floats) -> Derivatives:
        """Return the log-likelihood, its gradient and Hessian at (r, α, s, β)."""
        value, gradient, hessian = self._counts(parameters)
        h = self.history
        for i in range(0, h.x.size, _CHUNK):
            cut = slice(i, i + _CHUNK)
            part = _silence_derivatives(parameters, h.x[cut], h.t_x[cut], h.age[cut], h.weight[cut])
            value, gradient, hessian = value + part.value, gradient + part.gradient, hessian + part.hessian
        return Derivatives(value, gradient, hessian)

    def _counts(self, parameters: Floats) -> tuple[float, Floats, Floats]:
        """The terms in x alone: Γ(r+x) α^r β^s/Γ(r)."""
        r, alpha, s, beta = parameters
        x, w = self.levels, self.level_weight
        n = w.sum()
        value = float(w @ gammaln(r + x) + n * (r * np.log(alpha) + s * np.log(beta) - gammaln(r)))
        gradient = np.array(
            [w @ digamma(r + x) + n * (np.log(alpha) - digamma(r)), n * r / alpha, n * np.log(beta), n * s / beta]
        )
        hessian = np.diag([w @ polygamma(1, r + x) - n * polygamma(1, r), -n * r / alpha**2, 0.0, -n * s / beta**2])
        hessian[0, 1] = hessian[1, 0] = n / alpha
        hessian[2, 3] = hessian[3, 2] = n / beta
        return value, gradient, hessian


def _silence_derivatives(parameters: Floats, x: Floats, t_x: Floats, age: Floats, weight: Floats) -> Derivatives:
    """Return Σ w log(silence) with its derivatives, as moments of the scores of the ways over their probabilities."""
    r, alpha, s, beta = parameters
    silence = _Silence.of(parameters, x, t_x, age)
    power, total = r + x, silence.total
    chance = silence.gone / total
    still = silence.alive / total
    a_here, b_here = 1 / (alpha + age), 1 / (beta + age)
    a_gone, b_gone = 1 / (alpha + silence.moment), 1 / (beta + silence.moment)
    score_here = np.stack([np.log(a_here), -power * a_here, np.log(b_here), -s * b_here])
    apart = np.stack(  # scores of the moments of leaving, less the score of being there
        [np.log(a_gone / a_here), power * (a_here - a_gone), np.log(b_gone / b_here) + 1 / s, s * b_here - (s + 1) * b_gone]
    )
    mean = np.einsum("kji,ji->ki", apart, chance)
    weighted = chance * weight
    flat = apart.reshape(4, -1)
    hessian = (flat * weighted.ravel()) @ flat.T - (mean * weight) @ mean.T
    gone_a, gone_b = (weighted * a_gone).sum(axis=0), (weighted * b_gone).sum(axis=0)
    here = weight * still
    hessian[0, 1] -= (mixed := here @ a_here + gone_a.sum())
    hessian[1, 0] -= mixed
    hessian[1, 1] += here @ (power * a_here**2) + power @ (weighted * a_gone**2).sum(axis=0)
    hessian[2, 2] -= weighted.sum() / s**2
    hessian[2, 3] -= (mixed := here @ b_here + gone_b.sum())
    hessian[3, 2] -= mixed
    hessian[3, 3] += s * (here @ b_here**2) + (s + 1) * (weighted * b_gone**2).sum()
    return Derivatives(float(weight @ silence.log_total), (score_here + mean) @ weight, hessian)
