"""Van Westendorp's points, against the definition counted in fractions and against R's figures."""

from __future__ import annotations

import csv
import json
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin.errors import ModelError
from addin.models.van_westendorp import PAIRS, Survey, curves, sensitivity, survey, whole_weights

GOLDEN = Path(__file__).parents[4] / "shared" / "golden" / "van_westendorp"
golden = pytest.mark.skipif(not GOLDEN.exists(), reason="R's figures stand beside the project, not in it")

Answers = list[tuple[float, ...]]


def cents(low: int = 0, high: int = 3_000) -> st.SearchStrategy[float]:
    return st.integers(low, high).map(lambda amount: amount / 100)


ordered = st.lists(cents(), min_size=4, max_size=4, unique=True).map(lambda prices: tuple(sorted(prices)))
surveys: st.SearchStrategy[Answers] = st.lists(ordered, min_size=1, max_size=40)


def columns(answers: Answers) -> list[np.ndarray]:
    return [np.array(column) for column in zip(*answers, strict=True)]


def by_definition(answers: Answers, weights: list[Fraction], rising: int, falling: int) -> float:
    """The first price named by anyone where F_rising(p) ≥ 1 − F_falling(p), in exact fractions."""
    total = sum(weights)

    def share(question: int, price: float) -> Fraction:
        return sum((w for row, w in zip(answers, weights, strict=True) if row[question] <= price), Fraction(0)) / total

    prices = sorted({price for row in answers for price in row})
    return next(price for price in prices if share(rising, price) >= 1 - share(falling, price))


RISING_FALLING = {"pmc": (1, 0), "opp": (3, 0), "idp": (2, 1), "pme": (3, 2)}


class DescribeThePoints:
    @given(surveys)
    def they_are_where_the_curves_of_the_definition_first_meet(self, answers: Answers) -> None:
        found = sensitivity(survey(*columns(answers)), confidence=0)
        ones = [Fraction(1)] * len(answers)
        assert {name: getattr(found, name).value for name in PAIRS} == {
            name: by_definition(answers, ones, *pair) for name, pair in RISING_FALLING.items()
        }

    @given(surveys, st.data())
    def they_follow_the_definition_with_decimal_weights(self, answers: Answers, data: st.DataObject) -> None:
        tenths = data.draw(st.lists(st.integers(1, 30), min_size=len(answers), max_size=len(answers)))
        found = sensitivity(survey(*columns(answers), weights=np.array(tenths) / 10), confidence=0)
        exact = [Fraction(tenth, 10) for tenth in tenths]
        assert {name: getattr(found, name).value for name in PAIRS} == {
            name: by_definition(answers, exact, *pair) for name, pair in RISING_FALLING.items()
        }

    @given(surveys, st.data())
    def they_count_a_weight_of_three_as_three_respondents(self, answers: Answers, data: st.DataObject) -> None:
        weights = data.draw(st.lists(st.integers(0, 4), min_size=len(answers), max_size=len(answers)).filter(any))
        repeated = [row for row, weight in zip(answers, weights, strict=True) for _ in range(weight)]
        weighted = sensitivity(survey(*columns(answers), weights=np.array(weights, float)), confidence=0)
        replicated = sensitivity(survey(*columns(repeated)), confidence=0)
        assert [getattr(weighted, name).value for name in PAIRS] == [getattr(replicated, name).value for name in PAIRS]

    @given(surveys)
    def they_stand_in_order(self, answers: Answers) -> None:
        found = sensitivity(survey(*columns(answers)), confidence=0)
        assert found.pmc.value <= min(found.opp.value, found.idp.value)
        assert max(found.opp.value, found.idp.value) <= found.pme.value
        assert found.range_width.value == found.pme.value - found.pmc.value

    @given(surveys, st.sampled_from([0.25, 2.0, 1024.0]))
    def they_change_unit_with_the_prices(self, answers: Answers, factor: float) -> None:
        one = sensitivity(survey(*columns(answers)), confidence=0)
        other = sensitivity(survey(*(factor * column for column in columns(answers))), confidence=0)
        assert all(getattr(other, name).value == factor * getattr(one, name).value for name in PAIRS)


class DescribeTheIntervals:
    @settings(max_examples=25, deadline=None)
    @given(surveys, st.sampled_from([0.8, 0.9, 0.95, 0.99]))
    def they_hold_the_point(self, answers: Answers, confidence: float) -> None:
        found = sensitivity(survey(*columns(answers)), confidence=confidence)
        for name in PAIRS:
            point = getattr(found, name)
            assert point.low <= point.value <= point.high

    @settings(max_examples=25, deadline=None)
    @given(surveys, st.randoms(use_true_random=False))
    def they_do_not_depend_on_the_order_of_the_rows(self, answers: Answers, random: object) -> None:
        shuffled = list(answers)
        random.shuffle(shuffled)  # type: ignore[attr-defined]
        assert sensitivity(survey(*columns(answers))) == sensitivity(survey(*columns(shuffled)))

    def they_are_those_of_a_plain_resampling(self) -> None:
        """The resampling looks only around the crossing; a plain one, over every respondent, finds the same 1,000 points."""
        random = np.random.default_rng(7)
        answers = np.sort(np.round(random.gamma(9, 2, (4, 400)), 2), axis=0)
        answered = survey(*answers)
        rows = np.array(sorted(answered.answers.T.tolist()))
        drawn = np.random.Generator(np.random.PCG64(0))
        points = []
        for _ in range(1_000):
            sample = rows[drawn.integers(0, len(rows), len(rows), dtype=np.int32)]
            points.append(np.sort(np.concatenate([sample[:, 2], sample[:, 1]]))[len(rows) - 1])
        found = sensitivity(answered, confidence=0.9).idp
        assert [found.low, found.high] == pytest.approx(np.quantile(points, [0.05, 0.95]), abs=0)

    def they_narrow_with_the_number_of_answers(self) -> None:
        random = np.random.default_rng(3)
        answers = np.sort(np.round(random.gamma(9, 2, (4, 3_000)), 2), axis=0)
        few = sensitivity(survey(*answers[:, :100])).opp
        many = sensitivity(survey(*answers)).opp
        assert many.high - many.low < (few.high - few.low) / 2

    def they_are_not_computed_at_confidence_zero(self) -> None:
        point = sensitivity(survey(*columns([(1.0, 2.0, 3.0, 4.0)])), confidence=0).pmc
        assert (point.value, np.isnan(point.low), np.isnan(point.high)) == (1.0, True, True)

    def they_survive_one_respondent_who_weighs_nearly_everything(self) -> None:
        answers = [(1.0, 2.0, 3.0, 4.0)] * 30 + [(10.0, 12.0, 14.0, 16.0)]
        found = sensitivity(survey(*columns(answers), weights=np.array([1.0] * 30 + [1e6])))
        assert (found.idp.value, found.idp.low, found.idp.high) == (12.0, 2.0, 12.0)


class DescribeTheCurves:
    @given(surveys)
    def they_rise_and_fall_as_their_names_say(self, answers: Answers) -> None:
        shown = curves(survey(*columns(answers)))
        assert (np.diff(shown.expensive) >= 0).all()
        assert (np.diff(shown.cheap) <= 0).all()
        assert shown.not_cheap == pytest.approx(1 - shown.cheap)
        assert shown.not_expensive == pytest.approx(1 - shown.expensive)
        assert (shown.too_expensive <= shown.expensive).all()
        assert (shown.too_cheap <= shown.cheap).all()

    def they_may_be_read_at_evenly_spaced_prices(self) -> None:
        shown = curves(survey(*columns([(1.0, 2.0, 3.0, 5.0)])), points=5)
        assert shown.price.tolist() == [1.0, 2.0, 3.0, 4.0, 5.0]
        assert shown.too_expensive.tolist() == [0, 0, 0, 0, 1]


class DescribeTheAnswersKept:
    def it_leaves_out_what_is_not_strictly_ordered_and_counts_it(self) -> None:
        answers = [(1.0, 2.0, 3.0, 4.0), (1.0, 1.0, 3.0, 4.0), (1.0, 2.0, np.nan, 4.0), (4.0, 3.0, 2.0, 1.0)]
        found = survey(*columns(answers))
        assert (found.respondents, found.excluded, found.first_excluded, found.rows.tolist()) == (1, 3, 2, [0])

    def it_takes_weights_as_the_decimals_they_are_written(self) -> None:
        assert whole_weights(np.array([0.1, 0.2, 0.3])).tolist() == [1, 2, 3]
        assert whole_weights(np.array([1.0, 2.0])).tolist() == [1, 2]
        thirds = whole_weights(np.array([1 / 3, 2 / 3]))
        assert thirds[1] / thirds[0] == pytest.approx(2, rel=1e-14)

    @pytest.mark.parametrize(
        ("code", "change"),
        [
            ("price.answers_negative", {"cheap": np.array([-2.0, 2.0])}),
            ("price.weights_negative", {"weights": np.array([1.0, -1.0])}),
            ("price.no_valid_answers", {"weights": np.array([0.0, 0.0])}),
            ("price.no_valid_answers", {"too_cheap": np.array([np.nan, np.nan])}),
        ],
    )
    def it_refuses(self, code: str, change: dict[str, np.ndarray]) -> None:
        good = dict(zip(("too_cheap", "cheap", "expensive", "too_expensive"), columns([(1.0, 2.0, 3.0, 4.0)] * 2), strict=True))
        with pytest.raises(ModelError) as error:
            survey(**(good | change))
        assert error.value.code == code

    @pytest.mark.parametrize("confidence", [-0.1, 1.0, 95.0])
    def it_refuses_a_confidence_that_is_no_share(self, confidence: float) -> None:
        with pytest.raises(ModelError) as error:
            sensitivity(survey(*columns([(1.0, 2.0, 3.0, 4.0)])), confidence=confidence)
        assert error.value.code == "price.confidence_out_of_range"

    @pytest.mark.parametrize("weights", [[1e-20, 3e-20], [1e-300, 3e-300], [1e200, 3e200], [4e307, 1.2e308], [1e-9, 3e-9]])
    def it_keeps_the_proportions_of_weights_of_any_size(self, weights: list[float]) -> None:
        found = whole_weights(np.array(weights))
        assert found[1] / found[0] == pytest.approx(3, rel=1e-12)

    @pytest.mark.parametrize("points", [-5, 1, 10**9])
    def it_refuses_a_curve_of_one_point_or_of_a_thousand_million(self, points: int) -> None:
        with pytest.raises(ModelError) as error:
            curves(survey(*columns([(1.0, 2.0, 3.0, 4.0)])), points=points)
        assert error.value.code == "price.points_out_of_range"


@golden
class DescribeCaseA:
    """250 simulated answers, read by R's pricesensitivitymeter 1.2.2."""

    @pytest.fixture
    def answers(self) -> np.ndarray:
        with (GOLDEN / "psm_A_250.csv").open() as file:
            return np.array([[float(value) for value in row[:4]] for row in list(csv.reader(file))[1:]]).T

    def it_gives_r_s_points(self, answers: np.ndarray) -> None:
        figures = json.loads((GOLDEN / "psm_expected_A.json").read_text())
        expected = next(c for c in figures if c["intersection"] == "min" and not c["interpolate"] and c["validated"])
        answered = survey(*answers)
        found = sensitivity(answered, confidence=0)
        assert (found.pmc.value, found.opp.value, found.idp.value, found.pme.value) == (
            expected["PMC_lower"],
            expected["OPP"],
            expected["IDP"],
            expected["PME_upper"],
        )
        assert (answered.excluded, answered.respondents) == (expected["invalid_cases"], 250 - expected["invalid_cases"])

    def it_gives_r_s_curves(self, answers: np.ndarray) -> None:
        expected = np.loadtxt(GOLDEN / "psm_A_curves_interp_FALSE.csv", delimiter=",", skiprows=1)
        shown = curves(survey(*answers))
        ours = np.column_stack(
            [
                shown.price,
                shown.too_cheap,
                shown.cheap,
                shown.expensive,
                shown.too_expensive,
                shown.not_cheap,
                shown.not_expensive,
            ]
        )
        assert ours == pytest.approx(expected, abs=1e-12)

    def it_keeps_the_exact_tie_that_r_s_floats_miss(self, answers: np.ndarray) -> None:
        """Without the filter R finds opp 12.40. At 12.28 the two curves stand at 1/250 both, which floats do not see."""
        unfiltered = Survey(answers, np.ones(250, np.int64), np.arange(250), 0, None)
        too_cheap, too_expensive = answers[0], answers[3]
        falling, rising = int((too_cheap > 12.28).sum()), int((too_expensive <= 12.28).sum())
        assert falling == rising
        assert rising / 250 < 1 - (250 - falling) / 250
        assert sensitivity(unfiltered, confidence=0).opp.value == 12.28
