"""Where an indicator stands against its target to date."""

from __future__ import annotations

from typing import Literal

from addin.errors import ModelError

Status = Literal["reached", "watch", "alert", "to_measure"]
Direction = Literal["up", "down"]

_DUST = 1e-9  # relative: 0.57 counts as 0.6 − 5 %


def status(actual: float | None, target: float | None, *, direction: Direction = "up", tolerance: float = 0.05) -> Status:
    """Return the status of an indicator.

    Parameters
    ----------
    actual : float or None
        What was measured; None: nothing yet.
    target : float or None
        The target for the same span of time: never a year's target against part of a year.
    direction : {"up", "down"}
        Whether more is better.
    tolerance : float, share of the target, ≥ 0
        How far short still is worth only a watch.

    Raises
    ------
    ModelError
        ``kpi.target_missing`` when something was measured; ``kpi.tolerance_negative``.

    Examples
    --------
    >>> status(96, 100), status(94, 100), status(4.1, 4, direction="down"), status(None, 100)
    ('watch', 'alert', 'watch', 'to_measure')
    """
    if tolerance < 0:
        raise ModelError("kpi.tolerance_negative", value=tolerance)
    if actual is None:
        return "to_measure"
    if target is None:
        raise ModelError("kpi.target_missing", actual=actual)
    dust = _DUST * max(abs(actual), abs(target))
    shortfall = target - actual if direction == "up" else actual - target
    if shortfall <= dust:
        return "reached"
    return "watch" if shortfall <= tolerance * abs(target) + dust else "alert"
