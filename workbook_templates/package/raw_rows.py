"""The rows of a sheet's part as bytes: cut apart without parsing them, since a tree takes about a kilobyte a cell and most rows are left alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbook_templates.package.refs import Area, column_number

_PLAIN = (b" r=", b" spans=", b" x14ac:dyDescent=")
_CELL = b'<c r="'


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


def raw_cells(row: bytes) -> list[tuple[int, str | None]] | None:
    """Return the column and the style of each cell, None where the row must be parsed to know.

    >>> raw_cells(b'<row r="5"><c r="A5" s="3"><v>1</v></c><c r="AB5"/></row>')
    [(1, '3'), (28, None)]
    """
    chunks = row.split(_CELL)
    if row.count(b"<c ") != len(chunks) - 1:
        return None
    found: list[tuple[int, str | None]] = []
    for chunk in chunks[1:]:
        head = chunk[: chunk.find(b">")]
        ref = head[: head.find(b'"')].decode()
        at = head.find(b' s="')
        found.append(
            (column_number(ref.rstrip("0123456789")), head[at + 4 : head.find(b'"', at + 4)].decode() if at > 0 else None)
        )
    return found


def columns_of(row: bytes) -> list[int] | None:
    """Return the columns of a row's cells, None where the row must be parsed to know."""
    chunks = row.split(_CELL)
    if row.count(b"<c ") != len(chunks) - 1:
        return None
    return [column_number(chunk[: chunk.find(b'"')].decode().rstrip("0123456789")) for chunk in chunks[1:]]


def lies_in(row: bytes, number: int, areas: Sequence[Area]) -> bool:
    """Whether every cell of a row is surely inside one of these areas."""
    spans = [(area.first_col, area.last_col) for area in areas if area.first_row <= number <= area.last_row]
    columns = columns_of(row)
    return columns is not None and all(any(first <= column <= last for first, last in spans) for column in columns)


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
