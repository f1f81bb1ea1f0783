"""Values at the border between hosts and functions."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.errors import CellError
from addin.hosts.coerce import COM_ERRORS, from_com, from_engine, outgoing, to_engine

SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.dates(dt.date(1900, 3, 1)), st.decimals()
)


class DescribeAResultOnItsWayOut:
    @given(st.lists(st.lists(SCALARS, max_size=4), max_size=4))
    def it_is_a_rectangle_of_plain_values(self, rows: list[list[object]]) -> None:
        out = outgoing(rows)
        assert len({len(row) for row in out}) == 1
        assert {type(cell) for row in out for cell in row} <= {str, int, float, bool, CellError}
        assert all(cell - cell == 0 for row in out for cell in row if type(cell) is float)

    @pytest.mark.parametrize(
        ("given", "out"),
        [
            (np.float64(1.5), 1.5),
            (np.int64(3), 3),
            (np.bool_(True), True),
            (np.array([[1, 2], [3, 4]]), [[1, 2], [3, 4]]),
            (np.array([1.0, np.nan]), [[1.0], [CellError("#NUM!")]]),
            (Decimal("1.5"), 1.5),
            (Fraction(1, 4), 0.25),
            (dt.datetime(2027, 6, 14, 6), 46552.25),
            (2**70, float(2**70)),
            ((1, "a"), [[1], ["a"]]),
            ([], [[""]]),
            ([["a", None], ["b"]], [["a", ""], ["b", ""]]),
            (None, ""),
        ],
    )
    def it_is_what_a_cell_can_hold(self, given: object, out: object) -> None:
        assert outgoing(given) == out
        assert type(outgoing(given)) is type(out)


class DescribeAnErrorAcrossTheBorder:
    @given(st.sampled_from(["#N/A", "#DIV/0!", "#REF!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#VALUE!"]))
    def it_comes_back_with_its_code_and_its_sentence(self, kind: str) -> None:
        error, faults = CellError(kind, "cpa.no_acquisition", "Aucune acquisition."), list[CellError]()
        back = from_engine(to_engine([[1.0, error]], faults), faults)
        assert back[0][1] == error
        assert back[0][1].message == "Aucune acquisition."

    def it_comes_from_excel_as_a_number(self) -> None:
        assert from_com(((1.0, -2146826246), (None, -2146826273.0))) == [[1.0, CellError("#N/A")], [None, -2146826273.0]]
        assert set(COM_ERRORS.values()) >= {"#N/A", "#VALUE!", "#REF!", "#DIV/0!", "#NUM!", "#NAME?", "#NULL!"}
