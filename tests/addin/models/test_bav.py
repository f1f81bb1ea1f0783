"""Brand health on the power grid."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.errors import ModelError
from addin.models.bav import Method, brand_health

PILLARS = st.floats(0, 100)


class DescribeBrandHealth:
    @pytest.mark.parametrize(
        ("pillars", "quadrant"),
        [
            ((20, 30, 25, 15), "new"),
            ((80, 70, 25, 15), "niche"),
            ((80, 70, 85, 90), "leader"),
            ((20, 30, 85, 90), "eroded"),
            ((50, 50, 50, 50), "leader"),  # the midline is high
            ((49, 50, 50, 50), "eroded"),
        ],
    )
    def it_falls_in_a_quadrant(self, pillars: tuple[float, float, float, float], quadrant: str) -> None:
        d, r, e, k = pillars
        assert brand_health(differentiation=d, relevance=r, esteem=e, knowledge=k).quadrant == quadrant

    def it_offers_three_methods(self) -> None:
        figures = {
            method: brand_health(differentiation=90, relevance=40, esteem=30, knowledge=60, method=method)
            for method in ("geometric", "product", "mean")
        }
        assert (figures["geometric"].strength, figures["product"].strength, figures["mean"].strength) == (60, 36, 65)
        assert figures["mean"].stature == 45

    @given(PILLARS, PILLARS, PILLARS, PILLARS)
    def it_stays_between_its_pillars(self, d: float, r: float, e: float, k: float) -> None:
        health = brand_health(differentiation=d, relevance=r, esteem=e, knowledge=k)
        assert min(d, r) - 1e-9 <= health.strength <= max(d, r) + 1e-9
        assert math.isclose(health.stature, math.sqrt(e * k))

    @pytest.mark.parametrize("method", ["geometric", "product", "mean"])
    def it_calls_two_average_pillars_high_whatever_the_method(self, method: Method) -> None:
        assert brand_health(differentiation=50, relevance=50, esteem=49, knowledge=49, method=method).quadrant == "niche"

    @pytest.mark.parametrize("argument", ["differentiation", "relevance", "esteem", "knowledge"])
    @pytest.mark.parametrize("value", [-1, 100.5])
    def it_names_the_pillar_out_of_range(self, argument: str, value: float) -> None:
        pillars = {"differentiation": 50.0, "relevance": 50.0, "esteem": 50.0, "knowledge": 50.0, argument: value}
        with pytest.raises(ModelError) as error:
            brand_health(
                differentiation=pillars["differentiation"],
                relevance=pillars["relevance"],
                esteem=pillars["esteem"],
                knowledge=pillars["knowledge"],
            )
        assert (error.value.code, error.value.facts["argument"]) == ("bav.pillar_out_of_range", argument)
