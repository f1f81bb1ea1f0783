"""Cells that read themselves, found and named."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from addin.hosts.headless.formula_cells import FormulaCell
from addin.hosts.headless.grammar import Reading
from workbook_templates.errors import WorkbookError
from workbook_templates.text import Text

_SENTENCE = Text(
    "ces cellules se lisent en boucle : {path}. Aucune ne peut être calculée ; remplacez l'une de ces formules par une valeur ou par une autre référence.",
    "these cells read each other in a loop: {path}. None can be computed; replace one of these formulas by a value or another reference.",
)
_LONGEST = 8


def refuse_cycles(readings: Mapping[FormulaCell, Reading], circular: Collection[FormulaCell]) -> None:
    """Refuse a workbook whose engine found cells that read themselves.

    Raises
    ------
    WorkbookError
        ``workbook.cycle``, with the cells in the order they read each other.
    """
    if not circular:
        return
    path = [cell.where for cell in cycle_in(readings, circular)]
    if len(path) > _LONGEST:
        path = [*path[: _LONGEST - 1], "…"]
    raise WorkbookError("workbook.cycle", _SENTENCE.format(path=" → ".join([*path, path[0]])), where=path[0])


def cycle_in(readings: Mapping[FormulaCell, Reading], circular: Collection[FormulaCell]) -> list[FormulaCell]:
    """Return the cells of one loop among the circular ones (which also hold the cells that read a loop)."""
    ordered = sorted(circular, key=lambda cell: cell.key)
    walk: list[FormulaCell] = [ordered[0]]
    while True:
        following = next((cell for cell in ordered if _reads(readings[walk[-1]], cell)), None)
        if following is None:
            return walk
        if following in walk:
            return walk[walk.index(following) :]
        walk.append(following)


def _reads(reading: Reading, cell: FormulaCell) -> bool:
    return any(place.sheet == cell.sheet and place.area.holds(cell.row, cell.column) for place in reading.places)
