"""CLV as formulas: what cells give, and what bad cells are told."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from addin.errors import CellError, FunctionError, Note
from addin.functions import FUNCTIONS, call, clv_example

GOLDEN = Path(__file__).parents[4] / "shared" / "golden" / "cdnow"
golden = pytest.mark.skipif(not GOLDEN.exists(), reason="the CDNOW sample stands beside the project, not in it")

DAY = dt.date(2026, 1, 1)
SALES = (*clv_example.SALES, clv_example.AS_OF)
SALES_FUNCTIONS = ("CLV_FIT", "CLV_CUSTOMERS", "CLV_ALERTS")
BGNBD = [0.243, 4.414, 0.793, 2.426]
PARETO = [0.553, 10.578, 0.606, 11.669]


def refusal(name: str, *args: object, lang: Any = "fr") -> FunctionError:
    with pytest.raises(FunctionError) as error:
        call(name, *args, lang=lang)
    return error.value


def once_and_again(repeat: int, once: int, amount: float = 20.0) -> tuple[list[str], list[dt.date], list[float]]:
    """Return sales of `repeat` customers who came back after their own number of days, and `once` who did not."""
    rows = [(f"R{i}", DAY + dt.timedelta(days=gap)) for i in range(repeat) for gap in (i % 50, i % 50 + 10 + 7 * (i % 9))]
    rows += [(f"O{i}", DAY + dt.timedelta(days=i % 90)) for i in range(once)]
    return [name for name, _ in rows], [day for _, day in rows], [amount] * len(rows)


class DescribeClv:
    def it_is_a_number_or_a_column(self) -> None:
        assert call("CLV", 100, 0.8, 0.1) == pytest.approx(1100 / 3)
        column = call("CLV", [100, 50, None], [0.8, 0.8, None], 0.1, 3)
        assert column[0][0] == pytest.approx(100 + 80 / 1.1 + 64 / 1.21)
        assert column[2] == [None]

    def it_says_why_a_value_is_infinite(self) -> None:
        error = refusal("CLV", 100, 1, 0)
        assert (error.code, error.kind) == ("clv.retention_not_below_discount", "#NUM!")
        assert "nombre de périodes" in error.message

    def it_holds_an_error_in_the_row_that_is_wrong_only(self) -> None:
        column = call("CLV", [100, 100], [0.8, 80], 0.1)
        assert column[1] == [CellError("#NUM!", "clv.retention_out_of_range")]
        assert column[0][0] == pytest.approx(1100 / 3)


class DescribeClvFit:
    def it_lists_parameters_then_likelihoods_then_customers(self) -> None:
        table = call("CLV_FIT", *SALES, lang="en")
        assert table[0] == ["parameter", "estimate", "std_error"]
        assert [row[0] for row in table[1:]] == [
            "r", "alpha", "a", "b", "p", "q", "v", "log_likelihood", "log_likelihood_spend", "customers", "repeat_customers",
        ]  # fmt: skip
        assert all(row[2] > 0 for row in table[1:8])

    def it_names_the_parameters_of_the_pareto_nbd(self) -> None:
        assert [row[0] for row in call("CLV_FIT", *SALES, "Pareto/NBD")[1:5]] == ["r", "alpha", "s", "beta"]

    def it_keeps_symbols_and_translates_the_rest(self) -> None:
        names = [row[0] for row in call("CLV_FIT", *SALES)]
        assert names[1:5] == ["r", "alpha", "a", "b"]
        assert names[8] == "log-vraisemblance"

    def it_adds_the_holdout_and_says_when_the_calibration_ends(self) -> None:
        notes: list[Note] = []
        table = call("CLV_FIT", *SALES, "BG/NBD", "week", 10, lang="en", notes=notes)
        assert [row[0] for row in table[-3:]] == ["holdout_actual", "holdout_predicted", "holdout_mae"]
        assert [note.code for note in notes] == ["clv.calibrated_until"]
        assert "21 Apr 2026" in notes[0].text

    @golden
    def it_gives_the_published_cdnow_figures_from_cells(self) -> None:
        rows = list(csv.DictReader((GOLDEN / "cdnow_sample_transactions.csv").read_text("utf-8").splitlines()))
        table = call(
            "CLV_FIT",
            [[row["customer_id"]] for row in rows],
            [[dt.date.fromisoformat(row["date"])] for row in rows],
            [[float(row["dollar_value"])] for row in rows],
            dt.date(1997, 9, 30),
            lang="en",
        )
        found = {row[0]: row[1] for row in table[1:]}
        assert [round(found[name], 3) for name in ("r", "alpha", "a", "b")] == [0.243, 4.414, 0.793, 2.426]
        assert [round(found[name], 2) for name in ("p", "q", "v")] == [6.25, 3.74, 15.44]
        assert found["log_likelihood"] == pytest.approx(-9582.429, abs=0.001)
        assert (found["customers"], found["repeat_customers"]) == (2357, 946)


class DescribeClvCustomers:
    def it_has_one_row_a_customer_and_the_contract_s_columns(self) -> None:
        table = call("CLV_CUSTOMERS", *SALES, lang="en")
        assert table[0] == [
            "customer", "repeat_purchases", "last_purchase", "age", "p_alive", "expected_purchases", "expected_spend", "clv", "alert",
        ]  # fmt: skip
        assert [row[0] for row in table[1:]] == sorted(set(SALES[0]))
        assert all(isinstance(row[8], bool) for row in table[1:])

    @pytest.mark.parametrize(("unit", "words"), [("day", "(jours)"), ("semaine", "(semaines)"), ("mois", "(mois)")])
    def it_writes_the_unit_of_each_duration_in_french_headers(self, unit: str, words: str) -> None:
        header = call("CLV_CUSTOMERS", *SALES, None, None, None, None, unit)[0]
        assert header[2].endswith(words)
        assert header[3].endswith(words)

    def its_alerts_are_those_of_clv_alerts(self) -> None:
        alerted = {row[0] for row in call("CLV_CUSTOMERS", *SALES)[1:] if row[8]}
        assert alerted == {row[0] for row in call("CLV_ALERTS", *SALES)[1:]}
        assert alerted

    def its_p_alive_is_that_of_the_scalar_function(self) -> None:
        fit = {row[0]: row[1] for row in call("CLV_FIT", *SALES, "MBG/NBD")[1:5]}
        for row in call("CLV_CUSTOMERS", *SALES, None, None, None, "MBG/NBD")[1:6]:
            assert call("CLV_P_ALIVE", *row[1:4], list(fit.values()), "MBG/NBD") == pytest.approx(row[4])
            assert call("CLV_EXPECTED_PURCHASES", *row[1:4], 52, list(fit.values()), "MBG/NBD") == pytest.approx(row[5])

    def it_scales_with_the_margin(self) -> None:
        whole, part = (call("CLV_CUSTOMERS", *SALES, None, None, margin) for margin in (1, 0.38))
        assert [row[7] for row in part[1:]] == pytest.approx([0.38 * row[7] for row in whole[1:]])

    def it_uses_the_one_amount_when_all_spend_the_same_and_says_so(self) -> None:
        notes: list[Note] = []
        table = call("CLV_CUSTOMERS", *once_and_again(40, 60), notes=notes)
        assert {row[6] for row in table[1:]} == {20.0}
        assert "clv.spend_constant" in {note.code for note in notes}
        fit = {row[0]: row[1] for row in call("CLV_FIT", *once_and_again(40, 60), lang="en")[1:]}
        assert fit["p"] is None
        assert fit["log_likelihood_spend"] is None

    def it_counts_several_purchases_of_one_day_once(self) -> None:
        names, days, amounts = clv_example.SALES
        doubled = ([*names, names[0]], [*days, days[0]], [*amounts, 5], clv_example.AS_OF)
        assert call("CLV_CUSTOMERS", *doubled)[1][1] == call("CLV_CUSTOMERS", *SALES)[1][1]

    @pytest.mark.parametrize(
        ("rest", "code", "argument"),
        [
            ((0,), "clv.horizon_not_positive", "horizon_periods"),
            ((5201,), "clv.horizon_too_long", "horizon_periods"),
            ((1e9,), "clv.horizon_too_long", "horizon_periods"),
            ((1e20,), "clv.horizon_too_long", "horizon_periods"),
            ((1.5,), "clv.horizon_periods_not_integer", "horizon_periods"),
            ((52, 8), "clv.discount_out_of_range", "annual_discount"),
            ((52, 0.1, 38), "clv.margin_out_of_range", "margin"),
            ((52, 0.1, 1, "NBD"), "clv.model_unknown", "model"),
            ((52, 0.1, 1, "BG/NBD", "trimestre"), "clv.time_unit_unknown", "time_unit"),
        ],
    )
    def it_refuses_terms_by_name(self, rest: tuple[object, ...], code: str, argument: str) -> None:
        error = refusal("CLV_CUSTOMERS", *SALES, *rest)
        assert (error.code, error.argument) == (code, argument)


@pytest.mark.parametrize("name", SALES_FUNCTIONS)
@pytest.mark.parametrize("size", [1e-302, 1e305])
class DescribeAmountsBeyondNumbers:
    def they_are_refused_in_a_sentence(self, name: str, size: float) -> None:
        names, days, amounts = clv_example.SALES
        error = refusal(name, names, days, [amount * size for amount in amounts], clv_example.AS_OF)
        assert (error.code, error.kind) == ("clv.beyond_numbers", "#NUM!")


class DescribeGivenParameters:
    def they_reproduce_the_published_predictions(self) -> None:
        assert call("CLV_EXPECTED_PURCHASES", 2, 30.43, 38.86, 39, BGNBD) == pytest.approx(1.226, abs=0.0005)
        assert call("CLV_EXPECTED_PURCHASES", 26, 30.86, 31, 52, [PARETO], "PARETO/NBD") == pytest.approx(25.46, abs=0.005)
        assert call("CLV_P_ALIVE", 26, 30.86, 31, [[value] for value in PARETO], "PARETO/NBD") == pytest.approx(0.9979, abs=5e-5)

    def they_give_a_column_for_ranges_with_errors_in_their_rows(self) -> None:
        column = call("CLV_P_ALIVE", [2, None, 1, 1], [30.43, None, 50, "x"], [38.86, None, 38.86, 38.86], BGNBD)
        assert column[0][0] == pytest.approx(0.7266, abs=5e-5)
        assert column[1] == [None]
        assert column[2] == [CellError("#NUM!", "clv.last_purchase_out_of_range")]
        assert column[3] == [CellError("#VALUE!", "clv.last_purchase_not_numeric")]

    @pytest.mark.parametrize(
        ("parameters", "code"), [([1, 2, 3], "clv.parameters_not_four"), ([1, 2, -3, 4], "clv.parameter_not_positive")]
    )
    def they_must_be_four_positive_numbers(self, parameters: list[float], code: str) -> None:
        assert refusal("CLV_P_ALIVE", 2, 30.43, 38.86, parameters).code == code

    @pytest.mark.parametrize("model", ["BG/NBD", "MBG/NBD"])
    def they_refuse_a_time_ahead_beyond_numbers_in_its_row(self, model: str) -> None:
        column = call("CLV_EXPECTED_PURCHASES", [2, 2], [30, 30], [40, 40], [1e300, 0], BGNBD, model)
        assert column == [[CellError("#NUM!", "clv.beyond_numbers")], [0]]

    def they_never_give_a_negative_zero(self) -> None:
        for model in ("BG/NBD", "MBG/NBD", "PARETO/NBD"):
            assert str(call("CLV_EXPECTED_PURCHASES", 0, 0, 0, 0, BGNBD, model)) == "0.0"

    def they_refuse_a_time_ahead_below_zero(self) -> None:
        assert refusal("CLV_EXPECTED_PURCHASES", 2, 30.43, 38.86, -1, BGNBD).code == "clv.periods_negative"

    def their_help_says_that_the_bg_nbd_never_doubts_one_time_buyers(self) -> None:
        assert call("CLV_P_ALIVE", 0, 0, 38.86, BGNBD) == 1
        for function in FUNCTIONS:
            if function.name in (*SALES_FUNCTIONS[:2], "CLV_P_ALIVE", "CLV_EXPECTED_PURCHASES"):
                assert function.help is not None
                assert "P(alive) = 1 to one-time buyers" in function.help.en


class DescribeClvPareto:
    def it_ends_with_the_top_share_the_80_percent_and_gini(self) -> None:
        table = call("CLV_PARETO", [40, 40, *[2.5] * 8], lang="en")
        assert [row[0] for row in table] == ["decile", *range(1, 11), "top_share", "customers_for_80pct", "gini"]
        assert table[11][:2] == ["top_share", 0.8]
        assert table[12][:2] == ["customers_for_80pct", 0.2]

    def it_names_the_row_of_a_negative_value_past_blank_rows(self) -> None:
        error = refusal("CLV_PARETO", [5, None, -1])
        assert (error.code, error.row) == ("clv.value_negative", 3)

    @pytest.mark.parametrize(
        ("values", "code"),
        [([None, None], "clv.values_none"), ([0, 0], "clv.values_all_zero"), (["x"], "clv.values_not_numeric")],
    )
    def it_refuses_what_has_no_concentration(self, values: list[object], code: str) -> None:
        assert refusal("CLV_PARETO", values).code == code

    def it_refuses_values_beyond_numbers(self) -> None:
        assert refusal("CLV_PARETO", [1e308] * 3).code == "clv.beyond_numbers"
        assert refusal("CLV_BY_SEGMENT", ["a", "b", "a"], [1e308] * 3).code == "clv.beyond_numbers"


class DescribeClvBySegment:
    def it_puts_the_largest_first(self) -> None:
        table = call("CLV_BY_SEGMENT", ["Web", "Club", "Club"], [50, 30, 40], lang="en")
        assert table == [
            ["segment", "customers", "mean_clv", "total_clv", "share"],
            ["Club", 2, 35, 70, 70 / 120],
            ["Web", 1, 50, 50, 50 / 120],
        ]

    def it_needs_ranges_of_one_height(self) -> None:
        error = refusal("CLV_BY_SEGMENT", ["Web", "Club"], [50, 30, 40])
        assert error.code == "clv.rows_differ"
        assert "2" in error.message
        assert "3" in error.message


class DescribeClvAlerts:
    def it_puts_most_value_at_risk_first_and_says_why(self) -> None:
        table = call("CLV_ALERTS", *SALES, 0.3, 0.8, lang="en")
        assert table[0] == ["customer", "clv", "p_alive", "days_since_last", "usual_gap_days", "value_at_risk", "reason"]
        assert len(table) > 2
        at_stake = [row[5] for row in table[1:]]
        assert at_stake == sorted(at_stake, reverse=True)
        assert all(f"nothing for {row[3]} d" in row[6] for row in table[1:])

    def it_may_find_nobody_and_keeps_its_header(self) -> None:
        assert len(call("CLV_ALERTS", *SALES, 0.99, 0.01)) == 1

    @pytest.mark.parametrize(("rest", "code"), [((1.5,), "clv.drop_out_of_range"), ((0.5, 20), "clv.top_share_out_of_range")])
    def it_refuses_shares_typed_as_percentages(self, rest: tuple[float, ...], code: str) -> None:
        assert refusal("CLV_ALERTS", *SALES, *rest).code == code


@pytest.mark.parametrize("name", SALES_FUNCTIONS)
class DescribeBadSales:
    @pytest.mark.parametrize(
        ("customers", "dates", "amounts", "code", "row"),
        [
            (["a", "b"], [DAY, DAY], [1, "douze"], "clv.amounts_not_numeric", 2),
            (["a", "b"], [DAY, "12/31/2026"], [1, 2], "clv.dates_not_date", 2),
            (["a", "b"], [DAY, DAY], [1, float("inf")], "clv.amounts_not_numeric", 2),
            (["a", "b"], [DAY, CellError("#N/A")], [1, 2], "clv.dates_is_error", 2),
            (["a", "b", "c"], [DAY, DAY], [1, 2], "clv.rows_differ", None),
            ([], [], [], "transactions.none", None),
            ([None] * 3, [None] * 3, [None] * 3, "transactions.none", None),
            (["a", "b"], [DAY, DAY], [-1, -2], "transactions.no_purchase", None),
        ],
    )
    def they_are_refused_by_argument_and_row(
        self, name: str, customers: list[Any], dates: list[Any], amounts: list[Any], code: str, row: int | None
    ) -> None:
        error = refusal(name, customers, dates, amounts)
        assert (error.code, error.row) == (code, row)

    @pytest.mark.parametrize(("repeat", "once"), [(0, 1), (0, 300), (11, 329)])
    def they_are_too_few_when_hardly_anybody_came_back(self, name: str, repeat: int, once: int) -> None:
        error = refusal(name, *once_and_again(repeat, once))
        assert (error.code, error.kind) == ("clv.too_few_repeats", "#NUM!")
        assert f"{repeat} sur {repeat + once}" in error.message

    def they_may_be_looked_at_before_their_last_date(self, name: str) -> None:
        notes: list[Note] = []
        call(name, *clv_example.SALES, dt.date(2026, 3, 31), notes=notes)
        assert "transactions.rows_after" in {note.code for note in notes}

    def they_leave_refunds_aside_and_count_who_has_nothing_else(self, name: str) -> None:
        names, days, amounts = clv_example.SALES
        notes: list[Note] = []
        with_refunds = ([*names, names[0], "Z"], [*days, days[-1], days[-1]], [*amounts, -9, -3], clv_example.AS_OF)
        assert call(name, *with_refunds, notes=notes) == call(name, *SALES)
        assert [note.code for note in notes] == ["transactions.refunds_only"]
