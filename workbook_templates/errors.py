"""What can go wrong, at the root of every exception and every remark.

    PlanmoError                     a sentence for a person, with a stable code
    ├── PackageError                the file is not a workbook we can read, or may not be written
    ├── WorkbookError               a workbook, but not one of ours, or not as it must be
    ├── addin.errors.FunctionError  a worksheet function refuses its arguments
    ├── addin.errors.IntakeError    a file of data cannot be read
    ├── addin.errors.CommandError   a command cannot do its work
    └── generator.*                 the plan cannot be written

Validation collects every `Problem`; computation raises at the first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workbook_templates.text import Lang, Text


class PlanmoError(Exception):
    """Something a person can mend: `code` is stable and language-free, `where` a cell or a file, `text` the sentence in both languages."""

    def __init__(self, code: str, text: Text, *, where: str = "") -> None:
        super().__init__(text.fr)
        self.code, self.text, self.where = code, text, where

    def say(self, lang: Lang) -> str:
        """Return the sentence, led by the place it speaks of."""
        return located(self.where, self.text.get(lang), lang)

    def __str__(self) -> str:
        return self.say("fr")


class PackageError(PlanmoError):
    """The file is not a workbook we can read, or it may not be written."""


class WorkbookError(PlanmoError):
    """A workbook, but not one of ours, or not as it must be."""


Level = Literal["blocking", "fix", "advice"]
LEVELS: dict[Level, Text] = {
    "blocking": Text("bloquant", "blocking"),
    "fix": Text("à corriger", "to fix"),
    "advice": Text("conseil", "advice"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One remark on a workbook: `blocking` (a figure would be wrong), `fix` (the plan comes out as a draft) or `advice`."""

    code: str
    level: Level
    where: str  # "Actions!C12", or a sheet, or a file
    text: Text
    stake: float = 0.0  # euros, then days: what sorts advice

    def say(self, lang: Lang) -> str:
        """Return the sentence, led by its cell."""
        return located(self.where, self.text.get(lang), lang)


def located(where: str, sentence: str, lang: Lang) -> str:
    """Return `sentence` led by `where`, with the colon of the language."""
    if not where:
        return sentence
    return f"{where}\u00a0: {sentence}" if lang == "fr" else f"{where}: {sentence}"
