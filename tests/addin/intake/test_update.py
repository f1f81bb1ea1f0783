"""Rows of a file laid over the rows of a table."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from addin.intake.update import updated

HEADERS = ["KPI", "M01", "M02", "Commentaire"]
ROWS = [["K01", 5.0, None, "janvier tardif"], ["K02", 8.0, None, None]]


class DescribeAnUpdate:
    def it_fills_in_the_rows_it_knows_and_leaves_the_rest(self) -> None:
        laid = updated(HEADERS, ROWS, {"KPI": ["K02", "K01"], "M02": [9.0, 6.0]}, key="KPI")
        assert laid == {"KPI": ["K01", "K02"], "M01": [5.0, 8.0], "M02": [6.0, 9.0], "Commentaire": ["janvier tardif", None]}

    def it_adds_the_rows_it_does_not_know(self) -> None:
        laid = updated(HEADERS, ROWS, {"KPI": ["K03"], "M01": [1.0]}, key="KPI")
        assert (laid["KPI"], laid["M01"]) == (["K01", "K02", "K03"], [5.0, 8.0, 1.0])

    def it_reads_identifiers_whatever_their_case_and_blanks(self) -> None:
        assert updated(HEADERS, ROWS, {"KPI": [" k01 "], "M01": [7.0]}, key="KPI")["M01"] == [7.0, 8.0]

    def its_blanks_erase_nothing(self) -> None:
        assert updated(HEADERS, ROWS, {"KPI": ["K01"], "M01": [None]}, key="KPI")["M01"] == [5.0, 8.0]

    def its_last_word_counts_when_a_row_comes_twice(self) -> None:
        assert updated(HEADERS, ROWS, {"KPI": ["K01", "K01"], "M01": [1.0, 2.0]}, key="KPI")["M01"] == [2.0, 8.0]

    @given(st.dictionaries(st.sampled_from(["K01", "K02", "K03", "K04"]), st.floats(0, 100), min_size=1))
    def it_says_the_same_twice(self, readings: dict[str, float]) -> None:
        columns = {"KPI": list(readings), "M02": list(readings.values())}
        once = updated(HEADERS, ROWS, columns, key="KPI")
        rows = [list(row) for row in zip(*once.values(), strict=True)]
        assert updated(HEADERS, rows, columns, key="KPI") == once
