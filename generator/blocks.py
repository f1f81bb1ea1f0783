"""What the plan shows, block by block: frozen values that know nothing of Word.

Texts are in the document's language and already formatted; a block holds no arithmetic. A bookmark is an ASCII name of at most 40
letters, digits and `_`, unique in the document and the same from one version of the plan to the next: cross references
(`[@bookmark]` in the markup) and the keeping of a person's edits both hang on it. Where a cell reference can be given (`source`), it
reads `Sheet!Cell` or `Sheet!Range`: it becomes a tooltip and a line of the index of figures.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from generator import markup
from generator.markup import Paragraph as Paragraph
from generator.markup import Run as Run
from generator.markup import Runs as Runs
from generator.matrices import GanttBlock as GanttBlock
from generator.matrices import GanttRow as GanttRow
from generator.matrices import HeatCell as HeatCell
from generator.matrices import HeatGrid as HeatGrid
from generator.matrices import Quadrant as Quadrant
from generator.matrices import RaciBlock as RaciBlock
from generator.matrices import RaciRow as RaciRow
from generator.matrices import Sheets as Sheets
from generator.matrices import Tile as Tile
from generator.matrices import Tone as Tone
from generator.matrices import same_count
from workbook_templates.text import Lang

Align = Literal["left", "right", "center"]
Numbering = Literal["decimal", "appendix", "none"]
ChartKind = Literal["line", "scatter", "bar", "stacked", "waterfall", "pareto", "bubble", "funnel"]
Orientation = Literal["portrait", "landscape"]


# ── text ──


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A title, a noun. Level 1 opens a page unless told otherwise; numbers (1.2, or A.2 in the appendices) are Word's own."""

    level: Literal[1, 2, 3]
    text: str
    bookmark: str
    numbering: Numbering = "decimal"
    new_page: bool | None = None


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs."""

    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without order."""

    items: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Where a section's figures come from; `text` comes without the word Source, which Word's side writes."""

    text: str


def prose(text: str) -> Prose:
    """Return the paragraphs of a rendered, autoescaped template.

    >>> [p.kind for p in prose("**Tout est tenu.**\\n\\nLe reste suit.").paragraphs]
    ['lead', 'body']
    """
    return Prose(markup.paragraphs(text))


def bullets(items: Iterable[str]) -> Bullets:
    """Return a list of rendered, autoescaped items."""
    return Bullets(tuple(markup.runs(item) for item in items))


# ── tables ──


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: figures go right. `weight` shares out the width left by the others."""

    header: str
    align: Align = "left"
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell: `runs` where the text has a look of its own, else `text`, whose line ends are kept."""

    text: str = ""
    runs: Runs = ()
    tone: Tone = "plain"
    bold: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row: `total` closes a table, `group` is one cell across it."""

    cells: tuple[Cell, ...]
    kind: Literal["plain", "total", "group"] = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableBlock:
    """A table with its caption above, its notes and its source below. `compact` takes a smaller type."""

    caption: str
    bookmark: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    alt: str = ""
    source: str = ""
    notes: tuple[str, ...] = ()
    compact: bool = False

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows, 1):
            same_count(
                f"{self.bookmark}, row {number}", len(row.cells), 1 if row.kind == "group" else len(self.columns), "columns"
            )


def cell(text: str, *, tone: Tone = "plain", source: str = "", bold: bool = False) -> Cell:
    """Return a cell of plain text: nothing in it is read as markup."""
    return Cell(text=text, tone=tone, source=source, bold=bold)


# ── charts ──


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """An axis; `number_format` is Excel's (`0%`, `#,##0`); bounds are left to Word where None."""

    title: str = ""
    number_format: str = "General"
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One series: `y` against the chart's categories or, in scatter and bubble charts, against `x`; `sizes` and `labels` for bubbles.

    `tone` picks a colour where it means something; otherwise colours follow the palette. None leaves a gap. The labels of a waterfall or a
    funnel are written beyond its bars, one a bar.
    """

    name: str
    y: tuple[float | None, ...]
    x: tuple[float, ...] = ()
    sizes: tuple[float, ...] = ()
    labels: tuple[str, ...] = ()
    tone: Tone = "plain"
    dashed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A point singled out on a scatter or line-on-scatter chart, with its label."""

    label: str
    x: float
    y: float
    tone: Tone = "accent"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartBlock:
    """A native chart, its data editable in Word.

    `waterfall`: one series of steps; `totals` tells the categories that are levels, not steps. `pareto`: first series bars, second a
    share between 0 and 1, drawn as a line on the right axis. `funnel`: one series, from the widest. `bar` and `funnel` lie down when
    `horizontal`. `alt` says what the picture shows to one who cannot see it.
    """

    kind: ChartKind
    caption: str
    bookmark: str
    alt: str
    series: tuple[Series, ...]
    categories: tuple[str, ...] = ()
    x_axis: Axis = Axis()
    y_axis: Axis = Axis()
    points: tuple[Point, ...] = ()
    totals: tuple[bool, ...] = ()
    horizontal: bool = False
    value_labels: bool = False
    height_cm: float = 6.2
    source: str = ""

    def __post_init__(self) -> None:
        if not self.series:
            raise ValueError(f"{self.bookmark}: a chart without series")
        for series in self.series:
            if self.kind in ("scatter", "bubble"):
                same_count(f"{self.bookmark}, {series.name}", len(series.y), len(series.x), "x")
            else:
                same_count(f"{self.bookmark}, {series.name}", len(series.y), len(self.categories), "categories")
        if self.kind == "pareto":
            same_count(self.bookmark, len(self.series), 2, "series: bars and a cumulated share")


# ── pages of figures ──


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A key figure: its value, its target, its trend, its owner, its status in a word."""

    label: str
    value: str
    target: str = ""
    trend: str = ""
    owner: str = ""
    status: str = ""
    tone: Tone = "unknown"
    source: str = ""


@dataclass(frozen=True, slots=True)
class KpiCards:
    """Key figures side by side, three a row."""

    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class SostacPage:
    """The plan on one page: six tiles, from situation to control."""

    tiles: tuple[Tile, ...]


# ── pages ──


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The cover: `facts` are label and value (version, date, moment of the plan), `versions` the table of versions."""

    title: str
    company: str
    period: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    versions: TableBlock | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """One who signs."""

    role: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureBlock:
    """Room to sign, under the sentence that is agreed to."""

    text: str
    signatories: tuple[Signatory, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The table of contents down to `depth`, then the lists of figures and of tables."""

    depth: Literal[1, 2, 3] = 2
    figures: bool = True
    tables: bool = True


@dataclass(frozen=True, slots=True)
class FigureIndex:
    """Every sourced figure of the document with its cell, filled in by Word's side; needs nothing."""

    caption: str
    bookmark: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows opens a page."""


@dataclass(frozen=True, slots=True)
class SectionBreak:
    """What follows opens a page of this orientation."""

    orientation: Orientation


Block = (
    Heading | Prose | Bullets | SourceLine | TableBlock | ChartBlock | GanttBlock | RaciBlock | HeatGrid | Quadrant | Sheets | KpiCards
    | SostacPage | Cover | SignatureBlock | Contents | FigureIndex | PageBreak | SectionBreak
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole plan. `date` is the plan's own, never the clock's: it dates the properties, so that the same plan gives the same bytes."""

    title: str
    company: str
    lang: Lang
    date: dt.date
    blocks: tuple[Block, ...]
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    header: str = ""
    footer: str = ""
    draft: bool = False
