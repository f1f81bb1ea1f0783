"""Functions of one value applied to many: ``LEN(A1:A9)``, ``MATCH(names, list, 0)``.

Excel computes such a call once for every value and gives an array. The engine looks at the first value only, or gives an error, and says
nothing. So where an argument that should be one value is an array, the call goes through `Broadcaster`: it takes the distinct values,
has the engine compute each alone in a workbook of its own, and lays the answers out.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Sequence
from itertools import count
from typing import Any, Final

import formualizer

from workbook_templates.package.refs import Area, cell_ref
from workbook_templates.package.values import serial

EACH: Final = "PLANMOEACH"
LAST: Final = "PLANMOLAST"
OMITTED: Final = "planmo:omitted"

_ALL = [
    "ISNUMBER",
    "ISTEXT",
    "ISBLANK",
    "ISERROR",
    "ISNA",
    "ISERR",
    "ISLOGICAL",
    "ISNONTEXT",
    "ISEVEN",
    "ISODD",
    "N",
    "T",
    "SEARCH",
    "FIND",
    "LEN",
    "LEFT",
    "RIGHT",
    "MID",
    "SUBSTITUTE",
    "REPLACE",
    "TRIM",
    "CLEAN",
    "UPPER",
    "LOWER",
    "PROPER",
    "EXACT",
    "REPT",
    "TEXT",
    "VALUE",
    "CONCATENATE",
    "CHAR",
    "CODE",
    "FIXED",
    "ROUND",
    "ROUNDUP",
    "ROUNDDOWN",
    "MROUND",
    "ABS",
    "INT",
    "TRUNC",
    "MOD",
    "QUOTIENT",
    "SQRT",
    "EXP",
    "LN",
    "LOG",
    "LOG10",
    "SIGN",
    "POWER",
    "CEILING",
    "FLOOR",
    "YEAR",
    "MONTH",
    "DAY",
    "HOUR",
    "MINUTE",
    "SECOND",
    "WEEKDAY",
    "WEEKNUM",
    "ISOWEEKNUM",
    "EDATE",
    "EOMONTH",
    "DATE",
    "TIME",
    "DATEVALUE",
    "DAYS",
    "DATEDIF",
    "YEARFRAC",
    "NOT",
    "IFS",
    "SWITCH",
    "CHOOSE",
]
_FIRST = (0,)
_SECOND = (1,)
# By function, the positions of the arguments that are one value each; the others are ranges, taken whole.
_POSITIONS: Final[dict[str, range | tuple[int, ...]]] = {
    **{name: range(255) for name in _ALL},
    **dict.fromkeys(("MATCH", "XMATCH", "XLOOKUP", "VLOOKUP", "HLOOKUP", "RANK"), _FIRST),
    **dict.fromkeys(("COUNTIF", "SUMIF", "AVERAGEIF", "LARGE", "SMALL", "PERCENTILE", "QUARTILE"), _SECOND),
    **dict.fromkeys(("SUMIFS", "AVERAGEIFS", "MAXIFS", "MINIFS"), range(2, 255, 2)),
    "COUNTIFS": range(1, 255, 2),
    "INDEX": (1, 2),
    "NETWORKDAYS": (0, 1),
    "WORKDAY": (0, 1),
}
AGGREGATES: Final = frozenset(
    [
        "SUM",
        "SUMPRODUCT",
        "PRODUCT",
        "SUMSQ",
        "COUNT",
        "COUNTA",
        "COUNTBLANK",
        "MIN",
        "MAX",
        "AVERAGE",
        "MEDIAN",
        "MODE",
        "STDEV",
        "VAR",
        "AND",
        "OR",
        "XOR",
        "ROWS",
        "COLUMNS",
        "SUBTOTAL",
        "AGGREGATE",
        "NPV",
        "IRR",
        "CONCAT",
        "TEXTJOIN",
        "CORREL",
        "SLOPE",
        "INTERCEPT",
        "AREAS",
        "LOOKUP",
    ]
)
TAKES_ARRAYS: Final = frozenset({"SUMPRODUCT", "MMULT", "LOOKUP", "FILTER", "FREQUENCY"})  # in a plain cell too


def single_arguments(function: str) -> range | tuple[int, ...]:
    """Return the positions of a function's arguments that are one value each; none for a function that takes arrays as they are.

    >>> list(single_arguments("WORKDAY")), 3 in single_arguments("COUNTIFS"), list(single_arguments("SUM"))
    ([0, 1], True, [])
    """
    return _POSITIONS.get(function, ())


class Broadcaster:
    """What the engine calls in place of a function given arrays."""

    def each(self, function: str, *args: Any) -> Any:
        """Return the function's result for every combination of its single arguments, as Excel lays them out."""
        singles = {i: args[i] for i in single_arguments(function) if i < len(args)}
        height = max((len(value) for value in singles.values() if isinstance(value, list)), default=1)
        width = max((len(value[0]) for value in singles.values() if isinstance(value, list)), default=1)
        cells = [
            tuple(_cell(value, row, column) for value in singles.values()) for row in range(height) for column in range(width)
        ]
        quick = _QUICK.get(function)
        if quick is not None and len(singles) == 1:
            answers = [quick(cell[0]) for cell in cells]
        else:
            answers = self._answers(function, args, list(singles), cells)
        if height == width == 1 and not any(isinstance(value, list) for value in singles.values()):
            return answers[0]
        return [answers[row * width : (row + 1) * width] for row in range(height)]

    def _answers(self, function: str, args: Sequence[Any], positions: list[int], cells: list[tuple[Any, ...]]) -> list[Any]:
        keys = [marshal.dumps(cell, 2) for cell in cells]
        distinct = dict(zip(keys, cells, strict=True))
        found = dict(zip(distinct, _computed(function, args, positions, list(distinct.values())), strict=True))
        return [found[key] for key in keys]


def _cell(value: Any, row: int, column: int) -> Any:
    """Return the cell of an argument at a place of the result: one value, one row or one column repeat; beyond, ``#N/A``."""
    if not isinstance(value, list):
        return value
    y, x = 0 if len(value) == 1 else row, 0 if len(value[0]) == 1 else column
    return value[y][x] if y < len(value) and x < len(value[y]) else {"type": "Error", "kind": "Na"}


def _computed(function: str, args: Sequence[Any], positions: list[int], cells: list[tuple[Any, ...]]) -> list[Any]:
    """Return the function's result for each tuple of single arguments, computed in a workbook apart."""
    workbook = formualizer.Workbook(config=formualizer.WorkbookConfig(enable_changelog=False))
    workbook.add_sheet("S")
    workbook.set_values_batch("S", 1, 1, [list(cell) for cell in cells])
    free = count(len(positions) + 1)
    texts: list[Callable[[int], str]] = []
    for i, value in enumerate(args):
        if i in positions:
            column = positions.index(i) + 1
            texts.append(_omitted if value == OMITTED else _row_reference(column))
        elif value == OMITTED:
            texts.append(_omitted)
        else:
            texts.append(_fixed(_placed(workbook, value, free)))
    answers = next(free)
    for row in range(1, len(cells) + 1):
        workbook.set_formula("S", row, answers, f"={function}({','.join(text(row) for text in texts)})")
    workbook.evaluate_all()
    return [_plain(workbook.get_value("S", row, answers)) for row in range(1, len(cells) + 1)]


def _omitted(row: int) -> str:
    return ""


def _row_reference(column: int) -> Callable[[int], str]:
    return lambda row: cell_ref(row, column)


def _fixed(text: str) -> Callable[[int], str]:
    return lambda row: text


def _placed(workbook: formualizer.Workbook, value: Any, free: count[int]) -> str:
    """Lay a whole argument in free columns and return its address."""
    grid = value if isinstance(value, list) else [[value]]
    columns = [next(free) for _ in grid[0]]
    workbook.set_values_batch("S", 1, columns[0], grid)
    return Area(1, columns[0], len(grid), columns[-1]).absolute


def _plain(value: Any) -> Any:
    if hasattr(value, "toordinal"):
        return serial(value)
    return value


def _is_error(value: Any) -> bool:
    return isinstance(value, dict)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


_QUICK: Final[dict[str, Callable[[Any], Any]]] = {
    "ISNUMBER": _is_number,
    "ISTEXT": lambda value: isinstance(value, str),
    "ISNONTEXT": lambda value: not isinstance(value, str),
    "ISBLANK": lambda value: value is None,
    "ISLOGICAL": lambda value: isinstance(value, bool),
    "ISERROR": _is_error,
    "ISNA": lambda value: _is_error(value) and value.get("kind") == "Na",
    "ISERR": lambda value: _is_error(value) and value.get("kind") != "Na",
}


def last_number(_: Any, cells: Any, *__: Any) -> Any:
    """Return the position of the last number of a row or column: what ``MATCH(9.99E+307, …)`` is written for.

    >>> last_number(9.99e307, [[3.0], [None], ["x"], [2.0], [None]])
    4
    """
    flat = [cell for row in cells for cell in row] if isinstance(cells, list) else [cells]
    found = [position for position, cell in enumerate(flat, 1) if _is_number(cell)]
    return found[-1] if found else {"type": "Error", "kind": "Na"}
