"""COMMERCIAL_CALENDAR as a formula."""

from __future__ import annotations

import datetime as dt

from addin.functions import call


class DescribeCommercialCalendar:
    def it_speaks_french(self) -> None:
        header, first, *_ = call("COMMERCIAL_CALENDAR", 2027, 2027)
        assert header == ["début", "fin", "nom", "type"]
        assert first == [dt.date(2027, 1, 6), dt.date(2027, 2, 2), "Soldes d'hiver", "Soldes"]
