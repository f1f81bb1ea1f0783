"""The closed form of the Shapley value, against its definition over all coalitions."""

from __future__ import annotations

from itertools import combinations
from math import factorial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin.models.attribution_shapley import credit
from addin.models.journeys import journeys

path_rows = st.lists(
    st.tuples(st.lists(st.sampled_from("abcde"), min_size=1, max_size=6).map(" > ".join), st.integers(1, 50)),
    min_size=1,
    max_size=12,
)


def by_definition(rows: list[tuple[str, int]]) -> dict[str, float]:
    """Σ over coalitions S without i of |S|!(n − |S| − 1)!/n! (v(S ∪ i) − v(S)), v(S) the conversions of paths within S."""
    sets = [(frozenset(path.split(" > ")), count) for path, count in rows]
    players = sorted(frozenset().union(*(channels for channels, _ in sets)))

    def worth(coalition: frozenset[str]) -> int:
        return sum(count for channels, count in sets if channels <= coalition)

    found = {}
    for player in players:
        others = [other for other in players if other != player]
        found[player] = sum(
            factorial(size)
            * factorial(len(others) - size)
            / factorial(len(players))
            * (worth(frozenset(s) | {player}) - worth(frozenset(s)))
            for size in range(len(others) + 1)
            for s in combinations(others, size)
        )
    return found


class DescribeShapley:
    @settings(max_examples=60, deadline=None)
    @given(path_rows)
    def its_closed_form_is_the_definition(self, rows: list[tuple[str, int]]) -> None:
        met = journeys([path for path, _ in rows], np.array([count for _, count in rows], float))
        assert dict(zip(met.channels, credit(met, met.conversions), strict=True)) == pytest.approx(by_definition(rows))

    def it_shares_a_path_equally_however_often_a_channel_is_met(self) -> None:
        """The symmetric case of eeghor/mta's tests: a set of four channels worth 10 gives 2.5 to each."""
        met = journeys(["a > b > c > d > a > a"], np.array([10.0]))
        assert credit(met, met.conversions).tolist() == [2.5, 2.5, 2.5, 2.5]

    def it_has_no_limit_on_channels(self) -> None:
        names = [f"c{i:02}" for i in range(60)]
        met = journeys([" > ".join(names)], np.array([120.0]))
        assert credit(met, met.conversions).tolist() == [2.0] * 60
