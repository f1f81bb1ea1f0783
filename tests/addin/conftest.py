"""An Excel made of a few lists: what it was asked is written down, what the person would answer is given beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from addin.desktop import Answer, SeenCell
from workbook_templates.text import Lang


@dataclass
class FakeBook:
    """A workbook open in the made-up Excel."""

    fullname: str
    name: str = ""
    stored: bool = True
    read_only: bool = False
    dirty: bool = True
    sheets: tuple[str, ...] = ("Accueil", "Paramètres", "RFM")
    values: dict[str, object] = field(default_factory=dict)
    tables: tuple[str, ...] = ("Changes",)
    foreign: int = 0
    done: list[str] = field(default_factory=list)
    rows: list[tuple[object, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.name = self.name or self.fullname.replace("\\", "/").rpartition("/")[2]

    def save(self) -> None:
        self.done.append("save")
        self.dirty = False

    def close(self) -> None:
        self.done.append("close")

    def show_sheet(self, names: Sequence[str]) -> bool:
        shown = [sheet for sheet in self.sheets if sheet in names]
        self.done += [f"show {sheet}" for sheet in shown[:1]]
        return bool(shown)

    def named_value(self, name: str) -> object:
        return self.values.get(name)

    def set_named_value(self, name: str, value: object) -> None:
        self.values[name] = value

    def append_row(self, table: str, cells: Sequence[object]) -> bool:
        if table in self.tables:
            self.rows.append(tuple(cells))
        return table in self.tables

    def repair(self) -> int:
        return self.foreign


@dataclass
class FakeExcel:
    """The made-up Excel: `answers` are what the person says, `files` what they choose, in order."""

    book: FakeBook | None = None
    lang: Lang = "fr"
    computes: bool = True
    answers: list[Answer] = field(default_factory=list)
    files: list[Path | None] = field(default_factory=list)
    cell: SeenCell | None = None
    errors: int = 0
    said: list[str] = field(default_factory=list)
    warned: list[bool] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    opened: list[Path] = field(default_factory=list)
    tables: list[list[tuple[str, ...]]] = field(default_factory=list)
    computed: int = 0

    def say(self, message: str, *, warning: bool = False) -> None:
        self.said.append(message)
        self.warned.append(warning)

    def ask(self, question: str, *, cancel: bool = False) -> Answer:
        self.asked.append(question)
        return self.answers.pop(0)

    def progress(self, text: str) -> None:
        self.steps.append(text)

    def choose_file(self, title: str, kinds: Sequence[str]) -> Path | None:
        return self.files.pop(0)

    def choose_place(self, title: str, name: str) -> Path | None:
        return self.files.pop(0)

    def open_book(self, path: Path) -> None:
        self.opened.append(path)

    def open_document(self, path: Path) -> None:
        self.opened.append(path)

    def recalculate(self) -> int:
        self.computed += 1
        return self.errors

    def show_table(self, title: str, rows: Sequence[Sequence[str]]) -> None:
        self.tables.append([tuple(row) for row in rows])

    def seen_cell(self) -> SeenCell | None:
        return self.cell


@pytest.fixture
def make_excel() -> type[FakeExcel]:
    return FakeExcel


@pytest.fixture
def make_book() -> type[FakeBook]:
    return FakeBook
