"""A/B tests: published intervals, an independent program, and what is refused."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint, proportions_ztest

from addin.errors import ModelError
from addin.models.ab_test import Counts, ab_romi, newcombe_interval, pooled_p_value, wilson_interval


@st.composite
def tests(draw: st.DrawFn) -> Counts:
    exposed, control = draw(st.integers(1, 5_000)), draw(st.integers(1, 5_000))
    return Counts(exposed, draw(st.integers(0, exposed)), control, draw(st.integers(0, control)))


class DescribeNewcombeInterval:
    @pytest.mark.parametrize(
        ("first", "second", "low", "high"),
        [
            ((56, 70), (48, 80), 0.0524, 0.3339),
            ((9, 10), (3, 10), 0.1705, 0.8090),
            ((6, 7), (2, 7), 0.0582, 0.8062),
            ((5, 56), (0, 29), -0.0381, 0.1926),
            ((0, 10), (0, 20), -0.1611, 0.2775),
            ((0, 10), (0, 10), -0.2775, 0.2775),
            ((10, 10), (0, 20), 0.6791, 1.0000),
            ((10, 10), (0, 10), 0.6075, 1.0000),
        ],
    )
    def it_reproduces_table_ii_of_newcombe_1998(
        self, first: tuple[int, int], second: tuple[int, int], low: float, high: float
    ) -> None:
        interval = newcombe_interval(Counts(first[1], first[0], second[1], second[0]))
        assert [round(bound, 4) for bound in interval] == [low, high]

    @settings(max_examples=200, deadline=None)
    @given(counts=tests(), confidence=st.sampled_from([0.8, 0.9, 0.95, 0.99]))
    def it_equals_statsmodels(self, counts: Counts, confidence: float) -> None:
        expected = confint_proportions_2indep(
            counts.exposed_conversions, counts.exposed, counts.control_conversions, counts.control,
            method="newcomb", compare="diff", alpha=1 - confidence,
        )  # fmt: skip
        assert newcombe_interval(counts, confidence=confidence) == pytest.approx(expected, abs=1e-9)

    @given(counts=tests())
    def it_holds_the_observed_difference_and_stays_between_minus_one_and_one(self, counts: Counts) -> None:
        low, high = newcombe_interval(counts)
        first, second = counts.rates
        assert -1 - 1e-12 <= low <= first - second <= high <= 1 + 1e-12

    @given(counts=tests())
    def it_turns_over_when_the_groups_change_places(self, counts: Counts) -> None:
        low, high = newcombe_interval(counts)
        swapped = newcombe_interval(
            Counts(counts.control, counts.control_conversions, counts.exposed, counts.exposed_conversions)
        )
        assert swapped == pytest.approx((-high, -low), abs=1e-12)


class DescribeWilsonInterval:
    @settings(max_examples=100, deadline=None)
    @given(counts=tests())
    def it_equals_statsmodels(self, counts: Counts) -> None:
        expected = proportion_confint(counts.exposed_conversions, counts.exposed, method="wilson")
        assert wilson_interval(counts.exposed_conversions, counts.exposed, confidence=0.95) == pytest.approx(expected, abs=1e-9)


class DescribePooledPValue:
    @settings(max_examples=100, deadline=None)
    @given(counts=tests())
    def it_equals_statsmodels(self, counts: Counts) -> None:
        converted = counts.exposed_conversions + counts.control_conversions
        if 0 < converted < counts.exposed + counts.control:
            conversions, people = (
                [counts.exposed_conversions, counts.control_conversions],
                [counts.exposed, counts.control],
            )
            assert pooled_p_value(counts) == pytest.approx(proportions_ztest(conversions, people)[1], abs=1e-9)

    @pytest.mark.parametrize("converted", [0, 10])
    def it_finds_no_difference_where_all_did_the_same(self, converted: int) -> None:
        assert pooled_p_value(Counts(10, converted, 10, converted)) == 1.0


class DescribeAbRomi:
    def it_counts_what_the_exposed_did_beyond_the_control_rate(self) -> None:
        found = ab_romi(Counts(20_000, 700, 5_000, 150), 60.0, 3_000.0, margin=0.5)
        assert found.lift == pytest.approx(1 / 6)
        assert found.conversions_gained == pytest.approx(100)
        assert found.revenue_gained == pytest.approx(6_000)
        assert found.romi == pytest.approx(0)

    def its_romi_bounds_come_from_its_conversion_bounds(self) -> None:
        found = ab_romi(Counts(1_000, 60, 1_000, 40), 50.0, 400.0)
        assert found.romi_low == pytest.approx((found.low * 50 - 400) / 400)
        assert found.romi_high == pytest.approx((found.high * 50 - 400) / 400)

    def its_lift_is_unknown_when_no_control_converted(self) -> None:
        assert math.isnan(ab_romi(Counts(100, 5, 100, 0), 10.0, 5.0).lift)

    @pytest.mark.parametrize(
        ("counts", "value", "cost", "confidence", "code"),
        [
            (Counts(0, 0, 10, 1), 1.0, 1.0, 0.95, "romi.people_not_positive"),
            (Counts(10, 1, -5, 1), 1.0, 1.0, 0.95, "romi.people_not_positive"),
            (Counts(10, -1, 10, 1), 1.0, 1.0, 0.95, "romi.conversions_negative"),
            (Counts(10, 1, 10, 11), 1.0, 1.0, 0.95, "romi.conversions_exceed_people"),
            (Counts(10, 1, 10, 1), -1.0, 1.0, 0.95, "romi.value_negative"),
            (Counts(10, 1, 10, 1), 1.0, 0.0, 0.95, "romi.cost_not_positive"),
            (Counts(10, 1, 10, 1), 1.0, 1.0, 95.0, "romi.confidence_out_of_range"),
        ],
    )
    def it_refuses_counts_that_cannot_be(self, counts: Counts, value: float, cost: float, confidence: float, code: str) -> None:
        with pytest.raises(ModelError) as error:
            ab_romi(counts, value, cost, confidence=confidence)
        assert error.value.code == code
