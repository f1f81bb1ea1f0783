"""From the cells of a formula to the cells of its result."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest

from addin.errors import CellError, FunctionError, ModelError, Note
from addin.functions.invoke import invoke
from addin.functions.spec import Argument, Column, Example, Function, Key, Kind, Message, Noted, Result, Rows, Shape, Table
from workbook_templates.text import Text, Words

COLOURS = Words("colour", {"red": Text("rouge", "red"), "blue": Text("bleu", "blue")})


def _argument(name: str, **described: Any) -> Argument:
    return Argument(name=name, label=Text(name, name), help=Text("", ""), **described)


def _function(compute: Any, *arguments: Argument, **described: Any) -> Function:
    facts: dict[str, Any] = {"result": Result.SCALAR, **described}
    return Function(
        name="TEST",
        family="test",
        summary=Text("", ""),
        arguments=arguments,
        compute=compute,
        example=Example((), None),
        source="",
        **facts,
    )


def _ratio(revenue: float, cost: float, margin: float) -> float:
    if cost <= 0:
        raise ModelError("test.cost", row=1, value=cost)
    return revenue * margin / cost


RATIO = _function(
    _ratio,
    _argument("revenue", aligned=True),
    _argument("cost", aligned=True),
    _argument("margin", default=1.0),
    rows=Rows.ELEMENTWISE,
    messages={"test.cost": Message("Le coût vaut {value}.", "The cost is {value}.", "#NUM!", "cost")},
)


class DescribeScalars:
    def it_gives_a_scalar_for_scalars(self) -> None:
        assert invoke(RATIO, (10, 4), lang="fr") == 2.5

    def it_takes_the_default_for_an_omitted_or_blank_option(self) -> None:
        assert invoke(RATIO, (10, 4, None), lang="fr") == invoke(RATIO, (10, 4, ""), lang="fr") == 2.5

    def it_raises_with_code_argument_and_kind(self) -> None:
        with pytest.raises(FunctionError) as error:
            invoke(RATIO, (10, 0), lang="fr")
        assert (error.value.code, error.value.argument, error.value.row, error.value.kind) == ("test.cost", "cost", None, "#NUM!")
        assert error.value.message == "Le coût vaut 0."

    @pytest.mark.parametrize(
        ("cell", "code"),
        [("dix", "test.revenue_not_numeric"), (None, "test.revenue_blank"), (True, "test.revenue_not_numeric"),
         (float("nan"), "test.revenue_not_numeric"), (CellError("#N/A"), "test.revenue_is_error")],
    )  # fmt: skip
    def it_refuses_what_is_not_a_number(self, cell: object, code: str) -> None:
        with pytest.raises(FunctionError) as error:
            invoke(RATIO, (cell, 4), lang="fr")
        assert error.value.code == code

    def it_passes_an_excel_error_on_with_its_kind(self) -> None:
        with pytest.raises(FunctionError) as error:
            invoke(RATIO, (CellError("#N/A"), 4), lang="fr")
        assert error.value.kind == "#N/A"

    def it_says_how_many_arguments_are_too_many(self) -> None:
        with pytest.raises(FunctionError) as error:
            invoke(RATIO, (1, 2, 3, 4), lang="en")
        assert error.value.code == "test.too_many_arguments"

    def it_names_a_missing_argument(self) -> None:
        with pytest.raises(FunctionError) as error:
            invoke(RATIO, (1,), lang="en")
        assert (error.value.code, error.value.argument) == ("test.cost_missing", "cost")


class DescribeColumns:
    def it_gives_a_column_for_ranges_and_shares_scalars(self) -> None:
        assert invoke(RATIO, ([[10], [20]], 4, 0.5), lang="fr") == [[1.25], [2.5]]

    def its_failed_rows_are_cell_errors_with_their_row(self) -> None:
        result = invoke(RATIO, ([[10], [20], ["x"]], [[0], [4], [1]]), lang="fr")
        assert result == [[CellError("#NUM!", "test.cost")], [5.0], [CellError("#VALUE!", "test.revenue_not_numeric")]]

    def its_blank_rows_stay_blank(self) -> None:
        assert invoke(RATIO, ([10, None], [4, None]), lang="fr") == [[2.5], [None]]

    def it_says_both_counts_when_ranges_differ(self) -> None:
        with pytest.raises(FunctionError) as error:
            invoke(RATIO, ([1, 2, 3], [1, 2]), lang="en")
        assert error.value.code == "test.rows_differ"
        assert "3" in error.value.message
        assert "2" in error.value.message

    def it_refuses_two_columns_where_one_is_expected(self) -> None:
        with pytest.raises(FunctionError) as error:
            invoke(RATIO, ([[1, 2], [3, 4]], [1, 2]), lang="en")
        assert error.value.code == "test.revenue_not_one_column"

    def it_reads_a_row_as_a_column(self) -> None:
        assert invoke(RATIO, ([[10, 20]], [[4, 4]]), lang="fr") == [[2.5], [5.0]]


def _sums(names: np.ndarray[Any, Any], days: np.ndarray[Any, Any], amounts: np.ndarray[Any, Any]) -> Noted:
    if (amounts < 0).any():
        raise ModelError("test.negative", row=int(np.flatnonzero(amounts < 0)[0]) + 1)
    rows = [[name, day, amount] for name, day, amount in zip(names, days, amounts, strict=True)]
    return Noted(Table.from_rows([*rows, [Key("total"), None, amounts.sum()]], width=3), (("test.note", {"count": len(rows)}),))


SUMS = _function(
    _sums,
    _argument("names", kind=Kind.KEY, shape=Shape.COLUMN, aligned=True),
    _argument("dates", kind=Kind.DATE, shape=Shape.COLUMN, aligned=True),
    _argument("amounts", shape=Shape.COLUMN, aligned=True),
    result=Result.TABLE,
    columns=(Column("name", "nom"), Column("day", "jour"), Column("amount", "montant")),
    words={"total": Text("total", "total row")},
    messages={
        "test.negative": Message("Montant négatif ligne {row}.", "Negative amount on row {row}.", "#NUM!", "amounts"),
        "test.note": Message("{count} lignes lues.", "{count} rows read."),
    },
)


class DescribeTables:
    def it_leads_with_a_header_and_translates_row_names(self) -> None:
        notes: list[Note] = []
        result = invoke(SUMS, (["a", "b"], [dt.date(2027, 1, 1), 46389], [1, 2.5]), lang="en", notes=notes)
        assert result == [
            ["name", "day", "amount"],
            ["a", dt.date(2027, 1, 1), 1.0],
            ["b", dt.date(2027, 1, 2), 2.5],
            ["total row", None, 3.5],
        ]
        assert notes == [Note("test.note", "2 rows read.")]

    def it_skips_blank_rows_and_counts_rows_as_the_sheet_does(self) -> None:
        with pytest.raises(FunctionError) as error:
            invoke(SUMS, (["a", None, "b"], [46388, "", 46388], [1, None, -2]), lang="fr")
        assert (error.value.row, error.value.argument) == (3, "amounts")

    def it_refuses_a_blank_in_a_row_that_holds_something(self) -> None:
        with pytest.raises(FunctionError) as error:
            invoke(SUMS, (["a", "b"], [46388, None], [1, 2]), lang="fr")
        assert (error.value.code, error.value.row) == ("test.dates_blank", 2)

    def it_refuses_a_date_typed_as_text(self) -> None:
        with pytest.raises(FunctionError) as error:
            invoke(SUMS, (["a"], ["03/04/2027"], [1]), lang="fr")
        assert (error.value.code, error.value.row) == ("test.dates_not_date", 1)


class DescribeWhatACellMayHold:
    @pytest.mark.parametrize("cell", [float("nan"), float("inf"), [1], {"a": 1}, dt.time(3), 10**400], ids=type)
    @pytest.mark.parametrize("kind", [Kind.TEXT, Kind.KEY, Kind.ANY, Kind.NUMBER, Kind.DATE, Kind.BOOLEAN])
    def it_refuses_what_is_no_value(self, cell: object, kind: Kind) -> None:
        echo = _function(lambda x: x, _argument("cell", kind=kind, shape=Shape.COLUMN, aligned=True), result=Result.COLUMN)
        with pytest.raises(FunctionError) as error:
            invoke(echo, ([[cell], [cell]],), lang="fr")
        assert error.value.code.startswith("test.cell_")

    def it_keeps_a_logical_identifier_apart_from_a_number(self) -> None:
        echo = _function(lambda x: x, _argument("cell", kind=Kind.KEY, shape=Shape.COLUMN, aligned=True), result=Result.COLUMN)
        assert invoke(echo, ([True, 1, 1.0, "1"],), lang="fr") == [["TRUE"], [1], [1], ["1"]]

    def it_reads_ragged_and_mixed_rows_by_their_first_cell(self) -> None:
        assert invoke(RATIO, ([[10], 20], [4, [4]]), lang="fr") == [[2.5], [5.0]]

    def it_refuses_one_value_where_a_block_goes_row_by_row(self) -> None:
        total = _function(
            lambda x, b: float(x.sum()),
            _argument("values", shape=Shape.COLUMN, aligned=True),
            _argument("controls", shape=Shape.BLOCK, aligned=True, default=None),
        )
        assert invoke(total, ([1, 2],), lang="fr") == 3
        with pytest.raises(FunctionError) as error:
            invoke(total, ([1, 2], 3), lang="fr")
        assert error.value.code == "test.rows_differ"


class DescribePerInputRows:
    def its_blank_rows_come_back_blank_at_their_place(self) -> None:
        rank = _function(
            lambda x: Table((np.argsort(np.argsort(x)) + 1,)),
            _argument("values", shape=Shape.COLUMN, aligned=True),
            result=Result.TABLE,
            rows=Rows.PER_INPUT,
            columns=(Column("rank", "rang"),),
        )
        assert invoke(rank, ([30.0, None, 10.0],), lang="fr") == [["rang"], [2], [None], [1]]


class DescribeChoices:
    @pytest.mark.parametrize("word", ["rouge", "RED", "red", " Rouge "])
    def it_reads_a_word_in_either_language(self, word: str) -> None:
        colour = _function(lambda c: c, _argument("colour", kind=Kind.TEXT, choices=COLOURS, default="blue"))
        assert invoke(colour, (word,), lang="fr") == "red"
        assert invoke(colour, (), lang="fr") == "blue"

    def it_lists_the_words_it_knows(self) -> None:
        colour = _function(lambda c: c, _argument("colour", kind=Kind.TEXT, choices=COLOURS))
        with pytest.raises(FunctionError) as error:
            invoke(colour, ("vert",), lang="fr")
        assert error.value.code == "test.colour_unknown"
        assert "rouge, bleu" in error.value.message
