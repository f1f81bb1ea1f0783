"""How a channel's spend acts over time: carried over from period to period, with diminishing returns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# (θ, ρ): carry-over, exponent. Ties go to the first: the smallest carry-over, then the straightest response.
GRID = tuple((k / 10, exponent) for k in range(10) for exponent in (1.0, 0.8, 0.6, 0.4))


def adstock(spend: Floats, carry_over: float) -> Floats:
    """Return A_t = x_t + θ·A_{t−1}, A_0 = x_0, for spends x of shape (n,) or (n, k).

    References
    ----------
    Broadbent (1979), One Way TV Advertisements Work, Journal of the Market Research Society 21:139–166.

    Examples
    --------
    >>> adstock(np.array([10.0, 0.0, 4.0]), 0.5)
    array([10. ,  5. ,  6.5])
    """
    from scipy.signal import lfilter

    return np.asarray(lfilter([1.0], [1.0, -carry_over], spend, axis=0), dtype=np.float64)


def responses(spend: Floats) -> Floats:
    """Return A^ρ for every pair of `GRID`, shape (n, 40), of one channel's spends, shape (n,), ≥ 0."""
    carried = {theta: np.maximum(adstock(spend, theta), 0.0) for theta, _ in GRID}
    return np.column_stack([carried[theta] ** rho for theta, rho in GRID])


@dataclass(frozen=True, slots=True)
class Choices:
    """Every channel's candidate responses, and which one each uses for now.

    `base` are the columns that are no channel, shape (n, b); `candidates` one (n, 40) array a channel; `chosen` places in `GRID`.
    """

    base: Floats
    candidates: tuple[Floats, ...]
    chosen: tuple[int, ...]

    @property
    def media(self) -> Floats:
        """The chosen response of each channel, shape (n, k)."""
        columns = [candidates[:, k] for candidates, k in zip(self.candidates, self.chosen, strict=True)]
        return np.column_stack(columns) if columns else np.empty((len(self.base), 0))

    def judged(self, channel: int, sales: Floats) -> Judged:
        """Return how each candidate of `channel` explains `sales` beside everything else: one projection judges all of them."""
        others = np.column_stack([self.base, np.delete(self.media, channel, axis=1)])
        q = np.linalg.qr(others)[0]
        left = sales - q @ (q.T @ sales)
        candidates = self.candidates[channel]
        c = candidates - q @ (q.T @ candidates)
        power = np.einsum("ij,ij->j", c, c)
        usable = power > 1e-10 * np.einsum("ij,ij->j", candidates, candidates)
        slope = np.divide(left @ c, power, out=np.zeros(len(power)), where=usable)
        return Judged(float(left @ left), slope, np.where(usable, power, 0.0), candidates.sum(axis=0))


@dataclass(frozen=True, slots=True)
class Judged:
    """A channel's candidates, shape (40,): slope, the squares each takes off `squares` per squared slope, and ΣA^ρ."""

    squares: float
    slope: Floats
    power: Floats
    total: Floats

    @property
    def best(self) -> int:
        """The candidate that leaves the least squares, ties to the first."""
        gain = self.slope**2 * self.power
        return int(np.flatnonzero(gain >= gain.max() - 1e-12 * self.squares)[0])

    def contributions(self, limit: float) -> tuple[float, float]:
        """Return the least and greatest contribution β·ΣA^ρ, over all candidates and slopes, that leaves at most `limit` squares."""
        left = np.where(self.power > 0, self.squares - self.slope**2 * self.power, np.inf)
        near = np.flatnonzero(left <= max(limit, left.min()))
        reach = np.sqrt(np.maximum(limit - left[near], 0.0) / self.power[near])
        low = (self.slope[near] - reach) * self.total[near]
        high = (self.slope[near] + reach) * self.total[near]
        return float(low.min()), float(high.max())


def fitted_choices(base: Floats, spend: Floats, sales: Floats) -> Choices:
    """Return each channel's θ and ρ by coordinate descent on the sum of squares, from (0, 1).

    Parameters
    ----------
    base : float64 array, shape (n, b)
        The columns that are no channel, the constant among them.
    spend : float64 array, shape (n, k)
        Spends ≥ 0, each column in any unit.
    sales : float64 array, shape (n,)
        What is explained.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> spend = rng.uniform(0, 9, (80, 1))
    >>> found = fitted_choices(np.ones((80, 1)), spend, 5 + 2 * adstock(spend[:, 0], 0.3) ** 0.6)
    >>> GRID[found.chosen[0]]
    (0.3, 0.6)
    """
    choices = Choices(base, tuple(responses(column) for column in spend.T), (0,) * spend.shape[1])
    for _ in range(100):  # each sweep lowers the sum of squares on a finite grid; a handful suffices
        before = choices.chosen
        for channel in range(spend.shape[1]):
            best = choices.judged(channel, sales).best
            chosen = (*choices.chosen[:channel], best, *choices.chosen[channel + 1 :])
            choices = Choices(base, choices.candidates, chosen)
        if choices.chosen == before:
            break
    return choices
