"""A channel's score on four criteria, and its rank among the others."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from addin.errors import ModelError
from addin.models.ranking import ranks

CRITERIA = ("fit", "coverage", "efficiency", "complementarity")


@np.errstate(over="raise", divide="raise", invalid="raise")
def channel_scores(ratings: ArrayLike, *, weights: ArrayLike | None = None) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return the weighted mean of each channel's ratings, and its rank: 1 the best, equals sharing a rank (1, 2, 2, 4).

    Parameters
    ----------
    ratings : array_like, shape (n, 4)
        Fit with the positioning, coverage of the targets, economic efficiency, omnichannel complementarity, on one common scale.
    weights : array_like, shape (4,), optional
        ≥ 0, not all 0; equal by default.

    Raises
    ------
    ModelError
        ``channels.weights_not_four``; ``channels.weights_not_positive``.

    Examples
    --------
    >>> scores, places = channel_scores([[5, 4, 3, 4], [2, 2, 2, 2], [4, 4, 4, 4]])
    >>> scores.tolist(), places.tolist()
    ([4.0, 2.0, 4.0], [1, 3, 1])
    """
    table = np.asarray(ratings, np.float64).reshape(-1, len(CRITERIA))
    chosen = np.ones(len(CRITERIA)) if weights is None else np.asarray(weights, np.float64)
    if chosen.size != len(CRITERIA):
        raise ModelError("channels.weights_not_four", count=int(chosen.size))
    if (chosen < 0).any() or chosen.sum() <= 0:
        raise ModelError("channels.weights_not_positive")
    scores = table @ chosen / chosen.sum()
    return scores, ranks(scores)
