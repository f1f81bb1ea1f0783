"""How many people an A/B test needs in each group."""

from __future__ import annotations

import math
from statistics import NormalDist

from addin.errors import ModelError


def ab_sample_size(base_rate: float, minimum_effect: float, *, power: float = 0.8, confidence: float = 0.95) -> int:
    """Return the people needed per group to see a change of rate, two-sided.

    n = [z_{1−α/2} √(2 p̄ q̄) + z_{power} √(p₁ q₁ + p₂ q₂)]² / (p₂ − p₁)², p̄ = (p₁ + p₂)/2, rounded up.

    Parameters
    ----------
    base_rate : float, share
        The rate without the change, p₁ in (0, 1).
    minimum_effect : float, share (0.01 = one point)
        The smallest difference worth seeing, p₂ − p₁, of either sign, not 0; p₂ must lie in (0, 1).
    power : float, share
        Chance of seeing that difference when it is there, in (0, 1).
    confidence : float, share
        1 − α: chance of seeing nothing when there is nothing, in (0, 1).

    Raises
    ------
    ModelError
        ``ab_sample.share_out_of_range`` with the argument; ``ab_sample.effect_zero``; ``ab_sample.target_out_of_range``.

    References
    ----------
    J. L. Fleiss, Statistical Methods for Rates and Proportions, sample size for comparing two proportions, without continuity correction.

    Examples
    --------
    >>> ab_sample_size(0.05, 0.01)
    8158
    """
    for argument, share in (("base_rate", base_rate), ("power", power), ("confidence", confidence)):
        if not 0 < share < 1:
            raise ModelError("ab_sample.share_out_of_range", argument=argument, value=share)
    if minimum_effect == 0:
        raise ModelError("ab_sample.effect_zero")
    other = base_rate + minimum_effect
    if not 0 < other < 1:
        raise ModelError("ab_sample.target_out_of_range", base=base_rate, effect=minimum_effect, target=other)
    normal = NormalDist()
    middle = (base_rate + other) / 2
    spread_if_equal = math.sqrt(2 * middle * (1 - middle))
    spread = math.sqrt(base_rate * (1 - base_rate) + other * (1 - other))
    root = normal.inv_cdf((1 + confidence) / 2) * spread_if_equal + normal.inv_cdf(power) * spread
    return max(1, math.ceil((max(root, 0.0) / minimum_effect) ** 2 - 1e-9))
