"""The article's five criteria of a good plan, scored by the checks each passes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from addin.errors import ModelError

Criterion = Literal["alignment", "sequence", "indicators", "adjustment", "allocation"]
CRITERIA: tuple[Criterion, ...] = ("alignment", "sequence", "indicators", "adjustment", "allocation")

GOOD_SCORE = 0.8  # under four checks in five, the criterion needs work


@dataclass(frozen=True, slots=True)
class Score:
    """How a criterion stands: the share of its checks passed, None without any; whether it needs work."""

    criterion: Criterion
    passed: int
    total: int
    score: float | None

    @property
    def weak(self) -> bool:
        """Whether the plan must be mended there."""
        return self.score is not None and self.score < GOOD_SCORE


def audit(passed: Sequence[int], total: Sequence[int]) -> list[Score]:
    """Return the score of each criterion, in the order of `CRITERIA`.

    Raises
    ------
    ModelError
        ``audit.not_five``; ``audit.count_negative`` with argument and row, ``audit.passed_above_total`` with the row.

    Examples
    --------
    >>> [score.score for score in audit([9, 3, 8, 0, 4], [10, 4, 8, 0, 5])]
    [0.9, 0.75, 1.0, None, 0.8]
    """
    if len(passed) != len(CRITERIA):
        raise ModelError("audit.not_five", count=len(passed))
    for row, (done, all_) in enumerate(zip(passed, total, strict=True), 1):
        for argument, count in (("passed", done), ("total", all_)):
            if count < 0:
                raise ModelError("audit.count_negative", argument=argument, row=row, value=count)
        if done > all_:
            raise ModelError("audit.passed_above_total", row=row, passed=done, total=all_)
    return [
        Score(criterion, done, all_, done / all_ if all_ else None)
        for criterion, done, all_ in zip(CRITERIA, passed, total, strict=True)
    ]
