"""Newton, Miller and Smith's demand, against a respondents × prices table and R's figures."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.errors import ModelError
from addin.models.newton_miller_smith import CALIBRATION, demand
from addin.models.van_westendorp import survey

GOLDEN = Path(__file__).parents[4] / "shared" / "golden" / "van_westendorp"
golden = pytest.mark.skipif(not GOLDEN.exists(), reason="R's figures stand beside the project, not in it")

prices = st.lists(st.integers(0, 5_000), min_size=4, max_size=4, unique=True).map(lambda found: [p / 100 for p in sorted(found)])
respondents = st.lists(st.tuples(prices, st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=30)


def by_table(answers: np.ndarray, at_cheap: np.ndarray, at_expensive: np.ndarray, price: np.ndarray) -> np.ndarray:
    """The mean over respondents of each one's broken line, drawn by numpy's interpolation."""
    lines = [
        np.interp(price, four, [0.0, low, high, 0.0], left=0.0, right=0.0)
        for four, low, high in zip(answers.T, at_cheap, at_expensive, strict=True)
    ]
    return np.mean(lines, axis=0)


class DescribeDemand:
    @given(respondents)
    def it_is_the_mean_of_the_respondents_lines(self, people: list[tuple[list[float], int, int]]) -> None:
        answers = np.array([four for four, _, _ in people]).T
        cheap, expensive = (np.array(column, float) for column in list(zip(*people, strict=True))[1:])
        found = demand(survey(*answers), cheap, expensive)
        scale = np.array(CALIBRATION)
        expected = by_table(answers, scale[cheap.astype(int) - 1], scale[expensive.astype(int) - 1], found.price)
        assert found.trial == pytest.approx(expected, abs=1e-9)
        assert found.revenue == pytest.approx(found.price * expected, abs=1e-7)
        assert found.trial[[0, -1]].tolist() == [0.0, 0.0]

    @given(respondents)
    def its_best_prices_are_no_worse_than_any_other(self, people: list[tuple[list[float], int, int]]) -> None:
        answers = np.array([four for four, _, _ in people]).T
        cheap, expensive = (np.array(column, float) for column in list(zip(*people, strict=True))[1:])
        found = demand(survey(*answers), cheap, expensive)
        assert found.trial[found.price == found.best_price_trial][0] == pytest.approx(found.trial.max())
        assert found.revenue[found.price == found.best_price_revenue][0] == pytest.approx(found.revenue.max())

    def it_interpolates_by_price_not_by_rank(self) -> None:
        """Between 2 and 10, a price of 3 named by somebody else is an eighth of the way up, however many prices were named."""
        answers = np.array([[2.0, 10.0, 12.0, 14.0], [3.0, 30.0, 31.0, 32.0]]).T
        found = demand(survey(*answers), np.array([5.0, 1.0]), np.array([5.0, 1.0]))
        assert found.trial[found.price == 3.0][0] == pytest.approx(0.7 / 8 / 2)

    def it_counts_weights_as_respondents(self) -> None:
        answers = np.array([[2.0, 4.0, 6.0, 8.0], [3.0, 5.0, 7.0, 9.0]]).T
        cheap, expensive = np.array([5.0, 3.0]), np.array([4.0, 2.0])
        weighted = demand(survey(*answers, weights=np.array([2.0, 1.0])), cheap, expensive)
        repeated = demand(survey(*answers[:, [0, 0, 1]]), cheap[[0, 0, 1]], expensive[[0, 0, 1]])
        assert weighted.trial == pytest.approx(repeated.trial)

    def it_names_the_sheet_row_of_an_answer_off_the_scale(self) -> None:
        answers = np.array([[9.0, 8.0, 7.0, 6.0], [2.0, 4.0, 6.0, 8.0]]).T
        with pytest.raises(ModelError) as error:
            demand(survey(*answers), np.array([6.0]), np.array([1.0]))
        assert (error.value.code, error.value.facts["row"]) == ("price.intention_off_scale", 2)

    @pytest.mark.parametrize("scale", [(0.5,), (0.1, 1.2), (-0.1, 0.5)])
    def it_refuses_probabilities_that_are_none(self, scale: tuple[float, ...]) -> None:
        with pytest.raises(ModelError) as error:
            demand(survey(*np.array([[1.0, 2.0, 3.0, 4.0]]).T), np.array([1.0]), np.array([1.0]), calibration=scale)
        assert error.value.code == "price.scale_out_of_range"


@golden
class DescribeCaseA:
    """R's pricesensitivitymeter 1.2.2 interpolates by rank, which is by price on its grid of one cent."""

    def it_gives_r_s_trial_and_best_prices(self) -> None:
        answers = np.genfromtxt(GOLDEN / "psm_A_250.csv", delimiter=",", skip_header=1)
        price, trial, revenue = np.loadtxt(GOLDEN / "psm_A_nms_interp.csv", delimiter=",", skiprows=1).T
        answered = survey(*answers[:, :4].T)
        found = demand(answered, answers[answered.rows, 4], answers[answered.rows, 5])
        assert found.trial == pytest.approx(np.interp(found.price, price, trial), abs=1e-12)
        assert (found.best_price_trial, found.best_price_revenue) == (price[trial.argmax()], price[revenue.argmax()])
