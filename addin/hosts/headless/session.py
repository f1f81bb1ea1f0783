"""One workbook in the engine, evaluated until nothing changes.

The engine refuses to spill a result of more than 10,000 cells, and whoever reads one gets an error or a silent zero. Of such a result
the engine is shown the first cell only, where the formula stays and is computed again when what it reads changes; the other cells are
given to it as plain values. Doing so once is not enough (a result may read another one through a plain range, in any order of sheets):
passes follow until every result is the one already given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import formualizer

from addin.errors import CellError, Note
from addin.hosts.coerce import engine_error, from_engine, is_engine_error, to_engine_error
from addin.hosts.headless.calls import Calls
from addin.hosts.headless.formula_cells import FormulaCell, Mode
from addin.hosts.headless.grammar import Reading, Spill
from workbook_templates.errors import WorkbookError
from workbook_templates.package.refs import LAST_COLUMN, LAST_ROW, Area, quoted
from workbook_templates.text import Text

MOST_SPILLED: Final = 10_000  # cells the engine spills by itself
MOST_PASSES: Final = 30
CELL: Final = "PLANMOCELL"  # the wrapper around a formula whose whole result must be seen
_MAY_GIVE_ARRAYS = frozenset({"SEQUENCE", "RANDARRAY", "OFFSET", "INDIRECT", "LET", "CHOOSE", "SINGLE"})

Key = tuple[str, int, int]
Occupied = Callable[[str, Area, FormulaCell], bool]


class Session:
    """The engine at work on one workbook. `run` evaluates; then `value_of` and `results` are what to write."""

    def __init__(
        self,
        workbook: formualizer.Workbook,
        readings: Mapping[FormulaCell, Reading],
        calls: Calls,
        *,
        side: str,
        occupied: Occupied,
        frozen: Mapping[Spill, Area],
    ) -> None:
        self._workbook, self._calls, self._side, self._occupied = workbook, calls, side, occupied
        self._readings = readings
        self._cells = tuple(readings)
        self._fixed: dict[Spill, Area] = dict(frozen)  # spills the engine reads as plain areas
        self._aside: dict[int, Any] = {}  # results given as plain values: the cell's number → what was given
        self._blocked: set[int] = set()  # of these, the ones that have no room
        self._seen: dict[int, Any] = {}  # every wrapped result
        self._given: dict[int, str] = {}  # the text each formula has in the engine
        self.notes: dict[int, tuple[Note, ...]] = {}
        self.refused: dict[FormulaCell, str] = {}
        self._wrapped = [_is_wrapped(cell, reading, calls) for cell, reading in readings.items()]

    def run(self) -> None:
        """Evaluate until every result stands.

        Raises
        ------
        WorkbookError
            ``workbook.unstable`` when results keep changing each other.
        """
        self._workbook.add_sheet(self._side)
        self._workbook.register_function(CELL, self._settle, min_args=2, max_args=2)
        for number in range(len(self._cells)):
            self._give(number)
        for _ in range(MOST_PASSES):
            self._workbook.evaluate_all()
            changed = self._too_big()
            if not changed:
                return
            for number, result in changed.items():
                self._put_aside(number, result)
            for number, cell in enumerate(self._cells):
                if self._readings[cell].spills & self._fixed.keys() or number in changed:
                    self._give(number)
        raise WorkbookError("workbook.unstable", _UNSTABLE, where=self._cells[next(iter(self._aside), 0)].where)

    def result_of(self, number: int) -> Any:
        """Return a formula's result: a scalar, a `CellError`, or, where it spills, a list of rows."""
        cell = self._cells[number]
        if number in self._aside:
            return self._aside[number]
        value = self._workbook.get_value(cell.sheet, cell.row, cell.column)
        seen = self._seen.get(number)
        if is_engine_error(value):
            error = engine_error(value, self._calls.faults)
            return seen if isinstance(seen, CellError) and seen.kind == error.kind else _kept(seen, error)
        if isinstance(seen, list):
            return seen
        return 0 if value is None else value

    def raw_kind(self, number: int) -> str:
        """Return the engine's own word for a formula's error, ``""`` for a value."""
        cell = self._cells[number]
        value = self._workbook.get_value(cell.sheet, cell.row, cell.column)
        return str(value.get("kind")) if is_engine_error(value) else ""

    # ── inside ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _give(self, number: int) -> None:
        cell = self._cells[number]
        text = self._readings[cell].text(self._fixed)
        if self._wrapped[number]:
            text = f"{CELL}({number},{text})"
        state = f"{number in self._blocked}{text}"
        if self._given.get(number) == state:
            return
        self._given[number] = state
        try:
            self._workbook.set_formula(*cell.key, f"={text}")
        except RuntimeError:
            self.refused[cell] = f"={cell.text}"

    def _settle(self, number: float, value: Any) -> Any:
        """Receive the whole result of a formula and return what the engine may spill of it."""
        index = int(number)
        cell = self._cells[index]
        notes = self._calls.claimed()
        if notes:
            self.notes[index] = notes
        if cell.mode is Mode.PLAIN:
            value = value[0][0] if isinstance(value, list) else value
            self._seen[index] = from_engine(value, self._calls.faults)
            return value
        if cell.mode is Mode.FIXED:
            value = fitted(value, cell.reach.height, cell.reach.width)
        self._seen[index] = seen = _without_blanks(from_engine(value, self._calls.faults))
        if index in self._blocked:
            return {"type": "Error", "kind": "Spill"}
        if isinstance(seen, list) and (index in self._aside or len(seen) * len(seen[0]) > MOST_SPILLED):
            return value[0][0]
        return value

    def _too_big(self) -> dict[int, Any]:
        """Return the results the engine cannot spill, where they are not the ones it was given."""
        found: dict[int, Any] = {}
        for number, cell in enumerate(self._cells):
            seen = self._seen.get(number)
            if number not in self._aside and (not isinstance(seen, list) or len(seen) * len(seen[0]) <= MOST_SPILLED):
                continue
            if isinstance(seen, list) and self._is_blocked(cell, seen):
                self._blocked.add(number)
                seen = CellError("#SPILL!")
            else:
                self._blocked.discard(number)
            if self._aside.get(number) != seen:
                found[number] = seen
        return found

    def _is_blocked(self, cell: FormulaCell, grid: list[list[Any]]) -> bool:
        area = reach_of(cell, grid)
        return area.last_row > LAST_ROW or area.last_col > LAST_COLUMN or self._occupied(cell.sheet, area, cell)

    def _put_aside(self, number: int, result: Any) -> None:
        cell = self._cells[number]
        before = self._fixed.get(Spill(*cell.key))
        grid = result if isinstance(result, list) else [[result]]
        area = reach_of(cell, grid)
        self._aside[number] = result
        self._fixed[Spill(*cell.key)] = area
        height = max(area.height, before.height if before else 0)
        width = max(area.width, before.width if before else 0)
        rows = _padded(grid, height, width)
        if width > 1:
            self._workbook.set_values_batch(cell.sheet, cell.row, cell.column + 1, [rows[0][1:]])
        if height > 1:
            self._workbook.set_values_batch(cell.sheet, cell.row + 1, cell.column, rows[1:])


def _is_wrapped(cell: FormulaCell, reading: Reading, calls: Calls) -> bool:
    if cell.mode is not Mode.PLAIN or reading.spills or reading.functions & _MAY_GIVE_ARRAYS:
        return True
    return bool(reading.functions & calls.names) or any(place.area.height > 1 or place.area.width > 1 for place in reading.places)


def _kept(seen: Any, error: CellError) -> Any:
    """An error in the first cell of a spilled result is that cell's, not the whole result's; a blocked spill is the whole result's."""
    return seen if isinstance(seen, list) and error.kind != "#SPILL!" and seen[0][0] == error else error


def _without_blanks(value: Any) -> Any:
    """Return a spilled result with its blanks as zeros, as Excel shows them."""
    if not isinstance(value, list):
        return 0 if value is None else value
    return [[0 if cell is None else cell for cell in row] if None in row else row for row in value]


def _padded(grid: Sequence[Sequence[Any]], height: int, width: int) -> list[list[Any]]:
    """Return a block with the engine's errors, blank where a larger earlier result stood."""
    rows = [
        [*(_engine_cell(cell) for cell in row), *[None] * (width - len(row))]
        if CellError in map(type, row) or len(row) < width
        else list(row)
        for row in grid
    ]
    return rows + [[None] * width for _ in range(height - len(rows))]


def _engine_cell(cell: Any) -> Any:
    return to_engine_error(cell, []) if isinstance(cell, CellError) else cell


def fitted(value: Any, height: int, width: int) -> list[list[Any]]:
    """Return the result of a ``{=…}`` formula over its range: one row or column repeats, what is missing is ``#N/A``.

    >>> fitted([[1.0], [2.0]], 3, 2)
    [[1.0, 1.0], [2.0, 2.0], [{'type': 'Error', 'kind': 'Na'}, {'type': 'Error', 'kind': 'Na'}]]
    """
    rows = value if isinstance(value, list) else [[value]]
    missing = {"type": "Error", "kind": "Na"}
    if len(rows) == 1:
        rows = rows * height
    fit: list[list[Any]] = []
    for i in range(height):
        row = rows[i] if i < len(rows) else None
        if row is None:
            fit.append([missing] * width)
        elif len(row) == 1:
            fit.append(list(row) * width)
        else:
            fit.append([row[j] if j < len(row) else missing for j in range(width)])
    return fit


def reach_of(cell: FormulaCell, grid: Sequence[Sequence[Any]]) -> Area:
    """Return the cells a result spills over."""
    return Area(cell.row, cell.column, cell.row + len(grid) - 1, cell.column + len(grid[0]) - 1)


def side_sheet(names: Sequence[str]) -> str:
    """Return the name of the engine-only sheet, none of the workbook's.

    >>> side_sheet(["Accueil", "_planmo"])
    '_planmo_'
    """
    taken = {name.casefold() for name in names}
    name = "_planmo"
    while name in taken:
        name += "_"
    return name


def blank_cell(side: str) -> str:
    """Return the reference of a cell that is always blank: what an omitted argument is given as."""
    return f"{quoted(side)}!$A$1"


_UNSTABLE = Text(
    "des résultats se modifient l'un l'autre sans fin. Retirez la référence par laquelle l'une de ces plages se lit elle-même.",
    "some results keep changing each other. Remove the reference through which one of these ranges reads itself.",
)
