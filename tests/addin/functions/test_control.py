"""KPI_STATUS, RACE_FUNNEL and PLAN_AUDIT as formulas."""

from __future__ import annotations

import pytest

from addin.errors import CellError, FunctionError
from addin.functions import call


class DescribeKpiStatus:
    @pytest.mark.parametrize(
        ("arguments", "french", "english"),
        [
            ((100, 100), "atteint", "reached"),
            ((96, 100), "à surveiller", "to watch"),
            ((80, 100), "en alerte", "in alert"),
            ((None, 100), "à mesurer", "to measure"),
            (("", 100), "à mesurer", "to measure"),
            ((None, None), "à mesurer", "to measure"),
            ((104, 100, "down"), "à surveiller", "to watch"),
            ((104, 100, "Baisse"), "à surveiller", "to watch"),
            ((80, 100, "Hausse", 0.2), "à surveiller", "to watch"),
        ],
    )
    def it_says_the_status_in_words(self, arguments: tuple[object, ...], french: str, english: str) -> None:
        assert call("KPI_STATUS", *arguments) == french
        assert call("KPI_STATUS", *arguments, lang="en") == english

    def it_takes_columns_with_a_direction_and_a_tolerance_each(self) -> None:
        statuses = call(
            "KPI_STATUS", [96, 104, None, 5], [100, 100, 100, None], ["up", "down", "up", "up"], [0.05, 0.02, None, None]
        )
        assert statuses[:3] == [["à surveiller"], ["en alerte"], ["à mesurer"]]
        assert statuses[3] == [CellError("#N/A", "kpi.target_missing")]

    def it_leaves_a_blank_row_blank(self) -> None:
        assert call("KPI_STATUS", [1, None], [1, None]) == [["atteint"], [None]]

    def it_needs_a_target_in_words(self) -> None:
        with pytest.raises(FunctionError) as error:
            call("KPI_STATUS", 5, None)
        assert (error.value.code, error.value.kind, error.value.argument) == ("kpi.target_missing", "#N/A", "target")


class DescribeRaceFunnel:
    def it_gives_rates_beside_volumes(self) -> None:
        table = call("RACE_FUNNEL", ["Atteindre", "Agir", "Convertir"], [1000, 200, 50], lang="en")
        assert table[0] == ["stage", "volume", "rate_from_previous", "rate_from_first"]
        assert table[3] == ["Convertir", 50, 0.25, 0.05]

    def it_leaves_unmeasured_stages_and_blank_rows_blank(self) -> None:
        table = call("RACE_FUNNEL", ["Atteindre", None, "Agir"], [1000, None, None])
        assert table[2:] == [[None] * 4, ["Agir", None, None, None]]

    def it_names_the_row_of_a_negative_volume(self) -> None:
        with pytest.raises(FunctionError) as error:
            call("RACE_FUNNEL", ["A", None, "B"], [10, None, -1])
        assert (error.value.code, error.value.row) == ("funnel.volume_negative", 3)


class DescribePlanAudit:
    def it_scores_proves_and_advises(self) -> None:
        table = call("PLAN_AUDIT", [10, 3, 8, 0, 1], [10, 4, 8, 0, 1])
        assert table[0] == ["critère", "note", "preuve", "conseil"]
        assert table[1] == ["Alignement", 1.0, "10 vérifications tenues sur 10", None]
        assert table[2][:3] == ["Séquence", 0.75, "3 vérifications tenues sur 4"]
        assert "jalon" in table[2][3]
        assert table[4] == ["Ajustement", None, "aucune vérification possible", None]
        assert table[5][2] == "1 vérification tenue sur 1"

    def it_needs_the_five_criteria(self) -> None:
        with pytest.raises(FunctionError) as error:
            call("PLAN_AUDIT", [1, None, 1, 1, 1], [1, None, 1, 1, 1])
        assert (error.value.code, error.value.argument) == ("audit.not_five", "passed")
        assert error.value.message.startswith("4 lignes")

    @pytest.mark.parametrize(
        ("passed", "total", "argument", "label", "row"),
        [([-1, 2, 3, 4, 5], [5] * 5, "passed", "tenues", 1), ([0, 0, 0, 0, 0], [5, 5, -2, 5, 5], "total", "total", 3)],
    )
    def it_names_the_column_and_the_row_of_a_negative_count(
        self, passed: list[int], total: list[int], argument: str, label: str, row: int
    ) -> None:
        with pytest.raises(FunctionError) as error:
            call("PLAN_AUDIT", passed, total)
        assert (error.value.code, error.value.argument, error.value.row) == ("audit.count_negative", argument, row)
        assert f"«\u00a0{label}\u00a0», ligne {row}" in error.value.message

    def it_names_the_row_with_more_passed_than_made(self) -> None:
        with pytest.raises(FunctionError) as error:
            call("PLAN_AUDIT", [1, 5, 1, 1, 1], [1, 4, 1, 1, 1])
        assert (error.value.code, error.value.row) == ("audit.passed_above_total", 2)
