"""Blocks of cells written as text: far quicker, and far lighter, than one element at a time."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from workbook_templates.package.refs import letters
from workbook_templates.package.values import Scalar, sheet_text, typed

Styles = Sequence[str | None]

_EMPTY = "/>"


def block_texts(
    first_row: int,
    first_col: int,
    columns: Sequence[Sequence[Scalar]],
    *,
    styles: Sequence[Styles],
    formulas: Sequence[Sequence[str] | None] | None = None,
    inline: bool = False,
) -> list[str]:
    """Return the cells of each row of a block as XML, column after column.

    `columns` holds the values by column; `styles`, by column too, either one style for all rows or one a row. `formulas`, by column, are
    written instead of values where they are not None. `inline` writes texts as typed inputs, not as results of formulas.

    >>> block_texts(5, 2, [["a", None], [1.5, True]], styles=[["3"], [None]])
    ['<c r="B5" s="3" t="str"><v>a</v></c><c r="C5"><v>1.5</v></c>', '<c r="B6" s="3"/><c r="C6" t="b"><v>1</v></c>']
    """
    written = []
    for offset, values in enumerate(columns):
        formula = formulas[offset] if formulas is not None else None
        contents = _contents(values, inline) if formula is None else [f"><f>{escape(text)}</f></c>" for text in formula]
        letter, own = letters(first_col + offset), styles[offset]
        if len(own) == 1:
            style = f'" s="{own[0]}"' if own[0] else '"'
            empty = None if own[0] else _EMPTY  # a blank without style needs no cell
            written.append(
                [
                    "" if content is empty else f'<c r="{letter}{row}{style}{content}'
                    for row, content in enumerate(contents, first_row)
                ]
            )
        else:
            written.append(
                [
                    f'<c r="{letter}{row}" s="{style}"{content}'
                    if style
                    else ""
                    if content is _EMPTY
                    else f'<c r="{letter}{row}"{content}'
                    for row, (style, content) in enumerate(zip(own, contents, strict=True), first_row)
                ]
            )
    return ["".join(cells) for cells in zip(*written, strict=True)]


def _contents(values: Sequence[Scalar], inline: bool) -> list[str]:
    """Return what follows the attributes of each cell of a column; a text that comes back is written once."""
    types = {*map(type, values)}
    if types == {str}:
        known = {value: _text(value, inline) for value in {*values} if isinstance(value, str)}
        return [known[value] for value in values]  # type: ignore[index]  # texts only, by the line above
    if types == {float}:
        return [_number(value) for value in values]  # type: ignore[arg-type]  # numbers only, by the line above
    return [_content(value, inline) for value in values]


def _number(value: float) -> str:
    if value.is_integer() and -1e15 < value < 1e15:
        return f"><v>{int(value)}</v></c>"
    return f"><v>{value!r}</v></c>" if value - value == 0.0 else ' t="e"><v>#NUM!</v></c>'


def _content(value: Scalar, inline: bool) -> str:
    if type(value) is float:
        return _number(value)
    if type(value) is str:
        return _text(value, inline)
    kind, text = typed(value)
    if not kind and not text:
        return _EMPTY
    return f' t="{kind}"><v>{text}</v></c>' if kind else f"><v>{text}</v></c>"


def _text(value: str, inline: bool) -> str:
    text = escape(sheet_text(value))
    keep = ' xml:space="preserve"' if value != value.strip() else ""
    if not inline:
        return f' t="str"><v{keep}>{text}</v></c>' if text else ' t="str"><v/></c>'
    return f' t="inlineStr"><is><t{keep}>{text}</t></is></c>' if value else _EMPTY
