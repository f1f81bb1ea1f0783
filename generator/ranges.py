"""Cells and ranges as people write them, `Sheet!A9:F33`."""

from __future__ import annotations

import re
from collections.abc import Iterable

_RANGE = re.compile(r"^(?P<sheet>.+)!\$?(?P<c1>[A-Z]{1,3})\$?(?P<r1>\d+)(?::\$?(?P<c2>[A-Z]{1,3})\$?(?P<r2>\d+))?$")


def merged(references: Iterable[str]) -> str:
    """Return cells and ranges as one range a sheet, the smallest that holds them all.

    >>> merged(["Budget!B4", "Budget!D9", "Clients!A1:B2", "autre"])
    'Budget!B4:D9; Clients!A1:B2; autre'
    """
    boxes: dict[str, list[int]] = {}
    others: dict[str, None] = {}
    for reference in references:
        read = _RANGE.match(reference)
        if read is None:
            others[reference] = None
            continue
        left, right = sorted((_column(read["c1"]), _column(read["c2"] or read["c1"])))
        top, bottom = sorted((int(read["r1"]), int(read["r2"] or read["r1"])))
        box = boxes.setdefault(read["sheet"], [left, top, right, bottom])
        box[:] = [min(box[0], left), min(box[1], top), max(box[2], right), max(box[3], bottom)]
    said = (
        f"{sheet}!{_letters(x1)}{y1}" + (f":{_letters(x2)}{y2}" if (x1, y1) != (x2, y2) else "")
        for sheet, (x1, y1, x2, y2) in boxes.items()
    )
    return "; ".join([*said, *others])


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _letters(column: int) -> str:
    out = ""
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out
