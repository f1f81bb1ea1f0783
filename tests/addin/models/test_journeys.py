"""Reading journeys, and counting the paths that sell."""

from __future__ import annotations

import numpy as np
import pytest

from addin.errors import ModelError
from addin.models.journeys import journeys, path_counts


def ones(count: int) -> np.ndarray:
    return np.ones(count)


class DescribeReadingPaths:
    def it_ignores_blanks_around_names_and_empty_steps(self) -> None:
        met = journeys([" Email>  SEA > ", ">Email"], ones(2))
        assert (met.channels, met.touches.tolist(), met.lengths.tolist()) == (("Email", "SEA"), [0, 1, 0], [2, 1])

    def it_splits_at_any_separator(self) -> None:
        assert journeys(["a -> b -> a"], ones(1), separator="->").channels == ("a", "b")

    def it_keeps_names_that_differ_by_case_apart(self) -> None:
        assert journeys(["sea > SEA"], ones(1)).channels == ("SEA", "sea")

    def it_counts_a_missing_number_as_zero(self) -> None:
        met = journeys(["a", "b"], np.array([1.0, np.nan]), values=np.array([5.0, np.nan]), nulls=np.array([np.nan, 2.0]))
        assert met.conversions.tolist() == [1.0, 0.0]
        assert met.values is not None
        assert met.values.tolist() == [5.0, 0.0]
        assert met.nulls is not None
        assert met.nulls.tolist() == [0.0, 2.0]

    @pytest.mark.parametrize(
        ("code", "row", "change"),
        [
            ("attribution.path_empty", 2, {"paths": ["a", " > "]}),
            ("attribution.conversions_negative", 1, {"conversions": np.array([-1.0, 1.0])}),
            ("attribution.values_negative", 2, {"values": np.array([1.0, -1.0])}),
            ("attribution.nulls_negative", 2, {"nulls": np.array([1.0, -1.0])}),
            ("attribution.value_missing", 2, {"values": np.array([1.0, np.nan])}),
            ("attribution.not_one_a_path", None, {"values": np.array([1.0])}),
            ("attribution.no_conversions", None, {"conversions": np.zeros(2)}),
            ("attribution.no_conversions", None, {"paths": [], "conversions": np.array([])}),
            ("attribution.separator_blank", None, {"separator": " "}),
        ],
    )
    def it_refuses(self, code: str, row: int | None, change: dict[str, object]) -> None:
        good: dict[str, object] = {"paths": ["a", "b"], "conversions": ones(2)}
        with pytest.raises(ModelError) as error:
            journeys(**(good | change))  # type: ignore[arg-type]
        assert (error.value.code, error.value.facts.get("row")) == (code, row)


class DescribePathCounts:
    def they_add_up_the_rows_of_one_path(self) -> None:
        found = path_counts(journeys(["a>b", " a > b ", "b>a"], np.array([1.0, 2.0, 5.0]), nulls=np.array([0.0, 3.0, 5.0])))
        assert found.paths == ("b > a", "a > b")
        assert found.conversions.tolist() == [5.0, 3.0]
        assert found.rate.tolist() == [0.5, 0.5]
        assert found.share.tolist() == [0.625, 0.375]

    def they_have_no_rate_without_the_journeys_that_failed(self) -> None:
        assert np.isnan(path_counts(journeys(["a"], ones(1))).rate).all()

    def they_share_all_conversions_not_only_the_top_s(self) -> None:
        found = path_counts(journeys(["a", "b", "c"], np.array([2.0, 1.0, 1.0])), top=1)
        assert (found.paths, found.share.tolist()) == (("a",), [0.5])

    def they_leave_out_paths_that_never_convert(self) -> None:
        assert path_counts(journeys(["a", "b"], np.array([2.0, 0.0]), nulls=np.array([0.0, 9.0]))).paths == ("a",)

    def they_break_ties_by_name(self) -> None:
        assert path_counts(journeys(["c", "a", "b"], ones(3))).paths == ("a", "b", "c")

    def they_refuse_a_top_of_zero(self) -> None:
        with pytest.raises(ModelError) as error:
            path_counts(journeys(["a"], ones(1)), top=0)
        assert error.value.code == "attribution.top_too_small"
