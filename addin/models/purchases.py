"""Purchases: what the customer lifetime models know of each customer, drawn from transactions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from addin.errors import ModelError
from addin.models.grouping import totals
from addin.models.transactions import EPOCH, Labels, Transactions

TimeUnit = Literal["day", "week", "month"]
DAYS_PER_YEAR = 365.25
UNIT_DAYS: Mapping[TimeUnit, float] = MappingProxyType({"day": 1.0, "week": 7.0, "month": DAYS_PER_YEAR / 12})
PERIODS_PER_YEAR: Mapping[TimeUnit, int] = MappingProxyType({"day": 365, "week": 52, "month": 12})

Floats = NDArray[np.float64]

_MOST_LEVELS = 10_000.0  # time units or purchases up to which whole numbers are their own places


@dataclass(frozen=True, slots=True)
class History:
    """Distinct (x, t_x, T) and how many customers share each: all the purchase processes need to be estimated.

    Attributes
    ----------
    x : float array, shape (n,), repeat purchases
    t_x, age : float arrays, shape (n,), time units since the first purchase: of the last one, of the as-of day (T)
    weight : float array, shape (n,), customers
    """

    x: Floats
    t_x: Floats
    age: Floats
    weight: Floats

    @classmethod
    def collapse(cls, x: ArrayLike, t_x: ArrayLike, age: ArrayLike) -> History:
        """Return the distinct rows of three aligned arrays with their counts.

        >>> h = History.collapse([0, 2, 0], [0, 30.4, 0], [38.9, 38.9, 38.9])
        >>> h.x, h.t_x, h.age, h.weight
        (array([0., 2.]), array([ 0. , 30.4]), array([38.9, 38.9]), array([2., 1.]))
        """
        levels, codes = zip(*(_levels(np.asarray(v, np.float64)) for v in (x, t_x, age)), strict=True)
        key = (codes[0] * len(levels[1]) + codes[1]) * len(levels[2]) + codes[2]
        distinct, weight = np.unique(key, return_counts=True)
        rest, i = np.divmod(distinct, len(levels[2]))
        k, j = np.divmod(rest, len(levels[1]))
        return cls(levels[0][k], levels[1][j], levels[2][i], weight.astype(np.float64))

    @property
    def customers(self) -> float:
        """The number of customers."""
        return float(self.weight.sum())

    @property
    def repeat_customers(self) -> float:
        """The number of customers who came back at least once."""
        return float(self.weight[self.x > 0].sum())


def _levels(values: Floats) -> tuple[Floats, NDArray[np.int64]]:
    """Return distinct values and each value's place; whole numbers, of weeks or of days written as weeks, need no sort."""
    if values.size and values.min() >= 0 and values.max() < _MOST_LEVELS:
        for days in (1.0, UNIT_DAYS["week"]):
            scaled = values * days
            place = np.rint(scaled).astype(np.int64)
            if np.abs(scaled - place).max() < 1e-9:
                levels = np.zeros(int(place.max()) + 1)
                levels[place] = values
                return levels, place
    distinct, place = np.unique(values, return_inverse=True)
    return distinct, place


@dataclass(frozen=True, slots=True)
class Purchases:
    """One row a customer: repeat purchases and their mean spend, dates in days. Purchases of one day are one purchase.

    Attributes
    ----------
    customers : ndarray, shape (n,), ascending
    repeats : int array, shape (n,)
        Purchases after the first one, x.
    last_days, age_days : int arrays, shape (n,), days
        From the first purchase to the last one, and to the as-of day.
    spend : float array, shape (n,), currency a purchase
        Mean of the repeat purchases, z̄; 0 for customers who never came back.
    as_of : int, days since 1970-01-01
    unit : {"day", "week", "month"}
    left_out : int
        Customers whose rows are refunds only.
    """

    customers: Labels
    repeats: NDArray[np.int64]
    last_days: NDArray[np.int64]
    age_days: NDArray[np.int64]
    spend: Floats
    as_of: int
    unit: TimeUnit
    left_out: int

    @classmethod
    @np.errstate(over="raise", divide="raise", invalid="raise")
    def read(cls, ledger: Transactions, *, unit: TimeUnit = "week") -> Purchases:
        """Return the purchases of each customer with at least one; refunds take no part, an amount of 0 is a purchase.

        Raises
        ------
        ModelError
            ``transactions.no_purchase`` when every row is a refund.

        Examples
        --------
        >>> ledger = Transactions.read(["a", "a", "a", "b"], ["2026-01-05", "2026-01-19", "2026-01-19", "2026-02-02"], [20, 30, 10, 50])
        >>> p = Purchases.read(ledger)
        >>> p.x, p.t_x, p.age, p.spend
        (array([1., 0.]), array([2., 0.]), array([4., 0.]), array([40.,  0.]))
        """
        everyone = ledger.customers.size
        code, day, amount = ledger.code, ledger.day, ledger.amount
        if refunds := bool(amount.min() < 0):
            bought = amount >= 0
            code, day, amount = code[bought], day[bought], amount[bought]
            if not code.size:
                raise ModelError("transactions.no_purchase", customers=everyone)
        first, last, count = _purchase_days(code, day, everyone)
        later = day > first[code]
        total = totals(code[later], amount[later], everyone)
        repeats = count - 1
        spend = np.divide(total, repeats, out=np.zeros(everyone), where=repeats > 0)
        all_of_them = cls(ledger.customers, repeats, last - first, ledger.as_of - first, spend, ledger.as_of, unit, 0)
        return all_of_them._buyers(count > 0, ledger.code) if refunds or not count.all() else all_of_them

    def _buyers(self, bought: NDArray[np.bool_], code: NDArray[np.intp]) -> Purchases:
        """Return the customers who bought; those who only have rows of another kind, among `code`, are counted as left out."""
        seen = np.zeros(bought.size, bool)
        seen[code] = True
        return replace(
            self,
            customers=self.customers[bought],
            repeats=self.repeats[bought],
            last_days=self.last_days[bought],
            age_days=self.age_days[bought],
            spend=self.spend[bought],
            left_out=int((seen & ~bought).sum()),
        )

    @property
    def x(self) -> Floats:
        """Repeat purchases."""
        return self.repeats.astype(np.float64)

    @property
    def t_x(self) -> Floats:
        """Time units from the first purchase to the last."""
        return self.last_days / UNIT_DAYS[self.unit]

    @property
    def age(self) -> Floats:
        """Time units from the first purchase to the as-of day, T."""
        return self.age_days / UNIT_DAYS[self.unit]

    @property
    def as_of_date(self) -> dt.date:
        """The day the customers are looked at."""
        return EPOCH + dt.timedelta(days=self.as_of)

    def history(self) -> History:
        """Return the distinct (x, t_x, T) with their weights."""
        whole = History.collapse(self.repeats, self.last_days, self.age_days)
        days = UNIT_DAYS[self.unit]
        return History(whole.x, whole.t_x / days, whole.age / days, whole.weight)


def _purchase_days(code: NDArray[np.intp], day: NDArray[np.int64], width: int) -> tuple[NDArray[np.int64], ...]:
    """Return the first and last day and the number of distinct days of each of `width` customers.

    Customer and day are one integer, sorted once.
    """
    lowest = int(day.min())
    span = int(day.max()) - lowest + 1
    key = code * np.int64(span)
    key += day
    key -= lowest
    key.sort()
    key = key[np.flatnonzero(np.diff(key, prepend=-1))]
    customer, offset = np.divmod(key, span)
    count = np.bincount(customer, minlength=width)
    ends = np.cumsum(count)
    first, last = np.zeros(width, np.int64), np.zeros(width, np.int64)
    bought = count > 0
    first[bought] = offset[(ends - count)[bought]] + lowest
    last[bought] = offset[ends[bought] - 1] + lowest
    return first, last, count
