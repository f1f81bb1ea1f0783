"""Brand health on the four BAV pillars: strength (what a brand may become) and stature (what it is)."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from addin.errors import ModelError

Quadrant = Literal["new", "niche", "leader", "eroded"]
Method = Literal["geometric", "product", "mean"]

_MIDLINE_PILLAR = 50.0  # the middle of a 0–100 pillar; the midline of a method is what two such pillars give
_COMBINE: dict[Method, Callable[[float, float], float]] = {
    "geometric": lambda x, y: math.sqrt(x * y),
    "product": lambda x, y: x * y / 100,
    "mean": lambda x, y: (x + y) / 2,
}
_QUADRANTS: dict[tuple[bool, bool], Quadrant] = {
    (False, False): "new",
    (True, False): "niche",
    (True, True): "leader",
    (False, True): "eroded",
}


@dataclass(frozen=True, slots=True)
class BrandHealth:
    """Strength and stature on 0–100, and the quadrant of the power grid they fall in."""

    strength: float
    stature: float
    quadrant: Quadrant


def brand_health(
    *, differentiation: float, relevance: float, esteem: float, knowledge: float, method: Method = "geometric"
) -> BrandHealth:
    """Return the place of a brand on the power grid.

    Parameters
    ----------
    differentiation, relevance, esteem, knowledge : float
        The pillars, 0–100. Young & Rubicam's own base is proprietary: pillars measured elsewhere give a BAV-style reading.
    method : {"geometric", "product", "mean"}
        How two pillars make one axis: √(xy), xy/100 or (x + y)/2. High is at or above what two pillars of 50 give.

    Raises
    ------
    ModelError
        ``bav.pillar_out_of_range`` with the argument and the value.

    Examples
    --------
    >>> brand_health(differentiation=81, relevance=64, esteem=25, knowledge=36)
    BrandHealth(strength=72.0, stature=30.0, quadrant='niche')
    """
    pillars = {"differentiation": differentiation, "relevance": relevance, "esteem": esteem, "knowledge": knowledge}
    for name, value in pillars.items():
        if not 0 <= value <= 100:
            raise ModelError("bav.pillar_out_of_range", argument=name, value=value)
    combine = _COMBINE[method]
    midline = combine(_MIDLINE_PILLAR, _MIDLINE_PILLAR)
    strength, stature = combine(differentiation, relevance), combine(esteem, knowledge)
    return BrandHealth(strength, stature, _QUADRANTS[strength >= midline, stature >= midline])
