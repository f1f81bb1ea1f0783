"""Markov attribution of 10,000 paths over 12 channels, orders 1 to 3: the formula, from lists of cells to lists of cells."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

GOAL_SECONDS = 0.150
ORDERS = (1, 2, 3)
PATH_DATA = Path(__file__).parents[3] / "shared" / "golden" / "attribution" / "PathData.csv"
COLUMNS = ("total_conversions", "total_conversion_value", "total_null")

Cells = list[list[object]]


def path_data() -> tuple[Cells, Cells, Cells, Cells]:
    """PathData's paths, conversions, values and nulls, as four columns of a worksheet. It is GPL: read where it stands, never copied."""
    with PATH_DATA.open() as file:
        rows = list(csv.DictReader(file))
    conversions, values, nulls = ([[float(row[name])] for row in rows] for name in COLUMNS)
    return [[row["path"]] for row in rows], conversions, values, nulls


def formula(columns: Sequence[Cells], order: int) -> dict[str, float]:
    """Our exact credits, as `=ATTRIBUTION(…)` gives them."""
    from addin.functions import call

    table = call("ATTRIBUTION", *columns, "markov", order, lang="en")
    return {row[0]: row[1] for row in table[1:]}


def channel_attribution(columns: Sequence[Cells], order: int, *, seed: int = 1) -> dict[str, float]:
    """ChannelAttribution 2.2.5's credits, simulated: another seed, other credits."""
    import pandas as pd
    from ChannelAttribution import markov_model

    flat = {name: [row[0] for row in column] for name, column in zip(("path", *COLUMNS), columns, strict=True)}
    found = markov_model(
        pd.DataFrame(flat), "path", COLUMNS[0], var_value=COLUMNS[1], var_null=COLUMNS[2], order=order, seed=seed, verbose=False
    )
    return dict(zip(found["channel_name"], found["total_conversions"], strict=True))
