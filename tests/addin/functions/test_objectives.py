"""OBJECTIVE_CASCADE and MARKET_SHARE_TO_CUSTOMERS as formulas."""

from __future__ import annotations

import pytest

from addin.errors import FunctionError
from addin.functions import call


class DescribeObjectiveCascade:
    def it_gives_a_row_a_quarter_and_channel(self) -> None:
        header, *rows = call("OBJECTIVE_CASCADE", 800, 4, ["Web", "Salon"], [0.75, 0.25], [0.02, 0.1], lang="en")
        assert header == ["quarter", "channel", "customers", "leads needed"]
        assert rows[:3] == [[1, "Web", 150, 7500], [1, "Salon", 50, 500], [2, "Web", 150, 7500]]
        assert len(rows) == 8

    def it_reads_the_ramp_as_a_row_or_a_column(self) -> None:
        row = call("OBJECTIVE_CASCADE", 100, 4, ["Web"], [1], [0.5], [[1, 2, 3, 4]])
        assert row == call("OBJECTIVE_CASCADE", 100, 4, ["Web"], [1], [0.5], [1, 2, 3, 4])
        assert [line[2] for line in row[1:]] == [10, 20, 30, 40]

    def it_skips_blank_channels(self) -> None:
        assert len(call("OBJECTIVE_CASCADE", 100, 2, ["Web", None], [1, None], [0.5, None])) == 3

    @pytest.mark.parametrize(
        ("arguments", "code", "argument", "row"),
        [
            ((100, 2, ["A", "B"], [0.5, 0.4], [0.1, 0.1]), "cascade.shares_not_one", "channel_share", None),
            ((100, 2, ["A", None, "B"], [0.5, None, 0.5], [0.1, None, 0]), "cascade.rate_out_of_range", "conversion_rate", 3),
            ((100, 2, ["A"], [1], [0.1], [1, 2, 3]), "cascade.ramp_length", "ramp", None),
            ((100, 2, ["A", "B"], [1], [0.1, 0.1]), "cascade.rows_differ", "channel_share", None),
        ],
    )
    def it_says_what_is_wrong(self, arguments: tuple[object, ...], code: str, argument: str, row: int | None) -> None:
        with pytest.raises(FunctionError) as error:
            call("OBJECTIVE_CASCADE", *arguments)
        assert (error.value.code, error.value.argument, error.value.row) == (code, argument, row)

    def it_prints_the_total_of_the_shares(self) -> None:
        with pytest.raises(FunctionError, match="0,9 au total"):
            call("OBJECTIVE_CASCADE", 100, 2, ["A", "B"], [0.5, 0.4], [0.1, 0.1])


class DescribeMarketShareToCustomers:
    def it_finds_the_articles_200_customers_a_quarter(self) -> None:
        header, *rows = call("MARKET_SHARE_TO_CUSTOMERS", 48_000, 0.05, 0.10, 0, 3, lang="en")
        assert header == ["quarter", "new_customers", "replacements", "total"]
        assert rows == [[quarter, 200, 0, 200] for quarter in range(1, 13)]

    def it_names_the_share_that_is_no_share(self) -> None:
        with pytest.raises(FunctionError) as error:
            call("MARKET_SHARE_TO_CUSTOMERS", 48_000, 5, 10, 0, 3)
        assert (error.value.code, error.value.argument) == ("market_share.share_out_of_range", "share_now")
