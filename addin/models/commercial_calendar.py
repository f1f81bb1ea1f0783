"""The dates French commerce lives by: the two sales periods the law sets, and the feasts people buy for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from addin.errors import ModelError
from addin.models.calendar import easter

EventKind = Literal["sales", "feast", "peak"]

# Four weeks of sales since 2020 (order of 27 May 2019); the epidemic moved the dates of 2020 and 2021.
FIRST_YEAR, LAST_YEAR = 2022, 4099
SALES_DAYS = 28
_WEDNESDAY, _FRIDAY, _SUNDAY = 2, 4, 6


@dataclass(frozen=True, slots=True)
class Event:
    """A period of the commercial year, both ends included."""

    key: str
    kind: EventKind
    start: dt.date
    finish: dt.date


def commercial_calendar(first_year: int, last_year: int) -> list[Event]:
    """Return the events of these years in order.

    Winter sales start on the second Wednesday of January, or on the first when the second falls after the 12th; summer sales on the last
    Wednesday of June, or on the one before when the last falls after the 28th. Four weeks each. Mothers' day is the last Sunday of May,
    or the first of June when that Sunday is Whit Sunday; fathers' day the third Sunday of June. Departments with dates of their own
    (borders, overseas) are not told apart.

    Raises
    ------
    ModelError
        ``commercial_calendar.years_reversed``; ``commercial_calendar.year_out_of_range`` outside 2022–4099.

    References
    ----------
    Code de commerce, article L310-3, and the order of 27 May 2019 it calls for (sales); law 50-577 of 24 May 1950 (mothers' day).

    Examples
    --------
    >>> [event.start.isoformat() for event in commercial_calendar(2026, 2026) if event.kind == "sales"]
    ['2026-01-07', '2026-06-24']
    """
    if first_year > last_year:
        raise ModelError("commercial_calendar.years_reversed", first=str(first_year), last=str(last_year), argument="last_year")
    for argument, year in (("first_year", first_year), ("last_year", last_year)):
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ModelError(
                "commercial_calendar.year_out_of_range",
                argument=argument,
                year=str(year),
                first=str(FIRST_YEAR),
                last=str(LAST_YEAR),
            )
    return sorted((event for year in range(first_year, last_year + 1) for event in _year(year)), key=lambda event: event.start)


def nth_weekday(year: int, month: int, weekday: int, n: int) -> dt.date:
    """Return the n-th `weekday` (0 is Monday) of a month, counted from its end when n is negative.

    >>> nth_weekday(2027, 5, 6, -1)
    datetime.date(2027, 5, 30)
    """
    if n > 0:
        first = dt.date(year, month, 1)
        return first + dt.timedelta((weekday - first.weekday()) % 7 + 7 * (n - 1))
    last = dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(1)
    return last - dt.timedelta((last.weekday() - weekday) % 7 - 7 * (n + 1))


def _year(year: int) -> list[Event]:
    winter = nth_weekday(year, 1, _WEDNESDAY, 2)
    winter = winter if winter.day <= 12 else nth_weekday(year, 1, _WEDNESDAY, 1)
    summer = nth_weekday(year, 6, _WEDNESDAY, -1)
    summer = summer if summer.day <= 28 else nth_weekday(year, 6, _WEDNESDAY, -2)
    black_friday = nth_weekday(year, 11, 3, 4) + dt.timedelta(1)  # the day after the fourth Thursday
    return [
        _sales("winter_sales", winter),
        _day("valentine", "feast", dt.date(year, 2, 14)),
        _day("grandmothers", "feast", nth_weekday(year, 3, _SUNDAY, 1)),
        _day("easter", "feast", easter(year)),
        _day("mothers", "feast", _mothers_day(year)),
        _day("fathers", "feast", nth_weekday(year, 6, _SUNDAY, 3)),
        _sales("summer_sales", summer),
        _day("back_to_school", "peak", dt.date(year, 9, 1)),
        _day("halloween", "feast", dt.date(year, 10, 31)),
        _day("black_friday", "peak", black_friday),
        _day("cyber_monday", "peak", black_friday + dt.timedelta(3)),
        _day("christmas", "feast", dt.date(year, 12, 25)),
    ]


def _sales(key: str, start: dt.date) -> Event:
    return Event(key, "sales", start, start + dt.timedelta(SALES_DAYS - 1))


def _day(key: str, kind: EventKind, day: dt.date) -> Event:
    return Event(key, kind, day, day)


def _mothers_day(year: int) -> dt.date:
    sunday = nth_weekday(year, 5, _SUNDAY, -1)
    return sunday if sunday != easter(year) + dt.timedelta(49) else nth_weekday(year, 6, _SUNDAY, 1)
