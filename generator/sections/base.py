"""What sections share: headings, openings, tables of figures, and the sentence of a section nobody filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from generator import blocks
from generator.blocks import Align, Block, Cell, Column, Heading, Prose, Row, TableBlock, Tone
from generator.figures import Figure
from generator.prose import Prose as Writing
from generator.records import Record
from workbook_templates.text import Text, Words

Verdict = Literal["good", "mixed", "bad", "unknown"]


def heading(writing: Writing, key: str, title: Text, *, level: Literal[1, 2, 3] = 2) -> Heading:
    """Return a section's heading; its bookmark comes from `key`."""
    return Heading(level=level, text=writing.say(title), bookmark=f"s_{key}")


def opening(writing: Writing, template: str, context: Mapping[str, object]) -> Prose:
    """Return the sentences a section opens with."""
    return blocks.prose(writing.render(template, context))


def said(writing: Writing, context: Mapping[str, object]) -> dict[str, object]:
    """Return a context whose declared texts are in the document's language."""
    return {name: writing.say(value) if isinstance(value, Text) else value for name, value in context.items()}


def missing(writing: Writing, what: Text, sheet: Text, table: Text) -> Prose:
    """Return what an essential section says when nothing was entered."""
    return blocks.prose(
        writing.render("missing", {"what": writing.say(what), "sheet": writing.say(sheet), "table": writing.say(table)})
    )


def label(writing: Writing, words: Words, key: str) -> str:
    """Return the word of a choice, a dash where none was made."""
    return writing.writer.typeset(words.say(key, writing.lang)) if key in words.entries else "–"


def words(writing: Writing, text: str, *, tone: Tone = "plain", bold: bool = False) -> Cell:
    """Return a cell of a person's words, a dash where there are none."""
    return blocks.cell(writing.writer.typeset(text) if text else "–", tone=tone, bold=bold)


def number(writing: Writing, figure: Figure | None, *, signed: bool = False, tone: Tone = "plain", bold: bool = False) -> Cell:
    """Return a cell that shows a figure and knows where it comes from."""
    if figure is None:
        return blocks.cell("–", tone="muted")
    text = writing.writer.signed(figure) if signed else writing.writer.table(figure)
    return blocks.cell(text, source=first_cell(figure.cell), tone=tone, bold=bold)


def price(writing: Writing, figure: Figure | None, *, tone: Tone = "plain") -> Cell:
    """Return a cell that shows an amount to the cent."""
    if figure is None:
        return blocks.cell("–", tone="muted")
    return blocks.cell(writing.writer.price(round(figure.value, 2)), source=first_cell(figure.cell), tone=tone)


def euro_format(writing: Writing) -> str:
    """Return Excel's format of an amount in the document's language."""
    return '#,##0 "€"' if writing.lang == "fr" else '"€"#,##0'


def first_cell(cells: str) -> str:
    """Return the first of several cells.

    >>> first_cell("Actions!A9; Actions!A11")
    'Actions!A9'
    """
    return cells.split("; ")[0]


def columns(writing: Writing, *given: tuple[Text, Align, float]) -> tuple[Column, ...]:
    """Return the columns of a table: header, alignment, share of the width."""
    return tuple(Column(header=writing.say(header), align=align, weight=weight) for header, align, weight in given)


def row(*cells: Cell, kind: Literal["plain", "total"] = "plain") -> Row:
    """Return a row."""
    return Row(cells=cells, kind=kind)


def group(text: str) -> Row:
    """Return a row that is one title across the table."""
    return Row(cells=(blocks.cell(text, bold=True),), kind="group")


def table(
    writing: Writing,
    key: str,
    caption: Text,
    heads: tuple[Column, ...],
    rows: Iterable[Row],
    *,
    source: str = "",
    notes: Sequence[Text] = (),
    compact: bool = False,
) -> TableBlock:
    """Return a table with its caption and its source."""
    return TableBlock(
        caption=writing.say(caption),
        bookmark=f"t_{key}",
        columns=heads,
        rows=tuple(rows),
        source=source,
        notes=tuple(writing.say(note) for note in notes),
        alt=writing.say(caption),
        compact=compact,
    )


def span(records: Sequence[Record], first: str = "", last: str = "") -> str:
    """Return the range records stand in, `Sheet!A9:F33`, from column `first` to column `last`."""
    if not records or not records[0].at.sheet:
        return ""
    keys = list(records[0].at.columns)
    start, end = records[0].at, records[-1].at
    left = start.columns.get(first or keys[0], "A") if keys else "A"
    right = end.columns.get(last or keys[-1], left) if keys else left
    return f"{start.sheet}!{left}{start.row}:{right}{end.row}"


def counted(records: Sequence[Record], key: str = "id") -> Figure:
    """Return how many records there are, as a figure of the cells that hold `key`."""
    cells = [record.cell(key) for record in records]
    return Figure(len(records), "count", span(records, key, key) if _contiguous(records) else "; ".join(cells[:1] or [""]))


def _contiguous(records: Sequence[Record]) -> bool:
    rows = [record.at.row for record in records]
    return bool(rows) and rows == list(range(rows[0], rows[0] + len(rows)))


def some(*parts: Block | None) -> tuple[Block, ...]:
    """Return the blocks that are there."""
    return tuple(part for part in parts if part is not None)
