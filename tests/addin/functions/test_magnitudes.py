"""Numbers of any size: every function gives finite figures or a sentence, never a warning of the machine."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pytest

from addin.errors import FunctionError
from addin.functions import FUNCTIONS, call
from addin.functions.spec import Function, Kind

SIZES = (1e308, -1e308, 1e154, 1e-300, 5e-324)


def sized(value: object, size: float, *, other: int = 1) -> object:
    """Return the numbers of an argument multiplied by `size`, one in `other` of a list."""
    if isinstance(value, list | tuple):
        return [sized(cell, size) if i % other == 0 else cell for i, cell in enumerate(value)]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    return math.copysign(min(abs(value * size), 1.79e308), value * size)


def attempts(function: Function) -> Iterator[list[object]]:
    """Return the example's arguments with one of them, and with all, out of proportion."""
    given = list(function.example.arguments)
    numbers = [i for i, a in enumerate(function.arguments[: len(given)]) if a.kind in (Kind.NUMBER, Kind.INTEGER)]
    for size in SIZES:
        for i in numbers:
            for other in (1, 2):
                yield [sized(value, size, other=other) if k == i else value for k, value in enumerate(given)]
        yield [sized(value, size) if k in numbers else value for k, value in enumerate(given)]


def finite(cell: object) -> bool:
    if isinstance(cell, list):
        return all(map(finite, cell))
    return not isinstance(cell, float) or math.isfinite(cell)


def said(function: Function, arguments: list[object]) -> object:
    """Return what the cell shows: the result, or the sentence of the refusal."""
    try:
        return call(function.name, *arguments)
    except FunctionError as error:
        return error.message


@pytest.mark.parametrize("function", FUNCTIONS, ids=[function.name for function in FUNCTIONS])
def it_stays_within_numbers_or_says_so(function: Function) -> None:
    for arguments in attempts(function):
        assert finite(said(function, arguments)), arguments
