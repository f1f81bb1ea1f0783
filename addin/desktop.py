"""What the buttons need of Excel, and nothing more: tests give another one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from workbook_templates.text import Lang

Answer = Literal["yes", "no", "cancel"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenCell:
    """The cell a person asks about: where it shows, the formula it comes from, its place in what that formula spilled."""

    place: str  # "RFM!C12"
    text: str  # as the cell shows it
    formula: str = ""  # of the cell that computes it, empty for what was typed
    address: str = ""  # of that cell, as functions know it: "[Plan.xlsx]RFM!$B$4"
    row: int = 0
    column: int = 0


class Book(Protocol):
    """An open workbook."""

    @property
    def name(self) -> str:
        """Its file's name."""

    @property
    def fullname(self) -> str:
        """Its path or its web address."""

    @property
    def stored(self) -> bool:
        """Whether it was ever saved to a file."""

    @property
    def read_only(self) -> bool:
        """Whether Excel may not save it."""

    @property
    def dirty(self) -> bool:
        """Whether it holds changes that are not saved."""

    def save(self) -> None:
        """Save it where it is."""

    def close(self) -> None:
        """Close it without asking."""

    def show_sheet(self, names: Sequence[str]) -> bool:
        """Show the first sheet that bears one of these names, and say whether there is one."""

    def named_value(self, name: str) -> object:
        """Return the value of a named cell, dates as dates; None where there is no such name."""

    def set_named_value(self, name: str, value: object) -> None:
        """Write a value into a named cell."""

    def append_row(self, table: str, cells: Sequence[object]) -> bool:
        """Write cells into the first blank row of a table, or below it, and say whether the table exists."""

    def repair(self) -> int:
        """Make every formula of ours a plain name again, and return how many were not."""


class Desktop(Protocol):
    """Excel as the person has it before them."""

    @property
    def lang(self) -> Lang:
        """The language of its menus."""

    @property
    def book(self) -> Book | None:
        """The workbook in front."""

    @property
    def computes(self) -> bool:
        """Whether formulas reach Python here; they do not on a Mac."""

    def say(self, message: str, *, warning: bool = False) -> None:
        """Show a message."""

    def ask(self, question: str, *, cancel: bool = False) -> Answer:
        """Ask a question, with a way out if `cancel`."""

    def progress(self, text: str) -> None:
        """Show what is going on, in the status bar; nothing when it is over."""

    def choose_file(self, title: str, kinds: Sequence[str]) -> Path | None:
        """Let the person choose a file of these extensions."""

    def choose_place(self, title: str, name: str) -> Path | None:
        """Let the person choose where a new workbook goes."""

    def open_book(self, path: Path) -> None:
        """Open a workbook."""

    def open_document(self, path: Path) -> None:
        """Open a file in the program it belongs to."""

    def recalculate(self) -> int:
        """Compute every formula of every open workbook, and return how many cells of the one in front are in error."""

    def show_table(self, title: str, rows: Sequence[Sequence[str]]) -> None:
        """Show a list in a new workbook."""

    def seen_cell(self) -> SeenCell | None:
        """Return the active cell."""
