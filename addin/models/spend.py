"""Spend: what a customer's next purchase is worth, estimated on repeat purchases."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from addin.errors import ModelError
from addin.models.gamma_gamma import GammaGamma
from addin.models.likelihood import Estimate
from addin.models.purchases import Purchases

Floats = NDArray[np.float64]
_SAME = 1e-9  # relative spread under which all customers spend the same


@dataclass(frozen=True, slots=True)
class Spend:
    """Expected spend a purchase: gamma-gamma, or one amount for all where all spend the same.

    Attributes
    ----------
    model : GammaGamma or None
    estimate : Estimate or None
    constant : float
        The one amount, where `model` is None.
    without_spend : int
        Repeat customers whose purchases are all worth 0: left out of the estimation.
    """

    model: GammaGamma | None
    estimate: Estimate | None
    constant: float
    without_spend: int

    @classmethod
    @np.errstate(over="raise", divide="raise", invalid="raise")
    def fit(cls, purchases: Purchases) -> Spend:
        """Return the spend estimated on customers who came back and paid something.

        Raises
        ------
        ModelError
            ``clv.no_spend`` when no repeat purchase is worth anything; ``clv.spend_not_converged``.
        """
        repeat = purchases.repeats > 0
        paying = repeat & (purchases.spend > 0)
        without = int(repeat.sum() - paying.sum())
        x, spend = purchases.x[paying], purchases.spend[paying]
        if not spend.size:
            raise ModelError("clv.no_spend", argument="amounts", customers=without)
        if float(np.ptp(spend)) <= _SAME * float(spend.mean()):
            return cls(None, None, float(spend.mean()), without)
        estimate = GammaGamma.fit(x, spend)
        if not estimate.converged:
            raise ModelError("clv.spend_not_converged", customers=int(spend.size))
        return cls(GammaGamma.of(estimate.values), estimate, 0.0, without)

    @property
    def at_limit(self) -> tuple[str, ...]:
        """The parameters the data do not bound."""
        if self.estimate is None:
            return ()
        return tuple(name for name, held in zip(GammaGamma.NAMES, self.estimate.at_limit, strict=True) if held)

    def expected(self, x: Floats, spend: Floats) -> Floats:
        """Return the expected spend a purchase; for x = 0, the population's mean.

        Raises
        ------
        ModelError
            ``clv.spend_mean_infinite`` when gamma-gamma's q ≤ 1.
        """
        return np.full(x.size, self.constant) if self.model is None else self.model.expected_spend(x, spend)
