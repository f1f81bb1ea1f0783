"""Holdout: what a purchase process predicts for a period it was not estimated on, against what happened."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from addin.errors import ModelError
from addin.models.purchase_process import PurchaseProcess
from addin.models.purchases import UNIT_DAYS, Purchases, TimeUnit
from addin.models.transactions import Transactions


@dataclass(frozen=True, slots=True)
class Holdout:
    """Repeat purchases of the calibration's customers during the holdout.

    Attributes
    ----------
    actual, predicted : float, purchases
    mean_absolute_error : float, purchases a customer
    """

    actual: float
    predicted: float
    mean_absolute_error: float


def calibration(ledger: Transactions, *, periods: float, unit: TimeUnit) -> Transactions:
    """Return the transactions up to `periods` time units before the ledger's day.

    Raises
    ------
    ModelError
        ``clv.holdout_not_positive``; ``clv.holdout_too_long`` when no purchase is left to estimate on.
    """
    if periods <= 0:
        raise ModelError("clv.holdout_not_positive", argument="holdout_periods", value=periods)
    earlier = ledger.until(ledger.as_of - round(periods * UNIT_DAYS[unit]))
    if not (earlier.amount >= 0).any():
        raise ModelError("clv.holdout_too_long", argument="holdout_periods", value=periods, until=earlier.as_of_date)
    return earlier


def holdout(process: PurchaseProcess, known: Purchases, ledger: Transactions) -> Holdout:
    """Return actual and predicted purchases between the day of `known` and the ledger's, for the customers of `known`."""
    whole = Purchases.read(ledger, unit=known.unit)
    place = np.searchsorted(np.flatnonzero(_buyers(ledger)), np.flatnonzero(_buyers(ledger.until(known.as_of))))
    actual = whole.repeats[place] - known.repeats
    periods = (ledger.as_of - known.as_of) / UNIT_DAYS[known.unit]
    predicted = process.expected_purchases(known.x, known.t_x, known.age, periods)
    return Holdout(float(actual.sum()), float(predicted.sum()), float(np.abs(actual - predicted).mean()))


def _buyers(ledger: Transactions) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return, by customer code, who bought."""
    return np.bincount(ledger.code[ledger.amount >= 0], minlength=ledger.customers.size) > 0
