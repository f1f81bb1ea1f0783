"""A benchmark job: code of ours, code of a peer, the same data, a goal."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """What one interpreter runs: `setup` once, then `timed` again and again; `data` is the path of the job's data.

    `who` is written in the table; `modules` must be importable, or the peer is reported as absent.
    """

    who: str
    setup: str
    timed: str
    repeats: int = 3
    modules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One row of the table.

    `prepare` runs in our interpreter and writes the data both sides read to the path `data` (numpy's .npz, mostly); it is not timed. The time
    is the best of the repeats, so warm where there are several; the memory is the peak of the whole process.
    A `cold` job is one process a repeat, start of the interpreter and imports timed: `setup` runs before it in a process of its own,
    and what it leaves is files beside `data`. A job whose file `needs` is absent is left out. `most_seconds` and `most_mib` bound ours; `least_ratio` bounds the peer's time over ours.
    `note` says what the two sides do not have in common.
    """

    name: str
    ours: Code
    prepare: str = ""
    peer: Code | None = None
    needs: Path | None = None
    cold: bool = False
    note: str = ""
    most_seconds: float | None = None
    least_ratio: float | None = None
    most_mib: float | None = None

    @property
    def goal(self) -> str:
        """The bounds, in words."""
        parts = []
        if self.most_seconds is not None:
            parts.append(f"≤ {self.most_seconds * 1000:g} ms" if self.most_seconds < 1 else f"≤ {self.most_seconds:g} s")
        if self.least_ratio is not None:
            parts.append(f"≥ {self.least_ratio:g}×")
        if self.most_mib is not None:
            parts.append(f"≤ {self.most_mib:g} MiB")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Measure:
    """What one side took: seconds of the best repeat, peak memory of its process in MiB, and a figure of its result to compare."""

    seconds: float
    mib: float
    result: str
