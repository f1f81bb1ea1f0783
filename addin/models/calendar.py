"""The French working calendar: public holidays, and days counted without weekends, holidays and closures."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np

from addin.errors import ModelError

Region = Literal["metropole", "alsace-moselle"]

# 1982: first year with 8 May again (law of 2 October 1981), hence with today's eleven days; 4099: the last year this Easter rule is trusted for.
FIRST_YEAR, LAST_YEAR = 1982, 4099

_FIXED = {
    "new_year": (1, 1),
    "labour_day": (5, 1),
    "victory_day": (5, 8),
    "bastille_day": (7, 14),
    "assumption": (8, 15),
    "all_saints": (11, 1),
    "armistice": (11, 11),
    "christmas": (12, 25),
}
_AFTER_EASTER = {"easter_monday": 1, "ascension": 39, "whit_monday": 50}


def easter(year: int) -> dt.date:
    """Return Easter Sunday of a Gregorian year.

    References
    ----------
    The anonymous Gregorian computus, as printed by Meeus, Astronomical Algorithms, chapter 8.

    Examples
    --------
    >>> easter(2027)
    datetime.date(2027, 3, 28)
    """
    golden = year % 19
    century, year_of_century = divmod(year, 100)
    leap_centuries, century_left = divmod(century, 4)
    moon_drift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_drift + 15) % 30
    leap_years, year_left = divmod(year_of_century, 4)
    weekday = (32 + 2 * century_left + 2 * leap_years - epact - year_left) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return dt.date(year, month, day + 1)


@lru_cache(maxsize=1024)
def holidays(
    year: int, *, region: Region = "metropole", solidarity_day: bool = False
) -> tuple[tuple[dt.date, tuple[str, ...]], ...]:
    """Return the public holidays of a year, in order, each with the keys of the feasts it holds (two when they coincide).

    Parameters
    ----------
    year : int
        Any Gregorian year; the eleven days are those of today's law.
    region : {"metropole", "alsace-moselle"}
        Alsace-Moselle also has Good Friday and 26 December.
    solidarity_day : bool
        True where the team works on Whit Monday: the day is then left out.

    Examples
    --------
    >>> [day.isoformat() for day, feasts in holidays(2027) if feasts == ("whit_monday",)]
    ['2027-05-17']
    """
    sunday = easter(year)
    days = [(dt.date(year, *month_day), key) for key, month_day in _FIXED.items()]
    days += [
        (sunday + dt.timedelta(after), key)
        for key, after in _AFTER_EASTER.items()
        if not (solidarity_day and key == "whit_monday")
    ]
    if region == "alsace-moselle":
        days += [(sunday - dt.timedelta(2), "good_friday"), (dt.date(year, 12, 26), "st_stephen")]
    merged: dict[dt.date, tuple[str, ...]] = {}
    for day, key in sorted(days, key=lambda pair: pair[0]):
        merged[day] = (*merged.get(day, ()), key)
    return tuple(merged.items())


def french_holidays(
    first_year: int, last_year: int, *, region: Region = "metropole", solidarity_day: bool = False
) -> list[tuple[dt.date, tuple[str, ...]]]:
    """Return the public holidays from the first year to the last, both included.

    Raises
    ------
    ModelError
        ``calendar.years_reversed``; ``calendar.year_out_of_range`` outside 1982–4099.
    """
    if first_year > last_year:
        raise ModelError("calendar.years_reversed", first=str(first_year), last=str(last_year), argument="last_year")
    for argument, year in (("first_year", first_year), ("last_year", last_year)):
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ModelError(
                "calendar.year_out_of_range", argument=argument, year=str(year), first=str(FIRST_YEAR), last=str(LAST_YEAR)
            )
    years = range(first_year, last_year + 1)
    return [pair for year in years for pair in holidays(year, region=region, solidarity_day=solidarity_day)]


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The working days between two dates, as ordinals (`date.toordinal`), ascending.

    A *boundary* k is the instant between working day k − 1 and working day k: work that fills [s, f) starts on day s in the morning
    and ends on day f − 1 in the evening. Weekends and holidays lie inside a boundary, which is why counting in boundaries is exact.
    """

    days: tuple[int, ...]

    @classmethod
    def between(
        cls,
        first: dt.date,
        last: dt.date,
        *,
        region: Region = "metropole",
        closures: Iterable[dt.date] = (),
        solidarity_day: bool = False,
    ) -> WorkingCalendar:
        """Return the working days from `first` to `last`: no Saturday, Sunday, public holiday or closure.

        Examples
        --------
        >>> days = WorkingCalendar.between(dt.date(2027, 5, 14), dt.date(2027, 5, 18)).days
        >>> [dt.date.fromordinal(day).isoformat() for day in days]
        ['2027-05-14', '2027-05-18']
        """
        years = range(first.year, last.year + 1)
        closed = [day for year in years for day, _ in holidays(year, region=region, solidarity_day=solidarity_day)]
        span = np.arange(first.toordinal(), last.toordinal() + 1)
        open_days = (span - 1) % 7 < 5  # ordinal 1 is a Monday
        for day in (*closed, *closures):
            offset = day.toordinal() - first.toordinal()
            if 0 <= offset < open_days.size:
                open_days[offset] = False
        return cls(tuple(span[open_days].tolist()))

    def boundary_after(self, ordinal: int) -> int:
        """Return the boundary at the end of a day, open or closed: how many working days there are up to it."""
        return bisect_right(self.days, ordinal)

    def boundary_before(self, ordinal: int) -> int:
        """Return the boundary at the start of a day, which is also the index of the first working day from it on."""
        return bisect_left(self.days, ordinal)
