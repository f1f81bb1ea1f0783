"""What sections share: headings, openings, tables of figures, and the sentence of a section nobody filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from generator import blocks
from generator.blocks import Align, Block, Cell, Column, Heading, Prose, Row, TableBlock, Tone
from generator.figures import Figure, Unit
from generator.plan import Plan
from generator.prose import Prose as Writing
from generator.records import Record
from generator.results import Grid
from workbook_templates.text import NBSP, Text, Words

Verdict = Literal["good", "mixed", "bad", "unknown"]


def heading(writing: Writing, key: str, title: Text, *, level: Literal[1, 2, 3] = 2) -> Heading:
    """Return a section's heading; its bookmark comes from `key`."""
    return Heading(level=level, text=writing.say(title), bookmark=f"s_{key}")


def opening(writing: Writing, template: str, context: Mapping[str, object]) -> Prose:
    """Return the sentences a section opens with."""
    return blocks.prose(writing.render(template, context))


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(Cell):
    """A cell that still knows its figure, so that its column can be written with the same decimals from top to bottom."""

    figure: Figure
    signed: bool = False
    cents: bool = False

    def written(self, writing: Writing, decimals: int | None) -> str:
        """Return the figure's words, with its column's decimals."""
        write = writing.writer.signed if self.signed else writing.writer.table
        return write(self.figure, decimals)


def number(
    writing: Writing,
    figure: Figure | None,
    *,
    signed: bool = False,
    alone: bool = False,
    tone: Tone = "plain",
    bold: bool = False,
) -> Cell:
    """Return a cell that shows a figure and knows where it comes from; `alone` where its column holds figures of other things."""
    if figure is None:
        return blocks.cell("–", tone="muted")
    text = writing.writer.signed(figure) if signed else writing.writer.table(figure)
    source = first_cell(figure.cell)
    if alone:
        return blocks.cell(text, source=source, tone=tone, bold=bold)
    return Amount(text=text, source=source, tone=tone, bold=bold, figure=figure, signed=signed)


def price(writing: Writing, figure: Figure | None, *, tone: Tone = "plain") -> Cell:
    """Return a cell that shows an amount to the cent."""
    if figure is None:
        return blocks.cell("–", tone="muted")
    amount = figure.to("EUR")
    text = writing.writer.price(round(figure.value, 2))
    return Amount(text=text, source=first_cell(figure.cell), tone=tone, figure=amount, cents=True)


def _evened(writing: Writing, heads: Sequence[Column], rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows with the figures of one unit in one column written alike."""
    given = list(rows)
    for i, head in enumerate(heads):
        if head.align != "right":
            continue
        amounts = [cell for row_ in given if row_.kind != "group" and isinstance(cell := row_.cells[i], Amount)]
        units = {amount.figure.unit for amount in amounts}
        decimals = {
            unit: writing.writer.decimals(
                [amount.figure for amount in amounts if amount.figure.unit == unit],
                cents=any(amount.cents for amount in amounts if amount.figure.unit == unit),
            )
            for unit in units
        }
        given = [_with(row_, i, writing, decimals) for row_ in given]
    return tuple(given)


def _with(row_: Row, i: int, writing: Writing, decimals: Mapping[Unit, int | None]) -> Row:
    cell = row_.cells[i] if row_.kind != "group" else None
    if not isinstance(cell, Amount) or decimals[cell.figure.unit] is None:
        return row_
    evened = replace(cell, text=cell.written(writing, decimals[cell.figure.unit]))
    return replace(row_, cells=(*row_.cells[:i], evened, *row_.cells[i + 1 :]))


def euro_format(writing: Writing, amounts: Iterable[float | None] = ()) -> str:
    """Return Excel's format of a chart's amounts: in thousands or millions where none of them would be lost by it."""
    sizes = [abs(amount) for amount in amounts if amount]
    largest, smallest = max(sizes, default=0.0), min(sizes, default=0.0)
    french = writing.lang == "fr"
    if largest >= _MILLIONS_FROM and smallest >= _A_MILLION / 10:
        return '#,##0.0,," M€"' if french else '"€"#,##0.0,,"m"'
    if largest >= _THOUSANDS_FROM and smallest >= _A_THOUSAND:
        return '#,##0," k€"' if french else '"€"#,##0,"k"'
    return '#,##0 "€"' if french else '"€"#,##0'


def bar_label(writing: Writing, amount: float, amounts: Iterable[float | None], *, signed: bool = False) -> str:
    """Return an amount as it is written beside a bar, in the unit of its chart's format."""
    asked = euro_format(writing, amounts)
    unit, scale, decimals = ("M", _A_MILLION, 1) if ",," in asked else ("k", _A_THOUSAND, 0) if ',"' in asked else ("", 1.0, 0)
    value = writing.writer.plain(abs(amount) / scale, decimals)
    said = f"{value}{NBSP}{unit}€" if writing.lang == "fr" else f"€{value}{unit.lower()}"
    return ("+" if signed and amount > 0 else "−" if amount < 0 else "") + said


_A_THOUSAND, _A_MILLION = 1_000.0, 1_000_000.0
_THOUSANDS_FROM, _MILLIONS_FROM = 100 * _A_THOUSAND, 10 * _A_MILLION


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
    """Return a table with its caption and its source: no column that nothing fills, each column's figures with the same decimals."""
    heads, filled = _filled(heads, tuple(rows))
    return TableBlock(
        caption=writing.say(caption),
        bookmark=f"t_{key}",
        columns=heads,
        rows=_evened(writing, heads, filled),
        source=source,
        notes=tuple(writing.say(note) for note in notes),
        alt=writing.say(caption),
        compact=compact,
    )


def _filled(heads: tuple[Column, ...], rows: tuple[Row, ...]) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    """Return the columns something fills; a table with nothing in it keeps them all."""
    told = [row_ for row_ in rows if row_.kind != "group"]
    kept = [i for i in range(len(heads)) if any(row_.cells[i].runs or row_.cells[i].text.strip(" –") for row_ in told)]
    if not kept or len(kept) == len(heads):
        return heads, rows
    return tuple(heads[i] for i in kept), tuple(
        row_ if row_.kind == "group" else replace(row_, cells=tuple(row_.cells[i] for i in kept)) for row_ in rows
    )


def span(records: Sequence[Record], first: str = "", last: str = "") -> str:
    """Return the range records stand in, `Sheet!A9:F33`, from column `first` to column `last`."""
    if not records or not records[0].at.sheet:
        return ""
    at = records[0].at
    keys, rows = list(at.columns), [record.at.row for record in records]
    left = at.columns.get(first or keys[0], "A") if keys else "A"
    right = at.columns.get(last or keys[-1], left) if keys else left
    first_, last_ = f"{left}{min(rows)}", f"{right}{max(rows)}"
    return f"{at.sheet}!{first_}" + (f":{last_}" if last_ != first_ else "")


def counted(records: Sequence[Record], key: str = "id") -> Figure:
    """Return how many records there are, as a figure of the cells that hold `key`."""
    cells = [record.cell(key) for record in records]
    return Figure(len(records), "count", span(records, key, key) if _contiguous(records) else "; ".join(dict.fromkeys(cells)))


def _contiguous(records: Sequence[Record]) -> bool:
    rows = [record.at.row for record in records]
    return bool(rows) and rows == list(range(rows[0], rows[0] + len(rows)))


def role_note(plan: Plan, ids: Iterable[str]) -> Text:
    """Return what the short names of roles in a table stand for."""
    used = set(ids)
    said = ", ".join(f"{role.id} : {role.label}" for role in plan.roles if role.id in used)
    return Text(said, said.replace(" : ", ": "))


def grid_span(grid: Grid) -> str:
    """Return the range of a cross table's cells."""
    cells = [cell.cell for line in grid.cells for cell in line if cell is not None]
    return f"{cells[0]}:{cells[-1].rpartition('!')[2]}" if len(cells) > 1 else "".join(cells)


def some(*parts: Block | None) -> tuple[Block, ...]:
    """Return the blocks that are there."""
    return tuple(part for part in parts if part is not None)
