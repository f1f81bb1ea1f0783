"""Dates as people write them; day and month are told apart by the whole column, never swapped in silence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from workbook_templates.text import fold, month

Order = Literal["day_first", "month_first"]

_TIME = re.compile(r"(?:T|\s+)(?:à\s*)?\d{1,2}[:h]\d{2}.*$|(?<=\d{8})T\d{4,6}Z?$", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})")
_DAY_NAMED = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)?[\s-]+([^\W\d]+)\.?,?[\s-]+(\d{4}|\d{2})")
_NAMED_DAY = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_PIVOT = 70  # 27 is 2027, 85 is 1985
_MONTHS = {fold(month(number, lang)): number for lang in ("fr", "en") for number in range(1, 13)}


@dataclass(frozen=True, slots=True)
class DateReading:
    """The dates of a column's distinct texts, None where a text is none.

    `order` is how the texts with two readings were read; `evidence` whether other texts allow only that; `ambiguous` is a text with
    two readings, or None; `contradictory` whether some texts are day first for sure and others month first: none with two readings
    is then read, nor are `misfits`, the texts that allow only the rarer order.
    """

    days: Mapping[str, dt.date | None]
    order: Order
    evidence: bool
    ambiguous: frozenset[str]
    contradictory: bool
    misfits: frozenset[str] = frozenset()


def read_dates(texts: Iterable[str]) -> DateReading:
    """Return the dates of these texts, those with two readings in the order the others prove, else day first.

    Where the texts prove both orders, the more frequent one is kept (day first when they are equal) and only what can be nothing
    else is read in it.

    >>> reading = read_dates(["03/04/2027", "25/12/2027", "2027-06-14 10:30"])
    >>> [day.isoformat() for day in reading.days.values() if day], reading.evidence
    (['2027-04-03', '2027-12-25', '2027-06-14'], True)
    """
    distinct = list(dict.fromkeys(texts))
    bare = {text: _TIME.sub("", text.strip()).strip() for text in distinct}
    numeric = {text: match for text, day in bare.items() if (match := _NUMERIC.fullmatch(day))}
    day_first = {text for text, m in numeric.items() if int(m[1]) > 12 >= int(m[3])}
    month_first = {text for text, m in numeric.items() if int(m[3]) > 12 >= int(m[1])}
    ambiguous = frozenset(text for text, m in numeric.items() if int(m[1]) <= 12 and int(m[3]) <= 12 and int(m[1]) != int(m[3]))
    order: Order = "month_first" if len(month_first) > len(day_first) else "day_first"
    contradictory = bool(day_first and month_first)
    misfits = frozenset(day_first if order == "month_first" else month_first)
    unread = ambiguous | misfits if contradictory else frozenset()
    days: dict[str, dt.date | None] = {}
    for text in distinct:
        if text in numeric:
            days[text] = None if text in unread else _numeric(numeric[text], order)
        else:
            days[text] = _worded(bare[text])
    return DateReading(days, order, bool(day_first or month_first), ambiguous, contradictory, misfits)


def _numeric(match: re.Match[str], order: Order) -> dt.date | None:
    first, second, year = int(match[1]), int(match[3]), _year(match[4])
    if first > 12 or (order == "day_first" and second <= 12):
        return _day(year, second, first)
    return _day(year, first, second)


def _worded(text: str) -> dt.date | None:
    """Return the date of a text whose order is plain: ISO, compact, or with the month's name."""
    if match := _ISO.fullmatch(text):
        return _day(int(match[1]), int(match[3]), int(match[4]))
    if match := _COMPACT.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_NAMED.fullmatch(text):
        return _day(_year(match[3]), _month(match[2]), int(match[1]))
    if match := _NAMED_DAY.fullmatch(text):
        return _day(int(match[3]), _month(match[1]), int(match[2]))
    return None


def _month(name: str) -> int:
    """Return the number of a month by its name or its abbreviation in either language, 0 where it is none or several."""
    wanted = fold(name)
    if len(wanted) < 3:
        return 0
    found = {number for whole, number in _MONTHS.items() if whole.startswith(wanted)}
    return found.pop() if len(found) == 1 else 0


def _year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < _PIVOT else 1900)


def _day(year: int, month_: int, day: int) -> dt.date | None:
    try:
        found = dt.date(year, month_, day)
    except ValueError:
        return None
    return found if found.year >= 1900 else None  # Excel's calendar begins there
