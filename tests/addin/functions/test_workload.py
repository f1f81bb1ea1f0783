"""WORKLOAD as a formula."""

from __future__ import annotations

import datetime as dt

import pytest

from addin.errors import FunctionError, Note
from addin.functions import call

MONDAY, FRIDAY = dt.date(2027, 6, 7), dt.date(2027, 6, 11)


class DescribeWorkload:
    def it_heads_its_columns_with_mondays(self) -> None:
        header, *rows = call("WORKLOAD", ["CRM", "DIG", "CRM"], [MONDAY] * 3, [FRIDAY] * 3, [2, 3, 1], dt.date(2027, 6, 9), 2)
        assert header == ["responsable", MONDAY, dt.date(2027, 6, 14)]
        assert rows == [["CRM", pytest.approx(3), 0], ["DIG", pytest.approx(3), 0]]
        assert call("WORKLOAD", ["CRM"], [MONDAY], [FRIDAY], [2], MONDAY, 1, lang="en")[0][0] == "owner"

    def it_notes_the_rows_it_left_out(self) -> None:
        notes: list[Note] = []
        table = call(
            "WORKLOAD", ["CRM", None, "DIG"], [MONDAY, MONDAY, None], [FRIDAY, FRIDAY, None], [2, 3, 1], MONDAY, 1, notes=notes
        )
        assert [row[0] for row in table] == ["responsable", "CRM"]
        assert [note.code for note in notes] == ["workload.rows_left_out"]
        assert notes[0].text.count("2") == 1

    def it_is_a_header_alone_without_work(self) -> None:
        assert call("WORKLOAD", [None], [None], [None], [None], MONDAY, 2, lang="en") == [["owner", MONDAY, dt.date(2027, 6, 14)]]

    def it_reads_closures_and_region(self) -> None:
        rows = call("WORKLOAD", ["A"], [MONDAY], [dt.date(2027, 6, 18)], [9], MONDAY, 2, [FRIDAY], "Alsace-Moselle")
        assert rows[1] == ["A", pytest.approx(4), pytest.approx(5)]

    def it_names_the_row_in_the_sheet(self) -> None:
        with pytest.raises(FunctionError) as error:
            call(
                "WORKLOAD",
                ["A", None, None, "B"],
                [MONDAY, None, MONDAY, FRIDAY],
                [FRIDAY, None, FRIDAY, MONDAY],
                [1, None, 1, 1],
                MONDAY,
                1,
            )
        assert (error.value.code, error.value.row) == ("workload.finish_before_start", 4)
