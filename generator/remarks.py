"""What a remark is made from: a stable code, how serious it is, its sentence in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from workbook_templates.errors import Level, Problem
from workbook_templates.text import Text


@dataclass(frozen=True, slots=True)
class Code:
    """One thing a careful reader may say: what was found, the rule, the next step; facts in braces.

    >>> Code("budget.gap", "blocking", Text("{gap} € de trop.", "€{gap} too much.")).at("Budget!I6", gap=30000).say("fr")
    'Budget!I6\\xa0: 30\\xa0000\\xa0€ de trop.'
    """

    code: str
    level: Level
    text: Text

    def at(self, where: str, *, stake: float = 0.0, **facts: object) -> Problem:
        """Return the remark on a cell, its facts filled in; `stake` in euros sorts advice."""
        return Problem(code=self.code, level=self.level, where=where, text=self.text.format(**facts), stake=stake)
