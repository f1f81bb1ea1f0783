"""What a customer cost and may cost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.errors import ModelError
from addin.models.cpa import cost_per_acquisition, target_cpa

amounts = st.floats(0, 1e9)


class DescribeCostPerAcquisition:
    def it_divides_the_spend_among_the_new_customers(self) -> None:
        assert cost_per_acquisition(9_000.0, 120.0) == 75.0

    def it_is_zero_where_nothing_was_spent(self) -> None:
        assert cost_per_acquisition(0.0, 12.0) == 0.0

    def it_is_unknown_without_an_acquisition(self) -> None:
        with pytest.raises(ModelError) as error:
            cost_per_acquisition(500.0, 0.0)
        assert (error.value.code, error.value.facts["spend"]) == ("cpa.no_acquisition", 500.0)

    @pytest.mark.parametrize(
        ("spend", "acquisitions", "code"), [(-1.0, 2.0, "cpa.spend_negative"), (1.0, -2.0, "cpa.acquisitions_negative")]
    )
    def it_refuses_negative_counts(self, spend: float, acquisitions: float, code: str) -> None:
        with pytest.raises(ModelError) as error:
            cost_per_acquisition(spend, acquisitions)
        assert error.value.code == code


class DescribeTargetCpa:
    def it_lets_a_third_of_the_value_be_spent_by_default(self) -> None:
        assert target_cpa(90.0) == 30.0

    @given(clv=amounts, ratio=st.floats(0.1, 100), margin=st.floats(0.01, 1))
    def it_earns_the_margin_back_ratio_times(self, clv: float, ratio: float, margin: float) -> None:
        assert target_cpa(clv, clv_to_cpa=ratio, margin=margin) * ratio == pytest.approx(clv * margin)

    @pytest.mark.parametrize(
        ("clv", "ratio", "margin", "code"),
        [
            (-1.0, 3.0, 1.0, "cpa.clv_negative"),
            (1.0, 0.0, 1.0, "cpa.ratio_not_positive"),
            (1.0, 3.0, 38.0, "cpa.margin_out_of_range"),
            (1.0, 3.0, 0.0, "cpa.margin_out_of_range"),
        ],
    )
    def it_refuses_what_makes_no_target(self, clv: float, ratio: float, margin: float, code: str) -> None:
        with pytest.raises(ModelError) as error:
            target_cpa(clv, clv_to_cpa=ratio, margin=margin)
        assert error.value.code == code
