"""A workbook computed without Excel: same results in the same cells, everything else of the file untouched."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import formualizer

from addin.errors import CellError, Note
from addin.functions import FUNCTIONS
from addin.functions.spec import Function
from addin.hosts.headless import settings
from addin.hosts.headless.broadcast import EACH, LAST, Broadcaster, last_number
from addin.hosts.headless.calls import Calls, Progress
from addin.hosts.headless.cycles import refuse_cycles
from addin.hosts.headless.formula_cells import FormulaCell, Mode, Sheets, engine_copy
from addin.hosts.headless.grammar import Grammar, Reading, Spill
from addin.hosts.headless.patch import patched
from addin.hosts.headless.session import Session, blank_cell, side_sheet
from addin.hosts.headless.support import dependants, missing_function
from workbook_templates.package.geometry import Book
from workbook_templates.package.package import Package
from workbook_templates.package.refs import Area
from workbook_templates.text import Lang


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A cell left as it was: its formula calls an Excel function the engine lacks."""

    where: str
    function: str


@dataclass(frozen=True, slots=True)
class CellInError:
    """A cell whose result is an error; `error` has a code and a sentence when a function of ours made it."""

    where: str
    error: CellError


@dataclass(frozen=True, slots=True)
class CellNote:
    """A remark a function made beside the result in a cell."""

    where: str
    note: Note


@dataclass(frozen=True, slots=True)
class Computed:
    """A computed workbook, and what there is to say about it.

    `package` is the workbook with its results; `written`, how many cells they fill. `unsupported` cells and the `stale` ones that read
    them keep the value they had. `errors` are the cells whose result is an error, `notes` the functions' remarks.
    """

    package: Package
    written: int
    unsupported: tuple[Unsupported, ...]
    stale: tuple[str, ...]
    errors: tuple[CellInError, ...]
    notes: tuple[CellNote, ...]


def compute(package: Package, *, functions: Sequence[Function] = FUNCTIONS, progress: Progress | None = None) -> Computed:
    """Return the workbook with every formula computed, Excel's functions by the engine and ours by the catalogue.

    Parameters
    ----------
    package
        The workbook. It is not changed.
    functions
        The functions formulas may call beside Excel's.
    progress
        Called with a step (``"load"``, ``"functions"``, ``"write"``), how far it is, and how far it goes.

    Raises
    ------
    PackageError
        When a part cannot be read.
    WorkbookError
        ``workbook.cycle`` naming the cells that read each other, ``workbook.unstable``, ``workbook.dates_1904``.
    """
    with _collector_at_rest():
        return _compute(package, functions, progress)


def _compute(package: Package, functions: Sequence[Function], progress: Progress | None) -> Computed:
    tell = progress or _silent
    tell("load", 0, 1)
    book = Book.of(package)
    settings.refuse_1904(book)
    sheets = Sheets(book)
    cells = sheets.formula_cells({function.name for function in functions})
    if not cells:
        return Computed(package, 0, (), (), (), ())
    task = _Task(sheets, cells, functions, settings.language(book), progress)
    tell("load", 1, 1)
    lacking = task.lacking()
    while True:
        outcome = task.evaluated(lacking)
        late = outcome.late
        if not late:
            break
        lacking = {**lacking, **late}
    tell("write", 0, 1)
    result = _report(sheets, lacking, outcome)
    tell("write", 1, 1)
    return result


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep the garbage collector from going through millions of cells that are all alive: it takes a third of the time."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _silent(step: str, done: int, total: int) -> None:
    """Say nothing."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What one evaluation gave: results by cell, remarks by cell, cells that turned out to need what the engine lacks."""

    results: dict[FormulaCell, Any]
    notes: dict[FormulaCell, tuple[Note, ...]]
    stale: frozenset[FormulaCell]
    late: dict[FormulaCell, str]


class _Task:
    """The reading of a workbook, kept while it is evaluated."""

    def __init__(
        self, sheets: Sheets, cells: Sequence[FormulaCell], functions: Sequence[Function], lang: Lang, progress: Progress | None
    ) -> None:
        book = sheets.book
        self.sheets, self.book, self.functions, self.lang, self.progress = sheets, book, functions, lang, progress
        self.ours = frozenset(function.name for function in functions)
        self.side = side_sheet([sheet.name for sheet in book.sheets])
        grammar = Grammar(book, self.ours, blank_cell(self.side))
        self.readings: dict[FormulaCell, Reading] = {
            cell: grammar.read(cell.text, sheet=cell.sheet, row=cell.row, column=cell.column, array=cell.mode is not Mode.PLAIN)
            for cell in cells
        }

    def lacking(self) -> dict[FormulaCell, str]:
        """Return the cells that cannot be computed, with the function they need."""
        found = ((cell, missing_function(reading, cell.text, self.ours)) for cell, reading in self.readings.items())
        return {cell: function for cell, function in found if function}

    def evaluated(self, lacking: Mapping[FormulaCell, str]) -> _Outcome:
        """Return the outcome of evaluating all cells but those `lacking` something and those that hang on them."""
        stale = dependants(lacking, self.readings) if lacking else frozenset[FormulaCell]()
        readings = {cell: reading for cell, reading in self.readings.items() if cell not in lacking and cell not in stale}
        calls = Calls(
            self.lang, self.ours, sum(bool(reading.functions & self.ours) for reading in readings.values()), self.progress
        )
        copy = engine_copy(self.sheets, list(readings), settings.plain_names(self.book))
        session = Session(
            self._engine(copy.data, calls),
            readings,
            calls,
            side=self.side,
            occupied=copy.is_occupied,
            frozen={Spill(*cell.key): cell.reach for cell in (*lacking, *stale) if cell.mode is Mode.SPILL},
        )
        session.run()
        late = dict(session.refused)
        results: dict[FormulaCell, Any] = {}
        for number, cell in enumerate(readings):
            kind = session.raw_kind(number)
            if kind == "NImpl":
                late[cell] = f"={cell.text}"
            results[cell] = session.result_of(number)
        refuse_cycles(readings, {cell for number, cell in enumerate(readings) if session.raw_kind(number) == "Circ"})
        notes = {list(readings)[number]: found for number, found in session.notes.items()} if session.notes else {}
        return _Outcome(results, notes, stale, late)

    def _engine(self, data: bytes, calls: Calls) -> formualizer.Workbook:
        config = formualizer.EvaluationConfig()
        config.enable_parallel = False
        config.cycle_detection = "runtime"
        if self.book.calculation.iterative:
            config.cycle_policy = "iterate"
        workbook = formualizer.Workbook.from_bytes(
            data, config=formualizer.WorkbookConfig(eval_config=config, enable_changelog=False)
        )
        workbook.register_function(EACH, Broadcaster().each, min_args=2)
        workbook.register_function(LAST, last_number, min_args=2)
        for function in self.functions:
            workbook.register_function(function.name, calls.callback(function), allow_override_builtin=True)
        return workbook


def _report(sheets: Sheets, lacking: Mapping[FormulaCell, str], outcome: _Outcome) -> Computed:
    computed, written = patched(sheets, outcome.results)
    if not lacking:
        computed = settings.settled(computed)
    return Computed(
        computed,
        written,
        tuple(Unsupported(cell.where, function) for cell, function in lacking.items()),
        tuple(sorted(cell.where for cell in outcome.stale)),
        tuple(CellInError(where, error) for where, error in _errors(outcome.results)),
        tuple(CellNote(cell.where, note) for cell, notes in outcome.notes.items() for note in dict.fromkeys(notes)),
    )


def _errors(results: Mapping[FormulaCell, Any]) -> list[tuple[str, CellError]]:
    found: list[tuple[str, CellError]] = []
    for cell, result in results.items():
        if isinstance(result, CellError):
            found.append((cell.where, result))
        elif isinstance(result, list):
            for down, row in enumerate(result):
                if CellError in map(type, row):
                    found += [
                        (_at(cell, down, across), value) for across, value in enumerate(row) if isinstance(value, CellError)
                    ]
    return found


def _at(cell: FormulaCell, down: int, across: int) -> str:
    corner = Area(cell.row + down, cell.column + across, cell.row + down, cell.column + across)
    return f"{cell.where.rpartition('!')[0]}!{corner.ref}"
