"""The shared formulas, computed by the engine."""

from __future__ import annotations

import formualizer
import pytest

from workbook_templates.schema.idioms import name_of, sum_over_ids


def computed(listed: object) -> object:
    """The sum over the ids listed in one cell, of lines A2 10, A22 20, A3 30, and 40 without id."""
    book = formualizer.Workbook()
    book.add_sheet("S")
    for row, (name, value) in enumerate((("A2", 10), ("A22", 20), ("A3", 30), (None, 40)), start=1):
        if name:
            book.set_value("S", row, 1, name)
        book.set_value("S", row, 2, value)
    book.set_value("S", 1, 3, listed)
    book.set_formula("S", 1, 4, "=" + sum_over_ids("C1", "A1:A4", "B1:B4"))
    book.evaluate_all()
    return book.get_value("S", 1, 4)


class DescribeSumOverIds:
    @pytest.mark.parametrize(
        ("listed", "expected"),
        [("A2", 10), ("A22", 20), ("A2; A3", 40), ("A3;A2;A22", 60), ("a2", 10), ("A9", 0), ("A2; A9 ; A3", 40)],
    )
    def it_adds_the_rows_of_each_id_once(self, listed: str, expected: float) -> None:
        assert computed(listed) == expected

    def it_takes_no_id_for_the_beginning_of_another(self) -> None:
        assert computed("A2") == 10  # not 30, A2 and A22


class DescribeNameOf:
    def it_is_blank_for_a_blank_id_and_fails_for_an_unknown_one(self) -> None:
        assert name_of("Kpis", "kpi") == 'IF([@kpi]="","",INDEX(Kpis[name],MATCH([@kpi],Kpis[id],0)))'
