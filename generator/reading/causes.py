"""Errors that follow from another remark: told once, at their cause, so that nobody mends a consequence."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from workbook_templates.errors import Problem
from workbook_templates.schema import SETTINGS, TABLES
from workbook_templates.schema.spec import Table

_SAME_ROW = re.compile(r"\[@(\w+)\]")
_COLUMN = re.compile(r"\b(\w+)\[(\w+)\]")
_WORD = re.compile(r"\b[a-z]\w*")
_AREA = re.compile(r"\br_\w+")


@dataclass(frozen=True, slots=True)
class CellError:
    """A computed cell that shows an error: what to say of it, the cells of its row, the result areas and the settings its formula reads."""

    problem: Problem
    cells: frozenset[str]
    areas: frozenset[str]
    settings: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class AreaError:
    """A result area that shows an error: what to say of it, the areas that fail with it, those its formula reads, and the settings."""

    problem: Problem
    names: frozenset[str]
    areas: frozenset[str]
    settings: frozenset[str] = frozenset()


def cells_read(formula: str, cells: Mapping[str, str]) -> frozenset[str]:
    """Return the cells of its own row a formula reads; `cells` are the addresses of the row by key.

    >>> sorted(cells_read("[@price]*N([@volume])", {"price": "Prix!C9", "volume": "Prix!D9", "name": "Prix!B9"}))
    ['Prix!C9', 'Prix!D9']
    """
    return frozenset(cells[key] for key in _SAME_ROW.findall(formula) if key in cells)


def areas_read(formula: str) -> frozenset[str]:
    """Return the result areas a formula reads.

    >>> sorted(areas_read("CLV_PARETO(FILTER(INDEX(r_clv,0,8),INDEX(r_clv,0,1)<>1))"))
    ['r_clv']
    """
    return frozenset(_AREA.findall(formula))


def settings_read(formula: str, table: Table | None = None) -> frozenset[str]:
    """Return the settings a formula of `table` rests on, through the computed columns it reads.

    >>> sorted(settings_read("YEAR(plan_start)+SUM(Channels[contribution])"))
    ['gross_margin', 'plan_start']
    """
    found, seen, todo = set[str](), set[tuple[str, str]](), [(formula, table.name if table is not None else "")]
    while todo:
        text, own = todo.pop()
        found.update(word for word in _WORD.findall(text) if word in SETTINGS)
        read = {(own, key) for key in _SAME_ROW.findall(text)} | set(_COLUMN.findall(text))
        todo += [(_formula(name, key), name) for name, key in read - seen]
        seen |= read
    return frozenset(found)


def _formula(table: str, key: str) -> str:
    columns = TABLES[table].columns if table in TABLES else ()
    return next((column.formula for column in columns if column.key == key), "")


def causes(
    cells: Iterable[CellError], areas: Iterable[AreaError], blocked: Collection[str], unset: Collection[str] = ()
) -> Iterator[Problem]:
    """Return what to say of the errors that no other one explains.

    Parameters
    ----------
    cells, areas : iterables of CellError and AreaError
        Every error shown.
    blocked : collection of str
        The cells that already have a remark that blocks.
    unset : collection of str
        The settings that are needed and blank.
    """
    cells = tuple(cell for cell in cells if not cell.settings & frozenset(unset))
    areas = tuple(areas)
    failed = frozenset[str]().union(*(area.names for area in areas))
    wrong = {*blocked, *(cell.problem.where for cell in cells)}
    yield from (area.problem for area in areas if not area.areas & (failed - area.names) and not area.settings & frozenset(unset))
    yield from (cell.problem for cell in cells if not cell.areas & failed and not (cell.cells - {cell.problem.where}) & wrong)
