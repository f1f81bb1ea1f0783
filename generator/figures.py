"""A number with its source: the only kind of number the plan may print.

Sections select, rank and compare; what they get from comparing two figures is again a figure, and it names the cells it came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

# What a value is counted in; decides how it is written. `share` is a fraction 0–1, `points` a difference of two shares (0.03 = 3 points).
Unit = Literal["EUR", "share", "points", "count", "days", "weeks", "months", "ratio", "score", "days_per_week", "index", ""]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number the plan may print: its value, its unit and the cell or cells it comes from.

    >>> Figure(0.42, "ratio", "ROMI!H9")
    Figure(value=0.42, unit='ratio', cell='ROMI!H9')
    """

    value: float
    unit: Unit
    cell: str

    def __float__(self) -> float:
        return self.value

    def to(self, unit: Unit) -> Figure:
        """Return the same number read in another unit: a KPI's value takes its KPI's unit."""
        return replace(self, unit=unit)


def together(figures: Iterable[Figure]) -> str:
    """Return the cells of several figures, each once, in order.

    >>> together([Figure(1, "count", "Actions!B9"), Figure(2, "count", "Actions!B10"), Figure(1, "count", "Actions!B9")])
    'Actions!B9; Actions!B10'
    """
    cells = [cell for figure in figures for cell in figure.cell.split("; ") if cell]
    return "; ".join(dict.fromkeys(cells))


def difference(one: Figure, other: Figure) -> Figure:
    """Return `one` − `other`; two shares differ by points.

    >>> difference(Figure(0.44, "share", "Objectifs!H9"), Figure(0.41, "share", "Objectifs!G9")).unit
    'points'
    """
    unit: Unit = "points" if one.unit == "share" else one.unit
    return Figure(one.value - other.value, unit, together([one, other]))


def share_of(part: Figure, whole: Figure) -> Figure | None:
    """Return `part` as a share of `whole`; None where the whole is nothing.

    >>> share_of(Figure(30, "EUR", "Budget!M9"), Figure(120, "EUR", "Budget!M1")).value
    0.25
    """
    return Figure(part.value / whole.value, "share", together([part, whole])) if whole.value else None


def change(now: Figure, before: Figure) -> Figure | None:
    """Return the relative change from `before` to `now`, as a share; None where there was nothing before.

    >>> change(Figure(110, "EUR", "Budget!M9"), Figure(100, "EUR", "Budget!C9")).value
    0.1
    """
    return Figure(round(now.value / before.value - 1, 12), "share", together([now, before])) if before.value else None


def quotient(one: Figure, other: Figure, unit: Unit) -> Figure | None:
    """Return `one` per `other`, in the unit this makes; None where `other` is nothing."""
    return Figure(one.value / other.value, unit, together([one, other])) if other.value else None


def total(figures: Sequence[Figure], *, unit: Unit | None = None) -> Figure | None:
    """Return the sum of figures of one unit, None where there are none.

    >>> total([Figure(1, "EUR", "A!A1"), Figure(2, "EUR", "A!A2")])
    Figure(value=3.0, unit='EUR', cell='A!A1; A!A2')
    """
    if not figures:
        return None
    return Figure(float(sum(figure.value for figure in figures)), unit or figures[0].unit, together(figures))


def count(cells: Sequence[str]) -> Figure:
    """Return how many rows were selected, as a figure that names each one.

    >>> count(["Actions!A9", "Actions!A11"]).value
    2
    """
    return Figure(len(cells), "count", "; ".join(dict.fromkeys(cells)))
