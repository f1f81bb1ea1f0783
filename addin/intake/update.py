"""Rows of a file laid over the rows of a table: what a file says replaces what stood there, what it does not say stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbook_templates.package.values import Scalar
from workbook_templates.text import fold

Columns = dict[str, list[Scalar]]


def updated(
    headers: Sequence[str], rows: Sequence[Sequence[Scalar]], columns: Mapping[str, Sequence[Scalar]], *, key: str
) -> Columns:
    """Return a table's columns once the file's rows are laid over its own, matched by `key`; rows it did not know are added.

    A blank in the file leaves the cell as it stood. Columns the table has and the file has not stay.

    Examples
    --------
    >>> updated(["KPI", "M01", "M02"], [["K01", 5.0, None]], {"KPI": ["k01", "K02"], "M02": [7.0, 1.0]}, key="KPI")
    {'KPI': ['K01', 'K02'], 'M01': [5.0, None], 'M02': [7.0, 1.0]}
    """
    place = headers.index(key)
    table = [list(row) for row in rows]
    known = {fold(str(row[place])): row for row in table if row[place] not in (None, "")}
    for number, name in enumerate(columns[key]):
        row = known.get(fold(str(name)))
        if row is None:
            row = [None] * len(headers)
            row[place] = name
            known[fold(str(name))] = row
            table.append(row)
        for position, header in enumerate(headers):
            value = columns[header][number] if header in columns and position != place else None
            if value not in (None, ""):
                row[position] = value
    return {header: [row[position] for row in table] for position, header in enumerate(headers)}
