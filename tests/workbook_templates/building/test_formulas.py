"""Formulas written with keys, rendered with labels and words."""

from __future__ import annotations

import itertools

import pytest

from workbook_templates.building.formulas import guarded, rendered
from workbook_templates.building.layout import Layout
from workbook_templates.schema import RESULTS, TABLES, ResultArea
from workbook_templates.schema.content import Content
from workbook_templates.text import Lang, Text

FRENCH, ENGLISH = (Layout.of(lang, Content()) for lang in ("fr", "en"))


class DescribeRendered:
    @pytest.mark.parametrize(
        ("formula", "french"),
        [
            ("[@impact]*[@probability]", "Swot[[#This Row],[Impact]]*Swot[[#This Row],[Probabilité]]"),
            ("SUM(Swot[impact])", "SUM(Swot[Impact])"),
            ("COUNTIFS(Swot[type],{swot.threat})", 'COUNTIFS(Swot[Type],"Menace")'),
            ('{"oui : lié"|"yes: linked"}', '"oui\u00a0: lié"'),
            ('IF([@id]="[@id]","",1)', 'IF(Swot[[#This Row],[Id]]="[@id]","",1)'),
            ("SUM({1,2,3})*gross_margin", "SUM({1,2,3})*gross_margin"),
            ("SUM(BudgetLines[q1:q4])", "SUM(BudgetLines[[T1]:[T4]])"),
        ],
    )
    def it_writes_keys_as_the_labels_of_the_language(self, formula: str, french: str) -> None:
        assert rendered(formula, FRENCH, TABLES["Swot"]) == french

    def it_writes_a_run_of_cells_of_the_row(self) -> None:
        assert rendered("SUM([@q1:q4])", ENGLISH, TABLES["BudgetLines"]) == "SUM(BudgetLines[[#This Row],[Q1]:[Q4]])"

    def it_reaches_open_columns_up_to_the_table_s_last(self) -> None:
        assert rendered("F(Raci[#],Raci[*])", FRENCH) == (
            "F(INDEX(Raci[[#Headers]],1,4):INDEX(Raci[[#Headers]],1,COLUMNS(Raci[])),INDEX(Raci[],0,4):INDEX(Raci[],0,COLUMNS(Raci[])))"
        )

    def it_writes_a_column_of_a_grid_as_a_range(self) -> None:
        assert rendered("SUM(audit_criteria[passed])", FRENCH).startswith("SUM('Audit'!$")

    def it_refuses_a_row_reference_outside_a_table(self) -> None:
        with pytest.raises(ValueError, match="outside a table"):
            rendered("[@impact]", FRENCH)

    @pytest.mark.parametrize("formula", ["[@mood]", "Swot[mood]", "{swot.joy}"])
    def it_refuses_a_key_nobody_declared(self, formula: str) -> None:
        with pytest.raises(KeyError):
            rendered(formula, FRENCH, TABLES["Swot"])


class DescribeGuarded:
    def it_runs_the_formula_only_when_its_inputs_hold_something(self) -> None:
        assert guarded(RESULTS["r_bav"]).startswith("IF(COUNTA(Brands[brand])>0,BAV(")

    def it_joins_conditions(self) -> None:
        area = ResultArea(name="r_x", title=Text("x", "x"), formula="F()", guard=("A[b]", "A[c]"), when="d>0")
        assert guarded(area) == 'IF(AND(COUNTA(A[b])>0,COUNTA(A[c])>0,d>0),F(),"")'

    def it_leaves_alone_a_formula_that_needs_nothing(self) -> None:
        area = ResultArea(name="r_x", title=Text("x", "x"), formula="F()")
        assert guarded(area) == "F()"


class DescribeLayout:
    @pytest.mark.parametrize("lang", ["fr", "en"])
    def it_leaves_every_block_its_own_columns(self, lang: Lang) -> None:
        layout = Layout.of(lang, Content())
        by_sheet: dict[str, list[tuple[int, int]]] = {}
        for place in layout.places.values():
            by_sheet.setdefault(place.sheet.key, []).append((place.column, place.last_column))
        for spans in by_sheet.values():
            ordered = sorted(spans)
            assert all(before[1] < after[0] for before, after in itertools.pairwise(ordered))

    def it_gives_a_table_the_rows_it_is_filled_with(self) -> None:
        content = Content(rows={"Swot": [{"id": "W1"}, {"id": "W2"}]})
        assert Layout.of("fr", content).places["Swot"].rows == 2

    def it_gives_an_empty_table_rows_to_fill(self) -> None:
        assert FRENCH.places["Actions"].rows == TABLES["Actions"].blank_rows

    def it_heads_open_columns_with_the_ids_they_stand_for(self) -> None:
        content = Content(rows={"Roles": [{"id": "DM"}, {"id": "OFF"}]})
        assert Layout.of("fr", content).heads["Raci"] == ("DM", "OFF")


class DescribeWidths:
    def they_hold_the_longest_word_of_an_english_heading(self) -> None:
        place = ENGLISH.places["r_rfm_segments"]
        assert place.widths[place.column_of("mean_recency_days") - place.column] > len("mean_recency_days")
        assert FRENCH.places["r_rfm_segments"].widths != place.widths
