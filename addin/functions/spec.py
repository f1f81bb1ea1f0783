"""A worksheet function, described once: every host, the help and the reference are made from this."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final

from addin.errors import ErrorKind
from workbook_templates.text import Text, Words

REQUIRED: Final = ...  # the default of an argument that has none


class Kind(Enum):
    """What the cells of an argument hold; in brackets, what the function's code receives."""

    NUMBER = "number"  # float, or float64 array (blank: nan)
    INTEGER = "integer"  # int, or float64 array of whole numbers (blank: nan)
    BOOLEAN = "boolean"  # bool, or object array of bool and None; Oui/Non, Yes/No, 1/0 are read
    DATE = "date"  # datetime.date, or datetime64[D] array (blank: NaT); date, datetime or Excel serial
    TEXT = "text"  # str, or object array of str (blank: None); a number is read as its text
    KEY = "key"  # an identifier: str or number as typed, whole floats as int; object array
    ANY = "any"  # the cell as it is


class Shape(Enum):
    """What a formula may pass: one value, one list of cells, or a block (received as a 2-D array)."""

    SCALAR = "scalar"
    COLUMN = "column"
    BLOCK = "block"


class Rows(Enum):
    """How the rows of a result relate to the rows of the arguments."""

    FREE = "free"  # any number of rows
    PER_INPUT = "per_input"  # computed over all rows at once, one result row per input row; blank rows give blank rows
    ELEMENTWISE = (
        "elementwise"  # `compute` is called once per row with scalars; a failed row is a CellError; scalars in, scalar out
    )


class Result(Enum):
    """What a formula gives: one value (or a column of them), a bare column, a bare matrix, or a table under a header row."""

    SCALAR = "scalar"
    COLUMN = "column"
    MATRIX = "matrix"
    TABLE = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One argument of a function, in the order of the formula.

    `aligned` arguments of one call have the same number of rows; a row blank in all of them is skipped. A blank in one of them only
    is an error unless `blanks`. `choices` are accepted in both languages and reach the function as keys. `label` is what messages and the
    reference call it. `unit` is written wherever the argument is described.
    """

    name: str
    label: Text
    help: Text
    kind: Kind = Kind.NUMBER
    shape: Shape = Shape.SCALAR
    unit: Text | None = None
    aligned: bool = False
    blanks: bool = False
    choices: Words | None = None
    default: object = REQUIRED

    @property
    def required(self) -> bool:
        """Whether a formula must give it."""
        return self.default is REQUIRED


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table result: its key (the contract's word, used as the English header), its French header, its unit."""

    key: str
    fr: str
    unit: Text | None = None
    words: Words | None = None  # the column holds keys of these words

    @property
    def header(self) -> Text:
        """The header in both languages."""
        return Text(self.fr, self.key)


@dataclass(frozen=True, slots=True)
class Message:
    """The sentence of one code: what was found, the rule, the next step, with the model's facts as {placeholders}."""

    fr: str
    en: str
    kind: ErrorKind = "#VALUE!"
    argument: str | None = None  # where the code always concerns the same one

    @property
    def text(self) -> Text:
        """The sentence in both languages."""
        return Text(self.fr, self.en)


class Key(str):
    """A cell of a result that is a word of the function (`Function.words`), said in the language asked for."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table result: its columns as equally long sequences, in the order of the description.

    `header` replaces the described one where the columns depend on the data: `Key`s are translated, the rest stands as it is.
    """

    columns: tuple[Any, ...]  # sequences or arrays
    header: tuple[object, ...] | None = None

    @classmethod
    def from_rows(cls, rows: Sequence[Sequence[object]], *, width: int, header: tuple[object, ...] | None = None) -> Table:
        """Return the table of these rows, `width` columns wide even when there is none."""
        columns = tuple(zip(*rows, strict=True)) if rows else ((),) * width
        return cls(columns, header)


@dataclass(frozen=True, slots=True)
class Noted:
    """A result with remarks: codes of `Function.messages` with their facts."""

    value: object
    notes: tuple[tuple[str, Mapping[str, object]], ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A call that runs: positional arguments, the result in English, and where the figures come from."""

    arguments: tuple[object, ...]
    result: object
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """A function of the catalogue.

    `compute` takes the arguments in order, converted as `Kind` says, and returns a scalar, a sequence, a `Table`, or any of these in
    `Noted`. It raises `ModelError`; `messages` words every code its model can raise and every note it can give.
    """

    name: str
    family: str  # leads every code: "rfm" in rfm.amounts_not_numeric
    summary: Text
    arguments: tuple[Argument, ...]
    result: Result
    compute: Callable[..., object]
    rows: Rows = Rows.FREE
    columns: tuple[Column, ...] = ()
    words: Mapping[str, Text] = field(default_factory=dict)  # row names and other `Key`s of the result
    messages: Mapping[str, Message] = field(default_factory=dict)
    help: Text | None = None  # what a user must know beyond the summary: definitions, limits
    example: Example
    source: str

    @property
    def required(self) -> int:
        """How many arguments a formula must give."""
        return sum(argument.required for argument in self.arguments)


# Units, written wherever a duration, an amount or a rate appears.
DAYS = Text("jours", "days")
WORKING_DAYS = Text("jours ouvrés", "working days")
WEEKS = Text("semaines", "weeks")
EUROS = Text("€", "€")
SHARE = Text("part, 0 à 1", "share, 0 to 1")
ANNUAL_RATE = Text("taux annuel, 0,08 = 8 %", "annual rate, 0.08 = 8%")
COUNT = Text("nombre", "count")
