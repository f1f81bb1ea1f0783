"""MBG/NBD: the BG/NBD in which the first purchase already is an occasion to leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from addin.models.bgnbd import BgNbd


@dataclass(frozen=True, slots=True)
class MbgNbd(BgNbd):
    """The modified BG/NBD model: one-time buyers may be gone, so their P(alive) is below 1.

    With k = x + 1 occasions to leave where the BG/NBD counts x, every formula of the BG/NBD holds.

    References
    ----------
    Batislam, Denizel & Filiztekin (2007), Empirical validation and comparison of models for customer base analysis,
    International Journal of Research in Marketing 24(3).

    Examples
    --------
    >>> MbgNbd(r=0.525, alpha=6.183, a=0.891, b=1.614).p_alive([0, 2], [0, 30.43], [38.86, 38.86]).round(3)
    array([0.39 , 0.706])
    """

    LEAVES_AFTER_TRIAL: ClassVar[int] = 1
