"""Formulas written with keys, rendered with the labels and words of a language."""

from __future__ import annotations

import re

from xlsxwriter.utility import xl_range_abs

from workbook_templates import words
from workbook_templates.building.layout import FIRST_ROW, Layout
from workbook_templates.schema import GRIDS, TABLES, ResultArea, Table
from workbook_templates.text import Words, french

_WORDS: dict[str, Words] = {item.name: item for item in vars(words).values() if isinstance(item, Words)}

_TOKENS = re.compile(
    r"""
    \{"(?P<fr>[^"]*)"\|"(?P<en>[^"]*)"\}                                   # a text in both languages
  | \{(?P<words>[a-z0-9_]+)\.(?P<word>[A-Za-z0-9_\-]+)\}                  # a word of a list
  | (?P<text>"[^"]*")                                                       # a text as it stands
  | (?P<block>[A-Za-z_]+)?\[(?P<this>@)?(?P<column>[a-z0-9_]+)(?::(?P<last>[a-z0-9_]+))?\]
  | (?P<open>[A-Za-z]+)\[(?P<part>\*\*?|\#\#?)\]                           # open columns, or their headers; doubled, all columns
    """,
    re.VERBOSE,
)


def rendered(formula: str, layout: Layout, table: Table | None = None) -> str:
    """Return a formula as a workbook in the layout's language holds it; `table` is the one whose row it computes."""

    def replace(match: re.Match[str]) -> str:
        if match["fr"] is not None:
            return f'"{french(match["fr"]) if layout.lang == "fr" else match["en"]}"'
        if match["word"] is not None:
            return f'"{_WORDS[match["words"]].say(match["word"], layout.lang)}"'
        if match["text"] is not None:
            return match["text"]
        if match["part"] is not None:
            return _open(match["open"], match["part"], layout)
        return _reference(match["block"], match["this"] is not None, match["column"], match["last"], layout, table)

    return _TOKENS.sub(replace, formula)


def guarded(area: ResultArea) -> str:
    """Return the area's formula, left empty as long as what it reads is."""
    test = ready(area)
    return f'IF({test},{area.formula},"")' if test else area.formula


def ready(area: ResultArea) -> str:
    """Return what must hold for the area's formula to run, nothing if it always does."""
    conditions = [f"COUNTA({column})>0" for column in area.guard]
    if area.when:
        conditions.append(area.when)
    return conditions[0] if len(conditions) == 1 else f"AND({','.join(conditions)})" if conditions else ""


def _reference(block: str | None, this: bool, first: str, last: str | None, layout: Layout, table: Table | None) -> str:
    if block is not None and block in GRIDS:
        place = layout.places[block]
        column = place.column_of(first)
        rows = place.rows - (1 if GRIDS[block].total else 0)
        title = layout.title(place.sheet)
        return f"'{title}'!{xl_range_abs(FIRST_ROW, column, FIRST_ROW + rows - 1, column)}"
    target = table if block is None else TABLES[block]
    if target is None:
        raise ValueError(f"[{first}] stands outside a table")
    labels = [target.column(key).label.get(layout.lang) for key in (first, last) if key]
    if this:
        return f"{target.name}[[#This Row],{':'.join(f'[{label}]' for label in labels)}]"
    return f"{target.name}[{labels[0]}]" if len(labels) == 1 else f"{target.name}[[{labels[0]}]:[{labels[1]}]]"


def _open(name: str, part: str, layout: Layout) -> str:
    """Return the open columns of a table, or their headers: from the first of them to the table's last, whoever added it."""
    whole = f"{name}[[#Headers]]" if part.startswith("#") else f"{name}[]"  # LibreOffice reads [#Headers] in double brackets only
    if len(part) == 2:
        return whole
    first, row = len(TABLES[name].columns) + 1, 1 if part == "#" else 0
    return f"INDEX({whole},{row},{first}):INDEX({whole},{row},COLUMNS({name}[]))"
