"""Ansoff's four strategies."""

from __future__ import annotations

import pytest

from addin.models.ansoff import ansoff


class DescribeAnsoff:
    @pytest.mark.parametrize(
        ("product_new", "market_new", "strategy"),
        [
            (False, False, "penetration"),
            (True, False, "product_development"),
            (False, True, "market_development"),
            (True, True, "diversification"),
        ],
    )
    def it_names_the_strategy(self, product_new: bool, market_new: bool, strategy: str) -> None:
        """Ansoff (1957), figure 1: product-market strategies for business growth."""
        assert ansoff(product_new=product_new, market_new=market_new) == strategy
