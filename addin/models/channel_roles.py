"""Channel roles: who opens, who assists and who closes the journeys that end with a purchase."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from addin.models.attribution_shapley import presence
from addin.models.journeys import Floats, Indices, Journeys


@dataclass(frozen=True, slots=True)
class ChannelRoles:
    """Conversions by role, shape (c,) each: a channel counts once per path in each role.

    Attributes
    ----------
    opens, closes : ndarray
        Conversions of the paths of two touches or more that the channel starts, or ends.
    assists : ndarray
        Conversions of the paths where it stands strictly between the first and the last touch.
    direct : ndarray
        Conversions of the paths it ends, single touches included.
    assisted : ndarray
        Conversions of the paths it is on without ending them.
    assist_ratio : ndarray
        assisted / direct; NaN for a channel that ends no path.
    """

    opens: Floats
    assists: Floats
    closes: Floats
    direct: Floats
    assisted: Floats
    assist_ratio: Floats


@np.errstate(over="raise", divide="raise", invalid="raise")
def channel_roles(met: Journeys) -> ChannelRoles:
    """Return the conversions each channel opened, assisted and closed.

    Examples
    --------
    >>> import numpy as np
    >>> from addin.models.journeys import journeys
    >>> roles = channel_roles(journeys(["A > B > C", "C"], np.array([2.0, 1.0])))
    >>> roles.opens.tolist(), roles.assists.tolist(), roles.closes.tolist(), roles.direct.tolist()
    ([2.0, 0.0, 0.0], [0.0, 2.0, 0.0], [0.0, 0.0, 2.0], [0.0, 0.0, 3.0])
    """
    several = met.lengths >= 2
    paths, channels = presence(met)
    before_last = channels != met.lasts[paths]
    direct = _summed(met, np.arange(several.size), met.lasts)
    assisted = _summed(met, paths[before_last], channels[before_last])
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(direct > 0, assisted / direct, np.nan)
    return ChannelRoles(
        opens=_summed(met, np.flatnonzero(several), met.firsts[several]),
        assists=_summed(met, *_between(met)),
        closes=_summed(met, np.flatnonzero(several), met.lasts[several]),
        direct=direct,
        assisted=assisted,
        assist_ratio=ratio,
    )


def _summed(met: Journeys, paths: Indices, channels: Indices) -> Floats:
    """Return the conversions of the given (path, channel) pairs, by channel."""
    conversions = met.conversions[paths]
    return np.bincount(channels, weights=conversions, minlength=len(met.channels)).astype(np.float64, copy=False)


def _between(met: Journeys) -> tuple[Indices, Indices]:
    """Return the distinct (path, channel) pairs of the touches that are neither first nor last."""
    inside = np.ones(met.touches.size, bool)
    inside[met.starts[:-1]] = False
    inside[met.starts[1:] - 1] = False
    pairs = np.unique(met.path_of_touch[inside] * len(met.channels) + met.touches[inside])
    return pairs // len(met.channels), pairs % len(met.channels)
