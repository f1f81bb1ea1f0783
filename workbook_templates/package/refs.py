"""A1 references: columns as letters, cells and rectangles of cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_PLAIN_NAME = re.compile(r"[^\W\d]\w*")
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc][0-9]*|[Rr]|[Cc]")


@lru_cache(maxsize=4096)
def letters(column: int) -> str:
    """Return the letters of a column, 1 for A.

    >>> letters(1), letters(27), letters(16384)
    ('A', 'AA', 'XFD')
    """
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


@lru_cache(maxsize=4096)
def column_number(text: str) -> int:
    """Return the number of a column from its letters.

    >>> column_number("A"), column_number("xfd")
    (1, 16384)
    """
    number = 0
    for letter in text.upper():
        number = number * 26 + ord(letter) - 64
    return number


def cell_ref(row: int, column: int) -> str:
    """Return the A1 reference of a cell.

    >>> cell_ref(5, 28)
    'AB5'
    """
    return f"{letters(column)}{row}"


def parse_cell(ref: str) -> tuple[int, int]:
    """Return the row and the column of an A1 reference, `$` allowed.

    >>> parse_cell("$AB$5")
    (5, 28)

    Raises
    ------
    ValueError
        When it is not the reference of one cell.
    """
    match = _CELL.fullmatch(ref)
    if match is None:
        raise ValueError(ref)
    return int(match[2]), column_number(match[1])


@dataclass(frozen=True, slots=True, order=True)
class Area:
    """A rectangle of cells, 1-based and inclusive.

    >>> Area.parse("$B$2:D5").ref, Area(3, 1, 3, 1).ref
    ('B2:D5', 'A3')
    """

    first_row: int
    first_col: int
    last_row: int
    last_col: int

    @classmethod
    def parse(cls, ref: str) -> Area:
        """Return the rectangle of an A1 range, a whole column (``A:C``) or a whole row (``3:5``) included.

        Raises
        ------
        ValueError
            When it is none of these.
        """
        start, _, end = ref.replace("$", "").partition(":")
        end = end or start
        if start.isdigit() and end.isdigit():
            return cls(int(start), 1, int(end), LAST_COLUMN)
        if start.isalpha() and end.isalpha() and ":" in ref:
            return cls(1, column_number(start), LAST_ROW, column_number(end))
        (row, column), (last_row, last_column) = parse_cell(start), parse_cell(end)
        return cls(min(row, last_row), min(column, last_column), max(row, last_row), max(column, last_column))

    @property
    def ref(self) -> str:
        """The range in A1, one cell without a colon."""
        start, end = cell_ref(self.first_row, self.first_col), cell_ref(self.last_row, self.last_col)
        return start if start == end else f"{start}:{end}"

    @property
    def absolute(self) -> str:
        """The range in A1 with dollars."""
        start = f"${letters(self.first_col)}${self.first_row}"
        end = f"${letters(self.last_col)}${self.last_row}"
        return start if start == end else f"{start}:{end}"

    @property
    def height(self) -> int:
        """How many rows it has; 0 for a table without a data row."""
        return self.last_row - self.first_row + 1

    @property
    def width(self) -> int:
        """How many columns it has."""
        return self.last_col - self.first_col + 1

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell is inside."""
        return self.first_row <= row <= self.last_row and self.first_col <= column <= self.last_col

    def meets(self, other: Area) -> bool:
        """Whether the two share a cell."""
        return (
            self.first_row <= other.last_row
            and other.first_row <= self.last_row
            and self.first_col <= other.last_col
            and other.first_col <= self.last_col
        )

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Go through its cells, row by row."""
        for row in range(self.first_row, self.last_row + 1):
            for column in range(self.first_col, self.last_col + 1):
                yield row, column


def quoted(sheet: str) -> str:
    """Return a sheet's name as a formula writes it before the ``!``.

    >>> quoted("Données"), quoted("Rétro-planning"), quoted("L'an 1"), quoted("T1")
    ('Données', "'Rétro-planning'", "'L''an 1'", "'T1'")
    """
    if _PLAIN_NAME.fullmatch(sheet) and not _LIKE_A_CELL.fullmatch(sheet):
        return sheet
    return "'" + sheet.replace("'", "''") + "'"


def split_sheet(reference: str) -> tuple[str, str]:
    """Return the sheet (``""`` when there is none) and the rest of a reference.

    >>> split_sheet("'L''an 1'!$A$5"), split_sheet("A5")
    (("L'an 1", '$A$5'), ('', 'A5'))
    """
    sheet, mark, rest = reference.rpartition("!")
    if not mark:
        return "", reference
    if len(sheet) > 1 and sheet[0] == sheet[-1] == "'":
        sheet = sheet[1:-1].replace("''", "'")
    return sheet, rest
