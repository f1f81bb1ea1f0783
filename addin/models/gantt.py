"""Bars of a schedule, period by period."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from addin.errors import ModelError

Grain = Literal["week", "month"]
Days = NDArray[np.datetime64]

MOST_PERIODS = 16_384  # the columns of an Excel sheet


def monday(day: dt.date) -> dt.date:
    """Return the Monday of the week of a day.

    >>> monday(dt.date(2027, 1, 3))
    datetime.date(2026, 12, 28)
    """
    return day - dt.timedelta(day.weekday())


def periods_from(first_day: dt.date, periods: int, *, grain: Grain = "week") -> tuple[Days, Days]:
    """Return the first and the last day of each period: weeks from the Monday of `first_day`'s, or its calendar month and the next ones.

    Raises
    ------
    ModelError
        ``gantt.periods_out_of_range`` outside 1–16,384.
    """
    if not 1 <= periods <= MOST_PERIODS:
        raise ModelError("gantt.periods_out_of_range", value=periods, most=MOST_PERIODS)
    if grain == "week":
        edges = np.datetime64(monday(first_day), "D") + 7 * np.arange(periods + 1)
    else:
        edges = (np.datetime64(first_day, "M") + np.arange(periods + 1)).astype("datetime64[D]")
    return edges[:-1], edges[1:] - np.timedelta64(1, "D")


def gantt(
    starts: Days,
    finishes: Days,
    *,
    first_day: dt.date,
    periods: int,
    grain: Grain = "week",
    durations: NDArray[np.float64] | None = None,
) -> NDArray[np.int64]:
    """Return, for each task and period, 0 nothing, 1 work, 2 a milestone.

    Parameters
    ----------
    starts, finishes : datetime64[D], shape (n,)
        First and last day of each task, both included; NaT: a task without bar, unless the other date stands alone and is its day.
    first_day : date
        A day of the first period.
    durations : shape (n,), working days, optional
        0 makes a milestone.

    Raises
    ------
    ModelError
        ``gantt.finish_before_start`` with the row; ``gantt.periods_out_of_range``.

    Examples
    --------
    >>> gantt(np.array(["2027-01-06"], "M8[D]"), np.array(["2027-01-12"], "M8[D]"), first_day=dt.date(2027, 1, 4), periods=3)
    array([[1, 1, 0]])
    """
    begin = np.where(np.isnat(starts), finishes, starts)
    end = np.where(np.isnat(finishes), starts, finishes)
    if (reversed_ := np.flatnonzero(end < begin)).size:
        row = int(reversed_[0])
        raise ModelError("gantt.finish_before_start", row=row + 1, start=begin[row].item(), finish=end[row].item())
    opens, closes = periods_from(first_day, periods, grain=grain)
    bars = ((begin[:, None] <= closes) & (end[:, None] >= opens)).astype(np.int64)
    return bars if durations is None else bars * np.where(durations == 0, 2, 1)[:, None]
