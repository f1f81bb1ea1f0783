"""A conversion funnel: what passes from each stage to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from addin.errors import ModelError


@dataclass(frozen=True, slots=True)
class Stage:
    """Volume of a stage, and what it is of the stage before and of the first; None where that cannot be told."""

    volume: float | None
    rate_from_previous: float | None
    rate_from_first: float | None


def funnel(volumes: Sequence[float | None]) -> list[Stage]:
    """Return the rates of a funnel; None is a stage that was not measured.

    Raises
    ------
    ModelError
        ``funnel.volume_negative`` with the row.

    Examples
    --------
    >>> [(stage.rate_from_previous, stage.rate_from_first) for stage in funnel([1000, 200, 50])]
    [(None, 1.0), (0.2, 0.2), (0.25, 0.05)]
    """
    for row, volume in enumerate(volumes, 1):
        if volume is not None and volume < 0:
            raise ModelError("funnel.volume_negative", row=row, value=volume)
    first = volumes[0] if volumes else None
    before = [None, *volumes][: len(volumes)]
    return [
        Stage(volume, _share(volume, previous), _share(volume, first)) for volume, previous in zip(volumes, before, strict=True)
    ]


def _share(part: float | None, whole: float | None) -> float | None:
    return part / whole if part is not None and whole else None
