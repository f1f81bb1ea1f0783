"""Attribution by the Shapley value, in closed form."""

from __future__ import annotations

import numpy as np

from addin.models.journeys import Floats, Indices, Journeys


def presence(met: Journeys) -> tuple[Indices, Indices]:
    """Return each path's distinct channels, as pairs (path, channel) in that order.

    >>> import numpy as np
    >>> from addin.models.journeys import journeys
    >>> [pair.tolist() for pair in presence(journeys(["B > A > B"], np.array([1.0])))]
    [[0, 0], [0, 1]]
    """
    channels = len(met.channels)
    pairs = np.unique(met.path_of_touch * channels + met.touches)
    return pairs // channels, pairs % channels


@np.errstate(over="raise", divide="raise", invalid="raise")
def credit(met: Journeys, outcome: Floats) -> Floats:
    """Return each channel's Shapley value, of an outcome counted by path (conversions, or euros).

    The worth of a coalition S is the outcome of the paths whose channels are all in S. It is a sum of unanimity games, one a path, and
    the Shapley value, which is additive, divides each equally among the path's distinct channels: no coalition need be listed.

    Parameters
    ----------
    met : Journeys
        n paths over c channels.
    outcome : ndarray, shape (n,)

    Returns
    -------
    ndarray, shape (c,), in the unit of `outcome`; sums to its total.

    References
    ----------
    Shapley, L. S. (1953). A value for n-person games. Contributions to the Theory of Games II, 307–317.

    Examples
    --------
    >>> import numpy as np
    >>> from addin.models.journeys import journeys
    >>> met = journeys(["A", "A > B", "B > A > B"], np.array([1.0, 2.0, 4.0]))
    >>> credit(met, met.conversions).tolist()
    [4.0, 3.0]
    """
    paths, channels = presence(met)
    sizes = np.bincount(paths, minlength=outcome.size)
    shared = (outcome / sizes)[paths]
    return np.bincount(channels, weights=shared, minlength=len(met.channels)).astype(np.float64, copy=False)
