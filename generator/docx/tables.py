"""A table of figures: caption above, header rows that come back, figures to the right, notes and source below."""

from __future__ import annotations

from dataclasses import replace

from generator import blocks as b
from generator.docx import measure, tags, words
from generator.docx.frame import Frame
from generator.docx.palette import on

_SIZES = {False: 9.0, True: 8.0}
_SIDE = 70  # twips of margin on each side of a cell
_SHORT = 12  # characters
_FIGURE = 30  # characters: what stands to the right and is longer is no figure
_WHOLE = 3400  # twips, some six centimetres: a table no higher never breaks over two pages
_LEADING = 1.22  # line height over type size
_SLACK = 40  # what measuring may be off by


def write(table: b.TableBlock, frame: Frame) -> str:
    """Return caption, table, notes and source."""
    return frame.caption(table.bookmark) + body(table, frame) + frame.below(notes=table.notes, source=table.source)


def body(table: b.TableBlock, frame: Frame) -> str:
    """Return the table itself."""
    face = frame.styles.face
    table = fitted(table, frame.width, face)
    columns = widths(table, frame.width, face)
    rows = [_header(table, columns, frame)]
    last = table.rows[-1] if table.rows else None
    count, whole = len(table.rows), _height(table, columns, face) <= _WHOLE
    rows.extend(
        _row(table, row, columns, frame, keep=keeps(i, count, whole=whole, followed=bool(table.notes or table.source)))
        for i, row in enumerate(table.rows)
    )
    return tags.table(
        columns,
        rows,
        style=frame.styles["Plan Table"],
        title=table.caption,
        alt=table.alt or _alt(table, frame),
        side_margin=_SIDE,
        last_row=last is not None and last.kind == "total",
    )


def keeps(index: int, count: int, *, whole: bool, followed: bool) -> bool:
    """Whether a row stays on the page of what comes next: a `whole` table all along, another without a lone row at either end.

    Where the table is `followed` by its notes or its source, its last row keeps them.

    >>> [keeps(i, 3, whole=True, followed=False) for i in range(3)], [keeps(i, 40, whole=False, followed=True) for i in (5, 39)]
    ([True, True, False], [False, True])
    """
    if index == count - 1:
        return followed
    return whole or index < 2 or index == count - 2


def fitted(table: b.TableBlock, room: int, face: measure.Face) -> b.TableBlock:
    """Return the table, in the smaller type where its longest words do not fit in the other."""
    if table.compact or sum(need.least for need in _needs(table, face, short=0)) <= room:
        return table
    return replace(table, compact=True)


def _height(table: b.TableBlock, columns: list[int], face: measure.Face) -> int:
    """Return about how high the table's body is, in twips: lines of its fullest cells, a little white around each row."""
    size = _SIZES[table.compact]
    line, around = round(size * 20 * _LEADING), 68 if not table.compact else 44
    return sum(max(_lines(row, columns, size, face)) * line + around for row in table.rows)


def _lines(row: b.Row, columns: list[int], size: float, face: measure.Face) -> list[int]:
    if row.kind == "group":
        return [1]
    return [
        sum(-(-measure.width(line, size, face=face) // max(width - 2 * _SIDE, 1)) or 1 for line in _text(cell).split("\n"))
        for cell, width in zip(row.cells, columns, strict=True)
    ]


def widths(table: b.TableBlock, room: int, face: measure.Face = measure.CALIBRI) -> list[int]:
    """Return the width of each column, in twips: figures on one line, longest words whole, short texts unbroken where there is room."""
    unbroken = _needs(table, face, short=_SHORT)
    if sum(need.least for need in unbroken) <= room:
        return measure.share_out(unbroken, room)
    return measure.share_out(_needs(table, face, short=0), room)


def _needs(table: b.TableBlock, face: measure.Face, *, short: int) -> list[measure.Need]:
    return [_need(table, i, face, short=short) for i in range(len(table.columns))]


def _need(table: b.TableBlock, i: int, face: measure.Face, *, short: int) -> measure.Need:
    """Return what a column needs; texts of up to `short` characters (a date, a status) count as one word, figures to the right always."""
    size, column = _SIZES[table.compact], table.columns[i]
    texts = [measure.breakable(_text(row.cells[i])) for row in table.rows if row.kind != "group"]
    header, whole = measure.breakable(column.header), _FIGURE if column.align == "right" else short
    line = max((measure.longest_line(text, size, bold=True, face=face) for text in texts), default=0)
    word = max((_unbroken(text, whole, size, face) for text in texts), default=0)
    firm = max((_firm(text, column, size, face) for text in texts), default=0)
    head = measure.longest_word(header, size, bold=True, face=face)
    full = max(line, min(measure.longest_line(header, size, bold=True, face=face), 2 * head))
    margin = 2 * _SIDE + _SLACK
    return measure.Need(max(word, head) + margin, full + margin, column.weight, firm + margin)


def _unbroken(text: str, whole: int, size: float, face: measure.Face) -> int:
    longest = measure.longest_line if len(text) <= whole else measure.longest_word
    return longest(text, size, bold=True, face=face)


def _firm(text: str, column: b.Column, size: float, face: measure.Face) -> int:
    longest = measure.longest_line if column.align == "right" and len(text) <= _FIGURE else measure.longest_figure
    return longest(text, size, bold=True, face=face)


def _text(cell: b.Cell) -> str:
    return "".join(run.text for run in cell.runs) if cell.runs else cell.text


def _alt(table: b.TableBlock, frame: Frame) -> str:
    return words.labelled(table.caption, ", ".join(column.header for column in table.columns if column.header), frame.lang)


def _style(table: b.TableBlock) -> str:
    return "Plan Cell Small" if table.compact else "Plan Cell"


def _header(table: b.TableBlock, columns: list[int], frame: Frame) -> str:
    # Said twice, in the table's style and here: LibreOffice and readers of old formats only see the second.
    fill, style = frame.palette.primary, frame.styles[_style(table)]
    cells = []
    for column, width in zip(table.columns, columns, strict=True):
        words = tags.run(measure.breakable(column.header), bold=True, color=on(fill))
        cells.append(
            tags.cell(tags.paragraph(words, style=style, align=_align(column), keep_next=True), width, fill=fill, valign="bottom")
        )
    return tags.row(cells, header=True)


def _align(column: b.Column) -> tags.Jc:
    return "" if column.align == "left" else column.align


def _row(table: b.TableBlock, row: b.Row, columns: list[int], frame: Frame, *, keep: bool) -> str:
    style = frame.styles[_style(table)]
    if row.kind == "group":
        shade = frame.palette.shade("accent")
        said = _content(row.cells[0], table, frame, bold=True, color=shade.ink)
        across = tags.paragraph(said, style=style, keep_next=True)
        return tags.row([tags.cell(across, sum(columns), fill=shade.fill, span=len(columns))])
    cells = []
    for cell, column, width in zip(row.cells, table.columns, columns, strict=True):
        shade = frame.palette.shade(cell.tone)
        toned = cell.tone != "plain"
        said = _content(cell, table, frame, bold=cell.bold or row.kind == "total" or toned, color=shade.ink if toned else "")
        cells.append(tags.cell(tags.paragraph(said, style=style, align=_align(column), keep_next=keep), width, fill=shade.fill))
    return tags.row(cells)


def _content(cell: b.Cell, table: b.TableBlock, frame: Frame, *, bold: bool, color: str) -> str:
    place = (table.bookmark, "", "")
    if cell.runs:
        runs = tuple(replace(run, text=measure.breakable(run.text)) for run in cell.runs)
        return frame.runs(runs, bold=bold, color=color, place=place)
    if not cell.text:
        return ""
    return frame.sourced(tags.run(measure.breakable(cell.text), bold=bold, color=color), cell.source, place)
