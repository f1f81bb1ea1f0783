"""The effect of a discount, by hand and by its own algebra."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.errors import ModelError
from addin.models.promotion import promotion

amounts = st.floats(0.1, 1e4)


class DescribeADiscount:
    def it_is_the_article_s_ten_percent(self) -> None:
        """Weak elasticity: hardly more volume, less margin; strong elasticity: much more of both."""
        weak = promotion(20.0, 1_000.0, -0.4, 0.1, unit_cost=8.0)
        strong = promotion(20.0, 1_000.0, -3.0, 0.1, unit_cost=8.0)
        assert weak.new_volume == pytest.approx(1_043.0, abs=0.1)
        assert weak.margin_change < 0
        assert strong.new_volume == pytest.approx(1_371.7, abs=0.1)
        assert strong.margin_change > 0

    @given(amounts, amounts, st.floats(0, 0.9), st.floats(0, 0.99))
    def it_loses_nothing_at_the_break_even_volume(self, price: float, volume: float, discount: float, cost_share: float) -> None:
        cost = price * (1 - discount) * cost_share
        found = promotion(price, volume, -1.5, discount, unit_cost=cost)
        assert (found.new_price - cost) * found.break_even_volume == pytest.approx((price - cost) * volume)

    @given(amounts, amounts, st.floats(0, 0.9))
    def it_leaves_revenue_unchanged_at_elasticity_minus_one(self, price: float, volume: float, discount: float) -> None:
        assert promotion(price, volume, -1.0, discount).revenue_change == pytest.approx(0, abs=1e-9 * price * volume)

    @given(amounts, amounts, st.floats(-5, 1))
    def it_changes_nothing_at_zero(self, price: float, volume: float, elasticity: float) -> None:
        found = promotion(price, volume, elasticity, 0.0)
        assert (found.new_price, found.new_volume, found.revenue_change, found.margin_change) == (price, volume, 0.0, 0.0)
        assert found.break_even_volume == volume

    @pytest.mark.parametrize(
        ("code", "given"),
        [
            ("price.price_not_positive", (0.0, 1.0, -1.0, 0.1, 0.0)),
            ("price.volume_negative", (1.0, -1.0, -1.0, 0.1, 0.0)),
            ("price.discount_out_of_range", (1.0, 1.0, -1.0, 1.0, 0.0)),
            ("price.discount_out_of_range", (1.0, 1.0, -1.0, -0.1, 0.0)),
            ("price.unit_cost_negative", (1.0, 1.0, -1.0, 0.1, -0.1)),
            ("price.below_cost", (10.0, 1.0, -1.0, 0.2, 8.0)),
            ("price.volume_unbounded", (10.0, 1.0, -500.0, 0.9, 0.0)),
        ],
    )
    def it_refuses(self, code: str, given: tuple[float, float, float, float, float]) -> None:
        with pytest.raises(ModelError) as error:
            promotion(*given[:4], unit_cost=given[4])
        assert error.value.code == code
