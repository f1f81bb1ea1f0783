"""Transactions: customers as codes, rows cut at a date."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.errors import ModelError
from addin.models.transactions import Transactions, factorise


class DescribeFactorise:
    @given(st.lists(st.one_of(st.integers(-5, 5), st.text("abcé", max_size=2)), min_size=1, max_size=30))
    def it_gives_back_every_value(self, values: list[object]) -> None:
        given_values = np.empty(len(values), object)
        given_values[:] = values
        distinct, code = factorise(given_values)
        assert [distinct[i] for i in code] == values

    @given(st.lists(st.integers(-(10**12), 10**12), min_size=1, max_size=30))
    def it_sorts_integers_dense_or_not(self, values: list[int]) -> None:
        distinct, code = factorise(np.array(values))
        assert distinct.tolist() == sorted(set(values))
        assert distinct[code].tolist() == values

    def it_puts_numbers_before_texts(self) -> None:
        values = np.empty(4, object)
        values[:] = ["b", 10, "a", 9]
        assert factorise(values)[0].tolist() == [9, 10, "a", "b"]


class DescribeTransactions:
    def it_looks_at_the_last_date_when_none_is_given(self) -> None:
        assert Transactions.read(["a", "b"], ["2026-01-05", "2026-03-01"], [1, 2]).as_of_date == dt.date(2026, 3, 1)

    def it_leaves_later_rows_out_and_counts_them(self) -> None:
        ledger = Transactions.read(["a", "b"], ["2026-01-05", "2026-03-01"], [1, 2], as_of=dt.date(2026, 2, 1))
        assert (ledger.customers.tolist(), ledger.rows_after) == (["a"], 1)

    def it_keeps_codes_when_cut_at_an_earlier_day(self) -> None:
        ledger = Transactions.read(["a", "b", "b"], ["2026-03-01", "2026-01-05", "2026-03-01"], [1, 2, 3])
        earlier = ledger.until(ledger.as_of - 10)
        assert (earlier.customers.tolist(), earlier.code.tolist(), earlier.rows_after) == (["a", "b"], [1], 2)

    @pytest.mark.parametrize(
        ("dates", "amounts", "as_of", "code"),
        [
            ([], [], None, "transactions.none"),
            ([], [], dt.date(2026, 1, 1), "transactions.none_until"),
            (["2026-01-02"], [1.0], dt.date(2026, 1, 1), "transactions.none_until"),
            (["2026-01-02"], [np.nan], None, "transactions.amount_not_finite"),
            (["2026-01-02"], [np.inf], None, "transactions.amount_not_finite"),
        ],
    )
    def it_refuses_what_cannot_be_counted(self, dates: list[str], amounts: list[float], as_of: dt.date | None, code: str) -> None:
        with pytest.raises(ModelError) as error:
            Transactions.read(["a"] * len(dates), np.array(dates, "datetime64[D]"), amounts, as_of=as_of)
        assert error.value.code == code

    def it_names_the_row_of_an_amount_that_is_no_number(self) -> None:
        with pytest.raises(ModelError) as error:
            Transactions.read(["a", "a"], ["2026-01-02", "2026-01-03"], [1.0, np.nan])
        assert error.value.facts["row"] == 2
