"""Structured references as addresses: ``Table[Col]`` is read with the tables' geometry."""

from __future__ import annotations

from dataclasses import dataclass

from workbook_templates.package.geometry import TablePart
from workbook_templates.package.refs import Area

_ITEMS = {"#all", "#data", "#headers", "#totals", "#this row"}


@dataclass(frozen=True, slots=True)
class Specifier:
    """What stands between the brackets: the parts of the table (``#headers`` …, lower case) and the first and last column."""

    items: frozenset[str] = frozenset()
    first: str | None = None
    last: str | None = None


def parse_specifier(inner: str) -> Specifier | None:
    """Return what a structured reference asks for, None when it is not one.

    >>> parse_specifier("[#This Row],[Prix]:[Coût]") == Specifier(frozenset({"#this row"}), "Prix", "Coût")
    True
    >>> parse_specifier("@[a'[b']]").first, parse_specifier("").first
    ('a[b]', None)
    """
    inner = inner.strip()
    items: set[str] = set()
    if inner.startswith("@"):
        items.add("#this row")
        inner = inner[1:].strip()
    if not inner:
        return Specifier(frozenset(items))
    if not inner.startswith("["):
        if inner.casefold() in _ITEMS:
            return Specifier(frozenset({*items, inner.casefold()}))
        column = unquoted(inner)
        return Specifier(frozenset(items), column, column)
    groups = _groups(inner)
    if groups is None:
        return None
    columns = []
    for group in groups:
        if group.casefold() in _ITEMS:
            items.add(group.casefold())
        else:
            columns.append(unquoted(group))
    if len(columns) > 2:
        return None
    return Specifier(frozenset(items), columns[0] if columns else None, columns[-1] if columns else None)


def _groups(inner: str) -> list[str] | None:
    """Return the contents of ``[a],[b]:[c]``."""
    groups: list[str] = []
    at = 0
    while at < len(inner):
        if inner[at] in ",: \t\r\n":
            at += 1
            continue
        if inner[at] != "[":
            return None
        end = at + 1
        while end < len(inner) and inner[end] != "]":
            end += 2 if inner[end] == "'" else 1
        if end >= len(inner):
            return None
        groups.append(inner[at + 1 : end])
        at = end + 1
    return groups


def unquoted(column: str) -> str:
    """Return a column's header without the quotes that protect ``[ ] # ' @``.

    >>> unquoted("L''an '#1")
    "L'an #1"
    """
    text, at = "", 0
    while at < len(column):
        if column[at] == "'" and at + 1 < len(column):
            at += 1
        text += column[at]
        at += 1
    return text


def quoted_column(header: str) -> str:
    """Return a header as brackets hold it.

    >>> quoted_column("L'an #1")
    "L''an '#1"
    """
    return "".join(f"'{letter}" if letter in "[]#'@" else letter for letter in header)


def resolve(table: TablePart, specifier: Specifier, row: int) -> Area | None:
    """Return the cells asked for; `row` is the formula's own, for ``#This Row``. None where Excel says ``#REF!`` or ``#VALUE!``."""
    columns = _columns(table, specifier)
    rows = _rows(table, specifier.items, row)
    if columns is None or rows is None:
        return None
    return Area(rows[0], columns[0], rows[1], columns[1])


def _columns(table: TablePart, specifier: Specifier) -> tuple[int, int] | None:
    if specifier.first is None or specifier.last is None:
        return table.area.first_col, table.area.last_col
    first, last = table.column(specifier.first), table.column(specifier.last)
    return None if first is None or last is None else (min(first, last), max(first, last))


def _rows(table: TablePart, items: frozenset[str], row: int) -> tuple[int, int] | None:
    body = table.body
    if "#this row" in items:
        return (row, row) if body.first_row <= row <= body.last_row else None
    if "#all" in items:
        return table.area.first_row, table.area.last_row
    spans = []
    if "#headers" in items:
        spans.append(table.header_row)
    if "#totals" in items:
        spans.append(table.totals_row)
    if "#data" in items or not items:
        spans += [body.first_row, body.last_row]
    found = [span for span in spans if span is not None]
    return (min(found), max(found)) if found and len(found) == len(spans) else None
