"""What sections share: columns written alike, columns nothing fills, ranges, amounts beside bars."""

from __future__ import annotations

import pytest

from generator.figures import Figure
from generator.prose import Prose
from generator.records import Place, Segment
from generator.sections import base
from workbook_templates.text import NBSP, Text

FR, EN = Prose("fr"), Prose("en")
NAME, VALUE = (Text("Nom", "Name"), "left", 1.0), (Text("Valeur", "Value"), "right", 1.0)


def f(value: float, unit: str) -> Figure:
    return Figure(value, unit, "Feuille!A1")  # type: ignore[arg-type]


def column(*cells, prose: Prose = FR) -> list[str]:
    rows = [base.row(base.words(prose, "x"), cell) for cell in cells]
    made = base.table(prose, "t", Text("T", "T"), base.columns(prose, NAME, VALUE), rows)
    return [row.cells[1].text.replace(NBSP, " ") for row in made.rows]


def at(row: int) -> Segment:
    return Segment(id=f"S{row}", at=Place("Segments", row, {"id": "A", "clv": "L"}))


class DescribeAColumnOfFigures:
    def it_shows_cents_everywhere_or_nowhere(self) -> None:
        assert column(*(base.price(FR, f(value, "EUR")) for value in (24.67, 44))) == ["24,67 €", "44,00 €"]
        assert column(*(base.number(FR, f(value, "EUR")) for value in (1386, 126.81))) == ["1 386 €", "127 €"]

    def it_shows_the_same_decimals_of_shares(self) -> None:
        assert column(*(base.number(FR, f(value, "share")) for value in (0.06, 0.163))) == ["6,0 %", "16,3 %"]
        assert column(*(base.number(EN, f(value, "share")) for value in (0.06, 0.16)), prose=EN) == ["6%", "16%"]

    def it_tells_small_shares_apart(self) -> None:
        assert column(*(base.number(FR, f(value, "share")) for value in (0.0105, 0.0108))) == ["1,05 %", "1,08 %"]
        assert column(*(base.number(FR, f(value, "share")) for value in (0.0105, 0.5))) == ["1,1 %", "50,0 %"]

    def it_keeps_a_price_a_price_whatever_unit_it_came_in(self) -> None:
        assert column(base.price(FR, f(7.5, "")), base.price(FR, f(11, "")), base.number(FR, None)) == ["7,50 €", "11,00 €", "–"]

    def it_leaves_alone_what_stands_alone(self) -> None:
        cells = [base.number(FR, f(35.26, "EUR"), alone=True), base.number(FR, f(118, "EUR"), alone=True)]
        assert column(*cells) == ["35,26 €", "118 €"]

    def it_counts_each_unit_for_itself(self) -> None:
        assert column(base.number(FR, f(0.05, "share")), base.number(FR, f(12.5, "EUR"))) == ["5 %", "12,50 €"]


class DescribeAColumnNothingFills:
    def it_is_left_out(self) -> None:
        rows = [base.row(base.words(FR, "a"), base.number(FR, None), base.words(FR, "b"))]
        heads = base.columns(FR, NAME, VALUE, NAME)
        made = base.table(FR, "t", Text("T", "T"), heads, [base.group("G"), *rows])
        assert len(made.columns) == 2
        assert [len(row.cells) for row in made.rows] == [1, 2]

    def it_stays_in_a_table_with_nothing_at_all(self) -> None:
        made = base.table(
            FR, "t", Text("T", "T"), base.columns(FR, NAME, VALUE), [base.row(base.words(FR, ""), base.number(FR, None))]
        )
        assert len(made.columns) == 2


class DescribeTheRangeOfRecords:
    def it_runs_from_the_first_row_to_the_last_whatever_their_order(self) -> None:
        assert base.span([at(12), at(9), at(11)]) == "Segments!A9:L12"

    def it_counts_rows_that_are_apart_by_naming_each(self) -> None:
        assert base.counted([at(9), at(12)]).cell == "Segments!A9; Segments!A12"
        assert base.counted([at(9), at(10)]).cell == "Segments!A9:A10"


class DescribeAmountsBesideBars:
    @pytest.mark.parametrize(
        ("amounts", "shown"),
        [((90_000, 500_000), "90 k€"), ((90_000, 500), "90 000 €"), ((12_000_000, 300_000), "12 M€"), ((50, 80), "50 €")],
    )
    def they_take_the_unit_that_loses_none_of_them(self, amounts: tuple[float, float], shown: str) -> None:
        assert base.bar_label(FR, amounts[0], amounts).replace(NBSP, " ") == shown

    def they_are_led_by_their_sign_where_they_are_steps(self) -> None:
        steps = (-130_000, 90_000)
        assert [base.bar_label(FR, step, steps, signed=True).replace(NBSP, " ") for step in steps] == ["−130 k€", "+90 k€"]
        assert base.bar_label(EN, 90_000, steps, signed=True) == "+€90k"

    def they_follow_the_chart_s_format(self) -> None:
        assert base.euro_format(FR, (90_000, 500_000)) == '#,##0," k€"'
        assert base.euro_format(FR) == '#,##0 "€"'
