"""Rows taken from a file for one input table: what will be written, what was left out and why, what was assumed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbook_templates.package.values import Scalar
from workbook_templates.text import Lang, Text


@dataclass(frozen=True, slots=True)
class Reject:
    """A row left out: its line in the file, the column concerned (None: the whole row), a stable code and a sentence."""

    line: int
    column: Text | None
    code: str
    text: Text

    def say(self, lang: Lang) -> str:
        """Return the sentence, led by its place."""
        line = Text(f"ligne {self.line}", f"line {self.line}").get(lang)
        place = line if self.column is None else f"{line}, {self.column.get(lang)}"
        return f"{place}\u00a0: {self.text.get(lang)}" if lang == "fr" else f"{place}: {self.text.get(lang)}"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something assumed or noticed that a person should know before writing."""

    code: str
    text: Text

    def say(self, lang: Lang) -> str:
        """Return the sentence."""
        return self.text.get(lang)


@dataclass(frozen=True, slots=True)
class Intake:
    """Rows for `table`: equally long lists by header, in the workbook's language; `lines`, where each stood; one reject a line left out."""

    table: str
    columns: Mapping[str, list[Scalar]]
    lines: tuple[int, ...]
    rejects: tuple[Reject, ...]
    remarks: tuple[Remark, ...]

    @property
    def count(self) -> int:
        """How many rows will be written."""
        return len(self.lines)
