"""Ids that lead from one table to another: resolved whatever their spelling, reported when they lead nowhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.reading.ids import Ids
from generator.reading.tables import Line, Remarks
from generator.reading.values import Read
from generator.remarks import Code
from workbook_templates.schema.spec import Column, Kind, Table
from workbook_templates.text import Text

_SHOWN = 8
REF_UNKNOWN = Code("ref.unknown", "blocking", Text(
    "« {label} » : « {found} » n'existe pas. Connus : {known}. Choisissez-en un dans la liste, ou créez {found} dans « {title} ».",
    "“{label}”: “{found}” does not exist. Known: {known}. Choose one in the list, or create {found} in “{title}”.",
))  # fmt: skip
REF_NONE = Code("ref.none_known", "blocking", Text(
    "« {label} » : « {found} » n'existe pas, la table « {title} » est vide. Remplissez-la d'abord.",
    "“{label}”: “{found}” does not exist, the table “{title}” is empty. Fill it in first.",
))  # fmt: skip
ID_DUPLICATE = Code("id.duplicate", "blocking", Text(
    "l'id {name} est déjà celui de la cellule {first} de « {title} » : sommes et renvois seraient faux. Donnez-lui un autre id.",
    "the id {name} is already that of cell {first} of “{title}”: sums and links would be wrong. Give it another id.",
))  # fmt: skip
CODES = (REF_UNKNOWN, REF_NONE, ID_DUPLICATE)


def ids_of(tables: Mapping[str, Table], lines: Mapping[str, Sequence[Line]], remarks: Remarks) -> dict[str, Ids]:
    """Return the ids of each table that has some; two rows of one id are a remark."""
    found = {}
    for name, table in tables.items():
        key = next((column.key for column in table.columns if column.kind is Kind.ID), None)
        if key is None:
            continue
        rows = [line for line in lines.get(name, ()) if line.values.get(key)]
        found[name] = Ids(str(line.values[key]) for line in rows)
        _tell_duplicates(rows, key, table, remarks)
    return found


def linked(
    lines: Sequence[Line], table: Table, ids: Mapping[str, Ids], tables: Mapping[str, Table], remarks: Remarks
) -> tuple[Line, ...]:
    """Return the rows of a table, each reference written as the row it leads to writes it."""
    references = [column for column in table.columns if column.ref is not None and column.ref in ids]
    return tuple(replace(line, values={**line.values, **_resolved(line, references, ids, tables, remarks)}) for line in lines)


def _resolved(
    line: Line, references: Sequence[Column], ids: Mapping[str, Ids], tables: Mapping[str, Table], remarks: Remarks
) -> dict[str, Read]:
    found: dict[str, Read] = {}
    for column in references:
        value = line.values.get(column.key)
        target = column.ref or ""
        if isinstance(value, tuple):
            found[column.key] = tuple(_one(word, line, column, ids[target], tables[target], remarks) for word in value)
        elif isinstance(value, str) and value:
            found[column.key] = _one(value, line, column, ids[target], tables[target], remarks)
    return found


def _one(word: str, line: Line, column: Column, ids: Ids, target: Table, remarks: Remarks) -> str:
    known = ids.find(word)
    if known is not None:
        return known
    where = line.at.cell(column.key)
    if ids.known:
        remarks.repeat(
            REF_UNKNOWN.at(where, label=column.label, found=word, known=known_ids(tuple(ids.known)), title=target.title)
        )
    else:
        remarks.repeat(REF_NONE.at(where, label=column.label, found=word, title=target.title))
    return word


def known_ids(ids: Sequence[str]) -> Text:
    """Return the ids of a table in words: the first and the last where they follow each other.

    >>> known_ids(["O1", "O2", "O3", "O4", "O5"]).fr, known_ids(["DG", "DM"]).fr
    ('O1 à O5', 'DG, DM')
    """
    numbers = [int(digits) if (digits := "".join(c for c in name if c.isdigit())) else -1 for name in ids]
    if len(ids) > 2 and numbers[0] >= 0 and numbers == list(range(numbers[0], numbers[0] + len(ids))):
        return Text(f"{ids[0]} à {ids[-1]}", f"{ids[0]} to {ids[-1]}")
    shown = ", ".join(ids[:_SHOWN]) + ("…" if len(ids) > _SHOWN else "")
    return Text(shown, shown)


def _tell_duplicates(rows: Sequence[Line], key: str, table: Table, remarks: Remarks) -> None:
    first: dict[str, str] = {}
    for line in rows:
        name, where = str(line.values[key]), line.at.cell(key)
        if name in first:
            remarks.add(ID_DUPLICATE.at(where, name=name, first=first[name].rpartition("!")[2], title=table.title))
        first.setdefault(name, where)
