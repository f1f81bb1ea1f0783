"""Blocks made of cells: the Gantt, the RACI matrix, grids of shades, 2 × 2 matrices. `generator.blocks` gives them with the others."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from generator.markup import Runs

# A tone is never alone: the text beside it says the same in words.
Tone = Literal["plain", "good", "watch", "bad", "unknown", "accent", "muted"]


def same_count(where: str, found: int, expected: int, what: str) -> None:
    """Hold a section to its own count."""
    if found != expected:
        raise ValueError(f"{where}: {found} for {expected} {what}")


@dataclass(frozen=True, slots=True, kw_only=True)
class GanttRow:
    """A line of the retro-planning; a milestone has no duration (start = finish) and is drawn as ◆."""

    id: str
    name: str
    start: dt.date
    finish: dt.date
    owner: str = ""
    group: str = ""
    milestone: bool = False
    critical: bool = False
    late: bool = False
    done: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GanttBlock:
    """The retro-planning by week, from the Monday of `first_day`; more than 27 weeks are split over several tables."""

    caption: str
    bookmark: str
    rows: tuple[GanttRow, ...]
    first_day: dt.date
    weeks: int
    today: dt.date | None = None
    alt: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RaciRow:
    """Who does what for one action: a letter a role, blank where the role has no part."""

    id: str
    activity: str
    letters: tuple[str, ...]
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RaciBlock:
    """The RACI matrix, with its legend."""

    caption: str
    bookmark: str
    roles: tuple[str, ...]
    rows: tuple[RaciRow, ...]
    alt: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        for row in self.rows:
            same_count(f"{self.bookmark}, {row.id}", len(row.letters), len(self.roles), "roles")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatCell:
    """A cell of a heat grid: `intensity` between 0 and 1 gives the shade, `text` the figure, `label` small print under it."""

    text: str
    intensity: float
    label: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatGrid:
    """A grid of shades (RFM, probability × impact). `warm` shades from amber to red, else in blue."""

    caption: str
    bookmark: str
    row_title: str
    column_title: str
    row_labels: tuple[str, ...]
    column_labels: tuple[str, ...]
    cells: tuple[tuple[HeatCell, ...], ...]
    alt: str = ""
    source: str = ""
    warm: bool = False

    def __post_init__(self) -> None:
        same_count(self.bookmark, len(self.cells), len(self.row_labels), "row labels")
        for line in self.cells:
            same_count(self.bookmark, len(line), len(self.column_labels), "column labels")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A titled box of short lines."""

    title: str
    lines: tuple[Runs, ...]
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quadrant:
    """A 2 × 2 (SWOT, Ansoff): tiles top left, top right, bottom left, bottom right; axis labels are left out where empty."""

    caption: str
    bookmark: str
    tiles: tuple[Tile, Tile, Tile, Tile]
    column_labels: tuple[str, ...] = ()
    row_labels: tuple[str, ...] = ()
    alt: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """Sheets of facts side by side, two a row."""

    caption: str
    bookmark: str
    tiles: tuple[Tile, ...]
    alt: str = ""
    source: str = ""
