"""Names of points: none over another, none over a point, all inside the plot."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.docx.chart_places import Spot, _box, places

WIDTH, HEIGHT = 13.0, 4.5
names = st.sampled_from(["Bondélan", "Enseigne A", "Indépendants regroupés D", "Pur acteur C", "B"])
spots = st.lists(st.builds(Spot, names, st.floats(0, WIDTH), st.floats(0, HEIGHT)), max_size=7)


def hidden(found: list[Spot], sides) -> float:
    boxes = [_box(spot, side) for spot, side in zip(found, sides, strict=True)]
    return sum(box.over(other) for i, box in enumerate(boxes) for other in boxes[:i])


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
    def they_never_hide_more_than_names_that_all_stand_above(self, found: list[Spot]) -> None:
        sides = places(found, width=WIDTH, height=HEIGHT)
        assert len(sides) == len(found)
        if len(found) == 2:
            assert hidden(found, sides) <= hidden(found, ["t"] * 2) + 1e-9
