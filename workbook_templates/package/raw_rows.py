"""The rows of a sheet's part as bytes: cut apart without parsing them, since a tree takes about a kilobyte a cell and most rows are left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workbook_templates.package.refs import column_number

_PLAIN = (b" r=", b" spans=", b" x14ac:dyDescent=")
# How every program we know writes a cell's first attributes; a row where this finds less than all its cells is parsed instead.
_HEAD = re.compile(rb'<c r="([A-Z]{1,3})[0-9]+"(?: s="([0-9]+)")?')


@dataclass(frozen=True, slots=True)
class CutSheet:
    """A part cut in three: what stands before its first row, its rows by number, what stands after the last one."""

    before: bytes
    rows: dict[int, bytes]
    after: bytes


def cut(data: bytes) -> CutSheet | None:
    """Return the part cut at its rows, None where it cannot be cut safely: prefixed tags, comments, other encodings, rows without number."""
    start, end = data.find(b"<sheetData>"), data.rfind(b"</sheetData>")
    head = data[:200].lower()
    if start < 0 or end < 0 or b"<!" in data or (b"encoding=" in head and b"utf-8" not in head):
        return None
    start += len(b"<sheetData>")
    rows: dict[int, bytes] = {}
    at, last = start, 0
    while at < end:
        close = data.find(b">", at)
        number = _number(data, at, close)
        if number <= last:
            return None
        stop = close + 1 if data[close - 1 : close] == b"/" else data.find(b"</row>", close) + len(b"</row>")
        if stop < close:
            return None
        rows[number], last, at = data[at:stop], number, stop
    return CutSheet(data[:start], rows, data[end:])


def _number(data: bytes, at: int, close: int) -> int:
    """Return the number of the row that opens at `at`, 0 where none does."""
    if not data.startswith(b"<row ", at):
        return 0
    tag = data[at:close]
    found = tag.find(b' r="')
    digits = tag[found + 4 : tag.find(b'"', found + 4)] if found > 0 else b""
    return int(digits) if digits.isdigit() else 0


def has_formula(row: bytes) -> bool:
    """Whether a row holds a formula."""
    return b"<f>" in row or b"<f " in row or b"<f/>" in row


def is_plain(row: bytes) -> bool:
    """Whether a row says nothing of itself but its number.

    >>> is_plain(b'<row r="5" spans="1:2"><c r="A5"/></row>'), is_plain(b'<row r="5" ht="30"/>')
    (True, False)
    """
    tag = row[4 : row.find(b">")].rstrip(b"/")
    return tag.count(b"=") == sum(mark in tag for mark in _PLAIN)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a row's cells are, values apart: the column and the style of each."""

    cells: tuple[tuple[int, str | None], ...]

    @property
    def columns(self) -> tuple[int, ...]:
        """The columns."""
        return tuple(column for column, _ in self.cells)


def heads(row: bytes) -> tuple[tuple[bytes, bytes], ...] | None:
    """Return the letters and the style of each cell, None where the row must be parsed to know.

    >>> heads(b'<row r="5"><c r="A5" s="3"><v>1</v></c><c r="AB5"/></row>')
    ((b'A', b'3'), (b'AB', b''))
    """
    found = tuple(_HEAD.findall(row))
    styled = sum(1 for _, style in found if style)
    return found if len(found) == row.count(b"<c ") and styled == row.count(b' s="') else None


def shape(found: tuple[tuple[bytes, bytes], ...]) -> Shape:
    """Return the shape of cells with these heads."""
    return Shape(tuple((column_number(letters.decode()), style.decode() or None) for letters, style in found))


def ends(row: bytes) -> tuple[int, int] | None:
    """Return the first and the last column of a row, None for one without cells.

    >>> ends(b'<row r="5"><c r="A5"/><c r="AB5"/></row>')
    (1, 28)
    """
    first, last = row.find(b' r="', 5 + row[4:].find(b">")), row.rfind(b'<c r="')
    if first < 0 or last < 0:
        return None
    start, end = row[first + 4 : row.find(b'"', first + 4)], row[last + 6 : row.find(b'"', last + 6)]
    return column_number(start.decode().rstrip("0123456789")), column_number(end.decode().rstrip("0123456789"))


def shared_indexes(data: bytes) -> Iterator[int]:
    """Go through the shared strings that cells of these bytes show.

    >>> list(shared_indexes(b'<c r="A1" t="s"><v>7</v></c><c r="B1"><v>3</v></c>'))
    [7]
    """
    for piece in data.split(b' t="s"')[1:]:
        start = piece.find(b"<v>") + 3
        digits = piece[start : piece.find(b"</v>", start)]
        if digits.isdigit():
            yield int(digits)
