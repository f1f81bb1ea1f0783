"""The value of a cell, as XML holds it and as Python does."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape

from workbook_templates.package.package import Package
from workbook_templates.package.relations import relation_of_type
from workbook_templates.package.xml import Element, parse, q


class Fault(str):
    """An error as a cell shows it: ``#N/A``, ``#VALUE!`` …"""

    __slots__ = ()


Scalar = str | int | float | bool | Fault | dt.date | None  # a date is written as its serial number, and read back as one

_EPOCH: Final = dt.datetime(1899, 12, 30)
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LONGEST = 32_767  # characters in a cell


def serial(day: dt.date) -> float:
    """Return the Excel serial number of a day or a moment.

    >>> serial(dt.date(2027, 6, 14)), serial(dt.datetime(2027, 6, 14, 12))
    (46552, 46552.5)
    """
    moment = day if isinstance(day, dt.datetime) else dt.datetime(day.year, day.month, day.day)
    elapsed = (moment.replace(tzinfo=None) - _EPOCH) / dt.timedelta(days=1)
    return int(elapsed) if elapsed.is_integer() else elapsed


def number_text(value: float) -> str:
    """Return a number as XML writes it: the shortest text that reads back the same.

    >>> number_text(3.0), number_text(0.1), number_text(1e22)
    ('3', '0.1', '1e+22')
    """
    if isinstance(value, int):
        return str(value) if abs(value) < 10**15 else repr(float(value))
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def markup(value: Scalar) -> tuple[str, str]:
    """Return the type attribute of a result's cell and its text, escaped for XML; both empty for a blank.

    >>> markup("R&D"), markup(True), markup(Fault("#N/A")), markup(None)
    (('str', 'R&amp;D'), ('b', '1'), ('e', '#N/A'), ('', ''))
    """
    kind, text = typed(value)
    return kind, escape(text) if kind == "str" else text


def typed(value: Scalar) -> tuple[str, str]:
    """Return the type attribute of a result's cell and its text."""
    match value:
        case None:
            return "", ""
        case Fault():
            return "e", str(value)
        case str():
            return "str", sheet_text(value)
        case bool():
            return "b", "1" if value else "0"
        case dt.date():
            return "", number_text(serial(value))
        case _ if math.isfinite(value):
            return "", number_text(value)
        case _:
            return "e", "#NUM!"


def sheet_text(text: str) -> str:
    """Return a text as a part may hold it: what XML forbids or would change written ``_xHHHH_``, no longer than a cell.

    >>> sheet_text("a\\x0bb"), sheet_text("_x0041_")
    ('a_x000B_b', '_x005F_x0041_')
    """
    return _FORBIDDEN.sub(lambda match: f"_x{ord(match[0]):04X}_", text[:_LONGEST])


def plain_text(text: str) -> str:
    """Return a text of a part with its ``_xHHHH_`` read.

    >>> plain_text(sheet_text("_x0041_\\x0b"))
    '_x0041_\\x0b'
    """
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def read_value(cell: Element, strings: Sequence[str]) -> Scalar:
    """Return what a cell shows: text, number, bool, `Fault`, or None when blank. `strings` are the package's shared strings."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find(q("is"))
        return None if inline is None else rich_text(inline)
    element = cell.find(q("v"))
    text = None if element is None else element.text
    if text is None:
        return "" if kind == "str" and element is not None else None
    if kind == "s":
        return strings[int(text)]
    if kind == "str":
        return plain_text(text)
    if kind == "e":
        return Fault(text)
    if kind == "b":
        return text.strip() in ("1", "true")
    if kind == "d":
        return serial(dt.datetime.fromisoformat(text.replace("Z", "")))
    return read_number(text)


def read_number(text: str) -> int | float:
    """Return a number of a part, whole ones as int.

    >>> read_number("12"), read_number("1.50")
    (12, 1.5)
    """
    try:
        return int(text)
    except ValueError:
        value = float(text)
        return int(value) if value.is_integer() and abs(value) < 1e15 else value


def rich_text(element: Element) -> str:
    """Return the text of a shared or inline string, its runs joined, phonetic hints left out."""
    pieces = [item.text or "" for item in element.iterfind(q("t"))]
    pieces += [item.text or "" for item in element.iterfind(f"{q('r')}/{q('t')}")]
    return plain_text("".join(pieces))


def shared_strings_part(package: Package) -> str | None:
    """Return the name of the part that holds the shared strings, None for a workbook without."""
    relation = relation_of_type(package.parts, package.workbook_part, "sharedStrings")
    return relation.target if relation is not None and relation.target in package.parts else None


def shared_strings(package: Package) -> tuple[str, ...]:
    """Return the workbook's shared strings, in order."""
    part = shared_strings_part(package)
    if part is None:
        return ()
    return tuple(rich_text(item) for item in parse(package.parts[part], part=part).iterfind(q("si")))


def same_value(a: Scalar, b: Scalar, *, tolerance: float = 0.0) -> bool:
    """Whether two cells show the same: same kind, numbers within `tolerance` (relative above 1), a blank equal to an empty text.

    >>> same_value(1, 1.0), same_value("1", 1), same_value(None, ""), same_value(True, 1), same_value(1e9, 1e9 + 0.5, tolerance=1e-9)
    (True, False, True, False, True)
    """
    blanks = (None, "")
    if a in blanks or b in blanks:
        return (a in blanks and not _is_number(a)) and (b in blanks and not _is_number(b))
    if _is_number(a) and _is_number(b):
        first, second = float(a), float(b)  # type: ignore[arg-type]  # numbers, by the line above
        return abs(first - second) <= tolerance * max(1.0, abs(first), abs(second))
    return type(a) is type(b) and a == b


def _is_number(value: Scalar) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
