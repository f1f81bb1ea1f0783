"""What every row of the plan has: where it stands, and the kinds of values its fields hold.

A field is a text (``""`` when blank), a key of a choice list, a tuple of ids, a `Figure`, a date or a yes/no; None where nothing was entered.
`at` tells where the row stands, so that every remark and every figure can name its cell.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.figures import Figure

Number = Figure | None
Day = dt.date | None
Ids = tuple[str, ...]
YesNo = bool | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: its sheet, its row, the column letter of each key.

    >>> Place("Actions", 14, {"id": "A", "objective": "C"}).cell("objective")
    'Actions!C14'
    """

    sheet: str
    row: int
    columns: Mapping[str, str] = field(default_factory=dict)

    def cell(self, key: str) -> str:
        """Return the address of the cell of `key`, of the row's first cell where the column is not there."""
        return f"{self.sheet}!{self.columns.get(key, 'A')}{self.row}"


NOWHERE = Place("", 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    at: Place = field(default=NOWHERE, compare=False)

    def cell(self, key: str) -> str:
        """Return the address of the cell that holds `key`."""
        return self.at.cell(key)
