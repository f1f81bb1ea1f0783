"""ROMI functions as formulas call them: results, words, and every bad cell."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest

from addin.errors import CellError, FunctionError, Note
from addin.functions import call
from addin.functions.romi import FUNCTIONS
from addin.functions.spec import Function

ZONES = [zone for zone in ("Lille", "Metz", "Nancy", "Nice", "Pau", "Tours") for _ in range(4)]
PERIODS = ["S1", "S2", "S10", "S11"] * 6
TREATED = ["Oui"] * 8 + ["Non"] * 16
AFTER = ["Non", "Non", "Oui", "Oui"] * 6
SALES = [float(100 + 7 * (i % 5) + 20 * (i < 8 and i % 4 > 1)) for i in range(24)]

WEEKS = [dt.date(2025, 1, 6) + dt.timedelta(days=7 * week) for week in range(60)]
_RNG = np.random.default_rng(3)
SPEND = _RNG.uniform(0, 900, (60, 2)).round().tolist()
TURNOVER = [5_000 + 10 * week + 2.5 * a + 1.5 * b + 60 * (week % 3) for week, (a, b) in enumerate(SPEND)]


def _refused(name: str, *args: object, lang: Any = "fr") -> FunctionError:
    with pytest.raises(FunctionError) as error:
        call(name, *args, lang=lang)
    return error.value


def _approximately(table: Any) -> Any:
    return [[pytest.approx(cell, abs=1e-6) if isinstance(cell, float) else cell for cell in row] for row in table]


class DescribeTheDescriptions:
    @pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
    def their_examples_run(self, function: Function) -> None:
        result = call(function.name, *function.example.arguments, lang="en")
        expected = function.example.result
        assert result == (_approximately(expected) if isinstance(expected, list) else pytest.approx(expected))

    def they_are_the_contract_s(self) -> None:
        assert [(f.name, *(a.name for a in f.arguments)) for f in FUNCTIONS] == [
            ("ROMI", "revenue", "cost", "margin"),
            ("ROMI_DISCOUNTED", "revenues_by_period", "cost", "rate_per_period", "carry_over", "margin"),
            ("ROMI_AB", "exposed", "exposed_conversions", "control", "control_conversions", "value_per_conversion", "cost", "confidence",
             "margin"),
            ("ROMI_ZONES", "zones", "periods", "treated", "after", "sales", "cost", "margin", "confidence"),
            ("ROMI_ECONOMETRIC", "dates", "sales", "channels", "spend", "controls", "margin", "confidence"),
            ("ROMI_ATTRIBUTED", "channels", "attributed_revenue", "cost", "margin"),
        ]  # fmt: skip


class DescribeROMI:
    def it_is_one_value_or_a_column(self) -> None:
        assert call("ROMI", 150, 100) == 0.5
        assert call("ROMI", [[150], [80]], [[100], [100]]) == [[0.5], [pytest.approx(-0.2)]]

    def it_takes_a_margin_for_each_initiative(self) -> None:
        assert call("ROMI", [200, 200], [100, 100], [0.5, None]) == [[0.0], [1.0]]

    def its_failed_rows_are_errors_nothing_adds_up_over(self) -> None:
        assert call("ROMI", [150, 80, "?"], [100, 0, 1]) == [
            [0.5],
            [CellError("#NUM!", "romi.cost_not_positive")],
            [CellError("#VALUE!", "romi.revenue_not_numeric")],
        ]

    def it_says_how_a_percentage_is_written(self) -> None:
        assert "(38\xa0% s'écrit 0,38)" in _refused("ROMI", 1, 1, 38).message


class DescribeROMI_DISCOUNTED:
    def it_reads_flows_down_a_column_or_along_a_row(self) -> None:
        assert (
            call("ROMI_DISCOUNTED", [[60, 60]], 100, 0.2) == call("ROMI_DISCOUNTED", [[60], [60]], 100, 0.2) == pytest.approx(0.1)
        )

    def it_ignores_the_empty_quarters_at_the_end(self) -> None:
        assert call("ROMI_DISCOUNTED", [[60, 60, None, ""]], 100, 0.2) == pytest.approx(0.1)

    @pytest.mark.parametrize(
        ("arguments", "code", "row"),
        [
            (([60, None, 60], 100, 0.2), "romi.revenue_blank", 2),
            (([60, "n.d."], 100, 0.2), "romi.revenues_by_period_not_numeric", 2),
            (([60, CellError("#REF!")], 100, 0.2), "romi.revenues_by_period_is_error", 2),
            (([60, float("inf")], 100, 0.2), "romi.revenues_by_period_not_numeric", 2),
            (([None, None], 100, 0.2), "romi.revenues_empty", None),
            (([], 100, 0.2), "romi.revenues_empty", None),
            (([60], 0, 0.2), "romi.cost_not_positive", None),
            (([60], 100, 20), "romi.rate_out_of_range", None),
            (([60], 100, None), "romi.rate_per_period_blank", None),
            (([60], 100, 0.1, 1.1), "romi.carry_over_out_of_range", None),
        ],
    )
    def it_names_the_period_it_refuses(self, arguments: tuple[object, ...], code: str, row: int | None) -> None:
        error = _refused("ROMI_DISCOUNTED", *arguments)
        assert (error.code, error.row) == (code, row)


class DescribeROMI_AB:
    def it_names_its_measures_as_the_contract_does(self) -> None:
        table = call("ROMI_AB", 1_000, 60, 1_000, 40, 50, 400, lang="en")
        assert [row[0] for row in table] == ["measure", "lift", "conversions_gained", "low", "high", "p_value", "revenue_gained",
                                             "romi", "romi_low", "romi_high"]  # fmt: skip

    def it_says_when_the_effect_is_not_established(self) -> None:
        notes: list[Note] = []
        call("ROMI_AB", 1_000, 42, 1_000, 40, 50, 400, notes=notes)
        assert [note.code for note in notes] == ["romi.unsettled"]

    def it_leaves_the_lift_blank_when_no_control_converted(self) -> None:
        notes: list[Note] = []
        table = call("ROMI_AB", 1_000, 60, 1_000, 0, 50, 400, notes=notes)
        assert table[1] == ["gain relatif", None]
        assert {note.code for note in notes} == {"romi.few_conversions", "romi.no_control_conversion"}

    @pytest.mark.parametrize(
        ("place", "value", "code"),
        [
            (0, 0, "romi.people_not_positive"),
            (0, 10.5, "romi.exposed_not_integer"),
            (1, 2_000, "romi.conversions_exceed_people"),
            (3, -1, "romi.conversions_negative"),
            (2, "mille", "romi.control_not_integer"),
            (4, None, "romi.value_per_conversion_blank"),
            (5, 0, "romi.cost_not_positive"),
            (6, 95, "romi.confidence_out_of_range"),
        ],
    )
    def it_names_what_it_refuses(self, place: int, value: object, code: str) -> None:
        arguments: list[object] = [1_000, 60, 1_000, 40, 50, 400, 0.95]
        arguments[place] = value
        assert _refused("ROMI_AB", *arguments).code == code


class DescribeROMI_ZONES:
    def it_names_its_measures(self) -> None:
        table = call("ROMI_ZONES", ZONES, PERIODS, TREATED, AFTER, SALES, 50, lang="en")
        assert [row[0] for row in table[:7]] == ["measure", "effect", "low", "high", "p_value", "parallel-trend check", "romi"]

    def it_warns_of_few_zones(self) -> None:
        notes: list[Note] = []
        call("ROMI_ZONES", ZONES, PERIODS, TREATED, AFTER, SALES, 50, notes=notes)
        assert "romi.few_zones" in {note.code for note in notes}

    def it_gives_no_bounds_to_a_zone_alone(self) -> None:
        notes: list[Note] = []
        treated = ["Oui"] * 4 + ["Non"] * 20
        table = call("ROMI_ZONES", ZONES, PERIODS, treated, AFTER, SALES, 50, notes=notes)
        assert table[2][1] is table[3][1] is table[4][1] is None
        assert "romi.single_zone" in {note.code for note in notes}

    def it_takes_texts_in_order_of_appearance_and_dates_in_order_of_time(self) -> None:
        days = {"S1": dt.date(2026, 1, 5), "S2": dt.date(2026, 1, 12), "S10": dt.date(2026, 3, 9), "S11": dt.date(2026, 3, 16)}
        dated = call("ROMI_ZONES", ZONES[::-1], [days[p] for p in PERIODS[::-1]], TREATED[::-1], AFTER[::-1], SALES[::-1], 50)
        assert dated == _approximately(call("ROMI_ZONES", ZONES, PERIODS, TREATED, AFTER, SALES, 50))

    @pytest.mark.parametrize(
        ("place", "value", "code", "row"),
        [
            (2, [*TREATED[:23], "Oui"], "romi.treated_varies", 24),
            (3, [*AFTER[:20], "Oui", *AFTER[21:]], "romi.after_varies", 21),
            (2, ["Oui"] * 24, "romi.groups_missing", None),
            (2, [*TREATED[:23], "peut-être"], "romi.treated_not_boolean", 24),
            (4, [*SALES[:5], None, *SALES[6:]], "romi.sales_blank", 6),
            (4, SALES[:5], "romi.rows_differ", None),
            (5, 0, "romi.cost_not_positive", None),
        ],
    )
    def it_names_the_row_it_refuses(self, place: int, value: object, code: str, row: int | None) -> None:
        arguments: list[object] = [ZONES, PERIODS, TREATED, AFTER, SALES, 50]
        arguments[place] = value
        error = _refused("ROMI_ZONES", *arguments)
        assert (error.code, error.row) == (code, row)

    def it_says_that_an_empty_range_holds_no_row(self) -> None:
        assert _refused("ROMI_ZONES", [], [], [], [], [], 50).code == "romi.empty"


class DescribeROMI_ECONOMETRIC:
    def it_gives_a_row_a_channel_then_what_they_leave(self) -> None:
        table = call("ROMI_ECONOMETRIC", WEEKS, TURNOVER, ["TV", "Search"], SPEND, lang="en")
        assert table[0] == ["channel", "carry_over", "elasticity", "contribution", "contribution_share", "romi", "low", "high"]
        assert [row[0] for row in table[1:]] == ["TV", "Search", "baseline", "r2", "max_vif"]
        assert table[1][5:] == [pytest.approx(1.5, abs=0.2)] * 3
        assert table[1][3] + table[2][3] + table[3][1] == pytest.approx(sum(TURNOVER))

    def it_reads_excel_serials_and_rows_in_any_order(self) -> None:
        serials = [(day - dt.date(1899, 12, 30)).days for day in WEEKS]
        shuffled = np.random.default_rng(0).permutation(60)
        args = ([seq[i] for i in shuffled] for seq in (serials, TURNOVER, SPEND))
        dates, sales, spend = args
        assert call("ROMI_ECONOMETRIC", dates, sales, [["TV", "Search"]], spend) == _approximately(
            call("ROMI_ECONOMETRIC", WEEKS, TURNOVER, ["TV", "Search"], SPEND)
        )

    def it_says_aloud_that_channels_move_together(self) -> None:
        notes: list[Note] = []
        together = [[a, 2 * a + b / 50] for a, b in SPEND]
        table = call("ROMI_ECONOMETRIC", WEEKS, TURNOVER, ["TV", "Radio"], together, notes=notes)
        assert table[-1][1] > 10
        assert any(note.code == "romi.collinear" and "TV, Radio" in note.text for note in notes)

    def it_names_channels_it_cannot_separate(self) -> None:
        error = _refused("ROMI_ECONOMETRIC", WEEKS, TURNOVER, ["TV", "Radio"], [[a, 2 * a] for a, _ in SPEND])
        assert (error.code, error.kind) == ("romi.channels_collinear", "#NUM!")
        assert "TV, Radio" in error.message

    def it_calls_a_short_history_indicative(self) -> None:
        notes: list[Note] = []
        call("ROMI_ECONOMETRIC", WEEKS[:20], TURNOVER[:20], ["TV", "Search"], SPEND[:20], notes=notes)
        assert {"romi.short_history", "romi.no_season"} <= {note.code for note in notes}

    def it_leaves_a_channel_without_spend_blank(self) -> None:
        spend = [[a, b, None] for a, b in SPEND]
        table = call("ROMI_ECONOMETRIC", WEEKS, TURNOVER, ["TV", "Search", "Radio"], spend)
        assert table[3] == ["Radio", *[None] * 7]

    @pytest.mark.parametrize(
        ("place", "value", "code", "row"),
        [
            (2, ["TV"], "romi.channels_differ", None),
            (0, [*WEEKS[:59], WEEKS[0]], "romi.date_duplicated", 60),
            (0, [*WEEKS[:59], "hier"], "romi.dates_not_date", 60),
            (1, [*TURNOVER[:59], "beaucoup"], "romi.sales_not_numeric", 60),
            (3, [*SPEND[:59], [-1, 2]], "romi.spend_negative", 60),
            (3, [*SPEND[:59], [CellError("#N/A"), 2]], "romi.spend_is_error", 60),
            (3, SPEND[:9], "romi.rows_differ", None),
            (5, 38, "romi.margin_out_of_range", None),
        ],
    )
    def it_names_the_cell_it_refuses(self, place: int, value: object, code: str, row: int | None) -> None:
        arguments: list[object] = [WEEKS, TURNOVER, ["TV", "Search"], SPEND, None, None]
        arguments[place] = value
        error = _refused("ROMI_ECONOMETRIC", *arguments)
        assert (error.code, error.row) == (code, row)

    @pytest.mark.parametrize("rows", [0, 2, 5])
    def it_wants_enough_periods(self, rows: int) -> None:
        error = _refused("ROMI_ECONOMETRIC", WEEKS[:rows], TURNOVER[:rows], ["TV", "Search"], SPEND[:rows])
        assert error.code in {"romi.too_few_periods", "romi.channels_differ"}


class DescribeROMI_ATTRIBUTED:
    def it_ranks_channels_where_the_input_has_them(self) -> None:
        table = call("ROMI_ATTRIBUTED", ["A", None, "B"], [150, None, 300], [100, None, 100], 0.5, lang="en")
        assert table == [["channel", "revenue", "cost", "romi", "rank"], ["A", 150.0, 100.0, -0.25, 2], [None] * 5,
                         ["B", 300.0, 100.0, 0.5, 1]]  # fmt: skip

    def it_gives_one_rank_to_what_is_equal_as_typed(self) -> None:
        table = call("ROMI_ATTRIBUTED", ["a", "b"], [0.3, 3], [0.1, 1])
        assert [row[4] for row in table[1:]] == [1, 1]
        assert {type(row[4]) for row in table[1:]} == {int}

    def it_gives_a_free_channel_neither_romi_nor_rank(self) -> None:
        notes: list[Note] = []
        table = call("ROMI_ATTRIBUTED", ["Direct", "Search"], [90, 50], [0, 40], notes=notes)
        assert table[1] == ["Direct", 90.0, 0.0, None, None]
        assert [note.code for note in notes] == ["romi.free_channels"]

    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            ((["A"], [1], [-1]), "romi.cost_negative"),
            ((["A"], [None], [1]), "romi.attributed_revenue_blank"),
            (([None], [1], [1]), "romi.channels_blank"),
            (([], [], []), "romi.empty"),
            (([None] * 9, [None] * 9, [None] * 9), "romi.empty"),
            ((["A"], [1], [1], 0), "romi.margin_out_of_range"),
        ],
    )
    def it_names_what_it_refuses(self, arguments: tuple[object, ...], code: str) -> None:
        assert _refused("ROMI_ATTRIBUTED", *arguments).code == code
