"""FRENCH_HOLIDAYS as a formula."""

from __future__ import annotations

import datetime as dt

import pytest

from addin.errors import FunctionError
from addin.functions import call


class DescribeFrenchHolidays:
    def it_names_each_day_in_the_language_asked_for(self) -> None:
        assert call("FRENCH_HOLIDAYS", 2027, 2027)[2] == [dt.date(2027, 3, 29), "Lundi de Pâques"]
        assert call("FRENCH_HOLIDAYS", 2027, 2027, lang="en")[2] == [dt.date(2027, 3, 29), "Easter Monday"]

    def it_makes_one_row_of_two_feasts(self) -> None:
        names = dict(call("FRENCH_HOLIDAYS", 2008, 2008)[1:])
        assert names[dt.date(2008, 5, 1)] == "Fête du Travail et Ascension"

    @pytest.mark.parametrize(
        ("options", "count"),
        [((), 11), (("metropole",), 11), (("Alsace-Moselle",), 13), (("metropole", True), 10), ((None, "Oui"), 10)],
    )
    def it_counts_by_region_and_day_of_solidarity(self, options: tuple[object, ...], count: int) -> None:
        assert len(call("FRENCH_HOLIDAYS", 2027, 2027, *options)) == 1 + count

    def it_refuses_reversed_years(self) -> None:
        with pytest.raises(FunctionError) as error:
            call("FRENCH_HOLIDAYS", 2028, 2027)
        assert (error.value.code, error.value.argument) == ("calendar.years_reversed", "last_year")
        assert "(2027)" in error.value.message  # a year is not written 2 027
