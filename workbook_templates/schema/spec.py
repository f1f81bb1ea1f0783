"""What a sheet is made of: tables people fill in, result areas formulas spill into, cards, grids and charts around them.

Labels exist in French and English; keys are the same in both. Formulas are written with keys and rendered to labels, language by
language (`schema.formulas`):

    [@impact]*[@probability]     cells of the row; [@f01:f12] a run of them
    Swot[impact]                 a column of a table; Raci[*] its open columns up to the last one a user added, Raci[#] their headers; Raci[**] and Raci[##] all its columns
    gross_margin, r_plan         a setting, a result area: defined names, the same in both languages
    {status.done}                a word of a choice list, as a quoted text
    {"oui"|"yes"}                a text of the formula's own
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Literal

from workbook_templates.text import Lang, Text, Words, fold


class Kind(Enum):
    """What the cells of a column hold."""

    TEXT = "text"
    ID = "id"
    REF = "ref"  # the id of a row of another table
    REFS = "refs"  # several ids, separated by ;
    INTEGER = "integer"
    NUMBER = "number"
    EUROS = "euros"  # excluding tax
    SHARE = "share"  # a fraction 0–1, shown as a percentage
    DATE = "date"
    DATES = "dates"  # several dates, separated by ;
    YES = "yes"
    CHOICE = "choice"
    CHOICES = "choices"  # several words of a list, separated by ;
    QUANTITY = "quantity"  # a number whose unit stands in the row's own unit column


class Importance(Enum):
    """How much a plan needs a table."""

    ESSENTIAL = "●"  # the minimum plan
    USEFUL = "◐"  # worth it for most teams
    OPTIONAL = "○"  # its section is left out when empty
    DATA = "□"  # imported, rarely typed


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table or of a result area; with a formula it is computed, without one it is typed."""

    key: str
    fr: str
    en: str
    kind: Kind = Kind.TEXT
    required: bool = field(default=False, kw_only=True)
    formula: str = field(default="", kw_only=True)
    choices: Words | None = field(default=None, kw_only=True)
    ref: str | None = field(default=None, kw_only=True)  # the table whose ids it holds
    help: Text | None = field(default=None, kw_only=True)  # shown when a cell of the column is selected
    minimum: float | None = field(default=None, kw_only=True)
    maximum: float | None = field(default=None, kw_only=True)
    decimals: int | None = field(default=None, kw_only=True)
    width: float | None = field(default=None, kw_only=True)  # in characters
    above: str = field(default="", kw_only=True)  # a formula for the row above the header: the real name of a month
    minor: bool = field(default=False, kw_only=True)  # a helper column, shown in grey
    lines: int = field(default=1, kw_only=True)  # of text a computed cell may need

    @property
    def label(self) -> Text:
        """The header in both languages."""
        return Text(self.fr, self.en)

    @property
    def computed(self) -> bool:
        """Whether the workbook computes it."""
        return bool(self.formula)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenColumns:
    """Columns a user adds to the right, one for each row of another table, headed by that row's id."""

    ref: str
    kind: Kind
    choices: Words | None = None
    width: float = 6.0


Cell = str | float | int | bool | None | Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table people fill in: an Excel table of the same name in both languages.

    `blank_rows` stand ready in an empty workbook; `starter` rows (by key; words by their key, texts in both languages) are there from the start.
    """

    name: str
    title: Text
    importance: Importance
    columns: tuple[Column, ...]
    help: Text | None = None
    open_columns: OpenColumns | None = None
    blank_rows: int = 8
    starter: tuple[dict[str, Cell], ...] = ()
    fixed: bool = False  # its rows are the starter's: nobody adds any

    def column(self, key: str) -> Column:
        """Return the column of that key.

        Raises
        ------
        KeyError
            The table declares no such column.
        """
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(f"{self.name}[{key}]")

    def key_of(self, label: str) -> str | None:
        """Return the key of a column headed `label` in either language, or by its key; None for a column that is not ours."""
        wanted = fold(label)
        for column in self.columns:
            if wanted in (fold(column.fr), fold(column.en), fold(column.key)):
                return column.key
        return None

    @property
    def inputs(self) -> tuple[Column, ...]:
        """The columns people type."""
        return tuple(column for column in self.columns if not column.computed)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultArea:
    """Where a formula spills: its defined name begins with `r_` and covers the whole result, header row included.

    `guard` lists the columns (`Table[key]`) that must hold something for the formula to run; otherwise the cell is empty. `rows` is the
    room kept for the result (header excluded); None, any number. An area without `header` is a bare matrix or column.
    """

    name: str
    title: Text
    formula: str
    guard: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: int | None = None
    header: bool = True
    help: Text | None = None
    when: str = ""  # a condition more, in formula syntax
    width: int = 0  # columns kept, where they are not declared
    headers: tuple[str, ...] = ()  # formulas of a header row written beside the formula, for a bare matrix
    heads: Kind | None = None  # the kind of the headings a function gives, where they are not texts
    column_width: float = 0.0  # of columns that are not declared
    decimals: int = 0  # of columns that are not declared
    lines: int = 1  # of text its rows may need

    def column(self, key: str) -> Column:
        """Return the column of that key.

        Raises
        ------
        KeyError
            The area declares no such column.
        """
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(f"{self.name}[{key}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A value of the whole plan: a row of the Settings table, its value cell named `name`."""

    key: str
    label: Text
    kind: Kind = Kind.TEXT
    required: bool = False
    default: Cell = None
    choices: Words | None = None
    ref: str | None = None
    unit: Text | None = None
    help: Text | None = None
    minimum: float | None = None
    maximum: float | None = None
    group: Text | None = None  # the heading it opens
    defined_name: str = ""

    @property
    def name(self) -> str:
        """The defined name of the value's cell."""
        return self.defined_name or self.key


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A figure above the tables of a sheet: a formula, or an input with a default; `name` is its defined name, if it has one."""

    label: Text
    kind: Kind = Kind.NUMBER
    formula: str = ""
    name: str = ""
    default: Cell = None
    choices: Words | None = None
    ref: str | None = None
    cells: int = 1  # how many cells side by side share the label and the name
    decimals: int | None = None
    help: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A block of fixed size whose every cell is written here: a label column, then formulas, under one header row.

    The formula of one of its columns, if any, is that of its header.
    """

    name: str
    title: Text
    columns: tuple[Column, ...]
    rows: tuple[
        tuple[Cell | Card, ...], ...
    ]  # a str that begins with = is a formula, with @ a link to a sheet; a card brings its own format
    total: bool = False  # whether the last row is one
    dynamic: bool = False  # whether its formulas compute with whole columns
    help: Text | None = None


ChartKind = Literal["column", "stacked", "bar", "line", "pareto", "scatter", "curves", "waterfall"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A native chart over a fixed number of rows of a block of its sheet.

    `values` are column keys of `source`; `rows` counts data rows under the header, `first_row` the first one (0-based).
    """

    kind: ChartKind
    title: Text
    source: str
    categories: str
    values: tuple[str, ...]
    rows: int
    first_row: int = 0
    secondary: tuple[str, ...] = ()  # values drawn as lines on a second axis
    number_format: str = "#,##0"
    colours: tuple[str, ...] = ()  # of the series, where they mean something
    x_title: Text | None = None
    y_title: Text | None = None
    names: tuple[str, str] | None = None  # the block and the column that name its points
    maximum: float | None = None  # of the axis of values
    under: str = ""  # the block it stands below; the source by default
    gap: int = 2  # rows left between that block and the chart
    width: int = 620  # pixels
    height: int = 320


Block = Table | ResultArea | Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet: what it is for, the figures at its top, its blocks from left to right, its charts."""

    key: str
    title: Text  # on the tab
    heading: Text
    purpose: Text
    sostac: Text | None = None
    cards: tuple[Card, ...] = ()
    blocks: tuple[Block, ...] = ()
    charts: tuple[Chart, ...] = ()
    freeze_columns: int = 0
    colour: str = "input"

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables among its blocks."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def results(self) -> tuple[ResultArea, ...]:
        """The result areas among its blocks."""
        return tuple(block for block in self.blocks if isinstance(block, ResultArea))


def column_of(table: Table, label: str, *, lang: Lang | None = None) -> str | None:
    """Return the key of the column headed `label`: in `lang`, or in either language and by key without one."""
    if lang is None:
        return table.key_of(label)
    return next((column.key for column in table.columns if fold(column.label.get(lang)) == fold(label)), None)
