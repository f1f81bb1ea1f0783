"""Ids typed with spaces or other letters than the row they mean: the plan finds the row, Excel's formulas do not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.reading.ids import Ids
from generator.reading.tables import Line, Remarks, cells_in_words, counted
from generator.remarks import Code
from workbook_templates.schema.spec import Kind, Table
from workbook_templates.text import Text

REF_SPELLING = Code("ref.spelling", "blocking", Text(
    "les formules ne reconnaissent pas un id écrit autrement : {pairs}. Retapez l'id exact, ou choisissez-le dans la liste, puis recalculez.",
    "formulas do not recognise an id spelled otherwise: {pairs}. Type the exact id, or choose it in the list, then recalculate.",
))  # fmt: skip
CODES = (REF_SPELLING,)
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A cell, what stands in it, the id it means."""

    where: str
    typed: str
    known: str

    def in_words(self) -> Text:
        """Return what was read and the id to type.

        >>> Misspelling("Actions!N9", " crm", "CRM").in_words().en
        '“crm” with a space too many, for CRM'
        """
        bare = self.typed.strip()
        if bare == self.typed:
            return Text(f"« {bare} » pour {self.known}", f"“{bare}” for {self.known}")
        return Text(f"« {bare} » avec une espace en trop, pour {self.known}", f"“{bare}” with a space too many, for {self.known}")


def tell_spellings(
    lines: Mapping[str, Sequence[Line]], tables: Mapping[str, Table], ids: Mapping[str, Ids], remarks: Remarks
) -> None:
    """Remark, once for the whole workbook, on the ids that are not typed as the row they lead to writes its own."""
    found = [slip for name, rows in lines.items() for line in rows for slip in _slips(line, tables[name], ids)]
    if not found:
        return
    pairs = list(dict.fromkeys(slip.in_words() for slip in found))
    shown, more = pairs[:_SHOWN], "…" if len(pairs) > _SHOWN else ""
    words = Text(" ; ".join(pair.fr for pair in shown) + more, "; ".join(pair.en for pair in shown) + more)
    cells = list(dict.fromkeys(slip.where for slip in found))
    problem = REF_SPELLING.at(cells_in_words(cells), pairs=words)
    remarks.add_for(replace(problem, text=counted(problem.text, len(cells))), cells)


def _slips(line: Line, table: Table, ids: Mapping[str, Ids]) -> Iterator[Misspelling]:
    for key, typed in line.typed.items():
        column = table.column(key)
        where = line.at.cell(key)
        if column.kind is Kind.ID:
            if typed != typed.strip():
                yield Misspelling(where, typed, typed.strip())
        elif column.ref is not None and column.ref in ids:
            parts = _parts(typed) if column.kind is Kind.REFS else (typed,)
            known = ((part, ids[column.ref].find(part)) for part in parts)
            yield from (Misspelling(where, part, name) for part, name in known if name is not None and name != part)


def _parts(typed: str) -> Iterator[str]:
    """Return the ids of a list as typed; the space that a separator usually takes on either side is no slip."""
    pieces = re.split(r"[;,\n]", typed)
    for index, piece in enumerate(pieces):
        part = piece if index == 0 else piece.removeprefix(" ")
        part = part if index == len(pieces) - 1 else part.removesuffix(" ")
        if part.strip():
            yield part
