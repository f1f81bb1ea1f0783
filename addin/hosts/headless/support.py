"""What the engine lacks, and every cell that hangs on it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache

import formualizer

from addin.hosts.headless.formula_cells import FormulaCell
from addin.hosts.headless.grammar import Reading
from workbook_templates.package.refs import Area

# Known to the engine by name but not computed by it: functions that take functions, and what-if tables.
_NOT_COMPUTED = frozenset(
    {
        "LAMBDA",
        "GROUPBY",
        "PIVOTBY",
        "BYROW",
        "BYCOL",
        "MAP",
        "REDUCE",
        "SCAN",
        "MAKEARRAY",
        "ISOMITTED",
        "TABLE",
        "CALL",
        "REGISTER.ID",
    }
)


@cache
def engine_has(function: str) -> bool:
    """Whether the engine computes an Excel function.

    >>> engine_has("SUMIFS"), engine_has("BYROW")
    (True, False)
    """
    if function in _NOT_COMPUTED:
        return False
    scratch = formualizer.Workbook()
    try:
        scratch.register_function(function, _nothing)
    except RuntimeError:  # the name is taken: the engine has it
        return True
    return False


def _nothing(*_: object) -> float:
    return 0.0


def missing_function(reading: Reading, formula: str, ours: Collection[str]) -> str:
    """Return the first function of a formula that nobody computes, the formula itself when it cannot be parsed, ``""`` when all is well."""
    for function in sorted(reading.functions):
        if function not in ours and not engine_has(function):
            return function
    try:
        formualizer.parse_formula(f"={reading.text({})}")
    except (formualizer.ParserError, formualizer.TokenizerError):
        return f"={formula}"
    return ""


def dependants(roots: Iterable[FormulaCell], readings: Mapping[FormulaCell, Reading]) -> frozenset[FormulaCell]:
    """Return the formula cells that read, directly or not, a cell of `roots` or of what spilled from it; the roots are left out."""
    stale: set[FormulaCell] = set(roots)
    frontier = list(stale)
    first = frozenset(stale)
    while frontier:
        areas: dict[str, list[Area]] = {}
        for cell in frontier:
            areas.setdefault(cell.sheet, []).append(cell.reach)
        frontier = [cell for cell, reading in readings.items() if cell not in stale and _reads(reading, areas)]
        stale.update(frontier)
    return frozenset(stale - first)


def _reads(reading: Reading, areas: Mapping[str, list[Area]]) -> bool:
    return any(area.meets(place.area) for place in reading.places for area in areas.get(place.sheet, ()))
