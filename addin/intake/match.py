"""Which column of a file fills which column of a table: by the user's word, by name in either language, else by nearly the name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from addin.intake.refusals import refusal
from workbook_templates.schema import Table
from workbook_templates.text import Lang, Text, fold

_EMPTY_WORDS = {"id", "code", "no", "n", "num", "numero", "number", "de", "du", "la", "le", "of", "the"}

_LISTED = 12


@dataclass(frozen=True, slots=True)
class Match:
    """Places in the file's columns: `fields` by key of the table, `open` by header where the table takes further columns.

    `ignored` are the headers nothing takes, `computed` those the workbook computes itself.
    """

    fields: Mapping[str, int]
    open: Mapping[str, int]
    ignored: tuple[str, ...]
    computed: tuple[str, ...]


def match_columns(headers: Sequence[str], table: Table, *, mapping: Mapping[str, str], lang: Lang, where: str) -> Match:
    """Return where each column of `table` is found among `headers`; `mapping` (file column → field) decides first.

    Raises
    ------
    IntakeError
        ``intake.source_unknown``, ``intake.field_unknown``, ``intake.field_computed``, ``intake.column_twice``,
        ``intake.same_name``, ``intake.column_missing``, ``intake.no_column``.
    """
    fields = _mapped(headers, table, mapping, lang, where)
    taken = set(fields.values())
    exact: dict[str, list[int]] = {}
    for i, header in enumerate(headers):
        key = table.key_of(header) if header and i not in taken else None
        if key is not None and key not in fields:
            exact.setdefault(key, []).append(i)
    computed = {column.key for column in table.columns if column.computed}
    for key, places in exact.items():
        if len(places) > 1 and key not in computed:
            _check_distinct(headers, headers[places[0]], where)
            names = [headers[i] for i in places]
            raise refusal("intake.column_twice", where, field=_named(table, key, lang), columns=names)
    skipped = {i for key in computed for i in exact.get(key, [])}
    fields |= {key: places[0] for key, places in exact.items() if key not in computed}
    fields |= _nearly(headers, table, fields, skipped)
    _check_complete(headers, table, fields, lang, where)
    left = [i for i, header in enumerate(headers) if header and i not in {*fields.values(), *skipped}]
    opened = {headers[i]: i for i in left} if table.open_columns is not None else {}
    for header in opened:
        _check_distinct(headers, header, where)
    if not fields and not opened:
        known = [column.label.get(lang) for column in table.inputs]
        raise refusal("intake.no_column", where, table=table.name, found=some(headers), fields=known)
    ignored = () if opened else tuple(headers[i] for i in left)
    return Match(fields, opened, ignored, tuple(headers[i] for i in sorted(skipped)))


def likeness(headers: Sequence[str], table: Table, mapping: Mapping[str, str]) -> int:
    """Return how many cells of a row look like headers of `table`: what tells the headers from titles above them."""
    sources = {fold(source) for source in mapping}
    return sum(1 for header in headers if header and (table.key_of(header) is not None or fold(header) in sources))


def some(names: Sequence[str]) -> list[str]:
    """Return the first names that are not blank, as many as a sentence can hold."""
    written = [name for name in names if name]
    return written if len(written) <= _LISTED else [*written[:_LISTED], "…"]


def _mapped(headers: Sequence[str], table: Table, mapping: Mapping[str, str], lang: Lang, where: str) -> dict[str, int]:
    places = {fold(header): i for i, header in reversed(list(enumerate(headers)))}
    fields: dict[str, int] = {}
    for source, field in mapping.items():
        place, key = places.get(fold(source)), table.key_of(field)
        if place is None:
            raise refusal("intake.source_unknown", where, source=source, found=some(headers))
        _check_distinct(headers, source, where)
        if key is None:
            known = [column.label.get(lang) for column in table.inputs]
            raise refusal("intake.field_unknown", where, field=field, table=table.name, fields=known)
        if table.column(key).computed:
            raise refusal("intake.field_computed", where, field=_named(table, key, lang), table=table.name)
        if key in fields:
            names = [headers[fields[key]], headers[place]]
            raise refusal("intake.column_twice", where, field=_named(table, key, lang), columns=names)
        fields[key] = place
    return fields


def _check_distinct(headers: Sequence[str], name: str, where: str) -> None:
    """Refuse a name that several columns of the file bear: no mapping could tell them apart."""
    places = [str(i) for i, header in enumerate(headers, 1) if fold(header) == fold(name)]
    if len(places) > 1:
        raise refusal("intake.same_name", where, name=name, count=len(places), places=places)


def _nearly(headers: Sequence[str], table: Table, fields: Mapping[str, int], skipped: set[int]) -> dict[str, int]:
    """Return the columns that only one header resembles: the same words, but for « id », « code » and the like."""
    free = {i: _words(header) for i, header in enumerate(headers) if header and i not in {*fields.values(), *skipped}}
    found: dict[str, int] = {}
    for column in table.inputs:
        if column.key in fields:
            continue
        names = {_words(name) for name in (column.key, column.fr, column.en)} - {frozenset()}
        places = [i for i, words in free.items() if words in names]
        if len(places) == 1 and places[0] not in found.values():
            found[column.key] = places[0]
    return found


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[0-9a-z]+", fold(name))) - _EMPTY_WORDS


def _check_complete(headers: Sequence[str], table: Table, fields: Mapping[str, int], lang: Lang, where: str) -> None:
    missing = [column for column in table.inputs if column.required and column.key not in fields]
    if missing:
        names = Text(", ".join(f"« {c.fr} »" for c in missing), ", ".join(f"“{c.en}”" for c in missing))
        raise refusal("intake.column_missing", where, missing=names, table=table.name, found=some(headers))


def _named(table: Table, key: str, lang: Lang) -> Text:
    label = table.column(key).label
    return Text(f"« {label.fr} »", f"“{label.en}”")
