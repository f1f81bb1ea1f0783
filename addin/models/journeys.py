"""Customer journeys: the channels people met, in order, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from addin.errors import ModelError

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Journeys:
    """Paths as one long row of touches.

    Attributes
    ----------
    channels : tuple of str
        Every channel met, in alphabetical order; touches are indices into it.
    touches : ndarray, shape (t,)
        The touches of all paths, one path after the other.
    starts : ndarray, shape (n + 1,)
        Where each path starts in `touches`; the last entry is t.
    conversions : ndarray, shape (n,), ≥ 0
        How many journeys along the path ended with a purchase.
    values : ndarray, shape (n,), or None
        What those purchases are worth in all, euros.
    nulls : ndarray, shape (n,), or None
        How many journeys along the path ended without a purchase.
    """

    channels: tuple[str, ...]
    touches: Indices
    starts: Indices
    conversions: Floats
    values: Floats | None
    nulls: Floats | None

    @property
    def lengths(self) -> Indices:
        """How many touches each path has."""
        return np.diff(self.starts)

    @property
    def firsts(self) -> Indices:
        """The first channel of each path."""
        return self.touches[self.starts[:-1]]

    @property
    def lasts(self) -> Indices:
        """The last channel of each path."""
        return self.touches[self.starts[1:] - 1]

    @property
    def path_of_touch(self) -> Indices:
        """The path each touch belongs to."""
        return np.repeat(np.arange(self.conversions.size), self.lengths)

    @property
    def total(self) -> float:
        """All conversions."""
        return float(self.conversions.sum())


@dataclass(frozen=True, slots=True)
class PathCounts:
    """Distinct paths, most conversions first: how often each converts, and its share of all conversions."""

    paths: tuple[str, ...]
    conversions: Floats
    rate: Floats  # NaN where nobody counted the journeys that did not convert
    share: Floats


@np.errstate(over="raise", divide="raise", invalid="raise")
def journeys(
    paths: Sequence[str],
    conversions: Floats,
    *,
    values: Floats | None = None,
    nulls: Floats | None = None,
    separator: str = ">",
) -> Journeys:
    """Return the paths read into touches.

    Parameters
    ----------
    paths : sequence of str, length n
        Channels in the order met, e.g. ``"Email > SEA > Email"``; blanks around names and empty steps do not count.
    conversions, nulls : ndarray, shape (n,), ≥ 0
        Journeys along each path that ended with, and without, a purchase. NaN counts as 0.
    values : ndarray, shape (n,), ≥ 0, euros
        What the purchases of each path are worth together. NaN counts as 0 where there is no conversion.
    separator : str

    Raises
    ------
    ModelError
        ``attribution.path_empty`` with the row; ``attribution.<argument>_negative`` with the row and value;
        ``attribution.value_missing`` with the row; ``attribution.not_one_a_path`` with argument and count;
        ``attribution.separator_blank``; ``attribution.no_conversions``.

    Examples
    --------
    >>> import numpy as np
    >>> read = journeys(["Email > SEA", "SEA"], np.array([3.0, 1.0]))
    >>> read.channels, read.touches.tolist(), read.total
    (('Email', 'SEA'), [0, 1, 1], 4.0)
    """
    if not separator.strip():
        raise ModelError("attribution.separator_blank")
    for argument, column in (("values", values), ("nulls", nulls)):
        if column is not None and column.shape != conversions.shape:
            raise ModelError("attribution.not_one_a_path", argument=argument, given=column.size, paths=conversions.size)
    counts = _checked("conversions", conversions)
    worth = None if values is None else _checked("values", values)
    if values is not None and (missing := np.flatnonzero(np.isnan(values) & (counts > 0))).size:
        raise ModelError("attribution.value_missing", row=int(missing[0]) + 1, conversions=float(counts[missing[0]]))
    lost = None if nulls is None else _checked("nulls", nulls)
    mark = separator.strip()
    steps = [[name for name in map(str.strip, path.split(mark)) if name] for path in paths]
    lengths = np.fromiter(map(len, steps), np.int64, len(steps))
    if (empty := np.flatnonzero(lengths == 0)).size:
        raise ModelError("attribution.path_empty", row=int(empty[0]) + 1)
    if not counts.sum() > 0:
        raise ModelError("attribution.no_conversions", paths=len(steps))
    names = list(chain.from_iterable(steps))
    channels = tuple(sorted(set(names)))
    index = {name: i for i, name in enumerate(channels)}
    touches = np.fromiter((index[name] for name in names), np.int64, len(names))
    return Journeys(channels, touches, np.concatenate([[0], np.cumsum(lengths)]), counts, worth, lost)


def _checked(argument: str, counts: Floats) -> Floats:
    if (below := np.flatnonzero(counts < 0)).size:
        raise ModelError(f"attribution.{argument}_negative", row=int(below[0]) + 1, value=float(counts[below[0]]))
    return np.nan_to_num(counts, nan=0.0)


@np.errstate(over="raise", divide="raise", invalid="raise")
def path_counts(met: Journeys, *, top: int = 20, separator: str = ">") -> PathCounts:
    """Return the `top` distinct paths by conversions, ties in alphabetical order.

    Parameters
    ----------
    met : Journeys
    top : int ≥ 1
    separator : str
        What stands between two channels in the result.

    Raises
    ------
    ModelError
        ``attribution.top_too_small``.

    Examples
    --------
    >>> import numpy as np
    >>> best = path_counts(journeys(["A>B", "A > B", "B"], np.array([1.0, 2.0, 1.0]), nulls=np.array([3.0, 0.0, 1.0])))
    >>> best.paths, best.conversions.tolist(), best.rate.tolist(), best.share.tolist()
    (('A > B', 'B'), [3.0, 1.0], [0.5, 0.5], [0.75, 0.25])
    """
    if top < 1:
        raise ModelError("attribution.top_too_small", top=top)
    won: dict[str, float] = {}
    lost: dict[str, float] = {}
    nulls = np.zeros_like(met.conversions) if met.nulls is None else met.nulls
    joint = f" {separator.strip()} "
    names = [met.channels[touch] for touch in met.touches.tolist()]
    bounds = met.starts.tolist()
    for start, end, conversions, null in zip(bounds, bounds[1:], met.conversions.tolist(), nulls.tolist(), strict=False):
        path = joint.join(names[start:end])
        won[path] = won.get(path, 0.0) + conversions
        lost[path] = lost.get(path, 0.0) + null
    paths = tuple(sorted((path for path in won if won[path] > 0), key=lambda path: (-won[path], path))[:top])
    conversions_ = np.array([won[path] for path in paths])
    journeys_ = conversions_ + np.array([lost[path] for path in paths])
    rate = conversions_ / journeys_ if met.nulls is not None else np.full(len(paths), np.nan)
    return PathCounts(paths, conversions_, rate, conversions_ / met.total)
