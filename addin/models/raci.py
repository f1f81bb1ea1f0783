"""Who does, approves, is consulted and informed: the rules a RACI matrix must keep."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from addin.errors import ModelError

FindingLevel = Literal["error", "warning", "info"]
LETTERS = "RACI"

# Thresholds. None is a law; each is where practice starts to warn, and the reason is written beside it.
MOST_RESPONSIBLE = 3  # beyond three doers nobody feels in charge: the activity is several
MOST_CONSULTED = 3  # beyond three opinions a decision waits for meetings …
MOST_CONSULTED_SHARE = 0.4  # … and in a small team, beyond 40 % of the roles (from two on: one opinion is never too many)
MOST_INFORMED = 5  # beyond five, a newsletter does better than a list of names
OVERLOAD_SHARE = 0.5  # a role that does more than half of all activities is where the plan will wait …
OVERLOAD_LEAST = 5  # … but five activities or fewer are a normal load whatever the share
BOTTLENECK_SHARE = 0.5  # a role that approves more than half of them is where signatures pile up
LEAST_ACTIVITIES = 4  # below four activities, shares over roles mean nothing


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark on a matrix: a stable code, its level, the activity and the roles concerned (either may be blank), and the facts."""

    code: str
    level: FindingLevel
    activity: str | None = None
    roles: tuple[str, ...] = ()
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Load:
    """How many activities a role does, approves, advises on and hears of, and the code of what stands out, if anything."""

    role: str | None
    r: int
    a: int
    c: int
    i: int
    note: str | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Activities × roles; a cell holds the letters read in it (more than one where the cell breaks the rule), and the text as typed."""

    activities: tuple[str | None, ...]
    roles: tuple[str | None, ...]
    letters: tuple[tuple[str, ...], ...]
    typed: tuple[tuple[str | None, ...], ...]

    @classmethod
    def read(cls, activities: Sequence[str | None], roles: Sequence[str | None], cells: Sequence[Sequence[str | None]]) -> Matrix:
        """Return the matrix of these cells.

        Raises
        ------
        ModelError
            ``raci.roles_differ`` when the matrix has not one column a role.
        """
        width = max((len(row) for row in cells), default=len(roles))
        if width != len(roles):
            raise ModelError("raci.roles_differ", columns=width, roles=len(roles), argument="matrix")
        letters = tuple(tuple(_letters(cell) for cell in row) for row in cells)
        return cls(tuple(activities), tuple(roles), letters, tuple(tuple(row) for row in cells))

    def holders(self, row: int, letter: str) -> list[int]:
        """Return the positions of the roles that hold a letter on an activity."""
        return [column for column, cell in enumerate(self.letters[row]) if letter in cell]

    def count(self, column: int, letter: str) -> int:
        """Return on how many activities a role holds a letter."""
        return sum(letter in row[column] for row in self.letters)

    def named(self, columns: Sequence[int]) -> tuple[str, ...]:
        """Return the names of roles, those that have one."""
        return tuple(name for column in columns if (name := self.roles[column]) is not None)


def _letters(cell: str | None) -> str:
    """Return the RACI letters of a cell, `A/R` and `RA` as both; nothing where it holds anything else."""
    text = "".join(character for character in (cell or "").upper() if character not in " /,;+&.-()")
    return text if text and set(text) <= set(LETTERS) else ""


def check(matrix: Matrix, *, most_activities: int | None = None) -> list[Finding]:
    """Return every broken rule, activity by activity, then role by role.

    Parameters
    ----------
    matrix : Matrix
    most_activities : int, optional
        Activities one role may do (R) before it is overloaded; by default half of them, and never fewer than five.

    Examples
    --------
    >>> [finding.code for finding in check(Matrix.read(["Emailing"], ["A", "B"], [["R", None]]))]
    ['raci.no_accountable', 'raci.no_consulted_informed', 'raci.idle_role']
    """
    findings = [finding for row in range(len(matrix.activities)) for finding in _activity(matrix, row)]
    findings += _columns(matrix)
    limit = overload_limit(len(matrix.activities)) if most_activities is None else most_activities
    findings += [finding for column in range(len(matrix.roles)) for finding in _role(matrix, column, limit)]
    return findings


def overload_limit(activities: int) -> int:
    """Return on how many activities a role may be R before that is too many."""
    return max(OVERLOAD_LEAST, int(activities * OVERLOAD_SHARE))


def _activity(matrix: Matrix, row: int) -> Iterator[Finding]:
    name, roles = matrix.activities[row], len(matrix.roles)
    if name is None:
        yield Finding("raci.unknown_action", "error", None, (), {"row": row + 1})
        return
    if name in matrix.activities[:row]:
        yield Finding("raci.repeated_action", "error", name, (), {"row": row + 1})
    for column, typed in enumerate(matrix.typed[row]):
        if typed is not None and len(matrix.letters[row][column]) != 1:
            yield Finding("raci.bad_letter", "error", name, matrix.named([column]), {"found": typed})
    responsible, accountable, consulted, informed = (matrix.holders(row, letter) for letter in LETTERS)
    if not accountable:
        yield Finding("raci.no_accountable", "error", name)
    if len(accountable) > 1:
        yield Finding("raci.two_accountable", "error", name, matrix.named(accountable), {"count": len(accountable)})
    if not responsible:
        yield Finding("raci.no_responsible", "error", name)
    if len(responsible) > MOST_RESPONSIBLE:
        yield Finding(
            "raci.many_responsible",
            "warning",
            name,
            matrix.named(responsible),
            {"count": len(responsible), "most": MOST_RESPONSIBLE},
        )
    too_many = len(consulted) > MOST_CONSULTED or (len(consulted) > 1 and len(consulted) > MOST_CONSULTED_SHARE * roles)
    if too_many:
        yield Finding("raci.many_consulted", "warning", name, matrix.named(consulted), {"count": len(consulted), "roles": roles})
    if len(informed) > MOST_INFORMED:
        yield Finding("raci.many_informed", "info", name, matrix.named(informed), {"count": len(informed), "most": MOST_INFORMED})
    if not consulted and not informed:
        yield Finding("raci.no_consulted_informed", "info", name)


def _columns(matrix: Matrix) -> Iterator[Finding]:
    """Yield columns whose letters belong to nobody, or to a role that already has one."""
    for column, role in enumerate(matrix.roles):
        if role is None and any(cells[column] for cells in matrix.typed):
            yield Finding("raci.unknown_role", "error", None, (), {"column": column + 1})
        elif role is not None and role in matrix.roles[:column]:
            yield Finding("raci.repeated_role", "error", None, (role,), {"column": column + 1})


def _role(matrix: Matrix, column: int, limit: int) -> Iterator[Finding]:
    role, total = matrix.roles[column], len(matrix.activities)
    if role is None or not total:
        return
    does, approves = matrix.count(column, "R"), matrix.count(column, "A")
    held = sum(bool(row[column]) for row in matrix.letters)
    if does > limit:
        yield Finding("raci.overload", "warning", None, (role,), {"count": does, "total": total, "most": limit})
    if total >= LEAST_ACTIVITIES and approves > BOTTLENECK_SHARE * total:
        yield Finding("raci.accountability_bottleneck", "warning", None, (role,), {"count": approves, "total": total})
    if total >= LEAST_ACTIVITIES and held == total:
        yield Finding("raci.no_empty_cell", "info", None, (role,), {"total": total})
    if not held or (total >= LEAST_ACTIVITIES and not does and not approves):
        yield Finding("raci.idle_role", "info", None, (role,), {"count": held})


def load(matrix: Matrix, *, most_activities: int | None = None) -> list[Load]:
    """Return the load of each role, in the order given.

    Examples
    --------
    >>> load(Matrix.read(["Emailing"], ["Digital", "DG"], [["R", "A"]]))[0].r
    1
    """
    limit = overload_limit(len(matrix.activities)) if most_activities is None else most_activities
    out = []
    for column, role in enumerate(matrix.roles):
        does, approves, advises, hears = (matrix.count(column, letter) for letter in LETTERS)
        note = next((finding.code for finding in _role(matrix, column, limit) if finding.code != "raci.no_empty_cell"), None)
        out.append(Load(role, does, approves, advises, hears, note))
    return out
