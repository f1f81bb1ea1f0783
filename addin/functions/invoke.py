"""From the cells of a formula to the cells of its result, by a function's description."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from addin.errors import CellError, FunctionError, ModelError, Note
from addin.functions import cells
from addin.functions.spec import Argument, Function, Key, Kind, Noted, Result, Rows, Shape, Table
from workbook_templates.text import Lang, Text

Grid = list[list[Any]]


def invoke(function: Function, args: Sequence[object], *, lang: Lang, notes: list[Note] | None = None) -> Any:
    """Return the result of a formula: a scalar, or a list of rows; table results carry a header row.

    Raises
    ------
    FunctionError
        When the arguments are not what the description says, or the model refuses them.
    """
    given = _defaults(function, args, lang)
    if function.rows is Rows.ELEMENTWISE:
        return _elementwise(function, given, lang, notes)
    rows, values, count = _read(function, given, lang)
    outcome = _open_notes(function, _compute(function, values, rows, lang), lang, notes, rows)
    return _result(function, outcome, rows if function.rows is Rows.PER_INPUT else None, count, lang)


def _defaults(function: Function, args: Sequence[object], lang: Lang) -> list[object]:
    """Return one value per declared argument; an omitted optional one takes its default."""
    if len(args) > len(function.arguments):
        raise FunctionError(
            f"{function.family}.too_many_arguments",
            Text(
                "{name} attend au plus {most} arguments, {given} sont donnés. Retirez les derniers.",
                "{name} takes at most {most} arguments, {given} are given. Remove the last ones.",
            ).format(name=function.name, most=len(function.arguments), given=len(args)),
            lang=lang,
        )
    given: list[object] = []
    for position, argument in enumerate(function.arguments):
        value = cells.listed(args[position]) if position < len(args) else None
        if cells.plain(value) is None if not cells.is_range(value) else _is_empty(argument, value):
            if argument.required and position >= len(args):
                raise _missing(function, argument, lang)
            value = value if argument.required else argument.default
        given.append(value)
    return given


def _is_empty(argument: Argument, value: object) -> bool:
    """Whether a range given for an optional argument holds nothing at all."""
    return not argument.required and all(cells.plain(cell) is None for row in cells.grid(value) for cell in row)


def _missing(function: Function, argument: Argument, lang: Lang) -> FunctionError:
    return FunctionError(
        f"{function.family}.{argument.name}_missing",
        Text(
            "{name} : l'argument « {label} » manque. Complétez la formule.",
            "{name}: the argument “{label}” is missing. Complete the formula.",
        ).format(name=function.name, label=argument.label),
        argument=argument.name,
        lang=lang,
    )


def _read(function: Function, given: list[object], lang: Lang) -> tuple[list[int], list[Any], int]:
    """Return the sheet rows kept (1-based), the arguments as arrays and scalars, and the rows given."""
    aligned = [i for i, argument in enumerate(function.arguments) if argument.aligned and _has_rows(argument, given[i])]
    flat: dict[int, Any] = {}
    count, kept = 0, list[int]()
    for i in aligned:
        argument = function.arguments[i]
        flat[i] = cells.grid(given[i]) if argument.shape is Shape.BLOCK else _one_column(function, argument, given[i], lang)
    if aligned:
        count = _same_count(function, {i: len(flat[i]) for i in aligned}, lang)
        as_columns = [_blocks_blank(flat[i]) if function.arguments[i].shape is Shape.BLOCK else flat[i] for i in aligned]
        blank = cells.blank_rows(as_columns)
        if blank.any():
            keep = np.flatnonzero(~blank)
            flat = {i: [column[k] for k in keep] for i, column in flat.items()}
            kept = [int(k) + 1 for k in keep]
        else:
            kept = list(range(1, count + 1))
    return kept, [_value(function, i, given[i], flat.get(i), kept, lang) for i in range(len(given))], count


def _has_rows(argument: Argument, value: object) -> bool:
    """Whether an aligned argument comes row by row; one value given for an optional column holds for all rows (an array of one)."""
    return argument.required or cells.is_range(value) or (argument.shape is Shape.BLOCK and value is not None)


def _blocks_blank(rows: Grid) -> list[object]:
    """Return one cell a row that is blank where the whole row is."""
    return [next((cell for cell in map(cells.plain, row) if cell is not None), None) for row in rows]


def _one_column(function: Function, argument: Argument, value: object, lang: Lang) -> list[object]:
    columns = cells.width(value)
    if columns > 1:
        raise FunctionError(
            f"{function.family}.{argument.name}_not_one_column",
            Text(
                "« {label} » couvre {columns} colonnes : une seule est attendue. Réduisez la plage.",
                "“{label}” spans {columns} columns: one is expected. Narrow the range.",
            ).format(label=argument.label, columns=columns),
            argument=argument.name,
            lang=lang,
        )
    return cells.column(value)


def _same_count(function: Function, counts: dict[int, int], lang: Lang) -> int:
    first = next(iter(counts))
    for i, count in counts.items():
        if count != counts[first]:
            argument = function.arguments[i]
            raise FunctionError(
                f"{function.family}.rows_differ",
                Text(
                    "« {first} » a {a} lignes et « {second} » en a {b} : ces plages vont ensemble, ligne à ligne. Donnez-leur la même hauteur.",
                    "“{first}” has {a} rows and “{second}” has {b}: these ranges go together, row by row. Give them the same height.",
                ).format(first=function.arguments[first].label, a=counts[first], second=argument.label, b=count),
                argument=argument.name,
                lang=lang,
            )
    return counts[first]


def _value(function: Function, i: int, given: object, flat: Any, rows: list[int], lang: Lang) -> Any:
    argument = function.arguments[i]
    if given is None:
        if argument.required and argument.shape is Shape.SCALAR:
            return cells.read_cell(argument, None, None, function.family, lang)
        if not argument.required:
            return None
    if argument.shape is Shape.SCALAR:
        return _scalar(function, argument, given, lang)
    if argument.shape is Shape.BLOCK:
        return _block(
            argument, cells.grid(given) if flat is None else flat, rows if flat is not None else None, function.family, lang
        )
    if flat is not None:
        return cells.read_column(argument, flat, rows, function.family, lang)
    column = _one_column(function, argument, given, lang)
    if not argument.blanks:  # a free-standing list (closures, thresholds) may hold blank cells: they are skipped
        pairs = [(row, cell) for row, cell in enumerate(column, 1) if cell is not None]
        return cells.read_column(argument, [cell for _, cell in pairs], [row for row, _ in pairs], function.family, lang)
    return cells.read_column(argument, column, range(1, len(column) + 1), function.family, lang)


def _scalar(function: Function, argument: Argument, given: object, lang: Lang) -> Any:
    if not cells.is_range(given):
        return given if given is argument.default else cells.read_cell(argument, given, None, function.family, lang)
    block = cells.grid(given)
    if len(block) != 1 or len(block[0]) != 1:
        raise FunctionError(
            f"{function.family}.{argument.name}_not_one_cell",
            Text(
                "« {label} » est une plage de {count} cellules : une seule valeur est attendue.",
                "“{label}” is a range of {count} cells: one value is expected.",
            ).format(label=argument.label, count=sum(map(len, block))),
            argument=argument.name,
            lang=lang,
        )
    return cells.read_cell(argument, block[0][0], None, function.family, lang)


def _block(argument: Argument, block: Grid, rows: list[int] | None, family: str, lang: Lang) -> np.ndarray[Any, Any]:
    """Return a block as a 2-D array, short rows completed with blanks."""
    wide = max((len(row) for row in block), default=0)
    numbered = rows if rows is not None else range(1, len(block) + 1)
    dtype = np.float64 if argument.kind in (Kind.NUMBER, Kind.INTEGER) and argument.choices is None else object
    out = np.empty((len(block), wide), dtype)
    for y, (row, number) in enumerate(zip(block, numbered, strict=True)):
        read = [cells.read_cell(argument, cell, number, family, lang) for cell in [*row, *[None] * (wide - len(row))]]
        out[y] = [np.nan if cell is None else cell for cell in read] if dtype is np.float64 else read
    return out


def _compute(function: Function, values: list[Any], rows: list[int], lang: Lang) -> Any:
    try:
        return _within_reach(function, values, lang)
    except ModelError as error:
        raise worded(function, error, rows, lang) from error


def _within_reach(function: Function, values: list[Any], lang: Lang) -> Any:
    """Return what the function computes, refusing numbers beyond what a cell can hold."""
    try:
        outcome = function.compute(*values)
        if not _has_infinity(outcome):
            return outcome
        raise OverflowError
    except (OverflowError, FloatingPointError) as error:
        raise FunctionError(
            f"{function.family}.beyond_numbers",
            Text(
                "{name} : le calcul sort des nombres qu'une cellule peut contenir. Vérifiez l'ordre de grandeur des arguments.",
                "{name}: the computation leaves the numbers a cell can hold. Check the order of magnitude of the arguments.",
            ).format(name=function.name),
            kind="#NUM!",
            lang=lang,
        ) from error


def _has_infinity(outcome: Any) -> bool:
    if isinstance(outcome, Noted):
        return _has_infinity(outcome.value)
    if isinstance(outcome, Table):
        return any(_has_infinity(column) for column in outcome.columns)
    if isinstance(outcome, np.ndarray):
        return outcome.dtype.kind == "f" and bool(np.isinf(outcome).any())
    if isinstance(outcome, list | tuple):
        return any(_has_infinity(cell) for cell in outcome if not isinstance(cell, str))
    return isinstance(outcome, float) and math.isinf(outcome)


def worded(function: Function, error: ModelError, rows: Sequence[int], lang: Lang) -> FunctionError:
    """Return a model's refusal as a sentence of the function, its row counted in the sheet's range ({row}, or {at}: “, row 3” or nothing)."""
    message = function.messages[error.code]
    facts = dict(error.facts)
    position = facts.get("row")
    row = None if position is None else rows[int(str(position)) - 1] if rows else int(str(position))
    facts["at"] = Text("", "") if row is None else Text(f", ligne {row}", f", row {row}")
    if row is not None:
        facts["row"] = row
    argument = facts.get("argument", message.argument)
    label = next((a.label for a in function.arguments if a.name == argument), None)
    if label is not None:
        facts["argument"] = label
    return FunctionError(
        error.code,
        message.text.format(**facts),
        kind=message.kind,
        argument=None if argument is None else str(argument),
        row=row,
        lang=lang,
    )


def _open_notes(function: Function, outcome: Any, lang: Lang, notes: list[Note] | None, rows: Sequence[int] = ()) -> Any:
    """Return the value of a noted result; a row a remark speaks of is counted in the sheet's range, as in `worded`."""
    if not isinstance(outcome, Noted):
        return outcome
    if notes is None:
        return outcome.value
    for code, facts in outcome.notes:
        said = {name: rows[int(str(fact)) - 1] if name == "row" and rows else fact for name, fact in facts.items()}
        notes.append(Note(code, function.messages[code].text.format(**said).get(lang)))
    return outcome.value


def _result(function: Function, outcome: Any, kept: list[int] | None, count: int, lang: Lang) -> Any:
    if function.result is Result.SCALAR:
        return _say(function, cells.cell_of(outcome), lang)
    if function.result is Result.TABLE:
        header, body = _table(function, outcome, lang)
        return [header, *_spread(body, kept, count, len(header))]
    if function.result is Result.COLUMN:
        return _spread([[_say(function, cell, lang)] for cell in cells.cells_of(outcome)], kept, count, 1)
    matrix = [[_say(function, cells.cell_of(cell), lang) for cell in row] for row in outcome]
    return _spread(matrix, kept, count, len(matrix[0]) if matrix else 1)


def _table(function: Function, table: Table, lang: Lang) -> tuple[list[Any], Grid]:
    described = table.header is None
    header: list[Any] = (
        [column.header.get(lang) for column in function.columns]
        if table.header is None
        else [_say(function, cells.cell_of(cell), lang) for cell in table.header]
    )
    columns = []
    for i, values in enumerate(table.columns):
        listed = cells.cells_of(values)
        words = function.columns[i].words if described else None
        if words is not None:
            said = {key: text.get(lang) for key, text in words.entries.items()}
            listed = [said.get(cell, cell) if isinstance(cell, str) else cell for cell in listed]
        if any(type(cell) is Key or isinstance(cell, Text) for cell in listed):
            listed = [_say(function, cell, lang) for cell in listed]
        columns.append(listed)
    return header, [list(row) for row in zip(*columns, strict=True)]


def _say(function: Function, cell: Any, lang: Lang) -> Any:
    """Return a `Key` as its word, a `Text` in the language, anything else as it is."""
    if isinstance(cell, Text):
        return cell.get(lang)
    return function.words[cell].get(lang) if isinstance(cell, Key) else cell


def _spread(body: Grid, kept: list[int] | None, count: int, columns: int) -> Grid:
    """Return the rows at their places among the input rows, blank rows for blank input rows."""
    if kept is None or len(kept) == count:
        return body
    out: Grid = [[None] * columns for _ in range(count)]
    for row, values in zip(kept, body, strict=True):
        out[row - 1] = values
    return out


# ── one call a row ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _elementwise(function: Function, given: list[object], lang: Lang, notes: list[Note] | None) -> Any:
    ranges = {
        i: _one_column(function, function.arguments[i], v, lang) for i, v in enumerate(given) if _is_row_argument(function, i, v)
    }
    fixed = [_fixed(function, i, value, i in ranges, lang) for i, value in enumerate(given)]
    if not ranges:
        return _whole(function, [_one(function, fixed, [], i, lang) for i in range(len(given))], lang, notes)
    count = _same_count(function, {i: len(column) for i, column in ranges.items()}, lang)
    body: Grid = []
    empty: list[Any] = [None] * max(len(function.columns), 1)
    for row in range(count):
        if all(column[row] is None for column in ranges.values()):
            body.append(list(empty))
            continue
        try:
            values = [
                _one(function, fixed, [(ranges[i][row], row + 1)] if i in ranges else [], i, lang) for i in range(len(given))
            ]
            outcome = _open_notes(function, _compute_row(function, values, row + 1, lang), lang, notes)
            body.append(_row(function, outcome, lang))
        except FunctionError as error:
            body.append([CellError(error.kind, error.code, error.message)] * len(empty))
    if function.result is Result.TABLE:
        return [[column.header.get(lang) for column in function.columns], *body]
    return body


def _is_row_argument(function: Function, i: int, value: object) -> bool:
    return function.arguments[i].aligned and function.arguments[i].shape is not Shape.BLOCK and cells.is_range(value)


def _fixed(function: Function, i: int, value: object, varies: bool, lang: Lang) -> Any:
    argument = function.arguments[i]
    if varies or value is None or (argument.aligned and not cells.is_range(value)):
        return value
    return _value(function, i, value, None, [], lang)


def _one(function: Function, fixed: list[Any], cell: Iterable[tuple[object, int]], i: int, lang: Lang) -> Any:
    """Return one argument of one row: the row's cell, or the value all rows share."""
    argument = function.arguments[i]
    for value, row in cell:
        if cells.plain(value) is None and not argument.required:
            return argument.default
        return cells.read_cell(argument, value, row, function.family, lang)
    if not argument.aligned or fixed[i] is argument.default:
        if fixed[i] is None and argument.required:
            return cells.read_cell(argument, None, None, function.family, lang)
        return fixed[i]
    return cells.read_cell(argument, fixed[i], None, function.family, lang)


def _compute_row(function: Function, values: list[Any], row: int | None, lang: Lang) -> Any:
    try:
        return _within_reach(function, values, lang)
    except ModelError as error:
        if row is not None:
            error.facts["row"] = row
        else:
            error.facts.pop("row", None)
        raise worded(function, error, [], lang) from error


def _whole(function: Function, values: list[Any], lang: Lang, notes: list[Note] | None) -> Any:
    outcome = _open_notes(function, _compute_row(function, values, None, lang), lang, notes)
    row = _row(function, outcome, lang)
    if function.result is Result.TABLE:
        return [[column.header.get(lang) for column in function.columns], row]
    return row[0]


def _row(function: Function, outcome: Any, lang: Lang) -> list[Any]:
    values = outcome if isinstance(outcome, list | tuple) else [outcome]
    said: list[Any] = []
    for i, value in enumerate(values):
        cell = cells.cell_of(value)
        words = function.columns[i].words if function.columns else None
        if words is not None and isinstance(cell, str) and cell in words.entries:
            said.append(words.say(cell, lang))
        else:
            said.append(_say(function, cell, lang))
    return said
