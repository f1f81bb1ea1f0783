"""From a file to the rows of an input table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

from addin.intake.convert import NUMERIC, Bad, Cell, Converted, convert_column, decimal_marks
from addin.intake.intake import Intake, Reject, Remark
from addin.intake.match import Match, likeness, match_columns, some
from addin.intake.refusals import refusal
from addin.intake.source import HEADER_ROWS_TRIED, Grid, Source, as_source, read_grid
from workbook_templates.package.values import Scalar
from workbook_templates.schema import TABLES, Column, Kind, Table
from workbook_templates.text import Lang, Text, fold

ROOM = 1_048_576 - 16  # the rows of a sheet, less those a title and headers may take


def read_file(
    path: Path, *, table: str, lang: Lang, mapping: Mapping[str, str] | None = None, sheet: str | None = None, room: int = ROOM
) -> Intake:
    """Return the rows of a CSV, Excel or Parquet file as rows of an input table.

    Parameters
    ----------
    path : Path
        The file; what it is, is told by its content.
    table : str
        Name of the table; its columns are found by key, by label in either language, or by `mapping`.
    lang : {"fr", "en"}
        Language of the workbook: headers and words of lists are given in it.
    mapping : Mapping of str to str, optional
        File column → field (key or label).
    sheet : str, optional
        Sheet of an Excel file; the first by default.
    room : int, rows
        The most a sheet can keep.

    Raises
    ------
    IntakeError
        ``intake.table_unknown``, ``intake.not_found``, ``intake.unreadable``, ``intake.sheet_unknown``, ``intake.empty``,
        ``intake.too_long``, ``intake.all_rejected``, and those of `match_columns`.
    """
    target = _table(table, path.name)
    grid = read_grid(path, sheet=sheet)
    header = _header_row(grid, target, mapping or {})
    if header is None:
        raise refusal("intake.empty", path.name)
    source = as_source(grid, header)
    match = match_columns(source.headers, target, mapping=mapping or {}, lang=lang, where=path.name)
    if not source.lines and not source.misfits:
        raise refusal("intake.empty", path.name)
    if len(source.lines) > room:
        raise refusal("intake.too_long", path.name, count=len(source.lines), room=room)
    intake = _intake(source, match, target, lang)
    if not intake.count:
        first = Text(*(intake.rejects[0].say(language) for language in ("fr", "en")))
        raise refusal("intake.all_rejected", path.name, count=len(intake.rejects), first=first)
    return intake


def _table(name: str, where: str) -> Table:
    folded = name.strip().casefold()
    found = next((table for key, table in TABLES.items() if key.casefold() == folded), None)
    if found is None:
        raise refusal("intake.table_unknown", where, table=name, tables=sorted(TABLES))
    return found


def _header_row(grid: Grid, table: Table, mapping: Mapping[str, str]) -> int | None:
    """Return the place of the headers: of the first rows, the one that looks most like them; None where nothing is written."""
    best, most = None, -1
    for i, row in enumerate(grid.rows[:HEADER_ROWS_TRIED]):
        names = ["" if cell is None else str(cell) for cell in row]
        if any(name.strip() for name in names) and (score := likeness(names, table, mapping)) > most:
            best, most = i, score
    return best


def _intake(source: Source, match: Match, table: Table, lang: Lang) -> Intake:
    numeric = [source.columns[i] for key, i in match.fields.items() if table.column(key).kind in NUMERIC]
    marks = decimal_marks(numeric, source.separator)
    columns = {column.key: column for column in table.columns if column.key in match.fields}
    places = dict(match.fields)
    if table.open_columns is not None:
        kind, choices = table.open_columns.kind, table.open_columns.choices
        columns |= {header: Column(header, header, header, kind, choices=choices) for header in match.open}
        places |= match.open
    converted = {
        key: convert_column(column, source.columns[places[key]], lines=source.lines, marks=marks, lang=lang)
        for key, column in columns.items()
    }
    rejects, kept = _sifted(source, columns, converted)
    labels = {key: column.label.get(lang) for key, column in columns.items()}
    taken = {labels[key]: _kept(done.cells, kept) for key, done in converted.items()}
    lines = tuple(source.lines) if kept is None else tuple(source.lines[i] for i in kept)
    remarks = [
        *_column_remarks(match),
        *(remark for done in converted.values() for remark in done.remarks),
        *_repeats([source.columns[i] for i in places.values()], source.lines, kept),
    ]
    return Intake(table.name, taken, lines, rejects, tuple(remarks))


def _sifted(
    source: Source, columns: Mapping[str, Column], converted: Mapping[str, Converted]
) -> tuple[tuple[Reject, ...], list[int] | None]:
    """Return one reject a line that cannot be taken, in order, and the places of the others (None: all)."""
    rejects = {line: Reject(line, None, "row.fields", _too_many(cells, len(source.headers))) for line, cells in source.misfits}
    wrong: set[int] = set()
    for key, column in columns.items():
        cells = converted[key].cells
        for i, cell in enumerate(cells if Bad in set(map(type, cells)) else ()):
            if isinstance(cell, Bad) and i not in wrong:
                wrong.add(i)
                rejects[source.lines[i]] = Reject(source.lines[i], column.label, cell.code, cell.text)
        if column.kind is Kind.ID:
            for i, first in _taken_again(cells, wrong):
                wrong.add(i)
                rejects[source.lines[i]] = Reject(
                    source.lines[i], column.label, "value.id_twice", _twice(cells[i], source.lines[first])
                )
    ordered = tuple(rejects[line] for line in sorted(rejects))
    return ordered, None if not wrong else [i for i in range(len(source.lines)) if i not in wrong]


def _taken_again(cells: Sequence[Cell], wrong: set[int]) -> list[tuple[int, int]]:
    """Return the places of ids that an earlier row has taken, each with that row's place."""
    first: dict[str, int] = {}
    again = []
    for i, cell in enumerate(cells):
        if i not in wrong and isinstance(cell, str) and first.setdefault(fold(cell), i) != i:
            again.append((i, first[fold(cell)]))
    return again


def _twice(cell: Cell, line: int) -> Text:
    text = Text(
        "l'identifiant « {cell} » est déjà pris ligne {line} : il en faut un par ligne. Changez-le, ou retirez la ligne.",
        "the identifier “{cell}” is already taken on line {line}: each row needs its own. Change it, or remove the row.",
    )
    return text.format(cell=str(cell), line=str(line))


def _too_many(cells: int, headers: int) -> Text:
    text = Text(
        "{cells} cellules pour {headers} colonnes : un séparateur de trop, sans doute un texte à mettre entre guillemets.",
        "{cells} cells for {headers} columns: one separator too many, probably a text to put between quotes.",
    )
    return text.format(cells=cells, headers=headers)


def _kept(cells: list[Cell], kept: list[int] | None) -> list[Scalar]:
    """Return the cells of the rows kept: none of them is a `Bad`."""
    return cast("list[Scalar]", cells if kept is None else [cells[i] for i in kept])


def _column_remarks(match: Match) -> list[Remark]:
    remarks = []
    if match.ignored:
        text = Text(
            "Colonnes du fichier sans place dans la table : {names}. Reliez-les avec --map si elles comptent.",
            "File columns without a place in the table: {names}. Link them with --map if they matter.",
        )
        remarks.append(Remark("column.ignored", text.format(names=some(match.ignored))))
    if match.computed:
        text = Text(
            "Colonnes que le classeur calcule lui-même, non reprises : {names}.",
            "Columns the workbook computes itself, not taken: {names}.",
        )
        remarks.append(Remark("column.computed", text.format(names=some(match.computed))))
    return remarks


def _repeats(columns: Sequence[list[object]], lines: Sequence[int], kept: list[int] | None) -> list[Remark]:
    """Return the remark about rows written like an earlier one: they are kept, since two purchases may well be alike."""
    rows: Sequence[tuple[object, ...]] = list(zip(*columns, strict=True))
    if kept is not None:
        rows, lines = [rows[i] for i in kept], [lines[i] for i in kept]
    if len(set(rows)) == len(rows):
        return []
    seen: set[tuple[object, ...]] = set()
    again: list[int] = []
    for line, row in zip(lines, rows, strict=True):
        if row in seen:
            again.append(line)
        seen.add(row)
    text = Text(
        "{count} ligne(s) identique(s) à une ligne précédente (d'abord {first}) : elles sont gardées. Retirez-les du fichier si ce sont des doublons.",
        "{count} row(s) equal to an earlier one (first {first}): they are kept. Remove them from the file if they are duplicates.",
    )
    return [Remark("row.repeated", text.format(count=len(again), first=[str(line) for line in again[:3]]))]
