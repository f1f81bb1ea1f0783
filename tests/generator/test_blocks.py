"""Blocks and the light markup of the texts."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import markup
from generator.blocks import (
    ChartBlock,
    Column,
    HeatCell,
    HeatGrid,
    RaciBlock,
    RaciRow,
    Row,
    Run,
    Series,
    TableBlock,
    bullets,
    cell,
    prose,
)  # fmt: skip


class DescribeMarkup:
    def it_unescapes_entities_exactly_once(self) -> None:
        assert markup.runs("R&amp;D &lt;test&gt; &amp;amp; L&#39;Élan") == (Run("R&D <test> &amp; L'Élan"),)

    def it_reads_bold_and_italic_inside_each_other(self) -> None:
        assert markup.runs("a **b *c*** d") == (Run("a "), Run("b ", bold=True), Run("c", bold=True, italic=True), Run(" d"))

    def it_ties_a_figure_to_its_cell(self) -> None:
        assert markup.runs("CLV [118\u00a0€](Tableau de bord!B8).")[1] == Run("118\u00a0€", source="Tableau de bord!B8")

    def it_takes_a_sheet_whose_name_has_parentheses(self) -> None:
        assert markup.runs("[9\u00a0%](Clients (RFM)!C4)") == (Run("9\u00a0%", source="Clients (RFM)!C4"),)

    def it_refers_to_a_table_by_its_bookmark(self) -> None:
        assert markup.runs("voir [@t_budget]")[1] == Run("", reference="t_budget")

    def it_leaves_lone_stars_alone(self) -> None:
        assert markup.runs("5 * 3 = 15 et 2*3") == (Run("5 * 3 = 15 et 2*3"),)

    @given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40))
    def it_never_reads_markup_in_what_a_person_typed(self, typed: str) -> None:
        assert "".join(run.text for run in markup.runs(markup.literal(escape(typed)))) == typed
        assert all(not run.bold and not run.source for run in markup.runs(markup.literal(escape(typed))))

    @pytest.mark.parametrize("text", ["**", "*", "[", "[]()", "[@]", "****", "**a", "[x](", ""])
    def it_prints_marks_that_mark_nothing(self, text: str) -> None:
        assert "".join(run.text for run in markup.runs(text)) == text


class DescribeProse:
    def it_opens_with_a_lead_where_a_paragraph_is_wholly_bold(self) -> None:
        paragraphs = prose("**Le plan tient, à [2\u00a0%](ROMI!B2) près.**\n\nLa suite, en **gras** par endroits.").paragraphs
        assert [p.kind for p in paragraphs] == ["lead", "body"]
        assert not any(run.bold for run in paragraphs[0].runs)

    def it_joins_the_lines_of_a_paragraph_and_keeps_non_breaking_spaces(self) -> None:
        (paragraph,) = prose("  une ligne\n\u00a0deux \n\n\n").paragraphs
        assert paragraph.text == "une ligne \u00a0deux"

    def it_reads_bullets(self) -> None:
        assert [(p.kind, p.text) for p in prose("avant\n- un\n  suite\n- deux\n\naprès").paragraphs] == [
            ("body", "avant"), ("bullet", "un suite"), ("bullet", "deux"), ("body", "après"),
        ]  # fmt: skip

    def it_is_empty_for_an_empty_text(self) -> None:
        assert prose(" \n\n ").paragraphs == ()


class DescribeShortHands:
    def it_makes_a_list_of_items(self) -> None:
        assert bullets(["a **b**"]).items == ((Run("a "), Run("b", bold=True)),)

    def it_reads_nothing_in_the_text_of_a_cell(self) -> None:
        assert cell("**5** &amp; [1](A!B2)").text == "**5** &amp; [1](A!B2)"


class DescribeBlocksThatContradictThemselves:
    def it_refuses_a_row_with_a_cell_too_few(self) -> None:
        with pytest.raises(ValueError, match="t, row 1: 1 for 2 columns"):
            TableBlock(
                caption="", bookmark="t", columns=(Column(header="a"), Column(header="b")), rows=(Row(cells=(cell("seule"),)),)
            )

    def it_refuses_a_series_of_another_length(self) -> None:
        with pytest.raises(ValueError, match="g, s: 2 for 1 categories"):
            ChartBlock(kind="bar", caption="", bookmark="g", alt="", categories=("a",), series=(Series(name="s", y=(1, 2)),))

    def it_refuses_points_without_their_x(self) -> None:
        with pytest.raises(ValueError, match="g, s: 1 for 0 x"):
            ChartBlock(kind="scatter", caption="", bookmark="g", alt="", series=(Series(name="s", y=(1,)),))

    def it_refuses_a_chart_of_nothing(self) -> None:
        with pytest.raises(ValueError, match="without series"):
            ChartBlock(kind="bar", caption="", bookmark="g", alt="", series=())

    def it_refuses_an_activity_with_a_letter_too_many(self) -> None:
        with pytest.raises(ValueError, match="A1: 2 for 1 roles"):
            RaciBlock(caption="", bookmark="r", roles=("CRM",), rows=(RaciRow(id="A1", activity="", letters=("R", "A")),))

    def it_refuses_a_grid_with_a_hole(self) -> None:
        with pytest.raises(ValueError, match="1 for 2 column labels"):
            HeatGrid(
                caption="", bookmark="h", row_title="", column_title="", row_labels=("1",), column_labels=("1", "2"),
                cells=((HeatCell(text="1", intensity=0),),),
            )  # fmt: skip
