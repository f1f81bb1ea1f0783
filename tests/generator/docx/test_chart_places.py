"""Names of points: none over another, none over a point, all inside the plot."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from generator.docx.chart_places import Spot, _Box, _box, places

WIDTH, HEIGHT = 13.0, 4.5
PLOT = _Box(0.0, 0.0, WIDTH, HEIGHT)
names = st.sampled_from(["Bondélan", "Enseigne A", "Indépendants regroupés D", "Pur acteur C", "B"])
low_spots = st.lists(st.builds(Spot, names, st.floats(3, WIDTH - 3), st.floats(0, HEIGHT - 1.1)), max_size=7)
spots = st.lists(st.builds(Spot, names, st.floats(0, WIDTH), st.floats(0, HEIGHT)), max_size=7)


def hidden(found: list[Spot], sides) -> float:
    boxes = [_box(spot, side) for spot, side in zip(found, sides, strict=True)]
    return sum(box.over(other) for i, box in enumerate(boxes) for other in boxes[:i])


def marked(found: list[Spot], sides) -> float:
    """The area of points that names of other points hide."""
    points = [_Box(spot.x - 0.2, spot.y - 0.2, spot.x + 0.2, spot.y + 0.2) for spot in found]
    boxes = [_box(spot, side) for spot, side in zip(found, sides, strict=True)]
    return sum(box.over(point) for i, box in enumerate(boxes) for j, point in enumerate(points) if i != j)


def outside(found: list[Spot], sides) -> float:
    """The area of names that leaves the plot."""
    boxes = [_box(spot, side) for spot, side in zip(found, sides, strict=True)]
    return sum((box.right - box.left) * (box.top - box.bottom) - box.over(PLOT) for box in boxes)


def lost(found: list[Spot], sides) -> float:
    """What a reader loses: a name that leaves the plot weighs a third more than one under another."""
    return 3 * (hidden(found, sides) + marked(found, sides)) + 4 * outside(found, sides)


class DescribeThePlacesOfNames:
    def they_are_above_where_nothing_is_in_the_way(self) -> None:
        assert places([Spot("A", 3, 2), Spot("B", 9, 2)], width=WIDTH, height=HEIGHT) == ["t", "t"]

    def they_part_two_points_side_by_side(self) -> None:
        close = [Spot("Pur acteur C", 4.0, 2.2), Spot("Bondélan", 5.2, 2.2)]
        assert hidden(close, places(close, width=WIDTH, height=HEIGHT)) == 0

    def they_stay_inside_the_plot(self) -> None:
        assert places([Spot("Enseigne A", 5, HEIGHT)], width=WIDTH, height=HEIGHT) != ["t"]
        assert places([Spot("Enseigne A", WIDTH, 2)], width=WIDTH, height=HEIGHT) == ["l"]

    @given(spots)
    @example([Spot("Bondélan", 0.0, 3.75), Spot("Bondélan", 1.0, 4.5)])  # both above would hide nothing and leave the plot
    def they_never_lose_more_than_names_that_all_stand_above(self, found: list[Spot]) -> None:
        sides = places(found, width=WIDTH, height=HEIGHT)
        assert len(sides) == len(found)
        assert lost(found, sides) <= lost(found, ["t"] * len(found)) + 1e-9

    @given(low_spots)
    def they_hide_no_more_than_names_above_where_those_fit(self, found: list[Spot]) -> None:
        sides = places(found, width=WIDTH, height=HEIGHT)
        above = ["t"] * len(found)
        assert outside(found, above) < 1e-9
        assert hidden(found, sides) + marked(found, sides) <= hidden(found, above) + marked(found, above) + 1e-9
