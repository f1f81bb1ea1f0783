"""A file of data as named columns: text with separators, an Excel sheet, or Parquet, told apart by content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from addin.intake.refusals import refusal
from workbook_templates.text import Text

HEADER_ROWS_TRIED = 20


@dataclass(frozen=True, slots=True)
class Source:
    """Columns of equal length, blanks as None; `lines` gives each row's line in the file, 1-based.

    `misfits` are rows left out because they hold more cells than there are headers: (line, cells). `separator` is None where the file
    has no text form.
    """

    headers: tuple[str, ...]
    columns: tuple[list[object], ...]
    lines: Sequence[int]
    misfits: tuple[tuple[int, int], ...] = ()
    separator: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells as a file gives them, before one of them is known to be the headers."""

    rows: list[Sequence[object]]
    lines: Sequence[int]
    separator: str | None = None


def read_grid(path: Path, *, sheet: str | None) -> Grid:
    """Return the rows of a file, headers and titles included.

    Raises
    ------
    IntakeError
        ``intake.not_found``, ``intake.unreadable``, ``intake.sheet_unknown``.
    """
    from addin.intake.delimited import delimited_grid
    from addin.intake.spreadsheet import spreadsheet_grid

    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise refusal("intake.not_found", str(path)) from error
    except OSError as error:
        reason = Text("le système en refuse l'accès", "the system denies access")
        raise refusal("intake.unreadable", path.name, reason=reason) from error
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return spreadsheet_grid(data, path.name, sheet=sheet)
    if data.startswith(b"PAR1"):
        return _parquet_grid(data, path.name)
    return delimited_grid(data, path.name)


def _parquet_grid(data: bytes, name: str) -> Grid:
    import io

    import polars as pl

    try:
        frame = pl.read_parquet(io.BytesIO(data))
    except (pl.exceptions.PolarsError, OSError) as error:
        reason = Text("Parquet incomplet ou abîmé", "incomplete or damaged Parquet")
        raise refusal("intake.unreadable", name, reason=reason) from error
    rows: list[Sequence[object]] = [tuple(frame.columns)]
    rows.extend(frame.rows())
    return Grid(rows, range(len(rows)))  # the first row of data is row 1


def as_source(grid: Grid, header: int) -> Source:
    """Return the rows under the headers as columns, blank rows left out."""
    names = ["" if cell is None else str(cell).strip() for cell in grid.rows[header]]
    while names and not names[-1]:
        names.pop()
    width = len(names)
    rows, lines = grid.rows[header + 1 :], grid.lines[header + 1 :]
    if {len(row) for row in rows} - {width} or any(not any(row) for row in rows):
        kept = [(row, line) for row, line in zip(rows, lines, strict=True) if any(not _is_blank(cell) for cell in row)]
        misfits = tuple((line, len(row)) for row, line in kept if any(not _is_blank(cell) for cell in row[width:]))
        wrong = {line for line, _ in misfits}
        rows = [(*row[:width], *[None] * (width - len(row))) for row, line in kept if line not in wrong]
        lines = [line for _, line in kept if line not in wrong]
    else:
        misfits = ()
    columns = tuple(list(column) for column in zip(*rows, strict=True)) if rows else tuple([] for _ in names)
    return Source(tuple(names), columns, lines, misfits, grid.separator)


def _is_blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
