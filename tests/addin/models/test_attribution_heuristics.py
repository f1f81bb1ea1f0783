"""Attribution by rule, by hand and against ChannelAttribution's figures."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.models.attribution_heuristics import RULES, Rule, credit, touch_shares
from addin.models.journeys import journeys

GOLDEN = Path(__file__).parents[4] / "shared" / "golden" / "attribution"
golden = pytest.mark.skipif(not GOLDEN.exists(), reason="the data is GPL: it stands beside the project, not in it")

paths = st.lists(st.lists(st.sampled_from("abcde"), min_size=1, max_size=8).map(" > ".join), min_size=1, max_size=15)


class DescribeTheRules:
    @pytest.mark.parametrize(
        ("rule", "one", "two", "four"),
        [
            ("first", [1], [1, 0], [1, 0, 0, 0]),
            ("last", [1], [0, 1], [0, 0, 0, 1]),
            ("linear", [1], [1 / 2, 1 / 2], [1 / 4] * 4),
            ("position", [1], [1 / 2, 1 / 2], [0.4, 0.1, 0.1, 0.4]),
            ("time_decay", [1], [1 / 3, 2 / 3], [1 / 15, 2 / 15, 4 / 15, 8 / 15]),
        ],
    )
    def they_share_a_path_of_one_two_and_four_touches(
        self, rule: Rule, one: list[float], two: list[float], four: list[float]
    ) -> None:
        met = journeys(["a", "a > b", "a > b > a > c"], np.ones(3))
        assert touch_shares(met, rule) == pytest.approx(one + two + four)

    def they_add_the_touches_of_a_channel_met_twice(self) -> None:
        met = journeys(["a > b > a"], np.array([10.0]))
        assert credit(met, met.conversions, "position") == pytest.approx([8.0, 2.0])

    @given(paths, st.sampled_from(RULES), st.data())
    def they_credit_the_total_whatever_the_paths(self, found: list[str], rule: Rule, data: st.DataObject) -> None:
        outcome = np.array(data.draw(st.lists(st.integers(1, 9_999), min_size=len(found), max_size=len(found))), float)
        met = journeys(found, outcome)
        assert credit(met, outcome, rule).sum() == pytest.approx(outcome.sum(), rel=1e-12)
        assert (credit(met, outcome, rule) >= 0).all()

    @given(paths, st.sampled_from(RULES), st.randoms(use_true_random=False))
    def they_do_not_depend_on_the_order_of_the_rows(self, found: list[str], rule: Rule, random: object) -> None:
        shuffled = list(found)
        random.shuffle(shuffled)  # type: ignore[attr-defined]
        one, other = journeys(found, np.ones(len(found))), journeys(shuffled, np.ones(len(found)))
        assert credit(one, one.conversions, rule) == pytest.approx(credit(other, other.conversions, rule))


@golden
class DescribePathData:
    """10,000 paths over 12 channels, as ChannelAttribution 2.2.5 credits them."""

    @pytest.mark.parametrize("rule", ["first", "last", "linear"])
    def it_is_credited_as_channel_attribution_does(self, rule: Rule) -> None:
        with (GOLDEN / "PathData.csv").open() as file:
            rows = list(csv.DictReader(file))
        conversions, values = (
            np.array([float(row[f"total_{column}"]) for row in rows]) for column in ("conversions", "conversion_value")
        )
        met = journeys([row["path"] for row in rows], conversions, values=values)
        with (GOLDEN / "ca_heuristic.csv").open() as file:
            expected = {row["channel_name"]: row for row in csv.DictReader(file)}
        ours = zip(met.channels, credit(met, conversions, rule), credit(met, values, rule), strict=True)
        assert {name: (pytest.approx(count, rel=1e-12), pytest.approx(value, rel=1e-12)) for name, count, value in ours} == {
            name: (float(row[f"{rule}_touch_conversions"]), float(row[f"{rule}_touch_value"])) for name, row in expected.items()
        }
