"""Our functions as the engine calls them: arguments in, result out, refusals and remarks kept for the report."""

from __future__ import annotations

import marshal
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from addin.errors import CellError, FunctionError, Note
from addin.functions.spec import Function
from addin.hosts.coerce import as_cell_error, from_engine, outgoing, to_engine
from workbook_templates.text import Lang

Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Calls:
    """The calls of one computation: errors that have a sentence, remarks not yet claimed by a cell, results by content.

    The same arguments give the same result: a formula evaluated again after its neighbours changed is not computed twice.
    """

    lang: Lang
    names: frozenset[str]
    expected: int = 0
    progress: Progress | None = None
    faults: list[CellError] = field(default_factory=list)
    pending: list[Note] = field(default_factory=list)
    _known: dict[bytes, tuple[Any, tuple[Note, ...]]] = field(default_factory=dict)

    def callback(self, function: Function) -> Callable[..., Any]:
        """Return what the engine registers for a function."""

        def called(*args: Any) -> Any:
            key = blake2b(marshal.dumps((function.name, args), 2), digest_size=16).digest()
            if key not in self._known:
                self._known[key] = self._run(function, args)
                if self.progress is not None:
                    self.progress("functions", min(len(self._known), self.expected), self.expected)
            result, notes = self._known[key]
            self.pending.extend(notes)
            return result

        return called

    def _run(self, function: Function, args: tuple[Any, ...]) -> tuple[Any, tuple[Note, ...]]:
        from addin.functions.invoke import invoke

        notes: list[Note] = []
        given = [from_engine(arg, self.faults) for arg in args]
        while given and given[-1] is None:
            given.pop()
        try:
            result = outgoing(invoke(function, given, lang=self.lang, notes=notes))
        except FunctionError as error:
            result = as_cell_error(error)
        return to_engine(result, self.faults), tuple(notes)

    def claimed(self) -> tuple[Note, ...]:
        """Return the remarks made since the last claim: they belong to the cell that was just evaluated."""
        notes = tuple(self.pending)
        self.pending.clear()
        return notes
