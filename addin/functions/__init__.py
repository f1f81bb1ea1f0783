"""The catalogue of worksheet functions: `FUNCTIONS`, and `call`, which runs one as a formula would."""

from __future__ import annotations

from typing import Any

from addin.errors import FunctionError, Note
from addin.functions import (
    ab_sample,
    attribution,
    calendar,
    channels,
    clv,
    commercial_calendar,
    control,
    cpa,
    elasticity,
    gantt,
    journeys,
    life_cycle,
    newton_miller_smith,
    objectives,
    price,
    promotion,
    raci,
    retroplanning,
    rfm,
    romi,
    smart,
    strategy,
    workload,
)
from addin.functions.spec import Function
from workbook_templates.text import Lang, Text

FUNCTIONS: tuple[Function, ...] = (
    *rfm.FUNCTIONS,
    *clv.FUNCTIONS,
    *cpa.FUNCTIONS,
    *romi.FUNCTIONS,
    *price.FUNCTIONS,
    *newton_miller_smith.FUNCTIONS,
    *elasticity.FUNCTIONS,
    *promotion.FUNCTIONS,
    *attribution.FUNCTIONS,
    *journeys.FUNCTIONS,
    *strategy.FUNCTIONS,
    *life_cycle.FUNCTIONS,
    *channels.FUNCTIONS,
    *smart.FUNCTIONS,
    *objectives.FUNCTIONS,
    *calendar.FUNCTIONS,
    *commercial_calendar.FUNCTIONS,
    *retroplanning.FUNCTIONS,
    *gantt.FUNCTIONS,
    *workload.FUNCTIONS,
    *raci.FUNCTIONS,
    *control.FUNCTIONS,
    *ab_sample.FUNCTIONS,
)

_BY_NAME = {function.name: function for function in FUNCTIONS}

__all__ = ["FUNCTIONS", "call"]


def call(name: str, *args: object, lang: Lang = "fr", notes: list[Note] | None = None) -> Any:
    """Return what the formula `=NAME(args)` gives: a scalar, or a list of rows.

    A range is a list of rows (``[[v], [v]]`` is a column); a flat list is a column; a blank cell is None; a date is a `date`, a
    `datetime` or an Excel serial number. Table results carry a header row in `lang`. Remarks are appended to `notes`.

    Raises
    ------
    FunctionError
        With a stable code, the argument and the row, in a sentence in `lang`.
    """
    from addin.functions.invoke import invoke  # numpy waits until the first formula

    function = _BY_NAME.get(name.upper())
    if function is None:
        raise FunctionError(
            "function.unknown",
            Text(
                "La fonction « {name} » n'existe pas. La liste : planmo functions.",
                "There is no function “{name}”. The list: planmo functions.",
            ).format(name=name),
            kind="#NAME?",
            lang=lang,
        )
    return invoke(function, args, lang=lang, notes=notes)
