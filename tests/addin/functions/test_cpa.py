"""CPA functions as formulas call them: results, words, and every bad cell."""

from __future__ import annotations

from typing import Any

import pytest

from addin.errors import CellError, FunctionError, Note
from addin.functions import call
from addin.functions.cpa import FUNCTIONS
from addin.functions.spec import Function

CHANNELS = ["Search", "Social", "Catalogue", "Salon"]
SPEND = [40_000, 25_000, 15_000, None]
ACQUISITIONS = [900, 700, 150, None]
CLV = [240, 210, 330, 200]


def _refused(name: str, *args: object, lang: Any = "fr") -> FunctionError:
    with pytest.raises(FunctionError) as error:
        call(name, *args, lang=lang)
    return error.value


def _approximately(table: Any) -> Any:
    return [[pytest.approx(cell, rel=1e-6) if isinstance(cell, float) else cell for cell in row] for row in table]


class DescribeTheDescriptions:
    @pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
    def their_examples_run(self, function: Function) -> None:
        result = call(function.name, *function.example.arguments, lang="en")
        expected = function.example.result
        assert result == (_approximately(expected) if isinstance(expected, list) else pytest.approx(expected))

    def they_are_the_contract_s(self) -> None:
        assert [(f.name, *(a.name for a in f.arguments)) for f in FUNCTIONS] == [
            ("CPA", "spend", "acquisitions"),
            ("CPA_TARGET", "clv", "clv_to_cpa", "margin"),
            ("CPA_PLAN", "channels", "spend", "acquisitions", "clv", "budget", "min_budget", "max_budget", "elasticity", "clv_to_cpa"),
            ("CPA_REALLOCATE", "channels", "budget", "spent", "acquisitions", "clv", "share_of_year_elapsed", "max_shift", "elasticity"),
        ]  # fmt: skip


class DescribeCPA:
    def it_is_one_value_or_a_column(self) -> None:
        assert call("CPA", 12_000, 300) == 40.0
        assert call("CPA", [[12_000], [500]], [[300], [10]]) == [[40.0], [50.0]]

    def its_cell_shows_na_where_nobody_was_won(self) -> None:
        assert call("CPA", [100, 500], [10, 0]) == [[10.0], [CellError("#N/A", "cpa.no_acquisition")]]

    def it_says_in_the_asked_language_what_was_spent_for_nobody(self) -> None:
        assert _refused("CPA", 500, 0).message.startswith("Aucune acquisition pour 500\xa0€ dépensés\xa0:")
        assert _refused("CPA", 500, 0, lang="en").message.startswith("No acquisition for €500 spent:")

    def it_refuses_numbers_beyond_what_a_cell_holds(self) -> None:
        assert call("CPA", [100, 1e300], [10, 1e-300]) == [[10.0], [CellError("#NUM!", "cpa.beyond_numbers")]]
        assert _refused("CPA_PLAN", ["A"], [1e-300], [1e300], [60], 100).code == "cpa.beyond_numbers"

    def its_blank_rows_stay_blank(self) -> None:
        assert call("CPA", [[100], [None], [""]], [[10], [None], [None]]) == [[10.0], [None], [None]]

    def it_says_the_row_of_a_failed_cell(self) -> None:
        ((_,), (cell,)) = call("CPA", [100, -5], [10, 1])
        assert ", ligne 2" in cell.message


class DescribeCPA_TARGET:
    def it_uses_the_settings_ratio_for_a_whole_column(self) -> None:
        assert call("CPA_TARGET", [[90], [150]], 3) == [[30.0], [50.0]]

    def it_takes_a_margin_for_each_row(self) -> None:
        assert call("CPA_TARGET", [90, 90], None, [0.5, None]) == [[15.0], [30.0]]

    @pytest.mark.parametrize(
        ("arguments", "code"),
        [((-90,), "cpa.clv_negative"), ((90, 0), "cpa.ratio_not_positive"), ((90, 3, 38), "cpa.margin_out_of_range"),
         (("90 €",), "cpa.clv_not_numeric"), ((None,), "cpa.clv_blank")],
    )  # fmt: skip
    def it_refuses_what_makes_no_target(self, arguments: tuple[object, ...], code: str) -> None:
        assert _refused("CPA_TARGET", *arguments).code == code


class DescribeCPA_PLAN:
    def it_gives_the_contract_s_columns_and_a_total(self) -> None:
        table = call("CPA_PLAN", CHANNELS, SPEND, ACQUISITIONS, CLV, 90_000, [None, None, None, 3_000], lang="en")
        assert table[0] == ["channel", "current_cpa", "target_cpa", "status", "budget", "expected_acquisitions", "expected_cpa",
                            "marginal_cpa", "expected_value"]  # fmt: skip
        assert [row[0] for row in table[1:]] == [*CHANNELS, "total"]
        total = table[-1]
        assert total[4] == pytest.approx(sum(row[4] for row in table[1:-1])) == pytest.approx(90_000)
        assert total[5] == pytest.approx(sum(row[5] or 0 for row in table[1:-1]))
        assert total[8] == pytest.approx(sum(row[8] or 0 for row in table[1:-1]))
        assert total[1] == pytest.approx(80_000 / 1_750)

    def it_proves_the_optimum_row_by_row(self) -> None:
        table = call("CPA_PLAN", CHANNELS, SPEND, ACQUISITIONS, CLV, 90_000)
        prices = [row[7] / clv for row, clv in zip(table[1:-1], CLV, strict=True) if row[3] == "à l'optimum"]
        assert len(prices) == 3
        assert prices == pytest.approx([prices[0]] * 3)

    def it_says_the_price_of_the_last_euro_and_what_is_to_be_tested(self) -> None:
        notes: list[Note] = []
        table = call("CPA_PLAN", CHANNELS, SPEND, ACQUISITIONS, CLV, 90_000, notes=notes)
        assert {note.code for note in notes} == {"cpa.price", "cpa.to_test"}
        assert table[4][1:] == [None, pytest.approx(200 / 3), "à tester", 0.0, None, None, None, None]

    def it_reports_money_that_no_channel_can_spend(self) -> None:
        notes: list[Note] = []
        table = call("CPA_PLAN", ["A"], [100], [10], [60], 1_000, None, None, 0.5, lang="en", notes=notes)
        assert table[1][3:5] == ["capped at target CPA", pytest.approx(400)]
        assert table[2][3] == "€600 unallocated"
        assert any(note.code == "cpa.unallocated" and "600" in note.text for note in notes)

    def it_takes_one_elasticity_or_a_column_with_blanks(self) -> None:
        column = call("CPA_PLAN", CHANNELS, SPEND, ACQUISITIONS, CLV, 90_000, None, None, [0.7, None, 0.7, None])
        assert column == call("CPA_PLAN", CHANNELS, SPEND, ACQUISITIONS, CLV, 90_000, None, None, 0.7)
        mixed = call("CPA_PLAN", CHANNELS, SPEND, ACQUISITIONS, CLV, 90_000, None, None, [0.3, 0.7, 1, 0.7])
        assert mixed != column

    def it_skips_blank_rows(self) -> None:
        spaced = call("CPA_PLAN", ["A", None, "B"], [100, None, 90], [9, None, 9], [60, None, 60], 100)
        assert spaced == call("CPA_PLAN", ["A", "B"], [100, 90], [9, 9], [60, 60], 100)

    def it_speaks_french_by_default(self) -> None:
        table = call("CPA_PLAN", ["A"], [100], [10], [60], 100)
        assert table[0][:4] == ["canal", "CPA actuel", "CPA cible", "statut"]
        assert table[-1][0] == "Total"

    def it_says_by_how_much_the_minima_exceed_the_budget(self) -> None:
        error = _refused("CPA_PLAN", CHANNELS, SPEND, ACQUISITIONS, CLV, 10_000, [4_000] * 4)
        assert (error.code, error.kind, error.argument) == ("cpa.minimums_exceed_budget", "#NUM!", "min_budget")
        assert "16\xa0000\xa0€ pour un budget de 10\xa0000\xa0€ (6\xa0000\xa0€ de trop)" in error.message

    def its_errors_count_rows_in_the_sheet_s_range(self) -> None:
        error = _refused("CPA_PLAN", ["A", None, "B"], [100, None, -90], [9, None, 9], [60, None, 60], 100)
        assert (error.code, error.argument, error.row) == ("cpa.spend_negative", "spend", 3)

    @pytest.mark.parametrize(
        ("place", "value", "code", "row"),
        [
            (1, [40_000, "25 k€", 15_000, None], "cpa.spend_not_numeric", 2),
            (2, [900, 700, float("nan"), None], "cpa.acquisitions_not_numeric", 3),
            (3, [240, CellError("#N/A"), 330, 200], "cpa.clv_is_error", 2),
            (3, [240, None, 330, 200], "cpa.clv_blank", 2),
            (1, [40_000, 25_000], "cpa.rows_differ", None),
            (4, "beaucoup", "cpa.budget_not_numeric", None),
            (4, -1, "cpa.budget_negative", None),
            (5, [1, 2, 3, -4], "cpa.min_negative", 4),
            (7, 1.5, "cpa.elasticity_out_of_range", 1),
            (8, 0, "cpa.ratio_not_positive", None),
        ],
    )
    def it_names_the_cell_it_refuses(self, place: int, value: object, code: str, row: int | None) -> None:
        arguments: list[object] = [CHANNELS, SPEND, ACQUISITIONS, CLV, 90_000, None, None, None, None]
        arguments[place] = value
        error = _refused("CPA_PLAN", *arguments)
        assert (error.code, error.row) == (code, row)
        assert error.argument is not None

    @pytest.mark.parametrize("rows", [0, 3])
    def it_says_that_an_empty_range_holds_no_channel(self, rows: int) -> None:
        blank = [None] * rows
        assert _refused("CPA_PLAN", blank, blank, blank, blank, 100).code == "cpa.empty"

    @pytest.mark.slow
    def it_survives_a_million_blank_rows(self) -> None:
        blank: list[object] = [None] * 1_000_000
        columns = [[*head, *blank] for head in (CHANNELS, SPEND, ACQUISITIONS, CLV)]
        assert call("CPA_PLAN", *columns, 90_000) == call("CPA_PLAN", CHANNELS, SPEND, ACQUISITIONS, CLV, 90_000)


class DescribeCPA_REALLOCATE:
    def it_gives_one_row_a_channel_where_the_input_has_it(self) -> None:
        table = call(
            "CPA_REALLOCATE", ["A", None, "B"], [100, None, 100], [50, None, 50], [20, None, 10], [60, None, 60], 0.5, lang="en"
        )
        assert table[0] == ["channel", "remaining", "new_remaining", "change", "reason"]
        assert table[1:] == [
            ["A", 50.0, 62.5, 12.5, "Brings more: raised to the limit"],
            [None] * 5,
            ["B", 50.0, 37.5, -12.5, "Brings less: cut to the limit"],
        ]

    def it_explains_in_french(self) -> None:
        table = call("CPA_REALLOCATE", ["A", "B"], [100, 100], [50, None], [20, None], [60, 60], 0.5)
        assert [row[4] for row in table] == ["raison", "À l'équilibre\xa0: inchangé", "Sans historique\xa0: inchangé"]

    def it_notes_a_year_already_overspent(self) -> None:
        notes: list[Note] = []
        call("CPA_REALLOCATE", ["A"], [100], [150], [20], [60], 0.5, notes=notes)
        assert [note.code for note in notes] == ["cpa.overspent"]

    @pytest.mark.parametrize(
        ("place", "value", "code"),
        [
            (5, 0, "cpa.share_of_year_elapsed_out_of_range"),
            (5, 50, "cpa.share_of_year_elapsed_out_of_range"),
            (6, 25, "cpa.max_shift_out_of_range"),
            (1, [-1, 1], "cpa.channel_budget_negative"),
            (2, [1, "x"], "cpa.spent_not_numeric"),
            (2, [1, -1], "cpa.spent_negative"),
            (7, 2, "cpa.elasticity_out_of_range"),
        ],
    )
    def it_names_what_it_refuses(self, place: int, value: object, code: str) -> None:
        arguments: list[object] = [["A", "B"], [100, 100], [50, 50], [20, 10], [60, 60], 0.5, None, None]
        arguments[place] = value
        assert _refused("CPA_REALLOCATE", *arguments).code == code
