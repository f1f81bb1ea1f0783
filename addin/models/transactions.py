"""Transactions: who bought, when, for how much, with customers as integer codes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from addin.errors import ModelError

EPOCH = dt.date(1970, 1, 1)  # day 0 of the day numbers below, as in numpy's datetime64

Labels = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Transactions:
    """Rows of a sales ledger up to a date, one entry a row.

    Attributes
    ----------
    customers : ndarray, shape (customers,)
        The distinct customers, ascending: numbers first, then texts by code point. `code` points into it.
    code : int array, shape (rows,)
    day : int array, shape (rows,), days since 1970-01-01
    amount : float array, shape (rows,), in the ledger's currency, negative for a refund
    as_of : int
        The day the ledger is looked at, days since 1970-01-01. No row is later.
    rows_after : int
        Rows left out because they are later than `as_of`.
    """

    customers: Labels
    code: NDArray[np.intp]
    day: NDArray[np.int64]
    amount: NDArray[np.float64]
    as_of: int
    rows_after: int

    @classmethod
    @np.errstate(over="raise", divide="raise", invalid="raise")
    def read(cls, customers: ArrayLike, dates: ArrayLike, amounts: ArrayLike, *, as_of: dt.date | None = None) -> Transactions:
        """Return the rows dated `as_of` or earlier; without `as_of`, all of them, looked at on the last date.

        Parameters
        ----------
        customers : array_like, shape (rows,)
            Identifiers: numbers, texts, or a mixture.
        dates : array_like, shape (rows,)
            Days, as anything numpy reads as ``datetime64[D]``.
        amounts : array_like, shape (rows,)
            Finite; a refund is negative.

        Raises
        ------
        ModelError
            ``transactions.none`` without a row up to `as_of`; ``transactions.amount_not_finite`` with its row.

        Examples
        --------
        >>> ledger = Transactions.read(["b", "a", "b"], ["2026-01-05", "2026-02-01", "2026-03-01"], [20, 30, 40])
        >>> ledger.customers.tolist(), ledger.code.tolist(), ledger.as_of_date
        (['a', 'b'], [1, 0, 1], datetime.date(2026, 3, 1))
        """
        names = np.asarray(customers)
        day = np.asarray(dates, "datetime64[D]").view(np.int64)
        amount = np.asarray(amounts, np.float64)
        if amount.size and not np.isfinite(amount.sum()) and (bad := np.flatnonzero(~np.isfinite(amount))).size:
            raise ModelError("transactions.amount_not_finite", argument="amounts", row=int(bad[0]) + 1)
        rows = day.size
        if as_of is None:
            if not rows:
                raise ModelError("transactions.none")
            last = int(day.max())
        else:
            last = (as_of - EPOCH).days
            if rows and int(day.max()) > last:
                keep = day <= last
                names, day, amount = names[keep], day[keep], amount[keep]
            if not day.size:
                raise ModelError("transactions.none_until", as_of=as_of)
        distinct, code = factorise(names)
        return cls(distinct, code, day, amount, last, rows - day.size)

    @property
    def as_of_date(self) -> dt.date:
        """The day the ledger is looked at."""
        return EPOCH + dt.timedelta(days=self.as_of)

    def until(self, day: int) -> Transactions:
        """Return the rows dated `day` or earlier, looked at on that day; every customer keeps their code."""
        keep = self.day <= day
        return Transactions(self.customers, self.code[keep], self.day[keep], self.amount[keep], day, int((~keep).sum()))


def factorise(values: Labels) -> tuple[Labels, NDArray[np.intp]]:
    """Return the distinct values, ascending, and each value's place among them.

    >>> distinct, code = factorise(np.array([30, 10, 30]))
    >>> distinct.tolist(), code.tolist()
    ([10, 30], [1, 0, 1])
    """
    if values.dtype.kind in "iu":
        return _factorise_integers(values.astype(np.int64, copy=False))
    if values.dtype.kind in "OUS":
        return _factorise_objects(values.tolist())
    distinct, code = np.unique(values, return_inverse=True)
    return distinct, code


def _factorise_integers(values: NDArray[np.int64]) -> tuple[Labels, NDArray[np.intp]]:
    """Return the same by counting when the integers are dense enough, since a sort of ten million costs a second."""
    lowest, highest = int(values.min()), int(values.max())
    if highest - lowest > 4 * values.size + 1_000:
        distinct, code = np.unique(values, return_inverse=True)
        return distinct, code
    code = values - lowest
    present = np.zeros(highest - lowest + 1, bool)
    present[code] = True
    distinct = np.flatnonzero(present) + lowest
    return distinct, code if present.all() else (np.cumsum(present) - 1)[code]


def _factorise_objects(values: Sequence[Any]) -> tuple[Labels, NDArray[np.intp]]:
    found = set(values)
    ordered = sorted(found) if {*map(type, found)} == {str} else sorted(found, key=_rank)
    place = {label: i for i, label in enumerate(ordered)}
    distinct = np.empty(len(ordered), object)
    distinct[:] = ordered
    return distinct, np.fromiter(map(place.__getitem__, values), np.intp, len(values))


def _rank(label: object) -> tuple[int, float, str]:
    return (0, label, "") if isinstance(label, int | float) else (1, 0, str(label))
