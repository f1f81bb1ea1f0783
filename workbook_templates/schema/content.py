"""What a workbook holds: settings, rows and cards by machine key, the same in both languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from workbook_templates.text import Text

Value = str | float | int | bool | dt.date | None | Text | tuple[str, ...] | tuple[dt.date, ...]
Row = Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Values to write into an empty workbook.

    `rows` go by table name, then by column key; a choice is its key, yes and no are booleans, ids stand as text, several of them as a tuple.
    `heads` are the headers of a table's open columns (role ids for Raci). `cards` go by defined name; several cells take a tuple.
    """

    settings: Mapping[str, Value] = field(default_factory=dict)
    rows: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    heads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cards: Mapping[str, Value | tuple[float, ...]] = field(default_factory=dict)
