"""Where an indicator stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.errors import ModelError
from addin.models.kpi import Direction, status


class DescribeStatus:
    @pytest.mark.parametrize(
        ("actual", "target", "direction", "tolerance", "expected"),
        [
            (100, 100, "up", 0.05, "reached"),
            (101, 100, "up", 0.05, "reached"),
            (95, 100, "up", 0.05, "watch"),
            (94.99, 100, "up", 0.05, "alert"),
            (0.57, 0.6, "up", 0.05, "watch"),  # 0.6 − 5 % is 0.57 and a speck in floats
            (100, 100, "down", 0.05, "reached"),
            (105, 100, "down", 0.05, "watch"),
            (105.01, 100, "down", 0.05, "alert"),
            (-95, -100, "up", 0.05, "reached"),
            (-105, -100, "up", 0.05, "watch"),
            (-106, -100, "up", 0.05, "alert"),
            (0, 0, "up", 0.05, "reached"),
            (-1, 0, "up", 0.05, "alert"),
            (99, 100, "up", 0, "alert"),
            (None, 100, "up", 0.05, "to_measure"),
            (None, None, "up", 0.05, "to_measure"),
            (0, 100, "up", 0.05, "alert"),  # zero is a measure, not a blank
        ],
    )
    def it_is(self, actual: float | None, target: float | None, direction: Direction, tolerance: float, expected: str) -> None:
        assert status(actual, target, direction=direction, tolerance=tolerance) == expected

    @given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(0, 1))
    def it_mirrors_when_less_is_better(self, actual: float, target: float, tolerance: float) -> None:
        assert status(actual, target, tolerance=tolerance) == status(-actual, -target, direction="down", tolerance=tolerance)

    def it_needs_a_target_for_a_measure(self) -> None:
        with pytest.raises(ModelError) as error:
            status(3, None)
        assert error.value.code == "kpi.target_missing"

    def it_refuses_a_negative_tolerance(self) -> None:
        with pytest.raises(ModelError) as error:
            status(3, 3, tolerance=-0.05)
        assert error.value.code == "kpi.tolerance_negative"
