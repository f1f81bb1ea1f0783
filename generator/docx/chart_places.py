"""Where the names of points stand, so that they hide neither each other nor another point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.docx import measure
from generator.docx.chart_look import SIZE, Position

_SIDES: tuple[Position, ...] = ("t", "r", "b", "l")  # as wished for: above first
_LINE = 0.42  # centimetres a line of a label takes
_AWAY = 0.22  # centimetres from a point's middle to its label
_MARK = 0.2  # half the side of a point, in centimetres
_TWIPS_A_CM = 567
_FOLDED = 2.4  # centimetres past which a name may be folded on two lines
_ROUNDS = 4  # times every name may move again once the others have moved


@dataclass(frozen=True, slots=True)
class Spot:
    """A point with its name, in centimetres from the corner of the plot."""

    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    bottom: float
    right: float
    top: float

    def over(self, other: _Box) -> float:
        """Return the area two boxes share."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.top, other.top) - max(self.bottom, other.bottom)
        return max(wide, 0.0) * max(high, 0.0)


def places(spots: Sequence[Spot], *, width: float, height: float) -> list[Position]:
    """Return the side each name stands on, in a plot of `width` by `height` centimetres: above where nothing is in the way.

    >>> places([Spot("Un", 5, 3), Spot("Deux", 5.5, 3)], width=14, height=5)
    ['b', 't']
    """
    marks = [_Box(s.x - _MARK, s.y - _MARK, s.x + _MARK, s.y + _MARK) for s in spots]
    plot = _Box(0.0, 0.0, width, height)
    boxes = [[_box(spot, side) for side in _SIDES] for spot in spots]
    alone = [
        [_cost(box, rank, [mark for j, mark in enumerate(marks) if j != i], plot) for rank, box in enumerate(sides)]
        for i, sides in enumerate(boxes)
    ]
    chosen = [0] * len(spots)
    for _ in range(_ROUNDS):
        before = list(chosen)
        for i in range(len(spots)):
            others = [boxes[j][side] for j, side in enumerate(chosen) if j != i]
            costs = [alone[i][side] + 3 * sum(box.over(other) for other in others) for side, box in enumerate(boxes[i])]
            chosen[i] = costs.index(min(costs))
        if chosen == before:
            break
    return [_SIDES[side] for side in chosen]


def _box(spot: Spot, side: Position) -> _Box:
    wide, high = measure.width(spot.name, SIZE / 100, bold=True) / _TWIPS_A_CM, _LINE
    if wide > _FOLDED and " " in spot.name:  # some programs fold long names
        wide, high = wide * 0.6, 2 * _LINE
    if side in ("t", "b"):
        bottom = spot.y + _AWAY if side == "t" else spot.y - _AWAY - high
        return _Box(spot.x - wide / 2, bottom, spot.x + wide / 2, bottom + high)
    left = spot.x + _AWAY if side == "r" else spot.x - _AWAY - wide
    return _Box(left, spot.y - high / 2, left + wide, spot.y + high / 2)


def _cost(box: _Box, rank: int, marks: Sequence[_Box], plot: _Box) -> float:
    """Return what is lost by a name in this place: points it hides, what leaves the plot, and a little for a less usual side."""
    outside = (box.right - box.left) * (box.top - box.bottom) - box.over(plot)
    return 3 * sum(box.over(mark) for mark in marks) + 4 * outside + 0.01 * rank
