"""The five criteria of a plan."""

from __future__ import annotations

import pytest

from addin.errors import ModelError
from addin.models.audit import CRITERIA, audit


class DescribeAudit:
    def it_scores_the_five_criteria_in_order(self) -> None:
        scores = audit([9, 3, 8, 0, 4], [10, 4, 8, 0, 5])
        assert tuple(score.criterion for score in scores) == CRITERIA
        assert [score.score for score in scores] == [0.9, 0.75, 1.0, None, 0.8]

    def it_finds_a_criterion_weak_under_four_checks_in_five(self) -> None:
        assert [score.weak for score in audit([79, 80, 1, 0, 0], [100, 100, 1, 1, 0])] == [True, False, False, True, False]

    @pytest.mark.parametrize(
        ("passed", "total", "code", "row"),
        [
            ([1, 1, 1, 1], [1, 1, 1, 1], "audit.not_five", None),
            ([1, 1, 2, 1, 1], [1, 1, 1, 1, 1], "audit.passed_above_total", 3),
            ([1, -1, 1, 1, 1], [1, 1, 1, 1, 1], "audit.count_negative", 2),
        ],
    )
    def it_refuses_what_makes_no_sense(self, passed: list[int], total: list[int], code: str, row: int | None) -> None:
        with pytest.raises(ModelError) as error:
            audit(passed, total)
        assert (error.value.code, error.value.facts.get("row")) == (code, row)
