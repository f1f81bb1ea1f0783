"""What the add-in says when it cannot do what it was asked.

ModelError                     a model's refusal: code and facts, no words
PlanmoError                    workbook_templates.errors
├── FunctionError(ValueError)  a worksheet function refuses its arguments, in a sentence
├── IntakeError                a file of data cannot be read
└── CommandError               a command cannot do its work

CellError                      an error as a value: a failed row of a column, an error cell of a range
Note                           a remark that belongs beside a result, never in it
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from workbook_templates.errors import PlanmoError
from workbook_templates.text import Lang, Text

ErrorKind = Literal["#VALUE!", "#NUM!", "#N/A", "#DIV/0!", "#REF!", "#NAME?", "#NULL!", "#SPILL!", "#CALC!"]


class ModelError(ValueError):
    """A computation that cannot be done honestly: a stable `code` and the `facts` a sentence needs.

    Two facts are understood by the caller: `argument`, the parameter concerned, and `row`, 1-based in the arrays the model was given.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


class FunctionError(PlanmoError, ValueError):
    """A worksheet function refuses its arguments.

    `code` is stable (``rfm.amounts_not_numeric``), `argument` names the argument, `row` is the 1-based row in it or None,
    `kind` is the Excel error a cell shows; the message says what was found, where, the rule and what to do.
    """

    def __init__(
        self,
        code: str,
        text: Text,
        *,
        kind: ErrorKind = "#VALUE!",
        argument: str | None = None,
        row: int | None = None,
        lang: Lang = "fr",
    ) -> None:
        super().__init__(code, text)
        self.kind, self.argument, self.row, self.lang = kind, argument, row, lang

    def __str__(self) -> str:
        return self.text.get(self.lang)

    @property
    def message(self) -> str:
        """The sentence in the language the function was asked in."""
        return str(self)


class IntakeError(PlanmoError):
    """A file of data cannot be read, or not into that table."""


class CommandError(PlanmoError):
    """A command cannot do its work."""


@dataclass(frozen=True, slots=True)
class CellError:
    """An error as a cell holds it: the Excel kind, and, where we made it, its code and sentence.

    Two errors of one kind and code are equal whatever their wording.
    """

    kind: str
    code: str = ""
    message: str = field(default="", compare=False)

    def __str__(self) -> str:
        return self.kind


@dataclass(frozen=True, slots=True)
class Note:
    """A remark beside a result: what was left out, what was assumed."""

    code: str
    text: str
