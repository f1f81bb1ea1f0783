"""From an objective to quarters, channels, customers and leads."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.errors import ModelError
from addin.models.cascade import cascade, largest_remainder, market_share_to_customers


class DescribeCascade:
    def it_splits_by_quarter_then_by_channel(self) -> None:
        goals = cascade(800, quarters=4, shares=[0.6, 0.4], conversion_rates=[0.02, 0.1])
        assert [(goal.quarter, goal.channel, goal.customers, goal.leads) for goal in goals[:3]] == [
            (1, 0, 120, 6000),
            (1, 1, 80, 800),
            (2, 0, 120, 6000),
        ]

    def it_follows_a_ramp(self) -> None:
        goals = cascade(100, quarters=4, shares=[1], conversion_rates=[0.5], ramp=[1, 2, 3, 4])
        assert [goal.customers for goal in goals] == [10, 20, 30, 40]

    def it_asks_for_whole_leads(self) -> None:
        assert cascade(1, quarters=1, shares=[1], conversion_rates=[0.3])[0].leads == 4
        assert (
            cascade(3, quarters=1, shares=[1], conversion_rates=[0.3])[0].leads == 10
        )  # 3 / 0.3 is 10.000000000000002 in floats

    @given(
        st.integers(0, 100_000),
        st.lists(st.integers(0, 50), min_size=1, max_size=6).filter(any),
        st.lists(st.integers(0, 9), min_size=1, max_size=8).filter(any),
    )
    def it_always_adds_up(self, total: int, parts: list[int], ramp: list[int]) -> None:
        shares = [part / sum(parts) for part in parts]
        goals = cascade(total, quarters=len(ramp), shares=shares, conversion_rates=[0.25] * len(parts), ramp=ramp)
        assert sum(goal.customers for goal in goals) == total
        for goal in goals:
            exact = total * ramp[goal.quarter - 1] / sum(ramp) * shares[goal.channel]
            assert math.floor(exact + 1e-6) <= goal.customers <= math.ceil(exact + 1e-6)
            assert goal.leads == 4 * goal.customers

    def its_ties_go_to_the_earlier(self) -> None:
        assert largest_remainder([0.5, 0.5, 0.5, 0.5], 2) == [1, 1, 0, 0]
        assert largest_remainder([1.2, 2.5, 0.3], 4) == [1, 3, 0]

    def its_whole_parts_see_through_the_dust_of_floats(self) -> None:
        assert largest_remainder([2.9999999999999996, 0.5, 0.5], 4) == [3, 1, 0]

    def it_names_the_row_of_a_wrong_channel(self) -> None:
        for shares, rates in (([0.5, 0.6, -0.1], [1, 1, 1]), ([0.5, 0.4, 0.1], [1, 1, 2])):
            with pytest.raises(ModelError) as error:
                cascade(10, quarters=1, shares=shares, conversion_rates=rates)
            assert error.value.facts["row"] == 3

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"total": -1}, "cascade.total_negative"),
            ({"quarters": 0}, "cascade.quarters_out_of_range"),
            ({"quarters": 10**15}, "cascade.quarters_out_of_range"),
            ({"shares": [0.5, 0.4]}, "cascade.shares_not_one"),
            ({"shares": [1.5, -0.5]}, "cascade.share_negative"),
            ({"conversion_rates": [0.1, 0]}, "cascade.rate_out_of_range"),
            ({"conversion_rates": [0.1, 12]}, "cascade.rate_out_of_range"),
            ({"ramp": [1, 1, 1]}, "cascade.ramp_length"),
            ({"ramp": [0, 0]}, "cascade.ramp_not_positive"),
            ({"ramp": [2, -1]}, "cascade.ramp_not_positive"),
        ],
    )
    def it_refuses_what_makes_no_sense(self, changes: dict[str, object], code: str) -> None:
        arguments = {"total": 100, "quarters": 2, "shares": [0.5, 0.5], "conversion_rates": [0.1, 0.1]} | changes
        with pytest.raises(ModelError) as error:
            cascade(arguments.pop("total"), **arguments)  # type: ignore[arg-type]
        assert error.value.code == code

    def it_allows_the_dust_of_typed_percentages(self) -> None:
        assert sum(goal.customers for goal in cascade(9, quarters=1, shares=[0.1] * 10, conversion_rates=[1] * 10)) == 9


class DescribeMarketShareToCustomers:
    def it_finds_the_articles_200_customers_a_quarter(self) -> None:
        """Five points of share in three years make 200 new customers a quarter on a market of 48,000, leavers aside."""
        intakes = market_share_to_customers(48_000, share_now=0.05, share_target=0.10, churn_rate=0, years=3)
        assert [(intake.quarter, intake.new, intake.replacements) for intake in intakes] == [(q, 200, 0) for q in range(1, 13)]

    def it_replaces_those_who_leave(self) -> None:
        intakes = market_share_to_customers(10_000, share_now=0.10, share_target=0.10, churn_rate=0.19, years=1)
        assert [intake.new for intake in intakes] == [0, 0, 0, 0]
        # A quarter loses 1 − 0.81^¼ = 5.1317 % of 1,000 customers.
        assert sum(intake.replacements for intake in intakes) == round(4 * 1000 * (1 - 0.81**0.25))
        assert intakes[0].total == 51

    def it_replaces_a_share_of_those_present_when_each_quarter_starts(self) -> None:
        # 1,000, 1,250, 1,500 and 1,750 customers lose 5.1317 %: 51.3, 115.5, 192.4 and 282.2 in all.
        intakes = market_share_to_customers(10_000, share_now=0.10, share_target=0.20, churn_rate=0.19, years=1)
        assert [(intake.new, intake.replacements, intake.total) for intake in intakes] == [
            (250, 51, 301),
            (250, 64, 314),
            (250, 77, 327),
            (250, 90, 340),
        ]

    @given(st.integers(1, 10**6), st.floats(0, 0.5), st.floats(0, 0.5), st.floats(0, 0.9), st.integers(1, 80))
    def it_adds_up_over_the_whole_period(self, market: int, now: float, gain: float, churn: float, quarters: int) -> None:
        intakes = market_share_to_customers(market, share_now=now, share_target=now + gain, churn_rate=churn, years=quarters / 4)
        assert len(intakes) == quarters
        assert sum(intake.new for intake in intakes) == pytest.approx(gain * market, abs=0.51)
        assert all(intake.replacements >= 0 for intake in intakes)

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"market_customers": 0}, "market_share.market_not_positive"),
            ({"share_now": -0.1}, "market_share.share_out_of_range"),
            ({"share_target": 15}, "market_share.share_out_of_range"),
            ({"share_target": 0.05}, "market_share.target_below_now"),
            ({"churn_rate": 1}, "market_share.churn_out_of_range"),
            ({"years": 0.3}, "market_share.years_out_of_range"),
            ({"years": 0}, "market_share.years_out_of_range"),
            ({"years": 21}, "market_share.years_out_of_range"),
        ],
    )
    def it_refuses_what_makes_no_sense(self, changes: dict[str, float], code: str) -> None:
        arguments = {"market_customers": 1000.0, "share_now": 0.1, "share_target": 0.2, "churn_rate": 0.1, "years": 1.0} | changes
        with pytest.raises(ModelError) as error:
            market_share_to_customers(
                arguments["market_customers"],
                share_now=arguments["share_now"],
                share_target=arguments["share_target"],
                churn_rate=arguments["churn_rate"],
                years=arguments["years"],
            )
        assert error.value.code == code
