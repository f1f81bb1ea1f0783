"""The declaration of the workbook: unique keys, labels Excel can hold in a formula, references that exist, formulas that know their functions."""

from __future__ import annotations

import re

import pytest

from addin.functions import FUNCTIONS
from workbook_templates.building.formulas import guarded, rendered
from workbook_templates.building.layout import Layout
from workbook_templates.schema import (
    CARDS,
    GRIDS,
    RESULTS,
    SETTINGS,
    SHEETS,
    TABLES,
    Grid,
    Kind,
    ResultArea,
    Sheet,
    Table,
    column_of,
    sheet_of,
)
from workbook_templates.schema.content import Content
from workbook_templates.text import LANGS, Lang, Text, fold

BLOCKS = [block for sheet in SHEETS for block in sheet.blocks]
EXCEL_FUNCTIONS = {
    "ABS", "AND", "AVERAGE", "AVERAGEIFS", "COUNT", "COUNTA", "COUNTIF", "COUNTIFS", "DATE", "EDATE", "FILTER", "IF", "IFERROR", "INDEX", "INT",
    "ISNA", "ISNUMBER", "LEFT", "MATCH", "MAX", "MID", "MIN", "MONTH", "N", "NETWORKDAYS", "OR", "REPT", "ROUND", "ROWS", "SEARCH", "SUBSTITUTE",
    "SUM", "SUMIF", "SUMIFS", "SUMPRODUCT", "TRIM", "WEEKDAY", "WORKDAY", "YEAR",
}  # fmt: skip
VOLATILE_OR_LOCAL = {
    "TODAY",
    "NOW",
    "OFFSET",
    "INDIRECT",
    "RAND",
    "TEXT",
    "LAMBDA",
    "GROUPBY",
    "PIVOTBY",
    "BYROW",
    "MAP",
    "REDUCE",
}
OURS = {function.name: function for function in FUNCTIONS}


def formulas() -> list[tuple[str, str, Table | None]]:
    """Every declared formula: where it stands, its text, the table it belongs to."""
    found: list[tuple[str, str, Table | None]] = []
    for table in TABLES.values():
        found += [(f"{table.name}[{c.key}]", c.formula, table) for c in table.columns if c.computed]
    found += [(area.name, guarded(area), None) for area in RESULTS.values()]
    found += [(f"card {card.label.fr}", card.formula, None) for sheet in SHEETS for card in sheet.cards if card.formula]
    for grid in GRIDS.values():
        found += [
            (grid.name, cell[1:], None) for row in grid.rows for cell in row if isinstance(cell, str) and cell.startswith("=")
        ]
    return found


def called(formula: str) -> set[str]:
    """The functions a formula calls, texts left out."""
    return set(re.findall(r"\b([A-Z][A-Z_]+)\(", re.sub(r'"[^"]*"', '""', formula)))


class DescribeBlocks:
    def it_names_every_block_once(self) -> None:
        names = [fold(block.name) for block in BLOCKS]
        assert len(names) == len(set(names))

    @pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.name)
    def it_keys_and_labels_every_column_once(self, block: Table | ResultArea | Grid) -> None:
        columns = block.columns
        keys = [column.key for column in columns]
        assert len(keys) == len(set(keys))
        for lang in LANGS:
            labels = [column.label.get(lang).casefold() for column in columns]
            assert len(labels) == len(set(labels))

    @pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
    def it_labels_columns_with_what_a_structured_reference_needs_no_escape_for(self, table: Table) -> None:
        for column in table.columns:
            for lang in LANGS:
                assert re.fullmatch(r"[\w ’]+", column.label.get(lang)), column.label

    @pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
    def it_refers_to_tables_that_exist_and_offers_lists_for_choices(self, table: Table) -> None:
        for column in table.columns:
            assert column.ref is None or TABLES[column.ref].columns[0].kind is Kind.ID
            assert (column.kind in (Kind.REF, Kind.REFS)) == (column.ref is not None)
            if column.kind in (Kind.CHOICE, Kind.CHOICES):
                assert column.choices is not None

    def it_has_every_table_of_the_contract(self) -> None:
        essential = {
            "Settings", "Roles", "Swot", "Objectives", "Segments", "Channels", "BudgetLines", "Actions", "Raci", "Milestones", "Kpis", "KpiReadings",
            "Decisions",
        }  # fmt: skip
        assert {name for name, table in TABLES.items() if table.importance.value == "●"} == essential


class DescribeFormulas:
    @pytest.mark.parametrize(("where", "formula", "table"), formulas(), ids=[where for where, _, _ in formulas()])
    def they_call_known_functions_only(self, where: str, formula: str, table: Table | None) -> None:
        names = called(formula)
        assert not names & VOLATILE_OR_LOCAL
        assert names <= EXCEL_FUNCTIONS | OURS.keys()

    @pytest.mark.parametrize("lang", LANGS)
    def they_render_in_both_languages_within_excel_limits(self, lang: Lang) -> None:
        layout = Layout.of(lang, Content())
        for where, formula, table in formulas():
            text = rendered(formula, layout, table)
            assert len(text) < 8192, where
            assert not re.search(r"\{[a-z]", text), where
            assert "[@" not in text, where

    def they_apply_no_scalar_function_to_a_whole_column(self) -> None:
        """Other engines than Excel's take its first cell only, in silence."""
        scalar = re.compile(
            r"\b(ISNUMBER|ISNA|LEN|LEFT|MID|SEARCH|ABS|ROUND|IFERROR|TRIM|SUBSTITUTE)\((?:[A-Z][a-z]\w*\[[a-z_]+\]|INDEX\(r_\w+,0,\d+\))\)"
        )
        for where, formula, _ in formulas():
            assert not scalar.search(formula), where


class DescribeResultAreas:
    @pytest.mark.parametrize(
        "area", [area for area in RESULTS.values() if area.columns and area.header], ids=lambda area: area.name
    )
    def they_have_the_columns_of_their_function(self, area: ResultArea) -> None:
        name = re.match(r"[A-Z_]+", area.formula)
        assert name is not None
        function = OURS[name[0]]
        assert function.columns, f"{function.name}: an area with declared columns needs a function with declared columns"
        assert [column.key for column in area.columns] == [column.key.replace(" ", "_") for column in function.columns]
        assert [fold(column.fr) for column in area.columns] == [fold(column.fr) for column in function.columns]

    def they_are_guarded_by_inputs_only(self) -> None:
        for area in RESULTS.values():
            for column in area.guard:
                table, key = column.removesuffix("]").split("[")
                assert not TABLES[table].column(key).computed, f"{area.name}: COUNTA counts the empty texts of a computed column"

    def they_pass_as_many_arguments_as_the_function_takes(self) -> None:
        layout = Layout.of("fr", Content())
        for area in RESULTS.values():
            text = rendered(area.formula, layout)
            name = re.match(r"([A-Z_]+)\(", text)
            if name is None or name[1] not in OURS:
                continue
            given = arguments(text[name.end() : -1])
            function = OURS[name[1]]
            assert function.required <= given <= len(function.arguments), area.name


def arguments(inside: str) -> int:
    """How many arguments stand between a call's brackets."""
    depth, count, quoted = 0, 1, False
    for char in inside:
        quoted ^= char == '"'
        if not quoted:
            depth += (char in "([{") - (char in ")]}")
            count += char == "," and depth == 0
    return count


class DescribeCharts:
    @pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
    def they_draw_columns_of_blocks_of_their_own_sheet(self, sheet: Sheet) -> None:
        own = {block.name: block for block in sheet.blocks}
        for chart in sheet.charts:
            keys = {column.key for column in own[chart.source].columns}
            assert {chart.categories, *chart.values, *chart.secondary} <= keys
            assert not chart.under or chart.under in own


class DescribeSettings:
    def they_have_names_excel_accepts(self) -> None:
        names = [setting.name for setting in SETTINGS.values()] + list(CARDS) + list(RESULTS)
        assert len({fold(name) for name in names}) == len(names)
        for name in names:
            assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name)
            assert not re.fullmatch(r"[A-Za-z]{1,3}\d+|[RrCc]", name)

    def they_give_the_gross_margin_no_default(self) -> None:
        assert SETTINGS["gross_margin"].required
        assert SETTINGS["gross_margin"].default is None

    def they_keep_customer_ids_out_of_the_plan_by_default(self) -> None:
        assert SETTINGS["show_customer_ids"].default is False


class DescribeColumnOf:
    def it_finds_a_column_by_its_label_in_either_language(self) -> None:
        swot = TABLES["Swot"]
        assert [column_of(swot, label) for label in ("Énoncé", "enonce", "STATEMENT", "statement")] == ["statement"] * 4

    def it_knows_a_column_that_is_not_ours(self) -> None:
        assert column_of(TABLES["Swot"], "Commentaire de Paul") is None

    def it_keeps_to_one_language_when_asked(self) -> None:
        assert column_of(TABLES["Swot"], "Énoncé", lang="en") is None


class DescribeSheetOf:
    def it_tells_where_a_block_stands(self) -> None:
        assert sheet_of("r_plan").title == Text("Rétro-planning", "Backward plan")
        assert isinstance(GRIDS["scenarios"], Grid)
