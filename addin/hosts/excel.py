"""Excel on Windows: what xlwings' COM server finds when a wrapper of planmo.xlam asks for a function.

`getattr(module, "RFM")` gives a function that takes the cell that asks, the language and the cells of the formula, and gives a rectangle of
plain values. It never raises: a refusal is an Excel error in the cell, and its sentence is kept where `diagnosis` finds it.
"""

from __future__ import annotations

import marshal
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import chain
from typing import Any, Final

from addin.errors import CellError, FunctionError, Note
from addin.hosts.coerce import COM_ERRORS, as_cell_error, from_com, outgoing
from workbook_templates.text import Lang, Text

MARK: Final = "\ue000"  # leads what the VBA side must not take for a text: see PlanmoBridge.bas
AREAS: Final = f"{MARK}areas"
OMITTED: Final = -2147352572  # what COM passes for an argument left out
_FACILITY: Final = -2146828288  # a COM error number less this is Excel's own: 2042 is #N/A
_NUMBERS: Final[Mapping[str, int]] = {kind: number - _FACILITY for number, kind in COM_ERRORS.items()}
_LONG: Final = 2**31  # whole numbers from here on cannot be cells as integers
_PLAIN: Final = frozenset({float, str, bool, type(None)})

Grid = list[list[Any]]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What a formula could not do or remarked: its function, the errors of its result by row and column, its notes."""

    function: str
    errors: Mapping[tuple[int, int], CellError]
    notes: tuple[Note, ...]

    def sentences(self, row: int = 0, column: int = 0) -> tuple[str, ...]:
        """Return what there is to say of one cell of the result (0-based), then of the whole."""
        error = self.errors.get((row, column))
        said = (error.message,) if error is not None and error.message else ()
        return (*said, *(note.text for note in self.notes))


@dataclass(frozen=True, slots=True)
class _Answer:
    grid: Grid
    errors: Mapping[tuple[int, int], CellError]
    notes: tuple[Note, ...]


@dataclass(slots=True)
class Host:
    """The server's memory: results by content, the oldest forgotten first, and what is worth explaining, by cell.

    The same cells asked of the same function in the same language are not computed twice, whichever formula asks.
    """

    most_cells: int = 3_000_000
    most_diagnoses: int = 4_096
    _answers: OrderedDict[bytes, _Answer] = field(default_factory=OrderedDict)
    _diagnoses: OrderedDict[str, Diagnosis] = field(default_factory=OrderedDict)
    _kept: int = 0

    def value(self, name: str, address: str, language: str, cells: Sequence[Any]) -> Grid:
        """Return the result of a formula as Excel takes it: rows of plain values, errors marked for the VBA side."""
        lang: Lang = "en" if language == "en" else "fr"
        key = _key(name, lang, cells)
        answer = self._answers.get(key) if key is not None else None
        if answer is None:
            answer = _answered(name, cells, lang)
            if key is not None:
                self._keep(key, answer)
        else:
            self._answers.move_to_end(key or b"")
        self._register(address, Diagnosis(name, answer.errors, answer.notes))
        return answer.grid

    def diagnosis(self, address: str) -> Diagnosis | None:
        """Return what there is to explain about the formula of a cell, by its external address, if anything."""
        return self._diagnoses.get(address)

    def _keep(self, key: bytes, answer: _Answer) -> None:
        size = _size(answer)
        if size > self.most_cells // 2:
            return
        self._answers[key] = answer
        self._kept += size
        while self._kept > self.most_cells:
            _, forgotten = self._answers.popitem(last=False)
            self._kept -= _size(forgotten)

    def _register(self, address: str, diagnosis: Diagnosis) -> None:
        self._diagnoses.pop(address, None)
        if address and (diagnosis.errors or diagnosis.notes):
            self._diagnoses[address] = diagnosis
            if len(self._diagnoses) > self.most_diagnoses:
                self._diagnoses.popitem(last=False)


def _size(answer: _Answer) -> int:
    return len(answer.grid) * len(answer.grid[0]) + 1


def _key(name: str, lang: Lang, cells: Sequence[Any]) -> bytes | None:
    """Return what tells two calls apart; None where a cell holds something that cannot be compared."""
    try:
        return blake2b(marshal.dumps((name, lang, tuple(cells)), 2), digest_size=16).digest()
    except ValueError:
        return None


def _answered(name: str, cells: Sequence[Any], lang: Lang) -> _Answer:
    from addin.functions import call

    notes: list[Note] = []
    try:
        given = [incoming(cell, name, lang) for cell in cells]
        while given and given[-1] is None:
            given.pop()
        result = outgoing(call(name, *given, lang=lang, notes=notes))
    except FunctionError as error:
        result = as_cell_error(error)
    except Exception as error:  # a defect of ours must not put a sentence in a cell: it is an error there, and is said on request
        result = CellError(
            "#VALUE!", "function.defect", _DEFECT.format(name=name, error=f"{type(error).__name__}: {error}").get(lang)
        )
    grid = result if isinstance(result, list) else [[result]]
    return _Answer(*_marked(grid), tuple(notes))


_DEFECT = Text(
    "défaut de planmo dans {name} ({error}). Vos données sont intactes ; signalez-le avec ce classeur.",
    "a defect of planmo in {name} ({error}). Your data are as they were; report it with this workbook.",
)
_AREAS = Text(
    "{name} : une plage est faite de plusieurs morceaux. Donnez un seul bloc de cellules, par exemple une colonne de tableau.",
    "{name}: a range is made of several pieces. Give a single block of cells, for example a column of a table.",
)


def incoming(value: Any, name: str, lang: Lang) -> Any:
    """Return an argument as `call` takes it. Excel's numbers are floats, so a whole number is an error or an argument left out.

    Raises
    ------
    FunctionError
        ``function.several_areas`` for a range in several pieces.
    """
    if isinstance(value, tuple | list):
        rows = value if value and isinstance(value[0], tuple | list) else (value,)
        flat = list(chain.from_iterable(rows))
        plain = _PLAIN.issuperset(map(type, flat))
        if len(flat) == len(rows):  # one column: passed flat, which is read faster
            return flat if plain else [_cell(cell) for cell in flat]
        return rows if plain else [[_cell(cell) for cell in row] for row in rows]
    if value == AREAS:
        raise FunctionError("function.several_areas", _AREAS.format(name=name), lang=lang)
    return _cell(value)


def _cell(value: Any) -> Any:
    if type(value) is not int:
        return from_com(value)
    return None if value == OMITTED else CellError(COM_ERRORS.get(value, "#VALUE!"))


def _marked(grid: Grid) -> tuple[Grid, dict[tuple[int, int], CellError]]:
    """Return the rows with errors as marked texts, and those errors by place."""
    errors: dict[tuple[int, int], CellError] = {}
    for i, row in enumerate(grid):
        types = {*map(type, row)}
        if CellError in types or int in types:
            for j, cell in enumerate(row):
                if isinstance(cell, CellError):
                    errors[i, j] = cell
                    row[j] = f"{MARK}{_NUMBERS.get(cell.kind, 2015)}"
                elif type(cell) is int and abs(cell) >= _LONG:
                    row[j] = float(cell)
    return grid, errors


_HOST = Host()  # one a server process, which is one an Excel


def diagnosis(address: str) -> Diagnosis | None:
    """Return what there is to explain about the formula of a cell, by its external address, if anything."""
    return _HOST.diagnosis(address)


def entry(name: str) -> Callable[..., Grid]:
    """Return the function xlwings' server calls for a function of the catalogue.

    Raises
    ------
    AttributeError
        The catalogue has no function of that name.
    """
    import xlwings as xw

    from addin.functions import FUNCTIONS

    if name not in {function.name for function in FUNCTIONS}:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def asked(address: str, language: str, *cells: Any) -> Any:
        return _HOST.value(name, address, language, cells)

    asked.__name__ = name
    for argument in ("address", "language", "*cells"):
        asked = xw.arg(argument, "raw")(asked)
    exposed: Callable[..., Grid] = xw.func(xw.ret("raw")(asked))
    return exposed


def __getattr__(name: str) -> Callable[..., Grid]:
    """Build a function of the catalogue when it is first asked for."""
    if not name.isupper():
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = exposed = entry(name)
    return exposed
