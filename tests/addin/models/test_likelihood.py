"""Maximum likelihood: Newton's method against closed forms, limits and flat likelihoods."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.models.likelihood import Derivatives, maximise


class DescribeMaximise:
    @given(st.floats(0.1, 50), st.floats(0.1, 50))
    def it_finds_the_rate_of_an_exponential(self, events: float, time: float) -> None:
        fit = maximise(
            lambda t: Derivatives(events * np.log(t[0]) - time * t[0], events / t - time, np.diag(-events / t**2)), np.ones(1)
        )
        assert fit.converged
        assert fit.values[0] == pytest.approx(events / time, rel=1e-5)
        assert fit.std_errors[0] == pytest.approx(np.sqrt(events) / time, rel=1e-4)

    def it_leaves_a_saddle_uphill(self) -> None:
        # log-likelihood −(log t − 1)² (log t + 1)² has a minimum at t = 1 and maxima at e and 1/e
        def peaks(t: np.ndarray) -> Derivatives:
            y = np.log(t[0])
            d1, d2 = -4 * y * (y * y - 1), -12 * y * y + 4
            return Derivatives(-((y * y - 1) ** 2), np.array([d1 / t[0]]), np.array([[(d2 - d1) / t[0] ** 2]]))

        fit = maximise(peaks, np.array([1.1]))
        assert fit.converged
        assert abs(np.log(fit.values[0])) == pytest.approx(1, abs=1e-4)

    def it_reports_a_parameter_the_data_push_to_infinity(self) -> None:
        # −1/t grows for ever; the second parameter has a maximum at 2
        def endless(t: np.ndarray) -> Derivatives:
            value = -1 / t[0] + 2 * np.log(t[1]) - t[1]
            return Derivatives(value, np.array([1 / t[0] ** 2, 2 / t[1] - 1]), np.diag([-2 / t[0] ** 3, -2 / t[1] ** 2]))

        fit = maximise(endless, np.ones(2))
        assert fit.converged
        assert fit.at_limit.tolist() == [True, False]
        assert np.isnan(fit.std_errors[0])
        assert fit.values[1] == pytest.approx(2)
        assert fit.std_errors[1] == pytest.approx(np.sqrt(2), rel=1e-4)

    def it_keeps_the_ratio_of_two_parameters_that_grow_together(self) -> None:
        # only t0/t1 is bounded by the data, at 3; both grow without end
        def ridge(t: np.ndarray) -> Derivatives:
            u, v = t
            z, w = np.log(u / v) - np.log(3), 1 / v
            gradient = np.array([-2 * z / u, 2 * z / v + w * w])
            hessian = np.array([[(2 * z - 2) / u**2, 2 / (u * v)], [2 / (u * v), (-2 - 2 * z) / v**2 - 2 * w**3]])
            return Derivatives(-z * z - w, gradient, hessian)

        fit = maximise(ridge, np.ones(2))
        assert fit.converged
        assert fit.values[0] / fit.values[1] == pytest.approx(3, rel=1e-3)
        assert fit.at_limit.all()

    def it_settles_where_rounding_hides_the_last_gains(self) -> None:
        # a peak at 3 whose value, beside a large constant, is only known to the nearest 1/32768
        def coarse(t: np.ndarray) -> Derivatives:
            z = np.log(t[0] / 3)
            value = np.round((-1e5 - z * z) * 32_768) / 32_768
            return Derivatives(float(value), np.array([-2 * z / t[0]]), np.array([[(2 * z - 2) / t[0] ** 2]]))

        found = [maximise(coarse, np.array([scale])) for scale in (2.99, 2.994, 3.006, 3.009)]
        assert all(fit.converged for fit in found)
        assert [fit.values[0] for fit in found] == pytest.approx([3.0] * 4, rel=0.02)

    def it_gives_no_standard_error_to_a_parameter_that_could_be_anywhere(self) -> None:
        def flat(t: np.ndarray) -> Derivatives:
            y, z = np.log(t[0]), np.log(t[1] / 2)
            gradient = np.array([-1e-8 * y / t[0], -2 * z / t[1]])
            hessian = np.diag([1e-8 * (y - 1) / t[0] ** 2, (2 * z - 2) / t[1] ** 2])
            return Derivatives(float(-5e-9 * y * y - z * z), gradient, hessian)

        fit = maximise(flat, np.array([1.1, 1.0]))
        assert fit.at_limit.tolist() == [True, False]
        assert fit.std_errors[1] == pytest.approx(np.sqrt(2), rel=1e-3)

    def it_says_when_it_did_not_settle(self) -> None:
        fit = maximise(lambda t: Derivatives(0.0, np.array([1.0]), np.array([[-1.0]])), np.ones(1))  # a gradient that lies
        assert not fit.converged
