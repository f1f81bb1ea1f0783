"""Formulas that several tables share, written so that every engine computes them alike.

Excel applies LEN, SEARCH or ISNUMBER to each cell of a range inside SUMPRODUCT; other engines do not. What follows uses arithmetic,
comparisons and SUMIFS only.
"""

from __future__ import annotations

_MOST = 10  # ids read in one cell


def sum_over_ids(cell: str, ids: str, values: str, *, blanks: bool = False) -> str:
    """Return the sum of `values` over the rows whose id is one of those listed in `cell`, separated by ; .

    Each id is cut out in turn; the places left over read "-", which no row bears. With `blanks`, an id may hold some.
    """
    listed = cell if blanks else f'SUBSTITUTE({cell}," ","")'
    padded = f'SUBSTITUTE({listed}&REPT(";-",{_MOST}),";",REPT(" ",30))'
    terms = (f"SUMIFS({values},{ids},TRIM(MID({padded},{30 * i + 1},30)))" for i in range(_MOST))
    return "+".join(terms)


def name_of(table: str, key: str, *, of: str = "name") -> str:
    """Return what the row of `table` with the id of this row's `key` has in column `of`; blank for a blank id, #N/A for an unknown one."""
    return f'IF([@{key}]="","",INDEX({table}[{of}],MATCH([@{key}],{table}[id],0)))'
