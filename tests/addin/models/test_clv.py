"""CLV by formula, against the sum written out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.errors import ModelError
from addin.models.clv import clv

money, share, rate = st.floats(-1000, 1000), st.floats(0, 1), st.floats(0, 1)


class DescribeClv:
    @given(money, share, rate, st.integers(0, 60), st.floats(0, 500))
    def it_is_the_discounted_sum_with_the_first_margin_at_once(
        self, margin: float, retention: float, discount: float, periods: int, cost: float
    ) -> None:
        summed = sum(margin * retention**t / (1 + discount) ** t for t in range(periods)) - cost
        found = clv(margin, retention, discount, periods=periods, acquisition_cost=cost)
        assert found == pytest.approx(summed, rel=1e-6, abs=1e-6)

    @given(money, st.floats(0, 0.95), rate)
    def it_tends_to_the_infinite_horizon(self, margin: float, retention: float, discount: float) -> None:
        assert clv(margin, retention, discount) == pytest.approx(
            clv(margin, retention, discount, periods=2000), rel=1e-9, abs=1e-9
        )

    def it_is_the_textbook_multiple(self) -> None:
        assert clv(1, 0.8, 0.12) == pytest.approx(1.12 / 0.32)

    @pytest.mark.parametrize(
        ("retention", "discount", "periods", "code"),
        [
            (1.0, 0.0, None, "clv.retention_not_below_discount"),
            (1.2, 0.1, 3, "clv.retention_out_of_range"),
            (-0.1, 0.1, 3, "clv.retention_out_of_range"),
            (0.8, -0.1, 3, "clv.discount_negative"),
            (0.8, 0.1, -1, "clv.periods_negative"),
        ],
    )
    def it_refuses_what_has_no_value(self, retention: float, discount: float, periods: int | None, code: str) -> None:
        with pytest.raises(ModelError) as error:
            clv(100, retention, discount, periods=periods)
        assert error.value.code == code
