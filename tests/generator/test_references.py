"""References from sentences to tables and figures: kept, left out with their brackets, or refused."""

from __future__ import annotations

import pytest

from generator import blocks
from generator.markup import Run
from generator.prose import TextError
from generator.references import kept

TABLE = blocks.TableBlock(caption="Budget", bookmark="t_budget", columns=(blocks.Column(header="x"),), rows=())


def said(*shown: blocks.Block, text: str) -> blocks.Prose:
    found = [block for block in kept([blocks.prose(text), *shown]) if isinstance(block, blocks.Prose)]
    return found[0]


class DescribeAReference:
    def it_stays_where_the_plan_shows_its_table(self) -> None:
        runs = said(TABLE, text="Tout est affecté ([@t_budget]).").paragraphs[0].runs
        assert runs == (Run("Tout est affecté ("), Run("", reference="t_budget"), Run(")."))

    def it_goes_with_its_brackets_where_the_plan_does_not(self) -> None:
        assert (
            said(text="Tout est affecté ([@t_budget]). Le reste suit.").paragraphs[0].text == "Tout est affecté. Le reste suit."
        )

    def it_goes_alone_where_others_stay(self) -> None:
        paragraph = said(TABLE, text="A ([@t_gone]), B ([@t_budget]), C ([@f_gone]).").paragraphs[0]
        assert [run.reference for run in paragraph.runs if run.reference] == ["t_budget"]
        assert paragraph.text == "A, B (), C."

    def it_may_end_a_sentence_in_bold(self) -> None:
        paragraph = said(text="**Tout tient ([@t_gone]).**").paragraphs[0]
        assert (paragraph.kind, paragraph.text) == ("lead", "Tout tient.")

    def it_is_refused_without_brackets_where_it_leads_nowhere(self) -> None:
        title = blocks.Heading(level=1, text="Budget", bookmark="s_budget")
        with pytest.raises(TextError) as refusal:
            kept([title, blocks.prose("Le tableau [@t_gone] le montre.")])
        assert refusal.value.code == "text.reference"
        assert refusal.value.where == "Budget"
        assert "([@t_gone])" in refusal.value.text.fr

    def it_needs_no_brackets_where_it_leads_somewhere(self) -> None:
        assert said(TABLE, text="Le [@t_budget] le montre.").paragraphs[0].runs[1].reference == "t_budget"
