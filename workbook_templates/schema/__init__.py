"""The workbook, declared once: sheets in order, tables, result areas, settings, each with its labels in both languages.

Nothing here knows of a file: `workbook_templates.build` writes the declaration as .xlsx, `generator.workbook` reads a workbook by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from workbook_templates.schema import (
    actions,
    attribution,
    audit,
    budget,
    channels,
    control,
    customers,
    dashboard,
    data,
    home,
    mix,
    objectives,
    price,
    raci,
    retroplanning,
    romi,
    segments,
    settings,
    situation,
)
from workbook_templates.schema.settings import SETTINGS as _SETTINGS
from workbook_templates.schema.spec import (
    Card,
    Chart,
    Column,
    Grid,
    Importance,
    Kind,
    OpenColumns,
    ResultArea,
    Setting,
    Sheet,
    Table,
    column_of,
)

SHEETS: tuple[Sheet, ...] = (
    home.SHEET,
    settings.SHEET,
    situation.SHEET,
    objectives.SHEET,
    segments.SHEET,
    customers.SHEET,
    mix.SHEET,
    price.SHEET,
    channels.SHEET,
    budget.SHEET,
    actions.SHEET,
    raci.SHEET,
    retroplanning.SHEET,
    dashboard.SHEET,
    attribution.SHEET,
    romi.SHEET,
    control.SHEET,
    audit.SHEET,
    *data.SHEETS,
)

TABLES: Mapping[str, Table] = MappingProxyType({table.name: table for sheet in SHEETS for table in sheet.tables})
RESULTS: Mapping[str, ResultArea] = MappingProxyType({area.name: area for sheet in SHEETS for area in sheet.results})
GRIDS: Mapping[str, Grid] = MappingProxyType(
    {block.name: block for sheet in SHEETS for block in sheet.blocks if isinstance(block, Grid)}
)
SETTINGS: Mapping[str, Setting] = MappingProxyType({setting.key: setting for setting in _SETTINGS})
CARDS: Mapping[str, Card] = MappingProxyType({card.name: card for sheet in SHEETS for card in sheet.cards if card.name})

_SHEET_OF: Mapping[str, Sheet] = MappingProxyType({block.name: sheet for sheet in SHEETS for block in sheet.blocks})


def sheet_of(block: str) -> Sheet:
    """Return the sheet that holds the table, area or grid of that name.

    >>> sheet_of("Milestones").title.fr
    'Rétro-planning'
    """
    return _SHEET_OF[block]


__all__ = [
    "CARDS",
    "GRIDS",
    "RESULTS",
    "SETTINGS",
    "SHEETS",
    "TABLES",
    "Card",
    "Chart",
    "Column",
    "Grid",
    "Importance",
    "Kind",
    "OpenColumns",
    "ResultArea",
    "Setting",
    "Sheet",
    "Table",
    "column_of",
    "sheet_of",
]
