"""Attribution by rule: what each touch of a converting path is credited with, whatever the paths that did not convert."""

from __future__ import annotations

from typing import Final, Literal, get_args

import numpy as np

from addin.models.journeys import Floats, Journeys

Rule = Literal["first", "last", "linear", "position", "time_decay"]
RULES: Final[tuple[Rule, ...]] = get_args(Rule)
_END: Final = 0.4  # of a path's credit, for each of its two ends, by position
_MIDDLE: Final = 0.2  # for all the touches in between
_DECAY: Final = 0.5  # each touch further from the purchase is worth half of the next


def touch_shares(met: Journeys, rule: Rule) -> Floats:
    """Return the share of its path's conversions that each touch is credited with; the shares of a path sum to 1.

    Parameters
    ----------
    met : Journeys
        t touches in all.
    rule : {"first", "last", "linear", "position", "time_decay"}
        position: 40 % to each end, 20 % between the others; halves for two touches. time_decay: halved at each step back.

    Returns
    -------
    ndarray, shape (t,), share

    Examples
    --------
    >>> import numpy as np
    >>> from addin.models.journeys import journeys
    >>> touch_shares(journeys(["A > B > C > D"], np.array([1.0])), "position").tolist()
    [0.4, 0.1, 0.1, 0.4]
    """
    lengths = np.repeat(met.lengths, met.lengths).astype(np.float64)
    place = np.arange(met.touches.size) - np.repeat(met.starts[:-1], met.lengths).astype(np.float64)
    to_end = lengths - 1 - place
    if rule == "first":
        return np.equal(place, 0).astype(np.float64)
    if rule == "last":
        return np.equal(to_end, 0).astype(np.float64)
    if rule == "linear":
        return np.reciprocal(lengths)
    if rule == "time_decay":
        weights = np.power(_DECAY, to_end)
        return np.divide(weights, np.add.reduceat(weights, met.starts[:-1])[met.path_of_touch])
    inside = _MIDDLE / np.maximum(lengths - 2, 1)
    at_end = np.equal(place, 0) | np.equal(to_end, 0)
    return np.where(lengths <= 2, np.reciprocal(lengths), np.where(at_end, _END, inside))


@np.errstate(over="raise", divide="raise", invalid="raise")
def credit(met: Journeys, outcome: Floats, rule: Rule) -> Floats:
    """Return what each channel is credited with, of an outcome counted by path (conversions, or euros).

    Parameters
    ----------
    met : Journeys
        n paths over c channels.
    outcome : ndarray, shape (n,)
    rule : see `touch_shares`

    Returns
    -------
    ndarray, shape (c,), in the unit of `outcome`; sums to its total.

    Examples
    --------
    >>> import numpy as np
    >>> from addin.models.journeys import journeys
    >>> met = journeys(["A > B > B", "B"], np.array([3.0, 1.0]))
    >>> credit(met, met.conversions, "linear").tolist()
    [1.0, 3.0]
    """
    shared = touch_shares(met, rule) * outcome[met.path_of_touch]
    return np.bincount(met.touches, weights=shared, minlength=len(met.channels)).astype(np.float64, copy=False)
