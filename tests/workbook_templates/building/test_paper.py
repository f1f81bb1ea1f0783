"""Where the pages of a printed sheet begin."""

from __future__ import annotations

from workbook_templates.building.paper import Group, page_breaks


class DescribePageBreaks:
    def it_keeps_on_one_page_the_blocks_it_takes(self) -> None:
        assert page_breaks([Group(0, (10.0, 10.0), 0.0), Group(3, (20.0,), 0.0)], 50.0, 0.0) == []

    def it_begins_a_page_at_a_block_that_would_be_cut(self) -> None:
        assert page_breaks([Group(0, (10.0, 10.0), 0.0), Group(3, (20.0,), 0.0)], 40.0, 0.0) == [3]

    def it_counts_the_chart_below_a_block(self) -> None:
        assert page_breaks([Group(0, (10.0, 10.0), 35.0), Group(3, (10.0,), 0.0)], 45.0, 0.0) == [3]

    def it_runs_a_block_wider_than_the_page_over_several(self) -> None:
        assert page_breaks([Group(0, (20.0,) * 5, 0.0)], 50.0, 0.0) == [2, 4]

    def it_leaves_room_for_the_columns_every_page_repeats(self) -> None:
        assert page_breaks([Group(0, (20.0,) * 5, 0.0)], 50.0, 20.0) == [2, 3, 4]
