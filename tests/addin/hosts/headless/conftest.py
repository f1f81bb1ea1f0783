"""Small workbooks and small functions to compute them with."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from addin.errors import ModelError
from addin.functions.spec import Argument, Example, Function, Kind, Message, Noted, Result, Shape
from workbook_templates.package import Package
from workbook_templates.text import Text

Fill = Callable[[xlsxwriter.Workbook], None]


def a_function(name: str, compute: Callable[..., object], *arguments: Argument, result: Result = Result.MATRIX) -> Function:
    """A function of the catalogue made for a test."""
    return Function(
        name=name,
        family="test",
        summary=Text(name, name),
        arguments=arguments,
        result=result,
        compute=compute,
        messages={
            "test.refused": Message("Refusé : {value}.", "Refused: {value}.", kind="#N/A"),
            "test.noted": Message("Remarque : {count}.", "Note: {count}."),
        },
        example=Example((), None),
        source="test",
    )


def block(name: str = "cells", **options: Any) -> Argument:
    return Argument(
        name=name, label=Text(name, name), help=Text("", ""), kind=Kind.ANY, shape=Shape.BLOCK, blanks=True, **options
    )


def scalar(name: str, kind: Kind = Kind.ANY, **options: Any) -> Argument:
    return Argument(name=name, label=Text(name, name), help=Text("", ""), kind=kind, **options)


class Recorder:
    """The functions of these tests, and what they were called with."""

    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []

    def tripled(self, cells: Any) -> object:
        """Return each row as (value, twice, three times)."""
        self.calls.append(("TRIPLE", len(cells)))
        return [[row[0], number(row[0]) * 2, number(row[0]) * 3] for row in cells]

    def summed(self, cells: Any) -> float:
        self.calls.append(("ADD", len(cells)))
        return sum(number(cell) for row in cells for cell in row)

    def echoed(self, first: Any, second: Any = "absent", third: Any = "absent") -> str:
        return f"{first}|{second}|{third}"

    def refused(self, value: Any) -> object:
        raise ModelError("test.refused", value=value)

    def noted(self, cells: Any) -> object:
        return Noted([[1, 2]], (("test.noted", {"count": len(cells)}),))

    def functions(self) -> tuple[Function, ...]:
        return (
            a_function("TRIPLE", self.tripled, block()),
            a_function("ADD", self.summed, block(), result=Result.SCALAR),
            a_function(
                "ECHO",
                self.echoed,
                scalar("first", blanks=True),
                *(scalar(n, default="absent") for n in ("second", "third")),
                result=Result.SCALAR,
            ),
            a_function("REFUSE", self.refused, scalar("value"), result=Result.SCALAR),
            a_function("NOTE", self.noted, block()),
        )


def number(value: Any) -> float:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else 0


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture
def a_book() -> Callable[[Fill], Package]:
    """Return a package from a function that fills an XlsxWriter workbook."""

    def make(fill: Fill) -> Package:
        stream = io.BytesIO()
        book = xlsxwriter.Workbook(stream, {"in_memory": True})
        book.calc_on_load, book.calc_id = False, 191029
        fill(book)
        book.close()
        return Package.from_bytes(stream.getvalue(), name="plan.xlsx")

    return make


@pytest.fixture
def shown() -> Callable[..., Any]:
    """Return what openpyxl sees in cells of a computed package: one value for a cell, rows for a range."""

    opened: dict[int, tuple[Package, openpyxl.Workbook]] = {}

    def read(package: Package, sheet: str, ref: str) -> Any:
        if id(package) not in opened:
            opened[id(package)] = package, openpyxl.load_workbook(io.BytesIO(package.to_bytes()), data_only=True)
        cells = opened[id(package)][1][sheet][ref]
        return [[cell.value for cell in row] for row in cells] if isinstance(cells, tuple) else cells.value

    return read
