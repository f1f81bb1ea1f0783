"""Numbers as people write them: 1 234,50 €, 1,234.50, (12.00), 55 %; the decimal mark is found in the file, never guessed cell by cell."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

_FORM = re.compile(
    r"[+-]?(?:(?P<plain>\d+)|(?P<exponent>\d+(?:\.\d+)?[eE][+-]?\d+)|(?P<spaced>\d{1,3}(?: \d{3})+)(?:[.,]\d*)?"
    r"|(?P<either>[1-9]\d{0,2}[.,]\d{3})"
    r"|(?P<comma>\d*,\d+|\d+,|\d{1,3}(?:\.\d{3})+,\d*|[1-9]\d{0,2}(?:\.\d{3}){2,})"
    r"|(?P<point>\d*\.\d+|\d+\.|\d{1,3}(?:,\d{3})+\.\d*|[1-9]\d{0,2}(?:,\d{3}){2,}))",
    re.ASCII,
)
_BARE = re.compile(r"-?\d+(?:[.,]\d+)?", re.ASCII)
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "'": " ", "’": " ", "\u2212": "-"})
_CURRENCY = re.compile(r"^(?:[€$£]|EUR|USD|GBP)\s*|\s*(?:[€$£]|EUR|USD|GBP)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marks:
    """How a file writes decimals: `decimal` is "," or "."; `certain` tells evidence from a choice."""

    decimal: str
    certain: bool


def evidence(texts: Iterable[str]) -> set[str]:
    """Return the decimal marks that some text can only be read with, and "?" where one could be read with either.

    >>> evidence(["12", "1 234,50"]), evidence(["1.234", "7"]), evidence(["1,234.5"])
    ({','}, {'?'}, {'.'})
    """
    found: set[str] = set()
    for text in texts:
        match = _FORM.fullmatch(_cleaned(text)[0])
        if match is not None:
            found.update(_mark(match))
    return found


def _mark(match: re.Match[str]) -> str:
    """Return "," or "." where the form has one reading, "?" where it has two, nothing where it has no mark."""
    group = match.lastgroup
    if group == "spaced":
        tail = match.group()[match.end("spaced") :]
        return tail[:1]
    return {"either": "?", "comma": ",", "point": "."}.get(group or "", "")


def parse_number(text: str, marks: Marks) -> float | None:
    """Return the number a text writes, None where it writes none; a percentage is a share.

    >>> french = Marks(",", certain=True)
    >>> [parse_number(text, french) for text in ("1 234,50 €", "1.234", "(12,5)", "55 %", "12.5", "douze")]
    [1234.5, 1234.0, -12.5, 0.55, 12.5, None]
    """
    cleaned, percent, negative = _cleaned(text)
    match = _FORM.fullmatch(cleaned)
    if match is None:
        return None
    mark = _mark(match)
    decimal = marks.decimal if mark == "?" else mark
    digits = cleaned.replace(" ", "")
    if decimal == ",":
        digits = digits.replace(".", "").replace(",", ".")
    elif decimal == ".":
        digits = digits.replace(",", "")
    value = float(digits)
    if math.isinf(value):
        return None
    if percent:
        value = float(f"{value / 100:.15g}")  # 55 % is 0.55, not 0.55000000000000004
    return -value if negative else value


def _cleaned(text: str) -> tuple[str, bool, bool]:
    """Return the digits and marks of a text, whether it is a percentage, whether brackets make it negative."""
    if _BARE.fullmatch(text):
        return text, False, False
    bare = text.strip().translate(_SPACES).strip()
    negative = len(bare) > 2 and bare[0] == "(" and bare[-1] == ")"
    if negative:
        bare = bare[1:-1].strip()
    percent = bare.endswith("%")
    if percent:
        bare = bare[:-1].rstrip()
    bare = _CURRENCY.sub("", bare).strip()
    return bare, percent, negative
