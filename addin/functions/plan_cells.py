"""The columns of an action table, read as the tasks of a schedule."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from addin.errors import ModelError

if TYPE_CHECKING:
    from addin.models.dependencies import Link, Names
    from addin.models.network import Task


def read_tasks(
    ids: Any,
    durations: Any,
    predecessors: Any,
    milestones: list[tuple[object, dt.date]],
    *,
    deadlines: Any,
    not_before: Any,
    actual_start: Any,
    actual_finish: Any,
    progress: Any,
    kinds: Any,
) -> list[Task]:
    """Return one task a row; a column that is left out is a column of blanks.

    Raises
    ------
    ModelError
        ``retroplanning.id_repeated`` and ``retroplanning.unknown_predecessor``, with the row.
    """
    from addin.models.network import Task

    count = len(ids)
    names = _names((*ids, *(name for name, _ in milestones)), count)
    columns = zip(
        durations,
        _links(_column(predecessors, count), ids, names),
        _column(deadlines, count),
        _column(not_before, count),
        _column(actual_start, count),
        _column(actual_finish, count),
        _column(progress, count),
        _column(kinds, count),
        strict=True,
    )
    return [
        Task(
            duration=int(duration),
            links=links,
            deadline=deadline,
            not_before=floor,
            actual_start=start,
            actual_finish=finish,
            progress=0.0 if share is None or share != share else share,
            ongoing=kind == "ongoing",
        )
        for duration, links, deadline, floor, start, finish, share, kind in columns
    ]


def _column(values: Any, count: int) -> list[Any]:
    """Return a column as Python values, all blank where one blank stands for it."""
    return [None] * count if values is None or len(values) != count else values.tolist()


def read_milestones(block: Any) -> list[tuple[object, dt.date]]:
    """Return the fixed milestones of an (id, date) range, blank rows left out."""
    from addin.functions.cells import EPOCH

    if block is None:
        return []
    if block.shape[1] < 2:
        raise ModelError("retroplanning.milestones_two_columns", columns=int(block.shape[1]))
    out: list[tuple[object, dt.date]] = []
    for row, (name, day, *_) in enumerate(block.tolist(), 1):
        if name is None:
            continue
        if isinstance(day, dt.datetime):
            day = day.date()
        elif isinstance(day, int | float) and not isinstance(day, bool) and 1 <= day < 2_958_466:
            day = EPOCH + dt.timedelta(int(day))
        if not isinstance(day, dt.date):
            raise ModelError("retroplanning.milestone_not_dated", row_in_milestones=row, id=str(name))
        out.append((int(name) if isinstance(name, float) and name.is_integer() else name, day))
    return out


def _names(identifiers: tuple[object, ...], count: int) -> Names:
    from addin.models.dependencies import Names

    try:
        return Names(identifiers)
    except ModelError as error:
        position = int(str(error.facts.pop("position")))
        error.facts |= {"argument": "ids", "row": position + 1} if position < count else {"argument": "milestones"}
        raise


def _links(predecessors: list[str | None], ids: Any, names: Names) -> list[tuple[Link, ...]]:
    from addin.models.dependencies import parse

    out: list[tuple[Link, ...]] = []
    for row, text in enumerate(predecessors, 1):
        try:
            out.append(parse(text, names) if text else ())
        except ModelError as error:
            error.facts |= {"row": row, "task": str(ids[row - 1])}
            raise
    return out
