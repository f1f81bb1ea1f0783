"""Attribution by removal from an absorbing Markov chain, solved exactly at any order.

A state is the last min(j, k) touches after the j-th touch of a path, k the order. Transitions are counted over journeys with and without
a purchase, self-loops included. Removing a channel sends every state that contains it to the absorbing state « no purchase »; what the
probability of a purchase loses, relatively, is the channel's removal effect, and credits are proportional to these.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from addin.errors import ModelError
from addin.models.journeys import Floats, Indices, Journeys

_DENSE: Final = 300  # states up to which a dense solve is the faster one
_RESIDUAL: Final = 1e-13  # of the sparse solve, relative: what a direct solve leaves too
_ITERATIONS: Final = 500


@dataclass(frozen=True, slots=True)
class Removal:
    """What the chain says of its channels.

    Attributes
    ----------
    conversion_rate : float, share
        Probability that a journey ends with a purchase.
    effects : ndarray, shape (c,), share
        The part of that probability lost when the channel is removed.
    shares : ndarray, shape (c,), share
        Those effects, divided by their sum.
    """

    conversion_rate: float
    effects: Floats
    shares: Floats


@dataclass(frozen=True, slots=True)
class _Chain:
    """Transition probabilities among s transient states, out of the start and into « purchase »; what is missing to 1 is lost."""

    origin: Indices
    target: Indices
    probability: Floats
    start: Floats
    purchase: Floats
    holds: NDArray[np.bool_]  # shape (s, c): the state contains the channel


@np.errstate(over="raise", divide="raise", invalid="raise")
def removal(met: Journeys, *, order: int = 1) -> Removal:
    """Return the removal effect of each channel.

    Parameters
    ----------
    met : Journeys
        c channels. Without `nulls`, every journey is taken to end with a purchase.
    order : int ≥ 1
        How many touches the chain remembers.

    Raises
    ------
    ModelError
        ``attribution.order_too_small``.

    References
    ----------
    Anderl, E., Becker, I., von Wangenheim, F. and Schumann, J. H. (2016). Mapping the customer journey: lessons learned from graph-based
    online attribution modeling. International Journal of Research in Marketing 33(3), 457–474.

    Examples
    --------
    >>> import numpy as np
    >>> from addin.models.journeys import journeys
    >>> effect = removal(journeys(["A", "A > B"], np.array([1.0, 1.0]), nulls=np.array([1.0, 1.0])))
    >>> effect.conversion_rate, effect.effects.round(6).tolist()
    (0.5, [1.0, 0.5])
    """
    if order < 1:
        raise ModelError("attribution.order_too_small", order=order)
    chain = _chain(met, order)
    everyone = np.ones(chain.start.size, bool)
    rate = _conversion_rate(chain, everyone)
    without = [_conversion_rate(chain, ~chain.holds[:, channel]) for channel in range(len(met.channels))]
    effects = np.maximum(1 - np.array(without) / rate, 0.0)
    return Removal(rate, effects, effects / effects.sum())


def _chain(met: Journeys, order: int) -> _Chain:
    used = met.conversions + (0 if met.nulls is None else met.nulls)
    states = _states(met, order)
    count = int(states.max()) + 1
    journeys = used[met.path_of_touch]
    inside = np.ones(states.size, bool)
    inside[met.starts[1:] - 1] = False
    here = np.flatnonzero(inside)
    pairs, transition = np.unique(states[here] * count + states[here + 1], return_inverse=True)
    moves = np.bincount(transition, weights=journeys[here], minlength=pairs.size)
    passages = np.bincount(states, weights=journeys, minlength=count)
    passages[passages == 0] = 1.0  # states of paths nobody took
    last, first = states[met.starts[1:] - 1], states[met.starts[:-1]]
    return _Chain(
        origin=pairs // count,
        target=pairs % count,
        probability=moves / passages[pairs // count],
        start=np.bincount(first, weights=used, minlength=count) / used.sum(),
        purchase=np.bincount(last, weights=met.conversions, minlength=count) / passages,
        holds=_holds(met, states, count, order),
    )


def _states(met: Journeys, order: int) -> Indices:
    """Return the state each touch leads to, states numbered from 0."""
    place = np.arange(met.touches.size) - np.repeat(met.starts[:-1], met.lengths)
    states = met.touches
    for memory in range(1, min(order, int(met.lengths.max()))):
        longer = np.flatnonzero(place >= memory)
        deeper = np.zeros_like(states)
        deeper[longer] = states[longer - 1] + 1  # 0 where the path is too short to remember more
        states = np.unique(deeper * (int(states.max()) + 1) + states, return_inverse=True)[1]
    return np.unique(states, return_inverse=True)[1]


def _holds(met: Journeys, states: Indices, count: int, order: int) -> NDArray[np.bool_]:
    """Return which channels each state contains."""
    holds = np.zeros((count, len(met.channels)), bool)
    place = np.arange(met.touches.size) - np.repeat(met.starts[:-1], met.lengths)
    for back in range(min(order, int(met.lengths.max()))):
        later = np.flatnonzero(place >= back)
        holds[states[later], met.touches[later - back]] = True
    return holds


def _conversion_rate(chain: _Chain, kept: NDArray[np.bool_]) -> float:
    """Return start · (I − Q)⁻¹ · purchase over the kept states: the probability of a purchase without passing through the others."""
    number = np.cumsum(kept) - 1
    moves = kept[chain.origin] & kept[chain.target]
    origin, target, probability = number[chain.origin[moves]], number[chain.target[moves]], chain.probability[moves]
    start, purchase = chain.start[kept], chain.purchase[kept]
    size = start.size
    if not size:
        return 0.0
    if size <= _DENSE:
        matrix = np.eye(size)
        np.subtract.at(matrix, (origin, target), probability)
        return float(start @ np.linalg.solve(matrix, purchase))
    return float(start @ _solved(origin, target, probability, purchase))


def _solved(origin: Indices, target: Indices, probability: Floats, purchase: Floats) -> Floats:
    """Return (I − Q)⁻¹ · purchase for a large chain, by biconjugate gradients to rounding, checked; by LU where they stop short."""
    from scipy.sparse import csr_array, eye_array
    from scipy.sparse.linalg import bicgstab, spsolve

    size = purchase.size
    matrix = (eye_array(size, format="csr") - csr_array((probability, (origin, target)), shape=(size, size))).tocsr()
    found, _ = bicgstab(matrix, purchase, x0=purchase, rtol=_RESIDUAL / 10, atol=0.0, maxiter=_ITERATIONS)
    if not np.linalg.norm(matrix @ found - purchase) <= _RESIDUAL * np.linalg.norm(purchase):
        found = spsolve(matrix.tocsc(), purchase)
    return np.asarray(found, dtype=np.float64)
